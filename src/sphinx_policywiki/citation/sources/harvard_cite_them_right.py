"""Harvard as Pears and Shields have it: Cite Them Right, 12th edition.

The rules are those of the CSL style of that name (which follows the 12th edition):
authors and year in the text; in the list then the title, where it stands, who published
it, and where it can be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from sphinx_policywiki.citation.locators import located
from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import law
from sphinx_policywiki.citation.sources.harvard_ctr_places import (
    access,
    day,
    page_range,
    publisher,
    volume,
)
from sphinx_policywiki.citation.sources.harvard_ctr_work import (
    lead,
    name_of_work,
    secondary_contributors,
    title_and_place,
)
from sphinx_policywiki.citation.sources.style import Cite
from sphinx_policywiki.citation.text import RichText, ended, joined, plain, rich

_STYLE: Final = "harvard-cite-them-right"
#: Labels of locators as the British locale of CSL has them (New Oxford Dictionary for
#: Writers and Editors): no stop where the word's last letter stands.
_LABELS: Final = {
    "page": ("p.", "pp."),
    "article": ("art.", "arts"),
    "section": ("sect.", "sects"),
    "chapter": ("ch.", "chs"),
    "paragraph": ("para.", "paras"),
    "part": ("pt", "pts"),
    "recital": ("recital", "recitals"),
    "annex": ("annex", "annexes"),
    "appendix": ("app.", "apps"),
    "schedule": ("sched.", "scheds"),
    "rule": ("r.", "rr."),
    "clause": ("cl.", "cls"),
    "note": ("n.", "nn."),
    "figure": ("fig.", "figs"),
    "table": ("tbl.", "tbls"),
    "volume": ("vol.", "vols"),
    "column": ("col.", "cols"),
    "line": ("l.", "ll."),
    "title": ("tit.", "titt."),
}
_SURNAMES: Final = NameForm(
    order="surname", comma="never", most=3, et_al_italic=True, et_al_comma="never"
)


def reference(source: Source) -> RichText:
    """Return the entry of *source* in a list of references."""
    if source.is_law:
        return law.reference(source, _STYLE)
    what = joined(" ", lead(source), f"({_year(source)})", title_and_place(source))
    body = joined(". ", what, *secondary_contributors(source), publisher(source))
    numbered = joined(", ", body, volume(source), day(source), page_range(source))
    return ended(joined(". ", numbered, access(source)), ".")


def cite(cites: Sequence[Cite]) -> RichText:
    """Return "(Hubinger *et al.*, 2019, p. 12; Bostrom, 2014)" for *cites*.

    They stand in the order of their years, those without one last; works of one author
    that then stand together share the name: "(Bostrom, 2003, 2014)".
    """
    by_year = sorted(cites, key=lambda cite: _year(cite.source))
    groups = groupby(by_year, key=lambda cite: _names(cite.source) or cite.source.key)
    return rich("(", joined("; ", *(_works_of_one(list(works)) for _who, works in groups)), ")")


def narrative(cite: Cite) -> RichText:
    """Return "Hubinger *et al.* (2019, p. 12)" for *cite*."""
    after = joined(", ", _cited_year(cite.source), _locator(cite))
    return joined(" ", _short(cite.source), rich("(", after, ")") if after else "")


def _works_of_one(cites: Sequence[Cite]) -> RichText:
    works = (joined(", ", _cited_year(cite.source), _locator(cite)) for cite in cites)
    return joined(", ", _short(cites[0].source), *works)


def _locator(cite: Cite) -> str:
    return located(cite.locator, _LABELS) if cite.locator else ""


def _names(source: Source) -> tuple[Name, ...]:
    """Return who is named in the text; law goes by its title."""
    return () if source.is_law else source.creators


def _short(source: Source) -> RichText:
    if source.is_law:
        return law.short(source, _STYLE)
    return listed(source.creators, _SURNAMES) or name_of_work(source)


def _cited_year(source: Source) -> str:
    """Return the year, unless the name of a law already tells it."""
    if source.is_law and source.year in plain(_short(source)):
        return ""
    return _year(source)


def _year(source: Source) -> str:
    if not source.issued:
        return f"no date {source.year_suffix}".strip()
    return f"{source.issued.year}{source.year_suffix}"
