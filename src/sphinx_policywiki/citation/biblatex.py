"""BibLaTeX: an ``@online`` entry (The biblatex Package, manual of 3.19, 2.1.1 and 2.2).

``@online`` has no ``howpublished``, so the kind of article is the ``titleaddon``; it has
``version``, but no ``edition``, and its ``pubstate`` is for states of publication, so the
edition and a status that warns stand in the note, as does a section.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_policywiki.citation.bibtex import address, authors, capitalized, escape, section_note
from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.langid import langid
from sphinx_policywiki.citation.text import RichText, rich
from sphinx_policywiki.model import PartialDate


def cite(item: CitationItem) -> RichText:
    """Return the entry of *item*, a field a line."""
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in _fields(item) if value)
    return rich(f"@online{{{item.id},\n{fields}}}")


def _fields(item: CitationItem) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{escape(item.title)}}}"
    yield "author", authors(item)[1:-1]
    yield "organization", escape(item.website)
    yield "titleaddon", escape(item.genre)
    yield "version", escape(item.version)
    yield "date", str(item.issued or "")
    yield "url", address(item.url)
    yield "urldate", str(item.accessed) if isinstance(item.accessed, PartialDate) else ""
    yield "langid", langid(item.language)
    yield "keywords", ", ".join(map(_keyword, item.topics))
    yield "abstract", escape(item.abstract)
    yield "note", " ".join(_notes(item))


def _keyword(topic: str) -> str:
    """Return *topic*, in braces where a comma would divide it."""
    return f"{{{escape(topic)}}}" if "," in topic else escape(topic)


def _notes(item: CitationItem) -> Iterator[str]:
    if item.section:
        yield section_note(item.section)
    edition = f"edition {item.edition}" if item.edition else ""
    if known := [part for part in (edition, item.status) if part]:
        yield capitalized(known)
    if item.source_url:
        yield f"Primary source: {escape(item.source_url)}"
