"""The law of exact builds: after any edits, a build leaves what a clean build would.

A state machine edits a wiki: files, names, titles, relations, sources, configuration. Every
build is compared with a clean one, and with what pages were before: one whose bytes are the
same may not have been written, unless it was read since that builder's last build. ``POLICYWIKI_SEQUENCES`` sets how many
sequences are run; what was found is kept below as tests of their own.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)
from sphinx.errors import SphinxError

from conftest import EPOCH, Wiki
from test_incremental import assert_equal, edit

SLUGS: Final = ("alpha", "beta", "gamma", "delta", "epsilon")
#: Types of articles; nothing stands for a page without one.
TYPES: Final = ("concept", "concept", "instrument", "instrument", "actor", "actor", "")
TITLES: Final = ("Alpha", "The *beta* thing", "Gamma: an act", "Delta & sons", "Épsilon?")
KEYS: Final = ("doe", "roe", "poe")
DOCUMENTS: Final = ("a", "b", "c", "d/e", "d/index", "d/f/g")
SUMMARIES: Final = ("A summary.", "Another one, of {concept}`beta`.", "Third. With `code`.")
OPTIONS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("Own title", "Alpha"),
    "aliases": ("first name", "first name, second name", "beta", "gamma ray"),
    "shared-aliases": ("first name", "shared"),
    "former-slugs": ("old-alpha", "beta", "old-beta, older-beta"),
    "related": ("alpha", "beta, gamma", "nowhere", "first name"),
    "uses": ("alpha", "delta, beta"),
    "broader": ("alpha", "gamma"),
    "issued-by": ("delta",),
    "status": ("contested", "draft", "settled"),
    "status-note": ("It is said.",),
    "superseded-by": ("beta", "nowhere"),
    "topics": ("safety", "safety, law", "Law"),
    "reviewed": ("2020-05", "2026-05-30", "2024"),
    "updated": ("2026-01-02",),
    "primary-source": ("doe", "roe", "A free text"),
    "source-url": ("https://example.org/x",),
    "hatnote": ("See {concept}`alpha` too.",),
    "version": ("2.1",),
}
#: What stands above the title.
METADATA: Final = {"tocdepth": ("1", "2"), "orphan": ("true",)}
#: Parts of a page; a sign of percent stands for the name of the page.
PIECES: Final = (
    "See {concept}`alpha`. And {concept}`the other <beta>`, {article}`First Name`.",
    "A [link](#gamma), a bare [](#delta), {any}`epsilon` and {doc}`/d/e`.",
    "As {source}`doe` and {source:t}`roe, p 3` say.",
    "```{backlinks}\n```",
    "```{article-list}\n:style: table\n:group-by: topic\n```",
    "```{article-list}\n:style: cards\n:type: concept\n```",
    "```{article-list}\n:sort: used\n:limit: 2\n```",
    "```{article-list}\n:sort: reviewed\n:limit: 2\n```",
    "```{article-graph}\n```",
    "```{source-list}\n```",
    "```{source-list}\n:scope: wiki\n```",
    "## A heading with {concept}`alpha`\n\nText on {instrument}`gamma`.",
    "A note[^n] on {concept}`beta`.\n\n[^n]: It cites {source}`poe`.",
    "| a | b |\n| - | - |\n| {concept}`gamma` | c |",
    "{concept}`alhpa` is misspelt, {source}`nobody` too.",
    "```{unknown-thing}\n```",
    "```{glance-box}\n:rows: related, status\n```",
    "```{toctree}\n/a\n/d/e\n```",
    "```{toctree}\n:maxdepth: 2\n:hidden:\n\nOwn title </b>\n```",
    "# A second title\n\nText.",
    "(label-%)=\n## Headed by %\n\nText.",
    "As {ref}`label-a` and [](#label-b) say, {ref}`it <label-d-e>` and {numref}`label-c` too.",
    "```{code-block} text\n:caption: Listing of %\n:name: code-%\n\nx\n```",
    "See {numref}`code-a`, {numref}`List {number}: {name} <code-b>` and {ref}`code-c`.",
    "```{glossary}\nTerm %\n  It has {concept}`beta`.\n```",
    "A {term}`Term a`, {term}`others <term b>` and {any}`Term c`.",
    "```{math}\n:label: sum-%\n\na + b\n```",
    "By {eq}`sum-a` and {math:numref}`sum-b`.",
    "```{index} single: thing; %\n```\n\nIndexed.",
    "```{py:function} call_%()\n```",
    "It does {py:func}`call_a` and {py:func}`that <call_b>`.",
    "Get {download}`index.md`, {doc}`a` and {doc}`that </b>`.",
    "Pages: [](a.md), [so](/d/e.md), [this](index.md#wiki), {any}`/b`, {any}`f/g`.",
    "````{only} html\nOnly here: {concept}`gamma`, {concept}`or <beta>`, {ref}`label-b`.\n````",
    "````{only} text or latex\nAs {source}`poe` says, {concept}`alpha` too.\n````",
    "````{only} not html\n```{article-list}\n:type: actor\n```\n```{source-list}\n```\n````",
    "````{only} html and not epub\n```{source-list}\n:scope: wiki\n```\n```{backlinks}\n```\n````",
    "````{only} html\n```{toctree}\n/b\n/d/f/g\n```\n````",
    "```{code-block} text\n:caption: Other listing of %\n:name: code-%\n\ny\n```\n\nAnd {numref}`code-d-e`.",
    "```{toctree}\nGiven <a>\nOther <d/f/g>\n```",
)
TOCTREES: Final = (
    "", ":glob:\n\n*\nd/**", ":numbered:\n\na\nd/e\nd/index", ":titlesonly:\n\nb\nc\nA title <d/f/g>",
    ":hidden:\n:maxdepth: 1\n\na\nb\nc", ":caption: Pages\n:reversed:\n:glob:\n\nd/*\n*",
)  # fmt: skip
CONFIGURATION: Final[dict[str, tuple[Any, ...]]] = {
    "policywiki_permalink": (None, "{base_url}/wiki/{slug}"),
    "policywiki_base_url": ("https://example.org", "https://other.example"),
    "policywiki_source_style": ("apa", "ieee", "chicago-notes"),
    "policywiki_citation_styles": (["apa"], ["oscola", "bibtex"]),
    "policywiki_backlinks": (False, True),
    "policywiki_redirects": (True, False),
    "policywiki_previews": (True, False),
    "policywiki_review_months": (None, 12),
    "policywiki_relations": ({}, {"uses": {"inverse": "Applied by"}}),
    "policywiki_statuses": ({}, {"settled": {"notice": "Mind it."}}),
    "policywiki_publisher": (None, "A Publisher"),
    "html_theme": ("alabaster", "furo", "basic", "sphinx_rtd_theme"),
    "html_sidebars": ({}, {"**": ["globaltoc.html", "localtoc.html"]}, {"**": []}),
    "language": ("en", "de"),
    "numfig": (False, True),
    "math_numfig": (True, False),
}
BUILDERS: Final = ("html", "html", "html", "dirhtml", "epub", "latex", "text", "json")
#: What Sphinx itself leaves behind or numbers by history, which the law leaves out.
LEFT_BY_SPHINX: Final = ("_static/", "_images/", "_downloads/")
#: The zip of an EPUB has the time at which each file was made.
ARCHIVES: Final = (".epub",)


_PAGE: Final = st.tuples(
    st.sampled_from(TYPES), st.sampled_from(SLUGS), st.sampled_from(TITLES),
    st.sampled_from(SUMMARIES),
)  # fmt: skip
#: Methods that change the wiki; most changes are small.
EDITS: Final = (
    "add", "change_option", "change_option", "change_body", "change_body", "rename", "rename",
    "move", "delete", "change_sources", "configure", "change_toctree",
)  # fmt: skip


class EditedWiki(RuleBasedStateMachine):
    """A wiki that is edited at will and built now and then."""

    def __init__(self) -> None:
        super().__init__()
        os.environ["SOURCE_DATE_EPOCH"] = EPOCH
        self.folder = Path(tempfile.mkdtemp())
        self.wiki = Wiki(self.folder / "wiki")
        self.wiki.conf |= {
            "policywiki_bibliography": ["s.bib"], "suppress_warnings": ["*"],
            "html_theme": "alabaster",
        }  # fmt: skip
        self.bodies: dict[str, list[str]] = {}
        self.options: dict[str, dict[str, str]] = {}
        self.before: dict[str, dict[str, bytes]] = {}
        self.read: dict[str, set[str]] = {}
        self.settled = False

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    # --- edits -------------------------------------------------------------------

    @initialize(names=st.sets(st.sampled_from(DOCUMENTS), min_size=2), data=st.data())
    def begin(self, names: set[str], data: st.DataObject) -> None:
        self.change_sources(data)
        for name in sorted(names):
            self.put(name, data.draw(_PAGE))
        self.build("html", 1)

    @rule(
        data=st.data(),
        edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=3),
        builder=st.sampled_from(BUILDERS),
        jobs=st.sampled_from([1, 1, 2]),
    )
    def edit_and_build(
        self, data: st.DataObject, edits: list[str], builder: str, jobs: int
    ) -> None:
        for name in edits:
            getattr(self, name)(data)
        self.build(builder, jobs)

    def add(self, data: st.DataObject) -> None:
        self.put(data.draw(st.sampled_from(DOCUMENTS)), data.draw(_PAGE))

    def put(self, name: str, page: tuple[str, str, str, str]) -> None:
        type_, slug, title, summary = page
        self.options[name] = {"": f"{type_} {slug}", "#": title, "summary": summary}
        self.bodies[name] = ["Some prose."]
        self.save(name)

    def change_option(self, data: st.DataObject) -> None:
        known = OPTIONS | METADATA
        name, option = self.pick(data), data.draw(st.sampled_from(sorted(known)))
        self.options[name].pop(option, None)
        if data.draw(st.booleans()):
            self.options[name][option] = data.draw(st.sampled_from(known[option]))
        self.save(name)

    def change_body(self, data: st.DataObject) -> None:
        name, at = self.pick(data), data.draw(st.integers(0, 3))
        self.bodies[name][at : at + 1] = [data.draw(st.sampled_from(PIECES))]
        self.save(name)

    def rename(self, data: st.DataObject) -> None:
        """Change slug, type, title and summary, not the file."""
        name, (type_, slug, title, summary) = self.pick(data), data.draw(_PAGE)
        self.options[name] |= {"": f"{type_} {slug}", "#": title, "summary": summary}
        self.save(name)

    def move(self, data: st.DataObject) -> None:
        name, to = self.pick(data), data.draw(st.sampled_from(DOCUMENTS))
        if to not in self.bodies:
            self.options[to], self.bodies[to] = self.options.pop(name), self.bodies.pop(name)
            (self.wiki.src / f"{name}.md").unlink()
            self.save(to)

    def delete(self, data: st.DataObject) -> None:
        if len(self.bodies) > 1:
            name = self.pick(data)
            del self.options[name], self.bodies[name]
            (self.wiki.src / f"{name}.md").unlink()

    def change_sources(self, data: st.DataObject) -> None:
        """Write a bibliography: some of the entries, in one of two states, or a broken one."""
        number = data.draw(st.integers(0, 7))
        entries = [
            f"@book{{{key}, title={{On {key} {number % 2}}}, author={{Doe, J}}, year={{2020}}}}"
            for at, key in enumerate(KEYS)
            if number & (1 << at)
        ]
        self.wiki.write("s.bib", "\n".join([*entries, "@book{" if number == 5 else ""]))

    def change_toctree(self, data: st.DataObject) -> None:
        tree = data.draw(st.sampled_from(TOCTREES))
        self.wiki.write("index.md", f"# Wiki\n\nWelcome.\n\n```{{toctree}}\n{tree}\n```\n")

    def configure(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(CONFIGURATION)))
        self.wiki.conf[name] = data.draw(st.sampled_from(CONFIGURATION[name]))
        self.settled = False

    # --- builds ------------------------------------------------------------------

    def build(self, builder: str, jobs: int) -> None:
        self.wiki.conf["root_doc"] = "index"
        try:
            found = self.wiki.build(builder, doctrees="shared", parallel=jobs)
        except SphinxError:  # toctrees that lead in a circle
            with pytest.raises(SphinxError, match="circle"):
                self.wiki.clean_build(builder)
            self.before, self.settled = {}, False
            return
        clean = self.wiki.clean_build(builder)
        left, right = _compared(found.files()), _compared(clean.files())
        assert sorted(left) == sorted(right)
        assert [name for name in right if left[name] != right[name]] == []
        for other in self.before:
            self.read[other] |= found.read
        if self.settled and builder != "latex" and builder in self.before:
            self.check_pages_written(found.written - self.read[builder], right, builder)
        self.before = {builder: right} if not self.settled else self.before | {builder: right}
        self.read[builder] = set()
        self.settled = True

    def check_pages_written(self, pages: set[str], files: dict[str, bytes], builder: str) -> None:
        before = self.before[builder]
        suffix = {"html": ".html", "text": ".txt", "epub": ".xhtml", "json": ".fjson"}.get(builder)
        if builder == "epub":
            pages = pages - {"index"}  # resolved with each build, for the contents
        for page in pages:
            name = f"{page}{suffix}" if suffix else _folder(page)
            assert files[name] != before.get(name), f"{page} was written for nothing"

    # --- the files ---------------------------------------------------------------

    def pick(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.bodies)))

    def save(self, name: str) -> None:
        options = self.options[name]
        lines = [f":{option}: {text}" for option, text in options.items() if option in OPTIONS]
        above = [f"{key}: {text}" for key, text in options.items() if key in METADATA]
        head = [
            *(["---", *above, "---", ""] if above else []),
            f"# {options['#']}",
            "",
        ]
        type_, _, slug = options[""].partition(" ")
        article = [f"```{{{type_}}} {slug}", *lines, "", options["summary"], "```", ""]
        body = "\n\n".join(self.bodies[name]).replace("%", name.replace("/", "-"))
        text = [*head, *(article if type_ else []), body]
        self.wiki.write(f"{name}.md", "\n".join(text) + "\n")


def _folder(page: str) -> str:
    folder = "" if page == "index" else page.removesuffix("/index")
    return f"{folder}/index.html".lstrip("/")


def _compared(files: dict[str, bytes]) -> dict[str, bytes]:
    return {
        name: _without_mathjax(content) if name == "globalcontext.json" else content
        for name, content in files.items()
        if not name.startswith(LEFT_BY_SPHINX) and not name.endswith(ARCHIVES)
    }


def _without_mathjax(content: bytes) -> bytes:
    """Return what all pages share as data: the script is in it if this build wrote any math."""
    return re.sub(rb',? ?"https://[^"]*mathjax[^"]*"', b"", content)


@pytest.mark.slow
def test_any_edits_equal_clean_builds() -> None:
    sequences = os.environ.get("POLICYWIKI_SEQUENCES")
    run_state_machine_as_test(
        EditedWiki,
        settings=settings(
            max_examples=int(sequences or 6),
            stateful_step_count=12,
            derandomize=not sequences,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_page_of_no_article_follows_the_settings_that_another_builder_has_read(
    wiki: Wiki,
) -> None:
    wiki.article("alpha")
    wiki.build("html", doctrees="shared")
    wiki.conf["policywiki_previews"] = False
    wiki.build("text", doctrees="shared")
    assert_equal(wiki, doctrees="shared")


def test_the_parts_of_a_book_follow_the_types_of_its_articles(wiki: Wiki) -> None:
    wiki.article("alpha", type_="instrument")
    wiki.article("beta", type_="actor")
    assert "Instruments" in wiki.build("epub").text("index.xhtml")
    wiki.article("alpha", type_="actor")
    page = wiki.build("epub").text("index.xhtml")
    assert "Instruments" not in page
    assert page == wiki.clean_build("epub").text("index.xhtml")


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_a_toctree_in_only_that_nothing_leads_to_counts_for_no_page(wiki: Wiki, theme: str) -> None:
    """Of two pages that list one Sphinx takes the last by name for the page above it."""
    wiki.conf["html_theme"] = theme
    wiki.write("index.md", "# Wiki\n\n```{toctree}\nalpha\n```\n")
    wiki.article("alpha", body="```{toctree}\nbeta\n```")
    wiki.article("beta")
    wiki.write("a-side.md", "# Aside\n\nNothing.\n")
    wiki.build()
    wiki.write("a-side.md", "# Aside\n\n````{only} html\n```{toctree}\nbeta\n```\n````\n")
    assert assert_equal(wiki) == {"a-side"}


def test_a_toctree_in_only_that_stays_closed_counts_for_no_page(wiki: Wiki) -> None:
    """Sphinx does not mark what stands in ``only``, so that a collapsed sidebar hides it."""
    wiki.conf["html_theme"] = "alabaster"
    wiki.write("index.md", "# Wiki\n\n```{toctree}\nalpha\nomega\n```\n")
    wiki.article("alpha")
    wiki.article("omega")
    wiki.build()
    wiki.article("omega", body="````{only} html\n```{toctree}\nalpha\n```\n````")
    assert assert_equal(wiki) == {"index", "omega"}
    wiki.article("omega", body="````{only} html\n```{toctree}\nalpha\nomega\n```\n````")
    assert assert_equal(wiki) == {"omega"}


def test_toctrees_that_nothing_leads_to_are_in_no_sidebar(wiki: Wiki) -> None:
    wiki.article("alpha")
    wiki.article("beta")
    wiki.write("lost.md", "# Lost\n\n{concept}`alpha`\n\n```{toctree}\nalpha\n```\n")
    wiki.build()
    wiki.write("lost.md", "# Lost\n\n{concept}`alpha`\n\n```{toctree}\nbeta\n```\n")
    assert assert_equal(wiki) == {"lost"}


def test_a_page_with_a_list_of_sources_leads_to_no_other(wiki: Wiki) -> None:
    wiki.conf["policywiki_bibliography"] = ["s.bib"]
    wiki.write("s.bib", "@book{doe, title={On it}, author={Doe, J}, year={2020}}")
    wiki.article("alpha", body="As {source}`doe` says.\n\n```{source-list}\n```")
    wiki.write("sources.md", "# Sources\n")
    wiki.build()
    wiki.write("sources.md", "# Sources\n\n```{source-list}\n:scope: wiki\n```\n")
    assert assert_equal(wiki) == {"sources"}


def test_a_source_that_is_unknown_is_in_no_list(wiki: Wiki) -> None:
    wiki.article("alpha")
    wiki.write("sources.md", "# Sources\n\n```{source-list}\n:scope: wiki\n```\n")
    wiki.build()
    wiki.article("alpha", body="As {source}`nobody` says.")
    assert assert_equal(wiki) == {"alpha"}


@pytest.mark.parametrize("builder", ["json", "pickle"])
def test_pages_as_data_follow_the_theme(wiki: Wiki, builder: str) -> None:
    wiki.article("alpha")
    wiki.write("page.md", "# Page\n")
    wiki.build(builder)
    wiki.conf["html_theme"] = "furo"
    again = wiki.build(builder)
    assert again.written == {"index", "alpha", "page"}
    assert _compared(again.files()) == _compared(wiki.clean_build(builder).files())
    assert wiki.build(builder).written == set()


def test_where_links_lead_is_not_seen_in_text(wiki: Wiki) -> None:
    wiki.article("alpha", title="The act", type_="instrument")
    wiki.article(
        "beta", "related: the act", body="{article}`the act`, {doc}`other <alpha>`, {ref}`l`."
    )
    wiki.write("label.md", "(l)=\n# Label\n")
    wiki.build("text")
    (wiki.src / "alpha.md").rename(wiki.src / "moved.md")
    wiki.write("label.md", "# Label\n")
    wiki.write("elsewhere.md", "(l)=\n# Label\n")
    edit(wiki, "beta.md", "{doc}`other <alpha>`, ", "")
    assert assert_equal(wiki, "text") == {"moved", "elsewhere", "label", "beta"}
    edit(wiki, "moved.md", "instrument} alpha", "instrument} gamma")
    assert assert_equal(wiki, "text") == {"moved"}
    (wiki.src / "moved.md").rename(wiki.src / "again.md")
    wiki.write("elsewhere.md", "# Label\n")
    wiki.write("label.md", "(l)=\n# Label\n")
    assert assert_equal(wiki, "text") == {"again", "elsewhere", "label"}
    edit(wiki, "again.md", "# The act", "# The law")
    assert assert_equal(wiki, "text") == {"again", "beta"}


def test_a_graph_without_relations_shows_no_article(wiki: Wiki) -> None:
    wiki.conf["suppress_warnings"] = ["*"]
    wiki.article("alpha", body="```{article-graph}\n```", name="z.md")
    wiki.build()
    wiki.article("alpha", title="Another", name="a.md")
    assert assert_equal(wiki) == {"a"}
    wiki.article("beta", "related: alpha")
    assert assert_equal(wiki) == {"a", "z", "beta"}


@pytest.mark.parametrize("builder", ["html", "text"])
@pytest.mark.parametrize("options", ["", ":numbered:\n", ":titlesonly:\n", ":maxdepth: 1\n"])
def test_a_page_with_a_toctree_is_written_if_that_shows_something_else(
    wiki: Wiki, builder: str, options: str
) -> None:
    wiki.conf["html_theme"] = "basic"
    wiki.write("index.md", f"# Wiki\n\n```{{toctree}}\n{options}\nalpha\npart\n```\n")
    wiki.write("part.md", "# Part\n\n```{toctree}\nbeta\ngamma\n```\n")
    for slug in ("alpha", "beta", "gamma"):
        wiki.article(slug)
    wiki.build(builder)
    edit(wiki, "beta.md", "Some prose", "Other prose")
    assert assert_equal(wiki, builder) == {"beta"}
    edit(wiki, "beta.md", "Other prose", "Other prose\n\n## Heading\n\nMore")
    written = assert_equal(wiki, builder)
    assert {"beta", "part"} <= written
    edit(wiki, "beta.md", "# Beta", "# Second")
    assert {"beta", "part"} <= assert_equal(wiki, builder)
    edit(wiki, "part.md", "beta\ngamma", "gamma\nbeta")
    assert_equal(wiki, builder)
    edit(wiki, "alpha.md", "Some prose", "Other prose")
    assert assert_equal(wiki, builder) == {"alpha"}
    edit(wiki, "alpha.md", "# Alpha", "# First")
    assert {"index", "alpha"} <= assert_equal(wiki, builder)


def use_theme(wiki: Wiki, theme: str) -> None:
    """Have a sidebar of toctrees, which ``basic`` has only when told so."""
    wiki.conf["html_theme"] = theme
    if theme == "basic":
        wiki.conf["html_sidebars"] = {"**": ["globaltoc.html"]}


@pytest.mark.parametrize("theme", ["alabaster", "furo", "basic"])
def test_a_toctree_without_entries_is_in_no_sidebar(wiki: Wiki, theme: str) -> None:
    use_theme(wiki, theme)
    wiki.article("alpha")
    wiki.build()
    wiki.write("index.md", "# Wiki\n\nWelcome.\n\n```{toctree}\n:caption: Pages\n```\n")
    assert assert_equal(wiki) == {"index"}
    wiki.write("index.md", "# Wiki\n\nWelcome.\n\n```{toctree}\nIt <https://x.example>\n```\n")
    assert assert_equal(wiki) == {"index", "alpha"}


@pytest.mark.parametrize("theme", ["alabaster", "furo", "basic"])
@pytest.mark.parametrize("option", [":numbered:\n", ""])
def test_sections_and_numbers_in_the_sidebar(wiki: Wiki, theme: str, option: str) -> None:
    use_theme(wiki, theme)
    wiki.write("index.md", f"# Wiki\n\n```{{toctree}}\n{option}\nalpha\nbeta\n```\n")
    for slug in ("alpha", "beta", "gamma", "delta"):
        wiki.article(slug)
    edit(wiki, "beta.md", "Some prose.", "```{toctree}\ngamma\n```\n\n## Last")
    wiki.build()
    edit(wiki, "alpha.md", "Some prose.", "## Heading\n\nMore.")
    assert "delta" not in assert_equal(wiki)
    edit(wiki, "beta.md", "```{toctree}", "## First\n\n```{toctree}")
    assert_equal(wiki)
    edit(wiki, "index.md", "alpha\nbeta", "beta\nalpha")
    assert {"alpha", "beta", "gamma", "delta"} <= assert_equal(wiki)


def test_numbers_that_another_builder_has_given(wiki: Wiki) -> None:
    wiki.article("alpha")
    wiki.build("text", doctrees="shared")
    wiki.write("index.md", "# Wiki\n\n```{toctree}\n:numbered:\n\nalpha\n```\n")
    wiki.build("html", doctrees="shared")
    assert assert_equal(wiki, "text", doctrees="shared") == {"index", "alpha"}
    assert wiki.build("text", doctrees="shared").written == set()


def test_a_toctree_of_titles_shows_no_other_heading(wiki: Wiki) -> None:
    wiki.write("index.md", "# Wiki\n\n```{toctree}\n:titlesonly:\n\nalpha\n```\n")
    wiki.article("alpha", body="```{toctree}\nbeta\n```")
    wiki.article("beta")
    wiki.build("text")
    edit(wiki, "beta.md", "Some prose.", "Some prose.\n\n## Heading\n\nMore.")
    assert assert_equal(wiki, "text") == {"alpha", "beta"}
    edit(wiki, "beta.md", "# Beta", "# Second")
    assert assert_equal(wiki, "text") == {"index", "alpha", "beta"}


@pytest.mark.parametrize(("builder", "key"), [("html", "nobody"), ("text", "doe")])
def test_the_list_of_the_wiki_is_not_seen_where_nothing_leads_to_it(
    wiki: Wiki, builder: str, key: str
) -> None:
    wiki.conf |= {"policywiki_bibliography": ["s.bib"], "suppress_warnings": ["*"]}
    wiki.write("s.bib", "@book{doe, title={On it}, author={Doe, J}, year={2020}}")
    wiki.article("alpha", body=f"As {{source}}`{key}` says.")
    wiki.write("sources.md", "# Sources\n")
    wiki.build(builder)
    wiki.write("sources.md", "# Sources\n\n```{source-list}\n:scope: wiki\n```\n")
    assert assert_equal(wiki, builder) == {"sources"}


def test_a_link_of_other_words_looks_the_same_in_text_without_its_article(wiki: Wiki) -> None:
    wiki.conf["suppress_warnings"] = ["*"]
    wiki.article("alpha", body="A [link](#gamma), {any}`so <gamma>`, [so](gamma).")
    wiki.build("text")
    wiki.article("gamma")
    assert assert_equal(wiki, "text") == {"gamma"}
    (wiki.src / "gamma.md").rename(wiki.src / "other.md")
    assert assert_equal(wiki, "text") == {"other"}
    wiki.article("delta", "aliases: gamma", name="other.md")
    assert assert_equal(wiki, "text") == {"other"}
    (wiki.src / "other.md").unlink()
    assert assert_equal(wiki, "text") == set()
    wiki.write("label.md", "# A page\n\n(gamma)=\n## Gamma\n")
    assert assert_equal(wiki, "text") == {"label", "alpha"}


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_title_is_not_seen_where_a_link_goes_to_something_of_the_same_name(
    wiki: Wiki, builder: str
) -> None:
    wiki.write("label.md", "# A page\n\n(first)=\n## First\n\n(alpha)=\n## Second\n")
    wiki.article("alpha", "aliases: first")
    wiki.article("beta", body="{ref}`first`, {ref}`alpha`, {any}`first`, {doc}`alpha <label>`.")
    wiki.build(builder)
    edit(wiki, "alpha.md", "# Alpha", "# Another title")
    assert assert_equal(wiki, builder) == {"alpha"}
    edit(wiki, "label.md", "## First", "## Changed")
    assert assert_equal(wiki, builder) == {"label", "beta"}


@pytest.mark.parametrize("theme", ["alabaster", "furo", "basic", "haiku"])
def test_options_of_a_toctree_count_if_they_show_something_else(wiki: Wiki, theme: str) -> None:
    use_theme(wiki, theme)
    for slug in ("alpha", "beta", "gamma"):
        wiki.article(slug)
    tree = "# Wiki\n\n```{toctree}\n:titlesonly:\n\nalpha\nbeta\n```\n"
    wiki.write("index.md", tree)
    wiki.build()
    edit(wiki, "index.md", ":titlesonly:", ":maxdepth: 1\n:glob:")
    assert assert_equal(wiki) == {"index"}
    edit(wiki, "index.md", ":maxdepth: 1\n:glob:", ":hidden:\n:titlesonly:")
    assert assert_equal(wiki) == {"index"}
    edit(wiki, "index.md", ":hidden:\n:titlesonly:", ":caption: Pages")
    assert {"alpha", "beta"} <= assert_equal(wiki) or theme == "haiku"
    edit(wiki, "beta.md", "Some prose.", "```{toctree}\n:hidden:\n\ngamma\n```")
    assert_equal(wiki)
    edit(wiki, "index.md", ":caption: Pages", ":caption: Pages\n:maxdepth: 1")
    assert ("gamma" in assert_equal(wiki)) == (theme in {"alabaster", "basic"})
    edit(wiki, "index.md", ":maxdepth: 1", ":titlesonly:")
    assert ("gamma" in assert_equal(wiki)) == (theme in {"alabaster", "basic"})


@pytest.mark.parametrize("theme", ["alabaster", "furo", "basic", "pydata_sphinx_theme"])
@pytest.mark.parametrize("collapsed", [False, True])
def test_how_many_levels_a_page_has_in_the_outline(
    wiki: Wiki, theme: str, *, collapsed: bool
) -> None:
    option = {"alabaster": "sidebar_collapse", "basic": "globaltoc_collapse"}.get(theme)
    use_theme(wiki, theme)
    wiki.conf["html_theme_options"] = {option: collapsed} if option else {}
    wiki.write("index.md", "# Wiki\n\n```{toctree}\nalpha\nbeta\n```\n")
    wiki.article("alpha", body="## Heading\n\nText.\n\n```{toctree}\ngamma\n```")
    wiki.article("beta")
    wiki.article("gamma")
    builders = ("html", "text") if theme == "alabaster" else ("html",)
    for builder in builders:
        wiki.build(builder)
    for depth in ("2", "1", "3"):
        path = wiki.src / "alpha.md"
        text = path.read_text(encoding="utf-8").split("# Alpha")[1]
        wiki.write("alpha.md", f"---\ntocdepth: {depth}\n---\n\n# Alpha{text}")
        for builder in builders:
            assert_equal(wiki, builder)


@pytest.mark.parametrize("theme", ["alabaster", "furo", "basic"])
def test_a_sidebar_of_the_project_may_show_anything(wiki: Wiki, theme: str) -> None:
    name = "sidebar/navigation.html" if theme == "furo" else "own.html"
    wiki.write(f"_templates/{name}", "{{ toctree(collapse=False, includehidden=False) }}")
    sidebars = {} if theme == "furo" else {"html_sidebars": {"**": [name]}}
    wiki.conf |= {"html_theme": theme, "templates_path": ["_templates"], **sidebars}
    wiki.write("index.md", "# Wiki\n\n```{toctree}\n:maxdepth: 3\n\nalpha\nbeta\n```\n")
    for slug in ("alpha", "beta", "gamma"):
        wiki.article(slug)
    edit(wiki, "beta.md", "Some prose.", "```{toctree}\n\ngamma\n```")
    wiki.build()
    edit(wiki, "gamma.md", "# Gamma", "# Third")
    assert "alpha" in assert_equal(wiki)
    edit(wiki, "gamma.md", "Some prose.", "## Heading\n\nMore.")
    assert "alpha" in assert_equal(wiki)
    edit(wiki, "beta.md", "```{toctree}", "```{toctree}\n:hidden:")
    assert "alpha" in assert_equal(wiki)
    edit(wiki, "index.md", ":maxdepth: 3", ":hidden:")
    assert "alpha" in assert_equal(wiki)


@pytest.mark.parametrize(
    ("name", "template"),
    [
        ("own.html", '{% include "globaltoc.html" %}'),
        ("own.html", '{% extends "deep.html" %}'),
        ("own.html", '{% include ["none.html", "other.html"] ignore missing %}'),
        ("own.html", "{% include 'global' ~ 'toc.html' %}"),
        ("searchfield.html", '{% from "other.html" import tree with context %}{{ tree() }}'),
        ("layout.html", '{% extends "!layout.html" %}{% block footer %}{% include "deep.html" %}{% endblock %}'),
    ],
)  # fmt: skip
def test_a_template_of_the_project_may_show_what_another_shows(
    wiki: Wiki, name: str, template: str
) -> None:
    wiki.write("_templates/deep.html", '{% include "other.html" %}{% block tree %}{% endblock %}')
    tree = '{% macro tree() %}{% include "globaltoc.html" %}{% endmacro %}{{ tree() }}'
    wiki.write("_templates/other.html", tree)
    wiki.write(f"_templates/{name}", template)
    wiki.conf |= {
        "html_theme": "basic", "templates_path": ["_templates"],
        "html_sidebars": {"**": ["searchfield.html" if name == "layout.html" else name]},
    }  # fmt: skip
    wiki.write("index.md", "# Wiki\n\n```{toctree}\nalpha\nbeta\ngamma\n```\n")
    for slug in ("alpha", "beta", "gamma"):
        wiki.article(slug)
    assert "Gamma" in wiki.build().text("alpha.html")
    edit(wiki, "gamma.md", "# Gamma", "# Third")
    assert "alpha" in assert_equal(wiki)


def test_a_template_of_the_project_that_shows_no_toctree_writes_no_page_for_one(wiki: Wiki) -> None:
    wiki.write("_templates/layout.html", '{% extends "!layout.html" %}')
    wiki.write("_templates/page.html", '{% extends "!page.html" %}')
    wiki.write("_templates/own.html", '{% include "searchfield.html" %}{% include "own.html" %}')
    wiki.conf |= {
        "html_theme": "sphinx_rtd_theme", "templates_path": ["_templates"],
        "html_theme_options": {"collapse_navigation": True},
    }  # fmt: skip
    wiki.write("index.md", "# Wiki\n\n```{toctree}\nalpha\nbeta\n```\n")
    wiki.article("alpha")
    wiki.article("beta")
    wiki.build()
    edit(wiki, "beta.md", "Some prose.", "## Heading\n\nText.")
    assert assert_equal(wiki) == {"beta", "index"}


@pytest.mark.parametrize("theme", ["basic", "sphinx_rtd_theme", "alabaster"])
def test_the_way_to_a_page_has_titles(wiki: Wiki, theme: str) -> None:
    """Themes show it without a sidebar of toctrees, too."""
    wiki.conf |= {"html_theme": theme, "html_sidebars": {"**": ["relations.html"]}}
    wiki.write("index.md", "# Wiki\n\n```{toctree}\nalpha\nbeta\n```\n")
    for slug in ("alpha", "beta", "gamma", "delta"):
        wiki.article(slug)
    edit(wiki, "alpha.md", "Some prose.", "```{toctree}\ngamma\n```")
    edit(wiki, "gamma.md", "Some prose.", "```{toctree}\ndelta\n```")
    wiki.build()
    edit(wiki, "alpha.md", "# Alpha", "# First")
    assert {"index", "alpha", "gamma", "delta"} <= assert_equal(wiki)


@pytest.mark.parametrize(
    ("theme", "sidebars", "shown"),
    [
        ("basic", {}, False),
        ("basic", {"**": ["globaltoc.html", "localtoc.html"]}, True),
        ("basic", {"beta": ["globaltoc.html"]}, False),
        ("basic", {"gamma": ["globaltoc.html"]}, True),
        ("alabaster", {}, True),
        ("alabaster", {"a*": ["localtoc.html"]}, True),
        ("alabaster", {"**": ["localtoc.html"]}, False),
        ("furo", {}, True),
        ("furo", {"**": []}, False),
        ("sphinx_rtd_theme", {}, True),
        ("agogo", {}, True),
    ],
)
def test_a_toctree_in_the_sidebar(
    wiki: Wiki, theme: str, sidebars: dict[str, list[str]], *, shown: bool
) -> None:
    wiki.conf |= {"html_theme": theme, "html_sidebars": sidebars}
    wiki.write("index.md", "# Wiki\n\n```{toctree}\nalpha\nbeta\ngamma\n```\n")
    for slug in ("alpha", "beta", "gamma"):
        wiki.article(slug)
    wiki.build()
    edit(wiki, "alpha.md", "# Alpha", "# First")
    assert ("gamma" in assert_equal(wiki)) == shown


@pytest.mark.parametrize(
    ("builder", "theme"),
    [("html", "alabaster"), ("html", "furo"), ("html", "sphinx_rtd_theme"), ("text", "alabaster")],
)
def test_a_page_in_several_toctrees(wiki: Wiki, builder: str, theme: str) -> None:
    """Sphinx takes the parent whose name comes last, whichever was read last."""
    wiki.conf |= {"html_theme": theme, "suppress_warnings": ["*"]}
    wiki.write("index.md", "# Wiki\n\n```{toctree}\nalpha\nbeta\n```\n")
    for slug in ("alpha", "beta", "gamma"):
        wiki.article(slug)
    for parent in ("alpha", "beta"):
        edit(wiki, f"{parent}.md", "Some prose.", "```{toctree}\ngamma\n```\n\nSome prose.")
    wiki.build(builder)
    for page in ("alpha", "gamma", "beta", "gamma"):
        edit(wiki, f"{page}.md", "Some prose.", "Some prose. More.")
        assert assert_equal(wiki, builder) == {page}
    edit(wiki, "alpha.md", "Some prose.", "Some prose. More.")
    edit(wiki, "gamma.md", "Some prose.", "Some prose. More.")
    assert assert_equal(wiki, builder) == {"alpha", "gamma"}


def test_a_toctree_in_the_text_shows_as_much_as_it_says(wiki: Wiki) -> None:
    wiki.conf["suppress_warnings"] = ["*"]
    shallow = "```{toctree}\n:maxdepth: 1\n\nbeta\nIts title <gamma>\n```"
    wiki.write("index.md", f"# Wiki\n\n```{{toctree}}\n:hidden:\n\nalpha\n```\n\n{shallow}\n")
    for slug in ("alpha", "beta", "gamma", "delta"):
        wiki.article(slug)
    edit(wiki, "beta.md", "Some prose.", "```{toctree}\ndelta\n```\n\nSome prose.")
    wiki.build("text")
    for page in ("alpha", "gamma"):
        edit(wiki, f"{page}.md", f"# {page.title()}", f"# New {page}")
        assert assert_equal(wiki, "text") == {page}
    edit(wiki, "beta.md", "Some prose.", "## Heading\n\nMore.")
    assert assert_equal(wiki, "text") == {"beta"}
    edit(wiki, "delta.md", "# Delta", "# Fourth")
    assert assert_equal(wiki, "text") == {"beta", "delta"}
    edit(wiki, "beta.md", "# Beta", "# Second")
    assert assert_equal(wiki, "text") == {"index", "beta"}
    edit(wiki, "index.md", ":maxdepth: 1", ":maxdepth: 2")
    assert assert_equal(wiki, "text") == {"index"}
    edit(wiki, "delta.md", "# Fourth", "# Delta")
    assert assert_equal(wiki, "text") == {"beta", "delta"}
    edit(wiki, "index.md", ":maxdepth: 2", ":maxdepth: 3")
    assert assert_equal(wiki, "text") == {"index"}
    edit(wiki, "delta.md", "# Delta", "# Fourth")
    assert assert_equal(wiki, "text") == {"index", "beta", "delta"}


@pytest.mark.parametrize(
    ("builder", "theme"),
    [("html", "alabaster"), ("html", "furo"), ("html", "basic"), ("text", "alabaster")],
)
def test_a_toctree_of_titles_shows_all_that_a_page_has(
    wiki: Wiki, builder: str, theme: str
) -> None:
    use_theme(wiki, theme)
    wiki.conf["suppress_warnings"] = ["*"]
    wiki.write("index.md", "# Wiki\n\n```{toctree}\n:titlesonly:\n\nalpha\npage\n```\n")
    wiki.article("alpha")
    wiki.write("page.md", "# Page\n\nText.\n\n# Another title\n\nText.\n")
    wiki.build(builder)
    edit(wiki, "page.md", "# Another title", "# The last title")
    written = assert_equal(wiki, builder)
    assert written == {"index", "page"} | ({"alpha"} if builder == "html" else set())


def test_the_list_of_a_book_shows_all_titles_of_a_page(wiki: Wiki) -> None:
    wiki.article("alpha")
    wiki.article("beta")
    wiki.build("epub")
    edit(wiki, "beta.md", "Some prose.", "# A second title\n\nText.")
    assert "index" in assert_equal_but_archive(wiki)
    edit(wiki, "beta.md", "# A second title", "# Another")
    assert "index" in assert_equal_but_archive(wiki)


def assert_equal_but_archive(wiki: Wiki) -> set[str]:
    found, clean = wiki.build("epub"), wiki.clean_build("epub")
    assert _compared(found.files()) == _compared(clean.files())
    return found.written


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text"])
def test_a_toctree_that_shows_nothing_writes_no_page_around_it(wiki: Wiki, builder: str) -> None:
    wiki.conf |= {"html_theme": "basic", "suppress_warnings": ["*"]}
    wiki.write("index.md", "# Wiki\n\n```{toctree}\nalpha\nbeta\ngamma\n```\n")
    for slug in ("alpha", "beta", "gamma"):
        wiki.article(slug)
    wiki.build(builder)
    edit(wiki, "beta.md", "Some prose.", "```{toctree}\n:hidden:\n\nnowhere </b>\n```")
    assert assert_equal(wiki, builder) == {"beta"}
    edit(wiki, "beta.md", "nowhere </b>", "gamma")
    assert assert_equal(wiki, builder) <= {"beta", "gamma"}
    edit(wiki, "beta.md", ":hidden:\n\ngamma", "nowhere </b>")
    assert ("index" in assert_equal(wiki, builder)) or builder == "text"
    edit(wiki, "beta.md", "```{toctree}", "## Heading\n\n```{py:function} f()\n```\n\n```{toctree}")
    assert "index" in assert_equal(wiki, builder)
    edit(wiki, "beta.md", "```{toctree}\nnowhere </b>\n```", "")
    assert assert_equal(wiki, builder) == {"beta"}


@pytest.mark.parametrize("option", ["", ":titlesonly:\n", ":maxdepth: 3\n"])
@pytest.mark.parametrize(
    ("builder", "theme"), [("text", "basic"), ("html", "basic"), ("html", "alabaster")]
)
def test_toctrees_show_more_than_documents(
    wiki: Wiki, builder: str, theme: str, option: str
) -> None:
    wiki.conf |= {"html_theme": theme}
    wiki.write("index.md", f"# Wiki\n\n```{{toctree}}\n{option}\nalpha\nbeta\n```\n")
    wiki.article("alpha")
    wiki.article("beta", body="```{toctree}\nOne <https://example.org/1>\nself\nsearch\n```")
    assert "One" in wiki.build(builder).text(f"index.{'txt' if builder == 'text' else 'html'}")
    edit(wiki, "beta.md", "One <", "Two <")
    assert "index" in assert_equal(wiki, builder)
    edit(wiki, "beta.md", "self\n", "By itself <self>\n")
    assert "index" in assert_equal(wiki, builder)
    edit(wiki, "beta.md", "example.org/1", "example.org/2")
    assert_equal(wiki, builder)


@pytest.mark.parametrize("builder", ["html", "text"])
def test_toctrees_have_their_place_among_headings(wiki: Wiki, builder: str) -> None:
    wiki.write("index.md", "# Wiki\n\n```{toctree}\nalpha\nbeta\n```\n")
    for slug in ("alpha", "beta", "gamma"):
        wiki.article(slug)
    tree = "```{toctree}\ngamma\n```\n"
    edit(wiki, "beta.md", "Some prose.", f"## One\n\n{tree}\n## Two\n\nText.\n")
    wiki.build(builder)
    text = (wiki.src / "beta.md").read_text(encoding="utf-8")
    wiki.write("beta.md", text.replace(tree, "Text.\n").replace("Two\n", f"Two\n\n{tree}"))
    assert "index" in assert_equal(wiki, builder)


@pytest.mark.parametrize("builder", ["html", "epub", "json"])
def test_toctrees_in_a_circle_are_named(wiki: Wiki, builder: str) -> None:
    """Sphinx goes round without end, when it writes HTML."""
    wiki.conf["suppress_warnings"] = ["*"]
    wiki.write("index.md", "# Wiki\n\n```{toctree}\nalpha\n```\n")
    wiki.article("alpha", body="```{toctree}\nbeta\n```")
    wiki.article("beta", body="```{toctree}\nbeta\n```")
    wiki.build(builder)
    edit(wiki, "beta.md", "toctree}\nbeta", "toctree}\nalpha")
    complaint = r"beta.md: toctrees lead in a circle: alpha -> beta -> alpha; take one"
    with pytest.raises(SphinxError, match=complaint):
        wiki.build(builder)
    assert_equal(wiki, "text")
    edit(wiki, "beta.md", "toctree}\nalpha", "toctree}\nbeta")
    wiki.build(builder)


@pytest.mark.parametrize("builder", ["html", "text"])
def test_headings_below_what_the_outline_shows_write_no_other_page(
    wiki: Wiki, builder: str
) -> None:
    wiki.write("index.md", "# Wiki\n\n```{toctree}\nalpha\nbeta\n```\n")
    for slug in ("alpha", "beta"):
        wiki.article(slug)
    wiki.build(builder)
    text = (wiki.src / "beta.md").read_text(encoding="utf-8")
    wiki.write("beta.md", f"---\ntocdepth: 2\n---\n\n{text}")
    assert assert_equal(wiki, builder) == {"beta"}
    edit(wiki, "beta.md", "Some prose.", "Some prose.\n\n```{py:function} f()\n```")
    assert assert_equal(wiki, builder) == {"beta"}
    edit(wiki, "beta.md", "tocdepth: 2", "tocdepth: 3")
    assert assert_equal(wiki, builder) == {"beta", "index"}
    edit(wiki, "beta.md", "tocdepth: 3", "tocdepth: -1")
    assert assert_equal(wiki, builder) == {"beta"}


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_document_of_the_same_name_elsewhere_is_no_target(wiki: Wiki, builder: str) -> None:
    wiki.conf["suppress_warnings"] = ["*"]
    wiki.article("alpha", name="d/alpha.md", body="To {doc}`beta`, {any}`beta` and [](beta.md).")
    wiki.build(builder)
    wiki.write("beta.md", "# Beta\n")
    assert assert_equal(wiki, builder) == {"beta"}
    wiki.write("d/beta.md", "# Second\n")
    assert assert_equal(wiki, builder) == {"d/alpha", "d/beta"}
    wiki.write("d/beta.md", "# Third\n")
    assert assert_equal(wiki, builder) == {"d/alpha", "d/beta"}


@pytest.mark.parametrize("numbered", [False, True])
@pytest.mark.parametrize("builder", ["html", "text"])
def test_references_by_number_show_nothing_where_nothing_has_one(
    wiki: Wiki, builder: str, numbered: bool
) -> None:
    wiki.conf["suppress_warnings"] = ["*"]
    tree = ":numbered:\n\nbeta" if numbered else "beta"
    wiki.write("index.md", f"# Wiki\n\n```{{toctree}}\n{tree}\n```\n")
    wiki.article("alpha", body="See {numref}`here`, {numref}`listing` and {ref}`Title <here>`.")
    wiki.article("beta", body="(here)=\n## Heading\n\nText.")
    wiki.build(builder)
    edit(wiki, "beta.md", "## Heading", "## Another")
    assert "alpha" not in assert_equal(wiki, builder)
    listing = "```{code-block} text\n:caption: Listing\n:name: listing\n\nx\n```"
    edit(wiki, "beta.md", "Text.", listing)
    assert "alpha" not in assert_equal(wiki, builder)
    wiki.conf["numfig"] = True
    assert "alpha" in assert_equal(wiki, builder)
    edit(wiki, "beta.md", "## Another", f"{listing.replace('listing', 'first')}\n\n## Another")
    assert "alpha" in assert_equal(wiki, builder)
