"""The body of an article's page, made fit for paper.

It is the HTML that the builder has rendered. What is changed has a form of our own making:
the line on printing, the box, and links as docutils writes them.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

#: What is longer says nothing on paper: nobody types it.
LONGEST_URL: Final = 200

#: A box of more text is longer than a page if it stands beside other text.
LONGEST_BOX: Final = 1200

_NOTE: Final = re.compile(r'<p class="pw-print-note[^"]*">.*?</p>\n?', re.DOTALL)
_ASIDE: Final = '<aside class="'
_BOX: Final = re.compile(rf'{_ASIDE}(?:[^"]* )?pw-glance[ "]')
_SUMMARY: Final = re.compile(r'<section class="pw-summary[ "]')
_TAGS: Final = {
    name: re.compile(rf"<!--.*?-->|<(/?){name}\b[^>]*>", re.DOTALL) for name in ("aside", "section")
}
_LINK: Final = re.compile(
    r'(<a class="reference external)(" href="([^"]*)"[^>]*>)(.*?)</a>', re.DOTALL
)
_TAG: Final = re.compile(r"<[^>]*>")
#: A box of a picture: WeasyPrint takes a link in SVG for text, and draws a shape in it wrongly.
_PICTURED: Final = re.compile(
    r'<a href="[^"]*" class="[^"]*?(pw-graph-box[^"]*)">(.*?)</a>', re.DOTALL
)
_FOLDED: Final = '<details class="pw-graph-lists"'


def for_paper(body: str) -> str:
    """Return *body* for paper.

    The line on printing is left out, the box is first, addresses to be printed are marked. The
    lists below pictures are open and have the links.
    """
    unfolded = body.replace(f"{_FOLDED}>", f"{_FOLDED} open>")
    drawn = _PICTURED.sub(r'<g class="\1">\2</g>', unfolded)
    return _LINK.sub(_marked, box_first(_NOTE.sub("", drawn)))


def box_first(body: str) -> str:
    """Put each box At a glance that follows a summary before it, so that it stands beside it.

    One that is too long for that stays where it is.
    """
    for box in reversed(list(_BOX.finditer(body))):
        start, end = box.start(), _end(body, box.start(), "aside")
        summaries = [found.start() for found in _SUMMARY.finditer(body, 0, start)]
        if len(_TAG.sub("", body[start:end])) > LONGEST_BOX:
            body = f"{body[: start + len(_ASIDE)]}pw-wide {body[start + len(_ASIDE) :]}"
            continue
        if not summaries or end == start:
            continue
        summary = summaries[-1]
        if not body[_end(body, summary, "section") : start].strip():
            parts = body[:summary], body[start:end], "\n", body[summary:start], body[end:]
            body = "".join(parts)
    return body


def _end(body: str, start: int, name: str) -> int:
    """Return where the element *name* ends that begins at *start*, or *start* if it does not."""
    depth = 0
    for tag in _TAGS[name].finditer(body, start):
        if tag[1] is not None:
            depth += -1 if tag[1] else 1
            if depth == 0:
                return tag.end()
    return start


def _marked(link: re.Match[str]) -> str:
    """Return *link* with a class if its address says on paper what its text does not."""
    url, text = unescape(link[3]), unescape(_TAG.sub("", link[4])).strip()
    helps = len(url) <= LONGEST_URL and not _is_address(text, url)
    return f"{link[1]}{' pw-spelled' if helps else ''}{link[2]}{link[4]}</a>"


def _is_address(text: str, url: str) -> bool:
    """Say whether *text* is *url* or a part of it that readers know for an address."""
    bare = re.sub(r"^(https?://|mailto:)", "", text).rstrip("/")
    return bool(re.search(r"[.@/]", bare)) and bare in url
