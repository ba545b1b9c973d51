"""``article-graph``: which articles, the picture of them, and the same in words."""

from __future__ import annotations

import json
import re
import shutil
import stat
import time
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from conftest import Build, Wiki, squeeze
from sphinx_policywiki.graph import Graph
from sphinx_policywiki.model import Article, Place, Target
from sphinx_policywiki.pictures.dot import dot_text, quoted
from sphinx_policywiki.pictures.engine import DrawingError, find_engine, run
from sphinx_policywiki.pictures.layout import read_layout
from sphinx_policywiki.pictures.neighbourhood import Neighbourhood, Reach, around, whole
from sphinx_policywiki.pictures.picture import SHAPES, Box, Line, Picture
from sphinx_policywiki.pictures.svg import standalone, svg
from sphinx_policywiki.pictures.words import lines_of, room
from sphinx_policywiki.vocabulary import article_types, relations
from test_large_wikis import calls

DOT = shutil.which("dot")
assert DOT, "install graphviz: tools/system-packages"
TYPES = article_types({})
RELATIONS = relations({}, TYPES)
HOSTILE = r'"]; x [label=<b>&amp;</b> \N \" </text><script>alert(1)</script> URL="javascript:x"'


def article(slug: str, type_: str = "concept", **related: str) -> Article:
    targets = {
        name.replace("_", "-"): tuple(Target(target, 1) for target in value.split())
        for name, value in related.items()
    }
    return Article(
        slug=slug, type=type_, title=slug.title(), place=Place(slug, f"{slug}.md", 1),
        relations=targets,
    )  # fmt: skip


def graph_of(*articles: Article) -> Graph:
    return Graph(articles, RELATIONS, TYPES)


def names(found: Neighbourhood) -> list[str]:
    return [link.name for link in found.links]


def edges(found: Neighbourhood) -> set[tuple[str, str, str]]:
    all_names = names(found)
    return {(all_names[e.tail], e.relation, all_names[e.head]) for e in found.edges}


def lists(found: Neighbourhood) -> dict[str, dict[str, list[str]]]:
    return {
        a.slug: {name: [link.name for link in links] for name, links in given}
        for a, given in found.lists
    }


# --- which articles ---------------------------------------------------------------------


CHAIN = graph_of(
    article("a", related="b", broader="c"),
    article("b", related="c"),
    article("c", broader="d"),
    article("d", related="e"),
    article("e"),
    article("act", "instrument", uses="a nobody", issued_by="lords"),
    article("lords", "actor"),
)


def test_one_step_has_the_relations_of_the_article() -> None:
    centre = CHAIN.resolve("a")
    assert centre is not None
    found = around(CHAIN, centre, Reach())
    assert sorted(names(found)) == ["a", "act", "b", "c"]
    assert names(found)[0] == "a"
    star = {("a", "related", "b"), ("a", "broader", "c"), ("act", "uses", "a")}
    assert edges(found) == star
    own = {"used-by": ["act"], "broader": ["c"], "related": ["b"]}
    assert lists(found) == {"a": own}
    assert not found.limited
    more = around(CHAIN, centre, Reach(between=True))
    assert names(more) == names(found)
    assert edges(more) == star | {("c", "related", "b")}
    assert lists(more) == {"a": own, "b": {"related": ["c"]}, "c": {"related": ["b"]}}


def test_more_steps_go_on_from_there() -> None:
    centre = CHAIN.resolve("a")
    assert centre is not None
    two, three = (around(CHAIN, centre, Reach(depth=n)) for n in (2, 3))
    assert set(names(two)) == {"a", "b", "c", "act", "d", "nobody", "lords"}
    assert set(names(three)) - set(names(two)) == {"e"}
    assert ("act", "uses", "nobody") in edges(two)
    assert lists(two)["act"] == {"uses": ["a", "nobody"], "issued-by": ["lords"]}
    assert "d" not in lists(two)
    assert lists(three)["d"] == {"narrower": ["c"], "related": ["e"]}
    assert ("d", "related", "e") in edges(three)


