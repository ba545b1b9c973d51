"""What each builder has written so far: kept beside the doctrees, one file a builder.

The environment is shared by all builders, so it cannot say what one of them last wrote;
and it is saved before the pages are, so it cannot say what a killed build still owes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from sphinx.builders import Builder
from sphinx.util import logging

from sphinx_policywiki.publishing import marked_pages

_FORMAT: Final = 4
_logger = logging.getLogger(__name__)


@dataclass
class State:
    """What one builder wrote into one directory.

    *shown* maps every page of ours to the digest of what it showed when it was written;
    *sources* maps every document to its source file below the source directory; *files* are
    the paths of what was made of the whole wiki, below the output directory. *world* is the
    stamp of all that pages may show of others, if all pages show it; *published* is that of
    the files, and of the texts that some of them hold. *pages* maps the paths of pages in the
    look of the theme that are no documents to the digests of what they show, and *look* is
    the stamp of all that they may show.
    """

    path: Path
    shown: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    world: str = ""
    published: tuple[str, str] = ("", "")
    pages: dict[str, str] = field(default_factory=dict)
    look: str = ""

    @classmethod
    def load(cls, builder: Builder, known: dict[str, str]) -> State:
        """Return the state of *builder*, an empty one if there is none.

        If it is damaged, its documents are those that the environment has *known*. Without
        it, our own pages in the output are known by their mark.
        """
        place = blake2b(str(builder.outdir).encode(), digest_size=6).hexdigest()
        path = Path(builder.doctreedir, f"policywiki-{builder.name}-{place}.json")
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if data["format"] == _FORMAT:
                return cls._of(path, data)
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError) as error:
            _logger.info("policywiki: %s is damaged (%s), all pages are written", path.name, error)
            return cls(path, {}, known, marked_pages(Path(builder.outdir)))
        return cls(path, files=marked_pages(Path(builder.outdir)))

    @classmethod
    def _of(cls, path: Path, data: dict[str, Any]) -> State:
        world, texts = data["published"]
        return cls(
            path, dict(data["shown"]), dict(data["sources"]), list(data["files"]),
            str(data["world"]), (str(world), str(texts)), dict(data["pages"]), str(data["look"]),
        )  # fmt: skip

    def save(self) -> None:
        """Write the state in one step, so that it is never there by half."""
        data = {
            "format": _FORMAT, "shown": self.shown, "sources": self.sources, "files": self.files,
            "world": self.world, "published": self.published, "pages": self.pages,
            "look": self.look,
        }  # fmt: skip
        new = self.path.with_suffix(".new")
        new.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True), encoding="utf-8")
        new.replace(self.path)
