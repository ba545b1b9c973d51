"""Reading CSL-JSON and CSL-YAML (CSL-data schema 1.0.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sphinx_policywiki.bibliography import notes, particles
from sphinx_policywiki.bibliography.bibtex import bare_doi
from sphinx_policywiki.bibliography.csldates import date
from sphinx_policywiki.bibliography.entrytypes import CSL_TYPES, csl_type
from sphinx_policywiki.bibliography.items import from_json
from sphinx_policywiki.bibliography.problems import Found, Report
from sphinx_policywiki.bibliography.yamlitems import from_yaml
from sphinx_policywiki.characters import complaint, legible
from sphinx_policywiki.citation.names import OTHERS, Name
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.suggest import Suggester, did_you_mean

#: The fields of a source that CSL calls the same, with hyphens.
_SAME_NAME: Final = (
    "title_short",
    "container_title",
    "collection_title",
    "collection_number",
    "publisher",
    "publisher_place",
    "event_title",
    "event_place",
    "genre",
    "medium",
    "number",
    "volume",
    "issue",
    "edition",
    "version",
    "chapter_number",
    "number_of_volumes",
    "section",
    "authority",
    "jurisdiction",
    "status",
    "note",
    "archive",
    "archive_location",
    "language",
)
#: Names that variables had before CSL 1.0.2 (appendix IV), and that Zotero's schema has.
_OLDER: Final = {
    "title-short": "shortTitle",
    "event-title": "event",
    "archive-location": "archive_location",
}
_SUGGESTER: Final = Suggester(sorted(CSL_TYPES))


def read(name: str, text: str) -> Found:
    """Return the sources in *text*, and what could not be read of the file *name*."""
    found = Found(name)
    items = from_json if name.lower().endswith(".json") else from_yaml
    for number, (line, item) in enumerate(items(text, found), start=1):
        key = item.get("id") if isinstance(item, dict) else None
        shown = f"entry {key if isinstance(key, str) and key.strip() else number}"
        try:
            source = _source(item, found.reporter(line, shown))
        except ValueError as error:
            found.report(line, f"{shown}: {error}; the entry is left out")
        else:
            found.sources.append((line, source))
    found.broken.sort(key=lambda broken: broken.line)
    return found


def _source(given: Any, report: Report) -> Source:
    """Return the source in an item.

    :raises ValueError: if it can be none; the message says why.
    """
    if not isinstance(given, Mapping):
        msg = "it is no object with id, type and title"
        raise ValueError(msg)
    item = notes.spread(given)
    for problem in filter(None, map(complaint, _texts(item))):
        report(problem)

    def text(name: str) -> str:
        return _text(item, name) or _text(item, _OLDER.get(name, name))

    key, title = text("id"), text("title") or text("title-short")
    if not key or not title:
        msg = f"it has no {'title' if key else 'id'}, and nothing can be cited without one"
        raise ValueError(msg)
    return Source(
        key=key,
        type=_type(text("type"), report),
        title=title,
        authors=_names(item, "author"),
        editors=_names(item, "editor"),
        translators=_names(item, "translator"),
        issued=date(item.get("issued"), report, "; the entry counts as undated"),
        accessed=date(item.get("accessed"), report, " of access"),
        pages=text("page"),
        doi=bare_doi(text("DOI")),
        url=text("URL"),
        isbn=text("ISBN"),
        issn=text("ISSN"),
        **{name: text(name.replace("_", "-")) for name in _SAME_NAME},
    )


def _texts(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield the texts of *item*, those of names too."""
    for value in item.values():
        inner = (
            [name for name in value if isinstance(name, Mapping)] if isinstance(value, list) else []
        )
        texts = [value, *(part for name in inner for part in name.values())]
        yield from (text for text in texts if isinstance(text, str))


def _text(item: Mapping[str, Any], name: str) -> str:
    """Return a variable as text; numbers are as good.

    :raises ValueError: if it is a list or an object.
    """
    value = item.get(name)
    if value is None or value is False:
        return ""
    if not isinstance(value, (str, int)):
        msg = f"{name} is no text"
        raise ValueError(msg)
    return " ".join(legible(str(value)).split())


def _type(given: str, report: Report) -> str:
    """Return the CSL type *given*, ``document`` for one that is not known."""
    if not given:
        return "document"
    if spelled := csl_type(given):
        return spelled
    hint = did_you_mean(_SUGGESTER.nearest(given))
    report(f"CSL has no type {given!r}, so it counts as 'document'{hint}")
    return "document"


def _names(item: Mapping[str, Any], role: str) -> tuple[Name, ...]:
    """Return the names in *role*.

    :raises ValueError: if they are no list of objects.
    """
    value = item.get(role) or []
    if not isinstance(value, list) or not all(isinstance(name, Mapping) for name in value):
        msg = f'{role} is no list of names; write [{{"family": …, "given": …}}]'
        raise ValueError(msg)
    return tuple(name for name in map(_name, value) if name != Name())


def _name(name: Mapping[str, Any]) -> Name:
    literal = _text(name, "literal")
    if literal in {"others", "et al."}:
        return OTHERS
    parsed = Name(
        _text(name, "family"),
        _text(name, "given"),
        _text(name, "non-dropping-particle"),
        _text(name, "suffix"),
        literal,
        _text(name, "dropping-particle"),
    )
    if not parsed.family and parsed.given:
        return Name(literal=parsed.given)
    static = _text(name, "static-particles") or name.get("parse-names") in {False, "false", "0"}
    return parsed if static else particles.split(parsed)
