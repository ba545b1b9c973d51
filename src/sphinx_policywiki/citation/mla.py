"""MLA: MLA Handbook, 9th ed. (2021), chapter 5.

An entry is a row of elements: author, title of the source, title of the container,
publication date, location. Where an organization is author and publisher the entry
begins with the title ("Organizations, groups, and government authors"), and a publisher
of the website's own name is not repeated ("Publisher"). The kind of article is a
supplemental element after the title, the date of access one at the end where there is no
date of publication (5.105-5.111). A section is a source whose first container is the
article and whose second is the website.
"""

from __future__ import annotations

from typing import Final

from sphinx_policywiki.citation import access
from sphinx_policywiki.citation.dates import day_short_month_year
from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.text import RichText, Run, ended, in_quotes, italic, link, rich

#: Of three authors or more only the first is named (5.8).
AUTHORS: Final = NameForm(order="first-inverted", comma="always", most=2, et_al_comma="always")


def cite(item: CitationItem) -> RichText:
    """Return the entry of *item* in a list of works cited."""
    section = (in_quotes(item.section, "double", "."), " ") if item.section else ()
    return rich(
        *((ended(listed(item.creators, AUTHORS), "."), " ") if item.website else ()),
        *section,
        in_quotes(item.title, "double", "."),
        f" {item.genre}{item.qualifier}. ",
        *_container(item),
    )


def _container(item: CitationItem) -> tuple[str | Run | RichText, ...]:
    date = f", {day_short_month_year(item.issued)}" if item.issued else ""
    site = rich(italic(item.publisher), date)
    if not item.url:
        return (ended(site, "."),)
    accessed = access.needed_by(item)
    shown = (" Accessed ", access.day_of(accessed, "dmy-short"), ".") if accessed else ()
    return site, ", ", link(item.url), ".", *shown
