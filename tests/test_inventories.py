"""Links to other projects, by intersphinx and by MyST: pages follow what inventories say."""

from __future__ import annotations

import zlib

import pytest

from conftest import Wiki, squeeze
from test_incremental import assert_equal

HEAD = """\
# Sphinx inventory version 2
# Project: Other
# Version: 1
# The remainder of this file is compressed using zlib.
"""
LINKS = [
    "{ref}`mark`", "{ref}`MARK`", "{ref}`so <mark>`", "{ref}`other:mark`", "{any}`mark`",
    "{any}`other:mark`", "{term}`api`", "{term}`other:API`", "{option}`prog --x`",
    "{py:func}`mod.call`", "{external:ref}`mark`", "{external+other:ref}`mark`",
    "{external:py:func}`local`", "{concept}`alpha`", "{concept}`other:alpha`",
    "{concept}`so <alpha>`", "{external+other:wiki:concept}`beta`", "[](#mark)", "[so](#mark)",
    "[](inv:#mark)", "[](inv:other:*:*#mark)", "[so](inv:other#mark)",
]  # fmt: skip


def inventory(wiki: Wiki, place: str, title: str) -> None:
    """Write the inventory of another project, whose objects are at *place* with *title*."""
    lines = [
        f"mark std:label -1 {place}.html {title}", f"API std:term -1 {place}.html -",
        f"prog.--x std:cmdoption -1 {place}.html -", f"mod.call py:function 1 {place}.html -",
        f"local py:function 1 {place}.html -", f"alpha wiki:concept -1 {place}.html {title}",
        f"beta wiki:concept -1 {place}.html {title}",
    ]  # fmt: skip
    _write(wiki, lines)


def _write(wiki: Wiki, lines: list[str]) -> None:
    body = zlib.compress("".join(f"{line}\n" for line in lines).encode())
    (wiki.root / "other.inv").write_bytes(HEAD.encode() + body)


@pytest.fixture
def linked(wiki: Wiki) -> Wiki:
    wiki.conf |= {
        "extensions": ["sphinx_policywiki", "sphinx.ext.intersphinx"],
        "intersphinx_mapping": {"other": ("https://other.example/", str(wiki.root / "other.inv"))},
        "intersphinx_cache_limit": 0, "suppress_warnings": ["*"], "html_theme": "basic",
    }  # fmt: skip
    wiki.article("beta")
    wiki.write("code.md", "# Code\n\n```{py:function} local()\n```\n")
    return wiki


def test_every_link_follows_the_inventory(linked: Wiki) -> None:
    names = {f"p{number}": link for number, link in enumerate(LINKS)}
    for name, link in names.items():
        linked.write(f"{name}.md", f"# A page\n\nSee {link}.\n")
    linked.write("scoped.rst", "Scoped\n======\n\n.. py:module:: mod\n\n:py:func:`call`\n")
    for state in (("one", "One"), ("two", "One"), ("two", "Two")):
        inventory(linked, *state)
        build, clean = linked.build(), linked.clean_build()
        pages = {name: clean.text(f"{name}.html") for name in (*names, "scoped")}
        assert [names.get(n, n) for n in pages if f"{state[0]}.html" not in pages[n]] == []
        assert [names.get(n, n) for n in pages if build.text(f"{n}.html") != pages[n]] == []
    _write(linked, [])
    assert_equal(linked)
    inventory(linked, "new", "New")
    assert_equal(linked)
    assert linked.build().written == set()


def test_text_has_no_addresses_of_other_projects(linked: Wiki) -> None:
    inventory(linked, "one", "One")
    linked.article("alpha", body="See {ref}`mark`, {concept}`other:alpha`, [](#mark).")
    linked.article("own", body="See {ref}`so <mark>`, {concept}`so <alpha>`, [so](#mark).")
    linked.build("text")
    inventory(linked, "two", "One")
    assert assert_equal(linked, "text") == set()
    inventory(linked, "two", "Two")
    assert assert_equal(linked, "text") == {"alpha"}


def test_a_link_with_its_own_text_does_not_follow_titles(linked: Wiki) -> None:
    inventory(linked, "one", "One")
    linked.article("own", body="See {ref}`so <mark>`, {concept}`so <alpha>`, [so](#mark).")
    linked.article("no", body="See {doc}`mark`, {numref}`mark`, {py:class}`local`.")
    linked.build()
    inventory(linked, "one", "Two")
    assert assert_equal(linked) == set()
    inventory(linked, "two", "Two")
    assert assert_equal(linked) == {"own"}


