"""An article in the front matter is the article that a directive makes, to the byte."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import sphinx_policywiki
from conftest import Build, Wiki, rows_of, squeeze
from sphinx_policywiki.directives.fields import Fields, Option, compose_yaml, read_mapping
from sphinx_policywiki.options import join_list, split_list
from sphinx_policywiki.schema import DIALECT, front_matter_schema
from sphinx_policywiki.vocabulary import (
    FIXED_OPTIONS,
    article_types,
    relations,
    statuses,
)

EXAMPLE = Path(__file__).parents[1] / "example-site"
TYPES = {"court-case": {"label": "Court case", "fields": {"court": "Court", "docket": "Docket"}}}
LISTS = ("topics", "aliases", "authors", "related", "uses", "used-by", "broader", "issued-by")
OPTIONS: dict[str, Any] = {
    "topics": ["safety", "law, written"],
    "aliases": ["notification", "duty of notice"],
    "shared-aliases": ["both", "either, or"],
    "former-slugs": ["old-notice", "older"],
    "hatnote": "For the statute, see {concept}`appeal`.",
    "title": "Notice and the state",
    "primary-source": "Doe, J. (2020), 'Notices.'",
    "source-url": "https://example.org/a?b=c",
    "archive-url": "doi:10.1000/182",
    "status": "contested",
    "status-note": "Whether it is due is disputed.",
    "superseded-by": "decision",
    "authors": ["Doe, Jane", "{Example Ministry}"],
    "published": "2024",
    "updated": "2025-11",
    "reviewed": "2026-05-30",
    "version": "1.10",
    "related": ["decision", "appeal"],
    "used-by": ["decision"],
    "uses": ["appeal"],
    "broader": ["decision"],
    "narrower": ["appeal"],
    "issued": ["appeal"],
    "issued-by": ["decision"],
    "court": "Court of Appeal",
    "docket": "17 C 4",
}
SUMMARY = "A *notice* tells of a {concept}`decision`.\n\nIt may be short [^note]."
BODY = "Prose, and a note [^note].\n\n[^note]: Very short.\n\n## More\n\nSee {article}`notice`."


def by_directive(options: dict[str, Any], slug: str, type_: str, summary: str) -> str:
    lines = [
        f":{name}: {join_list(value) if isinstance(value, list) else value}"
        for name, value in options.items()
    ]
    return "\n".join([f"````{{{type_}}} {slug}", *lines, "", summary, "````"])


def by_front_matter(options: dict[str, Any], slug: str, type_: str, summary: str) -> str:
    mapping = {"type": type_, "slug": slug, **options, "summary": summary}
    return yaml.safe_dump({"wiki": mapping}, allow_unicode=True, sort_keys=False)


def write_both(pair: tuple[Wiki, Wiki], name: str, title: str, *article: Any, body: str) -> None:
    one, other = pair
    one.write(f"{name}.md", f"# {title}\n\n{by_directive(*article)}\n\n{body}\n")
    other.write(f"{name}.md", f"---\n{by_front_matter(*article)}---\n\n# {title}\n\n{body}\n")


def pair_of_wikis(make_wiki: Callable[[], Wiki]) -> tuple[Wiki, Wiki]:
    pair = make_wiki(), make_wiki()
    for wiki in pair:
        wiki.conf["policywiki_article_types"] = TYPES
        wiki.conf["suppress_warnings"] = ["policywiki.relation_type", "policywiki.relation_cycle"]
        wiki.conf["html_copy_source"] = False
        wiki.article("decision")
        wiki.article("appeal")
    return pair


def assert_same(pair: tuple[Wiki, Wiki], builder: str) -> str:
    one, other = (wiki.clean_build(builder) for wiki in pair)
    mine, theirs = one.files(), other.files()
    assert mine.keys() == theirs.keys()
    for name, content in mine.items():
        assert name.endswith(".epub") or content == theirs[name], name  # a zip has times in it
    assert messages_of(one) == messages_of(other)
    return one.warnings


def messages_of(build: Build) -> list[str]:
    """Return the warnings without what differs: places, names of directive and keys."""
    found = re.findall(r"WARNING: (?:(?:wiki|concept|court-case): )?(.*)", build.warnings)
    return sorted(re.sub(r"\.md:\d+|; known are .*", "", message) for message in found)


def test_all_options_are_tried() -> None:
    known = relations({}, article_types({}))
    assert OPTIONS.keys() == {*FIXED_OPTIONS, *known, *TYPES["court-case"]["fields"]}


@pytest.mark.parametrize("builder", ["html", "json", "latex", "text", "epub"])
def test_front_matter_is_the_directive(make_wiki: Callable[[], Wiki], builder: str) -> None:
    pair = pair_of_wikis(make_wiki)
    article = OPTIONS, "notice", "court-case", SUMMARY
    write_both(pair, "notice", "通知 and *notice*", *article, body=BODY)
    assert "[policywiki." not in assert_same(pair, builder)


WORDS = st.text(alphabet="abc äß\"',:#[]{}*&!|>%@`~-?é\u05d0\u4e2d01\\", min_size=1, max_size=12)
TEXTS = WORDS.map(lambda text: " ".join(text.split())).filter(bool)


def options_of(draw: st.DrawFn) -> dict[str, Any]:
    chosen = draw(st.lists(st.sampled_from(sorted(OPTIONS)), unique=True))
    usual = {name: OPTIONS[name] for name in chosen}
    for name in draw(st.lists(st.sampled_from(chosen), unique=True)) if chosen else []:
        usual[name] = draw(st.lists(TEXTS, min_size=1, max_size=3) if name in LISTS else TEXTS)
    return usual


@st.composite
def pages(draw: st.DrawFn) -> list[tuple[str, dict[str, Any], str, str]]:
    def page() -> tuple[str, dict[str, Any], str, str]:
        title = draw(st.sampled_from(["A notice", "通知", "*A* notice", "“A”", "Summary"]))
        type_ = draw(st.sampled_from(["concept", "court-case"]))
        summary = draw(st.sampled_from([SUMMARY, "", "One.", "- a\n- b", "<b>raw</b>", "> q [^x]"]))
        return title, options_of(draw), type_, summary

    return [page() for _ in range(20)]


@pytest.mark.slow
@settings(max_examples=8, phases=[Phase.generate])  # to shrink takes hours
@given(drawn=pages())
def test_any_front_matter_is_the_directive(
    drawn: list[tuple[str, dict[str, Any], str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("pair")
    names = iter(["one", "other"])
    pair = pair_of_wikis(lambda: Wiki(root / next(names)))
    for number, (title, options, type_, summary) in enumerate(drawn):
        article = options, f"page-{number}", type_, summary
        write_both(pair, f"page-{number}", title, *article, body=BODY)
    assert_same(pair, "html")


@given(st.lists(TEXTS))
def test_lists_of_yaml_are_lists_of_options(items: list[str]) -> None:
    root = compose_yaml(yaml.safe_dump({"topics": items}, allow_unicode=True))
    assert isinstance(root, yaml.MappingNode)
    fields = Fields(0, {}, [])
    read_mapping(root, fields, 5)
    assert split_list(fields.found["topics"].text) == split_list(join_list(items))
    assert fields.found["topics"].line == 5
    assert not fields.problems


@pytest.mark.parametrize("text", ["a: [[b]]", "a: {b: c}", "a: &x [*x]", "? [a]\n: b"])
def test_what_no_option_can_be_is_a_problem(text: str) -> None:
    root = compose_yaml(text)
    assert isinstance(root, yaml.MappingNode)
    fields = Fields(0, {}, [])
    read_mapping(root, fields, 0)
    assert not fields.found
    assert [type(problem) for problem in fields.problems] == [Option]


def page(front_matter: str, body: str = "# Notice\n\nProse.\n") -> str:
    return f"---\n{front_matter}\n---\n\n{body}"


@pytest.mark.parametrize(
    ("front_matter", "line", "message"),
    [
        ("wiki: concept", 2, "no mapping; write 'type: concept' and"),
        ("wiki: {slug: notice}", 2, "needs a type; known are actor, concept"),
        ("wiki:\n  type: conzept", 3, "'conzept' is not known; did you mean 'concept'?"),
        ("wiki:\n  type: concept\n  sumary: x", 4, "unknown option 'sumary'; did you mean 'sum"),
        ("wiki:\n  type: concept\n  reviewed: 2026-13", 4, "wiki: reviewed: month must be"),
        ("wiki:\n  type: concept\n  status: odd", 4, "status: 'odd' is not known"),
        ("wiki:\n  type: concept\n  source-url: 'javascript:x'", 4, "[policywiki.unsafe_url]"),
        ("wiki:\n  type: concept\n  related: [b, c]", 4, "no article is called 'b'"),
        ("wiki:\n  type: concept\n  slug: A B", 2, "'a-b' is used, write that"),
        ("wiki:\n  type: concept\n  topics: {a: b}", 4, "'topics' is neither a text nor a list"),
        ("wiki:\n  type: concept\n  status: a\n  status: b", 5, "'status' stands twice"),
        ("wiki:\n  type: concept\n bad: [", 4, "front matter: is not YAML"),
        ("wiki:\n  type: concept\n  summary: |\n    A\n\n    {nix}`b`", 7, "role_unknown"),
        ("title: x\nwiki:\n  type: concept\n  summary: <b>x</b>", 5, "policywiki.raw_html"),
    ],
)
def test_mistakes_are_named_with_their_line(
    wiki: Wiki, front_matter: str, line: int, message: str
) -> None:
    wiki.write("notice.md", page(front_matter))
    warnings = wiki.build().warnings.splitlines()
    # MyST before 5.1 takes the path for the name of a document in warnings of its own.
    start = re.compile(rf"{re.escape(str(wiki.src))}/notice\.md(\.rst)?:{line}: WARNING: ")
    assert [w for w in warnings if start.match(w) and message in w], warnings


def test_directive_beside_front_matter_counts(wiki: Wiki) -> None:
    front = "wiki:\n  type: actor\n  slug: other\n  summary: Of the front matter [^a]."
    directive = "```{concept} notice\nOf the directive.\n```"
    wiki.write("below.md", page(front, f"# Notice\n\nA [^a].\n\n[^a]: b\n\n{directive}\n"))
    wiki.write("above.md", page(front, f"{directive.replace('notice', 'n2')}\n\n# Above\n\nB.\n"))
    build = wiki.build()
    warnings = [line for line in build.warnings.splitlines() if "front_matter" in line]
    assert len(warnings) == 2
    assert all(
        re.search(r"\.md:2: .*declares the article too \(\w+\.md:\d+\)", w) for w in warnings
    )
    for name in ("below", "above"):
        article = build.article(f"{name}.html")
        assert "pw-type-concept" in article["class"]
        assert "Of the directive." in squeeze(article)
        assert "Of the front matter" not in squeeze(article)
        assert len(build.soup(f"{name}.html").select(".pw-article")) == 1


def test_other_keys_are_mysts(wiki: Wiki) -> None:
    front = (
        "wiki: {type: concept, summary: 'A {{ word }}.'}\nauthor: Doe\nmyst:\n"
        "  enable_extensions: [substitution]\n  substitutions: {word: notice}\n"
        "  html_meta: {keywords: of-the-page}"
    )
    wiki.write("notice.md", page(front))
    build = wiki.build()
    assert not build.warnings
    assert "A notice." in squeeze(build.article("notice.html"))
    assert 'content="of-the-page"' in build.text("notice.html")
    meta = json.loads(wiki.build("json").text("notice.fjson"))["meta"]
    assert meta["author"] == "Doe"
    assert "wiki" not in meta


@pytest.mark.parametrize(
    ("front", "body", "title"),
    [
        ("wiki: {type: concept, title: Named, summary: S.}", "Prose.\n", "Named"),
        ("wiki: {type: concept, summary: S.}", "Prose.\n", "Notice"),
        ("title: Head\nwiki: {type: concept, summary: S.}", "Prose.\n", "Head"),
    ],
)
def test_page_without_heading(wiki: Wiki, front: str, body: str, title: str) -> None:
    wiki.conf["myst_title_to_header"] = True
    wiki.write("notice.md", page(front, body))
    build = wiki.build()
    assert not build.warnings
    article = build.article("notice.html")
    assert squeeze(article.select_one("h1")).rstrip("¶#") == title
    details = article.select_one(".pw-details")
    assert squeeze(details).endswith("Prose.")


def test_without_a_summary_that_of_the_section_is_taken(wiki: Wiki) -> None:
    wiki.write("notice.md", page("wiki: {type: concept}", "# Notice\n\n## Summary\n\nWritten.\n"))
    wiki.write("all.md", "# All\n\n```{article-list}\n```\n")
    assert "Notice — Written." in squeeze(wiki.build().soup("all.html").body)


@pytest.mark.parametrize(
    ("name", "text"),
    [("notice.rst", ":wiki: concept\n\nNotice\n======\n\nProse.\n")],
)
def test_other_parsers_are_named(wiki: Wiki, name: str, text: str) -> None:
    wiki.write(name, text)
    warnings = wiki.build().warnings
    assert "notice.rst:1: WARNING: front matter: 'wiki' is read from the YAML of MyST" in warnings


def test_edits_of_front_matter_are_seen(wiki: Wiki) -> None:
    front = "wiki:\n  type: concept\n  title: {}\n  related: [decision]\n  summary: S."
    wiki.write("notice.md", page(front.format("First")))
    wiki.article("decision")
    wiki.article("appeal")
    assert rows_of(wiki.build().article("decision.html"))["Related concepts"] == "First"
    wiki.write("notice.md", page(front.format("Second")))
    build = wiki.build()
    assert rows_of(build.article("decision.html"))["Related concepts"] == "Second"
    assert build.written == {"notice", "decision"}
    assert build.files() == wiki.clean_build().files()


def test_parallel_equals_serial(wiki: Wiki) -> None:
    for number in range(12):
        front = f"wiki:\n  type: concept\n  related: [n{(number + 1) % 12}]\n  odd: x"
        wiki.write(f"n{number}.md", page(front, f"# Notice {number}\n\nProse.\n"))
    serial = wiki.clean_build()
    parallel = wiki.build(out="parallel", parallel=2)
    assert serial.files() == parallel.files()
    assert sorted(serial.warnings.splitlines()) == sorted(parallel.warnings.splitlines())


# --- the schema -----------------------------------------------------------------------


def schema(types: dict[str, Any] | None = None) -> dict[str, Any]:
    known = article_types(types or {})
    return front_matter_schema(known, relations({}, known), statuses({}))


def errors(front_matter: str, types: dict[str, Any] | None = None) -> list[str]:
    validator = jsonschema.Draft202012Validator(schema(types))
    data = yaml.BaseLoader(front_matter).get_single_data()
    return [error.message for error in validator.iter_errors(data)]


def test_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema(TYPES))
    assert schema()["$schema"] == DIALECT
    described = schema()["properties"]["wiki"]["properties"]
    assert all(value["description"] for value in described.values()), "an option without meaning"


def test_shipped_schema_is_up_to_date() -> None:
    shipped = Path(sphinx_policywiki.__file__).parent / "front-matter.schema.json"
    assert json.loads(shipped.read_text(encoding="utf-8")) == schema(), (
        "run: policywiki schema --builtin > src/sphinx_policywiki/front-matter.schema.json"
    )


@pytest.mark.parametrize(
    "front_matter",
    [
        "wiki: {type: conzept}",
        "wiki: {slug: notice}",
        "wiki: concept",
        "wiki: {type: concept, coulour: red}",
        "wiki: {type: concept, court: X}",
        "wiki: {type: concept, status: odd}",
        "wiki: {type: concept, slug: A b}",
        "wiki: {type: concept, slug: a--b}",
        "wiki: {type: concept, reviewed: 2026-13}",
        "wiki: {type: concept, source-url: 'javascript:x'}",
        "wiki: {type: concept, topics: {a: b}}",
        "wiki: {type: concept, topics: [[a]]}",
    ],
)
def test_schema_rejects_what_the_build_warns_of(wiki: Wiki, front_matter: str) -> None:
    assert errors(front_matter, TYPES)
    wiki.conf["policywiki_article_types"] = TYPES
    wiki.write("notice.md", page(front_matter))
    assert "[policywiki." in wiki.build().warnings


def test_schema_admits_every_option(wiki: Wiki) -> None:
    text = by_front_matter(OPTIONS, "notice", "court-case", SUMMARY)
    assert not errors(text, TYPES)
    assert errors(text)
    years = "wiki: {type: concept, published: 2024, version: 1.0, status: , slug: 通知-2}"
    validator = jsonschema.Draft202012Validator(schema())
    assert not list(validator.iter_errors(yaml.safe_load(years)))


DIRECTIVE = re.compile(
    r"^```\{(concept|instrument|actor)\} (\S+)\n(.*?)^```\n", re.MULTILINE | re.DOTALL
)


def converted(text: str) -> str:
    """Return a page of the example with its directive as front matter."""
    found = DIRECTIVE.search(text)
    assert found is not None
    head, _, summary = found[3].partition("\n\n")
    pairs = (line.split(": ", 1) for line in head.splitlines())
    options = {
        key.lstrip(":"): split_list(value) if key.lstrip(":") in LISTS else value
        for key, value in pairs
    }
    front = by_front_matter(options, found[2], found[1], summary.strip())
    return f"---\n{front}---\n\n{text[: found.start()]}{text[found.end() :].lstrip()}"


def test_example_converted_is_the_example(make_wiki: Callable[[], Wiki]) -> None:
    articles = [path for path in EXAMPLE.rglob("*.md") if DIRECTIVE.search(path.read_text())]
    assert len(articles) > 10
    pair = make_wiki(), make_wiki()
    for wiki in pair:
        wiki.conf |= {"policywiki_bibliography": ["references.bib"], "html_copy_source": False}
        wiki.write("references.bib", (EXAMPLE / "references.bib").read_text())
    for path in articles:
        text, name = path.read_text(encoding="utf-8"), path.relative_to(EXAMPLE).as_posix()
        front_matter = converted(text)
        assert not errors(front_matter.split("---\n")[1]), name
        pair[0].write(name, text)
        pair[1].write(name, front_matter)
    assert not assert_same(pair, "html")
