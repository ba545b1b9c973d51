"""Builds that are broken off at any moment, then run again, end as a clean build does.

A build in a process of its own breaks off at the n-th file that it opens for writing, moves
or removes: it is killed (SIGKILL), or told that the disk is full or must not be written to.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from conftest import Build, Wiki, environment

#: Loaded by Python itself before anything else; a hook sees each file that is touched.
HOOK: Final = """
import os, signal, sys

root, wanted, how = (os.environ.get(f"BREAK_{name}", "") for name in ("ROOT", "AT", "HOW"))
seen = 0

def hook(event, arguments):
    global seen
    if event not in {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir"}:
        return
    path, mode = arguments[0], arguments[1] if event == "open" else "w"
    if not isinstance(path, (str, bytes)) or not os.fsdecode(path).startswith(root):
        return
    if event == "open" and not (isinstance(mode, str) and set(mode) & set("wax+")):
        return
    seen += 1
    if how == "count":
        with open(os.environ["BREAK_COUNT"], "ab", buffering=0) as counted:
            counted.write(b".")
    elif seen == int(wanted) and how == "kill":
        os.killpg(0, signal.SIGKILL)
    elif seen >= int(wanted) and how.isdecimal():
        raise OSError(int(how), os.strerror(int(how)), os.fsdecode(path))

if root and how:
    sys.addaudithook(hook)
"""


class Broken:
    """Builds a wiki in processes of their own, some of which break off."""

    def __init__(self, wiki: Wiki, folder: Path) -> None:
        self.wiki = wiki
        self.out, self.doctrees = wiki.root / "html", wiki.root / "html-doctrees"
        self.hook = folder / "hook"
        self.hook.mkdir()
        (self.hook / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
        wiki.build(out="first")  # writes conf.py

    def run(self, how: str = "", at: int = 0, jobs: int = 1) -> int:
        """Build, break off in the way *how* at the file *at*, and return the exit code."""
        paths = [str(self.hook), os.environ.get("PYTHONPATH", "")]
        variables = {
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            "BREAK_ROOT": str(self.wiki.root / "html"), "BREAK_AT": str(at), "BREAK_HOW": how,
            "BREAK_COUNT": str(self.wiki.root / "count"),
        }  # fmt: skip
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-j", str(jobs)]
        places = [str(self.wiki.src), str(self.out)]
        done = subprocess.run(
            [*command, "-d", str(self.doctrees), *places],
            capture_output=True, text=True, check=False, env=environment(**variables),
            start_new_session=True,
        )  # fmt: skip
        self.output = done.stdout + done.stderr
        return done.returncode

    def count(self) -> int:
        """Return how many files a build touches."""
        counted = self.wiki.root / "count"
        counted.unlink(missing_ok=True)
        assert self.run("count") == 0
        return counted.stat().st_size

    def keep(self, name: str) -> None:
        for folder in (self.out, self.doctrees):
            shutil.copytree(folder, self.wiki.root / f"kept-{name}-{folder.name}")

    def restore(self, name: str) -> None:
        for folder in (self.out, self.doctrees):
            shutil.rmtree(folder, ignore_errors=True)
            kept = self.wiki.root / f"kept-{name}-{folder.name}"
            if kept.exists():
                shutil.copytree(kept, folder)

    def files(self) -> dict[str, bytes]:
        return Build(self.out, "", 0).files()


@pytest.fixture
def broken(wiki: Wiki, tmp_path: Path) -> Broken:
    wiki.conf |= {"html_theme": "alabaster", "policywiki_bibliography": ["s.bib"]}
    wiki.write("s.bib", "@book{doe, title={Things}, author={Doe, J}, year={2020}}\n")
    wiki.write("index.md", "# Wiki\n\n```{article-list}\n:style: table\n```\n")
    for n in range(5):
        other, next_ = f"topic-{(n + 1) % 5}", f"topic-{(n + 2) % 5}"
        wiki.article(
            f"topic-{n}", f"related: {other}", f"aliases: name {n}", "primary-source: doe",
            body=f"See {{concept}}`{next_}` and {{source}}`doe`.\n\n```{{backlinks}}\n```",
        )  # fmt: skip
    return Broken(wiki, tmp_path)


def edit(wiki: Wiki) -> None:
    """Change what several pages show: a title, a new article, one that is gone."""
    wiki.article("topic-0", "related: topic-3", "aliases: other", title="Another name")
    wiki.article("topic-9", "uses: topic-1", type_="instrument")
    (wiki.src / "topic-4.md").unlink()


def points(number: int, wanted: int) -> list[int]:
    """Return *wanted* of *number* moments: the first, the last, and others by chance."""
    rng = random.Random(number)
    some = rng.sample(range(2, number), min(wanted, number - 2))
    return sorted({1, number - 1, number, *some})


WAYS: Final = {"killed": "kill", "full": str(errno.ENOSPC), "read-only": str(errno.EROFS)}


def check(broken: Broken, way: str, jobs: int, wanted: int, start: str) -> None:
    broken.restore(start)
    number = broken.count()
    expected = broken.files()
    for at in points(number, wanted):
        broken.restore(start)
        code = broken.run(WAYS[way], at, jobs)
        if way == "killed" and jobs == 1:
            assert code == -signal.SIGKILL, (at, broken.output)
        assert broken.run() == 0, (at, broken.output)
        found = broken.files()
        assert sorted(found) == sorted(expected), (way, at)
        assert [n for n in expected if found[n] != expected[n]] == [], (way, at)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("way", "jobs"), [("killed", 1), ("killed", 2), ("full", 1), ("read-only", 1)]
)
def test_a_first_build_that_broke_off(broken: Broken, way: str, jobs: int) -> None:
    check(broken, way, jobs, int(os.environ.get("POLICYWIKI_BREAKS", "3")), "nothing")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("way", "jobs"), [("killed", 1), ("killed", 2), ("full", 1), ("read-only", 1)]
)
def test_a_build_after_edits_that_broke_off(broken: Broken, way: str, jobs: int) -> None:
    assert broken.run() == 0, broken.output
    broken.keep("before")
    edit(broken.wiki)
    clean = broken.wiki.clean_build().files()
    check(broken, way, jobs, int(os.environ.get("POLICYWIKI_BREAKS", "3")), "before")
    assert broken.files() == clean


def test_places(make_wiki: Callable[[], Wiki]) -> None:
    assert points(10, 3)[0] == 1
    assert points(10, 3)[-1] == 10
