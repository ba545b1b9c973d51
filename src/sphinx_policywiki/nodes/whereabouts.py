"""Where a node stands: in a link, in a note, in an outline, in what nobody will see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from docutils import nodes
from sphinx import addnodes
from sphinx.util.tags import Tags


def around(node: nodes.Node, kind: type[nodes.Element]) -> nodes.Element | None:
    """Return the nearest element of *kind* around *node*, or None."""
    return next((element for element in ancestors(node) if isinstance(element, kind)), None)


def in_outline(node: nodes.Node) -> bool:
    """Say whether *node* is part of a heading that the directive ``contents`` has copied."""
    topic = around(node, nodes.topic)
    return topic is not None and "contents" in topic["classes"]


def is_left_out(node: nodes.Node, tags: Tags) -> bool:
    """Say whether no reader will see *node*.

    That is the definition of a substitution, or an ``only`` that is not for a builder
    with *tags*, which Sphinx takes out after references are resolved.
    """
    if around(node, nodes.substitution_definition) is not None:
        return True
    return not all_hold(conditions(node), tags)


def conditions(node: nodes.Node) -> tuple[str, ...]:
    """Return the expressions of ``only`` around *node*, the innermost first."""
    return tuple(str(e["expr"]) for e in ancestors(node) if isinstance(e, addnodes.only))


def all_hold(conditions: Iterable[str], tags: Tags) -> bool:
    """Say whether text below each ``only`` with *conditions* is shown to a builder with *tags*."""
    return all(_holds(condition, tags) for condition in conditions)


def _holds(condition: str, tags: Tags) -> bool:
    """Say whether *condition* holds; Sphinx shows the text, too, if it cannot tell, and warns."""
    try:
        return bool(tags.eval_condition(condition))
    except Exception:  # noqa: BLE001 - it is what Sphinx does
        return True


def take_from_caption(anchor: nodes.target) -> None:
    """Give the ids of *anchor*, if it stands in a caption, to the figure or table of that.

    LaTeX copies captions to other files and then fails at labels in them.
    """
    caption = around(anchor, nodes.caption) or around(anchor, nodes.title)
    if caption is not None and isinstance(caption.parent, _CAPTIONED):
        caption.parent["ids"] += anchor["ids"]
        anchor.parent.remove(anchor)


_CAPTIONED: Final = (nodes.figure, nodes.table, nodes.container)


def ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield the elements around *node*, the innermost first."""
    element = node.parent
    while element is not None:
        yield element
        element = element.parent
