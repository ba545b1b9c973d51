"""Text as readers see it, for places that hold plain text: previews, descriptions, outlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from docutils import nodes
from sphinx import addnodes

from sphinx_policywiki.external import is_external
from sphinx_policywiki.model import Target
from sphinx_policywiki.roles import SOURCE

_UNSEEN: Final = (
    nodes.Invisible,
    nodes.raw,
    nodes.footnote_reference,
    nodes.footnote,
    nodes.system_message,
)


def plain_text(nodes_: Iterable[nodes.Node]) -> Iterator[str | Target]:
    """Yield the text that readers see, and the names of articles whose titles they see.

    Citations of sources are left out, as notes are.
    """
    for node in nodes_:
        if isinstance(node, nodes.Text):
            yield _without_space(node)
        elif _is_citation(node):
            continue
        elif isinstance(node, addnodes.pending_xref) and _shows_title(node):
            yield Target(node["reftarget"], node.line or 0)
        elif isinstance(node, nodes.reference) and node.get("id_link") and not node.children:
            yield Target(node["refuri"].removeprefix("#"), node.line or 0)
        elif isinstance(node, nodes.target) or not isinstance(node, _UNSEEN):
            yield from plain_text(node.children)
            yield "" if isinstance(node, nodes.Inline) else " "


def _is_citation(node: nodes.Node) -> bool:
    if not isinstance(node, addnodes.pending_xref) or node.get("refdomain") != "wiki":
        return False
    return node["reftype"] == SOURCE and not node.get("refexplicit")


def _without_space(text: nodes.Text) -> str:
    """Return *text* without the space before a citation that no word follows."""
    siblings = text.parent.children[text.parent.index(text) + 1 :] if text.parent else []
    if not siblings or not _is_citation(siblings[0]):
        return text.astext()
    following = next((n.astext() for n in siblings if not _is_citation(n)), "")
    return text.astext() if following[:1].isspace() else text.astext().rstrip()


def _shows_title(node: addnodes.pending_xref) -> bool:
    ours = node.get("refdomain") == "wiki" and node["reftype"] != SOURCE
    maybe = not node.get("refdomain") and node["reftype"] in {"any", "myst"}
    return (ours or maybe) and not node.get("refexplicit") and not is_external(node)
