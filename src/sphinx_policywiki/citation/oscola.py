"""OSCOLA: Oxford University Standard for the Citation of Legal Authorities, 4th ed. (2012).

Sections: 3.1.1 authors, 3.1.4 electronic sources, 3.4.8 websites and blogs, 1.5
quotations. A section is a pinpoint, which stands after the brackets and before the
address (3.1.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sphinx_policywiki.citation import access
from sphinx_policywiki.citation.dates import day_month_year
from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.names import Name, conjoin
from sphinx_policywiki.citation.text import RichText, Run, italic, link, quoted, rich

_MOST_NAMES: Final = 3


def cite(item: CitationItem) -> RichText:
    """Return the reference to *item*; a page that is read online always has its date."""
    date = day_month_year(item.issued) if item.issued else "n.d."
    return rich(
        f"{_authors(item.creators)}, {quoted(item.title, 'single')} (",
        *((italic(item.website), ", ") if item.website else ()),
        f"{item.genre}{item.qualifier}, {date})",
        f" section {quoted(item.section, 'single')}" if item.section else "",
        *((" <", link(item.url), ">", *_accessed(item)) if item.url else ()),
        ".",
    )


def _authors(names: Sequence[Name]) -> str:
    """Return the names as spoken; of more than three the first "and others" (3.1.1)."""
    spoken = [name.in_order for name in names]
    if len(spoken) > _MOST_NAMES:
        return f"{spoken[0]} and others"
    return conjoin(spoken, "and", serial_comma=False)


def _accessed(item: CitationItem) -> tuple[str | Run, ...]:
    return " accessed ", access.day_of(item.accessed, "dmy")
