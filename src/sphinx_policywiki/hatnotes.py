"""Notes above an article whose name other articles have as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docutils import nodes

from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.graph import Destination, face
from sphinx_policywiki.locale import _, count
from sphinx_policywiki.model import Article
from sphinx_policywiki.names import SharedName
from sphinx_policywiki.nodes import hatnote, italic_text
from sphinx_policywiki.nodes.build import phrase, separated

#: So many others are named; of more, their number is told.
_MOST: Final = 3


def take_hatnotes(node: nodes.Element) -> list[nodes.Node]:
    """Take the notes that the author wrote out of *node*, and set them in italics."""
    notes = [child for child in node.children if isinstance(child, hatnote)]
    for note in notes:
        node.remove(note)
        note[:] = [italic_text("", "", *note.children)]
    return [*notes]


def notes_on_names(domain: WikiDomain, article: Article, docname: str) -> list[nodes.Node]:
    """Return the notes on the names of *article*, as *docname* shows them."""
    shared = domain.graph.names.shared_by(article)
    return [_note(_text(domain, name, article, docname)) for name in shared]


def facts(domain: WikiDomain, article: Article) -> Iterator[object]:
    """Yield what the notes show that other pages decide."""
    for name in domain.graph.names.shared_by(article):
        if _is_told_in_full(name):
            yield name.text, [face(other) for other in name.others(article, _MOST)]
        else:
            page = Destination(domain.name_pages.get(name.key, ""), "")
            yield name.text, len(name.articles), page


def _is_told_in_full(name: SharedName) -> bool:
    return len(name.articles) - 1 <= _MOST


def _note(text: list[nodes.Node]) -> nodes.Node:
    return hatnote("", "", italic_text("", "", *text), classes=["pw-hatnote"])


def _text(domain: WikiDomain, name: SharedName, article: Article, docname: str) -> list[nodes.Node]:
    shown: nodes.Node = nodes.Text(name.text)
    if _is_told_in_full(name):
        others = (domain.link(docname, other) for other in name.others(article, _MOST))
        text = _("“{name}” may also mean {articles}.")
        return phrase(text, name=shown, articles=separated(others))
    if page := domain.name_pages.get(name.key):
        shown = domain.page_link(docname, page, shown=nodes.inline("", name.text))
    number = len(name.articles) - 1
    text = count("“{name}” has %d other meaning.", "“{name}” has %d other meanings.", number)
    return phrase(text, name=shown)
