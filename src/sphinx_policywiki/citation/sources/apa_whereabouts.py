"""The source element of APA style: Publication Manual, 7th ed. (2020), 9.23 to 9.33.

It tells where a work is found: the periodical or book that holds it, its publisher,
archive, conference or website.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_policywiki.citation.namelists import listed
from sphinx_policywiki.citation.numbers import dashed, pages
from sphinx_policywiki.citation.source import SERIAL_TYPES, Source
from sphinx_policywiki.citation.sources.apa_elements import PAGES, lead
from sphinx_policywiki.citation.sources.apa_title import (
    NAMES_IN_ORDER,
    PICTURES,
    described_with_the_whole,
    in_brackets,
    in_parentheses,
    kind,
    named_volume,
    number,
    numbers,
    stands_alone,
)
from sphinx_policywiki.citation.text import RichText, italic, joined, rich
from sphinx_policywiki.citation.titles import capitalized, headline, typeset


def whereabouts(source: Source) -> Iterator[RichText]:
    """Return the parts of the source element, each of which a full stop ends."""
    if source.is_serial:
        yield _periodical(source)
        yield typeset("" if is_located(source) or not source.issued else capitalized(source.status))
    elif not stands_alone(source):
        yield _whole(source)
    yield typeset(_publisher(source))
    yield _archive(source)
    yield _event(source)
    if source.type in PAGES:
        yield _headline(source, source.container_title)


def is_located(source: Source) -> bool:
    """Say whether it is known where in a periodical *source* stands."""
    return any((source.collection_title, source.issue, source.number, source.pages, source.volume))


def _headline(source: Source, value: str) -> RichText:
    return typeset(headline(value, source.language))


def _periodical(source: Source) -> RichText:
    """Return ``*Nature*, *521*(7553), 436–444`` (9.25 to 9.27).

    The number of a work that stands alone follows its title.
    """
    series = (source.container_title, source.collection_title)
    name = italic(joined(", ", *(_headline(source, title) for title in series)))
    volume = rich(
        italic(dashed(source.volume)), f"({dashed(source.issue)})" if source.issue else ""
    )
    numbered = source.number and not stands_alone(source)
    place = f"Article {dashed(source.number)}" if numbered else pages(source.pages)
    return joined(", ", name, volume, typeset(place))


def _whole(source: Source) -> RichText:
    """Return the book that holds the work: ``In A. Li (Ed.), *Title* (pp. 1–2)`` (9.28)."""
    title = italic(joined(": ", typeset(source.container_title), named_volume(source)))
    of_whole = () if source.type in PICTURES else number(source)
    return joined(
        " ",
        "On" if source.type == "song" else "In",
        joined(", ", _editors(source), title),
        in_parentheses(of_whole, numbers(source)),
        in_brackets(kind(source)) if described_with_the_whole(source) else (),
    )


def _editors(source: Source) -> RichText:
    if not source.editors or lead(source) == "editors":
        return ()
    role = "Eds." if source.editors[1:] else "Ed."
    return rich(listed(source.editors, NAMES_IN_ORDER), f" ({role})")


def _publisher(source: Source) -> str:
    """Return the publisher, which periodicals do without (9.29)."""
    named_before = lead(source) == "publisher"
    in_description = source.type == "thesis" and (source.archive or source.address)
    paper = source.type == "paper-conference" and source.is_serial
    if named_before or in_description or paper or source.type in SERIAL_TYPES:
        return ""
    return source.publisher


def _archive(source: Source) -> RichText:
    """Return ``ProQuest (12345)`` (9.30)."""
    place = f"({source.archive_location})" if source.archive_location else ""
    return joined(" ", typeset(source.archive), typeset(place))


def _event(source: Source) -> RichText:
    """Return the conference of a paper that was presented but not published (10.5)."""
    published = source.type == "paper-conference" and source.is_published
    if published or not source.event_title:
        return ()
    return joined(", ", typeset(capitalized(source.event_title)), typeset(source.event_place))
