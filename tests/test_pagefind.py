"""Search by Pagefind: its index stays true, its page works in every theme."""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page
from sphinx.errors import ConfigError

from conftest import Build, Wiki
from readers import CSP as STRICT
from readers import serve
from sphinx_policywiki.search.staging import without_ours
from test_example_site import THEMES
from test_example_site import build as build_example
from test_search import FIRST

CSP = f"{STRICT}; script-src 'self' 'wasm-unsafe-eval'"


@pytest.fixture
def large(wiki: Wiki) -> Wiki:
    wiki.conf["policywiki_search"] = "pagefind"
    wiki.article(
        "notice", "aliases: service of process", "topics: procedure, courts", "status: contested",
        "related: appeal", summary="A notice tells a `<quokka>` of {instrument}`appeal`.",
        body="It has a wombat.\n\n## Form\n\nThe numbat.",
    )  # fmt: skip
    wiki.article("appeal", type_="instrument")
    wiki.write("deep/é.md", "# Accents\n\nAn okapi.\n")
    return wiki


def pages(wiki: Wiki, builder: str = "html") -> Path:
    return (
        next((wiki.root / f"{builder}-doctrees").glob(f"policywiki-search-{builder}-*")) / "pages"
    )


def files(built: Build) -> dict[str, bytes]:
    """Return the output, without the order in which Pagefind has the values of a filter.

    It is another one with every run, and so are the names that are made of such content.
    """
    found = built.files()
    for name in [name for name in found if name.startswith("_pagefind/")]:
        if name.endswith((".pf_filter", ".pf_meta")):
            content = gzip.decompress(found.pop(name))
            key = f"{Path(name).suffix} {len(content)} {sorted(content) * name.endswith('filter')}"
            found[key] = b""
        elif name.endswith("pagefind-entry.json"):
            found[name] = re.sub(rb'"hash":"\w+"', b"", found[name])
    return found


def index_times(built: Build) -> dict[str, int]:
    folder = built.outdir / "_pagefind"
    return {p.name: p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}


def test_sphinx_makes_no_index_and_no_page_loads_it(large: Wiki) -> None:
    built = large.build(html_theme="pydata_sphinx_theme", html_use_opensearch="https://w.org")
    assert built.warnings == ""
    assert not (built.outdir / "searchindex.js").exists()
    assert (built.outdir / "_pagefind" / "pagefind.js").is_file()
    assert not list(built.outdir.glob("_pagefind/*ui*"))
    for path in built.outdir.rglob("*.html"):
        if "_static" in path.parts:
            continue
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")
        found = [tag["src"] for tag in soup.select("script[src], img[src]")]
        found += [tag["href"] for tag in soup.select("link[href], a[href]")]
        for link in (str(link) for link in found):
            target = urldefrag(urljoin(path.as_uri(), link.partition("?")[0])).url
            if target.startswith(built.outdir.as_uri()):
                file = path.parent / link.partition("?")[0].partition("#")[0]
                assert file.exists(), (path.name, link)


def test_what_is_read_for_a_page(large: Wiki) -> None:
    large.build()
    page = BeautifulSoup((pages(large) / "notice.html").read_text(), "html5lib")
    filters = [
        (t["data-pagefind-filter"], t["content"]) for t in page.select("[data-pagefind-filter]")
    ]
    assert filters == [
        ("type[content]", "Concept"), ("topic[content]", "procedure"), ("topic[content]", "courts"),
        ("status[content]", "Contested"),
    ]  # fmt: skip
    facts = {t["data-pagefind-meta"]: t["content"] for t in page.select("[data-pagefind-meta]")}
    assert facts == {
        "title[content]": "Notice",
        "aliases[content]": "service of process",
        "summary[content]": "A notice tells a <quokka> of Appeal.",
    }
    heading = page.select_one("#form > h3, #form > h2")
    assert heading is not None
    assert heading["id"] == "form"
    assert not page.select(".pw-header, .pw-rows, .pw-citations")
    plain = BeautifulSoup((pages(large) / "deep" / "é.html").read_text(), "html5lib")
    assert not plain.select("[data-pagefind-filter]")
    assert plain.select("body[data-pagefind-body]")


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ('<p>a</p><dl class="pw-rows"><dd><dl><dd>b</dd></dl></dd></dl><p>c</p>', "<p>a</p><p>c</p>"),
        ('<div class="x pw-header" id="y"><div>a</div></div>b', "b"),
        ('<div class="pw-header"><p class="pw-rows">a</p></div>b', "b"),
        ('<div class="pw-header-x">a</div>', '<div class="pw-header-x">a</div>'),
        ('<div class="no-search"><b>a</b></div>', '<div class="no-search"><b>a</b></div>'),
        ('a<dl class="pw-rows"><dlx>b', "a<dlx>b"),
        ('<p>&lt;dl class="pw-rows"&gt;a</p>', '<p>&lt;dl class="pw-rows"&gt;a</p>'),
        ("", ""),
    ],
)  # fmt: skip
def test_what_we_have_made_is_not_read(body: str, left: str) -> None:
    assert without_ours(body) == left


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_edit_leaves_the_files_of_a_clean_build(large: Wiki, builder: str) -> None:
    large.build(builder)
    path = large.src / "notice.md"
    for old, new in (
        ("wombat", "kakapo"),
        ("service of process", "paper"),
        (":status: contested\n", ""),
        ("# Notice", "# Notification"),
    ):
        path.write_text(path.read_text().replace(old, new))
        assert files(large.build(builder)) == files(large.clean_build(builder))
    path.unlink()
    assert files(large.build(builder, parallel=2)) == files(large.clean_build(builder))


