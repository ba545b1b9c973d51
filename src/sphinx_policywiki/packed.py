"""A mapping whose values stay pickled until someone asks for them.

The environment of a wiki is loaded with every build, also when nothing has changed. What
pages declare is most of what we keep in it, and is then not looked at.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, MutableMapping
from typing import TypeVar, cast

_T = TypeVar("_T")


class Packed(MutableMapping[str, _T]):
    """Values by name; pickled one by one, and unpickled when they are first asked for.

    No value may change: one that was unpickled is not pickled again.
    """

    def __init__(self) -> None:
        self._values: dict[str, _T | bytes] = {}
        self._pickles: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> _T:
        value = self._values[name]
        if isinstance(value, bytes):
            # The bytes come from the pickle of the environment, made by our own build. Who could
            # change them could change that, and would have their code run before we are asked.
            self._pickles[name] = value
            value = self._values[name] = cast("_T", pickle.loads(value))  # noqa: S301 - see above
        return value

    def __setitem__(self, name: str, value: _T) -> None:
        self._values[name] = value
        self._pickles.pop(name, None)

    def __delitem__(self, name: str) -> None:
        del self._values[name]
        self._pickles.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __getstate__(self) -> dict[str, bytes]:
        """Return all values pickled; those that were so already are not pickled again."""
        return {n: self._pickles.get(n) or _packed(value) for n, value in self._values.items()}

    def __setstate__(self, state: dict[str, bytes]) -> None:
        self._values, self._pickles = dict(state), {}


def _packed(value: object) -> bytes:
    return value if isinstance(value, bytes) else pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
