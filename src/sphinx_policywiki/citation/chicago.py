"""Chicago style, author-date: The Chicago Manual of Style, 17th ed. (2017).

Sections: 14.207 websites, 15.6-15.9 author-date references, 14.76 many authors,
15.44 undated works, 6.9 stops within quotation marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sphinx_policywiki.citation.dates import month_day, month_day_year
from sphinx_policywiki.citation.item import Accessed, CitationItem
from sphinx_policywiki.citation.names import Name, conjoin
from sphinx_policywiki.citation.text import (
    RichText,
    Run,
    ends_sentence,
    link,
    quoted,
    reader_date,
    rich,
    stop,
)
from sphinx_policywiki.model import PartialDate

_MOST_NAMES: Final = 10
_NAMES_BEFORE_ET_AL: Final = 7


def cite(item: CitationItem) -> RichText:
    """Return the reference list entry of *item* as Chicago has it."""
    year = str(item.issued.year) if item.issued else "n.d"
    title = quoted(item.title, "double", "" if ends_sentence(item.title) else ".")
    return rich(
        f"{stop(authors(item.creators))} {year}. {title} ",
        stop(", ".join(filter(None, (_description(item), _day(item.issued))))),
        *_located(item),
    )


def authors(names: Sequence[Name]) -> str:
    """Return the names, the first inverted; of more than ten the first seven (14.76)."""
    listed = [name.in_order if n else name.inverted for n, name in enumerate(names)]
    if len(listed) > _MOST_NAMES:
        return f"{', '.join(listed[:_NAMES_BEFORE_ET_AL])}, et al."
    return conjoin(listed, "and", serial_comma=True)


def _description(item: CitationItem) -> str:
    genre = f"{item.kind} ({item.type_label})" if item.type_label else item.kind
    genre += item.qualifier
    return f"{genre}. {item.website}" if item.website else genre


def _day(issued: PartialDate | None) -> str:
    return month_day(issued) if issued else ""


def _located(item: CitationItem) -> tuple[str | Run, ...]:
    if not item.url:
        return ()
    url = (" ", link(item.url), ".")
    return (" Accessed ", _accessed(item.accessed), ".", *url) if item.accessed else url


def _accessed(accessed: Accessed) -> str | Run:
    if isinstance(accessed, PartialDate):
        return month_day_year(accessed)
    return reader_date("mdy")
