"""Reading BibTeX and BibLaTeX with pybtex; types as in the CSL 1.0.2 mapping of BibLaTeX."""

from __future__ import annotations

import io
import re
from typing import Final

from pybtex.database import Entry, Person
from pybtex.database.input.bibtex import Parser
from pybtex.errors import capture
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from sphinx_policywiki.bibliography.problems import Broken
from sphinx_policywiki.citation.dates import BIBTEX_MONTHS
from sphinx_policywiki.citation.names import OTHERS, Name
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.model import PartialDate

_TYPES: Final = {
    "article": "article-journal",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "proceedings": "book",
    "inreference": "entry-encyclopedia",
    "report": "report",
    "techreport": "report",
    "manual": "report",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "legislation": "legislation",
    "legal": "legislation",
    "jurisdiction": "legal_case",
    "unpublished": "manuscript",
    "misc": "document",
}
_MAYBE_PREPRINTS: Final = frozenset({"article-journal", "webpage", "document", "manuscript"})
#: Fields that are no LaTeX text (biblatex manual, 2.2.1).
_VERBATIM: Final = frozenset({"url", "doi", "eprint", "file"})
_DASHES: Final = re.compile("-{2,3}")


def read(name: str, text: str) -> tuple[list[Source], list[Broken]]:
    """Return the sources in *text*, and what could not be read of the file *name*."""
    broken: list[Broken] = []
    parser = Parser(encoding="utf-8")
    with capture() as captured:
        try:
            data = parser.parse_stream(io.StringIO(text))
        except PybtexError as error:
            captured.append(error)
            data = parser.data
    broken += [Broken(name, getattr(e, "lineno", 0) or 0, str(e)) for e in captured]
    sources = []
    for key, entry in data.entries.items():
        problems: list[str] = []
        source = _source(key, entry, problems)
        sources += [source] if source else []
        broken += [Broken(name, _line_of(text, key), f"{key}: {p}") for p in problems]
    return sources, broken


def _line_of(text: str, key: str) -> int:
    match = re.search(rf"@\w+\s*[{{(]\s*{re.escape(key)}\s*,", text)
    return text.count("\n", 0, match.start()) + 1 if match else 0


def _source(key: str, entry: Entry, problems: list[str]) -> Source | None:
    """Return the source in *entry*, None if it cannot be one; say why in *problems*."""
    fields = {
        name.lower(): value if name.lower() in _VERBATIM else plain_text(value)
        for name, value in entry.fields.items()
    }
    title = ": ".join(filter(None, (fields.get("title"), fields.get("subtitle"))))
    if not title:
        problems.append("it has no title")
        return None
    issued = None
    try:
        issued = _issued(fields)
    except ValueError as error:
        problems.append(str(error))
    type_ = _TYPES.get(entry.type.lower(), "document")
    arxiv = _arxiv_number(fields) if type_ in _MAYBE_PREPRINTS else ""
    if arxiv:
        type_ = "article"
    journal = type_ == "article-journal"
    publisher = _first(fields, "publisher", "institution", "school", "organization")
    return Source(
        key=key,
        type=type_,
        title=title,
        authors=tuple(map(_name, entry.persons.get("author", ()))),
        editors=tuple(map(_name, entry.persons.get("editor", ()))),
        issued=issued,
        container_title=_first(fields, "journaltitle", "journal", "booktitle"),
        publisher="arXiv" if arxiv else publisher,
        genre=_first(fields, "type"),
        number=f"arXiv:{arxiv}" if arxiv else "" if journal else _first(fields, "number"),
        volume=_first(fields, "volume"),
        issue=_first(fields, "number", "issue") if journal else "",
        pages=_first(fields, "pages"),
        edition=_first(fields, "edition"),
        version=_first(fields, "version"),
        doi=re.sub(r"^(https?://(dx\.)?doi\.org/|doi:)", "", _first(fields, "doi")),
        url=_first(fields, "url") or (f"https://arxiv.org/abs/{arxiv}" if arxiv else ""),
    )


def _arxiv_number(fields: dict[str, str]) -> str:
    """Return the arXiv identifier of a work that has appeared nowhere else."""
    journal = _first(fields, "journaltitle", "journal")
    if journal and not journal.lower().startswith("arxiv"):
        return ""
    archive = _first(fields, "eprinttype", "archiveprefix").lower()
    return _first(fields, "eprint") if archive == "arxiv" or journal else ""


def _first(fields: dict[str, str], *names: str) -> str:
    return next((fields[name] for name in names if fields.get(name)), "")


def _issued(fields: dict[str, str]) -> PartialDate | None:
    """Return the date of issue, as exactly as it is given.

    :raises ValueError: if there is a date, but no year in it.
    """
    given = _first(fields, "date", "year")
    if not given:
        return None
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", given)
    if match is None:
        msg = f"the date {given!r} has no year; the entry counts as undated"
        raise ValueError(msg)
    year, month, day = (int(part or 0) for part in match.groups())
    month = month or _month(_first(fields, "month"))
    for parts in ((year, month, day), (year, month), (year,)):
        try:
            return PartialDate(*parts)
        except ValueError:  # a season, or a day that never was: say less
            continue
    return None


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return BIBTEX_MONTHS.index(text[:3].lower()) + 1 if text[:3].lower() in BIBTEX_MONTHS else 0


def _name(person: Person) -> Name:
    first = [*person.first_names, *person.middle_names]
    given, family, particle, suffix = (
        plain_text(" ".join(part))
        for part in (first, person.last_names, person.prelast_names, person.lineage_names)
    )
    if not given and not particle:
        return OTHERS if family == "others" else Name(literal=family)
    return Name(family, given, particle, suffix)


def plain_text(value: str) -> str:
    """Return LaTeX text as Unicode, without the braces that protect capitals.

    What is no LaTeX is taken as it is, so that nothing of the entry is lost.
    """
    try:
        text = str(Text.from_latex(value))
    except (PybtexError, ValueError):
        text = value.replace("{", "").replace("}", "")
    text = text.replace("``", "“").replace("''", "”")
    return " ".join(_DASHES.sub(_dash, text).split())


def _dash(match: re.Match[str]) -> str:
    return "—" if match[0] == "---" else "–"
