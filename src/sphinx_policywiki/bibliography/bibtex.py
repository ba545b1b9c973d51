"""Reading BibTeX and BibLaTeX; syntax, names and accents are read by pybtex."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from sphinx_policywiki.bibliography import dates, eprints
from sphinx_policywiki.bibliography.bibfields import Fields
from sphinx_policywiki.bibliography.bibfile import Entry, entries
from sphinx_policywiki.bibliography.entrytypes import CSL_TYPES, NO_WORKS, TYPES
from sphinx_policywiki.bibliography.inheritance import complete
from sphinx_policywiki.bibliography.people import names
from sphinx_policywiki.bibliography.problems import Found, Report
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.model import PartialDate
from sphinx_policywiki.suggest import Suggester, did_you_mean

_MAYBE_PREPRINTS: Final = frozenset({"article-journal", "webpage", "document", "manuscript"})
#: Who is an editor by ``editortype`` (biblatex manual, 2.3.6); others had another part.
_EDITORS: Final = frozenset({"", "editor", "compiler", "founder", "continuator", "reviser"})


def read(name: str, text: str) -> Found:
    """Return the sources in *text*, and what could not be read of the file *name*."""
    found = Found(name)
    suggester = Suggester(sorted(CSL_TYPES | TYPES.keys()))
    for entry in complete(entries(text, found), found):
        if entry.type in NO_WORKS:
            continue
        fields = Fields(entry.type, entry.fields)
        if not fields.kind:
            fields.kind = "document"
            problem = (
                f"entry {entry.key}: the type @{entry.type} is not known, so it counts as @misc"
            )
            found.report(entry.line, problem + did_you_mean(suggester.nearest(entry.type)))
        source = _source(entry, fields, found.reporter(entry.line, f"entry {entry.key}"))
        found.sources += [(entry.line, source)] if source else []
    found.broken.sort(key=lambda broken: broken.line)
    return found


def _source(entry: Entry, fields: Fields, report: Report) -> Source | None:
    """Return the source in *entry*, None if it cannot be one; *report* is told why."""
    title = fields.own_title()
    part = fields.first("editortype").lower()
    editors = names(fields.raw.get("editor", ""), report)
    translators = names(fields.raw.get("translator", ""), report)
    if not title:
        if entry.whole:
            report("it has no title, and nothing can be cited without one; add title = {…}")
        return None
    archive, eprint = eprints.preprint(fields) if fields.kind in _MAYBE_PREPRINTS else ("", "")
    kind = "article" if eprint else fields.kind
    return Source(
        key=entry.key,
        type=kind,
        title=title,
        authors=names(fields.raw.get("author", ""), report),
        editors=editors if part in _EDITORS else (),
        translators=translators or (editors if part == "translator" else ()),
        issued=_issued(fields, report),
        accessed=_date(fields, "url", report),
        title_short=fields.marked("shorttitle"),
        container_title="" if eprint else fields.container(),
        collection_title=fields.series(),
        collection_number=fields.series_number(),
        publisher=archive or fields.publisher(),
        publisher_place=_place(fields),
        event_title=fields.title("event"),
        event_place=fields.first("venue"),
        genre=fields.genre(),
        number=eprint or fields.number(),
        volume=fields.volume(),
        issue=fields.issue(),
        pages=fields.pages(),
        edition=fields.first("edition"),
        version=fields.first("version"),
        chapter_number=fields.first("chapter"),
        number_of_volumes=fields.first("volumes"),
        section=fields.first("section"),
        authority=fields.authority(),
        jurisdiction=fields.jurisdiction(),
        status=fields.status(),
        note=fields.note(),
        doi=bare_doi(fields.first("doi")),
        url=fields.url() or eprints.address(fields),
        isbn=fields.first("isbn"),
        issn=fields.first("issn"),
        archive=fields.first("library"),
        language=fields.language(),
    )


def bare_doi(text: str) -> str:
    """Return the DOI in *text* without ``https://doi.org/`` or ``doi:``."""
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", "", text, flags=re.IGNORECASE)


def _place(fields: Fields) -> str:
    return "" if fields.jurisdiction() else fields.listed("location")


def _issued(fields: Fields, report: Report) -> PartialDate | None:
    """Return the date of issue; of a talk that has none, the date of its event."""
    dated = fields.raw.get("date") or fields.raw.get("year")
    if not dated and fields.kind == "speech":
        return _date(fields, "event", report)
    return _date(fields, "", report)


def _date(fields: Mapping[str, str], prefix: str, report: Report) -> PartialDate | None:
    """Return the date in ``PREFIXdate``, or in ``PREFIXyear``, ``-month`` and ``-day``.

    ``date`` counts where both are given (biblatex manual, 2.3.8).
    """
    whole = fields.get(f"{prefix}date", "")
    given = whole or fields.get(f"{prefix}year", "")
    if not given:
        return None
    try:
        date = dates.read(given)
        if whole or date.month:
            return date
        month = fields.get(f"{prefix}month", "")
        return dates.nearest([date.year, *_month_and_day(month, fields.get(f"{prefix}day", ""))])
    except ValueError as error:
        report(f"{error}; the entry counts as undated" if not prefix else str(error))
        return None


def _month_and_day(month: str, day: str) -> tuple[int, int]:
    """Return the numbers of ``month``, which may hold the day ("4 May"), and of ``day``."""
    start = re.split("[-–/]", month)[0]
    named = dates.month_number(start)
    numbers = [int(number) for number in re.findall(r"\d{1,2}", start)]
    first = numbers[0] if numbers else 0
    days = re.match(r"\d{1,2}(?!\d)", day)
    if not named:
        return first, int(days[0]) if days else 0
    return named, int(days[0]) if days else first if len(numbers) == 1 else 0
