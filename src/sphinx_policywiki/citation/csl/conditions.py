"""Conditions as CSL has them (1.0.2, "Choose")."""

from __future__ import annotations

from typing import Any

from citeproc import model

from sphinx_policywiki.citation.csl.printing import Item, Printing
from sphinx_policywiki.citation.numbers import is_number


class _Conditions(Printing):
    """``cs:if``: the engine takes ``disambiguate`` for true, and few numbers for numbers."""

    def render(self: Any, item: Item, context: Any = None, delimiter: str = "", **_: Any) -> Any:
        """Return what is within, or raise the engine's error if the conditions do not hold."""
        tests = [self._holds(item, *test) for test in self._tests()]
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

    def _holds(self, item: Item, name: str, value: str) -> bool:
        match name:
            case "type":
                return value == item.type
            case "variable":
                return value in item
            case "is-numeric":
                return value in item and _is_numeric(item, value)
            case "locator":
                locator = item.record.locator
                return locator is not None and value.removesuffix("-locator") == locator.label
            case "position":
                return value == "first" and not item.listed
            case _:
                return False


def _is_numeric(item: Item, variable: str) -> bool:
    if variable == "locator":
        return is_number(item.place.value)
    return variable == "citation-number" or is_number(item.raw(variable))


class If(_Conditions, model.If):
    """``cs:if``."""


class ElseIf(_Conditions, model.Else_If):
    """``cs:else-if``."""
