"""What machines read of an article: tags in the head, JSON-LD, files for reference managers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from pybtex.database import parse_string

from conftest import Build, Wiki

URL = "https://policywindow.org/wiki/mesa"


@pytest.fixture
def mesa(wiki: Wiki) -> Wiki:
    wiki.conf["policywiki_bibliography"] = ["refs.bib"]
    wiki.write(
        "refs.bib",
        """\
        @online{hub, author={Hubinger, Evan and van Merwijk, Chris}, title={Risks from
          {Learned} Optimization}, date={2019-06-05}, url={https://arxiv.org/abs/1906.01820}}
        """,
    )
    wiki.article(
        "mesa", "topics: safety, learning", "primary-source: hub", "status: contested",
        "version: 2.1", "published: 2025-02-01", "updated: 2026-03-14", "aliases: mesa-optimizer",
        title="Mesa & “Optimization”", summary='A "learned" optimizer & more.',
    )  # fmt: skip
    return wiki


def tags(build: Build, name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in build.soup(name).select("head meta"):
        key = tag.get("name") or tag.get("property")
        if key:
            found.setdefault(str(key), []).append(str(tag["content"]))
    return found


def json_ld(page: BeautifulSoup) -> dict[str, Any]:
    scripts = page.select('head script[type="application/ld+json"]')
    assert len(scripts) == 1
    data: dict[str, Any] = json.loads(scripts[0].string or "")
    return data


def test_tags_in_the_head(mesa: Wiki) -> None:
    build = mesa.build()
    assert build.warnings == ""
    found = tags(build, "mesa.html")
    assert found["description"] == found["DC.description"] == ["A “learned” optimizer & more."]
    assert found["DC.title"] == found["citation_title"] == found["og:title"]
    assert found["DC.title"] == ["Mesa & “Optimization”"]
    assert found["DC.creator"] == found["DC.publisher"] == ["Policy Window"]
    assert found["DC.date.issued"] == ["2025-02-01"]
    assert found["DCTERMS.modified"] == ["2026-03-14"]
    assert found["DC.identifier"] == found["citation_public_url"] == found["og:url"] == [URL]
    assert found["DC.subject"] == found["article:tag"] == ["safety", "learning"]
    assert found["DCTERMS.references"] == ["https://arxiv.org/abs/1906.01820"]
    assert found["citation_publication_date"] == ["2026/03/14"]
    assert found["citation_keywords"] == ["safety; learning"]
    assert found["og:site_name"] == ["Policy Window"]


def test_the_canonical_link_is_the_permalink_in_every_theme(mesa: Wiki) -> None:
    mesa.conf["html_baseurl"] = "https://elsewhere.example"
    for theme in ("alabaster", "furo", "pydata_sphinx_theme", "sphinx_rtd_theme"):
        build = mesa.build(out=theme, html_theme=theme)
        links = build.soup("mesa.html").select('head link[rel="canonical"]')
        assert [link["href"] for link in links] == [URL], theme


def test_an_edition_is_cited_but_the_permalink_is_canonical(mesa: Wiki) -> None:
    mesa.conf["policywiki_edition"] = "2026-05"
    mesa.conf["policywiki_edition_permalink"] = "{base_url}/{edition}/{slug}"
    build = mesa.build()
    found = tags(build, "mesa.html")
    edition = "https://policywindow.org/2026-05/mesa"
    assert found["citation_public_url"] == [edition]
    assert found["DC.identifier"] == [URL]
    cited = build.article("mesa.html").select_one(".pw-citation-apa")
    assert cited is not None
    assert "edition 2026-05, version 2.1, contested" in cited.get_text()
    link = cited.select_one("a")
    assert link is not None
    assert link["href"] == edition


def test_json_ld(mesa: Wiki) -> None:
    build = mesa.build()
    data = json_ld(build.soup("mesa.html"))
    assert data["@type"] == "Article"
    assert data["@id"] == data["url"] == URL
    assert data["headline"] == "Mesa & “Optimization”"
    assert data["author"] == {"@type": "Organization", "name": "Policy Window"}
    assert data["datePublished"] == "2025-02-01"
    assert data["dateModified"] == "2026-03-14"
    assert data["creativeWorkStatus"] == "contested"
    assert data["about"]["@type"] == "DefinedTerm"
    assert data["about"]["termCode"] == "mesa"
    assert data["about"]["alternateName"] == ["mesa-optimizer"]
    work = data["citation"][0]
    assert work["name"] == "Risks from Learned Optimization"
    assert [person["familyName"] for person in work["author"]] == ["Hubinger", "van Merwijk"]


def test_files_for_reference_managers(mesa: Wiki) -> None:
    mesa.article("sub", "authors: Doe, Jane", name="deep/er/sub.md")
    build = mesa.build()
    for page, name in (("mesa.html", "mesa"), ("deep/er/sub.html", "sub")):
        links = build.soup(page).select('head link[rel="alternate"]')
        downloads = build.article(page).select(".pw-downloads a")
        assert [a["href"] for a in downloads] == [link["href"] for link in links]
        types = [link["type"] for link in links]
        assert types == [
            "application/x-bibtex", "application/x-research-info-systems",
            "application/vnd.citationstyles.csl+json",
        ]  # fmt: skip
        for link in links:
            path = (build.outdir / page).parent / str(link["href"])
            assert path.is_file()
            assert os.path.normpath(path) == str(build.outdir / "_citations" / path.name)
            assert path.stem == name
    one = parse_string(build.text("_citations/mesa.bib"), "bibtex").entries
    everything = parse_string(build.text("wiki.bib"), "bibtex").entries
    assert list(one) == ["policywindow-mesa"]
    assert set(everything) == {"policywindow-mesa", "policywindow-sub"}
    data = json.loads(build.text("wiki.json"))
    assert [item["id"] for item in data] == ["policywindow-mesa", "policywindow-sub"]
    assert [item["id"] for item in json.loads(build.text("_citations/sub.json"))] == [
        "policywindow-sub"
    ]
    assert build.text("_citations/mesa.ris").startswith("TY  - ")


def test_files_follow_articles(mesa: Wiki) -> None:
    mesa.article("sub")
    mesa.build()
    (mesa.src / "sub.md").unlink()
    mesa.article("mesa", title="Another Title")
    build = mesa.build()
    assert "sub" not in build.text("wiki.bib")
    assert "Another Title" in build.text("_citations/mesa.bib")
    assert build.files() == mesa.clean_build().files()
    (mesa.src / "mesa.md").unlink()
    build = mesa.build()
    assert not list((build.outdir / "_citations").glob("*"))
    assert build.files() == mesa.clean_build().files()


@pytest.mark.parametrize("slug", ["a" * 300, "人工智能" * 40])
def test_files_of_articles_with_very_long_slugs(wiki: Wiki, slug: str) -> None:
    wiki.article(slug, name="x.md")
    wiki.article(f"{slug}z", name="y.md")
    build = wiki.build()
    for name in ("x.html", "y.html"):
        links = [str(a["href"]) for a in build.article(name).select(".pw-downloads a")]
        assert all((build.outdir / unquote(link)).is_file() for link in links)
    assert len(list((build.outdir / "_citations").iterdir())) == 6


def test_a_page_in_the_folder_of_our_files_stays(wiki: Wiki) -> None:
    wiki.article("x")
    wiki.write("_citations/page.md", "# Page\n")
    assert (wiki.build().outdir / "_citations" / "page.html").is_file()


def test_sections_are_cited_without_the_sources_in_their_headings(mesa: Wiki) -> None:
    mesa.article("x", body="## Risks {source}`hub` of {concept}`mesa`\n\nText.\n")
    scripts = mesa.build().soup("x.html").select("head script.pw-section-citations")
    titles = [section["title"] for script in scripts for section in json.loads(script.string or "")]
    assert titles == ["Summary", "Risks of mesa"]


def test_a_wiki_without_articles_has_no_files_of_ours(wiki: Wiki) -> None:
    build = wiki.build()
    assert not (build.outdir / "wiki.bib").exists()
    assert not (build.outdir / "_citations").exists()


@pytest.mark.parametrize("builder", ["epub", "singlehtml", "text"])
def test_books_have_neither_files_nor_links_to_them(mesa: Wiki, builder: str) -> None:
    build = mesa.build(builder)
    assert not (build.outdir / "_citations").exists()
    for path in build.outdir.rglob("*.*html"):
        assert "_citations/" not in path.read_text(encoding="utf-8")


def zotero_creator(content: str) -> dict[str, str]:
    """Return what Zotero makes of an author tag, by the rules of its ``cleanAuthor``.

    What stands before a comma is the family name, and commas at the end fall; without a
    comma the last word is the family name.
    """
    bare = content.strip().rstrip(" ,./[]:")
    if "," in content:
        family, _, given = bare.partition(", ")
    else:
        given, _, family = bare.rpartition(" ")
    return {"firstName": given, "lastName": family}


#: The tags by which Zotero's "Embedded Metadata" takes a page for part of a publication.
OF_PUBLICATIONS = {
    "citation_journal_title", "citation_technical_report_institution", "citation_conference_title",
    "citation_conference", "citation_book_title", "citation_inbook_title",
    "citation_dissertation_institution",
}  # fmt: skip


@pytest.mark.parametrize(
    "publisher",
    ["Policy Window", "OECD", "Department for Science, Innovation and Technology", "A; B, C"],
)
def test_zotero_sees_an_encyclopedia_article_by_an_institution(mesa: Wiki, publisher: str) -> None:
    mesa.conf["policywiki_publisher"] = publisher
    found = tags(mesa.build(), "mesa.html")
    assert not OF_PUBLICATIONS & found.keys()
    assert found["z:itemType"] == ["encyclopediaArticle"]
    creators = [zotero_creator(content) for content in found["citation_author"]]
    name = publisher.replace(",", "").replace(";", "")
    assert creators == [{"firstName": "", "lastName": name}]
    assert found["DC.creator"] == [publisher]
    assert found["z:extra"] == ["Wiki article — Concept; version 2.1; contested"]


def test_zotero_sees_persons_and_no_date_where_there_is_none(wiki: Wiki) -> None:
    wiki.article("x", "authors:\n  - Jane van Doe\n  - Roe, Sam, Jr.\n".replace("\n", " "))
    wiki.article("y", 'authors: "Doe, Jane", Sam Roe')
    found = tags(wiki.build(), "y.html")
    assert [zotero_creator(content)["lastName"] for content in found["citation_author"]] == [
        "Doe", "Roe",
    ]  # fmt: skip
    assert found["z:date"] == ["n.d."]
    assert "citation_publication_date" not in found


@pytest.mark.slow
def test_bibtex_and_latex_take_the_file_of_all_articles(mesa: Wiki, tmp_path: Path) -> None:
    mesa.article("odd", title="50 % of {x} & \\y_z #1 ~ “why” — $a^b$?", summary="S.")
    mesa.article("zh", title="人工智能治理", summary="S.")
    shutil.copy(mesa.build().outdir / "wiki.bib", tmp_path)
    (tmp_path / "x.tex").write_text(
        r"\documentclass{article}\usepackage{url}"
        r"\begin{document}\nocite{policywindow-mesa,policywindow-odd}"
        r"\bibliographystyle{plain}\bibliography{wiki}\end{document}",
        encoding="utf-8",
    )

    def run(*command: str) -> str:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode(errors="replace")
        return done.stdout.decode(errors="replace")

    run("lualatex", "-interaction=nonstopmode", "x")
    assert "Warning" not in run("bibtex", "x")
    run("lualatex", "-interaction=nonstopmode", "x")
    run("lualatex", "-interaction=nonstopmode", "-halt-on-error", "x")
    text = " ".join(run("pdftotext", "-layout", "x.pdf", "-").split())
    assert "50 % of {x} & \\y_z #1 ~ “why” — $a^b$?" in text
    assert "Version 2.1; contested." in text
