"""Lists that are too long for a box: what the box shows, the page of the rest, the law."""

from __future__ import annotations

from unittest.mock import Mock

import pytest
from bs4 import Tag

from conftest import Build, Wiki, rows_of, squeeze
from sphinx_policywiki.generated_pages import GeneratedPages
from sphinx_policywiki.locale import count
from test_incremental import assert_equal, edit

PAGE = "wiki-used-by/thing.html"


def seed(wiki: Wiki, number: int = 6, fold: int | None = 3) -> None:
    wiki.conf["policywiki_fold"] = fold
    wiki.article("thing", title="The Thing & more")
    for n in range(number):
        wiki.article(f"act-{n}", "uses: thing", type_="instrument", title=f"Act {n}")


def used_by(build: Build, name: str = "thing.html") -> str:
    return rows_of(build.article(name))["Used by"]


def items(build: Build, name: str = PAGE) -> dict[str, list[str]]:
    groups = build.soup(name).select(".pw-long-list .pw-index-group")
    return {squeeze(g.select_one("h2")): [squeeze(li) for li in g.select("li")] for g in groups}


def more(build: Build, name: str = "thing.html") -> Tag:
    (found,) = build.article(name).select("a.pw-rest")
    return found


def test_a_row_shows_the_first_and_its_page_all(wiki: Wiki) -> None:
    seed(wiki)
    build = wiki.build()
    assert build.warnings == ""
    assert used_by(build) == "6 instruments: Act 0, Act 1, Act 2, and 3 more"
    assert more(build)["href"] == PAGE
    assert items(build) == {"Instruments (6)": [f"Act {n}" for n in range(6)]}
    page = build.soup(PAGE)
    heading = page.select_one(".pw-long-list h1")
    assert squeeze(heading) == "Used by: The Thing & more"
    assert heading.a["href"] == "../thing.html"
    assert [a["href"] for a in page.select(".pw-index-group a")][:1] == ["../act-0.html"]
    assert "Act 5" not in build.text("thing.html")
    assert "and 3 more" in build.text("thing.print.html")
    assert f'href="{PAGE}"' in build.text("thing.print.html")


def test_a_row_that_is_not_longer_is_whole_and_has_no_page(wiki: Wiki) -> None:
    seed(wiki, number=3)
    build = wiki.build()
    assert used_by(build) == "3 instruments: Act 0, Act 1, Act 2"
    assert list(build.outdir.glob("wiki-used-by*")) == []


@pytest.mark.parametrize("fold", [None, 0])
def test_nothing_is_folded_if_the_project_says_so(wiki: Wiki, fold: int | None) -> None:
    seed(wiki, number=30, fold=fold)
    assert used_by(wiki.build()).endswith("Act 28, Act 29")


def test_twenty_links_by_default(wiki: Wiki) -> None:
    seed(wiki, number=21)
    del wiki.conf["policywiki_fold"]
    assert used_by(wiki.build()).endswith("and 1 more")


@pytest.mark.parametrize("value", [-1, True])
def test_a_bad_number_is_refused(wiki: Wiki, value: int) -> None:
    seed(wiki, fold=value)
    with pytest.raises(Exception, match=f"policywiki_fold: {value} is no number of links"):
        wiki.build()


def test_each_type_of_a_row_is_folded_and_leads_to_its_section(wiki: Wiki) -> None:
    wiki.conf["policywiki_fold"] = 2
    names = [f"c{n}" for n in range(4)] + [f"i{n}" for n in range(3)]
    for name in names:
        type_ = "concept" if name.startswith("c") else "instrument"
        wiki.article(name, type_=type_)
    wiki.article("hub", f"related: {', '.join(names)}, nowhere")
    build = wiki.build(suppress_warnings=["policywiki.missing_article", "toc"])
    rows = rows_of(build.article("hub.html"))
    assert rows["Related concepts"] == "C0, C1, and 3 more"
    assert rows["Related instruments"] == "I0, I1, and 1 more"
    page = "wiki-related/hub.html"
    assert [a["href"] for a in build.article("hub.html").select("a.pw-rest")] == [
        f"{page}#concept", f"{page}#instrument",
    ]  # fmt: skip
    assert items(build, page) == {
        "Concepts (5)": ["C0", "C1", "C2", "C3", "nowhere"],
        "Instruments (3)": ["I0", "I1", "I2"],
    }
    missing = build.soup(page).select_one(".pw-index-group .pw-missing")
    assert missing["aria-disabled"] == "true"
    assert {a["href"] for a in build.soup(page).select(".pw-letters a")} == {
        "#concept", "#instrument",
    }  # fmt: skip


@pytest.mark.parametrize(
    "builder", ["latex", "epub", "text", "man", "texinfo", "singlehtml", "xml"]
)
def test_books_and_lines_give_the_address_on_the_website(wiki: Wiki, builder: str) -> None:
    seed(wiki)
    build = wiki.build(builder, version="1", copyright="2026")
    assert build.warnings == ""
    assert not list(build.outdir.rglob("wiki-used-by*"))
    texts = [
        path.read_text(encoding="utf-8")
        for path in build.outdir.rglob("*")
        if path.suffix in {".tex", ".xhtml", ".txt", ".1", ".texi", ".html", ".xml"}
    ]
    folded = [text for text in texts if "and 3 more" in text]
    assert folded
    if builder not in {"text", "man"}:
        assert any(f"https://policywindow.org/{PAGE}" in text for text in folded)


