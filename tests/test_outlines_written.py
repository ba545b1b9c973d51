"""Toctrees with all options, in the text and in sidebars: which pages an edit below them writes.

``POLICYWIKI_SEQUENCES`` sets how many random outlines there are for each theme.
"""

from __future__ import annotations

import cProfile
import os
import pstats
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from conftest import Wiki
from test_incremental import assert_equal


def tree(entries: str, options: str = "") -> str:
    return f"```{{toctree}}\n{options}\n\n{entries}\n```\n"


OPTIONS = [
    "", ":maxdepth: 1", ":maxdepth: 2", ":maxdepth: 3", ":titlesonly:", ":hidden:",
    ":titlesonly:\n:includehidden:", ":maxdepth: 2\n:includehidden:",
    ":titlesonly:\n:maxdepth: 2", ":caption: Pages", ":reversed:", ":numbered:", ":numbered: 2",
]  # fmt: skip
TREES = [
    *(tree("a\nb", options) for options in OPTIONS),
    *(tree("Given <a>\nb", options) for options in OPTIONS[:5]),
    tree("self\na"), tree("a\nElsewhere <https://example.org/>"), tree("a\ngenindex"),
    tree("a\ns/*", ":glob:"), tree("a\ns/*", ":glob:\n:titlesonly:"),
]  # fmt: skip
#: Those that may stand below a toctree of the first page: numbers are given once.
BELOW = [text for text in TREES if ":numbered:" not in text]


def a(text: str = "", title: str = "A", tocdepth: int = 0) -> dict[str, str | None]:
    above = f"---\ntocdepth: {tocdepth}\n---\n\n" if tocdepth else ""
    return {"a.md": f"{above}# {title}\n\n{text}\n"}


def c(text: str = "", title: str = "C") -> dict[str, str | None]:
    return {"c.md": f"# {title}\n\n{text}\n"}


def only(condition: str, text: str) -> str:
    return f"````{{only}} {condition}\n{text}````\n"


def rst(condition: str, heading: str) -> dict[str, str | None]:
    text = (
        f"A\n=\n\n.. only:: {condition}\n\n   {heading}\n   -----\n\n   .. toctree::\n\n      c\n"
    )
    return {"a.rst": text}


ONE, TWO = "## One\n\n", "## Two\n\n"
#: Edits, one after another: files by name, None for those that go.
EDITS: list[dict[str, str | None]] = [
    a() | c() | {"b.md": "# B\n", "s/x.md": "# X\n", "alpha.md": "# Alpha\n"},
    a(ONE), a(f"{ONE}### Deep\n"), a(f"{TWO}### Deep\n"), a(f"{TWO}### Deeper\n"),
    a(f"{TWO}### Deeper\n\n#### Deepest\n"), a(TWO, title="New"), a("# Second\n", title="New"),
    a(f"{ONE}# Second\n\n{TWO}"), a(ONE, tocdepth=1), a(TWO, tocdepth=1),
    a(f"{ONE}### Deep\n", tocdepth=2), a(f"{ONE}### Deeper\n", tocdepth=2),
    a(tree("c")), c(title="Other"), c(ONE), c(TWO), a(tree("c", ":hidden:")), c(TWO, title="New"),
    a(tree("c", ":maxdepth: 1")), a(tree("c", ":titlesonly:")), c(ONE),
    a(tree("c", ":caption: In")), a(tree("Given <c>")), c(ONE, title="New"),
    a(f"{ONE}{tree('c')}"), a(f"{ONE}{tree('c')}\n{TWO}"), a(f"{ONE}{TWO}{tree('c')}"),
    c(tree("s/x")), {"s/x.md": "# New\n"}, {"s/x.md": f"# New\n\n{ONE}"},
    {"s/x.md": f"# New\n\n{TWO}"}, a(tree("c", ":hidden:")), {"s/x.md": "# X\n"},
    a(tree("s/*", ":glob:")), {"s/y.md": "# Y\n"}, {"s/y.md": "# New\n"}, {"s/y.md": None},
    a(tree("none*", ":glob:")), a(tree("none*", ":glob:\n:hidden:")), a(),
    a(only("text", tree("c"))), a(only("html", tree("c"))), c(title="Third"),
    {"a.md": "Text alone.\n"}, {"a.md": "Other text alone.\n"}, a(title="*A*"), a(title="A `b`"),
    a("```{py:function} call()\n```"), a("```{py:function} other()\n```"),
    {"a.md": "(mark)=\n# A\n"}, a(f"(mark)=\n{ONE}"), a(f"(sign)=\n{ONE}"),
    {"a.md": None} | rst("text", "One"), rst("text", "Two"), rst("html", "Two"),
    rst("not html", "Two"), c(title="Fourth"), {"a.rst": None} | a(),
    {"b.md": "# B {concept}`alpha`\n", "alpha.md": "# Alpha\n\n```{concept} alpha\n\nIt.\n```\n"},
    {"alpha.md": "# Aleph\n\n```{concept} alpha\n\nIt.\n```\n"}, {"b.md": None},
    {"b.md": "# B\n"},
]  # fmt: skip
#: Components that show toctrees, placed by options of the themes that have such.
PLACED: list[tuple[str, dict[str, Any]]] = [
    ("pydata_sphinx_theme", {"secondary_sidebar_items": {"c": ["page-toc", "sidebar-nav-bs"]}}),
    ("pydata_sphinx_theme", {"secondary_sidebar_items": {"c": "page-toc, sidebar-nav-bs.html"}}),
    ("sphinx_book_theme", {"secondary_sidebar_items": ["sbt-sidebar-nav"]}),
    ("sphinx_book_theme", {"primary_sidebar_end": ["sbt-sidebar-nav"]}),
]
#: A clean build follows every so many edits.
CLEAN = 6


