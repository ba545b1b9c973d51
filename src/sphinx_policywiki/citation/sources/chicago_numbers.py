"""The numbers and dates of Chicago entries and notes: editions, volumes, pages, years.

Source of the rules: The Chicago Manual of Style, 18th ed. (2024), chapter 9 (numbers),
13.102 (years), and chapter 14, as the CSL styles of that edition have them. Sections are
named where a rule is their own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sphinx_policywiki.citation.dates import month_day, month_day_year
from sphinx_policywiki.citation.locators import ABBREVIATED, SIGNS, Locator, located
from sphinx_policywiki.citation.numbers import dashed, is_number, labelled, ordinal, pages
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources.chicago_work import ENTRIES, Work
from sphinx_policywiki.citation.titles import headline

#: Works that are dated to the day wherever they stand.
_EPHEMERAL: Final = frozenset(
    {
        "article",
        "broadcast",
        "collection",
        "dataset",
        "document",
        "event",
        "graphic",
        "manuscript",
        "map",
        "patent",
        "performance",
        "personal_communication",
        "post",
        "software",
        "song",
        "speech",
        "standard",
        "webpage",
    }
)
_LABELS: Final = ABBREVIATED | {"chapter": ("chap.", "chaps.")}
_LEGAL_LABELS: Final = _LABELS | SIGNS


def numbers(work: Work) -> list[str]:
    """Return number, version and edition, as they follow a title."""
    return [work.begun(text) for text in (_number(work), _version(work.source), edition(work))]


def numbers_in_place(work: Work) -> list[str]:
    """Return number, version and edition, as they follow the title of a container."""
    return [_number(work), _version(work.source), edition(work)]


def _number(work: Work) -> str:
    source = work.source
    if source.type == "thesis" or not source.number:
        return ""
    genre = source.genre if work.is_note else headline(source.genre, source.language)
    if source.type == "standard":
        number = dashed(source.number)
    else:
        number = labelled(source.number, "no.", "nos.")
    return " ".join(filter(None, (genre, work.begun(number))))


def _version(source: Source) -> str:
    """Return "version 2.1", of software "v. 2.1" (14.169)."""
    label = "v." if source.type == "software" else "version"
    return f"{label} {source.version}" if source.version else ""


def edition(work: Work) -> str:
    """Return "2nd ed.", of a periodical "Late Edition" (14.89)."""
    source = work.source
    if not source.edition or is_number(source.edition):
        return f"{ordinal(source.edition)} ed." if source.edition else ""
    return f"{headline(source.edition)} Edition" if work.source.is_serial else source.edition


def volume(source: Source) -> str:
    """Return "vol. 3"."""
    return labelled(source.volume, "vol.", "vols.")


def volumes(source: Source) -> str:
    """Return "3 vols." of a work that is cited as a whole."""
    count = source.number_of_volumes
    if source.volume or not count:
        return ""
    return f"{count} {'vol.' if count == '1' else 'vols.'}" if is_number(count) else count


def year(source: Source) -> str:
    """Return "2019a", or what the work is called that has no date: "n.d.", "forthcoming"."""
    suffix = source.year_suffix
    if source.issued:
        return f"{source.issued.year}{suffix}"
    return "-".join(filter(None, (source.status or "n.d.", suffix)))


def date(work: Work) -> str:
    """Return the date where a work was published, as far as it matters for its kind.

    Where the year stands behind the authors, month and day alone are left (13.102).
    """
    issued = work.source.issued
    if not issued:
        return "" if work.form == "author-date" else _no_date(work)
    unit = _unit(work)
    shown = replace(issued, day=0) if unit == "month" else issued
    if work.form == "author-date":
        return "" if unit == "year" else month_day(shown)
    return str(issued.year) if unit == "year" else month_day_year(shown)


def _no_date(work: Work) -> str:
    if work.source.status:
        return work.source.status
    return "" if work.source.type in ENTRIES | {"webpage"} else "n.d."


def _unit(work: Work) -> str:
    """Return how exactly a work is dated; periodicals with volumes by the month."""
    source = work.source
    if source.type in ENTRIES:
        return "day" if source.address else "year"
    if source.type in _EPHEMERAL or work.is_press:
        return "day"
    if not work.source.is_serial or (source.issue and source.volume):
        return "year"
    return "month" if source.issue or source.volume else "day"


def located_at(locator: Locator | None, *, legal: bool = False) -> str:
    """Return the place cited, a page without a label: "12–14", "chap. 3", in laws "§ 3"."""
    return located(locator, _LEGAL_LABELS if legal else _LABELS, "chicago") if locator else ""


def pages_of(source: Source) -> str:
    """Return the pages with ranges cut short, "436–44" (chapter 9)."""
    return pages(source.pages, "chicago")


def dated(work: Work) -> str:
    """Return the date after the status of a work that is not out yet: "in press 2024"."""
    source = work.source
    if not source.issued or not source.status:
        return date(work)
    named_before = source.publisher or (work.is_page and source.container_title)
    status = source.status if named_before else work.begun(source.status)
    return " ".join(filter(None, (status, date(work))))
