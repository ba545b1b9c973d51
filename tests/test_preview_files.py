"""The files of previews: what is in them, how many there are, when they are written again."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Build, Wiki
from sphinx_policywiki.previews import cut
from sphinx_policywiki.scripts import script_json
from sphinx_policywiki.shards import ROOM, fnv1a, shard_count, sharded

CALL = re.compile(r'policywikiPreviews\("([0-9a-z]+)",(.*)\);\n', re.DOTALL)


def handed_over(build: Build) -> dict[str, Any]:
    """Return what each file hands to the script, by the name that it gives itself."""
    found = {}
    for path in sorted((build.outdir / "_previews").glob("*.js")):
        match = CALL.fullmatch(path.read_text(encoding="utf-8"))
        assert match, path
        assert match[1] == path.stem
        found[match[1]] = json.loads(match[2])
    return found


def entries(build: Build) -> dict[str, dict[str, Any]]:
    shards = handed_over(build)
    return {key: entry for name in shards if name != "index" for key, entry in shards[name]}


# --- pure parts -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("articles", "files"), [(0, 0), (1, 1), (32, 1), (33, 2), (36, 2), (1000, 32), (10_000, 512)]
)
def test_number_of_files(articles: int, files: int) -> None:
    assert shard_count(articles) == files


def test_files_are_small_and_none_is_missing() -> None:
    names = [f"concepts/article-{number}.html" for number in range(10_000)]
    found = sharded(names, shard_count(len(names)))
    assert len(found) == 512
    assert sorted(name for own in found.values() for name in own) == sorted(names)
    assert max(map(len, found.values())) <= 2 * ROOM


@pytest.mark.parametrize(
    ("text", "value"),  # the test vectors of draft-eastlake-fnv, appendix C
    [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)],
)
def test_hash(text: str, value: int) -> None:
    assert fnv1a(text) == value


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_for_scripts_is_json_and_breaks_out_of_nothing(text: str) -> None:
    made = script_json([text])
    assert json.loads(made) == [text]
    assert not set(made) & set("<>&\u2028\u2029\n")


@given(st.text(max_size=60), st.integers(1, 40))
def test_cut(text: str, length: int) -> None:
    made = cut(text, length)
    assert len(made) <= max(len(text), length + 1)
    assert made == text if len(text) <= length else made.endswith("…")
    assert text.startswith(made[:-1])


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("one two three four", "one two…"),
        ("one two, three four", "one two…"),
        ("一二三四五六七八九十", "一二三四五六七八…"),
        ("cafe\u0301cafe\u0301cafe\u0301", "cafe\u0301caf…"),
    ],
)
def test_cut_between_words(text: str, made: str) -> None:
    assert cut(text, 9 if " " in text else 8 if text[0] == "一" else 9) == made


# --- builds ---------------------------------------------------------------------------


def test_entries(wiki: Wiki) -> None:
    wiki.article("alpha", "status: superseded", "superseded-by: beta", summary="Like {concept}`b`.")
    wiki.article("beta", "status: settled", "aliases: b", type_="instrument", name="sub/beta.md")
    wiki.article("gamma", "superseded-by: nowhere", summary="")
    build = wiki.build()
    assert entries(build) == {
        "alpha.html": {
            "title": "Alpha", "type": "Concept", "status": "Superseded", "warns": True,
            "summary": "Like b.", "successor": ["Beta", "sub/beta.html"],
        },
        "sub/beta.html": {
            "title": "Beta", "type": "Instrument", "status": "Settled", "summary": "A summary.",
        },
        "gamma.html": {
            "title": "Gamma", "type": "Concept", "status": "Superseded", "warns": True,
            "successor": ["nowhere", ""],
        },
    }  # fmt: skip
    assert handed_over(build)["index"]["shards"] == 1


@pytest.mark.parametrize(
    ("builder", "options", "keys"),
    [
        ("html", {}, {"a/ä b.html", "a/ä b.html#second", "x.html"}),
        ("html", {"html_link_suffix": ""}, {"a/ä b", "a/ä b#second", "x"}),
        ("html", {"html_file_suffix": ".htm"}, {"a/ä b.htm", "a/ä b.htm#second", "x.htm"}),
        ("dirhtml", {}, {"a/ä b/", "a/ä b/#second", "x/"}),
    ],
)
def test_keys_are_addresses(
    wiki: Wiki, builder: str, options: dict[str, Any], keys: set[str]
) -> None:
    wiki.article("x")
    wiki.article("first", name="a/ä b.md", body="## Second\n\n```{concept} second\nText.\n```\n")
    assert entries(wiki.build(builder, **options)).keys() == keys


def test_long_summaries_are_cut(wiki: Wiki) -> None:
    wiki.article("a", summary="word " * 200)
    summary = entries(wiki.build())["a.html"]["summary"]
    assert summary.endswith("word…")
    assert 390 < len(summary) <= 401


def test_texts_are_in_the_language_of_the_project(wiki: Wiki) -> None:
    wiki.article("a", "status: contested")
    build = wiki.build(language="de")
    assert entries(build)["a.html"]["type"] == "Konzept"
    assert handed_over(build)["index"]["close"] == "Schließen"


HOSTILE = r'\</script>\<img src=x onerror=alert(1)> &amp; "\\'


def test_nothing_breaks_out_of_the_script(wiki: Wiki) -> None:
    wiki.article("a", title=f"T {HOSTILE}", summary=f"S {HOSTILE} \u2028 end")
    build = wiki.build()
    text = build.text("_previews/00.js")
    assert not set(text) & set("<>&\u2028")
    entry = entries(build)["a.html"]
    assert entry["title"].startswith("T </script><img src=x onerror=alert(1)> &")
    assert entry["summary"].startswith("S </script><img src=x onerror=alert(1)> &")


@pytest.mark.filterwarnings("ignore:'tags' will become")  # in the package that makes devhelp
@pytest.mark.parametrize("builder", ["singlehtml", "epub", "json", "pickle", "text", "devhelp"])
def test_other_builders_have_none(wiki: Wiki, builder: str) -> None:
    wiki.article("a")
    build = wiki.build(builder)
    assert not (build.outdir / "_previews").exists()
    for path in build.outdir.rglob("*"):
        if path.suffix in {".html", ".xhtml", ".fjson", ".devhelp"}:
            assert "policywiki-previews" not in path.read_text(encoding="utf-8")


def test_the_setting(wiki: Wiki) -> None:
    wiki.article("a")
    page = wiki.build().soup("a.html")
    assert page.select_one('script[defer][src*="policywiki-previews.js"]')
    assert page.select_one('link[href*="policywiki-previews.css"]')
    assert "policywiki-previews" not in wiki.build().text("a.print.html")
    wiki.conf["policywiki_previews"] = False
    build = wiki.build()
    assert "policywiki-previews" not in build.text("a.html")
    assert not (build.outdir / "_previews").exists()
    assert build.files() == wiki.clean_build().files()


def test_a_wiki_without_articles(wiki: Wiki) -> None:
    assert handed_over(wiki.build())["index"]["shards"] == 0


# --- the law --------------------------------------------------------------------------


def times(build: Build) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in build.outdir.glob("_previews/*")}


def test_an_edit_writes_one_file_and_no_other_page(wiki: Wiki) -> None:
    for number in range(70):
        wiki.article(f"n{number}", f"related: n{(number + 1) % 70}", body="{concept}`n7`")
    before = times(wiki.build())
    assert len(before) == 5
    wiki.article("n7", "related: n8", body="{concept}`n7`", summary="Another.")
    build = wiki.build()
    changed = {name for name, time in times(build).items() if before[name] != time}
    assert changed == {f"{fnv1a('n7.html') & 3:02x}.js"}
    assert build.written == {"n7"}
    assert build.files() == wiki.clean_build().files()


def test_the_number_of_files_follows_the_wiki(wiki: Wiki) -> None:
    for number in range(33):
        wiki.article(f"n{number}")
    wiki.article("extra")
    (wiki.src / "extra.md").unlink()
    assert len(times(wiki.build())) == 3
    (wiki.src / "n32.md").unlink()
    build = wiki.build()
    assert times(build).keys() == {"00.js", "index.js"}
    assert build.written == set()
    assert build.files() == wiki.clean_build().files()
    wiki.article("n32")
    build = wiki.build()
    assert build.written == {"n32"}
    assert build.files() == wiki.clean_build().files()


def test_a_title_within_a_summary_is_followed(wiki: Wiki) -> None:
    wiki.article("a", "superseded-by: b", summary="Like {concept}`b`.")
    wiki.article("b", title="Bee")
    assert entries(wiki.build())["a.html"]["summary"] == "Like Bee."
    wiki.article("b", title="Wasp")
    build = wiki.build()
    assert entries(build)["a.html"]["summary"] == "Like Wasp."
    assert entries(build)["a.html"]["successor"] == ["Wasp", "b.html"]
    assert build.files() == wiki.clean_build().files()


def test_articles_of_other_projects_supersede_ours(wiki: Wiki, tmp_path: Path) -> None:
    other = Wiki(tmp_path / "other")
    other.article("far", title="Far & away")
    inventory = other.build().outdir / "objects.inv"
    wiki.conf["extensions"] = ["sphinx_policywiki", "sphinx.ext.intersphinx"]
    wiki.conf["intersphinx_mapping"] = {"o": ("https://example.org", str(inventory))}
    wiki.article("near", "superseded-by: far")
    successor = entries(wiki.build())["near.html"]["successor"]
    assert successor == ["Far & away", "https://example.org/far.html"]
