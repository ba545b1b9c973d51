"""Search: Sphinx's own, with better weights, or Pagefind for large wikis."""

from __future__ import annotations

from typing import Final

from sphinx.application import Sphinx

from sphinx_policywiki.search.page import collect_page, dress_page, leave_out_sphinx_search
from sphinx_policywiki.search.pagefind import check_pagefind, make_index
from sphinx_policywiki.search.sphinx_index import use_wiki_index
from sphinx_policywiki.search.staging import not_staged, stage

#: After all that may change the page or choose its template.
_LAST: Final = 950


def setup_search(app: Sphinx) -> None:
    """Connect what the search needs."""
    app.connect("builder-inited", check_pagefind)
    app.connect("builder-inited", leave_out_sphinx_search)
    app.connect("builder-inited", use_wiki_index)
    app.connect("env-get-updated", not_staged)
    app.connect("html-page-context", stage, priority=_LAST)
    app.connect("html-page-context", dress_page, priority=_LAST)
    app.connect("html-collect-pages", collect_page)
    app.connect("build-finished", make_index)
