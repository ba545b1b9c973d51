"""Chicago, author-date: The Chicago Manual of Style, 18th ed. (2024).

Sections: 13.102-128 (authors and years in the text, lists of references), and chapter 14
for kinds of works, as the CSL style ``chicago-author-date`` of that edition has them.
Two things differ from what CSL processors print, since they are slips: the number of a
volume does not stand a second time without a page, and a sentence that begins with what
follows an unsigned entry of an encyclopedia begins with a capital. Entries of reference
works that the Manual would cite in the text alone (14.130) are listed too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import law
from sphinx_policywiki.citation.sources.chicago_numbers import located_at, year
from sphinx_policywiki.citation.sources.chicago_parts import (
    SURNAMES,
    descriptions,
    headed,
    short_head,
    title,
)
from sphinx_policywiki.citation.sources.chicago_places import (
    access,
    archive,
    identifiers,
    publication,
    titled_and_placed,
)
from sphinx_policywiki.citation.sources.chicago_work import ENTRIES, work_of
from sphinx_policywiki.citation.sources.style import Cite
from sphinx_policywiki.citation.text import (
    Part,
    RichText,
    ended_within,
    in_quotes,
    joined,
    joined_within,
    plain,
    rich,
)

_STYLE: Final = "chicago"


def reference(source: Source) -> RichText:
    """Return the entry of *source* in a list of references."""
    if source.is_law:
        return law.reference(source, _STYLE)
    who, work = headed(work_of(source, "author-date"))
    titled = [title(work), *descriptions(work), *identifiers(work)]
    when = year(source) if source.issued or not source.status else work.begun(year(source))
    parts: list[Part] = [when, *titled_and_placed(work, titled), publication(work)]
    end = [rich(work.begun(source.medium)), archive(work), *access(work)]
    return ended_within(joined_within(". ", who, *parts, *end), ".")


def cite(cites: Sequence[Cite]) -> RichText:
    """Return "(Hubinger et al. 2019, 12; Bostrom 2014)" for *cites*.

    Works of one author in a row have the name once: "(Bostrom 2003, 2014)", with semicolons
    if places are cited.
    """
    groups = groupby(cites, key=lambda cite: plain(_who(cite.source)))
    return rich(
        "(", joined_within("; ", *(_works_of_one(list(works)) for _name, works in groups)), ")"
    )


def narrative(cite: Cite) -> RichText:
    """Return "Hubinger et al. (2019, 12)" for *cite*; the place alone if it has no year."""
    after = joined_within(", ", _cited_year(cite.source), _place(cite))
    return joined(" ", _who(cite.source), rich("(", after, ")") if after else "")


def _works_of_one(cites: Sequence[Cite]) -> RichText:
    first, *others = cites
    separator = "; " if any(cite.locator for cite in cites) else ", "
    rest = (joined_within(", ", _cited_year(cite.source), _place(cite)) for cite in others)
    return joined_within(separator, _cited(first), *rest)


def _cited(cite: Cite) -> RichText:
    source = cite.source
    dated = " " if source.issued else ", "
    return joined_within(
        ", ", joined_within(dated, _who(source), _cited_year(source)), _place(cite)
    )


def _who(source: Source) -> RichText:
    if source.is_law:
        return law.short(source, _STYLE)
    return short_head(source, SURNAMES)


def _cited_year(source: Source) -> str:
    """Return the year; reference works need none (14.131)."""
    if not (source.issued or source.status) and source.type in ENTRIES:
        return source.year_suffix
    return year(source)


def _place(cite: Cite) -> RichText:
    """Return the place cited, of an unsigned entry its name (14.130)."""
    source = cite.source
    if cite.locator or source.authors or source.type not in ENTRIES:
        return rich(located_at(cite.locator, legal=source.is_law))
    if not source.container_title:
        return ()
    name = in_quotes(source.title_short or source.title, "double")
    return rich("" if source.address else "under ", name)
