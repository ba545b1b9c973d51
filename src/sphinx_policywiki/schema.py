"""The JSON Schema (2020-12) of the front matter, made of the words of a wiki.

It rejects what our checks reject, as far as a schema can: it knows one page, no other.
Nothing in it is newer than draft 7, so that editors which stopped there understand it too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sphinx_policywiki.model import ArticleType, Relation, Status
from sphinx_policywiki.vocabulary import FIXED_OPTIONS

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Final = {"type": ["string", "number", "boolean", "null"]}
_LIST: Final = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_DATE: Final = {
    "anyOf": [
        {
            "type": "string",
            "pattern": r"^\s*(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?\s*$",
        },
        {"type": "integer", "minimum": 1000, "maximum": 9999},
        {"type": "null"},
    ]
}
_ADDRESS: Final = {
    "type": ["string", "null"],
    "pattern": (
        r"^\s*($|[Hh][Tt][Tt][Pp][Ss]?:|[Mm][Aa][Ii][Ll][Tt][Oo]:"
        r"|([Dd][Oo][Ii]:\s*)?10\.\d{4,9}/)"
    ),
}
_SLUG: Final = {
    "type": "string",
    "pattern": r"^(?!-)(?!.*--)(?!.*-$)[^A-Z\s!-,./:-@\[-`{-~\u2000-\u206f]+$",
}
_OF_OPTION: Final[Mapping[str, Mapping[str, Any]]] = {
    "topics": _LIST,
    "aliases": _LIST,
    "shared-aliases": _LIST,
    "former-slugs": _LIST,
    "authors": _LIST,
    "source-url": _ADDRESS,
    "archive-url": _ADDRESS,
    "published": _DATE,
    "updated": _DATE,
    "reviewed": _DATE,
}
_MEANINGS: Final = {
    "topics": "The subjects of the article.",
    "aliases": "Other names, by which links find the article too.",
    "shared-aliases": "Aliases that other articles have too, each of which says so.",
    "former-slugs": "Slugs that the article had; links with them go on to work.",
    "hatnote": "A sentence for readers who look for another article, with roles.",
    "title": "The title in links, lists and citations, if it is not the heading of the page.",
    "primary-source": "A key of the bibliography, or a text with a space in it.",
    "source-url": "The address of the primary source.",
    "archive-url": "The address of an archived copy.",
    "status": "How settled the matter is.",
    "status-note": "A sentence that is added to the notice of the status.",
    "superseded-by": "The article that takes the place of this one.",
    "authors": "Persons as Jane Doe or Doe, Jane; institutions in braces.",
    "published": "When the article was published: YYYY, YYYY-MM or YYYY-MM-DD.",
    "updated": "When the text last changed: YYYY, YYYY-MM or YYYY-MM-DD.",
    "reviewed": "When somebody last checked the article: YYYY, YYYY-MM or YYYY-MM-DD.",
    "version": "The version of the text, which citations name.",
}


def front_matter_schema(
    types: Mapping[str, ArticleType],
    relations: Mapping[str, Relation],
    statuses: Mapping[str, Status],
) -> dict[str, Any]:
    """Return the schema of the front matter of a page; keys of others are let through."""
    own: dict[str, Any] = {
        "type": {
            "description": "The type of the article.",
            "enum": list(types),
        },
        "slug": {
            "description": (
                "The name of the article in addresses: lower-case letters and digits, joined by "
                "hyphens. The default is the last part of the name of the page."
            ),
            **_SLUG,
        },
        "summary": {
            "description": "The summary, in Markdown.",
            **_TEXT,
        },
        **{name: _option(name, statuses) for name in FIXED_OPTIONS},
        **{
            relation.name: {"description": f"Articles: {relation.label}.", **_LIST}
            for relation in relations.values()
        },
    }
    return {
        "$schema": DIALECT,
        "title": "Front matter of an article of sphinx-policywiki",
        "type": "object",
        "properties": {
            "wiki": {
                "description": "The article that the page declares.",
                "type": "object",
                "required": ["type"],
                "properties": own,
                "allOf": [_of_type(type_, own) for type_ in types.values()],
            }
        },
    }


def _option(name: str, statuses: Mapping[str, Status]) -> dict[str, Any]:
    value = _OF_OPTION.get(name, _TEXT)
    if name == "status":
        value = {"enum": [*statuses, "", None]}
    return {"description": _MEANINGS.get(name, ""), **value}


def _of_type(type_: ArticleType, own: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rule that admits the fields of *type_*, and no key that nobody knows."""
    fields = {name: {"description": label, **_TEXT} for name, label in type_.fields.items()}
    rule: dict[str, Any] = {"propertyNames": {"enum": [*own, *fields]}}
    if fields:
        rule["properties"] = fields
    return {
        "if": {"properties": {"type": {"const": type_.name}}, "required": ["type"]},
        "then": rule,
    }