@pytest.mark.parametrize(
    ("builder", "suffix", "theme", "options"),
    [
        ("text", "txt", "basic", {}),
        ("epub", "xhtml", "basic", {}),
        ("json", "fjson", "furo", {}),
        ("html", "html", "haiku", {}),
        ("html", "html", "basic", {}),
        ("html", "html", "alabaster", {}),
        ("html", "html", "alabaster", {"sidebar_collapse": False}),
        ("html", "html", "furo", {}),
        ("html", "html", "sphinx_rtd_theme", {}),
        (
            "html", "html", "sphinx_rtd_theme",
            {"collapse_navigation": False, "titles_only": True, "navigation_depth": 2},
        ),
        ("html", "html", "pydata_sphinx_theme", {}),
        ("html", "html", "pydata_sphinx_theme", {"collapse_navigation": True}),
        ("html", "html", "sphinx_book_theme", {}),
    ],
)  # fmt: skip
def test_pages_are_written_if_their_outlines_show_something_else(
    wiki: Wiki, builder: str, suffix: str, theme: str, options: dict[str, Any]
) -> None:
    wiki.conf |= {
        "suppress_warnings": ["*"], "html_theme": theme, "html_theme_options": options,
    }  # fmt: skip
    trees = TREES if builder == "text" else BELOW
    for number, text in enumerate(trees):
        wiki.write(f"p{number}.md", f"# Page {number}\n\n{text}")
    wiki.write("q.md", "# A page\n\nNothing.\n")
    first = "" if builder == "text" else tree("p*\nq", ":glob:\n:maxdepth: 2")
    wiki.write("index.md", f"# Wiki\n\n{first}")
    before: dict[str, str] = {}
    for number, files in enumerate(EDITS):
        wiki.change(files)
        build = wiki.build(builder)
        names = [p.relative_to(wiki.src).with_suffix("") for p in wiki.src.rglob("*.[mr][ds]*")]
        pages = {str(name): build.text(f"{name}.{suffix}") for name in names}
        same = {name for name in pages if pages[name] == before.get(name)}
        read = {*build.read, *(["index"] if builder == "epub" else [])}
        assert (files, build.written & same - read) == (files, set())
        if number % CLEAN == 0 or files is EDITS[-1]:
            clean = wiki.clean_build(builder)
            stale = [name for name in pages if pages[name] != clean.text(f"{name}.{suffix}")]
            assert stale == []
        before = pages


