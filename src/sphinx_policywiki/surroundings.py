"""What an article's page shows that is Sphinx's own: the sidebar and links to other things.

Sphinx does not rewrite a page when the title of a page that it links to changes, or
when that page goes. For the pages with something of ours we do, so that what they show
must be told apart here: exactly enough, since a page too many is work for nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from hashlib import blake2b
from typing import Any, Final

from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util import docname_join

from sphinx_policywiki.builders import has_links
from sphinx_policywiki.external import inventories
from sphinx_policywiki.page import Reference

#: The option by which a theme shows in its sidebar only the branch of the page itself.
COLLAPSE_OPTIONS: Final = {
    "alabaster": "sidebar_collapse",
    "sphinx_rtd_theme": "collapse_navigation",
    "basic": "globaltoc_collapse",
    "classic": "globaltoc_collapse",
    "nature": "globaltoc_collapse",
    "haiku": "globaltoc_collapse",
}
#: Themes that show nothing but titles of pages in their sidebar.
TITLES_ONLY: Final = frozenset({"furo", "pydata_sphinx_theme", "sphinx_book_theme"})


class Surroundings:
    """Says of each page what it shows of the outline and of references, for one build."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self.env = env
        self.builder = builder

    def of(self, docname: str) -> Hashable:
        """Return a value that changes when what *docname* shows of the outline changes."""
        outline = self.outline(docname) if self.builder.format == "html" else ()
        below = self._below(docname, frozenset(), titles=self._has_titles_only(docname))
        return outline, below

    # --- the outline -----------------------------------------------------------

    def outline(self, docname: str) -> Hashable:
        """Return what the sidebar and the links to neighbours show on the page *docname*."""
        neighbours = tuple(
            (name, self._title(name)) for name in self._relations.get(docname, ()) if name
        )
        if not self._collapsed:
            return neighbours, self._whole_tree
        branch = [docname]
        while (parent := self._parents.get(branch[-1])) and parent not in branch:
            branch.append(parent)
        root = self.env.config.root_doc
        shown = [name for name in [*branch, root] if name in self._reached]
        levels = tuple((name, self._title(name), self._level(name)) for name in shown)
        above = [self._sections(name) for name in shown if name not in {docname, root}]
        return neighbours, levels, above

    @cached_property
    def _relations(self) -> dict[str, list[str | None]]:
        return self.env.collect_relations()

    @cached_property
    def _parents(self) -> dict[str, str]:
        includes = sorted(self.env.toctree_includes.items())
        return {child: parent for parent, children in includes for child in children}

    @cached_property
    def _reached(self) -> set[str]:
        """The documents to which toctrees lead from the first: those of the sidebar."""
        return reach(self.env.toctree_includes, self.env.config.root_doc, set())

    @cached_property
    def _collapsed(self) -> bool:
        theme = getattr(self.builder, "theme", None)
        option = COLLAPSE_OPTIONS.get(getattr(theme, "name", ""))
        if theme is None or option is None:
            return False
        options = theme.get_options(getattr(self.builder, "theme_options", {}))
        return str(options.get(option, "")).lower() in {"true", "1"}

    @cached_property
    def _whole_tree(self) -> int:
        reached = self._reached & self.env.toctree_includes.keys()
        levels = ((name, self._level(name)) for name in sorted(reached))
        return hash_of([(name, level) for name, level in levels if level != ()])

    @cached_property
    def _with_sections(self) -> bool:
        theme = getattr(self.builder, "theme", None)
        return not self._collapsed and getattr(theme, "name", "") not in TITLES_ONLY

    def _level(self, docname: str) -> Hashable:
        """Return what the toctrees of *docname* show: captions, options and titles."""
        if docname not in self._levels:
            self._levels[docname] = self._make_level(docname)
        return self._levels[docname]

    @cached_property
    def _levels(self) -> dict[str, Hashable]:
        return {}

    def _make_level(self, docname: str) -> Hashable:
        toc = self.env.tocs.get(docname)
        if toc is None or docname not in self.env.toctree_includes:
            return ()
        filled = [tree for tree in toc.findall(addnodes.toctree) if tree.get("entries")]
        if not filled:
            return ()
        options = [str(sorted(tree.attributes.items(), key=str)) for tree in filled]
        children = self.env.toctree_includes[docname]
        return hash_of([options, [(child, self._entry(child)) for child in children]])

    def _below(self, docname: str, above: frozenset[str], *, titles: bool) -> Hashable:
        """Return what the toctrees in the text of *docname* show, down to the last level.

        *titles* says that they show no other headings, as those of the page itself decide.
        """
        key = docname, titles
        if key in self._trees or docname in above:
            return self._trees.get(key, ())
        above |= {docname}
        shown = self._heading if titles else self._sections
        tree = [
            (child, shown(child), self._below(child, above, titles=titles))
            for child in self.env.toctree_includes.get(docname, ())
        ]
        return self._trees.setdefault(key, hash_of(tree) if tree else ())

    @cached_property
    def _trees(self) -> dict[tuple[str, bool], Hashable]:
        return {}

    def _has_titles_only(self, docname: str) -> bool:
        toc = self.env.tocs.get(docname)
        trees = list(toc.findall(addnodes.toctree)) if toc is not None else []
        return all(tree.get("titlesonly") for tree in trees)

    def _entry(self, docname: str) -> object:
        if self._with_sections and docname in self.env.tocs:
            return self._sections(docname)
        return self._heading(docname)

    def _heading(self, docname: str) -> object:
        """Return the title of *docname* with its number."""
        return self._title(docname), self.env.toc_secnumbers.get(docname, {}).get("")

    def _sections(self, docname: str) -> object:
        """Return the headings of *docname* with their numbers."""
        numbers = self.env.toc_secnumbers.get(docname, {})
        return str(self.env.tocs.get(docname, "")), sorted(numbers.items())

    def _title(self, docname: str | None) -> str:
        title = self.env.titles.get(docname or "")
        return "" if title is None else str(title)

    # --- references --------------------------------------------------------------

    def reference(self, docname: str, reference: Reference) -> Hashable:
        """Return what *reference* on *docname* may show of what is no article, if anything."""
        env, target = self.env, reference.target
        name, _, fragment = target.partition("#")
        names = sorted({target, target.lower(), name, fragment, _join(docname, name)})
        documents = [c for c in names if c in env.all_docs and _may_be_document(reference)]
        titles = [reference.explicit or self._title(document) for document in documents]
        objects = [self._found(c, reference) for c in names]
        anchors = [self._anchors(c, fragment) for c in names] if fragment else []
        elsewhere = inventories(env, names)
        if not documents and not any([*objects, *anchors, elsewhere]):
            return ()
        numbers = self._numbers if reference.type == "numref" else 0
        return hash_of([documents, titles, objects, anchors, numbers, elsewhere])

    def _found(self, name: str, reference: Reference) -> list[str]:
        """Return what *reference* may show of the objects called *name*."""
        begin, end = 1 if reference.explicit else 0, None if has_links(self.builder) else -2
        return sorted(
            repr(entry[begin:end])
            for entry in self._objects.get(name, ())
            if entry[1:3] != ("std", "doc") or _may_be_document(reference)
        )

    def _anchors(self, docname: str, fragment: str) -> list[object]:
        """Return the ids and texts of the headings of *docname* that *fragment* may mean."""
        slugs = self.env.metadata[docname].get("myst_slugs", {}) if docname else {}
        return [(id_, text) for slug, (_, id_, text) in slugs.items() if fragment in {slug, id_}]

    @cached_property
    def _numbers(self) -> int:
        env = self.env
        return hash_of([sorted(env.toc_fignumbers.items(), key=str), str(env.toc_secnumbers)])

    @cached_property
    def _objects(self) -> dict[str, list[tuple[object, ...]]]:
        """Everything that references of other domains can name: its text, then the rest."""
        found: dict[str, list[tuple[object, ...]]] = {}
        for name, *entry in known_objects(self.env):
            found.setdefault(name, []).append(tuple(entry))
            if entry[1] not in _CASE_COUNTS and name.lower() != name:
                found.setdefault(name.lower(), []).append(tuple(entry))
        return found


