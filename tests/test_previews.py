"""Previews in a real browser: by pointer, keyboard and touch, in every theme."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from conftest import Wiki
from readers import CSP, serve
from sphinx_policywiki.shards import fnv1a
from test_example_site import THEMES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    # what other packages still use of Sphinx's old interface is theirs to change
    pytest.mark.filterwarnings("ignore:'sphinx_book_theme"),
]
SCRIPT = Path(__file__).parents[1] / "src/sphinx_policywiki/static/web/policywiki-previews.js"
HOSTILE = r"\</script>\<img src=x onerror=hacked=1>\<b>"
SHOWN = "() => document.querySelector('.pw-preview:not([hidden])')"
LINKS = """\
# Links

(here)=

Ours {concept}`alpha` and its {concept}`second one <inner>`,
MyST's [by file](sub/beta.md), [by name](#gamma),
Sphinx's {doc}`sub/beta`, to [a section](alpha.md#details), [no article](plain.md),
[of this page](#here), [elsewhere](https://example.org/alpha.html), {download}`data.csv`.

```{article-list}
:type: instrument
```

```{article-list}
:type: actor
:style: table
```

%s

Last {concept}`alpha` of the page.
"""


def seed(wiki: Wiki) -> None:
    wiki.article(
        "alpha", "status: contested", title="Alpha policy", summary="What alpha means.",
        body="{concept}`gamma`\n\n## Inner\n\n```{concept} inner\nThe inner one.\n```\n",
    )  # fmt: skip
    wiki.article(
        "beta", "superseded-by: gamma", type_="instrument", title=f"Beta {HOSTILE}",
        summary=f"Says {HOSTILE} \u2028 and more.", name="sub/beta.md",
        body="{concept}`alpha`",
    )  # fmt: skip
    wiki.article("gamma", summary="The third. " * 60, name="идея/ça va.md", type_="actor")
    wiki.write("plain.md", "# Plain\n\nNo article.\n")
    wiki.write("data.csv", "a,b\n")
    wiki.write("links.md", LINKS % "\n\n".join(["Text of no interest."] * 60))
    wiki.write("index.md", "# Wiki\n\n```{toctree}\nalpha\nsub/beta\nlinks\n```\n")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    wiki = Wiki(tmp_path_factory.mktemp("previews"))
    seed(wiki)
    return wiki.build().outdir


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    wiki = Wiki(tmp_path_factory.mktemp("themes"))
    seed(wiki)

    @functools.cache
    def build(theme: str) -> Path:
        return wiki.build(out=theme, html_theme=theme).outdir

    return build


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    with serve(site, CSP) as address:
        yield address


@pytest.fixture
def opened(browser: Browser, site: Path) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page of the site; nothing may be amiss in its console."""
    contexts, amiss = [], []

    def open_(url: str = "", **options: Any) -> Page:
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.on("console", lambda message: amiss.append(f"{message.location} {message.text}"))
        page.on("pageerror", lambda error: amiss.append(str(error)))
        page.goto(url or (site / "links.html").as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    ours = [text for text in amiss if re.search("policywiki|_previews", text)]
    assert [text for text in ours if ".css" not in text] == []  # axe asks for stylesheets


def link(page: Page, text: str) -> Locator:
    return page.locator("section a", has_text=text).first


def preview(page: Page) -> Locator:
    page.wait_for_function(SHOWN)
    return page.locator(".pw-preview")


def text_of(page: Page, part: str) -> str:
    return " ".join(preview(page).locator(f".pw-preview-{part}").inner_text().split())


def assert_none(page: Page, wait: int = 700) -> None:
    page.wait_for_timeout(wait)
    assert page.locator(".pw-preview:visible").count() == 0


def wait_until_gone(page: Page) -> None:
    page.wait_for_function("() => !document.querySelector('.pw-preview:not([hidden])')")


# --- what is shown ----------------------------------------------------------------------


def url_of(site: Path, server: str, scheme: str) -> str:
    return f"{server}/links.html" if scheme == "http" else (site / "links.html").as_uri()


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_hovering_shows_title_type_status_and_summary(
    opened: Callable[..., Page], site: Path, server: str, scheme: str
) -> None:
    page = opened(url_of(site, server, scheme))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(300)
    assert asked == []
    link(page, "Alpha policy").hover()
    assert text_of(page, "title") == "Alpha policy"
    assert text_of(page, "facts") == "Concept Contested"
    assert preview(page).locator(".pw-preview-warns").inner_text() == "Contested"
    assert text_of(page, "summary") == "What alpha means."
    assert preview(page).get_attribute("role") == "tooltip"
    assert preview(page).locator("a, button").count() == 0
    assert [url.rpartition("/")[2] for url in asked] == ["index.js", "00.js"]
    link(page, "by name").hover()
    page.wait_for_function("() => document.querySelector('.pw-preview').innerText.match('Gamma')")
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("second one", "Inner"),
        ("by file", "Beta </script><img src=x onerror=hacked=1><b>"),
        ("by name", "Gamma"),
        ("Beta <", "Beta </script><img src=x onerror=hacked=1><b>"),
    ],
)
def test_links_of_every_kind(opened: Callable[..., Page], text: str, title: str) -> None:
    page = opened()
    link(page, text).hover()
    assert text_of(page, "title") == title
    assert page.evaluate("() => typeof hacked") == "undefined"
    assert preview(page).locator("img, script, b").count() == 0


