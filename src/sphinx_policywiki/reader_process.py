"""What a process that reads a part of the documents hands back to the one that builds.

Sphinx forks a process for every ten documents or so, and each sends its whole environment
back, with all that was read before the fork. This grows with the square of the wiki, though
only what is new is taken over. So a reader forgets, before its first document, what Sphinx
and we keep of each document; no page may depend on that while it is read, since nobody can
say which pages have been read by then.
"""

from __future__ import annotations

import os
from typing import Final

from sphinx.application import Sphinx

from sphinx_policywiki.domain import WikiDomain

#: Kept by document, merged by document; ``tocs`` are more than half of a pickled environment.
_BY_DOCUMENT: Final = ("tocs", "titles", "longtitles", "metadata", "toc_num_entries")


class ReaderProcess:
    """Sees in which process documents are read, from the events of one build."""

    def __init__(self, app: Sphinx) -> None:
        self.process = os.getpid()
        app.connect("builder-inited", self.start)
        app.connect("source-read", self.forget, priority=0)

    def start(self, app: Sphinx) -> None:
        """Note the process that builds."""
        self.process = os.getpid()

    def forget(self, app: Sphinx, docname: str, source: list[str]) -> None:
        """Forget all documents before the first one, if this is another process."""
        if os.getpid() == self.process:
            return
        self.process = os.getpid()
        WikiDomain.of(app.env).forget_all()
        for name in _BY_DOCUMENT:
            getattr(app.env, name).clear()
