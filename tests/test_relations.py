"""Relations: computed both ways, counted, and shown on both sides."""

from __future__ import annotations

from conftest import Wiki, rows_of, squeeze


def test_used_by_counts_and_links(wiki: Wiki) -> None:
    wiki.article("a")
    wiki.article("b")
    wiki.article("one", "uses: a, B", type_="instrument", title="Act One")
    wiki.article("two", "uses: a", type_="instrument", title="Act Two")
    wiki.article("who", "uses: a", type_="actor", title="An Actor")
    build = wiki.build()
    rows = rows_of(build.article("a.html"))
    assert rows["Used by"] == "2 instruments: Act One, Act Two; 1 actor: An Actor"
    assert rows_of(build.article("b.html"))["Used by"] == "1 instrument: Act One"
    links = [a["href"] for a in build.article("a.html").select("aside dd:first-of-type a")]
    assert links == ["one.html", "two.html", "who.html"]
    assert rows_of(build.article("one.html")) == {"Uses": "A, B"}
    assert build.warnings == ""


def test_nothing_is_counted_where_nothing_is_expected(wiki: Wiki) -> None:
    wiki.article("law", type_="instrument")
    box = wiki.build().article("law.html").select_one("aside")
    assert squeeze(box) == "At a glance¶ Nothing is recorded yet."


def test_related_is_symmetric_with_a_row_for_each_type(wiki: Wiki) -> None:
    wiki.article("a", "related: law, b, gone, who")
    wiki.article("b")
    wiki.article("law", type_="instrument")
    wiki.article("who", type_="actor")
    build = wiki.build(suppress_warnings=["policywiki"])
    assert rows_of(build.article("a.html")) == {
        "Used by": "0 instruments",
        "Related concepts": "B, gone",
        "Related instruments": "Law",
        "Related actors": "Who",
    }
    assert rows_of(build.article("law.html")) == {"Related concepts": "A"}


def test_broader_issued_by_and_their_inverses(wiki: Wiki) -> None:
    wiki.article("animal", "narrower: dog")
    wiki.article("cat", "broader: animal")
    wiki.article("dog")
    wiki.article("law", "issued-by: king", type_="instrument")
    wiki.article("king", type_="actor")
    build = wiki.build()
    assert build.warnings == ""
    assert rows_of(build.article("animal.html"))["Narrower"] == "Dog, Cat"
    assert rows_of(build.article("dog.html"))["Broader"] == "Animal"
    assert rows_of(build.article("law.html")) == {"Issued by": "King"}
    assert rows_of(build.article("king.html")) == {"Issued": "Law"}


def test_configured_types_relations_and_statuses(wiki: Wiki) -> None:
    wiki.conf["policywiki_article_types"] = {
        "case": {"label": "Case", "plural": "Cases", "fields": {"court": "Court"}},
        "concept": {"plural": "Notions"},
    }
    wiki.conf["policywiki_relations"] = {
        "applies": {"label": "Applies", "inverse": "Applied by", "target_types": ["instrument"]},
        "cites": {"symmetric": True},
        "amends": {},
    }
    wiki.conf["policywiki_statuses"] = {
        "repealed": {"notice": "No longer law.", "severity": "danger"}
    }
    wiki.article("law", "status: repealed", "amends: old", type_="instrument")
    wiki.article("old", type_="instrument")
    wiki.article("case", "court: CJEU", "applies: Law", "cites: case-2", type_="case")
    wiki.article(
        "case-2", type_="case", body="{case}`case` and {wiki:case}`case-2` and {article}`law`"
    )
    build = wiki.build()
    assert build.warnings == ""
    assert rows_of(build.article("case.html")) == {
        "Applies": "Law",
        "Cites": "Case 2",
        "Court": "CJEU",
    }
    assert rows_of(build.article("case-2.html")) == {"Cites": "Case"}
    law = build.article("law.html")
    assert rows_of(law) == {"Applied by": "Case", "Amends": "Old", "Status": "Repealed"}
    assert rows_of(build.article("old.html")) == {"Amends of": "Law"}
    assert "danger" in law.select_one(".pw-status-repealed")["class"]
    assert "[Wiki article — Instrument] [repealed]." in squeeze(law)
    assert "[Wiki article — Case]." in squeeze(build.article("case.html"))


def test_counts_follow_the_language(wiki: Wiki) -> None:
    wiki.conf["language"] = "de"
    wiki.article("a")
    wiki.article("b")
    wiki.article("law", "uses: a", type_="instrument")
    build = wiki.build()
    one = squeeze(build.article("a.html").select_one("aside dd"))
    none = squeeze(build.article("b.html").select_one("aside dd"))
    assert one == "1 Instrument: Law"
    assert none == "0 Instrumente"


def test_lists(wiki: Wiki) -> None:
    wiki.article("b", "topics: law, tax", "reviewed: 2026-01", "status: draft")
    wiki.article("a", "topics: law", body="{concept}`b`")
    wiki.article("j", body="[](#b) {any}`b`", title="Jay", type_="actor")
    wiki.article("i", "topics: tax", "uses: a", type_="instrument")
    wiki.write(
        "x.md",
        """\
        # X

        ```{article-list}
        :type: concept
        :topics: Law
        ```

        ```{article-list}
        :style: table
        :status: draft
        ```

        ```{article-list}
        :style: cards
        :group-by: topic
        ```

        ```{article-list}
        :topics: none of this
        ```

        ```{backlinks} b
        ```

        ```{article-graph} a
        ```

        ```{backlinks} i
        ```

        ```{article-list}
        :type: nothing
        ```
        """,
    )
    soup = wiki.build().soup("x.html")
    first, backlinks = soup.select("ul.pw-articles")[0], soup.select("ul.pw-backlinks")
    assert [squeeze(li) for li in first.select("li")] == ["A — A summary.", "B — A summary."]
    table = soup.select_one("table.pw-articles")
    assert [squeeze(td) for td in table.select("td")] == [
        "B",
        "Concept",
        "law, tax",
        "Draft",
        "2026-01",
    ]
    groups = ["law", "tax", "Other", "Concepts", "Actors"]
    assert [squeeze(p) for p in soup.select(".pw-group")] == groups
    assert [squeeze(p) for p in soup.select(".pw-card-title")] == ["A", "B", "B", "I", "Jay"]
    assert [squeeze(ul.select_one("li > p")) for ul in backlinks] == ["A", "Jay"]
    assert squeeze(soup.select_one(".pw-relations")) == "A Used byI"
    assert [squeeze(p) for p in soup.select(".pw-empty")] == [
        "No articles.",
        "No article links here.",
        "No articles.",
    ]
    assert soup.select_one('table.pw-articles a[href="b.html"]') is not None


def test_articles_need_no_toctree(wiki: Wiki) -> None:
    wiki.article("a")
    del wiki.conf["suppress_warnings"]
    assert wiki.build().warnings == ""
