"""Tables of articles in a real browser: sorting, filtering, by keyboard, under a strict CSP."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from conftest import Wiki
from readers import open_page
from test_example_site import THEMES

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TABLE = "# T\n\n```{article-list}\n:style: table\n:sort: used\n```\n"


def seed(wiki: Wiki, theme: str = "alabaster") -> Path:
    wiki.conf |= {"html_theme": theme, "language": "de"}
    wiki.article("zebra", "reviewed: 2026-01-31", title="Zebra", body="{concept}`apfel`")
    wiki.article("apfel", "reviewed: 2025", "topics: Öl", title="Äpfel")
    wiki.article("b", "status: draft", title="Bogen 10", body="{concept}`apfel`")
    wiki.article("b2", "reviewed: 2026-01", title="Bogen 9", body="{concept}`apfel` {concept}`b`")
    for number in range(9):
        wiki.article(f"x{number}", "topics: viele", body="{concept}`zebra`", title=f"X {number}")
    wiki.write("plain.md", "# P\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n")
    wiki.write("index.md", TABLE)
    return wiki.build().outdir


def column(page: Page, number: int) -> list[str]:
    cells = page.locator(f".pw-table tbody tr:not([hidden]) td:nth-child({number})")
    return [text.strip() for text in cells.all_inner_texts()]


def test_sorting_by_keyboard(wiki: Wiki, browser: Browser) -> None:
    page = open_page(browser, (seed(wiki) / "index.html").as_uri())
    assert column(page, 1)[:2] == ["Zebra", "Äpfel"]
    head = page.locator("th").first
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert column(page, 1)[:4] == ["Äpfel", "Bogen 9", "Bogen 10", "X 0"]
    assert head.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Enter")
    assert column(page, 1)[-3:] == ["Bogen 10", "Bogen 9", "Äpfel"]
    assert head.get_attribute("aria-sort") == "descending"
    dates = page.locator("th").nth(4)
    dates.get_by_role("button").click()
    assert head.get_attribute("aria-sort") is None
    assert column(page, 5)[:4] == ["2025", "2026-01", "2026-01-31", ""]
    dates.get_by_role("button").click()
    assert column(page, 5)[:4] == ["2026-01-31", "2026-01", "2025", ""]
    page.locator("th").nth(5).get_by_role("button").click()
    assert column(page, 6)[-3:] == ["1", "3", "9"]
    rows = page.locator(".pw-table tbody tr")
    assert "row-even" in (rows.nth(0).get_attribute("class") or "")
    assert "row-odd" in (rows.nth(1).get_attribute("class") or "")
    page.context.close()


def test_filtering(wiki: Wiki, browser: Browser) -> None:
    page = open_page(browser, (seed(wiki) / "index.html").as_uri())
    field = page.get_by_role("searchbox")
    status = page.locator(".pw-table-tools [role=status]")
    assert status.inner_text().startswith("13 ")
    field.fill("apfel")
    assert column(page, 1) == ["Äpfel"]
    assert status.inner_text().startswith("1 ")
    field.fill("bogen 10")
    assert column(page, 1) == ["Bogen 10"]
    field.fill("nothing of the kind")
    assert column(page, 1) == []
    field.fill("")
    assert len(column(page, 1)) == 13
    page.context.close()


def test_other_tables_and_pages_without_scripts_are_plain(
    wiki: Wiki,
    browser: Browser,
) -> None:
    out = seed(wiki)
    page = open_page(browser, (out / "plain.html").as_uri())
    assert page.locator("table button, .pw-table-tools").count() == 0
    page.context.close()
    page = open_page(browser, (out / "index.html").as_uri(), java_script_enabled=False)
    assert page.locator(".pw-table button, .pw-table input").count() == 0
    assert len(column(page, 1)) == 13
    page.context.close()


@pytest.mark.filterwarnings("ignore:'sphinx_book_theme")
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tables_cards_and_index_pages_are_accessible(
    wiki: Wiki,
    browser: Browser,
    theme: str,
    scheme: str,
) -> None:
    wiki.write("cards.md", "# C\n\n```{article-list}\n:style: cards\n:limit: 5\n```\n")
    out = seed(wiki, theme)
    for name, ours in (
        ("index", ".pw-table"), ("cards", ".pw-cards"),
        ("wiki-articles", ".pw-index"), ("wiki-topics", ".pw-index"),
    ):  # fmt: skip
        page = open_page(
            browser, (out / f"{name}.html").as_uri(), color_scheme=scheme,
            viewport={"width": 320, "height": 800},
        )  # fmt: skip
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
        found = Axe().run(page, context=ours, options=options).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
        overflow = "e => e.getBoundingClientRect().right - document.documentElement.clientWidth"
        assert page.locator(ours).first.evaluate(overflow) <= 1
        page.context.close()
