"""Where Graphviz puts boxes and lines: numbers alone are read of what it says."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

Point = tuple[float, float]
_INCH: Final = 72.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box is: its middle and its size."""

    middle: Point
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Way:
    """How a line goes: the points of its Bézier curves, the tip of its arrow, its label."""

    curves: tuple[tuple[Point, ...], ...]
    tip: Point | None
    label: Point | None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is, in points from the upper left."""

    width: float
    height: float
    places: tuple[Place, ...]
    ways: tuple[Way, ...]


def read_layout(content: bytes, boxes: int, lines: int) -> Layout:
    """Return the layout that ``dot -Tjson0`` has written for so many *boxes* and *lines*.

    :raises ValueError: if it is not that.
    """
    try:
        data = json.loads(content)
        left, bottom, right, top = _numbers(data["bb"])
        flip = _Flip(left, top)
        places = {o["name"]: _place(o, flip) for o in data.get("objects", [])}
        ways = {e["id"]: _way(e, flip) for e in data.get("edges", [])}
        return Layout(
            right - left,
            top - bottom,
            tuple(places[f"n{number}"] for number in range(boxes)),
            tuple(ways[f"e{number}"] for number in range(lines)),
        )
    except (KeyError, TypeError, AttributeError, IndexError, UnicodeDecodeError) as error:
        msg = f"no layout of Graphviz: {error!r}"
        raise ValueError(msg) from error


@dataclass(frozen=True, slots=True)
class _Flip:
    """Graphviz counts from the lower left."""

    left: float
    top: float

    def point(self, text: str) -> Point:
        x, y = _numbers(text)
        return x - self.left, self.top - y


def _numbers(text: str) -> list[float]:
    numbers = [float(part) for part in text.replace(",", " ").split()]
    if not all(map(math.isfinite, numbers)):
        msg = f"{text!r} has no place"
        raise ValueError(msg)
    return numbers


def _place(data: Mapping[str, Any], flip: _Flip) -> Place:
    width, height = (float(data[name]) * _INCH for name in ("width", "height"))
    return Place(flip.point(data["pos"]), width, height)


def _way(data: Mapping[str, Any], flip: _Flip) -> Way:
    curves, tip = [], None
    for part in data["pos"].split(";"):
        points = part.split()
        ends = [point for point in points if point[0] in "se"]
        tip = next((flip.point(end[2:]) for end in ends if end[0] == "e"), tip)
        curve = tuple(map(flip.point, points[len(ends) :]))
        if len(curve) % 3 != 1:
            msg = f"{part!r} is no curve"
            raise ValueError(msg)
        curves.append(curve)
    return Way(tuple(curves), tip, flip.point(data["lp"]) if "lp" in data else None)
