"""The PDF of each article, made of its print view when the build has ended.

Only those are made whose print view has changed, or an image or stylesheet in it, or the
address of an article that it links to.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from sphinx.application import Sphinx
from sphinx.errors import ConfigError
from sphinx.util.display import status_iterator
from sphinx.util.parallel import ParallelTasks, SerialTasks, make_chunks, parallel_available

from sphinx_policywiki.config import settings_of
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.messages import warn
from sphinx_policywiki.pdf_state import Files, Made, PdfState
from sphinx_policywiki.permalink import permalink
from sphinx_policywiki.print_paths import has_print_view, has_print_views, pdf_file, view_file
from sphinx_policywiki.version import __version__
from sphinx_policywiki.web_addresses import Website

if TYPE_CHECKING:
    from sphinx_policywiki.pdf_writer import Job, Outcome, Writer

#: WeasyPrint tells of each step, also while it is imported, and of every rule for screens
#: that it does not know; what is missing, we warn of.
logging.getLogger("weasyprint").propagate = False
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)

_BATCH: Final = 4
#: The module that needs the extra, which is imported once PDFs are wanted: it is slow to.
_WRITER: Final = "sphinx_policywiki.pdf_writer"


def check_engine(app: Sphinx) -> None:
    """See that WeasyPrint is there before hours of reading and writing, if it will be needed.

    :raises ConfigError: if it is not; the message says what to install.
    """
    if not (settings_of(app.config).article_pdf and has_print_views(app.builder)):
        return
    try:
        import_module(_WRITER)
    except (ImportError, OSError) as error:  # OSError: Pango is missing
        msg = (
            "policywiki_article_pdf needs WeasyPrint and Pango: "
            f"pip install 'sphinx-policywiki[pdf]', and Pango as WeasyPrint's page on its "
            f"installation says ({error})"
        )
        raise ConfigError(msg) from error


def make_pdfs(app: Sphinx, exception: Exception | None) -> None:
    """Make the PDFs that are missing or stale, and remove those of articles that are gone."""
    builder = app.builder
    if exception is not None or not has_print_views(builder):
        return
    state = PdfState.load(builder)
    wanted = _wanted(app) if settings_of(app.config).article_pdf else {}
    if not wanted and not state.made:
        return
    kept = set(wanted.values())
    for path in {made.path for made in state.made.values()} - kept:
        Path(builder.outdir, path).unlink(missing_ok=True)
    state.made = {name: state.made.get(name, Made(pdf)) for name, pdf in wanted.items()}
    _make_stale(app, state)
    state.save()


def _wanted(app: Sphinx) -> dict[str, str]:
    """Return the paths of all PDFs by document."""
    pages = WikiDomain.of(app.env).pages
    return {
        name: pdf_file(app.builder, name)
        for name, page in sorted(pages.items())
        if page.articles
        and has_print_view(app.builder, name)
        and Path(app.outdir, view_file(app.builder, name)).is_file()
    }


def _make_stale(app: Sphinx, state: PdfState) -> None:
    """Make what is stale; that it has to be made is noted before, in case the build breaks off."""
    writing = import_module(_WRITER)
    builder, outdir, website = app.builder, Path(app.builder.outdir), _website(app)
    engine, files = f"{writing.ENGINE}, sphinx-policywiki {__version__}", Files(outdir)
    jobs = [
        writing.Job(name, view_file(builder, name), made.path, builder.get_target_uri(name))
        for name, made in state.made.items()
    ]
    known = state.made if state.engine == engine else {}
    stale = [job for job in jobs if not _is_fresh(job, known.get(job.docname), files, website)]
    if not stale:
        return
    state.engine = engine
    state.made |= {job.docname: Made(job.pdf) for job in stale}
    state.save()
    for outcome in _run(app, writing.Writer(outdir, website), stale):
        state.made[outcome.docname] = outcome.made
        _report(outcome)


def _report(outcome: Outcome) -> None:
    """Warn of what is not as it should be in a PDF, or of one that could not be made."""
    if outcome.error:
        message = f"no PDF of this article could be made: {outcome.error}"
        warn("article_pdf", message, outcome.docname)
    for url in outcome.missing:
        message = f"the PDF of this article lacks {url!r}, which is no file of the output"
        warn("article_pdf", message, outcome.docname)


def _website(app: Sphinx) -> Website:
    domain = WikiDomain.of(app.env)
    settings = domain.settings
    root = app.config.html_baseurl or settings.base_url
    found: dict[str, str] = {}
    for article in domain.graph.articles:
        page = domain.page_uri(article.docname)
        address = permalink(article, settings, page)
        if "://" in address:
            found.setdefault(unquote(page), address)
    return Website(f"{root.rstrip('/')}/" if root else "", found)


def _is_fresh(job: Job, made: Made | None, files: Files, website: Website) -> bool:
    return (
        made is not None
        and files.digest(job.view) == made.view
        and all(files.digest(path) == known for path, known in made.files.items())
        and all(website.address(href, job.page) == known for href, known in made.links.items())
        and (files.root / made.path).is_file()
    )


def _run(app: Sphinx, writer: Writer, jobs: Sequence[Job]) -> Iterable[Outcome]:
    """Return what came of *jobs*, done by as many processes as the build may use."""
    found: list[Outcome] = []
    progress = status_iterator(
        [job.docname for job in jobs], "making PDFs... ", "darkgreen", len(jobs), app.verbosity
    )

    def done(*results: Any) -> None:
        for outcome in results[-1]:
            found.append(outcome)
            next(progress)

    parallel = app.parallel > 1 and len(jobs) > 1 and parallel_available
    tasks = ParallelTasks(app.parallel) if parallel else SerialTasks()
    by_name = {job.docname: job for job in jobs}
    for names in make_chunks(list(by_name), app.parallel if parallel else len(jobs), _BATCH):
        tasks.add_task(writer.write_all, [by_name[name] for name in names], done)
    tasks.join()
    next(progress, None)
    return sorted(found, key=lambda outcome: outcome.docname)
