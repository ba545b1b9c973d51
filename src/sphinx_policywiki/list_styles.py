"""Lists of articles as bullets, as cards, and as a list of names where there is no room."""

from __future__ import annotations

from docutils import nodes

from sphinx_policywiki.builders import makes_web_pages
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.list_order import DATES, date_of
from sphinx_policywiki.locale import _, count, tr
from sphinx_policywiki.locale.punctuation import dash
from sphinx_policywiki.model import Article
from sphinx_policywiki.nodes.build import paragraph, separated
from sphinx_policywiki.page import Query
from sphinx_policywiki.usage import used


def bullets(domain: WikiDomain, docname: str, query: Query, articles: list[Article]) -> nodes.Node:
    """Return *articles* as a bullet list with their summaries."""
    items = (
        nodes.list_item(
            "",
            paragraph(
                domain.link(docname, article),
                *_extra(note(domain, query, article)),
                *_summary(domain, article),
            ),
        )
        for article in articles
    )
    return nodes.bullet_list("", *items, classes=["pw-articles"])


def _extra(text: str) -> list[nodes.Node]:
    shown = nodes.inline("", f"({text})", classes=["pw-extra"])
    return [nodes.Text(" "), shown] if text else []


def _summary(domain: WikiDomain, article: Article) -> list[nodes.Node]:
    summary = domain.graph.summary(article)
    return [nodes.Text(f"{dash()}{summary}")] if summary else []


def note(domain: WikiDomain, query: Query, article: Article) -> str:
    """Return what puts *article* into its place, if the order is not that of titles."""
    if query.sort == "used":
        number = used(domain)[article.id]
        return count("used by %d article", "used by %d articles", number)
    date = date_of(article, query.sort) if query.sort in DATES else None
    if date is None:
        return ""
    texts = {
        "reviewed": _("reviewed {date}"),
        "updated": _("updated {date}"),
        "published": _("published {date}"),
    }
    return texts[query.sort].format(date=date)


def cards(domain: WikiDomain, docname: str, query: Query, articles: list[Article]) -> nodes.Node:
    """Return *articles* as cards, which look like those of sphinx-design on the web."""
    web = makes_web_pages(domain.builder)
    made = (_card(domain, docname, query, article, web=web) for article in articles)
    return _block(["pw-cards"], [], *made, web=web)


def _card(
    domain: WikiDomain, docname: str, query: Query, article: Article, *, web: bool
) -> nodes.Element:
    title = paragraph(domain.link(docname, article), classes=["pw-card-title"])
    text = paragraph(domain.graph.summary(article), classes=["pw-card-text"])
    foot = paragraph(*_foot(domain, query, article))
    if web:
        title["classes"] += ["sd-card-title", "sd-font-weight-bold"]
        text["classes"] += ["sd-card-text"]
    body = _block(["pw-card-body"], ["sd-card-body"], title, text, web=web)
    footer = _block(["pw-card-foot"], ["sd-card-footer"], foot, web=web)
    classes = ["sd-card", "sd-sphinx-override", "sd-shadow-sm"]
    return _block(["pw-card"], classes, body, footer, web=web)


def _foot(domain: WikiDomain, query: Query, article: Article) -> list[nodes.Node]:
    """Return type and status, and what puts the article into its place."""
    settings = domain.settings
    status = settings.statuses.get(article.status)
    facts = [tr(settings.article_types[article.type].label), tr(status.label) if status else ""]
    parts: list[nodes.Node] = [nodes.Text(fact) for fact in facts if fact]
    if text := note(domain, query, article):
        parts.append(nodes.inline("", text, classes=["pw-extra"]))
    return separated(parts, " · ")


def _block(
    classes: list[str], design: list[str], *children: nodes.Node, web: bool
) -> nodes.Element:
    """Return a container; on the web with the classes of a component of sphinx-design."""
    if not web:
        return nodes.container("", *children, classes=classes)
    return nodes.container("", *children, classes=[*classes, *design], is_div=True)


def entries(domain: WikiDomain, docname: str, query: Query, articles: list[Article]) -> nodes.Node:
    """Return the cards as a definition list, which needs no width."""
    items = []
    for article in articles:
        text = (domain.graph.summary(article), note(domain, query, article))
        shown = " · ".join(part for part in text if part)
        items.append(entry(domain.link(docname, article), shown))
    return nodes.definition_list("", *items, classes=["pw-articles"])


def entry(term: nodes.Node, text: str) -> nodes.Node:
    """Return an item of a definition list with *term* and *text*."""
    body = nodes.definition("", paragraph(text))
    return nodes.definition_list_item("", nodes.term("", "", term), body)
