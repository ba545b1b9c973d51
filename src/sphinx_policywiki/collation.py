"""The order of words in a language: keys to sort titles by, and the letters of an index.

PyICU knows the rules of all languages, from the data of the Unicode consortium (CLDR). It is
C++, so it is an extra. The languages of ``PLAIN`` need no more than letters without their
accents, and a few letters of their own; a test compares their order with that of PyICU.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any, Final

from sphinx_policywiki.languages import primary, tag_of

SIMPLE: Final = "simple"
DIGITS: Final = "0–9"
SIGNS: Final = "#"
#: A letter, and those that a language has behind it as letters of their own: what stands
#: together differs by accents alone. All other accents only break ties.
_OWN: Final[Mapping[str, tuple[str, ...]]] = {
    "es": ("n", "ñ"),
    "fi": ("z", "å", "äæ", "öø"),
    "gl": ("n", "ñ"),
    "sv": ("z", "å", "äæ", "öø"),
}
_OTHERS: Final = "af bg de el en eu fr ga id it lb nl pt ru"
#: Languages, as ISO 639 has them, whose order needs no library.
PLAIN: Final = frozenset({*_OWN, *_OTHERS.split()})
#: What every language has that Unicode does not take apart, and what it takes apart too far.
_LETTERS: Final = {"æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"}
_WHOLE: Final = ("и", "й")
#: Behind all characters that stand in titles.
_BEHIND: Final = 0x10FF00
_SPACE: Final = re.compile(r"\s")
_SIGN: Final = re.compile(rf"[^\w {chr(_BEHIND)}-{chr(_BEHIND + 0xFF)}]|_")
_NUMBER: Final = re.compile(r"\d+")
_LONGEST_NUMBER: Final = 12
#: What ICU calls a heading of an index that is no "…" (``U_ALPHAINDEX_NORMAL``).
_A_LETTER: Final = 0


class Collation:
    """The order of *language* as far as letters, accents, capitals and numbers decide it.

    Its *name* is another one for whatever may sort otherwise.
    """

    def __init__(self, language: str = "en") -> None:
        self.name = SIMPLE
        self._own: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        for base, *letters in (_WHOLE, _OWN.get(primary(language), ("",))):
            for number, alike in enumerate(letters):
                place = base + chr(_BEHIND + number)
                self._own |= dict.fromkeys(alike, place)
                self._labels[place] = alike[0].title()
        self._table = str.maketrans(_LETTERS | self._own)

    def key(self, text: str) -> Any:
        """Return what sorts *text* among others: letters, then accents, then capitals.

        Signs before the first letter or digit do not count; numbers go by their value.
        """
        filed = _filed(text)
        accents = unicodedata.normalize("NFKD", filed.casefold())
        return self._letters(filed), accents, filed.swapcase(), text

    def initial(self, text: str) -> str:
        """Return the heading under which an index has *text*."""
        letters = self._letters(_filed(text))
        if not letters[:1].isalnum():
            return SIGNS
        if letters[0].isdigit():
            return DIGITS
        return self._labels.get(letters[:2]) or letters[0].title()

    def _letters(self, text: str) -> str:
        folded = text.casefold()
        if not text.isascii():
            known = unicodedata.normalize("NFC", folded).translate(self._table)
            parts = unicodedata.normalize("NFKD", known)
            folded = "".join([char for char in parts if not unicodedata.combining(char)])
        return _NUMBER.sub(_padded, _SIGN.sub("!", _SPACE.sub(" ", folded)))


class IcuCollation(Collation):
    """The order that ICU has for the locale *tag* (BCP 47), such as ``zh-u-co-stroke``.

    :raises LookupError: if PyICU is missing or knows no such locale; the message says which.
    """

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        icu = _icu()
        self.name = f"{tag} {icu.ICU_VERSION}"
        try:
            locale = icu.Locale.forLanguageTag(tag)
            self._collator = icu.Collator.createInstance(locale)
            self._index = icu.AlphabeticIndex(locale).buildImmutableIndex()
        except icu.ICUError as error:
            msg = f"{tag!r} is no locale; write a language tag such as 'sv' or 'zh-u-co-stroke'"
            raise LookupError(msg) from error
        on = icu.UCollAttributeValue.ON
        self._collator.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, on)

    def key(self, text: str) -> Any:
        """Return what sorts *text* among others by the rules of the locale."""
        return self._collator.getSortKey(_filed(text)), text

    def initial(self, text: str) -> str:
        """Return the letter under which an index of the locale has *text*."""
        filed = _filed(text)
        label, kind = self._index.getBucket(self._index.getBucketIndex(filed))
        return str(label) if kind == _A_LETTER else super().initial(text)


@cache
def collation(language: str, setting: str | None = None) -> Collation:
    """Return the order of *language* as Sphinx names it (``zh_CN``), or what *setting* wants.

    :param setting: ``simple``, or a language tag for which ICU is asked.
    :raises LookupError: if ICU is needed and cannot be had; the message says what to do.
    """
    if setting is None and primary(language) not in PLAIN:
        return IcuCollation(tag_of(language))
    if setting is None or setting == SIMPLE:
        return Collation(language)
    return IcuCollation(setting)


def _icu() -> Any:
    try:
        return import_module("icu")
    except ImportError as error:
        msg = f"it needs PyICU ({error}): pip install 'sphinx-policywiki[icu]'"
        raise LookupError(msg) from error


def _filed(text: str) -> str:
    """Return *text* from its first letter or digit on, all of it if there is none."""
    start = next((n for n, char in enumerate(text) if char.isalnum()), 0)
    return text[start:]


def _padded(number: re.Match[str]) -> str:
    return number[0].lstrip("0").zfill(_LONGEST_NUMBER)
