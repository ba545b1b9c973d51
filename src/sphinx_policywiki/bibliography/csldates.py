"""Dates in CSL-JSON and CSL-YAML (CSL-data schema 1.0.2, "date-variable").

Also as pandoc's older YAML files have them: an object with year, month and day, or a list
of two for a range. Of a range the start is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sphinx_policywiki.bibliography import dates
from sphinx_policywiki.bibliography.problems import Report
from sphinx_policywiki.model import PartialDate


def date(value: Any, report: Report, consequence: str) -> PartialDate | None:
    """Return the date in *value*, None if there is none.

    A date in words that names no year is reported with its *consequence*.

    :raises ValueError: if ``date-parts`` are no lists of numbers.
    """
    if isinstance(value, list):
        value = value[0] if value else None
    if not value:
        return None
    if isinstance(value, Mapping):
        if (parts := value.get("date-parts")) is not None:
            return _of_parts(parts)
        if value.get("year"):
            return _of_parts([[value.get(name) for name in ("year", "month", "day")]])
        value = value.get("raw") or value.get("literal") or value.get("edtf")
    if not isinstance(value, (str, int)):
        return None
    try:
        return dates.read(str(value))
    except ValueError as error:
        report(f"{error}{consequence}")
        return None


def _of_parts(parts: Any) -> PartialDate | None:
    start = parts[0] if isinstance(parts, list) and parts else parts
    numbers = start if isinstance(start, list) else parts
    if not numbers:
        return None
    try:
        return dates.nearest(int(part) if part not in {None, ""} else 0 for part in numbers)
    except (ValueError, TypeError) as error:
        msg = f"the date-parts {str(parts)[:60]} are no year, month and day"
        raise ValueError(msg) from error
