"""Headings with roles of ours, as the outline shows them.

Sphinx takes the outline from pages before links are resolved, and so has the name that
an author typed, in the look of program text, where the heading itself shows a title.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_policywiki.domain import WikiDomain


def name_headings(env: BuildEnvironment) -> None:
    """Give the headings with a role of ours, in all outlines, the text that they show."""
    domain = WikiDomain.of(env)
    for docname, page in domain.pages.items():
        shown = {anchor: domain.graph.plain(parts) for anchor, parts in page.headings}
        texts = {anchor: text for anchor, text in shown.items() if text}
        if not texts:
            continue
        for entry in env.tocs[docname].findall(nodes.reference):
            if entry["refuri"] == docname and entry["anchorname"] in texts:
                _set_text(entry, texts[entry["anchorname"]])
        if "" in texts:
            title, long_title = env.titles[docname], env.longtitles[docname]
            for node in {title, long_title} if title.astext() == long_title.astext() else {title}:
                _set_text(node, texts[""])


def _set_text(node: nodes.Element, text: str) -> None:
    node.children = []
    node += nodes.Text(text)
