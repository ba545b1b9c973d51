"""Sphinx extension for policy wikis: MyST pages become articles that can be cited."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Final

from docutils.parsers.rst import directives as rst_directives
from docutils.parsers.rst import roles as rst_roles
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.typing import ExtensionMetadata

from sphinx_policywiki.books import put_articles_into_books
from sphinx_policywiki.compose import ComposeArticles
from sphinx_policywiki.config import settings_of, setup_config
from sphinx_policywiki.directives.article import article_directive
from sphinx_policywiki.directives.base import WikiDirective
from sphinx_policywiki.directives.boxes import CiteBlock, GlanceBox
from sphinx_policywiki.directives.lists import ArticleGraph, ArticleList, Backlinks, SourceList
from sphinx_policywiki.domain import (
    ANY,
    SOURCE,
    domain_of_types,
    on_doctree_read,
    on_missing_reference,
)
from sphinx_policywiki.incremental import Tracker
from sphinx_policywiki.locale import CATALOG, DIRECTORY
from sphinx_policywiki.metadata.head import add_head_tags
from sphinx_policywiki.nodes.html import setup_html
from sphinx_policywiki.resolve import FillPlaceholders, LinkAnyArticle
from sphinx_policywiki.roles import WikiRole
from sphinx_policywiki.version import __version__

__all__ = ["__version__", "setup"]

_DIRECTIVES: Final = {
    "glance-box": GlanceBox,
    "cite-block": CiteBlock,
    "article-list": ArticleList,
    "source-list": SourceList,
    "backlinks": Backlinks,
    "article-graph": ArticleGraph,
}
_STATIC: Final = Path(__file__).parent / "static"
_BUILTIN: Final = frozenset(vars(rst_directives)["_directive_registry"])
#: After intersphinx, which listens at the default priority of 500.
_LAST: Final = 900


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the extension into *app*."""
    for extension in ("myst_parser", "sphinx_design"):
        app.setup_extension(extension)
    setup_config(app)
    setup_html(app)
    app.add_message_catalog(CATALOG, str(DIRECTORY))
    app.add_transform(ComposeArticles)
    app.add_post_transform(FillPlaceholders)
    app.add_post_transform(LinkAnyArticle)
    app.connect("config-inited", _register_types)
    app.connect("builder-inited", _add_static_files)
    app.connect("doctree-read", on_doctree_read)
    app.connect("missing-reference", on_missing_reference, priority=_LAST)
    app.connect("write-started", put_articles_into_books)
    app.connect("html-page-context", add_head_tags)
    app.add_css_file("policywiki.css")
    app.add_js_file("policywiki.js", loading_method="defer")
    Tracker(app)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _register_types(app: Sphinx, config: Config) -> None:
    """Register the domain with the directives and roles of the configured types."""
    types = settings_of(config).article_types
    ours = {name: article_directive(name) for name in types} | _DIRECTIVES
    roles = {name: WikiRole() for name in (*types, ANY, SOURCE)}
    for name, directive in ours.items():
        known = _registered(rst_directives, "_directives").get(name)
        again = isinstance(known, type) and issubclass(known, WikiDirective)
        if name in types and not again and (known or name in _BUILTIN or name in _DIRECTIVES):
            msg = f"policywiki_article_types: {name!r} is a directive already; choose another name"
            raise ConfigError(msg)
        app.add_directive(name, directive, override=again)
    for name, role in roles.items():
        again = isinstance(_registered(rst_roles, "_roles").get(name), WikiRole)
        app.add_role(name, role, override=again)
    app.add_domain(domain_of_types(settings_of(config), ours, roles))


def _registered(module: ModuleType, registry: str) -> dict[str, object]:
    """Return what is registered under each name; docutils has no public way to ask."""
    return dict(vars(module)[registry])


def _add_static_files(app: Sphinx) -> None:
    app.config.html_static_path.append(str(_STATIC))
