"""Compare the cost of wiki articles with that of plain pages of the same content.

All flavours have the same text, links, boxes and citations, as far as they can. Each is built
in a process of its own, all in turn, several times, and the least of each counts, so that a
noisy machine falls out of the ratio. Run ``python benchmarks/compare.py --pages 100,1000``.
"""

from __future__ import annotations

import argparse
import tempfile
from itertools import pairwise
from math import log
from pathlib import Path

from content import make_pages
from flavours import FLAVOURS
from measure import Cost, compile_ours, scenarios

Costs = dict[tuple[int, str, str], Cost]


def note(costs: Costs, key: tuple[int, str, str], cost: Cost) -> None:
    costs[key] = cost.least(costs.get(key, cost))


def measure(arguments: argparse.Namespace, root: Path) -> Costs:
    costs: Costs = {}
    for count in arguments.pages:
        pages = make_pages(count)
        for flavour in arguments.flavours:
            (root / f"{flavour}-{count}").mkdir()
            FLAVOURS[flavour](pages, root / f"{flavour}-{count}")
        for _ in range(arguments.rounds):
            for flavour in arguments.flavours:
                place = root / f"{flavour}-{count}"
                if arguments.cold:
                    found = iter([next(scenarios(place, arguments.jobs, arguments.theme))])
                else:
                    found = scenarios(place, arguments.jobs, arguments.theme)
                for scenario, cost in found:
                    note(costs, (count, flavour, scenario), cost)
    return costs


def table(costs: Costs) -> str:
    """Return the costs as a table of Markdown, with ratios to the first flavour."""
    first = next(flavour for _, flavour, _ in costs)
    lines = ["| pages | flavour | build | CPU s | ratio | MiB | ratio |", "|-:|-|-|-:|-:|-:|-:|"]
    for (count, flavour, scenario), cost in costs.items():
        base = costs[count, first, scenario]
        lines.append(
            f"| {count} | {flavour} | {scenario} | {cost.seconds:.2f} | "
            f"{cost.seconds / base.seconds:.2f} | {cost.memory:.0f} | "
            f"{cost.memory / base.memory:.2f} |"
        )
    return "\n".join(lines)


def exponents(costs: Costs, counts: list[int]) -> str:
    """Return how the cost of cold builds grows: 1 is linear, 2 quadratic."""
    flavours = dict.fromkeys(flavour for _, flavour, _ in costs)
    lines = ["", "| flavour | from | to | exponent |", "|-|-:|-:|-:|"]
    for flavour in flavours:
        for low, high in pairwise(counts):
            ratio = costs[high, flavour, "cold"].seconds / costs[low, flavour, "cold"].seconds
            lines.append(f"| {flavour} | {low} | {high} | {log(ratio) / log(high / low):.2f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=lambda t: [int(n) for n in t.split(",")], default=[1000])
    parser.add_argument("--flavours", type=lambda t: t.split(","), default=["plain", "ours"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--theme", default="alabaster")
    parser.add_argument("--cold", action="store_true", help="no builds after edits")
    arguments = parser.parse_args()
    compile_ours()
    with tempfile.TemporaryDirectory() as folder:
        costs = measure(arguments, Path(folder))
    print(f"{arguments.theme}, -j {arguments.jobs}, least of {arguments.rounds}\n")
    print(table(costs))
    if len(arguments.pages) > 1:
        print(exponents(costs, arguments.pages))


if __name__ == "__main__":
    main()
