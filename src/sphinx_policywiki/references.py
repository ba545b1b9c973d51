"""What a page shows of other things than articles to which it links: pages, labels, objects.

Sphinx does not write a page again when the title of a page that it links to changes, or
when that page goes. For the pages with something of ours we do, so that what they show
must be told apart here: exactly enough, since a page too many is work for nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import cached_property
from typing import Any, Final

from docutils.nodes import make_id
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util import docname_join

from sphinx_policywiki.builders import has_links
from sphinx_policywiki.external import inventories
from sphinx_policywiki.hashes import hash_of
from sphinx_policywiki.page import Reference

_LABELS: Final = frozenset({"labels", "anonlabels"})
#: Roles of the domain ``std`` that lead to labels alone; all others of it do not.
_TO_LABELS: Final = frozenset({"ref", "numref", "keyword"})
#: Kinds of names that are found only as they are written.
_CASE_COUNTS: Final = _LABELS | {"math"}
#: Domain and type of links that show the number of a section or figure, or else their own text.
_BY_NUMBER: Final = ("std", "numref")


class References:
    """Says of each link what it may show, for one build."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self.env = env
        self.builder = builder

    def of(self, docname: str, reference: Reference) -> Hashable:
        """Return what *reference* on *docname* may show: nothing if nothing has that name."""
        env, target = self.env, reference.target
        if (reference.domain, reference.type) == _BY_NUMBER and self._label(target):
            return self._numbered(reference)
        name, _, fragment = target.partition("#")
        names = sorted({target, target.lower(), name, fragment, _join(docname, name)})
        document = _document(docname, reference, name)
        documents = [document] if document in env.all_docs else []
        titles = [reference.explicit or str(env.titles.get(name, "")) for name in documents]
        objects = [self._found(c, reference) for c in names]
        anchors = [self._anchors(c, fragment) for c in names] if fragment else []
        elsewhere = inventories(env, names)
        if not documents and not any([*objects, *anchors, elsewhere]):
            return ()
        return hash_of([documents, titles, objects, anchors, elsewhere])

    def _label(self, name: str) -> tuple[str, ...] | None:
        """Return of the label *name* the document, the id, and the title if it has one."""
        std = self.env.domaindata["std"]
        found: tuple[str, ...] | None = std["labels"].get(name) or std["anonlabels"].get(name)
        return found

    def _numbered(self, reference: Reference) -> Hashable:
        """Return what a link by number shows: nothing if there is none, but its own text."""
        docname, id_, *title = self._label(reference.target) or ("", "")
        numbered = self.env.domaindata["wiki"]["numbered"].get(docname, {})
        kind, anchor = numbered.get(id_, ("", ""))
        number = self._number(docname, kind, anchor)
        if number is None:
            return ()
        text = "" if reference.explicit else self.env.config.numfig_format.get(kind, "")
        name = title if reference.named or "{name}" in text else ()
        place = (docname, id_) if has_links(self.builder) else ()
        return hash_of([number, text, name, place])

    def _number(self, docname: str, kind: str, anchor: str) -> tuple[int, ...] | None:
        """Return the number of what stands at *anchor* of *docname* and is of *kind*."""
        if kind == "section":
            numbers = self.env.toc_secnumbers.get(docname, {})
            return numbers.get(f"#{anchor}", numbers.get(""))
        figures = self.env.toc_fignumbers.get(docname, {}).get(kind, {})
        return figures.get(anchor) if self.env.config.numfig else None

    def _found(self, name: str, reference: Reference) -> list[str]:
        """Return what *reference* may show of the objects called *name*."""
        end = None if has_links(self.builder) else -2
        objects = (e for e in self._objects.get(name, ()) if self._may_mean(reference, *e[1:3]))
        return sorted(repr(e[_hides_text(reference, e[1]) : end]) for e in objects)

    def _may_mean(self, reference: Reference, kind: object, type_: object) -> bool:
        """Say whether *reference* may lead to what is of *kind* and of *type_* there."""
        if not reference.domain or reference.domain == "doc":
            return True
        if reference.domain != "std":
            return kind == reference.domain
        if reference.type in _TO_LABELS:
            return kind in _LABELS
        types = self.env.domains.standard_domain.objtypes_for_role(reference.type)
        return kind == "std" and (not types or type_ in types)

    def _anchors(self, docname: str, fragment: str) -> list[object]:
        """Return the ids and texts of the headings of *docname* that *fragment* may mean."""
        slugs = self.env.metadata[docname].get("myst_slugs", {}) if docname else {}
        return [(id_, text) for slug, (_, id_, text) in slugs.items() if fragment in {slug, id_}]

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


def _hides_text(reference: Reference, kind: object) -> bool:
    """Say whether *reference* shows nothing of the text of what is of *kind*."""
    return reference.explicit and kind != "math"


def known_objects(env: BuildEnvironment) -> list[tuple[Any, ...]]:
    """Return all that references can name, but for articles: name, text, kind, and where."""
    std = env.domaindata["std"]
    found: list[tuple[Any, ...]] = [
        (name, "".join(map(str, title)), kind, docname, anchor)
        for kind in ("labels", "anonlabels")
        for name, (docname, anchor, *title) in std[kind].items()
    ]
    found += _equations(env)
    for domain in env.domains.sorted():
        if domain.name != "wiki":
            found += (
                (name, str(shown), domain.name, type_, docname, anchor)
                for name, shown, type_, docname, anchor, _ in domain.get_objects()
            )
    return found


def _equations(env: BuildEnvironment) -> Iterator[tuple[str, str, str, str]]:
    """Yield label, number, kind and document of each equation."""
    with_figures = env.config.numfig and env.config.math_numfig
    for name, (docname, number) in env.domaindata["math"]["objects"].items():
        numbers = env.toc_fignumbers.get(docname, {}).get("displaymath", {})
        shown = numbers.get(make_id(f"equation-{name}"), ()) if with_figures else number
        yield name, str(shown), "math", docname


def _document(docname: str, reference: Reference, name: str) -> str:
    """Return which document *reference* on *docname* means if it means one by *name*."""
    if reference.domain == "doc":
        return name
    by_name = not reference.domain or reference.type == "doc"
    return _join(docname, name) if by_name else ""


def _join(docname: str, target: str) -> str:
    return docname_join(docname, target) if target else ""
