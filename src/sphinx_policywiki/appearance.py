"""What every page of a site shows that is neither text nor title: theme, settings, files.

Sphinx finds most changes of these by itself and writes all documents; that is not known any
more after a build that was killed. And it does not look at the content of stylesheets and
scripts, which stand in every page with a check sum.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Final

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import ConfigValue
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
    look = settings_look(app), looks(context), _templates(builder), files_look(builder)
    return hash_of((__version__, look, files))


def files_look(builder: Builder) -> int:
    """Return a number that changes with files of which every page of *builder* has something.

    They are stylesheets and scripts, by their check sums, templates of the project and the
    options of its theme. Of templates Sphinx looks at the newest time alone, of others at none.
    """
    if not isinstance(builder, StandaloneHTMLBuilder) or writes_data(builder):
        return 0
    theme, folders = builder.theme, _static_folders(builder)
    files = [folder / name for name in _loaded(builder) for folder in folders]
    templates = sorted(path for _, path in own_templates(builder))
    found = [(path.as_posix(), _sum(path)) for path in (*files, *templates) if path.is_file()]
    with suppress_logging():
        options = theme.get_options(builder.theme_options)
    return hash_of((found, looks(options), theme.stylesheets, theme.sidebar_templates))


def _loaded(builder: StandaloneHTMLBuilder) -> list[str]:
    """Return the names of the static files that every page loads, less those elsewhere."""
    # Sphinx has nothing public that says so.
    sheets = [sheet.filename for sheet in builder._css_files]  # noqa: SLF001 - see above
    scripts = [script.filename for script in builder._js_files]  # noqa: SLF001 - see above
    names = sorted(os.fspath(name) for name in (*sheets, *scripts) if name)
    return [name.removeprefix("_static/") for name in names if "://" not in name]


def _static_folders(builder: StandaloneHTMLBuilder) -> list[Path]:
    """Return the folders from which Sphinx copies static files."""
    own = (Path(builder.confdir, name) for name in builder.config.html_static_path)
    return [*own, *(Path(folder, "static") for folder in builder.theme.get_theme_dirs())]


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