def test_what_supersedes_an_article_is_named(opened: Callable[..., Page]) -> None:
    page = opened()
    link(page, "by file").hover()
    assert text_of(page, "successor") == "Superseded by: Gamma"


@pytest.mark.parametrize("text", ["no article", "of this page", "elsewhere", "data.csv"])
def test_other_links_have_no_preview(opened: Callable[..., Page], text: str) -> None:
    page = opened()
    link(page, text).hover()
    assert_none(page)


def test_a_section_of_one_of_two_articles_has_none(opened: Callable[..., Page]) -> None:
    """It is not known here which of them it belongs to."""
    page = opened()
    link(page, "a section").hover()
    assert_none(page)


def test_a_section_has_the_preview_of_its_article(opened: Callable[..., Page], site: Path) -> None:
    page = opened((site / "plain.html").as_uri())
    page.evaluate(
        """() => document.querySelector('section').insertAdjacentHTML('beforeend',
        '<a href="sub/beta.html#details">a section</a>')"""
    )
    link(page, "a section").hover()
    assert text_of(page, "title").startswith("Beta")


def test_lists_that_show_summaries_have_none_tables_have(opened: Callable[..., Page]) -> None:
    page = opened()
    page.locator("ul.pw-articles a").hover()
    assert_none(page)
    page.locator("table.pw-articles a").hover()
    assert text_of(page, "title") == "Gamma"


@pytest.mark.parametrize("theme", THEMES)
def test_navigation_has_none_in_any_theme(
    opened: Callable[..., Page], themed: Callable[[str], Path], theme: str
) -> None:
    page = opened(
        (themed(theme) / "sub" / "beta.html").as_uri(), viewport={"width": 1400, "height": 800}
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    found = page.locator("a[href]:visible").filter(has_not=page.locator(".pw-article a"))
    outside = [a for a in found.all() if not a.evaluate("(a) => a.closest('.pw-article')")]
    assert len(outside) > 3
    for each in outside:
        each.dispatch_event("pointerover", {"pointerType": "mouse", "bubbles": True})
        page.wait_for_timeout(200)
    assert asked == []
    page.locator(".pw-article a", has_text="Alpha policy").first.hover()
    assert text_of(page, "title") == "Alpha policy"


def test_a_file_that_is_missing_raises_no_error(browser: Browser, tmp_path: Path) -> None:
    wiki = Wiki(tmp_path)
    seed(wiki)
    out = wiki.build().outdir
    for path in (out / "_previews").glob("0*.js"):
        path.unlink()
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((out / "links.html").as_uri())
    link(page, "Alpha policy").hover()
    assert_none(page)
    assert errors == []
    page.close()


def test_nothing_without_scripts(opened: Callable[..., Page]) -> None:
    page = opened(java_script_enabled=False)
    link(page, "Alpha policy").hover()
    page.wait_for_timeout(500)
    assert page.locator(".pw-preview").count() == 0


def test_the_script_hashes_as_the_build_does(browser: Browser) -> None:
    body = re.search(r"function hash\(text\) \{\n.*?\n  \}", SCRIPT.read_text(), re.DOTALL)
    assert body
    page = browser.new_page()
    names = ["", "a", "foobar", "concepts/a.html", "идея/ça va.html", "政策/", "\U0001f600#\0"]
    names += [f"page/{number}.html" for number in range(500)]
    found = page.evaluate(f"(names) => {{ {body[0]} return names.map(hash); }}", names)
    assert found == [fnv1a(name) for name in names]
    page.close()


# --- by pointer -------------------------------------------------------------------------


def test_it_can_be_hovered_and_stays(opened: Callable[..., Page]) -> None:
    page = opened()
    link(page, "Alpha policy").hover()
    box = preview(page).bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 20, steps=8)
    page.wait_for_timeout(1000)
    assert preview(page).is_visible()
    page.mouse.move(5, 5)
    wait_until_gone(page)


