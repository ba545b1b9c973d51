"""Citations of the wiki's own articles: one module a style, all driven by one record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sphinx_policywiki.citation import apa, bibtex, chicago, harvard, oscola
from sphinx_policywiki.citation.item import Accessed, CitationItem, citation_key
from sphinx_policywiki.citation.names import Name, parse_name
from sphinx_policywiki.citation.text import RichText, Run, plain

__all__ = [
    "STYLES",
    "Accessed",
    "CitationItem",
    "Name",
    "RichText",
    "Run",
    "Style",
    "citation_key",
    "parse_name",
    "plain",
]


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style: its label on the page, its formatter, whether it is program text."""

    label: str
    cite: Callable[[CitationItem], RichText]
    verbatim: bool = False


STYLES: Final[dict[str, Style]] = {
    "apa": Style("APA", apa.cite),
    "chicago": Style("Chicago", chicago.cite),
    "harvard": Style("Harvard", harvard.cite),
    "oscola": Style("OSCOLA", oscola.cite),
    "bibtex": Style("BibTeX", bibtex.cite, verbatim=True),
}
