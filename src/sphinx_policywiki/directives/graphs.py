"""The directive for the graph of relations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docutils import nodes

from sphinx_policywiki.directives.lists import AroundDirective
from sphinx_policywiki.nodes import graph_caption, relation_listing
from sphinx_policywiki.page import Around
from sphinx_policywiki.pictures.neighbourhood import LIMIT, Reach
from sphinx_policywiki.pictures.picture import DIRECTIONS

DEEPEST: Final = 3


class ArticleGraph(AroundDirective):
    """Show the relations around an article, or of the whole wiki, as a picture and in words."""

    known_options = ("depth", "relations", "types", "between", "direction", "limit", "caption")

    def run(self) -> list[nodes.Node]:
        """Return the placeholder of the graph, with its caption."""
        self.read(self.known_options)
        self.refuse_content()
        reach = Reach(
            depth=self._number("depth", 1, DEEPEST),
            relations=self._filter("relations", self.settings.relations),
            types=self._filter("types", self.settings.article_types),
            limit=self._number("limit", LIMIT, 0),
            between=self.flag("between"),
        )
        way = self.one_of("direction", DIRECTIONS)
        around = Around("relations", self.centre(), reach=reach, direction=way)
        node = relation_listing("", *self._caption(), docname=self.env.docname, around=around)
        return [self.mark(node)]

    def _number(self, name: str, default: int, highest: int) -> int:
        """Return the number in option *name*, from 1 to *highest* if there is such a limit."""
        text = self.text(name) or str(default)
        if text.isascii() and text.isdecimal() and 0 < int(text) <= (highest or int(text)):
            return int(text)
        wanted = f"a number from 1 to {highest}" if highest else "a number from 1"
        self.warn_value(name, f"{text!r} is not {wanted}")
        return default

    def _filter(self, name: str, known: Iterable[str]) -> tuple[str, ...]:
        """Return the known items; if there are none, the others, which nothing passes."""
        return tuple(self.choices(name, known) or self.items(name))

    def _caption(self) -> list[nodes.Node]:
        text = " ".join(self.text("caption").split())
        if not text:
            return []
        line = self.line("caption")
        content, messages = self.parse_inline(text, lineno=line)
        caption: nodes.Element = graph_caption(text, "", *content)
        caption.source, caption.line = self.place().path, line
        return [self.mark(caption), *messages]
