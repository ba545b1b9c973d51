"""What toctrees show of documents: titles or all headings, and how far down they go."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import cached_property
from typing import Final, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_policywiki.hashes import hash_of

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


def _outline(node: nodes.Node, levels: int, *, hidden: bool) -> Hashable:
    """Return what the next *levels* of an outline show, and where toctrees have their place.

    It is nothing of a *hidden* toctree if these do not count. One without entries is seen only
    where there is nothing else: it leaves an empty list.
    """
    if isinstance(node, addnodes.toctree):
        return hidden or not node.get("hidden")
    if not isinstance(node, nodes.Element) or isinstance(node, addnodes.compact_paragraph):
        return str(node)
    below = levels - isinstance(node, nodes.bullet_list)
    if below < 0:
        return ()
    filled = (child for child in node.children if not _is_empty(child))
    shown = _outlines(filled, below, hidden) or _outlines(node.children, below, hidden)
    return (node.starttag(), shown) if shown else ()


def _outlines(found: Iterable[nodes.Node], levels: int, hidden: bool) -> tuple[Hashable, ...]:
    return tuple(filter(None, (_outline(node, levels, hidden=hidden) for node in found)))


def _is_empty(node: nodes.Node) -> bool:
    return isinstance(node, addnodes.toctree) and not node["entries"]


class Toctrees:
    """The toctrees of all documents, for one build."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env

    def of(self, docname: str) -> list[addnodes.toctree]:
        """Return the toctrees of *docname*, as the outline has them."""
        toc = self.env.tocs.get(docname)
        return [] if toc is None else list(toc.findall(addnodes.toctree))

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
        return name, str(title), self.sections(name, hidden=hidden)

    def _title(self, tree: addnodes.toctree, title: str | None, name: str) -> Hashable:
        """Return what an entry of *tree* shows; *title* stands in the place of the only heading.

        It may also be an address, a page that Sphinx makes, or the document of the tree itself.
        """
        if name not in self.env.tocs:
            own = self.env.titles.get(tree["parent"]) if name == "self" else None
            return name, str(title or own)
        if title and len(self.env.tocs[name]) == 1:
            return name, title, str(self.env.toc_secnumbers.get(name, {}).get(""))
        return name, self.titles(name)

    def titles(self, docname: str) -> tuple[str, ...]:
        """Return the headings of the first level of *docname*, of which most have one."""
        toc = self.env.tocs[docname]
        return tuple(str(i[0]) for i in toc if isinstance(i, nodes.Element) and i.children)

    def sections(self, docname: str, *, hidden: bool = True) -> Hashable:
        """Return the headings of *docname* with their numbers, down to the last level shown.

        The place of toctrees among them counts, of *hidden* ones if these may be shown.
        """
        numbers = self.env.toc_secnumbers.get(docname, {})
        toc, levels = self.env.tocs.get(docname), self.depth(docname)
        shown = () if toc is None else _outline(toc, levels or _ALL, hidden=hidden)
        return shown, tuple(sorted(numbers.items()))

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
