"""When the file of an article was last changed, if the project asks git for that.

It does with the extension ``sphinx_last_updated_by_git``, of which only the dates that it
keeps in the environment are read. Without it there is no such date.
"""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_policywiki.domain import WikiDomain

_DATES = "git_last_updated"


def known_to_git(env: BuildEnvironment, docname: str) -> Any:
    """Return what the extension keeps of *docname*: nothing, or its time and more."""
    return getattr(env, _DATES, {}).get(docname)


def all_known_to_git(env: BuildEnvironment) -> list[tuple[str, Any]]:
    """Return what the extension keeps of each document."""
    return sorted(getattr(env, _DATES, {}).items())


def last_changed(env: BuildEnvironment, docname: str) -> str:
    """Return the day (ISO 8601, UTC) on which *docname* was last changed; empty if not known."""
    found = known_to_git(env, docname)
    if not found or found[0] is None:
        return ""
    return f"{datetime.fromtimestamp(int(found[0]), UTC):%Y-%m-%d}"


def ask_again(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Have the extension ask git about all documents if there is another commit now.

    It asks once for each time that a document is read, but the date of a document changes
    when it is committed, which is after that.
    """
    dates = getattr(env, _DATES, None)
    if dates is None:
        return
    data, head = WikiDomain.of(env).data, _head(app)
    if data["git_head"] != head:
        data["git_head"] = head
        dates.update(dict.fromkeys(dates))


def _head(app: Sphinx) -> str:
    """Return the commit that the source directory is at; empty if it is at none."""
    command = ["git", "rev-parse", "HEAD"]
    try:
        found = subprocess.run(command, cwd=app.srcdir, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return found.stdout.decode().strip()