PAGES = "abcdefg"
THEMES: list[tuple[str, dict[str, Any]]] = [
    ("alabaster", {}), ("alabaster", {"sidebar_collapse": False}),
    ("alabaster", {"sidebar_includehidden": False}), ("furo", {}),
    ("pydata_sphinx_theme", {"collapse_navigation": True}), ("sphinx_book_theme", {}),
    ("sphinx_rtd_theme", {}), ("sphinx_rtd_theme", {"titles_only": True}),
]  # fmt: skip


def toctrees(names: str) -> st.SearchStrategy[str]:
    """Toctrees of some of the pages *names*, a third of them in ``only``."""
    entries = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)
    trees = st.builds(tree, entries.map("\n".join), st.sampled_from(OPTIONS[:11]))
    conditions = st.sampled_from(["html", "text", "html and epub"])
    return st.one_of(trees, trees, st.builds(only, conditions, trees))


@st.composite
def pages(draw: st.DrawFn, name: str) -> dict[str, str | None]:
    """A page with toctrees of pages behind it, so that there are no circles."""
    later = PAGES[PAGES.index(name) + 1 :]
    parts = st.sampled_from([ONE, TWO, "### Deep\n\n", "# Second\n\n"])
    found = draw(st.lists(parts | toctrees(later) if later else parts, max_size=3))
    title = draw(st.sampled_from([f"# {name}\n\n", f"# New {name}\n\n", "Text alone.\n\n"]))
    depth = draw(st.sampled_from(["", "", "", "---\ntocdepth: 1\n---\n\n"]))
    return {f"{name}.md": depth + title + "\n".join(found)}


