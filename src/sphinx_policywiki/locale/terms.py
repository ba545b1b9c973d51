"""Texts that are held in data and translated when shown, listed for the extraction.

A test compares the list with the vocabulary, so that none is forgotten.
"""

from __future__ import annotations

from typing import Final


def _mark(message: str) -> str:
    return message


def _mark_plural(singular: str, plural: str) -> tuple[str, str]:
    return singular, plural


TERMS: Final = (
    _mark("Summary"),
    _mark("At a glance"),
    _mark("Details"),
    _mark("What links here"),
    _mark("How to cite this article"),
    _mark("Concept"),
    _mark("Concepts"),
    _mark("Instrument"),
    _mark("Instruments"),
    _mark("Actor"),
    _mark("Actors"),
    _mark("Uses"),
    _mark("Used by"),
    _mark("Issued by"),
    _mark("Issued"),
    _mark("Broader"),
    _mark("Narrower"),
    _mark("Related"),
    _mark("Related concepts"),
    _mark("Related instruments"),
    _mark("Related actors"),
    _mark("Settled"),
    _mark("Emerging"),
    _mark("Contested"),
    _mark("Superseded"),
    _mark("Draft"),
    _mark("What this article describes is contested."),
    _mark("What this article describes has been superseded."),
    _mark("This article is a draft."),
)
PLURALS: Final = (
    _mark_plural("%d concept", "%d concepts"),
    _mark_plural("%d instrument", "%d instruments"),
    _mark_plural("%d actor", "%d actors"),
)
