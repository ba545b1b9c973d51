"""The processes of a parallel build: what they inherit, what they hand back, how many write.

Sphinx forks a process for every hundred documents or so. To Python's collector all that was
there before is new in each, and it looks through it time and again; so it is frozen first.

Those that read send their whole environment back, with all that was read before the fork. This
grows with the square of the wiki, though only what is new is taken over. So a reader forgets,
before its first document, what Sphinx and we keep of each document; no page may depend on that
while it is read, since nobody can say which pages have been read by then.

Of those that write, Sphinx starts one less than was asked for, as the process that builds has
pages to resolve and to index for them. In a wiki that takes no longer than writing a page with
its citations, its tags and its print view: with ``-j 2`` the two waited for each other.
"""

from __future__ import annotations

import gc
import os
from typing import Final

from sphinx.application import Sphinx
from sphinx.builders import Builder

from sphinx_policywiki.domain import WikiDomain

#: Kept by document, merged by document; ``tocs`` are more than half of a pickled environment.
_BY_DOCUMENT: Final = ("tocs", "titles", "longtitles", "metadata", "toc_num_entries")
#: Before all that others do with a document.
_FIRST: Final = 0


class ForkedProcesses:
    """Sees in which process documents are read and pages made, from the events of one build."""

    def __init__(self, app: Sphinx) -> None:
        self.process = os.getpid()
        app.connect("builder-inited", self.start)
        app.connect("source-read", self.read, priority=_FIRST)
        app.connect("html-page-context", self.write, priority=_FIRST)

    def start(self, app: Sphinx) -> None:
        """Note the process that builds."""
        self.process = os.getpid()

    def read(self, app: Sphinx, docname: str, source: list[str]) -> None:
        """Forget all documents before the first one, if this is another process."""
        if self._is_new():
            WikiDomain.of(app.env).forget_all()
            for name in _BY_DOCUMENT:
                getattr(app.env, name).clear()

    def write(self, app: Sphinx, *page: object) -> None:
        """Freeze what was there before the first page, if this is another process."""
        self._is_new()

    def _is_new(self) -> bool:
        """Say whether nothing was done in this process so far, and freeze what it inherits."""
        if os.getpid() == self.process:
            return False
        self.process = os.getpid()
        gc.freeze()
        return True


class WriterProcesses:
    """Lets as many processes write pages as was asked for, beside the one that builds."""

    def __init__(self, app: Sphinx) -> None:
        self.asked = 0
        app.connect("write-started", self.start)
        app.connect("build-finished", self.finish)

    def start(self, app: Sphinx, builder: Builder) -> None:
        """Ask for one more if pages may be written in parallel at all."""
        if app.parallel > 1:
            self.asked = app.parallel
            app.parallel += 1

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Leave the number as it was."""
        app.parallel = self.asked or app.parallel
        self.asked = 0
