"""What pages say of their age: overdue reviews, dates from git."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx.errors import ConfigError

from conftest import Build, Wiki, rows_of, squeeze
from sphinx_policywiki.model import PartialDate
from sphinx_policywiki.review import months_since


def epoch(year: int, month: int, day: int) -> str:
    return str(int(datetime(year, month, day, 12, tzinfo=UTC).timestamp()))


def line(build: Build, name: str) -> str:
    found = build.article(name).select(".pw-header .pw-overdue")
    assert len(found) < 2
    return squeeze(found[0]) if found else ""


# --- months ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "today", "months"),
    [
        ("2024-03-01", date(2026, 5, 30), 26), ("2024-03-01", date(2024, 3, 1), 0),
        ("2024-03-15", date(2024, 4, 14), 0), ("2024-03-15", date(2024, 4, 15), 1),
        ("2024-01-31", date(2024, 2, 28), 0), ("2024-01-31", date(2024, 2, 29), 1),
        ("2024-03", date(2024, 4, 29), 0), ("2024-03", date(2024, 4, 30), 1),
        ("2024-03", date(2025, 3, 31), 12), ("2024", date(2025, 1, 30), 0),
        ("2024", date(2025, 1, 31), 1), ("2024", date(2025, 12, 30), 11),
        ("2024", date(2024, 6, 1), -7), ("2024-02-29", date(2025, 2, 28), 12),
    ],
)  # fmt: skip
def test_full_months_count_from_the_end_of_a_period(then: str, today: date, months: int) -> None:
    assert months_since(PartialDate.parse(then), today) == months


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_months_never_go_back(then: date, today: date) -> None:
    last = PartialDate(then.year, then.month, then.day)
    later = date.fromordinal(today.toordinal() + 1)
    assert months_since(last, later) - months_since(last, today) in {0, 1}
    assert (months_since(last, today) < 0) == (today < then)


# --- the line --------------------------------------------------------------------------


@pytest.fixture
def aged(wiki: Wiki, monkeypatch: pytest.MonkeyPatch) -> Wiki:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch(2026, 5, 30))
    wiki.conf |= {"policywiki_review_months": 12, "policywiki_generated": False}
    wiki.article("old", "reviewed: 2024-03-01", "updated: 2026-05-01")
    wiki.article("just", "reviewed: 2025-05-30")
    wiki.article("young", "reviewed: 2025-05-31", "published: 2001")
    wiki.article("unreviewed", "published: 2020", "updated: 2024-04")
    wiki.article("published", "published: 2020")
    wiki.article("undated")
    return wiki


def test_the_line_is_there_when_the_review_is_overdue_only(aged: Wiki) -> None:
    build = aged.build()
    assert build.warnings == ""
    assert line(build, "old.html") == "Last reviewed 2024-03-01, 26 months ago."
    assert line(build, "just.html") == "Last reviewed 2025-05-30, 12 months ago."
    assert line(build, "young.html") == line(build, "undated.html") == ""
    said = "Last changed 2024-04, 25 months ago, and not reviewed since."
    assert line(build, "unreviewed.html") == said
    said = "Last changed 2020, 64 months ago, and not reviewed since."
    assert line(build, "published.html") == said
    assert "26 months ago" in build.text("old.print.html")


def test_one_month_is_in_the_singular(aged: Wiki) -> None:
    aged.conf["policywiki_review_months"] = 1
    aged.article("old", "reviewed: 2026-04-30")
    assert line(aged.build(), "old.html") == "Last reviewed 2026-04-30, 1 month ago."


def test_without_the_setting_nothing_is_said(aged: Wiki) -> None:
    assert line(aged.build(policywiki_review_months=None), "old.html") == ""


@pytest.mark.parametrize("value", [0, -3, True, 1.5, "12"])
def test_a_wrong_number_is_refused(wiki: Wiki, value: Any) -> None:
    wiki.conf["policywiki_review_months"] = value
    with pytest.raises(ConfigError, match="policywiki_review_months"):
        wiki.build()


@pytest.mark.parametrize(
    "builder", ["text", "latex", "epub", "man", "texinfo", "singlehtml", "json"]
)
def test_every_format_has_line_and_notice(aged: Wiki, builder: str) -> None:
    aged.article("old", "reviewed: 2024-03-01", "status: contested", "status-note: Some doubt it.")
    build = aged.build(builder)
    files = (path for path in build.outdir.rglob("*") if path.is_file())
    texts = [path.read_bytes().decode(errors="replace") for path in files]
    whole = " ".join(" ".join(texts).replace("\\sphinxhyphen{}", "-").replace("\\-", "-").split())
    assert "26 months ago" in whole
    assert "What this article describes is contested. Some doubt it." in whole


def test_a_page_is_written_again_when_the_month_turns_and_only_then(
    aged: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    aged.build()
    for day, written in (
        ((2026, 5, 30), set()),
        ((2026, 5, 31), {"young", "published"}),  # 12 months; the end of a month
        ((2026, 6, 1), {"old"}),
        ((2026, 6, 2), set()),
    ):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch(*day))
        build = aged.build()
        assert build.written == written, day
        assert build.files() == aged.clean_build().files(), day


# --- git -------------------------------------------------------------------------------


def git(folder: Path, *arguments: str, when: str = "2025-01-02T23:30:00-0500") -> None:
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@a.example"}
    who |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@a.example"}
    who |= {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | who, check=True, capture_output=True
    )


@pytest.fixture
def tracked(wiki: Wiki) -> Wiki:
    wiki.conf["extensions"] = ["sphinx_policywiki", "sphinx_last_updated_by_git"]
    wiki.article("alpha", "published: 2020")
    wiki.article("dated", "updated: 2021-05-06")
    git(wiki.src, "init", "-q")
    git(wiki.src, "add", "alpha.md", "dated.md", "index.md")
    git(wiki.src, "commit", "-q", "-m", "All")
    return wiki


def modified(build: Build, name: str) -> tuple[str, list[str]]:
    page = build.soup(name)
    [script] = page.select('script[type="application/ld+json"]')
    data = json.loads(script.string or "")
    tags = page.select('meta[property="article:modified_time"]')
    return data.get("dateModified", ""), [str(tag["content"]) for tag in tags]


@pytest.mark.parametrize("order", [1, -1])
def test_the_date_of_the_last_commit_is_shown_where_the_author_gave_none(
    tracked: Wiki, order: int
) -> None:
    tracked.conf["extensions"] = tracked.conf["extensions"][::order]
    build = tracked.build(git_last_updated_timezone="UTC")
    assert build.warnings == ""
    rows = rows_of(build.article("alpha.html"))
    assert rows["Last changed"] == "2025-01-03"  # in UTC
    assert "Updated" not in rows
    assert modified(build, "alpha.html") == ("2025-01-03", ["2025-01-03T04:30:00+00:00"])
    dated = rows_of(build.article("dated.html"))
    assert (dated["Updated"], "Last changed" in dated) == ("2021-05-06", False)
    assert modified(build, "dated.html") == ("2021-05-06", ["2021-05-06"])
    cited = squeeze(build.article("alpha.html").select_one(".pw-citation-apa"))
    assert "(2020)" in cited
    assert "2025" not in build.text("_citations/alpha.bib")


def test_our_own_tag_has_the_date_where_the_extension_makes_none(tracked: Wiki) -> None:
    build = tracked.build(git_last_updated_metatags=False)
    assert modified(build, "alpha.html") == ("2025-01-03", ["2025-01-03"])


def test_other_formats_have_the_row_too(tracked: Wiki) -> None:
    assert "2025-01-03" in tracked.build("text").text("alpha.txt")


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_commit_after_the_build_is_seen_by_the_next(tracked: Wiki, builder: str) -> None:
    path = tracked.article("alpha", "published: 2020", body="Other.")
    tracked.build(builder)
    assert tracked.build(builder).written == set()
    git(tracked.src, "add", path.name)
    git(tracked.src, "commit", "-q", "-m", "Edit", when="2026-02-03T12:00:00+0000")
    build = tracked.build(builder)
    assert build.written == {"alpha"}
    assert "2026-02-03" in build.text("alpha.html" if builder == "html" else "alpha.txt")
    assert build.files() == tracked.clean_build(builder).files()
    assert tracked.build(builder).written == set()


def test_dates_write_no_page_of_text_that_does_not_show_them(tracked: Wiki) -> None:
    tracked.build("text")
    git(tracked.src, "commit", "-q", "--amend", "-m", "A", "--date", "2025-01-02T23:40:00-0500")
    assert tracked.build("text").written == set()
    git(tracked.src, "commit", "-q", "--amend", "-m", "A", "--date", "2025-02-02T23:40:00-0500")
    assert tracked.build("text").written == {"alpha"}
    assert tracked.build("text").files() == tracked.clean_build("text").files()


def test_a_file_outside_of_git_has_no_date(tracked: Wiki) -> None:
    tracked.article("loose")
    build = tracked.build()
    assert "Last changed" not in rows_of(build.article("loose.html"))
    assert modified(build, "loose.html") == ("", [])


def test_a_project_outside_of_git_has_no_dates(wiki: Wiki) -> None:
    wiki.conf["extensions"] = ["sphinx_policywiki", "sphinx_last_updated_by_git"]
    wiki.conf["suppress_warnings"] = ["toc.not_included", "git.subprocess_error"]
    wiki.article("alpha")
    build = wiki.build()
    assert build.warnings == ""
    assert "Last changed" not in build.text("alpha.html")


def test_without_the_extension_git_is_not_asked(tracked: Wiki) -> None:
    tracked.conf["extensions"] = ["sphinx_policywiki"]
    build = tracked.build()
    assert "Last changed" not in build.text("alpha.html")
    assert modified(build, "alpha.html") == ("", [])
