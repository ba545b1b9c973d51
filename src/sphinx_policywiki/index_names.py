"""The names of index pages, and which builders have them."""

from __future__ import annotations

from functools import cache
from typing import Final

from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_policywiki.exports import has_exports, shortened
from sphinx_policywiki.model import slugify

PREFIX: Final = "wiki-"
ALL: Final = f"{PREFIX}articles"
TOPICS: Final = f"{PREFIX}topics"


def of_type(type_name: str) -> str:
    """Return the name of the page of the articles of one type."""
    name = f"{PREFIX}{type_name}"
    is_other = name in {ALL, TOPICS} or type_name.startswith(("topic-", "type-"))
    return f"{PREFIX}type-{type_name}" if is_other else name


@cache
def of_topic(topic: str) -> str:
    """Return the name of the page of *topic*, empty if it has no letter or digit."""
    slug = slugify(topic)
    return shortened(f"{PREFIX}topic-{slug}") if slug else ""


def is_topic(name: str) -> bool:
    """Say whether *name* is that of the page of a topic."""
    return name.startswith(f"{PREFIX}topic-")


def has_page(builder: Builder, name: str) -> bool:
    """Say whether *builder* makes the index page *name*, or has a document in its place."""
    if not name or not has_exports(builder) or not isinstance(builder, StandaloneHTMLBuilder):
        return False
    wanted = builder.config.html_domain_indices
    return wanted if isinstance(wanted, bool) else name in wanted
