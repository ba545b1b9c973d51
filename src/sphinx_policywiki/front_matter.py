"""Pages whose YAML front matter declares their article: MyST's parser, with one step more.

The article is declared where a directive right below the title would declare it, in the
same state of the parser, so that all that follows is the same.
"""

from __future__ import annotations

import re
from typing import Any, Final

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import TopmatterReadError, merge_file_level, read_topmatter
from myst_parser.mocking import MockState, MockStateMachine
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.warnings_ import create_warning
from sphinx.application import Sphinx

from sphinx_policywiki.config import settings_of
from sphinx_policywiki.directives.article import warn_of_two
from sphinx_policywiki.directives.front_matter import KEY, FrontMatter
from sphinx_policywiki.messages import warn
from sphinx_policywiki.page import articles_of_page
from sphinx_policywiki.renderer import Renderer

_BLOCK: Final = re.compile(
    rf"---[^\n]*\n(?:(?!---|\.\.\.).*\n)*?.*\b{KEY}\b[\"']?\s*:", re.MULTILINE
)


class ArticleParser(MystParser):
    """MyST's parser for Sphinx; pages with our mapping go through a renderer of their own."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse *inputstring* into *document*."""
        renderer = ArticleRenderer if _BLOCK.match(inputstring) else Renderer
        parser = create_md_parser(self._options(inputstring, document), renderer)
        parser.options["document"] = document
        parser.render(inputstring)

    @staticmethod
    def _options(inputstring: str, document: nodes.document) -> Any:
        """Return MyST's configuration with what the page says of it."""
        config = document.settings.env.myst_config
        try:
            topmatter = read_topmatter(inputstring)
        except TopmatterReadError:  # of which the renderer warns
            topmatter = None
        if not topmatter:
            return config

        def complain(kind: Any, message: str) -> None:
            create_warning(document, message, kind, line=1, append_to=document)

        return merge_file_level(config, topmatter, complain)


class ArticleRenderer(Renderer):
    """Declares the article of the front matter below the first heading."""

    _waiting: FrontMatter | None = None

    def render_front_matter(self, token: SyntaxTreeNode) -> None:
        """Read our mapping, then what is MyST's."""
        env = self.sphinx_env
        if env is not None:
            found = FrontMatter(token.content, env.docname, settings_of(env.config))
            self._waiting = found if found.type_name else None
        super().render_front_matter(token)
        if not any(sibling.type == "heading" for sibling in token.siblings):
            self.current_node.extend(self._declare())

    def dict_to_fm_field_list(self, data: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Leave our mapping out of the fields, which Sphinx takes for metadata."""
        data = {key: value for key, value in data.items() if key != KEY}
        return super().dict_to_fm_field_list(data, *args, **kwargs)

    def render_heading(self, token: SyntaxTreeNode) -> None:
        """Render a heading, and below the first one declare the article.

        A page without headings has the article at its beginning.
        """
        super().render_heading(token)
        if isinstance(self.current_node, nodes.section):
            self.current_node.extend(self._declare())

    def _declare(self) -> list[nodes.Node]:
        found, self._waiting = self._waiting, None
        env = self.sphinx_env
        if found is None or env is None:
            return []
        state_machine = MockStateMachine(self, found.line)
        state = MockState(self, state_machine, found.line)
        directive = found.directive(state, state_machine)
        if noted := articles_of_page(env):
            warn_of_two(noted[0].place, directive.place())
            return []
        return directive.run()


def warn_of_unread(app: Sphinx, document: nodes.document) -> None:
    """Warn of a mapping in the metadata: only a page that another parser read has it there."""
    docname = app.env.docname
    if KEY in app.env.metadata[docname]:
        message = (
            f"front matter: {KEY!r} is read from the YAML of MyST pages only; "
            "use the directive of the type"
        )
        warn("front_matter", message, (docname, 1))


def setup_front_matter(app: Sphinx) -> None:
    """Let our parser read MyST pages."""
    app.add_source_parser(ArticleParser, override=True)
    app.connect("doctree-read", warn_of_unread)
