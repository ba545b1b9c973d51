"""What can be wrong with a file of sources, and what was found in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sphinx_policywiki.characters import legible
from sphinx_policywiki.citation.source import Source

#: Is told in words of what is wrong with an entry.
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Broken:
    """A file or entry that cannot be read: file name, line (0 if unknown), message."""

    file: str
    line: int
    message: str


@dataclass(slots=True)
class Found:
    """What a file holds: the sources with the lines where they begin, and what is broken."""

    file: str
    sources: list[tuple[int, Source]] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)

    def reporter(self, line: int, name: str) -> Report:
        """Return what reports problems of what begins at *line* and is called *name*."""
        return lambda problem: self.report(line, f"{name}: {problem}")

    def report(self, line: int, message: str) -> None:
        """Keep the problem that *message* tells of the entry that begins at *line*."""
        self.broken.append(Broken(self.file, line, legible(message)))
