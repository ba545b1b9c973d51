"""``articles.json``: all articles as data, and the check sums of what authors wrote."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import sphinx_policywiki
from conftest import Build, Wiki

SCHEMA = Path(sphinx_policywiki.__file__).parent / "metadata" / "schema" / "articles.json"
EXAMPLE = Path(__file__).parents[1] / "example-site"


def data_of(build: Build) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(build.text("articles.json"))
    return data


def articles_of(build: Build) -> dict[str, dict[str, Any]]:
    return {article["slug"]: article for article in data_of(build)["articles"]}


def is_valid(data: object) -> bool:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema).is_valid(data)


def sums(wiki: Wiki, slug: str = "alpha") -> tuple[str, str]:
    article = articles_of(wiki.build("html"))[slug]
    return article["content"], article["prose"]


def test_all_that_is_known_of_an_article(wiki: Wiki) -> None:
    wiki.conf["policywiki_bibliography"] = ["refs.bib"]
    wiki.write("refs.bib", "@online{hub, title={Risks}, date={2019}, url={https://a.example/x}}")
    wiki.article(
        "mesa", "topics: safety, learning", "aliases: mesa-optimizer", "related: alpha, nowhere",
        "primary-source: hub", "status: contested", "status-note: Disputed.", "version: 2",
        "published: 2025", "updated: 2026-03", "reviewed: 2026-05-30", 'authors: "Doe, Jane"',
        title="Mesa & more", summary="Like {concept}`alpha`.", name="deep/mesa.md",
    )  # fmt: skip
    wiki.article("alpha", "superseded-by: mesa")
    build = wiki.build(policywiki_edition="2026-1")
    data = data_of(build)
    assert is_valid(data)
    assert (data["project"], data["edition"], data["language"]) == ("Policy Window", "2026-1", "en")
    assert data["relations"]["uses"] == {"label": "Uses", "inverse": "used-by"}
    assert [article["slug"] for article in data["articles"]] == ["alpha", "mesa"]
    mesa = articles_of(build)["mesa"]
    assert len(mesa.pop("content")) == len(mesa.pop("prose")) == 32
    assert mesa == {
        "slug": "mesa", "type": "concept", "title": "Mesa & more",
        "url": "https://policywindow.org/wiki/mesa", "page": "deep/mesa.html",
        "status": "contested", "status_note": "Disputed.", "superseded_by": None,
        "topics": ["safety", "learning"], "aliases": ["mesa-optimizer"], "former_slugs": [],
        "relations": {"related": ["alpha"]}, "fields": {}, "summary": "Like Alpha.",
        "authors": ["Doe, Jane"], "published": "2025", "updated": "2026-03",
        "reviewed": "2026-05-30", "version": "2", "primary_source": "hub",
        "source_url": "https://a.example/x", "archive_url": "",
    }  # fmt: skip
    assert articles_of(build)["alpha"]["superseded_by"] == "mesa"


def test_the_schema_refuses_what_it_should(wiki: Wiki) -> None:
    wiki.article("alpha", "reviewed: 2026")
    data = data_of(wiki.build())
    assert is_valid(data)
    for change in (
        {"format": 2}, {"articles": [{"slug": "a"}]}, {"more": 1},
        {"articles": [data["articles"][0] | {"reviewed": "May 2026"}]},
        {"articles": [data["articles"][0] | {"content": "abc"}]},
    ):  # fmt: skip
        assert not is_valid(data | change), change


def test_the_example_site_is_valid(tmp_path: Path) -> None:
    wiki = Wiki(tmp_path)
    shutil.rmtree(wiki.src)
    shutil.copytree(EXAMPLE, wiki.src, ignore=shutil.ignore_patterns("_build"))
    wiki.conf |= {
        "policywiki_bibliography": ["references.bib"],
        "policywiki_permalink": "{base_url}/wiki/{slug}",
    }
    (wiki.src / "conf.py").unlink()
    build = wiki.build("dirhtml")
    assert is_valid(data_of(build))
    assert len(articles_of(build)) == len(list(EXAMPLE.glob("*/*.md")))
    pages = [build.outdir / a["page"] / "index.html" for a in articles_of(build).values()]
    assert all(page.is_file() for page in pages)


def test_of_two_articles_with_one_slug_there_is_the_one_that_links_reach(wiki: Wiki) -> None:
    wiki.article("same", title="First", name="a.md")
    wiki.article("same", title="Second", name="b.md")
    assert [a["title"] for a in data_of(wiki.build())["articles"]] == ["First"]


@pytest.mark.parametrize("builder", ["singlehtml", "text", "epub", "latex"])
def test_only_websites_have_the_file(wiki: Wiki, builder: str) -> None:
    wiki.article("alpha")
    assert not (wiki.build(builder).outdir / "articles.json").exists()


def test_a_wiki_without_articles_has_no_file(wiki: Wiki) -> None:
    page = wiki.article("alpha")
    assert (wiki.build().outdir / "articles.json").exists()
    page.unlink()
    build = wiki.build()
    assert not (build.outdir / "articles.json").exists()
    assert build.files() == wiki.clean_build().files()


# --- check sums ------------------------------------------------------------------------


def test_check_sums_are_those_of_any_machine_and_builder(wiki: Wiki) -> None:
    wiki.article("alpha", "topics: a, b", body="Text with *stress*.\n\n![alt](p.png)\n")
    wiki.write("p.png", "")
    wiki.conf["suppress_warnings"] = ["toc.not_included", "image.not_readable"]
    here = sums(wiki)
    assert here == (
        "8f6c1394c3c5e9fa40d52e1464fd7d9d",
        "2c1a61d8b7f75a1be4cde9e185d483d0",
    )
    there = Wiki(wiki.root / "elsewhere")
    shutil.copytree(wiki.src, there.src, dirs_exist_ok=True)
    there.conf = wiki.conf
    there.article("beta")
    assert sums(there) == here
    dirhtml = articles_of(there.build("dirhtml", parallel=2))["alpha"]
    assert (dirhtml["content"], dirhtml["prose"]) == here


#: Edits of the article, and whether they change the sum of all and that of the prose.
EDITS = {
    "body": (("Some prose", "More prose"), True, True),
    "title": (("# Alpha", "# Aleph"), True, False),
    "summary": (("A summary", "Another"), True, False),
    "status": (("contested", "settled"), True, False),
    "reviewed": (("2026-01", "2026-02"), True, False),
    "relation": ((":related: beta", ":related: gamma"), True, False),
    "type": (("{concept}", "{actor}"), True, False),
    "alias taken away": ((":aliases: first\n", ""), True, False),
    "link": (("(https://a.example)", "(https://b.example)"), True, True),
    "cited": (("`beta`", "`gamma`"), True, True),
    "note": (("Noted", "Written"), True, True),
    "code": (("x = 1", "x = 2"), True, True),
    "slug": (("{concept} alpha", "{concept} beth"), False, False),
    "lines": (("Some prose.", "Some\nprose."), False, False),
    "comment": (("Some prose.", "Some prose.\n\n% not seen\n"), False, False),
    "label": (("Some prose.", "(here)=\n\nSome prose."), False, False),
}


@pytest.mark.parametrize("name", EDITS)
def test_check_sums_change_with_what_the_author_wrote(wiki: Wiki, name: str) -> None:
    wiki.article("beta")
    wiki.article("gamma")
    path = wiki.article(
        "alpha", "status: contested", "reviewed: 2026-01", "related: beta", "aliases: first",
        body="Some prose. [Link](https://a.example), {concept}`beta`.[^n]\n\n[^n]: Noted.\n\n"
        "```python\nx = 1\n```",
    )  # fmt: skip
    before = sums(wiki)
    (old, new), content, prose = EDITS[name]
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    after = sums(wiki, "beth" if name == "slug" else "alpha")
    assert (before[0] != after[0], before[1] != after[1]) == (content, prose)


def test_other_pages_and_articles_do_not_count(wiki: Wiki) -> None:
    body = "See {concept}`beta`.\n\n## Second\n\n```{concept} second\nIts own.\n```\n\nText."
    path = wiki.article("alpha", "related: beta", summary="Of {concept}`beta`.", body=body)
    wiki.article("beta", title="Beta")
    wiki.conf["suppress_warnings"] = ["toc.not_included", "policywiki.multiple_articles"]
    before, second = sums(wiki), sums(wiki, "second")
    wiki.article("beta", "related: alpha", title="Another", summary="Else.")
    path.write_text(path.read_text().replace("Its own", "Its very own"))
    assert sums(wiki) == before
    assert sums(wiki, "second")[0] != second[0]
    assert articles_of(wiki.build())["alpha"]["summary"] == "Of Another."


def test_the_documentation_has_every_key() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    page = (EXAMPLE.parent / "docs" / "reference" / "data.md").read_text(encoding="utf-8")
    keys = {*schema["properties"], *schema["$defs"]["article"]["properties"]}
    assert {key for key in keys if f"`{key}`" not in page} == set()
