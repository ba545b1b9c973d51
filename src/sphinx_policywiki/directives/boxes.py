"""The boxes of an article, written by hand to move them or to change them for one page."""

from __future__ import annotations

from docutils import nodes

from sphinx_policywiki.citation import STYLES
from sphinx_policywiki.directives.base import WikiDirective
from sphinx_policywiki.model import PartialDate
from sphinx_policywiki.nodes import cite_block, glance_box
from sphinx_policywiki.rows import row_names


class GlanceBox(WikiDirective):
    """The At-a-glance box: ``rows`` chooses and orders, the content adds rows."""

    optional_arguments = 0
    known_options = ("rows",)

    def run(self) -> list[nodes.Node]:
        """Return the box, with the extra rows in it, for composition."""
        self.read(self.known_options)
        box = glance_box("", *self._extra_rows())
        if self.text("rows"):
            box["rows"] = self.choices("rows", row_names(self.settings))
        return [self.mark(box)]

    def _extra_rows(self) -> list[nodes.Node]:
        rows: list[nodes.Node] = []
        for node in self.parse_content_to_nodes():
            if isinstance(node, nodes.field_list):
                rows.extend(node.children)
            elif not isinstance(node, nodes.comment | nodes.system_message):
                text = f"the content is {node.astext()[:40]!r}; write rows as ':Label: text' lines"
                self.warn_value("content", text)
        return rows


class CiteBlock(WikiDirective):
    """The citations: ``styles`` chooses and orders, ``accessed`` adds the date of reading."""

    optional_arguments = 0
    known_options = ("styles", "accessed")

    def run(self) -> list[nodes.Node]:
        """Return the block for composition."""
        self.read(self.known_options)
        block = cite_block("")
        if self.text("styles"):
            block["styles"] = self.choices("styles", STYLES)
        if "accessed" in self.values:
            block["accessed"] = self._accessed()
        return [self.mark(block)]

    def _accessed(self) -> str:
        text = self.text("accessed")
        if text in {"", "reader"}:
            return "reader"
        try:
            return str(PartialDate.parse(text))
        except ValueError as error:
            self.warn_value("accessed", f"{error}, or 'reader' for the reader's own date")
            return "reader"
