"""The PDF of each article: its structure, its text, its sheets, and when it is made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from lxml import etree
from sphinx.errors import ConfigError

from conftest import Build, Wiki
from sphinx_policywiki.long_words import wrap_long_words
from sphinx_policywiki.messages import SUBTYPES
from sphinx_policywiki.web_addresses import Website
from test_print_view import HOSTILE, LOREM, check_sheets, check_view

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc000000301010018dd8db00000000049454e44ae426082"
)


@pytest.fixture
def papers(wiki: Wiki) -> Wiki:
    wiki.conf["policywiki_article_pdf"] = True
    return wiki


def times(build: Build) -> dict[str, int]:
    """Return when each PDF was written."""
    found = build.outdir.rglob("*.pdf")
    return {path.relative_to(build.outdir).as_posix(): path.stat().st_mtime_ns for path in found}


def text_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def types_of(element: pikepdf.Object) -> list[str]:
    """Return the types of all structure elements below *element*."""
    found = [str(element.get("/S", "")).removeprefix("/")]
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            found += types_of(kid)
    return found


def addresses(pdf: pikepdf.Pdf) -> list[str]:
    """Return where the links of *pdf* lead; those within it are ``#``."""
    annotations = [a for page in pdf.pages for a in page.get("/Annots", [])]
    links = [a for a in annotations if a.Subtype == "/Link"]
    return [str(link.A.URI) if "/A" in link else "#" for link in links]


def test_pdf_is_tagged_named_and_linked(papers: Wiki) -> None:
    papers.conf["language"] = "en"
    papers.article(
        "notice", "related: audit", "topics: law, safety", 'authors: "Doe, Jane", Ann Other',
        "published: 2025-01-02", "updated: 2026-03-14", summary="What a notice is.",
        body="See {concept}`audit`, [home](index.md), [cite](#how-to-cite), and "
        "[a report](https://example.org/report).\n\n## More\n\nText.",
    )  # fmt: skip
    papers.article("audit", name="deep/audit.md")
    build = papers.build()
    for name in ("notice.html", "notice.print.html"):
        (link,) = [a for a in build.soup(name).select("a") if a.get_text() == "Download PDF"]
        assert (build.outdir / str(link["href"])).is_file()
    with pikepdf.open(build.outdir / "notice.pdf") as pdf:
        root = pdf.Root
        assert root.MarkInfo.Marked
        assert root.Lang == "en"
        assert root.ViewerPreferences.DisplayDocTitle
        kinds = set(types_of(root.StructTreeRoot))
        assert {"H1", "H2", "P", "L", "LI", "Link"} <= kinds
        info = {str(k): str(v) for k, v in pdf.docinfo.items()}
        assert info["/Title"] == "Notice"
        assert info["/Author"] == "Jane Doe, Ann Other"
        assert info["/Keywords"] == "law, safety"
        assert info["/Subject"] == "What a notice is."
        assert info["/CreationDate"].startswith("D:20250102")
        assert info["/ModDate"].startswith("D:20260314")
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Notice"
        with pdf.open_outline() as outline:
            (top,) = outline.root
            assert top.title == "Notice"
            assert [item.title for item in top.children] == [
                "At a glance", "Summary", "Details", "More", "How to cite this article",
            ]  # fmt: skip
        links = addresses(pdf)
        for url in (
            "https://policywindow.org/wiki/audit", "https://policywindow.org/index.html",
            "https://example.org/report", "#",
        ):  # fmt: skip
            assert url in links
        assert not [url for url in links if url.startswith("file:") or ".." in url]
        for page in pdf.pages:
            assert page.StructParents is not None


def test_without_an_address_of_the_site_links_within_it_are_text(papers: Wiki) -> None:
    papers.conf |= {"policywiki_base_url": None, "policywiki_permalink": None}
    papers.article("notice", body="See {concept}`audit` and <https://example.org/>.")
    papers.article("audit")
    build = papers.build()
    with pikepdf.open(build.outdir / "notice.pdf") as pdf:
        assert set(addresses(pdf)) == {"https://example.org/"}
    assert "See Audit and" in text_of(build.outdir / "notice.pdf")


def test_fonts_are_embedded_and_scripts_print(papers: Wiki) -> None:
    words = ("Ελληνικά", "Кириллица", "中文字符", "日本語", "한국어", "žluťoučký")
    papers.article("notice", summary=" ".join(words))
    pdf = papers.build().outdir / "notice.pdf"
    text = text_of(pdf)
    for word in words:
        assert word in text
    done = subprocess.run(["pdffonts", str(pdf)], capture_output=True, text=True, check=True)
    fonts = done.stdout.splitlines()[2:]
    assert len(fonts) > 2
    for font in fonts:
        assert font.split()[-5:-2] == ["yes", "yes", "yes"], font


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_sheets(papers: Wiki, paper: str) -> None:
    papers.conf["policywiki_paper"] = paper
    papers.article("notice", "status: contested", "related: other", "updated: 2026-03-14",
                   summary=LOREM * 3, body=HOSTILE)  # fmt: skip
    papers.article("other", f"source-url: https://example.org/{'a' * 5000}")
    build = papers.build()
    check_view(build.outdir / "notice.pdf", paper)
    text = text_of(build.outdir / "notice.pdf")
    assert "(https://example.org/report)" in text
    assert "How to save" not in text
    for letter, number in (("W", 400), ("ß", 120), ("a", 5000)):
        assert text.count(letter) >= number
    check_sheets(build.outdir / "other.pdf", paper)
    assert text_of(build.outdir / "other.pdf").count("a") > 5000


