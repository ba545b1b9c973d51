"""What a build keeps in memory, and how often Python's collector looks through it.

A page that was read is on disk already, but Sphinx keeps its tree until the page is written:
a large wiki is in memory whole, and the collector walks through it time and again.
"""

from __future__ import annotations

import gc

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


def keep_less(app: Sphinx) -> None:
    """Let *app* keep the tree of one page at most, and the collector leave out what stays.

    ``gc.freeze`` also keeps the memory of what was imported shared with the processes of a
    parallel build, as Python's documentation advises for ``fork``.
    """
    app.connect("builder-inited", lambda _app: gc.freeze())
    app.connect("write-started", lambda *_: gc.freeze())
    app.connect("doctree-read", lambda app, _tree: forget_trees(app.env))
    app.connect("build-finished", lambda *_: gc.unfreeze())


def forget_trees(env: BuildEnvironment) -> None:
    """Let Sphinx forget the trees that it has read: it finds them on disk, as with ``-j 2``."""
    env._write_doc_doctree_cache.clear()  # noqa: SLF001 - no setting turns it off
