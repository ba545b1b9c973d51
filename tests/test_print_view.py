"""The print view: a page of its own for each article, without the theme."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Final

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser
from sphinx.errors import ConfigError

from conftest import Build, Wiki, environment, squeeze
from sphinx_policywiki.print_body import LONGEST_BOX, LONGEST_URL, for_paper
from sphinx_policywiki.print_view import shortened

NOTE = (
    "Print-friendly view · use your browser's Save as PDF option (Cmd/Ctrl-P) to attach this "
    "article to a brief."
)
MARGIN: Final = dict.fromkeys(("top", "right", "bottom", "left"), "16mm")


@pytest.fixture
def pair(wiki: Wiki) -> Wiki:
    wiki.article("notice", "related: audit", "topics: law")
    wiki.article("audit", name="deep/audit.md", body="See {concept}`notice`.")
    return wiki


def note_of(build: Build, name: str) -> tuple[str, str]:
    """Return the text of the line on printing, and where its first words lead."""
    note = build.article(name).select_one(".pw-print-note")
    assert note is not None
    link = note.find("a")
    assert link is None or squeeze(link) == "Print-friendly view"
    return squeeze(note), "" if link is None else str(link["href"])


@pytest.mark.parametrize(
    ("builder", "pages", "views"),
    [
        ("html", ("notice.html", "deep/audit.html"), ("notice.print.html", "audit.print.html")),
        (
            "dirhtml",
            ("notice/index.html", "deep/audit/index.html"),
            ("print.html", "print.html"),
        ),
    ],
)
def test_article_and_view_link_to_each_other(
    pair: Wiki, builder: str, pages: tuple[str, str], views: tuple[str, str]
) -> None:
    build = pair.build(builder)
    for page, view in zip(pages, views, strict=True):
        text, href = note_of(build, page)
        assert text == NOTE
        assert href == view
        path = (build.outdir / page).parent / href
        back = BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib").select_one(".pw-bar a")
        assert back is not None
        target = (path.parent / str(back["href"])).resolve()
        assert target in {build.outdir / page, (build.outdir / page).parent}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_link_of_the_view_leads_to_a_file(pair: Wiki, builder: str) -> None:
    build = pair.build(builder)
    views = list(build.outdir.rglob("*print.html"))
    assert len(views) == 2
    for view in views:
        soup = BeautifulSoup(view.read_text(encoding="utf-8"), "html5lib")
        ids = {str(tag["id"]) for tag in soup.select("[id]")}
        links = soup.select("a[href]") + soup.select("link[href]") + soup.select("script[src]")
        for tag in links:
            url = str(tag.get("href") or tag.get("src"))
            if url.startswith("https://"):
                continue
            path, _, fragment = url.partition("#")
            assert (view.parent / path.partition("?")[0]).exists(), url
            assert path or fragment in ids, url


def test_view_is_the_article_without_the_theme(pair: Wiki) -> None:
    build = pair.build(html_theme="furo")
    page, view = build.article("notice.html"), build.soup("notice.print.html")
    for tag in page.select(".pw-print-note"):
        tag.decompose()
    body = view.select_one("main")
    assert body is not None
    for section in page.select("section"):
        twin = body.find(id=section["id"])
        assert sorted(squeeze(twin).split()) == sorted(squeeze(section).split())
    assert body.select_one(".pw-print-note") is None
    assert view.select_one(".sidebar-drawer, nav.sidebar-tree, footer") is None
    box = body.select_one("aside.pw-glance")
    assert box is not None
    assert "pw-summary" in box.find_next_sibling("section")["class"]
    head = view.head
    assert head is not None
    assert squeeze(head.title) == "Notice"
    assert head.select_one("meta[name=robots]")["content"] == "noindex"
    canonical = head.select_one("link[rel=canonical]")
    assert canonical is not None
    assert canonical["href"] == "https://policywindow.org/wiki/notice"
    assert [Path(str(s["src"]).partition("?")[0]).name for s in view.select("script[src]")] == [
        "policywiki.js"
    ]
    assert not view.select("style, [style], script:not([src])")


def test_head_names_author_dates_and_topics(wiki: Wiki) -> None:
    wiki.article(
        "notice", "authors: Jane Doe, Ann Other", "topics: law, safety",
        "published: 2025-01", "updated: 2026-03-14",
    )  # fmt: skip
    soup = wiki.build().soup("notice.print.html")
    found = [(str(m["name"]), str(m["content"])) for m in soup.select("meta[name]")]
    for entry in (
        ("author", "Jane Doe"), ("author", "Ann Other"), ("keywords", "law, safety"),
        ("description", "A summary."), ("dcterms.created", "2025-01"),
        ("dcterms.modified", "2026-03-14"),
    ):  # fmt: skip
        assert entry in found
    html = soup.html
    assert html is not None
    assert html["data-date"] == "Updated 2026-03-14 · "


@pytest.mark.parametrize(
    ("options", "conf", "date"),
    [
        ((), {}, "Generated 2026-05-30 · "),
        ((), {"policywiki_generated": False}, ""),
        (("reviewed: 2026-01",), {}, "Reviewed 2026-01 · "),
        (("published: 2025",), {}, "Published 2025 · "),
        (("updated: 2026",), {"policywiki_edition": "2026-06"}, "Edition 2026-06 · "),
    ],
)
def test_sheet_bears_edition_or_date(
    wiki: Wiki, options: tuple[str, ...], conf: dict[str, object], date: str
) -> None:
    wiki.article("notice", *options)
    html = wiki.build(**conf).soup("notice.print.html").html
    assert html is not None
    assert html["data-date"] == date


def test_neither_search_nor_inventory_nor_sources_know_of_it(pair: Wiki) -> None:
    build = pair.build()
    assert b".print" not in build.files()["searchindex.js"]
    assert b"print" not in (build.outdir / "objects.inv").read_bytes()
    assert not list((build.outdir / "_sources").rglob("*print*"))


def test_hostile_values_are_text(wiki: Wiki) -> None:
    wiki.conf["project"] = '"><script>alert(1)</script>'
    wiki.article(
        "notice", 'authors: "{</title><script>alert(2)</script>}"',
        title='A "quoted" &lt;script&gt; \\\\ title', summary="S &lt;img onerror=x&gt; &quot;",
    )  # fmt: skip
    build = wiki.build()
    soup = build.soup("notice.print.html")
    assert [str(s.get("src", "")).partition("?")[0] for s in soup.select("script")] == [
        "_static/policywiki.js"
    ]
    html = soup.html
    assert html is not None
    assert html["data-site"] == '"><script>alert(1)</script>'
    assert "<script>" in str(html["data-title"])
    assert not soup.select("img")


def test_addresses_are_printed_where_they_help() -> None:
    def link(url: str, text: str) -> str:
        return f'<p><a class="reference external" href="{url}">{text}</a></p>'

    def spelled(url: str, text: str) -> bool:
        return "pw-spelled" in for_paper(link(url, text))

    assert spelled("https://example.org/a?b=1&amp;c=2", "the report")
    assert spelled("https://example.org/page", "page")
    assert spelled("mailto:a@example.org", "write to us")
    assert not spelled("https://example.org/a?b=1&amp;c=2", "https://example.org/a?b=1&amp;c=2")
    assert not spelled("https://example.org/", "example.org")
    assert not spelled("https://doi.org/10.1000/182", "<em>10.1000/182</em>")
    assert not spelled("mailto:a@example.org", "a@example.org")
    assert not spelled("https://example.org/" + "a" * LONGEST_URL, "the report")


SUMMARY = '<section class="pw-summary" id="s"><section>x</section></section>\n'
BOX = '<aside class="pw-at-a-glance pw-glance" id="g"><aside>n</aside><!-- <aside> --></aside>'


def test_box_comes_before_the_summary_that_it_follows() -> None:
    assert for_paper(f"{SUMMARY}{BOX}<p>z</p>") == f"{BOX}\n{SUMMARY}<p>z</p>"
    apart = f"{SUMMARY}<p>prose</p>{BOX}"
    assert for_paper(apart) == apart
    assert for_paper(BOX) == BOX
    broken = SUMMARY + BOX.removesuffix("</aside>")
    assert for_paper(broken) == broken


def test_box_longer_than_a_page_takes_the_whole_width() -> None:
    long = BOX.replace(">n<", f">{'n ' * LONGEST_BOX}<")
    shown = for_paper(SUMMARY + long)
    assert shown.startswith(SUMMARY)
    assert 'class="pw-wide pw-at-a-glance pw-glance"' in shown


def test_long_titles_fit_into_the_margin() -> None:
    assert shortened("short\n title") == "short title"
    assert len(shortened("x" * 500)) == 90
    assert shortened("x" * 500).endswith("…")


def test_paper_is_set_by_configuration(wiki: Wiki) -> None:
    wiki.article("notice")
    assert "pw-a4" in wiki.build().soup("notice.print.html").html["class"]
    build = wiki.build(policywiki_paper="letter")
    assert "pw-letter" in build.soup("notice.print.html").html["class"]
    with pytest.raises(ConfigError, match="policywiki_paper: 'a3' is not known; known are a4, let"):
        wiki.build(policywiki_paper="a3")


def test_words_of_other_languages_are_links_and_directions(wiki: Wiki) -> None:
    wiki.article("notice")
    link = wiki.build(language="de", out="de").article("notice.html").select_one(".pw-print-note a")
    assert squeeze(link) == "Druckfreundliche Ansicht"
    html = wiki.build(language="ar", out="ar").soup("notice.print.html").html
    assert html is not None
    assert (html["lang"], html["dir"]) == ("ar", "rtl")


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "json"])
def test_other_builders_have_no_view(pair: Wiki, builder: str) -> None:
    build = pair.build(builder)
    assert not list(build.outdir.rglob("*print.html"))
    if builder == "singlehtml":
        assert note_of(build, "index.html") == (NOTE, "")


def test_template_of_the_project_extends_ours(wiki: Wiki) -> None:
    wiki.article("notice")
    wiki.write(
        "_templates/policywiki-print.html",
        '{% extends "!policywiki-print.html" %}'
        '{% block extrahead %}<link rel="stylesheet" href="own.css" />{% endblock %}',
    )
    soup = wiki.build(templates_path=["_templates"]).soup("notice.print.html")
    assert soup.select_one("link[href='own.css']") is not None
    assert soup.select_one("main .pw-glance") is not None


def test_math_keeps_its_script(wiki: Wiki) -> None:
    wiki.article("notice", body="```{math}\na^2\n```")
    soup = wiki.build(mathjax_path="mj/mathjax.js").soup("notice.print.html")
    assert [s for s in soup.select("script[src]") if "mathjax" in str(s["src"])]


# --- incremental builds ---------------------------------------------------------------


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_incremental_builds_equal_clean_ones(pair: Wiki, builder: str) -> None:
    first = pair.build(builder)
    assert first.files() == pair.clean_build(builder, parallel=2).files()
    pair.article("audit", name="deep/audit.md", title="Another Title")
    pair.article("third")
    build = pair.build(builder)
    assert build.files() == pair.clean_build(builder).files()
    (pair.src / "deep/audit.md").unlink()
    pair.write("third.md", "# No article any more\n")
    build = pair.build(builder)
    assert build.files() == pair.clean_build(builder).files()
    assert len(list(build.outdir.rglob("*print.html"))) == 1


def test_page_of_the_same_name_comes_first(wiki: Wiki) -> None:
    wiki.article("notice")
    assert "Print me" not in wiki.build().text("notice.print.html")
    wiki.write("notice.print.md", "# Print me\n")
    build = wiki.build()
    assert "policywiki.print_view" in build.warnings
    assert "Print me" in build.text("notice.print.html")
    assert note_of(build, "notice.html") == (NOTE, "")
    assert build.files() == wiki.clean_build().files()
    (wiki.src / "notice.md").unlink()
    wiki.build()
    wiki.article("notice")
    (wiki.src / "notice.print.md").unlink()
    build = wiki.build()
    assert note_of(build, "notice.html") == (NOTE, "notice.print.html")
    assert build.files() == wiki.clean_build().files()


# --- paper ----------------------------------------------------------------------------

WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)
Words = list[tuple[float, float, float, float, str]]


def words_of(pdf: Path) -> list[tuple[tuple[float, float], Words]]:
    """Return the size of each page and its words, each with its box, in points."""
    done = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True
    )
    pages = []
    for page in done.stdout.split("<page ")[1:]:
        size = re.search(r'width="([\d.]+)" height="([\d.]+)"', page)
        assert size is not None
        words: Words = [
            (float(w[1]), float(w[2]), float(w[3]), float(w[4]), w[5]) for w in WORD.finditer(page)
        ]
        pages.append(((float(size[1]), float(size[2])), words))
    return pages


def position(words: Words, *wanted: str) -> tuple[float, float, float, float]:
    """Return the box of the first of *wanted*, words that follow one another."""
    texts = [word[4] for word in words]
    for at in range(len(texts)):
        if texts[at : at + len(wanted)] == list(wanted):
            return words[at][:4]
    msg = f"{wanted} not in {texts}"
    raise AssertionError(msg)


def check_sheets(pdf: Path, paper: str, margin: float = 40) -> Words:
    """See that all words are within the sheets, and return those of the first."""
    width, height = {"a4": (595, 842), "letter": (612, 792)}[paper]
    pages = words_of(pdf)
    for size, words in pages:
        assert size == pytest.approx((width, height), abs=1)
        assert words
        for x0, y0, x1, y1, text in words:
            assert margin <= x0 <= x1 <= width - margin, text
            assert 20 <= y0 <= y1 <= height - 20, text
    return pages[0][1]


def check_view(pdf: Path, paper: str) -> None:
    """See that the box stands beside the summary, and what is in the margins."""
    words = check_sheets(pdf, paper)
    summary, box = position(words, "Summary"), position(words, "At", "a", "glance")
    details = position(words, "Details")
    assert abs(summary[1] - box[1]) < 30
    assert box[0] > words_of(pdf)[0][0][0] / 2
    assert details[1] > summary[3]
    assert details[0] == pytest.approx(summary[0], abs=2)
    pages = words_of(pdf)
    for number, (_size, found) in enumerate(pages, start=1):
        assert position(found, "Policy", "Window")[3] < 70
        foot = position(found, "Page", str(number), "of", str(len(pages)))
        assert foot[1] > 700
        assert position(found, "https://policywindow.org/wiki/notice")


LOREM = "Lorem ipsum dolor sit amet, consectetur adipiscing elit. "
HOSTILE = f"""\
{LOREM * 12}

