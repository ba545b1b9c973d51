"""sphinx-autobuild: an edit is built and served, and no build starts another one."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from conftest import CONF, Wiki, environment

pytestmark = pytest.mark.slow
_LONG = 120


def until(condition: Callable[[], bool]) -> None:
    """Wait for *condition*; a machine may be slow, so for long."""
    end = time.monotonic() + _LONG
    while not condition():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.2)


@pytest.fixture
def served(wiki: Wiki) -> Iterator[tuple[Wiki, Callable[[str], str], Callable[[], int]]]:
    """Yield a wiki that sphinx-autobuild serves, a page of it by name, the number of builds."""
    wiki.article("notice", "related: decision")
    wiki.article("decision")
    (wiki.src / "conf.py").write_text("".join(f"{k} = {v!r}\n" for k, v in CONF.items()))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = wiki.root / "log"
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "sphinx_autobuild", "--port", str(port), "--delay", "0",
             str(wiki.src), str(wiki.src / "_build" / "html")],
            stdout=out, stderr=subprocess.STDOUT, env=environment(),
        )  # fmt: skip

    def get(name: str) -> str:
        try:
            with urlopen(f"http://127.0.0.1:{port}/{name}.html") as answer:
                return str(answer.read().decode())
        except URLError:
            return ""

    def builds() -> int:
        return len(re.findall(r"^build (?:succeeded|finished)", log.read_text(), re.MULTILINE))

    try:
        yield wiki, get, builds
    finally:
        server.terminate()
        server.wait()


def sources(root: Path) -> dict[str, int]:
    files = (path for path in root.rglob("*") if "_build" not in path.parts)
    return {str(path): path.stat().st_mtime_ns for path in files if path.is_file()}


def test_an_edit_is_served_and_built_once(
    served: tuple[Wiki, Callable[[str], str], Callable[[], int]],
) -> None:
    wiki, get, builds = served
    until(lambda: "Decision" in get("notice"))
    until(lambda: builds() == 1)
    before = sources(wiki.src)
    edited = wiki.article("decision", title="A decision, renamed")
    until(lambda: "A decision, renamed" in get("notice"))
    until(lambda: builds() >= 2)
    time.sleep(3)  # a build that touched a source would have started another by now
    assert builds() == 2
    after = sources(wiki.src)
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} == {str(edited)}
