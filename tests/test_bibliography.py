"""Reading sources: BibTeX, BibLaTeX, CSL-JSON and CSL-YAML."""

from __future__ import annotations

import gc
import json
import shutil
import string
import time
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_policywiki.bibliography import Bibliography, bibtex, csl, dates
from sphinx_policywiki.bibliography.latex import marked_text, plain_text
from sphinx_policywiki.bibliography.people import names
from sphinx_policywiki.bibliography.problems import Found
from sphinx_policywiki.citation import plain
from sphinx_policywiki.citation.names import OTHERS, Name
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import SOURCE_STYLES, Cite
from sphinx_policywiki.citation.titles import marked
from sphinx_policywiki.model import PartialDate

CITATIONS = Path(__file__).parent / "citations"


def read(tmp_path: Path, name: str, text: str) -> Bibliography:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return Bibliography.read(tmp_path, [name])


def said(source: Source) -> dict[str, Any]:
    """Return what *source* says, dates as text."""
    found = {f.name: getattr(source, f.name) for f in fields(Source)}
    return {
        name: str(value) if isinstance(value, PartialDate) else value
        for name, value in found.items()
        if value and name != "key"
    }


def one(entry: str) -> dict[str, Any]:
    """Return what the only source of *entry* says."""
    found = bibtex.read("a.bib", entry)
    assert found.broken == []
    assert len(found.sources) == 1
    return said(found.sources[0][1])


def problems(found: Found) -> list[tuple[int, str]]:
    return [(broken.line, broken.message) for broken in found.broken]


def keys(found: Found) -> list[str]:
    return [source.key for _line, source in found.sources]


