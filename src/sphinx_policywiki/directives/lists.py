"""Lists that are computed from the wiki: articles, backlinks, relations, sources."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from sphinx_policywiki.directives.base import WikiDirective, nearest
from sphinx_policywiki.nodes import (
    article_listing,
    backlink_listing,
    placeholder,
    relation_listing,
    source_listing,
)
from sphinx_policywiki.page import Query, articles_of_page

STYLES = ("list", "table", "cards")
GROUPS = ("type", "topic", "status", "letter")


class ArticleList(WikiDirective):
    """List articles; every filter takes a list, and an article must pass all filters."""

    has_content = True
    optional_arguments = 0
    known_options = ("type", "topics", "status", "group-by", "style", "book")

    def run(self) -> list[nodes.Node]:
        """Return the placeholder of the list."""
        self.read(self.known_options)
        query = Query(
            types=self._filter("type", self.settings.article_types),
            topics=tuple(self.items("topics")),
            statuses=self._filter("status", self.settings.statuses),
            group_by=self._one("group-by", GROUPS),
            style=self._one("style", STYLES) or "list",
            book="book" in self.values,
        )
        return [self.mark(article_listing("", docname=self.env.docname, query=query))]

    def _filter(self, name: str, known: Iterable[str]) -> tuple[str, ...]:
        """Return the known items; if there are none, the others, which no article passes."""
        return tuple(self.choices(name, known) or self.items(name))

    def _one(self, name: str, known: tuple[str, ...]) -> str:
        text = self.text(name)
        if text and text not in known:
            self.warn_value(name, f"{text!r} is not known{nearest(text, known)}")
            return ""
        return text


class SourceList(WikiDirective):
    """List the sources that the page cites or names."""

    optional_arguments = 0

    def run(self) -> list[nodes.Node]:
        """Return the placeholder of the list."""
        self.read(())
        return [self.mark(source_listing("", docname=self.env.docname))]


class _Around(WikiDirective):
    """A list around one article: the argument, or the article of the page."""

    placeholder: type[placeholder]

    def run(self) -> list[nodes.Node]:
        """Return the placeholder of the list."""
        self.read(())
        noted = articles_of_page(self.env)
        target = self.argument or (noted[-1].slug if noted else "")
        node = self.placeholder("", docname=self.env.docname, target=target)
        return [self.mark(node)]


class Backlinks(_Around):
    """List the pages whose text links to an article."""

    placeholder = backlink_listing


class ArticleGraph(_Around):
    """Show the relations around an article, or of the whole wiki, as nested lists."""

    placeholder = relation_listing
