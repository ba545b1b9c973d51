"""Where the files for reference managers are, and how pages link to them."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote
from zlib import crc32

from sphinx.builders import Builder
from sphinx.util.osutil import relative_uri

from sphinx_policywiki.builders import makes_one_document, makes_web_pages
from sphinx_policywiki.citation import STYLES, Style
from sphinx_policywiki.model import Article

EXPORTS: Final = (STYLES["bibtex"], STYLES["ris"], STYLES["csl-json"])
#: The folder of the files of single articles.
FOLDER: Final = "_citations"
#: Of the 255 bytes that a name may have (Linux, ext4), those that its ending leaves.
_LONGEST: Final = 240
#: Microsoft, "Naming Files, Paths, and Namespaces": not even with an ending.
_DEVICES: Final = frozenset({
    "con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in "0123456789"),
})  # fmt: skip


def file_path(article: Article, export: Style) -> str:
    """Return the path of the file of *article*, below the output directory."""
    return f"{FOLDER}/{shortened(article.slug)}.{export.extension}"


def shortened(slug: str) -> str:
    """Return the name of a file for *slug*, which every file system takes.

    A long one is cut, with a check sum at its end; one that is a device to Windows gets a sign
    that no slug has.
    """
    if slug in _DEVICES:
        return f"{slug}_"
    name = slug.encode()
    if len(name) <= _LONGEST:
        return slug
    start = name[: _LONGEST - 9].decode(errors="ignore")
    return f"{start}-{crc32(name):08x}"


def relative_path(builder: Builder, docname: str, article: Article, export: Style) -> str:
    """Return the URL of the file of *article* as the page of *docname* links to it."""
    return relative_uri(builder.get_target_uri(docname), quote(file_path(article, export)))


def has_exports(builder: Builder) -> bool:
    """Say whether *builder* writes the files: where each document is a page on the web."""
    return makes_web_pages(builder) and not makes_one_document(builder)
