"""Files beside the pages that are made of the whole wiki: exports, previews, redirects.

Each kind has a producer, which yields them all with every build; what is here writes those
that are new or changed, and removes those that no producer yields any more.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from sphinx.application import Sphinx

from sphinx_policywiki.messages import warn

#: Yields paths below the output directory, with slashes, and the text of each file. Pages
#: have to have the mark in their heads.
Producer = Callable[[Sphinx], Iterator[tuple[str, str]]]

#: What tells our pages that are no documents from all others, which are never touched.
MARK: Final = '<meta name="generator" content="sphinx-policywiki names">'
_HEAD: Final = 16_384


def wanted_files(app: Sphinx, producers: Iterable[Producer]) -> dict[str, str]:
    """Return the text of every file that *producers* yield; of two at one path, the first."""
    found: dict[str, str] = {}
    for producer in producers:
        for path, text in producer(app):
            found.setdefault(path, text)
    return found


def publish(outdir: Path, wanted: Mapping[str, str], old: Iterable[str]) -> None:
    """Write the *wanted* files below *outdir*, and remove those of *old* that are not wanted."""
    for path in sorted(set(old) - wanted.keys()):
        if not is_foreign(_head(outdir / path)):
            remove(outdir / path, outdir)
    for path, text in wanted.items():
        try:
            _write(outdir / path, text)
        except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
            warn("redirect", f"{path!r} cannot be written ({error}); choose another name", None)


def is_foreign(content: bytes) -> bool:
    """Say whether *content* is that of a page of others, as of a new document."""
    start = content[:_HEAD].lstrip()[:20].lower()
    return start.startswith((b"<!doctype html", b"<html")) and MARK.encode() not in content[:_HEAD]


def marked_pages(outdir: Path) -> list[str]:
    """Return the paths of our pages below *outdir*, found by their mark."""
    pages = (path for path in outdir.rglob("*") if MARK.encode() in _head(path))
    return sorted(path.relative_to(outdir).as_posix() for path in pages)


def _head(path: Path) -> bytes:
    """Return the beginning of the file *path*, nothing if there is none."""
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""


def all_there(outdir: Path, files: Iterable[str]) -> bool:
    """Say whether all *files* are still there, with a look at each folder and not at each file."""
    folders: dict[str, set[str]] = defaultdict(set)
    for path in files:
        folder, _, name = path.rpartition("/")
        folders[folder].add(name)
    return all(names <= _listed(outdir / folder) for folder, names in folders.items())


def _listed(folder: Path) -> set[str]:
    try:
        with os.scandir(folder) as entries:
            return {entry.name for entry in entries}
    except OSError:
        return set()


def remove(path: Path, root: Path) -> None:
    """Remove the file *path* and the folders above it, below *root*, that become empty."""
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == root:
            break
        try:
            folder.rmdir()
        except OSError:  # not empty, or gone already
            break


def _write(path: Path, text: str) -> None:
    """Write *text* unless it is there, so that times of files tell what changed.

    In one step, so that a build that is killed leaves no file by half.
    """
    data = text.encode()
    try:
        old = path.read_bytes()
        if old == data or is_foreign(old):
            return
    except OSError:  # there is none
        path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(data)
    new.replace(path)
