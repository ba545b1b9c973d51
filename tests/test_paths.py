"""Where files stand: names that no system takes for others, links to folders and files."""

from __future__ import annotations

import ntpath
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Wiki
from sphinx_policywiki.exports import EXPORTS, file_path, shortened
from sphinx_policywiki.model import Article, Place, lookup_key, slugify
from sphinx_policywiki.path_clashes import same_place
from test_incremental import assert_equal, edit

HOSTILE = [
    "..", "../..", "../../x", "/etc/passwd", "C:\\x", "c:x", "\\\\server\\share", "~root", "x/../../y",
    "con", "NUL", "Com1", "lpt9", "aux.", "x.", "x ", " x", ". .", "%2e%2e%2f", "a\u2215b", "x\u2024\u2024",
    "x:stream", "*?<>|", "-rf", "a" * 400, "é" * 200, "\u202e..", "..\uff0f..", "nul\u200b",
]  # fmt: skip


def name_of(slug: str) -> str:
    place = Place("x", "x.md", 1)
    return file_path(Article(slug=slug, type="concept", title="X", place=place), EXPORTS[0])


def is_reserved(name: str) -> bool:
    """Say whether Windows takes *name* for a device, whose test has moved in Python 3.13."""
    moved = getattr(ntpath, "isreserved", None)
    return bool(moved(name) if moved else PureWindowsPath(name).is_reserved())


def is_safe(path: str) -> bool:
    """Say whether *path* is that of a file in the folder of ours, on every system."""
    parts = PurePosixPath(path).parts
    name = parts[-1]
    return (
        parts[:-1] == ("_citations",)
        and PureWindowsPath(path).parts == parts
        and not is_reserved(name)
        and not set('<>:"|?*\\/\0') & set(name)
        and len(name.encode()) <= 255
        and name == name.strip(" .")
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_no_slug_leads_out_of_its_folder(text: str) -> None:
    slug = slugify(text)
    assert not slug or is_safe(name_of(slug))


@given(st.text(max_size=300))
def test_no_text_makes_a_slug_that_does(text: str) -> None:
    slug = slugify(text)
    assert slugify(slug) == slug
    assert not slug or is_safe(name_of(slug))


def test_names_of_devices_and_long_names_are_still_told_apart() -> None:
    slugs = ["con", "con-", "com1", "com10", "a" * 400, "a" * 399 + "b", "é" * 200]
    assert len({shortened(slugify(slug)) for slug in slugs}) == 6
    assert shortened("con") == "con_"
    assert slugify("con_") == "con"


def test_an_article_of_the_name_of_a_device(wiki: Wiki) -> None:
    wiki.article("con", "uses: nul", type_="instrument", name="a.md")
    wiki.article("nul", name="b.md")
    build = wiki.build()
    assert build.warnings == ""
    assert (build.outdir / "_citations" / "con_.bib").is_file()
    assert 'href="_citations/con_.bib"' in build.text("a.html")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("co\u00adopera\u00adtion", "Cooperation"),
        ("\u200fשלום\u200e", "שלום"),
        ("\ufeffx\u2060y", "X Y"),
        ("क्\u200dष", "क्ष"),
        ("می\u200cشود", "می شود"),
        ("☎\ufe0f call", "☎ call"),
    ],
)
def test_signs_that_nobody_sees_do_not_count(one: str, other: str) -> None:
    assert lookup_key(one) == lookup_key(other)


def test_signs_that_nobody_sees_are_not_in_slugs() -> None:
    assert slugify("Co\u00adopera\u00adtion") == "cooperation"
    assert slugify("\u200fשלום\u200e world") == "שלום-world"
    assert slugify("می\u200cشود") == "می-شود"
    assert slugify("क्\u200dष") == "क्ष"


def test_pages_that_differ_by_case_alone(wiki: Wiki) -> None:
    wiki.article("one", name="a/Law.md")
    wiki.article("two", name="a/law.md")
    wiki.write("Plain.md", "# P\n")
    wiki.write("plain.md", "# P\n")
    build = wiki.build()
    (line,) = build.warnings.strip().splitlines()
    assert line.split(": ", 1)[0].endswith("a/law.md:1")
    assert "the pages 'a/Law' and 'a/law' differ by case or Unicode form alone" in line
    assert line.endswith("[policywiki.path_clash]")


