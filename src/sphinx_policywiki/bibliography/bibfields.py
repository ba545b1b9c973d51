"""The fields of a BibLaTeX entry as what the variables of CSL hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from sphinx_policywiki.bibliography.entrytypes import (
    GENRES,
    LANGUAGES,
    SUBTYPES,
    TYPES,
    WORDS,
    csl_type,
)
from sphinx_policywiki.bibliography.latex import marked_text, plain_text
from sphinx_policywiki.bibliography.people import texts
from sphinx_policywiki.citation.source import LEGAL_TYPES

#: Fields that are no LaTeX text (biblatex manual, 2.2.1).
_VERBATIM: Final = frozenset({"url", "doi", "eprint", "file"})
_PARTS: Final = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
#: Types whose ``number`` is that of a series (biblatex manual, 2.2.2).
_OF_SERIES: Final = frozenset({"book", "pamphlet"}) | _PARTS
_PERIODICAL: Final = ("article-", "periodical")


class Fields(Mapping[str, str]):
    """The fields of an entry of the CSL type *kind* as plain text."""

    def __init__(self, entry_type: str, raw: Mapping[str, str]) -> None:
        self.raw = raw
        self.entry_type = entry_type
        self.kind = _kind_of(entry_type, raw)

    def __getitem__(self, name: str) -> str:
        return self.raw[name] if name in _VERBATIM else plain_text(self.raw[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.raw)

    def __len__(self) -> int:
        return len(self.raw)

    @property
    def is_law(self) -> bool:
        """Whether the entry is a statute, a case or another document of law."""
        return self.kind in LEGAL_TYPES

    def first(self, *names: str) -> str:
        """Return the first of the fields *names* that has a text."""
        return next((self[name] for name in names if self.raw.get(name)), "")

    def listed(self, *names: str) -> str:
        """Return the first of the fields *names*, which are lists, with semicolons."""
        return next((texts(self.raw[name]) for name in names if self.raw.get(name)), "")

    def title(self, kind: str = "", addon: str = "titleaddon") -> str:
        """Return the title with its subtitle and addition, as of a ``book`` or ``journal``."""
        main, sub, more = (
            marked_text(self.raw.get(name, ""))
            for name in (f"{kind}title", f"{kind}subtitle", f"{kind}{addon}")
        )
        return _joined(_joined(main, sub, ": "), more, ". ")

    def own_title(self) -> str:
        """Return the title of the work; a web page's addition is the name of its site."""
        title = self.title(addon="" if self.kind == "webpage" else "titleaddon")
        return title or self.title("main") or self.marked("shorttitle")

    def marked(self, *names: str) -> str:
        """Return the first of the fields *names* that has a text, with its markup."""
        return next((marked_text(self.raw[name]) for name in names if self.raw.get(name)), "")

    def container(self) -> str:
        """Return the journal, book, site or (of law) reporter that the work is in."""
        if self.kind in _PARTS:
            return self.title("book") or self.title("main") or self.title("journal")
        if self.kind == "webpage":
            names = ("titleaddon", "maintitle", "booktitle", "journaltitle")
            return self.marked(*names)
        if self.kind in {"book", "thesis", "report"}:
            return ""
        found = self.title("journal") or self.title("book")
        return found or (self.marked("reporter", "series") if self.is_law else "")

    def series(self) -> str:
        """Return the series, or the whole of which a volume has a title of its own."""
        if self.is_law and self.container() == self.marked("series"):
            return ""
        main = self.title("main") if self.kind in _OF_SERIES and self.raw.get("title") else ""
        return self.marked("series") or (main if main != self.container() else "")

    def number(self) -> str:
        """Return the number of the work itself, as a report or a law has one."""
        of_whole = self.kind in _OF_SERIES or self.kind.startswith(_PERIODICAL)
        return "" if of_whole else self.first("number")

    def series_number(self) -> str:
        """Return the number within the series, which ``number`` is for books and their parts."""
        return self.first("number") if self.kind in _OF_SERIES else ""

    def issue(self) -> str:
        """Return the number of the issue; a name such as "Spring" if it has none."""
        if not self.kind.startswith(_PERIODICAL):
            return self.first("issue")
        return self.first("number", "issue")

    def volume(self) -> str:
        """Return the volume, with its part after a full stop (biblatex manual, 2.2.2)."""
        return ".".join(filter(None, (self.first("volume"), self.first("part"))))

    def pages(self) -> str:
        """Return the pages with hyphens as in CSL-JSON, else the number of the article."""
        return re.sub(r"\s*–\s*", "-", self.first("pages")) or self.first("eid")

    def genre(self) -> str:
        """Return the kind of thesis or report in English words."""
        given = self.first("type") or GENRES.get(self.entry_type, "")
        return WORDS.get(given.lower(), "" if given.lower() in SUBTYPES and self.is_law else given)

    def publisher(self) -> str:
        """Return who published the work, or the school or office that it comes from."""
        names = ["publisher", "institution", "organization"]
        if self.kind in {"thesis", "report"}:
            names = ["institution", "publisher", "organization"]
        if self.is_law:
            names = ["publisher"]
        if self.kind in {"document", "pamphlet"} and "\\url" not in self.raw.get(
            "howpublished", ""
        ):
            names.append("howpublished")
        return self.listed(*names)

    def authority(self) -> str:
        """Return the court, parliament or office that a document of law comes from."""
        names = ("authority", "court", "institution", "organization")
        return self.listed(*names) if self.is_law else self.first("authority")

    def jurisdiction(self) -> str:
        """Return the country of a law or patent (biblatex manual, 2.1.1, ``@patent``)."""
        legal = self.is_law or self.kind == "patent"
        return self.first("jurisdiction") or (self.listed("location") if legal else "")

    def status(self) -> str:
        """Return how far a work is that has not appeared: "in press"."""
        given = self.first("pubstate")
        return WORDS.get(given.lower(), given)

    def note(self) -> str:
        """Return the notes, with a full stop between them."""
        return ". ".join(filter(None, (self.first("note").rstrip("."), self.first("addendum"))))

    def language(self) -> str:
        """Return the language as a tag of BCP 47, nothing where it is not known."""
        name = self.first("language", "langid").split(" and ")[0]
        low = name.lower().removeprefix("lang")
        return LANGUAGES.get(low, name.replace("_", "-") if _TAG.fullmatch(name) else "")

    def url(self) -> str:
        """Return the address, which older files have in ``howpublished`` or a note."""
        if self.raw.get("url"):
            return self.raw["url"].removeprefix("\\url{").removesuffix("}").replace("\\_", "_")
        match = re.search(r"\\url\s*\{([^{}]*)\}", self.raw.get("howpublished", ""))
        return match[1] if match else ""


def _kind_of(entry_type: str, raw: Mapping[str, str]) -> str:
    """Return the CSL type of an entry, nothing if its type is not known.

    Newspapers, magazines, bills and treaties have no type of their own in biblatex: there
    ``entrysubtype`` tells (manual, 2.2.3), or ``type`` or a keyword.
    """
    kind = TYPES.get(entry_type) or csl_type(entry_type)
    if kind == "article-journal" or kind in LEGAL_TYPES:
        hints = f"{raw.get('entrysubtype', '')},{raw.get('type', '')},{raw.get('keywords', '')}"
        for hint in hints.lower().split(","):
            found = SUBTYPES.get(hint.strip(), "")
            if found and (found in LEGAL_TYPES) == (kind in LEGAL_TYPES):
                return found
    if kind == "manuscript" and raw.get("eventtitle"):
        return "speech"
    return kind


def _joined(first: str, second: str, between: str) -> str:
    if not (first and second):
        return first or second
    return first + (" " if first.endswith(("?", "!", ":")) else between) + second
