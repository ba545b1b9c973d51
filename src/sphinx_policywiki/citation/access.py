"""When a page was read: a day that is given, or the place where the reader's own goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sphinx_policywiki.citation.dates import (
    day_month_year,
    day_short_month_year,
    ieee_date,
    month_day_year,
    short_month_day_year,
    year_month_day,
)
from sphinx_policywiki.citation.item import Accessed, CitationItem
from sphinx_policywiki.citation.text import DateForm, Run, reader_date
from sphinx_policywiki.model import PartialDate

#: How each form writes a day; the reader's own is written likewise by the page's script.
_FORMS: Final[dict[DateForm, Callable[[PartialDate], str]]] = {
    "dmy": day_month_year,
    "mdy": month_day_year,
    "dmy-short": day_short_month_year,
    "mdy-short": lambda date: ieee_date(date, day_digits=2),
    "mdy-law": short_month_day_year,
    "ymd-short": year_month_day,
}


def day_of(accessed: Accessed, form: DateForm) -> str | Run:
    """Return the day of access in *form*; a place for the reader's own if none is given."""
    if isinstance(accessed, PartialDate):
        return _FORMS[form](accessed)
    return reader_date(form)


def needed_by(item: CitationItem) -> Accessed:
    """Return when *item* was read as it must be said: of an undated page always."""
    return item.accessed or (None if item.issued else "reader")
