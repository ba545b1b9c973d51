"""Articles of other projects, which intersphinx knows from their inventories.

Where a project does not load intersphinx, neither do we: it brings a client of the web.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from importlib import import_module
from typing import Any, Final, cast

from docutils import nodes
from myst_parser.inventory import filter_sphinx_inventories
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import suppress_logging

from sphinx_policywiki.hashes import hash_of, plain

_INTERSPHINX: Final = "sphinx.ext.intersphinx"


def is_external(node: addnodes.pending_xref) -> bool:
    """Say whether *node* is a link by intersphinx's role ``external``, to other projects alone."""
    return bool(node.get("intersphinx"))


def own_name(env: BuildEnvironment, name: str) -> str:
    """Return *name* without that of this project before it, if intersphinx takes it for that."""
    project = env.config["intersphinx_resolve_self"] if _is_active(env) else ""
    return name.removeprefix(f"{project}:") if project else name


def external_article(
    env: BuildEnvironment, types: Iterable[str], name: str
) -> tuple[str, str] | None:
    """Return address and title of the article *name* of another project, of any of *types*.

    As for other links, *name* may begin with that of an inventory and a colon.
    """
    if not _is_active(env):
        return None
    project, _, rest = name.partition(":")
    named = _inventories(env).named_inventory.get(project, {})
    kinds = [f"wiki:{type_}" for type_ in types]
    for inventory, slug in ((_inventories(env).main_inventory, name), (named, rest)):
        for kind in kinds:
            if item := inventory.get(kind, {}).get(slug):
                return item.uri, slug if item.display_name == "-" else item.display_name
    return None


def is_found_elsewhere(
    env: BuildEnvironment, node: addnodes.pending_xref, content: nodes.Element
) -> bool:
    """Say whether intersphinx resolves *node*."""
    return _is_active(env) and _resolved(env, node, content) is not None


def shown_elsewhere(env: BuildEnvironment, link: Mapping[str, Any]) -> tuple[Hashable, ...]:
    """Return what intersphinx, or MyST, makes of a *link*, the attributes of its node.

    That is an address, where it leads in words, and the text that the link shows; nothing if no
    inventory has it. What there is to warn of is said when the page is written.
    """
    if not _is_active(env):
        return ()
    if link["reftype"] == "myst":
        return _by_myst(env, link["reftarget"], explicit=link["refexplicit"])
    node = addnodes.pending_xref("", **link)
    with suppress_logging():
        found = _resolved(env, node, nodes.inline())
    return (found["refuri"], found["reftitle"], found.astext()) if found is not None else ()


def inventories_stamp(env: BuildEnvironment) -> int:
    """Return what stands for all that other projects have, whenever it was looked up."""
    if not _is_active(env):
        return 0
    return hash_of(plain(_inventories(env).named_inventory))


def _resolved(
    env: BuildEnvironment, node: addnodes.pending_xref, content: nodes.Element
) -> nodes.reference | None:
    """Return what intersphinx makes of *node*, None if no inventory has it."""
    intersphinx = import_module(_INTERSPHINX)
    copy, project = content.deepcopy(), node.get("inventory")
    if not is_external(node):
        found = intersphinx.resolve_reference_detect_inventory(env, node, copy)
    elif not project:
        found = intersphinx.resolve_reference_any_inventory(env, False, node, copy)
    elif project in _inventories(env).named_inventory:
        found = intersphinx.resolve_reference_in_inventory(env, project, node, copy)
    else:
        found = None
    return cast("nodes.reference | None", found)


def _by_myst(env: BuildEnvironment, name: str, *, explicit: bool) -> tuple[Hashable, ...]:
    """Return what MyST makes of a link to *name*: the first object of its domains that matches."""
    named, domains = _inventories(env).named_inventory, env.config["myst_ref_domains"]
    if "*" not in name:  # which stands for anything; to look for it takes all names there are
        named = {
            project: {kind: {name: found[name]} for kind, found in kinds.items() if name in found}
            for project, kinds in named.items()
        }
    for match in filter_sphinx_inventories(named, targets=name):
        if domains is None or match.domain in domains:
            text = "" if explicit else match.text
            return match.loc, (match.project, match.version), text
    return ()


def _is_active(env: BuildEnvironment) -> bool:
    return "intersphinx_mapping" in env.config


def _inventories(env: BuildEnvironment) -> Any:
    """Return what all other projects have, by name of the project, kind of object and name."""
    return import_module(_INTERSPHINX).InventoryAdapter(env)
