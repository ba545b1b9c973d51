"""The wiki as a book: which articles stand where, and what paper has that screens have not."""

from __future__ import annotations

from sphinx.application import Sphinx

from sphinx_policywiki.books.chapters import Plan, put_articles_into_books, toctree_of
from sphinx_policywiki.books.index import IndexArticles, NumberPages
from sphinx_policywiki.books.sources import AddSources
from sphinx_policywiki.books.style import copy_style, use_makeindex, use_style
from sphinx_policywiki.books.typesetting import Typeset

__all__ = ["Plan", "setup_books", "toctree_of"]


def setup_books(app: Sphinx) -> None:
    """Wire all that concerns books into *app*."""
    for transform in (AddSources, IndexArticles, NumberPages, Typeset):
        app.add_post_transform(transform)
    app.connect("config-inited", use_makeindex)
    app.connect("builder-inited", use_style)
    app.connect("write-started", put_articles_into_books)
    app.connect("write-started", copy_style)
