"""What all printed elements of a CSL style share, and the record while it is printed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Protocol

from citeproc.source import VariableError
from lxml import etree

from sphinx_policywiki.citation.csl.case import cased
from sphinx_policywiki.citation.csl.marks import Kind, own, own_title, wrapped
from sphinx_policywiki.citation.csl.records import Record
from sphinx_policywiki.citation.locators import Locator
from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.model import PartialDate

NAMESPACE: Final = "http://purl.org/net/xbiblio/csl"
#: What may hold markup and quotation marks.
_TITLES: Final = frozenset(
    {"title", "title-short", "container-title", "collection-title", "event-title", "event"}
)
#: Where to look for a form of a term that a locale lacks (CSL 1.0.2, "Terms").
_FALLBACK: Final = {
    "verb-short": ("verb-short", "verb", ""),
    "verb": ("verb", ""),
    "symbol": ("symbol", "short", ""),
    "short": ("short", ""),
}
_FORMATS: Final[dict[tuple[str, str], Kind]] = {
    ("font-style", "italic"): "italic",
    ("font-style", "oblique"): "italic",
    ("font-style", "normal"): "upright",
    ("font-variant", "small-caps"): "caps",
    ("font-variant", "normal"): "no-caps",
    ("vertical-align", "sup"): "sup",
    ("vertical-align", "sub"): "sub",
    ("vertical-align", "baseline"): "baseline",
}
#: The words of a locale by name and form, in the singular and plural.
Words = dict[tuple[str, str], tuple[str, str]]


class Item:
    """A record while it is printed; the engine asks it for variables as its *reference*.

    :ivar called: how many variables were asked for, and *printed* those that were there:
        by that groups know whether they are suppressed.
    :ivar hidden: variables that stand in the author's place, and nowhere else.
    :ivar narrative: whether the names are to be kept apart, in *names*.
    :ivar listed: whether it is an entry of a list, and no citation.
    """

    def __init__(
        self,
        record: Record,
        *,
        narrative: bool = False,
        listed: bool = False,
        hidden: Iterable[str] = (),
    ) -> None:
        self.record = record
        self.listed = listed
        self.called = 0
        self.printed: list[str] = []
        self.hidden = set(hidden)
        self.narrative = narrative
        self.names: str | None = None
        self.depth = 0

    @property
    def reference(self) -> Item:
        """The item itself."""
        return self

    @property
    def type(self) -> str:
        """The CSL type."""
        return self.record.type

    @property
    def language(self) -> str:
        """The language of the work; an error, as the engine has it, if it is not known."""
        return self.raw("language")

    @property
    def place(self) -> Locator:
        """The place in the work that is cited."""
        if self.record.locator is None:
            raise VariableError
        return self.record.locator

    def __contains__(self, variable: str) -> bool:
        return (variable == "locator" and self.record.locator is not None) or self.has(variable)

    def has(self, variable: str) -> bool:
        """Say whether there is something in *variable*, printed or not."""
        if variable == "citation-number":
            return bool(self.record.number)
        return variable in self.record.variables

    def raw(self, variable: str) -> str:
        """Return the text of *variable* as the author wrote it."""
        value = self.record.variables.get(variable)
        if not isinstance(value, str):
            raise VariableError
        return value

    def text(self, variable: str) -> str:
        """Return the text of *variable* for print."""
        value = self.raw(variable)
        if variable in {"URL", "DOI"}:
            return wrapped("url" if variable == "URL" else "doi", own(value))
        return own_title(value) if variable in _TITLES else own(value)

    def people(self, variable: str) -> tuple[Name, ...]:
        """Return the names in *variable*."""
        value = self.record.variables.get(variable)
        return value if isinstance(value, tuple) else ()

    def date(self, variable: str) -> PartialDate | str | None:
        """Return the date in *variable*, or ``reader`` for the reader's own."""
        value = self.record.variables.get(variable)
        return value if isinstance(value, PartialDate) or value == "reader" else None

    def ask(self, variable: str) -> None:
        """Note that *variable* is asked for; one that is hidden is not there."""
        self.called += 1
        if variable in self.hidden:
            raise VariableError

    def note(self, *variables: str) -> None:
        """Note that *variables* were printed."""
        self.printed += variables


class Element(Protocol):
    """What of the engine's elements the mix-in needs."""

    def get(self, name: str, default: str = ...) -> str:
        """Return an attribute."""

    def get_root(self) -> Any:
        """Return the style."""


class Printing:
    """Replaces what the engine does with strings, for all elements that print.

    The engine drops characters at the seams of strings, also an author's, turns errors into
    empty texts, knows no ``font-style="normal"`` and no fallback for the forms of terms.
    Here strings are joined as they are; :mod:`~sphinx_policywiki.citation.csl.punctuation`
    tidies the whole.
    """

    def wrap(self: Element, string: str | None) -> str | None:
        """Return *string* between the element's affixes."""
        return string and f"{self.get('prefix', '')}{string}{self.get('suffix', '')}"

    def join(self: Element, strings: Iterable[str | None], default: str = "") -> str:
        """Return *strings* with the element's delimiter between them."""
        return self.get("delimiter", default).join(str(text) for text in strings if text)

    def format(self: Element, string: Any) -> str:
        """Return *string* in the element's style."""
        text = str(string)
        for (attribute, value), kind in _FORMATS.items():
            if self.get(attribute) == value:
                text = wrapped(kind, text)
        return text

    def case(self: Element, text: Any, language: str | None = None) -> str:
        """Return *text* in the case of the element."""
        known = language or self.get_root().get("default-locale")
        return cased(str(text), self.get("text-case", ""), english=known.startswith("en"))

    def quote(self: Element, string: str) -> str:
        """Return *string* in quotation marks if the element says so."""
        return wrapped("quote", string) if self.get("quotes") == "true" else string

    def get_single_term(self: Element, name: str, form: str | None = None, **_: Any) -> str:
        """Return the term *name* in the singular."""
        return term(self.get_root().words, name, form or "")[0]

    def get_plural_term(self: Element, name: str, form: str | None = None, **_: Any) -> str:
        """Return the term *name* in the plural."""
        return term(self.get_root().words, name, form or "")[1]


def term(words: Words, name: str, form: str = "") -> tuple[str, str]:
    """Return the singular and plural of *name*, in the nearest *form* that there is."""
    for candidate in _FALLBACK.get(form, ("",)):
        if found := words.get((name, candidate)):
            return found
    return ("", "")


def children(element: Any, tag: str) -> list[Any]:
    """Return the children of *element* that are a *tag*."""
    found: list[Any] = element.findall(f"{{{NAMESPACE}}}{tag}")
    return found


def is_a(element: Any, tag: str) -> bool:
    """Say whether *element* is a *tag*."""
    return bool(etree.QName(element).localname == tag)
