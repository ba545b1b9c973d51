"""Index pages in a site: a label for each, the look of the theme, references where none is.

They are no domain indices of Sphinx, which would be written with each build, but have the names
that such indices would have, and ``html_domain_indices`` decides on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape
from typing import Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.generated_pages import GeneratedPage
from sphinx_policywiki.index_names import PREFIX, has_page, is_topic
from sphinx_policywiki.index_pages import Groups, IndexPage, index_pages
from sphinx_policywiki.locale import _
from sphinx_policywiki.locale.punctuation import dash
from sphinx_policywiki.model import slugify
from sphinx_policywiki.publishing import MARK

TEMPLATE: Final = "policywiki-index.html"
_OF_SPHINX: Final = "domainindex.html"
_KEPT: Final = "index pages"

Ways = list[tuple[str, str]]


def name_index_pages(env: BuildEnvironment, settings: str, *, all_known: bool) -> None:
    """Let ``ref`` know the index pages that the builder makes, and forget those of before.

    They are the same as in the last build with the same *settings*, which is a stamp, if all
    documents are *all_known* from it.
    """
    domain = WikiDomain.of(env)
    world = domain.data["world"]
    if not all_known or world["index_titles"][0] != settings:
        world["index_titles"] = settings, {page.name: page.title for page in _pages(domain)}
    domain.index_titles = world["index_titles"][1]
    std = env.domains.standard_domain
    for name in [name for name, place in std.anonlabels.items() if place == (name, "")]:
        if name.startswith(PREFIX):
            del std.anonlabels[name]
            std.labels.pop(name, None)
    for name, title in domain.index_titles.items():
        if name not in std.anonlabels and has_page(domain.builder, name):
            std.note_hyperlink_target(name, name, "", title)


def _pages(domain: WikiDomain) -> list[IndexPage]:
    """Return all index pages, whoever has them, made once a build."""
    if _KEPT not in domain.kept:
        domain.kept[_KEPT] = index_pages(domain)
    pages: list[IndexPage] = domain.kept[_KEPT]
    return pages


def generated_indices(app: Sphinx) -> Iterator[GeneratedPage]:
    """Yield the index pages of the builder; a document of the name of one takes its place."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    pages = [page for page in _pages(WikiDomain.of(app.env)) if has_page(builder, page.name)]
    pages = [page for page in pages if page.name not in app.env.found_docs]
    ways = [(page.name, page.title) for page in pages if not is_topic(page.name)]
    for page in pages:
        groups = page.groups()
        shown = page.title, groups, ways
        if isinstance(builder.templates, BuiltinTemplateLoader):
            yield GeneratedPage(page.name, shown, partial(_context, builder, page, groups, ways))
        else:
            yield GeneratedPage(page.name, shown, partial(_data, page, groups), _OF_SPHINX)


def _data(page: IndexPage, groups: Groups) -> dict[str, Any]:
    """Return the page as Sphinx has an index: without our templates it stays data."""
    return {"indextitle": page.title, "content": groups, "collapse_index": False}


def _context(
    builder: StandaloneHTMLBuilder, page: IndexPage, groups: Groups, ways: Ways
) -> dict[str, Any]:
    """Return the page as one of the theme."""
    own = {
        "title": page.title,
        "groups": [
            (_anchor(number, label), label, entries)
            for number, (label, entries) in enumerate(groups, 1)
        ],
        "jumps": len(groups) > 1 and not is_topic(page.name),
        "ways": ways,
        "dash": dash(),
        "ways_label": _("Ways into the wiki"),
        "letters_label": _("Sections of this page"),
        "uri": lambda name: builder.get_relative_uri(page.name, name) or "#",
    }
    body = builder.templates.render(TEMPLATE, {"pagename": page.name, "pw": own})
    context = {"title": escape(page.title), "body": body, "metatags": MARK}
    return _data(page, groups) | context


def _anchor(number: int, label: str) -> str:
    return f"cap-{slugify(label).upper() or number}"


class NameIndices(SphinxPostTransform):
    """Name index pages where a text refers to them and the builder has none."""

    default_priority = 8

    def run(self, **kwargs: object) -> None:
        """Replace the references by the titles of the pages or by what the author wrote."""
        domain = WikiDomain.of(self.env)
        titles = domain.index_titles
        missing = {name for name in titles if not has_page(domain.builder, name)}
        for node in list(self.document.findall(addnodes.pending_xref)) if missing else ():
            name = str(node["reftarget"]).removeprefix("#")
            if name not in missing:
                continue
            if node.get("reftype") in {"ref", "myst", "any"} and not domain.is_label(name):
                text = node.astext() if node.get("refexplicit") else titles[name]
                node.replace_self(nodes.inline("", text))
