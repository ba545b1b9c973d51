"""Sources in the text and in lists, as pages show them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from sphinx.errors import ConfigError

from conftest import Wiki, squeeze
from sphinx_policywiki.citation import csl

REFERENCES = [
    {
        "id": "hub",
        "type": "article",
        "title": "Risks from Learned Optimization",
        "author": [
            {"family": "Hubinger", "given": "Evan"},
            {"family": "Merwijk", "given": "Chris", "non-dropping-particle": "van"},
            {"family": "Mikulik", "given": "Vladimir"},
        ],
        "issued": {"date-parts": [[2019, 6, 5]]},
        "publisher": "arXiv",
        "URL": "https://arxiv.org/abs/1906.01820",
    },
    {
        "id": "bostrom",
        "type": "book",
        "title": "Superintelligence",
        "author": [{"family": "Bostrom", "given": "Nick"}],
        "issued": {"date-parts": [[2014]]},
        "publisher": "Oxford University Press",
    },
    {
        "id": "act",
        "type": "legislation",
        "title": "Online Safety Act 2023",
        "issued": {"date-parts": [[2023, 10, 26]]},
        "number": "50",
        "jurisdiction": "gb",
        "URL": "https://www.legislation.gov.uk/ukpga/2023/50",
    },
]


@pytest.fixture
def cited(wiki: Wiki) -> Wiki:
    wiki.conf["policywiki_bibliography"] = ["refs.json"]
    write(wiki, REFERENCES)
    return wiki


def write(wiki: Wiki, references: list[dict[str, object]]) -> Path:
    return wiki.write("refs.json", json.dumps(references))


def prose(wiki: Wiki, text: str, *, style: str = "apa", body: str = "") -> str:
    """Return what the first paragraph of an article with *text* shows in *style*."""
    wiki.conf["policywiki_source_style"] = style
    wiki.article("x", body=f"{text}\n\n{body}")
    build = wiki.build()
    assert build.warnings == ""
    return squeeze(build.article("x.html").select_one("#details p"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{source}`hub`", "(Hubinger et al., 2019)"),
        ("{source:t}`hub`", "Hubinger et al. (2019)"),
        ("{wiki:source:t}`hub`", "Hubinger et al. (2019)"),
        ("{source}`hub, p 12`", "(Hubinger et al., 2019, p. 12)"),
        ("{source}`hub pp. 12-14`", "(Hubinger et al., 2019, pp. 12–14)"),
        ("{source:t}`hub, p 12`", "Hubinger et al. (2019, p. 12)"),
        ("{source}`hub; bostrom, ch 3`", "(Bostrom, 2014, Chapter 3; Hubinger et al., 2019)"),
        ("{source:t}`hub; bostrom`", "Hubinger et al. (2019) and Bostrom (2014)"),
        ("{source}`this book <bostrom>`", "this book"),
        ("{source}`!hub`", "hub"),
    ],
)
def test_citations_in_the_text(cited: Wiki, text: str, shown: str) -> None:
    assert prose(cited, text) == shown


@pytest.mark.parametrize(
    ("style", "text", "shown"),
    [
        ("chicago", "{source}`hub, 12`", "(Hubinger et al. 2019, 12)"),
        ("harvard-cite-them-right", "{source}`bostrom, p 12`", "(Bostrom, 2014, p. 12)"),
        ("mla", "{source}`bostrom, p 12`", "(Bostrom 12)"),
        ("ieee", "{source}`bostrom` and {source}`hub`, {source}`bostrom`", "[1] and [2], [1]"),
        ("ieee", "{source:t}`hub`", "Hubinger et al. [1]"),
    ],
)  # fmt: skip
def test_citations_in_other_styles(cited: Wiki, style: str, text: str, shown: str) -> None:
    assert prose(cited, text, style=style) == shown


def test_each_of_several_sources_is_a_link_of_its_own(cited: Wiki) -> None:
    prose(cited, "{source}`hub; bostrom`", body="## Sources\n\n```{source-list}\n```\n")
    details = cited.build().article("x.html").select_one("#details")
    assert details is not None
    links = {a["href"]: a.get_text() for a in details.select("a.internal")}
    assert links["#source-bostrom"] == "Bostrom, 2014"
    assert links["#source-hub"] == "Hubinger et al., 2019"


def test_links_without_a_list_lead_to_the_source_itself(cited: Wiki) -> None:
    prose(cited, "{source}`hub` {source}`bostrom`")
    details = cited.build().article("x.html").select_one("#details p")
    assert details is not None
    assert [a["href"] for a in details.select("a")] == ["https://arxiv.org/abs/1906.01820"]


def test_a_list_links_back_to_each_place(cited: Wiki) -> None:
    cited.article(
        "x", "primary-source: hub",
        body="A {source}`hub`, {source}`bostrom`.\n\nB {source}`hub`.\n\n## Sources\n\n```{source-list}\n```\n",
    )  # fmt: skip
    article = cited.build().article("x.html")
    entry = article.select_one("#source-hub .pw-cited")
    assert squeeze(entry) == "Cited: 1, 2, 3"
    assert entry is not None
    for link in entry.select("a"):
        assert article.select_one(str(link["href"])) is not None, link
    box = article.select_one("aside")
    assert box is not None
    assert box.select_one("#cited-hub") is not None


def test_the_list_of_the_wiki_names_every_page_that_cites(cited: Wiki) -> None:
    cited.write("all.md", "# Sources\n\n```{source-list}\n:scope: wiki\n```\n")
    cited.article("x", body="{source}`hub`")
    cited.article("y", "primary-source: hub", body="{source}`bostrom`")
    build = cited.build()
    assert build.warnings == ""
    page = build.soup("all.html")
    assert [li["id"] for li in page.select(".pw-sources > li")] == ["source-bostrom", "source-hub"]
    entry = page.select_one("#source-hub .pw-cited")
    assert squeeze(entry) == "Cited in: X, Y"
    assert entry is not None
    assert [a["href"] for a in entry.select("a")] == [
        "x.html#cited-hub", "y.html#cited-hub",
    ]  # fmt: skip
    for name in ("x.html", "y.html"):
        assert build.soup(name).select_one("#cited-hub") is not None
    link = build.article("x.html").select_one("#details p a")
    assert link is not None
    assert link["href"] == "all.html#source-hub"


def test_works_of_one_author_and_year_get_letters(cited: Wiki) -> None:
    second = REFERENCES[1] | {"id": "later", "title": "Deep Utopia"}
    write(cited, [*REFERENCES, second])
    shown = prose(cited, "{source}`bostrom` {source:t}`later`", body="```{source-list}\n```\n")
    assert shown == "(Bostrom, 2014b) Bostrom (2014a)"
    items = [squeeze(li) for li in cited.build().article("x.html").select(".pw-sources > li")]
    assert [item[:21] for item in items] == ["Bostrom, N. (2014a). ", "Bostrom, N. (2014b). "]


def test_numeric_styles_list_sources_as_they_are_cited(cited: Wiki) -> None:
    prose(cited, "{source}`hub` {source}`bostrom`", style="vancouver", body="```{source-list}\n```")
    items = cited.build().article("x.html").select("ol.pw-sources > li")
    assert [li["id"] for li in items] == ["source-hub", "source-bostrom"]


def test_unknown_keys_are_named_and_stay_as_typed(cited: Wiki) -> None:
    cited.write("x.md", "# X\n\nSo {source}`hubb, p 3` and\n{source}`hub; nobody`.\n")
    build = cited.build()
    assert "x.md:3: WARNING: the bibliography has no source 'hubb'" in build.warnings
    assert "did you mean" in build.warnings
    assert "no source 'nobody'" in build.warnings
    assert "So hubb, p 3 and hub; nobody." in squeeze(build.soup("x.html").select_one("body"))


NOTES = "One {source}`hub, 12`. Own[^own] {source:t}`bostrom`.\n\n[^own]: My note.\n"


def test_styles_of_notes_make_foot_notes(cited: Wiki) -> None:
    shown = prose(cited, NOTES, style="oscola")
    assert shown == "One.[1] Own[2] Bostrom[3]."
    article = cited.build().article("x.html")
    notes = article.select("aside.footnote")
    assert [squeeze(n.select_one(".label")) for n in notes] == ["[1]", "[2]", "[3]"]
    texts = [squeeze(note.select_one("p")) for note in notes]
    assert texts[0].startswith("Evan Hubinger, Chris van Merwijk and Vladimir Mikulik, ‘Risks")
    assert texts[1] == "My note."
    assert texts[2] == "Nick Bostrom, Superintelligence (Oxford University Press 2014)."
    for note in notes:
        assert article.select_one(f'a.footnote-reference[href="#{note["id"]}"]') is not None
        back = note.select_one("a")
        assert back is not None
        assert article.select_one(str(back["href"])) is not None
    how = article.select_one(".pw-how-to-cite")
    assert how is not None
    assert how.find_all_previous("aside", class_="footnote")


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "singlehtml", "texinfo", "man"])
@pytest.mark.parametrize("style", ["apa", "oscola", "ieee"])
def test_every_builder_prints_citations(cited: Wiki, builder: str, style: str) -> None:
    cited.conf["policywiki_source_style"] = style
    cited.article("x", body=f"{NOTES}\n## Sources\n\n```{{source-list}}\n```\n")
    cited.write("all.md", "# All\n\n```{source-list}\n:scope: wiki\n```\n")
    build = cited.build(builder)
    assert not re.search("(?i)warning|error", build.warnings.replace("conf value 'epub_", "")) or (
        builder == "epub"
    )
    texts = [
        path.read_text(encoding="utf-8")
        for path in build.outdir.rglob("*")
        if path.suffix in {".txt", ".tex", ".xhtml", ".html", ".texi", ".1"}
    ]
    assert any("Superintelligence" in text for text in texts)


def test_a_changed_source_rewrites_just_the_pages_that_show_it(cited: Wiki) -> None:
    cited.article("a", body="{source}`hub`")
    cited.article("b", body="{source}`bostrom`")
    cited.article("c", "primary-source: hub")
    cited.write("all.md", "# All\n\n```{source-list}\n:scope: wiki\n```\n")
    cited.build()
    hub = REFERENCES[0] | {"title": "Risks"}
    write(cited, [hub, *REFERENCES[1:]])
    build = cited.build()
    assert build.written == {"a", "c", "all"}
    assert build.files() == cited.clean_build().files()


def test_a_new_citation_shows_in_the_list_of_the_wiki(cited: Wiki) -> None:
    cited.article("a", body="{source}`hub`")
    cited.article("b", body="Nothing.")
    cited.write("all.md", "# All\n\n```{source-list}\n:scope: wiki\n```\n")
    cited.build()
    cited.article("b", body="{source}`bostrom`")
    build = cited.build()
    assert build.written == {"b", "all"}
    assert build.files() == cited.clean_build().files()
    (cited.src / "all.md").unlink()
    build = cited.build()
    assert build.files() == cited.clean_build().files()
    assert "all.html" not in build.text("a.html")


def test_a_summary_elsewhere_leaves_citations_out(cited: Wiki) -> None:
    cited.article("a", summary="It is so {source}`hub`. And {source}`hub` more {source:t}`hub`.")
    cited.write("list.md", "# List\n\n```{article-list}\n```\n")
    item = squeeze(cited.build().soup("list.html").select_one(".pw-articles li"))
    assert item == "A — It is so. And more."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("So it is {source}`hub`.", "So it is.[1]"),
        ("It is {source}`hub`, they say.", "It is,[1] they say."),
        ("He says, {source}`hub`, {source}`bostrom`.", "He says,[1],[2]."),
        ("{source}`hub` says so.", "[1] says so."),
        ("He {source:t}`hub`.", "He Hubinger, van Merwijk and Mikulik[1]."),
    ],
)  # fmt: skip
def test_marks_of_notes_follow_words_and_stops(cited: Wiki, text: str, shown: str) -> None:
    assert prose(cited, text, style="oscola") == shown


STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>House Style</title><id>house</id><updated>2026-01-01T00:00:00Z</updated>
  <category citation-format="author-date"/></info>
  <citation><layout prefix="{" suffix="}"><names variable="author"><name form="short"/></names>
  </layout></citation>
  <bibliography><layout suffix="END"><text variable="title" font-style="italic"/></layout>
  </bibliography>
</style>
"""


