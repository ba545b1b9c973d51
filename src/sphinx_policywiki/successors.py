"""The ends of chains of articles that supersede each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sphinx_policywiki.model import Article


class Successors:
    """Finds where each chain ends; every article is passed once, however long the chains are.

    :param resolve: returns the article that a name means.
    """

    def __init__(
        self, articles: Iterable[Article], resolve: Callable[[str], Article | None]
    ) -> None:
        self._next: dict[str, Article] = {}
        for article in articles:
            target = article.superseded_by
            if target is not None and (other := resolve(target.name)) is not None:
                self._next[article.id] = other
        self._ends: dict[str, Article | None] = {}

    def latest(self, article: Article) -> Article | None:
        """Return the end of the chain if it is not what supersedes *article* directly.

        A chain that goes in a circle has no end.
        """
        direct = self._next.get(article.id)
        if direct is None or direct.id not in self._next:
            return None
        return self._end(direct)

    def _end(self, article: Article) -> Article | None:
        passed: dict[str, None] = {}
        here = article
        while here.id not in self._ends and here.id not in passed and here.id in self._next:
            passed[here.id] = None
            here = self._next[here.id]
        circle = here.id in passed
        end = None if circle else self._ends.get(here.id, here)
        self._ends |= dict.fromkeys(passed, end)
        return end
