"""Harvard as Pears and Shields have it: Cite Them Right, 12th ed. (2022).

Sections "Webpages" and "Organisations as authors": author, year in parentheses or "no
date", title in italics, "Available at" and "Accessed". A section is cited as a chapter
of a book is: its title in single quotation marks, "in", then the whole.
"""

from __future__ import annotations

from typing import Final

from sphinx_policywiki.citation import access
from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.text import (
    RichText,
    Run,
    ended,
    in_quotes,
    italic,
    link,
    rich,
    with_quotes,
)

#: Of four authors or more the first stands with "et al." in italics.
AUTHORS: Final = NameForm(stop=".", comma="never", most=3, et_al_italic=True, et_al_comma="never")


def cite(item: CitationItem) -> RichText:
    """Return the entry of *item* in a list of references; it always says when it was read."""
    year = item.issued.year if item.issued else "no date"
    section = (in_quotes(item.section, "single"), ", in ") if item.section else ()
    return rich(
        *listed(item.creators, AUTHORS),
        f" ({year}) ",
        *section,
        ended(italic(with_quotes(item.title, "single")), "."),
        f" {item.genre}{item.qualifier}.",
        *((" ", ended(item.website, ".")) if item.website else ()),
        *_located(item),
    )


def _located(item: CitationItem) -> tuple[str | Run, ...]:
    if not item.url:
        return ()
    return (
        " Available at: ",
        link(item.url),
        " (Accessed: ",
        access.day_of(item.accessed, "dmy"),
        ").",
    )
