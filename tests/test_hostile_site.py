"""A wiki of hostile articles builds everywhere, and nothing from it runs in a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from playwright.sync_api import Browser, Page
from rdflib import Graph
from sphinx.util.inventory import InventoryFile

import hostile_site
from conftest import EPOCH, Build, Wiki
from readers import CSP, serve
from sphinx_policywiki.characters import legible
from test_latex_book import typeset

pytestmark = [pytest.mark.slow]
#: Schemes that are no danger in a link; what begins otherwise is relative.
SAFE: Final = re.compile(r"(?:https?:|mailto:|#|\.|[^:]*(?:[/?#]|$))", re.IGNORECASE)
#: Read before anything else of a page: notes whatever should not happen.
WATCH: Final = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => window.refused.push(
  `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""
#: The style that a copied citation carries for word processors: Chromium holds the text that
#: goes to the clipboard against the policy of the page.
COPIED: Final = "style-src-attr inline font-variant: small-caps;"
#: Names and topics of one article, which lead to it or list it.
NUMBERED: Final = re.compile(r"(?:n|wiki-topic-t)\d+\.html")
#: What TeX sets of the styles: with all of them, one run takes 40 seconds, and it makes four.
IN_PRINT: Final = ["apa", "bibtex", "csl-json"]
#: Texts without signs that paper shows otherwise.
IN_BOOK: Final = (
    r"\input{/etc/passwd}\write18{id}\immediate\openout5=pwned", hostile_site.MARKUP["script"],
    "{{ 7*7 }} {% raw %}", "=HYPERLINK(", "@include{x} @bye @macro{}",
)  # fmt: skip
#: A family of emoji, and one sign for a sentence in Arabic.
IN_FEW_FONTS: Final = set("\U0001f468\U0001f469\U0001f467\ufdfd")
#: What the recorder of TeX names: files in the folder of the book, and those of TeX itself.
OF_TEX: Final = re.compile(
    r"(?:INPUT|OUTPUT) (?:(?:\./)?[\w-]+\.\w+|(?:/\S*)?/(?:texmf|texlive|fonts|\.texlive)\S*)"
)
#: Pages without a word of an author: what the policy refuses there, the theme has inline.
OF_SPHINX: Final = ("genindex.html", "search.html")


@pytest.fixture(scope="module")
def wiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wiki]:
    made = Wiki(tmp_path_factory.mktemp("hostile"))
    hostile_site.write(made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        yield made


@pytest.fixture(scope="module")
def site(wiki: Wiki) -> Build:
    return wiki.build()


@pytest.mark.parametrize("builder", ["dirhtml", "text", "man", "texinfo", "json", "singlehtml"])
def test_it_builds(wiki: Wiki, builder: str) -> None:
    build = wiki.build(builder)
    assert build.statuscode == 0
    assert not list(wiki.root.parent.glob("**/pwned*"))
    assert "\x1b" not in build.warnings
    if builder == "man":
        pages = "".join(path.read_text("utf-8") for path in build.outdir.iterdir())
        assert not re.search(r"^['.]\s*so\b", pages, re.MULTILINE)


def test_every_file_of_the_epub_is_well_formed(wiki: Wiki) -> None:
    build = wiki.build("epub")
    for path in build.outdir.rglob("*"):
        if path.suffix in {".xhtml", ".opf", ".ncx"}:
            root = etree.fromstring(path.read_bytes())
            assert not root.xpath("//@*[starts-with(name(), 'on')]"), path
            scripts = root.xpath("//*[local-name()='script']")
            assert all(script.get("src") or script.get("type") for script in scripts), path


def test_no_command_of_an_author_is_in_the_latex(wiki: Wiki) -> None:
    build = wiki.build("latex")
    (path,) = build.outdir.glob("*.tex")
    text = path.read_text("utf-8")
    commands = r"\\(?:input\{/|write18|immediate\\openout|end\{document\} )|\^\^5c"
    assert not re.search(commands, text)
    assert text.count(r"\end{document}") == 1


def test_tex_sets_the_book_and_runs_nothing_of_an_author(wiki: Wiki) -> None:
    build = wiki.build("latex", out="book", policywiki_citation_styles=IN_PRINT)
    before = set(wiki.root.rglob("*"))
    log, pages = typeset(build.outdir, "pxy")
    assert not re.findall(r".*undefined.*|.*multiply.defined.*|runsystem.*", log)
    missing = set(re.findall(r"Missing character: There is no (.)", log))
    assert missing <= IN_FEW_FONTS
    assert "root:" not in pages
    for value in IN_BOOK:
        assert value in pages
    assert pages.count("aaaaaaaa") > 3_000 // 100
    new = set(wiki.root.rglob("*")) - before
    assert {path.parent for path in new} == {build.outdir}
    assert not list(wiki.root.rglob("pwned*"))
    assert strange_files(build.outdir / "pxy.fls") == []


def strange_files(record: Path) -> list[str]:
    """Return the files that TeX read or wrote and that are neither of the book nor of TeX."""
    lines = record.read_text("utf-8", "replace").splitlines()
    files = {line for line in lines if not line.startswith("PWD ")}
    return sorted(line for line in files if not OF_TEX.fullmatch(line))


def test_no_markup_of_an_author_is_in_the_pages(site: Build) -> None:
    for path in site.outdir.rglob("*.html"):
        soup = BeautifulSoup(path.read_text("utf-8"), "html5lib")
        for tag in soup.find_all(True):
            assert not [name for name in tag.attrs if name.startswith("on")], (path, tag.name)
            for name in ("href", "src", "action", "srcdoc", "data", "content"):
                value = re.sub(r"[\x00-\x20]", "", str(tag.get(name, "")))
                is_address = name != "content" or str(tag.get("name", "")).endswith("url")
                assert not is_address or SAFE.match(value), (path, tag)
        assert soup.select("iframe, object, embed, base, [srcdoc]") == [], path
        inline = [s.string or "" for s in soup.select("script:not([src]):not([type])")]
        assert not [text for text in inline if "pwned" in text], path
        for script in soup.select("script[type$=json]"):
            json.loads(script.string or "")


def test_data_are_what_they_say(site: Build, wiki: Wiki) -> None:
    articles = json.loads(site.text("articles.json"))["articles"]
    titles = {article["slug"]: article["title"] for article in articles}
    for name, value in hostile_site.MARKUP.items():
        assert titles[f"{name}-front"].split() == legible(value).split(), name
    graph = Graph().parse(site.outdir / "wiki.ttl", format="turtle")
    assert not [node for node in graph.all_nodes() if str(node).startswith("https://evil.example/")]
    for path in (site.outdir / "_previews").glob("*.js"):
        start, data = path.read_text("utf-8").removesuffix(");\n").split(",", 1)
        assert start == f'policywikiPreviews("{path.stem}"'
        json.loads(data)
        assert not set("<>&\u2028\u2029") & set(data)
    inventory = InventoryFile.loads((site.outdir / "objects.inv").read_bytes(), uri="")
    names = {name for kind in ("concept", "case") for name in inventory.data[f"wiki:{kind}"]}
    assert {f"{name}-front" for name in hostile_site.MARKUP} <= names
    for path in (site.outdir / "_citations").iterdir():
        if path.suffix == ".ris":
            lines = path.read_bytes().decode().split("\r\n")
            assert [line[:6] for line in lines].count("ER  - ") == 1, path
            assert all(re.match("[A-Z][A-Z0-9]  - ", line) for line in lines if line), path


def test_nothing_is_outside_of_the_output(site: Build, wiki: Wiki) -> None:
    made = {path.name for path in wiki.root.iterdir()}
    assert not [name for name in made if name.startswith(("xxx", "escaped", "pwned"))]


# --- in a browser ---------------------------------------------------------------------


def use(page: Page) -> None:
    """Do what readers do: point at links and reach them by keyboard, copy, open, choose."""
    page.evaluate(
        """() => { for (const button of document.querySelectorAll("button")) button.click();
        for (const box of document.querySelectorAll("summary, input[type=radio]")) box.click();
        for (const link of document.querySelectorAll("a[href]")) {
          link.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
          link.dispatchEvent(new PointerEvent("pointerover", { bubbles: true })); link.focus(); }
        for (const any of document.querySelectorAll(".pw-article *"))
          any.dispatchEvent(new MouseEvent("mouseover", { bubbles: true })); }"""
    )
    page.wait_for_timeout(30)


def pages_of(folder: Path) -> list[str]:
    """Return the addresses of all pages; of those that differ by a number alone, a few."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    numbered = [path for path in paths if NUMBERED.fullmatch(path)]
    queries = [f"search.html?q={quote(value[:80])}" for value in hostile_site.MARKUP.values()]
    return [quote(path) for path in paths if path not in numbered] + queries + numbered[::50]


