"""Characters that no text may have are marked, and warned of, whichever way they come in."""

from __future__ import annotations

import json
import zipfile

import pytest
from lxml import etree

from conftest import Wiki
from sphinx_policywiki.bibliography import Bibliography
from sphinx_policywiki.bibliography.latex import plain_text
from sphinx_policywiki.characters import complaint, legible

ALL = "".join(map(chr, [*range(0x20), 0x7F, 0x9B, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF]))


def test_only_what_no_text_may_have_is_marked() -> None:
    assert legible("A\x00B\ud800C\ufffeD\x1b[31mE") == "A\ufffdB\ufffdC\ufffdD\ufffd[31mE"
    kept = "a\tb\nc\rd\u00a0\u202e\u2028\ufeff\U0001f600\u0085"
    assert legible(kept) == kept
    assert legible("a\x0cb") == "a b"
    assert not complaint("a\x0cb")
    assert complaint("a\x1bb") == "it has the character U+001B, which cannot be shown; take it out"


def test_every_file_can_be_read_whatever_a_page_has(wiki: Wiki) -> None:
    shown = "".join(
        char for char in ALL if char not in "\r\n" and not 0xD800 <= ord(char) <= 0xDFFF
    )
    wiki.article(
        "x", f"title: T{shown}", f"topics: t{shown}", summary=f"S{shown}", body=f"B{shown}"
    )
    build = wiki.build("epub")
    assert "x.md:1" not in build.warnings
    assert "[policywiki.illegible_character]" in build.warnings
    assert (
        "x.md:4: WARNING: the page cannot be shown as it is: it has the character U+"
        in build.warnings
    )
    (book,) = build.outdir.glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xhtml", ".opf", ".ncx"))]
        assert "x.xhtml" in names
        for name in names:
            etree.fromstring(archive.read(name))


@pytest.mark.parametrize(
    "page",
    [
        '# X\n\n```{concept}\n---\ntopics: "a\\u0000b"\n---\nS.\n```\n',
        '---\nwiki:\n  type: concept\n  topics: ["a\\u0000b"]\n  summary: S.\n---\n\n# X\n',
    ],
    ids=["options", "front matter"],
)  # fmt: skip
def test_escapes_of_yaml(wiki: Wiki, page: str) -> None:
    wiki.write("x.md", page)
    build = wiki.build()
    assert "topics: it has the character U+0000" in build.warnings
    data = json.loads(build.text("articles.json"))
    assert data["articles"][0]["topics"] == ["a\ufffdb"]


def test_yaml_that_is_nested_too_deeply_is_a_warning(wiki: Wiki) -> None:
    wiki.write("x.md", "# X\n\n```{concept}\n---\ntopics: " + "[" * 5000 + "\n---\nS.\n```\n")
    assert "the options are not YAML" in wiki.build().warnings


def test_escapes_of_json_and_files(wiki: Wiki) -> None:
    item = {"id": "k\ud800", "title": "A\x00B", "author": [{"family": "C\x1bD"}]}
    wiki.write("a.json", json.dumps([item]))
    wiki.write("b.bib", "@misc{b, title = {A}}\n@misc{c, title = {A\x1b[31mB}}\n")
    found = Bibliography.read(wiki.src, ["a.json", "b.bib"])
    assert found.sources["k\ufffd"].title == "A\ufffdB"
    assert found.sources["k\ufffd"].authors[0].literal == "C\ufffdD" or (
        found.sources["k\ufffd"].authors[0].family == "C\ufffdD"
    )
    assert found.sources["c"].title == "A\ufffd[31mB"
    told = [(broken.file, broken.line, broken.message) for broken in found.broken]
    assert (
        "b.bib",
        2,
        "the file: it has the character U+001B, which cannot be shown; take it out",
    ) in told
    assert sum("U+" in message for _file, _line, message in told) == 4
    assert all(message == legible(message) for _file, _line, message in told)


def test_empty_braces_keep_dashes_apart() -> None:
    assert plain_text("A-{}-B{--}C ?{}`") == "A--B–C ?`"


def test_escapes_in_an_earlier_edition(wiki: Wiki) -> None:
    article = {"slug": "a", "title": "A\x1b\ud800B", "content": "x"}
    wiki.write("earlier.json", json.dumps({"format": 1, "articles": [article]}))
    wiki.write("x.md", "# X\n\n```{article-changes}\n:since: earlier.json\n```\n")
    assert "A\ufffd\ufffdB" in wiki.build().text("x.html")
