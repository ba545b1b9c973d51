"""Lists that are computed from the wiki: articles, backlinks, relations, sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from docutils import nodes

from sphinx_policywiki.directives.base import WikiDirective
from sphinx_policywiki.list_order import DATES
from sphinx_policywiki.model import Target
from sphinx_policywiki.nodes import (
    article_listing,
    backlink_listing,
    placeholder,
    source_listing,
)
from sphinx_policywiki.page import Around, Query, articles_of_page

STYLES = ("list", "table", "cards")
SCOPES = ("page", "wiki")
SORTS = ("title", *DATES, "used")
GROUPS = ("type", "topic", "status", "letter")


class ArticleList(WikiDirective):
    """List articles; every filter takes a list, and an article must pass all filters."""

    known_options = (
        "type", "topics", "status", "sort", "reverse", "limit", "group-by", "style", "book",
    )  # fmt: skip

    def run(self) -> list[nodes.Node]:
        """Return the placeholder of the list."""
        self.read(self.known_options)
        self.refuse_content()
        query = Query(
            types=self._filter("type", self.settings.article_types),
            topics=tuple(self.items("topics")),
            statuses=self._filter("status", self.settings.statuses),
            group_by=self.one_of("group-by", GROUPS),
            style=self.one_of("style", STYLES) or "list",
            book=self.flag("book"),
            sort=self.one_of("sort", SORTS) or SORTS[0],
            reverse=self.flag("reverse"),
            limit=self._limit(),
        )
        return [self.mark(article_listing("", docname=self.env.docname, query=query))]

    def _limit(self) -> int:
        """Return the greatest number of articles to list, 0 for any."""
        text = self.text("limit")
        if "limit" not in self.values or (text.isdecimal() and int(text)):
            return int(text or 0)
        self.warn_value("limit", f"{text!r} is no number of articles; write one, such as 10")
        return 0

    def _filter(self, name: str, known: Iterable[str]) -> tuple[str, ...]:
        """Return the known items; if there are none, the others, which no article passes."""
        return tuple(self.choices(name, known) or self.items(name))


class SourceList(WikiDirective):
    """List the sources that the page, or with the scope ``wiki`` any page, cites or names."""

    known_options = ("scope",)

    def run(self) -> list[nodes.Node]:
        """Return the placeholder of the list."""
        self.read(self.known_options)
        self.refuse_content()
        scope = self.one_of("scope", SCOPES) or SCOPES[0]
        return [self.mark(source_listing("", docname=self.env.docname, scope=scope))]


class AroundDirective(WikiDirective):
    """A list around one article: the argument, or the article of the page."""

    optional_arguments = 1
    placeholder: ClassVar[type[placeholder]]
    kind: ClassVar[str]

    def run(self) -> list[nodes.Node]:
        """Return the placeholder of the list."""
        self.read(())
        self.refuse_content()
        around = Around(self.kind, self.centre())
        return [self.mark(self.placeholder("", docname=self.env.docname, around=around))]

    def centre(self) -> Target:
        """Return the name of the article, empty if neither argument nor page has one."""
        noted = articles_of_page(self.env)
        return Target(self.argument or (noted[-1].slug if noted else ""), self.place().line)


class Backlinks(AroundDirective):
    """List the pages whose text links to an article."""

    placeholder = backlink_listing
    kind = "backlinks"
