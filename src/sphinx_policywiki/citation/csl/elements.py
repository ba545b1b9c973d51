"""Texts, numbers, labels, dates, groups and conditions as CSL has them (1.0.2).

Each class mends one element of the engine; its docstring says what was wrong.
"""

from __future__ import annotations

from typing import Any, Final

from citeproc import model
from citeproc.source import Date as EngineDate
from citeproc.source import VariableError

from sphinx_policywiki.citation.csl.marks import own, reader_date
from sphinx_policywiki.citation.csl.printing import Item, Printing, children, term
from sphinx_policywiki.citation.locators import DOTTED, Locator
from sphinx_policywiki.citation.numbers import RangeForm, dashed, is_number, is_several, pages
from sphinx_policywiki.citation.text import DateForm
from sphinx_policywiki.model import PartialDate

_NUMBERS: Final = frozenset({"number", "volume", "issue", "edition", "collection-number"})
#: The forms of ranges of pages by their names in CSL.
_RANGES: Final[dict[str, RangeForm]] = {
    "expanded": "expanded",
    "minimal": "minimal",
    "minimal-two": "minimal-two",
    "chicago": "chicago",
    "chicago-15": "chicago",
    "chicago-16": "chicago",
}


class Text(Printing, model.Text):
    """``cs:text``: notes which variables were printed, knows titles and links."""

    def _variable(self, item: Item, context: Any) -> str:
        variable = str(self.get("variable"))
        if variable == "year-suffix":  # comes with the year, and is nothing without it
            return item.text(variable)
        item.ask(variable)
        if self.get("form") == "short" and item.has(f"{variable}-short"):
            text = item.text(f"{variable}-short")
        else:
            text = _value(self, item, variable)
        item.note(variable)
        return text


class Number(Printing, model.Number):
    """``cs:number``: the engine finds no variable with a hyphen in its name."""

    def process(self, item: Item, **_: Any) -> str:
        """Return the number in the element's form; what is no number as it is."""
        variable = str(self.get("variable"))
        item.ask(variable)
        text = _value(self, item, variable)
        item.note(variable)
        raw = item.raw(variable) if item.has(variable) else ""
        if self.get("form", "numeric") != "numeric" and raw.isdecimal():
            return own(str(self.format_number(raw)))
        return text


def _value(element: Any, item: Item, variable: str) -> str:
    match variable:
        case "citation-number":
            return _number(item)
        case "locator":
            return _locator(element, item)
        case "page-first":
            return own(pages(item.raw("page"), "typed").split("–")[0].strip())
        case "page":
            return own(_pages(element, item.raw("page")))
        case _ if variable in _NUMBERS:
            return own(dashed(item.raw(variable)))
        case _:
            return item.text(variable)


def _number(item: Item) -> str:
    if not item.record.number:
        raise VariableError
    return str(item.record.number)


def _pages(element: Any, text: str) -> str:
    form = _RANGES.get(element.get_root().get("page-range-format", ""), "typed")
    shown = pages(text, form)
    return shown.replace("–", term(element.get_root().words, "page-range-delimiter")[0] or "–")


def _locator(element: Any, item: Item) -> str:
    locator = _place(item)
    if locator.label == "page":
        return own(_pages(element, locator.value))
    return own(pages(locator.value, "typed"))


def _place(item: Item) -> Locator:
    if item.record.locator is None:
        raise VariableError
    return item.record.locator


class Label(Printing, model.Label):
    """``cs:label``: the engine prints labels of variables that are empty."""

    def process(
        self, item: Item, variable: str | None = None, plural: bool | None = None, **_: Any
    ) -> str:
        """Return the label, in the plural where there are several."""
        name = variable or str(self.get("variable"))
        if variable is None and not (name in item and name not in item.hidden):
            raise VariableError
        several = _is_plural(item, name) if plural is None else plural
        number = self.get("plural", "contextual")
        one, many = self._words(item, name)
        return many if number == "always" or (number == "contextual" and several) else one

    def _words(self, item: Item, name: str) -> tuple[str, str]:
        words, form = self.get_root().words, str(self.get("form", ""))
        if name != "locator":
            return term(words, name, form)
        label = _place(item).label
        for known in (label, f"{label}-locator"):
            if any(found := term(words, known, form)):
                return found
        return DOTTED.get(label, ("", ""))


