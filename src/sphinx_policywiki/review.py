"""How long ago an article was last reviewed, and whether that is too long."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from sphinx_policywiki.model import Article, PartialDate


@dataclass(frozen=True, slots=True)
class Overdue:
    """A review that is due: the last *date*, how many *months* ago, and if it was a review."""

    date: PartialDate
    months: int
    reviewed: bool


def overdue(article: Article, limit: int | None, today: date) -> Overdue | None:
    """Return what to say of *article* if nobody reviewed it for *limit* months.

    Without a review, time runs from the date that its author gave last; an article
    without any date is never overdue, since nothing can be said of it.
    """
    last = article.reviewed or article.issued
    if limit is None or last is None:
        return None
    months = months_since(last, today)
    return Overdue(last, months, article.reviewed is not None) if months >= limit else None


def months_since(then: PartialDate, today: date) -> int:
    """Return the full months from the end of the period *then* to *today*.

    A month from the 31st ends with the last day of a shorter month.
    """
    month = then.month or 12
    day = then.day or monthrange(then.year, month)[1]
    day = min(day, monthrange(today.year, today.month)[1])
    return (today.year - then.year) * 12 + today.month - month - (today.day < day)
