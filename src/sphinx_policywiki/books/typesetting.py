"""What TeX would print badly: frames, notices, very long words, text from right to left.

The last of the post-transforms, so that it sees all text; the classes of ``policywiki.sty``
do the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, cast
from urllib.parse import quote

from docutils import nodes
from sphinx.builders.latex.nodes import captioned_literal_block
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_policywiki.books.script import (
    MIRRORS,
    folded,
    in_lines,
    pieces,
    pieces_of_rtl,
    printable,
    sheets,
)
from sphinx_policywiki.nodes.paper import (
    directed,
    framed_rows,
    mirrored,
    running_title,
    status_notice,
    whole_title,
    word_break,
)

_SEVERITIES: Final = ("danger", "warning")
#: So many letters stand beside the number of a page.
_LONGEST_TITLE: Final = 50
#: What the syntax of addresses has (RFC 3986, 2.2), and the percent sign of what is encoded.
_IN_ADDRESSES: Final = "%:/?#[]@!$&'()*+,;=~"


class Typeset(SphinxPostTransform):
    """Make the document one that TeX prints well, whatever authors wrote."""

    default_priority = 910
    formats = ("latex",)

    def run(self, **kwargs: object) -> None:
        """Change rows, notices and text."""
        for rows in list(self.document.findall(nodes.definition_list)):
            if "pw-rows" in rows["classes"]:
                rows.replace_self(framed_rows("", *rows.children, **rows.attributes))
        for kind in (nodes.bullet_list, nodes.enumerated_list):
            for listing in list(self.document.findall(kind)):
                _set_sources(cast("nodes.Element", listing))
        for notice in list(self.document.findall(nodes.admonition)):
            if "pw-status" in notice["classes"]:
                _set_notice(notice)
        own = self.document.next_node(nodes.title)  # of the document, which TeX has from elsewhere
        for title in list(self.document.findall(nodes.title)):
            if title is not own and isinstance(title.parent, nodes.section):
                _set_title(title)
        self._set_images()
        for text in list(self.document.findall(nodes.Text)):
            self._set_text(text)

    def _set_images(self) -> None:
        """Let the words for an image stand for it if its file cannot be read: TeX would stop.

        Sphinx has warned of it when it read the document.
        """
        for image in list(self.document.findall(nodes.image)):
            candidates: dict[str, str] = image.get("candidates", {})
            if "?" not in candidates and self.env.images.keys().isdisjoint(candidates.values()):
                words = nodes.inline("", image.get("alt", ""))
                inline = isinstance(image.parent, nodes.TextElement)
                image.replace_self(words if inline else nodes.paragraph("", "", words))

    def _set_text(self, text: nodes.Text) -> None:
        parent = text.parent
        if isinstance(parent, nodes.raw | nodes.math | nodes.math_block):
            return
        if isinstance(parent, nodes.literal_block | nodes.doctest_block):
            _set_code(parent, folded(self._printable(text)))
            return
        if _is_url(parent):
            _set_url(parent)
            if parent.astext().isascii():
                return
        made = _nodes(self._printable(text))
        if [text.astext()] != [node.astext() for node in made]:
            parent.replace(text, made)

    def _printable(self, text: nodes.Text) -> str:
        """Return what can be printed of *text*; pdfLaTeX needs declarations, not fonts."""
        if self.config.latex_engine in {"lualatex", "xelatex"}:
            return printable(text.astext())
        return text.astext()


def _set_title(title: nodes.title) -> None:
    """Give a long title a short form for the heads and feet of pages."""
    text = " ".join(title.astext().split())
    if len(text) > _LONGEST_TITLE:
        short = f"{text[:_LONGEST_TITLE].rstrip()}…"
        title.children = [running_title("", short), whole_title("", "", *title.children)]
        for child in title.children:
            title.setup_child(child)


def _set_code(block: nodes.Element, code: str) -> None:
    """Make *code* the text of *block* and of more behind it, unless it has markup."""
    if block.rawsource != block.astext():
        return
    first, *others = sheets(code)
    if others:
        last = block.parent if isinstance(block.parent, captioned_literal_block) else block
        last.parent.insert(last.parent.index(last) + 1, list(_continued(block, first, others)))
        block["force"] = True  # what is cut may be no whole code any more
    if block.astext() != first:
        _set_text_of(block, first)


def _continued(block: nodes.Element, first: str, others: Sequence[str]) -> Iterator[nodes.Element]:
    """Yield a block for each of the *others* that are behind the *first* part of *block*."""
    options: dict[str, Any] = block.get("highlight_args", {})
    done = first.count("\n") + 1
    for part in others:
        more = block.copy()
        more["ids"], more["names"], more["force"] = [], [], True
        more["highlight_args"] = _options_behind(options, done)
        _set_text_of(more, part)
        done += part.count("\n") + 1
        yield more


def _options_behind(options: Mapping[str, Any], lines: int) -> dict[str, Any]:
    """Return the *options* of a block for what stands behind so many *lines* of it."""
    behind = {**options, "linenostart": options.get("linenostart", 1) + lines}
    if marked := options.get("hl_lines"):
        behind["hl_lines"] = [number - lines for number in marked if number > lines]
    return behind


def _set_text_of(block: nodes.Element, code: str) -> None:
    block.rawsource = code
    block.children = []
    block += nodes.Text(code)


def _set_sources(listing: nodes.Element) -> None:
    if "pw-sources" in listing["classes"]:
        around = nodes.container("", classes=["policywikisources"])
        listing.replace_self(around)
        around += listing


def _set_notice(notice: nodes.admonition) -> None:
    severity = next((name for name in _SEVERITIES if name in notice["classes"]), "note")
    made = status_notice("", *notice.children, severity=severity, **notice.attributes)
    notice.replace_self(made)


def _is_url(parent: nodes.Element) -> bool:
    """Say whether *parent* is a link whose text is its address, which TeX breaks by itself."""
    return isinstance(parent, nodes.reference) and parent.get("refuri") == parent.astext()


def _set_url(link: nodes.Element) -> None:
    """Encode what an address cannot have; its text, which then differs, is set as other text."""
    link["refuri"] = quote(link["refuri"], safe=_IN_ADDRESSES)


def _nodes(text: str) -> list[nodes.Node]:
    made: list[nodes.Node] = []
    for kind, piece in pieces(in_lines(text)):
        if kind == "break":
            made.append(word_break())
        elif kind == "rtl":
            made.append(_right_to_left(piece))
        else:
            made.append(nodes.Text(piece))
    return made


def _right_to_left(text: str) -> directed:
    """Return *text* to be set from right to left, numbers in it from left to right."""
    node = directed("", direction="rtl")
    for kind, piece in pieces_of_rtl(text):
        if kind == "ltr":
            node += directed("", nodes.Text(piece), direction="ltr")
        elif kind == "break":
            node += word_break()
        elif kind == "mirror":
            node += mirrored("", char=piece, mirror=MIRRORS[piece])
        else:
            node += nodes.Text(piece)
    return node
