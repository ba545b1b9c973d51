"""``articles.json``: all articles as data, for other programs and for later editions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sphinx.application import Sphinx

from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.earlier import FORMAT
from sphinx_policywiki.exports import has_exports
from sphinx_policywiki.model import Article
from sphinx_policywiki.options import safe_url
from sphinx_policywiki.permalink import permalink
from sphinx_policywiki.version import __version__

FILE: Final = "articles.json"
_KEPT: Final = "articles.json"


def articles_file(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of the file, if there are articles."""
    if not has_exports(app.builder):
        return
    data = wiki_data(WikiDomain.of(app.env))
    if data["articles"]:
        yield FILE, _text(data)


def _text(data: Mapping[str, Any]) -> str:
    """Return *data* as JSON with an article a line: what differs is seen, and it is made fast."""
    rest = {name: value for name, value in data.items() if name != "articles"}
    head = json.dumps(rest, indent=1, ensure_ascii=False).removesuffix("\n}")
    lines = ",\n".join(json.dumps(article, ensure_ascii=False) for article in data["articles"])
    return f'{head},\n "articles": [\n{lines}\n ]\n}}\n'


def wiki_data(domain: WikiDomain) -> Mapping[str, Any]:
    """Return all articles as data, made once a build."""
    if _KEPT not in domain.kept:
        domain.kept[_KEPT] = _wiki_data(domain)
    data: Mapping[str, Any] = domain.kept[_KEPT]
    return data


def _wiki_data(domain: WikiDomain) -> dict[str, Any]:
    settings = domain.settings
    return {
        "format": FORMAT,
        "generator": f"sphinx-policywiki {__version__}",
        "project": domain.env.config.project,
        "edition": settings.edition or "",
        "language": domain.env.config.language.replace("_", "-"),
        "types": {type_.name: type_.label for type_ in settings.article_types.values()},
        "statuses": {status.name: status.label for status in settings.statuses.values()},
        "relations": {
            relation.name: {"label": relation.label, "inverse": relation.inverse}
            for relation in settings.relations.values()
        },
        "articles": [_article(domain, article) for article in domain.graph.by_slug],
    }


def _article(domain: WikiDomain, article: Article) -> dict[str, Any]:
    page_uri = domain.page_uri(article.docname)
    anchor = f"#{article.anchor}" if article.anchor and "#" not in page_uri else ""
    successor = [link.article.slug for link in domain.graph.successor(article) if link.article]
    return {
        "slug": article.slug,
        "type": article.type,
        "title": article.title,
        "url": permalink(article, domain.settings, page_uri),
        "page": page_uri + anchor,
        "status": article.status,
        "status_note": article.status_note,
        "superseded_by": successor[0] if successor else None,
        "topics": list(article.topics),
        "aliases": [alias.name for alias in article.aliases],
        "former_slugs": [_name(slug) for slug in getattr(article, "former_slugs", ())],
        "relations": _relations(domain, article),
        "fields": dict(sorted(article.fields.items())),
        "summary": domain.graph.summary(article),
        "authors": [author.strip("{}") for author in article.authors],
        "published": _date(article.published),
        "updated": _date(article.updated),
        "reviewed": _date(article.reviewed),
        "version": article.version,
        "primary_source": article.primary_source,
        "source_url": _source_url(domain, article),
        "archive_url": safe_url(article.archive_url) or "",
        "content": article.content,
        "prose": article.prose,
    }


def _relations(domain: WikiDomain, article: Article) -> dict[str, list[str]]:
    """Return the relations that *article* itself names, to articles that exist."""
    graph = domain.graph
    found: dict[str, list[str]] = {}
    for name in sorted(article.relations):
        others = (graph.resolve(target.name) for target in article.relations[name])
        slugs = dict.fromkeys(other.slug for other in others if other is not None)
        slugs.pop(article.slug, None)
        if slugs:
            found[name] = list(slugs)
    return found


def _source_url(domain: WikiDomain, article: Article) -> str:
    """Return the address that the page gives: of the option, else of the bibliography."""
    source = domain.sources.bibliography.get(article.primary_source_key)
    written = article.source_url or (source.address if source is not None else "")
    return safe_url(written) or ""


def _name(name: Any) -> str:
    return str(getattr(name, "name", name))


def _date(date: object) -> str | None:
    return str(date) if date is not None else None