@pytest.mark.parametrize(
    ("entry", "text", "cited"),
    [
        (
            "@article{k, author={Gabriel, Iason}, title={Artificial Intelligence}, journal={Minds and Machines}, volume=30, number=3, pages={411--437}, year=2020, doi={https://doi.org/10.1007/s11023}}",
            "Gabriel, I. (2020). Artificial Intelligence. Minds and Machines, 30(3), 411–437. https://doi.org/10.1007/s11023",
            "(Gabriel, 2020)",
        ),
        (
            "@misc{k, author={Doe, Jane}, title={On It}, eprint={2001.1}, archiveprefix={arXiv}, year=2020, month=may}",
            "Doe, J. (2020). On It (arXiv:2001.1). arXiv. https://arxiv.org/abs/2001.1",
            "(Doe, 2020)",
        ),
        (
            "@inproceedings{k, author={Doe, Jane and Roe, Sam}, editor={Poe, Ann}, title={On It}, booktitle={Proc. of It}, pages={1--9}, eprint={2001.1}, eprinttype={jstor}, date={2020-07}, publisher={PMLR}}",
            "Doe, J., & Roe, S. (2020). On It. In A. Poe (Ed.), Proc. of It (pp. 1–9). PMLR. https://www.jstor.org/stable/2001.1",
            "(Doe & Roe, 2020)",
        ),
        (
            "@online{k, author={{METR}}, title={Is It So?}, date={2024-05-02}, url={https://example.org/a_b}}",
            "METR. (2024, May 2). Is It So? https://example.org/a_b",
            "(METR, 2024)",
        ),
        (
            r"@book{k, author={M{\"u}ller, J{\'e}r{\^o}me}, title={Caf{\'e} \& Bar}, edition={2}, publisher={Press}, year=1999}",
            "Müller, J. (1999). Café & Bar (2nd ed.). Press.",
            "(Müller, 1999)",
        ),
        (
            "@collection{k, editor={Poe, Ann and Moe, Bob}, title={Essays}, year=2001}",
            "Poe, A., & Moe, B. (Eds.). (2001). Essays.",
            "(Poe & Moe, 2001)",
        ),
    ],
)  # fmt: skip
def test_bibtex_as_apa_prints_it(tmp_path: Path, entry: str, text: str, cited: str) -> None:
    found = read(tmp_path, "a.bib", entry)
    assert found.broken == []
    apa, source = SOURCE_STYLES["apa"], found.sources["k"]
    assert plain(apa.reference(source)) == text
    assert plain(apa.cite([Cite(source)])) == cited


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "@article{k, title={T}, journaltitle={J}, journalsubtitle={S}, series={2}, volume=3, number={4--5}, issue={Spring}, eid={e1}, issn={1234-5678}, date={2020-21}}",
            {"type": "article-journal", "title": "T", "container_title": "J: S", "collection_title": "2", "volume": "3", "issue": "4–5", "pages": "e1", "issn": "1234-5678", "issued": "2020"},
        ),
        (
            "@article{k, title={T}, journaltitle={The Economist}, keywords={ai, magazine}, issue={Spring}}",
            {"type": "article-magazine", "title": "T", "container_title": "The Economist", "issue": "Spring"},
        ),
        (
            "@mvbook{k, title={Why?}, subtitle={Because}, titleaddon={A Reply}, volumes=3, publisher={A {and} B and {C and D}}, location={Bonn and Paris}, translator={Doe, Jane}, origdate={1900}, language={ngerman and english}}",
            {"type": "book", "title": "Why? Because. A Reply", "number_of_volumes": "3", "publisher": "A and B; C and D", "publisher_place": "Bonn; Paris", "translators": (Name("Doe", "Jane"),), "language": "de"},
        ),
        (
            "@book{k, title={Part Two}, maintitle={The Whole}, volume=2, part=1, series={Studies}, number=12, edition={Second}, pagetotal=300}",
            {"type": "book", "title": "Part Two", "collection_title": "Studies", "collection_number": "12", "volume": "2.1", "edition": "Second"},
        ),
        (
            "@inbook{k, title={Ch}, booktitle={B}, booksubtitle={S}, maintitle={M}, chapter=4, pages={1-9}, editor={X, Y}, editortype={compiler}}",
            {"type": "chapter", "title": "Ch", "container_title": "B: S", "collection_title": "M", "chapter_number": "4", "pages": "1-9", "editors": (Name("X", "Y"),)},
        ),
        (
            "@inproceedings{k, title={T}, booktitle={Proc}, eventtitle={Conf 2020}, venue={Oslo}, eventdate={2020-06-01/2020-06-03}, date={2021}, organization={ACM}}",
            {"type": "paper-conference", "title": "T", "container_title": "Proc", "event_title": "Conf 2020", "event_place": "Oslo", "issued": "2021", "publisher": "ACM"},
        ),
        (
            "@techreport{k, title={T}, institution={RAND}, number={RR-1}, address={Santa Monica}, year={2020}, month={4 May}}",
            {"type": "report", "title": "T", "genre": "Technical report", "publisher": "RAND", "number": "RR-1", "publisher_place": "Santa Monica", "issued": "2020-05-04"},
        ),
        ("@report{k, title={T}, type={resreport}, version={2}}", {"type": "report", "title": "T", "genre": "Research report", "version": "2"}),
        ("@phdthesis{k, title={T}, school={MIT}}", {"type": "thesis", "title": "T", "genre": "PhD thesis", "publisher": "MIT"}),
        ("@mastersthesis{k, title={T}}", {"type": "thesis", "title": "T", "genre": "Master’s thesis"}),
        ("@thesis{k, title={T}, type={Habilitation}}", {"type": "thesis", "title": "T", "genre": "Habilitation"}),
        ("@manual{k, title={T}, organization={ISO}, note={In {French}.}, addendum={Rare}}", {"type": "report", "title": "T", "publisher": "ISO", "note": "In French. Rare"}),
        ("@dataset{k, title={T}, doi={doi:10.5281/zenodo.1}, version={1.10}}", {"type": "dataset", "title": "T", "doi": "10.5281/zenodo.1", "version": "1.10"}),
        ("@software{k, title={T}, urldate={2020-01-02}}", {"type": "software", "title": "T", "accessed": "2020-01-02"}),
        ("@patent{k, title={T}, type={patentus}, number={123}, location={US}, holder={X}}", {"type": "patent", "title": "T", "genre": "U.S. patent", "number": "123", "jurisdiction": "US"}),
        ("@standard{k, title={T}, number={ISO 1}}", {"type": "standard", "title": "T", "number": "ISO 1"}),
        ("@booklet{k, title={T}, howpublished={Privately}}", {"type": "pamphlet", "title": "T", "publisher": "Privately"}),
        (r"@misc{k, title={T}, howpublished={\url{https://x.org/a_b}}, urldate={2020}}", {"type": "document", "title": "T", "url": "https://x.org/a_b", "accessed": "2020"}),
        ("@unpublished{k, title={T}, eventtitle={C}, eventdate={2020-02-03}}", {"type": "speech", "title": "T", "event_title": "C", "issued": "2020-02-03"}),
        ("@unpublished{k, title={T}, pubstate={inpreparation}}", {"type": "manuscript", "title": "T", "status": "in preparation"}),
        ("@misc{k, title={T}, eprint={123}, eprinttype={ssrn}}", {"type": "article", "title": "T", "publisher": "SSRN", "number": "123", "url": "https://ssrn.com/abstract=123"}),
        ("@article{k, title={T}, journal={arXiv preprint arXiv:1906.01820}, year=2019}", {"type": "article", "title": "T", "publisher": "arXiv", "number": "arXiv:1906.01820", "url": "https://arxiv.org/abs/1906.01820", "issued": "2019"}),
        ("@article{k, title={T}, journal={JMLR}, eprint={1906.01820}, eprinttype={arxiv}}", {"type": "article-journal", "title": "T", "container_title": "JMLR", "url": "https://arxiv.org/abs/1906.01820"}),
        ("@proceedings{k, title={T}, number=9, series={LNCS}}", {"type": "book", "title": "T", "collection_title": "LNCS", "collection_number": "9"}),
        ("@periodical{k, title={T}, issn={1}, number=2}", {"type": "periodical", "title": "T", "issn": "1", "issue": "2"}),
        ("@suppbook{k, title={T}, booktitle={B}}", {"type": "chapter", "title": "T", "container_title": "B"}),
        ("@webpage{k, title={T}}", {"type": "webpage", "title": "T"}),
        ("@personal-communication{k, title={T}, langid={brazilian}}", {"type": "personal_communication", "title": "T", "language": "pt-BR"}),
        ("@book{k, title={T}, language={Klingon}}", {"type": "book", "title": "T"}),
    ],
)  # fmt: skip
def test_types_and_fields(entry: str, expected: dict[str, Any]) -> None:
    assert one(entry) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "@legislation{k, title={Act on It}, number={5}, journaltitle={OJ L}, volume=3, pages={1--9}, date={2024-05-06}, location={European Union}, institution={European Parliament}, url={https://example.org/act}}",
            {"type": "legislation", "title": "Act on It", "number": "5", "container_title": "OJ L", "volume": "3", "pages": "1-9", "issued": "2024-05-06", "jurisdiction": "European Union", "authority": "European Parliament", "url": "https://example.org/act"},
        ),
        (
            "@jurisdiction{k, title={Roe v Poe}, series={F.3d}, volume=12, pages={34}, organization={9th Cir.}, year=1999}",
            {"type": "legal_case", "title": "Roe v Poe", "container_title": "F.3d", "volume": "12", "pages": "34", "authority": "9th Cir.", "issued": "1999"},
        ),
        ("@legal{k, title={T}, type={Treaty}, journaltitle={UNTS}, volume=1}", {"type": "treaty", "title": "T", "container_title": "UNTS", "volume": "1"}),
        ("@legal{k, title={T}, keywords={ai, convention}}", {"type": "treaty", "title": "T"}),
        ("@legislation{k, title={T}, entrysubtype={bill}, number={H.R. 1}}", {"type": "bill", "title": "T", "number": "H.R. 1"}),
        ("@legislation{k, title={T}, type={Regulation}}", {"type": "regulation", "title": "T"}),
        ("@bill{k, title={T}, journaltitle={J}, series={Papers}}", {"type": "bill", "title": "T", "container_title": "J", "collection_title": "Papers"}),
        ("@legislation{k, shorttitle={GDPR}}", {"type": "legislation", "title": "GDPR", "title_short": "GDPR"}),
    ],
)  # fmt: skip
def test_law(entry: str, expected: dict[str, Any]) -> None:
    assert one(entry) == expected


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"M{\"u}ller \& {EU}", "Müller & EU"),
        (r"{\'E}lan \'{e} \c{c} \v s {\ss} \o{} {\L}odz na\"{\i}ve", "Élan é ç š ß ø Łodz naïve"),
        ("a---b--c", "a—b–c"),
        ("``so'' and `x' don't", "“so” and ‘x’ don't"),
        (r"\enquote{a} \textquoteleft b\textquoteright", "“a” ‘b’"),
        ("a { b", "a b"),
        (r"\x{", r"\x"),
        ("50 $", "50 $"),
        ("50% of it", "50% of it"),
        (r"\{x\} \textbackslash{} \textasciitilde{} \$5 \#1 a\_b", "{x} \\ ~ $5 #1 a_b"),
        (r"\href{https://x.org}{text} \url{https://y_z}", "text https://y_z"),
        (r"\noopsort{a}B {C}{D} \mbox{E}", "B CD E"),
        ("a\ufdd0b\ufde0c", "abc"),
        ("{" * 400 + "x" + "}" * 400, "x"),
    ],
)
def test_latex_is_read_and_what_is_none_is_kept(latex: str, text: str) -> None:
    assert plain_text(latex) == text


