"""The section What links here in the outline: there only if something links to its article.

Sphinx takes the outline from a page when it is read, and what links to an article is
known when all pages are.
"""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes

from sphinx_policywiki.model import Record


@dataclass(frozen=True, slots=True)
class BacklinkSection(Record):
    """Where the section of *article*, which is an id, stands in the outline.

    *anchor*, *parent* and *following* are names of anchors, as the outline has them, of the
    section, of that around it and, if there is one, of the next beside it.
    """

    article: str
    anchor: str
    title: str
    parent: str
    following: str


def section_of(listing: nodes.Element, document: nodes.document) -> BacklinkSection:
    """Return the section that *listing*, which composition added to *document*, has for itself."""
    section = listing.parent
    around = section.parent
    first = document.next_node(nodes.section)
    behind = around.children[around.index(section) + 1 :]
    following = next((n for n in behind if isinstance(n, nodes.section)), None)
    return BacklinkSection(
        article=listing["around"].article,
        anchor=_anchor(section),
        title=section[0].astext(),
        parent="" if around is first else _anchor(around),
        following="" if following is None else _anchor(following),
    )


def _anchor(section: nodes.Element) -> str:
    return f"#{section['ids'][0]}"


def outline(toc: nodes.Element, docname: str, section: BacklinkSection, *, shown: bool) -> None:
    """Let *toc*, the outline of *docname*, have *section* if it is *shown*, and only then."""
    item = _item(toc, section.anchor)
    if item is not None and not shown:
        item.parent.remove(item)
    elif item is None and shown:
        _insert(toc, section, _new_item(docname, section))


def _item(toc: nodes.Element, anchor: str) -> nodes.Element | None:
    """Return the entry of *toc* that leads to *anchor*."""
    links = (link for link in toc.findall(nodes.reference) if link.get("anchorname") == anchor)
    link = next(links, None)
    return link.parent.parent if link is not None else None


def _new_item(docname: str, section: BacklinkSection) -> nodes.list_item:
    link = nodes.reference(
        "", "", nodes.Text(section.title), internal=True, refuri=docname, anchorname=section.anchor
    )
    return nodes.list_item("", addnodes.compact_paragraph("", "", link))


def _insert(toc: nodes.Element, section: BacklinkSection, item: nodes.list_item) -> None:
    following = _item(toc, section.following) if section.following else None
    parent = _item(toc, section.parent)
    if following is not None:
        following.parent.insert(following.parent.index(following), item)
    elif parent is not None:
        if len(parent) == 1:
            parent += nodes.bullet_list("")
        below = parent[1]
        assert isinstance(below, nodes.bullet_list)
        below += item
