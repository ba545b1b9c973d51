"""A page for each thing that may show articles, and edits of those: which pages are written.

Each page has one thing on it, so that it must be written if that shows something else, and
must not be if it does not. The sequences of `test_exact_builds` have many things on a page.
"""

from __future__ import annotations

import pytest

from conftest import Wiki

#: What stands on pages without an article.
SHOWN = [
    "", "{concept}`alpha`", "{article}`alpha`", "{instrument}`alpha`", "{concept}`so <alpha>`",
    "{concept}`First name`", "{concept}`so <first name>`", "{article}`Alpha`",
    "{article}`old-alpha`", "{concept}`gamma`", "{concept}`so <gamma>`", "{article}`Common`",
    "{article}`so <common>`", "[](#alpha)", "[so](#alpha)", "[so](#gamma)", "{any}`alpha`",
    "{any}`so <alpha>`", "{any}`so <gamma>`", "[](alpha.md)", "[so](alpha.md)",
    "## On {concept}`alpha`", "{source}`doe`", "{source}`doe`\n\n```{source-list}\n```",
    "```{source-list}\n:scope: wiki\n```", "```{toctree}\nalpha\n```",
    "```{toctree}\n:hidden:\nalpha\n```", "```{toctree}\n:titlesonly:\nalpha\n```",
    "```{backlinks} alpha\n```", "```{article-graph} alpha\n```",
    "```{article-graph} alpha\n:depth: 2\n```", "```{article-graph} alpha\n:relations: uses\n```",
    "```{article-graph}\n```",
]  # fmt: skip
#: Options of lists of articles.
LISTS = [
    "", ":type: instrument", ":status: contested", ":topic: law", ":group-by: type",
    ":group-by: topic", ":group-by: letter", ":group-by: status", ":style: table",
    ":style: cards", ":style: table\n:sort: reviewed", ":sort: reviewed", ":sort: published",
    ":sort: used\n:limit: 1", ":reverse:\n:limit: 1",
]  # fmt: skip
#: Options of articles, which show others in their box or above.
OPTIONS = [
    ":related: alpha", ":related: first name", ":status: superseded\n:superseded-by: alpha",
    ":hatnote: See {concept}`alpha`.", ":shared-aliases: common", ":primary-source: doe",
    ":aliases: alpha",
]  # fmt: skip


def article(
    slug: str, options: str = "", *, title: str = "", type_: str = "concept",
    summary: str = "A summary.", body: str = "Text.",
) -> str:  # fmt: skip
    title = title or slug.title()
    return f"# {title}\n\n```{{{type_}}} {slug}\n{options}\n\n{summary}\n```\n\n{body}\n"


def alpha(options: str = "", **parts: str) -> dict[str, str | None]:
    return {"alpha.md": article("alpha", options, **parts)}


def beta(options: str = "", **parts: str) -> dict[str, str | None]:
    return {"beta.md": article("beta", options, **parts)}


