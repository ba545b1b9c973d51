"""Articles in builders that make one document, without a toctree of all of them.

A flat toctree of every article would load the sidebar of every HTML page. So the
toctree is made only where a book is built, in the doctree that the builder asks for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

from sphinx_policywiki.books.sources import promise_sources
from sphinx_policywiki.builders import makes_books, makes_epub
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.list_order import listed
from sphinx_policywiki.listing import groups
from sphinx_policywiki.memory import forget_trees
from sphinx_policywiki.nodes import article_listing
from sphinx_policywiki.nodes.paper import book_part
from sphinx_policywiki.page import Query
from sphinx_policywiki.sidebars import reach

#: What no list has is grouped by type, without regard to lists.
_REST: Final = Query(group_by="type")


def put_articles_into_books(app: Sphinx, builder: Builder) -> None:
    """Let ``env.get_doctree`` add the articles, for the builder that begins to write.

    Builders assemble their document from what that method returns, before any
    transform of ours could act; the environment itself is saved by then.
    """
    if not makes_books(builder):
        return
    env = app.env
    plan = Plan(WikiDomain.of(env))
    promise_sources(builder, plan.reached)
    original, root = type(env).get_doctree, env.config.root_doc

    def get_doctree(docname: str) -> nodes.document:
        doctree = original(env, docname)
        for listing in list(doctree.findall(article_listing)):
            if listing["query"].book:
                parts = plan.parts[listing["query"]]
                titles = _titles(builder, at_top=docname == root and _is_at_top(listing))
                listing.replace_self(_toctrees(docname, parts, titles))
        if docname == root and plan.rest_parts:
            parent = doctree.next_node(nodes.section) or doctree
            parent.extend(_toctrees(docname, plan.rest_parts, _titles(builder, at_top=True)))
        return doctree

    # Sphinx has no event between the assembly of a book and its parts, so the method is replaced
    # for this environment. Documents that it has just read it takes from memory, past the
    # method.
    vars(env)["get_doctree"] = get_doctree
    forget_trees(env)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the book: its title, if it has one, and its documents."""

    title: str
    documents: tuple[str, ...]


class Plan:
    """Which articles the lists of a book hold, and which are left for its end.

    An article that a toctree reaches from the root stays there; each other one stands in
    the first list that has it, or at the end, so that every article is there once. The
    groups of a list are parts of the book.
    """

    def __init__(self, domain: WikiDomain) -> None:
        self.domain = domain
        self.includes = domain.env.toctree_includes
        self.reached = reach(self.includes, domain.env.config.root_doc, set())
        self.parts: dict[Query, list[Part]] = {}
        for docname in sorted(self.reached & domain.pages.keys()):
            for query in domain.shown(docname).queries:
                if query.book:
                    self.parts.setdefault(query, self._take(query))
        for page in domain.pages.values():
            for query in page.queries:
                self.parts.setdefault(query, [])
        self.rest_parts = self._take(_REST)
        if len(self.rest_parts) == 1 and not any(self._titled):
            self.rest_parts = [Part("", self.rest_parts[0].documents)]

    @property
    def _titled(self) -> list[str]:
        """The titles of the parts that lists make."""
        return [part.title for parts in self.parts.values() for part in parts if part.title]

    def _take(self, query: Query) -> list[Part]:
        found = groups(self.domain, query, listed(self.domain, query))
        taken = [
            Part(title, tuple(self._new(article.docname for article in members)))
            for title, members in found
        ]
        return [part for part in taken if part.documents]

    def _new(self, docnames: Iterable[str]) -> Iterable[str]:
        for docname in docnames:
            if docname not in self.reached:
                reach(self.includes, docname, self.reached)
                yield docname


def _titles(builder: Builder, *, at_top: bool) -> str:
    """Return what *builder* makes of the titles of parts: ``part``, ``caption`` or nothing.

    A part cannot begin within a chapter, only *at_top*.
    """
    if makes_epub(builder):
        return "caption"
    takes_parts = builder.format == "latex" and builder.config.latex_toplevel_sectioning != "part"
    return "part" if takes_parts and at_top else ""


def _is_at_top(node: nodes.Node) -> bool:
    parent = node.parent
    return isinstance(parent, nodes.section) and isinstance(parent.parent, nodes.document)


def _toctrees(docname: str, parts: Iterable[Part], titles: str) -> list[nodes.Node]:
    result: list[nodes.Node] = []
    for part in parts:
        if part.title and titles == "part":
            result.append(book_part("", title=part.title))
        caption = part.title if titles == "caption" else ""
        result.append(toctree_of(docname, part.documents, caption))
    return result


def toctree_of(docname: str, documents: Iterable[str], caption: str) -> addnodes.toctree:
    """Return a toctree on the page *docname* with the titles of *documents*."""
    includes = list(documents)
    toctree = addnodes.toctree(
        "",
        parent=docname,
        entries=[(None, name) for name in includes],
        includefiles=includes,
        maxdepth=1,
        glob=False,
        hidden=False,
        includehidden=False,
        numbered=0,
        titlesonly=False,
    )
    if caption:
        toctree["caption"] = toctree["rawcaption"] = caption
    return toctree
