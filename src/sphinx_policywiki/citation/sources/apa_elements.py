"""What entries and citations in the text share in APA style (Publication Manual, 7th ed., 2020).

A reference has four elements (9.4): author, date, title and source. Who stands in the
author's place, and how a year is written, is the same in the list and in the text.
"""

from __future__ import annotations

from typing import Final, Literal

from sphinx_policywiki.citation.source import Source

_ENTRIES: Final = frozenset({"entry-dictionary", "entry-encyclopedia"})
#: Pages of a website, whose title is that of a work of its own (10.16).
PAGES: Final = frozenset({"webpage", "post"})
_UNSIGNED_IN_BOOKS: Final = _ENTRIES | {"book", "classic", "entry"}
_PUBLISHED_BY_GROUPS: Final = frozenset({"webpage", "software"})

Lead = Literal["authors", "editors", "publisher", "authority", "title"]


def lead(source: Source) -> Lead:
    """Return what stands in the author's place.

    Editors do for a whole book (9.10), the group that runs a site or a work of reference
    for its pages (10.3, example 47; 10.16), and the title where nobody is named (9.12).
    """
    candidates: tuple[tuple[Lead, object], ...] = (
        ("authors", source.authors),
        ("publisher", source.type in _ENTRIES and source.publisher),
        ("title", source.type in _UNSIGNED_IN_BOOKS and source.container_title),
        ("editors", source.editors),
        ("publisher", source.type in _PUBLISHED_BY_GROUPS and source.publisher),
        ("authority", source.type == "standard" and source.authority),
    )
    return next((name for name, there in candidates if there), "title")


def year(source: Source) -> str:
    """Return ``2019a``, ``n.d.-a`` or ``in press-a`` (9.14 and 9.17; 8.19 for the letter)."""
    if source.issued:
        return f"{source.issued.year}{source.year_suffix}"
    words = source.status.lower() or "n.d."
    return f"{words}-{source.year_suffix}" if source.year_suffix else words
