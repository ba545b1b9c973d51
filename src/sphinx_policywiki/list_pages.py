"""The pages of lists that are too long for a box: in the look of the theme, one a list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_policywiki.builders import makes_site
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.generated_pages import GeneratedPage
from sphinx_policywiki.graph import Link, face
from sphinx_policywiki.locale import tr
from sphinx_policywiki.long_list_pages import article_address, long_list_context
from sphinx_policywiki.long_lists import LongList, long_lists
from sphinx_policywiki.rows import links_by_type


def generated_lists(app: Sphinx) -> Iterator[GeneratedPage]:
    """Yield the page of each list that a box folds, with what it shows of articles."""
    builder = app.builder
    if not makes_site(builder):
        return
    assert isinstance(builder, StandaloneHTMLBuilder)
    domain = WikiDomain.of(app.env)
    for list_ in long_lists(domain):
        links = _links(domain, list_)
        shown = face(list_.article), [_face(domain, link) for link in links]
        yield GeneratedPage(list_.page, shown, partial(_context, builder, list_, links))


def _links(domain: WikiDomain, list_: LongList) -> list[Link]:
    """Return all links by title, those that lead nowhere last."""
    graph = domain.graph
    links = graph.links(list_.article, list_.relation.name)
    last = len(graph.articles)
    return sorted(links, key=lambda li: graph.rank(li.article) if li.article else last)


def _face(domain: WikiDomain, link: Link) -> object:
    if link.article is None:
        return link.name, domain.external(link.name)
    return link.article.type, face(link.article)


def _context(builder: StandaloneHTMLBuilder, list_: LongList, links: list[Link]) -> dict[str, Any]:
    types = WikiDomain.of(builder.env).settings.article_types
    by_type = links_by_type(list_.article, list_.relation, links)
    groups = [
        (name, tr(types[name].plural), [_item(builder, list_, li) for li in by_type[name]])
        for name in types
        if name in by_type
    ]
    heading = tr(list_.relation.label)
    return long_list_context(builder, list_.page, list_.article, heading, groups)


def _item(builder: StandaloneHTMLBuilder, list_: LongList, link: Link) -> tuple[str, str, bool]:
    """Return text and address of *link*, and whether it leads to another project."""
    if link.article is not None:
        return link.article.title, article_address(builder, list_.page, link.article), False
    address, title = WikiDomain.of(builder.env).external(link.name) or ("", link.name)
    return title, address, True
