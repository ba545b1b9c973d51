"""Tags in the head of an article's page."""

from __future__ import annotations

from html import escape
from typing import Any

from sphinx.application import Sphinx

from sphinx_policywiki.domain import WikiDomain


def add_head_tags(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Give the page of an article its summary as the description, unless it has one."""
    page = WikiDomain.of(app.env).pages.get(pagename)
    if page is None or not page.articles:
        return
    summary = WikiDomain.of(app.env).graph.summary(page.articles[0])
    tags = context.get("metatags", "")
    if summary and 'name="description"' not in tags:
        content = escape(summary, quote=True)
        context["metatags"] = f'{tags}<meta name="description" content="{content}" />\n'
