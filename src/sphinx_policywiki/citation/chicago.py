"""Chicago style, author-date: The Chicago Manual of Style, 17th ed. (2017).

Sections: 14.207 websites, 15.6-15.9 author-date references, 14.76 many authors,
15.44 undated works, 6.9 stops within quotation marks. A section is cited as a chapter of
a book is (14.106): “Section.” In the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sphinx_policywiki.citation import access
from sphinx_policywiki.citation.dates import month_day
from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.names import Name, conjoin
from sphinx_policywiki.citation.text import RichText, Run, ends_sentence, link, quoted, rich, stop

_MOST_NAMES: Final = 10
_NAMES_BEFORE_ET_AL: Final = 7


def cite(item: CitationItem) -> RichText:
    """Return the reference list entry of *item* as Chicago has it."""
    year = str(item.issued.year) if item.issued else "n.d"
    title = _quoted(item.title)
    if item.section:
        title = f"{_quoted(item.section)} In {title}"
    description = ". ".join(filter(None, (genre(item), item.website)))
    day = month_day(item.issued) if item.issued else ""
    return rich(
        f"{stop(_authors(item.creators))} {year}. {title} ",
        stop(", ".join(filter(None, (description, day)))),
        *_located(item),
    )


def _authors(names: Sequence[Name]) -> str:
    """Return the names, the first inverted; of more than ten the first seven (14.76)."""
    listed = [name.in_order if n else name.inverted for n, name in enumerate(names)]
    if len(listed) > _MOST_NAMES:
        return f"{', '.join(listed[:_NAMES_BEFORE_ET_AL])}, et al."
    return conjoin(listed, "and", serial_comma=True)


def _quoted(title: str) -> str:
    return quoted(title, "double", "" if ends_sentence(title) else ".")


def genre(item: CitationItem) -> str:
    """Return the kind of article with its qualifiers: ``Wiki article (Concept) [version 2]``."""
    kind = f"{item.kind} ({item.type_label})" if item.type_label else item.kind
    return kind + item.qualifier


def _located(item: CitationItem) -> tuple[str | Run, ...]:
    if not item.url:
        return ()
    url = (" ", link(item.url), ".")
    return (" Accessed ", access.day_of(item.accessed, "mdy"), ".", *url) if item.accessed else url
