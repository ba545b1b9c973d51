"""Sphinx extension for policy wikis: MyST pages become articles that can be cited."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from docutils.parsers.rst import directives as rst_directives
from docutils.parsers.rst import roles as rst_roles
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.typing import ExtensionMetadata, RoleFunction

from sphinx_policywiki.article_pdf import check_engine, make_pdfs
from sphinx_policywiki.asset_tags import AssetTags
from sphinx_policywiki.backlink_pages import generated_backlinks
from sphinx_policywiki.books import setup_books
from sphinx_policywiki.builders import makes_epub
from sphinx_policywiki.citing import CiteSources
from sphinx_policywiki.compose import ComposeArticles
from sphinx_policywiki.config import settings_of, setup_config
from sphinx_policywiki.design import setup_design
from sphinx_policywiki.directives.article import article_directive
from sphinx_policywiki.directives.base import WikiDirective
from sphinx_policywiki.directives.boxes import CiteBlock, GlanceBox
from sphinx_policywiki.directives.changes import ArticleChanges
from sphinx_policywiki.directives.graphs import ArticleGraph
from sphinx_policywiki.directives.lists import ArticleList, Backlinks, SourceList
from sphinx_policywiki.docutils_options import make_options_once
from sphinx_policywiki.domain import domain_of_types
from sphinx_policywiki.domain_events import (
    on_builder_inited,
    on_doctree_read,
    on_include_read,
    on_missing_reference,
    on_source_read,
)
from sphinx_policywiki.formats import SuitFormat
from sphinx_policywiki.front_matter import setup_front_matter
from sphinx_policywiki.incremental import Tracker
from sphinx_policywiki.indices import NameIndices, generated_indices
from sphinx_policywiki.last_changed import ask_again
from sphinx_policywiki.list_pages import generated_lists
from sphinx_policywiki.locale import CATALOG, DIRECTORY
from sphinx_policywiki.memory import keep_less
from sphinx_policywiki.metadata.articles import articles_file
from sphinx_policywiki.metadata.files import export_files
from sphinx_policywiki.metadata.head import add_head_tags
from sphinx_policywiki.metadata.skos import skos_file
from sphinx_policywiki.namesakes import generated_name_pages
from sphinx_policywiki.nodes.html import setup_html
from sphinx_policywiki.nodes.latex import setup_latex
from sphinx_policywiki.nodes.pictures import setup_pictures
from sphinx_policywiki.nodes.plain import setup_plain
from sphinx_policywiki.ordering import check_collation
from sphinx_policywiki.path_clashes import warn_of_clashes
from sphinx_policywiki.previews import add_previews, preview_files
from sphinx_policywiki.print_view import add_templates, reread_clashing, write_print_view
from sphinx_policywiki.processes import ForkedProcesses, WriterProcesses
from sphinx_policywiki.redirects import redirect_files
from sphinx_policywiki.relation_graphs import remove_stale
from sphinx_policywiki.resolve import FillPlaceholders, LinkAnyArticle
from sphinx_policywiki.roles import ANY, SOURCE, SourceRole, WikiRole
from sphinx_policywiki.search import setup_search
from sphinx_policywiki.source_domain import SourceDomain
from sphinx_policywiki.source_text import mark_illegible
from sphinx_policywiki.styles import load_styles
from sphinx_policywiki.unique_ids import make_ids_unique, shorten_contents
from sphinx_policywiki.unsafe_links import UnlinkPrograms
from sphinx_policywiki.version import __version__

__all__ = ["__version__", "setup"]

_DIRECTIVES: Final = {
    "glance-box": GlanceBox,
    "cite-block": CiteBlock,
    "article-list": ArticleList,
    "source-list": SourceList,
    "backlinks": Backlinks,
    "article-graph": ArticleGraph,
    "article-changes": ArticleChanges,
}
_STATIC: Final = Path(__file__).parent / "static"
#: The first has the variables that the others use.
_SHEETS: Final = (
    "policywiki.css", "policywiki-citations.css", "policywiki-lists.css", "policywiki-graph.css",
    "policywiki-paper.css",
)  # fmt: skip
#: After extensions that add tags of their own.
_LATE: Final = 700
#: After intersphinx, which listens at the default priority of 500.
_LAST: Final = 900


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the extension into *app*."""
    app.setup_extension("myst_parser")
    setup_design(app)
    setup_config(app)
    setup_html(app)
    setup_latex(app)
    setup_pictures(app)
    setup_plain(app)
    setup_front_matter(app)
    app.add_message_catalog(CATALOG, str(DIRECTORY))
    app.add_transform(ComposeArticles)
    app.add_post_transform(CiteSources)
    app.add_post_transform(FillPlaceholders)
    app.add_post_transform(LinkAnyArticle)
    app.add_post_transform(SuitFormat)
    app.add_post_transform(UnlinkPrograms)
    app.add_post_transform(NameIndices)
    app.connect("config-inited", _register_types)
    app.connect("builder-inited", on_builder_inited)
    app.connect("builder-inited", load_styles)
    app.connect("builder-inited", _add_static_files)
    app.connect("builder-inited", add_previews)
    app.connect("source-read", mark_illegible)
    app.connect("source-read", on_source_read)
    app.connect("include-read", on_include_read)
    app.connect("doctree-read", on_doctree_read)
    app.connect("missing-reference", on_missing_reference, priority=_LAST)
    app.connect("env-before-read-docs", ask_again)
    keep_less(app)
    make_options_once()
    setup_books(app)
    setup_search(app)
    app.connect("doctree-resolved", make_ids_unique, priority=_LAST)
    app.connect("html-page-context", shorten_contents)
    app.connect("html-page-context", add_head_tags, priority=_LATE)
    app.connect("builder-inited", add_templates)
    app.connect("env-get-outdated", reread_clashing)
    app.connect("html-page-context", write_print_view, priority=_LAST)
    app.connect("builder-inited", check_collation)
    app.connect("builder-inited", check_engine)
    app.connect("write-started", remove_stale)
    app.connect("build-finished", make_pdfs)
    app.connect("write-started", warn_of_clashes, priority=_LATE)
    AssetTags(app)
    ForkedProcesses(app)
    WriterProcesses(app)
    Tracker(
        app,
        producers=(export_files, articles_file, skos_file, preview_files, redirect_files),
        text_producers=(articles_file,),
        makers=(generated_indices, generated_name_pages, generated_lists, generated_backlinks),
    )
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _register_types(app: Sphinx, config: Config) -> None:
    """Register the domain with the directives and roles of the configured types."""
    types = settings_of(config).article_types
    directives = {name: article_directive(name) for name in types} | _DIRECTIVES
    roles: dict[str, RoleFunction] = {name: WikiRole() for name in (*types, ANY)}
    roles[SOURCE] = SourceRole()
    taken = _taken_names(app, config)
    for name in types:
        if name in taken or name in _DIRECTIVES or name in {ANY, SOURCE}:
            msg = (
                f"policywiki_article_types: {name!r} is a directive or role already; "
                "choose another name"
            )
            raise ConfigError(msg)
    for name, directive in directives.items():
        app.add_directive(name, directive, override=name not in taken)
    for name, role in roles.items():
        app.add_role(name, role, override=name not in taken)
    roles |= {f"{SOURCE}:{name}": role for name, role in SourceDomain.roles.items()}
    app.add_domain(domain_of_types(settings_of(config), directives, roles))
    app.add_domain(SourceDomain)


