"""What a page shows of the outline: its sidebar, its neighbours, the toctrees in its text.

Sphinx does not write a page again when the title of a page in its sidebar changes. We do, so
that what pages show must be told apart here: exactly enough, since a page too many is work
for nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cached_property

from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util.nodes import clean_astext

from sphinx_policywiki.graph import find_cycles
from sphinx_policywiki.hashes import hash_of
from sphinx_policywiki.nodes.whereabouts import conditions
from sphinx_policywiki.themes import Outlines, Sidebar, shows_neighbours
from sphinx_policywiki.toctrees import Toctrees


class Sidebars:
    """Says of each page what it shows of the outline, for one build."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self.env = env
        self.builder = builder
        self.outlines = Outlines(builder)
        self.has_neighbours = shows_neighbours(builder)
        self.toctrees = Toctrees(env, builder)

    def of(self, docname: str) -> Hashable:
        """Return a value that changes when what *docname* shows of the outline changes."""
        outline = self.outline(docname) if self.builder.format == "html" else ()
        return outline, self.toctrees.below(docname)

    def outline(self, docname: str) -> Hashable:
        """Return what the sidebar and the links to neighbours show on the page *docname*."""
        neighbours = self._neighbours(docname)
        shown = self.outlines.of(docname)
        if shown is None:
            return neighbours, self._everything
        header = (self._header, self._active(docname)) if shown.header else ()
        return neighbours, header, [self._sidebar(s, docname) for s in shown.sidebars]

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
    def _listed_by(self) -> dict[str, set[str]]:
        """The documents whose toctrees list a document, by its name."""
        found: dict[str, set[str]] = defaultdict(set)
        for parent, children in self.env.toctree_includes.items():
            for child in children:
                found[child].add(parent)
        return dict(found)

    def _above(self, docname: str) -> set[str]:
        """Return all documents from which toctrees lead to *docname*, on any way."""
        return reach(self._listed_by, docname, set()) - {docname}

    @cached_property
    def _parents(self) -> dict[str, str]:
        includes = self.env.toctree_includes.items()
        return {child: parent for parent, children in includes for child in children}

    def _sidebar(self, sidebar: Sidebar, docname: str) -> Hashable:
        """Return what *sidebar* shows on the page *docname*."""
        start = self._section(docname) if sidebar.section else self.env.config.root_doc
        if not start:
            return ()
        lifting = self._conditional & {*self._branch(docname)} - {start}
        if lifting:
            shown = self.toctrees.lifted(docname, start, lifting, **sidebar.arguments())
            if shown is not None:
                return shown
        return self._tree(sidebar, start), self._ways(sidebar, start, docname)

    @cached_property
    def _conditional(self) -> frozenset[str]:
        """The documents with a toctree in ``only``.

        On pages below them Sphinx may show it whatever the condition, and with other marks.
        """
        names = self.env.toctree_includes
        return frozenset(n for n in names if any(map(conditions, self.toctrees.of(n))))

    def _ways(self, sidebar: Sidebar, start: str, docname: str) -> Hashable:
        """Return what *sidebar* marks on *docname*, and opens if it is collapsed.

        *docname* may stand in the toctrees of *start* more than once, or not at all.
        """
        above = self._above(docname)
        if start not in above:
            return ()
        marked, opened = self.toctrees.way(docname, start, above, **sidebar.arguments())
        if not sidebar.collapse:
            return marked
        trees = self.toctrees.of(start)
        shown = sidebar._replace(
            includehidden=sidebar.includehidden or any(t.get("includehidden") for t in trees),
            titles_only=sidebar.titles_only or any(t.get("titlesonly") for t in trees),
        )
        return marked, [
            self._level(shown, name, number)
            for name in sorted({docname, *above} - {start})
            for number in self.toctrees.open_in(name, docname, opened, shown.titles_only)
        ]

    def _level(self, sidebar: Sidebar, docname: str, number: int) -> Hashable:
        """Return what a collapsed *sidebar* shows of a toctree of *docname*, where it is open."""
        if (sidebar, docname, number) not in self._levels:
            tree = self.toctrees.of(docname)[number]
            seen = sidebar.includehidden or not tree.get("hidden")
            bare = [_bare(tree)] if seen else []
            shown = self.toctrees.shown(docname, bare, **sidebar.arguments())
            self._levels[sidebar, docname, number] = shown
        return self._levels[sidebar, docname, number]

    @cached_property
    def _levels(self) -> dict[tuple[Sidebar, str, int], Hashable]:
        return {}

    def _tree(self, sidebar: Sidebar, start: str) -> Hashable:
        """Return what *sidebar* shows of the toctrees of *start* on that page itself."""
        if (sidebar, start) not in self._trees:
            trees = self.toctrees.of(start)
            shown = self.toctrees.shown(start, trees, **sidebar.arguments())
            self._trees[sidebar, start] = shown
        return self._trees[sidebar, start]

    @cached_property
    def _trees(self) -> dict[tuple[Sidebar, str], Hashable]:
        return {}

    def _section(self, docname: str) -> str:
        """Return the page of the first level above *docname*, or itself, if there is one."""
        return self._branch(docname)[-1] if docname in self._parents else ""

    def _branch(self, docname: str) -> list[str]:
        """Return *docname* and the pages above it, less the first document."""
        branch = [docname]
        while (parent := self._parents.get(branch[-1])) in self._parents and parent not in branch:
            branch.append(parent)
        return branch

    @cached_property
    def _header(self) -> tuple[tuple[str, str], ...]:
        """The titles of the pages of the first level, as a header has them."""
        titles = self.env.titles
        return tuple(
            (name, title or (clean_astext(titles[name]) if name in titles else ""))
            for tree in self.toctrees.of(self.env.config.root_doc)
            for title, name in tree["entries"]
        )

    def _active(self, docname: str) -> str | bool:
        """Return which page a header marks on *docname*, or whether any document is above it.

        By the latter, too, the themes that have such a header decide on sidebars.
        """
        section = self._section(docname)
        return section if any(section == name for name, _ in self._header) else bool(section)

    @cached_property
    def _everything(self) -> int:
        """All that a sidebar could show of the documents to which toctrees lead from the first."""
        reached = reach(self.env.toctree_includes, self.env.config.root_doc, set())
        tocs, metadata = self.env.tocs, self.env.metadata
        found = [
            (name, str(tocs[name]), metadata[name].get("tocdepth"), self._title(name))
            for name in sorted(reached & tocs.keys())
        ]
        return hash_of(found)

    def _title(self, docname: str | None) -> str:
        title = self.env.titles.get(docname or "")
        return "" if title is None else str(title)


def _bare(tree: addnodes.toctree) -> addnodes.toctree:
    """Return a toctree with the entries of *tree*: of one within another no more is seen."""
    return addnodes.toctree(entries=tree["entries"], parent=tree["parent"])


def reach(includes: Mapping[str, Iterable[str]], start: str, found: set[str]) -> set[str]:
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
