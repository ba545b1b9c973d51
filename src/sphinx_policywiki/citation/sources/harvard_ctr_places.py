"""Where a work is found, in Harvard style (Cite Them Right, 12th ed.): publisher to address."""

from __future__ import annotations

from typing import Final

from sphinx_policywiki.citation.dates import day_month, day_month_year
from sphinx_policywiki.citation.numbers import dashed, paged
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources.harvard_ctr_work import PARTS, PRESS
from sphinx_policywiki.citation.text import RichText, italic, joined, link, rich

_DAY_MATTERS: Final = frozenset({"article-newspaper", "article-magazine", "post-weblog", "speech"})
_PAGED: Final = PRESS | PARTS | {"article", "book", "review", "review-book", "report"}


def publisher(source: Source) -> RichText:
    """Return place and publisher, with what else stands there: genre, number, series."""
    place = joined(": ", source.publisher_place, source.publisher)
    if source.type in PRESS:
        return ()
    if source.type == "thesis":
        return joined(". ", source.genre, source.publisher)
    if source.type == "report":
        return joined(". ", joined(" ", source.genre, dashed(source.number)), place)
    event = italic(source.event_title) if source.type == "speech" else ""
    return joined(" ", joined(", ", event, place), _series(source))


def _series(source: Source) -> str:
    series = ", ".join(filter(None, (source.collection_title, source.collection_number)))
    return f"({series})" if series else ""


def volume(source: Source) -> str:
    """Return volume and issue of a journal: "521(7553)"."""
    if source.type != "article-journal":
        return ""
    return source.volume + (f"({source.issue})" if source.issue else "")


def day(source: Source) -> str:
    """Return day and month of a work that is known by its day: "1 May"."""
    return day_month(source.issued) if source.issued and source.type in _DAY_MATTERS else ""


def page_range(source: Source) -> str:
    """Return "pp. 436–444" for a work that is part of another, or a report."""
    return paged(source.pages) if source.type in _PAGED else ""


def access(source: Source) -> RichText:
    """Return the address, and for a URL when it was read."""
    if not source.address:
        return ()
    read = "" if source.doi or not source.accessed else day_month_year(source.accessed)
    where = rich("Available at: ", link(source.address))
    return joined(" ", where, f"(Accessed: {read})" if read else "")
