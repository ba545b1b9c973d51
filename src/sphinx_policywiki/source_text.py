"""The text of a page before it is parsed: what no text may have is marked, and warned of."""

from __future__ import annotations

from sphinx.application import Sphinx

from sphinx_policywiki.characters import complaint, illegible, legible
from sphinx_policywiki.messages import warn


def mark_illegible(app: Sphinx, docname: str, content: list[str]) -> None:
    """Mark what cannot be shown of a page; EPUB, which is XML, would be broken by it."""
    text = content[0]
    found = illegible(text)
    if found is not None:
        line = text.count("\n", 0, found[0]) + 1
        warn(
            "illegible_character",
            f"the page cannot be shown as it is: {complaint(text)}",
            (docname, line),
        )
        content[0] = legible(text)
