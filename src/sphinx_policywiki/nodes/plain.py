"""Which nodes of our own plain text, manual pages and Texinfo print in ways of their own."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxTranslator

from sphinx_policywiki.nodes import (
    chapter_title,
    italic_text,
    man,
    node_link,
    node_name,
    own_paragraph,
    texinfo,
    text,
    web_address,
)


def setup_plain(app: Sphinx) -> None:
    """Register the visitors; these formats treat our other nodes as what they derive from."""
    app.add_node(own_paragraph, text=(text.visit_own_paragraph, text.depart_own_paragraph))
    app.add_node(
        web_address,
        man=(man.visit_web_address, _depart),
        texinfo=(texinfo.visit_web_address, _depart),
    )
    app.add_node(italic_text, texinfo=(texinfo.visit_italic, texinfo.depart_italic))
    app.add_node(chapter_title, man=(man.visit_chapter_title, _depart))
    app.add_node(node_link, texinfo=(texinfo.visit_node_link, _depart))
    app.add_node(node_name, texinfo=(texinfo.visit_node_name, _depart))


def _depart(self: SphinxTranslator, node: nodes.Element) -> None:
    """Do nothing: these nodes are skipped when they are visited."""
