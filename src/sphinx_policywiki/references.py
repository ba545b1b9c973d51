"""What a page shows of other things than articles to which it links: pages, labels, objects.

Sphinx does not write a page again when the title of a page that it links to changes, or
when that page goes. For the pages with something of ours we do, so that what they show
must be told apart here: exactly enough, since a page too many is work for nothing.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property
from typing import Any, Final

from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util import docname_join

from sphinx_policywiki.builders import has_links
from sphinx_policywiki.external import inventories
from sphinx_policywiki.hashes import hash_of
from sphinx_policywiki.page import Reference

#: Kinds of names that are found only as they are written.
_CASE_COUNTS: Final = frozenset({"labels", "anonlabels", "math"})


class References:
    """Says of each link what it may show, for one build."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self.env = env
        self.builder = builder

    def of(self, docname: str, reference: Reference) -> Hashable:
        """Return what *reference* on *docname* may show: nothing if nothing has that name."""
        env, target = self.env, reference.target
        name, _, fragment = target.partition("#")
        names = sorted({target, target.lower(), name, fragment, _join(docname, name)})
        document = _document(docname, reference, name)
        documents = [document] if document in env.all_docs else []
        titles = [reference.explicit or str(env.titles.get(name, "")) for name in documents]
        objects = [self._found(c, reference) for c in names]
        anchors = [self._anchors(c, fragment) for c in names] if fragment else []
        elsewhere = inventories(env, names)
        if not elsewhere and self._wants_a_number(reference) and not self._has_numbers:
            return ()
        if not documents and not any([*objects, *anchors, elsewhere]):
            return ()
        numbers = self._numbers if reference.type == "numref" else 0
        return hash_of([documents, titles, objects, anchors, numbers, elsewhere])

    def _found(self, name: str, reference: Reference) -> list[str]:
        """Return what *reference* may show of the objects called *name*."""
        begin, end = 1 if reference.explicit else 0, None if has_links(self.builder) else -2
        return sorted(repr(entry[begin:end]) for entry in self._objects.get(name, ()))

    def _anchors(self, docname: str, fragment: str) -> list[object]:
        """Return the ids and texts of the headings of *docname* that *fragment* may mean."""
        slugs = self.env.metadata[docname].get("myst_slugs", {}) if docname else {}
        return [(id_, text) for slug, (_, id_, text) in slugs.items() if fragment in {slug, id_}]

    @staticmethod
    def _wants_a_number(reference: Reference) -> bool:
        """Say whether *reference* shows the number of a section or figure, or its own text."""
        return (reference.domain, reference.type) == ("std", "numref")

    @cached_property
    def _has_numbers(self) -> bool:
        """Whether Sphinx numbers figures, or any section."""
        return bool(self.env.config.numfig) or any(self.env.toc_secnumbers.values())

    @cached_property
    def _numbers(self) -> int:
        env = self.env
        return hash_of([sorted(env.toc_fignumbers.items(), key=str), str(env.toc_secnumbers)])

    @cached_property
    def _objects(self) -> dict[str, list[tuple[object, ...]]]:
        """All but documents that references of other domains can name: its text, then the rest."""
        found: dict[str, list[tuple[object, ...]]] = {}
        for name, *entry in known_objects(self.env):
            if entry[1:3] == ["std", "doc"]:
                continue
            found.setdefault(name, []).append(tuple(entry))
            if entry[1] not in _CASE_COUNTS and name.lower() != name:
                found.setdefault(name.lower(), []).append(tuple(entry))
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


def _document(docname: str, reference: Reference, name: str) -> str:
    """Return which document *reference* on *docname* means if it means one by *name*."""
    if reference.domain == "doc":
        return name
    by_name = not reference.domain or reference.type == "doc"
    return _join(docname, name) if by_name else ""


def _join(docname: str, target: str) -> str:
    return docname_join(docname, target) if target else ""
