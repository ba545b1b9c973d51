"""The record that every style formats: the CSL variables of a wiki article."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.model import PartialDate

#: When the page was read: not said, the reader's own date, or a given one.
Accessed = PartialDate | Literal["reader"] | None


@dataclass(frozen=True, slots=True)
class CitationItem:
    """An article as a citable thing; the names are CSL's (1.0.2, appendix IV).

    *kind* is the genre ("Wiki article") and *type_label* what narrows it ("Concept");
    *qualifiers* are what a reader must know of the text cited: edition, version, a
    status that warns.
    """

    id: str
    title: str
    publisher: str
    authors: tuple[Name, ...] = ()
    issued: PartialDate | None = None
    kind: str = "Wiki article"
    type_label: str = ""
    qualifiers: tuple[str, ...] = ()
    url: str = ""
    source_url: str = ""
    accessed: Accessed = None

    @property
    def genre(self) -> str:
        """The kind of article, as ``Wiki article — Concept``."""
        return " — ".join(filter(None, (self.kind, self.type_label)))

    @property
    def qualifier(self) -> str:
        """The qualifiers in brackets with a space before, or nothing."""
        return f" [{', '.join(self.qualifiers)}]" if self.qualifiers else ""

    @property
    def creators(self) -> tuple[Name, ...]:
        """The authors, or the publisher as the corporate author."""
        return self.authors or (Name(literal=self.publisher),)

    @property
    def website(self) -> str:
        """The publisher where it is not already named as the author."""
        return self.publisher if self.authors else ""


def citation_key(publisher: str, slug: str) -> str:
    """Return a BibTeX key such as ``policywindow-mesa-optimization``: ASCII, no spaces.

    Letters lose their accents; a slug in another script is replaced by a short hash.
    """
    name = _ascii(publisher).replace("-", "")
    key = _ascii(slug)
    if len(key.replace("-", "")) * 2 < len(slug):
        key = blake2b(slug.encode(), digest_size=4).hexdigest()
    return "-".join(filter(None, (name, key)))


def _ascii(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).lower()
    return "".join(c for c in decomposed if c.isascii() and (c.isalnum() or c == "-"))
