"""Previews of articles: what readers see when they point to a link, before they follow it.

The data stand beside the pages and are loaded when a link first needs them. Pages hold none,
so that an edit to a summary writes no page but its own. Each file is a program that hands its
data to the script of the previews: pages opened from a disk can load programs and nothing else.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final
from urllib.parse import unquote

from sphinx.application import Sphinx

from sphinx_policywiki.builders import makes_site
from sphinx_policywiki.config import settings_of
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.locale import _, tr
from sphinx_policywiki.locale.punctuation import colon
from sphinx_policywiki.model import Article
from sphinx_policywiki.scripts import script_json
from sphinx_policywiki.shards import shard_count, sharded

#: The folder of the data; Sphinx has those that begin with an underscore for itself.
FOLDER: Final = "_previews"
INDEX: Final = "index"
_LONGEST: Final = 400


def has_previews(app: Sphinx) -> bool:
    """Say whether the pages that are being made have previews."""
    return settings_of(app.config).previews and makes_site(app.builder)


def add_previews(app: Sphinx) -> None:
    """Add the stylesheet and the script to every page, but not to print views."""
    if has_previews(app):
        app.add_css_file("policywiki-previews.css")
        app.add_js_file("policywiki-previews.js", loading_method="defer")


def preview_files(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Yield the file that says how many there are, and those of the articles.

    A file without articles is there too: a page may ask for it, and should not fail to get it.
    """
    if not has_previews(app):
        return
    domain = WikiDomain.of(app.env)
    pages: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for article in domain.graph.articles:
        page = unquote(domain.page_uri(article.docname))
        pages[page].append((article.anchor, _entry(domain, article)))
    count = shard_count(len(domain.graph.articles))
    yield _file(INDEX, _index(count))
    for name, own in sharded(sorted(pages), count).items():
        entries = [(_key(page, at), entry) for page in own for at, entry in pages[page]]
        yield _file(name, entries)


def _file(name: str, data: object) -> tuple[str, str]:
    """Return the path and the text of a file that hands over *data* by its own *name*."""
    return f"{FOLDER}/{name}.js", f'policywikiPreviews("{name}",{script_json(data)});\n'


def _index(count: int) -> dict[str, Any]:
    return {
        "shards": count,
        "superseded": _("Superseded by") + colon(),
        "open": _("Open article"),
        "close": _("Close"),
    }


def _key(page: str, anchor: str) -> str:
    return f"{page}#{anchor}" if anchor else page


def _entry(domain: WikiDomain, article: Article) -> dict[str, Any]:
    """Return what the preview of *article* shows; what is empty is left out."""
    settings = domain.settings
    status = settings.statuses.get(article.status)
    entry = {
        "title": article.title,
        "type": tr(settings.article_types[article.type].label),
        "status": tr(status.label) if status else "",
        "warns": settings.warns(article.status),
        "summary": cut(domain.graph.summary(article), _LONGEST),
        "successor": _successor(domain, article),
    }
    return {name: value for name, value in entry.items() if value}


def _successor(domain: WikiDomain, article: Article) -> Sequence[str]:
    """Return title and address of what supersedes *article*; the address may be unknown."""
    for link in domain.graph.successor(article):
        if link.article is not None:
            uri = domain.page_uri(link.article.docname)
            return link.article.title, _key(uri, link.article.anchor)
        address, title = domain.external(link.name) or ("", link.name)
        return title, address
    return ()


def cut(text: str, length: int) -> str:
    """Return *text* with at most *length* signs and an ellipsis, cut between words.

    Where no space is near, as in Chinese, it is cut between letters, none of which loses
    its marks.
    """
    if len(text) <= length:
        return text
    end = text.rfind(" ", length * 3 // 4, length + 1)
    if end < 0:
        end = length
        while end and unicodedata.category(text[end])[0] == "M":
            end -= 1
    return text[:end].rstrip(" ,;:–—-") + "…"