def test_without_a_base_url_a_book_says_how_many_more_there_are(wiki: Wiki) -> None:
    seed(wiki)
    del wiki.conf["policywiki_base_url"], wiki.conf["policywiki_permalink"]
    text = wiki.build("text").text("thing.txt")
    assert "Act 2, and 3 more" in " ".join(text.split())
    assert "Act 3" not in text


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text"])
def test_the_law(wiki: Wiki, builder: str) -> None:
    seed(wiki, number=4)
    wiki.build(builder)
    wiki.article("act-4", "uses: thing", type_="instrument", title="Act 4")
    assert assert_equal(wiki, builder) == {"act-4", "thing"}
    edit(wiki, "act-3.md", "# Act 3", "# Act 3 of 2026")
    assert assert_equal(wiki, builder) == {"act-3"}
    edit(wiki, "act-1.md", "# Act 1", "# First act")
    assert assert_equal(wiki, builder) == {"act-1", "thing"}
    (wiki.src / "act-4.md").unlink()
    assert assert_equal(wiki, builder) == {"thing"}
    (wiki.src / "act-3.md").unlink()
    assert assert_equal(wiki, builder) == {"thing"}
    assert list((wiki.root / builder).rglob("wiki-used-by*")) == []
    wiki.article("act-9", "uses: thing", type_="instrument", title="Act 9")
    assert assert_equal(wiki, builder, parallel=2) == {"act-9", "thing"}
    (wiki.src / "thing.md").unlink()
    assert_equal(wiki, builder)


@pytest.mark.parametrize("theme", ["alabaster", "furo", "sphinx_rtd_theme"])
def test_the_law_where_sidebars_show_other_pages(wiki: Wiki, theme: str) -> None:
    seed(wiki)
    wiki.conf["html_theme"] = theme
    tree = "thing\nact-0\nact-1\nplain\n"
    wiki.write("plain.md", "# Plain\n\n{article}`thing`\n\n## Below\n")
    wiki.write("index.md", f"# Wiki\n\n```{{toctree}}\n:maxdepth: 3\n{tree}```\n")
    wiki.build()
    edit(wiki, "plain.md", "# Plain", "# Fancy")
    assert_equal(wiki)
    edit(wiki, "plain.md", "## Below", "## Above")
    assert_equal(wiki)
    edit(wiki, "index.md", "plain\n", "")
    assert_equal(wiki)


def times(build: Build) -> int:
    return (build.outdir / PAGE).stat().st_mtime_ns


def test_a_page_is_written_only_if_it_shows_something_new(wiki: Wiki) -> None:
    seed(wiki)
    before = times(wiki.build())
    edit(wiki, "act-0.md", "Some prose.", "Other prose.")
    assert times(wiki.build()) == before
    edit(wiki, "act-5.md", "# Act 5", "# Act V")
    build = wiki.build()
    assert times(build) > before
    assert build.written == {"act-5"}
    assert "Act V" in items(build)["Instruments (6)"]


def test_a_page_that_was_deleted_by_hand_is_made_again(wiki: Wiki) -> None:
    seed(wiki)
    (wiki.build().outdir / PAGE).unlink()
    assert_equal(wiki)


def test_a_document_of_the_name_of_the_page_stays(wiki: Wiki) -> None:
    seed(wiki)
    wiki.build()
    wiki.write("wiki-used-by/thing.md", "# My own list\n")
    assert_equal(wiki)
    build = wiki.build()
    assert "My own list" in build.text(PAGE)
    assert build.article("thing.html").select("a.pw-rest") == []
    (wiki.src / "wiki-used-by" / "thing.md").unlink()
    assert_equal(wiki)


def test_two_articles_of_one_slug_have_a_page_each(wiki: Wiki) -> None:
    wiki.conf["policywiki_fold"] = 1
    wiki.article("x", "broader: a, b")
    wiki.article("x", "broader: c, d, a", name="y.md")
    for name in "abcd":
        wiki.article(name)
    build = wiki.build(suppress_warnings=["policywiki.duplicate_slug", "toc"])
    pages = {path.name: items(build, f"wiki-broader/{path.name}")
             for path in (build.outdir / "wiki-broader").iterdir()}  # fmt: skip
    assert pages["x.html"] == {"Concepts (2)": ["A", "B"]}
    assert sorted(map(len, (next(iter(p.values())) for p in pages.values()))) == [2, 3]
    assert (build.outdir / str(more(build, "y.html")["href"])).is_file()


def test_a_build_that_broke_off_is_made_up_for(wiki: Wiki, monkeypatch: pytest.MonkeyPatch) -> None:
    seed(wiki)
    with monkeypatch.context() as broken:
        broken.setattr(GeneratedPages, "settle", Mock(side_effect=RuntimeError("broken")))
        with pytest.raises(Exception, match="broken"):
            wiki.build()
    assert (wiki.root / "html" / PAGE).is_file()
    for name in ("act-5", "act-4", "act-3"):
        (wiki.src / f"{name}.md").unlink()
    assert_equal(wiki)
    seed(wiki)
    wiki.build()
    edit(wiki, "act-5.md", "# Act 5", "# Act V")
    with monkeypatch.context() as broken:
        broken.setattr(GeneratedPages, "settle", Mock(side_effect=RuntimeError("broken")))
        with pytest.raises(Exception, match="broken"):
            wiki.build()
    edit(wiki, "act-5.md", "# Act V", "# Act 5")
    assert_equal(wiki)


def test_thousands_are_set_apart_as_in_the_language(wiki: Wiki) -> None:
    assert count("and %d more", "and %d more", 4980) == "and 4,980 more"
    assert count("%d instrument", "%d instruments", 999) == "999 instruments"
    seed(wiki, number=2)
    wiki.conf["language"] = "de"
    wiki.build()
    assert count("%d instrument", "%d instruments", 5000) == "5.000 Instrumente"
