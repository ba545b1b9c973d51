"""The directive ``article-changes``: what has changed since an earlier edition."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from sphinx_policywiki.directives.base import WikiDirective
from sphinx_policywiki.earlier import read_earlier
from sphinx_policywiki.messages import warn
from sphinx_policywiki.nodes import change_listing
from sphinx_policywiki.page import Since


class ArticleChanges(WikiDirective):
    """List the articles that are new, changed, renamed or gone since an ``articles.json``."""

    known_options = ("since", "types", "topics")

    def run(self) -> list[nodes.Node]:
        """Return the placeholder of the list, or nothing if the file cannot be read."""
        self.read(self.known_options)
        self.refuse_content()
        path = self._path()
        if not path:
            return []
        types = self.choices("types", self.settings.article_types) or self.items("types")
        since = Since(path, tuple(types), tuple(self.items("topics")))
        return [self.mark(change_listing("", docname=self.env.docname, since=since))]

    def _path(self) -> str:
        """Return the path of the file below the source directory; nothing, warned, if unread."""
        written = self.text("since")
        if not written:
            message = "write the path of an earlier articles.json in the option 'since'"
            self._warn(message)
            return ""
        path, absolute = self.env.relfn2path(written)
        self.env.note_dependency(path)
        try:
            read_earlier(Path(absolute))
        except ValueError as error:
            self._warn(f"since: {written!r}: {error}")
            return ""
        return path

    def _warn(self, problem: str) -> None:
        warn("changes", f"{self.name}: {problem}", self.place(self.line("since")))
