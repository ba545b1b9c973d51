"""Sources in APA style: Publication Manual of the APA, 7th ed. (2020), chapters 9 and 10.

Author, date, title and source follow one another, each ended by a full stop (9.5).
Titles are printed as the bibliography has them: which words of a title are names, and
keep their capitals in sentence case, cannot be known. Law is another module's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sphinx_policywiki.citation.dates import month_day, month_day_year
from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import law
from sphinx_policywiki.citation.sources.apa_elements import lead, year
from sphinx_policywiki.citation.sources.apa_text import cite, narrative
from sphinx_policywiki.citation.sources.apa_title import bare_title, description, identifier
from sphinx_policywiki.citation.sources.apa_whereabouts import is_located, whereabouts
from sphinx_policywiki.citation.text import Part, RichText, joined, link, rich, sentences_within
from sphinx_policywiki.citation.titles import capitalized, typeset

__all__ = ["cite", "narrative", "reference"]

#: Up to 20 authors are named; of more the first 19 and the last (9.8).
_AUTHORS: Final = NameForm(
    stop=". ",
    conjunction="&",
    comma="always",
    most=20,
    first=19,
    ellipsis=True,
    et_al_comma="always",
)
#: Works whose day matters; of others the year is enough (9.14).
_DATED_TO_THE_DAY: Final = frozenset(
    [
        "article-magazine",
        "article-newspaper",
        "broadcast",
        "collection",
        "document",
        "event",
        "motion_picture",
        "pamphlet",
        "performance",
        "personal_communication",
        "post",
        "post-weblog",
        "song",
        "speech",
        "webpage",
    ]
)


def reference(source: Source) -> RichText:
    """Return the entry of *source* in a list of references."""
    if source.is_law:
        return law.reference(source, "apa")
    elements: tuple[Part, ...] = (
        _author(source),
        f"({_date(source)})",
        _title(source),
        *whereabouts(source),
    )
    return joined(" ", sentences_within(*elements), _address(source), _history(source))


def _author(source: Source) -> RichText:
    """Return the author, or who or what stands in the author's place (9.7 to 9.12)."""
    match lead(source):
        case "authors":
            return _listed(source.authors)
        case "editors":
            role = "Eds." if len(source.editors) > 1 else "Ed."
            return rich(_listed(source.editors), f" ({role})")
        case "publisher":
            return typeset(source.publisher)
        case "authority":
            return typeset(source.authority)
        case "title":
            return joined(" ", bare_title(source), identifier(source))


def _listed(names: Sequence[Name]) -> RichText:
    """Return *names*; two groups have no comma between them, which initials need (9.8)."""
    groups = all(name.literal for name in names)
    return listed(names, replace(_AUTHORS, comma="contextual") if groups else _AUTHORS)


def _date(source: Source) -> str:
    """Return ``2019a, March 14`` (9.13 to 9.17)."""
    presented = source.type in {"interview", "paper-conference"} and not source.is_published
    to_the_day = source.type in _DATED_TO_THE_DAY or presented
    day = month_day(source.issued) if source.issued and to_the_day else ""
    return ", ".join(filter(None, (year(source), day)))


def _title(source: Source) -> RichText:
    """Return what follows the date: title, numbers in parentheses, description in brackets."""
    if lead(source) == "title":
        return description(source)
    return joined(" ", bare_title(source), identifier(source), description(source))


def _address(source: Source) -> RichText:
    """Return the DOI, or else the URL, without a stop (9.34 to 9.36).

    Of a page without a date readers are told when it was read, since it may change (9.16).
    """
    if not source.address:
        return ()
    if source.doi or source.issued or source.status:
        return (link(source.address),)
    read = f"{month_day_year(source.accessed)}, from " if source.accessed else ""
    return rich(f"Retrieved {read}", link(source.address))


def _history(source: Source) -> str:
    """Return what became of the work, such as ``(Retracted)`` (9.39 to 9.41)."""
    shown = source.status and source.issued and is_located(source)
    return f"({capitalized(source.status)})" if shown else ""
