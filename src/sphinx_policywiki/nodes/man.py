"""How the nodes of our own look in manual pages."""

from __future__ import annotations

import re
from typing import Final

from docutils import nodes
from sphinx.writers.manpage import ManualPageTranslator

#: Where a line may end within an address: behind these marks (groff_man_style(7)).
_BREAK: Final = re.compile(r"(?<=[/?&#=.,_-])(?=[^/?&#=.,_-])")
_WHOLE: Final = 60
_LONGEST_PART: Final = 10
#: Lines may end here, without a hyphen.
MAY_BREAK: Final = r"\:"
#: Requests for the whole page: lines end unevenly, words are not parted, and lines of
#: Chinese, Japanese and Korean end between any two characters but before a full stop
#: (groff(7), ``cflags``).
LAYOUT: Final = r"""
.ad l
.nr HY 0
.nh
.class [pw-cjk] \[u2E80]-\[u2FFF] \[u3003]-\[u3007] \[u3041]-\[u30FF] \[u3400]-\[u9FFF] \
\[uAC00]-\[uD7A3]
.class [pw-cjk-close] \[u3001]-\[u3002] \[u3009] \[u300B] \[u300D] \[u300F] \[u3011] \
\[uFF01] \[uFF09] \[uFF0C] \[uFF1A]-\[uFF1B] \[uFF1F]
.class [pw-cjk-open] \[u3008] \[u300A] \[u300C] \[u300E] \[u3010] \[uFF08]
.cflags 512 \C'[pw-cjk]'
.cflags 128 \C'[pw-cjk-close]'
.cflags 266 \C'[pw-cjk-open]'
"""


def visit_web_address(self: ManualPageTranslator, node: nodes.Element) -> None:
    """Write the text of the link, and the address in angle brackets if it is another."""
    text = node.astext()
    if text == node["refuri"]:
        self.body.append(_breakable(text))
    else:
        self.body.append(f"{_escaped(text)} <{_breakable(node['refuri'])}>")
    raise nodes.SkipNode


def visit_chapter_title(self: ManualPageTranslator, node: nodes.Element) -> None:
    """Write a heading in capitals as Sphinx does, but what its author typed as text."""
    words = node.astext().upper().split()
    title = " ".join(MAY_BREAK.join(map(_escaped, breakable_parts(word))) for word in words)
    self.body.append(f".SH {title}\n")
    raise nodes.SkipNode


def breakable_parts(word: str) -> list[str]:
    """Return the parts of *word*, if it is longer than most lines, behind which they may end."""
    if len(word) <= _WHOLE:
        return [word]
    parts = _BREAK.split(word) if "://" in word else [word]
    return [
        part[n : n + _LONGEST_PART] for part in parts for n in range(0, len(part), _LONGEST_PART)
    ]


def _breakable(url: str) -> str:
    return MAY_BREAK.join(map(_escaped, breakable_parts(url)))


def _escaped(text: str) -> str:
    r"""Return *text* without meaning to roff, also at the start of a line: ``\&``."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    for char, name in (("'", "aq"), ('"', "dq"), ("`", "ga"), ("^", "ha"), ("~", "ti")):
        escaped = escaped.replace(char, rf"\({name}")
    return rf"\&{escaped}" if escaped.startswith((".", r"\(aq")) else escaped
