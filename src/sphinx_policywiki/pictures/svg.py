"""A picture that has been laid out, as SVG: text is text, and boxes are links.

All of it is made here, of numbers and escaped text. Colours and dashes are presentation
attributes, which stylesheets come before and which no content security policy forbids.
There are no ids, so that a page may have many pictures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from math import hypot
from typing import Final

from sphinx_policywiki.pictures.dot import SIZE, SMALL
from sphinx_policywiki.pictures.layout import Layout, Place, Point, Way
from sphinx_policywiki.pictures.picture import Box, Line, Picture
from sphinx_policywiki.pictures.words import lines_of, printable

_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_FONTS: Final = "Helvetica, Arial, 'Liberation Sans', sans-serif"
_MARGIN: Final = 4
#: Pictures of a width between these may shrink to the first; the stylesheet knows it too.
_NARROW: Final = 608
_WIDE: Final = 860
_LINE_HEIGHT: Final = 1.2
#: How far below the middle of a line the letters stand, in sizes of type.
_BASELINE: Final = 0.35
_ARROW: Final = 3.0
_CORNER: Final = 8
#: Between the lines of a double frame.
_GAP: Final = 4


def svg(
    picture: Picture,
    layout: Layout,
    links: Sequence[Mapping[str, str]],
    attributes: Mapping[str, str] | None = None,
) -> str:
    """Return *picture* as an element of HTML.

    *links* has the attributes of the link of each box, and none where it has none;
    *attributes* are more of the element itself.
    """
    size = layout.width + 2 * _MARGIN, layout.height + 2 * _MARGIN
    own = {
        "viewBox": f"{-_MARGIN} {-_MARGIN} {_join(size[0])} {_join(size[1])}",
        "width": _join(size[0]),
        "height": _join(size[1]),
        "font-family": _FONTS,
        "font-size": str(SIZE),
        "text-anchor": "middle",
        "fill": "currentColor",
    }
    lines = zip(picture.lines, layout.ways, strict=True)
    boxes = zip(picture.boxes, layout.places, links, strict=True)
    body = [
        _tag("g", {"class": "pw-graph-lines", "aria-hidden": "true"}, *_lines(lines)),
        *(_box(*item) for item in boxes),
    ]
    classes = " ".join(part for part in ("pw-graph-picture", _fit(size[0])) if part)
    return _tag("svg", {**(attributes or {}), "class": classes, **own}, *body)


def _fit(width: float) -> str:
    """Return the class of a picture that may shrink to fit a page: others would be illegible."""
    return "pw-graph-fits" if _NARROW < width <= _WIDE else ""


def standalone(picture: Picture, layout: Layout) -> str:
    """Return *picture* as a file, black on white and without links."""
    size = {"width": "100%", "height": "100%", "x": str(-_MARGIN), "y": str(-_MARGIN)}
    attributes = {"xmlns": _NAMESPACE, "color": "#000"}
    text = svg(picture, layout, [{}] * len(picture.boxes), attributes)
    opening, end, rest = text.partition(">")
    return f"{opening}{end}{_tag('rect', {**size, 'fill': '#fff'})}{rest}\n"


def _lines(lines: Iterable[tuple[Line, Way]]) -> Iterator[str]:
    for line, way in lines:
        yield from (_tag("path", {"d": _path(curve), **_STROKE}) for curve in way.curves)
        if way.tip is not None and not line.mutual:
            yield _tag("path", {"d": _arrow(way.curves[-1][-1], way.tip)})
        if way.label is not None:
            words = lines_of(line.label)
            yield _text(way.label, words, SMALL, {"font-size": str(SMALL)})


_STROKE: Final = {"fill": "none", "stroke": "currentColor"}


def _path(curve: tuple[Point, ...]) -> str:
    return f"M{_join(*curve[0])}C{' '.join(_join(*point) for point in curve[1:])}"


def _arrow(base: Point, tip: Point) -> str:
    x, y = tip[0] - base[0], tip[1] - base[1]
    length = hypot(x, y) or 1.0
    aside = -y / length * _ARROW, x / length * _ARROW
    left, right = ((base[0] + s * aside[0], base[1] + s * aside[1]) for s in (1, -1))
    return f"M{_join(*left)}L{_join(*tip)} {_join(*right)}z"


def _box(box: Box, place: Place, link: Mapping[str, str]) -> str:
    words = lines_of(box.title)
    inner = [
        _shape(box, place),
        _text(_above(place.middle, bool(box.kind)), words, SIZE, {}),
    ]
    if box.kind:
        x, y = place.middle
        below = (x, y + len(words) * SIZE * _LINE_HEIGHT / 2)
        inner.append(_text(below, [box.kind], SIZE, {"class": "pw-graph-kind", "font-size": "12"}))
    classes = f"pw-graph-box{' pw-graph-centre' * box.centre}{' pw-graph-missing' * box.missing}"
    group = {"class": classes}
    if not link:
        return _tag("g", group, *inner)
    return _tag("a", {**link, "class": f"{link.get('class', '')} {classes}".strip()}, *inner)


def _above(middle: Point, kind: bool) -> Point:
    return middle[0], middle[1] - kind * SIZE * _LINE_HEIGHT / 2


def _shape(box: Box, place: Place) -> str:
    look = {"class": "pw-graph-shape", **_STROKE, "pointer-events": "all"}
    look |= {"stroke-width": "2"} if box.centre else {}
    look |= {"stroke-dasharray": "5 3"} if box.missing else {}
    return _tag("path", {"d": "".join(_outline(box.shape, place)), **look})


def _outline(shape: str, place: Place) -> str:
    """Return the path around *place*."""
    (x, y), width, height = place.middle, place.width, place.height
    left, top = x - width / 2, y - height / 2
    match shape:
        case "ellipse":
            half = f"a{_join(width / 2, height / 2)} 0 0 1 "
            return f"M{_join(left, y)}{half}{_join(width, 0)}{half}{_join(-width, 0)}z"
        case "round":
            turn = f"a{_join(_CORNER, _CORNER)} 0 0 1 "
            return _rectangle(left, top, width, height, turn)
        case "cut":
            return _rectangle(left, top, width, height, "l")
    outline = _rectangle(left, top, width, height)
    if shape == "double":
        inner = width - 2 * _GAP, height - 2 * _GAP
        return outline + _rectangle(left + _GAP, top + _GAP, *inner)
    if shape == "note":
        return f"{outline}M{_join(left + width - _CORNER, top)}v{_CORNER}h{_CORNER}"
    return outline


def _rectangle(left: float, top: float, width: float, height: float, turn: str = "") -> str:
    """Return the path of a rectangle; *turn* is the command that goes around its corners."""
    corner = _CORNER if turn else 0
    across, down = width - 2 * corner, height - 2 * corner
    sides = (f"h{_join(across)}", f"v{_join(down)}", f"h{_join(-across)}", f"v{_join(-down)}")
    ways = ((1, 1), (-1, 1), (-1, -1), (1, -1))
    turns = (f"{turn}{_join(x * corner, y * corner)}" if turn else "" for x, y in ways)
    rounds = "".join(side + around for side, around in zip(sides, turns, strict=True))
    return f"M{_join(left + corner, top)}{rounds}z"


def _text(middle: Point, lines: Sequence[str], size: int, attributes: Mapping[str, str]) -> str:
    """Return *lines* around *middle*; a space parts them for whoever does not see the lines."""
    x, y = middle
    top = y - (len(lines) - 1) * size * _LINE_HEIGHT / 2 + size * _BASELINE
    spans = (
        _tag("tspan", {"x": _join(x), "y": _join(top + n * size * _LINE_HEIGHT)}, escape(line))
        for n, line in enumerate(lines)
    )
    return _tag("text", attributes, " ".join(spans))


def _join(*numbers: float) -> str:
    return ",".join(f"{round(number, 1) + 0.0:.1f}".removesuffix(".0") for number in numbers)


def _tag(name: str, attributes: Mapping[str, str], *content: str) -> str:
    given = "".join(
        f' {key}="{escape(printable(value))}"' for key, value in attributes.items() if value
    )
    return f"<{name}{given}>{''.join(content)}</{name}>"
