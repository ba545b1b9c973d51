"""The domain ``source``, whose roles cite sources."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain
from sphinx.roles import XRefRole
from sphinx.util.typing import RoleFunction

from sphinx_policywiki.roles import SOURCE, SourceRole


class SourceDomain(Domain):
    """The roles ``source:p`` and ``source:t``, with the names of sphinxcontrib-bibtex's.

    Sphinx takes what stands before the colon of a role for a domain.
    """

    name = SOURCE
    label = "Sources"
    roles: ClassVar[dict[str, RoleFunction | XRefRole]] = {
        "p": SourceRole(),
        "t": SourceRole(narrative=True),
    }

    def resolve_any_xref(self, *args: Any, **kwargs: Any) -> list[tuple[str, nodes.reference]]:
        """Return nothing: sources are no targets of links."""
        return []

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Do nothing: the domain ``wiki`` keeps what pages cite."""
