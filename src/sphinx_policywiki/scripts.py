"""Data in scripts and in script elements of a page: JSON that nothing in it can break out of."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

#: What could end the script element or open another (HTML Living Standard, 4.12.1.3), and
#: the signs that JSON admits and older programs take for the end of a line.
_ESCAPED: Final = str.maketrans(
    {sign: f"\\u{ord(sign):04x}" for sign in ("<", ">", "&", "\u2028", "\u2029")}
)


def script_json(data: object, default: Callable[[Any], object] | None = None) -> str:
    """Return *data* as JSON that is an expression of JavaScript too, wherever it stands.

    :param default: turns what JSON does not know into what it knows.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=default)
    return text.translate(_ESCAPED)


def data_script(
    data: object, media_type: str, name: str = "", default: Callable[[Any], object] | None = None
) -> str:
    """Return a script element of the type *media_type* that holds *data* as JSON.

    :param name: the class of the element.
    :param default: turns what JSON does not know into what it knows.
    """
    class_ = f' class="{name}"' if name else ""
    return f'<script type="{media_type}"{class_}>{script_json(data, default)}</script>\n'
