"""Where pages of a website stand below the output directory, and which places are taken."""

from __future__ import annotations

import unicodedata
from typing import Final

from sphinx.builders import Builder
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder

#: Of the 255 bytes that a name may have (Linux, ext4), those that a new file leaves.
_LONGEST: Final = 240
_GENERATED: Final = frozenset({"index", "genindex", "search", "opensearch"})
#: How names of pages begin that Sphinx makes of indices, and we of the wiki.
_PREFIXES: Final = ("genindex-", "wiki-")


def page_file(builder: Builder, name: str) -> str:
    """Return the path of the page *name* of a website, with slashes."""
    assert isinstance(builder, StandaloneHTMLBuilder)
    if isinstance(builder, DirectoryHTMLBuilder) and name.rpartition("/")[2] != "index":
        name = f"{name}/index"
    return name + builder.out_suffix


def beside(docname: str, name: str) -> str:
    """Return the page *name* in the folder of *docname*."""
    folder, slash, _ = docname.rpartition("/")
    return folder + slash + name


def fold(path: str) -> str:
    """Return *path* as file systems compare it that do not tell upper from lower case."""
    return unicodedata.normalize("NFC", path).casefold()


def fits(path: str) -> bool:
    """Say whether file systems take each name in *path*."""
    return all(len(part.encode()) <= _LONGEST for part in path.split("/"))


def is_reserved(builder: Builder, page: str) -> bool:
    """Say whether *page* is a name of pages that are no documents."""
    if page.rpartition("/")[2] == "index" or page in builder.config.html_additional_pages:
        return True
    if "/" in page:
        return False
    domains = builder.env.domains.sorted()
    indices = (f"{domain.name}-{index.name}" for domain in domains for index in domain.indices)
    return page in _GENERATED or page.startswith(_PREFIXES) or page in indices


def document_files(builder: Builder) -> dict[str, tuple[str, str]]:
    """Return path and name of every document, by the path as :func:`fold` has it."""
    files = ((page_file(builder, name), name) for name in builder.env.found_docs)
    return {fold(path): (path, name) for path, name in files}
