"""The permanent address of an article."""

from __future__ import annotations

from urllib.parse import quote, unquote

from sphinx_policywiki.config import Settings
from sphinx_policywiki.model import Article


def permalink(article: Article, settings: Settings, page_uri: str) -> str:
    """Return the URL under which *article* can be found for good.

    The configured pattern, else the page's own address *page_uri* below the base URL;
    without a base URL only that path, which is then no absolute URL.
    """
    if settings.permalink is not None:
        return _fill(settings.permalink, article, settings)
    anchor = f"#{article.anchor}" if article.anchor and "#" not in page_uri else ""
    return f"{settings.base_url}/{page_uri}{anchor}" if settings.base_url else page_uri + anchor


def cited_url(article: Article, settings: Settings, page_uri: str) -> str:
    """Return the URL for citations: of the edition if there is one; empty if unknown."""
    if settings.edition and settings.edition_permalink:
        return _fill(settings.edition_permalink, article, settings)
    known = settings.permalink is not None or settings.base_url
    return permalink(article, settings, page_uri) if known else ""


def _fill(pattern: str, article: Article, settings: Settings) -> str:
    return pattern.format(
        base_url=settings.base_url,
        slug=quote(article.slug),
        type=quote(article.type),
        docname=quote(article.docname),
        edition=quote(settings.edition or ""),
    )


def permalink_file(article: Article, settings: Settings, root: str) -> str:
    """Return the file that a server of files sends for the permalink, below the output directory.

    Nothing if no file can answer there, or if the address is not below *root*, the address
    of the site. For ``…/name`` servers send ``name/index.html``, all after a redirect to
    ``…/name/``; only few know ``name.html`` by that address.
    """
    url, base = _fill(settings.permalink or "", article, settings), root.rstrip("/") + "/"
    if not root or not url.startswith(base) or set(url) & {"?", "#"}:
        return ""
    path = unquote(url.removeprefix(base))
    folders = path.removesuffix("/").split("/")
    if not all(map(_is_plain, folders)):
        return ""
    return path if path.endswith((".html", ".htm")) else "/".join([*folders, "index.html"])


def _is_plain(name: str) -> bool:
    return name not in {"", ".", ".."} and not set(name) & set('\\:*?"<>|\0')
