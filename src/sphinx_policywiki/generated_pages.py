"""Pages in the look of the theme that are no documents: indices, long lists, shared names.

Sphinx makes such pages with each build, when all documents are written. Only those are given
to it that show something else than when they were last written, or whose file is missing. If
all documents are written, they all are: then something has changed for every page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_policywiki.appearance import appearance
from sphinx_policywiki.hashes import hash_of
from sphinx_policywiki.publishing import all_there, remove
from sphinx_policywiki.sidebars import Sidebars
from sphinx_policywiki.state import State

#: What stands for the digest of a page of which it is not known what it shows.
_UNKNOWN: Final = ""


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """A page: its name, which is that of a document, and what it shows of the wiki.

    *shown* is plain data that changes when the page does; *context* makes what the
    *template* needs, and is called only if the page is written.
    """

    name: str
    shown: object
    context: Callable[[], dict[str, Any]]
    template: str = "page.html"


#: Yields all pages of one kind that the builder of an application has.
PageMaker = Callable[[Sphinx], Iterable[GeneratedPage]]


class GeneratedPages:
    """The pages of one build: which there are, which are written, which are gone."""

    def __init__(self, app: Sphinx, state: State, makers: Sequence[PageMaker]) -> None:
        """Begin a build, in which *state* tells what the builder of *app* wrote before."""
        self.app = app
        self.state = state
        self.makers = makers
        self.known, self.known_look = dict(state.pages), state.look
        self.digests: dict[str, str] | None = None
        self.look = ""

    def forget(self, paths: Iterable[str] = ()) -> None:
        """Keep that *paths* are ours, and that it is unknown what any page shows.

        This is done before anything is written: a build that is killed cannot say whether it
        wrote all documents, as it does when there is a reason to write every page.
        """
        unknown = dict.fromkeys([*self.state.pages, *paths], _UNKNOWN)
        if (unknown, _UNKNOWN) != (self.state.pages, self.state.look):
            self.state.pages, self.state.look = unknown, _UNKNOWN
            self.state.save()

    def to_write(
        self, world: str, files: int, sidebars: Sidebars, written: AbstractSet[str]
    ) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Yield name, context and template of each page that is due, as Sphinx takes them.

        While the stamp of the *world* and the look of all pages are the same, so is each. *files*
        stands for those of which every page has something, and is part of that stamp.
        """
        look, all_are = appearance(self.app), self.app.env.found_docs <= written
        self.look = f"{world} {look}"
        if self.look == self.known_look and not all_are and self._all_there():
            self.digests = self.known
            return
        pages = self._pages()
        self.digests = {
            path: f"{hash_of((look, files, sidebars.outline(page.name), page.shown)):016x}"
            for path, page in pages.items()
        }
        due = [path for path in pages if all_are or self._is_due(path)]
        if due:
            self.forget(due)
        for path in due:
            yield pages[path].name, pages[path].context(), pages[path].template

    def settle(self) -> None:
        """Remove the pages that are gone, and take over what the others show."""
        if self.digests is None:
            return
        gone = self.known.keys() - self.digests.keys()
        for path in gone - self._documents() if gone else ():
            remove(Path(self.app.outdir, path), Path(self.app.outdir))
        if (self.digests, self.look) != (self.state.pages, self.state.look):
            self.state.pages, self.state.look = self.digests, self.look
            self.state.save()

    def _pages(self) -> dict[str, GeneratedPage]:
        """Return all pages by their paths; of two at one path, the first."""
        found: dict[str, GeneratedPage] = {}
        for page in chain.from_iterable(make(self.app) for make in self.makers):
            found.setdefault(self._file(page.name), page)
        return found

    def _all_there(self) -> bool:
        return all_there(Path(self.app.outdir), self.known)

    def _is_due(self, path: str) -> bool:
        assert self.digests is not None
        is_known = self.known.get(path) == self.digests[path]
        return not is_known or not Path(self.app.outdir, path).is_file()

    def _documents(self) -> set[str]:
        """Return the paths of all documents, one of which may stand where a page stood."""
        return {self._file(docname) for docname in self.app.env.found_docs}

    def _file(self, name: str) -> str:
        builder = self.app.builder
        assert isinstance(builder, StandaloneHTMLBuilder)
        return Path(builder.get_output_path(name)).relative_to(builder.outdir).as_posix()