def test_every_edge_is_named_in_the_lists() -> None:
    centre = CHAIN.resolve("a")
    assert centre is not None
    for depth, between in ((1, False), (1, True), (2, False), (2, True), (3, True)):
        found = around(CHAIN, centre, Reach(depth=depth, between=between))
        said = {
            edge
            for slug, given in lists(found).items()
            for name, others in given.items()
            for other in others
            for edge in ((slug, name, other), (other, RELATIONS[name].inverse, slug))
        }
        assert edges(found) <= said


def test_relations_and_types_are_filters_and_a_relation_includes_its_other_direction() -> None:
    centre = CHAIN.resolve("c")
    assert centre is not None
    by_relation = around(CHAIN, centre, Reach(relations=("narrower",)))
    assert edges(by_relation) == {("a", "broader", "c"), ("c", "broader", "d")}
    act = CHAIN.resolve("act")
    assert act is not None
    assert names(around(CHAIN, act, Reach(types=("actor",)))) == ["act", "lords"]
    assert edges(whole(CHAIN, Reach(relations=("unknown",)))) == set()


def test_a_limit_keeps_the_nearest_and_in_the_whole_wiki_those_with_most_relations() -> None:
    centre = CHAIN.resolve("a")
    assert centre is not None
    near = around(CHAIN, centre, Reach(depth=2, limit=3))
    assert (len(near.links), near.limited) == (3, True)
    assert set(lists(near)["a"]) == {"used-by", "broader", "related"}  # all the same
    most = whole(CHAIN, Reach(limit=2))
    assert set(names(most)) == {"a", "c"}
    assert most.limited
    assert "e" in lists(most)
    assert not whole(CHAIN, Reach()).limited


def test_a_hub_of_ten_thousand_articles_costs_in_proportion() -> None:
    spokes = [article(f"s{n}", related="hub") for n in range(10_000)]
    graph = graph_of(article("hub"), *spokes)
    start = graph.resolve("s5")
    assert start is not None
    found = around(graph, start, Reach(depth=3))
    assert (len(found.links), found.limited) == (200, True)
    assert len(whole(graph, Reach()).links) == 200
    assert calls(lambda: (around(graph, start, Reach(depth=3)), whole(graph, Reach()))) < 3_000_000


# --- words and the source of the picture ------------------------------------------------


def test_titles_are_broken_into_lines() -> None:
    assert lines_of("A title of quite a few words, in all", 12) == [
        "A title of", "quite a few", "words, in", "all",
    ]  # fmt: skip
    assert lines_of("x" * 30, 12) == ["x" * 12, "x" * 12, "x" * 6]
    assert lines_of("人工智能法案人工智能", 12) == ["人工智能法案", "人工智能"]
    assert lines_of("\n\t\x00") == [""]


