"""What the sidebars of themes show of the outline."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from sphinx.builders import Builder


class Sidebar(NamedTuple):
    """What a sidebar shows; of a theme that is not known, all that one may show.

    *standard* says that it is what Sphinx's ``toctree()`` makes of the toctrees of the first
    document. It is *collapsed* if it shows only the branch of the page itself, it may have
    *titles_only* and no other headings, it may have *hidden* toctrees too, and it may be as
    deep as the toctree says (*own_depth*).
    """

    standard: bool = False
    collapsed: bool = False
    titles_only: bool = False
    hidden: bool = False
    own_depth: bool = True


class _Options(NamedTuple):
    """The options by which a theme sets its sidebar; without one for depth it sets none."""

    collapsed: str
    hidden: str
    depth: str = ""


_OF_BASIC: Final = _Options("globaltoc_collapse", "globaltoc_includehidden", "globaltoc_maxdepth")
_OPTIONS: Final = {
    "alabaster": _Options("sidebar_collapse", "sidebar_includehidden"),
    "sphinx_rtd_theme": _Options("collapse_navigation", "includehidden", "navigation_depth"),
    **dict.fromkeys(("basic", "classic", "nature", "haiku"), _OF_BASIC),
}
_KNOWN: Final = {
    "furo": Sidebar(standard=True, titles_only=True, hidden=True, own_depth=False),
    **dict.fromkeys(("pydata_sphinx_theme", "sphinx_book_theme"), Sidebar(titles_only=True)),
}


def sidebar_of(builder: Builder) -> Sidebar:
    """Return what the sidebar of the theme of *builder* shows, unless the project makes its own."""
    theme = getattr(builder, "theme", None)
    name = getattr(theme, "name", "")
    if _has_own_template(builder):
        return Sidebar()
    if theme is None or name not in _OPTIONS:
        return _KNOWN.get(name, Sidebar())
    values = theme.get_options(getattr(builder, "theme_options", {}))
    options = _OPTIONS[name]
    return Sidebar(
        standard=True,
        collapsed=_is_true(values.get(options.collapsed)),
        hidden=_is_true(values.get(options.hidden)),
        own_depth=not options.depth or values.get(options.depth, "") == "",
    )


def _has_own_template(builder: Builder) -> bool:
    """Say whether the project has a template that shows toctrees by rules of its own."""
    folders = (Path(builder.confdir, folder) for folder in builder.config.templates_path)
    files = (path for folder in folders for path in folder.rglob("*.html") if path.is_file())
    return any(b"toctree" in path.read_bytes() for path in files)


def _is_true(value: object) -> bool:
    return str(value).lower() in {"true", "1"}
