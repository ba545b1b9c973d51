"""MLA: MLA Handbook, 9th edition (chapter 5 for the list, chapter 6 for the text).

A citation names author and page, with no year: "(Hubinger et al. 12)". An entry is a row
of elements in a set order: author, title, container with its version, number, publisher,
date and location, and what the Handbook calls supplemental elements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sphinx_policywiki.citation.locators import ABBREVIATED, Locator, located
from sphinx_policywiki.citation.mla import AUTHORS
from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.citation.numbers import pages
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import law
from sphinx_policywiki.citation.sources.mla_container import container, end
from sphinx_policywiki.citation.sources.mla_titles import label_of_work, short_title, title
from sphinx_policywiki.citation.sources.style import Cite
from sphinx_policywiki.citation.text import RichText, joined, rich, sentences

_UNLABELLED: Final = frozenset({"page", "line"})
#: Labels of locators (appendix 1); a page or a line has none.
_LABELS: Final = ABBREVIATED | {
    "paragraph": ("par.", "pars."),
    "table": ("tbl.", "tbls."),
    "title": ("tit.", "titt."),
}
#: A comma follows an inverted name, which that of an institution is not.
_INSTITUTIONS: Final = replace(AUTHORS, comma="never")
_SURNAMES: Final = NameForm(order="surname", most=2)
#: In prose "and others" stands for the rest (6.5).
_IN_PROSE: Final = NameForm(order="surname", most=2, et_al="and others")


def reference(source: Source) -> RichText:
    """Return the entry of *source* in a list of works cited."""
    if source.is_law:
        return law.reference(source, "mla")
    who = _lead(source)
    return sentences(who, title(source), label_of_work(source), container(source), end(source))


def cite(cites: Sequence[Cite]) -> RichText:
    """Return "(Hubinger et al. 12; Bostrom, ch. 3)" for *cites*."""
    several = [cite for cite in cites if _is_one_of_several(cite, cites)]
    return rich("(", joined("; ", *(_cited(cite, cite in several) for cite in cites)), ")")


def narrative(cite: Cite) -> RichText:
    """Return "Hubinger and others (12)" for *cite*; the names alone if there is no locator.

    In prose "et al." is written out (6.5).
    """
    names = _names(cite.source)
    work = short_title(cite.source) if cite.source.year_suffix or not names else ()
    who, place = listed(names, _IN_PROSE), _place(cite.locator)
    after = joined(", ", work if names else "", place)
    return joined(" ", who or work, rich("(", after, ")") if after else "")


def _is_one_of_several(cite: Cite, cites: Sequence[Cite]) -> bool:
    """Say whether the title must tell *cite* from another work of its authors (6.8)."""
    return bool(cite.source.year_suffix) or any(
        cite.source.key != other.source.key and _names(cite.source) == _names(other.source)
        for other in cites
    )


def _cited(cite: Cite, with_title: bool) -> RichText:
    names, place = _names(cite.source), _place(cite.locator)
    labelled = bool(cite.locator and cite.locator.label not in _UNLABELLED)
    work = short_title(cite.source, "," if labelled else "") if with_title or not names else ()
    who = joined(", ", listed(names, _SURNAMES), work)
    return joined(", " if labelled else " ", who, place)


def _place(locator: Locator | None) -> str:
    """Return the locator: a page as "436-44", with a label what is no page or line."""
    if locator is None:
        return ""
    if locator.label in _UNLABELLED:
        return pages(locator.value, "minimal-two")
    return located(locator, _LABELS)


def _names(source: Source) -> tuple[Name, ...]:
    """Return who is named: the authors, or else editors or translators (5.4); for law nobody."""
    return () if source.is_law else source.creators


def _lead(source: Source) -> RichText:
    """Return who answers for the work, with the role if they are not its authors (5.44)."""
    names = _names(source)
    form = _INSTITUTIONS if all(name.literal for name in names) else AUTHORS
    if source.authors or not names:
        return listed(names, form)
    role = "editor" if source.editors else "translator"
    return joined(", ", listed(names, form), f"{role}s" if names[1:] else role)
