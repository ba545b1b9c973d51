"""The content of a wiki of any size, the same for every flavour."""

from __future__ import annotations

import random
from dataclasses import dataclass

WORDS = (  # noqa: SIM905 - a list of words reads best as words
    "policy model risk office standard audit duty provider notice review threshold evidence "
    "public safety access record report rule market harm agency treaty article annex measure"
).split()
TITLE = "Topic {number} of the register"


@dataclass(frozen=True)
class Page:
    """The content of one page, the same for every flavour."""

    number: int
    related: tuple[int, ...]
    summary: str
    paragraphs: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The name of the page."""
        return f"topic-{self.number}"

    @property
    def title(self) -> str:
        """The title of the page."""
        return TITLE.format(number=self.number)


def make_pages(count: int) -> list[Page]:
    """Return *count* pages of random words, each with links to others."""
    rng = random.Random(1)

    def sentence(length: int) -> str:
        return " ".join(rng.choices(WORDS, k=length)).capitalize() + "."

    def paragraph(number: int) -> str:
        other = rng.randrange(count)
        words = " ".join(sentence(14) for _ in range(4))
        return f"{words} See LINK:{other} for paragraph {number}. {sentence(12)}"

    def others(number: int) -> tuple[int, ...]:
        found = {n for n in rng.sample(range(count), 4) if n != number}
        return tuple(sorted(found)[:3])

    return [
        Page(
            number,
            others(number),
            f"{sentence(20)} {sentence(16)}",
            tuple(paragraph(n) for n in range(5)),
        )
        for number in range(count)
    ]
