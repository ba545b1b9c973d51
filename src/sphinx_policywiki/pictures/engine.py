"""Runs Graphviz, and keeps what it has made beside the doctrees."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

from sphinx_policywiki.pictures.dot import dot_text
from sphinx_policywiki.pictures.layout import Layout, read_layout
from sphinx_policywiki.pictures.picture import Picture

#: The folder of what is kept, below that of the doctrees.
FOLDER: Final = "policywiki-graphs"
#: No picture takes longer, in seconds.
PATIENCE: Final = 60
#: When a PDF was made, which would make each another one.
_DATE: Final = re.compile(rb"/(?:CreationDate|ModDate) \(D:[^)]*\)")


class DrawingError(Exception):
    """Graphviz could not draw; the message says what it said."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The program ``dot`` of a *version*, and the folder where its work is kept."""

    program: str
    version: str
    folder: Path

    def name(self, picture: Picture) -> str:
        """Return the name by which the work on *picture* is kept."""
        text = f"{self.version}\n{dot_text(picture)}".encode(errors="replace")
        return blake2b(text, digest_size=12).hexdigest()

    def layout(self, picture: Picture) -> Layout:
        """Return where everything in *picture* is.

        :raises DrawingError: if Graphviz cannot say.
        """
        size = len(picture.boxes), len(picture.lines)
        try:
            return read_layout(self._kept(picture, "json0").read_bytes(), *size)
        except (OSError, ValueError):  # what is kept is damaged
            path = self._draw(picture, "json0")
        try:
            return read_layout(path.read_bytes(), *size)
        except ValueError as error:
            raise DrawingError(str(error)) from error

    def pdf(self, picture: Picture) -> Path:
        """Return a file with *picture* as a PDF.

        :raises DrawingError: if Graphviz cannot make one.
        """
        return self._kept(picture, "pdf")

    def _kept(self, picture: Picture, form: str) -> Path:
        path = self._path(picture, form)
        return path if path.is_file() else self._draw(picture, form)

    def _path(self, picture: Picture, form: str) -> Path:
        return self.folder / f"{self.name(picture)}.{form}"

    def _draw(self, picture: Picture, form: str) -> Path:
        """Draw *picture*, and keep it in one step: many processes may be at it."""
        path = self._path(picture, form)
        content = run(self.program, f"-T{form}", text=dot_text(picture))
        new = path.with_name(f"{path.name}.{os.getpid()}.new")
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(_DATE.sub(lambda date: b" " * len(date[0]), content))
        new.replace(path)
        return path


def find_engine(program: str, folder: Path) -> Engine:
    """Return the engine that the *program* is, a name or a path.

    :raises DrawingError: if there is none, or it does not run.
    """
    if (found := shutil.which(program)) is None:
        msg = f"there is no program {program!r}"
        raise DrawingError(msg)
    return Engine(found, run(found, "-V").decode(errors="replace").strip(), folder)


def run(program: str, option: str, text: str = "") -> bytes:
    """Return what *program* answers to *text*; ``-V`` is answered where errors are told.

    :raises DrawingError: if it fails, or takes too long.
    """
    try:
        # The program is the one that conf.py names, which is a program itself; it is started
        # without a shell, and what authors write is its input and no part of the command.
        done = subprocess.run(  # noqa: S603 - see above
            [program, option], input=text.encode(errors="replace"), capture_output=True,
            check=False, timeout=PATIENCE,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        msg = f"{program} took longer than {PATIENCE} seconds"
        raise DrawingError(msg) from error
    except OSError as error:
        msg = f"{program} does not run: {error}"
        raise DrawingError(msg) from error
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split())
        msg = f"{program} failed ({done.returncode}): {said[:300]}"
        raise DrawingError(msg)
    return done.stdout or done.stderr
