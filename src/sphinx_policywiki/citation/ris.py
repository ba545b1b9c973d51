"""RIS (Research Information Systems, RIS Format Specifications, 2001, and EndNote's tags).

An entry of an encyclopedia is ``ENCYC``, which Zotero and EndNote both keep as such, with
edition, publisher and date of access; any other type is ``ELEC``, a web page to both.
Zotero takes ``M3`` of an encyclopedia for a DOI, so only a web page has its kind there;
the note has it always. The institution's name ends in a comma: without it EndNote turns
"Policy Window" into "Window, Policy"; Zotero drops it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.citation.text import RichText, rich
from sphinx_policywiki.model import PartialDate

_TYPES: Final = {
    "entry": "ENCYC",
    "entry-encyclopedia": "ENCYC",
    "entry-dictionary": "DICT",
}
_WEB_PAGE: Final = "ELEC"


def cite(item: CitationItem) -> RichText:
    """Return the record of *item*, a tag a line; in files lines end in CR LF (``Style``)."""
    lines = (f"{tag}  - {' '.join(value.split())}" for tag, value in _tags(item) if value)
    return rich("\n".join((*lines, "ER  - ")))


def _tags(item: CitationItem) -> Iterator[tuple[str, str]]:
    kind = _TYPES.get(item.csl_type, _WEB_PAGE)
    yield "TY", kind
    yield from _titles(item)
    yield from (("AU", _name(name)) for name in item.creators)
    if item.issued:
        yield "PY", f"{item.issued.year:04}"
        yield "DA", _date(item.issued)
    yield "ET", _edition(item)
    yield "M3", item.genre if kind == _WEB_PAGE else ""
    yield "LA", item.language
    yield "AB", item.abstract
    yield from (("KW", topic) for topic in item.topics)
    yield "N1", _note(item)
    yield "UR", item.url
    yield "Y2", _date(item.accessed) if isinstance(item.accessed, PartialDate) else ""


def _titles(item: CitationItem) -> Iterator[tuple[str, str]]:
    """Yield title and container: a section stands in its article, an article on its website."""
    if item.section:
        yield from (("TI", item.section), ("T2", item.title), ("PB", item.website))
    else:
        yield from (("TI", item.title), ("T2", item.website))


def _name(name: Name) -> str:
    """Return ``Family, Given, Suffix``; an institution loses its commas, which would divide it."""
    if name.literal:
        return f"{name.literal.replace(',', '')},"
    given = " ".join(filter(None, (name.given, name.dropping_particle)))
    return ", ".join(filter(None, (name.surname, given, name.suffix)))


def _date(date: PartialDate) -> str:
    """Return ``2026/03/14/``, with what is not known left empty."""
    month, day = (f"{part:02}" if part else "" for part in (date.month, date.day))
    return f"{date.year:04}/{month}/{day}/"


def _edition(item: CitationItem) -> str:
    version = f"version {item.version}" if item.version else ""
    return ", ".join(filter(None, (item.edition, version)))


def _note(item: CitationItem) -> str:
    source = f" Primary source: {item.source_url}" if item.source_url else ""
    return f"{item.genre}{item.qualifier}.{source}"