BOOKS = "@book{{doe, title={{{}}}, author={{Doe, J}}, year={{2020}}}}"
#: Edits, one after another: files by name, None for those that go.
EDITS: list[dict[str, str | None]] = [
    {}, alpha(), alpha(body="Other text."), alpha(summary="Another."),
    alpha(summary="Of {concept}`beta`."), beta(), beta(title="Beta two"),
    alpha(title="Aleph"), alpha(title="*Aleph*"), alpha(":title: Own", title="Aleph"),
    alpha(title="Aleph"), alpha(title="Aleph", type_="instrument"),
    alpha(title="Aleph", type_="actor"), alpha(":aliases: first name"),
    alpha(":aliases: first name, second"), alpha(":former-slugs: old-alpha"),
    alpha(":shared-aliases: common"), beta(":shared-aliases: common"),
    beta(":shared-aliases: common", title="Beta two"), alpha(), beta(),
    alpha(":status: contested"), alpha(":status: contested\n:status-note: By some."),
    alpha(":status: draft"), alpha(":topics: law"), alpha(":topics: law, safety"),
    alpha(":reviewed: 2024-01-02"), alpha(":reviewed: 2025"), alpha(":published: 2020"),
    alpha(":updated: 2021"), alpha(":version: 2"), alpha(":authors: Doe, J"),
    alpha(":uses: beta"), alpha(":related: beta"), alpha(":related: nobody"),
    alpha(":related: nobody, beta"), beta(":related: delta"),
    beta(":uses: alpha", type_="instrument"), beta(":related: alpha", type_="actor"),
    alpha(":superseded-by: beta\n:status: superseded"),
    beta(":superseded-by: delta\n:status: superseded"), {"delta.md": article("delta")},
    {"delta.md": None}, beta(), alpha(), alpha(body="## Part\n\nText."),
    alpha(body="## Party\n\nText."), alpha(body="### Deep\n\nText."),
    beta(body="See {concept}`alpha`."), beta(body="See {concept}`alpha` now."),
    beta(body="See {concept}`alpha` now. And more."),
    beta(body="See [so](#alpha). As {source}`doe` says."), beta(body="As {source}`roe` says."),
    {"s.bib": BOOKS.format("It")}, {"s.bib": BOOKS.format("It all")},
    {"s.bib": BOOKS.format("It all") + BOOKS.format("It too").replace("doe", "roe")},
    {"s.bib": ""}, {"alpha.md": None, "moved.md": article("alpha")},
    {"moved.md": article("moved")}, {"moved.md": article("alpha")},
    {"moved.md": None} | alpha(), {"gamma.md": article("gamma")},
    {"gamma.md": article("gamma", title="New")}, {"gamma.md": None}, {"alpha.md": None},
    {"gamma.md": "# Gamma\n"}, {"gamma.md": "(gamma)=\n# Gamma\n"},
    {"gamma.md": None, "alpha.md": f"# Head\n\n{article('alpha')}"},
    alpha(":primary-source: doe"), alpha(":source-url: https://example.org/"),
    alpha(":aliases: own"), alpha(":aliases: common"),
]  # fmt: skip
#: A clean build follows every so many edits.
CLEAN = 8


@pytest.mark.parametrize(
    ("builder", "suffix", "theme"),
    [
        ("html", "html", "basic"), ("html", "html", "alabaster"), ("text", "txt", "basic"),
        ("json", "fjson", "basic"), ("epub", "xhtml", "basic"),
    ],
)  # fmt: skip
def test_pages_are_written_if_they_show_something_else(
    wiki: Wiki, builder: str, suffix: str, theme: str
) -> None:
    wiki.conf |= {
        "suppress_warnings": ["*"], "policywiki_bibliography": ["s.bib"], "html_theme": theme,
        "policywiki_backlinks": True,
    }  # fmt: skip
    wiki.write("s.bib", "")
    tree = "" if theme == "basic" else "```{toctree}\n:glob:\n*\n```\n"
    wiki.write("index.md", f"# Wiki\n\n{tree}")
    lists = [f"```{{article-list}}\n{options}\n```" for options in LISTS]
    own = [article(f"own{number}", options) for number, options in enumerate(OPTIONS)]
    all_texts = [
        *(f"# A page\n\n{text}\n" for text in [*SHOWN, *lists]),
        *own,
        article("own", summary="Of {concept}`alpha`."),
    ]
    texts = {f"p{number}": text for number, text in enumerate(all_texts)}
    for name, text in texts.items():
        wiki.write(f"{name}.md", text)
    before: dict[str, str] = {}
    for number, files in enumerate(EDITS):
        wiki.change(files)
        build = wiki.build(builder)
        pages = {name: build.text(f"{name}.{suffix}") for name in texts}
        due = {name for name in before if pages[name] != before[name]}
        assert {texts[n] for n in (build.written & before.keys()) - due - build.read} == set()
        if number % CLEAN == 0 or files is EDITS[-1]:
            clean = wiki.clean_build(builder)
            stale = [texts[n] for n in texts if pages[n] != clean.text(f"{n}.{suffix}")]
            assert stale == []
        before = pages
