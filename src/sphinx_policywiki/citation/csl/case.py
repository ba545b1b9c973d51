"""The ``text-case`` of CSL (1.0.2, "Text-case"), on texts with marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from sphinx_policywiki.citation.csl.marks import TAGS, with_case
from sphinx_policywiki.citation.titles import headline

_TAG: Final = "|".join(map(re.escape, TAGS))
_PIECE: Final = re.compile(
    rf'(?P<kept><span class="nocase">.*?</span>|{_TAG})|(?P<text>(?:(?!{_TAG}).)+)', re.DOTALL
)
_WORD: Final = re.compile(r"\w[^\s<]*")


def cased(text: str, how: str, *, english: bool) -> str:
    """Return *text* in the case *how*; titles get capitals only where they are *english*."""
    change = _CHANGES.get(how)
    return with_case(text, change) if change and (english or how != "title") else text


def _letters(text: str, change: Callable[[str], str]) -> str:
    """Return *text* with *change* made to what is neither markup nor kept as it is."""
    return _PIECE.sub(lambda match: match["kept"] or change(match["text"]), text)


def _raised(word: str) -> str:
    """Return *word* with a capital, unless it has one anywhere ("arXiv")."""
    return word[:1].upper() + word[1:] if word == word.lower() else word


def _all_words(text: str) -> str:
    return _letters(text, lambda piece: _WORD.sub(lambda match: _raised(match[0]), piece))


def _first_word(text: str) -> str:
    for match in _PIECE.finditer(text):
        if (match["kept"] or "").startswith("<span"):
            return text
        if match["text"] and (word := _WORD.search(match["text"])):
            start = match.start() + word.start()
            return text[:start] + _raised(word[0]) + text[start + len(word[0]) :]
    return text


def _sentence(text: str) -> str:
    """Return *text* in lower case if it is all capitals, and with a capital at its start.

    Else words keep their capitals: which are names cannot be known.
    """
    letters = "".join(match["text"] or "" for match in _PIECE.finditer(text))
    return _first_word(_letters(text, str.lower) if letters.isupper() else text)


_CHANGES: Final[dict[str, Callable[[str], str]]] = {
    "lowercase": partial(_letters, change=str.lower),
    "uppercase": partial(_letters, change=str.upper),
    "capitalize-first": _first_word,
    "capitalize-all": _all_words,
    "sentence": _sentence,
    "title": headline,
}
