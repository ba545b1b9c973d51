"""The page of an article: its nine parts, as a fresh project prints them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from bs4 import Tag
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from conftest import Wiki, rows_of, squeeze

SOURCE = (
    "Hubinger, E., et al. (2019), 'Risks from Learned Optimization in Advanced Machine "
    "Learning Systems.'"
)
PAGE = f"""\
# Mesa-Optimization

```{{concept}} mesa-optimization
:topics: safety
:related: alignment, deceptive-alignment, scalable-oversight
:primary-source: {SOURCE}
:source-url: https://arxiv.org/abs/1906.01820

A learned model is itself an optimiser.
```

Prose of the article.

## Evidence

More prose.
"""
CITATIONS = {
    "APA": (
        "Policy Window. (n.d.). Mesa-Optimization [Wiki article — Concept]. "
        "https://policywindow.org/wiki/mesa-optimization"
    ),
    "Chicago": (
        "Policy Window. n.d. “Mesa-Optimization.” Wiki article (Concept). "
        "https://policywindow.org/wiki/mesa-optimization."
    ),
    "Harvard": (
        "Policy Window (n.d.) ‘Mesa-Optimization’, Wiki article — Concept, "
        "available at: https://policywindow.org/wiki/mesa-optimization."
    ),
    "OSCOLA": (
        "Policy Window, ‘Mesa-Optimization’ (Wiki article — Concept, n.d.) "
        "<https://policywindow.org/wiki/mesa-optimization> accessed [date]."
    ),
    "BibTeX": (
        "@misc{policywindow-mesa-optimization, title = {{Mesa-Optimization}}, "
        "author = {{Policy Window}}, howpublished = {Wiki article --- Concept}, "
        "url = {https://policywindow.org/wiki/mesa-optimization}, "
        "note = {n.d. Primary source: https://arxiv.org/abs/1906.01820}}"
    ),
}


def cited(article: Tag) -> dict[str, Tag]:
    terms = article.select("dl.pw-citations > dt")
    return {squeeze(term): term.find_next_sibling("dd") for term in terms}


def citations_of(article: Tag) -> dict[str, str]:
    return {style: squeeze(body) for style, body in cited(article).items()}


def test_nine_parts_letter_for_letter(wiki: Wiki) -> None:
    wiki.write("mesa-optimization.md", PAGE)
    article = wiki.build().article("mesa-optimization.html")
    for link in article.select(".headerlink"):
        link.decompose()
    expected = [
        (
            "Print-friendly view · use your browser's Save as PDF option (Cmd/Ctrl-P) to attach "
            "this article to a brief."
        ),
        "Mesa-Optimization",
        "mesa-optimization · safety · concept",
        "Source: https://policywindow.org/wiki/mesa-optimization",
        "Generated 2026-05-30T22:07:29 UTC",
        "Summary A learned model is itself an optimiser.",
        (
            "At a glance Used by 0 instruments Related concepts alignment, deceptive-alignment, "
            f"scalable-oversight Primary source {SOURCE} "
            "Source URL https://arxiv.org/abs/1906.01820"
        ),
        "Details Prose of the article.",
        "Evidence More prose.",
        "How to cite this article "
        + " ".join(f"{style} {citation}" for style, citation in CITATIONS.items())
        + " Download: BibTeX, RIS, CSL-JSON",
    ]
    for block in article.select("dt, dd, p, h1, h2"):
        block.append("\n")
    assert squeeze(article) == " ".join(expected)
    assert citations_of(article) == CITATIONS
    assert {name: str(value).count("<em>") for name, value in cited(article).items()} == {
        "APA": 1, "Chicago": 0, "Harvard": 0, "OSCOLA": 0, "BibTeX": 0,
    }  # fmt: skip
    links = article.select(
        'dl.pw-citations a[href="https://policywindow.org/wiki/mesa-optimization"]'
    )
    assert len(links) == 4


def test_sections_are_real_with_stable_ids(wiki: Wiki) -> None:
    wiki.write("mesa-optimization.md", PAGE)
    build = wiki.build()
    article = build.article("mesa-optimization.html")
    ids = [tag["id"] for tag in article.find_all(["section", "aside"], recursive=False)]
    assert ids == ["summary", "at-a-glance", "details", "evidence", "how-to-cite"]
    assert [tag.name for tag in article.select("[id] > h2")] == ["h2"] * 5
    aside = article.select_one("aside#at-a-glance")
    assert aside is not None
    assert aside.find("h2", recursive=False) is not None
    outline = wiki.build("html", html_theme="furo", out="furo").soup("mesa-optimization.html")
    toc = [squeeze(a) for a in outline.select(".toc-tree li li a")]
    assert toc == ["Summary", "At a glance", "Details", "Evidence", "How to cite this article"]


def test_generated_is_a_time_and_can_be_left_out(wiki: Wiki) -> None:
    wiki.article("x")
    time = wiki.build().article("x.html").select_one("time")
    assert time is not None
    assert time["datetime"] == "2026-05-30T22:07:29Z"
    wiki.conf["policywiki_generated"] = False
    assert "Generated" not in wiki.build().article("x.html").get_text()


def test_rows_of_a_full_article(wiki: Wiki) -> None:
    wiki.article(
        "x", 'aliases: ex, "y, z"', "archive-url: https://web.archive.org/x", "status: emerging",
        "version: 2.1", 'authors: "Doe, Jane", {European Commission}', "published: 2020",
        "updated: 2026-03", "reviewed: 2026-05-30", "source-url: doi:10.1000/182",
    )  # fmt: skip
    build = wiki.build()
    assert build.warnings == ""
    article = build.article("x.html")
    assert rows_of(article) == {
        "Used by": "0 instruments",
        "Source URL": "doi:10.1000/182",
        "Archived copy": "https://web.archive.org/x",
        "Status": "Emerging",
        "Version": "2.1",
        "Authors": "Doe, Jane; European Commission",
        "Published": "2020",
        "Updated": "2026-03",
        "Reviewed": "2026-05-30",
        "Also known as": "ex, y, z",
    }
    link = article.select_one('aside a[href="https://doi.org/10.1000/182"]')
    assert link is not None


def test_notice_only_where_there_is_something_to_warn_of(wiki: Wiki) -> None:
    wiki.article("a", "status: contested", "status-note: Experts disagree.")
    wiki.article("b", "status: settled")
    wiki.article("c", "superseded-by: a", body="")
    wiki.article("d", "status: emerging", "status-note: A note.", "superseded-by: a")
    build = wiki.build()
    notice = build.article("a.html").select_one(".pw-status-contested")
    assert (
        squeeze(notice) == "Contested What this article describes is contested. Experts disagree."
    )
    assert build.article("b.html").select_one(".pw-status") is None
    assert rows_of(build.article("d.html")) == {
        "Used by": "0 instruments",
        "Status": "Emerging: A note.",
        "Superseded by": "A",
    }
    superseded = build.article("c.html").select_one(".pw-status-superseded")
    assert squeeze(superseded).endswith("Superseded by: A.")
    assert superseded.select_one('a[href="a.html"]') is not None


def test_summary_is_the_description_of_the_page(wiki: Wiki) -> None:
    wiki.article("x", summary=r'A "quoted" & \<plain\> summary.')
    soup = wiki.build().soup("x.html")
    tags = soup.select('meta[name="description"]')
    assert [tag["content"] for tag in tags] == ["A “quoted” & <plain> summary."]
    wiki.write(
        "x.md",
        "---\nmyst:\n  html_meta:\n    description: Mine.\n---\n" + (wiki.src / "x.md").read_text(),
    )
    tags = wiki.build().soup("x.html").select('meta[name="description"]')
    assert [tag["content"] for tag in tags] == ["Mine."]


def test_boxes_written_by_hand_are_not_added_again(wiki: Wiki) -> None:
    body = """\
