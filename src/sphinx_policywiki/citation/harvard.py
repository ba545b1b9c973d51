"""Harvard (author-date) style as the wiki's own page prints it.

Harvard has no single manual; this is the form of the Australian and British guides
(Snooks & Co, Style Manual, 6th ed., 2002, ch. 12): year in parentheses, title of
a page in single quotation marks, "available at".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sphinx_policywiki.citation.dates import day_month_year
from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.names import Name, conjoin
from sphinx_policywiki.citation.text import RichText, Run, link, quoted, reader_date, rich
from sphinx_policywiki.model import PartialDate

_MOST_NAMES: Final = 3


def cite(item: CitationItem) -> RichText:
    """Return the reference to *item*."""
    year = item.issued.year if item.issued else "n.d."
    parts = (quoted(item.title, "single"), item.genre + item.qualifier, item.website)
    return rich(
        f"{authors(item.creators)} ({year}) {', '.join(filter(None, parts))}",
        *((", available at: ", link(item.url)) if item.url else ()),
        *_accessed(item),
        ".",
    )


def authors(names: Sequence[Name]) -> str:
    """Return the names with initials; of more than three only the first."""
    filed = [name.inverted_initials for name in names]
    if len(filed) > _MOST_NAMES:
        return f"{filed[0]} et al."
    return conjoin(filed, "and", serial_comma=False)


def _accessed(item: CitationItem) -> tuple[str | Run, ...]:
    if item.accessed is None:
        return ()
    date = item.accessed
    shown = day_month_year(date) if isinstance(date, PartialDate) else reader_date("dmy")
    return " (accessed: ", shown, ")"
