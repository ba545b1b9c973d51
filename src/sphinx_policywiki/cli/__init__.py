"""The command ``policywiki``: new pages, checks of the whole wiki, the schema of front matter."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from sphinx.errors import ConfigError, SphinxError

from sphinx_policywiki.cli import check, new, schema
from sphinx_policywiki.cli.project import UsageError
from sphinx_policywiki.version import __version__

__all__ = ["main", "parser"]

#: What the command answers if it was called wrongly, or the configuration is wrong.
MISUSE = 2


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    found = argparse.ArgumentParser(
        prog="policywiki", description="Write and check the pages of a wiki of sphinx-policywiki."
    )
    found.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = found.add_subparsers(metavar="COMMAND", required=True)
    for command in (new, check, schema):
        command.add_to(commands)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with *arguments* and return its exit code."""
    given = parser().parse_args(arguments)
    try:
        code: int = given.run(given)
    except (UsageError, ConfigError, SphinxError) as error:
        sys.stderr.write(f"policywiki: {error}\n")
        return MISUSE
    return code
