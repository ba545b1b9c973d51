"""The citations of an article as nodes: of the whole, and of each of its sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from docutils import nodes

from sphinx_policywiki.citation import Accessed, CitationItem, Style
from sphinx_policywiki.citation.text import RichText, plain
from sphinx_policywiki.config import Settings
from sphinx_policywiki.languages import is_english, primary
from sphinx_policywiki.locale import _, lower_first, tr, within
from sphinx_policywiki.model import PartialDate
from sphinx_policywiki.nodes import citation_list, cite_block
from sphinx_policywiki.nodes.build import definition, in_language, paragraph, rich_nodes
from sphinx_policywiki.plaintext import plain_text
from sphinx_policywiki.styles import Styles


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an article: the anchor and the title of its heading."""

    anchor: str
    title: str


class Citations:
    """Makes the citations of *item* in the styles that the settings or a block choose."""

    def __init__(self, item: CitationItem, settings: Settings, styles: Styles) -> None:
        self.item = item
        self.settings = settings
        self.styles = styles

    def listing(self, block: cite_block, article: str) -> citation_list:
        """Return the definition list of the citations of *article*, which is an id."""
        item = self._read(block)
        styles = list(block.get("styles") or self.settings.citation_styles)
        entries = (self._entry(name, item) for name in styles)
        return citation_list(
            "", *entries, article=article, styles=styles, accessed=item.accessed, sections=[]
        )

    def add_sections(self, listing: citation_list, sections: Iterable[Section]) -> None:
        """Give *listing* the citations of *sections*, for scripts to show.

        A section is cited by its title and its anchor: the Stanford Encyclopedia of
        Philosophy ("How to cite") asks for the section since entries have no pages.
        """
        if not self.item.url:
            return
        listing["sections"] = [
            {
                "anchor": section.anchor,
                "title": section.title,
                "citations": [self._cite(name, item) for name in listing["styles"]],
            }
            for section in sections
            for item in [self._of_section(section, listing["accessed"])]
        ]

    def _of_section(self, section: Section, accessed: Accessed) -> CitationItem:
        return replace(
            self.item,
            id=f"{self.item.id}-{section.anchor}",
            section=section.title,
            url=f"{self.item.url.partition('#')[0]}#{section.anchor}",
            accessed=accessed,
        )

    def _read(self, block: cite_block) -> CitationItem:
        accessed = block.get("accessed")
        return replace(self.item, accessed=_accessed(accessed)) if accessed else self.item

    def _entry(self, name: str, item: CitationItem) -> nodes.Node:
        style = self.styles.page(name)
        text = self._text(style, item)
        body: nodes.Element
        if style.verbatim:
            code = plain(text)
            body = nodes.literal_block(code, code, language="none")
        else:
            shown = in_language(style.language, self.styles.language, rich_nodes(text))
            body = paragraph(*shown)
        classes = ["pw-citation", f"pw-citation-{nodes.make_id(name)}"]
        return definition(style.label, body, classes=classes)

    def _cite(self, name: str, item: CitationItem) -> RichText:
        return self._text(self.styles.page(name), item)

    def _text(self, style: Style, item: CitationItem) -> RichText:
        """Return the citation of *item*, in our own words too if the style speaks the language."""
        language = self.styles.language
        if style.verbatim or is_english(language) or primary(style.language) != primary(language):
            return style.cite(item)
        text = style.cite(self._translated(item))
        return tuple(replace(run, text=_("[date]")) if run.accessed else run for run in text)

    def _translated(self, item: CitationItem) -> CitationItem:
        labels = (status.label for status in self.settings.statuses.values())
        shown = {lower_first(label): within(tr(label)) for label in labels}
        return replace(
            item,
            kind=_("Wiki article"),
            type_label=tr(item.type_label),
            status=shown.get(item.status, item.status),
            edition_form=_("edition {edition}"),
            version_form=_("version {version}"),
        )


def _accessed(text: str) -> Accessed:
    return "reader" if text == "reader" else PartialDate.parse(text)


def sections_of(article: nodes.Element, left_out: Sequence[str]) -> list[Section]:
    """Return the sections below *article* in order, but for those of a class in *left_out*."""
    found: list[Section] = []
    for child in article.children:
        if isinstance(child, nodes.section) and not set(left_out) & set(child["classes"]):
            title = child.next_node(nodes.title)
            if title is not None and child["ids"]:
                found.append(Section(child["ids"][0], _text(title)))
            found += sections_of(child, left_out)
    return found


def _text(title: nodes.title) -> str:
    """Return *title* as readers see it, but for articles in it by the names that were typed."""
    parts = plain_text(title.children)
    return " ".join("".join(p if isinstance(p, str) else p.name for p in parts).split())
