"""Articles in builders that make one document, without a toctree of all of them.

A flat toctree of every article would load the sidebar of every HTML page. So the
toctree is made only where a book is built, in the doctree that the builder asks for.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

from sphinx_policywiki.builders import makes_books
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.listing import groups, select
from sphinx_policywiki.nodes import article_listing
from sphinx_policywiki.page import Query


def put_articles_into_books(app: Sphinx, builder: Builder) -> None:
    """Let ``env.get_doctree`` add the articles, for the builder that begins to write.

    Builders assemble their document from what that method returns, before any
    transform of ours could act; the environment itself is saved by then.
    """
    if not makes_books(builder):
        return
    env, domain = app.env, WikiDomain.of(app.env)
    original = env.get_doctree
    in_toctrees = {name for names in env.toctree_includes.values() for name in names}
    has_list = any(query.book for page in domain.pages.values() for query in page.queries)

    def get_doctree(docname: str) -> nodes.document:
        doctree = original(docname)
        for listing in list(doctree.findall(article_listing)):
            if listing["query"].book:
                names = _documents(domain, listing["query"], in_toctrees)
                listing.replace_self(_toctree(docname, names))
        if docname == env.config.root_doc and not has_list:
            parent = doctree.next_node(nodes.section) or doctree
            parent.append(_toctree(docname, _documents(domain, Query(), in_toctrees)))
        return doctree

    env.get_doctree = get_doctree  # type: ignore[method-assign]
    env._write_doc_doctree_cache.clear()  # noqa: SLF001 - else Sphinx writes what it kept of reading


def _documents(domain: WikiDomain, query: Query, in_toctrees: set[str]) -> Iterator[str]:
    articles = select(domain.graph, query)
    ordered = (article for _, members in groups(domain, query, articles) for article in members)
    root = domain.env.config.root_doc
    for docname in dict.fromkeys(article.docname for article in ordered):
        if docname not in in_toctrees and docname != root:
            yield docname


def _toctree(docname: str, names: Iterator[str]) -> addnodes.toctree:
    documents = list(names)
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
