"""Search: Sphinx's own, with better weights."""

from __future__ import annotations

from sphinx.application import Sphinx

from sphinx_policywiki.search.sphinx_index import use_wiki_index


def setup_search(app: Sphinx) -> None:
    """Connect what the search needs."""
    app.connect("builder-inited", use_wiki_index)
