"""Composition: a page with an article directive becomes an article with real sections.

A transform of the read phase, since docutils turns headings inside a directive into
rubrics. It runs after the text is final (translation at 20, typographic quotes at 855)
and before Sphinx collects titles and the outline (880).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_policywiki.citations import sections_of
from sphinx_policywiki.config import settings_of
from sphinx_policywiki.content import with_sums
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.hatnotes import take_hatnotes
from sphinx_policywiki.locale import tr
from sphinx_policywiki.messages import warn
from sphinx_policywiki.model import Article, Target, lookup_key
from sphinx_policywiki.nodes import (
    article_marker,
    backlink_listing,
    citation_list,
    cite_block,
    glance_box,
    glance_section,
    marker,
)
from sphinx_policywiki.nodes.build import make_section
from sphinx_policywiki.notes import put_notes
from sphinx_policywiki.page import articles_of_page
from sphinx_policywiki.parts import Parts
from sphinx_policywiki.plaintext import plain_text
from sphinx_policywiki.styles import Styles

SUMMARY: Final = ("Summary", "summary")
GLANCE: Final = ("At a glance", "at-a-glance")
DETAILS: Final = ("Details", "details")
BACKLINKS: Final = ("What links here", "backlinks")
CITE: Final = ("How to cite this article", "how-to-cite")


class ComposeArticles(SphinxTransform):
    """Put the parts of every article of the document where they belong."""

    default_priority = 876

    def apply(self, **kwargs: object) -> None:
        """Replace the markers that the directives left."""
        markers = list(self.document.findall(marker))
        if not markers:
            return
        articles = articles_of_page(self.env)
        composers: list[_Composer] = []
        for node in markers:
            if isinstance(node, article_marker):
                composer = _Composer(self, articles[node["index"]], node)
                composer.open(composers)
                articles[node["index"]] = composer.article
                composers.append(composer)
            elif composers:
                composers[-1].boxes.append(node)
            else:
                warn("misplaced", f"{node.tagname.replace('_', '-')}: no article precedes it", node)
                node.parent.remove(node)
        for composer in composers:
            articles[composer.article.index] = composer.sum_up(composers)
        for composer in reversed(composers):
            composer.compose()
            composer.take_notes()
        if articles:
            self.env.note_included(self.env.doc2path(self.env.docname))


class _Composer:
    """Composes one article: the section around its marker."""

    def __init__(self, transform: SphinxTransform, article: Article, node: article_marker) -> None:
        self.document = transform.document
        self.env = transform.env
        self.settings = settings_of(transform.config)
        self.article = article
        self.marker = node
        self.section: nodes.Element = node
        self.boxes: list[marker] = []
        self.hatnotes: list[nodes.Node] = []

    def open(self, before: Sequence[_Composer]) -> None:
        """Find the article's section, and from it the title and the summary."""
        _drop_raw(self.marker)
        self.hatnotes = take_hatnotes(self.marker)
        child, section = _section_around(self.marker)
        if child is not self.marker:
            self.marker.parent.remove(self.marker)
            section.insert(section.index(child) + 1, self.marker)
        if isinstance(section, nodes.document) or any(c.section is section for c in before):
            section = self._wrap(section)
        self.section = section
        heading = section.next_node(nodes.title)
        self._check_title(heading)
        title = self.article.title or (_text_of(heading) if heading else self.article.slug)
        anchor = section["ids"][0] if before or section.parent is not self.document else ""
        summary = self.marker.children or self._first_prose()
        self.article = replace(
            self.article, title=title, anchor=anchor, summary=tuple(plain_text(summary))
        )
        page_uri = WikiDomain.of(self.env).page_uri(self.article.docname)
        self.parts = Parts(self.article, self.settings, Styles.of(self.env), page_uri)

    def _check_title(self, heading: nodes.title | None) -> None:
        """Warn of a role that shows a title which is not known yet, unlike in citations."""
        if heading is None or self.article.title:
            return
        for part in plain_text(heading.children):
            if isinstance(part, Target):
                message = (
                    f"the role with {part.name!r} in the title shows the title of that article, "
                    f"but citations and links show {part.name!r}; write 'text <{part.name}>' in "
                    "the role, or give the article a title option"
                )
                warn("title_role", message, self.article.place)

    def _wrap(self, parent: nodes.Element) -> nodes.section:
        """Return a section for an article that stands in none of its own.

        That is the one whose heading follows, if it is the only one of the document and
        nothing stands between; else a new one, of all up to the next article.
        """
        at = parent.index(self.marker)
        children = parent.children[at:]
        following = next(filter(_visible, children[1:]), None)
        sections = [c for c in parent.children if isinstance(c, nodes.section)]
        if parent is self.document and sections == [following] and not self.article.title:
            parent.remove(self.marker)
            sections[0].insert(1, self.marker)
            return sections[0]
        others = (n for n, c in enumerate(children) if n and isinstance(c, article_marker))
        end = next(others, len(children))
        del parent[at : at + end]
        title = self.article.title or self.article.slug.replace("-", " ").capitalize()
        section = make_section(
            self.document, nodes.section(), title, [self.article.slug], children[:end]
        )
        parent.insert(at, section)
        return section

    def _first_prose(self) -> list[nodes.Node]:
        """Return the first paragraph of a summary that the author wrote under a heading."""
        own = self._own_section(SUMMARY)
        text = own.next_node(nodes.paragraph) if own is not None else None
        return [] if text is None else [text]

    def sum_up(self, all_: Sequence[_Composer]) -> Article:
        """Return the article with the check sums of what its author wrote."""
        others = [composer.section for composer in all_ if composer is not self]
        prose = [c for c in self.section.children if not isinstance(c, nodes.title)]
        prose += self._notes()
        self.article = with_sums(self.article, self.marker.children, prose, others)
        return self.article

    def compose(self) -> None:
        """Replace the marker by the header and the sections."""
        section = self.section
        section["classes"] += ["pw-article", f"pw-type-{self.article.type}"]
        self._keep_labels(self.marker, section)
        at = section.index(self.marker)
        summary, after = self.marker.children, section.children[at + 1 :]
        del section[at:]
        first = next((n for n, c in enumerate(after) if isinstance(c, nodes.section)), len(after))
        prose, sections = after[:first], after[first:]
        section.extend(self.parts.header(self.hatnotes))
        section.extend(self._summary(summary, sections))
        lead = sections[:1] if sections[:1] == [_named(sections, SUMMARY)] else []
        section.extend(lead)
        section.extend(self._main(prose, sections))
        section.extend(sections[len(lead) :])
        self._fill_boxes()
        self._add_citations()
        self._add_backlinks()
        not_cited = (*map(_class_of, (GLANCE, BACKLINKS, CITE)), "pw-article")
        cited = sections_of(section, not_cited)
        for listing in section.findall(citation_list):
            if listing["article"] == self.article.id:
                self.parts.add_sections(listing, cited)
                for name in listing["styles"]:
                    if name.endswith(".csl"):
                        self.env.note_dependency(name)

    def take_notes(self) -> None:
        """Take in the foot notes of the article's text, which MyST puts below the page."""
        document = self.document
        notes = [n for n in document.children if isinstance(n, nodes.footnote)]
        own = self._notes()
        for note in own:
            document.remove(note)
        put_notes(self.section, own)
        if own and len(own) == len(notes):
            lines = [n for n in document.children if isinstance(n, nodes.transition)]
            for line in (line for line in lines if "footnotes" in line["classes"]):
                document.remove(line)

    def _notes(self) -> list[nodes.footnote]:
        """Return the foot notes below the page to which the article's text refers."""
        marks = self.section.findall(nodes.footnote_reference)
        marked = {mark.get("refid") for mark in marks}
        notes = (n for n in self.document.children if isinstance(n, nodes.footnote))
        return [note for note in notes if marked & set(note["ids"])]

    def _summary(
        self, summary: Sequence[nodes.Node], sections: Sequence[nodes.Node]
    ) -> list[nodes.Node]:
        own = _named(sections, SUMMARY)
        if own is not None:
            own[1:1] = summary
            return []
        if not any(map(_visible, summary)) or not self.settings.auto_sections:
            return list(summary)
        return [self._section(SUMMARY, summary)]

    def _main(
        self, prose: Sequence[nodes.Node], sections: Sequence[nodes.Node]
    ) -> list[nodes.Node]:
        """Return box and details: the box stands first unless it was written after prose."""
        loose = [n for n in prose if n in self.boxes]
        text = [n for n in prose if n not in loose]
        before = [n for n in loose if not any(map(_visible, prose[: prose.index(n)]))]
        own_box = _named(sections, GLANCE)
        if self.settings.auto_sections and not self._has(glance_box):
            if own_box is None:
                before.insert(0, self._auto_box(glance_box()))
            else:
                own_box.insert(1, self._auto_box(glance_box()))
        if self.settings.auto_sections and any(map(_visible, text)):
            own_details = _named(sections, DETAILS)
            if own_details is None:
                text = [self._section(DETAILS, text)]
            else:
                own_details[1:1] = text
                text = []
        return [*before, *text, *(n for n in loose if n not in before)]

    def _add_citations(self) -> None:
        settings = self.settings
        if not (settings.auto_sections and settings.citation_styles) or self._has(cite_block):
            return
        own = self._own_section(CITE)
        block = cite_block()
        if own is None:
            self.section += self._section(CITE, [self.parts.citations(block)])
        else:
            first = next((n for n, c in enumerate(own) if isinstance(c, nodes.section)), len(own))
            own.insert(first, self.parts.citations(block))
            self._claim(own, CITE)

    def _add_backlinks(self) -> None:
        """Add the list of what links here, before the citations if these are the end."""
        if not (self.settings.auto_sections and self.settings.backlinks) or self._has_backlinks():
            return
        own = self._own_section(BACKLINKS)
        listing = self.parts.backlinks(automatic=own is None)
        if own is not None:
            own.insert(1, listing)
            self._claim(own, BACKLINKS)
            return
        last = self.section.children[-1]
        is_cite = isinstance(last, nodes.section) and _class_of(CITE) in last["classes"]
        section = self._section(BACKLINKS, [listing])
        section["classes"].append("no-search")
        self.section.insert(len(self.section) - is_cite, section)

    def _has_backlinks(self) -> bool:
        """Say whether the author has written the list of what links here."""
        names = (n["around"].target.name for n in self.document.findall(backlink_listing))
        return lookup_key(self.article.slug) in map(lookup_key, names)

    def _auto_box(self, box: marker) -> marker:
        self.boxes.append(box)
        return box

    def _has(self, kind: type[marker]) -> bool:
        return any(isinstance(box, kind) for box in self.boxes)

    def _fill_boxes(self) -> None:
        for box in self.boxes:
            name = GLANCE if isinstance(box, glance_box) else CITE
            content = (
                self.parts.glance(box)
                if isinstance(box, glance_box)
                else [self.parts.citations(cite_block("", **box.attributes))]
            )
            parent = box.parent
            if isinstance(parent, nodes.section) and _is_named(parent, name):
                box.replace_self(content)
                self._claim(parent, name)
            elif isinstance(parent, nodes.section):
                section = self._section(name, content)
                self._keep_labels(box, section)
                self._place(box, section)
            else:
                box.replace_self([nodes.rubric("", tr(name[0])), *content])

    def _place(self, box: marker, section: nodes.section) -> None:
        """Put *section* where *box* is, or behind prose that may not follow a section."""
        parent = box.parent
        at = parent.index(box)
        rest = parent.children[at + 1 :]
        ends = (n for n, c in enumerate(rest) if isinstance(c, nodes.section | marker))
        following = next(ends, len(rest))
        parent.remove(box)
        parent.insert(at + following, section)

    def _keep_labels(self, node: marker, section: nodes.Element) -> None:
        """Let *section* have the labels that the author put above the directive of *node*."""
        section["ids"] += node["ids"]
        section["names"] += node["names"]
        for id_ in node["ids"]:
            self.document.ids[id_] = section

    def _make_anchor(self, section: nodes.section, name: tuple[str, str]) -> None:
        """Let MyST's links to headings find *section*, where the project has them on."""
        if not self.env.config["myst_heading_anchors"]:
            return
        # MyST keeps the anchors of a document as an attribute of it
        slugs = vars(self.document).setdefault("myst_slugs", {})
        slugs.setdefault(section["ids"][0], (0, section["ids"][0], tr(name[0])))
        self.env.metadata[self.env.docname]["myst_slugs"] = slugs

    def _section(self, name: tuple[str, str], children: Iterable[nodes.Node]) -> nodes.section:
        kind = glance_section if name is GLANCE else nodes.section
        own = f"{self.article.slug}-{name[1]}"
        ids = [own] if self.article.index else [name[1], own]
        section = kind("", classes=[_class_of(name)])
        make_section(self.document, section, tr(name[0]), ids, children)
        if name is not BACKLINKS:  # which may go again
            self._make_anchor(section, name)
        return section

    def _claim(self, section: nodes.section, name: tuple[str, str]) -> None:
        """Make a section that the author wrote the one that our styles and links know."""
        section["classes"].append(_class_of(name))
        if name[1] not in self.document.ids:
            section["ids"].append(name[1])
            self.document.ids[name[1]] = section
        if name is GLANCE:
            aside = glance_section("", *section.children, **section.attributes)
            aside.source, aside.line = section.source, section.line
            section.replace_self(aside)
            for id_ in aside["ids"]:
                self.document.ids[id_] = aside

    def _own_section(self, name: tuple[str, str]) -> nodes.section | None:
        return _named(self.section.children, name)


