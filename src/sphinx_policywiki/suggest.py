"""Suggestions for names that are not known: the nearest of those that are."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Final

MOST: Final = 3
_CANDIDATES: Final = 20


class Suggester:
    """Finds the nearest of *names*.

    difflib compares a name with each of the others, which is slow for a wiki with many red
    links; so it is asked only of the names that share most trigrams with it.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(names)

    @cached_property
    def _by_trigram(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in self.names:
            for trigram in _trigrams(name):
                found[trigram].append(name)
        return found

    def nearest(self, name: str) -> list[str]:
        """Return at most three names near to *name*, the nearest first."""
        shared: Counter[str] = Counter()
        for trigram in _trigrams(name):
            shared.update(self._by_trigram.get(trigram, ()))
        candidates = [candidate for candidate, _ in shared.most_common(_CANDIDATES)]
        return difflib.get_close_matches(name, candidates, n=MOST)


def _trigrams(name: str) -> set[str]:
    padded = f"  {name} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def did_you_mean(suggestions: Iterable[str]) -> str:
    """Return the clause that offers *suggestions*, or nothing."""
    names = " or ".join(map(repr, suggestions))
    return f"; did you mean {names}?" if names else ""