Prose.

```{cite-block}
:styles: oscola, apa
:accessed: 2026-05-04
```

```{glance-box}
:rows: source-url

:Own row: with *text*
```

## More

Text."""
    wiki.article("x", "source-url: https://example.org", "related: x1", body=body)
    wiki.article("x1")
    article = wiki.build().article("x.html")
    ids = [tag["id"] for tag in article.find_all(["section", "aside"], recursive=False)]
    assert ids == ["summary", "details", "how-to-cite", "at-a-glance", "more"]
    assert rows_of(article) == {"Source URL": "https://example.org", "Own row": "with text"}
    citations = citations_of(article)
    assert list(citations) == ["OSCOLA", "APA"]
    assert citations["OSCOLA"].endswith("accessed 4 May 2026.")
    assert "Retrieved May 4, 2026, from https" in citations["APA"]


def test_headings_written_by_hand_are_used(wiki: Wiki) -> None:
    wiki.write(
        "x.md",
        """\
        # Ex

        ```{concept} x
        ```

        ## Summary

        The summary.

        ## At a glance

        ```{glance-box}
        ```

        ## Details

        Prose.

        ## How to cite this article

        Please cite.
        """,
    )
    build = wiki.build()
    assert build.warnings == ""
    article = build.article("x.html")
    found = [(t.name, t["id"]) for t in article.find_all(["section", "aside"], recursive=False)]
    assert found == [
        ("section", "summary"),
        ("aside", "at-a-glance"),
        ("section", "details"),
        ("section", "how-to-cite-this-article"),
    ]
    assert article.select_one(".pw-how-to-cite dl.pw-citations") is not None
    assert 'content="The summary."' in build.text("x.html")


def test_without_auto_sections_there_is_only_what_was_written(wiki: Wiki) -> None:
    wiki.conf["policywiki_auto_sections"] = False
    wiki.article("x", body="Prose.\n\n```{glance-box}\n```\n")
    article = wiki.build().article("x.html")
    ids = [tag["id"] for tag in article.find_all(["section", "aside"], recursive=False)]
    assert ids == ["at-a-glance"]
    assert article.select_one(".pw-header") is not None
    assert "A summary." in article.get_text()


def test_rst_page_is_the_same_article(wiki: Wiki) -> None:
    wiki.article(
        "one", "topics: safety, law", "aliases: uno", title="Title", body="See {concept}`one`."
    )
    wiki.write(
        "two.rst",
        """\
        Title
        =====

        .. concept:: one
           :topics: safety,
              law
           :aliases: uno

           A summary.

        See :concept:`one`.
        """,
    )
    first = wiki.build(out="a").article("one.html")
    (wiki.src / "one.md").unlink()
    (wiki.src / "two.rst").rename(wiki.src / "one.rst")
    second = wiki.build(out="b").article("one.html")
    assert squeeze(first) == squeeze(second)


def test_page_without_a_heading_gets_one(wiki: Wiki) -> None:
    wiki.write("some-thing.md", "```{concept}\nSummary.\n```\n\nProse.\n")
    wiki.write("other.md", "```{concept}\n:title: The Title\n```\n")
    build = wiki.build()
    assert squeeze(build.article("some-thing.html").h1).startswith("Some thing")
    assert squeeze(build.article("other.html").h1).startswith("The Title")
    assert "<title>The Title" in build.text("other.html")


def test_two_articles_on_one_page(wiki: Wiki) -> None:
    wiki.write(
        "x.md",
        """\
        # First

        ```{concept} first
        One.
        ```

        Prose of the first. {concept}`second`

        ## Second

        ```{concept} second
        Two.
        ```

        Prose of the second.
        """,
    )
    wiki.article("y", body="{concept}`second`")
    build = wiki.build()
    assert "x.md:11: WARNING: a second article on this page (the first: x.md:3)" in build.warnings
    soup = build.soup("x.html")
    assert [squeeze(t.select_one("h1, h2"))[:-1] for t in soup.select(".pw-article")] == [
        "First",
        "Second",
    ]
    assert soup.select_one("#second #second-summary") is not None
    assert build.soup("y.html").select_one('a[href="x.html#second"]') is not None


@pytest.mark.parametrize(
    ("docname", "slug"),
    [("a/EU_AI Act", "eu-ai-act"), ("a/some-thing/index", "some-thing"), ("Ümläut", "ümläut")],
)
def test_slug_comes_from_the_document(wiki: Wiki, docname: str, slug: str) -> None:
    wiki.write(f"{docname}.md", "# Title\n\n```{concept}\nSummary.\n```\n")
    build = wiki.build()
    assert build.warnings == ""
    tags = build.article(f"{docname}.html").select_one(".pw-tagline")
    assert squeeze(tags) == f"{slug} · concept"


def test_without_any_base_url_nothing_claims_to_be_one(wiki: Wiki) -> None:
    del wiki.conf["policywiki_base_url"], wiki.conf["policywiki_permalink"]
    wiki.article("x")
    build = wiki.build()
    assert build.warnings == ""
    article = build.article("x.html")
    assert squeeze(article.select_one(".pw-permalink")) == "Source: x.html"
    assert citations_of(article)["APA"] == "Policy Window. (n.d.). X [Wiki article — Concept]."


def test_builders_own_address_is_the_default_permalink(wiki: Wiki) -> None:
    del wiki.conf["policywiki_base_url"], wiki.conf["policywiki_permalink"]
    wiki.conf["html_baseurl"] = "https://example.org/docs/"
    wiki.article("x")
    html, dirhtml = wiki.build(), wiki.build("dirhtml")
    assert "https://example.org/docs/x.html" in squeeze(html.article("x.html"))
    assert "https://example.org/docs/x/" in squeeze(dirhtml.article("x/index.html"))


def test_edition_is_cited_at_its_permanent_address(wiki: Wiki) -> None:
    wiki.conf["policywiki_edition"] = "2026-1"
    wiki.conf["policywiki_edition_permalink"] = "{base_url}/editions/{edition}/{slug}"
    wiki.article("x")
    citation = citations_of(wiki.build().article("x.html"))["APA"]
    assert citation.endswith("[edition 2026-1]. https://policywindow.org/editions/2026-1/x")


def test_two_projects_in_one_process(wiki: Wiki, tmp_path: Path) -> None:
    other = Wiki(tmp_path / "other")
    other.conf["policywiki_article_types"] = {"case": {}}
    wiki.article("x")
    other.article("y", type_="case")
    with docutils_namespace():
        for project in (wiki, other, wiki):
            warnings = io.StringIO()
            project.build(out="first")
            Sphinx(
                project.src, project.src, tmp_path / "out", tmp_path / "trees", "text",
                freshenv=True, status=io.StringIO(), warning=warnings,
            ).build()  # fmt: skip
            assert "policywiki" not in warnings.getvalue()
            assert "'concept'" not in warnings.getvalue()


def test_labels_above_directives_are_kept(wiki: Wiki) -> None:
    wiki.write(
        "x.md",
        """\
        # X

        (lab)=
        ```{concept} x
        S.
        ```

        {ref}`t <lab>`, {ref}`u <box>`, {ref}`v <cites>`, {ref}`w <list>`

        (box)=
        ```{glance-box}
        ```

        (cites)=
        ```{cite-block}
        ```

        ## More

        (list)=
        ```{source-list}
        ```
        """,
    )
    build = wiki.build()
    assert build.warnings == ""
    soup = build.soup("x.html")
    for name in ("lab", "box", "cites", "list"):
        assert soup.select_one(f'a[href="#{name}"]') is not None
        assert soup.select_one(f"[id={name}]") is not None, name


def test_prose_goes_under_the_details_of_the_author(wiki: Wiki) -> None:
    wiki.write(
        "x.md",
        "# X\n\n```{concept} x\n```\n\nLoose.\n\n## Summary\n\nShort.\n\n## Details\n\nMore.\n",
    )
    article = wiki.build().article("x.html")
    ids = [tag["id"] for tag in article.find_all(["section", "aside"], recursive=False)]
    assert ids == ["summary", "at-a-glance", "details", "how-to-cite"]
    assert [squeeze(p) for p in article.select("#details > p")] == ["Loose.", "More."]


def test_directive_before_the_title(wiki: Wiki) -> None:
    wiki.write("x.md", "```{concept} x\nS.\n```\n\n# The Real Title\n\nProse.\n")
    build = wiki.build()
    article = build.article("x.html")
    assert [squeeze(h)[:-1] for h in article.select("h1")] == ["The Real Title"]
    assert "The Real Title" in citations_of(article)["APA"]
    assert squeeze(article.select_one("#details p")) == "Prose."


def test_a_box_with_nothing_in_it_says_so(wiki: Wiki) -> None:
    wiki.article("x", type_="actor", summary="% only a comment")
    article = wiki.build().article("x.html")
    assert article.select_one("#summary") is None
    assert squeeze(article.select_one("#at-a-glance p")) == "Nothing is recorded yet."
