"""The boxes of an article, written by hand to move them or to change them for one page."""

from __future__ import annotations

from docutils import nodes

from sphinx_policywiki.citation import STYLES
from sphinx_policywiki.directives.base import WikiDirective, nearest
from sphinx_policywiki.directives.fields import Option, read_fields
from sphinx_policywiki.messages import warn
from sphinx_policywiki.model import PartialDate
from sphinx_policywiki.nodes import cite_block, glance_box
from sphinx_policywiki.nodes.build import definition, paragraph
from sphinx_policywiki.rows import row_names
from sphinx_policywiki.styles import Styles


class GlanceBox(WikiDirective):
    """The At-a-glance box: ``rows`` chooses and orders, further fields are rows of its own.

    Those are read here, since neither parser can tell them from options, and MyST knows
    field lists only where an extension of it is on.
    """

    def run(self) -> list[nodes.Node]:
        """Return the box, with its own rows in it, for composition."""
        own = self.read_any()
        if "rows" in own:
            self.values["rows"] = own.pop("rows")
        more = read_fields(list(self.content))
        own |= {label: Option(o.text, self.place().line) for label, o in more.found.items()}
        if rest := " ".join(self.content[more.used :]).strip():
            problem = f"{rest[:40]!r} is no row; write rows as ':Label: text' lines"
            self.warn_value("content", problem)
        box = glance_box("", *(self._row(label, option) for label, option in own.items()))
        if "rows" in self.values:
            box["rows"] = self.choices("rows", row_names(self.settings))
        return [self.mark(box)]

    def _row(self, label: str, option: Option) -> nodes.Node:
        text, messages = self.state.inline_text(option.text, option.line)
        body = paragraph(*text)
        for raw in list(body.findall(nodes.raw)):
            problem = f"raw {raw.get('format', '')} in a row is left out: {raw.astext()[:60]!r}"
            warn("raw_html", problem, self.place(option.line))
            raw.parent.remove(raw)
        return definition(label, body, *messages)


class CiteBlock(WikiDirective):
    """The citations: ``styles`` chooses and orders, ``accessed`` adds the date of reading."""

    known_options = ("styles", "accessed")

    def run(self) -> list[nodes.Node]:
        """Return the block for composition."""
        self.read(self.known_options)
        self.refuse_content()
        block = cite_block("")
        if self.text("styles"):
            block["styles"] = self._styles()
        if "accessed" in self.values:
            block["accessed"] = self._accessed()
        return [self.mark(block)]

    def _styles(self) -> list[str]:
        """Return the styles that there are; warn of the others."""
        found = []
        for name in self.items("styles"):
            try:
                Styles.of(self.env).page(name)
            except KeyError:
                self.warn_value("styles", f"{name!r} is not known{nearest(name, STYLES)}")
            except ValueError as error:
                self.warn_value("styles", str(error))
            else:
                found.append(name)
        return found

    def _accessed(self) -> str:
        text = self.text("accessed")
        if text in {"", "reader"}:
            return "reader"
        try:
            return str(PartialDate.parse(text))
        except ValueError as error:
            self.warn_value("accessed", f"{error}, or 'reader' for the reader's own date")
            return "reader"
