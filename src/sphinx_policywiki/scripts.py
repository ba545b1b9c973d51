"""Data in script elements of a page: JSON that nothing in it can break out of."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

#: What could end the script element or open another (HTML Living Standard, 4.12.1.3).
_ESCAPED: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def data_script(
    data: object, media_type: str, name: str = "", default: Callable[[Any], object] | None = None
) -> str:
    """Return a script element of the type *media_type* that holds *data* as JSON.

    :param name: the class of the element.
    :param default: turns what JSON does not know into what it knows.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=default)
    class_ = f' class="{name}"' if name else ""
    return f'<script type="{media_type}"{class_}>{text.translate(_ESCAPED)}</script>\n'
