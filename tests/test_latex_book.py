"""The book in LaTeX: its parts, boxes, index, sources; TeX sets it without a complaint."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import EPOCH, Wiki, environment
from sphinx_policywiki.books.script import (
    folded,
    in_lines,
    pieces,
    pieces_of_rtl,
    printable,
    sheets,
)

SITE = Path(__file__).parent.parent / "example-site"
LONG_URL = "https://example.org/" + "abcdefghij" * 500
HEBREW = "\u05e9\u05dc\u05d5\u05dd (\u05e2\u05d5\u05dc\u05dd) 2024"
HOSTILE = [
    r"\input{/etc/passwd} \write18{ls} $x^2$ ^^M %",
    r"\end{document} \catcode`\%=12 #1 ~ _ & @ ! | \" [x] ] }} {{",
    "<script>alert(1)</script> &amp; x@y!z|w",
    "a" * 500,
    "/".join(["seg"] * 100),
    f"{HEBREW} \u0645\u0631\u062d\u0628\u0627",
    "\u05d0" * 300,
    "\u4e2d\u6587\u6807\u9898 \u03a9\u03bc\u03ad\u03b3\u03b1 \u0939\u093f\u0928\u094d\u0926\u0940 \U0001f600",
    "\u202eright to left\u202c \ue000 \u0378 \ufffd x",
]


def tex(wiki: Wiki, name: str = "policywindow.tex", **overrides: object) -> str:
    build = wiki.build("latex", **overrides)
    assert build.warnings == ""
    return build.text(name)


def typeset(folder: Path, name: str, engine: str = "lualatex") -> tuple[str, str]:
    """Run latexmk, and return the log and the text of the pages."""
    assert shutil.which("latexmk"), "install TeX: tools/system-packages"
    flag = {"lualatex": "-lualatex", "pdflatex": "-pdf"}[engine]
    done = subprocess.run(
        ["latexmk", flag, "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"],
        cwd=folder, capture_output=True, text=True, check=False, errors="replace",
        env=environment(max_print_line="10000", SOURCE_DATE_EPOCH=EPOCH),
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
    log = (folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")
    pages = subprocess.run(
        ["pdftotext", "-layout", f"{name}.pdf", "-"],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return log, pages.stdout


def complaints(log: str) -> list[str]:
    """Return what TeX says of characters, links and lines that are not as they should be."""
    wide = [line for line in re.findall(r"Overfull \\hbox \(([\d.]+)pt.*", log) if float(line) > 2]
    others = re.findall(r"Missing character.*|.*undefined.*|.*multiply.defined.*", log)
    return [*wide, *others]


def test_groups_of_a_list_are_parts(wiki: Wiki) -> None:
    wiki.article("a", type_="actor")
    wiki.article("b")
    wiki.write("index.md", "# W\n\n```{article-list}\n:group-by: type\n:book:\n```\n")
    found = re.findall(r"\\(?:chapter|policywikipart)\{(.*)\}", tex(wiki))
    assert found == ["Concepts", "B", "Actors", "A"]


def test_articles_of_one_type_make_no_part(wiki: Wiki) -> None:
    wiki.article("a")
    wiki.article("b")
    assert r"\policywikipart{" not in tex(wiki)


def test_what_no_list_has_is_grouped_by_type(wiki: Wiki) -> None:
    wiki.article("a", type_="actor")
    wiki.article("b")
    found = re.findall(r"\\(?:chapter|policywikipart)\{(.*)\}", tex(wiki))
    assert found == ["Concepts", "B", "Actors", "A"]


def test_no_part_begins_within_a_chapter(wiki: Wiki) -> None:
    wiki.article("a", type_="actor")
    wiki.article("b")
    text = "# W\n\n## All\n\n```{article-list}\n:group-by: type\n:book:\n```\n"
    wiki.write("index.md", text)
    book = tex(wiki)
    assert r"\policywikipart{" not in book
    assert r"\section{B}" in book


def test_parts_are_left_out_where_the_user_has_parts(wiki: Wiki) -> None:
    wiki.article("a", type_="actor")
    wiki.article("b")
    assert r"\policywikipart{" not in tex(wiki, latex_toplevel_sectioning="part")


def test_sections_are_real_sections(wiki: Wiki) -> None:
    wiki.article("a", body="Prose.\n\n## Own\n\nMore.")
    book = tex(wiki)
    for title in ("Summary", "At a glance", "Details", "Own", "How to cite this article"):
        assert rf"\section{{{title}}}" in book
    assert "section*" not in book


def test_the_box_has_a_frame_and_the_notice_its_severity(wiki: Wiki) -> None:
    wiki.article("a", "status: contested", "related: b")
    wiki.article("b", "status: draft")
    book = tex(wiki)
    box = book.split(r"\begin{policywikiglance}")[1].split(r"\end{policywikiglance}")[0]
    assert r"\sphinxlineitem{Related concepts}" in box
    assert r"\begin{sphinxadmonition}{warning}{Contested}" in book
    assert r"\begin{sphinxadmonition}{note}{Draft}" in book
    assert book.count(r"\begin{policywikiheader}") == 2
    assert book.count(r"\begin{policywikicitations}") == 2


def test_other_admonitions_and_lists_stay_as_they_are(wiki: Wiki) -> None:
    wiki.article("a", body="```{admonition} Own\nText.\n```\n\nTerm\n: Text.")
    wiki.conf["myst_enable_extensions"] = ["deflist"]
    book = tex(wiki)
    assert r"\begin{sphinxadmonition}{note}{Own}" in book
    assert r"\begin{description}" in book


def test_style_files_are_copied(wiki: Wiki) -> None:
    wiki.article("a")
    build = wiki.build("latex")
    assert r"\usepackage{policywiki}" in build.text("policywindow.tex")
    names = {path.name for path in build.outdir.glob("policywiki*")}
    assert names == {"policywiki.sty", "policywikifonts.sty", "policywikifonts.lua"}


@pytest.mark.parametrize(
    ("engine", "elements", "loaded"),
    [
        ("pdflatex", {}, False),
        ("lualatex", {}, True),
        ("lualatex", {"fontpkg": r"\setmainfont{X}"}, False),
    ],
)
def test_fonts_for_many_scripts_leave_the_fonts_of_the_user(
    wiki: Wiki, engine: str, elements: dict[str, str], *, loaded: bool
) -> None:
    wiki.article("a")
    wiki.conf |= {"latex_engine": engine, "latex_elements": elements}
    assert (r"\usepackage{policywikifonts}" in tex(wiki)) == loaded


def test_makeindex_serves_where_xindy_is_missing(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiki.article("a")
    wiki.conf["latex_engine"] = "lualatex"
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert "xindy" not in wiki.build("latex").text("latexmkrc")
    wiki.conf["latex_use_xindy"] = True
    assert "xindy" in wiki.build("latex", clean=True).text("latexmkrc")


def page_numbers(book: str) -> list[str]:
    return re.findall(r"\\policywikipageref\{\\detokenize\{(.*?)\}\}", book)


def test_first_links_to_articles_say_on_which_page_they_are(wiki: Wiki) -> None:
    body = "{concept}`b`, again {concept}`b`, [text](#b), {concept}`a`, <https://example.org>"
    wiki.article("a", "related: b", body=body)
    wiki.article("b")
    book = tex(wiki)
    assert page_numbers(book.split(r"\chapter{B}")[0]) == ["b::doc", "b::doc"]
    assert r"\policywikipageref{\detokenize{b::doc}}{p.~}{}, again" in book
    assert r"\label{\detokenize{b::doc}}" in book


def test_numbers_of_sphinx_take_the_place_of_ours(wiki: Wiki) -> None:
    wiki.article("a", body="{concept}`b`")
    wiki.article("b")
    book = tex(wiki, latex_show_pagerefs=True)
    assert page_numbers(book) == []
    assert r"\autopageref*" in book


def test_titles_have_no_numbers(wiki: Wiki) -> None:
    wiki.article("a", body="Text.\n\n## On {concept}`b`\n\nText.")
    wiki.article("b")
    assert page_numbers(tex(wiki).split(r"\chapter{B}")[0]) == []


def test_index_has_titles_aliases_and_the_pages_that_say_something(wiki: Wiki) -> None:
    wiki.article("a", "related: c", body="{concept}`b` and {concept}`b`.")
    wiki.article("b", "aliases: Überbau, \u4e2d\u6587", title="Élan & Co.")
    wiki.article("c")
    book = tex(wiki)
    assert r"\index{elan co@Élan \& Co.|spxpagem}" in book
    assert r"\index{uberbau@Überbau|spxpagem}" in book
    assert re.search(r"\\index\{\*[0-9a-f]+@\u4e2d\u6587\|spxpagem\}", book)
    assert book.count(r"\index{elan co@Élan \& Co.}") == 1
    assert r"\index{c@C}" not in book


def test_entries_of_the_index_are_text(wiki: Wiki) -> None:
    wiki.article("a", 'aliases: "x@y!z|w""v{}"', "title: " + "t" * 2000)
    wiki.article("b")
    book = tex(wiki)
    assert r'x"@y"!z\textbar{}w""v' in book
    assert max(map(len, re.findall(r"\\index\{.*", book))) < 1000


def test_a_single_article_has_no_index(wiki: Wiki) -> None:
    wiki.article("a")
    wiki.article("b")
    wiki.conf["latex_documents"] = [("a", "a.tex", "A", "X", "howto")]
    assert r"\index{" not in tex(wiki, "a.tex")


@pytest.fixture
def cited(wiki: Wiki) -> Wiki:
    sources = [
        {"id": f"k{n}", "type": "book", "title": f"Work {n}", "issued": {"date-parts": [[2020]]},
         "author": [{"family": f"Author{n}", "given": "A"}], "URL": f"https://example.org/{n}"}
        for n in range(3)
    ]  # fmt: skip
    wiki.write("refs.json", json.dumps(sources))
    wiki.conf["policywiki_bibliography"] = ["refs.json"]
    wiki.article("a", "primary-source: k0", body="See {source}`k1`.")
    wiki.article("b", body="See {source}`k1`.")
    return wiki


def test_book_ends_with_all_sources_and_their_pages(cited: Wiki) -> None:
    book = tex(cited)
    end = book.split(r"\policywikibackmatter")[1]
    assert end.count(r"\chapter{Sources}") == book.count(r"\chapter{Sources}") == 1
    assert end.index("Author0") < end.index("Author1")
    assert "Author2" not in book
    assert page_numbers(end) == ["a:cited-k0", "a:cited-k1", "b:cited-k1"]
    assert r"\hyperref[\detokenize{index:source-k1}]" in book
    assert r"\label{\detokenize{index:source-k1}}" in end


def test_a_list_that_an_author_wrote_is_enough(cited: Wiki) -> None:
    cited.write("index.md", "# W\n\n```{toctree}\nsources\n```\n\n```{article-list}\n:book:\n```\n")
    cited.write("sources.md", "# All works\n\n```{source-list}\n:scope: wiki\n```\n")
    book = tex(cited)
    assert r"\chapter{Sources}" not in book
    assert book.count("cited-k0}}, ") + book.count(r"Cited in: ") == 2


def test_a_single_article_has_its_own_sources(cited: Wiki) -> None:
    cited.conf["latex_documents"] = [
        ("index", "all.tex", "All", "X", "manual"), ("a", "a.tex", "A", "X", "howto"),
    ]  # fmt: skip
    build = cited.build("latex")
    assert build.warnings == ""
    own = build.text("a.tex")
    assert own.index(r"\section{Sources}") < own.index(r"\section{How to cite this article}")
    assert "Work 1" in own
    assert r"\hyperref[\detokenize{index:source" not in own
    assert build.text("all.tex").count(r"{Sources}") == 1


def test_numbers_of_sources_have_their_list(cited: Wiki) -> None:
    book = tex(cited, policywiki_source_style="ieee")
    assert book.count(r"\section{Sources}") == 2
    assert book.count(r"\chapter{Sources}") == 1


def test_wiki_without_sources_has_no_list(wiki: Wiki) -> None:
    wiki.article("a")
    assert "Sources" not in tex(wiki)


def test_long_words_may_be_broken() -> None:
    assert list(pieces("short words")) == [("text", "short words")]
    found = list(pieces("x " + "a" * 45))
    assert "".join(text for _, text in found) == "x " + "a" * 45
    assert max(len(text) for kind, text in found) <= 10
    assert [kind for kind, _ in found].count("break") == 5
    marks = "e\u0301" * 30
    assert all(text[:1] != "\u0301" for kind, text in pieces(marks) if kind == "text")


def test_runs_from_right_to_left_are_found() -> None:
    found = list(pieces(f"on {HEBREW} and"))
    assert [kind for kind, _ in found] == ["text", "rtl", "text"]
    assert "".join(text for _, text in found) == f"on {HEBREW} and"
    assert found[1][1] == HEBREW
    assert list(pieces("2024 \u05d0 (\u05d1) and 5")) == [
        ("text", "2024 "), ("rtl", "\u05d0 (\u05d1)"), ("text", " and 5"),
    ]  # fmt: skip
    whole = [(kind, text) for kind, text in pieces_of_rtl(HEBREW) if kind != "text"]
    assert whole == [("mirror", "("), ("mirror", ")"), ("ltr", "2024")]


def test_what_no_font_has_is_left_out_or_shown_as_such() -> None:
    assert printable("a\u202eb\u0007c\ufeff\n") == "abc\n"
    assert [*map(len, folded("x" * 2500 + "\ny").split("\n"))] == [1000, 1000, 500, 1]
    assert printable("\ue000\ufffd\u0378") == "\u25a1" * 3
    assert printable("\u0915\u094d\u200d\u00ad") == "\u0915\u094d\u200d\u00ad"


def test_code_is_cut_where_it_is_too_high_for_a_frame() -> None:
    assert sheets("a\n\nb") == ["a\n\nb"]
    code = "\n".join(f"line {n} {'x' * (n % 200)}" for n in range(3_000))
    parts = sheets(code)
    assert "\n".join(parts) == code
    assert max(sum(1 + len(line) // 40 for line in part.split("\n")) for part in parts) <= 800
    assert len(parts) < 15


def test_no_line_is_longer_than_tex_can_read() -> None:
    text = "words  and " * 30_000
    cut = in_lines(text)
    assert cut.split() == text.split()
    assert max(map(len, cut.split("\n"))) < 4_100
    assert "\n\n" not in cut
    assert "\n " not in cut
    assert in_lines("short text") == "short text"
    assert in_lines("x" * 1_000_000) == "x" * 1_000_000


def test_long_code_keeps_its_lines_their_numbers_and_marks(wiki: Wiki) -> None:
    code = "\n".join(f"l{n}" for n in range(2_000))
    options = ":linenos:\n:lineno-start: 11\n:emphasize-lines: 3,802\n:caption: Code\n:name: here"
    wiki.write(
        "long.md", f"# L\n\n```{{code-block}} json\n{options}\n\n{code}\n```\n\n{{ref}}`here`\n"
    )
    wiki.write("index.md", "# W\n\n```{toctree}\nlong\n```\n")
    book = tex(wiki)
    # From 9.1 on Sphinx cuts what we have cut into pieces that TeX's memory can hold.
    begin = r"\\begin\{sphinx(?:Verbatim|LongVerbatimFirst)\}"
    assert re.findall(rf"{begin}\[.*firstnumber=(\d+)", book) == ["11", "811", "1611"]
    lines = re.findall(r"^\\PYG.*\{(\d+)\}$", book, re.MULTILINE)
    assert [int(line) for line in lines] == [*range(2_000)]
    assert re.findall(r"hllines=\{(.*)\}\}", book) == [", 3, 802,", ", 2,"]
    assert book.count(r"\label{\detokenize{long:here}}") == 1


def test_words_stand_for_an_image_that_is_not_there(wiki: Wiki) -> None:
    wiki.conf["suppress_warnings"] = ["image.not_readable", "toc.not_included"]
    wiki.article("a", summary="Sum ![for *it*](//x.example/y)", body="![The map](none.png)\n\nEnd.")
    wiki.write(
        "b.rst",
        "B\n=\n\n.. concept:: b\n\n.. image:: none.*\n   :alt: Plan\n\n.. figure:: no.png\n\n   Cap.\n",
    )
    (wiki.src / "is.png").write_bytes(b"\x89PNG")
    wiki.article("c", body="![There](is.png)")
    wiki.conf["suppress_warnings"] += ["image"]
    build = wiki.build("latex")
    book = build.text("policywindow.tex")
    assert re.findall(r"includegraphics\{(.*)\}", book) == ["{is}.png"]
    for words in ("Sum for it", "The map", "Plan", "Cap."):
        assert words in book


def test_what_is_too_high_for_a_frame_has_none(wiki: Wiki) -> None:
    long = "words and " * 5_000
    wiki.article("a", "status: draft", f"status-note: {long}")
    wiki.article("b", f"version: {long}")
    wiki.article("c", "status: draft", "version: 1")
    book = tex(wiki)
    for name in ("policywikilongnotice", "policywikilongglance", "sphinxadmonition"):
        assert book.count(rf"\begin{{{name}}}") == 1, name
        assert book.count(rf"\end{{{name}}}") == 1, name
    assert book.count(r"\begin{policywikiglance}") == 2


def test_addresses_stay_addresses(wiki: Wiki) -> None:
    wiki.article("a", "source-url: https://example.org/\u05d0?q=a b&x=%20", body=f"<{LONG_URL}>")
    wiki.conf["suppress_warnings"] = ["policywiki", "toc.not_included"]
    book = tex(wiki)
    assert rf"\sphinxurl{{{LONG_URL}}}" in book
    assert r"\sphinxhref{https://example.org/\%D7\%90" in book


def test_long_titles_are_short_at_the_foot_of_pages(wiki: Wiki) -> None:
    title = "Regulation laying down " + "many more rules of that kind " * 4 + "on things"
    wiki.article("a", title=title, body="Text.\n\n## Short\n\nText.")
    book = tex(wiki)
    found = re.search(r"\\chapter\{\\policywikititle\{(.*?…)\}\{(.*?)\}\}", book)
    assert found is not None
    assert len(found[1]) < 60
    assert found[2] == title
    assert r"\section{Short}" in book


@pytest.mark.slow
def test_example_book_is_set_without_a_complaint(tmp_path: Path) -> None:
    out = tmp_path / "latex"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "latex", "-d", tmp_path / "d"]
    subprocess.run([*command, SITE, out], check=True, env=environment(SOURCE_DATE_EPOCH=EPOCH))
    assert r"subsubsection*" not in (out / "policywindow.tex").read_text(encoding="utf-8")
    log, pages = typeset(out, "policywindow")
    assert complaints(log) == []
    assert "??" not in pages
    contents = pages.partition("Part I")[0]
    for title in ("Concepts", "Instruments", "Actors", "Mesa-Optimization", "All sources", "Index"):
        assert re.search(rf"{title}.*\d", contents), title
    assert re.search(r"mesa-optimisation, \d+", pages)
    assert re.search(r"Deceptive Alignment\s+\(p\.\s\d+\)", pages)


@pytest.mark.slow
def test_hostile_values_are_set_as_text(wiki: Wiki) -> None:
    wiki.conf |= {
        "latex_engine": "lualatex", "policywiki_bibliography": ["refs.json"],
        "policywiki_article_types": {"case": {"fields": {"court": "Court"}}},
        "suppress_warnings": ["policywiki", "toc.not_included", "docutils"],
    }  # fmt: skip
    title = rf"\input{{/etc/passwd}} 100% _ # {HEBREW} " + "w" * 300
    source = {"id": "k", "type": "webpage", "title": title, "URL": LONG_URL}
    wiki.write("refs.json", json.dumps([source | {"author": [{"family": "O & $", "given": "A"}]}]))
    for number, value in enumerate(HOSTILE):
        quoted = '"{}"'.format(value.replace('"', '""'))
        fields = {
            "title": value, "topics": quoted, "aliases": quoted, "court": value, "version": value,
            "primary-source": "k" if number % 2 else f"See {value}",
            "source-url": LONG_URL if number % 2 else f"https://example.org/{value}",
            "status": "contested", "status-note": value, "authors": quoted,
            "related": f"h{(number + 1) % len(HOSTILE)}",
        }  # fmt: skip
        options = "".join(f"   :{key}: {text}\n" for key, text in fields.items())
        text = f"Text links :case:`h0`, :source:`k`. {LONG_URL}\n\n``{'b' * 200}``\n"
        wiki.write(f"h{number}.rst", f"X\n=\n\n.. case:: h{number}\n{options}\n   S.\n\n{text}")
    heading = rf"\input{{x}} \write18 ^^M % # _a_ & {HEBREW} " + "\u4e2d\u6587 " + "w" * 200
    wiki.write("heading.md", f"# {heading}\n\n```{{case}}\n```\n\n## {heading}\n\nText.\n")
    book = wiki.build("latex").text("policywindow.tex")
    assert "\u202e" not in book
    log, pages = typeset(wiki.root / "latex", "policywindow")
    assert complaints(log) == []
    for value in (r"\input{/etc/passwd} \write18{ls} $x^2$ ^^M %", r"#1 ~ _ & @ ! |"):
        assert value in pages
    assert "\u4e2d\u6587\u6807\u9898" in pages
    assert "root:" not in pages
    foot = pages.partition("Chapter 4. ")[2].partition("\f")[0]
    assert foot.strip().endswith("…")
    assert len(foot) < 80


@pytest.mark.slow
def test_what_is_higher_than_tex_can_measure_is_set(wiki: Wiki) -> None:
    long = "words and " * 14_000
    code = "\n".join(f"l{n}" for n in range(2_000))
    wiki.conf |= {"latex_engine": "lualatex", "policywiki_citation_styles": ["apa"]}
    wiki.article(
        "a", "status: contested", f"status-note: {long}", body=f"{long * 2}\n\n```\n{code}\n```"
    )
    wiki.article("b", f"version: {long}")
    wiki.build("latex")
    log, pages = typeset(wiki.root / "latex", "policywindow")
    assert complaints(log) == []
    assert pages.split().count("words") == 14_000 * 5
    assert "l1999" in pages


@pytest.mark.slow
def test_pdflatex_sets_a_plain_wiki_with_elements_of_the_user(cited: Wiki) -> None:
    cited.conf |= {
        "policywiki_source_style": "oscola",
        "latex_elements": {
            "papersize": "a4paper", "sphinxsetup": "hmargin={1in,1in}", "fncychap": "",
            "preamble": r"\renewcommand*\policywikipageref[3]{}",
        },
    }  # fmt: skip
    cited.build("latex")
    log, pages = typeset(cited.root / "latex", "policywindow", "pdflatex")
    assert complaints(log) == []
    assert "At a glance" in pages
    assert "(p. " not in pages
