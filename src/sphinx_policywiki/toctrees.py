"""What toctrees show of documents: titles or all headings, and how far down they go."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinx_policywiki.builders import has_links
from sphinx_policywiki.hashes import hash_of
from sphinx_policywiki.nodes.whereabouts import holds, is_left_out

#: More levels than there are.
_ALL: Final = 1_000


class _Extent(NamedTuple):
    """How far a toctree in the text goes: *depth* levels (0 is all), hidden ones or not."""

    depth: int
    titles_only: bool
    hidden: bool

    @classmethod
    def of(cls, tree: addnodes.toctree) -> _Extent:
        """Return the extent of *tree*."""
        depth = max(tree.get("maxdepth", 0), 0)
        return cls(depth, bool(tree.get("titlesonly")), bool(tree.get("includehidden")))

    def inner(self) -> _Extent:
        """Return the extent of toctrees one level below."""
        return self._replace(depth=max(self.depth - 1, 0))


def _is_empty(node: nodes.Node) -> bool:
    return isinstance(node, addnodes.toctree) and not node["entries"]


class Toctrees:
    """The toctrees of all documents, for one build."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self.env = env
        self.tags = builder.tags
        self.has_links = has_links(builder)

    def of(self, docname: str, *, shown: bool = True) -> list[addnodes.toctree]:
        """Return the toctrees of *docname*, as the outline has them.

        Those that ``only`` leaves out are among them if they need not be *shown*.
        """
        toc = self.env.tocs.get(docname)
        found = [] if toc is None else toc.findall(addnodes.toctree)
        return [tree for tree in found if not shown or not is_left_out(tree, self.tags)]

    def entries(
        self, tree: addnodes.toctree, *, titles: bool, hidden: bool = True
    ) -> list[Hashable]:
        """Return what *tree* shows of its entries: all headings, or *titles* and no others.

        *hidden* toctrees among these headings may show nothing there.
        """
        return [
            self._title(tree, *entry) if titles else self._entry(tree, *entry, hidden=hidden)
            for entry in tree["entries"]
        ]

    def _documents(self, tree: addnodes.toctree) -> list[str]:
        """Return the names of the documents of *tree*."""
        return [name for _, name in tree["entries"] if name in self.env.tocs]

    def _entry(
        self, tree: addnodes.toctree, title: str | None, name: str, *, hidden: bool
    ) -> Hashable:
        """Return what an entry of *tree* shows with all headings of its document."""
        if name not in self.env.tocs:
            return self._title(tree, title, name)
        if not self._is_given(title, name):
            return self._address(name), self.sections(name, hidden=hidden)
        below = self._children(self._children(self.env.tocs[name])[0])[1:]
        sections = self._inner(below, (self.depth(name) or _ALL) - 1, hidden)
        return self._title(tree, title, name), sections

    def _title(self, tree: addnodes.toctree, title: str | None, name: str) -> Hashable:
        """Return what an entry of *tree* shows; *title* stands in the place of the only heading.

        It may also be an address, a page that Sphinx makes, or the document of the tree itself.
        """
        if name not in self.env.tocs:
            own = self.env.titles.get(tree["parent"]) if name == "self" else None
            return self._address(name), str(title or own or name)
        if self._is_given(title, name):
            number = self.env.toc_secnumbers.get(name, {}).get("")
            return self._address(name), title, str(number)
        return self._address(name), self.titles(name)

    def _is_given(self, title: str | None, name: str) -> bool:
        """Say whether *title*, given by a toctree, stands for the only one of the document."""
        return bool(title) and len(self._children(self.env.tocs[name])) == 1

    def _address(self, name: str) -> str:
        return name if self.has_links else ""

    def titles(self, docname: str) -> tuple[Hashable, ...]:
        """Return the headings of the first level of *docname*, of which most have one."""
        items = self._children(self.env.tocs[docname])
        return tuple(self._heading(item[0]) for item in items if item.children)

    def sections(self, docname: str, *, hidden: bool = True) -> Hashable:
        """Return the headings of *docname* with their numbers, down to the last level shown.

        The place of toctrees among them counts, of *hidden* ones if these may be shown.
        """
        toc, levels = self.env.tocs.get(docname), self.depth(docname)
        return () if toc is None else self._outline(toc, levels or _ALL, hidden=hidden)

    def _outline(self, node: nodes.Element, levels: int, *, hidden: bool) -> Hashable:
        """Return what the next *levels* of an outline show, and where toctrees have their place.

        It is nothing of a *hidden* toctree if these do not count. One without entries is seen
        only where there is nothing else: it leaves an empty list.
        """
        if isinstance(node, addnodes.toctree):
            return hidden or not node.get("hidden")
        if isinstance(node, addnodes.compact_paragraph):
            return self._heading(node)
        below = levels - isinstance(node, nodes.bullet_list)
        if below < 0:
            return ()
        shown = self._inner(self._children(node), below, hidden)
        return (node.tagname, shown) if shown else ()

    def _inner(
        self, children: Sequence[nodes.Element], levels: int, hidden: bool
    ) -> tuple[Hashable, ...]:
        filled = (child for child in children if not _is_empty(child))
        return self._outlines(filled, levels, hidden) or self._outlines(children, levels, hidden)

    def _outlines(
        self, found: Iterable[nodes.Element], levels: int, hidden: bool
    ) -> tuple[Hashable, ...]:
        return tuple(filter(None, (self._outline(n, levels, hidden=hidden) for n in found)))

    def _children(self, node: nodes.Element) -> list[nodes.Element]:
        """Return what stands in *node*, part of an outline, for this builder."""
        found: list[nodes.Element] = []
        for child in node.children:
            if isinstance(child, addnodes.only):
                found += self._children(child) if holds(child["expr"], self.tags) else []
            elif isinstance(child, nodes.Element):
                found.append(child)
        return found

    def _heading(self, node: nodes.Node) -> Hashable:
        """Return what is seen of a heading: its words, its number, where it leads."""
        if self.has_links or not isinstance(node, nodes.Element):
            return str(node)
        links = node.findall(nodes.reference)
        return tuple((str(link.get("secnumber")), *map(str, link.children)) for link in links)

    def depth(self, docname: str) -> int:
        """Return how many levels of *docname* the outline shows; 0 is no limit."""
        depth: int = self.env.metadata.get(docname, {}).get("tocdepth", 0)
        return max(depth, 0)

    def below(self, docname: str) -> Hashable:
        """Return what the toctrees in the text of *docname* show, down to the last level."""
        return tuple(
            self._branches(tree, _Extent.of(tree), frozenset({docname}))
            for tree in self.of(docname)
            if not tree.get("hidden")
        )

    def _branches(self, tree: addnodes.toctree, extent: _Extent, above: frozenset[str]) -> Hashable:
        """Return what is shown of the entries of *tree*, which stands below those *above*."""
        if extent.depth == 1:
            return hash_of(self.entries(tree, titles=True))
        below = [self._branch(name, extent, above) for name in self._documents(tree)]
        shown = self.entries(tree, titles=extent.titles_only, hidden=extent.hidden)
        return hash_of([shown, below])

    def _branch(self, docname: str, extent: _Extent, above: frozenset[str]) -> Hashable:
        """Return what is shown of the toctrees of *docname* within *extent*."""
        key = docname, extent
        if key in self._known_branches or docname in above:
            return self._known_branches.get(key, ())
        trees = [t for t in self.of(docname) if extent.hidden or not t.get("hidden")]
        filled = [tree for tree in trees if not _is_empty(tree)]
        shown = [self._branches(tree, extent.inner(), above | {docname}) for tree in filled]
        empty = bool(trees) and extent.titles_only
        found = hash_of([self.depth(docname), *shown]) if shown else empty
        return self._known_branches.setdefault(key, found)

    @cached_property
    def _known_branches(self) -> dict[tuple[str, _Extent], Hashable]:
        return {}
