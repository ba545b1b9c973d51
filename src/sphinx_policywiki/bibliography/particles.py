"""Particles that stand in the family or the given name itself, split off as CSL processors do.

CSL-JSON often has them typed into one field ("van der Walt"). The specification leaves open
what to do (CSL 1.0.2, appendix "Name variables"); the rules here are those of citeproc-js, so
that a list comes out as in Zotero: a leading word or a part that ends with a hyphen or an
apostrophe is a particle of the family name if it begins with a lower-case letter; a trailing
lower-case word of the given name is a dropping particle; what follows a comma in the given
name is a suffix. Quotes around the family name keep it whole.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sphinx_policywiki.citation.names import Name

_LEADING: Final = re.compile(r"([^ ]+[-ʻ’' ] *)(?=.)")
_TRAILING: Final = re.compile(r"(?<=.) ([^ ]+)$")


def split(name: Name) -> Name:
    """Return *name* with its particles and suffix in fields of their own."""
    if name.family[1:] and name.family.startswith('"') and name.family.endswith('"'):
        return replace(name, family=name.family[1:-1])
    if name.particle or not (name.family and name.given):
        return name
    particle, family = _leading(name.family)
    given, _comma, suffix = name.given.partition(",")
    given, dropping = _trailing(given.rstrip())
    return replace(
        name,
        family=family,
        particle=particle,
        given=given,
        suffix=name.suffix or suffix.lstrip("!").strip(),
        dropping_particle=name.dropping_particle or dropping,
    )


def _leading(family: str) -> tuple[str, str]:
    start = 0
    while (match := _LEADING.match(family, start)) and _is_lower(match[1]):
        start = match.end()
    return family[:start].strip(), family[start:]


def _trailing(given: str) -> tuple[str, str]:
    end = len(given)
    while (match := _TRAILING.search(given[:end])) and _is_lower(match[1]):
        end = match.start()
    return given[:end], given[end:].strip()


def _is_lower(word: str) -> bool:
    first = word.lstrip("-'ʻ’ ")[:1]
    return first.upper() != first
