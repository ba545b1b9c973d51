"""An article as machines are told of it: the facts that tags, JSON-LD and files have in common."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sphinx_policywiki.citation import CitationItem
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.last_changed import last_changed
from sphinx_policywiki.model import Article
from sphinx_policywiki.parts import Parts
from sphinx_policywiki.permalink import permalink
from sphinx_policywiki.styles import Styles


@dataclass(frozen=True, slots=True)
class Record:
    """One article; *url* is its permalink, *item* the record of its citations.

    *language* is a tag of BCP 47. *modified* is the date that the author gave, else the day of
    the last commit if the project asks git for it; citations have only what authors say.
    """

    article: Article
    item: CitationItem
    url: str
    site: str
    summary: str
    language: str
    modified: str
    sources: tuple[Source, ...]

    @property
    def is_absolute(self) -> bool:
        """Whether the permalink is a URL and not just a path."""
        return "://" in self.url


def record_of(domain: WikiDomain, article: Article) -> Record:
    """Return the record of *article* as the builder at work has it, made once a build."""
    kept = domain.kept.setdefault(Record, {})
    if article.id not in kept:
        kept[article.id] = _made(domain, article)
    found: Record = kept[article.id]
    return found


def _made(domain: WikiDomain, article: Article) -> Record:
    settings = domain.settings
    page_uri = domain.page_uri(article.docname)
    bibliography = domain.sources.bibliography
    keys = domain.shown(article.docname).sources
    summary = domain.graph.summary(article)
    language = domain.env.config.language.replace("_", "-")
    item = Parts(article, settings, Styles.of(domain.env), page_uri).item()
    return Record(
        article=article,
        item=replace(item, abstract=summary, language=language),
        url=permalink(article, settings, page_uri),
        site=domain.env.config.project,
        summary=summary,
        language=language,
        modified=str(article.updated or last_changed(domain.env, article.docname)),
        sources=tuple(s for s in map(bibliography.get, keys) if s is not None),
    )
