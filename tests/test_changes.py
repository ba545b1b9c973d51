"""What has changed between two editions: the pure function, and the directive."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag
from hypothesis import given
from hypothesis import strategies as st

from conftest import Build, Wiki, squeeze
from sphinx_policywiki.changes import Change, Difference, changes
from sphinx_policywiki.earlier import read_earlier

# --- the pure function -----------------------------------------------------------------


def entry(slug: str, content: str = "", **more: Any) -> dict[str, Any]:
    plain: dict[str, Any] = dict.fromkeys(
        ("type", "status", "status_note", "summary", "version", "primary_source", "source_url",
         "archive_url", "prose", "superseded_by", "published", "updated", "reviewed"), "",
    )  # fmt: skip
    lists: dict[str, Any] = {"topics": [], "aliases": [], "former_slugs": [], "authors": []}
    own = {"slug": slug, "title": slug.title(), "content": content or slug}
    return plain | lists | {"relations": {}, "fields": {}} | own | more


def test_nothing_has_changed() -> None:
    assert changes([], []) == []
    assert changes([entry("a")], [entry("a", summary="of another", url="elsewhere")]) == []


def test_new_and_gone() -> None:
    assert changes([entry("a")], [entry("b")]) == [
        Change("new", "b", "B"), Change("gone", "a", "A", "a"),
    ]  # fmt: skip


def test_what_has_changed_is_told() -> None:
    old = entry("a", "1", status="contested", topics=["x"], reviewed="2024")
    new = entry("a", "2", title="Aleph", status="settled", topics=["y"], prose="q", source_url="u")
    [change] = changes([old], [new])
    assert (change.kind, change.slug, change.title) == ("changed", "a", "Aleph")
    assert change.differences == (
        Difference("title", "A", "Aleph"), Difference("status", "contested", "settled"),
        Difference("prose"), Difference("topics"), Difference("sources"),
        Difference("reviewed", "2024", ""),
    )  # fmt: skip


def test_renamed_by_the_author_or_by_the_same_content() -> None:
    old = [entry("a", "1"), entry("b", "2"), entry("c", "3"), entry("d", "3")]
    new = [
        entry("aleph", "9", former_slugs=["z", "a"]), entry("beth", "2"),
        entry("gimel", "3"), entry("b2", "2", former_slugs=["b"]),
    ]  # fmt: skip
    found = {change.slug: (change.kind, change.old_slug) for change in changes(old, new)}
    assert found == {
        "aleph": ("renamed", "a"), "b2": ("renamed", "b"), "beth": ("new", ""),
        "gimel": ("new", ""), "c": ("gone", "c"), "d": ("gone", "d"),
    }  # fmt: skip


def test_an_article_taken_into_another_is_gone_and_its_successor_known() -> None:
    old = [entry("a"), entry("b"), entry("c", superseded_by="b"), entry("d", superseded_by="a")]
    new = [entry("b", former_slugs=["a"])]
    found = {change.slug: (change.kind, change.successor) for change in changes(old, new)}
    assert found == {"a": ("gone", "b"), "c": ("gone", "b"), "d": ("gone", "")}


_entries = st.lists(
    st.builds(
        entry, st.sampled_from("abcdef"), st.sampled_from(["", "1", "2"]),
        former_slugs=st.lists(st.sampled_from("abcdef"), max_size=2),
    ),
    unique_by=lambda entry: entry["slug"],
)  # fmt: skip


@given(_entries, _entries)
def test_every_article_is_accounted_for_once(
    old: list[dict[str, Any]], new: list[dict[str, Any]]
) -> None:
    found = changes(old, new)
    before, after = ({e["slug"]: e["content"] for e in side} for side in (old, new))
    named = [change.slug for change in found if change.kind != "gone"]
    assert len(named) == len(set(named))
    assert set(after) - set(named) == {s for s in after if before.get(s) == after[s]}
    used = [change.old_slug for change in found if change.kind in {"gone", "renamed"}]
    assert sorted(used) == sorted(before.keys() - after.keys())


# --- the file --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "not JSON"), (b"\xff\xfe", "not JSON"), ("[" * 100_000, "not JSON"),
        ("[]", "no list of articles"), ('{"articles": {}}', "no list of articles"),
        ('{"articles": []}', "its format is None, not 1"),
        ('{"articles": [], "format": 7}', "its format is 7"),
        ('{"articles": [3], "format": 1}', "article 1 in it has no 'slug'"),
        ('{"articles": [{"slug": "a", "title": ["x"]}], "format": 1}', "no 'title'"),
        (None, "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_earlier_edition_is_told(
    wiki: Wiki, text: str | bytes | None, problem: str
) -> None:
    if text is not None:
        (wiki.src / "old.json").write_bytes(text.encode() if isinstance(text, str) else text)
    wiki.write(
        "news.md", "# News\n\n```{article-changes}\n:types: concept\n:since: old.json\n```\n"
    )
    build = wiki.build()
    assert build.warnings.count("[policywiki.changes]") == 1
    assert "news.md:5: WARNING: article-changes: since: 'old.json': " in build.warnings
    assert problem in build.warnings
    assert not build.soup("news.html").select(".pw-changes, .system-message")


def test_the_option_is_needed(wiki: Wiki) -> None:
    wiki.write("news.md", "# News\n\n```{article-changes}\n:sinc: a.json\n```\n")
    warnings = wiki.build().warnings
    assert "unknown option 'sinc'" in warnings
    assert "news.md:3: WARNING: article-changes: write the path" in warnings


def test_values_of_other_kinds_are_taken_for_empty(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    odd = {"slug": "a", "title": "A", "content": "x", "topics": [1, "b", []], "relations": "no"}
    path.write_text(json.dumps({"format": 1, "edition": 3, "articles": [odd]}))
    earlier = read_earlier(path)
    assert earlier.edition == ""
    assert (earlier.articles[0]["topics"], earlier.articles[0]["relations"]) == (["b"], {})
    assert changes(earlier.articles, [entry("b")])[1].kind == "gone"


# --- the directive ---------------------------------------------------------------------


NEWS = "# News\n\n```{article-changes}\n:since: /editions/old.json\n```\n"


def lists(build: Build, name: str = "news.html") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for heading in build.soup(name).select(".rubric.pw-group"):
        items = heading.find_next_sibling("ul")
        assert isinstance(items, Tag)
        found[squeeze(heading)] = [squeeze(item) for item in items.find_all("li")]
    return found


@pytest.fixture
def edited(wiki: Wiki) -> Wiki:
    """Return a wiki after an edition of which it keeps the ``articles.json``."""
    for slug in ("same", "text", "moved", "gone", "merged"):
        wiki.article(slug, "topics: other")
    wiki.article("status", "status: contested", "topics: safety", "related: same")
    wiki.article("act", type_="instrument")
    first = wiki.build(out="first", policywiki_edition="2026-1")
    (wiki.src / "editions").mkdir()
    shutil.copy(first.outdir / "articles.json", wiki.src / "editions" / "old.json")
    (wiki.src / "gone.md").unlink()
    (wiki.src / "moved.md").unlink()
    wiki.article("there", "topics: other", title="Moved")
    wiki.article("text", "topics: other", title="The Text", body="Other prose.")
    wiki.article("status", "status: settled", "topics: safety", "related: text")
    wiki.article("merged", "topics: other", "superseded-by: same")
    wiki.article("fresh", "topics: Safety")
    wiki.write("news.md", NEWS)
    return wiki


def test_lists_of_what_has_changed(edited: Wiki) -> None:
    build = edited.build()
    assert build.warnings == ""
    assert lists(build) == {
        "New articles": ["Fresh"],
        "Changed articles": [
            "Merged — Status: – → Superseded; Superseded by",
            "Status — Status: Contested → Settled; Relations",
            "The Text — Title: Text → The Text; Text",
        ],
        "Renamed articles": ["Moved — formerly moved"],
        "Removed articles": ["Gone"],
    }
    page = build.soup("news.html")
    assert squeeze(page.select_one(".pw-since")) == "Since edition 2026-1"
    links = {squeeze(a): a["href"] for a in page.select(".pw-changes a")}
    assert links == {
        "Fresh": "fresh.html", "Merged": "merged.html", "Status": "status.html",
        "The Text": "text.html", "Moved": "there.html",
    }  # fmt: skip


def test_filters(edited: Wiki) -> None:
    edited.write("news.md", NEWS.replace("```\n", ":topics: safety\n```\n"))
    assert lists(edited.build()) == {
        "New articles": ["Fresh"],
        "Changed articles": ["Status — Status: Contested → Settled; Relations"],
    }
    edited.write("news.md", NEWS.replace("```\n", ":types: instrument\n```\n"))
    build = edited.build()
    assert squeeze(build.soup("news.html").select_one(".pw-empty")) == "No article has changed."


def test_where_a_gone_article_went(edited: Wiki) -> None:
    (edited.src / "merged.md").unlink()
    path = edited.src / "editions" / "old.json"
    data = json.loads(path.read_text())
    next(a for a in data["articles"] if a["slug"] == "merged")["superseded_by"] = "same"
    path.write_text(json.dumps(data))
    build = edited.build()
    assert lists(build)["Removed articles"] == ["Gone", "Merged — see Same"]


def test_paths_are_those_of_sphinx(edited: Wiki) -> None:
    edited.write("editions/news.md", NEWS.replace("/editions/old.json", "old.json"))
    build = edited.build()
    assert build.warnings == ""
    assert lists(build, "editions/news.html") == lists(build)


@pytest.mark.parametrize(
    "builder", ["text", "latex", "man", "texinfo", "epub", "singlehtml", "xml"]
)
def test_other_formats(edited: Wiki, builder: str) -> None:
    edited.write("index.md", "# Wiki\n\n```{toctree}\nnews\n```\n")
    build = edited.build(builder)
    files = (path for path in build.outdir.rglob("*") if path.is_file())
    whole = " ".join(path.read_bytes().decode(errors="replace") for path in files)
    assert "Renamed articles" in whole
    arrow = "\\(\\rightarrow\\)" if builder == "latex" else "→"
    assert f"Contested {arrow} Settled" in whole


EDITS = {
    "nothing": (lambda w: None, set()),
    "an article that has not changed": (
        lambda w: w.article("same", "topics: other", body="New."), {"same", "news"},
    ),
    "the title of a changed one": (
        lambda w: w.article("text", "topics: other", title="Text Too", body="Other prose."),
        {"text", "news", "status"},
    ),
    "more of a text that has changed": (
        lambda w: w.article("text", "topics: other", title="The Text", body="Others."), {"text"},
    ),
    "a page without articles": (lambda w: w.write("plain.md", "# Plain\n"), {"plain"}),
    "the earlier edition": (
        lambda w: shutil.copy(w.root / "first" / "articles.json", w.src / "editions" / "new.json")
        and w.write("editions/old.json", '{"format": 1, "articles": []}'), {"news"},
    ),
    "an article back as it was": (lambda w: w.article("gone", "topics: other"), {"gone", "news"}),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_incremental_builds_equal_clean_ones(edited: Wiki, name: str) -> None:
    edited.build()
    change, written = EDITS[name]
    change(edited)
    build = edited.build()
    assert build.written == written
    assert build.files() == edited.clean_build().files()


def test_parallel_builds_equal_serial_ones(edited: Wiki) -> None:
    for number in range(8):
        edited.article(f"more-{number}")
    assert edited.build(parallel=2).files() == edited.clean_build().files()


def test_former_slugs_of_an_article_say_what_it_was() -> None:
    old, new = entry("a", "1"), entry("b", "2", former_slugs=["a"], title="B")
    [change] = changes([old], [new])
    assert (change.kind, change.old_slug) == ("renamed", "a")
    assert change.differences == (Difference("title", "A", "B"),)
