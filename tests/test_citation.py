"""The citation styles, by themselves: no Sphinx, just the record and the text."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database.input.bibtex import Parser

from sphinx_policywiki.citation import STYLES, CitationItem, citation_key, parse_name, plain
from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.citation.numbers import labelled
from sphinx_policywiki.citation.text import ended_within, quoted, rich
from sphinx_policywiki.citation.titles import capitalized
from sphinx_policywiki.model import PartialDate

URL = "https://policywindow.org/wiki/mesa-optimization"
ITEM = CitationItem(
    id="policywindow-mesa-optimization",
    title="Mesa-Optimization",
    publisher="Policy Window",
    type_label="Concept",
    url=URL,
    source_url="https://arxiv.org/abs/1906.01820",
)
DATED = replace(ITEM, issued=PartialDate(2026, 3, 14))
PERSONS = replace(ITEM, authors=(parse_name("Doe, Jane"), parse_name("John R. van Roe")))
QUALIFIED = replace(ITEM, version="2.1", status="contested")


def cite(style: str, item: CitationItem) -> str:
    return plain(STYLES[style].cite(item))


@pytest.mark.parametrize(
    ("style", "item", "text"),
    [
        ("apa", ITEM, f"Policy Window. (n.d.). Mesa-Optimization [Wiki article — Concept]. {URL}"),
        ("apa", DATED, f"Policy Window. (2026, March 14). Mesa-Optimization [Wiki article — Concept]. {URL}"),
        ("apa", replace(ITEM, issued=PartialDate(2026, 3)), f"Policy Window. (2026, March). Mesa-Optimization [Wiki article — Concept]. {URL}"),
        ("apa", PERSONS, f"Doe, J., & van Roe, J. R. (n.d.). Mesa-Optimization [Wiki article — Concept]. Policy Window. {URL}"),
        ("apa", QUALIFIED, f"Policy Window. (n.d.). Mesa-Optimization [Wiki article — Concept] [version 2.1, contested]. {URL}"),
        ("apa", replace(ITEM, publisher="Window Inc."), f"Window Inc. (n.d.). Mesa-Optimization [Wiki article — Concept]. {URL}"),
        ("apa", replace(ITEM, accessed="reader"), f"Policy Window. (n.d.). Mesa-Optimization [Wiki article — Concept]. Retrieved [date], from {URL}"),
        ("chicago", ITEM, f"Policy Window. n.d. “Mesa-Optimization.” Wiki article (Concept). {URL}."),
        ("chicago", DATED, f"Policy Window. 2026. “Mesa-Optimization.” Wiki article (Concept), March 14. {URL}."),
        ("chicago", replace(ITEM, issued=PartialDate(2026)), f"Policy Window. 2026. “Mesa-Optimization.” Wiki article (Concept). {URL}."),
        ("chicago", PERSONS, f"Doe, Jane, and John R. van Roe. n.d. “Mesa-Optimization.” Wiki article (Concept). Policy Window. {URL}."),
        ("chicago", QUALIFIED, f"Policy Window. n.d. “Mesa-Optimization.” Wiki article (Concept) [version 2.1, contested]. {URL}."),
        ("chicago", replace(ITEM, accessed=PartialDate(2026, 5, 4)), f"Policy Window. n.d. “Mesa-Optimization.” Wiki article (Concept). Accessed May 4, 2026. {URL}."),
        ("harvard", ITEM, f"Policy Window (n.d.) ‘Mesa-Optimization’, Wiki article — Concept, available at: {URL}."),
        ("harvard", DATED, f"Policy Window (2026) ‘Mesa-Optimization’, Wiki article — Concept, available at: {URL}."),
        ("harvard", PERSONS, f"Doe, J. and van Roe, J. R. (n.d.) ‘Mesa-Optimization’, Wiki article — Concept, Policy Window, available at: {URL}."),
        ("harvard", QUALIFIED, f"Policy Window (n.d.) ‘Mesa-Optimization’, Wiki article — Concept [version 2.1, contested], available at: {URL}."),
        ("harvard", replace(ITEM, accessed=PartialDate(2026, 5, 4)), f"Policy Window (n.d.) ‘Mesa-Optimization’, Wiki article — Concept, available at: {URL} (accessed: 4 May 2026)."),
        ("oscola", ITEM, f"Policy Window, ‘Mesa-Optimization’ (Wiki article — Concept, n.d.) <{URL}> accessed [date]."),
        ("oscola", DATED, f"Policy Window, ‘Mesa-Optimization’ (Wiki article — Concept, 14 March 2026) <{URL}> accessed [date]."),
        ("oscola", PERSONS, f"Jane Doe and John R. van Roe, ‘Mesa-Optimization’ (Policy Window, Wiki article — Concept, n.d.) <{URL}> accessed [date]."),
        ("oscola", QUALIFIED, f"Policy Window, ‘Mesa-Optimization’ (Wiki article — Concept [version 2.1, contested], n.d.) <{URL}> accessed [date]."),
        ("oscola", replace(ITEM, url=""), "Policy Window, ‘Mesa-Optimization’ (Wiki article — Concept, n.d.)."),
    ],
)  # fmt: skip
def test_styles(style: str, item: CitationItem, text: str) -> None:
    assert cite(style, item) == text


def test_bibtex() -> None:
    assert cite(
        "bibtex", replace(QUALIFIED, issued=PartialDate(2026, 3, 14), authors=PERSONS.authors)
    ) == (
        "@misc{policywindow-mesa-optimization,\n"
        "  title = {{Mesa-Optimization}},\n"
        "  author = {Doe, Jane and van Roe, John R.},\n"
        "  organization = {Policy Window},\n"
        "  howpublished = {Wiki article --- Concept},\n"
        "  year = {2026},\n"
        "  month = mar,\n"
        f"  url = {{{URL}}},\n"
        "  note = {Version 2.1; contested. Primary source: https://arxiv.org/abs/1906.01820}}"
    )


@pytest.mark.parametrize("mark", "?!")
@pytest.mark.parametrize("style", ["apa", "chicago", "harvard", "oscola"])
def test_a_title_with_its_own_stop_gets_no_second(style: str, mark: str) -> None:
    text = cite(style, replace(ITEM, title=f"Is it{mark}"))
    assert f"{mark}." not in text
    assert f"{mark}”." not in text


@pytest.mark.parametrize(
    ("title", "double", "single"),
    [
        ("Plain", "“Plain”", "‘Plain’"),
        ('The "right" way', "“The ‘right’ way”", "‘The “right” way’"),
        ("The 'right' way", "“The ‘right’ way”", "‘The “right” way’"),
        ("The ‘right’ way", "“The ‘right’ way”", "‘The “right” way’"),
        ("The “right” way", "“The ‘right’ way”", "‘The “right” way’"),
        ("Anthropic's policy", "“Anthropic’s policy”", "‘Anthropic’s policy’"),
        ("The users' rights", "“The users’ rights”", "‘The users’ rights’"),
        ('"All" of it', "“‘All’ of it”", "‘“All” of it’"),
    ],
)
def test_quotes_alternate(title: str, double: str, single: str) -> None:
    assert quoted(title, "double") == double
    assert quoted(title, "single") == single


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane Doe", Name("Doe", "Jane")),
        ("Doe, Jane", Name("Doe", "Jane")),
        ("Chris van der Merwijk", Name("Merwijk", "Chris", "van der")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("OECD", Name(literal="OECD")),
        ("{European Commission}", Name(literal="European Commission")),
        ("Van Morrison", Name("Morrison", "Van")),
    ],
)
def test_names(text: str, name: Name) -> None:
    assert parse_name(text) == name


def test_many_authors() -> None:
    def many(number: int) -> CitationItem:
        return replace(ITEM, authors=tuple(Name(f"F{n}", "A") for n in range(number)))

    assert "F18, A., & F19, A. (n.d.)" in cite("apa", many(20))
    assert "F18, A., . . . F20, A. (n.d.)" in cite("apa", many(21))
    assert "and A F9. n.d." in cite("chicago", many(10))
    assert "A F6, et al. n.d." in cite("chicago", many(11))
    assert cite("harvard", many(4)).startswith("F0, A. et al. (n.d.)")
    assert cite("oscola", many(4)).startswith("A F0 and others, ‘")


@pytest.mark.parametrize(
    ("publisher", "slug", "key"),
    [
        ("Policy Window", "mesa-optimization", "policywindow-mesa-optimization"),
        ("Ümläut e.V.", "über-uns", "umlautev-uber-uns"),
        ("政策", "概念", r"[0-9a-f]{8}"),
        ("P", "σύμβαση", r"p-[0-9a-f]{8}"),
    ],
)
def test_keys_are_ascii(publisher: str, slug: str, key: str) -> None:
    assert re.fullmatch(key, citation_key(publisher, slug))


LETTERS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), min_size=1
)


@given(title=LETTERS.filter(str.strip), publisher=LETTERS.filter(str.strip))
def test_bibtex_is_read_back_whatever_the_title(title: str, publisher: str) -> None:
    title, publisher = " ".join(title.split()), " ".join(publisher.split())
    text = cite("bibtex", replace(ITEM, title=title or "x", publisher=publisher or "x"))
    data = Parser().parse_stream(io.StringIO(text))
    (entry,) = data.entries.values()
    assert set(entry.fields) == {"title", "howpublished", "url", "note"}
    assert [str(p) for p in entry.persons["author"]]
    assert text.count("\n") == 5


@given(title=LETTERS, style=st.sampled_from(["apa", "chicago", "harvard", "oscola"]))
def test_every_style_takes_every_title(title: str, style: str) -> None:
    text = STYLES[style].cite(replace(ITEM, title=title))
    assert [run.url for run in text if run.url] == [URL]
    assert text == rich(text)


def test_words_of_bibtex_in_names_stay_names() -> None:
    item = replace(ITEM, authors=(Name("Roe", "Jane Doe and John"), Name("Smith, Inc", "A")))
    (entry,) = Parser().parse_stream(io.StringIO(cite("bibtex", item))).entries.values()
    assert len(entry.persons["author"]) == 2


@pytest.mark.parametrize(
    ("text", "ending", "shown"),
    [
        ("Deep “learning”", ", ", "Deep “learning,” "),
        ("Who asks ‘why?’", ".", "Who asks ‘why?’"),
        ("‘All of it’", ".", "‘All of it.’"),
        ("the dogs’", ",", "the dogs’,"),
        ("“One ‘two’”", ".", "“One ‘two.’”"),
        ("“One”", ": ", "“One”: "),
    ],
)
def test_commas_and_stops_stand_within_quotation_marks(text, ending, shown):
    assert plain(ended_within(text, ending)) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [("3", "no. 3"), ("1-2", "nos. 1–2"), ("AI 100-1", "AI 100-1"), ("", "")],
)
def test_labels_of_numbers(number, shown):
    assert labelled(number, "no.", "nos.") == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("e-print", "E-print"), ("“video” game", "“Video” game"), ("arXiv x", "arXiv x")],
)
def test_capitals_at_the_start_of_a_sentence(text, shown):
    assert capitalized(text) == shown
