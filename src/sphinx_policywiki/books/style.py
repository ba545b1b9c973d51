"""The style files of LaTeX, and what Sphinx's defaults lack for a wiki."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.util.osutil import copyfile

_FILES: Final = Path(__file__).parent.parent / "static" / "latex"


def use_makeindex(app: Sphinx, config: Config) -> None:
    """Sort the index by makeindex where xindy, Sphinx's choice for some engines, is missing.

    A book had no index before it had articles in it, so it did not need the program.
    """
    wanted = config.latex_use_xindy
    chosen = "latex_use_xindy" in vars(config)
    if wanted and not chosen and shutil.which("xindy") is None:
        config.latex_use_xindy = False


def use_style(app: Sphinx) -> None:
    """Load our style, and fonts for many scripts unless the user chose fonts."""
    if app.builder.format != "latex":
        return
    app.add_latex_package("policywiki", after_hyperref=True)
    if app.config.latex_engine == "lualatex" and "fontpkg" not in app.config.latex_elements:
        context = vars(app.builder)["context"]
        context["fontpkg"] = "\\usepackage{policywikifonts}\n" + context["fontpkg"]


def copy_style(app: Sphinx, builder: Builder) -> None:
    """Copy the style files beside the document."""
    if builder.format == "latex":
        for path in sorted(_FILES.iterdir()):
            copyfile(path, Path(builder.outdir, path.name), force=True)