def _is_plural(item: Item, variable: str) -> bool:
    """Say whether *variable* has several numbers; "116-283" within words is one."""
    if variable == "locator":
        return _place(item).several
    value = item.raw(variable)
    if variable.startswith("number-of"):
        return value != "1"
    return is_several(value) and (variable == "page" or is_number(value))


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
        if text and variable == "issued" and not self.get_root().prints_letters:
            text += own(item.raw("year-suffix")) if item.has("year-suffix") else ""
        item.note(variable)
        return text

    def _printed(self, date: PartialDate | str) -> str:
        if not isinstance(date, PartialDate):
            return reader_date(self._form())
        known = {"year": date.year, "month": date.month, "day": date.day}
        shown = EngineDate(**{name: value for name, value in known.items() if value})
        parts = [part for part in children(self, "date-part") if shown.get(part.get("name"))]
        return self.join(part.render(shown, self) for part in parts)

    def _form(self) -> DateForm:
        """Return the form of the reader's date that is nearest to this one."""
        parts = children(self, "date-part")
        order = "".join(str(part.get("name"))[0] for part in parts)
        short = any(part.get("name") == "month" and part.get("form") != "long" for part in parts)
        if order.startswith("y"):
            return "ymd-short"
        if order.startswith("m"):
            return "mdy-short" if short else "mdy"
        return "dmy-short" if short else "dmy"

    def markup(self, text: str | None) -> str | None:
        """Return *text* in the style of the element, between its affixes."""
        wrapped: str | None = self.wrap(self.format(self.case(text))) if text else None
        return wrapped


class DatePart(Printing, model.Date_Part):
    """``cs:date-part``."""


class Group(Printing, model.Group):
    """``cs:group``: printed if one of the variables that it asks for is there.

    The engine asks which elements can have variables, so that a macro that printed but a
    term counts as one. A group that is printed counts as a variable for the outer one.
    """

    def process(self, item: Item, context: Any = None, **_: Any) -> str:
        """Return what is in the group, or raise the engine's error for nothing."""
        called, printed = item.called, len(item.printed)
        text = self.render_children(item, context=context, delimiter=self.get("delimiter", ""))
        if not text or (item.called > called and len(item.printed) == printed):
            raise VariableError
        if item.called == called:
            item.called += 1
            item.note("")
        return str(text)


class _Conditions(Printing):
    """``cs:if``: the engine takes ``disambiguate`` for true, and few numbers for numbers."""

    def render(self: Any, item: Item, context: Any = None, delimiter: str = "", **_: Any) -> Any:
        """Return what is within, or raise the engine's error if the conditions do not hold."""
        tests = [self._holds(item, *test, context) for test in self._tests()]
        match self.get("match", "all"):
            case "any":
                holds = any(tests)
            case "none":
                holds = not any(tests)
            case _:
                holds = all(tests)
        if not holds:
            raise model.ConditionFailed
        return self.render_children(item, context=context, delimiter=delimiter)

    def _tests(self: Any) -> list[tuple[str, str]]:
        return [
            (name, value)
            for name, values in self.attrib.items()
            if name != "match"
            for value in values.split()
        ]

    def _holds(self, item: Item, name: str, value: str, context: Any) -> bool:
        match name:
            case "type":
                return value == item.type
            case "variable":
                return value in item
            case "is-numeric":
                return item.has(value) and _is_numeric(item, value)
            case "locator":
                locator = item.record.locator
                return locator is not None and value.removesuffix("-locator") == locator.label
            case "position":
                return value == "first" and not item.listed
            case _:
                return False


def _is_numeric(item: Item, variable: str) -> bool:
    return variable == "citation-number" or is_number(item.raw(variable))


class If(_Conditions, model.If):
    """``cs:if``."""


class ElseIf(_Conditions, model.Else_If):
    """``cs:else-if``."""


class Layout(Printing, model.Layout):
    """``cs:layout``."""
