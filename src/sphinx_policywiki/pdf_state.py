"""Which PDFs a builder has made, and of what: kept beside the doctrees, one file a builder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Final

from sphinx.builders import Builder

_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF: its path, and what it was made of.

    *view* is the digest of the print view; *files* has those of the images and stylesheets
    in it, None where there was none; *links* has the web addresses of its links. Without a
    digest of the view, the PDF has still to be made.
    """

    path: str
    view: str = ""
    files: dict[str, str | None] = field(default_factory=dict)
    links: dict[str, str | None] = field(default_factory=dict)


@dataclass
class PdfState:
    """The PDFs that one builder made in one directory, by document; *engine* made them."""

    path: Path
    engine: str = ""
    made: dict[str, Made] = field(default_factory=dict)

    @classmethod
    def load(cls, builder: Builder) -> PdfState:
        """Return the state of *builder*, an empty one if there is none or it is damaged."""
        place = blake2b(str(builder.outdir).encode(), digest_size=6).hexdigest()
        path = Path(builder.doctreedir, f"policywiki-pdf-{builder.name}-{place}.json")
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if data["format"] == _FORMAT:
                made = {name: Made(**values) for name, values in data["made"].items()}
                return cls(path, data["engine"], made)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            pass
        return cls(path)

    def save(self) -> None:
        """Write the state in one step; nothing is kept of nothing."""
        if not self.made:
            self.path.unlink(missing_ok=True)
            return
        made = {name: asdict(record) for name, record in self.made.items()}
        data = {"format": _FORMAT, "engine": self.engine, "made": made}
        new = self.path.with_suffix(".new")
        new.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True), encoding="utf-8")
        new.replace(self.path)


def digest(content: bytes) -> str:
    """Return the digest of a file's *content*."""
    return blake2b(content, digest_size=16).hexdigest()


class Files:
    """The digests of the files below *root*, each read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[str, str | None] = {}

    def digest(self, path: str) -> str | None:
        """Return the digest of the file at *path*, None if there is none."""
        if path not in self._known:
            try:
                self._known[path] = digest((self.root / path).read_bytes())
            except OSError:
                self._known[path] = None
        return self._known[path]
