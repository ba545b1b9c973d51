"""The versions that are supported, each in an environment of its own: ``make matrix``.

The newest versions on the oldest Python are what ``make test`` runs, with TeX and Chromium.
Here the tests that need neither run on the others; PyICU needs a compiler and ICU. A Python
that is not there is left out, except with ``--error-on-missing-interpreters``.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Final

import nox
from packaging.requirements import Requirement

nox.options.reuse_venv = "yes"
_ROOT: Final = Path(__file__).parent
_SPHINX_8: Final = "sphinx==8.2.*"


def lowest() -> list[str]:
    """Return every dependency in the lowest version that ``pyproject.toml`` allows."""
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    names = [n for name, found in extras.items() if name != "dev" for n in found]
    requirements = map(Requirement, [*project["dependencies"], *names])
    return [
        f"{r.name}=={s.version}" for r in requirements for s in r.specifier if s.operator == ">="
    ]


def _test(session: nox.Session, *constraints: str) -> None:
    listed = Path(session.create_tmp(), "constraints.txt")
    listed.write_text("\n".join(constraints), encoding="utf-8")
    session.install("--quiet", "--editable", ".[dev,icu]", "--constraint", str(listed))
    session.run("pip", "list", "--format=freeze", silent=not session.posargs)
    workers = ("-n", os.environ.get("NOX_WORKERS", "auto"), "--dist", "worksteal")
    session.run("pytest", "-q", *workers, "-m", "not slow and not browser", *session.posargs)


@nox.session(python=["3.12", "3.13"])
def newest(session: nox.Session) -> None:
    """Test with the newest versions of everything."""
    _test(session)


@nox.session(python="3.13")
def sphinx8(session: nox.Session) -> None:
    """Test the older Sphinx with the newest of the rest that goes with it."""
    _test(session, _SPHINX_8)


@nox.session(python="3.11", name="lowest")
def lowest_versions(session: nox.Session) -> None:
    """Test with the lowest versions of all dependencies."""
    _test(session, *lowest())
