"""Articles in builders that make one document, without a toctree of all of them.

A flat toctree of every article would load the sidebar of every HTML page. So the
toctree is made only where a book is built, in the doctree that the builder asks for.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

from sphinx_policywiki.builders import makes_books
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.listing import groups
from sphinx_policywiki.nodes import article_listing
from sphinx_policywiki.page import Query


def put_articles_into_books(app: Sphinx, builder: Builder) -> None:
    """Let ``env.get_doctree`` add the articles, for the builder that begins to write.

    Builders assemble their document from what that method returns, before any
    transform of ours could act; the environment itself is saved by then.
    """
    if not makes_books(builder):
        return
    env = app.env
    plan = Plan(WikiDomain.of(env))
    original = type(env).get_doctree

    def get_doctree(docname: str) -> nodes.document:
        doctree = original(env, docname)
        for listing in list(doctree.findall(article_listing)):
            if listing["query"].book:
                listing.replace_self(_toctree(docname, plan.chapters[listing["query"]]))
        if docname == env.config.root_doc and plan.rest:
            parent = doctree.next_node(nodes.section) or doctree
            parent.append(_toctree(docname, plan.rest))
        return doctree

    # Sphinx has no event between the assembly of a book and its parts, and writes documents
    # that it has just read from memory, past this method.
    env.get_doctree = get_doctree  # type: ignore[method-assign]
    env._write_doc_doctree_cache.clear()  # noqa: SLF001


class Plan:
    """Which articles the lists of a book hold, and which are left for its end.

    An article that a toctree reaches from the root stays there; each other one stands in
    the first list that has it, or at the end, so that every article is there once.
    """

    def __init__(self, domain: WikiDomain) -> None:
        self.domain = domain
        self.includes = domain.env.toctree_includes
        self.reached: set[str] = set()
        self.chapters: dict[Query, list[str]] = {}
        self._reach(domain.env.config.root_doc)
        for docname in sorted(self.reached & domain.pages.keys()):
            for query in domain.pages[docname].queries:
                if query.book:
                    self.chapters.setdefault(query, self._take(query))
        for page in domain.pages.values():
            for query in page.queries:
                self.chapters.setdefault(query, [])
        self.rest = self._take(Query())

    def _take(self, query: Query) -> list[str]:
        listed = [
            article.docname
            for _, members in groups(self.domain, query, self.domain.listed(query))
            for article in members
        ]
        taken = []
        for docname in listed:
            if docname not in self.reached:
                taken.append(docname)
                self._reach(docname)
        return taken

    def _reach(self, docname: str) -> None:
        waiting = [docname]
        while waiting:
            name = waiting.pop()
            if name not in self.reached:
                self.reached.add(name)
                waiting += self.includes.get(name, ())


def _toctree(docname: str, documents: list[str]) -> addnodes.toctree:
    return addnodes.toctree(
        "",
        parent=docname,
        entries=[(None, name) for name in documents],
        includefiles=documents,
        maxdepth=1,
        glob=False,
        hidden=False,
        includehidden=False,
        numbered=0,
        titlesonly=False,
    )
