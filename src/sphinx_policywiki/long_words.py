"""Words that are too long for a line, wrapped so that WeasyPrint can break them.

It breaks such a word where ``overflow-wrap`` lets it, but not if the word is glued to
another element, as in brackets around a link: then it prints the word beyond the paper.
"""

from __future__ import annotations

import re
from typing import Any, Final

CLASS: Final = "pw-long"
#: Where lines may be broken, at hyphens and slashes and in scripts without spaces, words end.
_LONG: Final = re.compile(
    r"[^\s/\-\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff"
    r"\uff00-\uffef\U00020000-\U0003ffff]{36,}"
)


def wrap_long_words(root: Any) -> None:
    """Wrap each long word below *root*, an element of ElementTree, in a ``span``."""
    for parent in list(root.iter()):
        if not isinstance(parent.tag, str):  # a comment
            continue
        for child in list(parent):
            _wrap(parent, child)
        _wrap(parent, None)


def _wrap(parent: Any, before: Any) -> None:
    """Wrap the words in the text of *parent* that follows its child *before*, or begins it."""
    text = (parent.text if before is None else before.tail) or ""
    plain, words = _LONG.split(text), _LONG.findall(text)
    if not words:
        return
    position = 0 if before is None else list(parent).index(before) + 1
    if before is None:
        parent.text = plain[0]
    else:
        before.tail = plain[0]
    for offset, (word, tail) in enumerate(zip(words, plain[1:], strict=True)):
        span = parent.makeelement("span", {"class": CLASS})
        span.text, span.tail = word, tail
        parent.insert(position + offset, span)
