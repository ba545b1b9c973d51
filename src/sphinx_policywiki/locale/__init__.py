"""Texts that readers see, translated through the message catalogs beside this file."""

from __future__ import annotations

from gettext import GNUTranslations
from pathlib import Path
from typing import Final

from sphinx.locale import get_translation, get_translator

CATALOG: Final = "sphinx_policywiki"
DIRECTORY: Final = Path(__file__).parent

_ = get_translation(CATALOG)


def tr(message: str) -> str:
    """Return *message*, a text held in data, in the language of the project."""
    return str(_(message))


def count(singular: str, plural: str, number: int) -> str:
    """Return *number* with its noun in the right plural form of the project's language.

    :param singular: a message with ``%d``, such as ``%d instrument``.
    :param plural: its plural, ``%d instruments``.
    """
    return get_translator(CATALOG).ngettext(singular, plural, number) % number


def lower_first(label: str) -> str:
    """Return an English *label* as it stands within a sentence; acronyms keep their capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def within(label: str) -> str:
    """Return *label*, already translated, as it stands within a sentence.

    German has capitals there too.
    """
    translator = get_translator(CATALOG)
    translated = isinstance(translator, GNUTranslations)
    language = str(translator.info().get("language", "")) if translated else ""
    return label if language == "de" else lower_first(label)
