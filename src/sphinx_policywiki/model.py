"""Plain data: what an article, a type, a relation, a status and a source are.

Nothing here imports Sphinx or docutils, so that the data can be pickled by any
reader process and the rules tested by themselves.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Final

_ISO_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
#: Signs that nobody sees, which Unicode ignores in comparisons (UAX #44, Default_Ignorable).
_UNSEEN: Final = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff"
)
#: Of these, the one that parts words, as in Persian, stays in slugs as a hyphen.
_NOT_IN_SLUGS: Final = re.compile(f"(?!\u200c)[{_UNSEEN}]")
_NOT_IN_KEYS: Final = re.compile(rf"[\s\-_\u2010-\u2015{_UNSEEN}]+")
_QUOTES: Final = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})


class Record:
    """Data that is kept with the environment: pickled by its fields in order.

    A dataclass with slots is pickled by a loop over the descriptions of its fields, which
    costs three times as much, and a wiki has a hundred thousand of them.
    """

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Return the class and its arguments."""
        return type(self), tuple(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, order=True, slots=True)
class PartialDate(Record):
    """A date known to the year, the month or the day (ISO 8601, reduced precision).

    A month or day that is not known is 0.
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        """Refuse days that never were, and a day without its month."""
        if self.day and not self.month:
            msg = f"{self.year}: a day needs a month"
            raise ValueError(msg)
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Return the date that *text* gives as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        :raises ValueError: if *text* has another form or names a day that never was.
        """
        match = _ISO_DATE.fullmatch(text.strip())
        if match is None:
            msg = f"{text!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"
            raise ValueError(msg)
        year, month, day = (int(part or 0) for part in match.groups())
        if (match[2] and not month) or (match[3] and not day):
            msg = f"{text!r} is not a date; months and days begin with 01"
            raise ValueError(msg)
        return cls(year, month, day)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class ArticleType:
    """A kind of article: ``concept``, ``instrument``, ``actor`` or a configured one.

    *fields* maps the name of an extra option to the label of its row.
    """

    name: str
    label: str
    plural: str
    fields: dict[str, str] = field(default_factory=dict)
    csl_type: str = "entry-encyclopedia"


@dataclass(frozen=True, slots=True)
class Relation:
    """One direction of a relation between articles.

    *inverse* names the other direction (the relation itself if it is symmetric).
    *source_types* and *target_types* list the types that may stand on each side;
    empty, or with ``*`` in it, any type may. A *counted* relation shows how many
    articles there are, and shows that there are none on the types that it lists.
    A relation *by_type* has a row for each type of its targets.
    """

    name: str
    label: str
    inverse: str
    source_types: tuple[str, ...] = ()
    target_types: tuple[str, ...] = ()
    counted: bool = False
    by_type: bool = False

    @staticmethod
    def admits(types: tuple[str, ...], type_name: str) -> bool:
        """Say whether a side declared as *types* may hold *type_name*."""
        return not types or "*" in types or type_name in types


@dataclass(frozen=True, slots=True)
class Status:
    """How settled the matter of an article is.

    A *notice* is shown above the summary and makes the status part of citations;
    *severity* is ``note``, ``warning`` or ``danger``.
    """

    name: str
    label: str
    notice: str = ""
    severity: str = "note"


@dataclass(frozen=True, slots=True)
class Place(Record):
    """Where something stands in the sources: document, file and line (from 1)."""

    docname: str
    path: str
    line: int

    @property
    def included(self) -> bool:
        """Whether it stands in a file that the document includes."""
        return PurePosixPath(self.path).with_suffix("") != PurePosixPath(self.docname)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Target(Record):
    """A name of another article as an author typed it, and the line where."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Article(Record):
    """An article as its page declares it; everything in it comes from that page.

    The summary is plain text, with the names of articles where it shows their titles;
    *lines* tells where each option stands; *content* is a check sum of all that the author
    wrote, *prose* of the text alone. The aliases have those in them that the article knows to
    share; the hatnote is as the author typed it.
    """

    slug: str
    type: str
    title: str
    place: Place
    index: int = 0
    anchor: str = ""
    summary: tuple[str | Target, ...] = ()
    topics: tuple[str, ...] = ()
    aliases: tuple[Target, ...] = ()
    shared_aliases: tuple[Target, ...] = ()
    former_slugs: tuple[Target, ...] = ()
    hatnote: str = ""
    relations: dict[str, tuple[Target, ...]] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    primary_source: str = ""
    source_url: str = ""
    archive_url: str = ""
    status: str = ""
    status_note: str = ""
    superseded_by: Target | None = None
    authors: tuple[str, ...] = ()
    published: PartialDate | None = None
    updated: PartialDate | None = None
    reviewed: PartialDate | None = None
    version: str = ""
    lines: dict[str, int] = field(default_factory=dict)
    content: str = ""
    prose: str = ""

    def place_of(self, option: str) -> Place:
        """Return where *option* stands, or the article if it is not given."""
        return replace(self.place, line=self.lines.get(option, self.place.line))

    def has_slug(self, name: str) -> bool:
        """Say whether *name* is the slug, or was, so that links by it show the title."""
        return name == self.slug or any(former.name == name for former in self.former_slugs)

    @property
    def docname(self) -> str:
        """The document in which the article stands."""
        return self.place.docname

    @property
    def id(self) -> str:
        """What tells this article from all others, even from one of the same slug."""
        return f"{self.docname}#{self.index}"

    @property
    def issued(self) -> PartialDate | None:
        """The date that a citation gives: of the last update, else of publication."""
        return self.updated or self.published

    @property
    def primary_source_key(self) -> str:
        """The primary source if it is a key of the bibliography, else nothing."""
        return "" if re.search(r"\s", self.primary_source) else self.primary_source


def slugify(text: str) -> str:
    """Return *text* as a slug: lower-case letters and digits of any script, hyphens.

    Unicode letters, marks and decimal digits are kept (NFC), signs that nobody sees are left
    out, everything else becomes a hyphen between words. The result is empty if *text* has no
    letter or digit.
    """
    seen = _NOT_IN_SLUGS.sub("", text)
    normal = unicodedata.normalize("NFC", unicodedata.normalize("NFC", seen).lower())
    kept = (c if unicodedata.category(c)[0] in "LM" or c.isdecimal() else "-" for c in normal)
    return re.sub("-{2,}", "-", "".join(kept)).strip("-")


def lookup_key(name: str) -> str:
    """Return the form in which names of articles are compared.

    Case, spaces, hyphens, underscores and the shape of quotation marks do not count, nor do
    signs that nobody sees: soft hyphens, marks of direction, joiners.
    """
    folded = unicodedata.normalize("NFKC", name).translate(_QUOTES).casefold()
    return unicodedata.normalize("NFKC", _NOT_IN_KEYS.sub("", folded))
