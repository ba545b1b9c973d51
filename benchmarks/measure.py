"""What one build costs: CPU seconds and peak memory of a process of its own."""

from __future__ import annotations

import compileall
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sphinx_policywiki

EPOCH: Final = "1780178849"


@dataclass(frozen=True)
class Cost:
    """User and system seconds with those of child processes; the peak of memory in MiB."""

    seconds: float
    memory: float

    def least(self, other: Cost) -> Cost:
        """Return the least of both, so that a noisy machine falls out."""
        return Cost(min(self.seconds, other.seconds), min(self.memory, other.memory))


def compile_ours() -> None:
    """Compile the extension as pip does when it installs one: the others have been, too."""
    compileall.compile_dir(str(Path(sphinx_policywiki.__file__).parent), quiet=1)


def build(root: Path, jobs: int, theme: str) -> Cost:
    """Build the project in *root*, as far as it is not built yet, and return what it cost."""
    command = [
        *(sys.executable, "-m", "sphinx", "-q", "-b", "html"),
        *("-j", str(jobs), "-D", f"html_theme={theme}", str(root), str(_out(root))),
    ]
    pid = os.posix_spawn(sys.executable, command, {**os.environ, "SOURCE_DATE_EPOCH": EPOCH})
    _, status, usage = os.wait4(pid, 0)
    if status:
        msg = f"the build of {root} failed"
        raise RuntimeError(msg)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def scenarios(root: Path, jobs: int, theme: str) -> Iterator[tuple[str, Cost]]:
    """Yield the cost of a cold build, of one with nothing to do, and of two edits."""
    shutil.rmtree(_out(root), ignore_errors=True)
    yield "cold", build(root, jobs, theme)
    yield "no-op", build(root, jobs, theme)
    with _edited(root, lambda text: f"{text}\nMore.\n"):
        yield "body", build(root, jobs, theme)
    build(root, jobs, theme)
    with _edited(root, lambda text: text.replace("Topic 7 of", "Theme 7 of")):
        yield "title", build(root, jobs, theme)


class _edited:  # noqa: N801 - used as a function
    """Edits a page, and undoes it."""

    def __init__(self, root: Path, edit: Callable[[str], str]) -> None:
        self.path = root / "topic-7.md"
        self.edit = edit

    def __enter__(self) -> None:
        self.text = self.path.read_text(encoding="utf-8")
        self.path.write_text(self.edit(self.text), encoding="utf-8")

    def __exit__(self, *args: object) -> None:
        self.path.write_text(self.text, encoding="utf-8")


def _out(root: Path) -> Path:
    return root.with_name(f"{root.name}-out")
