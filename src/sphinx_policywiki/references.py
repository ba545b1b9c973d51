"""What a page shows of other things than articles to which it links: pages, labels, objects.

Sphinx does not write a page again when the title of a page that it links to changes, or
when that page goes. We do, so that what pages show must be told apart here: exactly
enough, since a page too many is work for nothing.

Names are looked up as Sphinx and MyST do it, and in their order. A link shows a title, or a
number, or what the author typed: then only where it leads can change, which plain text does
not tell. But there it can be seen whether a link to a page or label leads anywhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Final, NamedTuple

from docutils.nodes import make_id
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util import docname_join
from sphinx.util.nodes import clean_astext

from sphinx_policywiki.builders import has_links
from sphinx_policywiki.external import own_name, shown_elsewhere
from sphinx_policywiki.hashes import hash_of
from sphinx_policywiki.page import Reference

#: What stands between the parts of names of objects in Python, JavaScript, C++ and others.
_PARTS: Final = re.compile(r"\.|::|/")
#: Types of objects of ``std`` that links find in other ways.
_NO_OBJECTS: Final = frozenset({"cmdoption", "doc", "label"})
#: What a link shows, and where it leads; empty if nothing has its name.
_Shown = list[Hashable]


class _Object(NamedTuple):
    """What a domain knows by a name, other than labels."""

    name: str
    domain: str
    type: str
    docname: str
    anchor: str


class References:
    """Says of each link what it shows, for one build."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self.env = env
        self.std = env.domains.standard_domain
        self.has_links = has_links(builder)

    def of(self, docname: str, reference: Reference) -> Hashable:
        """Return what *reference* on *docname* shows: nothing if nothing has that name."""
        found = [] if reference.is_external else self._found(docname, reference)
        if not found and (name := own_name(self.env, reference.target)) != reference.target:
            found = self._found(docname, replace(reference, target=name))
        elsewhere = () if found else self.elsewhere(reference)
        return hash_of((found, elsewhere)) if found or elsewhere else ()

    def elsewhere(self, reference: Reference) -> tuple[Hashable, ...]:
        """Return what *reference* shows of other projects: of what it leads to, if it does."""
        link = {
            **dict(reference.context),
            "refdomain": reference.domain,
            "reftype": reference.type,
            "reftarget": reference.target,
            "refexplicit": reference.explicit,
        }
        found = shown_elsewhere(self.env, link)
        return found if self.has_links else found[-1:]

    def _found(self, docname: str, reference: Reference) -> _Shown:
        match reference.domain:
            case "":
                return next(filter(None, self._by_any_name(docname, reference)), [])
            case "doc":
                return self._in_document(*reference.target.partition("#")[::2], reference)
            case "std":
                return self._by_role(docname, reference)
            case "math":
                return self._equation(reference.target)
            case "citation":
                return self._citation(reference.target)
            case domain:
                return self._objects(reference.target, domain, relative=reference.relative)

    def _by_role(self, docname: str, reference: Reference) -> _Shown:
        """Return what a link shows by a role of the domain ``std``."""
        target = reference.target
        match reference.type:
            case "doc":
                return self._document(docname_join(docname, target), reference)
            case "numref":
                return self._numbered(reference)
            case "ref" | "keyword":
                return self._label(target, reference)
            case "term":
                return self._objects(target, "std", ["term"]) or self._term(target)
            case "option":
                return self._option(target)
            case role:
                return self._objects(target, "std", self.std.objtypes_for_role(role) or ())

    def _by_any_name(self, docname: str, reference: Reference) -> Iterator[_Shown]:
        """Yield what a link may mean that says of no kind, the first first."""
        target = reference.target
        document = self._document(docname_join(docname, target), reference) if target else []
        label = self._label(target.lower(), reference)
        yield from (document, label) if reference.type == "any" else (label, document)
        if reference.type == "any":
            yield self._option(target)
        types = [name for name in self.std.object_types if name != "term"]
        yield self._objects(target, "std", types, typed=True)
        yield self._objects(target.lower(), "std", ["term"], typed=True)
        yield self._equation(target)
        yield self._objects(target, typed=True, relative=True)

    # --- documents, headings, labels -----------------------------------------------

    def _document(self, docname: str, reference: Reference) -> _Shown:
        if docname not in self.env.all_docs:
            return []
        return [reference.explicit or clean_astext(self.env.titles[docname])]

    def _in_document(self, docname: str, fragment: str, reference: Reference) -> _Shown:
        """Return what a link of MyST to a file shows, to a place in it if there is a *fragment*."""
        if docname not in self.env.all_docs or not fragment:
            return self._document(docname, reference)
        id_, text = self._place(docname, fragment)
        return [reference.explicit or text, id_ if self.has_links else ""]

    def _place(self, docname: str, fragment: str) -> tuple[str, str]:
        """Return id and text of what *fragment* means in *docname*: a slug, an id, a label."""
        slugs = self.env.metadata[docname].get("myst_slugs", {})
        if fragment in slugs:
            _, id_, text = slugs[fragment]
            return id_, text
        by_id = (text for _, id_, text in slugs.values() if id_ == fragment)
        if (text := next(by_id, None)) is not None:
            return fragment, text
        return self._labels_by_place.get((docname, fragment), (fragment, ""))

    @cached_property
    def _labels_by_place(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Id and title of labels by their document and their id, or their name."""
        found: dict[tuple[str, str], tuple[str, str]] = {}
        for entries in (self.std.labels, self.std.anonlabels):
            for name, (docname, id_, *title) in entries.items():
                place = id_, str(title[0]) if title else ""
                found.setdefault((docname, id_), place)
                found.setdefault((docname, name), place)
        return found

    def _label(self, name: str, reference: Reference) -> _Shown:
        """Return what a link to the label *name* shows: its own text if it has one."""
        keyword = reference.type == "keyword"
        known = self.std.anonlabels if reference.explicit and not keyword else self.std.labels
        if name not in known:
            return []
        docname, id_, *title = known[name]
        if keyword:
            return self._leading(docname, id_)
        return [reference.explicit or str(title[0]), *self._leading(docname, id_)]

    def _leading(self, *place: Hashable) -> _Shown:
        """Return *place* if what the builder writes leads there."""
        return [*place] if self.has_links else []

    # --- numbers -------------------------------------------------------------------

    def _numbered(self, reference: Reference) -> _Shown:
        """Return what a link by number shows: nothing if there is none, but its own text."""
        known = self.std.labels.get(reference.target) or self.std.anonlabels.get(reference.target)
        docname, id_, *title = known or ("", "")
        numbered = self.env.domaindata["wiki"]["numbered"].get(docname, {})
        kind, anchor = numbered.get(id_, ("", ""))
        number = self._number(docname, kind, anchor)
        if number is None:
            return []
        text = reference.text or self.env.config.numfig_format.get(kind, "")
        shown = _with_number(text, ".".join(map(str, number)), *map(str, title))
        if not shown:
            return []
        return [shown, docname, id_] if self.has_links else [text]  # where no number is printed

    def _number(self, docname: str, kind: str, anchor: str) -> tuple[int, ...] | None:
        """Return the number of what stands at *anchor* of *docname* and is of *kind*."""
        if kind == "section":
            numbers = self.env.toc_secnumbers.get(docname, {})
            return numbers.get(f"#{anchor}", numbers.get(""))
        figures = self.env.toc_fignumbers.get(docname, {}).get(kind, {})
        return figures.get(anchor) if self.env.config.numfig else None

    def _equation(self, name: str) -> _Shown:
        """Return what a link to an equation shows: its number, whatever the author typed."""
        known = self.env.domaindata["math"]["objects"]
        if name not in known:
            return []
        docname, number = known[name]
        if self.env.config.numfig and self.env.config.math_numfig:
            numbers = self.env.toc_fignumbers.get(docname, {}).get("displaymath", {})
            number = numbers.get(make_id(f"equation-{name}"), ())
        return [number, *self._leading(docname)]

    # --- objects -------------------------------------------------------------------

    def _objects(
        self,
        name: str,
        domain: str = "",
        types: Sequence[str] = (),
        *,
        typed: bool = False,
        relative: bool = False,
    ) -> _Shown:
        """Return where links to objects called *name* lead; if *typed*, their types are seen too.

        A *relative* name is the end of one, if nothing has it as it is. Functions may be
        called with parentheses.
        """
        if not self.has_links:
            return []
        name = name.removesuffix("()")
        found = [
            known
            for known in self._known.get(_last_part(name), ())
            if (known.domain == domain if domain else known.domain != "std")
            and (not types or known.type in types)
        ]
        same = [known for known in found if known.name == name]
        if not same and relative:
            same = [known for known in found if known.name.endswith(name)]
        return [known if typed else known._replace(type="") for known in same]

    @cached_property
    def _known(self) -> dict[str, list[_Object]]:
        """All objects by the last part of their names, but for what ``std`` looks up elsewhere."""
        found: dict[str, list[_Object]] = defaultdict(list)
        for known in _objects(self.env):
            if known.domain != "std" or known.type not in _NO_OBJECTS:
                found[_last_part(known.name)].append(known)
        return found

    def _term(self, name: str) -> _Shown:
        """Return where a link to the term *name* leads in whatever case it is written."""
        known = self.env.domaindata["std"]["terms"]
        return self._leading(*known.get(name.lower(), ()))

    def _citation(self, name: str) -> _Shown:
        """Return where a link to a citation of reStructuredText leads."""
        known = self.env.domaindata["citation"]["citations"]
        return self._leading(*known[name][:2]) if name in known else []

    def _option(self, name: str) -> _Shown:
        """Return where links to the option *name*, with a value or without, may lead."""
        words = {name.strip(), *name.split()}
        stems = words | {re.split(r"\[?=", word)[0] for word in words}
        known = self.env.domaindata["std"]["progoptions"].items()
        found = ((program, *place) for (program, option), place in known if option in stems)
        return self._leading(*sorted(found, key=repr))


def known_objects(env: BuildEnvironment) -> list[tuple[Any, ...]]:
    """Return all that references can name, but for articles: name, text, kind, and where."""
    std, math = env.domaindata["std"], env.domaindata["math"]
    found: list[tuple[Any, ...]] = [
        (name, "".join(map(str, title)), kind, docname, anchor)
        for kind in ("labels", "anonlabels")
        for name, (docname, anchor, *title) in std[kind].items()
    ]
    found += [(n, str(at), "math", docname) for n, (docname, at) in math["objects"].items()]
    citations = env.domaindata["citation"]["citations"]
    found += [(name, "", "citation", docname, id_) for name, (docname, id_, _) in citations.items()]
    return [*found, *_objects(env)]


def _with_number(text: str, number: str, name: str | None = None) -> str:
    """Return *text* with what stands in it for *number* and *name*; nothing if Sphinx cannot."""
    if name is None and "{name}" in text:
        return ""
    try:
        if "{name}" in text or "number" in text:
            return text.format(number=number, **({"name": name} if name else {}))
        return text % number
    except (KeyError, TypeError, ValueError, IndexError):
        return ""


def _objects(env: BuildEnvironment) -> Iterator[_Object]:
    """Yield all that domains but ours have by names."""
    for domain in env.domains.sorted():
        if domain.name != "wiki":
            for name, _, type_, docname, anchor, _ in domain.get_objects():
                yield _Object(name, domain.name, type_, docname, anchor)


def _last_part(name: str) -> str:
    return _PARTS.split(name)[-1]
