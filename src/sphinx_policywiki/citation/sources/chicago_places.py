"""Where a work stands, who published it and where it can be read, in both Chicago styles.

Source of the rules: The Chicago Manual of Style, 18th ed. (2024), 14.2-62 (books),
14.63-102 (periodicals), 14.103-169 (websites, reports, theses and the rest), as the CSL
styles of that edition have them. Sections are named where a rule is their own.
"""

from __future__ import annotations

from typing import Final

from sphinx_policywiki.citation.dates import month_day_year
from sphinx_policywiki.citation.numbers import dashed, is_number, issue_number
from sphinx_policywiki.citation.sources.chicago_numbers import (
    date,
    dated,
    edition,
    located_at,
    numbers,
    numbers_in_place,
    pages_of,
    volume,
    volumes,
)
from sphinx_policywiki.citation.sources.chicago_parts import (
    container,
    contributors,
    description_in_place,
    event,
    periodical,
)
from sphinx_policywiki.citation.sources.chicago_work import ENTRIES, Work
from sphinx_policywiki.citation.text import (
    Part,
    RichText,
    italic,
    joined,
    joined_within,
    link,
    rich,
)
from sphinx_policywiki.citation.titles import headline

_BRACKETED: Final = frozenset(
    {
        "book",
        "chapter",
        "classic",
        "interview",
        "musical_score",
        "pamphlet",
        "paper-conference",
        "report",
        "thesis",
    }
)


def identifiers(work: Work) -> list[RichText]:
    """Return what tells a work from others, after its title: number, edition, contributors."""
    source = work.source
    if work.is_page:
        return [*map(rich, numbers(work)), *_begun(work, contributors(work))]
    if source.container_title:
        return _begun(work, contributors(work)) if work.source.is_serial else []
    return [*map(rich, numbers(work)), *_own_volume(work)]


def _begun(work: Work, parts: list[RichText]) -> list[RichText]:
    """Return *parts*, each the beginning of a sentence in an entry."""
    return [rich(work.begun(runs[0].text), runs[1:]) for runs in parts if runs]


def _own_volume(work: Work) -> list[RichText]:
    """Return contributors and volume; a volume of a bibliography comes first (14.18)."""
    who, source = contributors(work), work.source
    if work.source.is_serial:
        return _begun(work, who)
    if work.form == "bibliography" and source.volume:
        return _begun(work, [joined_within(", ", volume(source), *who)])
    if work.is_note:
        return [rich(_volume_of_note(work)), *who, rich(_volumes(work))]
    return _begun(work, [*who, rich(volume(source)), rich(volumes(source))])


def _volumes(work: Work) -> str:
    return "" if work.cites_page else volumes(work.source)


def _volume_of_note(work: Work) -> str:
    """Return "vol. 3", unless it stands before the page, as in "3:12" (14.18)."""
    return "" if _is_volume_before_page(work) else volume(work.source)


def _is_volume_before_page(work: Work) -> bool:
    """Say whether nothing but the facts of publication is between volume and page."""
    source = work.source
    paged = _page(work) and (work.cites_page or not work.locator)
    return bool(paged and is_number(source.volume)) and not (source.editors or source.translators)


def _places(work: Work) -> list[RichText]:
    """Return the periodical, or the book and series, in which a work stands."""
    source = work.source
    if work.is_page:
        return []
    if work.source.is_serial:
        return [_in_periodical(work)]
    published = source.publisher or source.status
    happened = event(work) if work.is_note or published else ()
    return [_in_book(work), rich(_series(work)), happened]


def _in_periodical(work: Work) -> RichText:
    name = joined_within(", ", periodical(work), _ahead_of_print(work))
    if work.is_press:
        return joined_within(", ", name, _press_date(work), _serial_locator(work))
    adjacent = work.source.volume and not work.source.collection_title
    numbered = work.source.issue or work.source.volume
    place = joined_within(": " if numbered else ", ", _issue_and_date(work), _serial_locator(work))
    return joined_within(" " if adjacent else ", ", name, place)


def _ahead_of_print(work: Work) -> str:
    """Return the note on an article that is in no issue yet (14.75)."""
    source = work.source
    placed = source.collection_title or source.issue or source.number or source.pages
    if placed or source.volume or source.status:
        return ""
    early = source.type == "article-journal" and source.doi and source.issued
    return "ahead of print" if early else ""


def _press_date(work: Work) -> RichText:
    """Return the date and the edition; magazines have no volumes here (14.87, 14.89)."""
    when = joined_within(", ", work.source.collection_title, dated(work))
    return joined_within(work.separator, when, edition(work))


def _issue_and_date(work: Work) -> RichText:
    source = work.source
    if not (source.issue or source.volume):
        owner = work.rest.publisher if source.type == "post-weblog" else ""
        return joined_within(", ", source.collection_title, owner, dated(work))
    number = volume(source) if source.collection_title else dashed(source.volume)
    if work.form != "author-date":
        shown = joined_within(", ", number, issue_number(source.issue))
        when = date(work)
    elif source.volume:
        shown, when = rich(number), dashed(source.issue) or date(work)
    else:
        named = source.creators
        shown, when = rich(issue_number(source.issue)), date(work) if named else ""
    return joined_within(
        ", ", source.collection_title, joined(" ", shown, f"({when})" if when else "")
    )


