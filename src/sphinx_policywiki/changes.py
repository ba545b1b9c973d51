"""What has changed between two editions of a wiki, as their ``articles.json`` have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Entry = Mapping[str, Any]

NEW: Final = "new"
CHANGED: Final = "changed"
RENAMED: Final = "renamed"
GONE: Final = "gone"
#: What is compared: of the first the values are told, of the others only that they differ.
VALUES: Final = ("title", "type", "status")
PARTS: Final = (
    "status_note",
    "superseded_by",
    "summary",
    "prose",
    "relations",
    "topics",
    "aliases",
    "sources",
    "fields",
    "authors",
)
DATES: Final = ("published", "updated", "reviewed", "version")
_SOURCES: Final = ("primary_source", "source_url", "archive_url")


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in an article; *old* and *new* are empty where only that is told."""

    key: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one article.

    *slug* is that of the new edition, or of the old one if the article is gone;
    *successor* is then the slug of the article that has its place, if there is one.
    """

    kind: str
    slug: str
    title: str
    old_slug: str = ""
    differences: tuple[Difference, ...] = ()
    successor: str = ""


def changes(old: Iterable[Entry], new: Iterable[Entry]) -> list[Change]:
    """Return what happened to every article that is not as it was, in the order of *new*."""
    before = {entry["slug"]: entry for entry in old}
    after = {entry["slug"]: entry for entry in new}
    renamed = _renamed(before, after)
    found = [_change(before, entry, renamed.get(slug, slug)) for slug, entry in after.items()]
    lost = (slug for slug in before if slug not in after and slug not in renamed.values())
    gone = [_gone(before[slug], after) for slug in lost]
    return [change for change in found if change is not None] + gone


def _renamed(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> dict[str, str]:
    """Return by new slug the old slug of articles that have another slug now.

    Their authors say so by ``former_slugs``, or nothing else of them has changed.
    """
    lost = {slug: entry for slug, entry in before.items() if slug not in after}
    added = {slug: entry for slug, entry in after.items() if slug not in before}
    found: dict[str, str] = {}
    for slug, entry in added.items():
        known = (old for old in entry["former_slugs"] if old in lost)
        if (old := next((o for o in known if o not in found.values()), "")) != "":
            found[slug] = old
    lost = {slug: entry for slug, entry in lost.items() if slug not in found.values()}
    added = {slug: entry for slug, entry in added.items() if slug not in found}
    olds, news = _by_content(lost), _by_content(added)
    return found | {news[content]: olds[content] for content in news if content in olds}


def _by_content(entries: Mapping[str, Entry]) -> dict[str, str]:
    """Return the slugs by the check sums that no other article has."""
    counts = Counter(entry["content"] for entry in entries.values())
    return {e["content"]: slug for slug, e in entries.items() if counts[e["content"]] == 1}


def _change(before: Mapping[str, Entry], entry: Entry, old_slug: str) -> Change | None:
    slug, title = entry["slug"], entry["title"]
    if old_slug not in before:
        return Change(NEW, slug, title)
    old = before[old_slug]
    same = old["content"] == entry["content"]
    if same and old_slug == slug:
        return None
    differences = () if same else tuple(_differences(old, entry))
    return Change(CHANGED if old_slug == slug else RENAMED, slug, title, old_slug, differences)


def _gone(entry: Entry, after: Mapping[str, Entry]) -> Change:
    slug = entry["slug"]
    taken_in = (other["slug"] for other in after.values() if slug in other["former_slugs"])
    successor = next(taken_in, entry["superseded_by"] or "")
    successor = successor if successor in after else ""
    return Change(GONE, slug, entry["title"], slug, successor=successor)


def _differences(old: Entry, new: Entry) -> Iterator[Difference]:
    for key in VALUES:
        if old[key] != new[key]:
            yield Difference(key, old[key], new[key])
    for key in PARTS:
        if _part(old, key) != _part(new, key):
            yield Difference(key)
    for key in DATES:
        before, after = old[key] or "", new[key] or ""
        if before != after:
            yield Difference(key, before, after)


def _part(entry: Entry, key: str) -> Any:
    return [entry[name] for name in _SOURCES] if key == "sources" else entry[key] or ""
