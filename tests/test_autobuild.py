"""sphinx-autobuild: an edit is built and served, and no build starts another one."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from conftest import CONF, Wiki, environment

pytestmark = pytest.mark.slow
_LONG = 180
COUNTING = """
def setup(app):
    def note(app, error):
        with open(r"{file}", "a") as builds:
            print(error, file=builds)
    app.connect("build-finished", note)
"""


class Served(NamedTuple):
    """A wiki that sphinx-autobuild serves."""

    wiki: Wiki
    port: int
    log: Path
    finished: Path

    def get(self, name: str) -> str:
        """Return the text of a page; none as long as nobody answers."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/{name}.html") as answer:
                return str(answer.read().decode())
        except URLError:
            return ""

    def builds(self) -> list[str]:
        """Return how each build ended: ``None``, or what broke it."""
        return self.finished.read_text().splitlines()

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for *condition*; a machine may be slow, so for long."""
        end = time.monotonic() + _LONG
        while not condition():
            assert time.monotonic() < end, f"{self.builds()}\n{self.log.read_text()}"
            time.sleep(0.2)


@pytest.fixture
def served(wiki: Wiki) -> Iterator[Served]:
    """Yield a wiki that sphinx-autobuild serves."""
    wiki.article("notice", "related: decision")
    wiki.article("decision")
    log, finished = wiki.root / "log", wiki.root / "builds"
    finished.touch()
    conf = "".join(f"{name} = {value!r}\n" for name, value in CONF.items())
    (wiki.src / "conf.py").write_text(conf + COUNTING.format(file=finished))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "sphinx_autobuild", "--port", str(port), "--delay", "0",
             str(wiki.src), str(wiki.src / "_build" / "html")],
            stdout=out, stderr=subprocess.STDOUT, env=environment(),
        )  # fmt: skip

    try:
        yield Served(wiki, port, log, finished)
    finally:
        server.terminate()
        server.wait()


def sources(root: Path) -> dict[str, int]:
    files = (path for path in root.rglob("*") if "_build" not in path.parts)
    return {str(path): path.stat().st_mtime_ns for path in files if path.is_file()}


def test_an_edit_is_served_and_built_once(served: Served) -> None:
    served.until(lambda: "Decision" in served.get("notice"))
    assert served.builds() == ["None"]
    before = sources(served.wiki.src)
    edited = served.wiki.article("decision", title="A decision, renamed")
    served.until(lambda: "A decision, renamed" in served.get("notice"))
    served.until(lambda: len(served.builds()) > 1)
    time.sleep(3)  # a build that touched a source would have started another by now
    assert served.builds() == ["None", "None"], served.log.read_text()
    after = sources(served.wiki.src)
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} == {str(edited)}
