"""What links here when it is too much for a page: what is shown, the page of all, the law."""

from __future__ import annotations

import pytest

from conftest import Build, Wiki, squeeze
from test_incremental import assert_equal, edit

PAGE = "wiki-backlinks/thing.html"


def seed(wiki: Wiki, number: int = 5, fold: int | None = 2) -> None:
    wiki.conf |= {"policywiki_backlinks": True, "policywiki_fold": fold}
    wiki.article("thing", title="The Thing & more")
    for n in range(number):
        act(wiki, n)


def act(wiki: Wiki, number: int, title: str = "") -> None:
    body = f"Article {number} rests on {{concept}}`thing`. It has more to say."
    wiki.article(f"act-{number}", type_="instrument", title=title or f"Act {number}", body=body)


def shown(build: Build, name: str = "thing.html") -> list[str]:
    section = build.soup(name).select_one("#backlinks")
    assert section is not None
    return [squeeze(item) for item in section.select("ul.pw-backlinks > li")]


def rests(build: Build, name: str = "thing.html") -> list[str]:
    return [str(a["href"]) for a in build.article(name).select(".pw-backlinks a.pw-rest")]


def items(build: Build, name: str = PAGE) -> dict[str, list[str]]:
    groups = build.soup(name).select(".pw-long-list .pw-index-group")
    return {
        squeeze(group.select_one("h2")): [
            squeeze(li) for li in group.select("ul.pw-backlinks > li")
        ]
        for group in groups
    }


def test_an_article_shows_the_first_and_a_page_all_with_their_sentences(wiki: Wiki) -> None:
    seed(wiki)
    build = wiki.build()
    assert build.warnings == ""
    sentences = [f"Act {n} Article {n} rests on The Thing & more. (Details)" for n in range(5)]
    assert shown(build) == [*sentences[:2], "and 3 more"]
    assert rests(build) == [PAGE]
    assert items(build) == {"Instruments (5)": sentences}
    page = build.soup(PAGE)
    heading = page.select_one(".pw-long-list h1")
    assert squeeze(heading) == "What links here: The Thing & more"
    assert heading.a["href"] == "../thing.html"
    assert [a["href"] for a in page.select(".pw-index-group a")][:2] == [
        "../act-0.html", "../act-0.html#details",
    ]  # fmt: skip
    marked = page.select(".pw-contexts strong.pw-context-link")
    assert [squeeze(word) for word in marked] == ["The Thing & more"] * 5
    assert "and 3 more" in build.text("thing.print.html")


def test_what_is_not_too_long_is_whole_and_has_no_page(wiki: Wiki) -> None:
    seed(wiki, number=2)
    build = wiki.build()
    assert len(shown(build)) == 2
    assert rests(build) == []
    assert list(build.outdir.glob("wiki-backlinks*")) == []


@pytest.mark.parametrize("fold", [None, 0])
def test_nothing_is_folded_if_the_project_says_so(wiki: Wiki, fold: int | None) -> None:
    seed(wiki, number=25, fold=fold)
    assert len(shown(wiki.build())) == 25


def test_a_wiki_without_such_lists_has_no_pages_of_them(wiki: Wiki) -> None:
    seed(wiki)
    wiki.conf["policywiki_backlinks"] = False
    assert list(wiki.build().outdir.glob("wiki-backlinks*")) == []


def test_each_type_is_folded_and_leads_to_its_section(wiki: Wiki) -> None:
    seed(wiki, number=3)
    for n in range(3):
        wiki.article(f"idea-{n}", body="By {concept}`thing`.")
        wiki.write(f"plain-{n}.md", f"# Plain {n}\n\nOn {{concept}}`thing`.\n")
    wiki.article("actor", type_="actor", body="Has {concept}`thing`.")
    build = wiki.build()
    assert rests(build) == [f"{PAGE}#{name}" for name in ("concept", "instrument", "_pages")]
    page = build.soup(PAGE)
    jumps = [str(a["href"]) for a in page.select(".pw-letters a")]
    assert jumps == ["#concept", "#instrument", "#actor", "#_pages"]
    assert all(page.find(id=jump[1:]) for jump in jumps)
    assert list(items(build)) == ["Concepts (3)", "Instruments (3)", "Actors (1)", "Pages (3)"]
    assert items(build)["Pages (3)"][2] == "Plain 2 On The Thing & more."


def test_sentences_beyond_the_first_three_are_counted(wiki: Wiki) -> None:
    seed(wiki)
    wiki.article("act-4", body=" ".join(f"{n} is {{concept}}`thing`." for n in range(5)))
    (entry,) = items(wiki.build())["Concepts (1)"]
    assert entry.endswith("2 is The Thing & more. (Details) 2 more sentences")


def test_a_list_that_an_author_put_elsewhere_leads_to_the_same_page(wiki: Wiki) -> None:
    seed(wiki)
    wiki.conf["policywiki_backlinks"] = False
    wiki.write("a/list.md", "# List\n\n```{backlinks} thing\n```\n")
    build = wiki.build()
    (rest,) = build.soup("a/list.html").select("a.pw-rest")
    assert rest["href"] == f"../{PAGE}"
    assert len(items(build)["Instruments (5)"]) == 5


def test_hostile_text_stays_text_on_the_page(wiki: Wiki) -> None:
    seed(wiki)
    title = "<img src=x onerror=alert(1)>"
    body = "`<script>alert(1)</script>` on {concept}`thing`.\n\n## `<b>x</b>`\n\n{concept}`thing`"
    wiki.article("bad", title=f"`{title}`", body=body)
    page = wiki.build().soup(PAGE).select_one(".pw-long-list")
    assert page.select("img, script, b") == []
    assert f"{title} <script>alert(1)</script> on" in squeeze(page)
    assert "(<b>x</b>)" in squeeze(page)


