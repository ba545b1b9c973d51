"""The parts of an article as nodes, as far as its own page decides them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from docutils import nodes

from sphinx_policywiki.citation import CitationItem, citation_key, parse_name
from sphinx_policywiki.citations import Citations, Section
from sphinx_policywiki.config import Settings
from sphinx_policywiki.index_names import of_topic, of_type
from sphinx_policywiki.languages import is_english, tag_of
from sphinx_policywiki.locale import _, lower_first, tr
from sphinx_policywiki.locale.punctuation import colon, comma, semicolon, space, split
from sphinx_policywiki.model import Article, Target
from sphinx_policywiki.nodes import (
    article_header,
    backlink_listing,
    changed_row,
    citation_list,
    cite_block,
    generated_time,
    glance_box,
    index_link,
    namesake_notes,
    relation_rows,
    review_note,
    source_row,
    successor,
)
from sphinx_policywiki.nodes.build import definition, labelled, paragraph, separated, web_link
from sphinx_policywiki.options import safe_url
from sphinx_policywiki.page import Around
from sphinx_policywiki.permalink import cited_url, permalink
from sphinx_policywiki.rows import row_names
from sphinx_policywiki.styles import Styles


class Parts:
    """Makes the parts of *article*; *page_uri* is the address of its page below the base URL."""

    def __init__(self, article: Article, settings: Settings, styles: Styles, page_uri: str) -> None:
        self.article = article
        self.settings = settings
        self.styles = styles
        self.page_uri = page_uri

    def header(self, hatnotes: Sequence[nodes.Node] = ()) -> list[nodes.Node]:
        """Return the lines below the title, the *hatnotes* and those on names, the notice."""
        article = self.article
        url = permalink(article, self.settings, self.page_uri)
        header = article_header(
            "",
            paragraph(*separated(self._tags(), " · "), classes=["pw-tagline"]),
            labelled(_("Source"), web_link(url), classes=["pw-permalink"]),
        )
        if self.settings.generated:
            time = generated_time("", "", datetime="")
            before, after = split(_("Generated {time}"))
            header += paragraph(before, time, after, classes=["pw-generated"])
        if self.settings.review_months is not None and (article.reviewed or article.issued):
            header += review_note("", docname=article.docname, article=article.id)
        namesakes = namesake_notes("", docname=article.docname, article=article.id)
        return [header, *hatnotes, namesakes, *self._notice()]

    def _tags(self) -> Iterator[nodes.Node]:
        article = self.article
        yield nodes.Text(article.slug)
        topics = [(topic, of_topic(topic)) for topic in article.topics]
        for tag, target in [*topics, (article.type, of_type(article.type))]:
            text = nodes.Text(tag)
            yield index_link("", text, docname=article.docname, target=target)

    def _notice(self) -> list[nodes.Node]:
        article = self.article
        if not self.settings.warns(article.status):
            return []
        status = self.settings.statuses[article.status]
        text: list[nodes.Node | str] = [tr(status.notice)]
        if article.status_note:
            text += [space(), article.status_note]
        if article.superseded_by is not None:
            link = successor("", docname=article.docname, article=article.id)
            before, after = split(_("Superseded by: {article}."))
            text += [space(), before, link, after]
        classes = ["pw-status", f"pw-status-{article.status}", status.severity]
        title = nodes.title("", tr(status.label))
        return [nodes.admonition("", title, paragraph(*text), classes=classes)]

    def glance(self, box: glance_box) -> list[nodes.Node]:
        """Return the definition list of the At-a-glance box."""
        names: Sequence[str] = box.get("rows") or row_names(self.settings, self.article)
        rows = nodes.definition_list("", classes=["pw-rows"])
        for in_relations, group in groupby(names, self.settings.relations.__contains__):
            if in_relations:
                rows += relation_rows(
                    "", docname=self.article.docname, article=self.article.id, relations=[*group]
                )
            else:
                rows.extend(row for name in group for row in self._row(name))
        rows.extend(box.children)
        return [rows]

    def _row(self, name: str) -> Iterator[nodes.Node]:
        article = self.article
        if name in {"primary-source", "source-url"} and self._from_bibliography(name):
            yield source_row("", docname=article.docname, article=article.id, what=name)
        elif name in article.fields:
            label = self.settings.article_types[article.type].fields[name]
            value = article.fields[name]
            yield definition(tr(label), paragraph(web_link(value)))
        elif name == "superseded-by":
            yield from self._successor_row()
        elif name == "updated" and article.updated is None:
            yield changed_row("", docname=article.docname)
        elif row := self._own_rows.get(name):
            yield definition(row[0], paragraph(row[1]))

    def _successor_row(self) -> Iterator[nodes.Node]:
        """Yield the row on what supersedes the article, unless the notice has that."""
        article = self.article
        if article.superseded_by is not None and not self.settings.warns(article.status):
            link = successor("", docname=article.docname, article=article.id)
            yield definition(_("Superseded by"), paragraph(link))

    def _from_bibliography(self, name: str) -> bool:
        article = self.article
        return bool(article.primary_source_key) and not (
            name == "source-url" and article.source_url
        )

    @cached_property
    def _own_rows(self) -> Mapping[str, tuple[str, nodes.Node | str]]:
        article = self.article
        rows: dict[str, tuple[str, nodes.Node | str]] = {
            "primary-source": (_("Primary source"), article.primary_source),
            "source-url": (_("Source URL"), article.source_url and web_link(article.source_url)),
            "archive-url": (
                _("Archived copy"),
                article.archive_url and web_link(article.archive_url),
            ),
            "status": (_("Status"), self._status_text()),
            "version": (_("Version"), article.version),
            "authors": (_("Authors"), semicolon().join(a.strip("{}") for a in article.authors)),
            "published": (_("Published"), str(article.published or "")),
            "updated": (_("Updated"), str(article.updated or "")),
            "reviewed": (_("Reviewed"), str(article.reviewed or "")),
            "aliases": (_("Also known as"), comma().join(a.name for a in article.aliases)),
        }
        return {name: row for name, row in rows.items() if row[1]}

    def _status_text(self) -> str:
        """Return the status, with its note unless the notice has that."""
        article = self.article
        if article.status not in self.settings.statuses:
            return article.status_note
        label = tr(self.settings.statuses[article.status].label)
        noted = article.status_note and not self.settings.warns(article.status)
        return f"{label}{colon()}{article.status_note}" if noted else label

    def backlinks(self, *, automatic: bool) -> backlink_listing:
        """Return the list of what links to the article; *automatic*, in a section of its own."""
        article = self.article
        target = Target(article.slug, article.place.line)
        around = Around("backlinks", target, article.id, automatic)
        return backlink_listing("", docname=article.docname, around=around)

    def citations(self, block: cite_block) -> citation_list:
        """Return the definition list of the article's own citations."""
        return self._citations.listing(block, self.article.id)

    def add_sections(self, listing: citation_list, sections: Iterable[Section]) -> None:
        """Give *listing* the citations of the article's *sections*."""
        self._citations.add_sections(listing, sections)

    @cached_property
    def _citations(self) -> Citations:
        return Citations(self.item(), self.settings, self.styles)

    def item(self) -> CitationItem:
        """Return the record that the styles format."""
        article, settings, language = self.article, self.settings, self.styles.language
        return CitationItem(
            id=citation_key(settings.publisher, article.slug),
            title=article.title,
            publisher=settings.publisher,
            authors=tuple(map(parse_name, article.authors)),
            issued=article.issued,
            type_label=settings.article_types[article.type].label,
            url=cited_url(article, settings, self.page_uri),
            source_url=safe_url(article.source_url) or "",
            csl_type=settings.article_types[article.type].csl_type,
            topics=article.topics,
            language="" if is_english(language) else tag_of(language),
            edition=settings.edition or "",
            version=article.version,
            status=self._warning_status(),
        )

    def _warning_status(self) -> str:
        """Return the status as running text has it if it warns, else nothing."""
        if not self.settings.warns(self.article.status):
            return ""
        return lower_first(self.settings.statuses[self.article.status].label)
