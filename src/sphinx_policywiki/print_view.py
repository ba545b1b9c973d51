"""The print view: beside the page of each article a second one, without the theme.

It is made when the page is, of the body that the page has, and with the templates of the
builder. It is therefore written in the same process, and as often, as the page itself;
Sphinx neither indexes nor lists it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.jinja2glue import BuiltinTemplateLoader, SphinxFileSystemLoader

from sphinx_policywiki.config import Settings
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.languages import direction
from sphinx_policywiki.locale import _
from sphinx_policywiki.messages import warn
from sphinx_policywiki.metadata.record import Record, record_of
from sphinx_policywiki.model import Article
from sphinx_policywiki.print_body import for_paper
from sphinx_policywiki.print_paths import (
    clashing,
    has_print_view,
    has_print_views,
    page_link,
    pdf_link,
    view_file,
)
from sphinx_policywiki.resolve import build_time

TEMPLATE: Final = "policywiki-print.html"
STYLESHEETS: Final = ("policywiki-print.css", "policywiki-print-article.css")
_TEMPLATES: Final = Path(__file__).parent / "templates"
#: Stylesheets and scripts of the page that the article itself may need.
_PYGMENTS: Final = re.compile(r"(^|/)pygments\.css$")
_DESIGN: Final = re.compile(r"(^|/)(pygments|sphinx-design[\w.-]*)\.css$")
_SCRIPTS: Final = re.compile(r"(^|/)policywiki\.js$|mathjax", re.IGNORECASE)
_LONGEST_HEAD: Final = 90


@dataclass(frozen=True, slots=True)
class Sheet:
    """A stylesheet as the builder's ``css_tag`` takes it."""

    filename: str
    attributes: dict[str, str] = field(
        default_factory=lambda: {"rel": "stylesheet", "type": "text/css"}, hash=False
    )


def add_templates(app: Sphinx) -> None:
    """Let the builder find our template, after those of the project and of the theme."""
    templates = getattr(app.builder, "templates", None)
    if isinstance(templates, BuiltinTemplateLoader):
        templates.loaders.append(SphinxFileSystemLoader(_TEMPLATES))


def reread_clashing(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the articles whose print view a document takes the name of, or no longer does."""
    if not has_print_views(app.builder):
        return []
    moved = added | removed
    pages = WikiDomain.of(env).pages
    return [name for name in pages if clashing(app.builder, name) in moved]


def write_print_view(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Write the print view of *pagename* if that is an article, else see that there is none."""
    builder = app.builder
    if not has_print_views(builder) or pagename not in app.env.found_docs:
        return
    assert isinstance(builder, StandaloneHTMLBuilder)
    domain = WikiDomain.of(app.env)
    page = domain.pages.get(pagename)
    articles = page.articles if page is not None else ()
    if doctree is None:
        _warn_of_overwritten(pagename, articles)
        return
    if not has_print_view(builder, pagename):
        if articles:
            message = f"no print view: the document {clashing(builder, pagename)!r} has its name"
            warn("print_view", message, articles[0].place)
        return
    path = Path(builder.outdir, view_file(builder, pagename))
    if not articles:
        path.unlink(missing_ok=True)
        return
    record = record_of(domain, articles[0])
    own = _facts(record, domain.settings) | _links(builder, record, domain.settings)
    own |= _texts() | _assets(context) | {"body": for_paper(context["body"])}
    text = builder.templates.render(TEMPLATE, context | {"pw": own})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", errors="xmlcharrefreplace")


def _warn_of_overwritten(pagename: str, articles: Sequence[Article]) -> None:
    """Warn of articles in the place of a page without a document, such as the index."""
    if articles:
        message = f"Sphinx writes its own page {pagename!r} over this article; rename the file"
        warn("page_name", message, articles[0].place)


def _facts(record: Record, settings: Settings) -> dict[str, Any]:
    article, item = record.article, record.item
    return {
        "language": record.language,
        "direction": direction(record.language),
        "paper": settings.paper,
        "site": record.site,
        "site_head": shortened(record.site),
        "title": article.title,
        "title_head": shortened(article.title),
        "authors": [name.in_order for name in item.creators],
        "keywords": ", ".join(article.topics),
        "description": record.summary,
        "created": str(article.published or article.updated or ""),
        "modified": str(article.updated or ""),
        "date": _date(record, settings),
    }


def _date(record: Record, settings: Settings) -> str:
    """Return the edition or date that stands on each sheet of paper."""
    article = record.article
    if settings.edition:
        return _("Edition {edition}").format(edition=settings.edition)
    if settings.generated and not (article.issued or article.reviewed):
        return _("Generated {time}").format(time=f"{build_time():%Y-%m-%d}")
    dates = (
        (_("Updated"), article.updated),
        (_("Published"), article.published),
        (_("Reviewed"), article.reviewed),
    )
    return next((f"{label} {date}" for label, date in dates if date), "")


def _links(builder: StandaloneHTMLBuilder, record: Record, settings: Settings) -> dict[str, Any]:
    docname = record.article.docname
    page = page_link(builder, docname)
    url = record.item.url or record.url
    return {
        "page": page,
        "canonical": record.url if record.is_absolute else page,
        "address": shortened(url, 2 * _LONGEST_HEAD) if "://" in url else "",
        "pdf": pdf_link(builder, docname) if settings.article_pdf else "",
    }


def _texts() -> dict[str, Any]:
    before, _sep, rest = str(_("Page {page} of {pages}")).partition("{page}")
    between, _sep, after = rest.partition("{pages}")
    return {
        "page_text": (before, between, after),
        "back": _("Back to the article"),
        "download": _("Download PDF"),
        "how": _("How to save this article as a PDF"),
        "ways": _ways(),
    }


def _ways() -> tuple[tuple[str, str], ...]:
    return (
        ("Windows", _("Press Ctrl+P and choose Save as PDF or Microsoft Print to PDF as printer.")),
        ("macOS", _("Press Cmd+P and choose Save as PDF, as destination or in the menu PDF.")),
        ("iOS, iPadOS", _("Tap Share, then Print, then Share above the preview; save to Files.")),
        ("Android", _("Open the browser's menu, choose Share, then Print, then Save as PDF.")),
        ("Linux", _("Press Ctrl+P and choose Save as PDF or Print to File as printer.")),
    )


def _assets(context: dict[str, Any]) -> dict[str, Any]:
    """Return the stylesheets and scripts of the page that the view keeps."""
    sheets = _named(context["css_files"], _DESIGN if "sd-" in context["body"] else _PYGMENTS)
    return {
        "sheets": [*sheets, *(Sheet(f"_static/{name}") for name in STYLESHEETS)],
        "scripts": list(_named(context["script_files"], _SCRIPTS)),
    }


def _named(files: Iterable[Any], pattern: re.Pattern[str]) -> Iterator[Any]:
    """Yield those of *files* whose name, or text if they have none, is of *pattern*."""
    for file in files:
        name = getattr(file, "filename", file)
        text = os.fspath(name) if name else str(file.attributes.get("body", ""))
        if pattern.search(text):
            yield file


def shortened(text: str, length: int = _LONGEST_HEAD) -> str:
    """Return *text* as one line that fits into the margin of a page."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