def test_a_relation_of_the_same_name_has_a_page_of_its_own(wiki: Wiki) -> None:
    seed(wiki)
    wiki.conf["policywiki_relations"] = {"backlinks": {"label": "Back links"}}
    wiki.article("thing", "backlinks: act-0, act-1, act-2", title="The Thing & more")
    build = wiki.build()
    assert rests(build) == ["wiki-backlinks_/thing.html"]
    assert "Back links: The Thing & more" in squeeze(build.soup(PAGE).select_one("h1"))
    assert len(items(build, "wiki-backlinks_/thing.html")["Instruments (5)"]) == 5


@pytest.mark.parametrize(
    "builder", ["latex", "epub", "text", "man", "texinfo", "singlehtml", "xml", "json"]
)
def test_books_and_lines_give_the_address_on_the_website(wiki: Wiki, builder: str) -> None:
    seed(wiki)
    build = wiki.build(builder, version="1", copyright="2026")
    assert build.warnings == ""
    assert not list(build.outdir.rglob("wiki-backlinks*"))
    texts = [
        path.read_text(encoding="utf-8")
        for path in build.outdir.rglob("*")
        if path.suffix in {".tex", ".xhtml", ".txt", ".1", ".texi", ".html", ".xml", ".fjson"}
    ]
    folded = [text for text in texts if "and 3 more" in text]
    assert folded
    if builder not in {"text", "man"}:
        page = PAGE.removesuffix(".html")
        assert any(f"https://policywindow.org/{page}" in text for text in folded)


# --- incremental builds ------------------------------------------------------------------


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text", "json"])
def test_the_law(wiki: Wiki, builder: str) -> None:
    seed(wiki, number=3)
    wiki.build(builder)
    edit(wiki, "act-2.md", "rests on", "builds on")
    assert assert_equal(wiki, builder) == {"act-2"}
    edit(wiki, "act-2.md", "# Act 2", "# Act 2 of 2026")
    assert assert_equal(wiki, builder) == {"act-2"}
    edit(wiki, "act-0.md", "rests on", "builds on")
    assert assert_equal(wiki, builder) == {"act-0", "thing"}
    act(wiki, 3)
    assert assert_equal(wiki, builder) == {"act-3", "thing"}
    edit(wiki, "act-3.md", "# Act 3", "# A first act")
    assert assert_equal(wiki, builder) == {"act-3", "thing"}
    wiki.write("plain.md", "# Plain\n\nOn {concept}`thing`.\n")
    assert "thing" in assert_equal(wiki, builder, parallel=2)
    (wiki.src / "plain.md").unlink()
    assert_equal(wiki, builder)
    for n in (2, 3):
        (wiki.src / f"act-{n}.md").unlink()
        assert assert_equal(wiki, builder) == {"thing"}
    assert list((wiki.root / builder).rglob("wiki-backlinks*")) == []
    (wiki.src / "thing.md").unlink()
    assert_equal(wiki, builder)


def times(build: Build) -> int:
    return (build.outdir / PAGE).stat().st_mtime_ns


def test_the_page_is_written_only_if_it_shows_something_new(wiki: Wiki) -> None:
    seed(wiki)
    before = times(wiki.build())
    edit(wiki, "act-4.md", "more to say", "nothing to add")
    build = wiki.build()
    assert (build.written, times(build)) == ({"act-4"}, before)
    edit(wiki, "act-4.md", "rests on", "builds on")
    build = wiki.build()
    assert build.written == {"act-4"}
    assert times(build) > before
    assert "Article 4 builds on" in items(build)["Instruments (5)"][4]


def test_a_document_of_the_name_of_the_page_stays(wiki: Wiki) -> None:
    seed(wiki)
    wiki.build()
    wiki.write(PAGE.replace("html", "md"), "# My own list\n")
    assert_equal(wiki)
    build = wiki.build()
    assert "My own list" in build.text(PAGE)
    assert rests(build) == []
    assert "and 3 more" in shown(build)
    (wiki.src / PAGE.replace("html", "md")).unlink()
    assert_equal(wiki)


def test_of_two_articles_of_one_slug_one_takes_over_the_page(wiki: Wiki) -> None:
    seed(wiki)
    wiki.conf["suppress_warnings"] = ["policywiki.duplicate_slug", "toc"]
    for name in ("y", "z"):
        wiki.article("x", "broader: a, b, c", name=f"{name}.md")
    for name in "abc":
        wiki.article(name, body="See [](y.md) and [](z.md).")
    build = wiki.build()
    assert rests(build, "y.html") == ["wiki-backlinks/x.html"]
    (other,) = rests(build, "z.html")
    assert (build.outdir / other).is_file()
    (wiki.src / "y.md").unlink()
    edit(wiki, "a.md", "See [](y.md) and ", "See ")
    edit(wiki, "b.md", "See [](y.md) and ", "See ")
    edit(wiki, "c.md", "See [](y.md) and ", "See ")
    assert_equal(wiki)
    build = wiki.build()
    assert rests(build, "z.html") == ["wiki-backlinks/x.html"]
    assert not (build.outdir / other).exists()
    links = build.article("z.html").select(".pw-glance a.pw-rest")
    assert [a["href"] for a in links] == ["wiki-broader/x.html"]