@pytest.mark.parametrize(
    ("latex", "markup"),
    [
        (r"The \emph{Titanic} \textit{and} {\em more}", "The <i>Titanic</i> <i>and</i> <i>more</i>"),
        (r"\emph{On \emph{It} again}", "<i>On </i>It<i> again</i>"),
        (r"\textsc{unix} {\sc a}{\it b}", "<sc>unix</sc> <sc>a</sc><i>b</i>"),
        (r"H$_2$O, CO$_{2}$, 2\textsuperscript{nd}", "H<sub>2</sub>O, CO<sub>2</sub>, 2<sup>nd</sup>"),
        (r"$\alpha$-decay of $\mathrm{H}^2$", "α-decay of H<sup>2</sup>"),
        (r"\emph{}x", "x"),
        ("of <i>E. coli</i>", "of <i>E. coli</i>"),
        ("a < b and c>d <b", "a < b and c>d <b"),
        (r"a\textless b>c", "a<b>c"),
    ],
)  # fmt: skip
def test_styles_of_titles_are_the_markup_of_csl_json(latex: str, markup: str) -> None:
    assert marked_text(latex) == markup


def test_tags_that_are_meant_as_text_stay_text() -> None:
    title = marked_text(r"The tag \textless i\textgreater x\textless /i\textgreater, 1\textless 2")
    assert not any(run.italic for run in marked(title))
    assert plain(marked(title)).replace("\u2060", "") == "The tag <i>x</i>, 1<2"
    assert title.endswith("1<2")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Doe, Jane and John Q. Public", [Name("Doe", "Jane"), Name("Public", "John Q.")]),
        ("van der Walt, Stéfan", [Name("Walt", "Stéfan", "van der")]),
        ("Ludwig van Beethoven", [Name("Beethoven", "Ludwig", "van")]),
        ("Humboldt, Alexander von", [Name("Humboldt", "Alexander", dropping_particle="von")]),
        ("d'Alembert, Jean", [Name("Alembert", "Jean", "d'")]),
        ("King, Jr., Martin Luther", [Name("King", "Martin Luther", suffix="Jr.")]),
        ("{European Commission} and {Barnes and Noble}", [Name(literal="European Commission"), Name(literal="Barnes and Noble")]),
        ("{{OECD}}", [Name(literal="OECD")]),
        ("Plato and others", [Name(literal="Plato"), OTHERS]),
        ("family=Walt, given={Stéfan}, prefix=van der, suffix=Jr", [Name("Walt", "Stéfan", "van der", "Jr")]),
        ('given="Jean Paul", family=Fontaine, prefix=de la, prefix-i=dl, useprefix=false', [Name("Fontaine", "Jean Paul", dropping_particle="de la")]),
        ("family=OECD", [Name(literal="OECD")]),
        (r"{\'C}irkovi{\'c}, Milan M. AND {\L}o{\'s}, J.", [Name("Ćirković", "Milan M."), Name("Łoś", "J.")]),
        (" and Doe, Jane and ", [Name("Doe", "Jane")]),
        ("国务院", [Name(literal="国务院")]),
        ("", []),
    ],
)  # fmt: skip
def test_names(value: str, expected: list[Name]) -> None:
    reported: list[str] = []
    assert list(names(" ".join(value.split(" ")), reported.append)) == expected
    assert reported == []


