"""The sources of the wiki: the bibliography, its style, and which pages cite what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from sphinx.environment import BuildEnvironment

from sphinx_policywiki.bibliography import Bibliography
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import Cite, SourceStyle
from sphinx_policywiki.citation.text import RichText
from sphinx_policywiki.collation import Collation
from sphinx_policywiki.config import settings_of
from sphinx_policywiki.page import Page
from sphinx_policywiki.source_lists import SourceSet, year_letters
from sphinx_policywiki.styles import Styles


class Sources:
    """What *pages* cite or name; everything is made when first asked for, and once.

    :param title: returns the title of a document.
    :param order: the order of titles and entries.
    """

    def __init__(
        self,
        env: BuildEnvironment,
        pages: Mapping[str, Page],
        title: Callable[[str], str],
        order: Collation,
    ) -> None:
        self._env = env
        self._settings = settings_of(env.config)
        self._pages = pages
        self._title = title
        self._order = order
        self._entries: dict[Source, RichText] = {}
        self._cited: dict[str, RichText] = {}
        self._sets: dict[str, SourceSet] = {}

    @cached_property
    def bibliography(self) -> Bibliography:
        """The sources by key."""
        return Bibliography.read(self._env.srcdir, self._settings.bibliography)

    @cached_property
    def style(self) -> SourceStyle:
        """The style in which they are printed."""
        return Styles.of(self._env).source(self._settings.source_style)

    def entry(self, source: Source) -> RichText:
        """Return the entry of *source* in a list."""
        if source not in self._entries:
            self._entries[source] = self.style.reference(source)
        return self._entries[source]

    def _cite(self, source: Source) -> RichText:
        """Return the citation of *source* alone, without a letter behind its year."""
        if source.key not in self._cited:
            self._cited[source.key] = self.style.cite([Cite(source)])
        return self._cited[source.key]

    def of(self, docname: str) -> SourceSet:
        """Return the sources that *docname* cites or names, as its list has them.

        Without a list of its own they are told apart as in that of the wiki.
        """
        page = self._pages.get(docname, Page())
        letters = None if "page" in page.source_lists else self.letters
        return self._set(docname, page.sources, letters)

    @property
    def all(self) -> SourceSet:
        """The sources that any page cites or names, as the list of the wiki has them."""
        return self._set("", self.citing, self.letters)

    def _set(self, name: str, keys: Iterable[str], letters: Mapping[str, str] | None) -> SourceSet:
        if name not in self._sets:
            found = [s for s in map(self.bibliography.get, keys) if s is not None]
            self._sets[name] = SourceSet(found, self.style, self.entry, self._order, letters)
        return self._sets[name]

    @cached_property
    def letters(self) -> Mapping[str, str] | None:
        """By key the letters after years in the list of the wiki; None if there is no list."""
        if not self.list_page:
            return None
        return self._letters(s for s in map(self.bibliography.get, self.citing) if s is not None)

    def letters_of(self, page: Page, known: Iterable[Source]) -> Mapping[str, str]:
        """Return by key the letters after years of the *known* sources of *page*."""
        if "page" in page.source_lists or self.letters is None:
            return self._letters(known)
        return self.letters

    def _letters(self, sources: Iterable[Source]) -> Mapping[str, str]:
        if self.style.kind != "author-date":
            return {}
        return year_letters(sources, self._cite, self.entry, self._order)

    @cached_property
    def citing(self) -> dict[str, list[str]]:
        """For every source (by key) the documents that cite or name it, by title."""
        found: dict[str, list[str]] = defaultdict(list)
        for docname in sorted(self._pages, key=lambda n: (self._order.key(self._title(n)), n)):
            for key in self._pages[docname].sources:
                found[key].append(docname)
        return dict(found)

    @cached_property
    def list_page(self) -> str:
        """The document with the list of all sources, empty if there is none."""
        pages = (name for name, page in self._pages.items() if "wiki" in page.source_lists)
        return min(pages, default="")
