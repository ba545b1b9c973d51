"""No value from an author runs in a browser, in TeX or in BibTeX."""

from __future__ import annotations

import io
import json

import pytest
from pybtex.database.input.bibtex import Parser

from conftest import Wiki, squeeze

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'); DROP TABLE x; --",
    r"\input{/etc/passwd} \write18{ls} $x^2$ ^^M %",
    "}}, author = {{Mallory}}, x = {{",
    "&amp; &lt;b&gt; ]]> <!-- --> {{ 7*7 }} {% x %}",
    "\u202eright to left\u202c \u0000 x".replace("\u0000", ""),
    "{concept}`x` [a](javascript:alert(1)) :doc:`y`",
    "a" * 500,
]


@pytest.mark.parametrize("value", HOSTILE)
def test_option_values_are_text_everywhere(wiki: Wiki, value: str) -> None:
    wiki.conf["policywiki_article_types"] = {"case": {"fields": {"court": "Court"}}}
    quoted = '"{}"'.format(value.replace('"', '""'))
    fields = {
        "title": value, "topics": quoted, "aliases": quoted, "court": value, "version": value,
        "primary-source": f"See {value}", "source-url": f"https://example.org/{value}",
        "archive-url": value, "status": "contested", "status-note": value, "authors": quoted,
        "related": quoted,
    }  # fmt: skip
    options = "".join(f"   :{k}: {v}\n" for k, v in fields.items())
    wiki.write("x.rst", f"X\n=\n\n.. case:: x\n{options}\n   Summary.\n")
    build = wiki.build(suppress_warnings=["policywiki", "toc"])
    assert build.warnings == ""
    soup = build.soup("x.html")
    ours = soup.select_one(".pw-article")
    assert ours.select("script, img, b, [onerror]") == []
    assert [
        a["href"] for a in ours.select("a[href]") if a["href"].lower().startswith("javascript")
    ] == []
    assert " ".join(value.split()) in squeeze(ours.select_one("aside")).replace("’", "'")
    scripts = soup.select("head script:not([src])")
    assert {script["type"] for script in scripts} <= {"application/ld+json", "application/json"}
    for script in scripts:
        json.loads(script.string or "")
    bibtex = ours.select_one("pre").get_text()
    (entry,) = Parser().parse_stream(io.StringIO(bibtex)).entries.values()
    assert set(entry.fields) <= {"title", "howpublished", "organization", "url", "note"}
    tex = wiki.build("latex", suppress_warnings=["policywiki", "toc"]).text("policywindow.tex")
    assert r"\input{/etc" not in tex
    assert r"\write18" not in tex
    assert "^^M" not in tex


LONG = "a" * 5000
FRONT = "---\nwiki:\n  type: concept\n  slug: alpha\n  summary: A summary.\n---\n"


@pytest.mark.parametrize("link", [f"[*so*](<{LONG}>)", f"[*so*](<{LONG}.md#part>)"])
@pytest.mark.parametrize("above", ["", FRONT])
def test_a_link_too_long_for_any_file_is_its_text(wiki: Wiki, link: str, above: str) -> None:
    text = f"{above}# Alpha\n\nSee {link} there.\n"
    wiki.write("alpha.md", text)
    build = wiki.build()
    line = text[: text.index("See")].count("\n") + 1
    said = build.warnings.replace("alpha.md.rst", "alpha.md")  # of MyST 4
    assert f"alpha.md:{line}: WARNING: this link names no file and no page" in said
    assert "shorten its target" in build.warnings
    shown = build.soup("alpha.html").find("em", string="so")
    assert squeeze(shown.parent) == "See so there."


def test_slugs_stay_in_their_place(wiki: Wiki) -> None:
    wiki.write("x.md", "# X\n\n```{concept} ../../../escaped\nS.\n```\n")
    build = wiki.build()
    assert "invalid_slug" in build.warnings
    escaped = set(wiki.root.parent.glob("**/escaped*"))
    files = set((build.outdir / "_citations").glob("escaped.*"))
    assert escaped == files | {build.outdir / "wiki" / "escaped"}
    assert "https://policywindow.org/wiki/escaped" in build.text("x.html")


def test_links_of_other_schemes_are_text(wiki: Wiki) -> None:
    wiki.article("x", "source-url: JaVaScRiPt:alert(1)", "archive-url: data:text/html;base64,AAAA")
    build = wiki.build()
    assert build.warnings.count("unsafe_url") == 2
    article = build.article("x.html")
    assert "JaVaScRiPt:alert(1)" in squeeze(article)
    hrefs = [a["href"] for a in article.select("aside a[href]")]
    assert hrefs == ["#at-a-glance"]


def test_bibliography_is_text(wiki: Wiki) -> None:
    wiki.conf["policywiki_bibliography"] = ["refs.json"]
    wiki.write(
        "refs.json",
        '[{"id": "k<b>", "title": "<script>alert(1)</script>", "URL": "javascript:alert(1)"}]',
    )
    wiki.article("x", "primary-source: k<b>", body="## Sources\n\n```{source-list}\n```\n")
    article = wiki.build().article("x.html")
    assert article.select("script") == []
    assert article.select('a[href^="javascript"]') == []
    assert "<script>alert(1)</script>" in squeeze(article.select_one("ul.pw-sources"))


@pytest.mark.parametrize("search", ["sphinx", "pagefind"])
def test_a_page_that_sphinx_writes_over_is_warned_of(wiki: Wiki, search: str) -> None:
    wiki.article("genindex")
    wiki.article("search")
    build = wiki.build(policywiki_search=search)
    assert "search.md:3: WARNING: Sphinx writes its own page 'search' over" in build.warnings
    assert "genindex.md:3: WARNING: Sphinx writes its own page 'genindex' over" in build.warnings
    assert build.warnings.count("[policywiki.page_name]") == 2
    assert build.soup("genindex.html").select('meta[name="citation_title"]') == []


def test_rows_of_a_box_have_no_raw_html(wiki: Wiki) -> None:
    body = "```{glance-box}\n:Court: *High* <script>alert(1)</script>\n```\n"
    wiki.article("x", body=body)
    build = wiki.build()
    assert "raw html in a row is left out: '<script>'" in build.warnings
    box = build.article("x.html").select_one("aside")
    assert box.select("script") == []
    assert "High" in squeeze(box)


def test_a_link_that_would_run_is_text(wiki: Wiki) -> None:
    wiki.write("x.rst", "X\n=\n\n`one <javascript:alert(1)>`_ `two <https://example.org>`_\n")
    build = wiki.build()
    assert "x.rst:4: WARNING: 'javascript:alert(1)' would run in a browser" in build.warnings
    assert "javascript:" not in build.text("x.html")
    assert "one" in build.text("x.html")
    assert 'href="https://example.org"' in build.text("x.html")
