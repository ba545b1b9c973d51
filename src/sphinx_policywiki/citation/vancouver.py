"""Vancouver: Citing Medicine, the NLM Style Guide, 2nd ed. (2007-), chapter 25, "Web Sites".

Title with the medium "[Internet]" in brackets, publisher, date, "[cited ...]", which is
required, "Available from" without a stop after the address unless that ends in a slash.
An undated page has the date of citation alone; a place that is not known is "[place
unknown]". A section stands after the whole, as "Parts of Web Sites" (25.B) has it.
"""

from __future__ import annotations

from typing import Final

from sphinx_policywiki.citation import access
from sphinx_policywiki.citation.dates import year_month_day
from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.text import RichText, Run, ended, link, rich

#: Initials and "Jr" without stops; six authors, then "et al." (ICMJE, sample references).
_AUTHORS: Final = NameForm(
    stop="", stops=False, separator=" ", suffix_separator=" ", conjunction="", most=6, first=6
)


def cite(item: CitationItem) -> RichText:
    """Return the reference to *item*."""
    medium = " [Internet]" if item.url else ""
    return rich(
        ended(listed(item.creators, _AUTHORS), "."),
        f" {item.title} [{item.genre}]{item.qualifier}{medium}. ",
        *_imprint(item),
        *_located(item),
    )


def _imprint(item: CitationItem) -> tuple[str | Run | RichText, ...]:
    """Return publisher, dates and section; the dates of a part stand after its title."""
    undated = "" if item.url else "[date unknown]"
    published = year_month_day(item.issued) if item.issued else undated
    publisher = f"[place unknown]: {item.website}; " if item.website else ""
    if item.section:
        whole = f"{publisher}{published}".rstrip("; ")
        before = (ended(whole, "."), " ") if whole else ()
        cited = ("; ", *_cited(item)) if item.url else ()
        return *before, item.section, *cited, "."
    space = " " if published and item.url else ""
    return f"{publisher}{published}{space}", *_cited(item), "."


def _cited(item: CitationItem) -> tuple[str | Run, ...]:
    if not item.url:
        return ()
    return "[cited ", access.day_of(item.accessed, "ymd-short"), "]"


def _located(item: CitationItem) -> tuple[str | Run, ...]:
    if not item.url:
        return ()
    return " Available from: ", link(item.url), "." if item.url.endswith("/") else ""
