"""Texts that readers see, translated through the message catalogs beside this file."""

from __future__ import annotations

from gettext import GNUTranslations
from importlib import import_module
from pathlib import Path
from typing import Final

from sphinx.locale import get_translation, get_translator

CATALOG: Final = "sphinx_policywiki"
DIRECTORY: Final = Path(__file__).parent

_THOUSAND: Final = 1000

_ = get_translation(CATALOG)


def tr(message: str) -> str:
    """Return *message*, a text held in data, in the language of the project."""
    return str(_(message))


def count(singular: str, plural: str, number: int) -> str:
    """Return *number* with its noun in the right plural form of the project's language.

    :param singular: a message with ``%d``, such as ``%d instrument``.
    :param plural: its plural, ``%d instruments``.
    """
    return get_translator(CATALOG).ngettext(singular, plural, number).replace("%d", digits(number))


def digits(number: int) -> str:
    """Return *number* with its thousands set apart as in the language of the words around it."""
    if number < _THOUSAND:
        return str(number)
    return str(import_module("babel.numbers").format_decimal(number, locale=language()))


def language() -> str:
    """Return the language of our texts: that of the project if there is a catalog of it."""
    translator = get_translator(CATALOG)
    translated = isinstance(translator, GNUTranslations)
    found = str(translator.info().get("language", "")) if translated else ""
    return found or "en"


def lower_first(label: str) -> str:
    """Return an English *label* as it stands within a sentence; acronyms keep their capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def within(label: str) -> str:
    """Return *label*, already translated, as it stands within a sentence.

    German has capitals there too.
    """
    return label if language() == "de" else lower_first(label)