def test_the_index_is_made_only_if_something_changed(large: Wiki) -> None:
    before = index_times(large.build())
    assert index_times(large.build()) == before
    assert large.build().written == set()
    large.article("appeal", type_="instrument", body="A gnu.")
    assert index_times(large.build()) != before


@pytest.mark.parametrize("damage", ["removed", "cut", "killed", "unread"])
def test_a_damaged_index_is_made_again(large: Wiki, damage: str) -> None:
    built = large.build()
    before = files(built)
    index = built.outdir / "_pagefind"
    if damage == "removed":
        index.rename(index.with_name("_pagefind.old"))
    elif damage == "cut":
        next(index.glob("fragment/*")).unlink()
    elif damage == "killed":
        index.rename(index.with_name("_pagefind.new"))
        (pages(large).parent / "stamp.json").unlink()
    else:
        (pages(large) / "notice.html").unlink()
    again = large.build()
    assert files(again) == before
    assert again.written == ({"notice"} if damage == "unread" else set())


def test_changing_the_search_leaves_nothing_of_the_other(large: Wiki) -> None:
    large.conf["policywiki_search"] = "sphinx"
    before = files(large.build())
    large.conf["policywiki_search"] = "pagefind"
    assert files(large.build()) == files(large.clean_build())
    large.conf["policywiki_search"] = "sphinx"
    assert files(large.build()) == before


@pytest.mark.parametrize("builder", ["json", "singlehtml", "text", "epub"])
def test_builders_without_pages_for_the_web_are_as_before(large: Wiki, builder: str) -> None:
    built = large.build(builder)
    assert not (built.outdir / "_pagefind").exists()
    assert "pagefind" not in built.warnings


