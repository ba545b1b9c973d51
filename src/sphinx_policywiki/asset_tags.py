"""The elements that load stylesheets and scripts, made once for each folder of pages.

Sphinx makes them anew for every page, and looks up on disk where each file really is: with a
dozen files that is a twentieth of a build.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

_MAKERS: Final = {"css_tag", "js_tag"}


class AssetTags:
    """Remembers what ``css_tag`` and ``js_tag`` of the templates made in this build.

    Addresses are relative to the folder of a page; the check sum of a file is the same all
    through a build, since Sphinx writes static files before the first page.
    """

    def __init__(self, app: Sphinx) -> None:
        self._made: dict[tuple[str, str, Any], str] = {}
        app.connect("write-started", lambda *_: self._made.clear())
        app.connect("html-page-context", self._remember)

    def _remember(
        self, app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _tree: object
    ) -> None:
        assert isinstance(app.builder, StandaloneHTMLBuilder)
        folder = posixpath.dirname(app.builder.get_target_uri(pagename))
        for name in _MAKERS & context.keys():
            context[name] = self._remembering(name, folder, context[name])

    def _remembering(
        self, name: str, folder: str, make: Callable[[Any], str]
    ) -> Callable[[Any], str]:
        def made(file: Any) -> str:
            try:
                return self._made[name, folder, file]
            except KeyError:
                return self._made.setdefault((name, folder, file), make(file))
            except TypeError:  # an object of another extension that has no hash
                return make(file)

        return made
