"""The order of lists, and how many articles use each other one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sphinx_policywiki.graph import Graph
from sphinx_policywiki.model import Article, PartialDate
from sphinx_policywiki.page import Page, Query

#: Orders by a date of the article, the latest first.
DATES = ("reviewed", "updated", "published")


def date_of(article: Article, name: str) -> PartialDate | None:
    """Return the date of *article* that the order *name* goes by, if it has one."""
    match name:
        case "reviewed":
            return article.reviewed
        case "updated":
            return article.updated
        case _:
            return article.published


def arranged(
    query: Query, found: Sequence[Article], used: Callable[[], Mapping[str, int]]
) -> list[Article]:
    """Return *found*, which is by title, in the order of *query*, as many as it wants.

    What has no date comes last, and not at all into a list of the first few.
    """
    shown = list(found)
    if query.sort in DATES:
        shown = _by_date(query, found)
    elif query.sort == "used":
        numbers = used()
        shown.sort(key=lambda article: numbers.get(article.id, 0), reverse=not query.reverse)
    elif query.reverse:
        shown.reverse()
    return shown[: query.limit or None]


def _by_date(query: Query, found: Sequence[Article]) -> list[Article]:
    dates = {article.id: date for article in found if (date := date_of(article, query.sort))}
    dated = [article for article in found if article.id in dates]
    dated.sort(key=lambda article: dates[article.id], reverse=not query.reverse)
    return dated if query.limit else [*dated, *(a for a in found if a.id not in dates)]


def count_users(
    graph: Graph, pages: Iterable[Page], linked: Callable[[Page], Iterator[Article]]
) -> dict[str, int]:
    """Return, by the ids of articles, how many others link to them or say that they use them.

    Whoever does both counts once. What links on a page that has no article does not count.
    """
    users: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for target in linked(page) if page.articles else ():
            if target not in page.articles:
                users[target.id].add(page.articles[0].id)
    counted = [name for name, relation in graph.relations.items() if relation.counted]
    for article in graph.articles:
        for name in counted:
            users[article.id] |= {x.article.id for x in graph.links(article, name) if x.article}
    return {id_: len(found) for id_, found in users.items()}
