"""Reading a document: what it declares and shows of the wiki, as plain data."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util import docname_join

from sphinx_policywiki.backlink_outline import section_of
from sphinx_policywiki.contexts import passages_of
from sphinx_policywiki.external import is_external
from sphinx_policywiki.model import Target
from sphinx_policywiki.nodes import (
    article_listing,
    backlink_listing,
    change_listing,
    namesake_notes,
    placeholder,
    relation_listing,
    relation_rows,
    source_listing,
    source_row,
    successor,
)
from sphinx_policywiki.nodes.whereabouts import conditions
from sphinx_policywiki.page import Conditional, Mention, Page, Reference, articles_of_page
from sphinx_policywiki.plaintext import plain_text


def collect(env: BuildEnvironment, docname: str, document: nodes.document) -> Page:
    """Return what *document*, read and composed, declares and shows."""
    found = list(document.findall(_is_of_interest))
    xrefs = [node for node in found if isinstance(node, addnodes.pending_xref)]
    others = [node for node in xrefs if not _is_ours(node) and not is_external(node)]
    section = document.next_node(nodes.section)
    items = _places(found)
    fields: dict[str, Any] = {kind: tuple(places) for kind, places in items.items()}
    return Page(
        articles=tuple(articles_of_page(env)),
        anchor=section["ids"][0] if section is not None else "",
        documents=frozenset(name for n in others for name in _documents(env, docname, n)),
        headings=tuple(_headings(document)) if any(map(_is_in_heading, xrefs)) else (),
        passages=tuple(passages_of(xrefs, articles_of_page(env), env.config.language)),
        backlink_sections=tuple(
            section_of(n, document)
            for n in found
            if isinstance(n, backlink_listing) and n["around"].automatic
        ),
        conditional=tuple(
            Conditional(kind, item, tuple(ways))
            for kind, places in items.items()
            for item, ways in places.items()
            if all(ways)
        ),
        **fields,
    )


def labelled(env: BuildEnvironment, document: nodes.document) -> dict[str, tuple[str, str]]:
    """Return, by the ids of labels, what in *document* may have a number and has a label.

    That is the kind of the thing, as Sphinx calls it, and the id by which it is numbered.
    """
    kind_of = env.domains.standard_domain.get_enumerable_node_type
    return {
        id_: (kind, node["ids"][0])
        for id_, node in _labels(document)
        if node["ids"] and (kind := kind_of(node))
    }


def _labels(document: nodes.document) -> Iterator[tuple[str, nodes.Element]]:
    """Yield the id of each label, as Sphinx's domain ``std`` notes it, and what it labels."""
    for name, explicit in document.nametypes.items():
        id_ = document.nameids.get(name)
        node = document.ids.get(id_) if explicit and id_ else None
        if isinstance(node, nodes.target) and "refid" in node:
            node = document.ids.get(node["refid"])
            id_ = next(iter(node["names"]), id_) if node is not None else id_
        if node is not None:
            yield str(id_), node


#: Attributes by which links in code, as Sphinx's domains make them, know where they stand.
_SCOPE: Final = ("refspecific", "py:", "js:", "c:", "cpp:")
#: All attributes by which intersphinx looks for them.
_CONTEXT: Final = (*_SCOPE, "std:program", "intersphinx", "inventory")


def _is_ours(node: addnodes.pending_xref) -> bool:
    return node.get("refdomain") == "wiki" and not is_external(node)


def _is_of_interest(node: nodes.Node) -> bool:
    return isinstance(node, placeholder | addnodes.pending_xref | addnodes.only)


def _places(found: Sequence[nodes.Node]) -> dict[str, dict[Hashable, list[tuple[str, ...]]]]:
    """Return the items of a page by their kinds, each with the conditions around its places."""
    places: dict[str, dict[Hashable, list[tuple[str, ...]]]] = {}
    has_conditions = any(isinstance(node, addnodes.only) for node in found)
    for node in found:
        around = conditions(node) if has_conditions else ()
        for kind, item in _items(node):
            places.setdefault(kind, {}).setdefault(item, []).append(around)
    return places


def _items(node: nodes.Node) -> Iterator[tuple[str, Hashable]]:
    """Yield what a page has by *node*: the name of a field, and what is in it."""
    match node:
        case addnodes.pending_xref() if _is_ours(node):
            yield "mentions", _mention(node)
        case addnodes.pending_xref():
            yield "references", _reference(node)
        case relation_rows():
            yield from (("rows", (node["article"], relation)) for relation in node["relations"])
        case source_row():
            yield "source_rows", (node["article"], node["what"])
        case placeholder() if field := _FIELDS.get(type(node)):
            kind, attribute = field
            yield kind, node[attribute]


#: Fields of a page whose items are an attribute of a node.
_FIELDS: Final[Mapping[type[nodes.Element], tuple[str, str]]] = {
    successor: ("successors", "article"),
    namesake_notes: ("namesakes", "article"),
    article_listing: ("queries", "query"),
    backlink_listing: ("around", "around"),
    relation_listing: ("around", "around"),
    change_listing: ("changes", "since"),
    source_listing: ("source_lists", "scope"),
}


def _mention(node: addnodes.pending_xref) -> Mention:
    explicit, narrative = bool(node.get("refexplicit")), bool(node.get("narrative"))
    return Mention(node["reftype"], node["reftarget"], explicit, narrative)


def _reference(node: addnodes.pending_xref) -> Reference:
    domain, explicit = node.get("refdomain") or "", bool(node.get("refexplicit"))
    text = node.astext() if explicit and node["reftype"] == "numref" else ""
    relative = any(node[name] for name in node.attributes if name.startswith(_SCOPE))
    context = tuple(
        (name, value)
        for name, value in sorted(node.attributes.items())
        if name.startswith(_CONTEXT) and value and isinstance(value, str | bool)
    )
    return Reference(domain, node["reftype"], _target(node), explicit, text, relative, context)


def _target(node: addnodes.pending_xref) -> str:
    """Return the target of *node*, with the fragment that MyST keeps beside it."""
    fragment = node.get("reftargetid")
    return f"{node['reftarget']}#{fragment}" if fragment else str(node["reftarget"])


def _is_in_heading(node: addnodes.pending_xref) -> bool:
    """Say whether *node* is a role of ours in a heading."""
    if not _is_ours(node):
        return False
    around: nodes.Node = node
    while not isinstance(around, nodes.title) and isinstance(around.parent, nodes.TextElement):
        around = around.parent
    return isinstance(around, nodes.title)


def _headings(document: nodes.document) -> Iterator[tuple[str, tuple[str | Target, ...]]]:
    for number, section in enumerate(document.findall(nodes.section)):
        title = section.next_node(nodes.title)
        if title is not None and any(title.findall(addnodes.pending_xref)):
            anchor = f"#{section['ids'][0]}" if number else ""
            yield anchor, tuple(plain_text(title.children))


def _documents(env: BuildEnvironment, docname: str, node: addnodes.pending_xref) -> Iterator[str]:
    """Yield the document that a link by file or document name means, if it may be one."""
    domain, target = node.get("refdomain") or "", node["reftarget"].partition("#")[0]
    if domain == "doc":
        yield target
    elif (domain, node["reftype"]) == ("std", "doc"):
        yield docname_join(docname, target)
    elif node["reftype"] == "myst" and target:
        name = env.path2doc(env.relfn2path(target, docname)[0])
        yield from [name] if name else []