def test_crossing_a_link_opens_and_loads_nothing(opened: Callable[..., Page]) -> None:
    page = opened()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    link(page, "Alpha policy").hover()
    page.mouse.move(5, 5)
    assert_none(page)
    assert asked == []


def test_escape_dismisses_it_without_moving_pointer_or_focus(opened: Callable[..., Page]) -> None:
    page = opened()
    target = link(page, "Alpha policy")
    target.hover()
    assert preview(page).is_visible()
    page.keyboard.press("Escape")
    wait_until_gone(page)
    target.hover(position={"x": 3, "y": 5})
    assert_none(page)
    page.mouse.move(5, 5)
    target.hover()
    assert preview(page).is_visible()


def test_it_closes_when_a_link_is_followed_and_is_gone_on_return(
    opened: Callable[..., Page],
) -> None:
    page = opened()
    link(page, "Alpha policy").hover()
    assert preview(page).is_visible()
    link(page, "Alpha policy").click()
    page.wait_for_url("**/alpha.html")
    page.go_back()
    page.mouse.move(5, 5)
    assert_none(page)


# --- by keyboard ------------------------------------------------------------------------


def test_focus_shows_it_and_describes_the_link(opened: Callable[..., Page]) -> None:
    page = opened()
    target = link(page, "Alpha policy")
    page.keyboard.press("Tab")
    target.focus()
    assert text_of(page, "summary") == "What alpha means."
    assert target.get_attribute("aria-describedby") == preview(page).get_attribute("id")
    snapshot = page.evaluate(
        """() => document.getElementById(document.activeElement
        .getAttribute('aria-describedby')).textContent"""
    )
    assert "What alpha means." in snapshot
    page.mouse.move(5, 5)
    page.mouse.move(300, 500)
    page.wait_for_timeout(700)
    assert preview(page).is_visible()
    page.keyboard.press("Escape")
    wait_until_gone(page)
    assert target.evaluate("(a) => a === document.activeElement")
    assert target.get_attribute("aria-describedby") is None
    page.keyboard.press("Tab")
    assert text_of(page, "title") == "Inner"
    page.keyboard.press("Shift+Tab")
    assert text_of(page, "title") == "Alpha policy"
    page.keyboard.press("Enter")
    page.wait_for_url("**/alpha.html")


def test_it_scrolls_with_its_link_and_out_of_sight(opened: Callable[..., Page]) -> None:
    page = opened(viewport={"width": 900, "height": 700})
    page.keyboard.press("Tab")
    target = link(page, "Alpha policy")
    target.focus()
    before = preview(page).bounding_box()
    page.evaluate("() => scrollBy({ top: 60, behavior: 'instant' })")
    page.wait_for_timeout(100)
    after = preview(page).bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"] - 60) < 2
    page.evaluate("() => scrollTo({ top: 2000, behavior: 'instant' })")
    wait_until_gone(page)


# --- by touch ---------------------------------------------------------------------------

PHONE: dict[str, Any] = {
    "has_touch": True,
    "is_mobile": True,
    "viewport": {"width": 390, "height": 800},
}


