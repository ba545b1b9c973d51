"""The signs between parts of a text, which each language has of its own.

French has a space before a colon, Chinese no space behind one, German another dash. They are
patterns in the catalogs, so that they are always those of the words around them.
"""

from __future__ import annotations

import re
from typing import Final

from sphinx_policywiki.locale import _

_PLACE: Final = re.compile(r"\{\w+\}")


def colon() -> str:
    """Return what stands between a label and what it is of."""
    return _between(_("{label}: {text}"))


def comma() -> str:
    """Return what stands between the items of a list."""
    return _between(_("{first}, {second}"))


def semicolon() -> str:
    """Return what stands between the items of a list that may have commas in them."""
    return _between(_("{first}; {second}"))


def last_comma() -> str:
    """Return what stands between the last two items of a list in a sentence."""
    return _between(_("{first} and {second}"))


def dash() -> str:
    """Return what stands between a title and what is said of it."""
    return _between(_("{title} — {text}"))


def space() -> str:
    """Return what stands between two sentences."""
    return _between(_("{sentence} {next}"))


def split(pattern: str) -> list[str]:
    """Return the texts of *pattern* around its placeholders, which are in braces."""
    return _PLACE.split(str(pattern))


def _between(pattern: str) -> str:
    return split(pattern)[1]
