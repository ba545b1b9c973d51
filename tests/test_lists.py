"""Lists of articles: orders, limits, tables, cards; in every builder; the law."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup

from conftest import Build, Wiki, squeeze
from test_incremental import assert_equal, edit


def seed(wiki: Wiki) -> None:
    wiki.article("a", "reviewed: 2026-01-31", "updated: 2025", body="{concept}`c` {concept}`c`")
    wiki.article("b", "reviewed: 2026-05", "status: draft", body="{article}`c`, [](#a)")
    wiki.article("c", "reviewed: 2026", "published: 2024-02-01", "related: d")
    wiki.article("d", "topics: tax", body="{concept}`d`")
    wiki.article("law", "uses: a, c", type_="instrument", body="See {concept}`a`.", title="E Act")


def listing(wiki: Wiki, *options: str, name: str = "index.md") -> None:
    lines = "\n".join(f":{option}:" if ":" not in option else f":{option}" for option in options)
    wiki.write(name, f"# Wiki\n\n```{{article-list}}\n{lines}\n```\n")


def items(build: Build) -> list[str]:
    return [squeeze(li) for li in build.soup("index.html").select(".pw-articles li")]


ORDERS = {
    ("sort: title", "reverse"): ["E Act", "D", "C", "B", "A"],
    ("sort: reviewed",): [
        "B (reviewed 2026-05)", "A (reviewed 2026-01-31)", "C (reviewed 2026)", "D", "E Act",
    ],
    ("sort: reviewed", "reverse"): [
        "C (reviewed 2026)", "A (reviewed 2026-01-31)", "B (reviewed 2026-05)", "D", "E Act",
    ],
    ("sort: reviewed", "limit: 4"): [
        "B (reviewed 2026-05)", "A (reviewed 2026-01-31)", "C (reviewed 2026)",
    ],
    ("sort: updated", "limit: 2"): ["A (updated 2025)"],
    ("sort: published", "limit: 2"): ["C (published 2024-02-01)"],
    ("sort: used",): [
        "C (used by 3 articles)", "A (used by 2 articles)", "B (used by 0 articles)",
        "D (used by 0 articles)", "E Act (used by 0 articles)",
    ],
    ("sort: used", "type: concept", "limit: 1"): ["C (used by 3 articles)"],
    ("limit: 2",): ["A", "B"],
}  # fmt: skip


@pytest.mark.parametrize("options", ORDERS)
def test_orders_and_limits(wiki: Wiki, options: tuple[str, ...]) -> None:
    seed(wiki)
    listing(wiki, *options)
    build = wiki.build()
    assert build.warnings == ""
    assert [item.removesuffix(" — A summary.") for item in items(build)] == ORDERS[options]


def test_one_user_is_singular(wiki: Wiki) -> None:
    wiki.article("a", body="{concept}`b`")
    wiki.article("b")
    listing(wiki, "sort: used", "limit: 1")
    assert items(wiki.build()) == ["B (used by 1 article) — A summary."]


def test_each_article_of_a_page_uses_what_it_links_to_in_any_way(wiki: Wiki) -> None:
    one, two = "{}\n\n```{{concept}} {}\n\nS.\n```\n\n{}\n\n", "See {concept}`zeta`."
    wiki.article("zeta", "aliases: mark")
    wiki.write("both.md", one.format("# One", "one", two) + one.format("# Two", "two", two))
    wiki.article("file", body="See [](zeta.md).")
    wiki.article("doc", body="See {doc}`zeta` and {doc}`so <zeta>`.")
    wiki.article("label", body="See [so](#mark), which is elsewhere.")
    wiki.write("plain.md", "(mark)=\n# Plain\n\nSee {concept}`zeta`.\n")
    listing(wiki, "sort: used", "limit: 1")
    assert items(wiki.build()) == ["Zeta (used by 4 articles) — A summary."]


@pytest.mark.parametrize("value", ["0", "-3", "many", "", "1.5", "²"])
def test_a_bad_limit_is_named(wiki: Wiki, value: str) -> None:
    seed(wiki)
    listing(wiki, f"limit: {value}")
    build = wiki.build()
    assert "index.md:4: WARNING: article-list: limit:" in build.warnings
    assert "[policywiki.invalid_value]" in build.warnings
    assert len(items(build)) == 5


def test_a_bad_order_is_named(wiki: Wiki) -> None:
    seed(wiki)
    listing(wiki, "sort: usde")
    build = wiki.build()
    assert "'usde' is not known; did you mean 'used'?" in build.warnings


def test_groups_are_of_what_the_limit_leaves(wiki: Wiki) -> None:
    seed(wiki)
    listing(wiki, "group-by: type", "sort: used", "limit: 3")
    soup = wiki.build().soup("index.html")
    assert [squeeze(p) for p in soup.select(".pw-group")] == ["Concepts"]


# --- tables ------------------------------------------------------------------------------


def cells(soup: BeautifulSoup, row: str = "tbody tr") -> list[list[str]]:
    rows = soup.select(f"table.pw-articles {row}")
    return [[squeeze(cell) for cell in tr.select("th, td")] for tr in rows]


def test_table_of_use(wiki: Wiki) -> None:
    seed(wiki)
    listing(wiki, "style: table", "sort: used", "limit: 2")
    soup = wiki.build().soup("index.html")
    assert cells(soup, "thead tr") == [
        ["Article", "Type", "Topics", "Status", "Reviewed", "Used by"]
    ]
    assert cells(soup) == [
        ["C", "Concept", "", "", "2026", "3"], ["A", "Concept", "", "", "2026-01-31", "2"],
    ]  # fmt: skip
    frame = soup.select_one("div.pw-table")
    assert frame["data-filter"] == "Filter: "
    assert frame["data-count"] == "{shown} of 2 articles"
    kinds = [th.get("class") for th in soup.select("thead th")]
    assert "pw-date" in kinds[4]
    assert "pw-number" in kinds[5]
    assert not soup.select(".pw-table button, .pw-table input")


def test_table_shows_the_date_that_it_goes_by(wiki: Wiki) -> None:
    seed(wiki)
    listing(wiki, "style: table", "sort: published", "limit: 1")
    soup = wiki.build().soup("index.html")
    assert cells(soup, "thead tr")[0][-1] == "Published"
    assert cells(soup)[0][-1] == "2024-02-01"


# --- cards ----------------------------------------------------------------------------------


def test_cards_are_those_of_sphinx_design(wiki: Wiki) -> None:
    seed(wiki)
    listing(wiki, "style: cards", "sort: used", "limit: 2", "status: draft")
    card = wiki.build().soup("index.html").select_one(".pw-cards > .pw-card")
    assert {"sd-card", "sd-shadow-sm"} <= set(card["class"])
    assert card.select_one(".sd-card-body > .sd-card-title > a")["href"] == "b.html"
    assert squeeze(card.select_one(".sd-card-body > .sd-card-text")) == "A summary."
    foot = squeeze(card.select_one(".sd-card-footer"))
    assert foot == "Concept · Draft · used by 0 articles"


@pytest.mark.parametrize("style", ["list", "table", "cards"])
@pytest.mark.parametrize(
    ("builder", "name"),
    [("text", "index.txt"), ("epub", "index.xhtml"), ("latex", "policywindow.tex"),
     ("man", "policywindow.1"), ("texinfo", "policywindow.texi"), ("singlehtml", "index.html")],
)  # fmt: skip
def test_other_builders(wiki: Wiki, builder: str, name: str, style: str) -> None:
    seed(wiki)
    wiki.conf |= {"version": "1", "copyright": "A"}
    listing(wiki, f"style: {style}", "sort: used", "limit: 2")
    build = wiki.build(builder)
    assert build.warnings == ""
    text = build.text(name)
    shown = "Used by" if style == "table" else "used by 3 articles"
    assert shown in text
    assert ("sd-card" in text) == (style == "cards" and builder == "singlehtml")
    assert "data-filter" not in text or builder == "singlehtml"


def test_json(wiki: Wiki) -> None:
    seed(wiki)
    listing(wiki, "style: table")
    body = json.loads(wiki.build("json").text("index.fjson"))["body"]
    assert 'data-count="{shown} of 5 articles"' in body


# --- the law ----------------------------------------------------------------------------------


def test_what_the_limit_leaves_out_rewrites_nothing(wiki: Wiki) -> None:
    seed(wiki)
    listing(wiki, "sort: reviewed", "limit: 2")
    wiki.build()
    edit(wiki, "c.md", "A summary", "Another")
    assert assert_equal(wiki) == {"c"}
    edit(wiki, "c.md", "reviewed: 2026", "reviewed: 2026-02")
    assert assert_equal(wiki) == {"c", "index"}
    edit(wiki, "a.md", "A summary", "Another")
    assert assert_equal(wiki) == {"a"}
    (wiki.src / "b.md").unlink()
    edit(wiki, "law.md", "uses: a, c", "uses: c")
    assert assert_equal(wiki) == {"index", "law", "a"}


@pytest.mark.parametrize("style", ["list", "table", "cards"])
def test_numbers_of_use(wiki: Wiki, style: str) -> None:
    seed(wiki)
    listing(wiki, f"style: {style}", "sort: used", "limit: 2")
    wiki.build()
    edit(wiki, "d.md", "{concept}`d`", "{concept}`b`")
    assert assert_equal(wiki) == {"d"}
    edit(wiki, "d.md", "{concept}`b`", "{concept}`a`")
    assert assert_equal(wiki) == {"d", "index"}
    edit(wiki, "law.md", "See {concept}`a`.", "See.")
    assert assert_equal(wiki) == {"law"}
    edit(wiki, "law.md", "uses: a, c", "broader: a")
    assert assert_equal(wiki) == {"law", "a", "c", "index"}
    edit(wiki, "a.md", ":reviewed: 2026-01-31\n", ":status: emerging\n")
    changed = assert_equal(wiki)
    assert changed == ({"a"} if style == "list" else {"a", "index"})
