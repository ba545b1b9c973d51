"""``policywiki schema``: the JSON Schema of the front matter."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from sphinx_policywiki.cli.project import add_source_dir, project_settings, source_dir
from sphinx_policywiki.schema import front_matter_schema
from sphinx_policywiki.vocabulary import article_types, relations, statuses


def add_to(commands: Any) -> None:
    """Add the command to *commands*."""
    about = "print the JSON Schema of front matter, for editors"
    parser = commands.add_parser("schema", help=about, description=about.capitalize() + ".")
    add_source_dir(parser, "source_dir")
    parser.add_argument(
        "--builtin", action="store_true", help="without the words that a conf.py adds"
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the schema."""
    if given.builtin:
        types = article_types({})
        found = front_matter_schema(types, relations({}, types), statuses({}))
    else:
        settings = project_settings(source_dir(given.source_dir))
        found = front_matter_schema(settings.article_types, settings.relations, settings.statuses)
    sys.stdout.write(json.dumps(found, ensure_ascii=True, indent=2) + "\n")
    return 0
