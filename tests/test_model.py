"""Slugs, names, dates, lists, addresses and cycles: the laws of the small things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_policywiki.graph import find_cycles
from sphinx_policywiki.model import PartialDate, lookup_key, slugify
from sphinx_policywiki.options import join_list, safe_url, split_list


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("EU AI Act", "eu-ai-act"),
        ("already-a-slug", "already-a-slug"),
        ("  --Odd__ (2024)/1689! ", "odd-2024-1689"),
        ("Ünïcode Straße", "ünïcode-straße"),
        ("σύμβαση ΠΛΑΊΣΙΟ", "σύμβαση-πλαίσιο"),
        ("人工智能法", "人工智能法"),
        ("हिन्दी नीति", "हिन्दी-नीति"),
        ("../../etc/passwd", "etc-passwd"),
        ("!!!", ""),
    ],
)
def test_slugify(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text())
def test_a_slug_is_a_slug_and_safe(text: str) -> None:
    slug = slugify(text)
    assert slugify(slug) == slug
    assert not set(slug) & set("/\\.:<>\"'&?#% \n")


@given(st.text())
def test_slug_and_name_mean_the_same(text: str) -> None:
    assert lookup_key(lookup_key(text)) == lookup_key(text)
    assert lookup_key(text.replace(" ", "-")) == lookup_key(text.replace(" ", "_"))


@given(st.dates(), st.integers(1, 3))
def test_dates_are_read_back(day: object, parts: int) -> None:
    text = "-".join(day.isoformat().split("-")[:parts])
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "26", "2026-1", "2026-02-30", "2026-13", "2026/05/01", "soon"]
)
def test_other_dates_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


ITEMS = st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs", "Z"))).filter(bool))


@given(ITEMS)
def test_lists_are_read_back(items: list[str]) -> None:
    assert split_list(join_list(items)) == items


def test_lists_of_lines_and_quotes() -> None:
    assert split_list('a, "b, c"\nd,, e') == ["a", "b, c", "d", "e"]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("10.48550/arXiv.1906.01820", "https://doi.org/10.48550/arXiv.1906.01820"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("https://example.org/{a}\\b", "https://example.org/%7Ba%7D%5Cb"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//example.org", None),
        ("example.org", None),
        ("", None),
    ],
)
def test_safe_url(text: str, url: str | None) -> None:
    assert safe_url(text) == url


def test_cycles() -> None:
    following = {"a": ["b"], "b": ["c", "d"], "c": ["a"], "d": ["d"], "e": ["a"], "f": []}
    assert sorted(map(sorted, find_cycles(following))) == [["a", "b", "c"], ["d"]]


def test_a_long_chain_is_no_cycle() -> None:
    assert list(find_cycles({str(n): [str(n + 1)] for n in range(20_000)})) == []