def test_the_first_tap_shows_it_the_second_follows(opened: Callable[..., Page]) -> None:
    page = opened(**PHONE)
    target = link(page, "Alpha policy")
    target.tap()
    shown = preview(page)
    assert shown.get_attribute("role") == "dialog"
    assert page.get_by_role("dialog", name="Alpha policy").is_visible()
    assert page.url.endswith("/links.html")
    target.tap()
    page.wait_for_url("**/alpha.html")


def test_a_preview_that_was_tapped_open_has_links(opened: Callable[..., Page]) -> None:
    page = opened(**PHONE)
    link(page, "by file").tap()
    assert preview(page).get_by_role("link", name="Gamma").is_visible()
    button = preview(page).get_by_role("button", name="Close")
    for part in (button, preview(page).get_by_role("link", name="Open article")):
        box = part.bounding_box()
        assert box
        assert box["height"] >= 44
    button.tap()
    wait_until_gone(page)
    assert_none(page, 500)
    link(page, "by file").tap()
    preview(page).get_by_role("link", name="Open article").tap()
    page.wait_for_url("**/sub/beta.html")


def test_a_tap_beside_it_closes_it(opened: Callable[..., Page]) -> None:
    page = opened(**PHONE)
    link(page, "Alpha policy").tap()
    assert preview(page).is_visible()
    page.touchscreen.tap(200, 780)
    wait_until_gone(page)


def test_a_tap_on_a_link_without_preview_follows_it(opened: Callable[..., Page]) -> None:
    page = opened(**PHONE)
    link(page, "no article").tap()
    page.wait_for_url("**/plain.html")


# --- where it stands --------------------------------------------------------------------


def assert_within_the_window(page: Page) -> None:
    box = preview(page).bounding_box()
    size = page.viewport_size
    assert box
    assert size
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] + box["height"] <= size["height"]


@pytest.mark.parametrize("size", [(320, 568), (320, 256), (1400, 900)])
@pytest.mark.parametrize("theme", THEMES)
def test_it_stays_within_the_window(
    opened: Callable[..., Page], themed: Callable[[str], Path], theme: str, size: tuple[int, int]
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    page = opened((themed(theme) / "links.html").as_uri(), viewport=viewport)
    page.keyboard.press("Tab")
    for text in ("by name", "by file"):
        link(page, text).focus()
        assert_within_the_window(page)
    page.locator("section a", has_text="Alpha policy").last.focus()
    page.evaluate(
        "() => document.activeElement.scrollIntoView({ block: 'end', behavior: 'instant' })"
    )
    page.wait_for_timeout(200)
    assert_within_the_window(page)


def test_it_stands_beside_the_link_and_not_on_it(opened: Callable[..., Page]) -> None:
    page = opened(viewport={"width": 900, "height": 700})
    for at in ("first", "last"):
        target: Locator = getattr(page.locator("section a", has_text="Alpha policy"), at)
        target.evaluate("(a) => a.scrollIntoView({ block: 'nearest', behavior: 'instant' })")
        page.wait_for_timeout(100)
        target.hover()
        box, own = preview(page).bounding_box(), target.bounding_box()
        assert box
        assert own
        below = box["y"] >= own["y"] + own["height"]
        assert below or box["y"] + box["height"] <= own["y"]
        assert below is (at == "first")
        page.mouse.move(5, 5)
        wait_until_gone(page)


def test_right_to_left(browser: Browser, tmp_path: Path) -> None:
    wiki = Wiki(tmp_path)
    wiki.conf["language"] = "ar"
    wiki.article("a", title="مواءمة الذكاء", summary="ملخص قصير عن المواءمة.")
    wiki.write("links.md", "# صفحة\n\n{concept}`a`\n")
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    page.goto((wiki.build().outdir / "links.html").as_uri())
    page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    link(page, "مواءمة").hover()
    box, own = preview(page).bounding_box(), link(page, "مواءمة").bounding_box()
    assert box
    assert own
    assert abs(box["x"] + box["width"] - own["x"] - own["width"]) < 2
    styles = page.evaluate(
        """() => [...document.querySelectorAll('.pw-preview, .pw-preview-title, .pw-preview-summary')]
        .map((e) => getComputedStyle(e).direction)"""
    )
    assert set(styles) == {"rtl"}
    page.close()


def test_not_on_paper(opened: Callable[..., Page]) -> None:
    page = opened()
    link(page, "Alpha policy").hover()
    assert preview(page).is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".pw-preview").is_visible()


