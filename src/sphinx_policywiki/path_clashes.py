"""Pages that some file systems take for one: those of macOS and Windows ignore case.

The site may be built on a file system that tells them apart, and lose a page when it is copied.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from sphinx.application import Sphinx
from sphinx.builders import Builder

from sphinx_policywiki.backlink_groups import long_backlinks
from sphinx_policywiki.builders import makes_site
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.index_names import has_page, of_topic
from sphinx_policywiki.long_lists import long_lists
from sphinx_policywiki.messages import Location, warn
from sphinx_policywiki.print_paths import clashing, has_print_view

#: The name of a page, whether it is ours, and where the reason for it stands.
_Page = tuple[str, bool, Location]


def warn_of_clashes(app: Sphinx, builder: Builder) -> None:
    """Warn of each page whose name differs too little from that of another, if one is ours.

    Print views are compared with documents alone: where two have one place, so have their pages.
    """
    domain = WikiDomain.of(app.env)
    if domain.unchanged:
        return
    seen: dict[str, _Page] = {}
    for page in _pages(domain, builder):
        _compare(domain, seen.setdefault(same_place(page[0]), page), page)
    for view in _print_views(domain, builder):
        _compare(domain, seen.get(same_place(view[0]), view), view)


def _compare(domain: WikiDomain, first: _Page, page: _Page) -> None:
    if first[0] != page[0] and (first[1] or page[1]):
        warn(
            "path_clash",
            f"the pages {first[0]!r} and {page[0]!r} differ by case or Unicode form alone, and "
            "not all file systems keep both; give one of them another name",
            page[2] or _first_with_topic(domain, page[0]) or first[2],
        )


def _first_with_topic(domain: WikiDomain, name: str) -> Location:
    """Return where the first article stands that has the topic of the page *name*."""
    articles = domain.graph.articles
    found = (a.place_of("topics") for a in articles if name in map(of_topic, a.topics))
    return next(found, None)


def same_place(path: str) -> str:
    """Return *path* as file systems compare it that ignore case and the form of letters."""
    if path.isascii():
        return path.lower()
    folded = unicodedata.normalize("NFD", path).casefold()
    return unicodedata.normalize("NFD", folded)


def _pages(domain: WikiDomain, builder: Builder) -> Iterator[_Page]:
    for docname in sorted(domain.env.found_docs):
        yield docname, docname in domain.pages, (docname, 1)
    if not makes_site(builder):
        return
    for name in domain.index_titles:
        if has_page(builder, name) and name not in domain.env.found_docs:
            yield name, True, None
    for list_ in long_lists(domain):
        yield list_.page, True, list_.article.place
    for linking in long_backlinks(domain):
        yield linking.page, True, linking.article.place


def _print_views(domain: WikiDomain, builder: Builder) -> Iterator[_Page]:
    for docname, page in sorted(domain.pages.items()):
        if page.articles and has_print_view(builder, docname) and clashing(builder, docname):
            yield clashing(builder, docname), True, page.articles[0].place
