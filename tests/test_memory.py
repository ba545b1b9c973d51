"""What a build keeps in memory, and what it does once instead of with every page or build."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import weakref
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import sphinx
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.search.en import SearchEnglish
from sphinx.util.parallel import ParallelTasks

from conftest import Wiki, environment
from sphinx_policywiki import memory
from sphinx_policywiki.graph import Graph
from sphinx_policywiki.packed import Packed
from sphinx_policywiki.processes import WriterProcesses


def test_one_tree_is_kept_and_what_stays_is_frozen(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []
    frozen: list[int] = []
    original = BuildEnvironment.get_and_resolve_doctree

    def resolve(env: BuildEnvironment, *args: Any, **options: Any) -> nodes.document:
        kept.append(len(vars(env)["_write_doc_doctree_cache"]))
        frozen.append(gc.get_freeze_count())
        return original(env, *args, **options)

    monkeypatch.setattr(BuildEnvironment, "get_and_resolve_doctree", resolve)
    for number in range(5):
        wiki.article(f"topic-{number}")
    assert wiki.build().written == {"index", *(f"topic-{number}" for number in range(5))}
    assert len(kept) == 6
    assert max(kept) <= 1
    assert min(frozen) > 0
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("parallel", [1, 2])
def test_what_stays_of_pages_is_put_aside_and_their_trees_die(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch, parallel: int
) -> None:
    monkeypatch.setattr(memory, "_PAGES", 10)
    monkeypatch.setattr(memory, "_FIRST", 900)
    reading: list[int] = []
    alive: list[weakref.ref[nodes.document]] = []
    original = Sphinx.__init__

    def init(app: Sphinx, *args: Any, **options: Any) -> None:
        original(app, *args, **options)
        app.connect("source-read", lambda *_: reading.append(gc.get_freeze_count()), priority=901)
        app.connect("doctree-resolved", lambda _app, tree, _name: alive.append(weakref.ref(tree)))
        app.connect("build-finished", lambda *_: gc.collect(), priority=901)

    monkeypatch.setattr(Sphinx, "__init__", init)
    for number in range(59):
        wiki.article(f"topic-{number}")
    wiki.build(parallel=parallel)
    dead = [tree for tree in alive if tree() is None]
    assert len(alive) == 60
    kept = 2 if sphinx.version_info < (9,) else 1  # which has the page before in hand, too
    assert len(dead) >= 60 - kept * 60 / 10 - 1
    if parallel == 1:
        assert sum(now > before for before, now in pairwise(reading)) == 60 / 10
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("parallel", [1, 2])
def test_the_collector_looks_through_all_less_often_while_others_write(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch, parallel: int
) -> None:
    usual = gc.get_threshold()
    seen: set[tuple[int, int, int]] = set()
    original = BuildEnvironment.get_and_resolve_doctree

    def resolve(env: BuildEnvironment, *args: Any, **options: Any) -> nodes.document:
        seen.add(gc.get_threshold())
        return original(env, *args, **options)

    monkeypatch.setattr(BuildEnvironment, "get_and_resolve_doctree", resolve)
    for number in range(12):
        wiki.article(f"topic-{number}")
    wiki.build(parallel=parallel)
    *young, old = usual
    assert seen == {usual if parallel == 1 else (*young, 3 * old)}
    assert gc.get_threshold() == usual


def test_each_word_is_stemmed_once(wiki: Wiki, monkeypatch: pytest.MonkeyPatch) -> None:
    stemmed: Counter[str] = Counter()
    original = SearchEnglish.stem

    def stem(language: SearchEnglish, word: str) -> str:
        stemmed[word.lower()] += 1
        return original(language, word)

    monkeypatch.setattr(SearchEnglish, "stem", stem)
    for number in range(3):
        wiki.article(f"topic-{number}", body="Wombats are governed.")
    wiki.build()
    assert stemmed["wombats"] == 1


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_build_with_nothing_to_do_makes_no_graph_and_unpacks_no_page(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch, builder: str
) -> None:
    wiki.conf["policywiki_backlinks"] = True
    wiki.article("notice", "topics: courts", "related: appeal", "aliases: service")
    wiki.article("appeal", summary="It follows a {concept}`notice`.")
    first = wiki.build(builder)
    made: list[Graph] = []
    original = Graph.__init__

    def note(graph: Graph, *args: Any) -> None:
        made.append(graph)
        original(graph, *args)

    unpacked: list[str] = []
    get = Packed.__getitem__

    def unpack(packed: Packed[object], name: str) -> object:
        unpacked.extend({name} & set(packed))
        return get(packed, name)

    monkeypatch.setattr(Graph, "__init__", note)
    monkeypatch.setattr(Packed, "__getitem__", unpack)
    files = first.files()
    again = wiki.build(builder)
    assert (again.read, again.written, made, unpacked) == (set(), set(), [], [])
    assert again.files() == files
    wiki.article("notice", "topics: appeals", "related: appeal", "aliases: service")
    wiki.build(builder)
    assert made
    assert wiki.build(builder).files() == wiki.clean_build(builder).files()


def test_outlines_are_right_for_each_builder_that_shares_them(wiki: Wiki) -> None:
    wiki.conf["policywiki_backlinks"] = True
    wiki.article("notice")
    wiki.write("page.md", "# Page\n\n```{only} text\nSee {concept}`notice`.\n```\n")
    for builder in ("text", "html", "text", "html"):
        wiki.build(builder, doctrees="shared")
    assert wiki.build("html", doctrees="shared").files() == wiki.clean_build("html").files()
    assert wiki.build("text", doctrees="shared").files() == wiki.clean_build("text").files()


def test_the_collector_rests_while_the_environment_is_loaded(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiki.article("notice")
    wiki.build()
    working: list[bool] = []
    original = Packed.__setstate__

    def load(packed: Packed[object], state: dict[str, bytes]) -> None:
        working.append(gc.isenabled())
        original(packed, state)

    monkeypatch.setattr(Packed, "__setstate__", load)
    wiki.build()
    assert (working, gc.isenabled()) == ([False], True)


def test_the_collector_works_again_if_the_environment_is_damaged(wiki: Wiki) -> None:
    wiki.article("notice")
    wiki.build()
    (wiki.root / "html-doctrees" / "environment.pickle").write_bytes(b"nonsense")
    assert wiki.build().written == {"index", "notice"}
    assert gc.isenabled()


def test_a_collector_that_is_off_stays_off(wiki: Wiki) -> None:
    wiki.article("notice")
    gc.disable()
    try:
        wiki.build()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_as_many_processes_write_as_were_asked_for(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        wiki.article(f"topic-{number}", "related: topic-1" if number > 1 else "")
    started: list[int] = []
    left: list[int] = []
    original = ParallelTasks.__init__

    def start(tasks: ParallelTasks, nproc: int) -> None:
        started.append(nproc)
        original(tasks, nproc)

    finish = WriterProcesses.finish

    def finished(processes: WriterProcesses, app: Sphinx, error: Exception | None) -> None:
        finish(processes, app, error)
        left.append(app.parallel)

    monkeypatch.setattr(ParallelTasks, "__init__", start)
    monkeypatch.setattr(WriterProcesses, "finish", finished)
    serial = wiki.build(out="serial")
    assert serial.files() == wiki.build(parallel=2).files()
    assert (started, left) == ([2, 2], [1, 2])


def test_forked_processes_look_only_through_what_they_make(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    main, seen = os.getpid(), wiki.root / "seen"
    inherited: list[list[object]] = []
    seen.mkdir()
    for number in range(12):
        wiki.article(f"topic-{number}")

    def note(kind: str) -> None:
        if os.getpid() != main:
            known = {id(each) for each in gc.get_objects()}
            looked_at = any(id(each) in known for each in inherited)
            seen.joinpath(f"{kind} {len(inherited) > 0} {looked_at}").touch()

    original = Sphinx.__init__

    def init(app: Sphinx, *args: Any, **options: Any) -> None:
        original(app, *args, **options)
        for event in ("env-before-read-docs", "doctree-resolved"):
            app.connect(event, lambda *_: inherited.append([inherited]))
        app.connect("source-read", lambda *_: note("reading"), priority=1)
        app.connect("html-page-context", lambda *_: note("writing"), priority=1)

    monkeypatch.setattr(Sphinx, "__init__", init)
    wiki.build(parallel=2)
    found = sorted(path.name for path in seen.iterdir())
    assert found == ["reading True False", "writing True False"]


def test_builds_in_one_process_leave_nothing_behind(tmp_path: Path) -> None:
    script = """\
import sys, weakref
from pathlib import Path
from sphinx.application import Sphinx
alive = weakref.WeakSet()
init = Sphinx.__init__
Sphinx.__init__ = lambda app, *args, **options: (alive.add(app), init(app, *args, **options))[1]
from conftest import Wiki
wiki = Wiki(Path(sys.argv[1]))
wiki.article("alpha")
for number in range(60):
    wiki.build("text", clean=True)
print(len(alive))
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "wiki")], check=True, text=True,
        capture_output=True, env=environment(PYTHONPATH=os.pathsep.join(sys.path)),
    )  # fmt: skip
    assert int(done.stdout) < 40