@pytest.mark.slow
@pytest.mark.parametrize(("theme", "options"), THEMES)
@settings(
    max_examples=int(os.environ.get("POLICYWIKI_SEQUENCES", "3")), phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(data=st.data())
def test_random_outlines_are_those_of_a_clean_build(
    make_wiki: Callable[[], Wiki], theme: str, options: dict[str, Any], data: st.DataObject
) -> None:
    wiki = make_wiki()
    wiki.conf |= {
        "suppress_warnings": ["*"], "html_theme": theme, "html_theme_options": options,
    }  # fmt: skip
    first = st.lists(toctrees(PAGES), min_size=1, max_size=2).map("\n".join)
    wiki.write("index.md", f"# Wiki\n\n{data.draw(first)}")
    for name in PAGES:
        wiki.change(data.draw(pages(name)))
    wiki.build()
    for name in data.draw(st.lists(st.sampled_from(PAGES), min_size=6, max_size=6)):
        wiki.change(data.draw(pages(name)))
        assert_equal(wiki)


@pytest.mark.parametrize(("theme", "options"), PLACED)
def test_a_sidebar_that_an_option_of_the_theme_places_is_followed(
    wiki: Wiki, theme: str, options: dict[str, Any]
) -> None:
    wiki.conf |= {
        "html_theme": theme, "html_theme_options": options, "html_sidebars": {"**": []},
    }  # fmt: skip
    wiki.write("index.md", f"# Wiki\n\n{tree('a')}")
    wiki.write("a.md", "# A\n\n" + tree("c\nd\ne"))
    for name in "cde":
        wiki.write(f"{name}.md", f"# {name}\n")
    assert "Renamed" not in wiki.build().text("c.html")
    wiki.write("e.md", "# Renamed\n")
    assert_equal(wiki)
    assert "Renamed" in wiki.build().text("c.html")


@pytest.mark.parametrize("theme", ["pydata_sphinx_theme", "sphinx_book_theme"])
def test_pages_that_are_first_listed_by_a_page_outside_of_the_outline(
    wiki: Wiki, theme: str
) -> None:
    """These themes ask for what is above a page, whether the first page leads there or not."""
    wiki.conf["html_theme"] = theme
    wiki.write("index.md", f"# Wiki\n\n{tree('a')}")
    wiki.write("a.md", "# A\n")
    wiki.write("b.md", "---\norphan: true\n---\n\n# B\n")
    wiki.write("c.md", "---\norphan: true\n---\n\n# C\n")
    wiki.build()
    wiki.write("b.md", f"---\norphan: true\n---\n\n# B\n\n{tree('c')}")
    assert assert_equal(wiki) == {"b", "c"}


@pytest.mark.parametrize("asked", ["", ":includehidden:"])
def test_a_hidden_toctree_in_an_open_entry_counts_if_the_sidebar_shows_it(
    wiki: Wiki, asked: str
) -> None:
    wiki.conf |= {
        "html_theme": "alabaster", "html_theme_options": {"sidebar_includehidden": False},
    }  # fmt: skip
    wiki.write("index.md", f"# Wiki\n\n{tree('a', asked)}")
    wiki.write("a.md", f"# A\n\n{tree('b')}{tree('c', ':hidden:')}")
    wiki.write("b.md", "# B\n")
    wiki.write("c.md", "# C\n")
    wiki.build()
    wiki.write("c.md", "# C\n\n# Second\n")
    assert ("b" in assert_equal(wiki)) == bool(asked)


@pytest.mark.parametrize("theme", ["alabaster", "pydata_sphinx_theme"])
def test_entries_below_another_heading_count_where_headings_are_not_shown(
    wiki: Wiki, theme: str
) -> None:
    options = {} if theme == "alabaster" else {"collapse_navigation": True}
    wiki.conf |= {"html_theme": theme, "html_theme_options": options}
    wiki.write("index.md", f"# Wiki\n\n{tree('a')}")
    wiki.write("a.md", f"# A\n\n{ONE}{tree('b')}\n{TWO}{tree('c')}")
    wiki.write("b.md", "# B\n")
    wiki.write("c.md", "# C\n")
    wiki.build()
    wiki.write("c.md", "# C\n\n# Second\n")
    assert ("b" in assert_equal(wiki)) == (theme != "alabaster")


def test_an_entry_is_open_also_where_its_pages_stand_too_deep(wiki: Wiki) -> None:
    wiki.conf["html_theme"] = "alabaster"
    wiki.write("index.md", f"# Wiki\n\n{tree('a', ':maxdepth: 2')}")
    wiki.write("a.md", "# A\n\n" + tree("b") + f"\n{ONE}" + tree("c\nd\ne"))
    for name in "bcde":
        wiki.write(f"{name}.md", f"# {name}\n")
    wiki.build()
    for title in ("New", "Newer"):
        wiki.write("b.md", f"# {title}\n")
        assert "e" in assert_equal(wiki)
        wiki.write("c.md", f"# {title}\n")
        assert "e" not in assert_equal(wiki)


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_toctrees_in_only_of_pages_without_a_title(wiki: Wiki, theme: str) -> None:
    wiki.conf |= {"html_theme": theme, "suppress_warnings": ["toc"]}
    wiki.write("index.md", f"# Wiki\n\n{tree('c')}")
    wiki.write("c.md", f"Text.\n\n{ONE}{TWO}" + only("text", tree("d\ne")))
    for name in "defz":
        wiki.write(f"{name}.md", f"---\norphan: true\n---\n\n# {name}\n")
    wiki.build()
    wiki.write("e.md", "# New\n")
    assert_equal(wiki)
    wiki.write("c.md", "Text.\n\n" + only("html", tree("e")))
    wiki.write("e.md", f"# E\n\n{tree('f')}")
    assert_equal(wiki)
    wiki.write("z.md", f"# Z\n\n{tree('f')}")
    assert_equal(wiki)


def test_a_closed_entry_is_not_part_of_the_way(wiki: Wiki) -> None:
    """A closed entry below which a page stands as well is not marked on that page."""
    wiki.conf["html_theme"] = "alabaster"
    wiki.write("index.md", f"# Wiki\n\n{tree('z')}{tree('c')}")
    for name in "cez":
        wiki.write(f"{name}.md", f"# {name}\n")
    wiki.build()
    wiki.write("c.md", "# c\n\n" + tree("e\nz"))
    assert assert_equal(wiki) == {"c", "e", "index"}


def test_an_option_that_is_no_number_is_taken_as_the_theme_takes_it(wiki: Wiki) -> None:
    wiki.conf |= {
        "html_theme": "sphinx_rtd_theme", "html_theme_options": {"navigation_depth": "two"},
    }  # fmt: skip
    wiki.write("index.md", f"# Wiki\n\n{tree('a')}")
    wiki.write("a.md", f"# A\n\n{ONE}")
    wiki.build()
    wiki.write("a.md", f"# A\n\n{TWO}")
    assert_equal(wiki)


def test_an_unknown_option_of_a_theme_is_warned_of_once(wiki: Wiki) -> None:
    wiki.conf |= {"html_theme": "alabaster", "html_theme_options": {"nonsense": 1}}
    wiki.write("index.md", f"# Wiki\n\n{tree('a')}")
    wiki.write("a.md", "# A\n")
    assert wiki.build().warnings.count("'nonsense'") == 1


def test_a_page_in_two_toctrees_keeps_its_place(wiki: Wiki) -> None:
    wiki.conf["html_theme"] = "alabaster"
    wiki.write("index.md", "# Wiki\n\n" + tree("a\nb"))
    wiki.write("a.md", f"# A\n\n{tree('c')}")
    wiki.write("b.md", "# B\n\n" + tree("c\nd"))
    wiki.write("c.md", f"# C\n\n{tree('e')}")
    wiki.write("d.md", "# D\n")
    wiki.write("e.md", "# E\n")
    wiki.build()
    wiki.write("a.md", f"# A\n\nMore.\n\n{tree('c')}")
    assert assert_equal(wiki) == {"a"}
    for title in ("New", "Newer"):
        wiki.write("d.md", f"# {title}\n")
        assert {"c", "e"} <= assert_equal(wiki)
    wiki.write("c.md", f"# C\n\n{ONE}{tree('e')}")
    assert_equal(wiki)


def in_sections(wiki: Wiki, count: int) -> None:
    wiki.write("index.md", f"# Wiki\n\n{tree('*/index', ':glob:')}")
    for number in range(count):
        wiki.write(f"s{number}/index.md", f"# Section {number}\n\n{tree('x')}")
        wiki.write(f"s{number}/x.md", "# X\n")


def listed_twice(wiki: Wiki, count: int) -> None:
    wiki.write("index.md", "# Wiki\n\n" + tree("all\nzall") + tree("s*/x", ":glob:"))
    wiki.write("all.md", f"# All\n\n{tree('s*/x', ':glob:')}")
    wiki.write("zall.md", f"# All again\n\n{tree('s*/x', ':glob:')}")
    for number in range(count):
        wiki.write(f"s{number}/x.md", "# X\n")


def below_only(wiki: Wiki, count: int) -> None:
    wiki.write("index.md", "# Wiki\n\n" + only("html", tree("s*/x", ":glob:")))
    for number in range(count):
        wiki.write(f"s{number}/x.md", "# X\n")


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
@pytest.mark.parametrize("shape", [in_sections, listed_twice, below_only])
def test_toctrees_do_not_cost_the_square_of_their_entries(
    wiki: Wiki, shape: Callable[[Wiki, int], None], theme: str
) -> None:
    calls: dict[int, int] = {}
    wiki.conf["html_theme"] = theme
    for count in (20, 40):
        shape(wiki, count)
        wiki.article("alone")
        wiki.build(out=f"out{count}")
        wiki.article("alone", title="New")
        profile = cProfile.Profile()
        with profile:
            assert wiki.build(out=f"out{count}").written == {"alone"}
        calls[count] = sum(
            found[0]
            for (path, _, name), found in pstats.Stats(profile).stats.items()
            if name == "_toctree_entry" or path.endswith(("sidebars.py", "toctrees.py"))
        )
    assert calls[40] < 2.4 * calls[20]


def test_a_sidebar_that_some_pages_have_counts_for_these(wiki: Wiki) -> None:
    wiki.conf |= {
        "html_theme": "basic",
        "html_sidebars": {"a/*": ["globaltoc.html"], "a/bare": ["searchbox.html"]},
    }
    wiki.write("index.md", f"# Wiki\n\n{tree('a/one', ':hidden:')}{tree('last', ':hidden:')}")
    wiki.write("a/one.md", "# One\n")
    wiki.write("last.md", "# Last\n")
    wiki.article("alpha", name="a/alpha.md")
    wiki.article("bare", name="a/bare.md")
    wiki.article("beta")
    assert wiki.build().warnings == ""
    wiki.write("last.md", "# New\n")
    assert assert_equal(wiki) == {"last", "a/one", "a/alpha"}
