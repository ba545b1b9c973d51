"""Resolution: placeholders become standard nodes, once all pages are known.

A post-transform, so that linkcheck, builders of one document and MyST see the result.
Sphinx resolves in its main process even when it writes in parallel: nothing here may
cost more than what the page shows.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import ClassVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_policywiki.backlink_lists import fill_backlinks
from sphinx_policywiki.builders import makes_web_pages
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.edition_changes import change_nodes
from sphinx_policywiki.exports import EXPORTS, has_exports, relative_path
from sphinx_policywiki.graph import Link
from sphinx_policywiki.hatnotes import notes_on_names
from sphinx_policywiki.index_names import has_page
from sphinx_policywiki.listing import article_nodes
from sphinx_policywiki.locale import _
from sphinx_policywiki.locale.punctuation import colon, semicolon
from sphinx_policywiki.long_lists import page_of, rest_node
from sphinx_policywiki.nodes import (
    article_header,
    article_listing,
    backlink_listing,
    change_listing,
    changed_row,
    citation_list,
    generated_time,
    index_link,
    namesake_notes,
    print_note,
    relation_listing,
    relation_rows,
    review_note,
    successor,
    unresolved,
)
from sphinx_policywiki.nodes.build import (
    definition,
    fill,
    labelled,
    paragraph,
    phrase,
    separated,
)
from sphinx_policywiki.print_paths import has_print_view, pdf_link, view_link
from sphinx_policywiki.relation_graphs import graph_nodes
from sphinx_policywiki.rows import Group, Row, relation_row
from sphinx_policywiki.trust import changed_nodes, review_nodes


class FillPlaceholders(SphinxPostTransform):
    """Replace every placeholder of the document by what the wiki has to say there."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Fill the document, which may hold many pages, in one walk through it."""
        domain = WikiDomain.of(self.env)
        time = build_time()
        for node in list(self.document.findall(unresolved)):
            if filler := _FILLERS.get(type(node)):
                fill(node, filler(domain, node))
            elif isinstance(node, generated_time):
                _set_time(node, time)
            elif isinstance(node, citation_list):
                _add_downloads(domain, node)
            elif isinstance(node, article_header) and makes_web_pages(domain.builder):
                _add_print_note(domain, self.env.docname, node)


def _set_time(node: generated_time, time: datetime) -> None:
    node["datetime"] = time.strftime("%Y-%m-%dT%H:%M:%SZ")
    node.children = []
    node += nodes.Text(time.strftime("%Y-%m-%dT%H:%M:%S UTC"))


def _add_print_note(domain: WikiDomain, docname: str, header: nodes.Element) -> None:
    """Add the line on printing, whose first words are the link to the print view."""
    text = _(
        "Print-friendly view · use your browser's Save as PDF option (Cmd/Ctrl-P) "
        "to attach this article to a brief."
    )
    note: nodes.Element = print_note("", "", classes=["pw-print-note"])
    header.parent.insert(0, note)
    if not has_print_view(domain.builder, docname):
        note += nodes.Text(text)
        return
    words, separator, rest = text.partition(" · ")
    note += nodes.reference("", words, refuri=view_link(domain.builder, docname), internal=True)
    note += nodes.Text(separator + rest)
    if domain.settings.article_pdf:
        header.parent.insert(1, _pdf_note(domain, docname))


def _pdf_note(domain: WikiDomain, docname: str) -> nodes.Element:
    uri = pdf_link(domain.builder, docname)
    link = nodes.reference("", _("Download PDF"), refuri=uri, internal=True)
    return print_note("", "", link, classes=["pw-print-note", "pw-pdf"])


def _add_downloads(domain: WikiDomain, citations: citation_list) -> None:
    """Add links to the files for reference managers, where the builder makes them."""
    builder = domain.builder
    if not has_exports(builder):
        return
    article = domain.graph.by_id.get(citations["article"])
    if article is None:  # a list of citations that another extension made
        return
    links = (
        nodes.reference(
            "",
            export.label,
            refuri=relative_path(builder, article.docname, article, export),
            internal=True,
        )
        for export in EXPORTS
    )
    text = labelled(_("Download"), *separated(links), classes=["pw-downloads"])
    parent = citations.parent
    parent.insert(parent.index(citations) + 1, text)


