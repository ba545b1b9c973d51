"""The sources of a page, or of the whole wiki, as one list: order, numbers, years told apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count, product
from typing import Final
from zlib import crc32

from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import Cite, SourceStyle
from sphinx_policywiki.citation.text import RichText, plain
from sphinx_policywiki.collation import Collation

#: Formats a source; the domain keeps what it returns.
Format = Callable[[Source], RichText]
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


class SourceSet:
    """The sources that one list has, in its order.

    Numeric styles list them as they are first named, others by author, or title, and year;
    works of one author and year get letters (APA 7th ed., 8.19; Chicago 18th ed., 13.114):
    those of *letters*, by key, where another list decides them.
    """

    def __init__(
        self,
        sources: Iterable[Source],
        style: SourceStyle,
        entry: Format,
        order: Collation,
        letters: Mapping[str, str] | None = None,
    ) -> None:
        self.style = style
        self.entry = entry
        self.order = order
        self.numbered = style.kind == "numeric"
        self.letters = letters
        listed = list(sources)
        if not self.numbered:
            listed = _in_order(listed, entry, order)
        if style.kind == "author-date":
            known = year_letters(listed, self._cited, entry, order) if letters is None else letters
            listed = [replace(s, year_suffix=known.get(s.key, "")) for s in listed]
        self.sources = {source.key: source for source in listed}
        self._numbers = {key: n for n, key in enumerate(self.sources, start=1)}

    def __contains__(self, key: str) -> bool:
        return key in self.sources

    def with_source(self, source: Source) -> SourceSet:
        """Return this list with one more *source*."""
        bare = (replace(known, year_suffix="") for known in self.sources.values())
        return SourceSet([*bare, source], self.style, self.entry, self.order, self.letters)

    def _cited(self, source: Source) -> RichText:
        return self.style.cite([Cite(source)])

    def cite(self, key: str) -> Cite:
        """Return the source *key* as it is cited where this list stands."""
        return Cite(self.sources[key], number=self._numbers[key])


def year_letters(
    sources: Iterable[Source], cite: Format, entry: Format, order: Collation
) -> dict[str, str]:
    """Return by key the letters after years that tell apart what is cited alike in the text."""
    alike: dict[str, list[Source]] = {}
    for source in sources:
        if source.issued:
            alike.setdefault(plain(cite(source)), []).append(source)
    return {
        source.key: letter
        for group in alike.values()
        if group[1:]
        for source, letter in zip(_in_order(group, entry, order), _letters(), strict=False)
    }


def _in_order(sources: Iterable[Source], entry: Format, order: Collation) -> list[Source]:
    """Return *sources* as lists have them: by their entries, punctuation left out."""

    def key(source: Source) -> tuple[object, str]:
        return order.key(re.sub(r"[^\w\s]", "", plain(entry(source)))), source.key

    return sorted(sources, key=key)


def _letters() -> Iterator[str]:
    """Yield "a" to "z", and then "aa", "ab" and so on."""
    for length in count(1):
        yield from map("".join, product(_LETTERS, repeat=length))


def source_id(key: str) -> str:
    """Return the id of the source *key* in a list of sources.

    What an id cannot have in EPUB (XML Names, production 5) becomes a hyphen, and a check
    sum at the end tells the key from others that become the same.
    """
    return f"source-{_id_part(key)}"


def cited_id(key: str, number: int = 1) -> str:
    """Return the id of the *number*-th place of a page where the source *key* is cited."""
    return f"cited-{_id_part(key)}" + (f"-{number}" if number > 1 else "")


def _id_part(key: str) -> str:
    part = re.sub(r"[^\w.-]+", "-", key)
    return part if part == key else f"{part}-{crc32(key.encode()):08x}"
