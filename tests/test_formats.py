"""Formats beside HTML and LaTeX: what readers of text, man, Info and EPUB see."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path
from unicodedata import combining, east_asian_width

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from conftest import EPOCH, Wiki, environment
from sphinx_policywiki.nodes.man import breakable_parts
from sphinx_policywiki.nodes.text import wrap

EXAMPLE = Path(__file__).parent.parent / "example-site"
STYLE = EXAMPLE.parent / "src/sphinx_policywiki/static/epub/policywiki-epub.css"

WORD = "Donaudampfschifffahrtsgesellschaft" * 8
ADDRESS = "https://example.org/" + "/".join(f"segment-{n}-with_words" for n in range(230))
ARABIC = "مفهوم السياسة العامة في الذكاء الاصطناعي"
HEBREW = "מדיניות ציבורית"
CHINESE = "人工智能治理的概念与工具，" * 12
ROFF = r""".so /etc/passwd \*(xx \fB \n(.x 'br .\" comment"""
TEXINFO = "@bye @{braces} {open } @end table @include /etc/passwd `` '' --- -- a,b:c"
SOURCES = rf"""
@misc{{long, title = {{{WORD}}}, author = {{Doe, Jane}}, year = 2020, url = {{{ADDRESS}}}}}
@book{{dots, title = {{.TH dots}}, author = {{{{.NET Foundation}}}}, year = 2021}}
@book{{rtl, title = {{{ARABIC}}}, author = {{{HEBREW}}}, year = 2022, publisher = {{{CHINESE}}}}}
@misc{{at, title = {{A \{{brace\}} and @at and \textbackslash bs}}, author = {{O'Neil, Q}}}}
"""
LISTS = "".join(
    f"```{{article-list}}\n:{option}\n```\n\n"
    for option in ("style: table", "style: cards", "group-by: topic")
)


def hostile(wiki: Wiki) -> Wiki:
    """Fill *wiki* with what formats cannot take as it is."""
    wiki.conf |= {
        "version": "1", "copyright": "2026, A & B", "suppress_warnings": ["policywiki"],
        "policywiki_bibliography": ["sources.bib"],
    }  # fmt: skip
    wiki.write("sources.bib", SOURCES)
    wiki.write(
        "index.md",
        f"# Home\n\n{LISTS}```{{article-graph}}\n```\n\n```{{article-list}}\n:book:\n```\n",
    )
    end = "\n\n## Sources\n\n```{source-list}\n```\n"
    common = ["status: contested", "version: 1.0"]
    for slug, title, key, extra, text in (
        ("long", WORD, "long", ["related: rtl, roff, nowhere", f"topics: {WORD}"], f"{WORD} {ADDRESS}"),
        ("rtl", ARABIC, "rtl", [f"topics: {HEBREW}", f'authors: "{HEBREW}"'], f"{ARABIC} {HEBREW}."),
        ("cjk", CHINESE[:40], "at", ["topics: 治理", "superseded-by: rtl"], CHINESE),
        ("roff", ROFF.replace("\\", "\\\\"), "dots", ["topics: .TH"], ".TH x\n.so /etc/passwd\n'br"),
        ("texinfo", TEXINFO, "at", ["topics: at"], TEXINFO),
    ):  # fmt: skip
        options = [
            *common,
            *extra,
            f"primary-source: {key}",
            f"status-note: {text.splitlines()[0]}",
        ]
        options += [f"title: {ROFF if slug == 'roff' else title}", f"source-url: {ADDRESS}"]
        note = f"A note[^1] {{source}}`{key}` {{concept}}`cjk`.\n\n[^1]: {text}\n\n"
        body = f"{text}\n\n{note}```\n.TH code\n'br @bye\n```\n\n## Limits\n\nx{end}"
        wiki.article(slug, *options, title=title, summary=text, body=body)
    return wiki


def width(line: str) -> int:
    return sum(
        0 if combining(char) else 1 + (east_asian_width(char) in "WF") for char in line.rstrip()
    )


def is_code(line: str) -> bool:
    """Say whether *line* is of an entry of BibTeX, which stays as it is."""
    return bool(re.match(r"\s*(@misc\{|\w+ = \{)", line))


def run(*command: str, **values: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, check=False, encoding="utf-8",
        env=environment(LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH=EPOCH, **values),
    )  # fmt: skip


def example(tmp_path: Path, builder: str) -> Path:
    """Build the example site as it is."""
    src = shutil.copytree(EXAMPLE, tmp_path / "src", ignore=shutil.ignore_patterns("_build"))
    options = ["-W", "-q", "-b", builder, "-d", str(tmp_path / "doctrees")]
    done = run(sys.executable, "-m", "sphinx", *options, str(src), str(tmp_path / builder))
    assert done.returncode == 0, done.stderr
    return tmp_path / builder


def manual(path: Path) -> tuple[str, str]:
    """Return the manual page at *path* as a terminal shows it, and all warnings of groff."""
    done = run(
        "groff", "-K", "utf8", "-t", "-man", "-Tutf8", "-ww", "-P-cbou", "-rLL=78n", str(path)
    )
    return done.stdout, done.stderr


def info(path: Path) -> str:
    """Return the Info file made of the one at *path*, of which makeinfo has nothing to say."""
    target = path.with_suffix(".info")
    done = run("makeinfo", "--error-limit=0", "--no-split", str(path), "-o", str(target))
    assert (done.returncode, done.stderr) == (0, "")
    return target.read_text(encoding="utf-8")


def node(text: str, name: str) -> str:
    """Return the node *name* of an Info file."""
    found = [
        part for part in text.split("\x1f") if re.match(rf"\n.*Node: {re.escape(name)},", part)
    ]
    assert len(found) == 1, name
    return found[0]


# --- plain text -----------------------------------------------------------------------


def test_text_reads_in_order(wiki: Wiki) -> None:
    wiki.conf["policywiki_bibliography"] = ["sources.bib"]
    wiki.write("sources.bib", SOURCES)
    wiki.article(
        "a", "topics: safety", "status: contested", "primary-source: dots", title="A",
        body="Prose {source}`dots`.\n\n## Sources\n\n```{source-list}\n```\n",
    )  # fmt: skip
    text = wiki.build("text").text("a.txt")
    order = [
        "A\n*\n\n", "a · safety · concept\n\n", "Source: https://policywindow.org/wiki/a\n\n",
        "Generated 2026-05-30T22:07:29 UTC\n\n", "Contested: What this article", "Summary\n====",
        "At a glance\n====", "Primary source\n   .NET Foundation. (2021). *.TH dots*.",
        "Details\n====", "Prose (.NET Foundation, 2021).", "Sources\n====", "* .NET Foundation.",
        "How to cite this article\n====", "APA\n   Policy Window.", "BibTeX\n      @misc{",
    ]  # fmt: skip
    places = [text.find(part) for part in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)
    assert "Print-friendly" not in text


def test_text_keeps_addresses_whole(wiki: Wiki) -> None:
    slug = "a-very-long-name-of-an-article-with-hyphens"
    long = "https://example.org/a-path/of-many/words-with/hyphens-in/all-of-them/and-more"
    wiki.article(slug, body=f"As one reads at <{long}> and elsewhere.")
    text = wiki.build("text").text(f"{slug}.txt")
    assert text.count(f"https://policywindow.org/wiki/{slug}") == 6
    assert long in text
    long_lines = [line for line in text.splitlines() if len(line) > 70 and not is_code(line)]
    assert all(line.split() == [line.strip()] for line in long_lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("aaa bbb ccc", ["aaa bbb", "ccc"]),
        ("see https://a-b.example/x-y", ["see", "https://a-b.example/x-y"]),
        ("see <https://a-b.example/x-y>.", ["see", "<https://a-b.example/x-y>."]),
        ("aa self-made", ["aa self-", "made"]),
        ("人工智能治理", ["人工智能", "治理"]),
    ],
)
def test_lines_end_between_words_but_not_in_addresses(text: str, lines: list[str]) -> None:
    assert wrap(text, 8) == lines


@pytest.mark.parametrize("sign", ["a", ".", "人"])
def test_the_time_of_a_word_without_end_grows_with_it_alone(sign: str) -> None:
    def took(length: int) -> float:
        start = time.process_time()
        lines = wrap(sign * length, 70)
        assert "".join(lines) == sign * length
        return time.process_time() - start

    took(10)
    assert took(40_000) < 8 * 3 * max(took(5_000), 0.02)


def test_text_stays_in_its_width(wiki: Wiki) -> None:
    build = hostile(wiki).build("text")
    for path in build.outdir.glob("*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            heading = line in {WORD, CHINESE[:40], ROFF, TEXINFO} or not line.strip("=*")
            assert heading or width(line) <= 70 or "https://" in line or is_code(line), path.name


@pytest.mark.parametrize(
    ("builder", "name"),
    [
        ("text", "index.txt"),
        ("man", "policywindow.1"),
        ("texinfo", "policywindow.texi"),
        ("epub", "index.xhtml"),
    ],
)
def test_tables_are_lists_where_they_find_no_room(wiki: Wiki, builder: str, name: str) -> None:
    wiki.conf |= {"version": "1", "copyright": "A"}
    wiki.article("a", "topics: safety, law", "reviewed: 2026-01-02", summary="Of A.", title="Aha")
    wiki.write("index.md", f"# W\n\n{LISTS}\n```{{article-list}}\n:book:\n```\n")
    build = wiki.build(builder)
    text = build.text(name).replace("\\-", "-")
    assert "Type: Concept · Topics: safety, law · Reviewed: 2026-01-02" in text
    assert "Status:" not in text
    assert not re.search(r"^\.TS|@multitable|\+---|<table", text, flags=re.MULTILINE)
    assert build.warnings == ""


def test_cards_are_paragraphs_with_names_in_text_and_cards_on_pages(wiki: Wiki) -> None:
    wiki.article("a", summary="Of A.", title="Aha")
    wiki.write("index.md", f"# W\n\n{LISTS}")
    assert "Aha\n   Of A.\n" in wiki.build("text").text("index.txt")
    for builder, name in (("html", "index.html"), ("epub", "index.xhtml")):
        soup = wiki.build(builder).soup(name)
        assert soup.select_one(".pw-card .pw-card-text").get_text() == "Of A."
    assert wiki.build("html").soup("index.html").select("table.pw-articles")


# --- manual pages ---------------------------------------------------------------------


def test_man_page_reads_well(wiki: Wiki) -> None:
    wiki.conf["policywiki_citation_styles"] = ["apa", "oscola"]
    wiki.article("a", "status: contested", "related: b", title="An Article", body="Prose.")
    wiki.article("b", title="Bee")
    build = wiki.build("man")
    text, warnings = manual(build.outdir / "policywindow.1")
    assert (build.warnings, warnings) == ("", "")
    lines = [line.strip() for line in text.splitlines()]
    assert "AN ARTICLE" in lines
    assert "Source: https://policywindow.org/wiki/a" in lines
    notice = lines.index("Contested: What this article describes is contested.")
    assert lines[notice - 1] == ""
    assert "accessed [date]." in text
    assert "<<" not in text
    assert ".ad l" in build.text("policywindow.1")


def test_man_pages_without_articles_are_left_alone(wiki: Wiki) -> None:
    assert ".ad l" not in wiki.build("man").text("policywindow.1")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("word", ["word"]),
        ("https://example.org/short", ["https://example.org/short"]),
        ("x" * 61, ["x" * 10] * 6 + ["x"]),
        ("https://example.org/" + "a/" * 21, ["https://", "example.", "org/", *["a/"] * 21]),
    ],
)
def test_words_longer_than_lines_may_be_broken(word: str, parts: list[str]) -> None:
    assert breakable_parts(word) == parts


