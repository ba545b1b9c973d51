"""Incremental builds that equal clean ones.

Before reading: documents that Sphinx takes for unchanged although they are not are read
again. After reading: the pages whose digest of what they show of others has changed are
written again. Before writing: the output of documents that are gone is removed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import INVENTORY_FILENAME
from sphinx.environment import BuildEnvironment

from sphinx_policywiki.appearance import files_look
from sphinx_policywiki.backlink_lists import outline_backlinks
from sphinx_policywiki.builders import makes_one_document
from sphinx_policywiki.digests import Digests, time_of
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.external import inventories_stamp
from sphinx_policywiki.generated_pages import GeneratedPages, PageMaker
from sphinx_policywiki.indices import name_index_pages
from sphinx_policywiki.outline import name_headings
from sphinx_policywiki.print_paths import has_print_views, view_file
from sphinx_policywiki.publishing import Producer, all_there, publish, remove, wanted_files
from sphinx_policywiki.sidebars import Sidebars
from sphinx_policywiki.state import State
from sphinx_policywiki.world import all_known, documents_stamp, settings_stamp, texts_stamp

#: Before Sphinx numbers sections.
_BEFORE_SPHINX: Final = 100
#: After Sphinx has numbered sections and figures, which it does for the same event.
_AFTER_SPHINX: Final = 900


class Tracker:
    """Follows one build: connects to the events of Sphinx that it goes through."""

    def __init__(
        self, app: Sphinx, producers: Sequence[Producer], text_producers: Sequence[Producer],
        makers: Sequence[PageMaker],
    ) -> None:  # fmt: skip
        """Follow *app*; keep the files of *producers* and the pages of *makers* up to date.

        The files of *text_producers*, which are among them, depend on the texts of pages;
        the others do on what pages may show of others.
        """
        self.producers, self.text_producers = producers, text_producers
        self.makers = makers
        self.world = ""
        self.files = 0
        self.paths: dict[str, str] = {}
        self.state: State | None = None
        self.digests: dict[str, str] = {}
        self.written: set[str] = set()
        self.sidebars: Sidebars | None = None
        self.generated: GeneratedPages | None = None
        self.including: dict[str, set[str]] = {}
        for event, handler in (
            ("env-get-outdated", self.outdated),
            ("source-read", self.stamp),
            ("doctree-read", self.stamp_dependencies),
            ("write-started", self.clean),
            ("doctree-resolved", self.resolved),
            ("html-collect-pages", self.collect),
            ("build-finished", self.finish),
        ):
            app.connect(event, handler)
        app.connect("env-get-updated", self.outline, priority=_BEFORE_SPHINX)
        app.connect("env-get-updated", self.updated, priority=_AFTER_SPHINX)

    # --- before reading ----------------------------------------------------------

    def outdated(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str],
        removed: set[str],
    ) -> list[str]:  # fmt: skip
        """Return the documents to be read again beside those that Sphinx names."""
        self._start(app)
        domain = WikiDomain.of(env)
        self.paths = {name: _path(env, name) for name in env.found_docs}
        found = {*self._restamped(env, domain), *self._readdressed(domain)}
        found |= self._relinked(env, domain)
        for docname in removed:
            found |= env.files_to_rebuild.get(docname, set())
        moved = added | removed | set(self._moved(domain))
        if moved:
            found |= {name for name, page in domain.pages.items() if page.documents & moved}
        return sorted(found - added - changed - removed)

    def _start(self, app: Sphinx) -> None:
        """Begin to follow a build, of which an application may make several."""
        stamps = WikiDomain.of(app.env).data["stamps"]
        known = {docname: path for docname, (path, *_) in stamps.items()}
        self.state = State.load(app.builder, known)
        self.generated = GeneratedPages(app, self.state, self.makers)
        self.digests, self.written, self.sidebars = {}, set(), None

    def _restamped(self, env: BuildEnvironment, domain: WikiDomain) -> Iterator[str]:
        """Yield documents of which a file is another one than was read, even an older one."""
        for docname, stamp in domain.data["stamps"].items():
            if docname in self.paths and _stamp(env, self.paths[docname]) != stamp:
                yield docname
        stamp_of = cache(partial(_stamp, env))
        for docname, stamps in domain.data["dependencies"].items():
            if any(stamp_of(stamp[0]) != stamp for stamp in stamps):
                yield docname

    def _moved(self, domain: WikiDomain) -> Iterator[str]:
        """Yield documents whose file has another suffix than it had."""
        for docname, (path, *_) in domain.data["stamps"].items():
            if self.paths.get(docname, path) != path:
                yield docname

    def _readdressed(self, domain: WikiDomain) -> Iterator[str]:
        """Yield the articles if the permalinks in them begin or end otherwise than now.

        Another builder makes other addresses, and ``html_baseurl`` is no reason for Sphinx
        to read anything again.
        """
        page = "" if domain.settings.permalink else domain.page_uri("a/b")
        probe = f"{domain.settings.base_url} {page}"
        if domain.data["addresses"] not in {"", probe}:
            yield from (name for name, page in domain.pages.items() if page.articles)
        domain.data["addresses"] = probe

    def _relinked(self, env: BuildEnvironment, domain: WikiDomain) -> set[str]:
        """Return the documents with links to inventories if these are others than before."""
        links: set[str] = domain.data["inventory_links"]
        same = not links or domain.data["inventories"] == inventories_stamp(env)
        return set() if same else links

    def stamp(self, app: Sphinx, docname: str, source: list[str]) -> None:
        """Note which file was read for *docname*."""
        stamps = WikiDomain.of(app.env).data["stamps"]
        stamps[docname] = _stamp(app.env, _path(app.env, docname))

    def stamp_dependencies(self, app: Sphinx, _document: nodes.document) -> None:
        """Note which files the document depends on that was just read."""
        docname = app.env.docname
        if found := sorted(map(os.fspath, app.env.dependencies.get(docname, ()))):
            stamps = WikiDomain.of(app.env).data["dependencies"]
            stamps[docname] = [_stamp(app.env, path) for path in found]

    # --- after reading -------------------------------------------------------------

    def outline(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Bring outlines up to date, unless they are as this builder left them."""
        if not all_known(env) or _outlines(app) != WikiDomain.of(env).data["world"]["outlines"]:
            outline_backlinks(env)
        return []

    def updated(self, app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
        """Return the pages that show something else than when they were last written.

        What they showed is forgotten before they are written: a build that is killed may
        have written some of them.
        """
        assert self.state is not None
        _forget_section_numbers(env)
        _sort_toctrees(env)
        domain = WikiDomain.of(env)
        domain.data["inventories"] = inventories_stamp(env) if domain.data["inventory_links"] else 0
        self.files = files_look(app.builder)
        settings, known = settings_stamp(app, self.files), all_known(env)
        if not known:
            name_headings(env)
        name_index_pages(env, settings, all_known=known)
        shown = self.state.shown
        self.world = f"{documents_stamp(env)} {settings}"
        WikiDomain.of(env).data["world"]["outlines"] = _outlines(app)
        if makes_one_document(app.builder):
            return []
        WikiDomain.of(env).unchanged = self.world == self.state.world
        self.digests = self._digests(app, env)
        changed = {name for name, new in self.digests.items() if shown.get(name) != new}
        if changed & shown.keys():
            for name in changed:
                shown.pop(name, None)
            self.state.world = ""
            self.state.save()
        return sorted(changed)

    def _digests(self, app: Sphinx, env: BuildEnvironment) -> dict[str, str]:
        """Return all digests; those that cannot have changed as they are known."""
        assert self.state is not None
        digests, shown = Digests(app, env, self.files), self.state.shown
        self.sidebars = digests.sidebars
        if not WikiDomain.of(env).unchanged:
            return digests.of(env.found_docs)
        read = {name for name in shown if not shown[name].startswith(time_of(env, name))}
        return shown | digests.of(read | WikiDomain.of(env).data["reports"])

    # --- writing -------------------------------------------------------------------

    def clean(self, app: Sphinx, builder: Builder) -> None:
        """Remove what this builder wrote for documents that are gone.

        The inventory has no more than what stamps and faces have; while they are the same,
        there is nothing to make it of again.
        """
        assert self.state is not None
        self._leave_toctrees(app)
        old = {
            name: source
            for name, source in self.state.sources.items()
            if self.paths.get(name) != source
        }
        self._remove_outputs(builder, old)
        self._note_sources()
        vars(builder).pop("dump_inventory", None)
        if WikiDomain.of(app.env).unchanged and Path(app.outdir, INVENTORY_FILENAME).is_file():
            vars(builder)["dump_inventory"] = _leave

    def _leave_toctrees(self, app: Sphinx) -> None:
        """Let Sphinx write a page with a toctree only if it shows something else.

        It would write it with every page that the toctree names, whatever was edited there;
        the digests have what a toctree shows.
        """
        if not makes_one_document(app.builder):
            self.including, app.env.files_to_rebuild = app.env.files_to_rebuild, {}

    def _remove_outputs(self, builder: Builder, old: dict[str, str]) -> None:
        """Remove the output of *old* documents by their sources, but not what is another's."""
        if not old:
            return
        env = builder.env
        kept = {path for name in env.found_docs for path in _outputs(builder, name)}
        for docname, source in old.items():
            for path in _outputs(builder, docname, source):
                if path not in kept:
                    remove(path, Path(builder.outdir))

    def _note_sources(self) -> None:
        """Keep of which documents there will be output, in case that the build breaks off."""
        assert self.state is not None
        sources = self.state.sources | self.paths
        if sources != self.state.sources:
            self.state.sources = sources
            self.state.save()

    def resolved(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Note that *docname* is being written."""
        if not self.written and self.generated is not None:
            self.generated.forget()
        self.written.add(docname)

    def collect(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Yield the pages that are no documents and have to be written."""
        if self.generated is not None and self.sidebars is not None:
            yield from self.generated.to_write(self.world, self.files, self.sidebars, self.written)

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Keep what is now in the output, unless the build broke off."""
        if self.including:
            app.env.files_to_rebuild, self.including = self.including, {}
        if exception is None and self.state is not None and self.generated is not None:
            for docname in self.written & app.env.found_docs:
                _renew_source_copy(app.builder, docname)
            self.generated.settle()
            self._publish(app)
            self._save(app)

    def _publish(self, app: Sphinx) -> None:
        """Bring the files that are made of the whole wiki up to date.

        That they are ours is noted before they are there: a build may be killed in between.
        """
        assert self.state is not None
        now, outdir, old = (self.world, texts_stamp(app.env)), Path(app.outdir), self.state.files
        if now == self.state.published and all_there(outdir, old):
            return
        if now[0] == self.state.published[0] and all_there(outdir, old):
            publish(outdir, wanted_files(app, self.text_producers), ())
        else:
            self._publish_all(app)
        self.state.published = now
        self.state.save()

    def _publish_all(self, app: Sphinx) -> None:
        assert self.state is not None
        wanted, old = wanted_files(app, self.producers), set(self.state.files)
        self._note(old | wanted.keys())
        publish(Path(app.outdir), wanted, old - self.state.pages.keys())
        self._note(set(wanted))

    def _note(self, files: set[str]) -> None:
        """Keep the names of the *files* that are ours beside the pages."""
        assert self.state is not None
        if files != set(self.state.files):
            self.state.files = sorted(files)
            self.state.save()

    def _save(self, app: Sphinx) -> None:
        assert self.state is not None
        shown = {
            name: digest if name in self.written else self.state.shown.get(name, "")
            for name, digest in self.digests.items()
        }
        sources = dict(sorted(self.paths.items()))
        world = self.world if all(shown.values()) else ""
        state = self.state
        if (shown, sources, world) != (state.shown, state.sources, state.world):
            state.shown, state.sources, state.world = shown, sources, world
            state.save()


def _outlines(app: Sphinx) -> str:
    """Return what stands for the outlines: pages, and what lets ``only`` leave out links."""
    stamp = WikiDomain.of(app.env).data["world"]["stamp"]
    return f"{stamp} {app.builder.name} {sorted(app.tags)}"


def _leave() -> None:
    """Leave a file as it is."""


def _path(env: BuildEnvironment, docname: str) -> str:
    """Return the path of the file of *docname* below the source directory."""
    return str(env.doc2path(docname, base=False))


def _stamp(env: BuildEnvironment, path: str) -> tuple[str, int, int, int]:
    """Return what tells the file at *path* from another, or from itself changed."""
    try:
        found = Path(env.srcdir, path).stat()
    except OSError:
        return path, 0, 0, 0
    return path, found.st_mtime_ns, found.st_size, found.st_ino


def _sort_toctrees(env: BuildEnvironment) -> None:
    """Sort toctrees by document, as Sphinx does before it writes.

    By their order it chooses which page is above another that several name.
    """
    env.toctree_includes = dict(sorted(env.toctree_includes.items()))


def _forget_section_numbers(env: BuildEnvironment) -> None:
    """Take the numbers from documents that have none any more; Sphinx leaves them there."""
    for docname, title in env.titles.items():
        if docname not in env.toc_secnumbers and "secnumber" in title:
            for node in (title, *env.tocs[docname].findall(nodes.reference)):
                node.attributes.pop("secnumber", None)


def _renew_source_copy(builder: Builder, docname: str) -> None:
    """Copy the source of *docname* again if the copy is stale: not every builder does so."""
    source = Path(builder.env.doc2path(docname))
    for copy in _source_copies(builder, _path(builder.env, docname)):
        if copy.is_file() and copy.read_bytes() != source.read_bytes():
            shutil.copyfile(source, copy)


def _outputs(builder: Builder, docname: str, source: str = "") -> Iterator[Path]:
    """Yield the files that *builder* writes for *docname* alone.

    With its *source*, those beside its page are among them.
    """
    if hasattr(builder, "get_output_path"):
        yield Path(builder.get_output_path(docname))
    elif hasattr(builder, "out_suffix"):
        yield Path(builder.outdir, docname + builder.out_suffix)
    if source:
        if has_print_views(builder):
            yield Path(builder.outdir, view_file(builder, docname))
        yield from _source_copies(builder, source)


def _source_copies(builder: Builder, source: str) -> Iterator[Path]:
    if builder.format == "html" and builder.config.html_copy_source:
        suffix = builder.config.html_sourcelink_suffix
        name = source if source.endswith(suffix) else source + suffix
        yield Path(builder.outdir, "_sources", name)
