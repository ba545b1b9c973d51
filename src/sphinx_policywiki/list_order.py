"""Which articles a list has, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.model import Article, PartialDate
from sphinx_policywiki.page import Query
from sphinx_policywiki.usage import used

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


def listed(domain: WikiDomain, query: Query) -> list[Article]:
    """Return the articles that *query* asks for, in its order, found once a build."""
    key = listed, query
    if key not in domain.kept:
        domain.kept[key] = _arranged(domain, query, query.select(domain.graph.by_title))
    return cast("list[Article]", domain.kept[key])


def _arranged(domain: WikiDomain, query: Query, found: Sequence[Article]) -> list[Article]:
    """Return *found*, which is by title, in the order of *query*, as many as it wants.

    What has no date comes last, and not at all into a list of the first few.
    """
    shown = list(found)
    if query.sort in DATES:
        shown = _by_date(query, found)
    elif query.sort == "used":
        numbers = used(domain)
        shown.sort(key=lambda article: numbers[article.id], reverse=not query.reverse)
    elif query.reverse:
        shown.reverse()
    return shown[: query.limit or None]


def _by_date(query: Query, found: Sequence[Article]) -> list[Article]:
    dates = {article.id: date for article in found if (date := date_of(article, query.sort))}
    dated = [article for article in found if article.id in dates]
    dated.sort(key=lambda article: dates[article.id], reverse=not query.reverse)
    return dated if query.limit else [*dated, *(a for a in found if a.id not in dates)]
