"""Harvard (author-date) style as the wiki's own page prints it.

Harvard has no single manual; this is the form of the Australian and British guides
(Snooks & Co, Style Manual, 6th ed., 2002, ch. 12): year in parentheses, title of
a page in single quotation marks, "available at". A section is cited as a chapter of a
book is there: ‘Section’, in the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sphinx_policywiki.citation import access
from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.names import Name, conjoin
from sphinx_policywiki.citation.text import RichText, Run, link, quoted, rich

_MOST_NAMES: Final = 3


def cite(item: CitationItem) -> RichText:
    """Return the reference to *item*."""
    year = item.issued.year if item.issued else "n.d."
    section = f"{quoted(item.section, 'single')}, in " if item.section else ""
    parts = (section + quoted(item.title, "single"), item.genre + item.qualifier, item.website)
    return rich(
        f"{_authors(item.creators)} ({year}) {', '.join(filter(None, parts))}",
        *((", available at: ", link(item.url)) if item.url else ()),
        *_accessed(item),
        ".",
    )


def _authors(names: Sequence[Name]) -> str:
    """Return the names with initials; of more than three only the first."""
    filed = [name.inverted_initials for name in names]
    if len(filed) > _MOST_NAMES:
        return f"{filed[0]} et al."
    return conjoin(filed, "and", serial_comma=False)


def _accessed(item: CitationItem) -> tuple[str | Run, ...]:
    if item.accessed is None:
        return ()
    return " (accessed: ", access.day_of(item.accessed, "dmy"), ")"
