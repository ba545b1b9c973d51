"""The sources of a page, or of the whole wiki, as one list: order, numbers, years told apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import Cite, SourceStyle
from sphinx_policywiki.citation.text import RichText, plain

#: Formats the entry of a source; the domain keeps what it returns.
Format = Callable[[Source], RichText]
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


class SourceSet:
    """The sources that one list has, in its order.

    Numeric styles list them as they are first named, others by author, or title, and year;
    works of one author and year get letters (APA 7th ed., 8.19; Chicago 18th ed., 13.114).
    """

    def __init__(self, sources: Iterable[Source], style: SourceStyle, entry: Format) -> None:
        self.style = style
        self.numbered = style.kind == "numeric"
        listed = list(sources)
        if not self.numbered:
            listed.sort(key=lambda source: (_sort_key(entry(source)), source.key))
        if style.kind == "author-date":
            listed = _with_letters(listed, style)
        self.sources = {source.key: source for source in listed}
        self._numbers = {key: n for n, key in enumerate(self.sources, start=1)}

    def __contains__(self, key: str) -> bool:
        return key in self.sources

    def cite(self, key: str) -> Cite:
        """Return the source *key* as it is cited where this list stands."""
        return Cite(self.sources[key], number=self._numbers[key])


def _sort_key(entry: RichText) -> str:
    """Return *entry* without accents, capitals and punctuation, as lists are ordered."""
    folded = unicodedata.normalize("NFKD", plain(entry)).casefold()
    letters = "".join(char for char in folded if not unicodedata.combining(char))
    return re.sub(r"[^\w\s]", "", letters)


def _with_letters(sources: list[Source], style: SourceStyle) -> list[Source]:
    alike: dict[str, list[Source]] = {}
    for source in sources:
        if source.issued:
            alike.setdefault(plain(style.cite([Cite(source)])), []).append(source)
    letters = {
        source.key: letter
        for group in alike.values()
        if group[1:]
        for source, letter in zip(group, _LETTERS, strict=False)
    }
    return [replace(source, year_suffix=letters.get(source.key, "")) for source in sources]


def source_id(key: str) -> str:
    """Return the id of the source *key* in a list of sources.

    What an id cannot have in EPUB (XML Names, production 5) becomes a hyphen.
    """
    return f"source-{_id_part(key)}"


def cited_id(key: str, number: int = 1) -> str:
    """Return the id of the *number*-th place of a page where the source *key* is cited."""
    return f"cited-{_id_part(key)}" + (f"-{number}" if number > 1 else "")


def _id_part(key: str) -> str:
    return re.sub(r"[^\w.-]+", "-", key)
