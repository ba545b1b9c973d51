"""What a build keeps in memory, and how often Python's collector looks through it.

A page that was read is on disk already, but Sphinx keeps its tree until the page is written:
a large wiki is in memory whole, and the collector walks through it time and again.
"""

from __future__ import annotations

import atexit
import gc
import sys
from typing import Final

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

#: After all others, so that none of them can raise an error in between.
_LAST: Final = 10_000
_FIRST: Final = 1
#: After how many pages what is left of them is put aside.
_PAGES: Final = 50
#: How many times less the collector looks through all, when others write.
_SELDOM: Final = 3


def keep_less(app: Sphinx) -> None:
    """Let *app* keep the tree of one page at most, and the collector leave out what stays.

    ``gc.freeze`` also keeps the memory of what was imported shared with the processes of a
    parallel build, as Python's documentation advises for ``fork``. It also rests while the
    environment is loaded, all of which stays: it would take a third of that time for nothing.
    When Python ends it looks through all that there is once more, likewise.
    """
    app.connect("config-inited", lambda *_: _earlier_builds.throw_away(), priority=_FIRST)
    app.connect("config-inited", lambda *_: _rest.begin(), priority=_LAST)
    app.connect("builder-inited", lambda _app: gc.freeze())
    app.connect("env-updated", lambda *_: gc.freeze(), priority=_FIRST)
    app.connect("write-started", lambda *_: gc.freeze())
    app.connect("write-started", _seldom.begin)
    app.connect("doctree-read", lambda app, _tree: forget_trees(app.env))
    app.connect("source-read", _Sweep().read, priority=_FIRST)
    app.connect("doctree-resolved", _Sweep().write, priority=_LAST)
    app.connect("build-finished", lambda *_: gc.unfreeze(), priority=_LAST)
    app.connect("build-finished", _seldom.end, priority=_LAST)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


class _Sweep:
    """Every few pages throws away what is dead, and puts aside what stays of them.

    Else the collector walks through what stays of all pages time and again, to find the dead
    trees among it: a fifth of the time at 10,000 pages.
    """

    def __init__(self) -> None:
        self._pages = 0

    def read(self, *_: object) -> None:
        """Sweep before a page is read, when the tree of the one before is dead."""
        self._pages += 1
        if self._pages % _PAGES == 0 and gc.isenabled():
            gc.collect()
            gc.freeze()

    def write(self, app: Sphinx, _tree: object, _docname: str) -> None:
        """Sweep when a page is written, at the price of its tree, which is put aside too.

        A parallel build has hundreds of trees at a time, which would never be thrown away.
        """
        if not app.builder.parallel_ok:
            self.read()


class _EarlierBuilds:
    """What the builds before have left in a process that makes several.

    What is put aside by each is old when it is given back, and put aside again by the next build
    before the collector has come round to it. As the collector does, we look through all when a
    quarter has been added.
    """

    def __init__(self) -> None:
        self._blocks = 0

    def throw_away(self) -> None:
        blocks = sys.getallocatedblocks()
        if self._blocks and gc.isenabled() and blocks > self._blocks * 5 // 4:
            gc.collect()
            self._blocks = sys.getallocatedblocks()
        self._blocks = self._blocks or blocks


_earlier_builds: Final = _EarlierBuilds()


class _Rest:
    """A time in which the collector does nothing, unless it does so already."""

    def __init__(self) -> None:
        self._begun = False

    def begin(self) -> None:
        if gc.isenabled():
            gc.disable()
            self._begun = True

    def end(self) -> None:
        if self._begun:
            gc.freeze()
            gc.enable()
            self._begun = False


_rest: Final = _Rest()


class _Seldom:
    """A time in which the collector seldom looks through all that there is.

    The process that resolves pages for others has the trees of many pages, which live until the
    others have written them.
    """

    def __init__(self) -> None:
        self._usual: tuple[int, int, int] | None = None

    def begin(self, app: Sphinx, _builder: object) -> None:
        if app.builder.parallel_ok:
            young, middle, old = self._usual = gc.get_threshold()
            gc.set_threshold(young, middle, old * _SELDOM)

    def end(self, *_: object) -> None:
        if self._usual is not None:
            gc.set_threshold(*self._usual)
            self._usual = None


_seldom: Final = _Seldom()


def environment_loaded() -> None:
    """Let the collector work again.

    To be called by a domain of ours when it is made: Sphinx makes the domains as soon as it has
    an environment, whether loaded or fresh, and has no event for it.
    """
    _rest.end()


def forget_trees(env: BuildEnvironment) -> None:
    """Let Sphinx forget the trees that it has read: it finds them on disk, as with ``-j 2``."""
    # Builder.read_doc puts each tree there, for get_doctree, which else reads it from the disk.
    # Sphinx has neither a setting nor a method against it; a test counts what is kept.
    env._write_doc_doctree_cache.clear()  # noqa: SLF001 - see above
