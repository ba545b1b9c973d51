"""A wiki in another language: its texts, its punctuation, and what is in yet another one."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message

import sphinx_policywiki
from conftest import Wiki, rows_of, squeeze
from sphinx_policywiki.citation import STYLES, CitationItem
from sphinx_policywiki.citation.text import plain
from sphinx_policywiki.languages import direction, markup, tag_of
from test_package import load_tool

PACKAGE = Path(sphinx_policywiki.__file__).parent
TOOL = load_tool("catalogs")
LANGUAGES = ("de", "es", "fr", "zh_CN")
NBSP = "\u00a0"


# --- catalogs -----------------------------------------------------------------------------


def calls(path: Path) -> set[str]:
    """Return the texts that *path* gives to the functions that translate, also in f-strings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {"_", "tr", "count", "_mark", "_mark_plural"}
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in names
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def test_every_text_in_the_code_is_found_by_the_extraction() -> None:
    known = {m.id[0] if m.pluralizable else m.id for m in TOOL.template() if m.id}
    found = set().union(*(calls(path) for path in PACKAGE.rglob("*.py")))
    assert len(found) > 80
    assert found - known == set()


def test_texts_are_given_where_they_are_translated() -> None:
    """What is held in a variable is found by nobody; ``tr`` and ``rows`` are for texts in data."""
    for path in PACKAGE.rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        ours = set(re.findall(r"\w+", "".join(re.findall(r"policywiki\.locale import (.*)", code))))
        for node in ast.walk(ast.parse(code)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ours
            ):
                texts = {"_": node.args[:1], "count": node.args[:2]}.get(node.func.id, [])
                held = [arg for arg in texts if not isinstance(arg, ast.Constant)]
                assert not held or path.name == "rows.py", f"{path}:{node.lineno}"


def messages(language: str) -> list[Message]:
    return [message for message in TOOL.load(language) if message.id]


def strings(message: Message) -> tuple[str, ...]:
    return message.string if message.pluralizable else (message.string,)


