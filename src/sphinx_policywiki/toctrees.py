"""What toctrees show of documents: titles or all headings, and how far down they go."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_policywiki.hashes import hash_of


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


class Toctrees:
    """The toctrees of all documents, for one build."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env

    def of(self, docname: str) -> list[addnodes.toctree]:
        """Return the toctrees of *docname*, as the outline has them."""
        toc = self.env.tocs.get(docname)
        return [] if toc is None else list(toc.findall(addnodes.toctree))

    def entries(self, tree: addnodes.toctree, *, titles: bool) -> list[Hashable]:
        """Return what *tree* shows of its documents: all headings, or *titles* and no others."""
        return [self._entry(*entry, titles=titles) for entry in self._documents(tree)]

    def _documents(self, tree: addnodes.toctree) -> list[tuple[str | None, str]]:
        """Return the title that *tree* gives, if any, and the name of each of its documents."""
        return [(title, name) for title, name in tree["entries"] if name in self.env.tocs]

    def _entry(self, title: str | None, docname: str, *, titles: bool) -> Hashable:
        """Return what an entry shows of *docname*; *title* stands in the place of the only one."""
        if not titles:
            return docname, str(title), self.sections(docname)
        toc = self.env.tocs[docname]
        if title and len(toc) == 1:
            return docname, title, str(self.env.toc_secnumbers.get(docname, {}).get(""))
        return docname, [str(i[0]) for i in toc if isinstance(i, nodes.Element) and i.children]

    def sections(self, docname: str) -> Hashable:
        """Return the headings of *docname* with their numbers, and how many levels are shown."""
        numbers = self.env.toc_secnumbers.get(docname, {})
        shown = str(self.env.tocs.get(docname, ""))
        return shown, tuple(sorted(numbers.items())), self.depth(docname)

    def depth(self, docname: str) -> int:
        """Return how many levels of *docname* the outline shows; 0 is no limit."""
        depth: int = self.env.metadata.get(docname, {}).get("tocdepth", 0)
        return depth

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
        below = [self._branch(name, extent, above) for _, name in self._documents(tree)]
        return hash_of([self.entries(tree, titles=extent.titles_only), below])

    def _branch(self, docname: str, extent: _Extent, above: frozenset[str]) -> Hashable:
        """Return what is shown of the toctrees of *docname* within *extent*."""
        key = docname, extent
        if key in self._known_branches or docname in above:
            return self._known_branches.get(key, ())
        trees = [t for t in self.of(docname) if extent.hidden or not t.get("hidden")]
        shown = [self._branches(tree, extent.inner(), above | {docname}) for tree in trees]
        found = hash_of([self.depth(docname), *shown]) if shown else ()
        return self._known_branches.setdefault(key, found)

    @cached_property
    def _known_branches(self) -> dict[tuple[str, _Extent], Hashable]:
        return {}
