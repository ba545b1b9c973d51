"""Draw the levels of the package's modules into the documentation: ``python tools/layers.py``.

A module stands one level above the highest of those that it imports.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
PACKAGE: Final = ROOT / "src" / "sphinx_policywiki"
PAGE: Final = ROOT / "docs" / "architecture.md"
_DRAWING: Final = re.compile(r"(?<=^```text\n)__init__\n.*?(?=\n```$)", re.MULTILINE | re.DOTALL)


def imports() -> dict[str, set[str]]:
    """Return which modules or subpackages of the package each of them imports."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(PACKAGE.rglob("*.py")):
        own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                package, _, module = (node.module or "").partition(".")
                if package == PACKAGE.name and module:
                    found[own].add(module.split(".")[0])
        found[own].discard(own)
    return found


def levels() -> list[list[str]]:
    """Return the names of the modules on each level, the highest first.

    :raises graphlib.CycleError: if modules import each other.
    """
    below = imports()
    height: dict[str, int] = {}
    for name in TopologicalSorter(below).static_order():
        height[name] = max((height[other] + 1 for other in below[name]), default=0)
    top = max(height.values())
    return [sorted(n for n in height if height[n] == level) for level in range(top, -1, -1)]


def drawing() -> str:
    """Return the levels as the documentation shows them."""
    return "\n".join(", ".join(names) for names in levels())


def drawn() -> str:
    """Return the levels that the documentation shows now."""
    match = _DRAWING.search(PAGE.read_text(encoding="utf-8"))
    return match[0] if match else ""


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_DRAWING.sub(lambda _: drawing(), text), encoding="utf-8")
