"""Any other style, through the Citation Style Language (CSL 1.0.2) and citeproc-py.

The engine is the extra ``csl``, imported when the first style is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal

from sphinx_policywiki.citation.csl.files import find
from sphinx_policywiki.citation.csl.records import (
    page_types,
    record_of,
    record_of_cite,
    record_of_page,
)
from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources.style import Cite
from sphinx_policywiki.citation.text import RichText, joined, link, rich, sentences
from sphinx_policywiki.citation.titles import marked

__all__ = ["CslError", "CslStyle", "load", "plainly"]

Kind = Literal["author-date", "numeric", "note"]
_KINDS: Final[dict[str, Kind]] = {"numeric": "numeric", "note": "note"}
_DEFAULT_LOCALE: Final = "en-US"


class CslError(ValueError):
    """A style fails at an entry. Say so, and show the entry as :func:`plainly` has it."""


@dataclass(frozen=True, slots=True)
class CslStyle:
    """A CSL style; its methods raise :class:`CslError` if the engine fails.

    :ivar label: its title.
    :ivar digest: tells its content and locale from any other.
    :ivar kind: what a citation in the text is.
    """

    label: str
    digest: str
    kind: Kind
    locale: str
    content: bytes = field(repr=False, compare=False)

    def reference(self, source: Source) -> RichText:
        """Return the entry of *source* in a list, without a number."""
        return _entry(self, source)

    def cite(self, cites: Sequence[Cite]) -> RichText:
        """Return the citation of *cites*, in the order that they have."""
        return _citation(self, tuple(cites))

    def narrative(self, cite: Cite) -> RichText:
        """Return the citation within a sentence: the names, then what identifies the work.

        Notes have the names alone, as the note itself follows.
        """
        record = record_of_cite(cite)
        texts: tuple[RichText, RichText] = _asked(self, record.key, "narrative", record)
        names, rest = texts
        if self.kind == "note":
            return names
        raised = bool(rest) and rest[0].shift == "sup"
        return rich(names, rest) if raised else joined(" ", names, rest)

    def cite_page(self, item: CitationItem) -> RichText:
        """Return the entry of an article of the wiki, as the type that shows its address.

        Edition, version and a status that warns go where the style has them; what it leaves
        out follows the kind of article or, where that is not printed either, the title. A
        style that prints no title of such a work has no form for it; none of ours is lost.
        """
        kind, printed = self._page_form(item)
        if "title" not in printed:
            return _page_plainly(item)
        names = [name for name in ("edition", "version", "status") if getattr(item, name)]
        told = zip(names, item.qualifiers, strict=True)
        missing = ", ".join(text for name, text in told if name not in printed)
        record = record_of_page(item, kind, missing, in_genre="genre" in printed)
        entry: RichText = _asked(self, record.key, "entry", record)
        lost = item.url and "URL" not in printed
        return joined(" ", entry, rich(link(item.url))) if lost else entry

    def _page_form(self, item: CitationItem) -> tuple[str, frozenset[str]]:
        """Return a type for *item*, and the variables that the style prints of that."""
        needed = {"title", "URL"} if item.url else {"title"}
        for kind in page_types(item):
            record = record_of_page(item, kind)
            printed: frozenset[str] = _asked(self, record.key, "printed", record)
            if needed <= printed:
                break
        return kind, printed


def load(name: str, srcdir: Path, locale: str = _DEFAULT_LOCALE) -> CslStyle:
    """Return the style *name*: ``csl:NAME`` of the collection, or a path below *srcdir*.

    It speaks its own language or, if it has none, that of *locale*.

    :raises ValueError: if there is no such style, or no extra; the message says what to do.
    """
    found = find(name, srcdir)
    used = found.locale or locale
    digest = blake2b(used.encode() + b"\0" + found.content, digest_size=16).hexdigest()
    kind = _KINDS.get(found.kind, "author-date")
    return CslStyle(found.title, digest, kind, used, found.content)


def plainly(source: Source) -> RichText:
    """Return *source* in no style: authors, year, title and address."""
    authors = ", ".join(name.in_order for name in source.authors or source.editors)
    year = str(source.issued.year) if source.issued else ""
    where = rich(link(source.address)) if source.address else ()
    return joined(" ", sentences(authors, year, marked(source.title)), where)


def _page_plainly(item: CitationItem) -> RichText:
    """Return an article of the wiki in no style, as :func:`plainly` does a source."""
    authors = ", ".join(name.in_order for name in item.creators)
    year = str(item.issued.year) if item.issued else "n.d."
    kind = f"{item.genre}{item.qualifier}"
    where = rich(link(item.url)) if item.url else ()
    title = f"{item.section}, in {item.title}" if item.section else item.title
    return joined(" ", sentences(authors, year, title, kind), where)


@lru_cache(maxsize=1 << 15)
def _entry(style: CslStyle, source: Source) -> RichText:
    entry: RichText = _asked(style, source.key, "entry", record_of(source))
    return entry


@lru_cache(maxsize=1 << 15)
def _citation(style: CslStyle, cites: tuple[Cite, ...]) -> RichText:
    keys = ", ".join(cite.source.key for cite in cites)
    citation: RichText = _asked(style, keys, "citation", [record_of_cite(cite) for cite in cites])
    return citation


def _asked(style: CslStyle, key: str, method: str, what: object) -> Any:
    """Return what *method* of the style's layouts makes of *what*.

    Whatever fails in the engine is one error, which names *key*.
    """
    engine = import_module("sphinx_policywiki.citation.csl.engine")
    try:
        return getattr(engine.layouts(style.content, style.locale), method)(what)
    except engine.FAILURES as error:
        msg = f"the style {style.label!r} cannot print {key}: {error!r}"
        raise CslError(msg) from error
