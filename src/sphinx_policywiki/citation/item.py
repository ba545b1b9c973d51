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

    *kind* is the genre ("Wiki article") and *type_label* what narrows it ("Concept").
    *edition* and *version* are bare ("2026-05", "2.1"); *status* is one that warns, as
    running text has it ("contested"), and empty for any other. *section* is the title of
    the section that is cited, whose anchor is in *url*; empty for the whole article.
    *topics* and *abstract* are for exports alone. *language* is a tag of BCP 47; what is in
    words of its own is in English, or in the language of the style that prints them.
    """

    id: str
    title: str
    publisher: str
    authors: tuple[Name, ...] = ()
    issued: PartialDate | None = None
    kind: str = "Wiki article"
    type_label: str = ""
    url: str = ""
    source_url: str = ""
    accessed: Accessed = None
    section: str = ""
    csl_type: str = "entry-encyclopedia"
    topics: tuple[str, ...] = ()
    abstract: str = ""
    language: str = ""
    edition: str = ""
    version: str = ""
    status: str = ""
    edition_form: str = "edition {edition}"
    version_form: str = "version {version}"

    @property
    def genre(self) -> str:
        """The kind of article, as ``Wiki article — Concept``."""
        return " — ".join(filter(None, (self.kind, self.type_label)))

    @property
    def qualifiers(self) -> tuple[str, ...]:
        """What a reader must know of the text cited: edition, version, a status that warns."""
        edition = self.edition_form.format(edition=self.edition) if self.edition else ""
        version = self.version_form.format(version=self.version) if self.version else ""
        return tuple(filter(None, (edition, version, self.status)))

    @property
    def qualifier(self) -> str:
        """The qualifiers in brackets with a space before, or nothing."""
        qualifiers = self.qualifiers
        return f" [{', '.join(qualifiers)}]" if qualifiers else ""

    @property
    def creators(self) -> tuple[Name, ...]:
        """The authors, or the publisher as the corporate author."""
        return self.authors or (Name(literal=self.publisher),)

    @property
    def website(self) -> str:
        """The publisher where it is not already named as the author."""
        publisher = Name(literal=self.publisher)
        return "" if self.creators == (publisher,) else self.publisher


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
