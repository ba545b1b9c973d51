"""Titles in MLA style: MLA Handbook, 9th edition, 5.23 to 5.30 and 5.109."""

from __future__ import annotations

from typing import Final

from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import law
from sphinx_policywiki.citation.text import (
    Part,
    RichText,
    ended_within,
    in_quotes,
    italic,
    joined,
    rich,
    with_quotes,
)
from sphinx_policywiki.citation.titles import capitalized, headline, marked, typeset

_REVIEWS: Final = frozenset({"review", "review-book"})
#: Works whose titles are in italics even where they have a container (5.27).
_ALWAYS_ITALIC: Final = frozenset({"book", "classic", "graphic", "hearing", "map", "periodical"})
#: Works whose titles are in quotation marks even where they have none (5.25).
_ALWAYS_QUOTED: Final = frozenset(
    {
        "article",
        "dataset",
        "document",
        "interview",
        "manuscript",
        "paper-conference",
        "personal_communication",
        "speech",
    }
)


def title(source: Source) -> RichText:
    """Return the title with its full stop; a review without a title of its own has none."""
    return () if source.type in _REVIEWS else _styled(source, source.title, ".")


def short_title(source: Source, inside: str = "") -> RichText:
    """Return the title by which the text cites *source* (6.10), ended by *inside*."""
    if source.is_law:
        return law.short(source, "mla")
    if source.type in _REVIEWS:
        return rich("review of ", italic_headline(source.title_short or source.title, source))
    return _styled(source, source.title_short or source.title, inside)


def label_of_work(source: Source) -> Part:
    """Return the kind of work, unless it goes with a number or at the end (5.109).

    A review has the title of what it reviews in its place.
    """
    if source.type in _REVIEWS:
        return _review(source)
    return "" if source.type == "thesis" or source.number else capitalized(source.genre)


def _review(source: Source) -> RichText:
    kind = capitalized(source.genre) if source.genre and not source.number else "Review of"
    return joined(" ", kind, italic_headline(source.title, source))


def _styled(source: Source, title: str, inside: str) -> RichText:
    """Return *title* as that of *source*, with *inside* before a closing quotation mark."""
    text = marked(title if source.type == "post" else headline(title, source.language))
    if source.type == "collection":
        return ended_within(with_quotes(text, "double"), inside)
    part = source.container_title or source.type in _ALWAYS_QUOTED or source.type == "post"
    if part and source.type not in _ALWAYS_ITALIC:
        return in_quotes(text, "double", inside)
    return ended_within(italic(with_quotes(text, "double")), inside)


def italic_headline(title: str, source: Source) -> RichText:
    """Return *title*, which *source* names, in headline capitals and italics (2.90, 2.109)."""
    return italic(typeset(headline(title, source.language)))
