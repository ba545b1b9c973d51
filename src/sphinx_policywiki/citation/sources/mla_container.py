"""The container in MLA style, and what ends an entry: MLA Handbook, 9th ed., 5.31 to 5.118."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sphinx_policywiki.citation.dates import day_short_month_year
from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.numbers import is_number, issue_number, labelled, ordinal, paged
from sphinx_policywiki.citation.source import SERIAL_TYPES, Source
from sphinx_policywiki.citation.sources.mla_titles import italic_headline
from sphinx_policywiki.citation.text import Part, RichText, joined, link
from sphinx_policywiki.citation.titles import capitalized, headline

_YEAR_ONLY: Final = frozenset({"book", "chapter", "motion_picture", "paper-conference", "thesis"})
_OTHER_NAMES: Final = NameForm(order="spoken", most=2)


def container(source: Source) -> RichText:
    """Return where the work stands, from the title of the whole to the location (5.31-99)."""
    return joined(
        ", ",
        _container_title(source),
        *_contributors(source),
        _edition(source),
        _version(source),
        *_numbers(source),
        _publisher(source),
        _date(source),
        *_location(source),
    )


def _container_title(source: Source) -> RichText:
    """Return the title, and for a serial the place that tells it from others (5.35)."""
    place = source.publisher_place if source.is_serial else ""
    shown = italic_headline(source.container_title, source)
    return joined(" ", shown, f"[{place}]" if place else "")


def _contributors(source: Source) -> list[RichText]:
    """Return "edited by Nick Bostrom" and the like for those who do not lead the entry (5.43)."""
    if not source.authors:
        roles = [("translated by", source.translators if source.editors else ())]
    elif source.editors == source.translators:
        roles = [("edited and translated by", source.editors)]
    else:
        roles = [("edited by", source.editors), ("translated by", source.translators)]
    shown = str if source.container_title else capitalized
    return [joined(" ", shown(verb), listed(names, _OTHER_NAMES)) for verb, names in roles if names]


def _edition(source: Source) -> str:
    if is_number(source.edition):
        return f"{ordinal(source.edition)} ed."
    return capitalized(source.edition)


def _version(source: Source) -> str:
    if not source.version:
        return ""
    return f"{'version' if source.edition else 'Version'} {source.version}"


def _numbers(source: Source) -> list[str]:
    """Return volume, issue and number (5.51-53)."""
    series = source.collection_title if source.is_serial else ""
    number = " ".join(filter(None, (source.genre, labelled(source.number, "no.", "nos."))))
    return [
        series,
        _volume(source),
        issue_number(source.issue),
        number if source.number else "",
    ]


def _volume(source: Source) -> str:
    """Return "vol. 2", with a capital where it begins the container.

    The CSL style leaves it out of a book that has an author and no edition; the Handbook
    prints it (5.51).
    """
    volume = labelled(source.volume, "vol.", "vols.")
    follows = source.container_title or source.edition or any(_contributors(source))
    return volume if follows or source.is_serial else capitalized(volume)


def _publisher(source: Source) -> str:
    """Return the publisher, or the place (5.67); serials and theses have none here."""
    if source.is_serial or source.type == "thesis":
        return ""
    return source.publisher or source.publisher_place


def _date(source: Source) -> str:
    if not source.issued or source.type == "speech":
        return ""
    if source.type in _YEAR_ONLY:
        return str(source.issued.year)
    return day_short_month_year(
        replace(source.issued, day=0) if source.type == "article-journal" else source.issued
    )


def _location(source: Source) -> list[Part]:
    """Return event, archive, pages and address (5.84-99)."""
    page = paged(source.pages, "minimal-two")
    address = [link(source.address)] if source.address else []
    return [*_event(source), source.archive, source.archive_location, page, *address]


def _event(source: Source) -> list[str]:
    """Return event and place, unless the work stands in a serial or in proceedings."""
    in_proceedings = source.type == "paper-conference" and source.is_published
    if source.type in SERIAL_TYPES or in_proceedings or not source.event_title:
        return []
    return [capitalized(source.event_title), source.event_place]


def end(source: Source) -> RichText:
    """Return the supplemental elements at the end of the entry (5.110-118)."""
    accessed = "" if source.issued or not source.accessed else day_short_month_year(source.accessed)
    section = headline(source.section, source.language)
    more = [section] if source.is_serial else _about_volume(source)
    return joined(
        ", ", f"Accessed {accessed}" if accessed else "", capitalized(source.medium), *more
    )


def _about_volume(source: Source) -> list[str]:
    """Return what a thesis was written for, the series, and how many volumes there are."""
    thesis = [source.publisher, source.genre] if source.type == "thesis" else []
    series = headline(source.collection_title, source.language)
    number = source.collection_number if series else ""
    space = " " if is_number(number) else ", "
    volumes = "" if source.volume else source.number_of_volumes
    if is_number(volumes):
        volumes += " vols." if volumes != "1" else " vol."
    return [*thesis, space.join(filter(None, (series, number))), volumes]
