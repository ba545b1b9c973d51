"""Articles of other projects, which intersphinx knows from their inventories."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.ext.intersphinx import InventoryAdapter, resolve_reference_detect_inventory


def external_article(
    env: BuildEnvironment, types: Iterable[str], name: str
) -> tuple[str, str] | None:
    """Return address and title of the article *name* of another project, of any of *types*."""
    if not _is_active(env):
        return None
    inventory = InventoryAdapter(env).main_inventory
    for type_name in types:
        if item := inventory.get(f"wiki:{type_name}", {}).get(name):
            return item.uri, name if item.display_name == "-" else item.display_name
    return None


def is_found_elsewhere(
    env: BuildEnvironment, node: addnodes.pending_xref, content: nodes.Element
) -> bool:
    """Say whether intersphinx resolves *node*."""
    copy = cast("nodes.TextElement", content.deepcopy())
    return _is_active(env) and resolve_reference_detect_inventory(env, node, copy) is not None


def inventories(env: BuildEnvironment, names: Iterable[str]) -> list[object]:
    """Return all that the inventories say of *names*, whatever kind of object they mean."""
    if not _is_active(env):
        return []
    inventory = InventoryAdapter(env).main_inventory
    return [
        (kind, name, repr(objects[name]))
        for name in names
        for kind, objects in sorted(inventory.items())
        if name in objects
    ]


def _is_active(env: BuildEnvironment) -> bool:
    return "intersphinx_mapping" in env.config
