"""Chicago style, notes: the full note of The Chicago Manual of Style, 18th ed. (2024).

Chapter 13 for full notes and names in them, 14.104 for web pages, 6.9 for commas within
quotation marks. A section stands "under" its heading, as in any text without pages (17th
ed., 14.160, and the manual's Q&A on that).
"""

from __future__ import annotations

from typing import Final

from sphinx_policywiki.citation import access
from sphinx_policywiki.citation.chicago import genre
from sphinx_policywiki.citation.dates import month_day_year
from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.text import RichText, Run, ended, in_quotes, link, rich

#: A note names two authors, of more only the first (chapter 13, "Two or more authors").
_AUTHORS: Final = NameForm(order="spoken", most=2, et_al_comma="never")


def cite(item: CitationItem) -> RichText:
    """Return the note on *item*.

    An undated page has an access date instead (14.104); only where there is no address
    is it "n.d.".
    """
    title = (ended(listed(item.creators, _AUTHORS), ", "), in_quotes(item.title, "double", ","))
    section = ("under ", in_quotes(item.section, "double", ","), " ") if item.section else ()
    date = f", {month_day_year(item.issued)}" if item.issued else "" if item.url else ", n.d."
    return ended(rich(*title, " ", *section, _description(item), date, *_located(item)), ".")


def _description(item: CitationItem) -> str:
    kind = genre(item)
    return ", ".join(filter(None, (kind[:1].lower() + kind[1:], item.website)))


def _located(item: CitationItem) -> tuple[str | Run, ...]:
    if not item.url:
        return ()
    accessed = access.needed_by(item)
    shown = (", accessed ", access.day_of(accessed, "mdy")) if accessed else ()
    return *shown, ", ", link(item.url)
