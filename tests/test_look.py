"""The look: one set of variables, and a wiki of hard cases in five themes, light and dark."""

from __future__ import annotations

import functools
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from conftest import environment
from readers import open_page
from sphinx_policywiki.languages import direction
from test_example_site import THEMES

SHOWCASE = Path(__file__).parent / "showcase"
STATIC = Path(__file__).parents[1] / "src/sphinx_policywiki/static"
SHEETS = sorted([*STATIC.glob("web/*.css"), *STATIC.glob("search/*.css")])
#: What is printed is black on white, in the physical terms that engines of paged media know.
SCREEN = [sheet for sheet in SHEETS if not re.search("print|paper", sheet.name)]
PAGES = ("mesa", "law", "words", "index", "ai-rules", "wiki-articles", "wiki-topic-safety")
OURS = (
    ".pw-print-note", ".pw-header", ".pw-hatnote", ".pw-status", ".pw-glance", ".pw-missing",
    ".pw-cite-section", ".pw-sources", ".pw-backlinks", ".pw-how-to-cite", ".pw-articles",
    ".pw-cards", ".pw-table", ".pw-relations", ".pw-graph", ".pw-graph-lists", ".pw-index",
)  # fmt: skip
Visit = Callable[..., Page]
LEVELS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


# --- the stylesheets ------------------------------------------------------------------


def rules(sheet: Path) -> str:
    """Return *sheet* without comments."""
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


def variables() -> set[str]:
    block = rules(STATIC / "web" / "policywiki.css").partition("\n}")[0]
    return set(re.findall(r"^  (--pw-[\w-]+):", block, re.MULTILINE))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_stylesheets_are_short(sheet: Path) -> None:
    assert len(sheet.read_text(encoding="utf-8").splitlines()) < 400


