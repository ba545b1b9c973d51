"""Law: acts, bills, regulations, treaties, hearings and cases, as each style has them.

Engines for CSL print law in one American pattern; here the guides of the styles decide.
"""

from __future__ import annotations

from typing import Final

from sphinx_policywiki.citation.locators import Locator
from sphinx_policywiki.citation.source import LEGAL_TYPES, Source
from sphinx_policywiki.citation.sources.law import bluebook, harvard, mla, numeric, oscola
from sphinx_policywiki.citation.sources.law.instrument import read
from sphinx_policywiki.citation.text import RichText

__all__ = ["LEGAL_TYPES", "note", "reference", "short"]

#: The styles that follow The Bluebook, each with its differences.
_BLUEBOOK: Final = {
    "apa": bluebook.APA,
    "chicago": bluebook.CHICAGO,
    "chicago-notes": bluebook.CHICAGO_NOTES,
}
_REFERENCES: Final = {
    "oscola": oscola.reference,
    "harvard-cite-them-right": harvard.reference,
    "mla": mla.reference,
    "ieee": numeric.ieee,
    "vancouver": numeric.vancouver,
}
_SHORT: Final = {
    "oscola": oscola.short,
    "harvard-cite-them-right": harvard.short,
    "mla": mla.short,
    "ieee": numeric.short,
    "vancouver": numeric.short,
}


def reference(source: Source, style: str) -> RichText:
    """Return the entry of *source*, which is of a legal type, in *style* (``apa``, …).

    :raises KeyError: if there is no such style of sources.
    """
    if form := _BLUEBOOK.get(style):
        return bluebook.reference(read(source), form)
    return _REFERENCES[style](read(source))


def note(source: Source, style: str, locator: Locator | None = None) -> RichText:
    """Return the foot note of *source* in a style of notes (``oscola``, ``chicago-notes``).

    It has no full stop at its end, so that other sources may follow in the same note.

    :raises KeyError: if *style* has no notes.
    """
    if style == "oscola":
        return oscola.note(read(source), locator)
    return bluebook.note(read(source), _BLUEBOOK[style], locator)


def short(source: Source, style: str) -> RichText:
    """Return the name by which *source* is cited in the text in *style*.

    Where the style prints the year after the name, the name has none at its end: "Online
    Safety Act" in APA and Chicago, "Online Safety Act 2023" in all others.

    :raises KeyError: if there is no such style of sources.
    """
    if form := _BLUEBOOK.get(style):
        return bluebook.short(read(source), form)
    return _SHORT[style](read(source))
