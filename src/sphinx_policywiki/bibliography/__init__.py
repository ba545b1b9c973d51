"""The bibliography: sources by key, from BibTeX, CSL-JSON and CSL-YAML files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from sphinx_policywiki.bibliography.lines import Lines
from sphinx_policywiki.bibliography.problems import Broken, Found
from sphinx_policywiki.characters import complaint, illegible, legible
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.messages import warn
from sphinx_policywiki.suggest import Suggester, did_you_mean


@dataclass
class Bibliography:
    """All sources of a wiki by key, and what could not be read."""

    sources: dict[str, Source] = field(default_factory=dict)
    broken: list[Broken] = field(default_factory=list)
    _suggester: Suggester | None = field(default=None, repr=False)

    @classmethod
    def read(cls, srcdir: Path, files: Iterable[str]) -> Bibliography:
        """Read *files*, which are relative to *srcdir*.

        A file that is missing or an entry that is broken is kept as a problem; the rest
        of the file still counts. Of two entries with one key the first counts.
        """
        result = cls()
        places: dict[str, str] = {}
        for name in files:
            try:
                text = Path(srcdir, name).read_text(encoding="utf-8-sig")
            except (OSError, ValueError) as error:
                result.broken.append(Broken(name, 0, f"cannot be read: {error}"))
                continue
            result._add(_read(name, result._legible(name, text)), places)
        return result

    def _legible(self, name: str, text: str) -> str:
        """Return *text* of the file *name* without what no text can have, and keep the problem."""
        if (found := illegible(text)) is None:
            return text
        line = Lines(text).at(found[0])
        self.broken.append(Broken(name, line, f"the file: {complaint(text)}"))
        return legible(text)

    def _add(self, found: Found, places: dict[str, str]) -> None:
        """Take in what *found* has; *places* tells file and line of the keys before it."""
        self.broken += found.broken
        for line, source in found.sources:
            first = places.get(source.key)
            if first is None:
                self.sources[source.key] = source
                places[source.key] = f"{found.file}:{line}"
            else:
                problem = f"the key {source.key!r} stands twice; the first entry ({first}) counts"
                self.broken.append(Broken(found.file, line, problem))

    def __contains__(self, key: str) -> bool:
        return key in self.sources

    def get(self, key: str) -> Source | None:
        """Return the source of *key*, or None."""
        return self.sources.get(key)

    def missing(self, key: str) -> str:
        """Return the sentence that says that *key* is unknown, with suggestions."""
        message = f"the bibliography has no source {key!r}"
        if not self.sources:
            return message + "; policywiki_bibliography names no file with sources"
        if self._suggester is None:
            self._suggester = Suggester(self.sources)
        return message + did_you_mean(self._suggester.nearest(key))

    def report(self) -> None:
        """Warn of every file or entry that could not be read."""
        for broken in self.broken:
            warn("bibliography", broken.message, f"{broken.file}:{broken.line or 1}")


def _read(name: str, text: str) -> Found:
    """Return what the file *name* has; its reader is imported now, since pybtex is slow to."""
    reader = "bibtex" if name.lower().endswith(".bib") else "csl"
    found = import_module(f"{__name__}.{reader}").read(name, text)
    assert isinstance(found, Found)
    return found