@pytest.mark.parametrize("sheet", SCREEN, ids=lambda sheet: sheet.stem)
def test_colours_are_variables(sheet: Path) -> None:
    others = re.sub(r"^  --pw-[\w-]+: [^;]+;$", "", rules(sheet), flags=re.MULTILINE)
    colours = r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|color-mix)a?\(|:[^;{]*\b(?:white|black)\b"
    assert re.findall(colours, others, re.IGNORECASE) == []


@pytest.mark.parametrize("sheet", SCREEN, ids=lambda sheet: sheet.stem)
def test_directions_are_logical(sheet: Path) -> None:
    physical = r"^\s*(?:[\w-]+-)?(?:left|right)(?:-[\w-]+)?\s*:|:[^;{]*\b(?:left|right)\b"
    assert re.findall(physical, rules(sheet), re.MULTILINE) == []


@pytest.mark.parametrize("sheet", SCREEN, ids=lambda sheet: sheet.stem)
def test_variables_are_those_that_are_declared(sheet: Path) -> None:
    used = set(re.findall(r"var\((--pw-[\w-]+)", rules(sheet)))
    assert used - variables() == set()


def test_every_variable_is_used() -> None:
    text = "\n".join(rules(sheet) for sheet in SCREEN)
    assert {name for name in variables() if f"var({name})" not in text} == set()


# --- in a browser ---------------------------------------------------------------------


def in_every_theme(test: Callable[..., None]) -> Callable[..., None]:
    """Let *test* be one of those in a browser, with each theme."""
    for mark in (pytest.mark.browser, pytest.mark.slow, pytest.mark.parametrize("theme", THEMES)):
        test = mark(test)
    return test


def build(out: Path, *options: str) -> Path:
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]
    done = subprocess.run(
        [*command, *options, "-d", f"{out}-doctrees", str(SHOWCASE), str(out)],
        capture_output=True, text=True, check=False, env=environment(PYTHONWARNINGS="ignore"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("look")
    return {theme: build(root / theme, "-D", f"html_theme={theme}") for theme in THEMES}


@pytest.fixture
def visit(request: pytest.FixtureRequest) -> Visit:
    return functools.partial(open_page, request.getfixturevalue("browser"))


def violations(page: Page, *parts: str) -> list[tuple[str, list[str]]]:
    found = Axe().run(page, context={"include": [[part] for part in parts]}, options=LEVELS)
    return [
        (one["id"], [node["html"] + node["failureSummary"] for node in one["nodes"]])
        for one in found.response["violations"]
    ]


def shown(page: Page, parts: tuple[str, ...] = OURS) -> list[str]:
    return [part for part in parts if page.locator(part).count()]


@in_every_theme
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    visit: Visit,
    themed: dict[str, Path],
    theme: str,
    scheme: str,
) -> None:
    page = visit((themed[theme] / "index.html").as_uri(), color_scheme=scheme)
    for name in PAGES:
        page.goto((themed[theme] / f"{name}.html").as_uri())
        page.wait_for_load_state("load")
        assert violations(page, *shown(page)) == [], name
    page.goto((themed[theme] / "mesa.html").as_uri())
    page.locator("#details .reference.internal[href^='alignment']").first.hover()
    page.wait_for_selector(".pw-preview:not([hidden])")
    page.wait_for_timeout(200)  # it fades in
    assert violations(page, ".pw-preview") == []
    page.keyboard.press("Escape")
    page.locator(".pw-cite-section").first.click()
    assert violations(page, ".pw-dialog") == []
    page.context.close()


WIDER = """() => {
  for (const its of document.querySelectorAll('nav, header, footer, .wy-breadcrumbs, [role=navigation]')) {
    if (!its.closest('.pw-article, .pw-index')) its.remove(); /* the theme's own */
  }
  const ours = '.pw-article, .pw-index, .pw-articles, .pw-table, .pw-cards, .pw-relations';
  const all = [...document.querySelectorAll(ours)].flatMap((e) => [e, ...e.querySelectorAll('*')]);
  const scrolls = (e) => e && e !== document.body &&
    (/auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const wide = all.filter((e) => !e.closest('.pw-live') && !scrolls(e.parentElement) &&
    (e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1));
  const { scrollWidth, clientWidth } = document.scrollingElement;
  return [scrollWidth - clientWidth, wide.map((e) => e.outerHTML.slice(0, 200))]; }"""
#: What readers may set (WCAG 1.4.12).
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }"""


@in_every_theme
def test_nothing_is_wider_than_a_phone(
    visit: Visit,
    themed: dict[str, Path],
    theme: str,
) -> None:
    page = visit("about:blank", viewport={"width": 320, "height": 800})
    for name in PAGES:
        page.goto((themed[theme] / f"{name}.html").as_uri())
        assert page.evaluate(WIDER) == [0, []], name
        page.add_style_tag(content=SPACING)
        assert page.evaluate(WIDER)[1] == [], name
    page.context.close()


OVERLAPS = """() => {
  const box = document.querySelector('.pw-glance').getBoundingClientRect();
  const cuts = (r) => r.width && r.right > box.left + 1 && r.left < box.right - 1
    && r.bottom > box.top + 1 && r.top < box.bottom - 1;
  const found = [];
  const walker = document.createTreeWalker(document.querySelector('.pw-article'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const scroller = node.parentElement.closest('pre, table, .table-wrapper, .wy-table-responsive');
    if (scroller || node.parentElement.closest('.pw-glance, .pw-live')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    if ([...range.getClientRects()].some(cuts)) found.push(node.data);
  }
  const frames = `.admonition, blockquote, figure, div[class*="highlight-"], .table-wrapper,
    .wy-table-responsive, .pst-scrollable-table-container, section > table`;
  for (const frame of document.querySelectorAll(frames)) {
    if (!frame.closest('.pw-glance') && cuts(frame.getBoundingClientRect())) found.push(frame.outerHTML);
  }
  return [box.width, found]; }"""


@in_every_theme
def test_the_box_lies_on_nothing(
    visit: Visit,
    themed: dict[str, Path],
    theme: str,
) -> None:
    page = visit((themed[theme] / "mesa.html").as_uri())
    for width in (640, 1024, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        taken, found = page.evaluate(OVERLAPS)
        assert taken > 150
        assert found == [], width
    page.context.close()


STOP = """async () => {
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = getComputedStyle(at);
  const { left, top, width, height } = at.getClientRects()[0] || at.getBoundingClientRect();
  const hit = document.elementFromPoint(left + Math.min(width, 4) / 2, top + height / 2);
  return { index: window.stops.indexOf(at), ours: Boolean(at.closest(window.ours)),
    html: at.outerHTML.slice(0, 160), ring: style.outlineStyle !== 'none' ? parseFloat(style.outlineWidth) : 0,
    inView: top >= 0 && top + height <= innerHeight + 2, seen: Boolean(hit && (at.contains(hit) || hit.contains(at))),
    end: Boolean(document.querySelector('.pw-article')?.contains(at)) }; }"""
LIST = """(ours) => { window.ours = ours; window.stops = [...document.querySelectorAll(
  'a[href], button, input, summary, pre[tabindex]')].filter((e) => e.closest('.pw-article')
  && e.getClientRects().length && !(e.type === 'radio' && !e.checked)
  && !e.matches('.headerlink') && getComputedStyle(e).visibility === 'visible');
  return [stops.length, document.querySelectorAll('[tabindex]:not([tabindex="0"], [tabindex="-1"])').length]; }"""


@in_every_theme
def test_the_keyboard_reaches_everything_in_order(
    visit: Visit,
    themed: dict[str, Path],
    theme: str,
) -> None:
    page = visit((themed[theme] / "law.html").as_uri())
    count, positive = page.evaluate(LIST, ", ".join(OURS))
    assert positive == 0
    page.add_style_tag(content="* { scroll-behavior: auto !important; }")
    page.evaluate("() => { stops[0].focus(); }")
    page.keyboard.press("Shift+Tab")
    walk: list[dict[str, Any]] = []
    for _ in range(count + 20):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if not stop or not stop["end"]:
            break
        walk.append(stop)
    assert [stop["index"] for stop in walk if stop["index"] >= 0] == list(range(count))
    ours = [stop for stop in walk if stop["ours"]]
    assert len(ours) > 15
    assert [stop["html"] for stop in ours if stop["ring"] < 2] == []
    assert [stop["html"] for stop in ours if not (stop["inView"] and stop["seen"])] == []
    page.context.close()


COLOURS = """([selector, property]) => {
  const at = document.querySelector(selector);
  const opaque = (e) => { const c = getComputedStyle(e).backgroundColor;
    return /, 0\\)$|transparent/.test(c) && e.parentElement ? opaque(e.parentElement) : c; };
  return [getComputedStyle(at)[property], opaque(at.parentElement)]; }"""


def luminance(colour: str) -> float:
    parts = [float(part) / 255 for part in re.findall(r"[\d.]+", colour)[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colours: list[str]) -> float:
    dark, light = sorted(map(luminance, colours))
    return (light + 0.05) / (dark + 0.05)


@in_every_theme
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_controls_and_rings_can_be_seen(
    visit: Visit,
    themed: dict[str, Path],
    theme: str,
    scheme: str,
) -> None:
    page = visit((themed[theme] / "index.html").as_uri(), color_scheme=scheme)
    assert contrast(page.evaluate(COLOURS, [".pw-filter", "borderTopColor"])) >= 3
    page.locator(".pw-filter").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert contrast(page.evaluate(COLOURS, [".pw-filter", "outlineColor"])) >= 3
    page.goto((themed[theme] / "mesa.html").as_uri())
    button = ".pw-how-to-cite .pw-copy"
    assert contrast(page.evaluate(COLOURS, [button, "borderTopColor"])) >= 3
    page.locator(button).first.focus()
    sizes = page.locator(".pw-copy:visible, .pw-styles label").evaluate_all(
        "(all) => all.map((e) => e.getBoundingClientRect()).filter((r) => r.width < 24 || r.height < 24)"
    )
    assert sizes == []
    text, around = page.evaluate(COLOURS, [".pw-glance dd", "color"])
    assert contrast([text, around]) >= 4.5
    is_dark = scheme == "dark" and theme not in {"alabaster", "sphinx_rtd_theme"}
    assert (luminance(around) < 0.2) is is_dark
    page.context.close()


@pytest.mark.browser
@pytest.mark.slow
def test_forced_colours_keep_frames(visit: Visit, themed: dict[str, Path]) -> None:
    page = visit((themed["furo"] / "mesa.html").as_uri(), forced_colors="active")
    for part in (".pw-glance", ".pw-how-to-cite .pw-copy", ".pw-styles"):
        width = page.locator(part).first.evaluate("(e) => getComputedStyle(e).borderTopWidth")
        assert width == "1px", part
    page.context.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("theme", ["furo", "sphinx_rtd_theme", "alabaster"])
def test_right_to_left(visit: Visit, tmp_path: Path, theme: str) -> None:
    site = build(tmp_path / "ar", "-D", f"html_theme={theme}", "-D", "language=ar")
    page = visit((site / "mesa.html").as_uri(), viewport={"width": 1280, "height": 900})
    box = page.locator(".pw-glance").bounding_box()
    prose = page.locator("#details").bounding_box()
    assert box
    assert prose
    assert abs(box["x"] - prose["x"]) < 2  # at the end of the line, which is the left
    assert page.evaluate(OVERLAPS)[1] == []
    directions = "(all) => [...new Set(all.map((e) => getComputedStyle(e).direction))]"
    assert page.locator(".pw-article :is(p, dt, h2)").evaluate_all(directions) == ["rtl"]
    assert page.locator(".pw-article pre").evaluate_all(directions) == ["ltr"]
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate(WIDER)[1] == []
    page.context.close()
    english = build(tmp_path / "en", "-D", f"html_theme={theme}")
    page = visit((english / "mesa.html").as_uri())
    assert page.locator(".pw-article p").evaluate_all(directions) == ["ltr"]
    page.context.close()


def test_the_stylesheet_knows_the_languages_from_right_to_left() -> None:
    known = set(re.findall(r":lang\((\w+)\)", rules(STATIC / "web" / "policywiki.css")))
    assert known
    tags = {
        a + b + c for a in ascii_lowercase for b in ascii_lowercase for c in ("", *ascii_lowercase)
    }
    assert {tag for tag in tags if direction(tag) == "rtl"} == known


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("theme", ["furo", "pydata_sphinx_theme", "sphinx_book_theme"])
def test_the_guide_changes_the_look(visit: Visit, themed: dict[str, Path], theme: str) -> None:
    text = (SHOWCASE.parents[1] / "docs" / "howto" / "look.md").read_text(encoding="utf-8")
    light, dark = re.findall(r"^```css\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    colour = "(e) => getComputedStyle(e).color"
    for scheme, added, wanted in (
        ("light", light, "rgb(122, 62, 157)"),
        ("dark", light, "rgb(122, 62, 157)"),
        ("light", light + dark, "rgb(122, 62, 157)"),
        ("dark", light + dark, "rgb(217, 168, 240)"),
    ):
        page = visit((themed[theme] / "mesa.html").as_uri(), color_scheme=scheme)
        missing = page.locator(".pw-missing").first
        assert missing.evaluate(colour) != wanted
        page.add_style_tag(content=added)
        assert missing.evaluate(colour) == wanted
        assert (
            page.locator(".pw-glance").evaluate("(e) => getComputedStyle(e).borderRadius") == "0px"
        )
        page.context.close()
