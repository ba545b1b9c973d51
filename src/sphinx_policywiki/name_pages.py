"""Which names that articles share have a page of their own, and where it is."""

from __future__ import annotations

from sphinx.builders import Builder

from sphinx_policywiki.builders import makes_site
from sphinx_policywiki.model import slugify
from sphinx_policywiki.names import Names
from sphinx_policywiki.site_paths import (
    beside,
    document_files,
    fits,
    fold,
    is_reserved,
    page_file,
)


def name_pages(names: Names, builder: Builder) -> dict[str, str]:
    """Return the names of the pages, by the keys of the shared names.

    A page stands beside that of the first article, under the name as a slug, unless
    another page is there; a name that is a slug leads to the article and needs none.
    """
    shared = [name for name in names.shared.values() if not name.leads]
    if not shared or not makes_site(builder):
        return {}
    found: dict[str, str] = {}
    taken = set(document_files(builder))
    for name in shared:
        page = beside(name.articles[0].docname, slugify(name.text))
        path = page_file(builder, page)
        free = slugify(name.text) and fits(path) and not is_reserved(builder, page)
        if free and fold(path) not in taken:
            taken.add(fold(path))
            found[name.key] = page
    return found
