"""Roles, MyST links and links between projects."""

from __future__ import annotations

from pathlib import Path

import myst_parser

from conftest import Wiki, squeeze


def test_text_shown(wiki: Wiki) -> None:
    wiki.article(
        "eu-ai-act",
        "aliases: AIA, Artificial Intelligence Act",
        type_="instrument",
        title="EU AI Act",
    )
    wiki.write(
        "x.md",
        """\
        # X

        {instrument}`eu-ai-act`
        {article}`EU AI Act`
        {wiki:instrument}`aia`
        {instrument}`artificial_intelligence-ACT`
        {instrument}`the act <eu-ai-act>`
        {wiki:article}`eu ai act`
        {instrument}`!eu-ai-act`
        """,
    )
    build = wiki.build()
    assert build.warnings == ""
    paragraph = build.soup("x.html").select_one("section > p")
    assert [squeeze(a) for a in paragraph.select('a[href="eu-ai-act.html"]')] == [
        "EU AI Act", "EU AI Act", "aia", "artificial_intelligence-ACT", "the act", "eu ai act",
    ]  # fmt: skip
    assert paragraph.get_text().strip().endswith("eu-ai-act")


def test_everywhere(wiki: Wiki) -> None:
    wiki.article("a", title="Ay")
    wiki.article("b", summary="With {concept}`a`.")
    wiki.write(
        "x.md",
        """\
        # On {concept}`a`

        | Head {concept}`a` | Other |
        | --- | --- |
        | {concept}`a` | x |

        A note[^1].

        [^1]: In a footnote {concept}`a`.
        """,
    )
    wiki.write(
        "y.rst",
        "Y\n=\n\n- :concept:`a`, :wiki:concept:`a`, :article:`text <a>` [#f]_\n\n.. [#f] :concept:`a`\n",
    )
    build = wiki.build()
    assert build.warnings == ""
    for place in ("h1", "th", "td", "aside"):
        found = build.soup("x.html").select_one(f'{place} a[href="a.html"]')
        assert squeeze(found) == "Ay", place
    assert build.soup("b.html").select_one('#summary a[href="a.html"]') is not None
    assert len(build.soup("y.html").select('.body a[href="a.html"]')) == 4


def test_myst_links(wiki: Wiki) -> None:
    wiki.article("mesa", "aliases: other name", title="Mesa Title")
    wiki.write(
        "x.md",
        "# X\n\n[text](#mesa), [](#mesa), [](#other-name), [*em* text](#mesa 'Tip'), {any}`mesa`\n",
    )
    build = wiki.build()
    assert build.warnings == ""
    links = build.soup("x.html").select('section a[href="mesa.html"]')
    assert [squeeze(a) for a in links] == [
        "text",
        "Mesa Title",
        "Mesa Title",
        "em text",
        "Mesa Title",
    ]
    if int(myst_parser.__version__.partition(".")[0]) >= 5:  # earlier releases drop the title
        assert links[3]["title"] == "Tip"


def test_two_articles_of_one_title_are_told_apart_by_role(wiki: Wiki) -> None:
    wiki.article("t-concept", title="Transparency")
    wiki.article("t-law", title="Transparency", type_="instrument")
    wiki.write("x.md", "# X\n\n{concept}`Transparency` {instrument}`transparency`\n")
    links = wiki.build().soup("x.html").select("section > p a")
    assert [a["href"] for a in links] == ["t-concept.html", "t-law.html"]


def test_inventory_both_ways(wiki: Wiki, tmp_path: Path) -> None:
    wiki.article("alpha", "aliases: aleph", title="The Alpha")
    outer = wiki.build()
    other = Wiki(tmp_path / "other")
    other.conf["extensions"] = ["sphinx_policywiki", "sphinx.ext.intersphinx"]
    other.conf["intersphinx_mapping"] = {
        "w": ("https://example.org", str(outer.outdir / "objects.inv"))
    }
    other.article(
        "beta", "related: alpha, aleph", body="{concept}`alpha`, {external+w:wiki:concept}`alpha`"
    )
    build = other.build()
    assert build.warnings == ""
    links = build.article("beta.html").select('a[href="https://example.org/alpha.html"]')
    assert [squeeze(a) for a in links] == ["The Alpha"] * 4
    plain = Wiki(tmp_path / "plain")
    plain.conf = {
        "extensions": ["sphinx.ext.intersphinx"],
        "intersphinx_mapping": other.conf["intersphinx_mapping"],
    }
    (plain.src / "index.md").unlink()
    plain.write("index.rst", "X\n=\n\n:external+w:doc:`alpha`\n")
    link = plain.build().soup("index.html").select_one('a[href="https://example.org/alpha.html"]')
    assert squeeze(link) == "The Alpha"


