"""What a style of sources is: entries of a list, and citations in the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, TypeVar

from sphinx_policywiki.citation.locators import Locator
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.text import RichText, with_apostrophes

_Printed = TypeVar("_Printed")


Kind = Literal["author-date", "numeric", "note"]


@dataclass(frozen=True, slots=True)
class Cite:
    """One source cited at one place.

    *number* is its number in the list of the page, for styles that print numbers.
    """

    source: Source
    locator: Locator | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class SourceStyle:
    """A style of sources.

    :ivar label: its name as readers know it.
    :ivar kind: what a citation in the text is: words in parentheses, a number, or a note.
    :ivar reference: returns the entry of a source in a list.
    :ivar cite: returns the citation of one or more sources: in its parentheses or
        brackets, or the text of the note.
    :ivar narrative: returns the citation within a sentence: "Hubinger et al. (2019)";
        for notes the names alone.
    """

    label: str
    kind: Kind
    reference: Callable[[Source], RichText]
    cite: Callable[[Sequence[Cite]], RichText]
    narrative: Callable[[Cite], RichText]


def typeset(style: SourceStyle) -> SourceStyle:
    """Return *style* with every straight apostrophe set as a typographic one.

    So CSL processors print all variables, names of sites and publishers among them.
    """
    return replace(
        style,
        reference=partial(_typeset, style.reference),
        cite=partial(_typeset, style.cite),
        narrative=partial(_typeset, style.narrative),
    )


def _typeset(write: Callable[[_Printed], RichText], printed: _Printed) -> RichText:
    return with_apostrophes(write(printed))
