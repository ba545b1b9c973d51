"""Reading sources, and their APA references."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_policywiki.bibliography import Bibliography
from sphinx_policywiki.bibliography.bibtex import plain_text
from sphinx_policywiki.citation import plain
from sphinx_policywiki.citation.apa_sources import in_text, reference


def read(tmp_path: Path, name: str, text: str) -> Bibliography:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return Bibliography.read(tmp_path, [name])


@pytest.mark.parametrize(
    ("entry", "text", "cited"),
    [
        (
            "@article{k, author={Gabriel, Iason}, title={Artificial Intelligence}, journal={Minds and Machines}, volume=30, number=3, pages={411--437}, year=2020, doi={https://doi.org/10.1007/s11023}}",
            "Gabriel, I. (2020). Artificial Intelligence. Minds and Machines, 30(3), 411–437. https://doi.org/10.1007/s11023",
            "(Gabriel, 2020)",
        ),
        (
            "@misc{k, author={Doe, Jane and others}, title={On It}, eprint={2001.1}, archiveprefix={arXiv}, year=2020, month=may}",
            "Doe, J., et al. (2020). On It (arXiv:2001.1). arXiv. https://arxiv.org/abs/2001.1",
            "(Doe et al., 2020)",
        ),
        (
            "@inproceedings{k, author={Doe, Jane and Roe, Sam}, editor={Poe, Ann}, title={On It}, booktitle={Proc. of It}, pages={1--9}, eprint={2001.1}, eprinttype={arxiv}, date={2020-07}, publisher={PMLR}}",
            "Doe, J., & Roe, S. (2020). On It. In A. Poe (Ed.), Proc. of It (pp. 1–9). PMLR.",
            "(Doe & Roe, 2020)",
        ),
        (
            "@report{k, author={{European Commission}}, title={A {R}eport}, number={12}, institution={European Commission}, date={2024-01-24}}",
            "European Commission. (2024). A Report (No. 12).",
            "(European Commission, 2024)",
        ),
        (
            "@online{k, author={{METR}}, title={Is It So?}, date={2024-05-02}, url={https://example.org/a_b}}",
            "METR. (2024, May 2). Is It So? https://example.org/a_b",
            "(METR, 2024)",
        ),
        (
            r"@book{k, author={M{\"u}ller, J{\'e}r{\^o}me}, title={Caf{\'e} \& Bar}, edition={2nd}, publisher={Press}, year=1999}",
            "Müller, J. (1999). Café & Bar (2nd ed.). Press.",
            "(Müller, 1999)",
        ),
        (
            "@collection{k, editor={Poe, Ann and Moe, Bob}, title={Essays}, year=2001}",
            "Poe, A., & Moe, B. (Eds.). (2001). Essays.",
            "(Poe & Moe, 2001)",
        ),
        (
            "@legislation{k, title={Act on It}, year=2024, url={https://example.org/act}}",
            "Act on It, 2024. https://example.org/act",
            "(Act on It, 2024)",
        ),
        ("@misc{k, title={Undated}}", "Undated. (n.d.).", "(Undated, n.d.)"),
    ],
)  # fmt: skip
def test_bibtex(tmp_path: Path, entry: str, text: str, cited: str) -> None:
    found = read(tmp_path, "a.bib", entry)
    assert found.broken == []
    source = found.sources["k"]
    assert plain(reference(source)) == text
    assert in_text(source) == cited


def test_csl_yaml_and_json_say_the_same(tmp_path: Path) -> None:
    json = '[{"id": "k", "type": "book", "title": "T", "author": [{"family": "Berg", "given": "A", "non-dropping-particle": "van den"}], "issued": {"date-parts": [[2020, 2]]}}]'
    yaml = "references:\n- id: k\n  type: book\n  title: T\n  author:\n  - family: Berg\n    given: A\n    non-dropping-particle: van den\n  issued: 2020-02\n"
    first = read(tmp_path, "a.json", json).sources
    assert first == read(tmp_path, "a.yaml", yaml).sources
    assert plain(reference(first["k"])) == "van den Berg, A. (2020). T."


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
    assert [(b.line, b.message) for b in found.broken] == [
        (1, "a: the date 'in press' has no year; the entry counts as undated")
    ]
    years = {key: str(source.issued or "") for key, source in found.sources.items()}
    assert years == {"a": "", "b": "2020", "c": "2019", "d": "2019-02"}
    season = read(
        tmp_path, "a.json", '[{"id": "s", "title": "S", "issued": {"date-parts": [[2019, 21]]}}]'
    )
    assert str(season.sources["s"].issued) == "2019"


def test_odd_files(tmp_path: Path) -> None:
    (tmp_path / "b.bib").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "empty.bib").write_bytes(b"")
    (tmp_path / "bom.bib").write_bytes(
        b"\xef\xbb\xbf@book{k, title={T}}\r\n@book{k, title={U}}\r\n"
    )
    found = Bibliography.read(tmp_path, ["b.bib", "none.bib", "empty.bib", "bom.bib"])
    assert [broken.file for broken in found.broken][:2] == ["b.bib", "none.bib"]
    assert len(found.broken) == 3
    assert found.sources["k"].title == "T"


def test_addresses_are_verbatim(tmp_path: Path) -> None:
    found = read(
        tmp_path, "a.bib", "@misc{a, title={A~B}, url={https://example.org/~x/a--b_c%20d}}"
    )
    assert found.sources["a"].url == "https://example.org/~x/a--b_c%20d"
    assert found.sources["a"].title == "A B"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"M{\"u}ller \& {EU}", "Müller & EU"),
        ("a---b--c", "a—b–c"),
        ("``so''", "“so”"),
        ("a { b", "a b"),
        (r"\x{", r"\x"),
        ("50 $", "50 $"),
    ],
)
def test_latex_is_read_and_what_is_none_is_kept(latex: str, text: str) -> None:
    assert plain_text(latex) == text
