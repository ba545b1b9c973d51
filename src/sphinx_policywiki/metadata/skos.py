"""``wiki.ttl``: the wiki as a concept scheme (W3C Recommendation, "SKOS Reference", 2009).

Every article is a concept, whatever its type: SKOS means by that a unit of thought of a
vocabulary, and authority files of laws and bodies are published in the same way. Its type is
a class of the wiki's own, given by ``dcterms:type``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from sphinx.application import Sphinx

from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.exports import has_exports
from sphinx_policywiki.metadata.hierarchy import Hierarchy
from sphinx_policywiki.metadata.turtle import iri, literal, statements
from sphinx_policywiki.model import Article, slugify
from sphinx_policywiki.options import safe_url
from sphinx_policywiki.permalink import permalink

FILE: Final = "wiki.ttl"
_PREFIXES: Final = """\
@prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
#: Our relations that SKOS has; all others are properties of the wiki.
_HIERARCHY: Final = ("broader", "narrower")
_RELATED: Final = "related"


def skos_file(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of the file, if there are articles."""
    if not has_exports(app.builder):
        return
    domain = WikiDomain.of(app.env)
    articles = domain.graph.by_slug
    if articles:
        yield FILE, "\n".join([_PREFIXES, *_Scheme(domain, articles).text()])


class _Scheme:
    """Writes *articles* as a scheme."""

    def __init__(self, domain: WikiDomain, articles: list[Article]) -> None:
        self.domain = domain
        self.graph = domain.graph
        self.articles = articles
        self.language = domain.env.config.language.replace("_", "-")
        self.urls = {article.id: self._url(article) for article in articles}
        self.names = {id_: _concept_iri(url) for id_, url in self.urls.items()}
        self.wider = {article.id: self._linked(article, "broader") for article in articles}
        self.hierarchy = Hierarchy({id_: [o.id for o in w] for id_, w in self.wider.items()})

    def text(self) -> Iterator[str]:
        """Yield the scheme, its classes and properties, its concepts, its collections."""
        project = literal(self.domain.env.config.project, self.language)
        yield statements(
            self._own("scheme"), [("a", ["skos:ConceptScheme"]), ("dcterms:title", [project])]
        )
        yield from self._vocabulary()
        for article in self.articles:
            yield from self._concept(article)
        yield from self._collections()

    def _vocabulary(self) -> Iterator[str]:
        settings = self.domain.settings
        used = {article.type for article in self.articles}
        for type_ in settings.article_types.values():
            if type_.name in used:
                label = ("rdfs:label", [literal(type_.label, "en")])
                yield statements(self._own(f"type-{type_.name}"), [("a", ["rdfs:Class"]), label])
        for relation in settings.relations.values():
            if relation.name not in {*_HIERARCHY, _RELATED}:
                label = ("rdfs:label", [literal(relation.label, "en")])
                facts = [("a", ["rdf:Property"]), label]
                facts += [("rdfs:subPropertyOf", ["skos:semanticRelation"])]
                yield statements(self._own(f"relation-{relation.name}"), facts)

    def _concept(self, article: Article) -> Iterator[str]:
        summary = self.graph.summary(article)
        page = iri(self.urls[article.id])
        scheme = [self._own("scheme")]
        successor = [link.article for link in self.graph.successor(article) if link.article]
        yield statements(
            self.names[article.id],
            [
                ("a", ["skos:Concept"]),
                ("skos:prefLabel", [literal(article.title, self.language)]),
                ("skos:altLabel", self._other_labels(article)),
                ("skos:notation", [literal(article.slug)]),
                ("skos:definition", [literal(summary, self.language)] if summary else []),
                ("dcterms:type", [self._own(f"type-{article.type}")]),
                ("skos:inScheme", scheme),
                ("skos:topConceptOf", [] if self.wider[article.id] else scheme),
                *self._relations(article),
                ("dcterms:isReplacedBy", self._names(successor)),
                *self._sources(article),
                ("foaf:page", [page]),
            ],
        )
        yield statements(page, [("a", ["foaf:Document"])])

    def _other_labels(self, article: Article) -> list[str]:
        """Return the aliases that are not the title too, which SKOS forbids (S13)."""
        names = dict.fromkeys(alias.name for alias in article.aliases)
        names.pop(article.title, None)
        return [literal(name, self.language) for name in names]

    def _relations(self, article: Article) -> Iterator[tuple[str, list[str]]]:
        for relation in self.graph.relations:
            others = self._linked(article, relation)
            if relation in _HIERARCHY:
                yield f"skos:{relation}", self._names(others)
            elif relation == _RELATED:
                yield "skos:related", self._names(self._not_in_line(article, others))
            else:
                yield self._own(f"relation-{relation}"), self._names(others)

    def _not_in_line(self, article: Article, others: list[Article]) -> list[Article]:
        """Return *others* without those above or below *article*, which SKOS forbids (S27)."""
        return [o for o in others if not self.hierarchy.in_line(article.id, o.id)]

    def _linked(self, article: Article, relation: str) -> list[Article]:
        """Return what *article* stands in *relation* to, of the articles that links reach."""
        links = self.graph.links(article, relation)
        found = (link.article for link in links if link.article is not None)
        return [other for other in found if other.id in self.names]

    def _sources(self, article: Article) -> Iterator[tuple[str, list[str]]]:
        source = self.domain.sources.bibliography.get(article.primary_source_key)
        written = [article.source_url, source.address if source is not None else ""]
        addresses = dict.fromkeys(url for text in written if (url := safe_url(text)))
        yield "dcterms:source", list(map(iri, addresses))
        text = source.title if source is not None else article.primary_source
        # dcterms:source is for things that have an IRI (DCMI Metadata Terms, 2020)
        yield "dc:source", [literal(text)] if text else []

    def _collections(self) -> Iterator[str]:
        members: dict[str, dict[str, Article]] = defaultdict(dict)
        labels: dict[str, str] = {}
        for article in self.articles:
            for topic in article.topics:
                key = slugify(topic) or quote(topic)
                labels.setdefault(key, topic)
                members[key][article.id] = article
        for key in sorted(members):
            yield statements(
                self._own(f"topic-{key}"),
                [
                    ("a", ["skos:Collection"]),
                    ("skos:prefLabel", [literal(labels[key], self.language)]),
                    ("skos:member", self._names(list(members[key].values()))),
                ],
            )

    def _names(self, articles: list[Article]) -> list[str]:
        return [self.names[article.id] for article in articles if article.id in self.names]

    def _url(self, article: Article) -> str:
        page_uri = self.domain.page_uri(article.docname)
        return permalink(article, self.domain.settings, page_uri)

    def _own(self, name: str) -> str:
        """Return the IRI of what this file defines; relative to it if there is no base URL."""
        base = self.domain.settings.base_url
        return iri(f"{base}/{FILE}#{name}" if base else f"#{name}")


def _concept_iri(url: str) -> str:
    """Return the IRI of the concept of which the page at *url* is, and which is not the page."""
    return iri(f"{url}-concept" if "#" in url else f"{url}#concept")
