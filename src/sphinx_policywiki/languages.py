"""Languages by their tags (BCP 47): which are alike, and which way they are written."""

from __future__ import annotations

import re
from typing import Final

#: Languages written from right to left (CLDR 46, characterOrder).
_RIGHT_TO_LEFT: Final = frozenset(
    {"ar", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"}
)


def tag_of(language: str) -> str:
    """Return *language*, as Sphinx names it (``zh_CN``), as a tag."""
    return language.replace("_", "-")


def primary(language: str) -> str:
    """Return the language itself, without its region: ``zh`` of ``zh-CN``."""
    return re.split("[-_]", language)[0].lower()


def is_english(language: str) -> bool:
    """Say whether *language* is English, of any country."""
    return primary(language) == "en"


def direction(language: str) -> str:
    """Return the direction in which *language* is written, as HTML names it."""
    return "rtl" if primary(language) in _RIGHT_TO_LEFT else "ltr"


def markup(language: str, page: str) -> dict[str, str]:
    """Return the attributes of a part in *language* on a page in the language *page*.

    What is in the same language, or in one that is not known, has none (WCAG 2.2, 3.1.2).
    """
    if not language or primary(language) == primary(page):
        return {}
    turned = direction(language) != direction(page)
    return {"lang": tag_of(language)} | ({"dir": direction(language)} if turned else {})
