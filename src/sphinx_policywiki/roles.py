"""The roles: links to articles, and citations of sources."""

from __future__ import annotations

from typing import Final

from docutils import nodes
from sphinx.roles import XRefRole

#: The roles beside those of the types: one for every type, one for sources.
ANY: Final = "article"
SOURCE: Final = "source"


class WikiRole(XRefRole):
    """Link to an article by its slug, title or alias, or cite a source by its key.

    The text shown is what the author typed, or the article's title if that was the slug
    itself; a target that begins with ``!`` makes no link.
    """

    innernodeclass = nodes.inline

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the reference, in our domain also where the role is used without its name."""
        self.name = f"wiki:{self.name.rpartition(':')[2]}"
        return super().run()
