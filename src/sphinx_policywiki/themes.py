"""What the sidebars of themes show of the outline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from jinja2.filters import do_int
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.theming import Theme
from sphinx.util.logging import suppress_logging

from sphinx_policywiki.builders import writes_data
from sphinx_policywiki.toctree_templates import shows_toctrees


class Sidebar(NamedTuple):
    """A sidebar by the arguments with which its theme has Sphinx resolve toctrees.

    They are those of the first document, or of the page of the first level above the page
    itself if it is one of a *section*. A *maxdepth* of 0 is that of each toctree.
    """

    collapse: bool = False
    includehidden: bool = True
    maxdepth: int = 0
    titles_only: bool = False
    section: bool = False

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of Sphinx's for each toctree."""
        arguments = self._asdict()
        del arguments["section"]
        return arguments


class Outline(NamedTuple):
    """What pages of a theme show: *sidebars*, and a *header* with titles of the first level."""

    sidebars: tuple[Sidebar, ...] = ()
    header: bool = False


class _Options(NamedTuple):
    """The options of a theme that set a sidebar, by the arguments that they give.

    Some templates hand on what is set as it is (*raw*): a word such as "false" is true then.
    """

    collapse: str = ""
    includehidden: str = ""
    maxdepth: str = ""
    titles_only: str = ""
    raw: bool = False
    fixed: Sidebar = Sidebar()

    def sidebar(self, values: Mapping[str, Any]) -> Sidebar:
        """Return the sidebar by the *values* of the options; what has none is *fixed*."""
        found: dict[str, Any] = {
            name: bool(value) if self.raw else _is_true(value)
            for name in ("collapse", "includehidden", "titles_only")
            if (option := getattr(self, name)) and (value := values.get(option)) is not None
        }
        if self.maxdepth:
            found["maxdepth"] = do_int(values.get(self.maxdepth))
        return self.fixed._replace(**found)


_RTD: Final = _Options("collapse_navigation", "includehidden", "navigation_depth", "titles_only")
#: What the layouts of themes show whatever is in their sidebars; of others that is not known.
_LAYOUTS: Final[dict[str, tuple[_Options, ...]]] = {
    **dict.fromkeys(("alabaster", "basic", "bizstyle", "classic", "default", "epub"), ()),
    **dict.fromkeys(("furo", "haiku", "nature", "nonav", "pyramid", "scrolls"), ()),
    **dict.fromkeys(("sphinxdoc", "traditional"), ()),
    **dict.fromkeys(("pydata_sphinx_theme", "sphinx_book_theme"), ()),
    "sphinx_rtd_theme": (_RTD,),
}
#: Themes with a header of the first level, and with options that place templates.
_WITH_COMPONENTS: Final = frozenset({"pydata_sphinx_theme", "sphinx_book_theme"})
#: Templates of sidebars that show toctrees.
_TEMPLATES: Final[dict[str, _Options]] = {
    "globaltoc.html": _Options(
        "globaltoc_collapse", "globaltoc_includehidden", "globaltoc_maxdepth", raw=True
    ),
    "navigation.html": _Options("sidebar_collapse", "sidebar_includehidden", raw=True),
    "sidebar-nav-bs.html": _Options(
        "collapse_navigation", "sidebar_includehidden", "navigation_depth",
        fixed=Sidebar(titles_only=True, section=True),
    ),
    "sbt-sidebar-nav.html": _Options(
        "collapse_navbar", maxdepth="max_navbar_depth", fixed=Sidebar(titles_only=True)
    ),
    "sidebar/navigation.html": _Options(fixed=Sidebar(titles_only=True, maxdepth=-1)),
}  # fmt: skip


