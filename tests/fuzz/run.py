"""Fuzz one target: `python tests/fuzz/run.py TARGET [SECONDS]` (needs the extra `fuzz`).

What breaks is written to `tests/fuzz/found/TARGET/`, where the tests find it from then on.
"""

from __future__ import annotations

import logging
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

try:
    import atheris
except ImportError:
    sys.exit("fuzzing needs atheris: pip install 'sphinx-policywiki[fuzz]'")

sys.path.insert(0, str(Path(__file__).parent))
atheris.enabled_hooks.add("str")
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
    seeds = [path.read_bytes() for path in sorted((HERE / "seeds" / name).iterdir())]
    options = [
        f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=20", "-rss_limit_mb=2000",
        f"-artifact_prefix={found}/", "-verbosity=1", "-print_final_stats=1",
    ]  # fmt: skip

    def one(data: bytes) -> None:
        TARGETS[name](data.decode(errors="ignore"))

    with tempfile.TemporaryDirectory() as folder:
        corpus, words = Path(folder, "corpus"), Path(folder, "words")
        corpus.mkdir()
        for number, seed in enumerate(parts(seeds)):
            corpus.joinpath(str(number)).write_bytes(seed)
        words.write_text("\n".join(entries(seeds)), encoding="ascii")
        atheris.Setup([sys.argv[0], *options, f"-dict={words}", str(corpus), str(found)], one)
        atheris.Fuzz()


def parts(seeds: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the *seeds*, and each of their lines: many a target looks at the beginning first."""
    for seed in seeds:
        yield seed
        yield from seed.splitlines()


def entries(seeds: Iterable[bytes]) -> set[str]:
    """Return the words and the signs of the *seeds*, as libFuzzer has them in a dictionary."""
    words = {word for seed in seeds for word in re.findall(rb"\w+|[^\w\s]+", seed)}
    return {'"{}"'.format("".join(f"\\x{byte:02x}" for byte in word)) for word in words}


if __name__ == "__main__":
    main(*sys.argv[1:])