@given(st.text(), st.integers(min_value=2, max_value=40))
def test_no_line_is_too_long_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = lines_of(text, width)
    assert all(room(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(lines_of(text, 10**6)[0].split())


def test_nothing_ends_a_quoted_string() -> None:
    assert quoted(['a"b', r"\N", "&lt;"]) == r'"a\"b\n\\N\n&amp;lt;"'


PICTURE = Picture(
    (
        Box("Alpha", "Concept", SHAPES[0], centre=True),
        Box(HOSTILE, "Actor", SHAPES[2]),
        Box("<b>Bold</b>", "", SHAPES[1]),
        Box("nobody", missing=True),
    ),
    (Line(0, 1, "Uses"), Line(1, 2, "Related", mutual=True), Line(0, 3, HOSTILE), Line(2, 2, "x")),
)


def drawn(picture: Picture, folder: Path) -> str:
    engine = find_engine("dot", folder)
    return svg(picture, engine.layout(picture), [{"href": "a.html"}] * len(picture.boxes))


def test_hostile_titles_are_text_in_the_picture_and_nothing_else(tmp_path: Path) -> None:
    soup = BeautifulSoup(drawn(PICTURE, tmp_path), "html5lib")
    assert soup.script is None
    texts = [squeeze(text) for text in soup.select("a text:not(.pw-graph-kind)")]
    plain = [" ".join(" ".join(lines_of(box.title)).split()) for box in PICTURE.boxes]
    assert texts == plain
    assert {tag.name for tag in soup.select("svg, svg *")} == {
        "svg", "g", "a", "path", "text", "tspan",
    }  # fmt: skip
    assert not soup.select("svg [style], svg [id], svg *[onclick]")


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_graphviz_takes_any_title(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str]
) -> None:
    picture = Picture(
        tuple(Box(title, shape=SHAPES[n]) for n, title in enumerate(titles)),
        tuple(Line(0, n, title) for n, title in enumerate(titles)),
    )
    assert drawn(picture, tmp_path_factory.mktemp("any")).startswith("<svg")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("direction", ["LR", "RL", "TB", "BT"])
def test_every_shape_lies_within_the_picture(tmp_path: Path, shape: str, direction: str) -> None:
    picture = Picture((Box("One", shape=shape), Box("Two")), (Line(0, 1, "to"),), direction)
    layout = find_engine("dot", tmp_path).layout(picture)
    first, second = (place.middle for place in layout.places)
    axis = 0 if direction in {"LR", "RL"} else 1
    assert (first[axis] < second[axis]) == (direction in {"LR", "TB"})
    for place in layout.places:
        assert place.width / 2 - 2 <= place.middle[0] <= layout.width - place.width / 2 + 2
        assert place.height / 2 - 2 <= place.middle[1] <= layout.height - place.height / 2 + 2


def test_what_is_no_layout_is_refused() -> None:
    good = {
        "bb": "0,0,10,10",
        "objects": [{"name": "n0", "pos": "1,1", "width": "1", "height": "1"}],
    }
    assert read_layout(json.dumps(good).encode(), 1, 0).width == 10
    bad: list[Any] = [
        [], {}, {"bb": "x"}, good | {"objects": []}, good | {"bb": "0,0,nan,1"}, good | {"bb": "1"},
        good | {"objects": [{"name": "n0", "pos": "e", "width": "1", "height": "1"}]},
    ]  # fmt: skip
    for data in bad:
        with pytest.raises(ValueError, match=r"."):
            read_layout(json.dumps(data).encode(), 1, 0)
    with pytest.raises(ValueError, match=r"."):
        read_layout(b"\xff", 1, 0)


def test_a_layout_is_kept_and_a_damaged_one_made_again(tmp_path: Path) -> None:
    engine = find_engine("dot", tmp_path)
    first = engine.layout(PICTURE)
    (kept,) = tmp_path.iterdir()
    written = kept.stat().st_mtime_ns
    assert engine.layout(PICTURE) == first
    assert kept.stat().st_mtime_ns == written
    kept.write_text("{")
    assert engine.layout(PICTURE) == first
    assert [path.name for path in tmp_path.iterdir()] == [kept.name]


def test_two_pdfs_of_one_picture_are_the_same(tmp_path: Path) -> None:
    first = find_engine("dot", tmp_path / "a").pdf(PICTURE).read_bytes()
    time.sleep(1.1)
    assert find_engine("dot", tmp_path / "b").pdf(PICTURE).read_bytes() == first
    assert first.startswith(b"%PDF")


def test_a_program_that_fails_or_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(DrawingError, match="no program 'no-such-dot'"):
        find_engine("no-such-dot", tmp_path)
    with pytest.raises(DrawingError, match="syntax error"):
        run(str(DOT), "-Tjson0", "digraph {")


def test_a_file_of_its_own_is_black_on_white(tmp_path: Path) -> None:
    text = standalone(PICTURE, find_engine("dot", tmp_path).layout(PICTURE))
    assert text.startswith("<svg xmlns=")
    assert "<a " not in text
    assert 'fill="#fff"' in text


def test_the_same_picture_has_the_same_source() -> None:
    assert dot_text(PICTURE) == dot_text(PICTURE)
    assert dot_text(PICTURE).count("->") == len(PICTURE.lines)


# --- on pages ---------------------------------------------------------------------------


def seed(wiki: Wiki, *options: str, page: str = "a") -> None:
    options = tuple(f":{option}:" if ":" not in option else f":{option}" for option in options)
    graph = "\n".join(["```{article-graph}", *options, "```"])
    wiki.article("a", "related: b", "broader: c", title="Alpha", body=graph if page == "a" else "")
    wiki.article("b", "related: c", title="Beta")
    wiki.article("c", title="Gamma")
    wiki.article("act", "uses: a", "issued-by: lords", type_="instrument", title="Alpha Act")
    wiki.article("lords", type_="actor", title="House of Lords")
    if page != "a":
        wiki.write(f"{page}.md", f"# Page\n\n{graph}\n")


def boxes(soup: Tag) -> dict[str, str | None]:
    found = soup.select(".pw-graph-box")
    return {squeeze(box.select_one("text")): box.get("href") for box in found}


def labels(soup: Tag) -> list[str]:
    return sorted(squeeze(text) for text in soup.select(".pw-graph-lines text"))


def test_a_page_has_the_picture_with_links_and_the_lists_below(wiki: Wiki) -> None:
    seed(wiki, "between", "caption: Around *Alpha*, see {concept}`c`")
    build = wiki.build()
    assert build.warnings == ""
    article = build.article("a.html")
    figure = article.select_one("figure.pw-graph")
    assert figure is not None
    assert boxes(figure) == {
        "Alpha": "#alpha", "Alpha Act": "act.html", "Gamma": "c.html", "Beta": "b.html",
    }  # fmt: skip
    assert labels(figure) == ["Broader", "Related", "Related", "Uses"]
    frame = figure.select_one(".pw-graph-scroll")
    assert frame is not None
    assert (frame["aria-label"], frame["tabindex"]) == ("Relations of Alpha", "0")
    assert [squeeze(kind) for kind in figure.select("a .pw-graph-kind")] == [
        "Concept", "Instrument", "Concept", "Concept",
    ]  # fmt: skip
    caption = figure.select_one("figcaption")
    assert squeeze(caption) == "Around Alpha, see Gamma"
    assert caption is not None
    assert caption.select_one('a[href="c.html"]') is not None
    details = article.select_one("figure.pw-graph + details.pw-graph-lists")
    assert details is not None
    assert not details.has_attr("open")
    assert {a["href"] for a in details.select("a")} == {"#alpha", "act.html", "b.html", "c.html"}
    assert not article.select("svg [style], svg style, svg [id]")


def test_symmetric_relations_have_no_arrow(wiki: Wiki) -> None:
    seed(wiki, "relations: related")
    soup = wiki.build().article("a.html")
    assert labels(soup) == ["Related"]
    assert len(soup.select(".pw-graph-lines path")) == 1
    seed(wiki, "relations: used-by")
    soup = wiki.build().article("a.html")
    assert labels(soup) == ["Uses"]
    assert len(soup.select(".pw-graph-lines path")) == 2  # the line and its arrow


def test_relations_between_two_articles_share_a_line_each_way(wiki: Wiki) -> None:
    wiki.article("a", "uses: b", "related: b", title="Alpha", body="```{article-graph}\n```")
    wiki.article("b", "broader: a", title="Beta")
    soup = wiki.build().article("a.html")
    assert labels(soup) == ["Broader", "Uses, Related"]
    assert len(soup.select(".pw-graph-lines path")) == 4


def test_red_articles_are_dashed_and_no_links(wiki: Wiki) -> None:
    wiki.article("a", "related: nobody", title="Alpha", body="```{article-graph}\n```")
    build = wiki.build()
    soup = build.article("a.html")
    (box,) = soup.select(".pw-graph-missing")
    assert (box.name, squeeze(box)) == ("g", "nobody")
    assert box.select_one("path[stroke-dasharray]") is not None
    assert soup.select_one(".pw-graph-lists .pw-missing") is not None


def test_a_page_without_article_shows_all_and_says_what_is_left_out(wiki: Wiki) -> None:
    seed(wiki, "limit: 2", "direction: TB", page="all")
    build = wiki.build()
    assert build.warnings == ""
    soup = build.soup("all.html")
    assert len(soup.select(".pw-graph-box")) == 2
    assert squeeze(soup.select_one(".pw-graph figcaption")) == (
        "The picture shows 2 articles; others are left out."
    )
    assert len(soup.select(".pw-graph-lists > dl > dt")) == 5


def test_an_article_with_no_relations_has_no_picture(wiki: Wiki) -> None:
    wiki.article("a", body="```{article-graph}\n```")
    soup = wiki.build().article("a.html")
    assert squeeze(soup.select_one(".pw-empty")) == "No relations."
    assert soup.svg is None


@pytest.mark.parametrize(
    ("option", "problem"),
    [
        ("depth: 4", "depth: '4' is not a number from 1 to 3"),
        ("depth: ²", "depth: '²' is not a number from 1 to 3"),
        ("limit: 0", "limit: '0' is not a number from 1"),
        ("direction: XY", "direction: 'XY' is not known"),
        ("relations: relatid", "relations: 'relatid' is not known; did you mean 'related'"),
        ("types: actr", "types: 'actr' is not known; did you mean 'actor'"),
        ("size: 3", "unknown option 'size'"),
    ],
)
def test_bad_options_are_warnings_with_their_line(wiki: Wiki, option: str, problem: str) -> None:
    seed(wiki, option)
    warnings = wiki.build().warnings
    assert problem in warnings
    assert re.search(r"a\.md:11: WARNING", warnings)
    assert warnings.count("WARNING") == 1


# --- without Graphviz -------------------------------------------------------------------


def test_without_graphviz_one_warning_says_what_to_install_and_lists_are_open(wiki: Wiki) -> None:
    seed(wiki, "caption: Around it")
    wiki.article("b", "related: c", title="Beta", body="```{article-graph}\n```")
    wiki.conf["policywiki_graphviz_dot"] = "no-such-dot"
    build = wiki.build()
    assert build.warnings.count("WARNING") == 1
    assert "no program 'no-such-dot'; install Graphviz (https://graphviz.org" in build.warnings
    assert "[policywiki.graph]" in build.warnings
    article = build.article("a.html")
    assert article.svg is None
    assert article.select_one("details.pw-graph-lists") is None
    assert squeeze(article.select_one("p.pw-graph-caption")) == "Around it"
    assert squeeze(article.select_one("dl.pw-relations > dt")) == "Alpha"
    assert wiki.build("text").warnings == ""


def test_the_program_of_sphinx_ext_graphviz_is_taken(wiki: Wiki) -> None:
    seed(wiki)
    wiki.conf["extensions"] = ["sphinx_policywiki", "sphinx.ext.graphviz"]
    wiki.conf["graphviz_dot"] = "some-other-dot"
    assert "no program 'some-other-dot'" in wiki.build().warnings
    wiki.conf["policywiki_graphviz_dot"] = str(DOT)
    assert wiki.build().warnings == ""


def broken_dot(folder: Path) -> str:
    path = folder / "broken-dot"
    path.write_text(
        '#!/bin/sh\n[ "$1" = -V ] && { echo "dot 1" >&2; exit 0; }\necho no >&2\nexit 3\n'
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.parametrize("builder", ["html", "epub", "latex"])
def test_a_picture_that_fails_is_a_warning_and_its_lists_are_open(
    wiki: Wiki, tmp_path: Path, builder: str
) -> None:
    seed(wiki)
    wiki.conf["policywiki_graphviz_dot"] = broken_dot(tmp_path)
    wiki.conf |= {"copyright": "x", "version": "1"}
    build = wiki.build(builder)
    assert re.search(
        r"a\.md:10: WARNING: no picture of this graph: .*failed \(3\): no", build.warnings
    )
    assert build.warnings.count("[policywiki.graph]") == 1
    if builder == "html":
        details = build.article("a.html").select_one("details.pw-graph-lists")
        assert details is not None
        assert details.has_attr("open")
        assert build.article("a.html").svg is None


# --- incremental builds -----------------------------------------------------------------


def edit(wiki: Wiki, name: str, old: str, new: str) -> None:
    path = wiki.src / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def assert_equal(wiki: Wiki, builder: str, **options: Any) -> Build:
    build = wiki.build(builder, **options)
    left, right = build.files(), wiki.clean_build(builder).files()
    assert sorted(left) == sorted(right)
    assert [
        name for name in right if left[name] != right[name] and not name.endswith(".epub")
    ] == []
    return build


@pytest.mark.parametrize("builder", ["html", "dirhtml", "json", "text"])
def test_just_the_graphs_that_show_an_edit_are_written_again(wiki: Wiki, builder: str) -> None:
    seed(wiki, "depth: 2")
    wiki.write("all.md", "# All\n\n```{article-graph}\n```\n")
    wiki.write("near.md", "# Near\n\n```{article-graph} a\n:relations: broader\n```\n")
    wiki.build(builder)
    assert assert_equal(wiki, builder).written == set()
    edit(wiki, "lords.md", "# House of Lords", "# Lords")
    assert assert_equal(wiki, builder).written == {"lords", "act", "a", "all"}
    edit(wiki, "b.md", ":related: c", ":related: c, nobody")
    assert assert_equal(wiki, builder).written == {"b", "a", "all"}
    edit(wiki, "c.md", "A summary.", "Another.")
    assert assert_equal(wiki, builder).written == {"c"}
    wiki.article("e", "broader: lords", type_="actor")
    assert assert_equal(wiki, builder).written == {"e", "lords", "all"}
    edit(wiki, "lords.md", "{actor} lords", "{instrument} lords")
    pictured = set() if builder == "text" else {"a", "all"}
    assert pictured <= assert_equal(wiki, builder).written
    (wiki.src / "c.md").unlink()
    assert {"a", "all", "near"} <= assert_equal(wiki, builder).written


def test_parallel_builds_draw_the_same(wiki: Wiki) -> None:
    for number in range(12):
        wiki.article(
            f"n{number}",
            f"related: n{(number + 1) % 12}",
            body="```{article-graph}\n:depth: 3\n```",
        )
    parallel = wiki.build(parallel=2, out="parallel").files()
    assert parallel == wiki.build().files()


def test_graphviz_that_comes_and_goes_is_seen(wiki: Wiki, monkeypatch: pytest.MonkeyPatch) -> None:
    seed(wiki)
    path = wiki.root / "bin"
    path.mkdir()
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(path))
        assert "policywiki.graph" in wiki.build().warnings
    build = assert_equal(wiki, "html")
    assert build.written == {"a"}
    assert build.article("a.html").svg is not None


@pytest.mark.parametrize("builder", ["epub", "latex"])
def test_pictures_of_books_that_are_gone_are_removed(wiki: Wiki, builder: str) -> None:
    wiki.conf |= {"copyright": "x", "version": "1"}
    seed(wiki)
    first = pictures(wiki.build(builder))
    assert len(first) == 1
    edit(wiki, "b.md", "# Beta", "# Second")
    build = assert_equal(wiki, builder)
    assert len(pictures(build)) == 1
    assert pictures(build) != first
    edit(wiki, "a.md", "{article-graph}", "{backlinks}")
    assert pictures(assert_equal(wiki, builder)) == []


def pictures(build: Build) -> list[str]:
    return [name for name in build.files() if "policywiki-graph-" in name]


# --- other formats ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("builder", "name"), [("text", "a.txt"), ("man", "*.1"), ("texinfo", "*.texi")]
)
def test_formats_of_text_have_the_lists_alone(wiki: Wiki, builder: str, name: str) -> None:
    seed(wiki, "caption: Around it")
    build = wiki.build(builder)
    assert build.warnings == ""
    (path,) = build.outdir.glob(name)
    text = path.read_text()
    assert "Around it" in text
    assert "svg" not in text
    assert "Alpha Act" in text


