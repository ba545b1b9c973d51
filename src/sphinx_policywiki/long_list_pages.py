"""What all pages of long lists have alike: the frame around the groups of one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_policywiki.locale import _
from sphinx_policywiki.locale.punctuation import colon
from sphinx_policywiki.model import Article
from sphinx_policywiki.publishing import MARK

#: The name of a group, its heading, and its entries as the template takes them.
Group = tuple[str, str, Sequence[Any]]


def long_list_context(
    builder: StandaloneHTMLBuilder, page: str, article: Article, heading: str,
    groups: Sequence[Group], template: str = "policywiki-list.html",
) -> dict[str, Any]:  # fmt: skip
    """Return what the template of the theme needs for a *page* of all that *article* lists.

    *template* is the one of the entries.
    """
    own = {
        "page": page.replace("/", "-"),
        "heading": heading,
        "colon": colon(),
        "article": article_address(builder, page, article),
        "title": article.title,
        "groups": groups,
        "jumps": _("Sections of this page"),
        "missing": _("No such article yet"),
    }
    body = builder.templates.render(template, {"pw": own})
    title = escape(f"{heading}{colon()}{article.title}")
    return {"parents": [], "title": title, "body": body, "metatags": MARK}


def article_address(builder: StandaloneHTMLBuilder, page: str, article: Article) -> str:
    """Return the address of *article* as *page* has it."""
    uri = builder.get_relative_uri(page, article.docname)
    return f"{uri}#{article.anchor}" if article.anchor else uri
