"""What of a page is worth finding: its text, without what every article has alike.

The same is left out of both indexes: header, boxes, citations, notices, and lists that
repeat the titles and summaries of other pages.
"""

from __future__ import annotations

from typing import Final, TypeGuard, TypeVar

from docutils import nodes

from sphinx_policywiki.compose import CITE, DETAILS, GLANCE, SUMMARY
from sphinx_policywiki.locale import tr
from sphinx_policywiki.model import lookup_key
from sphinx_policywiki.nodes import article_header, citation_list, print_note

#: Classes of what is left out, wherever it stands.
LEFT_OUT: Final = frozenset(
    {
        "pw-header", "pw-print-note", "pw-status", "pw-rows", "pw-citations", "pw-downloads",
        "pw-articles", "pw-cards", "pw-group", "pw-relations", "pw-backlinks", "pw-empty",
        "pw-cited", "no-search",
    }
)  # fmt: skip
#: Those of them that hold what we have made ourselves, and no markup of an author.
OURS: Final = LEFT_OUT - {"pw-status", "no-search"}
#: The classes of the sections whose headings every article has.
SECTIONS: Final = tuple(f"pw-{name[1]}" for name in (SUMMARY, GLANCE, DETAILS, CITE))
_KINDS: Final = (article_header, citation_list, print_note)
#: What may hold sections or parts of ours; other nodes are taken as they are.
_HOLDERS: Final = (nodes.section, nodes.container, nodes.compound)
#: What a list of sources is made of, below which its links back are.
_SOURCES: Final = (nodes.bullet_list, nodes.enumerated_list, nodes.list_item)
_Holder = TypeVar("_Holder", bound=nodes.Element)


def searchable(document: nodes.document) -> nodes.document:
    """Return a view of *document* with nothing but what is worth finding.

    Only sections and what holds them are copied, everything else is shared, and belongs to
    *document*: the view is for reading.
    """
    headings = frozenset(lookup_key(tr(name[0])) for name in (SUMMARY, GLANCE, DETAILS, CITE))
    return _view(document, headings, in_article=False)


def _view(holder: _Holder, headings: frozenset[str], *, in_article: bool) -> _Holder:
    view: _Holder = holder.copy()
    within = in_article or "pw-article" in holder["classes"]
    children = [child for child in holder.children if not _is_left_out(child)]
    if in_article and (_has_common_heading(children, headings) or _is_just_sources(children)):
        children = children[1:]
    view.children = [
        _view(child, headings, in_article=within) if _may_hold(child, holder) else child
        for child in children
    ]
    return view


def _may_hold(node: nodes.Node, holder: nodes.Element) -> TypeGuard[nodes.Element]:
    """Say whether something may have to be left out within *node*, a child of *holder*."""
    if not isinstance(node, nodes.Element):
        return False
    return (
        isinstance(node, _HOLDERS)
        or "pw-sources" in node["classes"]
        or isinstance(holder, _SOURCES)
    )


def _is_left_out(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and (
        isinstance(node, _KINDS) or not LEFT_OUT.isdisjoint(node["classes"])
    )


def _has_common_heading(children: list[nodes.Node], headings: frozenset[str]) -> bool:
    """Say whether *children* begin with a heading that every article has."""
    return _is_headed(children) and lookup_key(children[0].astext()) in headings


def _is_just_sources(children: list[nodes.Node]) -> bool:
    """Say whether *children* are a heading and a list of sources, which it says nothing of."""
    return (
        _is_headed(children)
        and len(children) > 1
        and all(
            isinstance(child, nodes.Element) and "pw-sources" in child["classes"]
            for child in children[1:]
        )
    )


def _is_headed(children: list[nodes.Node]) -> bool:
    return bool(children) and isinstance(children[0], nodes.title)