def test_a_name_with_too_many_commas_is_reported_and_kept() -> None:
    found = bibtex.read("a.bib", "@book{k, title={T}, author={Bonn, Berlin, Paris, Rome}}")
    assert found.sources[0][1].authors == (Name(literal="Bonn, Berlin, Paris, Rome"),)
    assert found.broken[0].line == 1
    assert "more than two commas" in found.broken[0].message


WORD = st.text(string.ascii_letters + "éßłÇ", min_size=1, max_size=8).map(str.capitalize)
PERSON = st.builds(
    Name,
    family=WORD,
    given=st.lists(WORD, min_size=1, max_size=3).map(" ".join),
    particle=st.sampled_from(["", "van", "de la"]),
    suffix=st.sampled_from(["", "Jr.", "III"]),
)
INSTITUTION = st.lists(WORD | st.just("and"), min_size=2, max_size=4).map(
    lambda words: Name(literal=" ".join(words))
)


def written(name: Name) -> str:
    if name.literal:
        return f"{{{name.literal}}}"
    return ", ".join(filter(None, (f"{name.particle} {name.family}", name.suffix, name.given)))


def written_in_parts(name: Name) -> str:
    if name.literal:
        return f"family={{{name.literal}}}"
    parts = {
        "family": name.family,
        "given": name.given,
        "prefix": name.particle,
        "suffix": name.suffix,
    }
    return ", ".join(f"{part}={text}" for part, text in parts.items() if text)


@given(st.lists(PERSON | INSTITUTION, max_size=4))
def test_names_are_read_as_they_are_written(people: list[Name]) -> None:
    for form in (written, written_in_parts):
        assert list(names(" and ".join(map(form, people)), pytest.fail)) == people


DATES = st.one_of(
    st.builds(PartialDate, st.integers(1000, 9999)),
    st.builds(PartialDate, st.integers(1000, 9999), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1000, 9999), st.integers(1, 12), st.integers(1, 28)),
)


@given(DATES, st.sampled_from(["", "~", "?", "%", "/", "/..", "/2031-01", "T10:00:00Z"]))
def test_dates_are_read_as_they_are_written(date: PartialDate, end: str) -> None:
    assert dates.read(f"{date}{end}") == date
    parts = [part for part in (date.year, date.month, date.day) if part]
    for given_parts in (parts, list(map(str, parts))):
        item = {"id": "k", "title": "T", "issued": {"date-parts": [given_parts]}}
        assert csl.read("a.json", json.dumps([item])).sources[0][1].issued == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019-21", "2019"),
        ("2019-02-31", "2019-02"),
        ("2019-13", "2019"),
        ("~2019", "2019"),
        ("[2019]", "2019"),
        ("c. 1850", "1850"),
        ("2020a", "2020"),
        ("4 May 2020", "2020-05-04"),
        ("May 4th, 2020", "2020-05-04"),
        ("Sept 2020", "2020-09"),
        ("Spring 2020", "2020"),
        ("4/5/2020", "2020"),
        ("0033-04", "0033-04"),
        ("May 12-13, 2020", "2020-05"),
        ("2019-2020", "2019"),
        ("2019--20", "2019"),
        ("May 2019/June 2020", "2019-05"),
        ("2020-05-04 10:00:00", "2020-05-04"),
    ],
)
def test_dates_say_less_rather_than_wrong(text: str, date: str) -> None:
    assert str(dates.read(text)) == date


@pytest.mark.parametrize("text", ["in press", "199X", "19uu", "/2020", "0000", "", "2019 or 2020"])
def test_what_has_no_year_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="year"):
        dates.read(text)


@pytest.mark.parametrize(
    ("month", "date"),
    [
        ("may", "2020-05"),
        ("{5}", "2020-05"),
        ("{May}", "2020-05"),
        ('may # "~14"', "2020-05-14"),
        ('"14~" # may', "2020-05-14"),
        ('jun # "--" # jul', "2020-06"),
        ("{May/June}", "2020-05"),
        ("{spring}", "2020"),
    ],
)
def test_months(month: str, date: str) -> None:
    assert one(f"@book{{k, title={{T}}, year=2020, month={month}}}")["issued"] == date


