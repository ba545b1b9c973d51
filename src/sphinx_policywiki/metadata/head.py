"""Tags in the head of an article's page.

Dublin Core (DCMI, "Expressing Dublin Core metadata using HTML", 2008), Highwire Press tags
(Google Scholar, "Inclusion Guidelines"), Open Graph (ogp.me), and what Zotero's translator
"Embedded Metadata" reads beside those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_policywiki.builders import makes_web_pages
from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.citation.text import Run
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.exports import EXPORTS, has_exports, relative_path
from sphinx_policywiki.last_changed import known_to_git
from sphinx_policywiki.metadata import jsonld
from sphinx_policywiki.metadata.record import Record, record_of
from sphinx_policywiki.nodes import citation_list
from sphinx_policywiki.scripts import data_script

#: CSL types of articles and Zotero's names for them (Zotero, "Item types and fields").
_ZOTERO_TYPES: Final = {
    "entry-encyclopedia": "encyclopediaArticle",
    "entry": "encyclopediaArticle",
    "entry-dictionary": "dictionaryEntry",
    "report": "report",
    "post-weblog": "blogPost",
    "document": "document",
}
#: The tag of ``sphinx_last_updated_by_git``.
_MODIFIED: Final = re.compile(r'\s*<meta property="article:modified_time" content="[^"]*" />')


def add_head_tags(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Tell machines of the first article of the page; what the page says itself stays."""
    domain = WikiDomain.of(app.env)
    page = domain.pages.get(pagename)
    if doctree is None or page is None or not page.articles or not makes_web_pages(app.builder):
        return
    record = record_of(domain, page.articles[0])
    if record.is_absolute:
        context["pageurl"] = record.url
    tags = _without_commits(app, record, context.get("metatags", ""))
    script = data_script(jsonld.data(record), "application/ld+json")
    own = [tag for name, tag in _meta_tags(record) if f'="{name}"' not in tags]
    context["metatags"] = "\n".join([tags, *own, *_links(app, record), script, *_sections(doctree)])


def _without_commits(app: Sphinx, record: Record, tags: str) -> str:
    """Return *tags* without the time of the last commit where the author gave a date."""
    if record.article.updated is None or not known_to_git(app.env, record.article.docname):
        return tags
    return _MODIFIED.sub("", tags)


def _meta_tags(record: Record) -> Iterator[tuple[str, str]]:
    for attribute, values in (
        ("name", _plain(record)),
        ("name", _dublin_core(record)),
        ("name", _highwire(record)),
        ("name", _zotero(record)),
        ("property", _open_graph(record)),
    ):
        for name, value in values:
            if value:
                content = escape(" ".join(value.split()), quote=True)
                yield name, f'<meta {attribute}="{name}" content="{content}" />'


def _plain(record: Record) -> Iterator[tuple[str, str]]:
    yield "description", record.summary


def _dublin_core(record: Record) -> Iterator[tuple[str, str]]:
    article, item = record.article, record.item
    yield "DC.title", article.title
    for name in item.creators:
        yield "DC.creator", name.literal or name.inverted
    yield "DC.publisher", item.publisher
    yield "DC.date.issued", str(article.published or article.updated or "")
    yield "DCTERMS.modified", record.modified
    yield "DC.identifier", record.url if record.is_absolute else ""
    yield "DC.description", record.summary
    yield "DC.language", record.language
    for topic in article.topics:
        yield "DC.subject", topic
    for source in record.sources:
        yield "DCTERMS.references", source.address


def _highwire(record: Record) -> Iterator[tuple[str, str]]:
    """Yield Highwire's tags but for those that name a journal, book or conference."""
    article, item = record.article, record.item
    yield "citation_title", article.title
    for name in item.creators:
        yield "citation_author", _highwire_name(name)
    yield "citation_publisher", item.publisher
    yield "citation_publication_date", str(item.issued or "").replace("-", "/")
    yield "citation_public_url", item.url if "://" in item.url else ""
    yield "citation_language", record.language
    yield "citation_keywords", "; ".join(article.topics)


def _highwire_name(name: Name) -> str:
    """Return *name* as "Family, Given"; an institution is a family name and nothing else.

    Without the comma at its end readers of these tags take its last word for a family
    name ("Window, Policy"); a comma or semicolon within would cut it in two.
    """
    if not name.literal:
        return name.inverted.replace(";", "")
    return name.literal.replace(",", "").replace(";", "") + ","


def _zotero(record: Record) -> Iterator[tuple[str, str]]:
    """Yield what Zotero would guess wrong.

    It takes an article for one of a journal, and the time when the page was generated for
    the date of one that has none.
    """
    item = record.item
    yield "z:itemType", _ZOTERO_TYPES.get(item.csl_type, "webpage")
    yield "prism.publicationName", record.site
    yield "prism.edition", item.edition
    yield "z:date", "" if item.issued else "n.d."
    yield "z:extra", "; ".join([item.genre, *item.qualifiers])


def _open_graph(record: Record) -> Iterator[tuple[str, str]]:
    article = record.article
    yield "og:type", "article"
    yield "og:title", article.title
    yield "og:site_name", record.site
    yield "og:url", record.url if record.is_absolute else ""
    yield "og:description", record.summary
    yield "og:locale", record.language.replace("-", "_") if "-" in record.language else ""
    yield "article:published_time", str(article.published or article.updated or "")
    yield "article:modified_time", record.modified
    for topic in article.topics:
        yield "article:tag", topic


def _links(app: Sphinx, record: Record) -> Iterator[str]:
    for export in EXPORTS if has_exports(app.builder) else ():
        path = relative_path(app.builder, record.article.docname, record.article, export)
        href, title = escape(path, quote=True), escape(export.label)
        yield f'<link rel="alternate" type="{export.media_type}" href="{href}" title="{title}" />'


def _sections(doctree: nodes.document) -> Iterator[str]:
    """Yield the citations of sections as data, for each block of citations in turn."""
    for listing in doctree.findall(citation_list):
        sections, name = listing["sections"], "pw-section-citations"
        yield data_script(sections, "application/json", name, _run_data)


def _run_data(run: object) -> dict[str, object]:
    """Return what of a run of text is not as usual."""
    assert isinstance(run, Run)
    looks = {name: value for name in _LOOKS if (value := getattr(run, name))}
    return {"text": run.text, **looks}


_LOOKS: Final = ("italic", "url", "accessed", "small_caps", "shift")
