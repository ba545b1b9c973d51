"""What lists show: which articles, in what groups, as a list, a table or cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from docutils import nodes
from sphinx.builders import Builder

from sphinx_policywiki.builders import has_room_for_tables, makes_lines_of_text
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.list_order import listed
from sphinx_policywiki.list_styles import bullets, cards, entries
from sphinx_policywiki.list_tables import records, table
from sphinx_policywiki.locale import _, tr
from sphinx_policywiki.model import Article
from sphinx_policywiki.nodes.build import paragraph
from sphinx_policywiki.page import Query


def groups(
    domain: WikiDomain, query: Query, articles: Iterable[Article]
) -> Iterator[tuple[str, list[Article]]]:
    """Yield the heading and the articles of each group; one without heading if not grouped."""
    found: dict[str, list[Article]] = {}
    spelling: dict[str, str] = {}
    for article in articles:
        for name in _group_names(domain, article, query.group_by):
            found.setdefault(spelling.setdefault(name.casefold(), name), []).append(article)
    settings, key = domain.settings, domain.collation.key
    order = {
        "type": list(settings.article_types),
        "status": [*settings.statuses, ""],
    }.get(query.group_by, sorted(found, key=lambda name: (not name, key(name))))
    for name in order:
        if name in found:
            yield _group_label(domain, query.group_by, name), found[name]


def _group_names(domain: WikiDomain, article: Article, group_by: str) -> tuple[str, ...]:
    match group_by:
        case "type":
            return (article.type,)
        case "status":
            return (article.status,)
        case "topic":
            return article.topics or ("",)
        case "letter":
            return (domain.collation.initial(article.title),)
        case _:
            return ("",)


def _group_label(domain: WikiDomain, group_by: str, name: str) -> str:
    settings = domain.settings
    match group_by:
        case "type":
            return tr(settings.article_types[name].plural)
        case "status" if name:
            return tr(settings.statuses[name].label)
        case "status" | "topic" if not name:
            return _("Other")
        case _:
            return name


def article_nodes(domain: WikiDomain, docname: str, query: Query) -> list[nodes.Node]:
    """Return the list that *query* describes, as *docname* shows it."""
    articles = listed(domain, query)
    make = _maker(query.style, domain.builder)
    result: list[nodes.Node] = []
    for heading, members in groups(domain, query, articles):
        if heading:
            result.append(nodes.rubric("", heading, classes=["pw-group"]))
        result.append(make(domain, docname, query, members))
    return result or [paragraph(_("No articles."), classes=["pw-empty"])]


_Maker = Callable[[WikiDomain, str, Query, list[Article]], nodes.Node]


def _maker(style: str, builder: Builder) -> _Maker:
    match style:
        case "table":
            return table if has_room_for_tables(builder) else records
        case "cards":
            return entries if makes_lines_of_text(builder) else cards
        case _:
            return bullets