def test_missing_engine_is_said_before_the_build(
    large: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pagefind.service", None)
    with pytest.raises(ConfigError, match=r"pip install 'sphinx-policywiki\[search\]'"):
        large.build()
    assert large.build("text").statuscode == 0
    assert large.build(policywiki_search="sphinx", out="other").statuscode == 0


def test_a_value_that_is_not_known(large: Wiki) -> None:
    with pytest.raises(ConfigError, match=r"policywiki_search: 'google' is not known; known are"):
        large.build(policywiki_search="google")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a script that can be run")
def test_an_index_that_cannot_be_made_is_a_warning(
    large: Wiki, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho 'no space left' >&2\nexit 3\n")
    program.chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setenv("PAGEFIND_BINARY_PATH", str(program))
        warnings = large.build().warnings
    assert "no space left" in warnings
    assert "policywiki.search_index" in warnings
    assert (large.build().outdir / "_pagefind" / "pagefind.js").is_file()


# --- what readers find ------------------------------------------------------------------


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pagefind")
    option = ("-D", "policywiki_search=pagefind")
    for theme in THEMES:
        build_example("html", folder / theme, *option, "-D", f"html_theme={theme}")
    build_example("dirhtml", folder / "dirhtml", *option)
    return folder


@pytest.fixture(scope="module")
def sites(root: Path) -> Iterator[str]:
    with serve(root, CSP) as address:
        yield address


def search(page: Page, address: str, query: str = "") -> list[str]:
    page.goto(f"{address}?q={query}" if query else address)
    page.wait_for_function("() => !document.querySelector('.pw-search form').hidden")
    if query:
        page.wait_for_function("() => document.querySelector('.pw-search-status').textContent")
    return links(page)


def links(page: Page) -> list[str]:
    found = page.locator(".pw-search-title a").evaluate_all("(links) => links.map((a) => a.href)")
    return [link.split("/", 4)[4] for link in found]


@pytest.mark.browser
@pytest.mark.slow
def test_the_expected_article_comes_first(browser: Browser, sites: str) -> None:
    page = browser.new_page()
    first = {query: search(page, f"{sites}/furo/search.html", query)[:1] for query in FIRST}
    assert first == {query: [path] for query, path in FIRST.items()}
    for query in ("Generated", "Print-friendly", "Source", "howpublished"):
        assert len(search(page, f"{sites}/furo/search.html", query)) < 12
    assert search(page, f"{sites}/furo/search.html", "All sources")[0] == "sources.html"
    page.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_in_every_theme(
    browser: Browser, sites: str, theme: str, scheme: str
) -> None:  # fmt: skip
    context = browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 800})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    assert len(search(page, f"{sites}/{theme}/search.html", "risk")) == 10
    assert [text for text in said if "pagefind" in text or "policywiki" in text] == []
    violations = Axe().run(page, context=".pw-search").response["violations"]
    assert [violation["id"] for violation in violations] == []
    assert page.evaluate("() => document.querySelector('.pw-search').scrollWidth <= innerWidth")
    context.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_the_boxes_of_themes_lead_there(
    browser: Browser, sites: str, theme: str
) -> None:  # fmt: skip
    page = browser.new_page(viewport={"width": 1400, "height": 900}, bypass_csp=True)
    page.goto(f"{sites}/{theme}/concepts/alignment.html")
    if theme in {"pydata_sphinx_theme", "sphinx_book_theme"}:
        page.keyboard.press("Control+k")
    box = page.locator("input[name=q]:visible").first
    box.fill("systemic risk")
    box.press("Enter")
    page.wait_for_selector(".pw-search-title a")
    assert links(page)[0] == "concepts/systemic-risk.html"
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_filters_by_keyboard_and_in_the_address(browser: Browser, sites: str) -> None:
    page = browser.new_page()
    every = search(page, f"{sites}/dirhtml/search/", "risk")
    assert page.evaluate(
        "() => document.activeElement !== document.querySelector('.pw-search input')"
    )
    box = page.get_by_role("checkbox", name="Instrument")
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_function("() => /type=Instrument/.test(location.search)")
    page.wait_for_function(
        """() => { const found = [...document.querySelectorAll('.pw-search-title a')];
        return found.length && found.every((a) => /instruments/.test(a.href)); }"""
    )
    address = page.url
    some = links(page)
    assert 0 < len(some) < len(every) + 1
    page.goto(f"{sites}/dirhtml/")
    page.goto(address)
    page.wait_for_selector(".pw-search-title a")
    assert links(page) == some
    for link in page.locator(".pw-search-results a").evaluate_all("(l) => l.map((a) => a.href)"):
        response = page.request.get(link)
        assert response.status == 200
        assert response.url.partition("#")[0] == link.partition("#")[0], "no redirect"
    page.get_by_role("searchbox").fill("")
    page.wait_for_function("() => !/q=/.test(location.search)")
    page.wait_for_function(
        """() => { const titles = [...document.querySelectorAll('.pw-search-title')]
        .map((title) => title.textContent);
        return titles.length && titles.every((title, n) => !n || titles[n - 1] <= title); }"""
    )
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_more_results_take_the_focus(browser: Browser, sites: str) -> None:
    page = browser.new_page()
    assert len(search(page, f"{sites}/alabaster/search.html", "risk")) == 10
    button = page.get_by_role("button", name="More results")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.pw-search-title').length === 20")
    assert page.evaluate(
        "() => document.activeElement === document.querySelectorAll('.pw-search-title a')[10]"
    )
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_without_server_or_script_it_is_said(browser: Browser, root: Path) -> None:
    page = browser.new_page()
    page.goto((root / "furo" / "search.html").as_uri() + "?q=risk")
    assert "python -m http.server" in page.locator(".pw-search-status").inner_text()
    assert not page.locator(".pw-search form").is_visible()
    page.close()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((root / "furo" / "search.html").as_uri())
    assert "needs JavaScript" in page.locator(".pw-search").inner_text()
    assert page.locator(".pw-search-all a").is_visible()
    context.close()


@pytest.mark.browser
@pytest.mark.slow
def test_a_server_that_forbids_webassembly(browser: Browser, root: Path) -> None:
    with serve(root, STRICT) as address:
        page = browser.new_page()
        page.goto(f"{address}/furo/search.html?q=risk")
        page.wait_for_function("() => document.querySelector('.pw-search-status').textContent")
        assert "could not be loaded" in page.locator(".pw-search-status").inner_text()
        page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_hostile_text_stays_text(browser: Browser, large: Wiki) -> None:
    attack = "<img src=x onerror=window.hit=1>"
    large.article(
        "evil", f'aliases: "{attack}"', f'topics: "{attack}"', title=f"Evil `{attack}`",
        summary=f"Evil `{attack}`.", body=f"Evil `{attack}` evil.",
    )  # fmt: skip
    built = large.build()
    with serve(built.outdir) as address:
        page = browser.new_page()
        page.goto(f"{address}/search.html?q=evil")
        page.wait_for_selector(".pw-search-title a")
        assert page.evaluate("() => window.hit") is None
        assert page.locator(".pw-search img").count() == 0
        assert attack in page.locator(".pw-search-text").first.inner_text()
        page.goto(f"{address}/search.html?q=okapi")
        page.locator(".pw-search-title a").click()
        page.wait_for_load_state()
        assert "Accents" in page.title()
        page.close()


def test_names_of_filters_are_texts_of_the_page(large: Wiki) -> None:
    box = large.build().soup("search.html").select_one(".pw-search")
    assert box is not None
    assert {"data-type", "data-topic", "data-status", "data-count"} <= box.attrs.keys()
    assert "{number}" in str(box["data-count"])
    entry: Any = json.loads((large.root / "html/_pagefind/pagefind-entry.json").read_text())
    assert entry["languages"]["en"]["page_count"] == 4
