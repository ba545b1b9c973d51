"""Links to documents, whatever the builder makes of them."""

from __future__ import annotations

from typing import cast

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode


def reference(
    builder: Builder, fromdocname: str, docname: str, anchor: str, content: nodes.Element
) -> nodes.reference:
    """Return a link, or *content* alone where *builder* has no page or no address of it.

    Sphinx takes any node for a reference; the text of ours is already that of the title.
    """
    try:
        link = make_refnode(builder, fromdocname, docname, anchor, content)
    except NoUri:
        return cast("nodes.reference", content)
    if link.get("refuri") or "refid" in link:
        return link
    return cast("nodes.reference", content)


def with_text(node: nodes.Element, text: str) -> nodes.Element:
    """Return a copy of *node* that holds *text* alone."""
    copy = node.copy()
    copy.children = []
    copy += nodes.Text(text)
    return copy
