"""Foot notes that citations make, in styles that cite in notes (OSCOLA, Chicago).

Sphinx's writers know docutils' foot notes: HTML gathers them, LaTeX puts them at the
foot of the page. They are numbered together with those that the author wrote.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from docutils import nodes
from sphinx import addnodes

from sphinx_policywiki.nodes.build import paragraph


class Notes:
    """The notes of the page *docname*; *prefix* keeps their ids apart from those of others."""

    def __init__(self, docname: str, prefix: str = "") -> None:
        self.docname = docname
        self.prefix = prefix
        self.notes: list[nodes.footnote] = []
        self.marks: list[nodes.footnote_reference] = []

    def add(self, text: Sequence[nodes.Node]) -> nodes.footnote_reference:
        """Make a note of *text* and return its mark; both get their number in :meth:`place`."""
        own = f"{self.prefix}pw-note-{len(self.notes) + 1}"
        mark = nodes.footnote_reference(
            "", "", auto=1, ids=[f"{own}-mark"], refid=own, docname=self.docname
        )
        note = nodes.footnote(
            "", nodes.label("", ""), paragraph(*text),
            auto=1, ids=[own], backrefs=[f"{own}-mark"], docname=self.docname,
        )  # fmt: skip
        self.notes.append(note)
        self.marks.append(mark)
        return mark

    def place(self) -> None:
        """Put the notes with those of the author at the end of the article, and number all."""
        if not self.notes:
            return
        page = _page_around(self.marks[0])
        marked = {mark["refid"] for mark in page.findall(nodes.footnote_reference)}
        written = [n for n in page.findall(nodes.footnote) if marked & set(n["ids"])]
        for note in written:
            note.parent.remove(note)
        article = self.marks[0].parent
        while article.parent is not page:
            article = article.parent
        put_notes(article, _numbered(page, [*written, *self.notes]))


def raise_mark(mark: nodes.footnote_reference, anchor: nodes.Node) -> None:
    """Put *mark*, with the *anchor* before it, right behind the words and the stop after it.

    Authors write "so it is {source}`key`." and expect the mark where the guides want it:
    "so it is.¹" (OSCOLA 4th ed., 1.1.1; Chicago 18th ed., 13.32).
    """
    parent = mark.parent
    at, behind = parent.index(anchor), parent.index(mark) + 1
    before = parent[at - 1] if at else None
    following = parent[behind] if behind < len(parent) else None
    text = before.astext().rstrip() if isinstance(before, nodes.Text) else ""
    stops = ""
    if isinstance(following, nodes.Text) and not text.endswith(tuple(_STOPS)):
        stops = "".join(takewhile(_STOPS.__contains__, following.astext()))
        parent[behind] = nodes.Text(following.astext().removeprefix(stops))
    if isinstance(before, nodes.Text):
        parent[at - 1] = nodes.Text(text + stops)
    elif stops:
        parent.insert(at, nodes.Text(stops))


def take_out_mark(mark: nodes.footnote_reference, link: nodes.Element) -> None:
    """Put *mark*, which is a link itself, behind the *link* in which it stands."""
    mark.parent.remove(mark)
    link.parent.insert(link.parent.index(link) + 1, mark)


_STOPS: Final = ".,;:!?…"


def put_notes(article: nodes.Element, notes: Sequence[nodes.footnote]) -> None:
    """Put *notes* into *article*: before its citations, else at its end.

    There they are printed with it, and stand before what is not its text.
    """
    children = article.children
    at = next((n for n, child in enumerate(children) if _is_of_citations(child)), len(children))
    article[at:at] = notes


def _is_of_citations(node: nodes.Node) -> bool:
    return isinstance(node, nodes.section) and "pw-how-to-cite" in node["classes"]


def _page_around(node: nodes.Node) -> nodes.Element:
    parent = node.parent
    while not isinstance(parent, nodes.document | addnodes.start_of_file):
        parent = parent.parent
    return parent


def _numbered(page: nodes.Element, notes: Sequence[nodes.footnote]) -> list[nodes.footnote]:
    """Return *notes* in the order of their marks in *page*, numbers set on notes and marks."""
    by_id = {id_: note for note in notes for id_ in note["ids"]}
    ordered: dict[nodes.footnote, int] = {}
    for mark in page.findall(nodes.footnote_reference):
        note = by_id.get(mark["refid"])
        if note is not None:
            number = ordered.setdefault(note, len(ordered) + 1)
            mark.children = [nodes.Text(str(number))]
    for note, number in ordered.items():
        note[0] = nodes.label("", str(number))
    return [*ordered]
