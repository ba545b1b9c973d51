"""The project on which a command works: its folder and its settings."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from sphinx.config import Config
from sphinx.util.tags import Tags

from sphinx_policywiki.config import PREFIX, Settings, settings_of


class UsageError(Exception):
    """The command was called wrongly; the message says how."""


def add_source_dir(parser: argparse.ArgumentParser, name: str = "--source-dir") -> None:
    """Let *parser* take the folder with ``conf.py``."""
    more: dict[str, Any] = {} if name.startswith("-") else {"nargs": "?"}
    about = "the folder with conf.py (default: this one)"
    parser.add_argument(name, type=Path, default=Path(), metavar="SOURCE_DIR", help=about, **more)


def source_dir(given: Path) -> Path:
    """Return the folder *given*, as a whole path.

    :raises UsageError: if no project is there.
    """
    folder = given.resolve()
    if not (folder / "conf.py").is_file():
        msg = f"there is no conf.py in {folder}; name the source directory of the wiki"
        raise UsageError(msg)
    return folder


def project_settings(folder: Path) -> Settings:
    """Return the settings in the ``conf.py`` of *folder*, without a start of Sphinx.

    :raises ConfigError: if a value is wrong.
    """
    with leaving_no_trace():
        config = Config.read(folder, overrides={}, tags=Tags())
    for setting in fields(Settings):
        about = setting.metadata
        config.add(PREFIX + setting.name, about["default"], "env", about["types"])
    config.add("html_baseurl", "", "html", ())
    return settings_of(config)


@contextlib.contextmanager
def leaving_no_trace() -> Iterator[None]:
    """Have Python write no compiled modules, for instance of extensions beside ``conf.py``."""
    before = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before
