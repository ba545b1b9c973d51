"""How the nodes of our own look in LaTeX."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.latex import LaTeXTranslator

from sphinx_policywiki.nodes import small_caps


def setup_latex(app: Sphinx) -> None:
    """Register the visitors; LaTeX treats our other nodes as what they derive from."""
    app.add_node(small_caps, latex=(visit_small_caps, depart_small_caps))


def visit_small_caps(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Open small capitals."""
    self.body.append(r"\textsc{")


def depart_small_caps(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Close small capitals."""
    self.body.append("}")