def places(text: str) -> list[str]:
    braces = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    return sorted([*braces, *re.findall(r"%\(\w+\)[sd]|%[sd]", text)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_placeholders_and_ends_of_their_texts(language: str) -> None:
    for message in messages(language):
        text = message.id[-1] if message.pluralizable else message.id
        for translated in strings(message):
            assert places(translated) == places(text), translated
            assert translated == translated.strip()
            assert text.endswith(".") == translated.endswith((".", "。")), translated


def test_each_language_has_its_own_signs() -> None:
    french = " ".join(text for m in messages("fr") for text in strings(m))
    assert re.findall(r"[^\u00a0\u202f][:;?!»](?=\s|$)|«(?!\u00a0)", french) == []
    german = " ".join(text for m in messages("de") for text in strings(m))
    assert german.count("„") == german.count("“") > 0
    assert '"' not in german + french
    chinese = " ".join(text for m in messages("zh_CN") for text in strings(m))
    assert re.findall(r"(?<=[\u4e00-\u9fff])[,:;?!.]", chinese) == []


# --- signs on pages -----------------------------------------------------------------------


@pytest.fixture
def spoken(wiki: Wiki) -> Wiki:
    wiki.article(
        "a", "aliases: Aa, Bb", "status: superseded", "status-note: Nota", "superseded-by: b",
        "authors: Jane Doe, Rick Roe", title="A", body="{source:t}`k1;k2;k3`\n\n```{source-list}\n```",
    )  # fmt: skip
    wiki.article("b", "status: settled", "status-note: Nota", title="B")
    wiki.article("law", "uses: a, b", type_="instrument", title="Lex")
    wiki.article("who", "uses: a", type_="actor", title="Quis")
    wiki.write("index.md", "# Index\n\n```{article-list}\n:type: actor\n```\n")
    wiki.write("refs.bib", "".join(
        f"@book{{k{n}, author = {{{name}, X.}}, title = {{T}}, year = {{202{n}}}}}\n"
        for n, name in enumerate(["Ash", "Birch", "Cedar"], start=1)
    ))  # fmt: skip
    wiki.conf["policywiki_bibliography"] = ["refs.bib"]
    return wiki


SIGNS = {
    "en": [
        "Source: https://policywindow.org/wiki/a", "Generated 2026-", "Superseded by: B.",
        "1 instrument: Lex; 1 actor: Quis", "Jane Doe; Rick Roe", "Aa, Bb",
        "Ash (2021), Birch (2022) and Cedar (2023)", "Download: BibTeX, RIS", "Cited: 1",
        "Settled: Nota", "Quis — A summary.",
    ],
    "de": [
        "Quelle: https://policywindow.org/wiki/a", "Generiert am 2026-", "Abgelöst durch: B.",
        "1 Instrument: Lex; 1 Akteur: Quis", "Jane Doe; Rick Roe", "Aa, Bb",
        "Ash (2021), Birch (2022) und Cedar (2023)", "Herunterladen: BibTeX, RIS", "Zitiert: 1",
        "Etabliert: Nota", "Quis – A summary.",
    ],
    "fr": [
        "Source : https://policywindow.org/wiki/a", "Généré le 2026-", "Remplacé par : B.",
        "1 instrument : Lex ; 1 acteur : Quis", "Jane Doe ; Rick Roe", "Aa, Bb",
        "Ash (2021), Birch (2022) et Cedar (2023)", "Télécharger : BibTeX, RIS", "Cité : 1",
        "Établi : Nota", "Quis — A summary.",
    ],
    "es": [
        "Fuente: https://policywindow.org/wiki/a", "Generado el 2026-", "Sustituido por: B.",
        "1 instrumento: Lex; 1 actor: Quis", "Jane Doe; Rick Roe", "Aa, Bb",
        "Ash (2021), Birch (2022) y Cedar (2023)", "Descargar: BibTeX, RIS", "Citado: 1",
        "Consolidado: Nota", "Quis — A summary.",
    ],
    "zh_CN": [
        "来源：https://policywindow.org/wiki/a", "生成时间：2026-", "Nota取代者：B。",
        "1 项政策法规：Lex；1 个行为主体：Quis", "Jane Doe；Rick Roe", "Aa、Bb",
        "Ash (2021)、Birch (2022)和Cedar (2023)", "下载：BibTeX、RIS", "引用处：1",
        "已确立：Nota", "Quis——A summary.",
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", SIGNS)
def test_signs_between_parts_are_those_of_the_language(spoken: Wiki, language: str) -> None:
    build = spoken.build(language=language, policywiki_collation="simple")
    names = ("a.html", "b.html", "index.html")
    text = " ".join(squeeze(build.soup(name)) for name in names)
    for shown in SIGNS[language]:
        assert shown in text
    if language == "fr":
        assert f"Source{NBSP}: " in build.soup("a.html").get_text()


def test_types_of_the_project_have_no_capitals_within_a_row(wiki: Wiki) -> None:
    wiki.conf["policywiki_article_types"] = {"court-case": {"label": "Arrêt", "plural": "Arrêts"}}
    wiki.article("a")
    wiki.article("x", "uses: a", type_="court-case", title="X")
    for language, shown in {"fr": "1 arrêt : X", "de": "1 Arrêt: X", "en": "1 arrêt: X"}.items():
        build = wiki.build(language=language, out=language)
        assert shown in " ".join(rows_of(build.article("a.html")).values()).replace(NBSP, " ")


# --- parts in other languages ---------------------------------------------------------------


def test_the_marks_of_a_part_in_another_language() -> None:
    assert markup("en", "de") == {"lang": "en"}
    assert markup("en-GB", "en") == markup("de", "de_AT") == markup("", "de") == {}
    assert markup("zh_TW", "en") == {"lang": "zh-TW"}
    assert markup("en", "ar") == {"lang": "en", "dir": "ltr"}
    assert markup("fa", "de") == {"lang": "fa", "dir": "rtl"}
    assert markup("fa", "ar") == {"lang": "fa"}
    assert (direction("ur_PK"), direction("yo"), tag_of("pt_BR")) == ("rtl", "ltr", "pt-BR")


def languages_of(wiki: Wiki, language: str) -> dict[str, tuple[str | None, str | None]]:
    """Return the language and direction of each citation of an article, by its style."""
    article = wiki.build(language=language, out=language, policywiki_collation="simple").article(
        "a.html"
    )
    found = {}
    for term in article.select("dl.pw-citations > dt"):
        part = term.find_next("dd").select_one("[lang]") or {}
        found[squeeze(term)] = (part.get("lang"), part.get("dir"))
    return found


def test_citations_have_the_language_of_their_style(wiki: Wiki) -> None:
    wiki.conf["policywiki_citation_styles"] = ["apa", "bibtex", "csl:apa", "csl:din-1505-2"]
    wiki.article("a")
    csl, din = (
        "APA Style 7th edition",
        "DIN 1505-2 (author-date, Deutsch) - standard superseded by ISO-690",
    )
    none = (None, None)
    assert languages_of(wiki, "en") == {
        "APA": none,
        "BibTeX": none,
        csl: none,
        din: ("de-DE", None),
    }
    assert languages_of(wiki, "de") == {"APA": ("en", None), "BibTeX": none, csl: none, din: none}
    assert languages_of(wiki, "ar") == {
        "APA": ("en", "ltr"), "BibTeX": none, csl: none, din: ("de-DE", "ltr"),
    }  # fmt: skip


def test_a_style_that_speaks_the_language_says_all_in_it(wiki: Wiki) -> None:
    wiki.conf |= {
        "policywiki_citation_styles": ["apa", "csl:apa"], "policywiki_edition": "2026-05",
        "policywiki_edition_permalink": "{base_url}/{edition}/{slug}",
    }  # fmt: skip
    wiki.article("a", "status: contested", "version: 2")
    cite = "[Wiki article — Concept] [edition 2026-05, version 2, contested]"
    german = "[Wiki-Artikel — Konzept, Ausgabe 2026-05, Version 2, Umstritten]"
    english, translated = wiki.build(language="de").article("a.html").select(".pw-citation")
    assert cite in squeeze(english)
    assert "(n.d.)" in squeeze(english)
    assert german in squeeze(translated)
    assert "(o. J.)" in squeeze(translated)
    plain_english = wiki.build(language="en", out="en").article("a.html").select(".pw-citation")[1]
    assert "[Wiki article — Concept, edition 2026-05, version 2, contested]" in squeeze(
        plain_english
    )


def test_the_place_of_the_readers_date_is_in_the_language_of_the_style(wiki: Wiki) -> None:
    wiki.conf["policywiki_citation_styles"] = ["oscola", "csl:din-1505-2"]
    wiki.article("a", body="```{cite-block}\n:accessed: reader\n```\n")
    places = wiki.build(language="de").article("a.html").select(".pw-accessed")
    assert [squeeze(place) for place in places] == ["[date]", "[Datum]"]


def test_sources_in_another_language_say_so(wiki: Wiki) -> None:
    wiki.conf["policywiki_bibliography"] = ["refs.bib"]
    wiki.write("refs.bib", "".join(
        f"@book{{k{n}, author = {{A{n}, X.}}, title = {{T}}, year = {{2020}}{field}}}\n"
        for n, field in enumerate(["", ", langid = {english}", ", langid = {ngerman}", ", langid = {arabic}"])
    ))  # fmt: skip
    wiki.article("a", "primary-source: k1", body="{source}`k0;k2;k3`\n\n```{source-list}\n```")
    article = wiki.build(language="de").article("a.html")
    marks = [(li.select_one("[lang]") or {}) for li in article.select(".pw-sources > li")]
    found = [(mark.get("lang"), mark.get("dir")) for mark in marks]
    assert found == [(None, None), ("en", None), (None, None), ("ar", "rtl")]
    assert article.select_one("aside [lang=en]").get_text() == "A1, X. (2020). T."


def test_other_builders_read_the_same(wiki: Wiki) -> None:
    wiki.article("a", title="Recht")
    for builder, name in {"text": "a.txt", "latex": "policywindow.tex", "epub": "a.xhtml"}.items():
        wiki.conf["latex_elements"] = {}
        text = wiki.build(builder, language="de", epub_show_urls="no").text(name)
        assert "Wiki article — Concept" in re.sub(r"\s+", " ", text)
        assert ('lang="en"' in text) == (builder == "epub")


# --- exports ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "language", "line"),
    [
        ("bibtex", "de", "  language = {ngerman}"), ("biblatex", "pt-BR", "  langid = {brazilian}"),
        ("biblatex", "de-AT", "  langid = {ngerman}"), ("ris", "fr", "LA  - fr"),
        ("csl-json", "zh-CN", '"language": "zh-CN"'), ("bibtex", "tlh", ""), ("bibtex", "", ""),
    ],
)  # fmt: skip
def test_exports_say_the_language(style: str, language: str, line: str) -> None:
    text = plain(STYLES[style].cite(CitationItem("k", "T", "P", language=language)))
    assert line in text
    assert bool(line) == ("lang" in text or "LA  -" in text)


def test_files_and_blocks_say_the_language_of_the_article(wiki: Wiki) -> None:
    wiki.conf["policywiki_citation_styles"] = ["biblatex", "ris"]
    wiki.article("a")
    build = wiki.build(language="es")
    shown = squeeze(build.article("a.html").select_one(".pw-citations"))
    assert "langid = {spanish}" in shown
    assert "LA - es" in shown
    (record,) = json.loads(build.text("_citations/a.json"))
    assert record["language"] == "es"
    english = squeeze(
        wiki.build(language="en", out="en").article("a.html").select_one(".pw-citations")
    )
    assert "langid" not in english
    assert "LA" not in english


# --- scripts ------------------------------------------------------------------------------

#: What scripts may name with a capital: keys, events, elements, and months in English dates.
_NAMES = re.compile(
    r"Escape|Enter|Tab|Home|End|Arrow\w+|Page(Up|Down)|DOM\w+|[A-Z]+|Sept\.|Content-\w+|"
    r"January|February|March|April|May|June|July|August|September|October|November|December"
)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("static/*/*.js")), ids=lambda path: path.name)
def test_scripts_have_no_text_of_their_own(path: Path) -> None:
    code = re.sub(
        r"/\*.*?\*/|^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    literals = re.findall(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`', code)
    found = [double or template for double, template in literals]
    assert "use strict" in found
    assert [text for text in found if re.match("[A-Z]", text) and not _NAMES.fullmatch(text)] == []
