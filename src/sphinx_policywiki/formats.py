"""What formats of text need: nodes that their writers handle well in the place of others.

The last of the post-transforms, so that it sees what all others have made.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.nodes import (
    article_header,
    chapter_title,
    citation_list,
    hatnote,
    node_link,
    node_name,
    own_paragraph,
)
from sphinx_policywiki.nodes.man import LAYOUT, MAY_BREAK, breakable_parts


class SuitFormat(SphinxPostTransform):
    """Let the document suit the format of the builder."""

    default_priority = 900

    def run(self, **kwargs: object) -> None:
        """Change what the writer of the format does not print well."""
        for change in _CHANGES.get(WikiDomain.of(self.env).builder.format, ()):
            change(self.document)


def _embolden_groups(document: nodes.document) -> None:
    """Make the headings of groups bold paragraphs: text has no other headings in sections."""
    for rubric in list(document.findall(nodes.rubric)):
        if "pw-group" in rubric["classes"]:
            rubric.replace_self(nodes.paragraph("", "", nodes.strong("", rubric.astext())))


def _unset_hatnotes(document: nodes.document) -> None:
    """Take the italics from hatnotes: text has asterisks for them, and for links as well."""
    for note in document.findall(hatnote):
        note[:] = [node for child in note.children for node in child.children]


def _keep_addresses(document: nodes.document) -> None:
    """Let the paragraphs of authors keep addresses whole as well."""
    for paragraph in list(document.findall(nodes.paragraph)):
        if "://" in paragraph.astext() and not isinstance(paragraph, own_paragraph):
            kept = own_paragraph("", "", *paragraph.children, **paragraph.attributes)
            paragraph.replace_self(kept)


def _quote_notices(document: nodes.document) -> None:
    """Make the notices of a status quotations that begin with their title."""
    for notice in list(document.findall(nodes.admonition)):
        if "pw-status" in notice["classes"]:
            title, text = notice.children
            strong = nodes.strong("", f"{title.astext()}:")
            children = text.children if isinstance(text, nodes.Element) else [text]
            paragraph = nodes.paragraph("", "", strong, nodes.Text(" "), *children)
            # without something before it, the paragraph would follow without a space
            notice.replace_self(
                nodes.block_quote("", nodes.raw("", ".\n", format="manpage"), paragraph)
            )


def _mark_chapters(document: nodes.document) -> None:
    """Make the titles of chapters known, which Sphinx writes as if they were roff."""
    for whole in _sections_in(document):
        for chapter in _sections_in(whole):
            title = chapter.next_node(nodes.title)
            if title is not None and title in chapter.children:
                chapter.replace(title, chapter_title("", "", *title.children))


def _sections_in(node: nodes.Element) -> Iterator[nodes.section]:
    """Yield the sections in *node*, but none of their own (documents have no right parents)."""
    for child in node.children:
        if isinstance(child, nodes.section):
            yield child
        elif isinstance(child, nodes.Element):
            yield from _sections_in(child)


def _break_long_words(document: nodes.document) -> None:
    """Let lines end within words and addresses that are longer than most lines."""
    for text in list(document.findall(nodes.Text)):
        if _LONG_WORD.search(text) and not isinstance(text.parent, _KEPT):
            pieces = _LONG_WORD.split(text)
            text.parent.replace(text, [node for piece in pieces for node in _broken(piece)])


#: More letters in a row than most lines have; Chinese and Japanese need no help.
_LONG_WORD: Final = re.compile(r"([^\s\u2E80-\u9FFF\uAC00-\uD7A3\uF900-\uFFEF]{60,})")
_KEPT: Final = nodes.literal_block | nodes.title | nodes.raw | nodes.reference


def _broken(piece: str) -> Iterator[nodes.Node]:
    parts = breakable_parts(piece) if _LONG_WORD.fullmatch(piece) else [piece]
    for number, part in enumerate(parts):
        if number:
            yield nodes.raw("", MAY_BREAK, format="manpage")
        yield nodes.Text(part)


def _lay_out(document: nodes.document) -> None:
    """Set the requests of roff that long addresses need, where there are articles."""
    if document.next_node(article_header) is not None:
        document.insert(0, nodes.raw("", LAYOUT, format="manpage"))


def _space_evenly(document: nodes.document) -> None:
    """Set one space after full stops, where citations have many, and not the two of Texinfo."""
    if document.next_node(article_header) is not None:
        document.insert(0, nodes.raw("", "\n@frenchspacing on\n", format="texinfo"))


def _name_nodes(document: nodes.document) -> None:
    """Name the sections of articles after them: Info numbers those of one name otherwise."""
    titles = Counter(title.astext() for title in document.findall(nodes.title))
    for article in document.findall(_is_article):
        own = article.next_node(nodes.title)
        for section in article.findall(nodes.section):
            title = section.next_node(nodes.title)
            if own is not None and title not in {None, own} and titles[title.astext()] > 1:
                name = f"{own.astext()} – {title.astext()}"
                section.insert(0, node_name("", name))


def _is_article(node: nodes.Node) -> bool:
    return isinstance(node, nodes.section) and "pw-article" in node["classes"]


def _link_nodes(document: nodes.document) -> None:
    """Link to sections by the names of their nodes; citations of sources are text.

    The list of sources stands in the same article, and Info would print the number that
    Sphinx gives to its entry in the middle of the sentence.
    """
    sections = _sections(document)
    for link in list(document.findall(nodes.reference)):
        place = link.get("refuri", "")
        if "refid" in link:
            place = f"%{_docname(link)}#{link['refid']}"
        if place.partition("#")[2].startswith(("source-", "cited-")):
            link.replace_self(link.children)
        elif place in sections and not isinstance(link.parent, nodes.title):
            link.replace_self(node_link("", "", *link.children, section=sections[place]))


def _sections(document: nodes.document) -> dict[str, nodes.section]:
    """Return the sections by the addresses that Sphinx gives them and their documents."""
    found: dict[str, nodes.section] = {}
    for section in document.findall(nodes.section):
        docname = _docname(section)
        found.setdefault(f"%{docname}", section)
        found |= {f"%{docname}#{id_}": section for id_ in section["ids"]}
    return found


def _docname(node: nodes.Element) -> str:
    """Return the document of *node*, which the sections know in builders of one document."""
    while node.parent is not None and "docname" not in node:
        node = node.parent
    return str(node.get("docname", ""))


def _drop_data(document: nodes.document) -> None:
    """Drop what is for other builders only: no format has a place for it."""
    for citations in document.findall(citation_list):
        for name in ("article", "styles", "accessed", "sections"):
            citations.attributes.pop(name, None)


_Change = Callable[[nodes.document], None]
_CHANGES: Final[dict[str, tuple[_Change, ...]]] = {
    "text": (_embolden_groups, _unset_hatnotes, _keep_addresses),
    "man": (_embolden_groups, _quote_notices, _break_long_words, _mark_chapters, _lay_out),
    "texinfo": (_name_nodes, _link_nodes, _space_evenly),
    "xml": (_drop_data,),
    "pseudoxml": (_drop_data,),
}
