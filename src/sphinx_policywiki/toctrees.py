"""What toctrees show: Sphinx itself is asked, and what readers see of its answer counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import TocTree
from sphinx.errors import NoUri
from sphinx.util.logging import suppress_logging

from sphinx_policywiki.builders import has_links
from sphinx_policywiki.hashes import hash_of
from sphinx_policywiki.nodes.whereabouts import is_left_out

#: By document, for each toctree in its outline: the places of its entries by their names.
_Places = dict[str, list[dict[str, list[int]]]]


class Toctrees:
    """The toctrees of all documents, for one build."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self.env = env
        self.builder = builder
        self.has_links = has_links(builder)
        self._places: _Places = {}

    def of(self, docname: str) -> list[addnodes.toctree]:
        """Return the toctrees of *docname*, as the outline has them."""
        toc = self.env.tocs.get(docname)
        return [] if toc is None else _toctrees(toc)

    def kept(self, docname: str) -> list[addnodes.toctree]:
        """Return the toctrees of *docname* without those that ``only`` leaves out."""
        return [tree for tree in self.of(docname) if not is_left_out(tree, self.builder.tags)]

    def below(self, docname: str) -> Hashable:
        """Return what the toctrees in the text of *docname* show."""
        return self.shown(docname, self.kept(docname))

    def way(
        self, docname: str, start: str, above: AbstractSet[str], **arguments: Any
    ) -> tuple[Hashable, list[str]]:
        """Return what the toctrees of *start* show on *docname* of the way there, and no more.

        That is which entries and headings are marked as current. *above* are all documents
        from which toctrees lead to *docname*; returned, too, are those whose entries are seen.
        """
        narrowed = _Narrowed(self.env, {docname, *above}, self._places)
        adapter = TocTree(cast("BuildEnvironment", narrowed))
        found = self._resolved(adapter, docname, _toctrees(narrowed[start]), arguments)
        opened = sorted(self._open(found, docname, above))
        for tree in found:
            _leave_way(tree)
        return self._seen(found), opened

    def lifted(
        self, docname: str, start: str, names: AbstractSet[str], **arguments: Any
    ) -> Hashable | None:
        """Return all that the toctrees of *start* show on *docname*.

        None if not one of the documents *names* has anything below it there.
        """
        found = self._resolved(TocTree(self.env), docname, self.of(start), arguments)
        addresses = {self.builder.get_relative_uri(docname, name) for name in names}
        has_more = any(link in addresses and others for link, *others in _links(found))
        return self._seen(found) if has_more else None

    def shown(self, docname: str, trees: Sequence[addnodes.toctree], **arguments: Any) -> Hashable:
        """Return what *trees* show on the page *docname*, resolved with *arguments* of Sphinx's."""
        return self._seen(self._resolved(TocTree(self.env), docname, trees, arguments))

    def _open(
        self, found: Iterable[nodes.Element], docname: str, above: AbstractSet[str]
    ) -> set[str]:
        """Return which documents *above* have entries below them in what was *found*."""
        address = partial(self.builder.get_relative_uri, docname)
        parents = {address(name): name for name in above}
        below = {*parents, address(docname)}
        return {
            parents[first]
            for first, *others in _links(found)
            if first in parents and not below.isdisjoint(others)
        }

    def _resolved(
        self,
        adapter: TocTree,
        docname: str,
        trees: Sequence[addnodes.toctree],
        arguments: Mapping[str, Any],
    ) -> list[nodes.Element]:
        """Return *trees* as *adapter* resolves them.

        What Sphinx has to warn of it says when it writes the page. A builder that has no
        addresses of pages shows none.
        """
        try:
            with suppress_logging():
                found = [
                    adapter.resolve(docname, self.builder, tree, **arguments) for tree in trees
                ]
        except (NoUri, NotImplementedError):
            return []
        return [tree for tree in found if tree is not None]

    def _seen(self, trees: Sequence[nodes.Element]) -> Hashable:
        return hash_of([self._printed(tree) for tree in trees]) if trees else ()

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


class _Narrowed:
    """An environment whose toctrees have certain entries alone, for Sphinx to resolve them."""

    def __init__(self, env: BuildEnvironment, names: AbstractSet[str], places: _Places) -> None:
        """Narrow the toctrees of *env* to *names*; *places* are kept from one to the next."""
        self._env, self._names, self._places = env, names, places
        self.tocs = self
        self.toctree_includes = {
            name: sorted({child for tree in self._entries(name) for child in names & tree.keys()})
            for name in sorted(names & env.toctree_includes.keys())
        }

    def __getattr__(self, name: str) -> Any:
        return getattr(self._env, name)

    def __getitem__(self, docname: str) -> nodes.Element:
        """Return the outline of *docname*."""
        toc: nodes.Element = self._env.tocs[docname]
        if not self._entries(docname):
            return toc
        toc = toc.deepcopy()
        for tree, places in zip(_toctrees(toc), self._entries(docname), strict=True):
            found = sorted(place for name in self._names for place in places.get(name, ()))
            tree["entries"] = [tree["entries"][place] for place in found]
        return toc

    def _entries(self, docname: str) -> list[dict[str, list[int]]]:
        if docname not in self._places:
            toc = self._env.tocs.get(docname)
            self._places[docname] = [] if toc is None else [*map(_places_of, _toctrees(toc))]
        return self._places[docname]


def _links(trees: Iterable[nodes.Element]) -> Iterator[list[str]]:
    """Yield where the links of each entry and heading in *trees* lead: its own is the first."""
    for item in (item for tree in trees for item in tree.findall(nodes.list_item)):
        if links := [link["refuri"] for link in item.findall(nodes.reference)]:
            yield links


def _leave_way(tree: nodes.Element) -> None:
    """Take the entries out of *tree* that are not marked as current; headings stay with theirs."""
    for item in list(tree.findall(nodes.list_item)):
        link = next(item.findall(nodes.reference), None)
        if link is not None and not link["anchorname"] and not item.get("iscurrent"):
            item.parent.remove(item)


def _toctrees(toc: nodes.Element) -> list[addnodes.toctree]:
    return list(toc.findall(addnodes.toctree))


def _places_of(tree: addnodes.toctree) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, (_, name) in enumerate(tree["entries"]):
        places[name].append(place)
    return dict(places)
