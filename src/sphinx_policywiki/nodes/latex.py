"""How the nodes of our own look in LaTeX; ``policywiki.sty`` has the commands."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.latex import LaTeXTranslator

from sphinx_policywiki.locale import _
from sphinx_policywiki.nodes import article_header, citation_list, small_caps
from sphinx_policywiki.nodes.paper import (
    book_part,
    directed,
    framed_rows,
    index_entry,
    mirrored,
    page_number,
    running_title,
    status_notice,
    whole_title,
    word_break,
)

#: So much of a name is looked at to sort it: makeindex reads no key of more than 1,024 bytes.
_LONGEST_KEY: Final = 120
#: So many letters of any script are lower than what TeX can put into a frame.
_LONGEST_IN_FRAME: Final = 40_000
#: How the severity of a status is called among the admonitions of Sphinx.
_ADMONITIONS: Final = {"note": "note", "warning": "warning", "danger": "danger"}


def setup_latex(app: Sphinx) -> None:
    """Register the visitors; LaTeX treats our other nodes as what they derive from."""
    for node, visit, depart in (
        (small_caps, visit_small_caps, close_brace),
        (article_header, visit_article_header, depart_article_header),
        (citation_list, visit_citation_list, depart_citation_list),
        (framed_rows, visit_framed_rows, depart_framed_rows),
        (status_notice, visit_status_notice, depart_status_notice),
        (book_part, visit_book_part, nothing),
        (page_number, visit_page_number, nothing),
        (index_entry, visit_index_entry, depart_index_entry),
        (running_title, visit_running_title, close_brace),
        (whole_title, visit_whole_title, close_brace),
        (word_break, visit_word_break, nothing),
        (mirrored, visit_mirrored, nothing),
        (directed, visit_directed, close_brace),
    ):
        app.add_node(node, override=True, latex=(visit, depart))


def nothing(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Close a node of which nothing is open."""


def close_brace(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Close the argument of a command."""
    self.body.append("}")


def visit_small_caps(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Open small capitals."""
    self.body.append(r"\textsc{")


def visit_article_header(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Open the lines below the title."""
    self.body.append("\n\\begin{policywikiheader}")


def depart_article_header(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Close the lines below the title."""
    self.body.append("\\end{policywikiheader}\n")


def visit_citation_list(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Open the list of citations: styles on the left, texts on the right."""
    self.body.append("\n\\begin{policywikicitations}\n")


def depart_citation_list(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Close the list of citations."""
    self.body.append("\\end{policywikicitations}\n")


def visit_framed_rows(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Open the box At a glance; figures in it do not float."""
    self.no_latex_floats += 1
    self.body.append(f"\n\\begin{{{_box(node)}}}\n")


def depart_framed_rows(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Close the box."""
    self.no_latex_floats -= 1
    self.body.append(f"\\end{{{_box(node)}}}\n")


def _box(node: nodes.Element) -> str:
    return "policywikilongglance" if _is_tall(node) else "policywikiglance"


def visit_status_notice(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Open the notice, as an admonition that the user's ``sphinxsetup`` styles."""
    kind = _ADMONITIONS.get(node["severity"], "note")
    self.body.append(f"\n\\begin{{{_notice(node)}}}{{{kind}}}")


def depart_status_notice(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Close the notice."""
    self.body.append(f"\\end{{{_notice(node)}}}\n")


def _notice(node: nodes.Element) -> str:
    return "policywikilongnotice" if _is_tall(node) else "sphinxadmonition"


def _is_tall(node: nodes.Element) -> bool:
    """Say whether *node* may be too high for a frame: TeX knows no height beyond 5.7 metres."""
    return len(node.astext()) > _LONGEST_IN_FRAME


def visit_book_part(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Begin a part of the book."""
    self.body.append(f"\n\n\\policywikipart{{{self.encode(node['title'])}}}\n")


def visit_page_number(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Print the number of a page: label, and what stands before and after the number."""
    before, _number, after = _("p. %s").partition("%s")
    before = self.encode(before).replace(" ", "~")
    label = self.idescape(node["label"])
    self.body.append(rf"\policywikipageref{{{label}}}{{{before}}}{{{self.encode(after)}}}")


def visit_index_entry(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Keep the text of the entry apart from that of the page."""
    self.pushbody([])


def depart_index_entry(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Put the entry into the index, in the type of the text; Sphinx has them in that of code."""
    shown = _quoted("".join(self.popbody()))
    page = "|spxpagem" if node["main"] else ""
    self.body.append(rf"\index{{{_sort_key(node['name'])}@{shown}{page}}}")


def visit_running_title(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Open the short form of a title."""
    self.body.append(r"\policywikititle{")


def visit_whole_title(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Open the long form of a title."""
    self.body.append("{")


def visit_word_break(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Allow a break without a hyphen."""
    self.body.append(r"\policywikibreak{}")


def visit_mirrored(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Print a bracket of text from right to left; which one to print, the engine knows."""
    char, mirror = self.encode(node["char"]), self.encode(node["mirror"])
    self.body.append(rf"\policywikimirror{{{char}}}{{{mirror}}}")


def visit_directed(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Open text in a direction."""
    self.body.append(rf"\policywiki{node['direction']}{{")


def _quoted(tex: str) -> str:
    """Return *tex* with what means something to makeindex and xindy taken for characters."""
    tex = tex.replace(r"\{", r"\sphinxleftcurlybrace{}").replace(r"\}", r"\sphinxrightcurlybrace{}")
    return re.sub(r'(["@!])', r'"\1', tex).replace("|", r"\textbar{}")


def _sort_key(text: str) -> str:
    """Return what *text* is sorted by, in ASCII: makeindex knows bytes only.

    Accents do not count. What has no Latin letter or digit is sorted by its code points,
    among the symbols.
    """
    parts = unicodedata.normalize("NFKD", text)
    folded = "".join(char for char in parts if not unicodedata.combining(char))
    words = re.findall(r"[A-Za-z0-9]+", folded)
    if folded[:1].isascii() and words:
        return " ".join(words).lower()[:_LONGEST_KEY]
    return "*" + "".join(f"{ord(char):05x}" for char in folded[: _LONGEST_KEY // 6])
