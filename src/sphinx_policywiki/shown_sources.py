"""What a page shows of sources: citations, rows, lists, and what machines are told of them.

Most of a source is not seen where it is cited. So what is compared is the text that the style
makes of it, which is made once for each source and place in it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from functools import cached_property
from operator import itemgetter

from sphinx_policywiki.builders import has_links, makes_web_pages
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import Cite, parse_targets
from sphinx_policywiki.citation.text import RichText
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.graph import Destination
from sphinx_policywiki.hashes import hash_of
from sphinx_policywiki.metadata.jsonld import work
from sphinx_policywiki.options import safe_url
from sphinx_policywiki.page import Mention, Page
from sphinx_policywiki.roles import SOURCE


class ShownSources:
    """Says of each page what it shows of sources, for one build."""

    def __init__(self, domain: WikiDomain) -> None:
        self.domain = domain
        self._texts: dict[Hashable, int] = {}
        self._entries: dict[str, int] = {}

    def of(self, page: Page) -> object:
        """Return what *page* shows of sources: nothing of those that are not known."""
        if not page.sources and not page.source_lists:
            return ()
        bibliography = self.domain.sources.bibliography
        known = [s for s in map(bibliography.get, page.sources) if s is not None]
        cites = self._cites(page, known)
        return (
            self.domain.sources.style.kind,
            [self._mention(page, cites, m) for m in page.mentions if m.role == SOURCE],
            [self._row(*row) for row in page.source_rows],
            [repr(work(source)) for source in known] if self._is_told_to_machines(page) else (),
            [self._list(cites) if scope == "page" else self._whole for scope in page.source_lists],
        )

    def _is_told_to_machines(self, page: Page) -> bool:
        return bool(page.articles) and makes_web_pages(self.domain.builder)

    # --- in the text ---------------------------------------------------------------

    def _cites(self, page: Page, known: list[Source]) -> dict[str, Cite]:
        """Return by key the *known* sources of *page* as it cites them."""
        letters = self.domain.sources.letters_of(page, known)
        lettered = (replace(s, year_suffix=letters.get(s.key, "")) for s in known)
        return {s.key: Cite(s, number=number) for number, s in enumerate(lettered, start=1)}

    def _mention(self, page: Page, cites: Mapping[str, Cite], mention: Mention) -> Hashable:
        """Return what a role in the text of *page* shows; with explicit text, where it leads."""
        targets = parse_targets(mention.target)
        if not targets or any(target.key not in cites for target in targets):
            return ()
        cited = [replace(cites[target.key], locator=target.locator) for target in targets]
        text = 0 if mention.explicit else self._text(mention, cited)
        return text, [self._place(page, cite.source) for cite in cited]

    def _text(self, mention: Mention, cited: list[Cite]) -> int:
        """Return what stands for the text of *mention*, made once for all alike."""
        numbered = self.domain.sources.style.kind == "numeric"
        signs = tuple(cite.number if numbered else cite.source.year_suffix for cite in cited)
        key = mention.target, mention.narrative, signs
        if key not in self._texts:
            self._texts[key] = hash_of(self._made(cited, narrative=mention.narrative))
        return self._texts[key]

    def _made(self, cited: list[Cite], *, narrative: bool) -> list[RichText]:
        style = self.domain.sources.style
        names = [style.narrative(cite) for cite in cited] if narrative else []
        return names if narrative and style.kind != "note" else [*names, style.cite(cited)]

    def _place(self, page: Page, source: Source) -> Destination:
        """Return where a citation of *source* leads that stands on *page*."""
        if page.source_lists:
            return Destination("", "")
        return Destination(self.domain.sources.list_page or safe_url(source.address) or "", "")

    # --- in boxes and lists --------------------------------------------------------

    def _row(self, article_id: str, what: str) -> Hashable:
        """Return what a box says of the primary source of an article: its text or its address."""
        key = self.domain.graph.by_id[article_id].primary_source_key
        source = self.domain.sources.bibliography.get(key)
        if source is None:
            return ()
        return source.address if what == "source-url" else self._entry(source)

    def _entry(self, source: Source) -> int:
        """Return what stands for the entry of *source*, less the letter behind its year."""
        if source.key not in self._entries:
            bare = replace(source, year_suffix="")
            language = source.language if has_links(self.domain.builder) else ""
            self._entries[source.key] = hash_of((self.domain.sources.entry(bare), language))
        return self._entries[source.key]

    def _list(self, cites: Mapping[str, Cite]) -> object:
        """Return what the list of a page shows of what that *cites*; its order is made of it."""
        return [(self._entry(c.source), c.source.year_suffix) for c in cites.values()]

    @cached_property
    def _whole(self) -> object:
        """What the list of the wiki shows."""
        sources, title = self.domain.sources, self.domain.title
        listed = [
            (key, self._entry(source), (sources.letters or {}).get(key), [
                (Destination(name, ""), title(name)) for name in names
            ])
            for key, names in sources.citing.items()
            if (source := sources.bibliography.get(key)) is not None
        ]  # fmt: skip
        return listed if sources.style.kind == "numeric" else sorted(listed, key=itemgetter(0))