def test_fields_from_crossref_and_xdata() -> None:
    text = """
    @inproceedings{a, crossref={p}, title={A}, pages={1-2}}
    @incollection{b, crossref={v}, title={B}, date={2021-05}}
    @inbook{c, crossref={book}, title={C}}
    @online{d, xdata={x, y}, title={D}, url={https://own.org}}
    @article{e, crossref={i}, title={E}}
    @book{f, xref={p}, title={F}}
    @proceedings{p, title={Proc}, subtitle={Papers}, year=2020, month=mar, publisher={P}, editor={Poe, Ann}, shorttitle={PP}}
    @collection{v, title={Vol}, crossref={m}, volume=2}
    @mvcollection{m, title={Main}, date={2019-01-02}, publisher={Q}}
    @book{book, title={Book}, author={Doe, Jane}, year=2001}
    @periodical{i, title={Journal}, year=1999, number=4}
    @xdata{x, organization={X}, url={https://x.org}, xdata={y}}
    @xdata{y, date={2018}, langid={french}}
    """
    found = bibtex.read("a.bib", text)
    assert found.broken == []
    sources = {source.key: said(source) for _line, source in found.sources}
    assert sources["a"] == {
        "type": "paper-conference", "title": "A", "pages": "1-2", "container_title": "Proc: Papers",
        "issued": "2020-03", "publisher": "P", "editors": (Name("Poe", "Ann"),),
    }  # fmt: skip
    assert sources["b"] == {
        "type": "chapter", "title": "B", "container_title": "Vol", "collection_title": "Main",
        "volume": "2", "issued": "2021-05", "publisher": "Q",
    }  # fmt: skip
    assert sources["c"]["container_title"] == "Book"
    assert sources["c"]["authors"] == (Name("Doe", "Jane"),)
    assert (sources["d"]["url"], sources["d"]["publisher"]) == ("https://own.org", "X")
    assert (sources["d"]["issued"], sources["d"]["language"]) == ("2018", "fr")
    assert sources["e"]["container_title"] == "Journal"
    assert (sources["e"]["issue"], sources["e"]["issued"]) == ("4", "1999")
    assert sources["f"] == {"type": "book", "title": "F"}
    assert "x" not in sources


def test_parents_that_are_missing_or_go_in_a_circle() -> None:
    found = bibtex.read(
        "a.bib",
        "@book{a, title={A}, crossref={none}}\n@book{b, title={B}, crossref={c}}\n"
        "@book{c, crossref={b}, title={C}, year=2020}\n@book{d, title={D}, xdata={d,b}}\n",
    )
    assert keys(found) == ["a", "b", "c", "d"]
    assert problems(found) == [(1, "entry a: crossref names 'none', which this file does not have")]
    assert str(found.sources[1][1].issued) == "2020"


def test_strings_and_concatenation() -> None:
    entry = '@string{oj = "Official Journal"}\n@STRING(n = {X})\n@legislation{k, title = n # " of " # {the} # n, journaltitle = OJ # { L}}'
    assert one(entry) == {"type": "legislation", "title": "X of theX", "container_title": "Official Journal L"}  # fmt: skip


@pytest.mark.parametrize(
    ("broken", "line", "message"),
    [
        ("@book{b, title={B, year=2020}\n", 3, "entry b: it does not end"),
        ('@book{b, title="B, year=2020}\n', 3, "entry b: "),
        ("@book{b,\n  title={B},\n  year 2020}\n", 3, "in line 5"),
        ("@book{b, title={B} year=2020}\n", 3, "entry b: '}' expected"),
        ("@book{b, title=}\n", 3, "entry b: "),
        ("@book b, title={B}}\n", 3, "what begins here: "),
        ("@book{title={B}, year=2020}\n", 3, "@book has no key"),
        ("@book{}\n", 3, "@book has no key"),
        ("@book{b, title={B}, publisher=ieee}\n", 3, "the string 'ieee' is not defined"),
        ("@book{b, title={B}, year=2020, year=2021}\n", 3, "duplicate year field"),
        ("@book{b, year=2020}\n", 3, "b: it has no title"),
        ("@boook{b, title={B}}\n", 3, "did you mean 'book'"),
        ("@book{a, title={Again}}\n", 3, "the first entry (a.bib:1) counts"),
    ],
)
def test_a_broken_entry_costs_no_other(
    tmp_path: Path, broken: str, line: int, message: str
) -> None:
    text = (
        f"@book{{a, title={{A}}}}\n\n{broken}\n@book{{c, title={{C}}}}\n@book{{d, title={{D}}}}\n"
    )
    found = read(tmp_path, "a.bib", text)
    assert {"a", "c", "d"} <= set(found.sources)
    assert found.sources["a"].title == "A"
    assert [broken.line for broken in found.broken] == [line]
    assert message in found.broken[0].message


def test_comments_and_other_text_between_entries() -> None:
    text = (
        "Mail to foo@bar.org, % @book{no, title={No}}\n%@book{no2, title={No}}\n"
        "@comment{jabref-meta: x@y; @book{no3, title={No}}}\n@Comment none\n@preamble{{x}}\n"
        '@control{REVTEX, x="1"}\n@book{a, title={50% @ x}}@book(b, title={B})'
    )
    found = bibtex.read("a.bib", text)
    assert keys(found) == ["a", "b"]
    assert found.broken == []
    assert found.sources[0][1].title == "50% @ x"


ITEM = {"id": "k", "type": "book", "title": "T"}