def test_latex_includes_a_pdf(wiki: Wiki) -> None:
    seed(wiki, "caption: Around it")
    build = wiki.build("latex")
    assert build.warnings == ""
    (name,) = pictures(build)
    (tex,) = build.outdir.glob("*.tex")
    assert f"\\sphinxincludegraphics{{{{{name.removesuffix('.pdf')}}}.pdf}}" in tex.read_text()


def test_an_epub_has_the_picture_as_a_file_and_the_lists_with_links(wiki: Wiki) -> None:
    seed(wiki)
    wiki.conf |= {"copyright": "x", "version": "1"}
    build = wiki.build("epub")
    assert build.warnings == ""
    soup = build.soup("a.xhtml")
    image = soup.select_one("figure img")
    assert image is not None
    assert (build.outdir / str(image["src"])).is_file()
    assert image["alt"] == "Relations of Alpha"
    assert soup.select_one('div.pw-graph-lists a[href="b.xhtml"]') is not None


def test_singlehtml_links_within_itself(wiki: Wiki) -> None:
    seed(wiki)
    soup = wiki.build("singlehtml").soup("index.html")
    for name, href in boxes(soup).items():
        assert href is not None, name
        assert soup.find(id=href.removeprefix("#")) is not None, name


def test_the_print_view_has_the_picture_without_links_and_the_lists_open(wiki: Wiki) -> None:
    seed(wiki)
    soup = wiki.build().soup("a.print.html")
    assert len(soup.select("svg g.pw-graph-box")) == 4
    assert soup.select("svg a") == []
    details = soup.select_one("details.pw-graph-lists")
    assert details is not None
    assert details.has_attr("open")


