"""The page on which readers search with Pagefind, and what the other pages no longer load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.index_names import has_page
from sphinx_policywiki.locale import _
from sphinx_policywiki.search.pagefind import FOLDER
from sphinx_policywiki.search.staging import uses_pagefind

_PAGE: Final = "search"
_STATIC: Final = Path(__file__).parents[1] / "static" / "search"
_WRAPPER: Final = "policywiki-no-sphinx-search.html"
_SCRIPTS: Final = re.compile(
    r"<script\b[^>]*(?:searchtools|language_data|searchindex)\.js[^>]*>\s*</script>"
)


def leave_out_sphinx_search(app: Sphinx) -> None:
    """Let Sphinx make no index and no page for it."""
    if uses_pagefind(app):
        vars(app.builder)["search"] = False  # an attribute of its class
        app.config.html_static_path.append(str(_STATIC))


def collect_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page on which readers search, in the look of the theme's other pages."""
    builder = app.builder
    if not uses_pagefind(app):
        return
    assert isinstance(builder, StandaloneHTMLBuilder)
    in_folders = isinstance(builder, DirectoryHTMLBuilder)
    own = {
        "texts": _texts(),
        "bundle": FOLDER,
        "root": "../" if in_folders else "./",
        "suffix": "/" if in_folders else builder.link_suffix,
        "index": _index_link(builder),
    }
    body = builder.templates.render("policywiki-search.html", {"pw": own})
    yield _PAGE, {"title": _("Search"), "body": body, "toc": "", "display_toc": False}, "page.html"


def _index_link(builder: StandaloneHTMLBuilder) -> str:
    """Return the link to the list of all articles, or to the front page if there is none."""
    names = (n for n in WikiDomain.of(builder.env).index_titles if has_page(builder, n))
    return builder.get_relative_uri(_PAGE, next(names, builder.config.root_doc))


def _texts() -> dict[str, str]:
    return {
        "search": _("Search"),
        "failed": _("The search could not be loaded."),
        "file": _(
            "The search works on a web server only. For a look on your own computer, run "
            "python -m http.server in the folder of these pages."
        ),
        "script": _("The search needs JavaScript."),
        "all": _("All articles"),
        "count": _("Results: {number}"),
        "none": _("Nothing was found."),
        "more": _("More results"),
        "type": _("Type"),
        "topic": _("Topics"),
        "status": _("Status"),
    }


def dress_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> str | None:
    """Give the search page its script; keep the scripts of Sphinx's search off all pages.

    The latter are in the templates of some themes, so the page gets a template around its own.
    """
    if not uses_pagefind(app):
        return None
    known = context["hasdoc"]
    context["hasdoc"] = lambda name: name == _PAGE or known(name)
    context["use_opensearch"] = ""
    if pagename == _PAGE:
        app.add_css_file("policywiki-search.css")
        app.add_js_file("policywiki-search.js", loading_method="defer")
    if not templatename.endswith(".html"):
        return None
    context["pw_template"] = templatename
    context["pw_without_search"] = lambda html: _SCRIPTS.sub("", html)
    return _WRAPPER
