"""Directives of this documentation that make reference tables from the code itself.

A table whose descriptions the code holds is made from it entirely. Where the code holds
names only, the page describes them in the content of ``described``, and every name
without a description, or description without a name, is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import ClassVar, Final

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata, OptionSpec

import sphinx_policywiki
from sphinx_policywiki.bibliography import csl
from sphinx_policywiki.bibliography.entrytypes import TYPES
from sphinx_policywiki.citation import STYLES
from sphinx_policywiki.citation.locators import DOTTED, parse_locator
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import SOURCE_STYLES, Cite, SourceStyle
from sphinx_policywiki.citations import Citations as CitationsOfArticle
from sphinx_policywiki.config import PREFIX, Settings, settings_of
from sphinx_policywiki.directives.boxes import CiteBlock
from sphinx_policywiki.directives.changes import ArticleChanges
from sphinx_policywiki.directives.graphs import ArticleGraph
from sphinx_policywiki.directives.lists import ArticleList, SourceList
from sphinx_policywiki.lint import all_rules
from sphinx_policywiki.messages import SUBTYPES
from sphinx_policywiki.model import Article, PartialDate, Place, slugify
from sphinx_policywiki.nodes import cite_block
from sphinx_policywiki.nodes.build import definition, paragraph, rich_nodes
from sphinx_policywiki.parts import Parts
from sphinx_policywiki.rows import row_names
from sphinx_policywiki.styles import Styles
from sphinx_policywiki.vocabulary import ARTICLE_TYPES, FIXED_OPTIONS, RELATIONS, STATUSES

_logger = logging.getLogger(__name__)
_CSS_VARIABLE: Final = re.compile(r"^  (--pw-[\w-]+): ([^;]+);", re.MULTILINE)

_OPTIONS: Final = (
    "type", "authors", "updated", "version", "status", "source-url", "edition", "accessed",
    "section", "styles",
)  # fmt: skip

Cell = str | Sequence[nodes.Node]


class Table(SphinxDirective):
    """A table with a row for each name that the code has; cells of text are Markdown."""

    heads: ClassVar[tuple[str, ...]]
    kind: ClassVar[str]

    def rows(self, settings: Settings) -> Iterator[tuple[str, *tuple[Cell, ...]]]:
        """Yield the rows, each with its name as the first cell."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        rows = list(self.rows(settings_of(self.config)))
        group = nodes.tgroup("", cols=len(self.heads))
        group.extend(nodes.colspec("", colwidth=1) for _ in self.heads)
        group += nodes.thead("", nodes.row("", *map(self._entry, self.heads)))
        group += nodes.tbody("", *(self._row(name, cells) for name, *cells in rows))
        table = nodes.table("", group, classes=["reference", f"reference-{self.kind}"])
        self.set_source_info(table)
        return [table]

    def _row(self, name: str, cells: Iterable[Cell]) -> nodes.row:
        first = nodes.entry("", nodes.paragraph("", "", nodes.literal("", name)))
        first["ids"].append(nodes.make_id(f"{self.kind}-{name}"))
        self.note(name, first["ids"][0])
        return nodes.row("", first, *map(self._entry, cells))

    def _entry(self, cell: Cell) -> nodes.entry:
        if not isinstance(cell, str):
            return nodes.entry("", *cell)
        children, messages = self.parse_inline(cell)
        return nodes.entry("", nodes.paragraph("", "", *children), *messages)

    def note(self, name: str, id_: str) -> None:
        """Make *name* known to cross references."""


class SettingTable(Table):
    """The configuration values; the role ``confval`` links to them."""

    heads = ("Name", "Type", "Default", "Meaning")
    kind = "setting"

    def rows(self, settings: Settings) -> Iterator[tuple[str, *tuple[Cell, ...]]]:
        """Yield the fields of the settings with what their metadata says."""
        for setting in fields(Settings):
            about = setting.metadata
            types = " or ".join(_type_name(type_) for type_ in about["types"])
            yield PREFIX + setting.name, types, f"`{about['default']!r}`", about["description"]

    def note(self, name: str, id_: str) -> None:
        """Make the setting an object of the standard domain."""
        domain = self.env.get_domain("std")
        assert isinstance(domain, StandardDomain)
        domain.note_object("confval", name, id_)


class WarningTable(Table):
    """The subtypes of warnings."""

    heads = ("Name", "What is wrong")
    kind = "warning"

    def rows(self, settings: Settings) -> Iterator[tuple[str, *tuple[Cell, ...]]]:
        """Yield every subtype."""
        for subtype, description in SUBTYPES.items():
            yield f"policywiki.{subtype}", description


