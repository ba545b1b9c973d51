"""Pages on names that several articles share: where they are, and what stands on them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_policywiki.builders import makes_site
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.generated_pages import GeneratedPage
from sphinx_policywiki.graph import face
from sphinx_policywiki.locale import _, tr
from sphinx_policywiki.locale.punctuation import dash
from sphinx_policywiki.model import Article
from sphinx_policywiki.names import SharedName
from sphinx_policywiki.nodes.build import paragraph, phrase
from sphinx_policywiki.publishing import MARK


def generated_name_pages(app: Sphinx) -> Iterator[GeneratedPage]:
    """Yield the pages on names, each with what it shows of its articles."""
    builder = app.builder
    if not makes_site(builder):
        return
    assert isinstance(builder, StandaloneHTMLBuilder)
    domain = WikiDomain.of(app.env)
    for key, page in domain.name_pages.items():
        shared = domain.graph.names.shared[key]
        shown = [(face(article), _description(domain, article)) for article in shared.articles]
        context = partial(_context, builder, page, shared)
        yield GeneratedPage(page, (shared.text, shown), context)


def _context(builder: StandaloneHTMLBuilder, page: str, shared: SharedName) -> dict[str, Any]:
    """Return what the template of the theme needs."""
    domain = WikiDomain.of(builder.env)
    parts = (builder.render_partial(node)["fragment"] for node in _nodes(domain, page, shared))
    title = escape(shared.text)
    body = f'<section class="pw-names">\n<h1>{title}</h1>\n{"".join(parts)}</section>\n'
    return {"parents": [], "title": title, "body": body, "metatags": MARK}


def _nodes(domain: WikiDomain, page: str, shared: SharedName) -> Iterator[nodes.Element]:
    """Yield what stands below the title; that would get the number of another page here."""
    yield paragraph(*phrase(_("“{name}” may mean:"), name=nodes.Text(shared.text)))
    items = (_item(domain, page, article) for article in shared.articles)
    yield nodes.bullet_list("", *items, classes=["pw-articles"])


def _item(domain: WikiDomain, page: str, article: Article) -> nodes.list_item:
    label, summary = _description(domain, article)
    line = phrase(
        _("{article} ({type})"), article=domain.link(page, article), type=nodes.Text(label)
    )
    return nodes.list_item("", paragraph(*line, dash() + summary if summary else ""))


def _description(domain: WikiDomain, article: Article) -> tuple[str, str]:
    """Return the label of the type of *article*, and its summary."""
    return tr(domain.settings.article_types[article.type].label), domain.graph.summary(article)
