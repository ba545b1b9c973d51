"""Sources: entries of lists and citations in the text, one module a style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Final

from sphinx_policywiki.citation.sources.style import Cite, Kind, SourceStyle, typeset
from sphinx_policywiki.citation.sources.targets import SourceTarget, parse_targets

__all__ = ["SOURCE_STYLES", "Cite", "SourceStyle", "SourceTarget", "parse_targets"]

_STYLES: Final[dict[str, tuple[str, Kind]]] = {
    "apa": ("APA", "author-date"),
    "chicago": ("Chicago", "author-date"),
    "chicago-notes": ("Chicago (notes)", "note"),
    "harvard-cite-them-right": ("Harvard (Cite Them Right)", "author-date"),
    "oscola": ("OSCOLA", "note"),
    "mla": ("MLA", "author-date"),
    "ieee": ("IEEE", "numeric"),
    "vancouver": ("Vancouver", "numeric"),
}


class _SourceStyles(Mapping[str, SourceStyle]):
    """The styles by name, each imported when it is first asked for: a project uses one."""

    def __init__(self) -> None:
        self._loaded: dict[str, SourceStyle] = {}

    def __getitem__(self, name: str) -> SourceStyle:
        if name not in self._loaded:
            label, kind = _STYLES[name]
            module = import_module(f"{__name__}.{name.replace('-', '_')}")
            style = SourceStyle(label, kind, module.reference, module.cite, module.narrative)
            self._loaded[name] = typeset(style)
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_STYLES)

    def __len__(self) -> int:
        return len(_STYLES)


SOURCE_STYLES: Final[Mapping[str, SourceStyle]] = _SourceStyles()
