"""Sphinx's own search: what is in its index, what readers find with it, and how it stays true."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from docutils import nodes
from playwright.sync_api import Browser, Page

from conftest import Build, Wiki
from readers import serve
from sphinx_policywiki.search.searchable import searchable
from test_example_site import THEMES
from test_example_site import build as build_example


def index_of(built: Build) -> dict[str, Any]:
    text = built.text("searchindex.js")
    return dict(json.loads(text.removeprefix("Search.setIndex(").removesuffix(")")))


def pages_of(index: dict[str, Any], key: str, term: str) -> list[str]:
    numbers = index[key].get(term, [])
    numbers = [numbers] if isinstance(numbers, int) else numbers
    return [index["docnames"][n] for n in numbers]


@pytest.fixture
def searched(wiki: Wiki) -> Wiki:
    wiki.conf["policywiki_bibliography"] = ["refs.bib"]
    wiki.write("refs.bib", "@book{doe, author={Doe, Jane}, title={On Giraffes}, date={2020}}\n")
    wiki.write(
        "index.md",
        "# Wiki\n\nWelcome.\n\n```{article-list}\n:group-by: type\n```\n\n```{index} aardvark\n```\n",
    )
    wiki.article(
        "notice", "aliases: service of process, legal-notice", "topics: zebras", "status: contested",
        "status-note: Badgers dispute it.", "primary-source: doe", "related: appeal",
        summary="A notice tells a *quokka* of a decision.",
        body="It has a wombat.\n\n## Form\n\nThe numbat {source}`doe`.\n\n## Sources\n\n"
        "```{source-list}\n```\n\n## Who links here\n\n```{backlinks}\n```\n\n"
        "```{index} single: capybara; large\n```\n",
    )  # fmt: skip
    wiki.article("appeal", summary="An appeal lies to an okapi.", body="{concept}`notice`")
    return wiki


def test_titles_slugs_and_aliases_are_entries_that_lead_to_the_article(searched: Wiki) -> None:
    index = index_of(searched.build())
    number = index["docnames"].index("notice")
    for name in ("notice", "service of process", "legal-notice"):
        assert index["indexentries"][name] == [[number, "", True]]
    assert index["indexentries"]["capybara"] == [[number, "index-0", False]]
    assert index["indexentries"]["aardvark"][0][2] is False
    assert pages_of(index, "titleterms", "process") == ["notice"]
    assert pages_of(index, "titleterms", "legal") == ["notice"]
    assert index["objects"] == {}


def test_summaries_are_listed_apart_and_text_is_indexed(searched: Wiki) -> None:
    index = index_of(searched.build())
    assert pages_of(index, "summaryterms", "quokka") == ["notice"]
    assert pages_of(index, "summaryterms", "wombat") == []
    for word in ("quokka", "wombat", "numbat", "giraff"):
        assert pages_of(index, "terms", word) == ["notice"]


def test_what_every_article_has_alike_is_left_out(searched: Wiki) -> None:
    built = searched.build()
    shown = built.article("notice.html").get_text()
    index = index_of(built)
    for word in ("Badgers", "zebras", "Chicago", "Generated", "Source:", "howpublished"):
        assert word in shown
    for term in (
        "badger", "zebra", "chicago", "generat", "howpublish", "summari", "detail", "glanc",
        "cite", "sourc", "bibtex", "relat", "print", "download", "policywindow",
    ):  # fmt: skip
        assert pages_of(index, "terms", term) == []
        assert pages_of(index, "titleterms", term) == []
    assert set(index["alltitles"]) == {"Wiki", "Notice", "Form", "Who links here", "Appeal"}
    assert pages_of(index, "terms", "okapi") == ["appeal"], "the list on the front page is no text"


def test_headings_of_ones_own_with_the_names_of_sections(wiki: Wiki) -> None:
    wiki.article(
        "notice",
        body="## Summary\n\nQuokkas.\n\n## At a glance\n\nWombats.\n\n## How to cite this article\n\n"
        "Ask the numbat.\n\n## Details of form\n\nOkapis.\n",
    )
    wiki.write("plain.md", "# Plain\n\n## Summary\n\nNo article.\n")
    index = index_of(wiki.build())
    for word in ("quokka", "wombat", "numbat", "okapi"):
        assert pages_of(index, "terms", word) == ["notice"]
    assert pages_of(index, "titleterms", "detail") == ["notice"]
    assert pages_of(index, "titleterms", "summari") == ["plain"]


@pytest.fixture
def fed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[nodes.document, str, nodes.document]]:
    """Return the documents that are indexed, as they were before, and what is fed of them."""
    found: list[tuple[nodes.document, str, nodes.document]] = []

    def noted(tree: nodes.document) -> nodes.document:
        before = tree.pformat()
        found.append((tree, before, searchable(tree)))
        return found[-1][-1]

    monkeypatch.setattr("sphinx_policywiki.search.sphinx_index.searchable", noted)
    return found


def test_a_view_leaves_the_document_as_it_is(searched: Wiki, fed: list[Any]) -> None:
    searched.build()
    assert len(fed) == 3
    for tree, before, view in fed:
        assert tree.pformat() == before
        for node in tree.findall(nodes.Element):
            assert all(child.parent is node for child in node.children)
        assert "Chicago" not in view.astext()
    assert "Chicago" in fed[-1][0].astext()


def test_what_is_fed_is_less_than_half_of_the_page(searched: Wiki, fed: list[Any]) -> None:
    searched.build()
    sizes = [[sum(1 for _ in tree.findall()) for tree in (view, tree)] for tree, _, view in fed]
    assert sum(fed for fed, _ in sizes) < sum(whole for _, whole in sizes) / 2


def test_pages_that_are_not_to_be_found_have_no_names_either(wiki: Wiki) -> None:
    wiki.article("notice", "aliases: paper")
    path = wiki.src / "notice.md"
    path.write_text("---\nnosearch: true\n---\n" + path.read_text())
    index = index_of(wiki.build())
    assert "paper" not in index["indexentries"]
    assert pages_of(index, "summaryterms", "summari") == []


@pytest.mark.parametrize("builder", ["html", "dirhtml", "json"])
def test_every_edit_leaves_the_index_of_a_clean_build(searched: Wiki, builder: str) -> None:
    searched.build(builder)
    path = searched.src / "notice.md"
    text = path.read_text()
    for edited in (
        text.replace("service of process, ", ""),
        text.replace("quokka", "kakapo"),
        text.replace("# Notice", "# Notification"),
        text.replace("capybara", "chinchilla"),
        text.replace(":status: contested\n", ""),
        None,
    ):
        if edited is None:
            path.unlink()
        else:
            path.write_text(edited)
        assert searched.build(builder).files() == searched.clean_build(builder).files()
    searched.article("appeal", "aliases: remedy")
    assert searched.build(builder).files() == searched.clean_build(builder).files()
    assert searched.build(builder, parallel=2).files() == searched.clean_build(builder).files()


def test_a_parallel_build_has_the_index_of_a_serial_one(searched: Wiki) -> None:
    for n in range(12):
        searched.article(f"more-{n}", f"aliases: further-{n}")
    serial = searched.build().text("searchindex.js")
    parallel = searched.build(out="parallel", parallel=3).text("searchindex.js")
    assert serial == parallel


# --- what readers find ------------------------------------------------------------------


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("sites")
    for theme in THEMES:
        build_example("html", root / theme, "-D", f"html_theme={theme}")
    build_example("dirhtml", root / "dirhtml")
    with serve(root) as address:
        yield address


def found(page: Page, site: str, query: str) -> list[str]:
    """Return what Sphinx's search finds, as paths below the site."""
    page.goto(f"{site}/search.html?q={query}")
    page.wait_for_function(
        "() => document.querySelector('.search-summary')?.textContent"
        " && !/Searching|Preparing/.test(document.querySelector('.search-summary').textContent)"
    )
    links = page.locator("ul.search > li > a")
    return [str(link.get_attribute("href")).partition("?")[0] for link in links.all()]


