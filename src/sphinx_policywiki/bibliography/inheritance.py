"""Fields that entries take over from others: ``crossref`` and ``xdata``.

The rules are biblatex's defaults (manual, appendix B, "Default Inheritance Setup"). ``xref``
passes nothing on (manual, 2.4.1.2).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sphinx_policywiki.bibliography.bibfile import Entry
from sphinx_policywiki.bibliography.problems import Found

_OWN: Final = frozenset(
    [
        "ids",
        "crossref",
        "xref",
        "xdata",
        "entryset",
        "entrysubtype",
        "execute",
        "label",
        "options",
        "presort",
        "related",
        "relatedoptions",
        "relatedstring",
        "relatedtype",
        "shorthand",
        "shorthandintro",
        "sortkey",
    ]
)
_DATES: Final = frozenset({"date", "year", "month", "day"})
_TITLES_ONLY_HERE: Final = ("shorttitle", "sorttitle", "indextitle", "indexsorttitle")
_IN_BOOK: Final = frozenset({"inbook", "bookinbook", "suppbook"})
_IN_COLLECTION: Final = frozenset({"incollection", "inreference", "suppcollection"})
_IN_PROCEEDINGS: Final = frozenset({"inproceedings", "conference"})


def _becomes(kind: str) -> dict[str, str]:
    return {
        "title": f"{kind}title",
        "subtitle": f"{kind}subtitle",
        "titleaddon": f"{kind}titleaddon",
        **dict.fromkeys(_TITLES_ONLY_HERE, ""),
    }


#: Types of parents and children, and what the fields of the parent are for the child.
_RULES: Final = (
    ({"mvbook"}, {"book"} | _IN_BOOK, _becomes("main")),
    (
        {"mvcollection", "mvreference"},
        {"collection", "reference"} | _IN_COLLECTION,
        _becomes("main"),
    ),
    ({"mvproceedings"}, {"proceedings"} | _IN_PROCEEDINGS, _becomes("main")),
    ({"book"}, _IN_BOOK, _becomes("book")),
    ({"collection", "reference"}, _IN_COLLECTION, _becomes("book")),
    ({"proceedings"}, _IN_PROCEEDINGS, _becomes("book")),
    ({"periodical"}, {"article", "suppperiodical"}, _becomes("journal")),
)


def complete(entries: list[Entry], found: Found) -> list[Entry]:
    """Return *entries* with what they inherit; a parent that is missing is reported."""
    by_key: dict[str, Entry] = {}
    for entry in entries:
        by_key.setdefault(entry.key, entry)
    done: dict[str, Entry] = {}
    for entry in entries:
        for name, key in _parents(entry):
            if key in by_key:
                _finish(key, by_key, done)
            else:
                problem = f"entry {entry.key}: {name} names {key!r}, which this file does not have"
                found.report(entry.line, problem)
    return [_merged(entry, done) for entry in entries]


def _parents(entry: Entry) -> list[tuple[str, str]]:
    return [
        (name, key)
        for name in ("xdata", "crossref")
        for key in map(str.strip, entry.fields.get(name, "").split(","))
        if key
    ]


def _finish(key: str, by_key: dict[str, Entry], done: dict[str, Entry]) -> None:
    """Complete the entry of *key*, its parents first; a circle of parents is cut."""
    path = {key: None}
    while path:
        last = next(reversed(path))
        keys = (parent for _name, parent in _parents(by_key[last]))
        ahead = next((k for k in keys if k in by_key and k not in done and k not in path), None)
        if ahead is not None:
            path[ahead] = None
        else:
            done.setdefault(last, _merged(by_key[last], done))
            del path[last]


def _merged(entry: Entry, done: dict[str, Entry]) -> Entry:
    fields = dict(entry.fields)
    for name, key in _parents(entry):
        if (parent := done.get(key)) is not None:
            _inherit(fields, parent.fields, _renamed(parent, entry) if name == "crossref" else {})
    return replace(entry, fields=fields)


def _renamed(parent: Entry, child: Entry) -> dict[str, str]:
    for parents, children, names in _RULES:
        if parent.type in parents and child.type in children:
            return names
    return {}


def _inherit(fields: dict[str, str], parent: dict[str, str], renamed: dict[str, str]) -> None:
    """Put what *parent* has into *fields*, unless it is there: a date only as a whole."""
    dated = not _DATES.isdisjoint(fields)
    for name, value in parent.items():
        target = renamed.get(name, name)
        if target and name not in _OWN and not (dated and name in _DATES):
            fields.setdefault(target, value)
