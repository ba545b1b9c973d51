"""What an author writes to cite sources: ``hubinger2019, p 12; bender2021``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sphinx_policywiki.citation.locators import Locator, parse_locator

#: A key has no space, comma or semicolon (as in BibTeX and BibLaTeX).
_TARGET: Final = re.compile(r"(?P<key>[^\s,]+)[\s,]*(?P<locator>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SourceTarget:
    """A source by its key, and the place in it that is meant."""

    key: str
    locator: Locator | None = None


def parse_targets(text: str) -> tuple[SourceTarget, ...]:
    """Return the sources that *text* names, in order.

    They are separated by semicolons; what follows a key, after a comma or a space, is
    the locator.
    """
    matches = (_TARGET.fullmatch(part.strip()) for part in text.split(";"))
    return tuple(SourceTarget(m["key"], parse_locator(m["locator"])) for m in matches if m)
