"""What links to an article: from where, in which sentences, and the section that shows it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from bs4 import Tag
from hypothesis import given
from hypothesis import strategies as st

from conftest import Build, Wiki, squeeze
from sphinx_policywiki.sentences import excerpt, sentence_starts
from sphinx_policywiki.sentences import squeeze as joined
from test_incremental import assert_equal, edit

# --- sentences ---------------------------------------------------------------------------

SENTENCES = [
    ("en", ["Doe et al. (2019) say so. ", "It is Art. 5 of the Act, e.g. the ban. ", "Next."]),
    ("en", ["The U.S. Congress passed it. ", "See Sec. 3. ", "Is it? ", "Yes!"]),
    ("en", ["Mr. Poe, J. Doe and others cite No. 4. ", "Not this."]),
    ("en", ["Duties in (1) the Act and (2) the code, p. 12, apply. ", "Next."]),
    ("en-GB", ["Regulation (EU) No. 5 of Jan. 2024 is v. 2.0. ", "“Quoted.” ", "Then."]),
    ("de", ["Das gilt z. B. für Art. 5 Abs. 1 Nr. 3. ", "Am 3. März trat es in Kraft."]),
    ("fr", ["M. Dupont dit « Oui. » ", "Puis il part."]),
    ("es", ["El Sr. García vino. ", "¿Qué? ", "Sí."]),
    ("zh_CN", ["这是第一句。", "第二句！", "「引用。」", "完。"]),
    ("ar", ["هذا. ", "ذلك؟ ", "نعم."]),
    ("tlh", ["One thing. ", "Another."]),
]


@pytest.mark.parametrize(("language", "sentences"), SENTENCES)
def test_sentences_by_language(language: str, sentences: list[str]) -> None:
    text = "".join(sentences)
    starts = [*sentence_starts(text, language), len(text)]
    assert [text[a:b] for a, b in pairwise(starts)] == sentences


@given(st.text(), st.sampled_from(["en", "de", "zh_CN", "xx", "", "hy"]))
def test_any_text_has_sentences(text: str, language: str) -> None:
    starts = sentence_starts(text, language)
    assert starts == sorted(set(starts))
    assert all(0 <= start < len(text) for start in starts)


def test_excerpts_are_cut_between_words() -> None:
    before, after = "word " * 60, " other" * 60
    (start, _), (link, marked), (end, _) = excerpt(
        joined([(before, False), ("the link", True), (after, False)]), 100
    )
    assert (link, marked) == ("the link", True)
    assert start.startswith("… word ")
    assert end.endswith(" other …")
    assert 80 < len(start + link + end) <= 106


def test_excerpts_of_text_without_spaces() -> None:
    shown = excerpt((("句" * 300, False), ("链接", True), ("e\u0301" * 300, False)), 101)
    text = "".join(part for part, _ in shown)
    assert text.startswith("…句")
    assert text.endswith("e\u0301…")
    assert len(text) <= 103


@given(st.lists(st.tuples(st.text(max_size=40), st.booleans()), max_size=12), st.integers(1, 60))
def test_excerpts_are_part_of_the_text(parts: list[tuple[str, bool]], limit: int) -> None:
    runs = joined(parts)
    text = "".join(part for part, _ in runs)
    shown = "".join(part for part, _ in excerpt(runs, limit))
    if len(text) <= limit + 30:
        assert shown == text
    else:
        assert shown.removeprefix("…").removesuffix("…").strip() in text
        assert len(shown) <= limit + 4


# --- lists -------------------------------------------------------------------------------


def with_backlinks(wiki: Wiki) -> Wiki:
    wiki.conf["policywiki_backlinks"] = True
    return wiki


def entries(build: Build, page: str = "target.html") -> dict[str, list[str]]:
    """Return the entries of the list on *page*, each with its sentences."""
    section = build.soup(page).select_one("#backlinks")
    assert section is not None
    items = section.select("ul.pw-backlinks > li")
    return {
        squeeze(item.find("p")): [squeeze(p) for p in item.select("ul.pw-contexts p")]
        for item in items
    }


LINKS = {
    "alias": ("{article}`Goal Post`", "Goal Post"),
    "title": ("{concept}`The Target`", "The Target"),
    "slug": ("{concept}`target`", "The Target"),
    "words": ("{concept}`an *aim* <target>`", "an *aim*"),
    "MyST": ("[some *words*](#target)", "some words"),
    "MyST without text": ("[](#target)", "The Target"),
    "MyST by its alias": ("[](#goal-post)", "The Target"),
    "file": ("[](target.md)", "The Target"),
    "place in a file": ("[details](target.md#details)", "details"),
    "doc": ("{doc}`target`", "The Target"),
    "doc with text": ("{doc}`it </target>`", "it"),
    "any": ("{any}`target`", "The Target"),
    "label": ("{ref}`here`", "The Target"),
    "emphasis": ("*so **{concept}`target`** it*", "The Target"),
}


@pytest.mark.parametrize("name", LINKS)
def test_every_kind_of_link_counts(wiki: Wiki, name: str) -> None:
    link, shown = LINKS[name]
    path = with_backlinks(wiki).article("target", "aliases: goal post", title="The Target")
    path.write_text(f"(here)=\n{path.read_text()}")
    wiki.article("from", body=f"Not this. A sentence has {link}\nin it. Nor this.")
    build = wiki.build()
    (sentence,) = entries(build)["From"]
    assert shown in sentence
    assert sentence.startswith("A sentence has ")
    assert sentence.endswith(" in it. (Details)")
    marked = build.soup("target.html").select(".pw-contexts strong.pw-context-link")
    assert [squeeze(word) for word in marked] == [shown]


BLOCKS = {
    "heading": ("## More on {concept}`target`\n\nText.", "More on Target (More on Target)"),
    "table": ("| A | B |\n| --- | --- |\n| One {concept}`target`. Two. | b |", "One Target."),
    "list": ("- First.\n- Second {concept}`target`. Third.", "Second Target."),
    "quotation": ("> Said {concept}`target`. And more.", "Said Target."),
    "caption": ("```{figure} x.png\nCaption {concept}`target`. More.\n```", "Caption Target."),
    "foot note": ("Text.[^1]\n\n[^1]: Note {concept}`target`. More.", "Note Target."),
    "admonition": ("```{note}\nSee {concept}`target`. More.\n```", "See Target."),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_the_sentence_is_that_of_the_smallest_block(wiki: Wiki, name: str) -> None:
    body, expected = BLOCKS[name]
    (wiki.src / "x.png").write_bytes(b"\x89PNG")
    with_backlinks(wiki).article("target")
    wiki.article("from", body=f"Before. {body}" if body.startswith("Text") else body)
    (sentence,) = entries(wiki.build())["From"]
    assert sentence.removesuffix(" (Details)") == expected


def test_boxes_citations_and_lists_do_not_link(wiki: Wiki) -> None:
    with_backlinks(wiki).article("target", "related: other", "superseded-by: other")
    wiki.article(
        "other",
        "uses: target",
        type_="instrument",
        body="```{glance-box}\n:Row: See {concept}`target`.\n```\n\n```{article-list}\n```",
    )
    assert wiki.build().soup("target.html").select("#backlinks") == []
    assert "backlinks" not in wiki.build("json").text("target.fjson")


def test_groups_order_and_places(wiki: Wiki) -> None:
    with_backlinks(wiki).article("target")
    wiki.article("zeta", body="## Part *one*\n\n{concept}`target` is last.")
    wiki.article("act", type_="instrument", title="An Act", body="It uses {concept}`target`.")
    wiki.article("alpha", summary="A summary with {concept}`target`.")
    wiki.write("plain.md", "# Plain page\n\nSee {doc}`target`.\n")
    build = wiki.build()
    section = build.soup("target.html").select_one("#backlinks")
    assert [squeeze(p) for p in section.select(".pw-group")] == ["Concepts", "Instruments", "Pages"]
    assert entries(build) == {
        "Alpha": ["A summary with Target. (Summary)"],
        "Zeta": ["Target is last. (Part one)"],
        "An Act": ["It uses Target. (Details)"],
        "Plain page": ["See Target."],
    }
    links = [link["href"] for link in section.select("li a")]
    assert links == [
        "alpha.html", "alpha.html#summary", "zeta.html", "zeta.html#part-one",
        "act.html", "act.html#details", "plain.html",
    ]  # fmt: skip
    for link in links:
        page, _, anchor = link.partition("#")
        assert not anchor or build.soup(page).find(id=anchor) is not None


def test_many_sentences(wiki: Wiki) -> None:
    with_backlinks(wiki).article("target")
    body = "Twice {concept}`target` and {article}`Target`. "
    body += " ".join(f"Sentence {n} on {{concept}}`target`." for n in (1, 1, 2, 3, 4))
    wiki.article("from", body=body)
    long = f"{'word ' * 100}{{concept}}`target`{' word' * 100}."
    wiki.article("long", body=long)
    found = entries(wiki.build())
    assert found["From"] == [
        "Twice Target and Target. (Details)", "Sentence 1 on Target. (Details)",
        "Sentence 2 on Target. (Details)", "2 more sentences",
    ]  # fmt: skip
    (excerpt_,) = found["Long"]
    assert excerpt_.startswith("… word word")
    assert "word Target word" in excerpt_
    assert excerpt_.endswith("word … (Details)")
    assert 200 < len(excerpt_) < 260


def test_each_article_of_a_page_links_by_itself(wiki: Wiki) -> None:
    with_backlinks(wiki).article("target")
    wiki.write(
        "two.md",
        """\
        # Two

        A preface on {concept}`target` and {concept}`first`.

        ## First

        ```{concept} first
        ```

        It needs {concept}`target`.

        ## Second

        ```{concept} second
        ```

        It needs {concept}`first`, and not {concept}`second`.
        """,
    )
    build = wiki.build()
    assert entries(build) == {
        "First": ["It needs Target. (Details)"],
        "Two": ["A preface on Target and First."],
    }
    two = build.soup("two.html")
    (section,) = two.select(".pw-backlinks-section")
    assert squeeze(section.select_one("li > p")) == "Second"
    assert section["id"] == "backlinks"


def test_text_for_other_readers_is_not_shown(wiki: Wiki) -> None:
    with_backlinks(wiki).article("target")
    wiki.article(
        "from",
        body="```{only} internal\nSecret {concept}`target`.\n```\n\n"
        "```{only} html\nOn the web {concept}`target`.\n```\n\n```{only} ((\nOdd {concept}`target`.\n```",
    )
    assert entries(wiki.build())["From"] == [
        "On the web Target. (Details)",
        "Odd Target. (Details)",
    ]
    text = wiki.build("text").text("target.txt")
    assert "Odd" in text
    assert "On the web" not in text
    assert "Secret" not in text


def test_hostile_text_stays_text(wiki: Wiki) -> None:
    with_backlinks(wiki).article("target", title="T & <img src=x onerror=alert(1)>")
    wiki.article(
        "from", title="F <script>", body=r"`<script>alert(1)</script>` \& {concept}`target` \<b> %."
    )
    build = wiki.build()
    section = build.soup("target.html").select_one("#backlinks")
    assert section.find("script") is None
    assert section.find("img") is None
    assert "<script>alert(1)</script> & T &" in squeeze(section)
    tex = next(wiki.build("latex").outdir.glob("*.tex")).read_text()
    assert r"\textless{}b\textgreater{} \%." in tex


def test_titles_of_other_things_are_shown_as_readers_see_them(wiki: Wiki) -> None:
    with_backlinks(wiki).article("target")
    wiki.article("third", title="A Third Thing", body="(spot)=\n## A spot\n\nText.")
    wiki.write("plain.md", "# Plain page\n\nText.\n")
    wiki.article(
        "from",
        body="With {concept}`target`, {concept}`third`, {doc}`plain`, {ref}`spot`, [](#third) "
        "and {concept}`nothing`.",
    )
    (sentence,) = entries(wiki.build())["From"]
    assert sentence == (
        "With Target, A Third Thing, Plain page, A spot, A Third Thing and nothing. (Details)"
    )


# --- the section -------------------------------------------------------------------------


def headings(article: Tag) -> list[str]:
    return [squeeze(h).removesuffix("¶") for h in article.select("h2")]


def test_the_section_stands_before_the_citations(wiki: Wiki) -> None:
    with_backlinks(wiki).article("target", body="Text.\n\n## See also\n\nText.")
    wiki.article("from", body="See {concept}`target`.")
    assert headings(wiki.build().article("target.html")) == [
        "Summary", "At a glance", "Details", "See also", "What links here",
        "How to cite this article",
    ]  # fmt: skip
    assert "What links here" not in wiki.build().text("from.html")


def test_off_by_default(wiki: Wiki) -> None:
    wiki.article("target")
    wiki.article("from", body="See {concept}`target`.")
    assert "What links here" not in wiki.build().text("target.html")
    wiki.conf |= {"policywiki_backlinks": True, "policywiki_auto_sections": False}
    assert "What links here" not in wiki.build().text("target.html")


def test_a_list_of_the_authors_takes_the_place_of_the_section(wiki: Wiki) -> None:
    with_backlinks(wiki).article("target", body="## Links\n\n```{backlinks}\n```")
    wiki.article("other", body="## What links here\n\nBy the way.\n\n```{backlinks} target\n```")
    wiki.article("from", body="See {concept}`target` and {concept}`other`.")
    build = wiki.build()
    assert "What links here" not in headings(build.article("target.html"))
    assert len(build.article("target.html").select(".pw-backlinks")) == 1
    other = build.article("other.html")
    assert headings(other).count("What links here") == 1
    assert len(other.select(".pw-backlinks-section .pw-backlinks")) == 2
    assert build.warnings == ""


def outline_of(build: Build, page: str) -> list[str]:
    soup = build.soup(page)
    return [squeeze(link) for link in soup.select(".toc-tree a")]


def test_the_outline_has_the_section_only_if_it_is_there(wiki: Wiki) -> None:
    with_backlinks(wiki).conf["html_theme"] = "furo"
    wiki.article("target")
    wiki.article("from", body="See {concept}`target`.")
    for words in ("See", "Look at"):
        edit(wiki, "from.md", "See", words)
        build = wiki.build()
        assert "What links here" not in outline_of(build, "from.html")
        outline = outline_of(build, "target.html")
        assert outline[-2:] == ["What links here", "How to cite this article"]


def test_search_leaves_the_section_out(wiki: Wiki) -> None:
    with_backlinks(wiki).article("target")
    wiki.article("from", body="The xylophone has {concept}`target`.")
    build = wiki.build()
    assert "xylophone" in build.text("target.html")
    index = build.files()["searchindex.js"].decode()
    docs = index[index.index('"xylophon"') :][:20]
    assert "[" not in docs
    assert "What links here" not in index


# --- incremental builds ------------------------------------------------------------------


def seed(wiki: Wiki) -> None:
    with_backlinks(wiki).article("target", title="Target")
    wiki.article("from", body="See {concept}`target` and {concept}`third`. Another sentence.")
    wiki.article("third", body="Text.\n\n## Part\n\nNo link yet.")
    wiki.write("plain.md", "# Plain page\n\nOn {doc}`target`.\n\nFrom {any}`index`.\n")
    wiki.write("index.md", "# Wiki\n\n```{toctree}\n:numbered:\n\ntarget\nthird\n```\n")


EDITS: dict[str, tuple[Callable[[Wiki], object], set[str]]] = {
    "nothing": (lambda w: None, set()),
    "the sentence": (lambda w: edit(w, "from.md", "See", "Look at"), {"from", "target", "third"}),
    "another sentence": (lambda w: edit(w, "from.md", "Another", "A further"), {"from"}),
    "the title of a third article": (
        lambda w: edit(w, "third.md", "# Third", "# Fourth"),
        {"from", "target", "third", "plain", "index"},
    ),
    "a plain page": (lambda w: edit(w, "plain.md", "On", "About"), {"plain", "target"}),
    "the title of a plain page": (
        lambda w: edit(w, "plain.md", "Plain page", "Simple page"),
        {"plain", "target"},
    ),
    "a link added": (
        lambda w: edit(w, "third.md", "No link yet", "{concept}`from`"),
        {"from", "third"},
    ),
    "a link taken away": (
        lambda w: edit(w, "from.md", " and {concept}`third`", ""),
        {"from", "third", "target", "index"},
    ),
    "a page deleted": (lambda w: (w.src / "from.md").unlink(), {"target", "third", "index"}),
    "a plain page deleted": (lambda w: (w.src / "plain.md").unlink(), {"target"}),
}


@pytest.mark.parametrize("name", EDITS)
def test_each_edit_equals_a_clean_build_and_writes_just_what_changed(wiki: Wiki, name: str) -> None:
    """The index is written with a section that goes: its toctree has the outline."""
    seed(wiki)
    wiki.build()
    change, expected = EDITS[name]
    change(wiki)
    assert assert_equal(wiki) == expected


@pytest.mark.parametrize("builder", ["html", "text", "json", "singlehtml", "latex"])
def test_the_section_goes_and_comes_back(wiki: Wiki, builder: str) -> None:
    seed(wiki)
    wiki.build(builder)
    for old, new in (("{concept}`third`", "nothing"), ("nothing", "{concept}`third`")):
        edit(wiki, "from.md", old, new)
        assert_equal(wiki, builder)


def test_parallel_builds_are_equal(wiki: Wiki) -> None:
    seed(wiki)
    for number in range(12):
        wiki.article(f"n{number}", body=f"Number {number} on {{concept}}`target`. More.")
    serial = wiki.build()
    parallel = wiki.build(out="parallel", parallel=2)
    assert serial.files() == parallel.files()
    edit(wiki, "n3.md", "Number", "No.")
    assert_equal(wiki, parallel=2)


# --- other formats -----------------------------------------------------------------------


def test_paper_and_text(wiki: Wiki) -> None:
    with_backlinks(wiki).article("target")
    wiki.article("from", body="See {concept}`target` & co. More.")
    tex = next(wiki.build("latex").outdir.glob("*.tex")).read_text()
    section = tex[tex.index(r"\section{What links here}") :]
    assert r"\subsubsection*{Concepts}" in section
    assert r"See \sphinxstylestrong{Target} \& co. (" in section
    assert tex.count("What links here") == 1
    text = wiki.build("text").text("target.txt")
    assert "What links here\n===" in text
    assert "* From\n\n  * See **Target** & co. (Details)\n" in text
    assert "What links here" not in wiki.build("text").text("from.txt")
    man = next(wiki.build("man").outdir.glob("*.1")).read_text()
    assert "co. (Details)" in man
    printed = wiki.build().soup("target.print.html")
    assert "See Target & co. (Details)" in squeeze(printed.select_one("#backlinks"))
