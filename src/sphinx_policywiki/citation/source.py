"""A source of the bibliography: the CSL variables that the styles print (CSL 1.0.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.model import PartialDate

#: The types that are cited as law.
LEGAL_TYPES: Final = frozenset(
    {"legislation", "regulation", "treaty", "bill", "legal_case", "hearing"}
)
#: The types of what comes out in a periodical or a blog, and of periodicals themselves.
SERIAL_TYPES: Final = frozenset(
    {
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "periodical",
        "post-weblog",
        "review",
        "review-book",
    }
)
#: Those that are serial unless an edited book has them.
_SERIAL_UNLESS_EDITED: Final = frozenset({"interview", "paper-conference"})


@dataclass(frozen=True, slots=True)
class Source:
    """A work that articles cite; *type* is a CSL type such as ``article-journal``.

    Texts are as the bibliography has them, titles with the markup of CSL-JSON.
    *year_suffix* tells works of one author and year apart: "2019a".
    """

    key: str
    type: str
    title: str
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    issued: PartialDate | None = None
    accessed: PartialDate | None = None
    title_short: str = ""
    container_title: str = ""
    collection_title: str = ""
    collection_number: str = ""
    publisher: str = ""
    publisher_place: str = ""
    event_title: str = ""
    event_place: str = ""
    genre: str = ""
    medium: str = ""
    number: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    edition: str = ""
    version: str = ""
    chapter_number: str = ""
    number_of_volumes: str = ""
    section: str = ""
    authority: str = ""
    jurisdiction: str = ""
    status: str = ""
    note: str = ""
    doi: str = ""
    url: str = ""
    isbn: str = ""
    issn: str = ""
    archive: str = ""
    archive_location: str = ""
    language: str = ""
    year_suffix: str = ""

    @property
    def creators(self) -> tuple[Name, ...]:
        """Who made the work: its authors, or else its editors or translators."""
        return self.authors or self.editors or self.translators

    @property
    def year(self) -> str:
        """The year of issue; empty if it is not known."""
        return str(self.issued.year) if self.issued else ""

    @property
    def is_law(self) -> bool:
        """Whether it is an act, a case or another document of law."""
        return self.type in LEGAL_TYPES

    @property
    def is_serial(self) -> bool:
        """Whether it stands in a periodical, as unedited papers of a conference may."""
        unedited = self.type in _SERIAL_UNLESS_EDITED and not self.editors
        return self.type in SERIAL_TYPES or unedited

    @property
    def is_published(self) -> bool:
        """Whether a paper or talk stands in a volume or an issue, and was not just presented."""
        return bool(self.editors or self.issue or self.pages or self.volume)

    @property
    def address(self) -> str:
        """Where the work can be read: its DOI as a URL, else its URL."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url