Greek Ελληνικά, Кириллица, 中文字符, العربية; a [report](https://example.org/report), a link to
(<https://example.org/{"a" * 5000}>), {"W" * 400}, and *{"ß" * 120}*.

## A table

| A | B |
|---|---|
| {"x" * 200} | words in a cell |

```python
def f({"a" * 200}): return 1
```

## Last

{LOREM * 60}
"""


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_chromium_prints_view_and_article(
    wiki: Wiki, browser: Browser, paper: str, tmp_path: Path
) -> None:
    wiki.article("notice", "status: contested", "related: other", "updated: 2026-03-14",
                 summary=LOREM * 3, body=HOSTILE)  # fmt: skip
    wiki.article("other")
    build = wiki.build(policywiki_paper=paper)
    errors: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((build.outdir / "notice.print.html").as_uri())
    view = tmp_path / "view.pdf"
    page.pdf(path=view, prefer_css_page_size=True, tagged=True)
    page.goto((build.outdir / "notice.html").as_uri())
    article = tmp_path / "article.pdf"
    page.pdf(path=article, format={"a4": "A4", "letter": "Letter"}[paper], margin=MARGIN)
    page.close()
    assert errors == []
    check_view(view, paper)
    text = subprocess.run(
        ["pdftotext", str(view), "-"], capture_output=True, text=True, check=True,
        env=environment(),
    ).stdout  # fmt: skip
    assert "(https://example.org/report)" in " ".join(text.split())
    assert "How to save" not in text
    assert "[date]" not in text
    check_sheets(article, paper, margin=25)
