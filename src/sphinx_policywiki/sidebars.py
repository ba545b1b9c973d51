"""What a page shows of the outline: its sidebar, its neighbours, the toctrees in its text.

Sphinx does not write a page again when the title of a page in its sidebar changes. We do, so
that what pages show must be told apart here: exactly enough, since a page too many is work
for nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError

from sphinx_policywiki.graph import find_cycles
from sphinx_policywiki.hashes import hash_of
from sphinx_policywiki.themes import Sidebar, shows_neighbours, sidebar_of
from sphinx_policywiki.toctrees import Toctrees

#: The options of a toctree that a sidebar may show; numbers are in the titles.
_OPTIONS: Final = ("entries", "caption", "hidden", "includehidden", "titlesonly", "maxdepth")


class Sidebars:
    """Says of each page what it shows of the outline, for one build."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self.env = env
        self.builder = builder
        self.sidebar = sidebar_of(builder)
        self.has_neighbours = shows_neighbours(builder)
        self.toctrees = Toctrees(env, builder)

    def of(self, docname: str) -> Hashable:
        """Return a value that changes when what *docname* shows of the outline changes."""
        outline = self.outline(docname) if self.builder.format == "html" else ()
        return outline, self.toctrees.below(docname)

    def outline(self, docname: str) -> Hashable:
        """Return what the sidebar and the links to neighbours show on the page *docname*."""
        neighbours = self._neighbours(docname)
        if not self.sidebar.filled:
            return neighbours
        if not self.sidebar.collapsed:
            return neighbours, self._whole_tree
        branch = [docname]
        while (parent := self._parents.get(branch[-1])) and parent not in branch:
            branch.append(parent)
        root = self.env.config.root_doc
        shown = [name for name in [*branch, root] if name in self._reached]
        levels = tuple((name, self._title(name), self._level(name)) for name in shown)
        above = [self.toctrees.sections(name) for name in shown if name not in {docname, root}]
        return neighbours, levels, above

    def _neighbours(self, docname: str) -> Hashable:
        """Return the titles of what is before, after and above *docname*, if these are shown."""
        relations = self._relations.get(docname, ())  # fails in a circle, whatever is shown
        if not self.has_neighbours:
            return ()
        names = [*relations, *self._ancestors(docname)]
        return tuple((name, self._title(name)) for name in names if name)

    @cached_property
    def _relations(self) -> dict[str, list[str | None]]:
        """The parent, the page before and the page after of each page that toctrees reach.

        :raises SphinxError: if toctrees lead in a circle, where Sphinx goes down without end.
        """
        try:
            return self.env.collect_relations()
        except RecursionError as error:
            raise self._circle() or error from error

    def _circle(self) -> SphinxError | None:
        """Return the complaint about toctrees that lead in a circle, if any do."""
        root, includes = self.env.config.root_doc, self.env.toctree_includes
        for circle in find_cycles({root: includes.get(root, []), **includes}):
            if len(circle) > 1:
                way = " -> ".join([*circle, circle[0]])
                path = self.env.doc2path(circle[-1])
                return SphinxError(
                    f"{path}: toctrees lead in a circle: {way}; take one of these entries out"
                )
        return None

    def _ancestors(self, docname: str) -> Iterator[str]:
        """Yield the documents above *docname*, of which themes show the way to a page."""
        while (related := self._relations.get(docname)) and related[0]:
            docname = related[0]
            yield docname

    @cached_property
    def _parents(self) -> dict[str, str]:
        includes = sorted(self.env.toctree_includes.items())
        return {child: parent for parent, children in includes for child in children}

    @cached_property
    def _reached(self) -> set[str]:
        """The documents to which toctrees lead from the first: those of the sidebar."""
        includes = {
            name: [child for tree in self._trees(name) for child in tree["includefiles"]]
            for name in self.env.toctree_includes
        }
        return reach(includes, self.env.config.root_doc, set())

    @cached_property
    def _whole_tree(self) -> int:
        reached = self._reached & self.env.toctree_includes.keys()
        levels = ((name, self._level(name)) for name in sorted(reached))
        return hash_of([(name, level) for name, level in levels if level != ()])

    def _level(self, docname: str) -> Hashable:
        """Return what the toctrees of *docname* show: captions, options and titles."""
        if docname not in self._levels:
            self._levels[docname] = self._make_level(docname)
        return self._levels[docname]

    @cached_property
    def _levels(self) -> dict[str, Hashable]:
        return {}

    def _make_level(self, docname: str) -> Hashable:
        filled = [tree for tree in self._trees(docname) if tree.get("entries")]
        shown = [self._tree(docname, tree) for tree in filled]
        return hash_of([self.toctrees.depth(docname), *shown]) if shown else ()

    def _trees(self, docname: str) -> list[addnodes.toctree]:
        """Return the toctrees of *docname* that a sidebar shows: of the first document all.

        Sphinx takes those from the text, before ``only`` leaves any out.
        """
        return self.toctrees.of(docname, shown=docname != self.env.config.root_doc)

    def _tree(self, docname: str, tree: addnodes.toctree) -> object:
        """Return what a sidebar shows of *tree*, which stands in *docname*."""
        first = docname == self.env.config.root_doc
        flat = self.sidebar.standard and first and self._is_flat(tree)
        names = _options(self.sidebar, first=first, flat=flat)
        titles = flat or self.sidebar.collapsed or self.sidebar.titles_only
        options = [(name, str(tree.get(name))) for name in names]
        return options, self.toctrees.entries(tree, titles=titles)

    def _is_flat(self, tree: addnodes.toctree) -> bool:
        """Say whether a sidebar shows nothing of the entries of *tree* but their titles."""
        if self.sidebar.own_depth and tree.get("maxdepth") == 1:
            return True
        below = any(self.env.toctree_includes.get(child) for child in tree["includefiles"])
        return not below and bool(self.sidebar.titles_only or tree.get("titlesonly"))

    def _title(self, docname: str | None) -> str:
        title = self.env.titles.get(docname or "")
        return "" if title is None else str(title)


def _options(sidebar: Sidebar, *, first: bool, flat: bool) -> Iterator[str]:
    """Yield the options of a toctree that count in a sidebar.

    Of those that are not in the *first* document few do; *flat* is one that shows titles alone.
    """
    if not sidebar.standard:
        yield from _OPTIONS
        return
    yield "entries"
    if not sidebar.hidden:
        yield from ("hidden", "includehidden") if first else ("hidden",)
    if first:
        yield "caption"
    if first and not flat:
        yield from ("titlesonly",) if not sidebar.titles_only else ()
        yield from ("maxdepth",) if sidebar.own_depth else ()


def reach(includes: Mapping[str, Sequence[str]], start: str, found: set[str]) -> set[str]:
    """Add to *found* the document *start* and all to which toctrees lead from it; return it.

    *includes* has the entries of the toctrees by document. What is found already has been
    followed.
    """
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += includes.get(name, ())
    return found