def visit(page: Page, server: str, address: str, *, leads_on: bool = False) -> list[str]:
    """Use the page at *address*, or that to which it *leads_on*; return what was refused."""
    page.goto(f"{server}/{address}")
    if leads_on:
        page.wait_for_url(lambda url: url != f"{server}/{address}")
    use(page)
    return list(page.evaluate("() => window.refused"))


@pytest.mark.browser
@pytest.mark.parametrize("policy", [f"{CSP} 'report-sample'", ""], ids=["csp", "none"])
def test_nothing_runs_in_a_browser(site: Build, browser: Browser, policy: str) -> None:
    wrong: list[str] = []
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.on("dialog", lambda dialog: (wrong.append(f"dialog {page.url}"), dialog.dismiss()))
    redirects = {
        quote(path.relative_to(site.outdir).as_posix())
        for path in site.outdir.rglob("*.html")
        if 'http-equiv="refresh"' in path.read_text("utf-8")
    }
    assert redirects
    with serve(site.outdir, policy) as server:
        page.on(
            "request",
            lambda request: (
                request.url.startswith((server, "data:image", "blob:"))
                or wrong.append(f"{page.url} asked for {request.url}")
            ),
        )
        expected = {COPIED} | {text for path in OF_SPHINX for text in visit(page, server, path)}
        for address in pages_of(site.outdir):
            refused = visit(page, server, address, leads_on=address in redirects)
            if (mark := page.evaluate("() => window.pwned")) is not None:
                wrong.append(f"{address} ran {mark}")
            wrong += [f"{address}: {text}" for text in refused if text not in expected]
    page.close()
    assert wrong == [], "\n".join(wrong)
