"""Sources in eight styles, against what the reference CSL processor (citeproc-js) prints.

``citations/items.json`` has works with their entries in ``reference.json``; ``more.json``
has further works, made at random, with entries and citations in the text. Law is not
among them: there the style guides decide (``test_law.py``).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_policywiki.bibliography import csl
from sphinx_policywiki.citation import plain
from sphinx_policywiki.citation.locators import Locator, parse_locator
from sphinx_policywiki.citation.names import OTHERS, Name
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import SOURCE_STYLES, Cite
from sphinx_policywiki.citation.sources.law import LEGAL_TYPES
from sphinx_policywiki.citation.text import RichText
from sphinx_policywiki.model import PartialDate

DATA = Path(__file__).parent / "citations"
#: Our names of styles, and those of the CSL styles that the reference used.
CSL_NAMES = {
    "apa": "apa",
    "chicago": "chicago-author-date",
    "chicago-notes": "chicago-notes-bibliography",
    "harvard-cite-them-right": "harvard-cite-them-right",
    "oscola": "oscola",
    "mla": "modern-language-association",
    "ieee": "ieee",
    "vancouver": "vancouver",
}
#: The share of works, in per cent, of which every character and every italic is the same.
EXACT = 97


def load(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def sources(items: list[dict[str, Any]]) -> dict[str, Source]:
    found = csl.read("items.json", json.dumps(items))
    assert not found.broken
    return {source.key: source for _, source in found.sources}


ITEMS = sources(load("items.json"))
REFERENCE = load("reference.json")
MORE = load("more.json")
MORE_ITEMS = sources(MORE["items"])
ARTICLES = {key: s for key, s in ITEMS.items() if s.type not in LEGAL_TYPES}


def as_html(text: RichText) -> str:
    runs = (f"<i>{run.text}</i>" if run.italic else run.text for run in text)
    return normal("".join(runs))


def normal(text: str) -> str:
    """Return *text* with the spaces at the ends of italics outside of them."""
    text = text.replace("</i><i>", "")
    text = re.sub(r"<i>(\s+)", r"\1<i>", text)
    return re.sub(r"(\s+)</i>", r"</i>\1", text).replace("<i></i>", "").strip()


def entry_of(reference: str) -> str:
    inner = re.search(r'csl-right-inline">(.*?)</div>', reference, re.DOTALL)
    return normal(html.unescape(inner[1] if inner else re.sub(r"</?div[^>]*>", "", reference)))


@pytest.mark.parametrize("key", ARTICLES)
@pytest.mark.parametrize("style", CSL_NAMES)
def test_entries_are_those_of_the_reference(style: str, key: str) -> None:
    shown = as_html(SOURCE_STYLES[style].reference(ARTICLES[key]))
    assert shown == entry_of(REFERENCE[CSL_NAMES[style]][key]["html"])


def mended(style: str, text: str) -> str:
    """Return *text* of the reference without two misprints that no style guide has.

    Its Chicago styles take a volume for the page where there is no page; its IEEE style
    sets a stop before the comma after a series.
    """
    if style == "chicago":
        return re.sub(r"\bvol\. (\d+), \1\b", r"vol. \1", text)
    return text.replace(". , ", ", ") if style == "ieee" else text


def differences(style: str, part: str) -> Iterator[tuple[str, str]]:
    """Yield what we print of further works, and what the reference does, where they differ."""
    formatter = SOURCE_STYLES[style]
    for key, source in MORE_ITEMS.items():
        locator = Locator("page", "12-14") if part == "page" else None
        text = (
            formatter.reference(source)
            if part == "entry"
            else formatter.cite([Cite(source, locator, number=1)])
        )
        expected = mended(style, normal(MORE["reference"][style][key][part]))
        if as_html(text) != expected:
            yield as_html(text), expected


@pytest.mark.parametrize("style", CSL_NAMES)
def test_entries_of_other_works(style: str) -> None:
    wrong = list(differences(style, "entry"))
    assert len(wrong) * 100 <= (100 - EXACT) * len(MORE_ITEMS), wrong


@pytest.mark.parametrize("part", ["cite", "page"])
@pytest.mark.parametrize("style", ["apa", "chicago", "harvard-cite-them-right", "mla", "oscola"])
def test_citations_of_other_works(style: str, part: str) -> None:
    wrong = list(differences(style, part))
    assert len(wrong) * 100 <= (100 - EXACT) * len(MORE_ITEMS), wrong


words = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=12)
names = st.lists(
    st.one_of(
        st.builds(Name, family=words, given=words, particle=st.sampled_from(["", "van der"])),
        st.builds(Name, literal=words),
        st.just(OTHERS),
    ),
    max_size=4,
).map(tuple)
dates = st.none() | st.builds(PartialDate, st.integers(1000, 2100), st.integers(0, 12))
works = st.builds(
    Source,
    key=st.just("k"),
    type=st.sampled_from(
        [*sorted(LEGAL_TYPES), *sorted({s.type for s in MORE_ITEMS.values()}), "document", "song"]
    ),
    title=words,
    authors=names,
    editors=names,
    issued=dates,
    accessed=dates,
    **dict.fromkeys(
        (
            "container_title", "publisher", "publisher_place", "number", "volume", "issue", "pages",
            "edition", "genre", "version", "collection_title", "authority", "jurisdiction", "doi",
            "url", "language", "year_suffix",
        ),
        st.just("") | words,
    ),
)  # fmt: skip


@given(works, words)
def test_no_source_is_too_odd(source: Source, locator: str) -> None:
    for style in SOURCE_STYLES.values():
        cite = Cite(source, parse_locator(locator), number=1)
        assert plain(style.reference(source))
        assert plain(style.cite([cite, cite]))
        assert isinstance(style.narrative(cite), tuple)


@given(st.sampled_from(sorted(MORE_ITEMS)), words.filter(lambda text: text.strip(" .,:;?!")))
def test_nothing_of_a_title_is_markup(key: str, title: str) -> None:
    source = replace(MORE_ITEMS[key], title=f"x<script>{title}</script>y")
    for style in SOURCE_STYLES.values():
        assert "<script>" in plain(style.reference(source)).lower()
