"""``wiki.ttl``: the wiki as a concept scheme, as rdflib reads it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import DC, DCTERMS, FOAF, SKOS

from conftest import Build, Wiki
from sphinx_policywiki.metadata.turtle import iri, literal

BASE = "https://policywindow.org"
OWN = f"{BASE}/wiki.ttl#"
SCHEME = URIRef(f"{OWN}scheme")
EXAMPLE = Path(__file__).parents[1] / "example-site"


def read(build: Build, base: str = f"{BASE}/wiki.ttl") -> Graph:
    return Graph().parse(data=build.text("wiki.ttl"), format="turtle", publicID=base)


def concept(slug: str) -> URIRef:
    return URIRef(f"{BASE}/wiki/{slug}#concept")


@pytest.fixture
def graph(wiki: Wiki) -> Graph:
    wiki.conf["policywiki_bibliography"] = ["refs.bib"]
    wiki.write("refs.bib", "@online{hub, title={Risks}, date={2019}, url={https://a.example/x}}")
    wiki.article(
        "alpha", "aliases: first, Alpha", "topics: Safety, machine learning", "broader: beta",
        "related: beta, gamma, nowhere", "primary-source: hub", summary='A "quoted" \\\\ text.',
    )  # fmt: skip
    wiki.article("beta", "topics: safety", "superseded-by: alpha", "source-url: 10.1000/x")
    wiki.article("gamma", "broader: alpha", "related: beta", "primary-source: A free text")
    wiki.article("act", "uses: alpha", "issued-by: body", type_="instrument")
    wiki.article("body", type_="actor")
    return read(wiki.build())


def test_every_article_is_a_concept_of_the_scheme(graph: Graph) -> None:
    slugs = ("alpha", "beta", "gamma", "act", "body")
    found = set(graph.subjects(RDF.type, SKOS.Concept))
    assert found == {concept(slug) for slug in slugs}
    assert found == set(graph.subjects(SKOS.inScheme, SCHEME))
    assert (SCHEME, RDF.type, SKOS.ConceptScheme) in graph
    assert (SCHEME, DCTERMS.title, Literal("Policy Window", lang="en")) in graph
    tops = set(graph.subjects(SKOS.topConceptOf, SCHEME))
    assert tops == {concept("beta"), concept("act"), concept("body")}


def test_labels_and_definition(graph: Graph) -> None:
    alpha = concept("alpha")
    assert list(graph.objects(alpha, SKOS.prefLabel)) == [Literal("Alpha", lang="en")]
    assert list(graph.objects(alpha, SKOS.altLabel)) == [Literal("first", lang="en")]
    assert list(graph.objects(alpha, SKOS.notation)) == [Literal("alpha")]
    [definition] = graph.objects(alpha, SKOS.definition)
    assert definition == Literal("A “quoted” \\ text.", lang="en")
    page = URIRef(f"{BASE}/wiki/alpha")
    assert list(graph.objects(alpha, FOAF.page)) == [page]
    assert (page, RDF.type, FOAF.Document) in graph


def test_relations_between_existing_articles(graph: Graph) -> None:
    alpha, beta, gamma = map(concept, ("alpha", "beta", "gamma"))
    assert set(graph.subject_objects(SKOS.broader)) == {(alpha, beta), (gamma, alpha)}
    assert set(graph.subject_objects(SKOS.narrower)) == {(beta, alpha), (alpha, gamma)}
    assert set(graph.subject_objects(SKOS.related)) == set()  # all are in one line: SKOS, S27
    assert set(graph.subject_objects(DCTERMS.isReplacedBy)) == {(beta, alpha)}
    uses, used_by = URIRef(f"{OWN}relation-uses"), URIRef(f"{OWN}relation-used-by")
    assert set(graph.subject_objects(uses)) == {(concept("act"), alpha)}
    assert set(graph.subject_objects(used_by)) == {(alpha, concept("act"))}
    assert (uses, RDFS.subPropertyOf, SKOS.semanticRelation) in graph


def test_related_concepts_are_so_in_both_directions(wiki: Wiki) -> None:
    wiki.article("alpha", "related: beta")
    wiki.article("beta")
    pairs = set(read(wiki.build()).subject_objects(SKOS.related))
    assert pairs == {(concept("alpha"), concept("beta")), (concept("beta"), concept("alpha"))}


def test_types_sources_and_topics(graph: Graph) -> None:
    kind = URIRef(f"{OWN}type-instrument")
    assert list(graph.objects(concept("act"), DCTERMS.type)) == [kind]
    assert (kind, RDF.type, RDFS.Class) in graph
    sources = dict(graph.subject_objects(DCTERMS.source))
    assert sources == {
        concept("alpha"): URIRef("https://a.example/x"),
        concept("beta"): URIRef("https://doi.org/10.1000/x"),
    }
    texts = dict(graph.subject_objects(DC.source))
    assert texts == {concept("alpha"): Literal("Risks"), concept("gamma"): Literal("A free text")}
    safety, learning = URIRef(f"{OWN}topic-safety"), URIRef(f"{OWN}topic-machine-learning")
    assert set(graph.subjects(RDF.type, SKOS.Collection)) == {safety, learning}
    assert set(graph.objects(safety, SKOS.member)) == {concept("alpha"), concept("beta")}
    assert list(graph.objects(safety, SKOS.prefLabel)) == [Literal("Safety", lang="en")]


def test_without_a_base_url_names_are_relative_to_the_file(wiki: Wiki) -> None:
    del wiki.conf["policywiki_base_url"], wiki.conf["policywiki_permalink"]
    wiki.article("alpha", "topics: *?", name="deep/alpha.md", title="Ä 漢")
    graph = read(wiki.build(language="zh_CN"), "https://any.example/w/wiki.ttl")
    [name] = graph.subjects(SKOS.prefLabel, Literal("Ä 漢", lang="zh-cn"))
    assert name == URIRef("https://any.example/w/deep/alpha.html#concept")
    assert (URIRef("https://any.example/w/wiki.ttl#scheme"), RDF.type, SKOS.ConceptScheme) in graph


def test_a_circle_of_broader_concepts_ends(wiki: Wiki) -> None:
    wiki.article("alpha", "broader: beta", "related: gamma")
    wiki.article("beta", "broader: alpha")
    wiki.article("gamma")
    build = wiki.build()
    assert "goes in a circle" in build.warnings
    assert len(set(read(build).subject_objects(SKOS.related))) == 2


def test_it_follows_edits(wiki: Wiki) -> None:
    wiki.article("alpha", "related: beta")
    beta = wiki.article("beta")
    wiki.build()
    beta.unlink()
    build = wiki.build()
    assert build.text("wiki.ttl") == wiki.clean_build().text("wiki.ttl")
    assert "beta" not in build.text("wiki.ttl")


def test_the_example_site(tmp_path: Path) -> None:
    wiki = Wiki(tmp_path)
    shutil.rmtree(wiki.src)
    shutil.copytree(EXAMPLE, wiki.src, ignore=shutil.ignore_patterns("_build", "conf.py"))
    wiki.conf["policywiki_bibliography"] = ["references.bib"]
    graph = read(wiki.build())
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == len(list(EXAMPLE.glob("*/*.md")))
    assert {o for p in (SKOS.related, SKOS.broader) for o in graph.objects(None, p)} <= concepts
    labels = [graph.value(name, SKOS.prefLabel) for name in concepts]
    assert len(set(labels)) == len(concepts)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_back(text: str) -> None:
    turtle = f"<http://a.example/a> <http://a.example/b> {literal(text, 'en')} ."
    [(_s, _p, found)] = Graph().parse(data=turtle, format="turtle")
    assert found == Literal(text, lang="en")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_address_is_one(text: str) -> None:
    turtle = f"<http://a.example/a> <http://a.example/b> {iri('http://b.example/' + text)} ."
    [(_s, _p, found)] = Graph().parse(data=turtle, format="turtle")
    assert str(found).startswith("http://b.example/")


def test_a_language_that_is_no_tag_is_left_out() -> None:
    assert literal("a", "en us") == '"a"'


def test_articles_that_links_do_not_reach_are_not_there(wiki: Wiki) -> None:
    wiki.article("same", title="First", name="a.md")
    wiki.article("same", "related: other", title="Second", name="b.md")
    wiki.article("other", "superseded-by: Second")
    graph = read(wiki.build())
    assert set(graph.subjects(RDF.type, SKOS.Concept)) == {concept("same"), concept("other")}
    assert list(graph.objects(concept("same"), SKOS.prefLabel)) == [Literal("First", lang="en")]
    assert set(graph.subject_objects(SKOS.related)) == set()
    assert set(graph.subject_objects(DCTERMS.isReplacedBy)) == set()
