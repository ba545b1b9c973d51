"""The addresses on the web of what pages link to, for documents that leave the website."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from sphinx_policywiki.options import safe_url


@dataclass(frozen=True, slots=True)
class Website:
    """Where a website is: *root* is its address, empty if unknown, with a slash at its end.

    *permalinks* maps pages of articles, as paths below the root, to their permalinks.
    """

    root: str
    permalinks: Mapping[str, str]

    def address(self, href: str, page: str) -> str | None:
        """Return where *href* on *page*, a path below the root, leads; None if nobody can know.

        A place on the page itself is returned as a fragment.
        """
        if urlsplit(href).scheme or href.startswith("//"):
            return safe_url(href)
        target, fragment = urldefrag(href)
        path = urljoin(f"/{page}", target).lstrip("/") if target else page
        if path == page and fragment:
            return f"#{fragment}"
        found = self.permalinks.get(unquote(path)) or (self.root and self.root + path)
        if not found:
            return None
        return f"{urldefrag(found).url}#{fragment}" if fragment else found
