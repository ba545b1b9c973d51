"""Pages in the look of the theme that are no documents: written when they change, and only then."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder, _assets

from conftest import EPOCH, Build, Wiki
from sphinx_policywiki.appearance import looks
from test_incremental import assert_equal, edit

LONG_AGO = 1_000_000_000
ALL = {
    "wiki-articles", "wiki-topics", "wiki-concept", "wiki-instrument", "wiki-topic-safety",
    "wiki-topic-tax",
}  # fmt: skip
THEMES = ["alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme"]


def seed(wiki: Wiki) -> None:
    wiki.article("alpha", "topics: safety", "aliases: first letter", body="Some prose.")
    wiki.article("beta", "topics: tax")
    wiki.article("act", "topics: tax", type_="instrument", body="See {concept}`alpha`.")
    wiki.write("guide.md", "# Guide\n\nHow to.\n")
    wiki.write("index.md", "# Wiki\n\n```{toctree}\nguide\n```\n\n{ref}`wiki-articles`\n")


def pages(outdir: Path) -> Iterator[Path]:
    for path in outdir.rglob("*.*"):
        if path.relative_to(outdir).parts[0].startswith("wiki-"):
            yield path


def age(outdir: Path) -> None:
    for path in pages(outdir):
        os.utime(path, (LONG_AGO, LONG_AGO))


def written(build: Build) -> set[str]:
    """Return the names of the pages that are new since they were aged, and age them."""
    new = [path for path in pages(build.outdir) if path.stat().st_mtime != LONG_AGO]
    age(build.outdir)
    return {path.relative_to(build.outdir).parts[0].split(".")[0] for path in new}


EDITS: dict[str, tuple[Callable[[Wiki], object], set[str]]] = {
    "nothing": (lambda w: None, set()),
    "body": (lambda w: edit(w, "alpha.md", "Some prose", "Other prose"), set()),
    "title": (
        lambda w: edit(w, "alpha.md", "# Alpha", "# Aleph"),
        {"wiki-articles", "wiki-concept", "wiki-topic-safety"},
    ),
    "summary": (
        lambda w: edit(w, "act.md", "A summary", "Another"),
        {"wiki-instrument", "wiki-topic-tax"},
    ),
    "alias": (lambda w: edit(w, "alpha.md", "first letter", "first"), {"wiki-articles"}),
    "number of articles": (
        lambda w: edit(w, "beta.md", "topics: tax", "topics: tax, safety"),
        {"wiki-topics", "wiki-topic-safety"},
    ),
    "article deleted": (
        lambda w: (w.src / "beta.md").unlink(),
        {"wiki-articles", "wiki-topics", "wiki-concept", "wiki-topic-tax"},
    ),
    "title in the sidebar": (lambda w: edit(w, "guide.md", "# Guide", "# Manual"), ALL),
}


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_an_edit_writes_the_pages_that_show_it(wiki: Wiki, name: str, builder: str) -> None:
    seed(wiki)
    assert written(wiki.build(builder)) == ALL
    change, due = EDITS[name]
    change(wiki)
    assert written(wiki.build(builder)) == due
    assert_equal(wiki, builder)
    assert written(wiki.build(builder)) == set()


@pytest.mark.filterwarnings("ignore:'sphinx_book_theme")
@pytest.mark.parametrize("theme", THEMES)
def test_no_theme_has_them_written_for_nothing(wiki: Wiki, theme: str) -> None:
    seed(wiki)
    wiki.conf |= {"html_theme": theme, "html_context": {"mode": {"b", "a"}, "f": {"x": [1]}}}
    wiki.conf["templates_path"] = []  # else pydata's theme adds to the default of this process
    written(wiki.build())
    edit(wiki, "alpha.md", "Some prose", "Other prose")
    assert written(wiki.build(parallel=2)) == set()
    assert written(wiki.build()) == set()
    assert_equal(wiki)


def test_json_writes_them_when_they_change(wiki: Wiki) -> None:
    seed(wiki)
    assert written(wiki.build("json")) == ALL
    assert written(wiki.build("json")) == set()
    edit(wiki, "alpha.md", "# Alpha", "# Aleph")
    assert written(wiki.build("json")) == {"wiki-articles", "wiki-concept", "wiki-topic-safety"}
    assert_equal(wiki, "json")


def _template(wiki: Wiki) -> None:
    wiki.write(
        "_templates/layout.html", '{% extends "!layout.html" %}{% block footer %}New{% endblock %}'
    )


LOOKS: dict[str, Callable[[Wiki], object]] = {
    "theme option": lambda w: w.conf.update(html_theme_options={"description": "New"}),
    "other theme": lambda w: w.conf.update(html_theme="furo"),
    "sidebars": lambda w: w.conf.update(html_sidebars={"**": ["about.html"]}),
    "template": _template,
}


@pytest.mark.parametrize("name", LOOKS)
def test_another_look_writes_all(wiki: Wiki, name: str) -> None:
    seed(wiki)
    wiki.conf["templates_path"] = ["_templates"]
    wiki.write("_templates/own.html", "")
    wiki.build()
    written(wiki.build())
    LOOKS[name](wiki)
    _assets._file_checksum_inner.cache_clear()  # which is meant for one build
    assert written(wiki.build()) == ALL
    clean, left = wiki.clean_build().outdir, wiki.root / "html"
    for path in pages(clean):
        assert path.read_bytes() == (left / path.relative_to(clean)).read_bytes()
    assert written(wiki.build()) == set()


def test_another_stylesheet_writes_all(wiki: Wiki) -> None:
    seed(wiki)
    wiki.conf |= {"html_static_path": ["_static"], "html_css_files": ["own.css"]}
    wiki.write("_static/own.css", "p {}")
    written(wiki.build())
    wiki.write("_static/own.css", "p { color: red }")
    assert written(wiki.build()) == ALL


def test_the_date_of_the_build_writes_all_where_it_is_shown(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed(wiki)
    written(wiki.build())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(EPOCH) + 86_400))
    assert written(wiki.build()) == set()
    wiki.conf["html_last_updated_fmt"] = "%d %B %Y"
    assert written(wiki.build()) == ALL
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert written(wiki.build()) == ALL


def test_all_documents_written_means_all_pages(wiki: Wiki) -> None:
    seed(wiki)
    written(wiki.build())
    for name in ("alpha", "beta", "act", "guide", "index"):
        (wiki.root / "html" / f"{name}.html").unlink()
    assert written(wiki.build()) == ALL


def test_a_missing_file_comes_back(wiki: Wiki) -> None:
    seed(wiki)
    written(wiki.build())
    (wiki.root / "html" / "wiki-topic-tax.html").unlink()
    assert written(wiki.build()) == {"wiki-topic-tax"}
    assert_equal(wiki)


@pytest.mark.parametrize("last", ["guide", "wiki-concept"])
def test_a_build_that_breaks_off_is_made_up_for(
    wiki: Wiki, last: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed(wiki)
    written(wiki.build())
    edit(wiki, "alpha.md", "# Alpha", "# Aleph")
    edit(wiki, "guide.md", "How to.", "How.")
    handle = StandaloneHTMLBuilder.handle_page

    def fail(self: StandaloneHTMLBuilder, pagename: str, *args: object, **options: object) -> None:
        if pagename == last:
            raise KeyboardInterrupt
        handle(self, pagename, *args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(StandaloneHTMLBuilder, "handle_page", fail)
        with pytest.raises(KeyboardInterrupt):
            wiki.build()
    age(wiki.root / "html")
    assert written(wiki.build()) == ALL
    assert_equal(wiki)


def test_an_edit_while_another_builder_was_used(wiki: Wiki) -> None:
    seed(wiki)
    written(wiki.build(doctrees="shared"))
    edit(wiki, "alpha.md", "# Alpha", "# Aleph")
    wiki.build("text", doctrees="shared")
    due = {"wiki-articles", "wiki-concept", "wiki-topic-safety"}
    assert written(wiki.build(doctrees="shared")) == due


def test_pages_that_are_no_longer_wanted_are_removed(wiki: Wiki) -> None:
    seed(wiki)
    wiki.build()
    wiki.conf["html_domain_indices"] = ["wiki-concept"]
    assert_equal(wiki)
    assert {path.name for path in pages(wiki.root / "html")} == {"wiki-concept.html"}


def test_what_looks_alike_is_alike() -> None:
    assert looks({"a": {1, 2}, "b": object()}) == looks({"b": object(), "a": {2, 1}})
    assert looks({"a": [1, "1"]}) != looks({"a": ["1", 1]})
    assert looks(Sphinx) != looks(StandaloneHTMLBuilder)
