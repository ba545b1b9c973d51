"""The CSL engine, citeproc-py, with our elements in the place of those that err."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Final

from citeproc import model
from citeproc.source import VariableError
from lxml import etree

from sphinx_policywiki.citation.csl import conditions, dates, elements, persons
from sphinx_policywiki.citation.csl.locale import locales, localize, option, words_of
from sphinx_policywiki.citation.csl.marks import glyphs, own
from sphinx_policywiki.citation.csl.printing import NAMESPACE, Item, children, is_a, term
from sphinx_policywiki.citation.csl.punctuation import runs, tidied, with_marks
from sphinx_policywiki.citation.csl.records import Record
from sphinx_policywiki.citation.locators import located
from sphinx_policywiki.citation.names import OTHERS
from sphinx_policywiki.citation.text import RichText

_OURS: Final[dict[str, type[Any]]] = {
    "text": elements.Text,
    "number": elements.Number,
    "label": elements.Label,
    "date": dates.Date,
    "date-part": dates.DatePart,
    "group": elements.Group,
    "layout": elements.Layout,
    "macro": elements.Macro,
    "if": conditions.If,
    "else-if": conditions.ElseIf,
    "names": persons.Names,
    "name": persons.Name,
    "name-part": persons.NamePart,
    "et-al": persons.EtAl,
    "substitute": persons.Substitute,
}
#: What the engine and our elements raise where a style is wrong.
FAILURES: Final = (
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    RecursionError,
    AssertionError,
    VariableError,
)
#: Of how many names all are told within a sentence where the style says nothing of it.
_MOST_NAMES: Final = 2


@lru_cache(maxsize=64)
def layouts(content: bytes, locale: str) -> Layouts:
    """Return the style with *content* in *locale*, read once."""
    return Layouts(content, locale)


def _parser() -> Any:
    """Return a parser that makes the engine's elements, and reads nothing but the text."""
    lookup = etree.ElementNamespaceClassLookup()
    namespace = lookup.get_namespace(NAMESPACE)
    namespace[None] = model.CitationStylesElement
    for element in model.CitationStylesElement.__subclasses__():
        namespace[element.__name__.replace("_", "-").lower()] = element
    namespace.update(_OURS)
    parser = etree.XMLParser(
        remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True
    )
    parser.set_element_class_lookup(lookup)
    return parser


class Layouts:
    """A style that was read, ready to print."""

    def __init__(self, content: bytes, locale: str) -> None:
        parser = _parser()
        self._root = root = etree.fromstring(content, parser)
        root.set("default-locale", locale)
        root.locales = locales(root, locale, parser)
        root.words = self._words = words_of(root.locales)
        root.formatter = SimpleNamespace(preformat=str)
        root.adds_letters = _adds_letters(root)
        self._inside_quotes = option(root.locales, "punctuation-in-quote") == "true"
        self._complete()

    def _complete(self) -> None:
        """Put into the style what it leaves to its locale and to the engine."""
        for date in _all(self._root, "date"):
            if not is_a(date.getparent(), "locale"):
                localize(date, self._root.locales)
        for names in _all(self._root, "names"):
            within = any(is_a(around, "names") for around in names.iterancestors())
            if not children(names, "name") and not within:
                names.insert(0, names.makeelement(f"{{{NAMESPACE}}}name"))

    # --- what is printed -----------------------------------------------------------

    def entry(self, record: Record) -> RichText:
        """Return the entry of *record* in a list; the citation if the style has no lists."""
        return self._rich(_printed(self._list, [Item(record, listed=True)]))

    def printed(self, record: Record) -> frozenset[str]:
        """Return the variables that the entry of *record* has."""
        item = Item(record, listed=True)
        _printed(self._list, [item])
        return frozenset(item.printed)

    def citation(self, records: Sequence[Record]) -> RichText:
        """Return the citation of *records*."""
        return self._rich(_printed(self._citation, [Item(record) for record in records]))

    def narrative(self, record: Record) -> tuple[RichText, RichText]:
        """Return the names of *record*, or its title, and the rest of its citation."""
        item = Item(record, narrative=True)
        rest = _printed(self._citation, [item])
        if item.names is None and "title" in item.printed:
            item = Item(record, hidden=_TITLES)
            rest = _printed(self._citation, [item])
        return self._rich(item.names or self._short_names(record)), self._rich(rest)

    @property
    def _citation(self) -> Any:
        return children(children(self._root, "citation")[0], "layout")[0]

    @property
    def _list(self) -> Any:
        for bibliography in children(self._root, "bibliography"):
            return children(bibliography, "layout")[0]
        return self._citation

    def _short_names(self, record: Record) -> str:
        people = Item(record).people("author") or Item(record).people("editor")
        surnames = [own(name.surname) for name in people if name != OTHERS]
        if not surnames:
            return Item(record).text("title")
        if len(surnames) > _MOST_NAMES or len(surnames) < len(people):
            return f"{surnames[0]} {term(self._words, 'et-al')[0]}"
        return f" {term(self._words, 'and')[0]} ".join(surnames)

    def _rich(self, text: str) -> RichText:
        quotes = [term(self._words, name)[0] for name in _QUOTES]
        outer, inner = "".join(quotes[:2]) or "“”", "".join(quotes[2:]) or "‘’"
        tidy = tidied(glyphs(text), inside_quotes=self._inside_quotes)
        return runs(with_marks(tidy, outer, inner))


_TITLES: Final = frozenset({"title", "title-short"})
_QUOTES: Final = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")


def _all(root: Any, tag: str) -> list[Any]:
    return list(root.iter(f"{{{NAMESPACE}}}{tag}"))


def _adds_letters(root: Any) -> bool:
    """Say whether letters that tell works apart follow the year, wherever that stands."""
    explicit = any(text.get("variable") == "year-suffix" for text in _all(root, "text"))
    citation = children(root, "citation")[0]
    return citation.get("disambiguate-add-year-suffix") == "true" and not explicit


def _printed(layout: Any, items: Sequence[Item]) -> str:
    texts = [_one(layout, item) for item in items]
    added = any(_place_is_lost(item) for item in items)
    joined = "; ".join(filter(None, texts)) if added else layout.join(texts)
    return str(layout.format(layout.wrap(joined) or ""))


def _one(layout: Any, item: Item) -> str:
    """Return *item* as *layout* has it, and the place that is cited, if it leaves that out.

    Where it prints nothing of a work, the title tells which it is.
    """
    text = layout.render_children(item) or ""
    if not text and not item.names and not item.hidden:
        text = item.text("title")
    locator = item.record.locator
    if locator and _place_is_lost(item):
        return ", ".join(filter(None, (text, own(located(locator)))))
    return str(text)


def _place_is_lost(item: Item) -> bool:
    return not item.listed and item.record.locator is not None and "locator" not in item.printed