def test_nothing_of_authors_is_a_request_of_roff(wiki: Wiki) -> None:
    build = hostile(wiki).build("man")
    text, warnings = manual(build.outdir / "policywindow.1")
    assert warnings == ""
    words = " ".join(text.split())
    assert ROFF.upper() in words
    assert f"{ROFF} [Wiki article — Concept]" in words
    assert ".TH x .so /etc/passwd 'br" in words
    assert "root:" not in text
    too_wide = [line for line in text.splitlines() if width(line) > 80 and not is_code(line)]
    assert too_wide == []


# --- Texinfo and Info -----------------------------------------------------------------


def test_info_has_nodes_with_names(wiki: Wiki) -> None:
    wiki.article(
        "a", "related: b", title="Aha", body="See {concept}`that one <b>`.\n\n## Only here\n\nx"
    )
    wiki.article("b", title="Bee")
    build = wiki.build("texinfo")
    text = info(build.outdir / "policywindow.texi")
    assert build.warnings == ""
    menu = re.findall(r"^\* (.+)::$", node(text, "Aha"), flags=re.MULTILINE)
    assert menu == [
        "Aha – Summary", "Aha – At a glance", "Aha – Details", "Only here",
        "Aha – How to cite this article",
    ]  # fmt: skip
    assert "<2>" not in text
    assert "*note Bee::" in node(text, "Aha – At a glance")
    assert "See *note that one: Bee." in node(text, "Aha – Details")
    assert "*note Aha::" in node(text, "Bee – At a glance")
    assert "1.1 Summary\n===========" in node(text, "Aha – Summary")


