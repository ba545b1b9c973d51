"""What lists show: which articles, in what groups and order, as a list, a table or cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from docutils import nodes
from sphinx.builders import Builder

from sphinx_policywiki.builders import has_room_for_tables, makes_lines_of_text
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.locale import _, tr
from sphinx_policywiki.locale.punctuation import colon, comma, dash
from sphinx_policywiki.model import Article
from sphinx_policywiki.nodes.build import definition, paragraph, separated
from sphinx_policywiki.page import Around, Query


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
    articles = domain.listed(query)
    make = _maker(query.style, domain.builder)
    result: list[nodes.Node] = []
    for heading, members in groups(domain, query, articles):
        if heading:
            result.append(nodes.rubric("", heading, classes=["pw-group"]))
        result.append(make(domain, docname, members))
    return result or [paragraph(_("No articles."), classes=["pw-empty"])]


_Maker = Callable[[WikiDomain, str, list[Article]], nodes.Node]


def _maker(style: str, builder: Builder) -> _Maker:
    match style:
        case "table":
            return _table if has_room_for_tables(builder) else _records
        case "cards":
            return _entries if makes_lines_of_text(builder) else _cards
        case _:
            return _bullets


def _bullets(domain: WikiDomain, docname: str, articles: list[Article]) -> nodes.Node:
    items = (
        nodes.list_item("", paragraph(domain.link(docname, article), *_summary(domain, article)))
        for article in articles
    )
    return nodes.bullet_list("", *items, classes=["pw-articles"])


def _summary(domain: WikiDomain, article: Article) -> list[nodes.Node]:
    summary = domain.graph.summary(article)
    return [nodes.Text(f"{dash()}{summary}")] if summary else []


def _table(domain: WikiDomain, docname: str, articles: list[Article]) -> nodes.Node:
    heads = _heads()
    rows = [_cells(domain, docname, article) for article in articles]
    group = nodes.tgroup("", cols=len(heads))
    for width in (36, 14, 22, 14, 14):
        group += nodes.colspec("", colwidth=width)
    group += nodes.thead("", _table_row(heads))
    group += nodes.tbody("", *map(_table_row, rows))
    return nodes.table("", group, classes=["pw-articles"])


def _heads() -> tuple[str, ...]:
    return (_("Article"), _("Type"), _("Topics"), _("Status"), _("Reviewed"))


def _cells(
    domain: WikiDomain, docname: str, article: Article
) -> tuple[nodes.Node, *tuple[str, ...]]:
    settings = domain.settings
    status = settings.statuses.get(article.status)
    return (
        domain.link(docname, article),
        tr(settings.article_types[article.type].label),
        comma().join(article.topics),
        tr(status.label) if status else "",
        str(article.reviewed or ""),
    )


def _table_row(cells: Iterable[nodes.Node | str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", paragraph(cell)) for cell in cells))


def _cards(domain: WikiDomain, docname: str, articles: list[Article]) -> nodes.Node:
    cards = (
        nodes.container(
            "",
            paragraph(domain.link(docname, article), classes=["pw-card-title"]),
            paragraph(domain.graph.summary(article), classes=["pw-card-text"]),
            classes=["pw-card"],
        )
        for article in articles
    )
    return nodes.container("", *cards, classes=["pw-cards"])


def _entries(domain: WikiDomain, docname: str, articles: list[Article]) -> nodes.Node:
    """Return the cards as a definition list, which needs no width."""
    items = (
        _definition(domain.link(docname, article), domain.graph.summary(article))
        for article in articles
    )
    return nodes.definition_list("", *items, classes=["pw-articles"])


def _records(domain: WikiDomain, docname: str, articles: list[Article]) -> nodes.Node:
    """Return the table as a definition list, with the heads of the columns that say something."""
    items = []
    for article in articles:
        link, *cells = _cells(domain, docname, article)
        named = zip(_heads()[1:], cells, strict=True)
        facts = (f"{head}{colon()}{cell}" for head, cell in named if cell)
        items.append(_definition(link, " · ".join(facts)))
    return nodes.definition_list("", *items, classes=["pw-articles"])


def _definition(term: nodes.Node, text: str) -> nodes.Node:
    body = nodes.definition("", paragraph(text))
    return nodes.definition_list_item("", nodes.term("", "", term), body)


def backlink_nodes(domain: WikiDomain, docname: str, around: Around) -> list[nodes.Node]:
    """Return the list of pages that link to the article that *around* names."""
    article = domain.graph.resolve(around.target.name)
    if article is None and around.target.name:
        return [paragraph(domain.missing(around.target.name))]
    pages = domain.backlinks.get(article.id, []) if article else []
    items = [nodes.list_item("", paragraph(_page_link(domain, docname, page))) for page in pages]
    if not items:
        return [paragraph(_("No article links here."), classes=["pw-empty"])]
    return [nodes.bullet_list("", *items, classes=["pw-backlinks"])]


def _page_link(domain: WikiDomain, docname: str, page: str) -> nodes.Node:
    if articles := domain.pages[page].articles:
        return domain.link(docname, articles[0])
    return domain.page_link(docname, page)


def relation_nodes(domain: WikiDomain, docname: str, around: Around) -> list[nodes.Node]:
    """Return the relations around the article that *around* names, or of all articles."""
    graph = domain.graph
    article = graph.resolve(around.target.name)
    if article is None and around.target.name:
        return [paragraph(domain.missing(around.target.name))]
    centres = [article] if article else graph.by_title
    items = []
    for centre in centres:
        relations = [
            definition(tr(relation.label), paragraph(*separated(links)))
            for relation in graph.relations.values()
            if (links := list(_links(domain, docname, centre, relation.name)))
        ]
        if relations:
            inner = nodes.definition_list("", *relations)
            items.append(
                nodes.definition_list_item(
                    "",
                    nodes.term("", "", domain.link(docname, centre)),
                    nodes.definition("", inner),
                )
            )
    if not items:
        return [paragraph(_("No relations."), classes=["pw-empty"])]
    return [nodes.definition_list("", *items, classes=["pw-relations"])]


def _links(
    domain: WikiDomain, docname: str, article: Article, relation: str
) -> Iterator[nodes.Node]:
    for link in domain.graph.links(article, relation):
        if link.article is not None:
            yield domain.link(docname, link.article)