def test_what_an_inventory_says_of_others_writes_no_page(linked: Wiki) -> None:
    linked.article("alpha", body="See {ref}`mark` and {term}`api`.")
    lines = ["mark std:label -1 a.html A", "API std:term -1 a.html -"]
    _write(linked, lines)
    linked.build()
    _write(linked, [*lines, "else std:label -1 a.html Else", "mark std:doc -1 a.html Document"])
    assert assert_equal(linked) == set()


@pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app'")  # of MyST
def test_a_page_that_includes_a_link_to_an_inventory_follows_it(linked: Wiki) -> None:
    linked.conf["exclude_patterns"] = ["part.md"]
    linked.write("part.md", "See [](inv:#mark).\n")
    linked.article("alpha", body="```{include} part.md\n```\n")
    for parallel, title in ((1, "One"), (2, "Two"), (2, "Three")):
        inventory(linked, "a", title)
        assert "alpha" in linked.build(parallel=parallel).written
        assert f"See {title}." in squeeze(linked.build().soup("alpha.html").select_one("#details"))


def test_a_link_to_another_project_alone_is_no_link_to_an_article_here(linked: Wiki) -> None:
    inventory(linked, "there", "There")
    link = "{external+other:wiki:concept}`beta`"
    linked.article("alpha", body=f"See {link} there.", summary=f"Like {link}.")
    linked.write("list.md", "# L\n\n```{article-list}\n:sort: used\n```\n")
    linked.write("back.md", "# B\n\n```{backlinks} beta\n```\n")
    build = linked.build()
    assert build.soup("alpha.html").select('#details a[href="https://other.example/there.html"]')
    assert "Beta (used by 0 articles)" in squeeze(
        build.soup("list.html").select_one(".pw-articles")
    )
    assert "No article links here." in squeeze(build.soup("back.html").select_one(".pw-empty"))


def test_relations_name_articles_of_a_certain_project(linked: Wiki) -> None:
    inventory(linked, "there", "There")
    linked.article("gamma", "related: other:beta")
    links = (
        linked.build().soup("gamma.html").select("aside a[href='https://other.example/there.html']")
    )
    assert [squeeze(link) for link in links] == ["There"]


def test_another_name_of_a_project_is_followed(linked: Wiki) -> None:
    inventory(linked, "there", "There")
    linked.article("alpha", body="See {ref}`mark`, [](inv:#mark), {concept}`other:alpha`.")
    linked.build()
    linked.conf["intersphinx_mapping"] = {
        "new": ("https://new.example/", str(linked.root / "other.inv"))
    }
    assert "alpha" in assert_equal(linked)


@pytest.mark.parametrize(
    ("link", "domains"), [("[](#foo)", ["std"]), ("[](#foo)", None), ("[](#f*)", ["std"])]
)
def test_myst_looks_in_its_domains_and_for_patterns(
    linked: Wiki, link: str, domains: list[str] | None
) -> None:
    linked.conf["myst_ref_domains"] = domains
    linked.write("alpha.md", f"# Alpha\n\nSee {link}.\n")
    for place in ("one", "two"):
        _write(linked, [f"foo py:function 1 {place}.html -", f"foo std:label -1 {place}.html Foo"])
        assert "alpha" in assert_equal(linked)
    assert assert_equal(linked) == set()


def test_a_substitution_with_a_link_to_an_inventory_is_followed(linked: Wiki) -> None:
    linked.conf |= {
        "myst_enable_extensions": ["substitution"], "myst_substitutions": {"x": "[](inv:#mark)"},
    }  # fmt: skip
    linked.write("alpha.md", "# Alpha\n\nSee {{ x }}.\n")
    for title in ("One", "Two"):
        inventory(linked, "there", title)
        assert "alpha" in assert_equal(linked)
        assert f"See {title}." in linked.build().soup("alpha.html").get_text()


def test_the_own_project_may_be_named(linked: Wiki) -> None:
    inventory(linked, "there", "There")
    linked.conf["intersphinx_resolve_self"] = "me"
    linked.write("here.md", "(spot)=\n# Here\n")
    linked.write("alpha.md", "# Alpha\n\nSee {concept}`me:beta`, {doc}`me:here`, {ref}`me:spot`.\n")
    soup = linked.build().soup("alpha.html")
    assert "See Beta, Here, Here." in soup.get_text()
    assert soup.select_one(".pw-missing") is None
    linked.article("beta", title="New Beta")
    assert assert_equal(linked) == {"alpha", "beta"}
    linked.write("here.md", "(spot)=\n# There\n")
    assert "alpha" in assert_equal(linked)
