"""The rows of the At-a-glance box: which there are, in what order, and what relations show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sphinx_policywiki.config import Settings
from sphinx_policywiki.graph import Graph, Link
from sphinx_policywiki.locale import count, lower_first, tr, within
from sphinx_policywiki.locale.terms import PLURALS
from sphinx_policywiki.model import Article, ArticleType, Relation

SOURCE_ROWS = ("primary-source", "source-url", "archive-url")
PLAIN_ROWS = (
    "status",
    "superseded-by",
    "version",
    "authors",
    "published",
    "updated",
    "reviewed",
    "aliases",
)


@dataclass(frozen=True, slots=True)
class Group:
    """Links of one type, with their number in words if the relation is counted.

    *folded* are so many more, which stand in the section *section* of a page of their own.
    """

    number: str
    links: tuple[Link, ...]
    folded: int = 0
    section: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of links: its label and its groups."""

    label: str
    groups: tuple[Group, ...]


def row_names(settings: Settings, article: Article | None = None) -> list[str]:
    """Return the names of all rows that *article*, or any article, can have, in order."""
    relations = settings.relations.values()
    counted = [relation.name for relation in relations if relation.counted]
    others = [relation.name for relation in relations if not relation.counted]
    types: Iterable[ArticleType] = settings.article_types.values()
    if article is not None:
        types = [settings.article_types[article.type]]
    fields = [name for type_ in types for name in type_.fields]
    return list(dict.fromkeys([*counted, *others, *fields, *SOURCE_ROWS, *PLAIN_ROWS]))


def links_by_type(
    article: Article, relation: Relation, links: Iterable[Link]
) -> dict[str, list[Link]]:
    """Return *links*, of *relation* on the page of *article*, by the type that they are of."""
    by_type: dict[str, list[Link]] = {}
    for link in links:
        by_type.setdefault(_type_of(link, article, relation), []).append(link)
    return by_type


def relation_row(
    article: Article, relation: Relation, graph: Graph, fold: int | None = None
) -> list[Row]:
    """Return the rows that *relation* gives on the page of *article*, often one or none.

    A group shows at most *fold* links.
    """
    rows = _whole_rows(article, relation, graph)
    if fold is None:
        return rows
    return [
        replace(row, groups=tuple(_folded(group, fold) for group in row.groups)) for row in rows
    ]


def _folded(group: Group, fold: int) -> Group:
    more = max(0, len(group.links) - fold)
    return replace(group, links=group.links[:fold], folded=more) if more else group


def _whole_rows(article: Article, relation: Relation, graph: Graph) -> list[Row]:
    by_type = links_by_type(article, relation, graph.links(article, relation.name))
    if relation.by_type:
        order = [name for name in graph.types if name in by_type]
        return [
            Row(_typed_label(relation, graph.types[name]), (_group("", by_type, name),))
            for name in order
        ]
    label = tr(relation.label)
    if relation.counted:
        groups = _counted(article, relation, graph, by_type)
        return [Row(label, groups)] if groups else []
    links = tuple(link for group in by_type.values() for link in group)
    return [Row(label, (Group("", links),))] if links else []


def _type_of(link: Link, article: Article, relation: Relation) -> str:
    if link.article is not None:
        return link.article.type
    return next((t for t in relation.target_types if t != "*"), article.type)


def _typed_label(relation: Relation, type_: ArticleType) -> str:
    label = f"{relation.label} {lower_first(type_.plural)}"
    translated = tr(label)
    if translated != label:
        return translated
    return f"{tr(relation.label)} {within(tr(type_.plural))}"


def _counted(
    article: Article, relation: Relation, graph: Graph, by_type: dict[str, list[Link]]
) -> tuple[Group, ...]:
    if not by_type:
        expected = not relation.source_types or article.type in relation.source_types
        first = next((t for t in relation.target_types if t != "*"), "")
        return (Group(_number(0, graph.types.get(first)), ()),) if expected else ()
    order = [name for name in graph.types if name in by_type]
    return tuple(
        _group(
            _number(sum(link.article is not None for link in by_type[name]), graph.types[name]),
            by_type,
            name,
        )
        for name in order
    )


def _group(number: str, by_type: dict[str, list[Link]], name: str) -> Group:
    return Group(number, tuple(by_type[name]), section=name if len(by_type) > 1 else "")


def _number(number: int, type_: ArticleType | None) -> str:
    if type_ is None:
        return count("%d article", "%d articles", number)
    forms = f"%d {lower_first(type_.label)}", f"%d {lower_first(type_.plural)}"
    text = count(*forms, number)
    label = type_.label if number == 1 else type_.plural
    is_known = forms in PLURALS or text != f"{number} {lower_first(label)}"
    return text if is_known else f"{number} {within(tr(label))}"
