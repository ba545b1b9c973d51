"""The sources of a book: on paper, every citation needs its entry.

The book of the whole wiki gets one list at its end, unless an author wrote it. A
document of some articles gets a list for each of them that has none, and so does the
whole book where sources are cited by numbers, since those of each article are its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

from docutils import nodes
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_policywiki.builders import makes_one_document
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.locale import _
from sphinx_policywiki.nodes import source_listing
from sphinx_policywiki.nodes.build import make_section
from sphinx_policywiki.page import Page


def promise_sources(builder: Builder, docnames: AbstractSet[str]) -> None:
    """Note, if the book of *docnames* gets a list of all sources, that links may lead there."""
    domain = WikiDomain.of(builder.env)
    lists = (scope for name, page in domain.shown_pages.items() if name in docnames
             for scope in page.source_lists)  # fmt: skip
    if not _has_one_list(builder) or "wiki" in lists or not domain.sources.all.sources:
        return
    root = builder.config.root_doc
    page = domain.pages.get(root, Page())
    domain.note_page(root, replace(page, source_lists=(*page.source_lists, "wiki")))


def _has_one_list(builder: Builder) -> bool:
    """Say whether *builder* makes one document with links: a manual page has none."""
    return makes_one_document(builder) and builder.format != "man"


class AddSources(SphinxPostTransform):
    """Add the lists of sources that a book needs, before they are filled."""

    default_priority = 3

    def run(self, **kwargs: object) -> None:
        """Add one list to the whole wiki, or one to each article."""
        domain = WikiDomain.of(self.env)
        if not _has_one_list(domain.builder):
            return
        whole = self.document.get("docname", self.env.docname) == self.config.root_doc
        if not whole or domain.sources.style.kind == "numeric":
            self._add_to_articles(domain)
        if whole and not self._has_list() and domain.sources.all.sources:
            self._add_chapter()

    def _has_list(self) -> bool:
        return any(node["scope"] == "wiki" for node in self.document.findall(source_listing))

    def _add_chapter(self) -> None:
        """Add the list of the wiki as the last chapter, outside of all parts."""
        root = self.config.root_doc
        parent: nodes.Element = self.document.next_node(nodes.section) or self.document
        listing = source_listing("", docname=root, scope="wiki")
        section = make_section(
            self.document, nodes.section(), _("Sources"), ["sources", "all-sources"], [listing]
        )
        before, after = _latex(r"\policywikibackmatter"), _latex(r"\policywikiendbackmatter")
        parent.extend([before, section, after])

    def _add_to_articles(self, domain: WikiDomain) -> None:
        for docname, section in list(articles_in(self.document)):
            page = domain.shown(docname)
            if page.sources and not page.source_lists:
                listing = source_listing("", docname=docname, scope="page")
                own = make_section(
                    self.document, nodes.section(), _("Sources"), ["sources", "own-sources"],
                    [listing],
                )  # fmt: skip
                section.insert(_place(section), own)


def articles_in(document: nodes.document) -> Iterator[tuple[str, nodes.section]]:
    """Yield the first article of each page in *document*, with the name of the page."""
    seen = set()
    for section in document.findall(nodes.section):
        if "pw-article" in section["classes"]:
            docname = docname_of(section)
            if docname not in seen:
                seen.add(docname)
                yield docname, section


def docname_of(node: nodes.Node) -> str:
    """Return the name of the document from which *node* was taken.

    Sphinx notes it on the sections; their parent is still the document as it was alone.
    """
    while isinstance(node, nodes.Element):
        if isinstance(node, nodes.section | nodes.document) and node.get("docname"):
            return str(node["docname"])
        node = node.parent
    return ""


def _place(section: nodes.section) -> int:
    """Return where the list of sources stands in an article: before how to cite it."""
    children: Iterable[tuple[int, nodes.Node]] = enumerate(section.children)
    cites = (n for n, child in children if isinstance(child, nodes.section)
             and "pw-how-to-cite" in child["classes"])  # fmt: skip
    return next(cites, len(section.children))


def _latex(command: str) -> nodes.Node:
    return nodes.raw("", f"{command}\n", format="latex")
