"""Citations in the text in Vancouver style: numbers in parentheses.

So the ICMJE Recommendations have it (IV.A.3.g, "References"). Neither these nor
Citing Medicine (2nd ed.) tell how to point at a page; it stands after the number here,
since readers need it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from sphinx_policywiki.citation.locators import DOTTED, located
from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import law
from sphinx_policywiki.citation.sources.style import Cite
from sphinx_policywiki.citation.text import RichText, joined, rich
from sphinx_policywiki.citation.titles import typeset

_SURNAMES: Final = NameForm(order="surname", comma="never", most=2)
#: "p." stands for one page and for several (Citing Medicine, "Books": pagination).
_LABELS: Final = DOTTED | {"page": ("p.", "p.")}
#: So many numbers in a row make a range.
_RANGE: Final = 3


def cite(cites: Sequence[Cite]) -> RichText:
    """Return ``(1–3,5)`` for *cites*, or ``(1; 2, p. 12)`` where they tell the place."""
    ordered = sorted(cites, key=lambda cite: cite.number)
    if any(cite.locator for cite in ordered):
        return rich("(", "; ".join(map(_with_place, ordered)), ")")
    numbers = sorted({cite.number for cite in ordered})
    return rich("(", ",".join(_ranges(numbers)), ")")


def narrative(cite: Cite) -> RichText:
    """Return ``Hubinger et al. (1)`` for *cite*."""
    return joined(" ", _who(cite.source), f"({_with_place(cite)})")


def _with_place(cite: Cite) -> str:
    place = located(cite.locator, _LABELS) if cite.locator else ""
    return ", ".join(filter(None, (str(cite.number), place)))


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    for _difference, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        row = [number for _place, number in group]
        if len(row) < _RANGE:
            yield from map(str, row)
        else:
            yield f"{row[0]}–{row[-1]}"


def _who(source: Source) -> RichText:
    if source.is_law:
        return law.short(source, "vancouver")
    title = typeset(source.title_short or source.title)
    return listed(source.creators, _SURNAMES) or title
