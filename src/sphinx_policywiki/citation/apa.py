"""APA style: Publication Manual of the American Psychological Association, 7th ed. (2020).

Sections: 9.7-9.12 authors, 9.13-9.17 dates, 9.18-9.22 titles and bracketed
descriptions, 9.29-9.37 sources and URLs, 10.16 webpages and websites. A section is cited
as an entry in an online work by a group author is (10.3, example 47): its title, then
"In" and the whole in italics.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sphinx_policywiki.citation import access
from sphinx_policywiki.citation.dates import month_day
from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.names import Name, conjoin
from sphinx_policywiki.citation.text import RichText, Run, ended_within, italic, link, rich, stop
from sphinx_policywiki.model import PartialDate

_MOST_NAMES: Final = 20
_NAMES_BEFORE_ELLIPSIS: Final = 19


def cite(item: CitationItem) -> RichText:
    """Return the reference to *item* as APA has it."""
    return rich(
        f"{stop(_authors(item.creators))} ({_date(item.issued)}). ",
        *((ended_within(item.section, "."), " In ") if item.section else ()),
        italic(item.title),
        f" [{item.genre}]{item.qualifier}.",
        f" {stop(item.website)}" if item.website else "",
        *_retrieved(item),
    )


def _authors(names: Sequence[Name]) -> str:
    """Return the author element: up to 20 names, of more the first 19 and the last (9.8)."""
    filed = [name.inverted_initials for name in names]
    if len(filed) > _MOST_NAMES:
        return f"{', '.join(filed[:_NAMES_BEFORE_ELLIPSIS])}, . . . {filed[-1]}"
    return conjoin(filed, "&", serial_comma=True)


def _date(issued: PartialDate | None) -> str:
    """Return the date element without its parentheses (9.14, 9.17)."""
    if issued is None:
        return "n.d."
    return ", ".join(filter(None, (str(issued.year), month_day(issued))))


def _retrieved(item: CitationItem) -> tuple[str | Run, ...]:
    if not item.url:
        return ()
    if item.accessed is None:
        return " ", link(item.url)
    return " Retrieved ", access.day_of(item.accessed, "mdy"), ", from ", link(item.url)
