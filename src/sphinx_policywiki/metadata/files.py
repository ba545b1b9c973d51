"""The files for reference managers: one an article and format, and two of all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

from sphinx.application import Sphinx

from sphinx_policywiki.citation import STYLES, CitationItem, csl_json
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.exports import EXPORTS, file_path, has_exports
from sphinx_policywiki.metadata.record import record_of

ALL: Final = "wiki"


def export_files(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every file, if the builder makes them at all."""
    if not has_exports(app.builder):
        return
    domain = WikiDomain.of(app.env)
    records = [record_of(domain, article) for article in domain.graph.by_slug]
    for record in records:
        for export in EXPORTS:
            yield file_path(record.article, export), export.file(record.item)
    if records:
        yield from _of_all([record.item for record in records])


def _of_all(items: Sequence[CitationItem]) -> Iterator[tuple[str, str]]:
    entries = (STYLES["bibtex"].file(item) for item in items)
    yield f"{ALL}.bib", "\n".join(entries)
    data = [csl_json.csl_item(item) for item in items]
    yield f"{ALL}.json", json.dumps(data, indent=2, ensure_ascii=False) + "\n"
