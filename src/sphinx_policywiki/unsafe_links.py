"""Links of authors that would run a program in the reader's browser."""

from __future__ import annotations

import re
from typing import Final

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_policywiki.messages import warn

#: What browsers drop from an address before they look for its scheme (URL Standard, 4.4).
_DROPPED: Final = re.compile(r"[\x00-\x20]")
_RUN: Final = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)


class UnlinkPrograms(SphinxPostTransform):
    """Show such a link as its text. MyST refuses them itself, reStructuredText does not."""

    default_priority = 900

    def run(self, **kwargs: object) -> None:
        """Replace the links of the document, with a warning."""
        for link in list(self.document.findall(nodes.reference)):
            address = _DROPPED.sub("", link.get("refuri", ""))
            if _RUN.match(address):
                warn(
                    "unsafe_url", f"{address[:60]!r} would run in a browser; no link is made", link
                )
                link.replace_self(nodes.inline("", "", *link.children))
