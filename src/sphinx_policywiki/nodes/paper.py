"""Nodes that only LaTeX knows: what paper has and screens have not.

They are made when a document for LaTeX has been assembled, so that no other writer
ever meets them.
"""

from __future__ import annotations

from docutils import nodes


class book_part(nodes.General, nodes.Element):
    """The beginning of a part of the book; ``title`` is its title."""


class framed_rows(nodes.definition_list):
    """The rows of an At-a-glance box, in a frame."""


class status_notice(nodes.admonition):
    """The notice on the status of an article; ``severity`` is that of the status."""


class page_number(nodes.General, nodes.Inline, nodes.Element):
    """The number of the page that holds ``label``, behind a link to it."""


class index_entry(nodes.General, nodes.Inline, nodes.TextElement):
    """An entry of the index: its text, to be sorted by ``name``, and whether it is ``main``."""


class word_break(nodes.General, nodes.Inline, nodes.Element):
    """A place where a very long word may be broken."""


class mirrored(nodes.General, nodes.Inline, nodes.Element):
    """A bracket in text from right to left: ``char``, and ``mirror`` for what it looks like."""


class directed(nodes.General, nodes.Inline, nodes.Element):
    """Text in a direction: ``rtl`` from right to left, or ``ltr`` within that."""


class running_title(nodes.General, nodes.Inline, nodes.TextElement):
    """A long title as it stands at the head or the foot of pages; the whole title follows."""


class whole_title(nodes.General, nodes.Inline, nodes.TextElement):
    """The whole of a long title."""
