"""Builders other than those of every day: of Sphinx, of its extensions, and kin of both."""

from __future__ import annotations

import pytest

from conftest import Wiki
from test_incremental import assert_equal

OTHERS = [
    "changes", "coverage", "doctest", "dummy", "gettext", "man", "pseudoxml", "singlehtml",
    "texinfo", "xml", "pickle",
]  # fmt: skip
KIN = """
from sphinx.builders.epub3 import Epub3Builder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

class Single(SingleFileHTMLBuilder):
    name = "own-single"

class Epub(Epub3Builder):
    name = "own-epub"

def setup(app):
    app.add_builder(Single)
    app.add_builder(Epub)
"""


def seed(wiki: Wiki) -> None:
    wiki.conf["suppress_warnings"] = ["*"]
    lists = "```{article-list}\n```\n\n```{source-list}\n:scope: wiki\n```\n"
    wiki.write("index.md", f"# Wiki\n\n```{{toctree}}\nalpha\nbeta\n```\n\n{lists}")
    wiki.article("alpha", "related: gamma", body="See {concept}`beta`.")
    wiki.article("beta", body="See {concept}`alpha`.\n\n```{backlinks}\n```\n")
    wiki.article("gamma")


@pytest.mark.parametrize("builder", OTHERS)
def test_any_builder_of_sphinx_builds_a_wiki_again_and_again(wiki: Wiki, builder: str) -> None:
    seed(wiki)
    wiki.conf["extensions"] = ["sphinx_policywiki", "sphinx.ext.coverage", "sphinx.ext.doctest"]
    for title in ("Alpha", "Alpha", "New"):
        wiki.article("alpha", "related: gamma", title=title, body="See {concept}`beta`.")
        assert wiki.build(builder).statuscode == 0
    if builder not in {"changes", "doctest", "pickle"}:  # which say when, and pickle by identity
        assert_equal(wiki, builder)


def files(wiki: Wiki, builder: str) -> set[str]:
    return {name for name in wiki.build(builder).files() if not name.startswith("_static/")}


@pytest.mark.parametrize(("own", "of_sphinx"), [("own-single", "singlehtml"), ("own-epub", "epub")])
def test_what_is_kin_to_a_builder_of_sphinx_is_treated_alike(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch, own: str, of_sphinx: str
) -> None:
    seed(wiki)
    (wiki.root / "kin_of_builders.py").write_text(KIN)
    monkeypatch.syspath_prepend(wiki.root)
    wiki.conf["extensions"] = ["sphinx_policywiki", "kin_of_builders"]
    assert files(wiki, own) == files(wiki, of_sphinx)
    (page,) = {"index.html", "gamma.xhtml"} & files(wiki, own)
    text, expected = (wiki.build(name).soup(page).select_one("#gamma") for name in (own, of_sphinx))
    assert text is not None
    assert text == expected
