"""IEEE: IEEE Reference Guide (IEEE Publishing Operations, version of 2023).

Sections "Websites" and "Online": author, page title in quotation marks, website title,
"Accessed", "[Online]. Available"; no stop after the address. A section is cited as a
chapter of a book is: “Section,” in the whole. The number in brackets is the list's.
"""

from __future__ import annotations

from typing import Final

from sphinx_policywiki.citation import access
from sphinx_policywiki.citation.dates import ieee_date
from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.text import RichText, Run, ended, in_quotes, link, rich

#: Of seven authors or more only the first is named, with "et al." in italics.
_AUTHORS: Final = NameForm(
    order="spoken", stop=". ", most=6, et_al_italic=True, et_al_comma="never"
)


def cite(item: CitationItem) -> RichText:
    """Return the reference to *item*; it always says when it was read."""
    section = (in_quotes(item.section, "double", ","), " in ") if item.section else ()
    date = ieee_date(item.issued) if item.issued else ""
    details = ", ".join(filter(None, (item.website, item.genre + item.qualifier, date)))
    return rich(
        *ended(listed(item.creators, _AUTHORS), ", "),
        *section,
        in_quotes(item.title, "double", ","),
        " ",
        ended(details, "."),
        *_located(item),
    )


def _located(item: CitationItem) -> tuple[str | Run, ...]:
    if not item.url:
        return ()
    shown = access.day_of(item.accessed, "mdy-short")
    return " Accessed: ", shown, ". [Online]. Available: ", link(item.url)
