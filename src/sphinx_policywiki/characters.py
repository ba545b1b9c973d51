"""Characters that no text may have: XML has no way to write them, and terminals obey some.

They are control characters, halves of characters (surrogates) and noncharacters (XML 1.0,
section 2.2, and what it discourages). YAML and JSON can bring them in by their escapes.
"""

from __future__ import annotations

import re
from typing import Final

_ILLEGIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
#: What stands for them (The Unicode Standard, 23.8, "Replacement Character").
_REPLACEMENT: Final = "\ufffd"


def legible(text: str) -> str:
    """Return *text* with U+FFFD for each character that it may not have.

    Those that separate words or lines, as the form feed, become a space.
    """
    return _ILLEGIBLE.sub(lambda m: " " if m[0].isspace() else _REPLACEMENT, text)


def illegible(text: str) -> tuple[int, str] | None:
    """Return where the first character is that :func:`legible` marks, and its number."""
    for match in _ILLEGIBLE.finditer(text):
        if not match[0].isspace():
            return match.start(), f"U+{ord(match[0]):04X}"
    return None


def complaint(text: str) -> str:
    """Return the sentence on the first illegible character of *text*, nothing if it has none."""
    found = illegible(text)
    return f"it has the character {found[1]}, which cannot be shown; take it out" if found else ""