def test_csl_yaml_and_json_say_the_same(tmp_path: Path) -> None:
    text = '[{"id": "k", "type": "book", "title": "T", "author": [{"family": "Berg", "given": "A", "non-dropping-particle": "van den"}], "issued": {"date-parts": [[2020, 2]]}}]'
    yaml = "references:\n- id: k\n  type: book\n  title: T\n  author:\n  - family: Berg\n    given: A\n    non-dropping-particle: van den\n  issued: 2020-02\n"
    first = read(tmp_path, "a.json", text).sources
    assert first == read(tmp_path, "a.yaml", yaml).sources
    assert first == read(tmp_path, "b.yaml", text).sources
    assert plain(SOURCE_STYLES["apa"].reference(first["k"])) == "van den Berg, A. (2020). T."


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"volume": 3, "issue": 1.10, "number": "007", "publisher": "  A\n B "}, {"volume": "3", "issue": "1.1", "number": "007", "publisher": "A B"}),
        ({"type": "article_journal", "unknown": {"x": []}, "abstract": None}, {"type": "article-journal"}),
        ({"shortTitle": "S", "event": "E", "event-place": "P", "archive_location": "Box 1"}, {"title_short": "S", "event_title": "E", "event_place": "P", "archive_location": "Box 1"}),
        ({"title": "", "title-short": "S"}, {"title": "S", "title_short": "S"}),
        ({"DOI": "https://doi.org/10.1/X", "URL": "u", "ISBN": "1", "ISSN": "2", "page": "1-2"}, {"doi": "10.1/X", "url": "u", "isbn": "1", "issn": "2", "pages": "1-2"}),
        ({"author": [{"literal": "A"}, {"family": "B"}, {"given": "C"}, {}]}, {"authors": (Name(literal="A"), Name("B"), Name(literal="C"))}),
        ({"author": [{"family": "van der Walt", "given": "S"}]}, {"authors": (Name("Walt", "S", "van der"),)}),
        ({"author": [{"family": "d’Ormesson", "given": "Jean"}]}, {"authors": (Name("Ormesson", "Jean", "d’"),)}),
        ({"author": [{"family": "al-Sayyad", "given": "N"}]}, {"authors": (Name("Sayyad", "N", "al-"),)}),
        ({"author": [{"family": "Van Dyke", "given": "Dick"}]}, {"authors": (Name("Van Dyke", "Dick"),)}),
        ({"author": [{"family": '"van Dyke"', "given": "Dick"}]}, {"authors": (Name("van Dyke", "Dick"),)}),
        ({"author": [{"family": "van Dyke", "given": "D", "static-particles": True}]}, {"authors": (Name("van Dyke", "D"),)}),
        ({"author": [{"family": "Humboldt", "given": "A. von"}]}, {"authors": (Name("Humboldt", "A.", dropping_particle="von"),)}),
        ({"author": [{"family": "King", "given": "Martin Luther, Jr."}]}, {"authors": (Name("King", "Martin Luther", suffix="Jr."),)}),
        ({"author": [{"family": "hooks", "given": "bell"}]}, {"authors": (Name("hooks", "bell"),)}),
        ({"issued": {"date-parts": [["2020", "5", ""]]}}, {"issued": "2020-05"}),
        ({"issued": {"date-parts": [[2020, 5, 1], [2020, 6, 1]], "circa": True}}, {"issued": "2020-05-01"}),
        ({"issued": {"date-parts": [[2020]], "season": 2}}, {"issued": "2020"}),
        ({"issued": {"date-parts": [[2020, 21]]}}, {"issued": "2020"}),
        ({"issued": {"raw": "2020-05/2020-06"}}, {"issued": "2020-05"}),
        ({"issued": {"literal": "Spring 2020"}}, {"issued": "2020"}),
        ({"issued": "2020-05~"}, {"issued": "2020-05"}),
        ({"issued": 2020}, {"issued": "2020"}),
        ({"issued": [{"year": 2020, "month": 5}, {"year": 2021}]}, {"issued": "2020-05"}),
        ({"issued": {"date-parts": []}, "accessed": {"date-parts": [[]]}}, {}),
        ({"note": "DOI: 10.1/x\nevent-title: Conf\nauthor: Doe || Jane\nMore: text"}, {"doi": "10.1/x", "event_title": "Conf", "authors": (Name("Doe", "Jane"),), "note": "More: text"}),
        ({"note": "A note\nissued: 2020-05", "DOI": "10.1/own"}, {"issued": "2020-05", "note": "A note", "doi": "10.1/own"}),
        ({"note": "See {:status: in press} and {:DOI: 10.1/x}", "DOI": "10.1/own"}, {"status": "in press", "doi": "10.1/own", "note": "See and"}),
        ({"note": "type: standard"}, {"type": "standard"}),
    ],
)  # fmt: skip
def test_csl_items(item: dict[str, Any], expected: dict[str, Any]) -> None:
    found = csl.read("a.json", json.dumps([ITEM | item]))
    assert found.broken == []
    assert said(found.sources[0][1]) == {"type": "book", "title": "T"} | expected


def test_particles_are_joined_as_they_were_typed() -> None:
    for family in ("al-Sayyad", "d’Ormesson", "van 't Hoff", "ʻabd al-Karim", "del Valle-Inclán"):
        item = ITEM | {"author": [{"family": family, "given": "X"}]}
        source = csl.read("a.json", json.dumps([item])).sources[0][1]
        assert source.authors[0].particle
        assert source.authors[0].surname == family


def test_yaml_scalars_stay_as_they_are_written() -> None:
    text = "- &a\n  id: no\n  title: 1:30\n  version: 1.10\n  number: 0123\n  volume: ~\n  issued: 2020-02-03\n- <<: *a\n  id: 2024_1689\n"
    found = csl.read("a.yaml", text)
    assert found.broken == []
    first, second = (said(source) for _line, source in found.sources)
    assert first == second == {"type": "document", "title": "1:30", "version": "1.10", "number": "0123", "issued": "2020-02-03"}  # fmt: skip
    assert keys(found) == ["no", "2024_1689"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"id": "a", "title": "A"}', ["a"]),
        ('{"meta": {"x": [1]}, "references": [{"id": "a", "title": "A"}]}', ["a"]),
        ('{"items": [{"id": "a", "title": "A"}], "x": 1}', ["a"]),
        ('{"references": []}', []),
        ('{"references": [], "x": []}', []),
        ("[]", []),
        ("", []),
        (" \n", []),
    ],
)
def test_where_items_stand(text: str, expected: list[str]) -> None:
    for name in ("a.json", "a.yaml"):
        found = csl.read(name, text)
        assert keys(found) == expected
        assert found.broken == []


