"""How the nodes of our own look in Texinfo, and so in Info."""

from __future__ import annotations

from docutils import nodes
from sphinx.writers.texinfo import TexinfoTranslator


def visit_web_address(self: TexinfoTranslator, node: nodes.Element) -> None:
    """Write a link: Info prints an address as it is, and behind a text that is another."""
    url, text = self.escape_arg(node["refuri"]), self.escape_arg(node.astext())
    self.body.append(f"@uref{{{url},,{text}}}" if url == text else f"@uref{{{url},{text}}}")
    raise nodes.SkipNode


def visit_italic(self: TexinfoTranslator, node: nodes.Element) -> None:
    """Open italics, which Info leaves out; emphasis would stand in quotation marks there."""
    self.body.append("@i{")


def depart_italic(self: TexinfoTranslator, node: nodes.Element) -> None:
    """Close italics."""
    self.body.append("}")


def visit_node_link(self: TexinfoTranslator, node: nodes.Element) -> None:
    """Write a link to a node by its name, which Info shows; Sphinx would show a number."""
    target, text = node["section"]["node_name"], self.escape_menu(node.astext())
    self.body.append(f"@ref{{{target}}}" if text == target else f"@ref{{{target},,{text}}}")
    raise nodes.SkipNode


def visit_node_name(self: TexinfoTranslator, node: nodes.Element) -> None:
    """Write nothing: the name stands in the line of the node, and in menus."""
    raise nodes.SkipNode