def test_text_goes_from_right_to_left_where_the_language_does(wiki: Wiki) -> None:
    seed(wiki, "relations: uses")
    wiki.conf["language"] = "ar"
    soup = wiki.build().article("a.html")
    places = {
        squeeze(box.select_one("text")): float(str(box.select_one("tspan")["x"]))
        for box in soup.select(".pw-graph-box")
    }
    assert places["Alpha Act"] > places["Alpha"]


def test_the_picture_of_a_dense_wiki_is_made_in_time_and_the_same_each_time(tmp_path: Path) -> None:
    articles = [
        article(f"s{n}", related=" ".join(f"s{(n * k + 7) % 200}" for k in range(2, 17)))
        for n in range(200)
    ]
    found = whole(graph_of(*articles), Reach())
    assert len(found.edges) > 2000
    picture = Picture(
        tuple(Box(link.name) for link in found.links),
        tuple(Line(edge.tail, edge.head, "Related") for edge in found.edges),
    )
    first, *others = (find_engine("dot", tmp_path / name).layout(picture) for name in "abcdef")
    assert [other == first for other in others] == [True] * 5
    assert not any(way.label for way in first.ways)
    for one, place in enumerate(first.places):
        for other in first.places[one + 1 :]:
            across = abs(place.middle[0] - other.middle[0]) * 2
            down = abs(place.middle[1] - other.middle[1]) * 2
            assert across > place.width + other.width - 4 or down > place.height + other.height - 4
