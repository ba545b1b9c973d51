"""Where the print view and the PDF of an article are, and how pages link to them."""

from __future__ import annotations

from posixpath import basename
from typing import Final
from urllib.parse import quote

from sphinx.builders import Builder
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.util.osutil import relative_uri

from sphinx_policywiki.builders import makes_site

VIEW: Final = "print"


def has_print_views(builder: Builder) -> bool:
    """Say whether *builder* writes print views: where each document is a page made of templates."""
    templates = getattr(builder, "templates", None)
    return makes_site(builder) and isinstance(templates, BuiltinTemplateLoader)


def has_print_view(builder: Builder, docname: str) -> bool:
    """Say whether an article in *docname* has a print view: not if a page has that name."""
    return has_print_views(builder) and clashing(builder, docname) not in builder.env.found_docs


def clashing(builder: Builder, docname: str) -> str:
    """Return the document whose page would be the print view of *docname*, if any can be."""
    return "" if isinstance(builder, DirectoryHTMLBuilder) else f"{docname}.{VIEW}"


def view_file(builder: Builder, docname: str) -> str:
    """Return the path of the print view of *docname*, below the output directory."""
    assert isinstance(builder, StandaloneHTMLBuilder)
    return _stem(builder, docname) + builder.out_suffix


def pdf_file(builder: Builder, docname: str) -> str:
    """Return the path of the PDF of *docname*, below the output directory."""
    if not isinstance(builder, DirectoryHTMLBuilder):
        return f"{docname}.pdf"
    folder = _folder(docname)
    return f"{folder}{basename(folder.rstrip('/')) or 'index'}.pdf"


def view_link(builder: Builder, docname: str) -> str:
    """Return the URL of the print view of *docname* as its page links to it."""
    assert isinstance(builder, StandaloneHTMLBuilder)
    uri = quote(_stem(builder, docname)) + (builder.link_suffix or "")
    if isinstance(builder, DirectoryHTMLBuilder):
        uri = quote(view_file(builder, docname))
    return relative_uri(builder.get_target_uri(docname), uri)


def pdf_link(builder: Builder, docname: str) -> str:
    """Return the URL of the PDF of *docname* as its page and its print view link to it."""
    return quote(basename(pdf_file(builder, docname)))


def page_link(builder: Builder, docname: str) -> str:
    """Return the URL of the page of *docname* as its print view links to it."""
    page = builder.get_target_uri(docname)
    return relative_uri(quote(view_file(builder, docname)), page) or "./"


def _stem(builder: Builder, docname: str) -> str:
    if isinstance(builder, DirectoryHTMLBuilder):
        return _folder(docname) + VIEW
    return f"{docname}.{VIEW}"


def _folder(docname: str) -> str:
    """Return the folder in which the builder ``dirhtml`` writes the page of *docname*."""
    parent, _, name = docname.rpartition("/")
    folder = parent if name == "index" else docname
    return f"{folder}/" if folder else ""