class LinkAnyArticle(SphinxPostTransform):
    """Resolve MyST's links and the role ``any`` to articles before others are asked.

    A document often has the name of its article's slug, and a reference that is found in
    two domains gets a warning that it is ambiguous. A label that the author set is left to
    Sphinx, unless it is the slug itself.
    """

    default_priority = 8
    types: ClassVar = frozenset({"myst", "any"})

    def run(self, **kwargs: object) -> None:
        """Replace the references that name an article."""
        domain = WikiDomain.of(self.env)
        for node in list(self.document.findall(addnodes.pending_xref)):
            if node["reftype"] not in self.types or node.get("refdomain"):
                continue
            content = cast("nodes.Element", node[0]).deepcopy()
            docname = node.get("refdoc", self.env.docname)
            found = domain.resolve_any_xref(
                self.env, docname, domain.builder, node["reftarget"], node, content
            )
            if found:
                link = found[0][1]
                if "reftitle" in node:
                    link["reftitle"] = node["reftitle"]
                node.replace_self(link)


def build_time() -> datetime:
    """Return the time of the build in UTC.

    ``SOURCE_DATE_EPOCH`` stands for the clock where it is set (reproducible-builds.org).
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(epoch) if epoch.isdecimal() else int(time.time())
    return datetime.fromtimestamp(seconds, UTC)


def _fill_relation(domain: WikiDomain, node: nodes.Element) -> list[nodes.Node]:
    graph, settings = domain.graph, domain.settings
    article = graph.by_id[node["article"]]
    found: list[nodes.Node] = []
    for name in node["relations"]:
        rows = relation_row(article, settings.relations[name], graph, settings.fold)
        page = page_of(graph, article, name)
        found += [_row_node(domain, node["docname"], row, page) for row in rows]
    return found


def _row_node(domain: WikiDomain, docname: str, row: Row, page: str) -> nodes.Node:
    content: list[nodes.Node] = []
    for group in row.groups:
        if content:
            content.append(nodes.Text(semicolon()))
        content += _group_nodes(domain, docname, group, page)
    return definition(row.label, paragraph(*content))


def _group_nodes(domain: WikiDomain, docname: str, group: Group, page: str) -> list[nodes.Node]:
    """Return the links of *group*; those that it folds are on *page*."""
    shown = [link_node(domain, docname, link) for link in group.links]
    shown += [rest_node(domain, docname, page, group.folded, group.section)] if group.folded else []
    links = separated(shown)
    if not group.number:
        return links
    return [nodes.Text(f"{group.number}{colon()}" if links else group.number), *links]


def link_node(domain: WikiDomain, docname: str, link: Link) -> nodes.Node:
    """Return the link to an article as *docname* shows it, red if there is no such article."""
    if link.article is None:
        return domain.missing(link.name)
    return domain.link(docname, link.article)


def _fill_successor(domain: WikiDomain, node: nodes.Element) -> list[nodes.Node]:
    article = domain.graph.by_id[node["article"]]
    docname = node["docname"]
    links = [link_node(domain, docname, link) for link in domain.graph.successor(article)]
    if (latest := domain.graph.latest(article)) is None:
        return links
    text = _("{article}, now {latest}")
    return phrase(text, article=links, latest=domain.link(docname, latest))


def _fill_namesakes(domain: WikiDomain, node: nodes.Element) -> list[nodes.Node]:
    return notes_on_names(domain, domain.graph.by_id[node["article"]], node["docname"])


def _fill_index_link(domain: WikiDomain, node: nodes.Element) -> list[nodes.Node]:
    if not has_page(domain.builder, node["target"]):
        return list(node.children)
    uri = domain.builder.get_relative_uri(node["docname"], node["target"])
    return [nodes.reference("", node.astext(), refuri=uri, internal=True)]


def _fill_articles(domain: WikiDomain, node: nodes.Element) -> list[nodes.Node]:
    return article_nodes(domain, node["docname"], node["query"])


def _fill_relations(domain: WikiDomain, node: nodes.Element) -> list[nodes.Node]:
    return graph_nodes(domain, node)


def _fill_changes(domain: WikiDomain, node: nodes.Element) -> list[nodes.Node]:
    return change_nodes(domain, node["docname"], node["since"])


def _fill_review(domain: WikiDomain, node: nodes.Element) -> list[nodes.Node]:
    article = domain.graph.by_id[node["article"]]
    return review_nodes(domain, article, build_time().date())


def _fill_changed(domain: WikiDomain, node: nodes.Element) -> list[nodes.Node]:
    return changed_nodes(domain, node["docname"])


_Filler = Callable[[WikiDomain, nodes.Element], list[nodes.Node]]
_FILLERS: dict[type[nodes.Element], _Filler] = {
    relation_rows: _fill_relation,
    successor: _fill_successor,
    index_link: _fill_index_link,
    namesake_notes: _fill_namesakes,
    article_listing: _fill_articles,
    backlink_listing: fill_backlinks,
    relation_listing: _fill_relations,
    change_listing: _fill_changes,
    review_note: _fill_review,
    changed_row: _fill_changed,
}