def test_pages_that_differ_by_the_form_of_letters_alone(wiki: Wiki) -> None:
    wiki.article("one", name="caf\u00e9.md")
    wiki.article("two", name="cafe\u0301.md")
    are_two = len(list(wiki.src.glob("caf*"))) == 2  # to some file systems they are one file
    warned = "multiple files found for the document" in wiki.build().warnings  # by Sphinx itself
    assert warned == are_two


def test_pages_that_are_made_count_too(wiki: Wiki) -> None:
    wiki.conf["policywiki_fold"] = 1
    wiki.article("thing", "broader: a, b", "topics: Straße, Strasse")
    for name in "ab":
        wiki.article(name)
    wiki.write("Wiki-Broader/Thing.md", "# Mine\n")
    wiki.write("A.print.md", "# Mine too\n")
    warnings = wiki.build().warnings
    assert warnings.count("[policywiki.path_clash]") == 3
    for pair in (
        "'wiki-topic-strasse' and 'wiki-topic-straße'",
        "'Wiki-Broader/Thing' and 'wiki-broader/thing'",
        "'A.print' and 'a.print'",
    ):
        first, _, second = pair.partition(" and ")
        assert pair in warnings or f"{second} and {first}" in warnings


def test_slugs_and_aliases_that_differ_by_case_alone(wiki: Wiki) -> None:
    wiki.write("a.md", "# A\n\n```{concept} caf\u00e9\nS.\n```\n")
    wiki.write("b.md", "# B\n\n```{concept} cafe\u0301\nS.\n```\n")
    wiki.article("c", "aliases: Sandbox")
    wiki.article("d", "aliases: SAND BOX")
    warnings = wiki.build().warnings
    assert "[policywiki.duplicate_slug]" in warnings
    assert "[policywiki.alias_collision]" in warnings


@given(st.text(max_size=20))
def test_the_same_place_is_found_in_every_form(text: str) -> None:
    assert same_place(same_place(text)) == same_place(text)


@pytest.fixture
def linked(tmp_path: Path) -> Wiki:
    """A wiki whose source and output are reached through links."""
    wiki = Wiki(tmp_path / "real")
    wiki.article("a", "related: b", body="{concept}`b`")
    wiki.article("b")
    link = tmp_path / "link"
    link.symlink_to(wiki.root, target_is_directory=True)
    (tmp_path / "elsewhere").mkdir()
    (wiki.root / "html").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    wiki.root, wiki.src = link, link / "src"
    return wiki


def test_folders_that_are_links(linked: Wiki) -> None:
    assert linked.build().warnings == ""
    assert (linked.root.parent / "elsewhere" / "_citations" / "a.bib").is_file()
    edit(linked, "b.md", "# B", "# Bee")
    assert assert_equal(linked) == {"a", "b"}
    (linked.src / "b.md").unlink()
    linked.article("c", "uses: a", type_="instrument")
    assert assert_equal(linked, suppress_warnings=["policywiki"]) >= {"a", "c"}


def test_a_page_that_is_a_link_to_a_file_elsewhere(wiki: Wiki, tmp_path: Path) -> None:
    wiki.article("a", "related: b")
    far = wiki.article("b")
    target = tmp_path / "far.md"
    far.rename(target)
    far.symlink_to(target)
    build = wiki.build()
    assert build.warnings == ""
    assert "/far" not in build.text("b.html")
    target.write_text(target.read_text().replace("# B", "# Bee"))
    assert assert_equal(wiki) == {"a", "b"}
    other = tmp_path / "other.md"
    other.write_text(target.read_text().replace("# Bee", "# Wasp"))
    far.unlink()
    far.symlink_to(other)
    assert assert_equal(wiki) == {"a", "b"}


def test_our_files_do_not_write_through_links(wiki: Wiki, tmp_path: Path) -> None:
    wiki.article("a")
    out = wiki.build().outdir
    kept = tmp_path / "kept"
    kept.write_text("mine")
    (out / "_citations" / "a.bib").unlink()
    (out / "_citations" / "a.bib").symlink_to(kept)
    edit(wiki, "a.md", "# A", "# Aleph")
    assert_equal(wiki)
    assert kept.read_text() == "mine"
