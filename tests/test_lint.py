"""The checks on the whole wiki, each as a function of plain data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_policywiki.graph import Graph
from sphinx_policywiki.lint import SEVERITIES, Finding, Wiki, all_rules, chosen, lint, worst
from sphinx_policywiki.messages import SUBTYPES
from sphinx_policywiki.model import Article, PartialDate, Place, Target
from sphinx_policywiki.vocabulary import article_types, relations

TODAY = date(2026, 11, 24)
TYPES = article_types({})


def article(slug: str, **given: Any) -> Article:
    """Return an article in which no rule finds anything but that nothing links to it."""
    sound = Article(
        slug=slug,
        type="concept",
        title=f"The {slug}",
        place=Place(f"concepts/{slug}", f"concepts/{slug}.md", 3),
        summary=("A summary.",),
        primary_source="doe2020",
        lines={"reviewed": 7, "source-url": 8, "archive-url": 9},
    )
    return replace(sound, **given)


def names(*slugs: str, line: int = 5) -> tuple[Target, ...]:
    return tuple(Target(slug, line) for slug in slugs)


def findings(*articles: Article, linked: str = "*", months: int = 0) -> list[Finding]:
    graph = Graph(articles, relations({}, TYPES), TYPES)
    ids = {a.id for a in articles if linked == "*" or a.slug in linked.split()}
    return lint(Wiki(graph, ids, TODAY, months))


def rules(*articles: Article, **given: Any) -> list[str]:
    return [found.rule for found in findings(*articles, **given)]


def test_a_sound_wiki_has_no_findings() -> None:
    one = article("a", relations={"related": names("b")})
    other = article("b", relations={"related": names("a")}, reviewed=PartialDate(2026, 11))
    assert findings(one, other, linked="") == []


def test_every_rule_is_described_once() -> None:
    known = all_rules()
    assert known.keys() > SUBTYPES.keys()
    assert {rule.severity for rule in known.values()} == set(SEVERITIES)
    assert all(rule.description.endswith(".") for rule in known.values())
    assert len({rule.description for rule in known.values()}) == len(known)


def test_orphans() -> None:
    by_relation = article("a", relations={"broader": names("B")})
    by_successor = article("c", superseded_by=Target("A", 4))
    found = findings(by_relation, article("b"), by_successor, article("d"), linked="d")
    assert [(f.rule, f.path, f.line) for f in found] == [("orphan", "concepts/c.md", 3)]
    assert rules(article("a", relations={"related": names("a")}), linked="") == ["orphan"]


def test_one_way_related() -> None:
    one = article("a", relations={"related": names("b", "C", "red"), "uses": names("b")})
    other = article("c", relations={"related": names("The a")})
    found = findings(one, article("b"), other)
    assert [(f.rule, f.line) for f in found] == [("one_way_related", 5)]
    assert found[0].message == "'a' names 'b' as related, but not the reverse"
    assert "concepts/b.md:3" in found[0].suggestion


def test_missing_summary_and_source() -> None:
    assert rules(article("a", summary=())) == ["missing_summary"]
    assert rules(article("a", summary=("  \n",))) == ["missing_summary"]
    assert rules(article("a", primary_source="")) == ["missing_primary_source"]
    assert rules(article("a", primary_source="", source_url="https://example.org")) == []


@pytest.mark.parametrize(
    ("reviewed", "months", "found"),
    [
        ("2026-05-24", 6, ["overdue_review"]),
        ("2026-05-25", 6, []),
        ("2026-05", 6, []),
        ("2026-04", 6, ["overdue_review"]),
        ("2025", 10, ["overdue_review"]),
        ("2025", 12, []),
        ("2019-01-01", 0, []),
        ("", 12, ["missing_review"]),
        ("", 0, []),
    ],
)
def test_reviews(reviewed: str, months: int, found: list[str]) -> None:
    date = PartialDate.parse(reviewed) if reviewed else None
    assert rules(article("a", reviewed=date), months=months) == found


def test_a_change_counts_where_nobody_reviewed() -> None:
    found = findings(article("a", updated=PartialDate(2020), published=PartialDate(2019)), months=9)
    assert [(f.rule, f.line) for f in found] == [("overdue_review", 3)]
    assert "was last changed 2020," in found[0].message


def test_overdue_review_has_the_line_of_the_date() -> None:
    found = findings(article("a", reviewed=PartialDate(2020, 1, 2)), months=12)
    assert (found[0].line, found[0].message) == (
        7, "'a' was last reviewed 2020-01-02, 82 months ago",
    )  # fmt: skip


@given(st.dates(), st.dates())
def test_a_review_gets_overdue_once(one: Any, other: Any) -> None:
    then, now = sorted((one, other))
    reviewed = PartialDate(then.year, then.month, then.day)
    graph = Graph([article("a", reviewed=reviewed)], {}, TYPES)
    found = [
        [f.rule for f in lint(Wiki(graph, {"concepts/a#0"}, now, months))]
        for months in range(1, 30)
    ]
    overdue = [bool(rule) for rule in found]
    assert overdue == sorted(overdue, reverse=True)
    assert not overdue[-1] or (now - then).days > 29 * 28


def test_dead_aliases() -> None:
    aliases = (*names("the A", line=4), *names("a1", "A 1"), *names("a", line=6))
    found = findings(article("a", aliases=aliases))
    assert [(f.rule, f.line) for f in found] == [("dead_alias", n) for n in (4, 5, 6)]
    assert [f.message.rpartition(" is ")[2] for f in found] == [
        "the title already", "an alias already", "the slug already",
    ]  # fmt: skip
    assert rules(article("eo-14110", aliases=names("EO 14110"))) == []


@pytest.mark.parametrize(
    "address",
    ["https://", "http:/example.org", "https:///a", "http://example", "https://a..b/c",
     "https://[::1", "https://example.org:port/"],
)  # fmt: skip
def test_bad_addresses(address: str) -> None:
    found = findings(article("a", source_url=address, archive_url="https://example.org"))
    assert [(f.rule, f.line) for f in found] == [("bad_address", 8)]


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "HTTP://EXAMPLE.ORG:80/a", "doi:10.1000/182", "mailto:a@b.org",
     "https://[2001:db8::1]/", "http://localhost:8000/", "https://münchen.de/ä", ""],
)  # fmt: skip
def test_good_addresses(address: str) -> None:
    assert rules(article("a", source_url=address)) == []


def test_findings_are_chosen_and_weighed() -> None:
    found = findings(
        article("a", summary=(), relations={"related": names("b")}), article("b"), linked="*"
    )
    assert [f.rule for f in found] == ["missing_summary", "one_way_related"]
    assert [f.rule for f in chosen(found, {"one_way_related"}, set())] == ["one_way_related"]
    assert [f.rule for f in chosen(found, set(), {"one_way_related"})] == ["missing_summary"]
    assert SEVERITIES[worst(found, all_rules())] == "warning"
    assert worst([], all_rules()) == -1
