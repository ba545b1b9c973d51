"""What toctrees show of documents: in the text, and in sidebars titles or all headings."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Final

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import TocTree
from sphinx.util.logging import suppress_logging

from sphinx_policywiki.builders import has_links
from sphinx_policywiki.hashes import hash_of
from sphinx_policywiki.nodes.whereabouts import holds, is_left_out

#: More levels than there are.
_ALL: Final = 1_000


def _is_empty(node: nodes.Node) -> bool:
    return isinstance(node, addnodes.toctree) and not node["entries"]


class Toctrees:
    """The toctrees of all documents, for one build."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self.env = env
        self.builder = builder
        self.has_links = has_links(builder)

    def of(self, docname: str, *, shown: bool = True) -> list[addnodes.toctree]:
        """Return the toctrees of *docname*, as the outline has them.

        Those that ``only`` leaves out are among them if they need not be *shown*.
        """
        toc = self.env.tocs.get(docname)
        found = [] if toc is None else toc.findall(addnodes.toctree)
        return [tree for tree in found if not shown or not is_left_out(tree, self.builder.tags)]

    # --- in the text ---------------------------------------------------------------

    def below(self, docname: str) -> Hashable:
        """Return what the toctrees in the text of *docname* show.

        Sphinx itself is asked, and the warnings that it will give again are left aside.
        """
        trees, resolve = self.of(docname), TocTree(self.env).resolve
        if not trees:
            return ()
        with suppress_logging():
            shown = [resolve(docname, self.builder, tree) for tree in trees]
        return hash_of([self._printed(tree) for tree in shown if tree is not None])

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

    # --- in sidebars ---------------------------------------------------------------

    def entries(self, tree: addnodes.toctree, *, titles: bool) -> list[Hashable]:
        """Return what *tree* shows of its entries: all headings, or *titles* and no others."""
        show = self._title if titles else self._entry
        return [(name, show(tree, title, name)) for title, name in tree["entries"]]

    def _entry(self, tree: addnodes.toctree, title: str | None, name: str) -> Hashable:
        """Return what an entry of *tree* shows with all headings of its document."""
        if name not in self.env.tocs:
            return self._title(tree, title, name)
        if not self._is_given(title, name):
            return self.sections(name)
        below = self._children(self._children(self.env.tocs[name])[0])[1:]
        sections = self._inner(below, (self.depth(name) or _ALL) - 1)
        return self._title(tree, title, name), sections

    def _title(self, tree: addnodes.toctree, title: str | None, name: str) -> Hashable:
        """Return what an entry of *tree* shows; *title* stands in the place of the only heading.

        It may also be an address, a page that Sphinx makes, or the document of the tree itself.
        """
        if name not in self.env.tocs:
            return str(title or (self.env.titles.get(tree["parent"]) if name == "self" else None))
        if self._is_given(title, name):
            return title, str(self.env.toc_secnumbers.get(name, {}).get(""))
        return self.titles(name)

    def _is_given(self, title: str | None, name: str) -> bool:
        """Say whether *title*, given by a toctree, stands for the only one of the document."""
        return bool(title) and len(self._children(self.env.tocs[name])) == 1

    def titles(self, docname: str) -> tuple[str, ...]:
        """Return the headings of the first level of *docname*, of which most have one."""
        items = self._children(self.env.tocs[docname])
        return tuple(str(item[0]) for item in items if item.children)

    def sections(self, docname: str) -> Hashable:
        """Return the headings of *docname* with their numbers, down to the last level shown.

        The place of toctrees among them counts.
        """
        toc, levels = self.env.tocs.get(docname), self.depth(docname)
        return () if toc is None else self._outline(toc, levels or _ALL)

    def depth(self, docname: str) -> int:
        """Return how many levels of *docname* the outline shows; 0 is no limit."""
        depth: int = self.env.metadata.get(docname, {}).get("tocdepth", 0)
        return max(depth, 0)

    def _outline(self, node: nodes.Element, levels: int) -> Hashable:
        """Return what the next *levels* of an outline show, and where toctrees have their place.

        One without entries is seen only where there is nothing else: it leaves an empty list.
        """
        if isinstance(node, addnodes.toctree):
            return True
        if isinstance(node, addnodes.compact_paragraph):
            return str(node)
        below = levels - isinstance(node, nodes.bullet_list)
        if below < 0:
            return ()
        shown = self._inner(self._children(node), below)
        return (node.tagname, shown) if shown else ()

    def _inner(self, children: Sequence[nodes.Element], levels: int) -> tuple[Hashable, ...]:
        filled = (child for child in children if not _is_empty(child))
        return self._outlines(filled, levels) or self._outlines(children, levels)

    def _outlines(self, found: Iterable[nodes.Element], levels: int) -> tuple[Hashable, ...]:
        return tuple(filter(None, (self._outline(node, levels) for node in found)))

    def _children(self, node: nodes.Element) -> list[nodes.Element]:
        """Return what stands in *node*, part of an outline, for this builder."""
        found: list[nodes.Element] = []
        for child in node.children:
            if isinstance(child, addnodes.only):
                applies = holds(child["expr"], self.builder.tags)
                found += self._children(child) if applies else []
            elif isinstance(child, nodes.Element):
                found.append(child)
        return found