JSON = """[
  {"id": "a", "type": "book", "title": "A"},
  %s,
  {
    "id": "c", "type": "book", "title": "C"},
  {"type": "book", "id": "d", "title": "D"}
]"""
YAML = """---
references:
- id: a
  type: book
  title: A

- %s
- id: c
  type: book
  title: C
- type: book
  id: d
  title: D
..."""


@pytest.mark.parametrize(
    ("item", "line", "message"),
    [
        ('{"id": "b", "title": "B"', 3, "entry b is no valid JSON"),
        ('{"id": "b",\n   "title": "B}', 3, "entry b is no valid JSON: Invalid control character at in line 4"),
        ('{"id": "b", "title": B}', 3, "entry b is no valid JSON: Expecting value"),
        ('{"id": "b", "author": [{"family": "x"}', 3, "entry b is no valid JSON"),
        ('{"title": "B"}', 3, "it has no id"),
        ('{"id": "b"}', 3, "b: it has no title"),
        ('{"id": "b", "title": ["B"]}', 3, "b: title is no text"),
        ('{"id": "b", "title": "B", "author": "Doe"}', 3, "b: author is no list of names"),
        ('{"id": "b", "title": "B", "issued": {"date-parts": [["x"]]}}', 3, "are no year, month and day"),
        ('{"id": "b", "title": "B", "issued": {"raw": "soon"}}', 3, "the entry counts as undated"),
        ('{"id": "b", "title": "B", "type": "article-jornal"}', 3, "did you mean 'article-journal'"),
        ('{"id": "a", "title": "B"}', 3, "the first entry (a.json:2) counts"),
        ("7", 3, "it is no object"),
    ],
)  # fmt: skip
def test_a_broken_item_of_json_costs_no_other(
    tmp_path: Path, item: str, line: int, message: str
) -> None:
    found = read(tmp_path, "a.json", JSON % item)
    assert {"a", "c", "d"} <= set(found.sources)
    assert [broken.line for broken in found.broken] == [line]
    assert message in found.broken[0].message


@pytest.mark.parametrize(
    ("item", "line", "message"),
    [
        ('id: b\n  title: "B', 7, "entry b is no valid YAML"),
        ("id: b\n  title: [B", 7, "entry b is no valid YAML"),
        ("id: b\n  title: B: C", 7, "entry b is no valid YAML: mapping values are not allowed in this context in line 8"),
        ("id: b", 7, "b: it has no title"),
        ("7", 7, "it is no object"),
        ("id: a\n  title: B", 7, "the first entry (a.yaml:3) counts"),
        ("id: b\n  title: B\n  type: bok", 7, "did you mean 'book'"),
    ],
)  # fmt: skip
def test_a_broken_item_of_yaml_costs_no_other(
    tmp_path: Path, item: str, line: int, message: str
) -> None:
    found = read(tmp_path, "a.yaml", YAML % item)
    assert {"a", "c", "d"} <= set(found.sources)
    assert [broken.line for broken in found.broken] == [line]
    assert message in found.broken[0].message


def test_what_is_wrong_between_items_is_named() -> None:
    for text, expected in [
        ('[{"id": "a", "title": "A"}\n{"id": "b", "title": "B"}]', ["a", "b"]),
        ('[{"id": "a", "title": "A"},\n{"id": "b", "title": "B"}', ["a", "b"]),
        ('[{"title": "A", "id": "a"}, {"title": "B", "id": "b"},]', ["a", "b"]),
        ('[{"id": "a", "title": "A"}]\n[{"id": "b", "title": "B"}]', ["a", "b"]),
        ('{"references": [{"id": "a", "title": "A"}]', ["a"]),
    ]:
        found = csl.read("a.json", text)
        assert keys(found) == expected
        assert [broken.message.partition(":")[0] for broken in found.broken] == [
            "the file is no valid JSON"
        ]
    found = csl.read("a.yaml", "- id: a\n title: A\n- id: b\n  title: B\n")
    assert keys(found) == ["b"]
    assert [line for line, _message in problems(found)] == [1, 2]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", "@book{k, title={T"),
        ("a.json", "{"),
        ("a.yaml", "a: [b"),
        ("a.json", '{"references": 3}'),
        ("a.json", '[{"id": "k", "title": "T", "issued": {"date-parts": [["x"]]}}]'),
        ("a.json", '[{"id": "k", "title": "T", "author": "Doe"}]'),
    ],
)
def test_what_is_broken_is_named_and_never_raises(tmp_path: Path, name: str, text: str) -> None:
    found = read(tmp_path, name, text)
    assert found.sources == {}
    assert found.broken
    assert found.broken[0].file == name