def test_sources(wiki: Wiki) -> None:
    wiki.conf["policywiki_bibliography"] = ["refs.bib", "refs.json", "refs.yaml"]
    wiki.write(
        "refs.bib",
        """\
        @online{hub, author={Hubinger, Evan and van Merwijk, Chris and Mikulik, Vladimir},
          title={Risks from {Learned} Optimization}, date={2019-06-05}, eprint={1906.01820},
          eprinttype={arxiv}}
        @book{two, author={Doe, Jane and Roe, Sam}, title={A Book}, year=2020, publisher={Press}}
        """,
    )
    wiki.write(
        "refs.json",
        '[{"id": "j", "type": "report", "title": "J", "author": [{"literal": "OECD"}], "issued": {"date-parts": [[2024]]}, "URL": "https://example.org/j"}]',
    )
    wiki.write("refs.yaml", "references:\n- id: y\n  title: Why\n  issued: 2020-01\n")
    wiki.article(
        "x", "primary-source: hub", title="X",
        body="So {source}`hub`, {source}`two`, {source}`j` and {source}`y`.\n\n## Sources\n\n```{source-list}\n```\n",
    )  # fmt: skip
    wiki.article("z", body="{source}`j` {source}`two`")
    build = wiki.build()
    assert build.warnings == ""
    article = build.article("x.html")
    prose = squeeze(article.select_one("#details p"))
    assert prose == "So (Hubinger et al., 2019), (Doe & Roe, 2020), (OECD, 2024) and (Why, 2020)."
    items = article.select("ul.pw-sources > li")
    assert [li["id"] for li in items] == ["source-two", "source-hub", "source-j", "source-y"]
    assert squeeze(items[1]).removesuffix(" Cited: 1, 2") == (
        "Hubinger, E., van Merwijk, C., & Mikulik, V. (2019). Risks from Learned Optimization "
        "(arXiv:1906.01820). arXiv. https://arxiv.org/abs/1906.01820"
    )
    assert article.select_one('#details a[href="#source-hub"]') is not None
    rows = squeeze(article.select_one("aside"))
    assert "Source URLhttps://arxiv.org/abs/1906.01820" in rows
    other = build.article("z.html")
    assert other.select_one('#details a[href="https://example.org/j"]') is not None


def test_a_label_of_the_author_is_no_alias(wiki: Wiki) -> None:
    wiki.article("act", "aliases: The Place", type_="instrument")
    wiki.write("x.md", "# X\n\n(the-place)=\n## Here\n\nText.\n")
    wiki.write("y.md", "# Y\n\n[a](#the-place) [b](#act)\n")
    links = wiki.build().soup("y.html").select("section > p a")
    assert [a["href"] for a in links] == ["x.html#the-place", "act.html"]


def test_generated_sections_are_headings_to_myst(wiki: Wiki) -> None:
    wiki.conf["myst_heading_anchors"] = 3
    wiki.article("a", body="Prose. [up](#summary)")
    wiki.write("y.md", "# Y\n\n[a](a.md#details) [](a.md#how-to-cite)\n")
    build = wiki.build()
    assert build.warnings == ""
    links = build.soup("y.html").select("section > p a")
    assert [a["href"] for a in links] == ["a.html#details", "a.html#how-to-cite"]
    assert squeeze(links[1]) == "How to cite this article"


def test_summaries_elsewhere_are_what_readers_see(wiki: Wiki) -> None:
    wiki.article("b", title="Bee")
    wiki.article(
        "a",
        summary="Of {concept}`b`, *in* short.[^1]\n\n% a secret\n\n[^1]: A note.\n\nMore {concept}`text <b>`.",
    )
    wiki.write("y.md", "# Y\n\n```{article-list}\n```\n")
    build = wiki.build()
    shown = "Of Bee, in short. More text."
    assert f'content="{shown}"' in build.text("a.html")
    assert f"A — {shown}" in squeeze(build.soup("y.html").select_one("ul.pw-articles"))


def test_outlines_show_what_headings_show(wiki: Wiki) -> None:
    wiki.conf["html_theme"] = "furo"
    wiki.article("b", title="Bee")
    wiki.write(
        "x.md", "# On {concept}`b`\n\nText.\n\n## More on *all* {concept}`bees <b>`\n\nText.\n"
    )
    wiki.write("index.md", "# W\n\n```{toctree}\nx\n```\n\n{doc}`x`\n")
    soup = wiki.build().soup("x.html")
    assert [squeeze(h)[:-1] for h in soup.select("article h1, article h2")] == [
        "On Bee",
        "More on all bees",
    ]
    assert squeeze(soup.title).startswith("On Bee")
    assert squeeze(soup.select_one(".toc-tree li li a")) == "More on all bees"
    assert soup.select(".toc-tree code, .sidebar-tree code") == []
    index = wiki.build().soup("index.html")
    assert [squeeze(a) for a in index.select('article a[href="x.html"]')] == ["On Bee", "On Bee"]
    path = wiki.src / "b.md"
    path.write_text(path.read_text().replace("# Bee", "# Wasp"))
    left, right = wiki.build().files(), wiki.clean_build().files()
    assert [n for n in right if left[n] != right[n]] == []
    assert b"On Wasp" in left["index.html"]
