"""Names of articles: former slugs, shared aliases, hatnotes, redirects, successors."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest
from bs4 import Tag

from conftest import Build, Wiki, squeeze
from sphinx_policywiki.model import Article, Place, Target
from sphinx_policywiki.names import Names
from sphinx_policywiki.publishing import MARK, marked_pages
from sphinx_policywiki.successors import Successors
from test_incremental import assert_equal, edit

KIND = re.compile(r"\[policywiki\.(\w+)\]")


def kinds(build: Build) -> list[str]:
    return sorted(KIND.findall(build.warnings))


def goal(build: Build, path: str) -> str:
    """Return the file to which the redirect at *path* leads, after a look at all its parts."""
    soup = build.soup(path)
    refresh = soup.select_one('meta[http-equiv="refresh"]')
    link = soup.select_one("body a")
    assert refresh is not None
    assert link is not None
    seconds, _, url = str(refresh["content"]).partition("; url=")
    assert (seconds, url) == ("0", link["href"])
    assert soup.html is not None
    assert soup.html["lang"] == "en"
    assert soup.title is not None
    assert soup.title.get_text() == link.get_text()
    assert not soup.select("script, style, link[rel=stylesheet]")
    target = (build.outdir / path).parent / url.partition("#")[0]
    if url.endswith("/"):
        target /= "index.html"
    assert target.is_file()
    assert target.stat().st_size > 0
    return target.resolve().relative_to(build.outdir.resolve()).as_posix()


def redirects(build: Build) -> set[str]:
    return {p for p in marked_pages(build.outdir) if 'http-equiv="refresh"' in build.text(p)}


def notes(article: Tag) -> list[str]:
    return [squeeze(note) for note in article.select(".pw-hatnote")]


# --- former slugs -----------------------------------------------------------------------


def test_links_by_a_former_slug_go_on_silently_and_show_the_title(wiki: Wiki) -> None:
    wiki.article("new-name", "former-slugs: old-name, older", title="The Thing")
    wiki.article(
        "user", "related: old-name",
        summary="Like {concept}`old-name`.",
        body="{concept}`old-name`, {concept}`so <older>`, {concept}`Old Name`, [](#old-name).",
    )  # fmt: skip
    build = wiki.build()
    assert build.warnings == ""
    article = build.article("user.html")
    links = article.select('#details a[href="new-name.html"]')
    assert [squeeze(a) for a in links] == ["The Thing", "so", "Old Name", "The Thing"]
    assert squeeze(article.select_one(".pw-summary p")) == "Like The Thing."
    description = build.soup("user.html").select_one('meta[name="description"]')
    assert description is not None
    assert description["content"] == "Like The Thing."
    assert "Related concepts" in squeeze(article.select_one("aside"))


def test_a_former_slug_is_found_through_the_inventory(wiki: Wiki, tmp_path: Path) -> None:
    wiki.article("new-name", "former-slugs: old-name", title="The Thing")
    built = wiki.build()
    other = Wiki(tmp_path / "other")
    other.conf |= {
        "extensions": ["sphinx_policywiki", "sphinx.ext.intersphinx"],
        "intersphinx_mapping": {"w": ("https://example.org/", str(built.outdir / "objects.inv"))},
    }
    other.article("beta", body="{concept}`old-name`")
    build = other.build()
    assert build.warnings == ""
    assert build.article("beta.html").select_one('a[href="https://example.org/new-name.html"]')


@pytest.mark.parametrize(
    ("options", "part"),
    [
        (("", "former-slugs: living"), "the slug of 'living'"),
        (("former-slugs: old", "former-slugs: old"), "a former slug of 'a'"),
        (("aliases: Old", "former-slugs: old"), "an alias of 'a'"),
    ],
)
def test_a_former_slug_loses_to_every_living_name(
    wiki: Wiki, options: tuple[str, str], part: str
) -> None:
    wiki.article("living")
    wiki.article("a", *filter(None, options[:1]))
    wiki.article("b", options[1])
    wiki.write("links.md", "# Links\n\n{article}`living` {article}`x <old>`\n")
    build = wiki.build(suppress_warnings=["policywiki.missing_article", "toc.not_included"])
    assert kinds(build) == ["former_slug"]
    assert part in build.warnings
    assert re.search(r"b\.md:4: WARNING", build.warnings)
    assert (
        build.soup("links.html").select_one('main a[href="b.html"], .body a[href="b.html"]') is None
    )


def test_a_former_slug_that_is_none(wiki: Wiki) -> None:
    wiki.article("a", "former-slugs: Old Name, ???, a")
    build = wiki.build()
    assert kinds(build) == ["invalid_slug", "invalid_slug"]
    assert redirects(build) >= {"old-name.html"}


# --- redirects --------------------------------------------------------------------------


def test_redirects_stand_beside_the_page_and_at_the_permalink(wiki: Wiki) -> None:
    wiki.article(
        "mesa-optimization", "aliases: mesa-optimisation, Mesa (Optimizer)",
        "former-slugs: mesa", name="concepts/mesa-optimization.md",
    )  # fmt: skip
    build = wiki.build()
    assert build.warnings == ""
    names = ("mesa-optimisation", "mesa-optimizer", "mesa")
    expected = {f"concepts/{name}.html" for name in names}
    expected |= {f"wiki/{name}/index.html" for name in (*names, "mesa-optimization")}
    assert redirects(build) == expected
    for path in expected:
        assert goal(build, path) == "concepts/mesa-optimization.html"
        soup = build.soup(path)
        canonical = soup.select_one('link[rel="canonical"]')
        assert canonical is not None
        assert canonical["href"] == "https://policywindow.org/wiki/mesa-optimization"
        cited = path == "wiki/mesa-optimization/index.html"
        assert (soup.select_one('meta[content="noindex"]') is None) is cited


def test_redirects_of_dirhtml(wiki: Wiki) -> None:
    wiki.article("alpha", "aliases: aleph", name="concepts/alpha.md")
    wiki.article("home", "aliases: start", name="index.md")
    build = wiki.build("dirhtml")
    assert redirects(build) == {
        "concepts/aleph/index.html", "wiki/aleph/index.html", "wiki/alpha/index.html",
        "start/index.html", "wiki/start/index.html", "wiki/home/index.html",
    }  # fmt: skip
    assert goal(build, "concepts/aleph/index.html") == "concepts/alpha/index.html"
    assert goal(build, "wiki/start/index.html") == "index.html"


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "text", "json"])
def test_other_builders_make_no_redirects(wiki: Wiki, builder: str) -> None:
    wiki.article("alpha", "aliases: aleph", "shared-aliases: both")
    wiki.article("beta", "shared-aliases: both")
    build = wiki.build(builder)
    assert not any("aleph" in path or "both" in path for path in build.files())


def test_redirects_can_be_left_out(wiki: Wiki) -> None:
    wiki.article("alpha", "aliases: aleph", "shared-aliases: both")
    wiki.article("beta", "shared-aliases: both")
    wiki.build()
    wiki.conf["policywiki_redirects"] = False
    assert_equal(wiki)
    pages = marked_pages(wiki.root / "html")
    assert [page for page in pages if not page.startswith("wiki-")] == ["both.html"]


@pytest.mark.parametrize(
    ("pattern", "base", "path"),
    [
        ("{base_url}/wiki/{slug}", "", "wiki/x-y/index.html"),
        ("{base_url}/wiki/{slug}/", "", "wiki/x-y/index.html"),
        ("{base_url}/wiki/{slug}.html", "", "wiki/x-y.html"),
        ("{base_url}/{type}/{slug}", "", "concept/x-y/index.html"),
        ("{base_url}/wiki/{slug}", "https://example.org/wiki/", "x-y/index.html"),
        ("{base_url}/wiki/{slug}", "https://example.org/docs/", ""),
        ("https://doi.org/{slug}", "", ""),
        ("https://example.organ/{slug}", "", ""),
        ("{base_url}/wiki?title={slug}", "", ""),
        ("{base_url}/all.html#{slug}", "", ""),
        ("{base_url}/../{slug}", "", ""),
        ("{base_url}/%2e%2e/{slug}", "", ""),
        ("{base_url}//{slug}", "", ""),
        ("{base_url}/a%5Cb/{slug}", "", ""),
        ("/wiki/{slug}", "", ""),
    ],
)
def test_files_of_permalinks(wiki: Wiki, pattern: str, base: str, path: str) -> None:
    wiki.conf |= {"policywiki_base_url": "https://example.org", "policywiki_permalink": pattern}
    wiki.conf |= {"html_baseurl": base}
    wiki.article("x-y", name="page.md")
    assert redirects(wiki.build()) == {path} - {""}


def test_hostile_names_stay_in_the_output(tmp_path: Path) -> None:
    wiki = Wiki(tmp_path / "in" / "wiki")
    names = [
        "../../escape", "..", "/etc/passwd", "a/b", "C:\\x", "<script>alert(1)</script>", "x" * 300,
        "index", "search", "genindex", "_static", "%2e%2e%2fup", '"><img src=x>', "\u202eabc", "???",
    ]  # fmt: skip
    wiki.article("alpha", "aliases:", title='<b>A</b> & "B"')
    listed = "\n".join('   "{}"'.format(name.replace('"', '""')) for name in names)
    edit(wiki, "alpha.md", ":aliases:", f":aliases:\n{listed}")
    before = set(wiki.src.rglob("*"))
    build = wiki.build()
    assert set(kinds(build)) == {"redirect"}  # too long, and two places that are taken
    assert [*tmp_path.iterdir(), *wiki.root.parent.iterdir()] == [wiki.root.parent, wiki.root]
    assert {p.name for p in wiki.root.iterdir()} == {"src", "html", "html-doctrees"}
    assert set(wiki.src.rglob("*")) - before == {wiki.src / "conf.py"}
    for path in redirects(build):
        assert goal(build, path) == "alpha.html"
        assert "<script" not in build.text(path)
        assert "<img" not in build.text(path)
    assert MARK not in build.text("search.html")
    assert MARK not in build.text("genindex.html")
    assert MARK not in build.text("index.html")
    assert {"escape.html", "etc-passwd.html", "a-b.html", "c-x.html"} <= redirects(build)


def test_no_redirect_takes_the_place_of_a_page(wiki: Wiki) -> None:
    wiki.article("alpha", "aliases: plain, beta, Alpha", "former-slugs: gamma")
    wiki.article("beta-slug", name="beta.md")
    wiki.write("plain.md", "# Plain\n")
    wiki.write("Gamma.md", "# Gamma\n")
    build = wiki.build()
    assert kinds(build) == ["redirect"]
    assert "'Gamma.html' is the document 'Gamma', and not all file systems" in build.warnings
    assert {"plain.html", "beta.html", "gamma.html"} & redirects(build) == set()
    assert "wiki/beta/index.html" in redirects(build)


def test_a_permalink_on_the_page_of_another_is_named(wiki: Wiki) -> None:
    wiki.conf["policywiki_permalink"] = "{base_url}/{slug}"
    wiki.article("alpha", name="beta.md")
    wiki.article("beta", name="gamma/index.md")
    build = wiki.build("dirhtml")
    assert kinds(build) == ["redirect"]
    assert "the document 'beta'" in build.warnings


def test_a_file_in_the_way_of_a_folder_is_named(wiki: Wiki) -> None:
    wiki.conf["html_extra_path"] = ["extra"]
    wiki.write("extra/wiki", "A file without an ending.\n")
    wiki.article("alpha", "aliases: aleph")
    build = wiki.build(exclude_patterns=["extra"])
    assert kinds(build) == ["redirect", "redirect"]
    assert goal(build, "aleph.html") == "alpha.html"


def test_pages_with_other_endings_and_second_articles(wiki: Wiki) -> None:
    wiki.conf["html_file_suffix"] = ".php"
    wiki.article("alpha", "aliases: aleph")
    text = wiki.article("beta").read_text()
    wiki.write("alpha.md", (wiki.src / "alpha.md").read_text() + "\n#" + text)
    (wiki.src / "beta.md").unlink()
    build = wiki.build(suppress_warnings=["policywiki.multiple_articles", "toc"])
    assert goal(build, "aleph.php") == "alpha.php"
    assert goal(build, "wiki/beta/index.html") == "alpha.php"
    assert 'url=../../alpha.php#beta"' in build.text("wiki/beta/index.html")
    wiki.write("aleph.md", "# Aleph\n")
    wiki.build()
    edit(wiki, "alpha.md", ":aliases: aleph\n", "")
    assert_equal(wiki)


def test_redirects_are_valid_html(wiki: Wiki) -> None:
    wiki.article("a-b", "aliases: aleph", title='<i>A</i> & "B"')
    build = wiki.build()
    for path in ("aleph.html", "wiki/a-b/index.html"):
        html5lib.HTMLParser(strict=True).parse(build.text(path))


def test_names_that_become_one_address(wiki: Wiki) -> None:
    wiki.article("a", "aliases: C++")
    wiki.article("b", "aliases: C#")
    build = wiki.build()
    assert set(kinds(build)) == {"redirect"}
    assert goal(build, "c.html") == "a.html"
    assert "alias 'C++' of 'a'" in build.warnings


def test_a_damaged_state_leaves_no_stale_redirect_and_no_page_is_lost(wiki: Wiki) -> None:
    wiki.article("alpha", "aliases: aleph, first")
    wiki.write("plain.md", "# Plain\n")
    wiki.build()
    for state in (wiki.root / "html-doctrees").glob("policywiki-*.json"):
        state.write_text("{")
    edit(wiki, "alpha.md", "aleph, first", "first")
    assert_equal(wiki)
    assert not (wiki.root / "html" / "aleph.html").exists()
    shutil.rmtree(wiki.root / "html-doctrees")
    edit(wiki, "alpha.md", "aliases: first", "topics: law")
    assert_equal(wiki)


# --- the law ----------------------------------------------------------------------------


def seed(wiki: Wiki) -> None:
    wiki.article("alpha", "aliases: aleph", "shared-aliases: both", body="See {concept}`beta`.")
    wiki.article("beta", "shared-aliases: both", "former-slugs: bet", name="sub/beta.md")
    wiki.article("gamma", body="{concept}`both`, {concept}`x <both>` and {concept}`aleph`.")
    wiki.article("delta", body="Nothing.", title="Delta")
    wiki.article("eps", "superseded-by: zeta")
    wiki.article("zeta", "superseded-by: eta")
    wiki.article("eta")


def _rename(wiki: Wiki) -> None:
    edit(wiki, "sub/beta.md", "{concept} beta", "{concept} beth")
    edit(wiki, "sub/beta.md", "former-slugs: bet", "former-slugs: bet, beta")


def _move_alias(wiki: Wiki) -> None:
    edit(wiki, "alpha.md", ":aliases: aleph\n", "")
    edit(wiki, "delta.md", "{concept} delta\n", "{concept} delta\n:aliases: aleph\n")


EDITS: dict[str, tuple[Callable[[Wiki], object], set[str]]] = {
    "nothing": (lambda w: None, set()),
    "alias added": (lambda w: edit(w, "alpha.md", "aleph", "aleph, first"), {"alpha"}),
    "alias removed": (
        lambda w: edit(w, "alpha.md", ":aliases: aleph\n", ""), {"alpha", "gamma"},
    ),
    "alias moved": (_move_alias, {"alpha", "delta", "gamma"}),
    "renamed with former slug": (_rename, {"sub/beta"}),
    "document at a redirect's place": (lambda w: w.write("aleph.md", "# Aleph\n"), {"aleph"}),
    "document at the place of a page on a name": (
        lambda w: w.write("both.md", "# Both\n"), {"both", "gamma"},
    ),
    "page deleted": (
        lambda w: (w.src / "sub" / "beta.md").unlink(), {"alpha", "gamma"},
    ),
    "first of the two deleted": (
        lambda w: (w.src / "alpha.md").unlink(), {"sub/beta", "gamma"},
    ),
    "title in a hatnote": (
        lambda w: edit(w, "sub/beta.md", "# Beta", "# Beth"), {"alpha", "sub/beta"},
    ),
    "third of the name": (
        lambda w: edit(w, "delta.md", "{concept} delta\n", "{concept} delta\n:shared-aliases: both\n"),
        {"alpha", "sub/beta", "delta"},
    ),
    "slug takes the name": (
        lambda w: w.article("both"), {"alpha", "sub/beta", "gamma", "both"},
    ),
    "summary on the page of a name": (
        lambda w: edit(w, "sub/beta.md", "A summary", "Another"), {"sub/beta"},
    ),
    "hatnote": (
        lambda w: edit(w, "delta.md", "{concept} delta\n", "{concept} delta\n:hatnote: See {concept}`eta`.\n"),
        {"delta"},
    ),
    "end of a chain retitled": (lambda w: edit(w, "eta.md", "# Eta", "# H"), {"eps", "zeta", "eta"}),
    "chain cut": (
        lambda w: edit(w, "zeta.md", ":superseded-by: eta\n", ""), {"eps", "zeta"},
    ),
    "sharing no longer known": (
        lambda w: edit(w, "alpha.md", "shared-aliases: both", "version: 1"),
        {"alpha", "sub/beta", "gamma"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_each_edit_equals_a_clean_build_and_writes_just_what_changed(wiki: Wiki, name: str) -> None:
    wiki.conf["suppress_warnings"] = ["toc", "policywiki"]
    seed(wiki)
    wiki.build()
    change, expected = EDITS[name]
    change(wiki)
    assert assert_equal(wiki) == expected


@pytest.mark.parametrize("builder", ["dirhtml", "text", "json"])
def test_all_edits_in_other_builders(wiki: Wiki, builder: str) -> None:
    wiki.conf["suppress_warnings"] = ["toc", "policywiki"]
    seed(wiki)
    wiki.build(builder)
    for name in ("alias moved", "renamed with former slug", "document at a redirect's place"):
        EDITS[name][0](wiki)
        assert_equal(wiki, builder)
    for name in ("aleph.md", "sub/beta.md"):
        (wiki.src / name).unlink()
    assert_equal(wiki, builder)


def test_a_document_comes_and_goes_at_the_place_of_a_redirect(wiki: Wiki) -> None:
    seed(wiki)
    wiki.build()
    for name in ("aleph", "both", "wiki/alpha/index"):
        path = wiki.write(f"{name}.md", f"# {name}\n\nA page.\n")
        assert_equal(wiki)
        assert MARK not in (wiki.root / "html" / f"{name}.html").read_text()
        path.unlink()
        assert_equal(wiki)
        assert MARK in (wiki.root / "html" / f"{name}.html").read_text()


def test_parallel_builds_are_equal(wiki: Wiki) -> None:
    seed(wiki)
    for number in range(12):
        wiki.article(f"n{number}", "shared-aliases: many", f"aliases: other {number}")
    serial = wiki.build(out="one").files()
    assert serial == wiki.build(out="two", parallel=2).files()


# --- shared names -----------------------------------------------------------------------


def shared(wiki: Wiki, number: int = 2) -> None:
    for n in range(number):
        wiki.article(
            f"rsp-{n}", "shared-aliases: RSP", title=f"Title {n}", name=f"a/rsp-{n}.md",
            type_="instrument" if n else "concept", summary=f"Summary {n}.",
        )  # fmt: skip


def test_a_name_that_two_share_has_a_page(wiki: Wiki) -> None:
    shared(wiki)
    wiki.article("user", body="{article}`RSP`, {concept}`the concept <RSP>`, [](#rsp)")
    build = wiki.build()
    assert kinds(build) == ["ambiguous_name", "ambiguous_name"]
    assert "'rsp-0' (a/rsp-0.md:3), 'rsp-1' (a/rsp-1.md:3)" in build.warnings
    links = build.article("user.html").select("#details p a")
    assert [(squeeze(a), a["href"]) for a in links] == [
        ("RSP", "a/rsp.html"), ("the concept", "a/rsp-0.html"), ("RSP", "a/rsp.html"),
    ]  # fmt: skip
    page = build.soup("a/rsp.html")
    section = page.select_one("section.pw-names")
    assert section is not None
    assert squeeze(section.h1) == "RSP"
    assert squeeze(section.p) == "“RSP” may mean:"
    assert [squeeze(li) for li in section.select("li")] == [
        "Title 0 (Concept) — Summary 0.", "Title 1 (Instrument) — Summary 1.",
    ]  # fmt: skip
    assert [a["href"] for a in section.select("li a")] == ["rsp-0.html", "rsp-1.html"]
    assert page.title is not None
    assert page.title.get_text().startswith("RSP")
    assert page.select_one(".sphinxsidebar") is not None  # in the look of the theme
    assert goal(build, "wiki/rsp/index.html") == "a/rsp.html"


def test_pages_of_holders_in_several_folders(wiki: Wiki) -> None:
    wiki.article("one", "shared-aliases: Both", name="a/one.md")
    wiki.article("two", "shared-aliases: both", name="b/two.md")
    build = wiki.build()
    assert build.warnings == ""
    assert goal(build, "b/both.html") == "a/both.html"
    assert goal(build, "wiki/both/index.html") == "a/both.html"


@pytest.mark.parametrize(
    "theme", ["furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme"]
)
def test_themes_show_the_page_on_a_name(wiki: Wiki, theme: str) -> None:
    wiki.conf["html_theme"] = theme
    shared(wiki)
    soup = wiki.build().soup("a/rsp.html")
    assert len(soup.select("section.pw-names li a")) == 2
    assert soup.select_one('link[href*="_static"][rel="stylesheet"]') is not None


def test_names_that_are_not_declared_go_to_the_first(wiki: Wiki) -> None:
    wiki.article("one", "aliases: Both")
    wiki.article("two", "shared-aliases: both", body="{concept}`Both`")
    build = wiki.build()
    assert kinds(build) == ["alias_collision"]
    assert build.article("two.html").select_one('#details a[href="one.html"]') is not None
    assert notes(build.article("two.html")) == ["“Both” may also mean One."]
    assert len(build.soup("both.html").select(".pw-names li")) == 2


def test_an_alias_that_is_the_title_of_another(wiki: Wiki) -> None:
    wiki.article("one", "aliases: The Law")
    wiki.article("two", title="The Law", body="{article}`The Law`")
    build = wiki.build()
    assert kinds(build) == ["alias_collision"]
    assert "the title of 'two' (two.md:3); links come here" in build.warnings
    edit(wiki, "one.md", "aliases", "shared-aliases")
    build = wiki.build()
    assert kinds(build) == ["ambiguous_name"]
    assert build.article("two.html").select_one('#details a[href="the-law.html"]') is not None


def test_a_slug_leads_and_the_others_are_named_above_it(wiki: Wiki) -> None:
    wiki.article("rsp", title="Responsible scaling")
    wiki.article("other", "shared-aliases: RSP", type_="instrument", body="{concept}`RSP`")
    build = wiki.build()
    assert build.warnings == ""
    assert notes(build.article("rsp.html")) == ["“RSP” may also mean Other."]
    assert notes(build.article("other.html")) == ["“RSP” may also mean Responsible scaling."]
    assert build.article("other.html").select_one('#details a[href="rsp.html"]') is not None
    assert redirects(build) == {"wiki/other/index.html", "wiki/rsp/index.html"}


def test_relations_by_a_shared_name_warn(wiki: Wiki) -> None:
    shared(wiki)
    wiki.article("x", "related: RSP")
    wiki.article("y", "superseded-by: RSP")
    build = wiki.build()
    assert kinds(build) == ["ambiguous_name", "ambiguous_name"]
    assert re.search(r"x\.md:4: WARNING", build.warnings)


def test_lines_of_text_link_to_the_first(wiki: Wiki) -> None:
    shared(wiki)
    wiki.article("user", body="{article}`RSP`")
    build = wiki.build("singlehtml")
    assert kinds(build) == ["ambiguous_name"]
    assert build.soup("index.html").select_one('a[href="#rsp-0"], a[href="#title-0"]') is not None


def test_names_settled_without_a_build() -> None:
    def article(slug: str, title: str = "", shared: str = "", former: str = "") -> Article:
        own = (Target(shared, 5),) if shared else ()
        old = (Target(former, 6),) if former else ()
        return Article(
            slug, "concept", title or slug, Place(slug, f"{slug}.md", 3),
            aliases=own, shared_aliases=own, former_slugs=old,
        )  # fmt: skip

    a, b, c = article("a", shared="x"), article("b", shared="X"), article("c", "X", former="a")
    names = Names([a, b, c])
    assert [p.subtype for p in names.problems] == ["former_slug"]
    found = names.ambiguous("x")
    assert found is not None
    assert found.articles == (a, b, c)
    assert found.others(b, 1) == [a]
    assert names.resolve("x") is a
    assert names.resolve("a") is a
    assert not Names([article("a", "--"), article("b", "--")]).shared


# --- hatnotes ---------------------------------------------------------------------------


def test_the_author_s_hatnote_stands_above_the_notice(wiki: Wiki) -> None:
    wiki.article("eu-ai-act", type_="instrument", title="EU AI Act")
    wiki.article("ai", "status: draft", "hatnote: For the *statute*, see {instrument}`eu-ai-act`.")
    build = wiki.build()
    assert build.warnings == ""
    article = build.article("ai.html")
    assert notes(article) == ["For the statute, see EU AI Act."]
    note = article.select_one(".pw-hatnote")
    assert note is not None
    assert note["role"] == "note"
    assert note.select_one('em a[href="eu-ai-act.html"]') is not None
    classes = [
        " ".join(child["class"])
        for child in article.find_all(True, recursive=False)
        if child.get("class")
    ]
    order = [
        next(n for n, c in enumerate(classes) if part in c)
        for part in ("pw-header", "pw-hatnote", "pw-status", "pw-summary")
    ]
    assert order == sorted(order)
    assert squeeze(article.select_one(".pw-summary")).endswith("A summary.")
    description = build.soup("ai.html").select_one('meta[name="description"]')
    assert description is not None
    assert description["content"] == "A summary."
    assert notes(build.soup("ai.print.html").main) == ["For the statute, see EU AI Act."]


@pytest.mark.parametrize(
    "lines",
    [
        "---\nhatnote: 'For the law, see {concept}`b`.'\nformer-slugs: [old]\nshared-aliases: [x]\n---",
        ":hatnote: For the law,\n  see {concept}`b`.\n:former-slugs: old\n:shared-aliases: x",
    ],
)
def test_options_in_both_forms(wiki: Wiki, lines: str) -> None:
    wiki.write("a.md", f"# A\n\n```{{concept}} a\n{lines}\n\nSummary.\n```\n")
    wiki.write(
        "c.rst",
        "C\n=\n\n.. concept:: c\n   :hatnote: For the law, see :concept:`b`.\n   :shared-aliases: x\n\n   S.\n",
    )
    wiki.article("b")
    build = wiki.build()
    assert build.warnings == ""
    assert notes(build.article("a.html")) == ["For the law, see B.", "“x” may also mean C."]
    assert notes(build.article("c.html")) == ["For the law, see B.", "“x” may also mean A."]
    assert "Also known as x" in build.article("a.html").get_text(" ", strip=True)
    assert "old.html" in redirects(build)


def test_a_hatnote_with_raw_html_and_a_wrong_role(wiki: Wiki) -> None:
    wiki.article("a", "hatnote: <b onclick=x>See</b> {concept}`nowhere`")
    build = wiki.build()
    assert set(kinds(build)) == {"raw_html", "missing_article"}
    assert "onclick" not in build.text("a.html")
    # The line of the option, before MyST 5.2 that of the directive.
    assert re.search(r"a\.md:[34]: WARNING: no article is called 'nowhere'", build.warnings)


def test_more_than_a_few_are_counted(wiki: Wiki) -> None:
    shared(wiki, 6)
    build = wiki.build()
    article = build.article("a/rsp-2.html")
    assert notes(article) == ["“RSP” has 5 other meanings."]
    assert squeeze(article.select_one('.pw-hatnote a[href="rsp.html"]')) == "RSP"
    (wiki.src / "a" / "rsp-5.md").unlink()
    assert_equal(wiki)
    text = wiki.build("text").text("a/rsp-0.txt")
    assert "“RSP” has 4 other meanings." in text


@pytest.mark.parametrize(
    ("builder", "file", "expected"),
    [
        ("text", "ai.txt", "For the statute, see *Law*.\n\n“AI” may also mean Law."),
        ("latex", "policywindow.tex", "“AI” may also mean"),
        ("man", "policywindow.1", "may also mean"),
        ("texinfo", "policywindow.texi", "@i{"),
        ("epub", "ai.xhtml", 'role="note"'),
        ("singlehtml", "index.html", 'role="note"'),
    ],
)
def test_other_formats_show_hatnotes(wiki: Wiki, builder: str, file: str, expected: str) -> None:
    wiki.article("ai", "hatnote: For the statute, see {instrument}`law`.", title="AI")
    wiki.article("law", "shared-aliases: AI", type_="instrument")
    build = wiki.build(builder)
    assert "policywiki" not in build.warnings.replace("policywindow", "")
    text = build.text(file)
    assert expected in text
    assert "For the statute" in text


def test_hatnotes_are_translated_messages(wiki: Wiki) -> None:
    wiki.article("a", "hatnote: For the law, see {concept}`b`.", "shared-aliases: x")
    wiki.article("b", "shared-aliases: x")
    pot = wiki.build("gettext").text("a.pot")
    assert 'msgid "For the law, see {concept}`b`."' in pot
    assert "may also mean" not in pot


# --- superseded -------------------------------------------------------------------------


def test_a_chain_shows_its_latest(wiki: Wiki) -> None:
    for slug, option in (
        ("a", "superseded-by: b"),
        ("b", "superseded-by: c"),
        ("c", "superseded-by: d"),
        ("d", "version: 1"),
    ):
        wiki.article(slug, option)
    wiki.article("e", "status: settled", "superseded-by: b")
    build = wiki.build()
    notice = build.article("a.html").select_one(".pw-status")
    assert squeeze(notice).endswith("Superseded by: B, now D.")
    assert notice is not None
    assert [a["href"] for a in notice.select("a")] == ["b.html", "d.html"]
    assert squeeze(build.article("b.html").select_one(".pw-status")).endswith("C, now D.")
    assert squeeze(build.article("c.html").select_one(".pw-status")).endswith("Superseded by: D.")
    assert "Superseded by B, now D" in build.article("e.html").get_text(" ", strip=True).replace(
        " ,", ","
    )


def test_circles_and_long_chains_end() -> None:
    def chain(slugs: list[str], last: str) -> dict[str, Article]:
        following = [*slugs[1:], last]
        return {
            slug: Article(
                slug, "concept", slug, Place(slug, f"{slug}.md", 1),
                superseded_by=Target(next_, 1) if next_ else None,
            )
            for slug, next_ in zip(slugs, following, strict=True)
        }  # fmt: skip

    slugs = [str(n) for n in range(50_000)]
    long = chain(slugs, "")
    ends = Successors(long.values(), long.get)
    assert ends.latest(long["0"]) is long["49999"]
    assert all(ends.latest(long[slug]) is long["49999"] for slug in slugs[:-2])
    assert ends.latest(long["49998"]) is None
    for last in ("0", "2", "4"):
        circle = chain(list("01234"), last)
        assert all(
            Successors(circle.values(), circle.get).latest(a) is None for a in circle.values()
        )


def test_the_same_names_in_front_matter(wiki: Wiki) -> None:
    wiki.write(
        "a.md",
        "---\nwiki:\n  type: concept\n  slug: a\n  summary: Summary.\n  shared-aliases: [x]\n"
        "  former-slugs: [old]\n  hatnote: 'For the law, see {concept}`b`.'\n---\n\n# A\n\nText.\n",
    )
    wiki.article("b", "shared-aliases: x")
    build = wiki.build()
    assert build.warnings == ""
    assert notes(build.article("a.html")) == ["For the law, see B.", "“x” may also mean B."]
    assert goal(build, "old.html") == "a.html"
