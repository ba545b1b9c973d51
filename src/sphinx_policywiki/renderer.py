"""MyST's renderer, which no link of an author stops."""

from __future__ import annotations

from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.warnings_ import MystWarnings


class Renderer(SphinxRenderer):
    """MyST's renderer for Sphinx."""

    def render_link_unknown(self, token: SyntaxTreeNode) -> None:
        """Render a link that may be one to a file; of one with too long a name, the text alone.

        MyST asks the system whether there is such a file, and the system refuses to look.
        """
        try:
            super().render_link_unknown(token)
        except OSError as error:
            self.create_warning(
                f"this link names no file and no page ({error.strerror}); shorten its target",
                MystWarnings.XREF_MISSING,
                line=token_line(token, default=0),
                append_to=self.current_node,
            )
            self.render_children(token)
