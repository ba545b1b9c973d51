"""The words of a wiki: its types of articles, relations and statuses.

Each has built-in entries, over which the configuration is merged entry by entry.
Every function raises ValueError with a sentence for the author of ``conf.py``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from sphinx_policywiki.model import ArticleType, Relation, Status

ANY_TYPE: Final = "*"
SEVERITIES: Final = ("note", "warning", "danger")
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

#: Options that every article directive has, beside relations and fields of its type.
FIXED_OPTIONS: Final = (
    "topics",
    "aliases",
    "shared-aliases",
    "former-slugs",
    "hatnote",
    "title",
    "primary-source",
    "source-url",
    "archive-url",
    "status",
    "status-note",
    "superseded-by",
    "authors",
    "published",
    "updated",
    "reviewed",
    "version",
)

ARTICLE_TYPES: Final[dict[str, dict[str, Any]]] = {
    "concept": {"label": "Concept", "plural": "Concepts"},
    "instrument": {"label": "Instrument", "plural": "Instruments"},
    "actor": {"label": "Actor", "plural": "Actors"},
}
RELATIONS: Final[dict[str, dict[str, Any]]] = {
    "uses": {
        "label": "Uses",
        "inverse": "Used by",
        "source_types": ["instrument", ANY_TYPE],
        "target_types": ["concept", ANY_TYPE],
        "counted": True,
    },
    "issued-by": {
        "label": "Issued by",
        "inverse": "Issued",
        "source_types": ["instrument", ANY_TYPE],
        "target_types": ["actor"],
    },
    "broader": {"label": "Broader", "inverse": "Narrower"},
    "related": {"label": "Related", "symmetric": True, "by_type": True},
}
STATUSES: Final[dict[str, dict[str, Any]]] = {
    "settled": {"label": "Settled"},
    "emerging": {"label": "Emerging"},
    "contested": {
        "label": "Contested",
        "notice": "What this article describes is contested.",
        "severity": "warning",
    },
    "superseded": {
        "label": "Superseded",
        "notice": "What this article describes has been superseded.",
        "severity": "warning",
    },
    "draft": {"label": "Draft", "notice": "This article is a draft.", "severity": "note"},
}


def article_types(given: Mapping[Any, Any]) -> dict[str, ArticleType]:
    """Return the types of articles, those of *given* merged over the built-in ones."""
    return {
        name: _article_type(name, entry) for name, entry in _merged(ARTICLE_TYPES, given).items()
    }


def relations(given: Mapping[Any, Any], types: Mapping[str, ArticleType]) -> dict[str, Relation]:
    """Return both directions of every relation, by name.

    ``inverse`` is the name or the label of the other direction, which may also be
    configured by itself; without it, the other direction is ``RELATION-of``. Only the
    computed direction is counted: what an article names itself needs no count.
    """
    entries = _merged(RELATIONS, given)
    result: dict[str, Relation] = {}
    for name, entry in entries.items():
        _check_keys(
            name, entry, "label inverse symmetric source_types target_types counted by_type"
        )
        sources, targets = (_types(name, entry, s, types) for s in ("source_types", "target_types"))
        if name in result:
            if entry.get("inverse") and _inverse_name(name, entry) != result[name].inverse:
                msg = f"{name!r} is the inverse of {result[name].inverse!r} already"
                raise ValueError(msg)
            continue
        if entry.get("symmetric") and entry.get("inverse"):
            msg = f"{name!r} is symmetric and so can have no inverse"
            raise ValueError(msg)
        inverse = name if _flag(name, entry, "symmetric") else _inverse_name(name, entry)
        if inverse != name and inverse in result:
            msg = f"{name!r} has the inverse {inverse!r}, which is another relation already"
            raise ValueError(msg)
        counted, by_type = (_flag(name, entry, key) for key in ("counted", "by_type"))
        own_counted = counted and inverse == name
        result[name] = Relation(
            name, entry["label"], inverse, sources, targets, own_counted, by_type
        )
        if inverse != name:
            label = entries.get(inverse, {}).get("label") or _inverse_label(inverse, entry)
            result[inverse] = Relation(inverse, label, name, targets, sources, counted, by_type)
    for name in result:
        if name in FIXED_OPTIONS:
            msg = f"{name!r} is an option of every article already; choose another name"
            raise ValueError(msg)
    return result


def statuses(given: Mapping[Any, Any]) -> dict[str, Status]:
    """Return the statuses, those of *given* merged over the built-in ones."""
    result = {}
    for name, entry in _merged(STATUSES, given).items():
        _check_keys(name, entry, "label notice severity")
        severity = entry.get("severity", "note")
        if severity not in SEVERITIES:
            msg = f"{name!r} has the severity {severity!r}; known are {', '.join(SEVERITIES)}"
            raise ValueError(msg)
        result[name] = Status(name, entry["label"], _text(name, entry, "notice"), severity)
    return result


def _merged(
    builtin: Mapping[str, Mapping[str, Any]], given: Mapping[Any, Any]
) -> dict[str, dict[str, Any]]:
    merged = {name: dict(entry) for name, entry in builtin.items()}
    for name, entry in given.items():
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            msg = f"{name!r} is no name; write lower-case letters, digits and hyphens"
            raise ValueError(msg)
        if not isinstance(entry, Mapping):
            msg = f"{name!r} is {entry!r}; write a dictionary such as {{'label': 'Name'}}"
            raise ValueError(msg)
        merged.setdefault(name, {}).update(entry)
        merged[name].setdefault("label", name.replace("-", " ").capitalize())
        _text(name, merged[name], "label")
    return merged


def _article_type(name: str, entry: Mapping[str, Any]) -> ArticleType:
    _check_keys(name, entry, "label plural fields csl_type")
    fields = entry.get("fields", {})
    if not isinstance(fields, Mapping) or not all(
        isinstance(option, str) and _NAME.fullmatch(option) and isinstance(label, str)
        for option, label in fields.items()
    ):
        msg = f"{name!r} has the fields {fields!r}; write {{'option-name': 'Label', …}}"
        raise ValueError(msg)
    return ArticleType(
        name,
        entry["label"],
        _text(name, entry, "plural") or entry["label"] + "s",
        dict(fields),
        _text(name, entry, "csl_type") or "entry-encyclopedia",
    )


def _text(name: str, entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        msg = f"{name!r} has the {key} {value!r}; write a string"
        raise ValueError(msg)
    return value


def _check_keys(name: str, entry: Mapping[str, Any], known: str) -> None:
    for key in entry:
        if key not in known.split():
            msg = f"{name!r} has the unknown key {key!r}; known are {', '.join(known.split())}"
            raise ValueError(msg)


def _types(
    name: str, entry: Mapping[str, Any], side: str, types: Mapping[str, ArticleType]
) -> tuple[str, ...]:
    value = entry.get(side, [])
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list | tuple):
        msg = f"{name!r} has the {side} {value!r}; write a list of types"
        raise ValueError(msg)
    for type_name in listed:
        if type_name != ANY_TYPE and type_name not in list(types):
            msg = f"{name!r} has the {side} {type_name!r}; known are {', '.join(types)}"
            raise ValueError(msg)
    return tuple(listed)


def _flag(name: str, entry: Mapping[str, Any], key: str) -> bool:
    value = entry.get(key, False)
    if not isinstance(value, bool):
        msg = f"{name!r} has {key} {value!r}; write True or False"
        raise ValueError(msg)
    return value


def _inverse_name(name: str, entry: Mapping[str, Any]) -> str:
    label = _text(name, entry, "inverse") or f"{name}-of"
    inverse = re.sub(r"[\s_]+", "-", label.strip().lower())
    if not _NAME.fullmatch(inverse):
        msg = f"{name!r} has the inverse {label!r}; write a name such as 'used-by' or 'Used by'"
        raise ValueError(msg)
    return inverse


def _inverse_label(inverse: str, entry: Mapping[str, Any]) -> str:
    given = str(entry.get("inverse", ""))
    return given if given and given != inverse else inverse.replace("-", " ").capitalize()


def check_fields(types: Mapping[str, ArticleType], known: Mapping[str, Relation]) -> None:
    """Check that no field of *types* takes the name of another option."""
    for type_ in types.values():
        for name in type_.fields:
            if name in FIXED_OPTIONS:
                msg = f"{name!r} is an option of every article already; choose another name"
                raise ValueError(msg)
            if name in known:
                msg = f"{name!r} is both a relation and a field of {type_.name!r}; rename the field"
                raise ValueError(msg)
