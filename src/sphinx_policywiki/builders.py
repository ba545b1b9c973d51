"""What we need to know of builders."""

from __future__ import annotations

from sphinx.builders import Builder
from sphinx.builders.epub3 import Epub3Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder


def makes_epub(builder: Builder) -> bool:
    """Say whether *builder* makes an EPUB: pages of HTML, but a book, which runs no scripts."""
    return isinstance(builder, Epub3Builder)


def makes_single_page(builder: Builder) -> bool:
    """Say whether *builder* joins all documents in one page of HTML."""
    return isinstance(builder, SingleFileHTMLBuilder)


def makes_web_pages(builder: Builder) -> bool:
    """Say whether *builder* writes pages for browsers."""
    return builder.format == "html" and not makes_epub(builder)


def makes_site(builder: Builder) -> bool:
    """Say whether *builder* makes a website: each document is a page that loads its files.

    Help books are such pages too, but their readers have what is in the book and no more;
    what is written as data has its pages made elsewhere.
    """
    return (
        isinstance(builder, StandaloneHTMLBuilder)
        and not writes_data(builder)
        and makes_web_pages(builder)
        and not makes_one_document(builder)
        and not builder.embedded
    )


def writes_data(builder: Builder) -> bool:
    """Say whether *builder* writes what pages consist of, and leaves it to others to make them."""
    return isinstance(builder, SerializingHTMLBuilder)


def makes_one_document(builder: Builder) -> bool:
    """Say whether *builder* puts many pages into one document, anew with each build."""
    return builder.format in {"latex", "texinfo", "man"} or makes_single_page(builder)


def has_links(builder: Builder) -> bool:
    """Say whether what *builder* writes leads from place to place."""
    return builder.format != "text"


def makes_books(builder: Builder) -> bool:
    """Say whether what *builder* makes has to contain every article."""
    return makes_one_document(builder) or makes_epub(builder)


def makes_lines_of_text(builder: Builder) -> bool:
    """Say whether *builder* writes for terminals, where cards are no more than paragraphs."""
    return builder.format in {"text", "texinfo", "man"}


def has_room_for_tables(builder: Builder) -> bool:
    """Say whether tables of five columns can be read; EPUB is for phones as well."""
    return not makes_lines_of_text(builder) and not makes_epub(builder)