def test_info_prints_citations_as_text(wiki: Wiki) -> None:
    wiki.conf["policywiki_bibliography"] = ["sources.bib"]
    wiki.write("sources.bib", SOURCES)
    body = "Prose {source}`dots`.\n\n## Sources\n\n```{source-list}\n```\n"
    wiki.article("a", body=body)
    text = info(wiki.build("texinfo").outdir / "policywindow.texi")
    assert "Prose (.NET Foundation, 2021)." in text
    assert "* .NET Foundation. (2021). .TH dots." in " ".join(text.split())
    cited = node(text, "How to cite this article")
    assert "Policy Window. (n.d.). A [Wiki article — Concept].\n" in cited
    assert "     https://policywindow.org/wiki/a\n" in cited
    assert "<https://policywindow.org/wiki/a>" in cited


def test_nothing_of_authors_is_a_command_of_texinfo(wiki: Wiki) -> None:
    text = info(hostile(wiki).build("texinfo").outdir / "policywindow.texi")
    words = " ".join(text.replace("‘‘", "``").replace("’’", "''").split())
    assert words.count("@bye @{braces} {open } @end table @include /etc/passwd") > 10
    assert "root:" not in text
    for slug in ("long", "rtl", "cjk", "roff", "texinfo"):
        assert f"Source: https://policywindow.org/wiki/{slug}" in text