FIRST = {
    "Mesa-Optimization": "concepts/mesa-optimization.html",
    "mesa-optimizer": "concepts/mesa-optimization.html",
    "AI Alignment": "concepts/alignment.html",
    "alignment": "concepts/alignment.html",
    "foundation model": "concepts/general-purpose-ai-model.html",
    "notified body assessment": "concepts/conformity-assessment.html",
    "seoul commitments": "instruments/frontier-ai-safety-commitments.html",
    "AI Act": "instruments/eu-ai-act.html",
    "eu-ai-act": "instruments/eu-ai-act.html",
    "unaided": "concepts/scalable-oversight.html",
    "OECD/LEGAL/0449": "instruments/oecd-ai-principles.html",
}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("theme", ["furo", "sphinx_rtd_theme"])
def test_the_expected_article_comes_first(browser: Browser, sites: str, theme: str) -> None:
    page = browser.new_page()
    first = {query: found(page, f"{sites}/{theme}", query)[:1] for query in FIRST}
    assert first == {query: [path] for query, path in FIRST.items()}
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_no_article_is_found_twice_or_by_what_all_have_alike(browser: Browser, sites: str) -> None:
    page = browser.new_page()
    for query in ("Chicago", "BibTeX", "OSCOLA", "howpublished", "Print-friendly", "At a glance"):
        assert found(page, f"{sites}/furo", query) == []
    for query in ("Generated", "cite", "Source"):
        assert len(found(page, f"{sites}/furo", query)) < 12
    pages = found(page, f"{sites}/furo", "Mesa-Optimization")
    assert pages.count("concepts/mesa-optimization.html") == 1
    page.close()
