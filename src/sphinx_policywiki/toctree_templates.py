"""Which templates show toctrees, by themselves or by others that they include."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.meta import find_referenced_templates
from sphinx.jinja2glue import BuiltinTemplateLoader

#: Where a template shows them, by Sphinx's function or by what a theme has instead.
_TOCTREE: Final = re.compile(r"toctree\w*\(|\bfuro_navigation_tree\b")
#: Of what these show, the theme is known.
_LAYOUTS: Final = {"base.html", "layout.html", "page.html"}


def shows_toctrees(templates: BuiltinTemplateLoader, name: str) -> bool:
    """Say whether the template called *name* shows toctrees, or something that is not known."""
    seen, waiting = {name}, [name]
    while waiting:
        source = _source(templates, waiting.pop())
        if _TOCTREE.search(source):
            return True
        for other in _others(templates, source):
            if other is None:
                return True
            if other not in seen and other.removeprefix("!") not in _LAYOUTS:
                seen.add(other)
                waiting.append(other)
    return False


def _source(templates: BuiltinTemplateLoader, name: str) -> str:
    """Return the template called *name*, empty if there is none: Sphinx will say so."""
    try:
        return templates.get_source(templates.environment, name)[0]
    except TemplateNotFound:
        return ""


def _others(templates: BuiltinTemplateLoader, source: str) -> Iterator[str | None]:
    """Yield the names of the templates that *source* uses, nothing for what is not known."""
    try:
        yield from find_referenced_templates(templates.environment.parse(source))
    except TemplateSyntaxError:
        yield None
