"""What a reader gets in a real browser: copying, the reader's date, the box, the paper."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from test_example_site import THEMES, build

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARTICLE = "concepts/mesa-optimization.html"
CSP = "default-src 'self'"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("html", tmp_path_factory.mktemp("site") / "html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", CSP)
            super().end_headers()

        def log_message(self, *_: Any) -> None:
            """Keep quiet."""

    handler = functools.partial(Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


def open_page(browser: Browser, url: str, **options: Any) -> Page:
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto(url)
    return page


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
          window.copied.push(area.value.slice(area.selectionStart, area.selectionEnd)); }); }"""
    )
    button = page.get_by_role("button", name="Copy: OSCOLA")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.copied.length === 1")
    assert page.evaluate("() => window.copied[0]").endswith(shown)
    assert page.locator(".pw-live[role=status]").inner_text() == "Copied: OSCOLA"
    assert page.evaluate("() => document.activeElement.className") == "pw-copy"
    page.get_by_role("button", name="Copy: BibTeX").click()
    page.wait_for_function("() => window.copied.length === 2")
    copied = page.evaluate("() => window.copied[1]")
    assert copied.startswith("@misc{policywindow-mesa-optimization,\n  title =")
    page.context.close()


def test_copying_through_the_clipboard(browser: Browser, server: str) -> None:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{server}/{ARTICLE}")
    page.get_by_role("button", name="Copy: APA").click()
    page.wait_for_function("() => document.querySelector('.pw-live').textContent !== ''")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == (
        "Policy Window. (n.d.). Mesa-Optimization [Wiki article — Concept] [contested]. "
        "https://policywindow.org/wiki/mesa-optimization"
    )
    context.close()


def test_nothing_of_ours_needs_a_script(browser: Browser, server: str) -> None:
    page = open_page(browser, f"{server}/{ARTICLE}", java_script_enabled=False)
    assert page.locator(".pw-copy").count() == 0
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
    assert page.locator(".pw-copy").count() == 5
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
