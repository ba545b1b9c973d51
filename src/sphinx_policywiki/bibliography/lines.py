"""The numbers of lines in a text."""

from __future__ import annotations

import bisect
import re


class Lines:
    """Tells the line of a position; made once for a text, asked in logarithmic time."""

    def __init__(self, text: str) -> None:
        self._ends = [match.end() for match in re.finditer(r"\r\n?|\n", text)]

    def at(self, position: int) -> int:
        """Return the number of the line that holds *position*; the first is 1."""
        return bisect.bisect_right(self._ends, position) + 1
