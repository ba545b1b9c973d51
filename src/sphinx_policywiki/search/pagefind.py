"""The index of Pagefind, made of all pages when the build has ended.

It is made anew when anything in it may have changed, beside the old one, and then takes its
place whole: a build that is killed leaves the old index, or none, which the next one notices.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Final

from sphinx.application import Sphinx
from sphinx.errors import ConfigError
from sphinx.util.display import progress_message

from sphinx_policywiki.messages import warn
from sphinx_policywiki.print_paths import has_print_views
from sphinx_policywiki.publishing import remove
from sphinx_policywiki.search.searchable import LEFT_OUT, SECTIONS
from sphinx_policywiki.search.staging import folder_of, staged_file, uses_pagefind

#: The folder of the index, below the output directory.
FOLDER: Final = "_pagefind"
_STAMP: Final = "stamp.json"
_SELECTORS: Final = (
    "h1",  # known as the title
    ".headerlink",
    *(f".{name}" for name in sorted(LEFT_OUT)),
    *(f".{section} > h{level}" for section in SECTIONS for level in (2, 3)),
)
#: What Pagefind brings for pages that have its own boxes.
_NOT_NEEDED: Final = ("pagefind-*ui.*", "pagefind-highlight.js")
#: What the search page loads, beside the index.
_OURS: Final = ("_static/policywiki-search.*",)
#: What Sphinx's search leaves in an output that it once wrote.
_OF_SPHINX: Final = ("searchindex.js", "_static/*-stemmer.js")


def check_pagefind(app: Sphinx) -> None:
    """See that Pagefind is there before all is read and written, if it will be needed.

    :raises ConfigError: if it is not; the message says what to install.
    """
    if uses_pagefind(app) and not _program():
        msg = (
            "policywiki_search = 'pagefind' needs Pagefind: pip install 'sphinx-policywiki[search]'"
        )
        raise ConfigError(msg)


def make_index(app: Sphinx, exception: Exception | None) -> None:
    """Make the index if it is missing or stale; remove what another search has left."""
    if exception is not None or not has_print_views(app.builder):
        return
    outdir, folder = Path(app.builder.outdir), folder_of(app.builder)
    for name in (".new", ".old"):
        shutil.rmtree(outdir / f"{FOLDER}{name}", ignore_errors=True)
    if not uses_pagefind(app):
        if folder.is_dir():
            shutil.rmtree(outdir / FOLDER, ignore_errors=True)
            _remove(outdir, _OURS)
            shutil.rmtree(folder)
        return
    _remove(outdir, _OF_SPHINX)
    _remove_gone(app, folder / "pages")
    wanted = _digest(folder / "pages")
    if _stamp(folder) != {"pages": wanted, "files": _sizes(outdir / FOLDER)}:
        _renew(outdir / FOLDER, folder, wanted)


def _program() -> str:
    """Return the path of Pagefind's program, or nothing if it is not installed."""
    try:
        found = import_module("pagefind.service").get_executable()
    except (ImportError, FileNotFoundError):
        return ""
    return str(found) if found is not None and Path(found).is_file() else ""


def _remove(folder: Path, patterns: Iterable[str]) -> None:
    for pattern in patterns:
        for path in list(folder.glob(pattern)):
            path.unlink()


def _remove_gone(app: Sphinx, pages: Path) -> None:
    kept = {staged_file(app.builder, name) for name in app.env.found_docs}
    for path in [path for path in pages.rglob("*.html") if path not in kept]:
        remove(path, pages)


def _digest(pages: Path) -> str:
    """Return what tells the index of these pages from that of others."""
    digest = blake2b(f"{version('pagefind')} {_program()} {_SELECTORS}".encode(), digest_size=16)
    for path in sorted(pages.rglob("*.html")):
        content = path.read_bytes()
        digest.update(f"\n{path.relative_to(pages).as_posix()} {len(content)} ".encode())
        digest.update(content)
    return digest.hexdigest()


def _sizes(index: Path) -> dict[str, int]:
    files = (path for path in sorted(index.rglob("*")) if path.is_file())
    return {path.relative_to(index).as_posix(): path.stat().st_size for path in files}


def _stamp(folder: Path) -> object:
    try:
        return json.loads((folder / _STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _renew(index: Path, folder: Path, wanted: str) -> None:
    """Make the index beside the old one, and let it take the place of that."""
    new, old = index.with_name(f"{FOLDER}.new"), index.with_name(f"{FOLDER}.old")
    (folder / _STAMP).unlink(missing_ok=True)
    with progress_message("making the search index"):
        # The program is that of the installed package, or the one that the environment of the
        # build names; it is started without a shell, and no word of an author is in the command.
        done = subprocess.run(  # noqa: S603 - see above
            list(_command(folder, new)),
            capture_output=True, text=True, encoding="utf-8", check=False, cwd=folder,
        )  # fmt: skip
    if done.returncode:
        said = " ".join(f"{done.stdout} {done.stderr}".split())
        warn("search_index", f"Pagefind could not make the search index: {said}", None)
        return
    _remove(new, _NOT_NEEDED)
    if index.is_dir():
        index.rename(old)
    new.rename(index)
    shutil.rmtree(old, ignore_errors=True)
    stamp = {"pages": wanted, "files": _sizes(index)}
    (folder / _STAMP).write_text(json.dumps(stamp), encoding="utf-8")


def _command(folder: Path, output: Path) -> Iterator[str]:
    """Yield the words of the command; no settings of Pagefind are where it is run."""
    yield from (_program(), "--site", str(folder / "pages"), "--output-path", str(output))
    yield from ("--keep-index-url", "--silent")
    for selector in _SELECTORS:
        yield from ("--exclude-selectors", selector)
