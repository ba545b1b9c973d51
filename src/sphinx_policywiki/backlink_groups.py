"""What links to an article in groups by type, each as long as a page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, cast

from sphinx_policywiki.backlinks import Backlink, Backlinks, type_of
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.long_lists import is_free, page_of
from sphinx_policywiki.model import Article
from sphinx_policywiki.page import Around

#: In the place of a relation in the names of pages; with a sign that no relation has if one has it.
_NAME: Final = "backlinks"
#: The section of pages that are no articles; no type has this name.
PAGES: Final = "_pages"


@dataclass(frozen=True, slots=True)
class BacklinkGroup:
    """Links from articles of one *type*, or from pages that are none if it is empty.

    *folded* are so many more, which stand in the section *section* of a page of their own.
    """

    type: str
    entries: tuple[Backlink, ...]
    section: str
    folded: int = 0


@dataclass(frozen=True, slots=True)
class LongBacklinks:
    """All that links to *article*, on the page *page* of the website."""

    page: str
    article: Article


def centre_of(domain: WikiDomain, around: Around) -> Article | None:
    """Return the article around which *around* is."""
    graph = domain.graph
    return graph.by_id.get(around.article) or graph.resolve(around.target.name)


def backlink_groups(
    domain: WikiDomain, article: Article, fold: int | None = None
) -> tuple[BacklinkGroup, ...]:
    """Return what links to *article*, at most *fold* entries of each type."""
    backlinks = Backlinks.of(domain)
    by_type = groupby(backlinks.origins(article), lambda origin: type_of(origin.article))
    found = [(name, list(origins)) for name, origins in by_type]
    return tuple(
        BacklinkGroup(
            name,
            tuple(backlinks.entry(article, origin) for origin in origins[:fold]),
            (name or PAGES) if len(found) > 1 else "",
            len(origins[fold:]) if fold else 0,
        )
        for name, origins in found
    )


def backlink_page(domain: WikiDomain, article: Article) -> str:
    """Return the name of the page of all that links to *article*."""
    is_taken = _NAME in domain.settings.relations
    return page_of(domain.graph, article, f"{_NAME}_" if is_taken else _NAME)


def long_backlinks(domain: WikiDomain) -> tuple[LongBacklinks, ...]:
    """Return the lists that a page folds, unless a document has the name of their page."""
    if "long_backlinks" not in domain.kept:
        domain.kept["long_backlinks"] = tuple(_find(domain))
    return cast("tuple[LongBacklinks, ...]", domain.kept["long_backlinks"])


def _find(domain: WikiDomain) -> Iterator[LongBacklinks]:
    fold, lists = domain.settings.fold, _lists(domain)
    if fold is None or not lists:
        return
    backlinks = Backlinks.of(domain)
    for id_, article in sorted(lists.items()):
        page = backlink_page(domain, article)
        if backlinks.exceed(id_, fold) and is_free(domain, page):
            yield LongBacklinks(page, article)


def _lists(domain: WikiDomain) -> dict[str, Article]:
    """Return the articles of which any page shows what links to them, by their ids."""
    around = (a for page in domain.shown_pages.values() for a in page.around if a.kind == _NAME)
    articles = (centre_of(domain, a) for a in around)
    return {article.id: article for article in articles if article is not None}