@pytest.mark.skipif(shutil.which("info") is None, reason="needs the reader of Info files")
def test_reader_of_info_finds_nodes(wiki: Wiki) -> None:
    for slug in "ab":
        wiki.article(slug)
    path = wiki.build("texinfo").outdir / "policywindow.texi"
    info(path)
    shown = run(
        "info", "--file", str(path.with_suffix(".info")), "--node", "B – At a glance", "-o", "-"
    )
    assert "2.2 At a glance" in shown.stdout, shown.stderr


# --- notes ----------------------------------------------------------------------------


@pytest.mark.parametrize("builder", ["text", "man", "texinfo"])
def test_foot_notes_stand_with_their_article(wiki: Wiki, builder: str) -> None:
    wiki.conf |= {"policywiki_bibliography": ["sources.bib"], "policywiki_source_style": "oscola"}
    wiki.write("sources.bib", SOURCES)
    wiki.article("a", body="Prose.[^x] More {source}`dots`.\n\n[^x]: Of the author.\n")
    wiki.article("b")
    build = wiki.build(builder)
    match builder:
        case "text":
            text, marks = (
                build.text("a.txt"),
                ("Prose.[1] More.[2]", "[1] Of the author.", "[2] .NET"),
            )
        case "man":
            text = manual(build.outdir / "policywindow.1")[0]
            marks = ("Prose.[1] More.[2]", "[1] Of the author.", "[2] .NET")
        case _:
            text = info(build.outdir / "policywindow.texi")
            marks = ("Prose.(1) More.(2)", "(1) Of the author.", "(2) .NET")
    words = " ".join(re.sub("={3,}", "", text).split())
    places = [words.find(mark) for mark in (*marks, "How to cite this article APA")]
    assert -1 not in places
    assert places == sorted(places)


