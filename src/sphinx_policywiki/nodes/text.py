"""How the nodes of our own look in plain text: no address is broken over two lines."""

from __future__ import annotations

import re
from typing import Final

from docutils import nodes
from sphinx.writers.text import MAXWIDTH, TextTranslator, TextWrapper

#: An address with the marks around it that may not be parted from it.
_ADDRESS: Final = re.compile(r"([(<\[“‘«]*(?:https?://|mailto:)[!-~]+[’”»)]*)")
#: So much of a word without end as Python's expression for words takes in no time: it takes the
#: square of that, and each line that it fills would be measured to the end of the word.
_MUCH: Final = re.compile(r"(\S{500})")


def visit_own_paragraph(self: TextTranslator, node: nodes.Element) -> None:
    """Open the paragraph."""
    self.visit_paragraph(node)


def depart_own_paragraph(self: TextTranslator, node: nodes.Element) -> None:
    """Break the paragraph into lines; the cells of tables do that themselves."""
    if not isinstance(node.parent, nodes.Admonition | nodes.entry):
        width = MAXWIDTH - sum(self.stateindent)
        text = "".join(str(item) for _, item in self.states[-1])
        self.states[-1] = [(0, [*wrap(text, width), ""])]
    self.depart_paragraph(node)


def wrap(text: str, width: int) -> list[str]:
    """Return *text* as lines of *width* columns; an address that is longer has its own line."""
    return _Wrapper(width=width).wrap(text)


class _Wrapper(TextWrapper):
    """Wraps lines as Sphinx does, but for addresses."""

    def _split(self, text: str) -> list[str]:
        chunks: list[str] = []
        for piece in _ADDRESS.split(text):
            if _ADDRESS.fullmatch(piece):
                chunks.append(piece)
            else:
                for part in _MUCH.split(piece):
                    chunks += super()._split(part)
        return chunks

    def _handle_long_word(
        self, reversed_chunks: list[str], cur_line: list[str], cur_len: int, width: int
    ) -> None:
        if not _ADDRESS.fullmatch(reversed_chunks[-1]):
            super()._handle_long_word(reversed_chunks, cur_line, cur_len, width)
        elif not "".join(cur_line).strip():
            cur_line.append(reversed_chunks.pop())
