"""Styles by name: our own, and any other through the extra ``csl``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError

from sphinx_policywiki.citation import STYLES, CitationItem, Style, csl
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import SOURCE_STYLES, Cite, SourceStyle
from sphinx_policywiki.citation.text import RichText, joined
from sphinx_policywiki.config import is_csl, settings_of
from sphinx_policywiki.messages import warn

_ENGLISH: Final = "en-US"


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles that a project can use: its files are in *srcdir*, its texts in *language*."""

    srcdir: Path
    language: str

    @classmethod
    def of(cls, env: BuildEnvironment) -> Styles:
        """Return the styles of the project of *env*."""
        return cls(Path(env.srcdir), env.config.language)

    def page(self, name: str) -> Style:
        """Return the style *name* of the wiki's own page.

        :raises KeyError: if there is none of that name.
        :raises ValueError: if it cannot be loaded; the message says why and what to do.
        """
        if not is_csl(name):
            return STYLES[name]
        style = _Careful(self._load(name))
        return Style(style.csl.label, style.cite_page, language=style.csl.locale)

    def source(self, name: str) -> SourceStyle:
        """Return the style *name* of sources, with the errors of :meth:`page`."""
        if not is_csl(name):
            return SOURCE_STYLES[name]
        style = _Careful(self._load(name))
        return SourceStyle(
            style.csl.label, style.csl.kind, style.reference, style.cite, style.narrative
        )

    def content(self, name: str) -> str:
        """Return what tells the style *name* from another, or from itself changed."""
        return self._load(name).digest if is_csl(name) else name

    def _load(self, name: str) -> csl.CslStyle:
        locale = _ENGLISH if self.language == "en" else self.language.replace("_", "-")
        return csl.load(name, self.srcdir, locale)


@dataclass(frozen=True, slots=True)
class _Careful:
    """A CSL style that prints plainly, with a warning, what its engine cannot print."""

    csl: csl.CslStyle

    def reference(self, source: Source) -> RichText:
        try:
            return self.csl.reference(source)
        except csl.CslError as error:
            return _plain_with_warning(error, [source])

    def cite(self, cites: Sequence[Cite]) -> RichText:
        try:
            return self.csl.cite(cites)
        except csl.CslError as error:
            return _plain_with_warning(error, [cite.source for cite in cites])

    def narrative(self, cite: Cite) -> RichText:
        try:
            return self.csl.narrative(cite)
        except csl.CslError as error:
            return _plain_with_warning(error, [cite.source])

    def cite_page(self, item: CitationItem) -> RichText:
        try:
            return self.csl.cite_page(item)
        except csl.CslError as error:
            warn("citation_style", f"{error}; it is printed as APA has it", None)
            return STYLES["apa"].cite(item)


def _plain_with_warning(error: csl.CslError, sources: Sequence[Source]) -> RichText:
    warn("citation_style", f"{error}; it is printed in no style", None)
    return joined("; ", *map(csl.plainly, sources))


def load_styles(app: Sphinx) -> None:
    """Load the configured styles of CSL, so that one that is missing stops the build at once.

    :raises ConfigError: if one cannot be loaded; the message says why and what to do.
    """
    settings = settings_of(app.config)
    styles = Styles(Path(app.srcdir), app.config.language)
    for setting, load, names in (
        ("citation_styles", styles.page, settings.citation_styles),
        ("source_style", styles.source, (settings.source_style,)),
    ):
        for name in filter(is_csl, names):
            try:
                load(name)
            except ValueError as error:
                msg = f"policywiki_{setting}: {error}"
                raise ConfigError(msg) from None
