"""The targets of the fuzzer hold for any text, and for all that broke them once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent / "fuzz"))

from targets import TARGETS

FUZZ = Path(__file__).parent / "fuzz"
KEPT = sorted(path for folder in ("seeds", "found") for path in (FUZZ / folder).glob("*/*"))
#: What means something to one of the parsers, more often than chance has it.
PIECES = st.sampled_from(
    [
        "{", "}", "\\", "$", '"', "'", "``", "''", "---", "- ", ": ", ", ", "\n", "\n  ", "\r\n",
        "@misc{k, ", "title = ", "author = ", "@string{", "%", "#", "~", "^", "_", "&a ", "*a", "<<: ",
        "[", "]", "|\n", ">\n", "? ", "!!binary ", '"id": ', '"title": ', "id: ", "title: ", "wiki:\n",
        "  type: concept\n", "  summary: ", ":topics: ", "\\u0000", "\\ud800", "\x00", "\x1b", "\u2028",
        "<i>", "</i>", "<script>", "</script>", "<!--", "javascript:", "https://", "10.1000/", "ER  - ",
        "\\input{x}", "^^5c", " and ", "van ", "Jr", "2020", "-05", "\u202e", "\ufdd0", "\ufeff", "\x85",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=4))).map("".join))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.name[:20]}")
def test_what_was_found_once_stays_mended(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes().decode(errors="ignore"))


@pytest.mark.parametrize("name", TARGETS)
def test_any_text_will_do(name: str) -> None:
    @settings(max_examples=60)
    @given(TEXTS)
    def target(text: str) -> None:
        TARGETS[name](text)

    target()


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("piece", ["[", "{", "<i>", "$", "&a [", "- ", "\\emph{", ' "', "A and "])
def test_long_and_deep_texts_break_nothing(name: str, piece: str) -> None:
    TARGETS[name](piece * 3000)
