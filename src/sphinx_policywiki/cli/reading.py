"""Reading a whole wiki through Sphinx, with nothing written outside of a temporary folder."""

from __future__ import annotations

import io
import logging
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.logging import NAMESPACE, WarningLogRecordTranslator, WarningSuppressor

from sphinx_policywiki.backlinks import Backlinks
from sphinx_policywiki.cli.project import UsageError, leaving_no_trace
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.lint import Finding, Wiki
from sphinx_policywiki.page import Mention, Page
from sphinx_policywiki.roles import ANY, SOURCE

_EXTENSION: Final = "sphinx_policywiki"
_LOCATION: Final = re.compile(r"(.*?)(?::(\d+))?:?")
_SUFFIX: Final = re.compile(r" \[policywiki\.\w+\]$")


@dataclass(frozen=True)
class Found:
    """The wiki, and the warnings that reading it gave."""

    wiki: Wiki
    warnings: list[Finding]


class _Collector(logging.Handler):
    """Keeps the warnings of ours."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(logging.WARNING)
        self.root = Path(app.srcdir)
        self.findings: list[Finding] = []
        self.addFilter(lambda record: getattr(record, "type", "") == "policywiki")
        self.addFilter(WarningSuppressor(app))
        self.addFilter(WarningLogRecordTranslator(app))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep *record*."""
        path, line = self._place(getattr(record, "location", None) or "")
        message = _SUFFIX.sub("", record.getMessage())
        message, _, advice = message.partition("; ")
        rule: str = vars(record)["subtype"]
        self.findings.append(Finding(path, line, rule, message, advice))

    def _place(self, location: str) -> tuple[str, int]:
        match = _LOCATION.fullmatch(location)
        if match is None or not match[1]:
            return "conf.py", 1
        path = Path(os.path.relpath(self.root / match[1], self.root)).as_posix()
        return path, int(match[2] or 1)


def read_wiki(folder: Path, jobs: int, today: date, review_months: int | None) -> Found:
    """Read the wiki in *folder* in *jobs* processes, 0 for as many as there are processors.

    Always all of it: a page that is not read again warns of nothing.
    """
    errors = io.StringIO()
    with (
        leaving_no_trace(),
        tempfile.TemporaryDirectory(prefix="policywiki-") as temporary,
        patch_docutils(folder),
        docutils_namespace(),
    ):
        app = Sphinx(
            folder, folder, Path(temporary, "out"), Path(temporary, "doctrees"), "dummy",
            status=None, warning=errors, freshenv=True, parallel=jobs or os.cpu_count() or 1,
        )  # fmt: skip
        if _EXTENSION not in app.extensions:
            msg = f"{folder / 'conf.py'} does not have {_EXTENSION!r} in its extensions"
            raise UsageError(msg)
        collector = _Collector(app)
        logging.getLogger(NAMESPACE).addHandler(collector)
        try:
            app.builder.read()
            app.env.check_consistency()
            _resolve_doubtful(app)
        finally:
            logging.getLogger(NAMESPACE).removeHandler(collector)
        domain = WikiDomain.of(app.env)
        months = review_months or domain.settings.review_months or 0
        wiki = Wiki(domain.graph, frozenset(_linked(app, domain)), today, months)
        return Found(wiki, collector.findings)


def _linked(app: Sphinx, domain: WikiDomain) -> Iterator[str]:
    """Yield the ids of the articles to which pages link in their text or in a toctree."""
    yield from Backlinks.of(domain).targets
    reached = {name for names in app.env.toctree_includes.values() for name in names}
    for docname in {*reached, app.config.root_doc}:
        yield from (article.id for article in domain.pages.get(docname, Page()).articles)


def _resolve_doubtful(app: Sphinx) -> None:
    """Resolve the pages whose links a build would warn of, and only these, to know the lines."""
    domain = WikiDomain.of(app.env)
    for docname, page in domain.pages.items():
        if _is_doubtful(domain, page):
            app.env.get_and_resolve_doctree(docname, app.builder)


def _is_doubtful(domain: WikiDomain, page: Page) -> bool:
    known = domain.sources.bibliography
    return any(key not in known for key in page.cited) or any(
        _is_wrong(domain, mention) for mention in page.mentions if mention.role != SOURCE
    )


def _is_wrong(domain: WikiDomain, mention: Mention) -> bool:
    article = domain.mentioned(mention)
    return article is None or mention.role not in {ANY, article.type}
