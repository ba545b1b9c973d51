"""Names of authors: parsing, and the forms that styles print."""

from __future__ import annotations

import re
import unicodedata
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
    """A person or an institution (*literal*).

    Of a person's *particle* CSL says that it is filed with the family name ("van der
    Walt"), of a *dropping_particle* that it is not ("Humboldt, Alexander von").
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    dropping_particle: str = ""

    @property
    def surname(self) -> str:
        """The name under which it is filed: family name with its particle."""
        return self.literal or _spaced(self.particle, self.family)

    @property
    def initials(self) -> str:
        """The initials of the given names, with stops: ``J. R.``, ``J.-P.``."""
        return initials(self.given)

    @property
    def in_order(self) -> str:
        """The name as it is spoken: ``Chris van Merwijk Jr``."""
        return spoken(self, self.given)

    @property
    def inverted(self) -> str:
        """The name as it is filed, in full: ``van Merwijk, Chris, Jr.``."""
        return ", ".join(filter(None, (self.surname, self._behind(self.given), self.suffix)))

    @property
    def inverted_initials(self) -> str:
        """The name as it is filed, with initials: ``van Merwijk, C., Jr.``."""
        return ", ".join(filter(None, (self.surname, self._behind(self.initials), self.suffix)))

    def _behind(self, given: str) -> str:
        return _spaced(given, self.dropping_particle)


def _spaced(*parts: str) -> str:
    """Return the parts that are there with spaces, none after an apostrophe or a hyphen."""
    text = ""
    for part in filter(None, parts):
        text += part if not text or text.endswith(("’", "'", "ʻ", "-")) else f" {part}"
    return text


def initials(given: str, stop: str = ". ", *, hyphens: bool = False) -> str:
    """Return the initials of *given*, each with *stop* after it.

    ``". "`` makes "J. R.", ``"."`` "J.R.", ``""`` "JR"; hyphens stay as in "J.-P."
    (without stops if *hyphens* says so), and so does a name that is no Latin, Greek or
    Cyrillic one. Abbreviations stay whole ("Ch."), as do words in lower case ("J. de"),
    and "Fei-fei" is one name (all as CSL processors have it).
    """
    if not is_romanesque(given):
        return given
    mark = stop.rstrip()
    hyphen = "-" if mark or hyphens else ""
    words = _INITIAL_STOP.sub(". ", given).replace("‐", "-").split()
    shown = (_initials_of(word, mark, hyphen) for word in words)
    return " ".join((" " if stop.endswith(" ") else "").join(shown).split())


def _initials_of(word: str, mark: str, hyphen: str) -> str:
    first, *others = [piece for piece in word.split("-") if piece] or [word]
    pieces = [first, *(piece for piece in others if piece[0].isupper())]
    shown = hyphen.join(_initial(piece, mark) for piece in pieces)
    return shown if first[0].isupper() else f" {shown} "


def _initial(piece: str, mark: str) -> str:
    if piece.endswith("."):
        return piece[:-1] + mark
    return f"{piece[0]}{mark}" if piece[0].isupper() else piece


def in_full(given: str) -> str:
    """Return *given* as it is, with a stop and a space after each initial: "John R. R."."""
    stopped = _LONE_LETTER.sub(lambda match: f"{match[0]}.", given)
    return _INITIAL_STOP.sub(". ", stopped)


#: A capital that stands for a name and lacks its stop: "John R".
_LONE_LETTER: Final = re.compile(r"(?<![\w’'])[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω](?![\w.’'])")
#: Initials that are typed without spaces: "J.R.R.".
_INITIAL_STOP: Final = re.compile(r"\.(?=\w)")


def is_romanesque(text: str) -> bool:
    """Say whether *text* is of a script whose names have an order and initials.

    Chinese, Japanese and Korean names are printed as they are (Chicago 8.16, 14.72).
    """
    return not any(unicodedata.east_asian_width(char) in "WF" for char in text)


def spoken(name: Name, given: str) -> str:
    """Return *name* in the order of speech, with *given* for its given names."""
    if name.literal:
        return name.literal
    if not is_romanesque(name.family):
        return f"{name.particle}{name.family}{given}"
    return _spaced(given, name.dropping_particle, name.particle, name.family, name.suffix)


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
