"""Dates as the styles write them, in English (month names from Unicode CLDR)."""

from __future__ import annotations

from typing import Final

from sphinx_policywiki.model import PartialDate

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
#: The names that BibTeX defines for the months (BibTeXing, section 2.2).
BIBTEX_MONTHS: Final = tuple(month[:3].lower() for month in MONTHS)


def month_day(date: PartialDate) -> str:
    """Return ``March 14``, ``March`` or nothing."""
    if not date.month:
        return ""
    return f"{MONTHS[date.month - 1]} {date.day}" if date.day else MONTHS[date.month - 1]


def day_month_year(date: PartialDate) -> str:
    """Return ``14 March 2026``, ``March 2026`` or ``2026``."""
    parts = (str(date.day or ""), MONTHS[date.month - 1] if date.month else "", str(date.year))
    return " ".join(filter(None, parts))


def month_day_year(date: PartialDate) -> str:
    """Return ``March 14, 2026``, ``March 2026`` or ``2026``."""
    separator = ", " if date.day else " "
    return separator.join(filter(None, (month_day(date), str(date.year))))
