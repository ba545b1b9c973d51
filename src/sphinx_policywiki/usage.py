"""How many articles use another: link to it in their text, or say so by a relation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from sphinx_policywiki.backlinks import Backlinks
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.model import Article


def used(domain: WikiDomain) -> Mapping[str, int]:
    """Return, by the ids of articles, how many others use them, counted once a build."""
    if used not in domain.kept:
        domain.kept[used] = {
            article.id: len(_users(domain, article)) for article in domain.graph.articles
        }
    return cast("Mapping[str, int]", domain.kept[used])


def _users(domain: WikiDomain, article: Article) -> set[str]:
    """Return the ids of the articles that use *article*; whoever does so twice counts once.

    What links to it on a page outside of any article does not count.
    """
    counted = [name for name, relation in domain.graph.relations.items() if relation.counted]
    related = (link.article for name in counted for link in domain.graph.links(article, name))
    linking = (origin.article for origin in Backlinks.of(domain).origins(article))
    return {user.id for user in (*related, *linking) if user is not None}
