"""Text in pieces that TeX can set: words that may be broken, runs from right to left.

TeX breaks a word only where it knows how to hyphenate it, and LuaTeX sets all letters
from left to right unless it is told otherwise. What follows is the part of the Unicode
Bidirectional Algorithm (UAX 9) that running text needs: letters, numbers, brackets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

#: TeX hyphenates no word of that length, and no column is narrower than a piece of it.
_LONG_WORD: Final = re.compile(r"\S{40,}")
_PIECE: Final = 8
#: TeX knows no width beyond 5.7 metres.
_LONGEST_LINE: Final = 1000
#: TeX reads no line of more than 200,000 bytes, and each character may become a command.
_LONGEST_SOURCE_LINE: Final = 4000
_SINGLE_SPACE: Final = re.compile(r"(?<=\S) (?=\S)")
#: So many rows of code are lower than that, in any size; in one stand at least so many signs.
_HIGHEST: Final = 800
_NARROWEST: Final = 40
_PAIRS: Final = "()[]{}<>«»‹›⟨⟩"
MIRRORS: Final = {char: _PAIRS[n + 1 if n % 2 == 0 else n - 1] for n, char in enumerate(_PAIRS)}
#: Classes of characters (UAX 9, table 4): letters, what continues a run, what clings to it.
_RIGHT: Final = frozenset({"R", "AL"})
_WITH_RIGHT: Final = frozenset({"R", "AL", "EN", "AN"})
_WITH_LAST: Final = frozenset({"NSM", "ET"})
#: Joiners are part of the spelling of some scripts; other marks of format have no shape.
_JOINERS: Final = frozenset("\u200c\u200d")
_UNKNOWN: Final = "\u25a1"


def printable(text: str) -> str:
    """Return *text* without characters that no font has.

    Marks of direction are dropped with what else has no shape; what Unicode does not
    assign, or leaves to private use, becomes a square; so does U+FFFD, which LuaTeX refuses.
    """
    return "".join(_printable(char) for char in text)


def _printable(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cf" and char not in _JOINERS and char != "\u00ad":
        return ""
    if category == "Cc" and char not in "\n\t":
        return ""
    return _UNKNOWN if char == "\ufffd" or category in {"Cn", "Co", "Cs"} else char


def folded(code: str) -> str:
    """Return *code* with line breaks in lines that are longer than TeX can measure."""
    lines = code.split("\n")
    starts = ((line, range(0, max(len(line), 1), _LONGEST_LINE)) for line in lines)
    return "\n".join(line[n : n + _LONGEST_LINE] for line, cuts in starts for n in cuts)


def in_lines(text: str) -> str:
    """Return *text* with line breaks for spaces where TeX could not read so long a line."""
    if len(text) <= _LONGEST_SOURCE_LINE:
        return text
    lines, start = [], 0
    for space in _SINGLE_SPACE.finditer(text):
        if space.start() - start > _LONGEST_SOURCE_LINE:
            lines.append(text[start : space.start()])
            start = space.end()
    return "\n".join([*lines, text[start:]])


def sheets(code: str) -> list[str]:
    """Return *code* in parts, each of which is lower than TeX can measure when it is in a frame."""
    parts: list[list[str]] = [[]]
    height = 0
    for line in code.split("\n"):
        rows = 1 + len(line) // _NARROWEST
        if height + rows > _HIGHEST and parts[-1]:
            parts.append([])
            height = 0
        parts[-1].append(line)
        height += rows
    return ["\n".join(part) for part in parts]


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield *text* in pieces, each with what it is: ``text``, ``rtl``, or a ``break`` in a word."""
    position = 0
    for start, end in _right_to_left(text):
        yield from _broken(text[position:start])
        yield "rtl", text[start:end]
        position = end
    yield from _broken(text[position:])


def _broken(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    for word in _LONG_WORD.finditer(text):
        cuts = range(word.start() + _PIECE, word.end() - 2, _PIECE)
        for cut in (_cut(text, at) for at in cuts):
            if position < cut:
                yield "text", text[position:cut]
                yield "break", ""
                position = cut
    if position < len(text):
        yield "text", text[position:]


def _cut(text: str, at: int) -> int:
    """Return the next place from *at* that is not before a combining mark."""
    while at < len(text) and unicodedata.combining(text[at]):
        at += 1
    return at


def _right_to_left(text: str) -> Iterator[tuple[int, int]]:
    """Yield where runs of letters from right to left begin and end, with all between them.

    Numbers behind such letters belong to them (rule N1), and so do brackets around them (N0).
    """
    start = end = -1
    for n, char in enumerate(text):
        kind = unicodedata.bidirectional(char)
        if kind in _RIGHT:
            start = n if start < 0 else start
        elif kind == "L" and start >= 0:
            yield start, _closed(text, start, end)
            start = -1
        if start >= 0 and (kind in _WITH_RIGHT or (kind in _WITH_LAST and end == n)):
            end = n + 1
    if start >= 0:
        yield start, _closed(text, start, end)


def _closed(text: str, start: int, end: int) -> int:
    """Return *end*, moved behind the bracket that closes one opened in the run."""
    after = text[end : end + 1]
    opening = MIRRORS.get(after, "")
    opened = bool(opening) and text.count(opening, start, end) > text.count(after, start, end)
    return end + 1 if opened else end


def pieces_of_rtl(text: str) -> Iterator[tuple[str, str]]:
    """Yield a run from right to left in pieces: ``ltr`` for numbers, ``mirror``, the rest."""
    brackets = re.escape(_PAIRS)
    numbers = r"\d(?:[\d.,:/%]*[\d%])?"
    for match in re.finditer(rf"{numbers}|[{brackets}]|(?:(?!\d)[^{brackets}])+", text):
        piece = match.group()
        if piece in MIRRORS:
            yield "mirror", piece
        elif piece[0].isdecimal():
            yield "ltr", piece
        else:
            yield from _broken(piece)
