"""Makes a PDF of a print view with WeasyPrint, and says what went into it.

The only module that imports WeasyPrint, which is an extra; it is imported when a PDF is to
be made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

from sphinx_policywiki.long_words import wrap_long_words
from sphinx_policywiki.pdf_state import Made, digest
from sphinx_policywiki.web_addresses import Website

ENGINE: Final = f"WeasyPrint {weasyprint.__version__}"
#: PDF/UA-1 (ISO 14289-1): tagged, with a language and a title.
VARIANT: Final = "pdf/ua-1"
#: Where the output stands for WeasyPrint: names of images come from their addresses, which
#: must not depend on the machine.
_ORIGIN: Final = "https://output.invalid/"
_DATA: Final = frozenset({"data"})


@dataclass(frozen=True, slots=True)
class Job:
    """A PDF to be made of the print view *view*; both are paths below the output directory.

    *page* is the URI of the article's page below the root of the website.
    """

    docname: str
    view: str
    pdf: str
    page: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: a PDF, or the *error* that kept it from being made.

    *missing* are the addresses of images and stylesheets that are not in it.
    """

    docname: str
    made: Made
    missing: tuple[str, ...] = ()
    error: str = ""


class Fetcher(URLFetcher):
    """Reads files of the output and nothing else; notes what it read and what it could not."""

    def __init__(self, root: Path) -> None:
        super().__init__(allowed_protocols=_DATA)
        self.root = root.resolve()
        self.files: dict[str, str | None] = {}
        self.missing: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Return what is at *url*.

        :raises ValueError: if that is no file of the output.
        """
        if url.startswith("data:"):
            return super().fetch(url, headers)
        try:
            content = self._read(url)
        except (OSError, ValueError):
            self.missing.append(url.removeprefix(_ORIGIN))
            raise
        media = {"Content-Type": "text/css"} if urlsplit(url).path.endswith(".css") else {}
        return URLFetcherResponse(url, content, media)

    def _read(self, url: str) -> bytes:
        path = (self.root / unquote(urlsplit(url).path).lstrip("/")).resolve()
        if not url.startswith(_ORIGIN) or not path.is_relative_to(self.root):
            msg = "not in the output"
            raise ValueError(msg)
        name = path.relative_to(self.root).as_posix()
        self.files[name] = None
        content = path.read_bytes()
        self.files[name] = digest(content)
        return content


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes PDFs into the output directory *outdir* of a website."""

    outdir: Path
    website: Website

    def write_all(self, jobs: list[Job]) -> list[Outcome]:
        """Write the PDFs of *jobs*; one that fails keeps no other from being made."""
        return [self.write(job) for job in jobs]

    def write(self, job: Job) -> Outcome:
        """Write the PDF of *job*."""
        target = self.outdir / job.pdf
        try:
            content, outcome = self._render(job)
            new = target.with_name(f"{target.name}.new")
            new.write_bytes(content)
            new.replace(target)
        # fonts, images and styles raise errors of many libraries; each is told in a warning,
        # and none may cost the other articles their PDFs
        except Exception as error:  # noqa: BLE001 - see above
            target.unlink(missing_ok=True)
            return Outcome(job.docname, Made(job.pdf), error=f"{type(error).__name__}: {error}")
        return outcome

    def _render(self, job: Job) -> tuple[bytes, Outcome]:
        text, fetcher = (self.outdir / job.view).read_bytes(), Fetcher(self.outdir)
        base = _ORIGIN + quote(job.view)
        html = weasyprint.HTML(string=text.decode(), base_url=base, url_fetcher=fetcher)
        links = dict(self._link(html.etree_element, job.page))
        wrap_long_words(html.etree_element.find("body"))
        name = digest(text)
        content = html.write_pdf(pdf_variant=VARIANT, pdf_identifier=name.encode())
        made = Made(job.pdf, name, fetcher.files, links)
        return content, Outcome(job.docname, made, tuple(dict.fromkeys(fetcher.missing)))

    def _link(self, root: Any, page: str) -> Iterator[tuple[str, str | None]]:
        """Make the links below *root* lead to the web, and yield what they were and are."""
        for link in (*root.iter("a"), *root.iter("area")):
            href = link.get("href")
            if not href or href.startswith("#"):
                continue
            address = self.website.address(href, page)
            yield href, address
            if address is None:
                del link.attrib["href"]
            else:
                link.set("href", address)
