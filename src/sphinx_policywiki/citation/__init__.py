"""Citations of the wiki's own articles: one module a style, all driven by one record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sphinx_policywiki.citation import (
    apa,
    biblatex,
    bibtex,
    bluebook,
    chicago,
    chicago_notes,
    csl_json,
    harvard,
    harvard_cite_them_right,
    ieee,
    mla,
    oscola,
    ris,
    vancouver,
)
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
    """A citation style of the wiki's own page.

    :ivar label: its name as readers know it.
    :ivar cite: returns the citation of an article.
    :ivar verbatim: whether it is program text.
    :ivar extension: how the name of its files ends, without the dot; empty if it has none.
    :ivar media_type: the media type of its files.
    :ivar newline: how lines end in its files.
    :ivar language: the language of what it prints, as a tag of BCP 47: that of its guide.
    """

    label: str
    cite: Callable[[CitationItem], RichText]
    verbatim: bool = False
    extension: str = ""
    media_type: str = ""
    newline: str = "\n"
    language: str = "en"

    def file(self, item: CitationItem) -> str:
        """Return the content of a file that holds the citation of *item*, lines ended."""
        return f"{plain(self.cite(item))}\n".replace("\n", self.newline)


_BIBTEX: Final = "application/x-bibtex"

STYLES: Final[dict[str, Style]] = {
    "apa": Style("APA", apa.cite),
    "chicago": Style("Chicago", chicago.cite),
    "chicago-notes": Style("Chicago (notes)", chicago_notes.cite),
    "harvard": Style("Harvard", harvard.cite),
    "harvard-cite-them-right": Style("Harvard (Cite Them Right)", harvard_cite_them_right.cite),
    "oscola": Style("OSCOLA", oscola.cite),
    "bluebook": Style("Bluebook", bluebook.cite),
    "mla": Style("MLA", mla.cite),
    "ieee": Style("IEEE", ieee.cite),
    "vancouver": Style("Vancouver", vancouver.cite),
    "bibtex": Style("BibTeX", bibtex.cite, True, "bib", _BIBTEX),
    "biblatex": Style("BibLaTeX", biblatex.cite, True, "bib", _BIBTEX),
    "ris": Style("RIS", ris.cite, True, "ris", "application/x-research-info-systems", "\r\n"),
    "csl-json": Style(
        "CSL-JSON", csl_json.cite, True, "json", "application/vnd.citationstyles.csl+json"
    ),
}
