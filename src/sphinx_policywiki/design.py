"""sphinx-design on pages that have none of its components.

Three of its transforms look at every node of every page, text and all, for components that few
pages have: a twentieth of a build, in the process that all others wait for.
"""

from __future__ import annotations

from typing import Final, TypeGuard

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms.post_transforms import SphinxPostTransform

#: Transforms that look for containers with this attribute, and do nothing if there are none.
_SEEKERS: Final = {"DropdownHtmlTransform", "TabSetHtmlTransform", "AsideHtmlTransform"}
_ATTRIBUTE: Final = "design_component"


def setup_design(app: Sphinx) -> None:
    """Set sphinx-design up, and once all extensions are, spare it pages without components."""
    app.setup_extension("sphinx_design")
    app.connect("config-inited", _spare)


def _spare(app: Sphinx, _config: Config) -> None:
    """Let the transforms run on pages with components only.

    Sphinx asks a transform itself whether it is to run, and has no public way to answer for one.
    """
    transforms = app.registry.post_transforms
    transforms[:] = [_sparing(t) if _is_seeker(t) else t for t in transforms]


def _is_seeker(transform: type) -> TypeGuard[type[SphinxPostTransform]]:
    known = transform.__module__.startswith("sphinx_design.") and transform.__name__ in _SEEKERS
    return known and issubclass(transform, SphinxPostTransform)


def _sparing(transform: type[SphinxPostTransform]) -> type[SphinxPostTransform]:
    def is_supported(self: SphinxPostTransform) -> bool:
        return transform.is_supported(self) and has_components(self.document)

    return type(transform.__name__, (transform,), {"is_supported": is_supported})


def has_components(document: nodes.document) -> bool:
    """Return whether *document* has a component of sphinx-design."""
    return any(_ATTRIBUTE in node for node in document.findall(nodes.container))
