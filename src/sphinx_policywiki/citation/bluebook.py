"""Bluebook: A Uniform System of Citation, 21st ed. (2020), rule 18.2.2, in law reviews.

Author, title of the page in italics, title of the website in large and small capitals
(18.2.2(b)), date, address. An institution that the website's title makes plain is not
named as author (18.2.2(a)); an undated page has "last visited" (18.2.2(c)). A section
is a pinpoint: it follows the title of the website, before the date, with "at", since it
might be taken for a part of the title (3.2(a)).
"""

from __future__ import annotations

from typing import Final

from sphinx_policywiki.citation import access
from sphinx_policywiki.citation.dates import short_month_day_year
from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.text import (
    RichText,
    Run,
    in_quotes,
    italic,
    link,
    rich,
    small_caps,
    with_quotes,
)

#: Of more than two authors only the first is named (15.1(b)).
_AUTHORS: Final = NameForm(
    order="spoken", conjunction="&", comma="never", most=2, et_al_comma="never"
)


def cite(item: CitationItem) -> RichText:
    """Return the citation of *item*."""
    pinpoint = (", at ", in_quotes(item.section, "double")) if item.section else ()
    undated = "" if item.url else "n.d."
    date = short_month_day_year(item.issued) if item.issued else undated
    return rich(
        rich(listed(item.creators, _AUTHORS), ", ") if item.website else "",
        italic(with_quotes(item.title, "double")),
        ", ",
        small_caps(item.publisher),
        *pinpoint,
        f" ({', '.join(filter(None, (item.genre + item.qualifier, date)))})",
        *_located(item),
        ".",
    )


def _located(item: CitationItem) -> tuple[str | Run, ...]:
    if not item.url:
        return ()
    accessed = access.needed_by(item)
    visited = (" (last visited ", access.day_of(accessed, "mdy-law"), ")") if accessed else ()
    return ", ", link(item.url), *visited
