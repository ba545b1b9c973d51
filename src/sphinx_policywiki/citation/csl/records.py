"""The variables of CSL (1.0.2, appendix IV) that a source and an article of the wiki have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.locators import Locator
from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources.style import Cite
from sphinx_policywiki.model import PartialDate

#: Text, names, a date, or "reader" for the reader's own date.
Value = str | tuple[Name, ...] | PartialDate | None
#: What of a source is called otherwise in CSL; the rest differs but by hyphens.
_RENAMED: Final = {
    "authors": "author",
    "editors": "editor",
    "translators": "translator",
    "pages": "page",
    "doi": "DOI",
    "url": "URL",
    "isbn": "ISBN",
    "issn": "ISSN",
}


@dataclass(frozen=True, slots=True)
class Record:
    """What an entry or a citation is made of: *variables* by their CSL names, none empty.

    *key* names it in messages; a *number* of 0 is not printed.
    """

    key: str
    type: str
    variables: Mapping[str, Value]
    locator: Locator | None = None
    number: int = 0


def record_of(source: Source) -> Record:
    """Return the record of *source*."""
    variables: dict[str, Value] = {
        _RENAMED.get(field.name, field.name.replace("_", "-")): getattr(source, field.name)
        for field in fields(source)
        if field.name not in {"key", "type"}
    }
    # CSL 1.0.1 has another name for the title of an event, which stands for a missing container
    variables["event"] = "" if source.container_title else source.event_title
    return Record(source.key, source.type, _filled(variables))


def record_of_cite(cite: Cite) -> Record:
    """Return the record of what *cite* cites, with the place."""
    record = record_of(cite.source)
    return Record(record.key, record.type, record.variables, cite.locator, cite.number)


def page_types(item: CitationItem) -> tuple[str, ...]:
    """Return the types that an article of the wiki can have, the best first.

    An entry needs a work that it is in. Any article is a web page too.
    """
    alone = item.csl_type.startswith("entry") and not (item.section or item.website)
    return tuple(dict.fromkeys(("webpage",) if alone else (item.csl_type, "webpage")))


def record_of_page(
    item: CitationItem, kind: str, qualifier: str = "", *, in_genre: bool = True
) -> Record:
    """Return the record of an article of the wiki as a work of the type *kind*.

    A section that is cited is a work within the article. *qualifier* follows the kind of
    article if it stands *in_genre*, else the title. Our editions and statuses are no
    variables: those of CSL are a number, and "in press", which stands for a date.
    """
    title = item.section or item.title
    in_title = qualifier and not in_genre
    variables: dict[str, Value] = {
        "title": f"{title} [{qualifier}]" if in_title else title,
        "author": item.creators,
        "issued": item.issued,
        "accessed": item.accessed,
        "container-title": item.title if item.section else item.website,
        "publisher": item.publisher if item.section and item.authors else "",
        "genre": ", ".join(filter(None, (item.genre, qualifier if in_genre else ""))),
        "version": item.version,
        "URL": item.url,
        "language": item.language,
    }
    return Record(item.id, kind, _filled(variables))


def _filled(variables: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in variables.items() if value}
