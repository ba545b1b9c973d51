"""A source of the bibliography: the CSL variables that the styles print (CSL 1.0.2)."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.model import PartialDate


@dataclass(frozen=True, slots=True)
class Source:
    """A work that articles cite; *type* is a CSL type such as ``article-journal``."""

    key: str
    type: str
    title: str
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    issued: PartialDate | None = None
    container_title: str = ""
    publisher: str = ""
    genre: str = ""
    number: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    edition: str = ""
    version: str = ""
    doi: str = ""
    url: str = ""

    @property
    def address(self) -> str:
        """Where the work can be read: its DOI as a URL, else its URL."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url
