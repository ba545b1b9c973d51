"""Text as readers see it, for places that hold plain text: previews, descriptions, outlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from docutils import nodes
from sphinx import addnodes

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
    """Yield the text that readers see, and the names of articles whose titles they see."""
    for node in nodes_:
        if isinstance(node, nodes.Text):
            yield node.astext()
        elif isinstance(node, addnodes.pending_xref) and _shows_title(node):
            yield Target(node["reftarget"], node.line or 0)
        elif isinstance(node, nodes.reference) and node.get("id_link") and not node.children:
            yield Target(node["refuri"].removeprefix("#"), node.line or 0)
        elif isinstance(node, nodes.target) or not isinstance(node, _UNSEEN):
            yield from plain_text(node.children)
            yield "" if isinstance(node, nodes.Inline) else " "


def _shows_title(node: addnodes.pending_xref) -> bool:
    ours = node.get("refdomain") == "wiki" and node["reftype"] != SOURCE
    maybe = not node.get("refdomain") and node["reftype"] in {"any", "myst"}
    return (ours or maybe) and not node.get("refexplicit")
