"""Lists too long for a box: which they are, what pages of lists are called, how to get there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast
from zlib import crc32

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_policywiki.builders import makes_site
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.exports import shortened
from sphinx_policywiki.graph import Graph
from sphinx_policywiki.index_names import PREFIX
from sphinx_policywiki.locale import count
from sphinx_policywiki.model import Article, Relation
from sphinx_policywiki.rows import relation_row


@dataclass(frozen=True, slots=True)
class LongList:
    """All that stands in *relation* to *article*, on the page *page* of the website."""

    page: str
    article: Article
    relation: Relation


def page_of(graph: Graph, article: Article, relation: str) -> str:
    """Return the name of the page of all that stands in *relation* to *article*.

    What links here is such a list too, of another name than relations have.
    """
    name = article.slug
    if graph.resolve(name) is not article:
        name += f"-{crc32(article.id.encode()):08x}"
    return f"{PREFIX}{relation}/{shortened(name)}"


def long_lists(domain: WikiDomain) -> tuple[LongList, ...]:
    """Return the lists that a box folds, unless a document has the name of their page."""
    if "long_lists" not in domain.kept:
        domain.kept["long_lists"] = tuple(_find(domain))
    return cast("tuple[LongList, ...]", domain.kept["long_lists"])


def _find(domain: WikiDomain) -> Iterator[LongList]:
    fold, graph = domain.settings.fold, domain.graph
    rows = {row for page in domain.shown_pages.values() for row in page.rows}
    for article_id, name in sorted(rows):
        article, relation = graph.by_id[article_id], domain.settings.relations[name]
        if fold is None or len(graph.links(article, name)) <= fold:
            continue
        shown = relation_row(article, relation, graph, fold)
        page = page_of(graph, article, name)
        if any(group.folded for row in shown for group in row.groups) and is_free(domain, page):
            yield LongList(page, article, relation)


def is_free(domain: WikiDomain, page: str) -> bool:
    """Say whether no document stands in the place of *page*."""
    return page not in domain.env.found_docs


def address_of(domain: WikiDomain, docname: str, page: str, section: str) -> str:
    """Return the URL of a list for the page of *docname*; empty if nobody knows one.

    Where the builder makes no such pages, it is that on the website.
    """
    if not is_free(domain, page):
        return ""
    end = f"#{section}" if section else ""
    if makes_site(domain.builder):
        assert isinstance(domain.builder, StandaloneHTMLBuilder)
        return domain.builder.get_relative_uri(docname, page) + end
    base = domain.settings.base_url
    return f"{base}/{domain.page_uri(page)}{end}" if base else ""


def rest_node(domain: WikiDomain, docname: str, page: str, number: int, section: str) -> nodes.Node:
    """Return what stands for the *number* of links that are in *section* of *page* alone."""
    text = count("and %d more", "and %d more", number)
    address = address_of(domain, docname, page, section)
    if not address:
        return nodes.Text(text)
    return nodes.reference(
        "", text, refuri=address, internal=makes_site(domain.builder), classes=["pw-rest"]
    )
