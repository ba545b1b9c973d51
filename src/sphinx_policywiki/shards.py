"""Data in many small files, of which a page loads the one that has what it needs.

The script of the previews computes the same names as this module does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

#: How many entries a file has at most if they are spread evenly.
ROOM: Final = 32


def shard_count(entries: int) -> int:
    """Return how many files hold *entries*: a power of two, or none for nothing."""
    if not entries:
        return 0
    return 1 << (-(-entries // ROOM) - 1).bit_length()


def fnv1a(text: str) -> int:
    """Return the hash of the UTF-8 of *text* (FNV-1a, 32 bits; IETF draft-eastlake-fnv)."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def shard_name(number: int) -> str:
    """Return the name of the file *number*, from 0."""
    return f"{number:02x}"


def sharded(names: Iterable[str], count: int) -> dict[str, list[str]]:
    """Return the name of each of *count* files with those of *names* that belong into it."""
    found: dict[str, list[str]] = {shard_name(number): [] for number in range(count)}
    for name in names:
        found[shard_name(fnv1a(name) & (count - 1))].append(name)
    return found
