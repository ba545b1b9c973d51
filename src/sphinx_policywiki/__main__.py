"""``python -m sphinx_policywiki`` is the command ``policywiki``."""

from __future__ import annotations

import sys

from sphinx_policywiki.cli import main

sys.exit(main())