def test_text_right_to_left(papers: Wiki) -> None:
    papers.conf["language"] = "ar"
    papers.article("notice", title="إشعار", summary="ملخص قصير.")
    pdf = papers.build().outdir / "notice.pdf"
    words = check_sheets(pdf, "a4")
    box = next(word for word in words if word[4] == "glance")
    assert box[2] < 300
    with pikepdf.open(pdf) as opened:
        assert opened.Root.Lang == "ar"


def test_lines_beside_the_box_are_filled(papers: Wiki) -> None:
    papers.conf["policywiki_bibliography"] = ["s.json"]
    papers.write("s.json", '[{"id": "doe", "type": "book", "title": "T", "author": [{"family": '
                 '"Doe-Nakamura-Papadopoulou"}], "issued": {"date-parts": [[2020]]}}]')  # fmt: skip
    papers.article(
        "notice", "primary-source: doe", "related: audit",
        body="The term was introduced in 2019 by several co-authors {source}`doe`. They say so.",
    )  # fmt: skip
    papers.article("audit")
    done = subprocess.run(
        ["pdftotext", "-layout", str(papers.build().outdir / "notice.pdf"), "-"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "The term was introduced in 2019" in done.stdout


# --- when they are made -----------------------------------------------------------------


def test_same_input_gives_same_bytes(papers: Wiki) -> None:
    papers.article("notice", "updated: 2026-03-14", body="Ελληνικά 中文 {concept}`audit`")
    papers.article("audit")
    first = papers.build().files()
    assert first == papers.clean_build(parallel=2).files()
    content = first["notice.pdf"]
    with pikepdf.open(papers.root / "html" / "notice.pdf") as pdf:
        assert pdf.trailer.ID[0]
        assert "/CreationDate" in pdf.docinfo
    assert str(papers.root).encode() not in content


def test_undated_article_bears_no_date_of_the_build(papers: Wiki) -> None:
    papers.article("notice")
    with pikepdf.open(papers.build().outdir / "notice.pdf") as pdf:
        assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_only_what_changed_is_made_anew(papers: Wiki, builder: str) -> None:
    (papers.src / "a.png").write_bytes(PIXEL)
    papers.article("notice", body="See {concept}`audit`.")
    papers.article("audit", name="deep/audit.md")
    papers.article("image", body="![A picture](a.png)")
    first = times(papers.build(builder))
    folder = builder == "dirhtml"
    names = {
        "notice": "notice/notice.pdf" if folder else "notice.pdf",
        "audit": "deep/audit/audit.pdf" if folder else "deep/audit.pdf",
        "image": "image/image.pdf" if folder else "image.pdf",
    }
    assert first.keys() == set(names.values())

    def made() -> set[str]:
        nonlocal first
        build = papers.build(builder)
        before, first = first, times(build)
        assert build.files() == papers.clean_build(builder).files()
        return {name for name, path in names.items() if first.get(path) != before.get(path)}

    assert made() == set()
    papers.article("audit", name="deep/audit.md", body="New prose.")
    assert made() == {"audit"}
    papers.article("auditing", "aliases: audit", title="Audit", name="deep/audit.md")
    assert made() == {"audit", "notice"}
    (papers.src / "deep/audit.md").unlink()
    papers.write("notice.md", "# No article\n")
    made()
    assert first.keys() == {names["image"]}


def test_pdf_follows_its_images(papers: Wiki) -> None:
    (papers.src / "a.png").write_bytes(PIXEL)
    papers.article("image", body="![A picture](a.png)")
    build = papers.build()
    before = times(build)
    (build.outdir / "_images" / "a.png").write_bytes(PIXEL.replace(b"IEND", b"IENX"))
    assert times(papers.build())["image.pdf"] != before["image.pdf"]


def test_switched_off_they_are_removed(papers: Wiki) -> None:
    papers.article("notice")
    assert times(papers.build())
    papers.conf["policywiki_article_pdf"] = False
    build = papers.build()
    assert not times(build)
    assert "Download PDF" not in build.text("notice.html") + build.text("notice.print.html")
    assert build.files() == papers.clean_build().files()


def test_build_that_broke_off_is_made_up_for(papers: Wiki, monkeypatch: pytest.MonkeyPatch) -> None:
    papers.article("notice")
    papers.article("audit")
    with monkeypatch.context() as patch:

        def stop(*_: object, **__: object) -> bytes:
            raise KeyboardInterrupt

        patch.setattr(weasyprint.HTML, "write_pdf", stop)
        with pytest.raises(KeyboardInterrupt):
            papers.build()
    build = papers.build()
    assert times(build).keys() == {"audit.pdf", "notice.pdf"}
    assert build.files() == papers.clean_build().files()


@pytest.mark.parametrize("parallel", [1, 2])
def test_one_that_fails_is_named_and_stops_no_other(
    papers: Wiki, monkeypatch: pytest.MonkeyPatch, parallel: int
) -> None:
    for slug in ("audit", "broken", "notice", "report"):
        papers.article(slug)
    papers.build()
    papers.conf["project"] = "Another Window"
    original = weasyprint.HTML.write_pdf

    def fail(self: weasyprint.HTML, *args: object, **options: object) -> bytes:
        if self.etree_element.findtext("head/title") == "Broken":
            msg = "no such luck"
            raise RuntimeError(msg)
        return original(self, *args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(weasyprint.HTML, "write_pdf", fail)
        build = papers.build(parallel=parallel)
    (warning,) = build.warnings.splitlines()
    assert "broken.md: WARNING: no PDF of this article could be made" in warning
    assert "RuntimeError: no such luck [policywiki.article_pdf]" in warning
    assert times(build).keys() == {"audit.pdf", "notice.pdf", "report.pdf"}
    again = papers.build()
    assert not again.warnings
    assert again.files() == papers.clean_build().files()


def test_nothing_is_fetched(papers: Wiki, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(PIXEL)
    papers.article(
        "notice",
        body=f'<img src="https://example.org/a.png" alt="a"> <img src="{secret.as_uri()}" alt="b">'
        '\n<img src="../../../secret.png" alt="c"> <img src="data:image/png;base64,'
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQAY3Y2wAAAAAElFTkSuQmCC"'
        ' alt="d">',
    )
    warnings = papers.build().warnings.splitlines()
    assert len(warnings) == 3
    for warning, name in zip(
        warnings, ("https://example.org/a.png", "secret", "secret"), strict=True
    ):
        assert "notice.md: WARNING: the PDF of this article lacks" in warning
        assert name in warning
        assert "[policywiki.article_pdf]" in warning


def test_damaged_state_is_no_state(papers: Wiki) -> None:
    papers.article("notice")
    build = papers.build()
    (state,) = (papers.root / "html-doctrees").glob("policywiki-pdf-*.json")
    for content in (
        "{",
        "[]",
        '{"format": 1}',
        '{"format": 1, "engine": "", "made": {"a": {"b": 1}}}',
    ):
        state.write_text(content)
        before = times(build)
        assert times(papers.build())["notice.pdf"] != before["notice.pdf"]


def test_missing_engine_is_said_before_the_build(
    papers: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers.article("notice")
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.delitem(sys.modules, "sphinx_policywiki.pdf_writer", raising=False)
    with pytest.raises(ConfigError, match=r"pip install 'sphinx-policywiki\[pdf\]'"):
        papers.build()
    papers.build("text")
    assert papers.build(policywiki_article_pdf=False, out="off").statuscode == 0


def test_engine_is_not_imported_without_need() -> None:
    code = (
        "import sys, sphinx_policywiki, sphinx_policywiki.article_pdf;"
        "assert 'weasyprint' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_subtypes_are_documented() -> None:
    assert {"article_pdf", "print_view"} <= SUBTYPES.keys()


# --- parts ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("b.html", "https://w.org/wiki/b"),
        ("b.html#x", "https://w.org/wiki/b#x"),
        ("../c.html#x", "https://w.org/c.html#x"),
        ("../../../c.html", "https://w.org/c.html"),
        ("a.html#x", "#x"),
        ("%C3%A9.html", "https://w.org/wiki/e"),
        ("https://example.org/", "https://example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("javascript:alert(1)", None),
        ("//example.org/x", None),
    ],
)
def test_addresses_on_the_web(href: str, address: str | None) -> None:
    articles = {"d/b.html": "https://w.org/wiki/b", "d/é.html": "https://w.org/wiki/e"}
    assert Website("https://w.org/", articles).address(href, "d/a.html") == address
    if address and address.startswith("https://w.org/c"):
        assert Website("", articles).address(href, "d/a.html") is None


def test_long_words_are_wrapped_and_nothing_else() -> None:
    long = "x" * 40
    source = f"<body><p>a {long} b<em>{long}</em>{long}<!-- {long} -->, {'中' * 90} {'ab-' * 30}</p></body>"
    root = etree.fromstring(source)
    text = "".join(root.itertext())
    wrap_long_words(root)
    assert "".join(root.itertext()) == text
    assert [span.text for span in root.iter("span")] == [long] * 3
