"""Measure the CPU time of the citations of many articles, each in several styles.

Run ``python benchmarks/citations.py --articles 10000 --styles apa,chicago,harvard``.
"""

from __future__ import annotations

import argparse
import time

from sphinx_policywiki.citation import STYLES, CitationItem, parse_name
from sphinx_policywiki.model import PartialDate

DEFAULT = "apa,chicago,harvard,oscola,bibtex"


def items(number: int) -> list[CitationItem]:
    """Return *number* records that differ in title, date, authors and status."""
    return [
        CitationItem(
            id=f"policywindow-article-{n}",
            title=f"The “measure” {n}: what it is",
            publisher="Policy Window",
            authors=(parse_name("Doe, Jane"), parse_name("Sam van Roe")) if n % 3 == 0 else (),
            issued=PartialDate(2026, 1 + n % 12, 1 + n % 28) if n % 2 else None,
            type_label="Concept",
            url=f"https://policywindow.org/wiki/article-{n}",
            version="2.1" if n % 5 == 0 else "",
            status="contested" if n % 7 == 0 else "",
        )
        for n in range(number)
    ]


def main() -> None:
    """Print the seconds of CPU that the citations take."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--styles", default=DEFAULT)
    arguments = parser.parse_args()
    made = items(arguments.articles)
    styles = [STYLES[name] for name in arguments.styles.split(",")]
    begin = time.process_time()
    for item in made:
        for style in styles:
            style.cite(item)
    seconds = time.process_time() - begin
    print(f"{len(made)} articles in {len(styles)} styles: {seconds:.2f} s of CPU")


if __name__ == "__main__":
    main()
