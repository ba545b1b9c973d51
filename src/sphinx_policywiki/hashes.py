"""Short numbers that stand for what pages show, alike in every process and build."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from hashlib import blake2b


def hash_of(value: object) -> int:
    """Return a number that stands for *value* in other processes and builds too."""
    return int.from_bytes(blake2b(repr(value).encode(), digest_size=8).digest(), "big")


def plain(value: object) -> object:
    """Return *value* without the order of mappings and sets, which has no meaning."""
    if isinstance(value, Mapping):
        return sorted(([plain(k), plain(v)] for k, v in value.items()), key=repr)
    if isinstance(value, AbstractSet):
        return sorted(map(plain, value), key=repr)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
