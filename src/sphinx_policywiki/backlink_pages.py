"""The pages of all that links to an article, where its own page folds the list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_policywiki.backlink_groups import (
    PAGES,
    BacklinkGroup,
    LongBacklinks,
    backlink_groups,
    long_backlinks,
)
from sphinx_policywiki.backlink_lists import label_of, more_sentences
from sphinx_policywiki.backlinks import Backlink
from sphinx_policywiki.builders import makes_site
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.generated_pages import GeneratedPage
from sphinx_policywiki.graph import face
from sphinx_policywiki.locale import tr
from sphinx_policywiki.long_list_pages import article_address, long_list_context
from sphinx_policywiki.sentences import Runs

_TEMPLATE: Final = "policywiki-backlinks.html"


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry as the template has it: its title and address, and sentences with their places."""

    title: str
    address: str
    sentences: list[tuple[Runs, str, str]]
    more: str


def generated_backlinks(app: Sphinx) -> Iterator[GeneratedPage]:
    """Yield the page of each list that an article folds, with what it shows of others."""
    builder = app.builder
    if not makes_site(builder):
        return
    assert isinstance(builder, StandaloneHTMLBuilder)
    domain = WikiDomain.of(app.env)
    for list_ in long_backlinks(domain):
        groups = backlink_groups(domain, list_.article)
        shown = [(group.type, [entry.facts() for entry in group.entries]) for group in groups]
        context = partial(_context, builder, list_, groups)
        yield GeneratedPage(list_.page, (face(list_.article), shown), context)


def _context(
    builder: StandaloneHTMLBuilder, list_: LongBacklinks, found: tuple[BacklinkGroup, ...]
) -> dict[str, Any]:
    domain, heading = WikiDomain.of(builder.env), tr("What links here")
    groups = [
        (
            group.type or PAGES,
            label_of(domain, group),
            [_item(builder, list_.page, entry) for entry in group.entries],
        )
        for group in found
    ]
    return long_list_context(builder, list_.page, list_.article, heading, groups, _TEMPLATE)


def _item(builder: StandaloneHTMLBuilder, page: str, entry: Backlink) -> _Item:
    origin = entry.origin
    document = builder.get_relative_uri(page, origin.docname)
    address = article_address(builder, page, origin.article) if origin.article else document
    sentences = [(s.runs, s.heading, f"{document}#{s.anchor}") for s in entry.sentences]
    return _Item(origin.title, address, sentences, more_sentences(entry))