class RuleTable(Table):
    """The rules of ``policywiki check``."""

    heads = ("Rule", "Severity", "What is found")
    kind = "rule"

    def rows(self, settings: Settings) -> Iterator[tuple[str, *tuple[Cell, ...]]]:
        """Yield every rule."""
        for name, rule in all_rules().items():
            yield name, rule.severity, rule.description


class TypeTable(Table):
    """The built-in types of articles."""

    heads = ("Type", "Label", "Plural")
    kind = "type"

    def rows(self, settings: Settings) -> Iterator[tuple[str, *tuple[Cell, ...]]]:
        """Yield every built-in type."""
        for name in ARTICLE_TYPES:
            type_ = settings.article_types[name]
            yield name, type_.label, type_.plural


class RelationTable(Table):
    """The built-in relations in both directions."""

    heads = ("Option", "Label", "Inverse", "From", "To", "Shown")
    kind = "relation"

    def rows(self, settings: Settings) -> Iterator[tuple[str, *tuple[Cell, ...]]]:
        """Yield both directions of every built-in relation."""
        for relation in settings.relations.values():
            if relation.name in RELATIONS or relation.inverse in RELATIONS:
                counted = "with a count" if relation.counted else ""
                by_type = "a row for each type" if relation.by_type else ""
                yield (
                    relation.name,
                    relation.label,
                    _code(relation.inverse),
                    _types(relation.source_types),
                    _types(relation.target_types),
                    "; ".join(filter(None, (counted, by_type))) or "as links",
                )


class StatusTable(Table):
    """The built-in statuses."""

    heads = ("Status", "Label", "Notice", "Severity")
    kind = "status"

    def rows(self, settings: Settings) -> Iterator[tuple[str, *tuple[Cell, ...]]]:
        """Yield every built-in status."""
        for name in STATUSES:
            status = settings.statuses[name]
            severity = status.severity if status.notice else "–"
            yield name, status.label, status.notice or "none", severity


class StyleTable(Table):
    """The citation styles."""

    heads = ("Style", "Label", "Shown as")
    kind = "style"

    def rows(self, settings: Settings) -> Iterator[tuple[str, *tuple[Cell, ...]]]:
        """Yield every style."""
        for name, style in STYLES.items():
            yield name, style.label, "program text" if style.verbatim else "text"


class SourceStyleTable(Table):
    """The styles of sources."""

    heads = ("Style", "Label", "In the text")
    kind = "source-style"
    _KINDS: ClassVar = {
        "author-date": "names in parentheses",
        "numeric": "a number",
        "note": "a foot note",
    }

    def rows(self, settings: Settings) -> Iterator[tuple[str, *tuple[Cell, ...]]]:
        """Yield every style of sources."""
        for name, style in SOURCE_STYLES.items():
            yield name, style.label, self._KINDS[style.kind]


class EntryTable(Table):
    """The types of sources, with the types of BibLaTeX that mean them."""

    heads = ("Type in CSL", "Types of entries in BibLaTeX")
    kind = "entry"

    def rows(self, settings: Settings) -> Iterator[tuple[str, *tuple[Cell, ...]]]:
        """Yield every CSL type that an entry can have."""
        for csl_type in dict.fromkeys(TYPES.values()):
            entries = (f"`@{name}`" for name, type_ in TYPES.items() if type_ == csl_type)
            yield csl_type, ", ".join(entries)


class Described(Table):
    """A table of names that the code has, described by the definition list in the content."""

    heads = ("Name", "Meaning")
    has_content = True
    required_arguments = 1
    kind = ""

    def run(self) -> list[nodes.Node]:
        """Return the table of the kind that the argument names."""
        self.kind = self.arguments[0]  # type: ignore[misc]  # one class serves all kinds
        return super().run()

    def rows(self, settings: Settings) -> Iterator[tuple[str, *tuple[Cell, ...]]]:
        """Yield every name with its description, in the order of the code."""
        descriptions: dict[str, Sequence[nodes.Node]] = {}
        for content in self.parse_content_to_nodes():
            for item in content.findall(nodes.definition_list_item):
                term, definition = item.children
                descriptions[term.astext()] = definition.children
        names = list(_names(settings)[self.kind])
        for name in set(names) ^ descriptions.keys():
            what = "has no description" if name in names else "is described but unknown"
            _logger.warning("%s: %s %s", self.kind, name, what, location=self.get_location())
        for name in names:
            yield name, descriptions.get(name, ())


class VariableTable(Described):
    """The variables of the stylesheet, described by the content, with their defaults."""

    heads = ("Variable", "Meaning", "Default")
    kind = "variable"
    required_arguments = 0

    def run(self) -> list[nodes.Node]:
        """Return the table of all variables."""
        self.arguments = ["variable"]
        return super().run()

    def rows(self, settings: Settings) -> Iterator[tuple[str, *tuple[Cell, ...]]]:
        """Yield every variable, what it is for, and its default."""
        defaults = _variables()
        for name, meaning in super().rows(settings):
            yield name, meaning, [nodes.paragraph("", "", nodes.literal("", defaults[name]))]


