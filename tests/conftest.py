"""Building real Sphinx projects in a folder of the test's own."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import settings
from jinja2 import Environment
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

pytest_plugins = ["readers"]

#: No test fails on a clock; in CI none fails by chance.
settings.register_profile("no_clock", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("no_clock")
EPOCH = "1780178849"
ANSI = re.compile(r"\x1b\[[0-9;]*m")
CONF = {
    "project": "Policy Window",
    "extensions": ["sphinx_policywiki"],
    "suppress_warnings": ["toc.not_included"],
    "templates_path": [],  # sphinx-book-theme adds to the list, which is else that of all builds
    "policywiki_base_url": "https://policywindow.org",
    "policywiki_permalink": "{base_url}/wiki/{slug}",
}


@dataclass
class Build:
    """What a build left: its output, its warnings, the documents that it wrote."""

    outdir: Path
    warnings: str
    statuscode: int
    written: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)

    def text(self, name: str) -> str:
        return (self.outdir / name).read_text(encoding="utf-8")

    def soup(self, name: str) -> BeautifulSoup:
        return BeautifulSoup(self.text(name), "html5lib")

    def article(self, name: str) -> Tag:
        found = self.soup(name).select_one(".pw-article")
        assert found is not None, f"{name} has no article"
        return found

    def files(self) -> dict[str, bytes]:
        """Return the output as the law of incremental builds compares it."""
        found = {}
        for path in sorted(self.outdir.rglob("*")):
            name = path.relative_to(self.outdir).as_posix()
            aside = name.startswith(".doctrees/") or path.name in {
                ".buildinfo", ".buildinfo.bak", "environment.pickle", "last_build",
            }  # fmt: skip
            if path.is_file() and not aside:
                content = path.read_bytes()
                index = path.name in {"searchindex.js", "searchindex.json"}
                found[name] = _search_index(content) if index else content
        return found


def _search_index(content: bytes) -> bytes:
    data = json.loads(content.decode().removeprefix("Search.setIndex(").removesuffix(")"))
    for key in ("terms", "titleterms"):
        data[key] = {term: where for term, where in data[key].items() if where != []}
    return json.dumps(data, sort_keys=True).encode()


class Wiki:
    """A project to write pages into and build."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.src = root / "src"
        self.src.mkdir(parents=True)
        self.conf: dict[str, Any] = dict(CONF)
        self.write("index.md", "# Wiki\n\nWelcome.\n")

    def write(self, name: str, text: str) -> Path:
        path = self.src / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
        return path

    def change(self, files: Mapping[str, str | None]) -> None:
        """Write *files* by name, and remove those of which nothing is to be left."""
        for name, text in files.items():
            if text is None:
                (self.src / name).unlink()
            else:
                self.write(name, text)

    def article(
        self, slug: str, *options: str, type_: str = "concept", title: str = "",
        summary: str = "A summary.", body: str = "Some prose.", name: str = "",
    ) -> Path:  # fmt: skip
        title = title or slug.replace("-", " ").title()
        lines = [
            f"# {title}", "", f"```{{{type_}}} {slug}", *(f":{o}" for o in options), "",
            summary, "```", "", body, "",
        ]  # fmt: skip
        return self.write(name or f"{slug}.md", "\n".join(lines))

    def build(
        self, builder: str = "html", *, out: str = "", parallel: int = 1, doctrees: str = "",
        clean: bool = False, only: str = "", tags: Sequence[str] = (), **overrides: Any,
    ) -> Build:  # fmt: skip
        conf = "".join(f"{name} = {value!r}\n" for name, value in self.conf.items())
        conf_py = self.src / "conf.py"
        if not conf_py.exists() or conf_py.read_text() != conf:
            conf_py.write_text(conf)
        outdir = self.root / (out or builder)
        doctreedir = self.root / (doctrees or f"{outdir.name}-doctrees")
        if clean:
            shutil.rmtree(outdir, ignore_errors=True)
            shutil.rmtree(doctreedir, ignore_errors=True)
        warnings = io.StringIO()
        written: set[str] = set()
        read: set[str] = set()
        translators.clear()  # Sphinx keeps those of the project built before in this process
        with patch_docutils(self.src), docutils_namespace():
            app = Sphinx(
                self.src, self.src, outdir, doctreedir, builder, overrides, status=io.StringIO(),
                warning=warnings, parallel=parallel, tags=tags,
            )  # fmt: skip
            app.connect("doctree-resolved", lambda app, tree, name: written.add(name))
            app.connect("env-before-read-docs", lambda app, env, names: read.update(names))
            app.build(filenames=[self.src / only] if only else ())
        text = ANSI.sub("", warnings.getvalue())
        return Build(outdir, text, app.statuscode, written, read)

    def build_only(self, name: str) -> Build:
        return self.build(only=name)

    def clean_build(self, builder: str = "html", **overrides: Any) -> Build:
        return self.build(builder, out=f"{builder}-clean", clean=True, **overrides)


@pytest.fixture(autouse=True, scope="session")
def _templates_are_compiled_once() -> Iterator[None]:
    """Let Jinja compile a template once, and not for each build: half the time of a small one."""
    compiled: dict[tuple[Any, ...], Any] = {}
    original = Environment.compile

    def compile_once(environment: Environment, source: Any, *args: Any, **options: Any) -> Any:
        kind = (type(environment), environment.autoescape, *sorted(environment.extensions))
        key = (kind, source, args, *sorted(options.items()))
        if key not in compiled:
            compiled[key] = original(environment, source, *args, **options)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compile_once)
        yield


@pytest.fixture(autouse=True)
def _epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture
def wiki(tmp_path: Path) -> Wiki:
    return Wiki(tmp_path)


@pytest.fixture
def make_wiki(tmp_path: Path) -> Callable[[], Wiki]:
    count = iter(range(10_000))
    return lambda: Wiki(tmp_path / str(next(count)))


def squeeze(tag: Tag | None) -> str:
    """Return the text of *tag* as one line."""
    assert tag is not None
    return " ".join(tag.get_text().split())


def rows_of(article: Tag) -> dict[str, str]:
    """Return the rows of the At-a-glance box, label to text."""
    rows = article.select_one("aside dl.pw-rows")
    assert rows is not None
    terms = rows.find_all("dt", recursive=False)
    return {squeeze(term): squeeze(term.find_next_sibling("dd")) for term in terms}


def environment(**values: str) -> dict[str, str]:
    """Return the environment for a process of the tests."""
    return {**os.environ, **values}
