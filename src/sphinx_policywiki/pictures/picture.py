"""A picture before it is laid out: boxes, lines between them, and the way they go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Shapes of boxes; each type of articles has its own, as far as there are enough. Those of
#: more corners would take twice the room for the same words.
SHAPES: Final = ("round", "box", "cut", "double", "note", "ellipse")
#: Ways that arrows go, as Graphviz calls them: across or down the page.
DIRECTIONS: Final = ("LR", "RL", "TB", "BT")


@dataclass(frozen=True, slots=True)
class Box:
    """An article: *title*, what *kind* it is, empty if nobody needs to be told, and a shape."""

    title: str
    kind: str = ""
    shape: str = SHAPES[0]
    missing: bool = False
    centre: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A relation between two boxes, which it names by number; with an arrow unless *mutual*."""

    tail: int
    head: int
    label: str
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes and lines."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    direction: str = DIRECTIONS[0]
