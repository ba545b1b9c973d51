"""CSL-JSON: an array of one item (CSL-data schema 1.0.2; CSL 1.0.2, appendix IV).

What processors print decides where things stand. A status that warns is part of the
``genre``, which most styles print: the variable ``status`` is the state of publication,
and styles print it in place of a date that is not known ("in press"). ``edition`` and
``version`` have variables of their own, and the note has all three for styles that print
neither. A section is an item of its own within the article as its container, which
styles print as they print any part: “Section,” in the whole.
"""

from __future__ import annotations

import json
from typing import Any

from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.citation.text import RichText, rich
from sphinx_policywiki.model import PartialDate


def cite(item: CitationItem) -> RichText:
    """Return the array that holds *item*, indented."""
    return rich(json.dumps([csl_item(item)], indent=2, ensure_ascii=False))


def csl_item(item: CitationItem) -> dict[str, Any]:
    """Return *item* as the schema has it, without variables that are empty."""
    variables = {
        "id": item.id,
        "type": item.csl_type,
        "title": item.section or item.title,
        "container-title": item.title if item.section else item.website,
        "author": [_name(name) for name in item.creators],
        "publisher": item.website if item.section else "",
        "genre": ", ".join(filter(None, (item.genre, item.status))),
        "edition": item.edition,
        "version": item.version,
        "issued": _date(item.issued),
        "accessed": _date(item.accessed) if isinstance(item.accessed, PartialDate) else None,
        "URL": item.url,
        "language": item.language,
        "keyword": ", ".join(item.topics),
        "abstract": item.abstract,
        "note": _note(item),
    }
    return {name: value for name, value in variables.items() if value}


def _name(name: Name) -> dict[str, str]:
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "dropping-particle": name.dropping_particle,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: value for part, value in parts.items() if value}


def _date(date: PartialDate | None) -> dict[str, list[list[int]]] | None:
    if date is None:
        return None
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}


def _note(item: CitationItem) -> str:
    text = "; ".join(item.qualifiers)
    qualifiers = f"{text[:1].upper()}{text[1:]}." if text else ""
    source = f"Primary source: {item.source_url}" if item.source_url else ""
    return " ".join(filter(None, (qualifiers, source)))
