"""The items of a CSL-YAML file as plain data, with their lines.

The data are built from PyYAML's events, not by its constructors: scalars stay as they are
written ("no", "1.10" and "2020-01" are texts), each item has its line, the items before an
error are kept, and nothing recurses, so that no nesting is too deep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import yaml

from sphinx_policywiki.bibliography.items import WRAPPERS
from sphinx_policywiki.bibliography.lines import Lines
from sphinx_policywiki.bibliography.problems import Found

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: Items need four levels; from some thousand on libyaml gets slow.
_DEEPEST: Final = 32
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
#: Ends of lines for YAML 1.1 alone; neither YAML 1.2 nor any editor counts them.
_NO_BREAK: Final = re.compile("[\x85\u2028\u2029]")
_BEGINS: Final = re.compile(r"^( *)-(?=[ \r\n])", re.MULTILINE)


def from_yaml(text: str, found: Found) -> Iterator[tuple[int, Any]]:
    """Yield the items of CSL-YAML; what is broken is reported to *found*."""
    text = _NO_BREAK.sub(" ", text)
    builder = _Builder()
    try:
        yield from builder.read(text)
    except (yaml.YAMLError, ValueError) as error:
        broken = builder.line or _line(error, text)
        found.report(broken, f"{builder.name} is no valid YAML: {_said(error, text)}")
        if builder.column >= 0:
            yield from _after(text, broken, builder.column, found)


def _after(text: str, broken: int, column: int, found: Found) -> Iterator[tuple[int, Any]]:
    """Yield the items that begin at *column* below the line *broken*, each read by itself."""
    lines = Lines(text)
    begins = (match.start() for match in _BEGINS.finditer(text) if len(match[1]) == column)
    later = [begin for begin in begins if lines.at(begin) > broken]
    for begin, end in pairwise([*later, len(text)]):
        before = lines.at(begin) - 1
        builder = _Builder()
        try:
            yield from ((before + line, item) for line, item in builder.read(text[begin:end]))
        except (yaml.YAMLError, ValueError) as error:
            said = _said(error, text[begin:end], before)
            found.report(before + 1, f"{builder.name} is no valid YAML: {said}")


def _line(error: Exception, text: str) -> int:
    """Return the line of *error* in *text*; libyaml counts one more where it ends."""
    mark = getattr(error, "problem_mark", None)
    return min(mark.line + 1, len(text.splitlines())) if mark is not None else 0


def _first_line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _said(error: Exception, text: str, before: int = 0) -> str:
    line = _line(error, text)
    where = f" in line {before + line}" if line else ""
    return f"{getattr(error, 'problem', None) or 'a character that cannot stand there'}{where}"


@dataclass(slots=True)
class _Open:
    """A list or an object that is being read, and the key that waits for its value."""

    value: Any
    line: int
    key: str | None = None


class _Builder:
    """Builds data from events; hands out the items of the list as they are complete.

    *column* is where the items of the list begin, -1 before there is one.
    """

    def __init__(self) -> None:
        self.column = -1
        self._stack: list[_Open] = []
        self._list: _Open | None = None
        self._anchors: dict[str, Any] = {}
        self._ready: list[tuple[int, Any]] = []

    @property
    def line(self) -> int:
        """The line where the item begins that is being read; 0 between items."""
        item = self._item()
        return item.line if item else 0

    @property
    def name(self) -> str:
        """What messages call the item that is being read."""
        item = self._item()
        key = item.value.get("id") if item and isinstance(item.value, dict) else None
        return f"entry {key}" if isinstance(key, str) else "what stands here"

    def _item(self) -> _Open | None:
        within = False
        for opened in self._stack:
            if within:
                return opened
            within = opened is self._list
        return None

    def read(self, text: str) -> Iterator[tuple[int, Any]]:
        """Yield the items in *text* with their lines."""
        for event in yaml.parse(text, Loader=_LOADER):
            self._take(event)
            yield from self._ready
            self._ready.clear()

    def _take(self, event: Any) -> None:
        match event:
            case yaml.ScalarEvent():
                null = event.implicit[0] and event.value in _NULLS
                self._put(None if null else event.value, _first_line(event), event.anchor)
            case yaml.AliasEvent():
                self._put(self._anchors.get(str(event.anchor)), _first_line(event))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._open(event)
            case yaml.CollectionEndEvent():
                done = self._stack.pop()
                self._put(None if done is self._list else done.value, done.line)

    def _open(self, event: Any) -> None:
        if len(self._stack) > _DEEPEST:
            raise yaml.MarkedYAMLError(
                problem="it is nested too deeply", problem_mark=event.start_mark
            )
        value: Any = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        opened = _Open(value, _first_line(event))
        if event.anchor:
            self._anchors[event.anchor] = value
        wrapped = len(self._stack) == 1 and self._stack[0].key in WRAPPERS
        if self._list is None and isinstance(value, list) and (wrapped or not self._stack):
            self._list = opened
            self.column = event.start_mark.column
        self._stack.append(opened)

    def _put(self, value: Any, line: int, anchor: str | None = None) -> None:
        if anchor:
            self._anchors[anchor] = value
        if not self._stack:
            self._end_document(value, line)
            return
        last = self._stack[-1]
        if last is self._list:
            self._ready.append((line, value))
        elif isinstance(last.value, list):
            last.value.append(value)
        elif last.key is None:
            last.key = value if isinstance(value, str) else ""
        else:
            _set(last.value, last.key, value)
            last.key = None

    def _end_document(self, value: Any, line: int) -> None:
        if self._list is None and value is not None and set(value) - set(WRAPPERS):
            self._ready.append((line, value))
        self._list = None


def _set(mapping: dict[str, Any], key: str, value: Any) -> None:
    """Set *key*; ``<<`` takes over another mapping (YAML 1.1, "Merge Key")."""
    if key == "<<" and isinstance(value, dict):
        for name in value:
            mapping.setdefault(name, value[name])
    else:
        mapping[key] = value
