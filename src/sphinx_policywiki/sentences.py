"""Sentences of a text, and excerpts of them: where they begin, and where they may be cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from sentencex import get_sentence_boundaries

#: So far from the end of an excerpt a space is looked for, before a word is cut.
_LONGEST_WORD: Final = 30
_JOINER: Final = "\u200d"
#: What can be no sentence of its own: ``M.``, ``Pub.``, ``E.g.``
_ABBREVIATION: Final = re.compile(r"\s*(?:\w{1,4}\.)+\s*")

#: Text as pieces, each with whether it is to be marked.
Runs = tuple[tuple[str, bool], ...]


def sentence_starts(text: str, language: str) -> list[int]:
    """Return where the sentences of *text* begin, by the rules of *language*.

    A single abbreviation belongs to what follows: a sentence too long reads better than
    one that is torn.
    """
    code = re.split("[-_]", language)[0].lower()
    found = [int(part["start_index"]) for part in get_sentence_boundaries(code, text)]
    starts: list[int] = []
    for start in found:
        if not starts or not _is_abbreviation(text[starts[-1] : start]):
            starts.append(start)
    return starts


def _is_abbreviation(piece: str) -> bool:
    """Say whether *piece* can be no sentence; only scripts with capitals abbreviate so."""
    return bool(_ABBREVIATION.fullmatch(piece)) and piece.lower() != piece.upper()


def squeeze(runs: Iterable[tuple[str, bool]]) -> Runs:
    """Return *runs* with single spaces, without those at the ends, equal neighbours joined."""
    result: list[tuple[str, bool]] = []
    for text, marked in runs:
        shown = re.sub(r"\s+", " ", text)
        if not result or result[-1][0].endswith(" "):
            shown = shown.removeprefix(" ")
        if result and result[-1][1] == marked:
            result[-1] = (result[-1][0] + shown, marked)
        elif shown:
            result.append((shown, marked))
    if result:
        result[-1] = (result[-1][0].rstrip(), result[-1][1])
    return tuple(run for run in result if run[0])


def excerpt(runs: Runs, limit: int) -> Runs:
    """Return *runs*, cut to about *limit* characters around the first that is marked.

    For less than a word or two, nothing is cut.
    """
    text = "".join(shown for shown, _ in runs)
    if len(text) <= limit + _LONGEST_WORD:
        return runs
    first, last = _first_marked(runs)
    start = max(0, min(first - (limit - (last - first)) // 2, len(text) - limit, first))
    start = _word_start(text, start, first)
    end = _word_end(text, min(len(text), start + limit), last)
    before = "…" if start else ""
    after = "…" if end < len(text) else ""
    if start and text[start - 1].isspace():
        before += " "
    if after and text[end].isspace():
        after = f" {after}"
    return squeeze([(before, False), *_part(runs, start, end), (after, False)])


def _first_marked(runs: Runs) -> tuple[int, int]:
    position = 0
    for text, marked in runs:
        if marked:
            return position, position + len(text)
        position += len(text)
    return 0, 0


def _word_start(text: str, position: int, limit: int) -> int:
    """Return where a word begins at or soon after *position*, but not after *limit*."""
    if position <= 0:
        return 0
    space = text.find(" ", position - 1, min(position + _LONGEST_WORD, limit))
    return _whole(text, position) if space < 0 else space + 1


def _word_end(text: str, position: int, limit: int) -> int:
    """Return where a word ends at or soon before *position*, but not before *limit*."""
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", max(position - _LONGEST_WORD, min(limit, position)), position + 1)
    return _whole(text, position) if space < 0 else space


def _whole(text: str, position: int) -> int:
    """Return *position*, or where the character begins of which that is a part."""
    while 0 < position < len(text) and _continues(text, position):
        position -= 1
    return position


def _continues(text: str, position: int) -> bool:
    joined = _JOINER in text[position - 1 : position + 1]
    return joined or unicodedata.category(text[position]).startswith("M")


def _part(runs: Runs, start: int, end: int) -> Iterable[tuple[str, bool]]:
    position = 0
    for text, marked in runs:
        yield text[max(0, start - position) : max(0, end - position)], marked
        position += len(text)
