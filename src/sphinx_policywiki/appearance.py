"""What every page of a site shows that is neither text nor title: theme, settings, files.

Sphinx finds most changes of these by itself and writes all documents; that is not known any
more after a build that was killed. And it does not look at the content of stylesheets and
scripts, which stand in every page with a check sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path, PurePath
from typing import Final

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import ConfigValue
from sphinx.highlighting import PygmentsBridge
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.util.logging import suppress_logging

from sphinx_policywiki.builders import writes_data
from sphinx_policywiki.hashes import hash_of, plain
from sphinx_policywiki.themes import own_templates
from sphinx_policywiki.version import __version__

#: Where an object is in memory, which differs from process to process.
_ADDRESS: Final = re.compile(r" at 0x[0-9A-Fa-f]+")
#: Lists to which each page may add its own; those that all pages have are in the settings.
_OF_ONE_PAGE: Final = {"css_files", "script_files"}


def appearance(app: Sphinx) -> int:
    """Return a number that changes with what the builder of *app* puts into every page."""
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    context = {k: v for k, v in builder.globalcontext.items() if k not in _OF_ONE_PAGE}
    files = [(path.as_posix(), _sum(path)) for path in _assets(Path(builder.outdir, "_static"))]
    return hash_of((__version__, settings_look(app), looks(context), _templates(builder), files))


def files_look(builder: Builder) -> int:
    """Return a number that changes with files of which every page of *builder* has something.

    They are stylesheets and scripts, by their check sums, templates of the project and the
    options of its theme. Of templates Sphinx looks at the newest time alone, of others at none.
    To be asked for before pages are written, which may add files of their own.
    """
    if not isinstance(builder, StandaloneHTMLBuilder) or writes_data(builder):
        return 0
    theme = builder.theme
    # Sphinx has nothing public that says what all pages load.
    sheets, scripts = builder._css_files, builder._js_files  # noqa: SLF001 - see above
    loaded = [*(sheet.filename for sheet in sheets), *(script.filename for script in scripts)]
    names = {PurePath(name).name for name in loaded if name}
    sources = [path for path in _static_files(builder) if _target(path.name) in names]
    templates = (path for _, path in own_templates(builder))
    found = [(path.as_posix(), _sum(path)) for path in sorted({*sources, *templates})]
    with suppress_logging():
        options = theme.get_options(builder.theme_options)
    made = [light.get_stylesheet() for light in _highlighters(builder)]
    by_theme = options, theme.stylesheets, theme.sidebar_templates
    return hash_of((looks([sheets, scripts]), found, made, looks(by_theme)))


def _static_files(builder: StandaloneHTMLBuilder) -> Iterator[Path]:
    """Yield the files that Sphinx copies, or makes static ones of."""
    own = (Path(builder.confdir, name) for name in builder.config.html_static_path)
    of_theme = (Path(folder, "static") for folder in builder.theme.get_theme_dirs())
    for place in (*own, *of_theme):
        yield from (path for path in (place, *place.rglob("*")) if path.is_file())


def _target(name: str) -> str:
    """Return the name of the file that Sphinx makes of a static one called *name*."""
    return name.removesuffix("_t").removesuffix(".jinja")


def _highlighters(builder: StandaloneHTMLBuilder) -> Iterator[PygmentsBridge]:
    yield builder.highlighter
    if builder.dark_highlighter is not None:
        yield builder.dark_highlighter


def settings_look(app: Sphinx) -> str:
    """Return how those settings look that pages of HTML depend on."""
    return looks({value.name: value.value for value in app.config if _is_looked_at(value)})


def looks(value: object) -> str:
    """Return how *value* looks, alike in every process."""
    return _ADDRESS.sub("", repr(plain(value)))


def _is_looked_at(setting: ConfigValue) -> bool:
    return setting.rebuild == "html" or setting.name.startswith("html_")


def _templates(builder: StandaloneHTMLBuilder) -> float:
    """Return the time of the newest template, by which Sphinx decides on documents too."""
    templates = builder.templates
    return templates.newest_template_mtime() if isinstance(templates, BuiltinTemplateLoader) else 0


def _assets(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.suffix in {".css", ".js"})


def _sum(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=8).hexdigest()
