"""Reading CSL-JSON and CSL-YAML (CSL-data schema 1.0.2)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml

from sphinx_policywiki.bibliography.problems import Broken
from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.model import PartialDate


def read(name: str, text: str) -> tuple[list[Source], list[Broken]]:
    """Return the sources in *text*, and what could not be read of the file *name*."""
    try:
        data = json.loads(text) if name.lower().endswith(".json") else yaml.safe_load(text)
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        line = getattr(error, "lineno", 0)
        if (mark := getattr(error, "problem_mark", None)) is not None:
            line = mark.line + 1
        return [], [Broken(name, line, f"cannot be read: {error}")]
    items = (data.get("references") or []) if isinstance(data, dict) else data or []
    sources: list[Source] = []
    broken: list[Broken] = []
    for number, item in enumerate(items if isinstance(items, list) else [items], start=1):
        try:
            sources.append(_source(item))
        except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
            key = item.get("id") if isinstance(item, dict) else None
            broken.append(Broken(name, 0, f"entry {key or number}: {error!r}"))
    return sources, broken


def _source(item: Mapping[str, Any]) -> Source:
    def text(name: str) -> str:
        return " ".join(str(item.get(name, "") or "").split())

    if not text("id") or not text("title"):
        msg = "it needs an id and a title"
        raise ValueError(msg)
    return Source(
        key=text("id"),
        type=text("type") or "document",
        title=text("title"),
        authors=tuple(map(_name, item.get("author", ()))),
        editors=tuple(map(_name, item.get("editor", ()))),
        issued=_date(item.get("issued")),
        container_title=text("container-title"),
        publisher=text("publisher"),
        genre=text("genre"),
        number=text("number"),
        volume=text("volume"),
        issue=text("issue"),
        pages=text("page"),
        edition=text("edition"),
        version=text("version"),
        doi=text("DOI"),
        url=text("URL"),
    )


def _name(name: Mapping[str, str]) -> Name:
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    return Name(
        str(name.get("family") or ""),
        str(name.get("given") or ""),
        str(particle),
        str(name.get("suffix") or ""),
        str(name.get("literal") or ""),
    )


def _date(value: Any) -> PartialDate | None:
    if not value:
        return None
    if isinstance(value, Mapping) and value.get("date-parts"):
        parts = [int(part) for part in value["date-parts"][0]]
        for number in range(len(parts), 0, -1):
            try:
                return PartialDate(*parts[:number])
            except ValueError:  # a season, or a day that never was: say less
                continue
        return None
    text = value.get("raw") or value.get("literal") if isinstance(value, Mapping) else value
    return PartialDate.parse(str(text))
