"""The items of a CSL-JSON file as plain data, with their lines.

A file is a list of items, or an object that has them under ``references`` (pandoc) or
``items`` (Zotero), or is one item itself. Numbers stay as they are written, so that version
"1.10" is not 1.1. A file that is no valid JSON is cut where items begin, and each piece is
read by itself, so that one broken item does not cost the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from sphinx_policywiki.bibliography.lines import Lines
from sphinx_policywiki.bibliography.problems import Found

WRAPPERS: Final = ("references", "items")
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_KEY: Final = re.compile(r'\{\s*"id"\s*:\s*"([^"\n]*)"')
_WITH_ID: Final = r'\{\s*"id"\s*:'
_DECODER: Final = json.JSONDecoder(parse_float=str, parse_int=str)
_NOT_JSON: Final = (ValueError, RecursionError)


def from_json(text: str, found: Found) -> Iterator[tuple[int, Any]]:
    """Yield the items of CSL-JSON; what is broken is reported to *found*."""
    if not text.strip():
        return
    lines = Lines(text)
    try:
        _DECODER.decode(text)
    except _NOT_JSON as error:
        yield from _pieces(text, lines, found)
        if not found.broken:
            line, said = _problem(error, 0)
            found.report(line or 1, f"the file is no valid JSON: {said}")
    else:
        for at, item in _items(text, _first(text)):
            yield lines.at(at), item


def _skip(text: str, position: int) -> int:
    """Return where the next thing stands from *position* on."""
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _value(text: str, position: int) -> tuple[Any, int]:
    """Return the value at *position* and where what follows it stands."""
    value, end = _DECODER.raw_decode(text, position)
    return value, _skip(text, end)


def _first(text: str) -> int:
    """Return where the list of items begins in valid JSON, or the one item."""
    position = _skip(text, 0)
    at = _skip(text, position + 1)
    while text[position] == "{" and text[at] == '"':
        name, colon = _value(text, at)
        inner = _skip(text, colon + 1)
        if name in WRAPPERS and text[inner] == "[":
            return inner
        _inner, end = _value(text, inner)
        at = _skip(text, end + 1) if text[end] == "," else end
    return position


def _items(text: str, start: int) -> Iterator[tuple[int, Any]]:
    """Yield the items of the list at *start*, or the one item there, with their positions."""
    if text[start] != "[":
        yield start, _value(text, start)[0]
        return
    at = _skip(text, start + 1)
    while text[at] != "]":
        value, end = _value(text, at)
        yield at, value
        at = _skip(text, end + 1) if text[end] == "," else end


def _pieces(text: str, lines: Lines, found: Found) -> Iterator[tuple[int, Any]]:
    """Yield what can be read of a file that is no valid JSON.

    An item begins with an ``id``, or with a brace that stands in its line as that of the
    first one (with an ``id``, if there is any).
    """
    begins = _WITH_ID if re.search(_WITH_ID, text) else r'\{(?!\s*"(?:references|items)")'
    first = re.search(rf"^([ \t]*)(?:\[[ \t]*)?({begins})", text, re.MULTILINE)
    same = rf"|^{first[1]}\{{" if first else ""
    starts = {_skip(text, m.start()) for m in re.finditer(_WITH_ID + same, text, re.MULTILINE)}
    starts |= {first.start(2)} if first else set()
    for begin, end in pairwise([*sorted(starts), len(text)]):
        piece, at = text[begin:end], 0
        while piece[at : at + 1] == "{":
            try:
                value, after = _value(piece, at)
            except _NOT_JSON as error:
                _report(piece, at, lines.at(begin), error, found)
                break
            yield lines.at(begin + at), value
            at = _skip(piece, after + 1)


def _report(piece: str, at: int, line: int, error: Exception, found: Found) -> None:
    """Report the item at *at* in *piece*, which begins in *line*, as broken."""
    begin = line + piece.count("\n", 0, at)
    key = _KEY.match(piece, at)
    name = f"entry {key[1]}" if key else "the entry that begins here"
    where, said = _problem(error, line - 1)
    place = f" in line {where}" if where and where != begin else ""
    found.report(begin, f"{name} is no valid JSON: {said}{place}")


def _problem(error: Exception, before: int) -> tuple[int, str]:
    """Return line (after *before* lines, 0 if it is not known) and words of the *error*."""
    if isinstance(error, json.JSONDecodeError):
        return before + error.lineno, error.msg
    return 0, "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
