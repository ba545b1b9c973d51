"""Builders of one document hold every article, once."""

from __future__ import annotations

import re

import pytest

from conftest import Wiki


def tag_lines(wiki: Wiki, builder: str = "singlehtml", name: str = "index.html") -> list[str]:
    text = wiki.build(builder).text(name)
    return re.findall(r'pw-tagline">([\w-]+) ·', text)


def test_without_any_list_the_articles_stand_at_the_end(wiki: Wiki) -> None:
    for slug in "abc":
        wiki.article(slug)
    assert tag_lines(wiki) == ["a", "b", "c"]


def test_lists_come_first_and_what_they_leave_out_comes_last(wiki: Wiki) -> None:
    wiki.article("a", type_="actor")
    wiki.article("b")
    wiki.article("c")
    wiki.write("index.md", "# W\n\n```{article-list}\n:type: concept\n:book:\n```\n")
    assert tag_lines(wiki) == ["b", "c", "a"]
    assert "article-list" not in wiki.build("singlehtml").text("index.html")


def test_articles_of_a_toctree_stay_there(wiki: Wiki) -> None:
    for slug in "abc":
        wiki.article(slug)
    wiki.write("index.md", "# W\n\n```{toctree}\nc\n```\n\n```{article-list}\n:book:\n```\n")
    assert tag_lines(wiki) == ["c", "a", "b"]


def test_toctrees_that_nothing_reaches_hide_no_article(wiki: Wiki) -> None:
    wiki.article("a", body="```{toctree}\nb\n```")
    wiki.article("b", body="```{toctree}\na\n```")
    wiki.article("c")
    wiki.write(
        "alone.md",
        "---\norphan: true\n---\n# X\n\n```{toctree}\nc\n```\n\n```{article-list}\n:book:\n```\n",
    )
    assert sorted(tag_lines(wiki)) == ["a", "b", "c"]


@pytest.mark.parametrize("builder", ["latex", "texinfo"])
def test_links_to_articles_outside_the_document_are_text(wiki: Wiki, builder: str) -> None:
    wiki.article("a", "related: b", body="[](#b), [text](#b), {any}`b`, {concept}`b`")
    wiki.article("b")
    wiki.conf["latex_documents"] = [("a", "out.tex", "A", "X", "manual")]
    wiki.conf["texinfo_documents"] = [("a", "out", "A", "X", "out", "D", "M")]
    build = wiki.build(builder)
    text = build.text({"latex": "out.tex", "texinfo": "out.texi"}[builder])
    assert build.warnings == ""
    assert "text" in text


def test_book_and_html_from_one_doctree(wiki: Wiki) -> None:
    wiki.article("a")
    wiki.write("index.md", "# W\n\n```{article-list}\n:book:\n```\n")
    wiki.build("latex", doctrees="shared")
    html = wiki.build("html", doctrees="shared")
    assert html.files() == wiki.clean_build().files()


def test_man_pages_have_no_empty_addresses(wiki: Wiki) -> None:
    wiki.article("a", "related: b", body="{concept}`b`, [](#b)")
    wiki.article("b", title="Bee")
    text = wiki.build("man").text("policywindow.1")
    assert text.count("Bee") >= 4
    assert "<>" not in text
    assert not re.search(r"\\fI\\%<>|\.UR\s*$", text, flags=re.MULTILINE)


def test_groups_are_captions_of_the_epub(wiki: Wiki) -> None:
    wiki.article("a", type_="actor")
    wiki.article("b")
    wiki.write("index.md", "# W\n\n```{article-list}\n:group-by: type\n:book:\n```\n")
    captions = wiki.build("epub", epub_show_urls="no").soup("index.xhtml").select(".caption-text")
    assert [caption.get_text() for caption in captions] == ["Concepts", "Actors"]


@pytest.mark.parametrize(
    ("builder", "name", "count"),
    [
        ("singlehtml", "index.html", 1),
        ("texinfo", "policywindow.texi", 1),
        ("man", "policywindow.1", 0),
    ],
)
def test_book_ends_with_all_sources(wiki: Wiki, builder: str, name: str, count: int) -> None:
    wiki.write("refs.json", '[{"id": "k", "type": "book", "title": "Work"}]')
    wiki.conf["policywiki_bibliography"] = ["refs.json"]
    wiki.article("a", body="See {source}`k`.")
    text = wiki.build(builder).text(name)
    assert text.count("Cited in:") == count
    assert len(re.findall(r"<h2>Sources|@chapter Sources", text)) == count


def test_texinfo_has_titles_and_aliases_in_its_index(wiki: Wiki) -> None:
    wiki.article("a", "aliases: other name", title="Title")
    text = wiki.build("texinfo").text("policywindow.texi")
    assert "@geindex Title" in text
    assert "@geindex other name" in text
