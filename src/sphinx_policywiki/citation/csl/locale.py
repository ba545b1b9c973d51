"""Locales of CSL: words, forms of dates, and options, from the style and from the engine."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from citeproc import LANGUAGE_NAMES, LOCALES_PATH, PRIMARY_DIALECTS
from lxml import etree

from sphinx_policywiki.citation.csl.printing import Words, children

_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_DEFAULT: Final = "en-US"


def locales(style: Any, name: str, parser: Any) -> list[Any]:
    """Return the locales to ask for *name*, the first first (CSL 1.0.2, "Locale fallback")."""
    language = name.split("-", maxsplit=1)[0]
    within = children(style, "locale")
    found = [
        locale for lang in (name, language, None) for locale in within if locale.get(_LANG) == lang
    ]
    return [*found, *(_file(dialect, parser) for dialect in _dialects(name, language))]


def _dialects(name: str, language: str) -> list[str]:
    known = (name if name in LANGUAGE_NAMES else "", PRIMARY_DIALECTS.get(language, ""), _DEFAULT)
    return list(dict.fromkeys(filter(None, known)))


def _file(dialect: str, parser: Any) -> Any:
    return etree.fromstring((Path(LOCALES_PATH) / f"locales-{dialect}.xml").read_bytes(), parser)


def words_of(found: Sequence[Any]) -> Words:
    """Return the words of the locales *found*, of which the first counts."""
    words: Words = {}
    for locale in reversed(found):
        words.update(_words(locale))
    return words


def _words(locale: Any) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    for terms in children(locale, "terms"):
        for term in children(terms, "term"):
            if term.get("gender-form") is None:
                one = "".join(element.text or "" for element in children(term, "single"))
                many = "".join(element.text or "" for element in children(term, "multiple"))
                text = term.text or ""
                yield (term.get("name"), term.get("form", "")), (one or text, many or text)


def option(found: Sequence[Any], name: str) -> str:
    """Return the option *name* of the first of the locales *found* that has it."""
    for locale in found:
        for options in children(locale, "style-options"):
            if options.get(name) is not None:
                return str(options.get(name))
    return ""


def localize(date: Any, found: Sequence[Any]) -> None:
    """Put the locale's form of dates into *date*, if it asks for one.

    What *date* says of a part of dates counts more than what the locale says. The engine
    changes the locale's own parts when it prints a date, and with that all later dates.
    """
    template = _template(date.attrib.pop("form", ""), found)
    if template is None:
        return
    said = {part.get("name"): dict(part.attrib) for part in children(date, "date-part")}
    wanted = date.get("date-parts", "year-month-day").split("-")
    for part in list(date):
        date.remove(part)
    for part in children(template, "date-part"):
        if part.get("name") in wanted:
            date.append(copy.deepcopy(part))
            date[-1].attrib.update(said.get(part.get("name"), {}))
    for name, value in template.attrib.items():
        if name != "form":
            date.set(name, date.get(name, value))


def _template(form: str, found: Sequence[Any]) -> Any:
    for locale in found:
        for date in children(locale, "date"):
            if form and date.get("form") == form:
                return date
    return None
