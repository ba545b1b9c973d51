"""Dates as CSL has them (1.0.2, "Date")."""

from __future__ import annotations

from typing import Any

from citeproc import model
from citeproc.source import Date as EngineDate
from citeproc.source import VariableError

from sphinx_policywiki.citation.csl.marks import own, reader_date
from sphinx_policywiki.citation.csl.printing import Item, Printing, children
from sphinx_policywiki.citation.text import DateForm
from sphinx_policywiki.model import PartialDate


class Date(Printing, model.Date):
    """``cs:date``, which the locale's date was put into when the style was read.

    The engine takes the delimiter of the wrong element and gives dates no style.
    """

    def process(self, item: Item, **_: Any) -> str:
        """Return the date, as far as it is known."""
        variable = str(self.get("variable"))
        item.ask(variable)
        date = item.date(variable)
        if date is None:
            raise VariableError
        text = self._printed(date)
        if not text:
            raise VariableError
        if variable == "issued" and self.get_root().adds_letters:
            text += own(item.raw("year-suffix")) if item.has("year-suffix") else ""
        item.note(variable)
        return text

    def _printed(self, date: PartialDate | str) -> str:
        parts = children(self, "date-part")
        if not isinstance(date, PartialDate):
            return _for_reader(parts)
        known = {"year": date.year, "month": date.month, "day": date.day}
        shown = EngineDate(**{name: value for name, value in known.items() if value})
        return self.join(part.render(shown, self) for part in parts if shown.get(part.get("name")))

    def markup(self, text: str | None) -> str | None:
        """Return *text* in the style of the element, between its affixes."""
        wrapped: str | None = self.wrap(self.format(self.case(text))) if text else None
        return wrapped


class DatePart(Printing, model.Date_Part):
    """``cs:date-part``."""


def _for_reader(parts: list[Any]) -> str:
    """Return the place of the reader's date, which takes that of *parts*."""
    if not parts:
        return ""
    return f"{parts[0].get('prefix', '')}{reader_date(_form(parts))}{parts[-1].get('suffix', '')}"


def _form(parts: list[Any]) -> DateForm:
    """Return the form of the reader's date that is nearest to that of *parts*."""
    short = any(
        part.get("name") == "month" and part.get("form", "long") != "long" for part in parts
    )
    match parts[0].get("name"):
        case "year":
            return "ymd-short"
        case "month":
            return "mdy-short" if short else "mdy"
        case _:
            return "dmy-short" if short else "dmy"