def _serial_locator(work: Work) -> str:
    """Return the pages, or the page cited and the number of the article (14.71)."""
    source = work.source
    if work.locator or source.number:
        number = source.number if source.archive_location or not source.archive else ""
        return ", ".join(filter(None, (located_at(work.locator), number)))
    return "" if work.is_press else pages_of(source)


def _in_book(work: Work) -> RichText:
    """Return "In *Global Risks*, edited by A, vol. 3"; a part has no pages."""
    source = work.source
    if not source.container_title:
        return ()
    named = joined(" ", _preposition(work), italic(container(work)))
    details: list[Part] = [
        description_in_place(source),
        *numbers_in_place(work),
        *_volume_in_place(work),
    ]
    shown = joined_within(", ", named, *details)
    return shown if named else joined("", *_begun(work, [shown]))


def _preposition(work: Work) -> str:
    source = work.source
    if source.type in ENTRIES:
        return work.begun("in") if source.authors else ""
    if _introduces(work):
        return "to"
    if not source.chapter_number:
        return work.begun("in")
    number = source.chapter_number
    return work.begun(f"chap. {number} in" if is_number(number) else f"{number} in")


def _introduces(work: Work) -> bool:
    """Say whether it is an introduction, or the like, to the book it stands in (14.12)."""
    source = work.source
    return source.type == "chapter" and bool(source.container_title and source.genre)


def titled_and_placed(work: Work, titled: list[RichText]) -> list[RichText]:
    """Return the parts of the title with the places after them: "Introduction to *Title*"."""
    if not _introduces(work):
        return [*titled, *_places(work)]
    first, *others = (part for part in _places(work) if part)
    return [joined(" ", joined_within(work.separator, *titled), first), *others]


def _volume_in_place(work: Work) -> list[RichText]:
    source, who = work.source, contributors(work)
    count = "" if source.pages else _volumes(work)
    if work.form == "author-date":
        return [*who, rich(volume(source)), rich(count)]
    return [rich(_volume_of_note(work)), *who, rich(count)]


def _series(work: Work) -> str:
    """Return the series with its number, a number of a second rank behind it."""
    source = work.source
    name, number = headline(source.collection_title, source.language), source.collection_number
    if source.issue:
        label = f"vol. {number}" if number else ""
        return work.begun(", ".join(filter(None, (name, label, issue_number(source.issue)))))
    if not name:
        return ""
    return (" " if is_number(number) else ", ").join(filter(None, (name, number)))


def publication(work: Work) -> RichText:
    """Return the facts of publication: kind, publisher, date."""
    if work.source.is_serial:
        return ()
    site = container(work) if work.is_page else ""
    facts = joined_within(", ", site, work.begun(_kind(work)), _publisher(work), dated(work))
    published = work.source.publisher or work.source.status
    return facts if work.is_note or published else joined_within(", ", event(work), facts)


def _kind(work: Work) -> str:
    """Return "preprint", unless the genre says so already (14.76, 14.116), or the degree."""
    source = work.source
    if source.type == "thesis":
        return source.genre
    return "preprint" if source.type == "article" and not source.genre else ""


def _publisher(work: Work) -> str:
    """Return the publisher; the place stands for one that is not known."""
    source = work.source
    if source.publisher:
        return work.begun(work.rest.publisher)
    return "" if source.event_title else work.begun(work.rest.publisher_place)


def is_bracketed(work: Work) -> bool:
    """Say whether a note has the facts of publication in parentheses (14.76, 14.116, 14.131)."""
    source = work.source
    if source.type == "article":
        return bool(source.genre and source.publisher)
    if source.type in ENTRIES:
        return bool(source.publisher or source.publisher_place or not source.address)
    published_film = source.type == "motion_picture" and source.publisher
    return bool(source.type in _BRACKETED or published_film)


def page_in_note(work: Work) -> str:
    """Return the place cited in a work that is no part of a periodical: "12–14", "3:12–14".

    Without one the pages of the work stand there, unless it is a part of a book.
    """
    before = f"{dashed(work.source.volume)}:" if _is_volume_before_page(work) else ""
    return before + _page(work)


def _page(work: Work) -> str:
    source = work.source
    paged = work.cites_page or (source.pages and not work.locator)
    if work.source.is_serial or (source.archive and source.archive_location and paged):
        return ""
    if work.locator or source.container_title:
        return located_at(work.locator)
    return pages_of(source)


def archive(work: Work) -> RichText:
    """Return the place in an archive, the archive, and its number for the work (14.113)."""
    source = work.source
    page = located_at(work.locator) if work.cites_page else pages_of(source)
    shelved = source.archive and source.archive_location and page
    labelled = f"{'pp.' if '–' in page else 'p.'} {page}" if shelved else ""
    shelf = joined_within(", ", work.begun(source.archive_location), labelled)
    numbered = not source.archive_location and (
        source.type == "thesis" or (source.archive and not source.genre)
    )
    number = f"({source.number})" if numbered and source.number else ""
    return joined(" ", joined_within(work.separator, shelf, source.archive), number)


def access(work: Work) -> list[RichText]:
    """Return the DOI or URL; the day of access if the work has no date (14.104)."""
    source = work.source
    undated = not (source.doi or source.issued or source.status)
    read = source.accessed if undated and source.url else None
    when = work.begun(f"accessed {month_day_year(read)}") if read else ""
    return [rich(when), rich(link(source.address) if source.address else "")]