# --- one HTML page --------------------------------------------------------------------


def ids_and_links(soup: BeautifulSoup) -> tuple[Counter[str], set[str]]:
    ids = Counter(tag["id"] for tag in soup.select("[id]"))
    return ids, {a["href"][1:] for a in soup.select('a[href^="#"]') if a["href"] != "#"}


def test_single_page_has_each_id_once(wiki: Wiki) -> None:
    ids, links = ids_and_links(hostile(wiki).build("singlehtml").soup("index.html"))
    assert [id_ for id_, number in ids.items() if number > 1] == []
    assert links - ids.keys() == set()
    assert {"summary", "rtl-summary", "limits", "rtl-limits"} <= ids.keys()


def test_links_and_contents_of_a_single_page_lead_to_the_right_article(wiki: Wiki) -> None:
    wiki.conf |= {"html_theme": "alabaster", "html_sidebars": {"**": ["localtoc.html"]}}
    wiki.article("a", body="(here)=\n\n## Limits\n\nOf A.")
    wiki.article("b", body="## Limits\n\n{ref}`here`, {ref}`x <limits-of-b>`\n\n"
                 "(limits-of-b)=\n\n### Deep\n\nx")  # fmt: skip
    wiki.write("index.md", "# W\n\n```{toctree}\n:numbered:\n\na\nb\n```\n")
    soup = wiki.build("singlehtml").soup("index.html")
    own = soup.select_one(".pw-article:has(#b-limits)")
    texts = {a.get_text(): a["href"] for a in own.select("p a.reference.internal")}
    assert texts == {"Limits": "#here", "x": "#limits-of-b"}
    headings = [h.get_text() for h in soup.select(".pw-article h3") if "Limits" in h.get_text()]
    assert [heading[:4] for heading in headings] == ["1.3.", "2.3."]
    sidebar = [a["href"] for a in soup.select(".sphinxsidebar a")]
    assert {"#b-limits", "#b-summary"} <= set(sidebar)
    assert not [href for href in sidebar if href.count("#") > 1]


# --- EPUB -----------------------------------------------------------------------------


def epubcheck(path: Path) -> str:
    done = run("java", "-jar", "/usr/bin/epubcheck", str(path))
    found = re.search(r"Messages: .*", done.stdout + done.stderr)
    return found[0] if found else done.stderr


@pytest.mark.slow
def test_epubcheck_has_nothing_to_say(wiki: Wiki, tmp_path: Path) -> None:
    build = hostile(wiki).build("epub")
    assert build.warnings == ""
    for folder in (build.outdir, example(tmp_path / "example", "epub")):
        (book,) = folder.glob("*.epub")
        assert epubcheck(book) == "Messages: 0 fatals / 0 errors / 0 warnings / 0 infos"


def test_epub_has_its_own_style_and_no_script(wiki: Wiki) -> None:
    wiki.article("a", "status: contested")
    build = wiki.build("epub", version="1", copyright="A")
    (book,) = build.outdir.glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        names = archive.namelist()
        page = BeautifulSoup(archive.read("a.xhtml"), "html5lib")
    assert "_static/policywiki-epub.css" in names
    assert "_static/policywiki.css" not in names
    assert page.select("script") == []
    assert page.select_one("aside.pw-glance dl.pw-rows")
    assert page.select_one(".pw-status .admonition-title").get_text() == "Contested"


