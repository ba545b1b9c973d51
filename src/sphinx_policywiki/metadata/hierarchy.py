"""What is above what, in chains of any length and without a look at each of their members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


class Hierarchy:
    """Answers whether one of two is above the other.

    A walk down a spanning tree numbers its members, so that all below one of them have the
    numbers that follow it: most that are above each other are found by this. For the rest a
    walk goes up, no higher than where the other stands.

    :param wider: what is right above each.
    """

    def __init__(self, wider: Mapping[str, Sequence[str]]) -> None:
        self._wider = wider
        self._narrower: dict[str, list[str]] = {name: [] for name in wider}
        for name, above in wider.items():
            for other in above:
                self._narrower.setdefault(other, []).append(name)
        self._first: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._number()
        self._depth = dict(self._depths())

    def in_line(self, one: str, other: str) -> bool:
        """Say whether one of the two is above the other."""
        return self.is_above(one, other) or self.is_above(other, one)

    def is_above(self, high: str, low: str) -> bool:
        """Say whether *high* is above *low*, directly or not."""
        if high != low and self._contains(high, low):
            return True
        seen: set[str] = set()
        ahead = list(self._wider.get(low, ()))
        while ahead:
            name = ahead.pop()
            if name == high:
                return True
            if name not in seen and self._may_be_below(name, high):
                seen.add(name)
                ahead += self._wider.get(name, ())
        return False

    def _contains(self, high: str, low: str) -> bool:
        return self._first[high] <= self._first[low] <= self._last[high]

    def _may_be_below(self, name: str, high: str) -> bool:
        """Say whether *high* may be above *name*: not if it is no nearer to the top."""
        depth, limit = self._depth.get(name), self._depth.get(high)
        return depth is None or limit is None or depth > limit

    def _number(self) -> None:
        """Give all the numbers of a walk down, from those at the top."""
        tops = [name for name, above in self._wider.items() if not above]
        for start in (*tops, *self._narrower):
            ahead = [(start, False)]
            while ahead:
                name, is_done = ahead.pop()
                if is_done:
                    self._last[name] = len(self._first) - 1
                elif name not in self._first:
                    self._first[name] = len(self._first)
                    ahead.append((name, True))
                    ahead += [(below, False) for below in reversed(self._narrower[name])]

    def _depths(self) -> Iterator[tuple[str, int]]:
        """Yield how far each is from the top at most; nothing of those in or below a circle."""
        waiting = {name: len(self._wider.get(name, ())) for name in self._narrower}
        level = [name for name, number in waiting.items() if not number]
        depth = 0
        while level:
            below = []
            for name in level:
                yield name, depth
                for other in self._narrower[name]:
                    waiting[other] -= 1
                    if not waiting[other]:
                        below.append(other)
            level, depth = below, depth + 1
