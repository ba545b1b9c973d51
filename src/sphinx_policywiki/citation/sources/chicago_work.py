"""What both Chicago styles set: a source, and the form that it is set in.

Source of the rules: The Chicago Manual of Style, 18th ed. (2024), chapters 13 and 14.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from sphinx_policywiki.citation.locators import Locator
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.titles import capitalized

#: An entry of a list with the year behind the authors, one with the year at its end (both
#: in sentences), and a note, whose parts commas separate.
Form = Literal["author-date", "bibliography", "note"]

ENTRIES: Final = frozenset({"entry", "entry-dictionary", "entry-encyclopedia"})


@dataclass(frozen=True, slots=True)
class Work:
    """A source as it is set at one place.

    :ivar source: the whole record, which tells what kind of work it is.
    :ivar rest: the record without what the head of the entry has printed already.
    :ivar form: how it is set.
    :ivar locator: the place cited, in notes.
    """

    source: Source
    rest: Source
    form: Form
    locator: Locator | None = None

    @property
    def is_note(self) -> bool:
        """Whether it is set as a note."""
        return self.form == "note"

    @property
    def separator(self) -> str:
        """What stands between its parts."""
        return ", " if self.is_note else ". "

    @property
    def is_press(self) -> bool:
        """Whether it stands in a magazine or newspaper, cited by date alone (14.87, 14.89)."""
        return self.source.type in {"article-magazine", "article-newspaper"}

    @property
    def is_page(self) -> bool:
        """Whether it is a page of a website, or a post on one."""
        return self.source.type in {"webpage", "post"}

    @property
    def cites_page(self) -> bool:
        """Whether it points at a page."""
        return self.locator is not None and self.locator.label == "page"

    def begun(self, text: str) -> str:
        """Return *text*, in entries with a capital, since a sentence begins with it."""
        return text if self.is_note else capitalized(text)


def work_of(source: Source, form: Form, locator: Locator | None = None) -> Work:
    """Return *source* as it is set in *form*, nothing of it printed yet."""
    return Work(source, source, form, locator)