def test_epub_style_sets_no_ground_and_no_ink() -> None:
    rules = re.findall(
        r"^\s*(color|background[\w-]*):\s*(.+);$", STYLE.read_text(), flags=re.MULTILINE
    )
    assert rules
    assert {value for _, value in rules} <= {"inherit", "transparent"}


MEASURE = """() => {
  const wide = [...document.querySelectorAll('.pw-article *, .pw-articles *, .pw-cards *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.pw-article table'));
  const ink = [...document.querySelectorAll('.pw-article *')].filter(e => e.offsetWidth)
    .map(e => getComputedStyle(e))
    .filter(s => s.color === 'rgb(0, 0, 0)' || !/^rgba\\(0, 0, 0, 0\\)|rgb\\(17, 17, 17\\)/.test(s.backgroundColor))
    .length;
  return [wide.length, ink];
}"""


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("width_", [320, 360, 768])
def test_epub_pages_fit_and_show_on_black(wiki: Wiki, browser: Browser, width_: int) -> None:
    outdir = hostile(wiki).build("epub").outdir
    page = browser.new_page(viewport={"width": width_, "height": 800})
    for path in sorted(outdir.glob("*.xhtml")):
        if path.stem not in {"nav", "genindex"}:
            page.goto(path.as_uri())
            # as readers in dark mode do
            page.add_style_tag(content="html, body { background: #111; color: #ddd }")
            wide, ink = page.evaluate(MEASURE)
            assert (path.name, wide) == (path.name, 0)
            assert path.stem == "index" or ink == 0, path.name
    page.close()


# --- all the others -------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:'tags' will become")  # of what Sphinx's own builders do
@pytest.mark.parametrize("builder", ["dirhtml", "htmlhelp", "qthelp", "xml", "pseudoxml", "json"])
def test_other_builders_take_what_authors_write(wiki: Wiki, builder: str) -> None:
    build = hostile(wiki).build(builder)
    assert build.warnings == ""
    assert build.statuscode == 0


@pytest.mark.parametrize("builder", ["xml", "pseudoxml"])
def test_xml_has_no_data_of_other_builders(wiki: Wiki, builder: str) -> None:
    wiki.article("a")
    text = wiki.build(builder).text(f"a.{builder}")
    assert "How to cite this article" in text
    assert "Run(" not in text
    assert "sections=" not in text


def test_gettext_leaves_out_what_we_make(wiki: Wiki) -> None:
    wiki.article(
        "a",
        "status: contested",
        "status-note: Disputed.",
        summary="The summary.",
        body="The prose.",
    )
    found = set(
        re.findall(r'^msgid "(.+)"$', wiki.build("gettext").text("a.pot"), flags=re.MULTILINE)
    )
    assert found == {"A", "The summary.", "The prose."}


@pytest.mark.slow
@pytest.mark.parametrize("builder", ["text", "man", "texinfo", "singlehtml"])
def test_example_site(tmp_path: Path, builder: str) -> None:
    folder = example(tmp_path, builder)
    match builder:
        case "text":
            lines = [x for path in folder.rglob("*.txt") for x in path.read_text().splitlines()]
            assert [x for x in lines if width(x) > 70 and not is_code(x) and "://" not in x] == []
        case "man":
            text, warnings = manual(folder / "policywindow.1")
            assert warnings == ""
            assert [x for x in text.splitlines() if width(x) > 80 and not is_code(x)] == []
        case "texinfo":
            text = info(folder / "policywindow.texi")
            assert "<2>" not in text
            assert "*note Deceptive Alignment::" in text
        case _:
            soup = BeautifulSoup((folder / "index.html").read_text(encoding="utf-8"), "html5lib")
            ids, links = ids_and_links(soup)
            assert max(ids.values()) == 1
            assert links <= ids.keys()
