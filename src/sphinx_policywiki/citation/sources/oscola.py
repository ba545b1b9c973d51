"""OSCOLA: Oxford University Standard for the Citation of Legal Authorities, 4th ed. (2012).

Sections: 1.3 punctuation and ranges, 1.7 bibliographies, 1.5 quotations, 3.1 the elements
of secondary sources, 3.2 books and chapters, 3.3 articles, 3.4 other sources. What they
leave open follows the CSL style of that name. A footnote and the entry of a bibliography
differ in the form of the names, the place in the work and the stop at the end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sphinx_policywiki.citation.dates import day_month_year
from sphinx_policywiki.citation.locators import PLAIN, Locator, located
from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.citation.numbers import dashed, is_number, labelled, ordinal
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import law
from sphinx_policywiki.citation.sources.style import Cite
from sphinx_policywiki.citation.text import (
    Part,
    RichText,
    ended,
    in_quotes,
    italic,
    joined,
    link,
    rich,
    with_quotes,
)
from sphinx_policywiki.citation.titles import headline, marked

_STYLE: Final = "oscola"
#: In a footnote names are as on the work; of four or more the first "and others" (3.1.1).
_SPOKEN: Final = NameForm(
    order="spoken", stops=False, comma="never", most=3, et_al="and others", et_al_comma="never"
)
_SURNAMES: Final = replace(_SPOKEN, order="surname")
#: In a bibliography surname and initials without commas or stops (1.7).
_INVERTED: Final = replace(
    _SPOKEN, order="inverted", stop="", hyphens=True, separator=" ", suffix_separator=" "
)
_ARTICLES: Final = frozenset({"article-journal", "article-magazine"})
_PERIODICALS: Final = _ARTICLES | {"article-newspaper"}
_WEB: Final = frozenset({"webpage", "post", "post-weblog"})
_PARTS: Final = frozenset({"chapter", "entry-encyclopedia", "entry-dictionary", "paper-conference"})
_OWN_WORKS: Final = frozenset({"book", "motion_picture"})
_IN_VOLUMES: Final = frozenset({"book", "chapter", "report"})
#: What is said, written or broadcast on a day, which is all that is known of it.
_DATED: Final = frozenset({"interview", "personal_communication", "broadcast"})
#: A chapter is cited without its pages (3.2.3), as are papers and reports.
_NO_FIRST_PAGE: Final = frozenset({"chapter", "report", "paper-conference"})
_NUMBERED: Final = frozenset({"report", "standard", "manuscript", "interview"})


def reference(source: Source) -> RichText:
    """Return the entry of *source* in a bibliography: "Bostrom N, *Superintelligence* …"."""
    if source.is_law:
        return law.reference(source, _STYLE)
    return _entry(source, _INVERTED, None)


def cite(cites: Sequence[Cite]) -> RichText:
    """Return the text of a footnote: "Nick Bostrom, *Superintelligence* … (OUP 2014) 12."."""
    return ended(joined("; ", *map(_note, cites)), ".")


def narrative(cite: Cite) -> RichText:
    """Return the names alone, "Hubinger and others", or else what the work is called."""
    source = cite.source
    if source.is_law:
        return law.short(source, _STYLE)
    short = replace(source, title=source.title_short or source.title)
    return listed(source.creators, _SURNAMES) or _title(short)


def _note(cite: Cite) -> RichText:
    if cite.source.is_law:
        return law.note(cite.source, _STYLE, cite.locator)
    return _entry(cite.source, _SPOKEN, cite.locator)


def _entry(source: Source, form: NameForm, locator: Locator | None) -> RichText:
    loose = locator if _is_loose_leaf(source) else None
    return joined(
        " ",
        _heading(source, form, _loose_place(source, loose)),
        _year_of_volume(source),
        _periodical(source),
        _publication(source),
        _number(source),
        _place(source, None if loose else locator),
        _address(source),
    )


def _heading(source: Source, form: NameForm, loose: RichText) -> RichText:
    """Return names, title, the book it is in, and volume.

    Without names a comma stands between title and book.
    """
    creators, title, container = _creators(source, form), _title(source), _container(source)
    if creators:
        title, container = joined(" ", title, container), ()
    return joined(", ", creators, title, container, _volume(source), loose)


# Names.


def _roles(source: Source) -> list[tuple[Sequence[Name], str]]:
    """Return those who made the work with the labels of what they are, authors first."""
    roles = (
        (source.authors, "", ""),
        (source.editors, "ed", "eds"),
        (source.translators, "tr", "trs"),
    )
    return [(names, many if names[1:] else one) for names, one, many in roles if names]


def _creators(source: Source, form: NameForm) -> RichText:
    """Return the authors, or else "Floridi L (ed)" (3.2.2)."""
    for names, label in _roles(source)[:1]:
        return joined(" ", _listed(names, form), f"({label})" if label else "")
    return ()


def _others(source: Source) -> list[tuple[RichText, str]]:
    """Return editors and translators but those that stand in the author's place."""
    return [(_listed(names, _SPOKEN), label) for names, label in _roles(source)[1:]]


def _listed(names: Sequence[Name], form: NameForm) -> RichText:
    """Return *names* without stops (1.3.1, 3.1.1): "Martin Luther King Jr", "HLA Hart"."""
    if form.order == "spoken":
        names = [replace(name, given=_run_together(name.given)) for name in names]
    return listed(names, form)