def _class_of(name: tuple[str, str]) -> str:
    """Return the class of a section; the list of what links here has the plain one itself."""
    return "pw-backlinks-section" if name is BACKLINKS else f"pw-{name[1]}"


def _named(children: Iterable[nodes.Node], name: tuple[str, str]) -> nodes.section | None:
    sections = (c for c in children if isinstance(c, nodes.section))
    return next((section for section in sections if _is_named(section, name)), None)


def _is_named(section: nodes.section, name: tuple[str, str]) -> bool:
    title = section.next_node(nodes.title)
    keys = {lookup_key(name[0]), lookup_key(tr(name[0]))}
    return title is not None and lookup_key(title.astext()) in keys


def _section_around(node: nodes.Node) -> tuple[nodes.Node, nodes.Element]:
    """Return the section (or document) in which *node* stands, and its child there."""
    child, parent = node, node.parent
    while not isinstance(parent, nodes.section | nodes.document):
        child, parent = parent, parent.parent
    return child, parent


def _text_of(heading: nodes.title) -> str:
    """Return the text of *heading*; of roles what was typed, citations and notes left out."""
    parts = (p.name if isinstance(p, Target) else p for p in plain_text(heading.children))
    return " ".join("".join(parts).split())


def _visible(node: nodes.Node) -> bool:
    return not isinstance(node, nodes.Invisible | nodes.target | marker | nodes.system_message)


def _drop_raw(node: article_marker) -> None:
    for raw in list(node.findall(nodes.raw)):
        what = f"raw {raw.get('format', '')} in a summary or hatnote"
        message = f"{what} is left out: {raw.astext()[:60]!r}"
        warn("raw_html", message, raw if raw.line else node)
        raw.parent.remove(raw)
