"""Dates as the styles write them, in English (month names from Unicode CLDR)."""

from __future__ import annotations

from typing import Final

from sphinx_policywiki.model import PartialDate

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
#: Names of more than four letters are cut (MLA Handbook, 9th ed., app. 1; Bluebook, table T12).
SHORT_MONTHS: Final = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip
#: The names that BibTeX defines for the months (BibTeXing, section 2.2).
BIBTEX_MONTHS: Final = tuple(month[:3].lower() for month in MONTHS)


def month_day(date: PartialDate) -> str:
    """Return ``March 14``, ``March`` or nothing."""
    if not date.month:
        return ""
    return f"{MONTHS[date.month - 1]} {date.day}" if date.day else MONTHS[date.month - 1]


def day_month(date: PartialDate) -> str:
    """Return ``14 March``, ``March`` or nothing."""
    month = MONTHS[date.month - 1] if date.month else ""
    return " ".join(filter(None, (str(date.day or ""), month)))


def day_month_year(date: PartialDate) -> str:
    """Return ``14 March 2026``, ``March 2026`` or ``2026``."""
    return " ".join(filter(None, (day_month(date), str(date.year))))


def month_day_year(date: PartialDate) -> str:
    """Return ``March 14, 2026``, ``March 2026`` or ``2026``."""
    separator = ", " if date.day else " "
    return separator.join(filter(None, (month_day(date), str(date.year))))


def day_short_month_year(date: PartialDate) -> str:
    """Return ``14 Mar. 2026``, ``Mar. 2026`` or ``2026`` (MLA)."""
    month = SHORT_MONTHS[date.month - 1] if date.month else ""
    return " ".join(filter(None, (str(date.day or ""), month, str(date.year))))


def short_month_day_year(date: PartialDate) -> str:
    """Return ``Mar. 14, 2026``, ``Mar. 2026`` or ``2026`` (Bluebook)."""
    if not date.month:
        return str(date.year)
    month = SHORT_MONTHS[date.month - 1]
    return f"{month} {date.day}, {date.year}" if date.day else f"{month} {date.year}"


def ieee_date(date: PartialDate, *, day_digits: int = 1) -> str:
    """Return ``Mar. 14, 2026``, ``Mar. 2026`` or ``2026``, the day with *day_digits*.

    Names of more than four letters are cut to three (IEEE Editorial Style Manual, "Months").
    """
    if not date.month:
        return str(date.year)
    name = MONTHS[date.month - 1]
    month = name if name in {"May", "June", "July"} else f"{name[:3]}."
    return f"{month} {date.day:0{day_digits}}, {date.year}" if date.day else f"{month} {date.year}"


def year_month_day(date: PartialDate) -> str:
    """Return ``2026 Mar 14``, ``2026 Mar`` or ``2026`` (Citing Medicine)."""
    month = MONTHS[date.month - 1][:3] if date.month else ""
    return " ".join(filter(None, (str(date.year), month, str(date.day or ""))))
