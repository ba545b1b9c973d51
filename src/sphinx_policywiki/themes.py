"""What the sidebars of themes show of the outline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from sphinx.builders import Builder
from sphinx.jinja2glue import BuiltinTemplateLoader

from sphinx_policywiki.builders import writes_data
from sphinx_policywiki.toctree_templates import shows_toctrees


class Sidebar(NamedTuple):
    """What a sidebar shows of toctrees, if it has any; by default, all that one may show.

    *standard* says that it is what Sphinx's ``toctree()`` makes of the toctrees of the first
    document. It is *collapsed* if it shows only the branch of the page itself, it may have
    *titles_only* and no other headings, it may have *hidden* toctrees too, and it may be as
    deep as the toctree says (*own_depth*).
    """

    filled: bool = True
    standard: bool = False
    collapsed: bool = False
    titles_only: bool = False
    hidden: bool = False
    own_depth: bool = True


class _Options(NamedTuple):
    """The options of a theme that set a sidebar; without one for depth, the toctree sets it."""

    collapsed: str
    hidden: str
    depth: str = ""

    def sidebar(self, values: Mapping[str, Any]) -> Sidebar:
        """Return what the sidebar shows by the *values* of the options."""
        depth = values.get(self.depth, "")
        return Sidebar(
            standard=True,
            collapsed=_is_true(values.get(self.collapsed)),
            hidden=_is_true(values.get(self.hidden)),
            own_depth=str(depth) in {"", "0"},
        )


_EMPTY: Final = Sidebar(filled=False)
_ANY: Final = Sidebar()
_TITLES: Final = Sidebar(titles_only=True)
_FURO: Final = Sidebar(standard=True, titles_only=True, hidden=True, own_depth=False)
#: What themes show whatever the templates of their sidebars are; of others that is not known.
_LAYOUTS: Final[dict[str, Sidebar | _Options]] = {
    **dict.fromkeys(("alabaster", "basic", "bizstyle", "classic", "default", "epub"), _EMPTY),
    **dict.fromkeys(("furo", "haiku", "nature", "nonav", "pyramid", "scrolls"), _EMPTY),
    **dict.fromkeys(("sphinxdoc", "traditional"), _EMPTY),
    **dict.fromkeys(("pydata_sphinx_theme", "sphinx_book_theme"), _TITLES),
    "sphinx_rtd_theme": _Options("collapse_navigation", "includehidden", "navigation_depth"),
}
#: Templates of sidebars that show toctrees.
_TEMPLATES: Final[dict[str, Sidebar | _Options]] = {
    "globaltoc.html": _Options(
        "globaltoc_collapse", "globaltoc_includehidden", "globaltoc_maxdepth"
    ),
    "navigation.html": _Options("sidebar_collapse", "sidebar_includehidden"),
    "sidebar-nav-bs.html": _TITLES,
    "sbt-sidebar-nav.html": _TITLES,
    "sidebar/navigation.html": _FURO,
}


def sidebar_of(builder: Builder) -> Sidebar:
    """Return what the sidebars of *builder* show; if they differ, or if that is not known, all.

    Of those Furo's alone is made before pages are written as data.
    """
    if writes_data(builder):
        name = builder.config.html_theme
        return _FURO if name == "furo" else _EMPTY if name in _LAYOUTS else _ANY
    theme = getattr(builder, "theme", None)
    if theme is None or theme.name not in _LAYOUTS or _has_own_templates(builder):
        return _ANY
    values = theme.get_options(getattr(builder, "theme_options", {}))
    parts = [_LAYOUTS[theme.name], *(_TEMPLATES.get(name, _ANY) for name in _templates(builder))]
    found = {part.sidebar(values) if isinstance(part, _Options) else part for part in parts}
    filled = [sidebar for sidebar in found if sidebar.filled]
    return filled[0] if len(filled) == 1 else _ANY if filled else _EMPTY


def shows_neighbours(builder: Builder) -> bool:
    """Say whether pages may show what is before, after and above them: those of EPUB do not."""
    theme = getattr(builder, "theme", None)
    return theme is None or theme.name != "epub" or any(_own_templates(builder))


def _templates(builder: Any) -> Iterator[str]:
    """Yield the names of the templates of sidebars that show toctrees."""
    lists = [*builder.config.html_sidebars.values()]
    if "**" not in builder.config.html_sidebars:
        lists.append(builder.theme.sidebar_templates or ())
    for name in sorted({name for names in lists for name in names}):
        template = name if name.endswith(".html") else f"{name}.html"
        if shows_toctrees(builder.templates, template):
            yield template


def _has_own_templates(builder: Builder) -> bool:
    """Say whether the project has templates that show toctrees by rules of their own."""
    templates = getattr(builder, "templates", None)
    if not isinstance(templates, BuiltinTemplateLoader):
        return True
    return any(
        b"toctree" in path.read_bytes()
        or shows_toctrees(templates, path.relative_to(folder).as_posix())
        for folder, path in _own_templates(builder)
    )


def _own_templates(builder: Builder) -> Iterator[tuple[Path, Path]]:
    """Yield the templates of the project, each behind its folder."""
    for folder in (Path(builder.confdir, name) for name in builder.config.templates_path):
        yield from ((folder, path) for path in folder.rglob("*.html") if path.is_file())


def _is_true(value: object) -> bool:
    return str(value).lower() in {"true", "1"}
