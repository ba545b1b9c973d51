"""Dates as bibliographies give them: EDTF, its ranges and doubts, and dates in words.

A :class:`PartialDate` can say a year, a month or a day. Of a range the start is taken, of a
season or an uncertain month the year: less is said, never more (biblatex manual, 2.3.8).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sphinx_policywiki.citation.dates import MONTHS
from sphinx_policywiki.model import PartialDate

_EDTF: Final = re.compile(
    r"[~?%]?(\d{4})(?:-[~?%]?(\d\d)(?:-[~?%]?(\d\d))?)?(?=$|[~?%/T]|\s+\d\d:)"
)
#: A range as it is typed where there is no EDTF: "2019-2020", "2019--20".
_RANGE: Final = re.compile(r"(\d{4})\s*(?:--+|[–—]|-(?=\s*\d{4}))\s*(?=\d)")
_YEAR: Final = re.compile(r"(?<![\d\w])\d{4}(?!\d)")
_MONTH: Final = re.compile(r"[^\W\d_]{3,}")
_DAY: Final = re.compile(r"(?<!\d)\d{1,2}(?=(?:st|nd|rd|th)?(?![\w]))")
_NAMES: Final = tuple(month.lower() for month in MONTHS)


def read(text: str) -> PartialDate:
    """Return the date that *text* gives, as exactly as it surely does.

    :raises ValueError: if no year can be told.
    """
    start = _RANGE.sub(r"\1/", text.strip().strip("{}[]"))
    if match := _EDTF.match(start):
        return nearest(int(part or 0) for part in match.groups())
    first = start.partition("/")[0]
    shown = first if _YEAR.search(first) or not first else start
    years = set(_YEAR.findall(shown))
    if len(years) != 1:
        msg = f"the date {text!r} has no year; write YYYY, YYYY-MM or YYYY-MM-DD"
        raise ValueError(msg)
    month = month_number(shown)
    days = set(_DAY.findall(shown)) if month else set()
    return nearest([int(years.pop()), month, int(days.pop()) if len(days) == 1 else 0])


def nearest(parts: Iterable[int]) -> PartialDate:
    """Return the date of year, month and day, without what is no month or day.

    Seasons (21 and more, in older CSL 13 to 16) and days that never were are left out.

    :raises ValueError: if the year is none.
    """
    year, month, day = [*parts, 0, 0][:3]
    for known in ((year, month, day), (year, month)):
        try:
            return PartialDate(*known)
        except (ValueError, OverflowError):
            continue
    try:
        return PartialDate(year)
    except (ValueError, OverflowError):
        msg = f"the year {year} is none from 1 to 9999"
        raise ValueError(msg) from None


def month_number(text: str) -> int:
    """Return the number of the only English month that *text* names, else 0.

    Names may be shortened to three letters (BibTeX's own are so) or to "Sept".
    """
    words = (word.lower() for word in _MONTH.findall(text))
    found = {n for word in words for n, name in enumerate(_NAMES, 1) if name.startswith(word)}
    return found.pop() if len(found) == 1 else 0
