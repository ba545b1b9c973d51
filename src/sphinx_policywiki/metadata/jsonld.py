"""JSON-LD: the article and what it is about, in the terms of schema.org (version 29)."""

from __future__ import annotations

from typing import Any, Final

from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.titles import unmarked
from sphinx_policywiki.metadata.record import Record
from sphinx_policywiki.options import safe_url

#: CSL types and the types of schema.org that mean the same.
_TYPES: Final = {
    "article-journal": "ScholarlyArticle",
    "paper-conference": "ScholarlyArticle",
    "article": "ScholarlyArticle",
    "article-newspaper": "NewsArticle",
    "article-magazine": "Article",
    "book": "Book",
    "chapter": "Chapter",
    "report": "Report",
    "thesis": "Thesis",
    "webpage": "WebPage",
    "post-weblog": "BlogPosting",
    "legislation": "Legislation",
    "regulation": "Legislation",
    "bill": "Legislation",
    "treaty": "Legislation",
    "dataset": "Dataset",
    "software": "SoftwareSourceCode",
}


def data(record: Record) -> dict[str, Any]:
    """Return *record* as an ``Article`` that is about a ``DefinedTerm``."""
    article, item = record.article, record.item
    wiki = _filled({"@type": "DefinedTermSet", "name": record.site})
    publisher = {"@type": "Organization", "name": item.publisher}
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "@id": record.url if record.is_absolute else "",
            "url": record.url if record.is_absolute else "",
            "headline": article.title,
            "description": record.summary,
            "genre": item.genre,
            "author": [_person(name) for name in item.authors] or publisher,
            "publisher": publisher,
            "datePublished": str(article.published or ""),
            "dateModified": record.modified,
            "lastReviewed": str(article.reviewed or ""),
            "version": article.version,
            "creativeWorkStatus": article.status,
            "keywords": list(article.topics),
            "inLanguage": record.language,
            "isPartOf": _filled({"@type": "WebSite", "name": record.site}),
            "about": _filled(
                {
                    "@type": "DefinedTerm",
                    "name": article.title,
                    "alternateName": [alias.name for alias in article.aliases],
                    "termCode": article.slug,
                    "description": record.summary,
                    "inDefinedTermSet": wiki,
                    "additionalType": article.type,
                }
            ),
            "citation": [work(source) for source in record.sources],
        }
    )


def work(source: Source) -> dict[str, Any]:
    """Return what JSON-LD tells of *source*."""
    return _filled(
        {
            "@type": _TYPES.get(source.type, "CreativeWork"),
            "name": unmarked(source.title),
            "author": [_person(name) for name in source.authors],
            "datePublished": str(source.issued or ""),
            "url": safe_url(source.address) or "",
        }
    )


def _person(name: Name) -> dict[str, Any]:
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    return _filled(
        {
            "@type": "Person",
            "name": name.in_order,
            "givenName": name.given,
            "familyName": name.surname,
        }
    )


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """Return *values* without those that are empty."""
    return {key: value for key, value in values.items() if value}
