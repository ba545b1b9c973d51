"""What the CSL engine leaves to be done on a finished entry: punctuation, quotes, links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Final

from sphinx_policywiki.citation.csl.marks import Glyph
from sphinx_policywiki.citation.text import SWALLOWED, RichText, Run, can_slant, rich

_MOVING: Final = frozenset({",", "."})
_WEB: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_RESOLVER: Final = re.compile(r"https?://(?:dx\.)?doi\.org/$", re.IGNORECASE)


def tidied(glyphs: Iterable[Glyph], *, inside_quotes: bool) -> list[Glyph]:
    """Return *glyphs* without the stops and spaces that would stand twice.

    The style's marks yield to what precedes them ("Why?" and "." make "Why?"), an author's
    own never change. Commas and stops go *inside_quotes* before them if the locale says so
    (``punctuation-in-quote``).
    """
    result: list[Glyph] = []
    for glyph in glyphs:
        if glyph.own or glyph.quote:
            result.append(glyph)
            continue
        end = len(result) - _closing_quotes(result)
        last = result[end - 1] if end else None
        if last and glyph.char in SWALLOWED.get(last.char, ""):
            continue
        if glyph.char == " " and (not result or result[-1].char == " "):
            continue
        moved_before = last is not None and not last.own and last.char in _MOVING
        moves = inside_quotes and glyph.char in _MOVING and not moved_before
        result.insert(end if moves else len(result), glyph)
    return _stripped(result)


def _closing_quotes(glyphs: list[Glyph]) -> int:
    count = 0
    while count < len(glyphs) and glyphs[-1 - count].quote == "close":
        count += 1
    return count


def _stripped(glyphs: list[Glyph]) -> list[Glyph]:
    while glyphs and glyphs[-1].char == " ":
        glyphs.pop()
    return glyphs


def with_marks(glyphs: Iterable[Glyph], outer: str, inner: str) -> list[Glyph]:
    """Return *glyphs* with pairs of quotation marks, *outer* and *inner* in turn.

    Outside of quotes an author's typographic marks stay, and straight ones are told
    apart: double ones become *outer*.
    """
    result: list[Glyph] = []
    closing: list[str] = []
    typed = {'"': outer, "'": inner, "“": "“”", "‘": "‘’"}
    for glyph in glyphs:
        char = glyph.char
        if glyph.quote == "open":
            pair = (outer, inner)[len(closing) % 2]
            pair = typed[char] if char and not closing else pair
            char = pair[0]
            closing.append(pair[1:])
        elif glyph.quote == "close":
            char = closing.pop() if closing else char
        result.append(replace(glyph, char=char))
    return result


def runs(glyphs: Iterable[Glyph]) -> RichText:
    """Return *glyphs* as rich text, addresses as links."""
    found: list[Run] = []
    for look, group in groupby(glyphs, key=lambda glyph: glyph.style):
        text = "".join(glyph.char for glyph in group)
        style = replace(look, italic=look.italic and can_slant(text))
        if style.url == "doi" and found and (resolver := _RESOLVER.search(found[-1].text)):
            found[-1] = replace(found[-1], text=found[-1].text[: resolver.start()])
            found.append(_linked(replace(style, text=resolver[0] + text), text))
        else:
            found.append(_linked(replace(style, text=text), text))
    return rich(*found)


def _linked(run: Run, address: str) -> Run:
    """Return *run*, whose url tells the kind of *address*, as a link if it is one of the web."""
    if run.url == "doi" and not _WEB.fullmatch(address):
        return replace(run, url=f"https://doi.org/{address}")
    return replace(run, url=address if run.url and _WEB.fullmatch(address) else "")
