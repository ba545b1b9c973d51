"""What a build keeps in memory, and how often Python's collector looks through it.

A page that was read is on disk already, but Sphinx keeps its tree until the page is written:
a large wiki is in memory whole, and the collector walks through it time and again.
"""

from __future__ import annotations

import gc

from docutils import nodes
from sphinx.application import Sphinx


def keep_less(app: Sphinx) -> None:
    """Let *app* keep the tree of one page at most, and the collector leave out what stays.

    ``gc.freeze`` also keeps the memory of what was imported shared with the processes of a
    parallel build, as Python's documentation advises for ``fork``.
    """
    app.connect("builder-inited", lambda _app: gc.freeze())
    app.connect("write-started", lambda *_: gc.freeze())
    app.connect("doctree-read", _forget_trees)
    app.connect("build-finished", lambda *_: gc.unfreeze())


def _forget_trees(app: Sphinx, _doctree: nodes.document) -> None:
    """Forget the trees of the pages before; they are read again from disk, as with ``-j 2``."""
    app.env._write_doc_doctree_cache.clear()  # noqa: SLF001 - no setting turns it off
