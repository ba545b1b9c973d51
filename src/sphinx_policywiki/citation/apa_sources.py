"""Sources in APA style: Publication Manual, 7th ed. (2020), chapters 8, 10 and 11.

Titles are printed as the bibliography has them: sentence case cannot be made without
guessing which words are names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sphinx_policywiki.citation.apa import authors, date
from sphinx_policywiki.citation.names import OTHERS, Name, conjoin
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.text import RichText, Run, italic, link, rich, stop
from sphinx_policywiki.model import PartialDate

_WITHIN: Final = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})
_PERIODICAL: Final = frozenset({"article-journal", "article-magazine", "article-newspaper"})
_LAW: Final = frozenset({"legislation", "regulation", "treaty", "bill", "legal_case"})
_ET_AL_FROM: Final = 3


def reference(source: Source) -> RichText:
    """Return the entry of *source* in a list of references."""
    creators = source.authors or source.editors
    title = _title(source)
    if not creators and source.type in _LAW:
        return rich(*title, f", {source.issued.year}." if source.issued else ".", *_where(source))
    when = date(source.issued if source.type not in _YEAR_ONLY else _year(source))
    full_stop = "" if title[-1].text.endswith(("?", "!", ".")) else "."
    if not creators:
        return rich(*title, f"{full_stop} ({when}).", *_container(source), *_where(source))
    return rich(
        f"{stop(authors(creators) + _role(source))} ({when}). ",
        *title,
        full_stop,
        *_container(source),
        *_where(source),
    )


def in_text(source: Source) -> str:
    """Return the parenthetical citation of *source* (8.11, 8.17): ``(Hubinger et al., 2019)``."""
    year = source.issued.year if source.issued else "n.d."
    creators = source.authors or source.editors
    return f"({_short_names(creators) if creators else source.title}, {year})"


def _short_names(creators: Sequence[Name]) -> str:
    surnames = [name.surname for name in creators]
    if len(surnames) >= _ET_AL_FROM or creators[-1] is OTHERS:
        return f"{surnames[0]} et al."
    return conjoin(surnames, "&", serial_comma=False)


_YEAR_ONLY: Final = frozenset(
    {"article-journal", "article", "book", "chapter", "report", "thesis", "paper-conference"}
)


def _year(source: Source) -> PartialDate | None:
    return PartialDate(source.issued.year) if source.issued else None


def _role(source: Source) -> str:
    """Return what says that editors stand where authors would (9.10)."""
    return "" if source.authors else f" ({_editors(source)})"


def _editors(source: Source) -> str:
    return "Eds." if source.editors[1:] else "Ed."


def _title(source: Source) -> list[Run]:
    part_of_whole = source.type in _WITHIN | _PERIODICAL and source.container_title
    title = Run(source.title) if part_of_whole else italic(source.title)
    details = [f"No. {source.number}" if source.type == "report" and source.number else ""]
    if source.type == "article" and source.number:
        details.append(source.number)
    if source.type == "book":
        details.append(f"{source.edition} ed." if source.edition else "")
    details.append(f"Version {source.version}" if source.version else "")
    shown = ", ".join(filter(None, details))
    genre = f" [{source.genre}]" if source.genre and source.type in {"thesis", "speech"} else ""
    return [title, *([Run(f" ({shown})")] if shown else []), *([Run(genre)] if genre else [])]


def _container(source: Source) -> Sequence[str | Run]:
    if source.type in _PERIODICAL and source.container_title:
        volume = (", ", italic(source.volume)) if source.volume else ()
        issue = f"({source.issue})" if source.issue else ""
        pages = f", {source.pages.replace('--', '–').replace('-', '–')}" if source.pages else ""
        return (" ", italic(source.container_title), *volume, issue, pages, ".")
    if source.type in _WITHIN and source.container_title:
        editors = ""
        if source.editors:
            names = [name.initials + " " + name.surname for name in source.editors]
            editors = conjoin(names, "&", serial_comma=bool(names[2:]))
            editors += f" ({_editors(source)}), "
        pages = f" (pp. {source.pages.replace('--', '–')})" if source.pages else ""
        publisher = f" {stop(source.publisher)}" if source.publisher else ""
        return (" In ", editors, italic(source.container_title), pages, ".", publisher)
    publisher = source.publisher or (source.container_title if source.type == "webpage" else "")
    if publisher and publisher not in {name.literal for name in source.authors}:
        return (f" {stop(publisher)}",)
    return ()


def _where(source: Source) -> Sequence[str | Run]:
    return (" ", link(source.address)) if source.address else ()
