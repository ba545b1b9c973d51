"""Fuzz one target: `python tests/fuzz/run.py TARGET [SECONDS]` (needs the extra `fuzz`).

What breaks is written to `tests/fuzz/found/TARGET/`, where the tests find it from then on.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from pathlib import Path

try:
    import atheris
except ImportError:
    sys.exit("fuzzing needs atheris: pip install 'sphinx-policywiki[fuzz]'")

sys.path.insert(0, str(Path(__file__).parent))
with atheris.instrument_imports(include=["sphinx_policywiki", "pybtex", "latexcodec"]):
    from targets import TARGETS

HERE = Path(__file__).parent
#: Longer texts are slow, and find nothing that shorter ones do not.
LONGEST = 2000


def main(name: str, seconds: str = "60") -> None:
    """Feed the target *name* for so many *seconds*, or until it breaks."""
    logging.disable(logging.CRITICAL)
    found = HERE / "found" / name
    found.mkdir(parents=True, exist_ok=True)
    seeds = [str(path) for path in (HERE / "seeds" / name, found) if path.is_dir()]
    options = [
        f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=20", "-rss_limit_mb=2000",
        f"-artifact_prefix={found}/", "-verbosity=1", "-print_final_stats=1",
    ]  # fmt: skip
    words = HERE / "seeds" / f"{name}.dict"
    options += [f"-dict={words}"] if words.is_file() else []

    def one(data: bytes) -> None:
        TARGETS[name](data.decode(errors="ignore"))

    with tempfile.TemporaryDirectory() as corpus:
        atheris.Setup([sys.argv[0], *options, corpus, *seeds], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