#: Kinds of names that are found only as they are written.
_CASE_COUNTS: Final = frozenset({"labels", "anonlabels", "math"})


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


def known_objects(env: BuildEnvironment) -> list[tuple[Any, ...]]:
    """Return all that references can name, but for articles: name, text, kind, and where."""
    std, math = env.domaindata["std"], env.domaindata["math"]
    found: list[tuple[Any, ...]] = [
        (name, "".join(map(str, title)), kind, docname, anchor)
        for kind in ("labels", "anonlabels")
        for name, (docname, anchor, *title) in std[kind].items()
    ]
    found += [(n, str(at), "math", docname) for n, (docname, at) in math["objects"].items()]
    for domain in env.domains.sorted():
        if domain.name != "wiki":
            found += (
                (name, str(shown), domain.name, type_, docname, anchor)
                for name, shown, type_, docname, anchor, _ in domain.get_objects()
            )
    return found


def _may_be_document(reference: Reference) -> bool:
    """Say whether *reference* can lead to a document by its name."""
    return reference.domain in {"", "doc"} or reference.type == "doc"


def _join(docname: str, target: str) -> str:
    return docname_join(docname, target) if target else ""


def hash_of(value: object) -> int:
    """Return a number that stands for *value* in other processes and builds too."""
    return int.from_bytes(blake2b(repr(value).encode(), digest_size=8).digest(), "big")


def plain(value: object) -> object:
    """Return *value* without the order of mappings and sets, which has no meaning."""
    if isinstance(value, Mapping):
        return sorted(([plain(k), plain(v)] for k, v in value.items()), key=repr)
    if isinstance(value, AbstractSet):
        return sorted(map(plain, value), key=repr)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
