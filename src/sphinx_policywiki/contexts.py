"""Contexts of links: the sentences of a page in which a link to an article may stand.

They are found when the page is read, and are plain data. What other pages decide in
them, the titles that links show and where these lead, is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from sphinx_policywiki.external import is_external
from sphinx_policywiki.model import Article, Record, Target
from sphinx_policywiki.nodes import article_header, citation_list, glance_section
from sphinx_policywiki.nodes.whereabouts import conditions
from sphinx_policywiki.plaintext import plain_text
from sphinx_policywiki.roles import SOURCE
from sphinx_policywiki.sentences import sentence_starts

#: What only leads somewhere, or repeats what stands elsewhere.
_NO_TEXT: Final = (glance_section, article_header, citation_list)
_NO_TEXT_CLASSES: Final = frozenset({"pw-hatnote"})
#: A word that is no abbreviation stands for a title while boundaries are looked for.
_STAND_IN: Final = "Wikipage"


@dataclass(frozen=True, slots=True)
class Linked(Record):
    """A link within a sentence, to an article or to what may be one or contain one.

    *domain* is ``wiki``, ``doc``, ``ref`` or nothing for links that may mean anything;
    *text* is what the author typed, nothing if the link shows the title of its target.
    """

    domain: str
    type: str
    target: str
    text: tuple[str | Target, ...] = ()


Part = str | Target | Linked


@dataclass(frozen=True, slots=True)
class Passage(Record):
    """A sentence with links to articles.

    *index* is that of the article in which it stands, less than 0 outside of any; *anchor*
    and *heading* are those of a section below the title; *conditions* are those of
    ``only`` around it.
    """

    index: int
    anchor: str
    heading: tuple[str | Target, ...]
    conditions: tuple[str, ...]
    parts: tuple[Part, ...]


def passages_of(
    links: Iterable[addnodes.pending_xref], articles: Sequence[Article], language: str
) -> Iterator[Passage]:
    """Yield the sentences in which *links*, those of a document in order, may lead to articles."""
    blocks = {id(block): block for block in map(_block, filter(_may_link, links))}
    for block in blocks.values():
        around = list(_ancestors(block))
        if not any(map(_is_no_text, around)):
            place, below = _place(around, articles), conditions(block)
            for parts in _sentences(list(_parts(block.children)), language):
                yield Passage(*place, below, parts)


def _block(node: nodes.Element) -> nodes.Element:
    """Return the smallest block of text around *node*."""
    while isinstance(node, nodes.Inline) and node.parent is not None:
        node = node.parent
    return node


def _ancestors(node: nodes.Element | None) -> Iterator[nodes.Element]:
    while node is not None:
        yield node
        node = node.parent


def _is_no_text(node: nodes.Element) -> bool:
    classes = node.get("classes", ())
    return isinstance(node, _NO_TEXT) or not _NO_TEXT_CLASSES.isdisjoint(classes)


def _place(
    around: Sequence[nodes.Element], articles: Sequence[Article]
) -> tuple[int, str, tuple[str | Target, ...]]:
    sections = [node for node in around if isinstance(node, nodes.section)]
    index = next((n for n in (_index(s, articles) for s in sections) if n >= 0), -1)
    nearest = sections[0] if sections else None
    if nearest is None or nearest is sections[-1] or _index(nearest, articles) >= 0:
        return index, "", ()
    title = nearest.next_node(nodes.title)
    heading = tuple(plain_text(title.children)) if title is not None else ()
    return index, nearest["ids"][0], heading


def _index(section: nodes.section, articles: Sequence[Article]) -> int:
    """Return which article *section* is that of, less than 0 if it is none."""
    if "pw-article" not in section["classes"]:
        return -1
    anchors = [article.anchor for article in articles]
    found = (anchors.index(anchor) for anchor in (*section["ids"], "") if anchor in anchors)
    return next(found, -1)


def _parts(children: Iterable[nodes.Node]) -> Iterator[Part]:
    for node in children:
        if isinstance(node, addnodes.pending_xref) and _may_link(node):
            yield _linked(node)
        elif isinstance(node, nodes.Inline) and any(map(_may_link, _links_in(node))):
            yield from _parts(node.children)
        else:
            yield from plain_text([node])


def _links_in(node: nodes.Node) -> Iterator[addnodes.pending_xref]:
    return node.findall(addnodes.pending_xref)


def _may_link(node: addnodes.pending_xref) -> bool:
    return _kind(node) is not None


def _kind(node: addnodes.pending_xref) -> str | None:
    """Return the domain that ``Linked`` has for *node*, None if no article is meant."""
    domain, type_ = node.get("refdomain") or "", node["reftype"]
    match domain, type_:
        case _ if is_external(node):
            return None
        case "wiki", type_ if type_ != SOURCE:
            return "wiki"
        case "", ("any" | "myst"):
            return ""
        case ("doc", _) | ("std", "doc"):
            return "doc"
        case "std", "ref":
            return "ref"
        case _:
            return None


def _linked(node: addnodes.pending_xref) -> Linked:
    domain, target = _kind(node) or "", str(node["reftarget"])
    if node.get("refdomain") == "std" and domain == "doc":
        target = docname_join(node["refdoc"], target)
    elif domain == "doc" and node.get("reftargetid"):
        target = f"{target}#{node['reftargetid']}"
    text = tuple(plain_text(node.children)) if node.get("refexplicit") else ()
    return Linked(domain, node["reftype"], target, text)


def _sentences(parts: Sequence[Part], language: str) -> Iterator[tuple[Part, ...]]:
    """Yield the sentences of a block that have a link; no boundary falls within a title."""
    parts = [re.sub(r"\s+", " ", p) if isinstance(p, str) else p for p in parts]
    texts = [_flat(part) for part in parts]
    starts = sentence_starts("".join(texts), language)
    sentence: list[Part] = []
    position = 0
    for part, text in zip(parts, texts, strict=True):
        cuts = [start - position for start in starts if position <= start < position + len(text)]
        for number, piece in enumerate(_cut(part, cuts)):
            if number and any(isinstance(p, Linked) for p in sentence):
                yield tuple(sentence)
            sentence = [piece] if number else [*sentence, piece]
        position += len(text)
    if any(isinstance(p, Linked) for p in sentence):
        yield tuple(sentence)


def _cut(part: Part, cuts: Sequence[int]) -> list[Part]:
    """Return *part* cut at *cuts*, a title only before it.

    What precedes the first cut belongs to what came before.
    """
    if not isinstance(part, str):
        return ["", part] if 0 in cuts else [part]
    edges = [0, *cuts, len(part)]
    return [part[start:end] for start, end in pairwise(edges)]


def _flat(part: Part) -> str:
    match part:
        case str():
            return part
        case Linked(text=text) if text:
            return "".join(map(_flat, text))
        case _:
            return _STAND_IN
