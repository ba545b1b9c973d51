"""Words in boxes: titles broken into short lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

#: So many letters of Latin stand on a line; those of Chinese take twice the room.
WIDTH: Final = 24


def lines_of(text: str, width: int = WIDTH) -> list[str]:
    """Return *text* in lines of at most *width*; control characters and line ends are spaces."""
    lines: list[str] = []
    for word in _words(text, width):
        if lines and room(lines[-1]) + 1 + room(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def room(text: str) -> int:
    """Return the room that *text* takes, in letters of Latin."""
    return sum(_room(char) for char in text)


def _room(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _words(text: str, width: int) -> Iterator[str]:
    """Yield the words of *text*, those that are too long in pieces."""
    for word in printable(text).split():
        piece = ""
        for char in word:
            if room(piece) + _room(char) > width:
                yield piece
                piece = ""
            piece += char
        yield piece


def printable(text: str) -> str:
    """Return *text* with spaces for what no font and no XML has: controls and surrogates."""
    return "".join(" " if unicodedata.category(char) in {"Cc", "Cs"} else char for char in text)
