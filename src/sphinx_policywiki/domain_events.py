"""What the events of Sphinx tell the domain: pages that are read, links without a target."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_policywiki.collect import collect, labelled
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.external import is_found_elsewhere
from sphinx_policywiki.messages import warn
from sphinx_policywiki.nodes import missing_link


def on_builder_inited(app: Sphinx) -> None:
    """Tell the domain which builder is at work."""
    WikiDomain.of(app.env).use_builder(app.builder)


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Note whether *docname* has links to inventories, or substitutions that have."""
    substitutions = app.config["myst_substitutions"] if "{{" in content[0] else ""
    if "inv:" in content[0] or "inv:" in repr(substitutions):
        WikiDomain.of(app.env).data["inventory_links"].add(docname)


def on_include_read(app: Sphinx, _path: object, docname: str, content: list[str]) -> None:
    """Note whether a file that *docname* includes has links to inventories."""
    on_source_read(app, docname, content)


def on_doctree_read(app: Sphinx, document: nodes.document) -> None:
    """Note the page: not in ``process_doc``, which comes before composition and MyST's links."""
    docname, domain = app.env.docname, WikiDomain.of(app.env)
    domain.note_page(docname, collect(app.env, docname, document))
    if found := labelled(app.env, document):
        domain.data["numbered"][docname] = found


def on_missing_reference(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, contnode: nodes.Element
) -> nodes.Node | None:
    """Make a role's link to no article a red one, unless intersphinx has found it.

    Sphinx takes the first result but asks every handler, so that this one has to look.
    """
    if node.get("refdomain") != "wiki":
        return None
    if is_found_elsewhere(env, node, contnode):
        return None
    if node.get("intersphinx_self_referential"):  # Sphinx looks again, here alone
        return None
    warn("missing_article", WikiDomain.of(env).graph.missing(node["reftarget"]), node)
    return missing_link("", "", *contnode.children)
