"""Configuration of the documentation of sphinx-policywiki."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

from sphinx_policywiki import __version__

project = "sphinx-policywiki"
author = "The authors of sphinx-policywiki"
version = release = __version__
language = "en"
extensions = ["sphinx_policywiki", "reference"]
exclude_patterns = ["_build", "_ext"]

html_theme = "furo"
html_show_copyright = False
html_title = f"sphinx-policywiki {release}"

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