def test_a_date_that_cannot_be_read_costs_no_source(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "a.bib",
        "@book{a, title={A}, year={in press}}\n@book{b, title={B}, year=2020, month={spring}}\n"
        "@book{c, title={C}, date={2019-21}}\n@book{d, title={D}, date={2019-02-31}}\n",
    )
    hint = "write YYYY, YYYY-MM or YYYY-MM-DD"
    assert [(b.line, b.message) for b in found.broken] == [
        (1, f"entry a: the date 'in press' has no year; {hint}; the entry counts as undated")
    ]
    years = {key: str(source.issued or "") for key, source in found.sources.items()}
    assert years == {"a": "", "b": "2020", "c": "2019", "d": "2019-02"}


def test_odd_files(tmp_path: Path) -> None:
    (tmp_path / "b.bib").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "empty.bib").write_bytes(b"")
    (tmp_path / "bom.bib").write_bytes(
        b"\xef\xbb\xbf@book{k, title={T}}\r\n@book{k, title={U}}\r\n"
    )
    found = Bibliography.read(tmp_path, ["b.bib", "none.bib", "empty.bib", "bom.bib", "a\0b.bib"])
    assert [broken.file for broken in found.broken] == ["b.bib", "none.bib", "bom.bib", "a\0b.bib"]
    assert found.broken[2].line == 2
    assert found.sources["k"].title == "T"


def test_addresses_are_verbatim(tmp_path: Path) -> None:
    found = read(
        tmp_path, "a.bib", "@misc{a, title={A~B}, url={https://example.org/~x/a--b_c%20d}}"
    )
    assert found.sources["a"].url == "https://example.org/~x/a--b_c%20d"
    assert found.sources["a"].title == "A B"


def test_biblatex_says_what_csl_json_says() -> None:
    bib = Bibliography.read(CITATIONS, ["items.bib"])
    items = Bibliography.read(CITATIONS, ["items.json"])
    assert bib.broken == items.broken == []
    assert len(items.sources) == 29
    assert {key: bib.sources[key] for key in items.sources} == items.sources


PIECES = st.sampled_from(
    [
        *'{}[]()"\\@,=#%$:-&*!|>~\n\x00\ud7ff\u2028é🦜',
        "@book{k, title={T}, ", "author={", " and ", "@string{", "crossref={k}", "\\emph{", "``",
        '{"id": "k", ', '"title": "T"', '"issued": ', '"author": [', "date-parts", "[[2020, 2]]",
        "- id: k\n  ", "title: T\n", "&a ", "*a ", "<<: ", "references:\n", "? ", "!!int ", "---\n",
        '"note": "DOI: {:x: y}"', "month=jan", "date={2020-", "\\'", "\t", "999999999999",
    ]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join))
@settings(max_examples=300, deadline=None)
def test_no_text_makes_reading_fail(text: str) -> None:
    for name, reader in (("a.bib", bibtex), ("a.json", csl), ("a.yaml", csl)):
        found = reader.read(name, text)
        for line, source in found.sources:
            assert line >= 1
            assert source.key
            assert source.title


@pytest.mark.parametrize("name", ["items.bib", "items.json"])
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_files_that_are_cut_short_or_changed(name: str, data: st.DataObject) -> None:
    text = (CITATIONS / name).read_text(encoding="utf-8")
    at = data.draw(st.integers(0, len(text)))
    changed = (
        text[:at] + data.draw(st.sampled_from(["", "\0", '"', "{", "}", "]"])) + text[at + 1 :]
    )
    reader = bibtex if name.endswith(".bib") else csl
    whole = len(reader.read(name, text).sources)
    assert len(reader.read(name, changed).sources) >= whole - 3
    reader.read(name, text[:at])
    csl.read("a.yaml", text[:at])


@pytest.mark.parametrize("name", ["a.bib", "a.json", "a.yaml"])
@pytest.mark.parametrize("piece", ["[", "{", '{"a":', "- ", "? ", '[{"id":1,"x":', "@a{b,c={"])
def test_deep_nesting(name: str, piece: str) -> None:
    reader = bibtex if name.endswith(".bib") else csl
    assert reader.read(name, piece * 20_000).sources == []


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("a.bib", "@book{{k{0}, title={{T {0}}}, author={{Doe, Jane}}, year=2020}}\n"),
        ("a.bib", "@book{{k{0}, title={{T {0}}}, year=2020, note={{x\n"),
        ("a.bib", "@book{{k{0}, title={{T}}, publisher=undefined{0}, crossref={{k{0}0}}}}\n"),
        ("a.json", '{{"id": "k{0}", "title": "T", "issued": x}},\n'),
        ("a.yaml", "- id: k{0}\n  title: [T\n"),
    ],
)
def test_the_time_grows_with_the_file_alone(name: str, entry: str) -> None:
    reader = bibtex if name.endswith(".bib") else csl

    def took(count: int) -> float:
        """Return the least of three times, in which no garbage of other tests is collected."""
        text = "".join(entry.format(number) for number in range(count))
        times = []
        gc.disable()
        for _ in range(3):
            start = time.process_time()
            reader.read(name, f"[{text}" if name == "a.json" else text)
            times.append(time.process_time() - start)
        gc.enable()
        return min(times)

    assert took(8_000) < 8 * 3 * max(took(1_000), 0.02)


def test_a_bibliography_of_several_files(tmp_path: Path) -> None:
    shutil.copy(CITATIONS / "items.bib", tmp_path / "a.bib")
    shutil.copy(CITATIONS / "items.json", tmp_path / "b.json")
    found = Bibliography.read(tmp_path, ["a.bib", "b.json"])
    assert len(found.broken) == 29
    assert found.broken[0].file == "b.json"
    assert "the first entry (a.bib:1) counts" in found.broken[0].message
