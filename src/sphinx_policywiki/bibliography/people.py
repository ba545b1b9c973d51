"""Lists of names in BibTeX and BibLaTeX."""

from __future__ import annotations

import re
from typing import Final

from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database import Person

from sphinx_policywiki.bibliography import particles
from sphinx_policywiki.bibliography.latex import plain_text
from sphinx_policywiki.bibliography.problems import Report
from sphinx_policywiki.citation.names import OTHERS, Name

#: "family=Walt, given=Stéfan, prefix=van der" (biblatex manual, 3.6, "extended name format").
_PART: Final = re.compile(r"\s*(family|given|prefix|suffix|useprefix)(-i)?\s*=\s*(.*)", re.DOTALL)

#: Family name, suffix, given names (BibTeXing, section 4).
_MOST_PARTS: Final = 3


def names(value: str, report: Report) -> tuple[Name, ...]:
    """Return the names in *value*; *report* is told of a name that breaks the rules."""
    shown = (part.strip() for part in split_name_list(value))
    return tuple(_name(part, report) for part in shown if part)


def texts(value: str) -> str:
    """Return a list of publishers or places, with a semicolon between them (APA 7, 9.29)."""
    parts = (plain_text(part) for part in split_name_list(value))
    return "; ".join("et al." if part == "others" else part for part in parts if part)


def _name(value: str, report: Report) -> Name:
    if value == "others":
        return OTHERS
    parts = split_tex_string(value, ",")
    if _PART.fullmatch(parts[0]):
        return _of_parts(parts)
    if parts[_MOST_PARTS:]:
        report(
            f"the name {plain_text(value)!r} has more than two commas; names are separated by "
            '"and", and an institution stands in braces of its own'
        )
        return Name(literal=plain_text(value))
    return _of_person(Person(value))


def _of_person(person: Person) -> Name:
    first = [*person.first_names, *person.middle_names]
    given, family, particle, suffix = (
        plain_text(" ".join(part))
        for part in (first, person.last_names, person.prelast_names, person.lineage_names)
    )
    if not given and not particle:
        return Name(literal=family)
    return particles.split(Name(family, given, particle, suffix))


def _of_parts(parts: list[str]) -> Name:
    known: dict[str, str] = {}
    for part in parts:
        match = _PART.fullmatch(part)
        if match and not match[2]:
            known[match[1]] = plain_text(match[3].strip().strip('"'))
    family, given, prefix = (known.get(name, "") for name in ("family", "given", "prefix"))
    if not given and not prefix:
        return Name(literal=family)
    if known.get("useprefix") == "false":
        return Name(family, given, "", known.get("suffix", ""), dropping_particle=prefix)
    return Name(family, given, prefix, known.get("suffix", ""))