class Outlines:
    """What each page of a builder shows, found once for all with the same sidebar."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._found: dict[tuple[str, ...], Outline | None] = {}

    def of(self, docname: str) -> Outline | None:
        """Return what the page *docname* shows, None if that is not known."""
        names = _sidebar_templates(self._builder, docname)
        if names not in self._found:
            self._found[names] = _outline(self._builder, names)
        return self._found[names]


def _sidebar_templates(builder: Builder, docname: str) -> tuple[str, ...]:
    """Return the names of the templates of the sidebar on the page *docname*.

    Nothing is made of a sidebar where pages are written as data.
    """
    if not isinstance(builder, StandaloneHTMLBuilder) or writes_data(builder):
        return ()
    context: dict[str, Any] = {}
    with suppress_logging():  # Sphinx warns of patterns that match both when it writes the page
        builder.add_sidebars(docname, context)
    return tuple(context.get("sidebars", ()))


def _outline(builder: Builder, sidebar: tuple[str, ...]) -> Outline | None:
    """Return what pages show whose *sidebar* has templates of these names."""
    if writes_data(builder):
        return Outline() if builder.config.html_theme in _LAYOUTS else None
    theme = getattr(builder, "theme", None)
    if theme is None or theme.name not in _LAYOUTS or _has_own_templates(builder):
        return None
    names = list(_showing_toctrees(builder, sidebar))
    if any(name not in _TEMPLATES for name in names):
        return None
    with suppress_logging():  # Sphinx has warned of them already
        values = theme.get_options(getattr(builder, "theme_options", {}))
    found = [*_LAYOUTS[theme.name], *(_TEMPLATES[name] for name in names)]
    sidebars = dict.fromkeys(options.sidebar(values) for options in found)
    return Outline(tuple(sidebars), theme.name in _WITH_COMPONENTS)


def shows_neighbours(builder: Builder) -> bool:
    """Say whether pages may show what is before, after and above them: those of EPUB do not."""
    theme = getattr(builder, "theme", None)
    return theme is None or theme.name != "epub" or any(own_templates(builder))


def _showing_toctrees(builder: Any, sidebar: tuple[str, ...]) -> Iterator[str]:
    """Yield the names of the templates, of the *sidebar* or placed by options, with toctrees."""
    placed = _components(builder.theme_options) if builder.theme.name in _WITH_COMPONENTS else ()
    for name in sorted({*sidebar, *(name for names in placed for name in names)}):
        template = name if name.endswith(".html") else f"{name}.html"
        if shows_toctrees(builder.templates, template):
            yield template


def _components(options: Mapping[str, Any]) -> Iterator[list[str]]:
    """Yield the names in each of *options*: a list or words with commas, or such by pages."""
    for option in options.values():
        for value in option.values() if isinstance(option, Mapping) else (option,):
            words = value.split(",") if isinstance(value, str) else value
            if isinstance(words, list | tuple):
                yield [word.strip() for word in words if isinstance(word, str)]


def _has_own_templates(builder: Builder) -> bool:
    """Say whether the project has templates that show toctrees by rules of their own."""
    templates = getattr(builder, "templates", None)
    if not isinstance(templates, BuiltinTemplateLoader):
        return True
    return any(
        b"toctree" in path.read_bytes()
        or shows_toctrees(templates, path.relative_to(folder).as_posix())
        for folder, path in own_templates(builder)
        if path.suffix == ".html"
    )


def own_templates(builder: Any) -> Iterator[tuple[Path, Path]]:
    """Yield the templates of the project, and what they may include, each behind its folder.

    Themes add folders of their own to the setting, too.
    """
    theme: Theme | None = builder.theme
    of_theme = [Path(folder) for folder in theme.get_theme_dirs()] if theme else []
    for folder in (Path(builder.confdir, name) for name in builder.config.templates_path):
        if not any(folder.is_relative_to(known) for known in of_theme):
            yield from ((folder, path) for path in folder.rglob("*") if path.is_file())


def _is_true(value: object) -> bool:
    """Return *value* as Jinja's filter ``tobool`` has it, which Sphinx adds."""
    return value.lower() in {"true", "1", "yes", "on"} if isinstance(value, str) else bool(value)
