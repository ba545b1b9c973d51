"""Articles of other projects, which intersphinx knows from their inventories.

Where a project does not load intersphinx, neither do we: it brings a client of the web.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any, Final, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

_INTERSPHINX: Final = "sphinx.ext.intersphinx"


def external_article(
    env: BuildEnvironment, types: Iterable[str], name: str
) -> tuple[str, str] | None:
    """Return address and title of the article *name* of another project, of any of *types*."""
    if not _is_active(env):
        return None
    inventory = _inventory(env)
    for type_name in types:
        if item := inventory.get(f"wiki:{type_name}", {}).get(name):
            return item.uri, name if item.display_name == "-" else item.display_name
    return None


def is_found_elsewhere(
    env: BuildEnvironment, node: addnodes.pending_xref, content: nodes.Element
) -> bool:
    """Say whether intersphinx resolves *node*."""
    copy = cast("nodes.TextElement", content.deepcopy())
    if not _is_active(env):
        return False
    found = import_module(_INTERSPHINX).resolve_reference_detect_inventory(env, node, copy)
    return found is not None


def inventories(env: BuildEnvironment, names: Iterable[str]) -> list[object]:
    """Return all that the inventories say of *names*, whatever kind of object they mean."""
    if not _is_active(env):
        return []
    inventory = _inventory(env)
    return [
        (kind, name, repr(objects[name]))
        for name in names
        for kind, objects in sorted(inventory.items())
        if name in objects
    ]


def _is_active(env: BuildEnvironment) -> bool:
    return "intersphinx_mapping" in env.config


def _inventory(env: BuildEnvironment) -> dict[str, dict[str, Any]]:
    """Return what all other projects have, by kind of object and name."""
    adapter = import_module(_INTERSPHINX).InventoryAdapter(env)
    return cast("dict[str, dict[str, Any]]", adapter.main_inventory)
