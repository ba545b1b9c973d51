"""Reading the ``articles.json`` of an earlier edition, which may be anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sphinx_policywiki.characters import legible

#: The form of ``articles.json`` and of its check sums; another number for another meaning.
FORMAT: Final = 1
_TEXT: Final = ("slug", "title", "content")
#: The keys that are compared, with what stands for one that is missing or of another kind.
_DEFAULTS: Final[dict[str, Any]] = {
    "slug": "", "type": "", "title": "", "status": "", "status_note": "", "topics": [],
    "aliases": [], "former_slugs": [], "relations": {}, "fields": {}, "summary": "",
    "authors": [], "published": "", "updated": "", "reviewed": "", "version": "",
    "primary_source": "", "source_url": "", "archive_url": "", "superseded_by": "",
    "content": "", "prose": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier edition: its name, if it had one, and its articles."""

    edition: str
    articles: tuple[Mapping[str, Any], ...]


def read_earlier(path: Path) -> Earlier:
    """Return the edition in the file at *path*.

    :raises ValueError: if it cannot be read; the message says why, as a clause.
    """
    try:
        data = _legible(json.loads(path.read_bytes()))
    except OSError as error:
        msg = f"it cannot be read ({error.strerror or error})"
        raise ValueError(msg) from None
    except (ValueError, RecursionError) as error:
        msg = f"it is not JSON ({error})"
        raise ValueError(msg) from None
    if not isinstance(data, dict) or not isinstance(data.get("articles"), list):
        msg = "it has no list of articles; it should be an articles.json of this extension"
        raise ValueError(msg)
    if data.get("format") != FORMAT:
        msg = (
            f"its format is {data.get('format')!r}, not {FORMAT}; build the earlier edition again "
            "with this release of sphinx-policywiki"
        )
        raise ValueError(msg)
    articles = tuple(_entry(n, entry) for n, entry in enumerate(data["articles"], 1))
    return Earlier(_text(data.get("edition")), articles)


def _legible(data: Any) -> Any:
    """Return *data* with marks for what no text can have."""
    match data:
        case str():
            return legible(data)
        case list():
            return [_legible(value) for value in data]
        case dict():
            return {legible(key): _legible(value) for key, value in data.items()}
    return data


def _entry(number: int, entry: object) -> Mapping[str, Any]:
    found = entry if isinstance(entry, dict) else {}
    for key in _TEXT:
        if not _text(found.get(key)):
            msg = f"article {number} in it has no {key!r}"
            raise ValueError(msg)
    return {key: _like(found.get(key), default) for key, default in _DEFAULTS.items()}


def _like(value: Any, default: Any) -> Any:
    if isinstance(value, list) and isinstance(default, list):
        return [item for item in value if isinstance(item, str)]
    return value if isinstance(value, type(default)) else default


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