def test_high_contrast_and_reduced_motion(opened: Callable[..., Page]) -> None:
    page = opened(forced_colors="active", reduced_motion="reduce")
    link(page, "Alpha policy").hover()
    style = preview(page).evaluate(
        "(e) => { const s = getComputedStyle(e); return [s.borderTopWidth, s.animationName]; }"
    )
    assert style == ["1px", "none"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tapped", [False, True])
def test_axe_finds_nothing(
    opened: Callable[..., Page],
    themed: Callable[[str], Path],
    theme: str,
    scheme: str,
    *,
    tapped: bool,
) -> None:
    url = (themed(theme) / "links.html").as_uri()
    page = opened(url, color_scheme=scheme, has_touch=tapped, reduced_motion="reduce")
    target = link(page, "by file")
    if tapped:
        target.tap()
    else:
        page.keyboard.press("Tab")
        target.focus()
    assert preview(page).is_visible()
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, context=".pw-preview", options=options)
    assert found.violations_count == 0, found.generate_report()


def test_a_screen_reader_gets_the_description_before_it_is_shown(
    opened: Callable[..., Page],
) -> None:
    page = opened()
    target = link(page, "Alpha policy")
    target.evaluate("(a) => a.setAttribute('aria-describedby', 'here')")
    page.keyboard.press("Tab")
    target.focus()
    page.wait_for_function(
        "() => document.activeElement.getAttribute('aria-describedby') !== 'here'"
    )
    described = description(page)
    assert described.startswith("Ours")
    assert described.endswith("Alpha policy Concept Contested What alpha means.")
    page.keyboard.press("Escape")
    assert target.get_attribute("aria-describedby") == "here"


def description(page: Page) -> str:
    """Return the description of the focused element as Chromium tells it to screen readers."""
    session = page.context.new_cdp_session(page)
    focused = session.send("Runtime.evaluate", {"expression": "document.activeElement"})
    wanted = {"objectId": focused["result"]["objectId"], "fetchRelatives": False}
    (node,) = session.send("Accessibility.getPartialAXTree", wanted)["nodes"]
    return " ".join(node["description"]["value"].split())


def test_the_way_to_it_may_cross_other_links(opened: Callable[..., Page]) -> None:
    page = opened(viewport={"width": 700, "height": 700})
    link(page, "Alpha policy").hover()
    box = preview(page).bounding_box()
    crossed = link(page, "second one").bounding_box()
    assert box
    assert crossed
    page.mouse.move(crossed["x"] + 5, crossed["y"] + 5, steps=4)
    page.mouse.move(box["x"] + 40, box["y"] + 30, steps=4)
    page.wait_for_timeout(900)
    assert text_of(page, "title") == "Alpha policy"


def test_another_link_replaces_it(opened: Callable[..., Page]) -> None:
    page = opened()
    link(page, "Alpha policy").hover()
    assert text_of(page, "title") == "Alpha policy"
    link(page, "second one").hover()
    page.wait_for_function(
        "() => document.querySelector('.pw-preview-title').innerText === 'Inner'"
    )
    page.wait_for_timeout(700)
    assert text_of(page, "title") == "Inner"
    assert page.locator(".pw-preview").count() == 1


def test_links_in_pictures(opened: Callable[..., Page]) -> None:
    page = opened()
    page.evaluate(
        """() => document.querySelector('section').insertAdjacentHTML('afterbegin',
        `<svg width="200" height="40"><a xlink:href="sub/beta.html">
        <text x="5" y="25">picture</text></a></svg>`)"""
    )
    page.locator("svg text").hover()
    assert text_of(page, "title").startswith("Beta")


def test_pages_in_folders(browser: Browser, tmp_path: Path) -> None:
    wiki = Wiki(tmp_path)
    seed(wiki)
    page = browser.new_page()
    page.goto((wiki.build("dirhtml").outdir / "links" / "index.html").as_uri())
    for text, title in (("Alpha policy", "Alpha policy"), ("by name", "Gamma")):
        link(page, text).hover()
        page.wait_for_function(
            "(title) => document.querySelector('.pw-preview-title')?.innerText === title", arg=title
        )
    page.close()
