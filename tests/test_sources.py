"""Sources in the text and in lists, as pages show them."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from sphinx.errors import ConfigError

from conftest import Build, Wiki, squeeze
from sphinx_policywiki.citation import csl

REFERENCES: list[dict[str, object]] = [
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
        message = "it fails"
        raise csl.CslError(message)

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


def ids_of(build: Build, name: str) -> list[str]:
    return [str(tag["id"]) for tag in build.soup(name).select("[id]")]


def dead_links(build: Build, name: str) -> list[str]:
    """Return the links of a page to places of the same page, or of others, that are not there."""
    links = [str(a["href"]) for a in build.soup(name).select("a[href*='#']")]
    found = (href.partition("#") for href in links if "://" not in href)
    return [
        f"{path}#{anchor}"
        for path, _, anchor in found
        if anchor and anchor not in ids_of(build, path or name)
    ]


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("See {source}`bostrom, 3`.", "See Nick Bostrom, Superintelligence (Oxford University Press 2014) 3."),
        ("{source}`bostrom`", "Nick Bostrom, Superintelligence (Oxford University Press 2014)."),
        ("As {source:t}`bostrom`, says", "As Nick Bostrom, Superintelligence (Oxford University Press 2014), says"),
    ],
)  # fmt: skip
def test_citations_in_a_note_of_the_author_stand_in_it(cited: Wiki, note: str, shown: str) -> None:
    body = f"[^n]: {note}\n\n```{{source-list}}\n```\n"
    assert prose(cited, "A[^n] b {source}`act`.", style="oscola", body=body) == "A[1] b.[2]"
    build = cited.build()
    notes = build.article("x.html").select("aside.footnote")
    assert [squeeze(n.select_one("p")) for n in notes] == [shown, "Online Safety Act 2023."]
    assert dead_links(build, "x.html") == []


def test_no_link_stands_in_another(cited: Wiki) -> None:
    body = "## Head {source}`hub`\n\nText.\n\n```{contents}\n```\n\n```{source-list}\n```\n"
    for style, shown in (("apa", "see (Hubinger et al., 2019) there"), ("oscola", "see there[1]")):
        for target in ("https://e.org", "index.md", "#x"):
            text = f"[see {{source}}`hub` there]({target})"
            assert prose(cited, text, style=style, body=body) == shown
            assert "<a" not in cited.build().text("x.html").split("see ")[1].split("</a>")[0]
        page = cited.build().soup("x.html")
        for element in page.select("#details a, .contents a, h2 a.toc-backref"):
            if style == "apa" or not element.find_parent("h2"):
                assert element.select_one("a") is None, element
        assert squeeze(page.select_one(".contents")) == "Contents X Head"


def test_ids_of_sources_and_places_are_unique(cited: Wiki) -> None:
    more: list[dict[str, object]] = [
        {"id": key, "type": "book", "title": key} for key in ("a:b", "a/b", "hub-2", "über:ß")
    ]
    write(cited, [*REFERENCES, *more])
    keys = ["hub", "hub", "hub", "hub-2", "hub-2", "a:b", "a/b", "über:ß"]
    text = " ".join(f"{{source}}`{key}`" for key in keys)
    for style in ("apa", "oscola"):
        lists = "```{source-list}\n```\n\n```{source-list}\n:scope: wiki\n```\n"
        prose(cited, text, style=style, body=f"{lists}\n## Note 1\n\nText.\n")
        build = cited.build()
        assert build.warnings == ""
        assert len(ids_of(build, "x.html")) == len(set(ids_of(build, "x.html")))
        assert dead_links(build, "x.html") == []


def test_ids_are_unique_where_all_pages_are_one(cited: Wiki) -> None:
    for name in "xy":
        cited.article(name, body="{source}`hub` {source}`hub`\n\n```{source-list}\n```\n")
    cited.write("all.md", "# All\n\n```{source-list}\n:scope: wiki\n```\n")
    cited.write("index.md", "# Wiki\n\n```{toctree}\nx\ny\nall\n```\n")
    build = cited.build("singlehtml")
    ours = [id_ for id_ in ids_of(build, "index.html") if "source-" in id_ or "cited-" in id_]
    assert len(ours) == len(set(ours)) == 7
    assert [link for link in dead_links(build, "index.html") if "cited" in link] == []


def test_text_for_other_builders_makes_no_notes_places_or_entries(cited: Wiki) -> None:
    hidden = "````{only} latex\nP {source}`act`.\n\n```{source-list}\n```\n````\n"
    body = f"{hidden}\n````{{only}} html\nQ {{source}}`hub`.\n\n```{{source-list}}\n```\n````\n"
    assert prose(cited, "One {source}`hub`.", style="oscola", body=body) == "One.[1]"
    build = cited.build()
    assert len(build.article("x.html").select("aside.footnote")) == 2
    assert dead_links(build, "x.html") == []
    assert squeeze(build.article("x.html").select_one("#source-hub .pw-cited")) == "Cited: 1, 2"
    prose(cited, "One {source}`hub`.", body=hidden)
    assert dead_links(cited.build(), "x.html") == []


def test_a_substitution_cites_where_it_is_used(cited: Wiki) -> None:
    cited.conf["policywiki_source_style"] = "oscola"
    text = "X\n=\n\nA |s| b |s|.\n\n.. |s| replace:: so :source:`hub`\n\n.. source-list::\n"
    cited.write("x.rst", text)
    build = cited.build()
    assert len(build.soup("x.html").select("aside.footnote")) == 2
    assert dead_links(build, "x.html") == []


def test_the_list_of_the_wiki_behind_one_of_the_page_has_the_other_ids(cited: Wiki) -> None:
    cited.article("x", body="{source}`hub`")
    lists = "```{source-list}\n```\n\n```{source-list}\n:scope: wiki\n```\n"
    cited.write("all.md", f"# All\n\n{{source}}`act`\n\n{lists}")
    build = cited.build()
    assert dead_links(build, "x.html") == dead_links(build, "all.html") == []
    assert len(ids_of(build, "all.html")) == len(set(ids_of(build, "all.html")))


def works_of_a_year(count: int) -> list[dict[str, object]]:
    author, issued = [{"family": "Doe"}], {"date-parts": [[2001]]}
    return [
        {"id": f"k{n}", "type": "book", "title": f"T{n:03}", "author": author, "issued": issued}
        for n in range(count)
    ]


def test_letters_are_those_of_the_list_to_which_citations_lead(cited: Wiki) -> None:
    write(cited, works_of_a_year(3))
    cited.write("all.md", "# All\n\n```{source-list}\n:scope: wiki\n```\n")
    cited.article("y", body="{source}`k0`")
    assert prose(cited, "{source}`k1` {source}`k2`") == "(Doe, 2001b) (Doe, 2001c)"
    cited.article("y", body="No more.")
    build = cited.build()
    assert build.written == {"x", "y", "all"}
    shown = squeeze(build.article("x.html").select_one("#details p"))
    assert shown == "(Doe, 2001a) (Doe, 2001b)"
    assert build.files() == cited.clean_build().files()


def test_more_works_of_a_year_than_letters(cited: Wiki) -> None:
    write(cited, works_of_a_year(28))
    text = " ".join(f"{{source}}`k{n}`" for n in range(28))
    assert prose(cited, text).endswith("(Doe, 2001z) (Doe, 2001aa) (Doe, 2001ab)")


def test_a_citation_of_nothing_is_named(cited: Wiki) -> None:
    cited.write("x.md", "# X\n\nSo {source}`;`.\n")
    build = cited.build()
    assert "x.md:3: WARNING: ':source:`;`' names no source" in build.warnings


def test_links_that_lead_nowhere_get_no_warning_of_ours(cited: Wiki) -> None:
    cited.write("x.md", "# X\n\n[text](#nowhere)\n")
    assert "source" not in cited.build().warnings


@pytest.mark.parametrize("style", ["apa", "oscola", "ieee"])
def test_a_list_of_todos_cites_what_its_page_does_not(cited: Wiki, style: str) -> None:
    cited.conf["policywiki_source_style"] = style
    cited.conf["extensions"] = ["sphinx_policywiki", "sphinx.ext.todo"]
    cited.conf["todo_include_todos"] = True
    cited.write("a.md", "# A\n\n```{todolist}\n```\n")
    cited.write("b.md", "# B\n\n```{todo}\nRead {source}`bostrom`.\n```\n")
    build = cited.build()
    assert build.warnings == ""
    text = squeeze(build.soup("a.html").select_one(".body"))
    expected = {"apa": "(Bostrom, 2014)", "oscola": "Nick Bostrom, Super", "ieee": "[1]"}
    assert expected[style] in text


def test_each_of_several_numbers_leads_to_its_own_source(cited: Wiki) -> None:
    write(cited, works_of_a_year(14))
    first = " ".join(f"{{source}}`k{n}`" for n in range(14))
    text = "{source}`k0, p 2; k1; k11`"
    prose(cited, f"{text}\n\n{first}", style="ieee", body="```{source-list}\n```\n")
    links = cited.build().article("x.html").select("#details > p")[0].select("a")
    assert [a["href"] for a in links] == ["#source-k0", "#source-k1", "#source-k11"]


@pytest.mark.slow
@pytest.mark.parametrize("style", ["apa", "oscola"])
def test_citations_in_captions_and_titles_compile(cited: Wiki, style: str) -> None:
    cited.conf["policywiki_source_style"] = style
    table = ".. table:: Caption :source:`hub`\n\n   == ==\n   a  b\n   == ==\n   1  2\n   == ==\n"
    code = ".. code-block:: text\n   :caption: Code :source:`bostrom`\n\n   x\n"
    head = "Head :source:`act`\n------------------\n\n"
    cited.write("x.rst", f"X\n=\n\n{code}\n{head}{table}\n")
    cited.write("all.md", "# All\n\n```{source-list}\n:scope: wiki\n```\n")
    cited.write("index.md", "# Wiki\n\n```{toctree}\nx\nall\n```\n")
    outdir = cited.build("latex").outdir
    name = next(path.name for path in outdir.glob("policy*.tex"))
    command = ("latexmk", "-lualatex", "-interaction=nonstopmode", "-halt-on-error", name)
    done = subprocess.run(command, cwd=outdir, capture_output=True, check=False)
    log = (outdir / name).with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    assert done.returncode == 0, log[-3000:]
    assert "undefined" not in log


def test_a_citation_in_a_title_is_no_part_of_the_name(cited: Wiki) -> None:
    cited.write("x.md", "# Mesa {source}`hub`\n\n```{concept} mesa\nS.\n```\n\n## {source}`hub`\n")
    build = cited.build()
    apa = squeeze(build.article("x.html").select_one(".pw-citation-apa"))
    assert apa.startswith("Policy Window. (n.d.). Mesa [Wiki article")
    assert "Mesa (Hubinger et al., 2019)" in squeeze(build.soup("x.html").select_one("h1"))
