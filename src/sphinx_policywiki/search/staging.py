"""What Pagefind reads: for each page another one, with the text and what is known of it.

They are made when the page is, of the body that it has, and kept beside the doctrees: the
pages themselves need no marks for the index, and an index can be made of all while only some
are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from html import escape
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinx_policywiki.config import PAGEFIND, settings_of
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.locale import tr
from sphinx_policywiki.model import Article
from sphinx_policywiki.print_paths import has_print_views
from sphinx_policywiki.search.searchable import OURS

_HEADING: Final = re.compile(
    r'(<section\b[^>]*\bid="([^"]+)"[^>]*>(?:\s*<span[^>]*></span>)*\s*<h\d)'
)
#: The heading of a section that is a list of sources.
_SOURCES: Final = re.compile(
    r'<h(\d)>(?:(?!</h\1>).)*</h\1>\s*(?=<(?:ul|ol) class="[^"]*pw-sources)'
)
_BLOCK: Final = re.compile(r'<([a-z]+) class="([^"]*)"[^>]*>')
_SUMMARY: Final = '<section class="pw-summary"'
_SUMMARY_WEIGHT: Final = 3
#: What stands between the aliases of an article; the script of the search page knows it too.
NAMES_APART: Final = " | "


def uses_pagefind(app: Sphinx) -> bool:
    """Say whether the pages of this build are searched by Pagefind."""
    return settings_of(app.config).search == PAGEFIND and has_print_views(app.builder)


def folder_of(builder: Builder) -> Path:
    """Return the folder of what is searched in the output of *builder*."""
    place = blake2b(str(builder.outdir).encode(), digest_size=6).hexdigest()
    return Path(builder.doctreedir, f"policywiki-search-{builder.name}-{place}")


def staged_file(builder: Builder, docname: str) -> Path:
    """Return the file that is read for *docname*."""
    return folder_of(builder) / "pages" / f"{docname}.html"


def not_staged(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents that have to be written, since what is read for them is missing."""
    if not uses_pagefind(app):
        return []
    return sorted(n for n in env.found_docs if not staged_file(app.builder, n).is_file())


def stage(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Write what is read for *pagename* if that is a document."""
    if not uses_pagefind(app) or doctree is None or pagename not in app.env.found_docs:
        return
    path = staged_file(app.builder, pagename)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_page(app, pagename, context["body"]), encoding="utf-8")


def _page(app: Sphinx, docname: str, body: str) -> str:
    """Return the page; one that is not to be found has no mark, and Pagefind passes over it."""
    metadata = app.env.metadata.get(docname, {})
    found = not metadata.keys() & {"nosearch", "no-search"}
    title = app.env.longtitles[docname].astext()
    language = escape(app.config.language.replace("_", "-"))
    marked = without_ours(_HEADING.sub(r'\1 id="\2"', _SOURCES.sub("", body)))
    weight = f'{_SUMMARY} data-pagefind-weight="{_SUMMARY_WEIGHT}"'
    text = marked.replace(_SUMMARY, weight)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>\n{''.join(_facts(app, docname, title))}</head>\n"
        f"<body{' data-pagefind-body' if found else ''}>\n{text}</body></html>\n"
    )


def without_ours(body: str) -> str:
    """Return the HTML *body* without most of what is left out of the index anyway.

    Pagefind, which leaves it out by itself, has half as much to read.
    """
    parts, start = [], 0
    for block in _BLOCK.finditer(body):
        if block.start() >= start and not OURS.isdisjoint(block[2].split()):
            parts.append(body[start : block.start()])
            start = _end(body, block[1], block.end())
    return "".join([*parts, body[start:]])


def _end(body: str, tag: str, start: int) -> int:
    """Return where the element *tag* ends whose content begins at *start*."""
    depth = 1
    for found in re.compile(rf"<(/?){tag}\b[^>]*>").finditer(body, start):
        depth += -1 if found[1] else 1
        if not depth:
            return found.end()
    return start


def _facts(app: Sphinx, docname: str, title: str) -> Iterator[str]:
    """Yield what is known of the page, as Pagefind takes it."""
    yield _fact("meta", "title", title)
    yield _fact("sort", "title", title)
    domain = WikiDomain.of(app.env)
    page = domain.pages.get(docname)
    for article in page.articles if page is not None else ():
        for name, value in _filters(domain, article):
            yield _fact("filter", name, value)
        yield _fact("meta", "aliases", NAMES_APART.join(alias.name for alias in article.aliases))
        yield _fact("meta", "summary", domain.graph.summary(article))


def _filters(domain: WikiDomain, article: Article) -> Iterator[tuple[str, str]]:
    settings = domain.settings
    yield "type", tr(settings.article_types[article.type].label)
    for topic in article.topics:
        yield "topic", topic
    if article.status in settings.statuses:
        yield "status", tr(settings.statuses[article.status].label)


def _fact(kind: str, name: str, value: str) -> str:
    if not value:
        return ""
    return f'<meta data-pagefind-{kind}="{name}[content]" content="{escape(value)}">\n'
