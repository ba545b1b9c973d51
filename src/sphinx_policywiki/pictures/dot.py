"""A picture in the language of Graphviz (https://graphviz.org/doc/info/lang.html).

Nothing of an author stands outside of a quoted string, and none is a label of HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sphinx_policywiki.pictures.picture import Box, Picture
from sphinx_policywiki.pictures.words import lines_of

#: Sizes of type, in points.
SIZE: Final = 14
SMALL: Final = 12
#: A picture of more lines has no layers, which would be crossed everywhere and take minutes,
#: and no labels: they would cover each other, and Graphviz puts them elsewhere now and then.
MANY: Final = 80
_FONT: Final = "Helvetica"
#: What makes a shape of ours with Graphviz.
_SHAPES: Final = {
    "round": "shape=box style=rounded",
    "box": "shape=box",
    "cut": "shape=box style=diagonals",
    "double": "shape=box peripheries=2",
    "note": "shape=note",
    "ellipse": "shape=ellipse",
}


def dot_text(picture: Picture) -> str:
    """Return the source of *picture*; the same picture has the same source."""
    return "\n".join(["digraph {", *_body(picture), "}", ""])


def _body(picture: Picture) -> Iterator[str]:
    if len(picture.lines) > MANY:
        yield "graph [layout=neato overlap=false pad=0.1]"
    else:
        yield f"graph [rankdir={picture.direction} ranksep=0.4 nodesep=0.2 pad=0.1]"
    font = f'fontname="{_FONT}"'
    yield f'node [{font} fontsize={SIZE} margin="0.16,0.08" height=0.4]'
    yield f"edge [{font} fontsize={SMALL} arrowsize=0.7]"
    for number, box in enumerate(picture.boxes):
        yield f"n{number} [{_box(box)}]"
    for number, line in enumerate(picture.lines):
        label = "" if len(picture.lines) > MANY else f" label={quoted(lines_of(line.label))}"
        way = " dir=none" if line.mutual else ""
        yield f'n{line.tail} -> n{line.head} [id="e{number}"{label}{way}]'


def _box(box: Box) -> str:
    label = quoted([*lines_of(box.title), *([box.kind] if box.kind else [])])
    shape = "shape=box style=dashed" if box.missing else _SHAPES[box.shape]
    return f"label={label} {shape}{' penwidth=2' if box.centre else ''}"


def quoted(lines: Iterable[str]) -> str:
    r"""Return *lines* as a quoted string, which no line can end.

    Graphviz takes ``\N`` for the name of a node and ``&lt;`` for a character.
    """
    escaped = (
        line.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') for line in lines
    )
    return '"{}"'.format("\\n".join(escaped))
