"""The styles and exports of the wiki's own page: their texts, and what holds for any record."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Wiki
from sphinx_policywiki.bibliography.bibtex import read
from sphinx_policywiki.citation import STYLES, CitationItem, Name, RichText, parse_name, plain
from sphinx_policywiki.citation.text import rich
from sphinx_policywiki.model import PartialDate

URL = "https://policywindow.org/wiki/mesa-optimization"
SOURCE = "https://arxiv.org/abs/1906.01820"
ITEM = CitationItem(
    id="policywindow-mesa-optimization",
    title="Mesa-Optimization",
    publisher="Policy Window",
    type_label="Concept",
    url=URL,
    source_url=SOURCE,
)
PROSE = tuple(name for name, style in STYLES.items() if not style.verbatim)
EXPORTS = tuple(name for name, style in STYLES.items() if style.verbatim)

RECORDS = {
    "undated": ITEM,
    "day": replace(ITEM, issued=PartialDate(2026, 9, 4)),
    "month": replace(ITEM, issued=PartialDate(2026, 9)),
    "year": replace(ITEM, issued=PartialDate(2026)),
    "read": replace(ITEM, issued=PartialDate(2026, 3, 14), accessed=PartialDate(2026, 9, 4)),
    "persons": replace(
        ITEM,
        issued=PartialDate(2026),
        authors=(parse_name("Doe, Jane"), parse_name("King, Martin Luther, Jr."), parse_name("John R. van Roe")),
    ),
    "many": replace(ITEM, issued=PartialDate(2026), authors=tuple(Name(f"F{n}", "Ann B.") for n in range(25))),
    "section": replace(ITEM, issued=PartialDate(2026), section="Inner alignment", url=f"{URL}#inner"),
    "qualified": replace(ITEM, issued=PartialDate(2026), edition="2026-05", version="2.1", status="contested"),
    "question": replace(ITEM, issued=PartialDate(2026), title='Who reads a "notice"?'),
    "hostile": replace(
        ITEM,
        issued=PartialDate(2026),
        title=r"<b>R&D {50%} \x_# 条約",
        authors=(Name(literal="Smith and Sons, Inc."),),
    ),
    "no address": replace(ITEM, url=""),
}  # fmt: skip

TEXTS = {
    "chicago-notes": {
        "undated": f"Policy Window, “Mesa-Optimization,” wiki article (Concept), accessed [date], {URL}.",
        "day": f"Policy Window, “Mesa-Optimization,” wiki article (Concept), September 4, 2026, {URL}.",
        "month": f"Policy Window, “Mesa-Optimization,” wiki article (Concept), September 2026, {URL}.",
        "year": f"Policy Window, “Mesa-Optimization,” wiki article (Concept), 2026, {URL}.",
        "read": f"Policy Window, “Mesa-Optimization,” wiki article (Concept), March 14, 2026, accessed September 4, 2026, {URL}.",
        "persons": f"Jane Doe et al., “Mesa-Optimization,” wiki article (Concept), Policy Window, 2026, {URL}.",
        "many": f"Ann B. F0 et al., “Mesa-Optimization,” wiki article (Concept), Policy Window, 2026, {URL}.",
        "section": f"Policy Window, “Mesa-Optimization,” under “Inner alignment,” wiki article (Concept), 2026, {URL}#inner.",
        "qualified": f"Policy Window, “Mesa-Optimization,” wiki article (Concept) [edition 2026-05, version 2.1, contested], 2026, {URL}.",
        "question": f"Policy Window, “Who reads a ‘notice’?,” wiki article (Concept), 2026, {URL}.",
        "hostile": rf"Smith and Sons, Inc., “<b>R&D {{50%}} \x_# 条約,” wiki article (Concept), Policy Window, 2026, {URL}.",
        "no address": "Policy Window, “Mesa-Optimization,” wiki article (Concept), n.d.",
    },
    "harvard-cite-them-right": {
        "undated": f"Policy Window (no date) *Mesa-Optimization*. Wiki article — Concept. Available at: {URL} (Accessed: [date]).",
        "day": f"Policy Window (2026) *Mesa-Optimization*. Wiki article — Concept. Available at: {URL} (Accessed: [date]).",
        "month": f"Policy Window (2026) *Mesa-Optimization*. Wiki article — Concept. Available at: {URL} (Accessed: [date]).",
        "year": f"Policy Window (2026) *Mesa-Optimization*. Wiki article — Concept. Available at: {URL} (Accessed: [date]).",
        "read": f"Policy Window (2026) *Mesa-Optimization*. Wiki article — Concept. Available at: {URL} (Accessed: 4 September 2026).",
        "persons": f"Doe, J., King, M.L., Jr. and van Roe, J.R. (2026) *Mesa-Optimization*. Wiki article — Concept. Policy Window. Available at: {URL} (Accessed: [date]).",
        "many": f"F0, A.B. *et al.* (2026) *Mesa-Optimization*. Wiki article — Concept. Policy Window. Available at: {URL} (Accessed: [date]).",
        "section": f"Policy Window (2026) ‘Inner alignment’, in *Mesa-Optimization*. Wiki article — Concept. Available at: {URL}#inner (Accessed: [date]).",
        "qualified": f"Policy Window (2026) *Mesa-Optimization*. Wiki article — Concept [edition 2026-05, version 2.1, contested]. Available at: {URL} (Accessed: [date]).",
        "question": f"Policy Window (2026) *Who reads a ‘notice’?* Wiki article — Concept. Available at: {URL} (Accessed: [date]).",
        "no address": "Policy Window (no date) *Mesa-Optimization*. Wiki article — Concept.",
    },
    "bluebook": {
        "undated": f"*Mesa-Optimization*, ^Policy Window^ (Wiki article — Concept), {URL} (last visited [date]).",
        "day": f"*Mesa-Optimization*, ^Policy Window^ (Wiki article — Concept, Sept. 4, 2026), {URL}.",
        "month": f"*Mesa-Optimization*, ^Policy Window^ (Wiki article — Concept, Sept. 2026), {URL}.",
        "year": f"*Mesa-Optimization*, ^Policy Window^ (Wiki article — Concept, 2026), {URL}.",
        "read": f"*Mesa-Optimization*, ^Policy Window^ (Wiki article — Concept, Mar. 14, 2026), {URL} (last visited Sept. 4, 2026).",
        "persons": f"Jane Doe et al., *Mesa-Optimization*, ^Policy Window^ (Wiki article — Concept, 2026), {URL}.",
        "many": f"Ann B. F0 et al., *Mesa-Optimization*, ^Policy Window^ (Wiki article — Concept, 2026), {URL}.",
        "section": f"*Mesa-Optimization*, ^Policy Window^, at “Inner alignment” (Wiki article — Concept, 2026), {URL}#inner.",
        "qualified": f"*Mesa-Optimization*, ^Policy Window^ (Wiki article — Concept [edition 2026-05, version 2.1, contested], 2026), {URL}.",
        "question": f"*Who reads a “notice”?*, ^Policy Window^ (Wiki article — Concept, 2026), {URL}.",
        "no address": "*Mesa-Optimization*, ^Policy Window^ (Wiki article — Concept, n.d.).",
    },
    "mla": {
        "undated": f"“Mesa-Optimization.” Wiki article — Concept. *Policy Window*, {URL}. Accessed [date].",
        "day": f"“Mesa-Optimization.” Wiki article — Concept. *Policy Window*, 4 Sept. 2026, {URL}.",
        "month": f"“Mesa-Optimization.” Wiki article — Concept. *Policy Window*, Sept. 2026, {URL}.",
        "year": f"“Mesa-Optimization.” Wiki article — Concept. *Policy Window*, 2026, {URL}.",
        "read": f"“Mesa-Optimization.” Wiki article — Concept. *Policy Window*, 14 Mar. 2026, {URL}. Accessed 4 Sept. 2026.",
        "persons": f"Doe, Jane, et al. “Mesa-Optimization.” Wiki article — Concept. *Policy Window*, 2026, {URL}.",
        "many": f"F0, Ann B., et al. “Mesa-Optimization.” Wiki article — Concept. *Policy Window*, 2026, {URL}.",
        "section": f"“Inner alignment.” “Mesa-Optimization.” Wiki article — Concept. *Policy Window*, 2026, {URL}#inner.",
        "qualified": f"“Mesa-Optimization.” Wiki article — Concept [edition 2026-05, version 2.1, contested]. *Policy Window*, 2026, {URL}.",
        "question": f"“Who reads a ‘notice’?” Wiki article — Concept. *Policy Window*, 2026, {URL}.",
        "hostile": rf"Smith and Sons, Inc. “<b>R&D {{50%}} \x_# 条約.” Wiki article — Concept. *Policy Window*, 2026, {URL}.",
        "no address": "“Mesa-Optimization.” Wiki article — Concept. *Policy Window*.",
    },
    "ieee": {
        "undated": f"Policy Window, “Mesa-Optimization,” Wiki article — Concept. Accessed: [date]. [Online]. Available: {URL}",
        "day": f"Policy Window, “Mesa-Optimization,” Wiki article — Concept, Sep. 4, 2026. Accessed: [date]. [Online]. Available: {URL}",
        "month": f"Policy Window, “Mesa-Optimization,” Wiki article — Concept, Sep. 2026. Accessed: [date]. [Online]. Available: {URL}",
        "year": f"Policy Window, “Mesa-Optimization,” Wiki article — Concept, 2026. Accessed: [date]. [Online]. Available: {URL}",
        "read": f"Policy Window, “Mesa-Optimization,” Wiki article — Concept, Mar. 14, 2026. Accessed: Sep. 04, 2026. [Online]. Available: {URL}",
        "persons": f"J. Doe, M. L. King Jr., and J. R. van Roe, “Mesa-Optimization,” Policy Window, Wiki article — Concept, 2026. Accessed: [date]. [Online]. Available: {URL}",
        "many": f"A. B. F0 *et al.*, “Mesa-Optimization,” Policy Window, Wiki article — Concept, 2026. Accessed: [date]. [Online]. Available: {URL}",
        "section": f"Policy Window, “Inner alignment,” in “Mesa-Optimization,” Wiki article — Concept, 2026. Accessed: [date]. [Online]. Available: {URL}#inner",
        "qualified": f"Policy Window, “Mesa-Optimization,” Wiki article — Concept [edition 2026-05, version 2.1, contested], 2026. Accessed: [date]. [Online]. Available: {URL}",
        "no address": "Policy Window, “Mesa-Optimization,” Wiki article — Concept.",
    },
    "vancouver": {
        "undated": f"Policy Window. Mesa-Optimization [Wiki article — Concept] [Internet]. [cited [date]]. Available from: {URL}",
        "day": f"Policy Window. Mesa-Optimization [Wiki article — Concept] [Internet]. 2026 Sep 4 [cited [date]]. Available from: {URL}",
        "month": f"Policy Window. Mesa-Optimization [Wiki article — Concept] [Internet]. 2026 Sep [cited [date]]. Available from: {URL}",
        "year": f"Policy Window. Mesa-Optimization [Wiki article — Concept] [Internet]. 2026 [cited [date]]. Available from: {URL}",
        "read": f"Policy Window. Mesa-Optimization [Wiki article — Concept] [Internet]. 2026 Mar 14 [cited 2026 Sep 4]. Available from: {URL}",
        "persons": f"Doe J, King ML Jr, van Roe JR. Mesa-Optimization [Wiki article — Concept] [Internet]. [place unknown]: Policy Window; 2026 [cited [date]]. Available from: {URL}",
        "many": f"F0 AB, F1 AB, F2 AB, F3 AB, F4 AB, F5 AB, et al. Mesa-Optimization [Wiki article — Concept] [Internet]. [place unknown]: Policy Window; 2026 [cited [date]]. Available from: {URL}",
        "section": f"Policy Window. Mesa-Optimization [Wiki article — Concept] [Internet]. 2026. Inner alignment; [cited [date]]. Available from: {URL}#inner",
        "qualified": f"Policy Window. Mesa-Optimization [Wiki article — Concept] [edition 2026-05, version 2.1, contested] [Internet]. 2026 [cited [date]]. Available from: {URL}",
        "no address": "Policy Window. Mesa-Optimization [Wiki article — Concept]. [date unknown].",
    },
    "apa": {
        "section": f"Policy Window. (2026). Inner alignment. In *Mesa-Optimization* [Wiki article — Concept]. {URL}#inner",
        "qualified": f"Policy Window. (2026). *Mesa-Optimization* [Wiki article — Concept] [edition 2026-05, version 2.1, contested]. {URL}",
    },
    "chicago": {
        "section": f"Policy Window. 2026. “Inner alignment.” In “Mesa-Optimization.” Wiki article (Concept). {URL}#inner.",
        "qualified": f"Policy Window. 2026. “Mesa-Optimization.” Wiki article (Concept) [edition 2026-05, version 2.1, contested]. {URL}.",
    },
    "harvard": {
        "section": f"Policy Window (2026) ‘Inner alignment’, in ‘Mesa-Optimization’, Wiki article — Concept, available at: {URL}#inner.",
        "qualified": f"Policy Window (2026) ‘Mesa-Optimization’, Wiki article — Concept [edition 2026-05, version 2.1, contested], available at: {URL}.",
    },
    "oscola": {
        "section": f"Policy Window, ‘Mesa-Optimization’ (Wiki article — Concept, 2026) section ‘Inner alignment’ <{URL}#inner> accessed [date].",
        "qualified": f"Policy Window, ‘Mesa-Optimization’ (Wiki article — Concept [edition 2026-05, version 2.1, contested], 2026) <{URL}> accessed [date].",
    },
}  # fmt: skip


def marked_up(text: RichText) -> str:
    """Return *text* with ``*`` around italics and ``^`` around small capitals."""
    marks = (("*" * run.italic or "^" * run.small_caps, run.text) for run in text)
    return "".join(f"{mark}{shown}{mark}" for mark, shown in marks)


def cite(style: str, item: CitationItem) -> str:
    return plain(STYLES[style].cite(item))


@pytest.mark.parametrize(
    ("style", "record", "text"),
    [(style, record, text) for style, texts in TEXTS.items() for record, text in texts.items()],
)
def test_prose(style: str, record: str, text: str) -> None:
    assert marked_up(STYLES[style].cite(RECORDS[record])) == text


def test_order_of_styles() -> None:
    assert list(STYLES) == [
        "apa", "chicago", "chicago-notes", "harvard", "harvard-cite-them-right", "oscola",
        "bluebook", "mla", "ieee", "vancouver", "bibtex", "biblatex", "ris", "csl-json",
    ]  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
def test_every_style_says_what_is_cited(style: str) -> None:
    item = replace(RECORDS["qualified"], section="Inner alignment", url=f"{URL}#inner")
    text = cite(style, item)
    for part in (
        "Mesa-Optimization", "2026-05", "2.1", "contested", "Concept", "Inner alignment", item.url,
    ):  # fmt: skip
        assert part.lower() in text.lower()
    assert text.count("Policy Window") == 1


@pytest.mark.parametrize("style", STYLES)
def test_an_author_that_is_the_publisher_is_not_repeated(style: str) -> None:
    named = replace(ITEM, authors=(Name(literal="Policy Window"),))
    assert cite(style, named) == cite(style, ITEM)


@pytest.mark.parametrize(
    ("style", "form"),
    [
        ("chicago-notes", "mdy"),
        ("harvard-cite-them-right", "dmy"),
        ("oscola", "dmy"),
        ("bluebook", "mdy-law"),
        ("mla", "dmy-short"),
        ("ieee", "mdy-short"),
        ("vancouver", "ymd-short"),
    ],
)
def test_guides_that_want_the_date_of_reading(style: str, form: str) -> None:
    assert [run.accessed for run in STYLES[style].cite(ITEM) if run.accessed] == [form]
    asked = replace(RECORDS["day"], accessed="reader")
    assert [run.accessed for run in STYLES[style].cite(asked) if run.accessed] == [form]
    assert "[date]" not in cite(style, RECORDS["read"])


def test_an_address_that_ends_in_a_slash_gets_a_stop_in_vancouver() -> None:
    assert cite("vancouver", replace(ITEM, url="https://x.org/a/")).endswith("https://x.org/a/.")


# exports


def test_biblatex() -> None:
    item = replace(
        RECORDS["qualified"],
        issued=PartialDate(2026, 3, 14),
        accessed=PartialDate(2026, 5, 4),
        authors=(parse_name("Doe, Jane"), Name(literal="Smith and Sons")),
        topics=("safety", "law, soft"),
        section="Inner “x”",
    )
    assert cite("biblatex", item) == (
        "@online{policywindow-mesa-optimization,\n"
        "  title = {{Mesa-Optimization}},\n"
        "  author = {Doe, Jane and {Smith and Sons}},\n"
        "  organization = {Policy Window},\n"
        "  titleaddon = {Wiki article --- Concept},\n"
        "  version = {2.1},\n"
        "  date = {2026-03-14},\n"
        f"  url = {{{URL}}},\n"
        "  urldate = {2026-05-04},\n"
        "  keywords = {safety, {law, soft}},\n"
        f"  note = {{Section ``Inner ‘x’''. Edition 2026-05; contested. Primary source: {SOURCE}}}}}"
    )


def test_bibtex_names_the_section_in_its_note() -> None:
    assert cite("bibtex", RECORDS["section"]).endswith(
        f"  note = {{Section ``Inner alignment''. Primary source: {SOURCE}}}}}"
    )


def test_bibtex_keeps_every_part_of_a_name() -> None:
    names = (Name("Humboldt", "Alexander", dropping_particle="von"), Name("King", suffix="Jr."))
    assert "author = {Humboldt, Alexander von and {King Jr.}}" in cite(
        "bibtex", replace(ITEM, authors=names)
    )


def test_ris() -> None:
    item = replace(
        RECORDS["qualified"],
        authors=(*RECORDS["persons"].authors, Name(literal="Food, Inc.")),
        issued=PartialDate(2026, 3),
        accessed=PartialDate(2026, 5, 4),
        topics=("safety", "law"),
        abstract="One.\nTwo.",
        language="en",
    )
    assert cite("ris", item).split("\n") == [
        "TY  - ENCYC",
        "TI  - Mesa-Optimization",
        "T2  - Policy Window",
        "AU  - Doe, Jane",
        "AU  - King, Martin Luther, Jr.",
        "AU  - van Roe, John R.",
        "AU  - Food Inc.,",
        "PY  - 2026",
        "DA  - 2026/03//",
        "ET  - 2026-05, version 2.1",
        "LA  - en",
        "AB  - One. Two.",
        "KW  - safety",
        "KW  - law",
        f"N1  - Wiki article — Concept [edition 2026-05, version 2.1, contested]. Primary source: {SOURCE}",
        f"UR  - {URL}",
        "Y2  - 2026/05/04/",
        "ER  - ",
    ]


def test_ris_of_a_web_page_and_of_a_section() -> None:
    lines = cite("ris", replace(RECORDS["section"], csl_type="webpage")).split("\n")
    assert lines[:3] == ["TY  - ELEC", "TI  - Inner alignment", "T2  - Mesa-Optimization"]
    assert "M3  - Wiki article — Concept" in lines


def test_files_end_their_lines_as_the_format_has_it() -> None:
    assert STYLES["ris"].file(ITEM).endswith(f"UR  - {URL}\r\nER  - \r\n")
    assert STYLES["bibtex"].file(ITEM) == cite("bibtex", ITEM) + "\n"
    assert all(STYLES[name].extension and STYLES[name].media_type for name in EXPORTS)


def test_csl_json() -> None:
    item = replace(
        RECORDS["qualified"],
        authors=RECORDS["persons"].authors,
        accessed=PartialDate(2026, 5, 4),
        topics=("safety", "law"),
        section="Inner alignment",
        language="en",
        abstract="One.",
    )
    assert json.loads(cite("csl-json", item)) == [
        {
            "id": "policywindow-mesa-optimization",
            "type": "entry-encyclopedia",
            "title": "Inner alignment",
            "container-title": "Mesa-Optimization",
            "author": [
                {"family": "Doe", "given": "Jane"},
                {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
                {"family": "Roe", "given": "John R.", "non-dropping-particle": "van"},
            ],
            "publisher": "Policy Window",
            "genre": "Wiki article — Concept, contested",
            "edition": "2026-05",
            "version": "2.1",
            "issued": {"date-parts": [[2026]]},
            "accessed": {"date-parts": [[2026, 5, 4]]},
            "URL": URL,
            "language": "en",
            "keyword": "safety, law",
            "abstract": "One.",
            "note": f"Edition 2026-05; version 2.1; contested. Primary source: {SOURCE}",
        }
    ]


# what holds for any record

LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn"))
)
WORDS = LINES.map(lambda text: " ".join(text.split())).filter(bool)
LATIN = st.text(st.sampled_from("abc ÀßñŁ&{}%$#_~^\\<>\"'`-?!,;:.()[]@|=*/“”‘’—"), min_size=1)
NAMES = st.one_of(
    st.builds(Name, family=WORDS, given=WORDS), WORDS.map(lambda text: Name(literal=text))
)
DATES = st.one_of(
    st.none(),
    st.builds(PartialDate, st.integers(1000, 9999)),
    st.builds(PartialDate, st.integers(1000, 9999), st.integers(1, 12), st.integers(0, 28)),
)
ITEMS = st.builds(
    replace,
    st.just(ITEM),
    title=st.one_of(WORDS, LATIN.map(lambda text: " ".join(text.split())).filter(bool)),
    publisher=WORDS,
    authors=st.lists(NAMES, max_size=8).map(tuple),
    issued=DATES,
    accessed=st.one_of(DATES, st.just("reader")),
    url=st.sampled_from(["", URL, f"{URL}?a={{b}}&c#d/"]),
    section=st.one_of(st.just(""), WORDS),
    topics=st.lists(WORDS, max_size=3).map(tuple),
    abstract=LINES,
    edition=st.sampled_from(["", "2026-05"]),
    version=st.one_of(st.just(""), WORDS),
    status=st.sampled_from(["", "contested"]),
    csl_type=st.sampled_from(["entry-encyclopedia", "webpage", "legislation"]),
)


def letters(text: str) -> str:
    """Return *text* without quotation marks and apostrophes, whose kind a style may change."""
    return re.sub("[\"'“”‘’]", "", text)


@given(item=ITEMS)
def test_prose_loses_nothing(item: CitationItem) -> None:
    for style in PROSE:
        text = STYLES[style].cite(item)
        assert letters(item.title) in letters(plain(text)), style
        assert letters(item.section) in letters(plain(text)), style
        assert [run.url for run in text if run.url] == ([item.url] if item.url else [])
        assert text == rich(text)


#: What LaTeX and the reader of BibTeX take for dashes and quotation marks.
_TYPOGRAPHY = re.compile("-{2,}|`+|'{2,}|[–—]|[?!]`")


def as_read(text: str) -> str:
    return letters(_TYPOGRAPHY.sub("", text)).replace(" ", "").replace("\xa0", "")


@given(item=ITEMS)
def test_bibtex_and_biblatex_are_read_back(item: CitationItem) -> None:
    for style in ("bibtex", "biblatex"):
        found = read("x.bib", cite(style, item))
        assert not found.broken
        ((_line, source),) = found.sources
        assert as_read(source.title) == as_read(item.title), style
        assert len(source.authors) == len(item.creators)
        assert source.issued == item.issued or style == "bibtex"
        assert source.url == item.url.replace("{", "%7B").replace("}", "%7D")


@given(item=ITEMS)
def test_ris_is_well_formed(item: CitationItem) -> None:
    lines = STYLES["ris"].file(item).split("\r\n")
    assert lines.pop() == ""
    assert lines == [line for text in lines for line in text.splitlines()]
    assert all(re.match("[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert [line[:2] for line in (lines[0], lines[-1])] == ["TY", "ER"]
    titles = {line[6:] for line in lines if line[:2] in {"TI", "T2"}}
    assert {" ".join(t.split()) for t in (item.title, item.section) if t} <= titles


TYPES = {
    "article", "bill", "book", "chapter", "document", "entry", "entry-dictionary",
    "entry-encyclopedia", "legislation", "regulation", "report", "standard", "treaty", "webpage",
}  # fmt: skip
STRINGS = {
    "title", "container-title", "publisher", "genre", "edition", "version", "URL", "language",
    "keyword", "abstract", "note",
}  # fmt: skip
NAME_PARTS = {
    "family", "given", "non-dropping-particle", "dropping-particle", "suffix", "literal",
}  # fmt: skip


def check_csl_item(item: dict[str, Any]) -> None:
    """Check the rules of the CSL-data schema 1.0.2 for the variables that are used."""
    assert item.keys() <= STRINGS | {"id", "type", "author", "issued", "accessed"}
    assert item["type"] in TYPES
    assert isinstance(item["id"], str)
    assert all(isinstance(item[name], str) for name in STRINGS & item.keys())
    for name in item["author"]:
        assert name.keys() <= NAME_PARTS
        assert all(isinstance(part, str) for part in name.values())
    for date in (item[name] for name in ("issued", "accessed") if name in item):
        assert date.keys() == {"date-parts"}
        (parts,) = date["date-parts"]
        assert 1 <= len(parts) <= 3
        assert all(isinstance(part, int) for part in parts)


@given(item=ITEMS)
def test_csl_json_is_valid(item: CitationItem) -> None:
    (read_back,) = json.loads(cite("csl-json", item))
    check_csl_item(read_back)
    names = [title for title in (item.section, item.title) if title]
    assert read_back["title"] == names[0]
    assert item.section == "" or read_back["container-title"] == item.title


def test_latex_sets_small_capitals(wiki: Wiki) -> None:
    wiki.conf["policywiki_citation_styles"] = ["bluebook"]
    wiki.article("x")
    assert r"\textsc{Policy Window}" in wiki.build("latex").text("policywindow.tex")
