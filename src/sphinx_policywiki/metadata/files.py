"""Writes the files for reference managers: one an article and format, and two of all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from sphinx.application import Sphinx

from sphinx_policywiki.citation import STYLES, CitationItem, csl_json
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.exports import EXPORTS, FOLDER, file_path, has_exports
from sphinx_policywiki.metadata.record import record_of
from sphinx_policywiki.model import Article

ALL: Final = "wiki"


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write the files that are new or changed, and remove those of articles that are gone."""
    if exception is not None or not has_exports(app.builder):
        return
    domain, outdir = WikiDomain.of(app.env), Path(app.outdir)
    records = [record_of(domain, article) for article in _articles(domain)]
    wanted = {
        outdir / file_path(record.article, export): export.file(record.item)
        for record in records
        for export in EXPORTS
    }
    old = [path for e in EXPORTS for path in (outdir / FOLDER).glob(f"*.{e.extension}")]
    if records:
        items = [record.item for record in records]
        wanted |= {outdir / name: text for name, text in _of_all(items)}
    elif old:
        old += [outdir / name for name, _ in _of_all(())]
    for path, text in wanted.items():
        _write(path, text)
    for path in old:
        if path not in wanted:
            path.unlink(missing_ok=True)


def _articles(domain: WikiDomain) -> Iterator[Article]:
    """Yield the articles that links reach, by slug; of two with one slug that is the first."""
    graph = domain.graph
    for article in sorted(graph.articles, key=lambda article: article.slug):
        if graph.resolve(article.slug) is article:
            yield article


def _of_all(items: Sequence[CitationItem]) -> Iterator[tuple[str, str]]:
    entries = (STYLES["bibtex"].file(item) for item in items)
    yield f"{ALL}.bib", "\n".join(entries)
    data = [csl_json.csl_item(item) for item in items]
    yield f"{ALL}.json", json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _write(path: Path, text: str) -> None:
    """Write *text* unless it is there, so that times of files tell what changed."""
    data = text.encode()
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
