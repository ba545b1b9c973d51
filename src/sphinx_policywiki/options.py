"""Parsing of what authors write in directive options: lists, dates, addresses."""

from __future__ import annotations

import csv
import re
from typing import Final

#: Schemes that may become links; everything else is shown as text.
SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto"})
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_UNSAFE: Final = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")
_DOI: Final = re.compile(r"(?:doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


def split_list(text: str) -> list[str]:
    """Return the items of *text*, separated by commas or lines.

    A comma inside an item is written in double quotes, a quote in quotes twice
    (RFC 4180). Empty items are left out.
    """
    try:
        rows = list(csv.reader(text.splitlines(), skipinitialspace=True))
    except csv.Error:  # an item of more characters than the module takes
        rows = [text.replace("\n", ",").split(",")]
    return [" ".join(item.split()) for row in rows for item in row if item.strip()]


def join_list(items: list[str]) -> str:
    """Return *items* as :func:`split_list` reads them."""
    quoted = ('"{}"'.format(i.replace('"', '""')) if re.search('[,"]', i) else i for i in items)
    return ", ".join(quoted)


def safe_url(text: str) -> str | None:
    """Return the address to which *text* may link, or None if it may not.

    ``doi:`` and bare DOIs become addresses of doi.org (DOI Handbook, 3.8); http, https
    and mailto stay. Characters that have no place in a URL (RFC 3986, 2) are
    percent-encoded.
    """
    text = text.strip()
    if doi := _DOI.fullmatch(text):
        return "https://doi.org/" + _encode(doi[1])
    scheme = _SCHEME.match(text)
    if scheme is None or scheme[1].lower() not in SAFE_SCHEMES:
        return None
    return _encode(text)


def _encode(url: str) -> str:
    return _UNSAFE.sub(lambda m: f"%{ord(m[0]):02X}", url)
