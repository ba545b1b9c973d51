"""Index pages: A to Z with aliases, by type, by topic; links to them; the law."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pytest
from bs4 import Tag

from conftest import Build, Wiki, squeeze
from test_incremental import assert_equal, edit


def seed(wiki: Wiki) -> None:
    wiki.article("alpha", "topics: Tax law, safety", "aliases: First letter, Zeta", title="Alpha")
    wiki.article("beta", "topics: safety", title="“Beta” rights", summary="Of *beta*.")
    wiki.article("act", "topics: tax-law", type_="instrument", title="Écoles Act")
    wiki.article("p", title="27 points", type_="instrument")
    wiki.write("index.md", "# Wiki\n\n{ref}`wiki-articles`, {ref}`wiki-topic-safety`.\n")


def index_pages(build: Build) -> set[str]:
    return {path.name for path in build.outdir.glob("wiki-*.html")}


def groups(build: Build, name: str) -> dict[str, list[str]]:
    found = build.soup(name).select(".pw-index-group")
    return {squeeze(g.select_one("h2")): [squeeze(li) for li in g.select("li")] for g in found}


def test_a_to_z_with_aliases(wiki: Wiki) -> None:
    seed(wiki)
    build = wiki.build()
    assert build.warnings == ""
    assert groups(build, "wiki-articles.html") == {
        "0–9": ["27 points (Instrument)"],
        "A": ["Alpha (Concept)"],
        "F": ["First letter — see Alpha"],
        "Z": ["Zeta — see Alpha"],
        "E": ["Écoles Act (Instrument)"],
        "B": ["“Beta” rights (Concept)"],
    }
    soup = build.soup("wiki-articles.html")
    assert {a["href"] for a in soup.select(".pw-index-group a")} == {
        "alpha.html", "beta.html", "act.html", "p.html",
    }  # fmt: skip
    letters = [str(a["href"]) for a in soup.select(".pw-letters a")]
    assert all(soup.select_one(f'[id="{href[1:]}"]') for href in letters)
    assert squeeze(soup.select_one("title")).startswith("Articles from A to Z")


def test_types_topics_and_their_overview(wiki: Wiki) -> None:
    seed(wiki)
    build = wiki.build()
    assert index_pages(build) == {
        "wiki-articles.html", "wiki-topics.html", "wiki-concept.html", "wiki-instrument.html",
        "wiki-topic-safety.html", "wiki-topic-tax-law.html",
    }  # fmt: skip
    assert groups(build, "wiki-concept.html") == {
        "A": ["Alpha — A summary."],
        "B": ["“Beta” rights — Of beta."],
    }
    assert groups(build, "wiki-topic-tax-law.html") == {
        "Concepts": ["Alpha — A summary."],
        "Instruments": ["Écoles Act — A summary."],
    }
    assert groups(build, "wiki-topics.html") == {
        "S": ["safety (2 articles)"],
        "T": ["Tax law (2 articles)"],
    }
    ways = [squeeze(a) for a in build.soup("wiki-topics.html").select(".pw-ways a")]
    assert ways == ["Articles from A to Z", "Topics", "Concepts", "Instruments"]


def test_references_and_labels(wiki: Wiki) -> None:
    seed(wiki)
    links = wiki.build().soup("index.html").select('[role="main"] p a')
    assert [(squeeze(a), a["href"]) for a in links] == [
        ("Articles from A to Z", "wiki-articles.html"),
        ("Topic: safety", "wiki-topic-safety.html"),
    ]
    build = wiki.build("text")
    assert build.warnings == ""
    assert "Articles from A to Z, Topic: safety." in build.text("index.txt")


CARD = "```{card} All\n:link: wiki-articles\n:link-type: ref\n\nEvery article.\n```\n"


@pytest.mark.parametrize("builder", ["html", "text", "latex", "epub", "singlehtml"])
def test_cards_that_link_to_them(wiki: Wiki, builder: str) -> None:
    wiki.conf |= {"version": "1", "copyright": "A"}
    wiki.article("alpha")
    wiki.write("index.md", f"# Wiki\n\n{CARD}\n[here](#wiki-articles) {{any}}`wiki-articles`\n")
    build = wiki.build(builder)
    assert build.warnings == ""
    if builder == "html":
        links = build.soup("index.html").select('[role="main"] a[href="wiki-articles.html"]')
        assert len(links) == 3
    else:
        assert not [f for f in build.files() if "wiki-articles" in f]


def tags(article: Tag) -> list[tuple[str, str]]:
    return [(squeeze(a), str(a["href"])) for a in article.select(".pw-tagline a")]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_tag_line_links_to_them(wiki: Wiki, builder: str) -> None:
    wiki.article("alpha", "topics: Tax law, §§, 治理", name="deep/alpha.md")
    build = wiki.build(builder)
    assert build.warnings == ""
    html = builder == "html"
    article = build.article("deep/alpha.html" if html else "deep/alpha/index.html")
    assert squeeze(article.select_one(".pw-tagline")) == "alpha · Tax law · §§ · 治理 · concept"
    up, end = ("../", ".html") if html else ("../../", "/")
    assert [(text, unquote(href)) for text, href in tags(article)] == [
        ("Tax law", f"{up}wiki-topic-tax-law{end}"),
        ("治理", f"{up}wiki-topic-治理{end}"),
        ("concept", f"{up}wiki-concept{end}"),
    ]
    made = "wiki-topic-治理.html" if html else "wiki-topic-治理/index.html"
    assert (build.outdir / made).is_file()


@pytest.mark.parametrize(
    ("builder", "name"),
    [("latex", "policywindow.tex"), ("text", "alpha.txt"), ("epub", "alpha.xhtml"),
     ("singlehtml", "index.html"), ("xml", "alpha.xml")],
)  # fmt: skip
def test_no_index_pages_in_books_and_lines_of_text(wiki: Wiki, builder: str, name: str) -> None:
    seed(wiki)
    wiki.conf |= {"version": "1", "copyright": "A"}
    build = wiki.build(builder)
    assert build.warnings == ""
    text = build.text(name)
    assert "alpha · Tax law · safety · concept" in text.replace("\\sphinxhyphen{}", "-").replace(
        r"\(\cdot\)", "·"
    )
    assert "wiki-topic" not in text
    assert "wiki-articles" not in text
    assert not list(build.outdir.rglob("wiki-*.*html"))


def test_html_domain_indices_decides(wiki: Wiki) -> None:
    seed(wiki)
    wiki.write("index.md", "# Wiki\n\nSee {ref}`wiki-articles`.\n")
    wiki.conf["html_domain_indices"] = ["wiki-concept"]
    build = wiki.build()
    assert build.warnings == ""
    assert index_pages(build) == {"wiki-concept.html"}
    assert tags(build.article("alpha.html")) == [("concept", "wiki-concept.html")]
    assert "See Articles from A to Z." in squeeze(build.soup("index.html").select_one("body"))
    wiki.conf["html_domain_indices"] = False
    assert_equal(wiki)
    assert not index_pages(wiki.clean_build())


def test_json_has_them_as_data(wiki: Wiki) -> None:
    seed(wiki)
    build = wiki.build("json")
    assert build.warnings == ""
    data = json.loads(build.text("wiki-topic-safety.fjson"))
    assert [entry[0] for _, entries in data["content"] for entry in entries] == [
        "Alpha", "“Beta” rights",
    ]  # fmt: skip
    edit(wiki, "beta.md", "topics: safety", "topics: other")
    assert_equal(wiki, "json")


def test_hostile_names_are_escaped(wiki: Wiki) -> None:
    wiki.article(
        "x", "topics: <script>alert(1)</script>", 'aliases: "<b>bold</b>"', summary="A & B."
    )
    build = wiki.build()
    for name in index_pages(build):
        main = build.soup(name).select_one(".pw-index")
        assert main is not None
        assert not main.select("script, b")
    assert "&lt;b&gt;bold" in build.text("wiki-articles.html")


def test_a_document_of_such_a_name_takes_the_place(wiki: Wiki) -> None:
    seed(wiki)
    wiki.build()
    wiki.write("wiki-topic-safety.md", "# Safety by hand\n")
    assert_equal(wiki)
    build = wiki.build()
    assert build.warnings == ""
    assert "Safety by hand" in build.text("wiki-topic-safety.html")
    edit(wiki, "alpha.md", "Tax law, safety", "Tax law")
    edit(wiki, "beta.md", "topics: safety", "topics: other")
    assert "undefined label" in wiki.build().warnings
    wiki.write("index.md", "# Wiki\n")
    assert_equal(wiki)
    (wiki.src / "wiki-topic-safety.md").unlink()
    edit(wiki, "beta.md", "topics: other", "topics: safety")
    assert_equal(wiki)
    assert "wiki-topic-safety.html" in index_pages(wiki.build())


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_incremental_builds(wiki: Wiki, builder: str) -> None:
    seed(wiki)
    wiki.build(builder)
    assert assert_equal(wiki, builder) == set()
    edit(wiki, "beta.md", "topics: safety", "topics: safety, new")
    assert assert_equal(wiki, builder) == {"beta"}
    edit(wiki, "beta.md", "topics: safety, new", "topics: safety")
    assert assert_equal(wiki, builder) == {"beta"}
    assert not list((wiki.root / builder).glob("wiki-topic-new*"))
    edit(wiki, "alpha.md", "# Alpha", "# Aleph")
    assert assert_equal(wiki, builder) == {"alpha"}
    edit(wiki, "alpha.md", "Tax law, safety", "Tax law, Safety")
    assert assert_equal(wiki, builder) == {"alpha", "index"}
    for name in ("act", "p"):
        (wiki.src / f"{name}.md").unlink()
    assert_equal(wiki, builder)
    assert not list((wiki.root / builder).glob("wiki-instrument*"))
    for name in ("alpha", "beta"):
        (wiki.src / f"{name}.md").unlink()
    wiki.write("index.md", "# Wiki\n")
    assert_equal(wiki, builder)
    assert not list((wiki.root / builder).glob("wiki-*"))


def test_parallel_and_shared_doctrees(wiki: Wiki) -> None:
    seed(wiki)
    serial = wiki.build().files()
    assert wiki.build(out="parallel", parallel=3).files() == serial
    assert wiki.build("text", doctrees="html-doctrees").warnings == ""
    assert wiki.build().files() == serial
