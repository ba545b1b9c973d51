"""What toctrees show: Sphinx itself is asked, and what readers see of its answer counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
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
from sphinx_policywiki.nodes.whereabouts import ancestors, is_left_out

#: The places of the entries of a toctree by their names.
_Places = dict[str, list[int]]


class Toctrees:
    """The toctrees of all documents, for one build."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self.env = env
        self.builder = builder
        self.has_links = has_links(builder)
        self._places: dict[str, list[_Places]] = {}

    def of(self, docname: str) -> list[addnodes.toctree]:
        """Return the toctrees of *docname*, as the outline has them."""
        toc = self.env.tocs.get(docname)
        return [] if toc is None else _toctrees(toc)

    def below(self, docname: str) -> Hashable:
        """Return what the toctrees in the text of *docname* show."""
        return self.shown(docname, [tree for tree in self.of(docname) if self._is_kept(tree)])

    def _is_kept(self, tree: addnodes.toctree) -> bool:
        return not is_left_out(tree, self.builder.tags)

    def way(
        self, docname: str, start: str, above: AbstractSet[str], **arguments: Any
    ) -> tuple[Hashable, set[str]]:
        """Return what the toctrees of *start* show on *docname* of the way there, and no more.

        That is which entries and headings are marked as current. *above* are all documents
        from which toctrees lead to *docname*. Returned, too, are the addresses of those entries
        and headings that are open.
        """
        narrowed = _Narrowed(self.env, {docname, *above}, self._entries)
        adapter = TocTree(cast("BuildEnvironment", narrowed))
        found = self._resolved(adapter, docname, _toctrees(narrowed[start]), arguments)
        marked = [tree for tree in found if tree.get("iscurrent")]
        opened = set(_open(marked))
        for tree in marked:
            _leave_way(tree)
        return self._seen(marked), opened

    def open_in(
        self, docname: str, page: str, opened: AbstractSet[str], titles_only: bool
    ) -> list[int]:
        """Return the numbers of the toctrees of *docname* that are open in a sidebar on *page*.

        *opened* are addresses of entries and headings. Without headings (*titles_only*) all
        toctrees stand below the entry of the document.
        """
        address = self.builder.get_relative_uri(page, docname)
        return [
            number
            for number, tree in enumerate(self.of(docname))
            if self._is_kept(tree)
            and any(f"{address}{h}" in opened for h in _headings_of(tree, titles_only))
        ]

    def lifted(
        self, docname: str, start: str, names: AbstractSet[str], **arguments: Any
    ) -> Hashable | None:
        """Return all that the toctrees of *start* show on *docname*.

        None if they show nothing below one of the documents *names*.
        """
        found = self._resolved(TocTree(self.env), docname, self.of(start), arguments)
        addresses = {self.builder.get_relative_uri(docname, name) for name in names}
        has_more = any(link in addresses and others for link, *others in _links(found))
        return self._seen(found) if has_more or any(map(self._has_bare_only, names)) else None

    def _has_bare_only(self, docname: str) -> bool:
        """Say whether *docname* has an ``only`` above headings: what is in it is below none."""
        return any(isinstance(child, addnodes.only) for child in self.env.tocs[docname].children)

    def shown(self, docname: str, trees: Sequence[addnodes.toctree], **arguments: Any) -> Hashable:
        """Return what *trees* show on the page *docname*, resolved with *arguments* of Sphinx's."""
        return self._seen(self._resolved(TocTree(self.env), docname, trees, arguments))

    def _entries(self, docname: str) -> list[_Places]:
        """Return the entries of each toctree of *docname*."""
        if docname not in self._places:
            self._places[docname] = [*map(_places_of, self.of(docname))]
        return self._places[docname]

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
        return self._tag(node), children

    def _tag(self, node: nodes.Element) -> Hashable:
        if not self.has_links:
            return node.tagname, str(node.get("secnumber"))
        node.attributes.pop("iscurrent", None)
        node["classes"] = list(dict.fromkeys(node["classes"]))  # docutils writes each once
        return node.starttag()

    def _is_unseen(self, empty: nodes.bullet_list) -> bool:
        return not self.has_links or len(empty.children) == 1


class _Narrowed:
    """An environment whose toctrees have certain entries alone, for Sphinx to resolve them."""

    def __init__(
        self, env: BuildEnvironment, names: AbstractSet[str],
        entries: Callable[[str], list[_Places]],
    ) -> None:  # fmt: skip
        """Narrow the toctrees of *env* to *names*; *entries* tells those of a document."""
        self._env, self._names, self._entries = env, names, entries
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


def _links(trees: Iterable[nodes.Element]) -> Iterator[list[str]]:
    """Yield to which pages the links of each entry and heading in *trees* lead: its own first."""
    for item in (item for tree in trees for item in tree.findall(nodes.list_item)):
        links = item.findall(nodes.reference)
        yield [link["refuri"].removesuffix(link["anchorname"]) for link in links]


def _open(trees: Iterable[nodes.Element]) -> Iterator[str]:
    """Yield where the open entries and headings in *trees* lead."""
    for item in (item for tree in trees for item in tree.findall(nodes.list_item)):
        if any(isinstance(child, nodes.bullet_list) for child in item.children):
            yield next(item.findall(nodes.reference))["refuri"]


def _headings_of(tree: addnodes.toctree, titles_only: bool) -> list[str]:
    """Return the fragments of the heading that *tree* stands below, or of that and all above."""
    items = [item for item in ancestors(tree) if isinstance(item, nodes.list_item)]
    shown = items if titles_only else items[:1]
    return [next(item.findall(nodes.reference))["anchorname"] for item in shown]


def _leave_way(tree: nodes.Element) -> None:
    """Take the entries out of *tree* that are not marked as current; headings stay with theirs."""
    for node in reversed(list(tree.findall(nodes.Element))):
        if _is_off_the_way(node):
            node.parent.remove(node)


def _is_off_the_way(node: nodes.Element) -> bool:
    if isinstance(node, nodes.list_item):
        link = next(node.findall(nodes.reference))
        return not link["anchorname"] and not node.get("iscurrent")
    return isinstance(node, nodes.bullet_list) and not node.children


def _toctrees(toc: nodes.Element) -> list[addnodes.toctree]:
    return list(toc.findall(addnodes.toctree))


def _places_of(tree: addnodes.toctree) -> _Places:
    places: dict[str, list[int]] = defaultdict(list)
    for place, (_, name) in enumerate(tree["entries"]):
        places[name].append(place)
    return dict(places)