def _taken_names(app: Sphinx, config: Config) -> set[str]:
    """Return the names of directives and roles that are not ours.

    docutils finds those of the standard and of the primary domain before any that an
    extension registers; its own registries have no public way to ask.
    """
    taken = {*vars(rst_directives)["_directive_registry"], *vars(rst_roles)["_role_registry"]}
    for name in {"std", config.primary_domain} & app.registry.domains.keys():
        domain = app.registry.domains[name]
        taken |= {*domain.directives, *domain.roles}
    for registry in (vars(rst_directives)["_directives"], vars(rst_roles)["_roles"]):
        taken |= {name for name, found in registry.items() if not _is_ours(found)}
    return taken


def _is_ours(found: object) -> bool:
    kind = found if isinstance(found, type) else type(found)
    return issubclass(kind, WikiDirective | WikiRole | SourceRole)


def _add_static_files(app: Sphinx) -> None:
    """Add the stylesheet and the script for the web, or the stylesheet for EPUB.

    Reading systems know less of CSS than browsers do, and run no scripts.
    """
    if makes_epub(app.builder):
        app.config.html_static_path.append(str(_STATIC / "epub"))
        app.add_css_file("policywiki-epub.css")
    elif app.builder.format == "html":
        app.config.html_static_path.append(str(_STATIC / "web"))
        for sheet in _SHEETS:
            app.add_css_file(sheet)
        for script in ("policywiki.js", "policywiki-tables.js"):
            app.add_js_file(script, loading_method="defer")
