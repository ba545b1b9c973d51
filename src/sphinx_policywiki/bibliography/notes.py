"""Variables that Zotero has no field for and keeps in the note: "DOI: 10.1000/1".

Zotero's manual, "Citing Fields from Extra"; the rules are those of citeproc-js: the variables
stand a line each at the start of the note, or after a first line of text, or anywhere as
``{:DOI: 10.1000/1}``; they count where the item itself says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

_INLINE: Final = re.compile(r"\{:([-_a-z]+|[A-Z]+):\s*([^}]+)\}")
_LINE: Final = re.compile(r"([-_a-z]+|[A-Z]+):\s*([^}]+)")
_NAMES: Final = frozenset({"author", "editor", "translator"})
_DATES: Final = frozenset({"issued", "accessed"})


def spread(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return *item* with the variables that its note holds, and the note without them."""
    note = item.get("note")
    if not isinstance(note, str) or ":" not in note:
        return dict(item)
    found: dict[str, Any] = {}
    for name, value in _INLINE.findall(note):
        _add(found, name, value.strip())
    lines = _INLINE.sub("", note).splitlines()
    kept: list[str] = []
    for number, line in enumerate(lines):
        match = _LINE.fullmatch(line)
        if match:
            _add(found, match[1], match[2].strip())
        elif line.strip() and number:
            kept += lines[number:]
            break
        else:
            kept.append(line)
    changed = {name: value for name, value in found.items() if name == "type" or not item.get(name)}
    return {**item, **changed, "note": "\n".join(kept).strip()}


def _add(found: dict[str, Any], name: str, value: str) -> None:
    if name not in _NAMES:
        found[name] = {"raw": value} if name in _DATES else value
        return
    family, bars, given = (part.strip() for part in value.partition("||"))
    person = {"family": family, "given": given} if bars else {"literal": family}
    found.setdefault(name, []).append(person)
