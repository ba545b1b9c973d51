"""The roles: links to articles, and citations of sources."""

from __future__ import annotations

from typing import Final

from docutils import nodes
from sphinx import addnodes
from sphinx.roles import XRefRole

#: The roles beside those of the types: one for every type, one for sources.
ANY: Final = "article"
SOURCE: Final = "source"


class WikiRole(XRefRole):
    """Link to an article by its slug, title or alias.

    The text shown is what the author typed, or the article's title if that was the slug
    itself; a target that begins with ``!`` makes no link.
    """

    innernodeclass = nodes.inline

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the reference, in our domain also where the role is used without its name."""
        self.name = f"wiki:{self.name.rpartition(':')[2]}"
        return super().run()


class SourceRole(XRefRole):
    """Cite sources by their keys, each with a locator if one is wanted.

    In parentheses, or *narrative*, within the sentence: "Hubinger et al. (2019)"; text
    that the author gives, ``text <key>``, is shown instead.
    """

    innernodeclass = nodes.inline

    def __init__(self, *, narrative: bool = False) -> None:
        super().__init__()
        self.narrative = narrative

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the citation, to be formatted once the page and the bibliography are known."""
        self.name = f"wiki:{SOURCE}"
        found, messages = super().run()
        for node in found:
            if isinstance(node, addnodes.pending_xref):
                node["narrative"] = self.narrative
        return found, messages
