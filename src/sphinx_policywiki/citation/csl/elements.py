"""Texts, numbers, labels, groups, macros and layouts as CSL has them (1.0.2).

Each class mends one element of the engine; its docstring says what was wrong.
"""

from __future__ import annotations

import re
from typing import Any, Final

from citeproc import model
from citeproc.source import VariableError

from sphinx_policywiki.citation.csl.marks import own
from sphinx_policywiki.citation.csl.printing import Item, Printing, term
from sphinx_policywiki.citation.locators import located
from sphinx_policywiki.citation.numbers import RangeForm, dashed, is_number, is_several, pages

#: Labels of locators that are the names of other terms too.
_ALSO_TYPES: Final = frozenset({"article", "title"})
#: Of four digits, where three change all are printed (Chicago, 15th ed., 9.64).
_THREE_OF_FOUR: Final = re.compile(r"\b(\d)(\d{3})–(\d{3})\b")
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
    name = element.get_root().get("page-range-format", "")
    form = _RANGES.get(name, "typed")
    shown = pages(text, form)
    if form == "chicago" and name != "chicago-16":
        shown = _THREE_OF_FOUR.sub(r"\1\2–\1\3", shown)
    return shown.replace("–", term(element.get_root().words, "page-range-delimiter")[0] or "–")


def _locator(element: Any, item: Item) -> str:
    """Return the place, with the label if CSL has none for it: "Annex III"."""
    locator = item.place
    if locator.label == "page":
        return own(_pages(element, locator.value))
    known = any(_locator_words(element, locator.label, ""))
    return own(pages(locator.value, "typed") if known else located(locator))


def _locator_words(element: Any, label: str, form: str) -> tuple[str, str]:
    """Return the words for *label*; that for an article is another than that for the type."""
    words = element.get_root().words
    found = term(words, f"{label}-locator", form)
    return found if any(found) or label in _ALSO_TYPES else term(words, label, form)


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
        form = str(self.get("form", ""))
        if name == "locator":
            return _locator_words(self, item.place.label, form)
        return term(self.get_root().words, name, form)


def _is_plural(item: Item, variable: str) -> bool:
    """Say whether *variable* has several numbers; "116-283" within words is one."""
    if variable == "locator":
        return item.place.several
    value = item.raw(variable)
    if variable.startswith("number-of"):
        return value != "1"
    return is_several(value) and (variable == "page" or is_number(value))


class Group(Printing, model.Group):
    """``cs:group``: the engine asks which elements can have variables, not which had some."""

    def process(self, item: Item, context: Any = None, **_: Any) -> str:
        """Return what is in the group, or raise the engine's error for nothing."""
        return _together(self, item, context, str(self.get("delimiter", "")))


class Macro(Printing, model.Macro):
    """``cs:macro``, a group of its own (CSL 1.0.2, "Group"), which the engine has as none."""

    def render(self, item: Item, context: Any = None, **_: Any) -> str:
        """Return what is in the macro, or raise the engine's error for nothing."""
        return _together(self, item, context, "")


def _together(element: Any, item: Item, context: Any, delimiter: str) -> str:
    """Return what is in *element* unless it asks for variables of which none is there.

    What is printed counts as a variable for the group around it.
    """
    called, printed = item.called, len(item.printed)
    text = element.render_children(item, context=context, delimiter=delimiter)
    if not text or (item.called > called and len(item.printed) == printed):
        raise VariableError
    if item.called == called:
        item.called += 1
        item.note("")
    return str(text)


class Layout(Printing, model.Layout):
    """``cs:layout``."""
