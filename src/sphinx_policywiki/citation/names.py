"""Names of authors: parsing, and the forms that styles print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: Particles that belong to the family name (CSL 1.0.2, "non-dropping-particle").
_PARTICLES: Final = frozenset(
    [
        "af",
        "al",
        "am",
        "ap",
        "auf",
        "aus",
        "da",
        "dal",
        "de",
        "del",
        "della",
        "dem",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "il",
        "la",
        "las",
        "le",
        "los",
        "op",
        "te",
        "ten",
        "ter",
        "van",
        "vom",
        "von",
        "y",
        "zu",
        "zum",
        "zur",
    ]
)
_SUFFIX: Final = re.compile(r"(?:Jr|Sr)\.?|[IVX]{2,4}")


@dataclass(frozen=True, slots=True)
class Name:
    """A person (*family*, *given*, *particle*, *suffix*) or an institution (*literal*)."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def surname(self) -> str:
        """The name under which it is filed: family name with its particle."""
        return self.literal or " ".join(filter(None, (self.particle, self.family)))

    @property
    def initials(self) -> str:
        """The initials of the given names, with stops: ``J. R.``, ``J.-P.``."""
        parts = (
            "-".join(f"{piece[0]}." for piece in part.split("-") if piece)
            for part in self.given.split()
        )
        return " ".join(filter(None, parts))

    @property
    def in_order(self) -> str:
        """The name as it is spoken: ``Chris van Merwijk Jr``."""
        return " ".join(filter(None, (self.given, self.surname, self.suffix)))

    @property
    def inverted(self) -> str:
        """The name as it is filed, in full: ``van Merwijk, Chris, Jr.``."""
        return ", ".join(filter(None, (self.surname, self.given, self.suffix)))

    @property
    def inverted_initials(self) -> str:
        """The name as it is filed, with initials: ``van Merwijk, C., Jr.``."""
        return ", ".join(filter(None, (self.surname, self.initials, self.suffix)))


#: Stands at the end of a list of names that the record itself cuts short.
OTHERS: Final = Name(literal="et al.")


def parse_name(text: str) -> Name:
    """Return the name in *text*.

    ``Family, Given`` and ``Family, Given, Jr.`` are taken apart at the commas, ``Given
    Family`` before the last word and its particles; one word, or anything in ``{}``,
    is an institution.
    """
    text = " ".join(text.split())
    if text.startswith("{") and text.endswith("}"):
        return Name(literal=text[1:-1].strip())
    family, *rest = (part.strip() for part in text.split(","))
    if rest:
        return Name(family, rest[0], suffix=" ".join(rest[1:]))
    words = text.split()
    if not words[1:]:
        return Name(literal=text)
    suffix = words.pop() if words[2:] and _SUFFIX.fullmatch(words[-1]) else ""
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    family, particle = words[-1], " ".join(words[start:-1])
    return Name(family, " ".join(words[:start]), particle, suffix)


def conjoin(names: Sequence[str], last: str, *, serial_comma: bool) -> str:
    """Return *names* as a list with *last* (``and``, ``&``) before the last of them."""
    if not names[1:]:
        return "".join(names)
    if names[-1] == OTHERS.literal:
        return ", ".join(names)
    comma = "," if serial_comma else ""
    return f"{', '.join(names[:-1])}{comma} {last} {names[-1]}"
