"""What a reader gets in a real browser: copying, the reader's date, the box, the paper."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from readers import CSP, open_page, serve
from test_example_site import THEMES, build

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ARTICLE = "concepts/mesa-optimization.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("html", tmp_path_factory.mktemp("site") / "html")


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    with serve(site, CSP) as address:
        yield address


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_copying_and_the_readers_date(
    browser: Browser, site: Path, server: str, scheme: str
) -> None:
    url = f"{server}/{ARTICLE}" if scheme == "http" else (site / ARTICLE).as_uri()
    page = open_page(browser, url)
    page.evaluate("() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); }")
    today = datetime.now().astimezone()  # the reader's own day
    oscola = page.locator(".pw-citation-oscola")
    shown = f"accessed {today.day} {today:%B} {today.year}."
    assert " ".join(oscola.inner_text().split()).endswith(shown)
    page.evaluate(
        """() => { window.copied = [];
        document.addEventListener('copy', () => {
          const area = document.activeElement;
          const typed = area.value?.slice(area.selectionStart, area.selectionEnd);
          window.copied.push(typed ?? getSelection().toString()); }); }"""
    )
    button = page.get_by_role("button", name="Copy: OSCOLA", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.copied.length === 1")
    assert page.evaluate("() => window.copied[0]").endswith(shown)
    assert page.locator(".pw-live[role=status]").inner_text() == "Copied: OSCOLA"
    assert page.evaluate("() => document.activeElement.className") == "pw-copy"
    page.get_by_role("button", name="Copy: BibTeX", exact=True).click()
    page.wait_for_function("() => window.copied.length === 2")
    copied = page.evaluate("() => window.copied[1]")
    assert copied.startswith("@misc{policywindow-mesa-optimization,\n  title =")
    page.context.close()


APA = (
    "Policy Window. (n.d.). Mesa-Optimization [Wiki article — Concept] [contested]. "
    "https://policywindow.org/wiki/mesa-optimization"
)
READ = """async () => { const found = {};
for (const item of await navigator.clipboard.read())
  for (const type of item.types) found[type] = await (await item.getType(type)).text();
return found; }"""


@pytest.mark.parametrize(("button", "rich"), [("Copy", True), ("Copy plain text", False)])
def test_copying_through_the_clipboard(
    browser: Browser, server: str, button: str, *, rich: bool
) -> None:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{server}/{ARTICLE}")
    page.get_by_role("button", name=f"{button}: APA", exact=True).click()
    page.wait_for_function("() => document.querySelector('.pw-live')?.textContent")
    copied = page.evaluate(READ)
    assert copied["text/plain"] == APA
    assert ("text/html" in copied) is rich
    if rich:
        assert "<i>Mesa-Optimization</i>" in copied["text/html"]
        assert 'href="https://policywindow.org/wiki/mesa-optimization"' in copied["text/html"]
        assert "class=" not in copied["text/html"]
    context.close()


def shown_styles(page: Page) -> list[str]:
    terms = page.locator(".pw-how-to-cite dl.pw-citations > dt")
    return [str(term.get_attribute("data-style")) for term in terms.all() if term.is_visible()]


def test_a_reader_chooses_a_style_which_is_remembered(browser: Browser, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server}/{ARTICLE}")
    every = shown_styles(page)
    assert len(every) == 5
    group = page.get_by_role("group", name="Citation style")
    group.get_by_role("radio", name="All styles").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert group.get_by_role("radio", name="Chicago", exact=True).is_checked()
    assert shown_styles(page) == ["Chicago"]
    page.goto(f"{server}/concepts/deceptive-alignment.html")
    assert shown_styles(page) == ["Chicago"]
    page.emulate_media(media="print")
    assert shown_styles(page) == every
    page.emulate_media(media="screen")
    page.get_by_role("radio", name="All styles").check()
    assert shown_styles(page) == every
    page.reload()
    assert shown_styles(page) == every
    context.close()


def test_each_section_can_be_cited(browser: Browser, server: str) -> None:
    page = open_page(browser, f"{server}/{ARTICLE}")
    button = page.get_by_role("button", name="Cite this section: Details")
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Cite this section: Details")
    text = " ".join(dialog.inner_text().split())
    assert "Details. In Mesa-Optimization [Wiki article — Concept] [contested]." in text
    assert "https://policywindow.org/wiki/mesa-optimization#details" in text
    assert f"accessed {datetime.now().astimezone().day} " in text
    assert dialog.locator("em").first.inner_text() == "Mesa-Optimization"
    assert dialog.locator("pre").inner_text().startswith("@misc{")
    assert Axe().run(page, context=".pw-dialog").violations_count == 0
    dialog.get_by_role("button", name="Copy: APA", exact=True).click()
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('dialog')")
    assert button.evaluate("(made) => made === document.activeElement")
    page.context.close()


def test_long_bibtex_scrolls_within_its_box_on_a_phone(browser: Browser, site: Path) -> None:
    page = open_page(browser, (site / ARTICLE).as_uri(), viewport={"width": 360, "height": 800})
    code = page.locator(".pw-citation-bibtex pre")
    assert code.evaluate("(pre) => pre.scrollWidth > pre.clientWidth")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    code.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.pw-citation-bibtex pre').scrollLeft > 0")
    page.context.close()


def test_nothing_of_ours_needs_a_script(browser: Browser, server: str) -> None:
    page = open_page(browser, f"{server}/{ARTICLE}", java_script_enabled=False)
    assert page.locator(".pw-copy, .pw-styles, dialog").count() == 0
    assert page.locator(".pw-how-to-cite dl.pw-citations > dd:visible").count() == 5
    assert "accessed [date]" in page.locator(".pw-citation-oscola").inner_text()
    page.context.close()


def test_content_security_policy_stops_nothing_of_ours(browser: Browser, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{server}/{ARTICLE}")
    assert page.locator(".pw-citations .pw-copy").count() == 9
    assert [text for text in refused if "policywiki" in text] == []
    assert [url for url in requests if not url.startswith((server, "data:"))] == []
    context.close()


def boxes(page: Page) -> tuple[dict[str, float], dict[str, float]]:
    aside = page.locator("aside.pw-glance").bounding_box()
    prose = page.locator("#details p").first.bounding_box()
    assert aside
    assert prose
    return dict(aside), dict(prose)


def test_the_box_stands_beside_the_text_or_above_it(browser: Browser, site: Path) -> None:
    wide = open_page(browser, (site / ARTICLE).as_uri(), viewport={"width": 1400, "height": 900})
    aside, prose = boxes(wide)
    margins = wide.locator(".pw-rows > dd").evaluate_all(
        "(rows) => rows.map((row) => getComputedStyle(row).marginLeft)"
    )
    assert set(margins) == {"0px"}
    assert aside["x"] > prose["x"]
    assert aside["y"] < prose["y"] + prose["height"]
    assert wide.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    narrow = open_page(browser, (site / ARTICLE).as_uri(), viewport={"width": 360, "height": 800})
    aside, prose = boxes(narrow)
    assert aside["y"] + aside["height"] <= prose["y"]
    assert narrow.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("themes")
    return {t: build("html", root / t, "-D", f"html_theme={t}") for t in THEMES}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_is_ours(
    browser: Browser, themed: dict[str, Path], theme: str, scheme: str
) -> None:
    page = open_page(browser, (themed[theme] / ARTICLE).as_uri(), color_scheme=scheme)
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    page.get_by_role("button", name="Cite this section: Details").click()
    found = Axe().run(page, context=".pw-dialog", options=options)
    assert found.violations_count == 0, found.generate_report()
    page.keyboard.press("Escape")
    for part in (".pw-header", ".pw-print-note", ".pw-glance", ".pw-how-to-cite", ".pw-status"):
        found = Axe().run(page, context=part, options=options)
        assert found.violations_count == 0, found.generate_report()
    page.context.close()


@pytest.mark.parametrize("theme", THEMES)
def test_printed_page_is_the_article_alone(
    browser: Browser, themed: dict[str, Path], theme: str, tmp_path: Path
) -> None:
    page = open_page(browser, (themed[theme] / ARTICLE).as_uri(), color_scheme="dark")
    page.emulate_media(media="print")
    colours = page.evaluate(
        """() => [...document.querySelectorAll('.pw-article p, .pw-article dd')].map((e) => {
        const s = getComputedStyle(e); return s.color + s.backgroundColor; })"""
    )
    assert set(colours) == {"rgb(0, 0, 0)rgb(255, 255, 255)"}
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    done = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "page.pdf"), "-"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    text = " ".join(done.stdout.split())
    assert text.startswith("Mesa-Optimization")
    assert "Source: https://policywindow.org/wiki/mesa-optimization" in text
    assert "Print-friendly view" not in text
    for foreign in ("Search", "Previous", "Next", "Page source", "On this page", "Copyright"):
        assert not re.search(rf"\b{foreign}\b", text), foreign
    page.context.close()
