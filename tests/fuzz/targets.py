"""What is fuzzed: each target takes any text and fails where ours does not keep its promise.

`run.py` feeds them from atheris, `tests/test_fuzz.py` from hypothesis and from what was found.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, cast

from pybtex.database.input.bibtex import Parser
from rdflib import Graph, Literal

from sphinx_policywiki.bibliography import bibtex as bibtex_reader
from sphinx_policywiki.bibliography import csl as csl_reader
from sphinx_policywiki.bibliography import dates
from sphinx_policywiki.bibliography.latex import marked_text, plain_text
from sphinx_policywiki.changes import changes
from sphinx_policywiki.characters import legible
from sphinx_policywiki.citation import STYLES, CitationItem, parse_name
from sphinx_policywiki.citation.sources import SOURCE_STYLES, Cite, parse_targets
from sphinx_policywiki.citation.text import plain
from sphinx_policywiki.citation.titles import capitalized, headline, unmarked
from sphinx_policywiki.config import Settings
from sphinx_policywiki.directives.fields import Fields, is_yaml, read_fields, read_yaml
from sphinx_policywiki.directives.front_matter import FrontMatter
from sphinx_policywiki.earlier import read_earlier
from sphinx_policywiki.metadata.turtle import iri, literal
from sphinx_policywiki.model import PartialDate, lookup_key, slugify
from sphinx_policywiki.options import SAFE_SCHEMES, join_list, safe_url, split_list
from sphinx_policywiki.scripts import script_json
from sphinx_policywiki.vocabulary import article_types

Target = Callable[[str], None]


def lines_of(text: str) -> int:
    """Return how many lines *text* has, as editors count them."""
    return len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def bibliography(read: Callable[[str, str], Any], name: str) -> Target:
    """Return the target of a reader: each problem has a line, and each source can be printed."""

    def target(given: str) -> None:
        text = legible(given)  # as `Bibliography` gives it to the readers
        found = read(name, text)
        for broken in found.broken:
            assert 1 <= broken.line <= lines_of(text), broken
            assert broken.message == legible(broken.message), broken
        for line, source in found.sources:
            assert 1 <= line <= lines_of(text)
            assert source.key
            assert source.title
            for style in SOURCE_STYLES.values():
                printed = plain(style.reference(source)) + plain(style.cite([Cite(source)]))
                printed.encode()  # no half of a character
                assert legible(printed) == printed

    return target


def latex(text: str) -> None:
    """LaTeX of a bibliography becomes text, with or without markup."""
    assert "\ufdd0" not in plain_text(text)
    headline(capitalized(unmarked(marked_text(text))))


def lists(text: str) -> None:
    """What is split into a list and joined again is the same list."""
    items = split_list(text)
    assert split_list(join_list(items)) == items
    assert all(item == " ".join(item.split()) and item for item in items)


def options(text: str) -> None:
    """Every line is an option, part of one, or left for the content."""
    lines = text.splitlines()
    check_fields(read_yaml(lines) if is_yaml(lines) else read_fields(lines), lines)


def yaml_options(text: str) -> None:
    """YAML of options is read, or each problem has a line within it."""
    lines = ["---", *text.splitlines(), "---"]
    if is_yaml(lines):
        check_fields(read_yaml(lines), lines)


def check_fields(fields: Fields, lines: list[str]) -> None:
    assert 0 <= fields.used <= len(lines)
    for option in (*fields.found.values(), *fields.problems):
        assert 0 <= option.line <= len(lines)
        option.text.encode()
    assert all(problem.text for problem in fields.problems)


def front_matter(text: str) -> None:
    """Front matter declares an article, or there is a reason why not."""
    settings = cast("Settings", SimpleNamespace(article_types=article_types({})))
    found = FrontMatter(text, "page", settings)
    assert found.type_name in {"", *settings.article_types}
    check_fields(found.fields, ["", *text.splitlines(), ""])
    found.summary.text.encode()


def citations(text: str) -> None:
    """The formats of reference managers give back what is in them, and nothing more."""
    shown = " ".join(legible(text).split())
    if not shown:
        return
    author = parse_name(shown)
    url = safe_url(f"https://example.org/{shown}") or ""
    item = CitationItem(
        id="x", title=shown, publisher=shown, url=url, authors=(author,), version=shown,
        topics=(shown,), abstract=shown, source_url=url, section=shown,
        issued=PartialDate(2026, 3),
    )  # fmt: skip
    for name in ("bibtex", "biblatex"):
        (entry,) = (
            Parser().parse_stream(io.StringIO(plain(STYLES[name].cite(item)))).entries.values()
        )
        assert plain_text(entry.fields["title"]) == shown, name
        assert plain_text(entry.fields.get("organization", "")) == item.website, name
        assert entry.fields["url"] == url
        assert len(entry.persons["author"]) == 1
    record = STYLES["ris"].file(item).split("\r\n")
    tags = [line[:6] for line in record if line]
    assert all(tag[2:] == "  - " for tag in tags)
    assert [tag[:2] for tag in tags].count("ER") == 1
    (data,) = json.loads(plain(STYLES["csl-json"].cite(item)))
    assert data["title"] == data["container-title"] == data["abstract"] == shown
    for style in STYLES.values():
        assert plain(style.cite(item))


def scripts(text: str) -> None:
    """Data in a script cannot end it, and reads back as JSON."""
    said = script_json({text: [text]})
    assert json.loads(said) == {text: [text]}
    assert not set("<>&\u2028\u2029") & set(said)
    assert "\n" not in said


def turtle(text: str) -> None:
    """rdflib reads the same literal, and no statement more."""
    if "\x00" in text:
        return  # no character of RDF
    address = iri(f"https://example.org/{text}")
    graph = Graph().parse(data=f"{address} a {literal(text, 'en')} .", format="turtle")
    ((_subject, _predicate, found),) = graph
    assert found == Literal(text, lang="en")


def addresses(text: str) -> None:
    """What may be a link has a scheme that is safe, and no character that ends an attribute."""
    url = safe_url(text)
    if url is not None:
        assert url.partition(":")[0].lower() in SAFE_SCHEMES
        assert not set('\x00\t\r\n <>"') & set(url)
        assert safe_url(url) == url


def names(text: str) -> None:
    """Slugs are file names that stay in their folder; keys are stable."""
    slug = slugify(text)
    assert slugify(slug) == slug
    assert not set("/\\.:\x00 ") & set(slug)
    slug.encode()
    assert lookup_key(lookup_key(text)) == lookup_key(text)
    parse_targets(text)
    for read in (PartialDate.parse, dates.read):
        with suppress(ValueError):
            assert read(text).year


def earlier(text: str) -> None:
    """The articles of an earlier edition may be anything."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "articles.json")
        path.write_bytes(text.encode(errors="replace"))
        try:
            found = read_earlier(path)
        except ValueError:
            return
    changes(found.articles, [])
    changes([], found.articles)


TARGETS: Final[dict[str, Target]] = {
    "addresses": addresses,
    "bibtex": bibliography(bibtex_reader.read, "x.bib"),
    "citations": citations,
    "csl-json": bibliography(csl_reader.read, "x.json"),
    "csl-yaml": bibliography(csl_reader.read, "x.yaml"),
    "earlier": earlier,
    "front-matter": front_matter,
    "latex": latex,
    "lists": lists,
    "names": names,
    "options": options,
    "scripts": scripts,
    "turtle": turtle,
    "yaml-options": yaml_options,
}
