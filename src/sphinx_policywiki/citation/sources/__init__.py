"""Sources: entries of lists and citations in the text, one module a style."""

from __future__ import annotations

from typing import Final

from sphinx_policywiki.citation.sources import (
    apa,
    chicago,
    chicago_notes,
    harvard_cite_them_right,
    ieee,
    mla,
    oscola,
    vancouver,
)
from sphinx_policywiki.citation.sources.style import Cite, SourceStyle, typeset
from sphinx_policywiki.citation.sources.targets import SourceTarget, parse_targets

__all__ = ["SOURCE_STYLES", "Cite", "SourceStyle", "SourceTarget", "parse_targets"]

_STYLES: Final = {
    "apa": SourceStyle("APA", "author-date", apa.reference, apa.cite, apa.narrative),
    "chicago": SourceStyle(
        "Chicago", "author-date", chicago.reference, chicago.cite, chicago.narrative
    ),
    "chicago-notes": SourceStyle(
        "Chicago (notes)",
        "note",
        chicago_notes.reference,
        chicago_notes.cite,
        chicago_notes.narrative,
    ),
    "harvard-cite-them-right": SourceStyle(
        "Harvard (Cite Them Right)",
        "author-date",
        harvard_cite_them_right.reference,
        harvard_cite_them_right.cite,
        harvard_cite_them_right.narrative,
    ),
    "oscola": SourceStyle("OSCOLA", "note", oscola.reference, oscola.cite, oscola.narrative),
    "mla": SourceStyle("MLA", "author-date", mla.reference, mla.cite, mla.narrative),
    "ieee": SourceStyle("IEEE", "numeric", ieee.reference, ieee.cite, ieee.narrative),
    "vancouver": SourceStyle(
        "Vancouver", "numeric", vancouver.reference, vancouver.cite, vancouver.narrative
    ),
}
SOURCE_STYLES: Final = {name: typeset(style) for name, style in _STYLES.items()}