#: An initial that has another one after it.
_INITIAL: Final = re.compile(r"(?<!\w)(\w)\.?\s*(?=\w(?:\.|\s|$))")


def _run_together(given: str) -> str:
    """Return *given* with its initials as "HLA" (3.1.1)."""
    return _without_stops(_INITIAL.sub(r"\1", given))


# Titles and what they are in.


def _title(source: Source) -> RichText:
    """Return the title: books in italics, all else in single quotation marks (3.1.2)."""
    title = marked(headline(source.title, source.language))
    if source.type in _OWN_WORKS:
        return italic(with_quotes(title, "single"))
    return in_quotes(title, "single")


def _container(source: Source) -> RichText:
    """Return "in Nick Bostrom (ed), *Global Catastrophic Risks*" (3.2.3)."""
    if source.type in _PERIODICALS | _WEB:
        return ()
    title = italic(marked(source.container_title))
    people = _others(source) if source.type in _PARTS else []
    if not people:
        return title
    named = joined(", ", *(rich(names, f" ({label})") for names, label in people))
    return joined(", ", rich("in ", named), title)


def _volume(source: Source) -> str:
    """Return "vol 2" (3.2.1)."""
    if source.type not in _IN_VOLUMES:
        return ""
    return labelled(source.volume, "vol", "vols")


# Periodicals.


def _year_of_volume(source: Source) -> str:
    """Return "(2015)" before a volume, "[2015]" where the year tells the volume (3.3.1)."""
    if source.type not in _ARTICLES or not source.issued:
        return ""
    if source.volume:
        return f"({source.issued.year})"
    return f"[{source.issued.year}]" if source.container_title or source.number else ""


def _periodical(source: Source) -> RichText:
    """Return volume and name; the names of newspapers and magazines are in italics (3.4.9)."""
    if source.type not in _PERIODICALS:
        return ()
    name = marked(source.container_title)
    is_journal = source.type == "article-journal"
    return joined(" ", dashed(source.volume), name if is_journal else italic(name))


# What stands in parentheses, and after them.


def _publication(source: Source) -> RichText:
    """Return "(2nd edn, Oxford University Press 2014)" (3.2.1)."""
    if source.type in _ARTICLES:
        return ()
    details = joined(", ", *_makers(source), _edition(source), *_publisher_and_date(source))
    return rich("(", details, ")") if details else ()


def _makers(source: Source) -> list[RichText]:
    """Return "Peter Birks tr" for those of a work of its own (3.2.2)."""
    if source.type in _PARTS or source.type == "article-newspaper":
        return []
    return [rich(names, f" {label}") for names, label in _others(source)]


def _edition(source: Source) -> str:
    """Return "2nd edn", or the edition as it is called."""
    edition = source.edition
    is_published = source.container_title or source.genre or source.issued or source.publisher
    if not edition or not is_published or source.type == "article-newspaper":
        return ""
    return f"{ordinal(edition)} edn" if is_number(edition) else edition


def _publisher_and_date(source: Source) -> tuple[Part, ...]:
    """Return publisher and year, or what kinds of sources have instead (3.4)."""
    publisher, place = map(_without_stops, (source.publisher, source.publisher_place))
    day = day_month_year(source.issued) if source.issued else ""
    site = italic(marked(source.container_title)) if source.type in _WEB else ()
    details: dict[str, tuple[Part, ...]] = {
        "article-newspaper": (place, day),
        "article": (publisher, day),
        "speech": (source.event_title, source.event_place, day),
        "thesis": (_without_stops(source.genre), joined(" ", publisher, source.year)),
        **dict.fromkeys(_WEB, (site, day)),
        **dict.fromkeys(_DATED, (day,)),
    }
    return details.get(source.type, (joined(" ", publisher, source.year),))


def _number(source: Source) -> RichText:
    """Return kind and number of a report or standard: "Law Com No 314" (3.4.3)."""
    if source.type not in _NUMBERED:
        return ()
    return joined(" ", _without_stops(source.genre), dashed(source.number))


# The place in the work, and where it can be read.


def _place(source: Source, locator: Locator | None) -> RichText:
    """Return the first page and the place in the work, "436, 440–42" (1.3.2, 3.1.3, 3.3.1)."""
    first = "" if source.type in _NO_FIRST_PAGE else re.split(r"[-–,;&]", source.pages)[0].strip()
    place = located(locator, PLAIN, "minimal-two") if locator else ""
    return joined(", " if source.type in _ARTICLES else " ", first, place)


def _is_loose_leaf(source: Source) -> bool:
    return source.type == "book" and not source.issued and not source.publisher


def _loose_place(source: Source, locator: Locator | None) -> RichText:
    """Return "para 8-106 (R 30)": places in a loose-leaf work follow a comma (3.2.7)."""
    if not locator:
        return ()
    place = located(locator, PLAIN | {"page": ("p", "pp")}, "minimal-two")
    return joined(" ", place, f"({source.edition})" if source.edition else "")


def _address(source: Source) -> RichText:
    """Return the address in angle brackets and the day of reading (3.1.4)."""
    if not source.address:
        return ()
    day = f"accessed {day_month_year(source.accessed)}" if source.accessed else ""
    return joined(" ", rich("<", link(source.address), ">"), day)


def _without_stops(text: str) -> str:
    """Return *text* without full stops, as OSCOLA abbreviates (1.3.1)."""
    return text.replace(".", "")
