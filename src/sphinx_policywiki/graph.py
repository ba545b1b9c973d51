"""The wiki as a graph: names resolved to articles, relations in both directions.

Built once from all articles in O(articles + links); pure functions of plain data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple

from sphinx_policywiki.collation import Collation
from sphinx_policywiki.model import Article, ArticleType, Place, Relation, Target, lookup_key
from sphinx_policywiki.names import Names, Problem
from sphinx_policywiki.successors import Successors
from sphinx_policywiki.suggest import Suggester, did_you_mean

_LONGEST_WAY: Final = 12


@dataclass(frozen=True, slots=True)
class Link:
    """One end of a relation: the article, or the name that no article has."""

    name: str
    article: Article | None


class Graph:
    """All articles of a wiki with their names and relations.

    :param articles: every article, in any order; the order of documents decides
        which of two articles with the same slug is the one that links reach.
    :param relations: both directions of every relation, by name.
    :param types: the types of articles, by name.
    :param order: the order of titles.
    """

    def __init__(
        self,
        articles: Iterable[Article],
        relations: Mapping[str, Relation],
        types: Mapping[str, ArticleType],
        order: Collation | None = None,
    ) -> None:
        self.articles = sorted(articles, key=lambda a: (a.docname, a.index))
        self._order = order or Collation()
        self.relations = relations
        self.types = types
        self.by_id = {article.id: article for article in self.articles}
        self.names = Names(self.articles)
        self.problems: list[Problem] = list(self.names.problems)
        self.successors = Successors(self.articles, self.resolve)
        self._links: dict[str, dict[str, dict[str, Link]]] = {}
        self._connect()
        self._check_chains()

    @cached_property
    def by_title(self) -> list[Article]:
        """All articles in the order of their titles."""
        key = self._order.key
        return sorted(self.articles, key=lambda a: (key(a.title), a.slug, a.id))

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {article.id: rank for rank, article in enumerate(self.by_title)}

    def rank(self, article: Article) -> int:
        """Return where *article* stands among all by its title: the key to sort some by."""
        return self._ranks[article.id]

    @cached_property
    def by_slug(self) -> list[Article]:
        """The articles that links reach, by slug; of two with one slug that is the first."""
        reached = (a for a in self.articles if self.resolve(a.slug) is a)
        return sorted(reached, key=lambda article: article.slug)

    def resolve(self, name: str, type_name: str = "") -> Article | None:
        """Return the article that *name* means: a slug, an alias, a title or a former slug.

        An article of type *type_name* comes before others of the same name.
        """
        return self.names.resolve(name, type_name)

    def links(self, article: Article, relation: str) -> list[Link]:
        """Return what stands in *relation* to *article*.

        First what the article itself names, in its order; then the articles that
        name it from the other side, by title.
        """
        return list(self._links.get(article.id, {}).get(relation, {}).values())

    def summary(self, article: Article) -> str:
        """Return the summary of *article* as plain text."""
        return self.plain(article.summary)

    def plain(self, parts: Iterable[str | Target]) -> str:
        """Return *parts* as plain text, names of articles as their titles."""
        shown = (part if isinstance(part, str) else self.shown(part.name) for part in parts)
        return " ".join("".join(shown).split())

    def shown(self, name: str) -> str:
        """Return what a role shows whose target is *name*: the title for a slug, else *name*."""
        article = self.resolve(name)
        return article.title if article is not None and article.has_slug(name) else name

    def suggest(self, name: str) -> list[str]:
        """Return the slugs of the articles whose names are nearest to *name*."""
        close = self._suggester.nearest(lookup_key(name))
        return list(dict.fromkeys(self.names.first(key).slug for key in close))

    def missing(self, name: str) -> str:
        """Return the sentence that says that no article has *name*, with suggestions."""
        return f"no article is called {name!r}{did_you_mean(self.suggest(name))}"

    @cached_property
    def _suggester(self) -> Suggester:
        return Suggester(self.names)

    def _connect(self) -> None:
        found = [
            (article, relation, target, self.resolve(target.name))
            for article in self.articles
            for relation, targets in article.relations.items()
            for target in targets
        ]
        for article, relation, target, other in found:
            self._check_shared(article, target)
            if other is not None and other.slug == article.slug:
                self._problem(
                    "self_relation",
                    _at(article, target.line),
                    f"{article.slug!r} is related to itself by {relation!r}; take it out",
                )
                continue
            name = other.id if other else lookup_key(target.name)
            links = self._links.setdefault(article.id, {}).setdefault(relation, {})
            links.setdefault(name, Link(target.name, other))
            if other is not None:
                self._check_types(article, self.relations[relation], target, other)
        for article in self.articles:
            if article.superseded_by is not None:
                self._check_shared(article, article.superseded_by)
        incoming = [
            (other, self.relations[relation].inverse, article)
            for article, relation, _, other in found
            if other is not None and other.slug != article.slug
        ]
        for other, inverse, article in sorted(incoming, key=lambda i: self.rank(i[2])):
            links = self._links.setdefault(other.id, {}).setdefault(inverse, {})
            links.setdefault(article.id, Link(article.slug, article))

    def _check_shared(self, article: Article, target: Target) -> None:
        if shared := self.names.ambiguous(target.name):
            self._problem("ambiguous_name", _at(article, target.line), shared.question(target.name))

    def _check_types(
        self, article: Article, relation: Relation, target: Target, other: Article
    ) -> None:
        for types, actual, side in (
            (relation.source_types, article, "of"),
            (relation.target_types, other, "to"),
        ):
            if not Relation.admits(types, actual.type):
                self._problem(
                    "relation_type",
                    _at(article, target.line),
                    f"{relation.name!r} from {article.slug!r} to {other.slug!r}: {actual.slug!r} "
                    f"is of type {actual.type!r}, but a relation {side} this name takes "
                    f"{' or '.join(types)}",
                )

    def unresolved(self) -> Iterator[tuple[Article, Target]]:
        """Yield every article with the targets of its relations that no article has."""
        for article in self.articles:
            targets = [t for ts in article.relations.values() for t in ts]
            targets += [article.superseded_by] if article.superseded_by else []
            for target in targets:
                if self.resolve(target.name) is None:
                    yield article, target

    def _check_chains(self) -> None:
        chains = {"superseded-by": self.successor}
        if "broader" in self.relations:
            chains["broader"] = lambda article: self.links(article, "broader")
        for name, step in chains.items():
            following = {
                article.id: [link.article.id for link in step(article) if link.article]
                for article in self.articles
            }
            for cycle in find_cycles(following):
                way = _way([self.by_id[id_].slug for id_ in [*cycle, cycle[0]]])
                self._problem(
                    "relation_cycle",
                    self.by_id[cycle[0]].place,
                    f"{name!r} goes in a circle: {way}; take one of these relations out",
                )

    def successor(self, article: Article) -> list[Link]:
        """Return what supersedes *article*: nothing or one link."""
        if (target := article.superseded_by) is None:
            return []
        return [Link(target.name, self.resolve(target.name))]

    def latest(self, article: Article) -> Article | None:
        """Return what stands at the end if what supersedes *article* is superseded itself."""
        return self.successors.latest(article)

    def _problem(self, subtype: str, place: Place, message: str) -> None:
        self.problems.append(Problem(subtype, place, message))


def _way(slugs: Sequence[str]) -> str:
    """Return the way along *slugs*, of a long one the beginning and the end."""
    if len(slugs) > _LONGEST_WAY:
        slugs = [*slugs[: _LONGEST_WAY - 2], "…", slugs[-1]]
    return " → ".join(slugs)


class Face(NamedTuple):
    """All that a link to an article shows or needs, on whatever page it stands."""

    title: str
    docname: str
    anchor: str


class Destination(NamedTuple):
    """What a link to an article needs that shows other text than its title."""

    docname: str
    anchor: str


def face(article: Article) -> Face:
    """Return what a link to *article* shows and needs."""
    return Face(article.title, article.docname, article.anchor)


def destination(article: Article) -> Destination:
    """Return where a link to *article* leads."""
    return Destination(article.docname, article.anchor)


def as_printed(value: object) -> object:
    """Return *value* with what links show, and without where they lead, at any depth."""
    if isinstance(value, Face):
        return value.title
    if isinstance(value, Destination):
        return []
    if isinstance(value, list | tuple):
        return [as_printed(item) for item in value]
    return value


def find_cycles(following: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield the cycles that a depth-first walk along *following* closes, without recursion."""
    done: set[str] = set()
    for start in following:
        if start in done:
            continue
        path, position, walks = [start], {start: 0}, [iter(following[start])]
        while path:
            for node in walks[-1]:
                if node in position:
                    yield path[position[node] :]
                elif node not in done:
                    position[node] = len(path)
                    path.append(node)
                    walks.append(iter(following.get(node, ())))
                    break
            else:
                walks.pop()
                done.add(path[-1])
                del position[path.pop()]


def _at(article: Article, line: int) -> Place:
    return replace(article.place, line=line)
