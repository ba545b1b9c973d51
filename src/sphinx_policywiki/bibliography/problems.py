"""What can be wrong with a file of sources."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Broken:
    """A file or entry that cannot be read: file name, line (0 if unknown), message."""

    file: str
    line: int
    message: str
