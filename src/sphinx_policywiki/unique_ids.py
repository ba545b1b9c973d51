"""Ids in builders that put all pages into one: each is there once, and links find it.

Sphinx joins pages as they are, so that the summaries of all articles would have the id
``summary``, and each link to one of them would lead to the first. Sphinx 9.0 also writes
``#document-NAME#ID`` for a place on a page, which leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, count
from typing import Final

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_policywiki.builders import makes_single_page

#: Names of documents to the ids that had to change there, each with its new form.
Renamed = dict[str, dict[str, str]]


_PLACE: Final = re.compile(r"#document-([^#]*)#(.+)")
_PLACE_IN_HTML: Final = re.compile(r'(?<=href=")#document-[^"#]*(?=#)')


def make_ids_unique(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Rename ids that an earlier page of the joined *doctree* has, and links to them."""
    if not makes_single_page(app.builder):
        return
    located = list(_located(doctree, docname))
    renamed = _rename(located)
    for node, page in located:
        if isinstance(node, nodes.reference):
            _redirect(node, renamed)
        for name in ("refid", "backrefs"):
            _replace(node, name, renamed.get(page, {}))
    _rename_in_environment(app.env, renamed)


def _located(node: nodes.Element, docname: str) -> Iterator[tuple[nodes.Element, str]]:
    """Yield the elements below *node*, each with the document that it comes from."""
    for child in node.children:
        if isinstance(child, nodes.Element):
            page = child["docname"] if isinstance(child, addnodes.start_of_file) else docname
            yield child, page
            yield from _located(child, page)


def _rename(located: list[tuple[nodes.Element, str]]) -> Renamed:
    """Give ids that are taken the name of their page, and return what was renamed."""
    owner: dict[str, str] = {}
    renamed: Renamed = {}
    for node, page in located:
        for number, id_ in enumerate(node["ids"]):
            if owner.setdefault(id_, page) != page:
                new = renamed.setdefault(page, {}).get(id_) or _free(id_, page, owner)
                renamed[page][id_] = node["ids"][number] = new
                owner[new] = page
    return renamed


def _free(id_: str, page: str, taken: dict[str, str]) -> str:
    own = f"{nodes.make_id(page)}-{id_}"
    return next(
        name for name in chain([own], (f"{own}-{n}" for n in count(2))) if name not in taken
    )


def _redirect(link: nodes.reference, renamed: Renamed) -> None:
    """Let *link* lead to the id alone, as it is called now."""
    if found := _PLACE.fullmatch(link.get("refuri", "")):
        page, anchor = found.groups()
        link["refuri"] = "#" + renamed.get(page, {}).get(anchor, anchor)


def _replace(node: nodes.Element, name: str, renamed: dict[str, str]) -> None:
    value = node.get(name)
    if isinstance(value, str):
        node[name] = renamed.get(value, value)
    elif isinstance(value, list):
        node[name] = [renamed.get(id_, id_) for id_ in value]


def _rename_in_environment(env: BuildEnvironment, renamed: Renamed) -> None:
    """Rename in what Sphinx keeps of headings and numbers; it has been saved by now."""
    for page, ids in renamed.items():
        for entry in env.tocs[page].findall(nodes.reference):
            anchor = entry["anchorname"].removeprefix("#")
            if anchor in ids:
                entry["anchorname"] = f"#{ids[anchor]}"
        numbers = env.toc_secnumbers.get(page, {})
        for old, new in ids.items():
            if f"#{old}" in numbers:
                numbers[f"#{new}"] = numbers.pop(f"#{old}")
        for figures in env.toc_fignumbers.get(page, {}).values():
            for old in figures.keys() & ids.keys():
                figures[ids[old]] = figures.pop(old)


def shorten_contents(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, object], doctree: object
) -> None:
    """Let the links of sidebars lead to ids as well; Sphinx makes them as HTML."""
    toctree = context.get("toctree")
    if makes_single_page(app.builder) and callable(toctree):
        context["toc"] = _shortened(str(context.get("toc", "")))
        context["toctree"] = _shortening(toctree)


def _shortening(toctree: Callable[..., str]) -> Callable[..., str]:
    return lambda **options: _shortened(toctree(**options))


def _shortened(html: str) -> str:
    return _PLACE_IN_HTML.sub("", html)