def test_a_style_of_the_projects_own(cited: Wiki) -> None:
    cited.write("house.csl", STYLE)
    cited.conf["policywiki_citation_styles"] = ["apa", "house.csl"]
    body = "```{source-list}\n```\n"
    shown = prose(cited, "{source}`bostrom`", style="house.csl", body=body)
    assert shown == "{Bostrom}"
    cited.article("y", body="No source.")
    article = cited.build().article("x.html")
    assert squeeze(article.select_one("#source-bostrom")).startswith("SuperintelligenceEND")
    labels = [squeeze(term) for term in article.select("dl.pw-citations > dt")]
    assert labels == ["APA", "House Style"]
    cited.write("house.csl", STYLE.replace("END", " (END)"))
    build = cited.build()
    assert squeeze(build.article("x.html").select_one("#source-bostrom")).startswith(
        "Superintelligence (END)"
    )
    assert build.files() == cited.clean_build().files()


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [
        ("source_style", "csl:naturre", "did you mean 'csl:nature'"),
        ("source_style", "gone.csl", "policywiki_source_style: the style gone.csl cannot be read"),
        ("citation_styles", ["apa", "csl:apaa"], "policywiki_citation_styles: there is no style"),
    ],
)
def test_a_style_that_is_not_there_stops_the_build(
    cited: Wiki, setting: str, value: object, message: str
) -> None:
    cited.conf[f"policywiki_{setting}"] = value
    with pytest.raises(ConfigError, match=re.escape(message)):
        cited.build()


def test_a_style_that_fails_at_an_entry_prints_it_plainly(
    cited: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise csl.CslError("it fails")  # noqa: EM101, TRY003 - the message is the test's own

    cited.write("house.csl", STYLE)
    for method in ("reference", "cite", "narrative", "cite_page"):
        monkeypatch.setattr(csl.CslStyle, method, fail)
    cited.conf["policywiki_source_style"] = "house.csl"
    cited.conf["policywiki_citation_styles"] = ["house.csl"]
    cited.article("x", body="{source}`hub` {source:t}`hub`\n\n```{source-list}\n```\n")
    build = cited.build()
    assert build.warnings.count("[policywiki.citation_style]") >= 4
    article = build.article("x.html")
    assert "Risks from Learned Optimization" in squeeze(article.select_one("#source-hub"))
    assert "Policy Window. (n.d.). X" in squeeze(article.select_one(".pw-citation"))
