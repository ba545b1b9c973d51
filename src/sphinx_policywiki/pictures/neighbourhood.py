"""Which articles and relations a graph shows: those around an article, or of the whole wiki."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final

from sphinx_policywiki.graph import Graph, Link
from sphinx_policywiki.model import Article, lookup_key

#: So many articles a picture shows unless it is told otherwise.
LIMIT: Final = 200

#: The relations of an article that a list names: names of relations, each with its links.
Relations = tuple[tuple[str, tuple[Link, ...]], ...]
_Key = tuple[bool, str]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a graph goes: steps, relations, types, and how many articles are drawn.

    No relations or types stand for all; a relation includes its other direction. Those
    *between* the outermost articles count only if they are asked for.
    """

    depth: int = 1
    relations: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    limit: int = LIMIT
    between: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two of the links of a neighbourhood, which it names by number."""

    tail: int
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What a graph shows.

    *links* are the articles drawn, also those that do not exist; *edges* their relations, each
    once; *lists* say in words what stands in which relation to what; *limited* is whether
    articles are left out of the picture.
    """

    links: tuple[Link, ...]
    edges: tuple[Edge, ...]
    lists: tuple[tuple[Article, Relations], ...]
    limited: bool


def around(graph: Graph, centre: Article, reach: Reach) -> Neighbourhood:
    """Return what is within *reach* of *centre*, the nearest first.

    The lists have all relations of *centre*, of the others those within the picture; the
    outermost, if at all, those between them.
    """
    steps = _Steps(graph, reach)
    links: dict[_Key, Link] = {_key_of(centre): Link(centre.slug, centre)}
    distance: dict[_Key, int] = dict.fromkeys(links, 0)
    ring, limited = [centre], False
    for depth in range(1, reach.depth + 1):
        following: list[Article] = []
        for article in ring:
            for link in steps.links(article):
                if (key := _key(link)) in links:
                    continue
                if len(links) >= reach.limit:
                    limited = True
                    break
                links[key], distance[key] = link, depth
                following += [link.article] if link.article else []
        ring = following
    outermost = {key for key, far in distance.items() if far == reach.depth}
    lists = [(centre, steps.relations(centre))]
    for key, link in list(links.items())[1:]:
        if link.article is not None and (reach.between or key not in outermost):
            among = outermost if key in outermost else links.keys()
            lists.append((link.article, steps.relations(link.article, among)))
    inner = links.keys() - (set() if reach.between else outermost)
    return Neighbourhood(
        tuple(links.values()),
        steps.edges(links, inner),
        tuple(item for item in lists if item[1]),
        limited,
    )


def whole(graph: Graph, reach: Reach) -> Neighbourhood:
    """Return all articles that have relations, by title; drawn are those with the most.

    The lists have all of them.
    """
    steps = _Steps(graph, reach)
    related = [a for a in graph.by_title if not reach.types or a.type in reach.types]
    lists = tuple((a, found) for a in related if (found := steps.relations(a)))
    links: dict[_Key, Link] = {
        _key_of(article): Link(article.slug, article) for article, _ in lists
    }
    number: Counter[_Key] = Counter()
    for article, found in lists:
        for link in (link for _, same in found for link in same):
            links.setdefault(_key(link), link)
            number[_key(link)] += 1
            number[_key_of(article)] += 1
    most = set(sorted(links, key=lambda key: -number[key])[: reach.limit])
    drawn = {key: link for key, link in links.items() if key in most}
    return Neighbourhood(
        tuple(drawn.values()), steps.edges(drawn, drawn), lists, len(links) > reach.limit
    )


class _Steps:
    """The relations that a graph follows."""

    def __init__(self, graph: Graph, reach: Reach) -> None:
        self.graph = graph
        self.types = reach.types
        known = graph.relations
        wanted = {name for name in reach.relations if name in known}
        wanted |= {known[name].inverse for name in wanted}
        self.names = [name for name in known if name in wanted or not reach.relations]
        self.order = {name: number for number, name in enumerate(known)}

    def relations(self, article: Article, among: Container[_Key] | None = None) -> Relations:
        """Return the relations of *article*, if need be those *among* others alone."""
        found = ((name, tuple(self._of(article, name, among))) for name in self.names)
        return tuple((name, links) for name, links in found if links)

    def links(self, article: Article) -> Iterator[Link]:
        """Yield what *article* is related to."""
        for name in self.names:
            yield from self._of(article, name)

    def edges(self, links: dict[_Key, Link], of: Container[_Key]) -> tuple[Edge, ...]:
        """Return the relations *of* some of the *links* to any, each once.

        Of its two directions, it has the one that is declared first.
        """
        number = {key: n for n, key in enumerate(links)}
        found: dict[Edge, None] = {}
        for key, link in links.items():
            for name in self.names if key in of else ():
                for other in self._of(link.article, name):
                    if (end := number.get(_key(other))) is not None:
                        found.setdefault(self._edge(number[key], end, name))
        return tuple(found)

    def _of(
        self, article: Article | None, name: str, among: Container[_Key] | None = None
    ) -> Iterator[Link]:
        for link in self.graph.links(article, name) if article else ():
            if self.types and (link.article is None or link.article.type not in self.types):
                continue
            if among is None or _key(link) in among:
                yield link

    def _edge(self, tail: int, head: int, name: str) -> Edge:
        inverse = self.graph.relations[name].inverse
        if inverse == name:
            return Edge(min(tail, head), max(tail, head), name)
        if self.order[inverse] < self.order[name]:
            return Edge(head, tail, inverse)
        return Edge(tail, head, name)


def _key(link: Link) -> _Key:
    return _key_of(link.article) if link.article else (False, lookup_key(link.name))


def _key_of(article: Article) -> _Key:
    return True, article.id
