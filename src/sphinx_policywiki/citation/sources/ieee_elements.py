"""What the entries of the IEEE style are made of: names, titles, numbers, dates, addresses.

IEEE Reference Guide (version of 29 November 2023) and IEEE Editorial Style Manual.
"""

from __future__ import annotations

from typing import Final

from sphinx_policywiki.citation.dates import MONTHS
from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.numbers import dashed, is_number, ordinal, paged
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.text import (
    Part,
    RichText,
    ended,
    ended_within,
    in_quotes,
    italic,
    joined,
    link,
    rich,
    sentences,
)
from sphinx_policywiki.citation.titles import capitalized, marked, typeset
from sphinx_policywiki.model import PartialDate

#: Of more than six names the first stands alone (Reference Guide, "References").
_AUTHORS: Final = NameForm(order="spoken", stop=". ", most=6, et_al_italic=True)
_EDITORS: Final = NameForm(order="spoken", stop=". ")
#: What is cited as a page of the web: without its date, always with its URL.
WEB: Final = frozenset({"webpage", "post", "post-weblog"})
_WITH_EDITION: Final = frozenset({"book", "chapter", "graphic", "song"})


def creators(source: Source) -> RichText:
    """Return the authors; else the editors or translators, with what they are."""
    if source.authors:
        return listed(source.authors, _AUTHORS)
    if source.editors:
        return joined(", ", listed(source.editors, _AUTHORS), _ed(source))
    if source.translators:
        return joined(", ", listed(source.translators, _AUTHORS), "Trans.")
    return ()


def editors(source: Source) -> RichText:
    """Return the editors of the volume unless they stand in the author's place."""
    if not source.editors or not source.authors:
        return ()
    return joined(", ", listed(source.editors, _EDITORS), _ed(source))


def _ed(source: Source) -> str:
    return "Eds." if source.editors[1:] else "Ed."


def title_of(source: Source) -> RichText:
    """Return the title as it stands without quotation marks around it."""
    return typeset(source.title)


def quoted(source: Source, *details: Part, end: str = ".") -> RichText:
    """Return the title in quotes and *details*, with commas between and *end* at the end.

    Commas and stops stand within quotation marks, as is American use.
    """
    rest = joined(", ", *details)
    title = in_quotes(marked(source.title), "double", "," if rest else end)
    return joined(" ", title, ended(rest, end) if rest else ())


def in_italics(source: Source, *details: Part, end: str = ".") -> RichText:
    """Return the title in italics and *details*, as :func:`quoted` does."""
    rest = joined(", ", *details)
    title = ended_within(italic(title_of(source)), "," if rest else end)
    return joined(" ", title, ended(rest, end) if rest else ())


def locators(source: Source) -> RichText:
    """Return edition, volume and issue: "2nd ed., vol. 3, no. 4"."""
    return joined(
        ", ",
        _edition(source) if source.type in _WITH_EDITION else "",
        labelled("vol.", source.volume),
        f"{source.number_of_volumes} vols." if source.number_of_volumes else "",
        labelled("no.", source.issue),
    )


def _edition(source: Source) -> RichText:
    edition = source.edition
    if is_number(edition):
        return rich(f"{ordinal(edition)} ed.")
    return ended(capitalized(edition), ".") if edition else ()


def labelled(label: str, number: str) -> str:
    """Return *number* after *label*, or nothing for no number."""
    return f"{label} {dashed(number)}" if number else ""


def series(source: Source) -> RichText:
    """Return "in Lecture Notes in Computer Science, no. 12"."""
    if not source.collection_title:
        return ()
    numbers = (labelled("no.", source.collection_number), labelled("vol.", source.volume))
    return joined(", ", rich("in ", marked(source.collection_title)), *numbers)


def publisher(source: Source) -> RichText:
    """Return "Oxford: Oxford University Press": the place is first ("Books")."""
    return joined(": ", source.publisher_place, source.publisher)


def institution(source: Source) -> RichText:
    """Return "RAND Corporation, Santa Monica, CA": the place is last ("Reports")."""
    return joined(", ", source.publisher, source.publisher_place)


def page_range(source: Source) -> str:
    """Return "p. 12" or "pp. 12–14", the last page as the bibliography has it."""
    return paged(source.pages, "typed")


def status_of(source: Source) -> str:
    """Return "In press" where nothing yet tells the place of the work in its periodical.

    The CSL style prints it bold; the Reference Guide ("Periodicals") does not.
    """
    placed = source.pages or source.issue or source.volume
    return "" if placed else capitalized(source.status)


def in_container(source: Source) -> RichText:
    """Return "in *Global Catastrophic Risks*"."""
    title = source.container_title
    return rich("in ", italic(marked(title))) if title else ()


def month(date: PartialDate) -> str:
    """Return "Jun.": three letters, as the 2023 Reference Guide has all months but May."""
    name = MONTHS[date.month - 1] if date.month else ""
    return name if name == "May" else f"{name[:3]}." if name else ""


def month_year(source: Source) -> str:
    """Return "May 2015" or "2015", when the work was published."""
    return f"{month(source.issued)} {source.issued.year}".strip() if source.issued else ""


def full(date: PartialDate | None) -> str:
    """Return "Jun. 05, 2019", "Jun. 2019" or "2019"."""
    if not date:
        return ""
    day = f" {date.day:02}," if date.day else ""
    return f"{month(date)}{day} {date.year}".strip()


def access(source: Source) -> RichText:
    """Return the DOI, or else the URL with the day of reading (Reference Guide, "Websites").

    A page of the web has its URL even if there is a DOI.
    """
    if source.doi and not (source.type in WEB and source.url):
        return rich("doi: ", link(f"https://doi.org/{source.doi}", source.doi), ".")
    return _online(source) if source.url else ()


def _online(source: Source) -> RichText:
    read = f"Accessed: {full(source.accessed)}" if source.accessed else ""
    return rich(sentences(read, f"[{_medium(source)}]"), " Available: ", link(source.url))


def _medium(source: Source) -> str:
    if source.medium:
        return capitalized(source.medium)
    return "Online Video" if source.type == "motion_picture" else "Online"
