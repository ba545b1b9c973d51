"""Sources in Vancouver style: Citing Medicine, 2nd ed. (NLM, 2007, updated 2015).

That is the style of the ICMJE Recommendations: sources are numbered in the order in which
they are first cited, and authors, title, place, publisher and date end in full stops
(Citing Medicine has a chapter for each type of work; they are named below). Titles
are printed as they are, without italics. Law is another module's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sphinx_policywiki.citation.dates import year_month_day
from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.citation.numbers import dashed, is_number, labelled, ordinal, pages
from sphinx_policywiki.citation.source import SERIAL_TYPES, Source
from sphinx_policywiki.citation.sources import law
from sphinx_policywiki.citation.sources.vancouver_text import cite, narrative
from sphinx_policywiki.citation.text import Part, RichText, joined, link, rich, sentences_within
from sphinx_policywiki.citation.titles import capitalized, typeset
from sphinx_policywiki.model import PartialDate

__all__ = ["cite", "narrative", "reference"]

#: Six authors are named, of more the first six (ICMJE sample references, 1); no part of a
#: name has a stop (chapter "Journals").
_NAMES: Final = NameForm(
    stop="",
    stops=False,
    separator=" ",
    suffix_separator=" ",
    conjunction="",
    most=6,
    first=6,
    et_al_comma="always",
)
_REVIEWS: Final = frozenset({"review", "review-book"})
_PARTS: Final = frozenset({"chapter", "entry-dictionary", "entry-encyclopedia", "paper-conference"})
_NUMBERED: Final = frozenset({"report", "standard"})
#: Works that give no pages after the publisher: their volume does, or they are whole.
_WITHOUT_PAGES: Final = (SERIAL_TYPES - {"periodical", "post-weblog"}) | {"book"}


def reference(source: Source) -> RichText:
    """Return the entry of *source* in a list of references."""
    if source.is_law:
        return law.reference(source, "vancouver")
    elements: tuple[Part, ...] = (
        _creators(source),
        _title(source),
        "" if source.container_title else _edition(source),
        _container(source),
        joined("; ", _publisher(source), _issue(source)),
        _pages(source),
        typeset(source.title) if _is_page_of_site(source) else "",
        _series(source),
        _report_number(source),
    )
    return joined(" ", sentences_within(*elements), _availability(source))


def _creators(source: Source) -> RichText:
    """Return the authors, or else editors and translators with their roles (chapter "Books")."""
    if source.authors:
        return listed(source.authors, _NAMES)
    if source.editors == source.translators:
        return _with_role(source.editors, "editor & translator", "editors & translators")
    translators = _with_role(source.translators, "translator", "translators")
    return joined(", ", _editors(source.editors), translators)


def _editors(names: Sequence[Name]) -> RichText:
    return _with_role(names, "editor", "editors")


def _with_role(names: Sequence[Name], one: str, many: str) -> RichText:
    return joined(", ", listed(names, _NAMES), (many if names[1:] else one) if names else "")


def _is_page_of_site(source: Source) -> bool:
    """Say whether the site is cited, with the page as a part of it ("Web Sites")."""
    return source.type == "webpage" and bool(source.container_title)


def _title(source: Source) -> RichText:
    """Return the title with the kind of work and its medium in brackets."""
    of_site = _is_page_of_site(source)
    parts = [typeset(source.container_title if of_site else source.title), _bracketed(source.genre)]
    if of_site or not source.container_title:
        parts.append(_bracketed(_medium(source)))
    return joined(" ", *parts)


def _bracketed(value: str) -> RichText:
    return rich("[", typeset(value), "]") if value else ()


def _medium(source: Source) -> str:
    if source.medium:
        return capitalized(source.medium)
    return "Internet" if source.url and source.type not in _PARTS else ""


def _edition(source: Source) -> str:
    return f"{ordinal(source.edition)} ed." if is_number(source.edition) else source.edition


def _container(source: Source) -> RichText:
    """Return the work that holds this one, after "In:" where it is a book ("Books")."""
    editors = _editors(source.editors) if source.authors else ()
    container = joined(". ", editors, _whole(source))
    return joined(": ", "In" if container and source.type in _PARTS else "", container)


def _whole(source: Source) -> RichText:
    if source.type == "webpage":
        return ()
    if not source.container_title:
        return _event(source) if source.type == "speech" else typeset(_volume(source))
    name = source.container_title
    if source.type in _REVIEWS | {"article-journal"}:
        name = name.replace(".", "")
    online = "[Internet]" if source.url and not _is_found_by_doi(source) else ""
    return joined(". ", joined(" ", typeset(name), online), _edition(source))


def _event(source: Source) -> RichText:
    """Return ``Presented at: NeurIPS 2020`` ("Papers ... Presented at Meetings")."""
    return joined(": ", "Presented at", typeset(source.event_title)) if source.event_title else ()


def _is_found_by_doi(source: Source) -> bool:
    """Say whether the DOI of an article makes the URL and date of access needless."""
    return source.type == "article-journal" and bool(source.doi)


def _volume(source: Source) -> str:
    return labelled(source.volume, "Vol.", "Vols.")


def _publisher(source: Source) -> RichText:
    """Return ``Oxford: Oxford University Press``, which periodicals do without."""
    if source.type in SERIAL_TYPES:
        return ()
    place = "" if source.type == "speech" else source.publisher_place
    if source.type == "thesis" and place:
        place = f"[{place}]"
    return joined(": ", typeset(place), typeset(source.publisher))


def _issue(source: Source) -> RichText:
    """Return the date, and of periodicals more: ``2015 May;521(7553):436–44``."""
    date = _date(source)
    if source.type == "article-newspaper":
        return joined(":", date, pages(source.pages, "minimal"))
    if source.type not in SERIAL_TYPES:
        return joined("; ", date, source.event_place if source.type == "speech" else "")
    issue = f"({dashed(source.issue)})" if source.issue else ""
    volume = f"{source.collection_title}{dashed(source.volume)}{issue}"
    place = dashed(source.number) or pages(source.pages, "minimal")
    return joined(";", date, joined(":", volume, place))


def _date(source: Source) -> str:
    """Return the date with the date of access: ``2026 [cited 2026 May 4]``."""
    issued = source.issued
    if issued and source.type not in SERIAL_TYPES | {"report", "speech"}:
        issued = PartialDate(issued.year)
    elif issued and source.type == "report":
        issued = PartialDate(issued.year, issued.month)
    read = source.accessed if source.url and not _is_found_by_doi(source) else None
    cited = f"[cited {year_month_day(read)}]" if read else ""
    return " ".join(filter(None, (year_month_day(issued) if issued else "", cited)))


def _pages(source: Source) -> str:
    if source.type in _WITHOUT_PAGES or not source.pages:
        return ""
    return f"p. {pages(source.pages, 'minimal')}"


def _series(source: Source) -> RichText:
    """Return ``(Studies in AI ethics; no. 4)``."""
    if source.type in SERIAL_TYPES or not source.collection_title:
        return ()
    number = labelled(source.collection_number, "no.", "nos.")
    return rich("(", joined("; ", typeset(source.collection_title), number), ")")


def _report_number(source: Source) -> RichText:
    """Return ``Technical report no.: 12`` ("Scientific and Technical Reports").

    Standards, which are reports there, have their numbers in the same place.
    """
    if source.type not in _NUMBERED or not source.number:
        return ()
    number = labelled(source.number, "no.:", "nos.:")
    return joined(" ", typeset(capitalized(source.genre or source.type)), number)


def _availability(source: Source) -> RichText:
    """Return where the work is kept and found; no stop follows an address."""
    kept = joined("; ", typeset(source.archive), typeset(source.archive_location))
    address = rich("Available from: ", link(source.url)) if source.url else ()
    if _is_found_by_doi(source):
        address = ()
    doi = rich("doi:", link(f"https://doi.org/{source.doi}", source.doi)) if source.doi else ()
    return joined(". ", joined(": ", "Located at", kept) if kept else "", joined(" ", address, doi))
