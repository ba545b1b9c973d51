"""What toctrees show: Sphinx itself is asked, and what readers see of its answer counts."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import TocTree
from sphinx.util.logging import suppress_logging

from sphinx_policywiki.builders import has_links
from sphinx_policywiki.hashes import hash_of
from sphinx_policywiki.nodes.whereabouts import is_left_out


class Toctrees:
    """The toctrees of all documents, for one build."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self.env = env
        self.builder = builder
        self.has_links = has_links(builder)

    def of(self, docname: str) -> list[addnodes.toctree]:
        """Return the toctrees of *docname*, as the outline has them."""
        toc = self.env.tocs.get(docname)
        return [] if toc is None else list(toc.findall(addnodes.toctree))

    def below(self, docname: str) -> Hashable:
        """Return what the toctrees in the text of *docname* show."""
        tags = self.builder.tags
        return self.shown(docname, [t for t in self.of(docname) if not is_left_out(t, tags)])

    def shown(self, docname: str, trees: Sequence[addnodes.toctree], **arguments: Any) -> Hashable:
        """Return what *trees* show on the page *docname*, resolved with *arguments* of Sphinx's.

        What Sphinx has to warn of it says when it writes the page.
        """
        if not trees:
            return ()
        resolve = TocTree(self.env).resolve
        with suppress_logging():
            found = [resolve(docname, self.builder, tree, **arguments) for tree in trees]
        printed = [self._printed(tree) for tree in found if tree is not None]
        return hash_of(printed) if printed else ()

    def _printed(self, node: nodes.Node) -> Hashable:
        """Return what is seen of *node*: in plain text not where links lead.

        Hidden toctrees are left in it and nobody sees them, nor a list that has one and nothing
        else; in plain text no empty list.
        """
        if not isinstance(node, nodes.Element):
            return str(node)
        if isinstance(node, addnodes.toctree):
            return ()
        children = tuple(filter(None, map(self._printed, node.children)))
        if isinstance(node, nodes.bullet_list) and not children and self._is_unseen(node):
            return ()
        tag = node.starttag() if self.has_links else (node.tagname, str(node.get("secnumber")))
        return tag, children

    def _is_unseen(self, empty: nodes.bullet_list) -> bool:
        return not self.has_links or len(empty.children) == 1