class Citations(SphinxDirective):
    """The citations that the code prints for an article with the given options."""

    option_spec: ClassVar[OptionSpec] = dict.fromkeys(_OPTIONS, directives.unchanged_required)
    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the list that stands on the page of such an article."""
        title, given = self.arguments[0], self.options
        article = Article(
            slug=slugify(title),
            type=given.get("type", "concept"),
            title=title,
            place=Place(self.env.docname, "", 0),
            authors=tuple(name.strip() for name in given.get("authors", "").split(";") if name),
            updated=PartialDate.parse(given["updated"]) if "updated" in given else None,
            version=given.get("version", ""),
            status=given.get("status", ""),
            source_url=given.get("source-url", ""),
        )
        settings = replace(
            settings_of(self.config),
            publisher="Policy Window",
            base_url="https://policywindow.org",
            permalink="{base_url}/wiki/{slug}",
            edition=given.get("edition"),
            edition_permalink="{base_url}/{edition}/{slug}",
        )
        block = cite_block("")
        if "accessed" in given:
            block["accessed"] = given["accessed"]
        if "styles" in given:
            named = given["styles"].split()
            block["styles"] = list(STYLES) if named == ["all"] else named
        styles = Styles.of(self.env)
        item = Parts(article, settings, styles, "").item()
        if section := given.get("section"):
            anchor = slugify(section)
            url = f"{item.url}#{anchor}"
            item = replace(item, id=f"{item.id}-{anchor}", section=section, url=url)
        return [CitationsOfArticle(item, settings, styles).listing(block, article.id)]


class Sources(SphinxDirective):
    """What the styles print of the source in the content, which is CSL-JSON."""

    has_content = True
    option_spec: ClassVar[OptionSpec] = dict.fromkeys(
        ("styles", "locator"), directives.unchanged_required
    )

    def run(self) -> list[nodes.Node]:
        """Return a list with the entry and the citation in each style."""
        found = csl.read("reference.json", "\n".join(self.content))
        for broken in found.broken:
            _logger.warning("%s", broken.message, location=self.get_location())
        names = self.options.get("styles", " ".join(SOURCE_STYLES)).split()
        return [
            nodes.definition_list("", *(self._shown(SOURCE_STYLES[name], source) for name in names))
            for _, source in found.sources
        ]

    def _shown(self, style: SourceStyle, source: Source) -> nodes.Node:
        cite = Cite(source, parse_locator(self.options.get("locator", "")), number=1)
        before = "In a foot note: " if style.kind == "note" else "In the text: "
        return definition(
            style.label,
            paragraph(*rich_nodes(style.reference(source))),
            paragraph(before, *rich_nodes(style.cite([cite]))),
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    for table in (
        SettingTable, WarningTable, RuleTable, TypeTable, RelationTable, StatusTable, StyleTable,
        SourceStyleTable, EntryTable, VariableTable,
    ):  # fmt: skip
        app.add_directive(f"{table.kind}-table", table)
    app.add_directive("described", Described)
    app.add_directive("citations", Citations)
    app.add_directive("sources", Sources)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _names(settings: Settings) -> Mapping[str, Iterable[str]]:
    """Return the names of each kind that the pages describe."""
    return {
        "article": FIXED_OPTIONS,
        "row": [name for name in row_names(settings) if name not in settings.relations],
        "cite-block": CiteBlock.known_options,
        "article-list": ArticleList.known_options,
        "source-list": SourceList.known_options,
        "article-changes": ArticleChanges.known_options,
        "article-graph": ArticleGraph.known_options,
        "guide": STYLES,
        "source-guide": SOURCE_STYLES,
        "locator": DOTTED,
        "variable": _variables(),
    }


def _variables() -> dict[str, str]:
    """Return the variables of the first block of the stylesheet, with their defaults."""
    css = Path(sphinx_policywiki.__file__).with_name("static") / "web" / "policywiki.css"
    block = css.read_text(encoding="utf-8").partition("{")[2].partition("\n}")[0]
    return dict(_CSS_VARIABLE.findall(block))


def _type_name(type_: type) -> str:
    return "None" if type_ is type(None) else type_.__name__


def _code(value: object) -> str:
    return f"`{value}`" if isinstance(value, str) and "`" not in value else f"`{value!r}`"


def _types(types: Sequence[str]) -> str:
    named = [name for name in types if name != "*"]
    if not types or not named:
        return "any type"
    return ", ".join(named) + (", any other" if "*" in types else "")
