"""Citations in the text in APA style: Publication Manual, 7th ed. (2020), chapter 8.

A title stands for the author that a work lacks, in headline-style capitals: in italics
if the work stands alone, in quotation marks if it is part of another (8.14).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from sphinx_policywiki.citation.locators import DOTTED, SIGNS, located
from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.names import OTHERS, Name
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import law
from sphinx_policywiki.citation.sources.apa_elements import PAGES, lead, year
from sphinx_policywiki.citation.sources.style import Cite
from sphinx_policywiki.citation.text import (
    RichText,
    ended_within,
    in_quotes,
    italic,
    joined,
    plain,
    rich,
)
from sphinx_policywiki.citation.titles import headline, marked, typeset

_IN_PARENTHESES: Final = NameForm(order="surname", conjunction="&", comma="never")
#: "and" stands for the ampersand within a sentence (8.17).
_IN_SENTENCE: Final = NameForm(order="surname", conjunction="and", comma="never")
#: Of three authors or more only the first is named (8.17).
_MOST: Final = 2
#: Pages and paragraphs are abbreviated, other parts are named in full (8.13).
_LABELS: Final = {label: (label.capitalize(), f"{label.capitalize()}s") for label in DOTTED} | {
    "page": ("p.", "pp."),
    "paragraph": ("para.", "paras."),
    "annex": ("Annex", "Annexes"),
    "appendix": ("Appendix", "Appendices"),
}
#: Law has the signs of The Bluebook, which APA follows for it (11.1).
_LEGAL_LABELS: Final = _LABELS | SIGNS


def cite(cites: Sequence[Cite]) -> RichText:
    """Return *cites* in their parentheses: in order of names, one name for its works (8.12)."""
    groups = groupby(sorted(cites, key=_order), key=_name)
    return rich("(", joined("; ", *(_group(name, list(works)) for name, works in groups)), ")")


def narrative(cite: Cite) -> RichText:
    """Return *cite* as part of a sentence: ``Hubinger et al. (2019, p. 12)`` (8.11)."""
    return rich(_who(cite.source, _IN_SENTENCE), " (", joined(", ", *_when_and_where(cite)), ")")


def _order(cite: Cite) -> tuple[str, int, int, str]:
    """Return what *cite* is sorted by: undated works come first, those in press last (9.46)."""
    name = plain(_name(cite)).lstrip("“‘").casefold()
    issued = cite.source.issued
    if not issued:
        return name, 2 if cite.source.status else 0, 0, cite.source.year_suffix
    return name, 1, issued.year, cite.source.year_suffix


def _name(cite: Cite) -> RichText:
    """Return the name that stands before the year, with the comma that follows it (8.11)."""
    if title := _title_as_name(cite.source, comma=","):
        return title
    return rich(_who(cite.source, _IN_PARENTHESES), ",")


def _group(name: RichText, works: Sequence[Cite]) -> RichText:
    return joined(
        " ", name, joined(", ", *(part for cite in works for part in _when_and_where(cite)))
    )


def _when_and_where(cite: Cite) -> tuple[str, str]:
    """Return the year and the place in the work."""
    if not cite.locator:
        return year(cite.source), ""
    labels = _LEGAL_LABELS if cite.source.is_law else _LABELS
    return year(cite.source), located(cite.locator, labels)


def _who(source: Source, form: NameForm) -> RichText:
    return _title_as_name(source) or _names(source, form)


def _names(source: Source, form: NameForm) -> RichText:
    """Return who stands in the author's place."""
    match lead(source):
        case "authors":
            return listed(_first_only(source.authors), form)
        case "editors":
            return listed(_first_only(source.editors), form)
        case "publisher":
            return typeset(source.publisher)
        case _:
            return typeset(source.authority)


def _first_only(names: Sequence[Name]) -> Sequence[Name]:
    return (names[0], OTHERS) if len(names) > _MOST else names


def _title_as_name(source: Source, comma: str = "") -> RichText:
    """Return the title, with *comma* behind it, if it stands in the author's place (8.14)."""
    if source.is_law:
        return rich(law.short(source, "apa"), comma)
    if lead(source) != "title":
        return ()
    title = source.title_short or source.title
    capitals = title if source.type == "post" else headline(title, source.language)
    if source.container_title and source.type not in PAGES | {"report"}:
        return in_quotes(marked(capitals), "double", comma)
    shown = typeset(capitals)
    return ended_within(shown if source.type == "report" else italic(shown), comma)
