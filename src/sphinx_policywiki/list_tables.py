"""Lists of articles as tables, and their columns as lines where there is no room for a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from docutils import nodes

from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.list_order import DATES, date_of
from sphinx_policywiki.list_styles import entry
from sphinx_policywiki.locale import _, tr
from sphinx_policywiki.locale.punctuation import colon, comma
from sphinx_policywiki.model import Article
from sphinx_policywiki.nodes import article_table
from sphinx_policywiki.nodes.build import paragraph
from sphinx_policywiki.page import Query
from sphinx_policywiki.usage import used

_DATE: Final = "pw-date"
_NUMBER: Final = "pw-number"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width, and the class that says how its cells are compared."""

    head: str
    width: int
    kind: str = ""


def table(domain: WikiDomain, docname: str, query: Query, articles: list[Article]) -> nodes.Node:
    """Return *articles* as a table, which a script lets readers sort and filter."""
    columns = _columns(query)
    group = nodes.tgroup("", cols=len(columns))
    for column in columns:
        group += nodes.colspec("", colwidth=column.width)
    group += nodes.thead("", _row(columns, [column.head for column in columns]))
    rows = (
        _row(columns, [domain.link(docname, article), *_cells(domain, query, article)])
        for article in articles
    )
    group += nodes.tbody("", *rows)
    made = nodes.table("", group, classes=["pw-articles"])
    return article_table("", made, total=len(articles))


def records(domain: WikiDomain, docname: str, query: Query, articles: list[Article]) -> nodes.Node:
    """Return the table as a definition list, with the heads of the columns that say something."""
    heads = [column.head for column in _columns(query)[1:]]
    items = []
    for article in articles:
        named = zip(heads, _cells(domain, query, article), strict=True)
        facts = (f"{head}{colon()}{cell}" for head, cell in named if cell)
        items.append(entry(domain.link(docname, article), " · ".join(facts)))
    return nodes.definition_list("", *items, classes=["pw-articles"])


def date_shown(query: Query) -> str:
    """Return which date a table shows: that of its order, else that of the last review."""
    return query.sort if query.sort in DATES else DATES[0]


def _columns(query: Query) -> list[Column]:
    dates = {"reviewed": _("Reviewed"), "updated": _("Updated"), "published": _("Published")}
    columns = [
        Column(_("Article"), 36),
        Column(_("Type"), 14),
        Column(_("Topics"), 22),
        Column(_("Status"), 14),
        Column(dates[date_shown(query)], 14, _DATE),
    ]
    return [*columns, Column(_("Used by"), 10, _NUMBER)] if query.sort == "used" else columns


def _cells(domain: WikiDomain, query: Query, article: Article) -> list[str]:
    settings = domain.settings
    status = settings.statuses.get(article.status)
    cells = [
        tr(settings.article_types[article.type].label),
        comma().join(article.topics),
        tr(status.label) if status else "",
        str(date_of(article, date_shown(query)) or ""),
    ]
    return [*cells, str(used(domain)[article.id])] if query.sort == "used" else cells


def _row(columns: Iterable[Column], cells: Iterable[nodes.Node | str]) -> nodes.row:
    return nodes.row(
        "",
        *(
            nodes.entry("", paragraph(cell), classes=[column.kind] if column.kind else [])
            for column, cell in zip(columns, cells, strict=True)
        ),
    )
