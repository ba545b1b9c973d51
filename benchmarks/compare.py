"""Compare the cost of wiki articles with that of plain pages of the same content.

Both flavours are made here with the same text, links, boxes and citations: once as
articles, once as plain MyST written out by hand for bare Sphinx with myst-parser. Each
is built in a process of its own, several times in turn, and the least CPU time of each
is compared, so that a noisy machine falls out of the ratio.

Run ``python benchmarks/compare.py --pages 1000 --rounds 3``.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
    rng = random.Random(1)

    def sentence(length: int) -> str:
        return " ".join(rng.choices(WORDS, k=length)).capitalize() + "."

    def paragraph(number: int) -> str:
        other = rng.randrange(count)
        words = " ".join(sentence(14) for _ in range(4))
        return f"{words} See LINK:{other} for paragraph {number}. {sentence(12)}"

    return [
        Page(
            number,
            tuple(sorted(rng.sample([n for n in range(count) if n != number], 3))),
            f"{sentence(20)} {sentence(16)}",
            tuple(paragraph(n) for n in range(5)),
        )
        for number in range(count)
    ]


def links(text: str, form: str) -> str:
    words = []
    for word in text.split(" "):
        if word.startswith("LINK:"):
            number = int(word[5:])
            words.append(form.format(slug=f"topic-{number}", title=TITLE.format(number=number)))
        else:
            words.append(word)
    return " ".join(words)


def write_ours(pages: list[Page], root: Path) -> None:
    for page in pages:
        body = "\n\n".join(links(p, "{{concept}}`{slug}`") for p in page.paragraphs)
        related = ", ".join(f"topic-{n}" for n in page.related)
        (root / f"{page.slug}.md").write_text(
            f"# {page.title}\n\n```{{concept}} {page.slug}\n:topics: governance\n"
            f":related: {related}\n:primary-source: Doe, J. (2020), 'A Register of Things.'\n"
            f":source-url: https://example.org/{page.slug}\n\n{page.summary}\n```\n\n{body}\n"
        )
    (root / "conf.py").write_text(
        'extensions = ["sphinx_policywiki"]\nproject = "Register"\n'
        'policywiki_base_url = "https://example.org"\n'
        'policywiki_permalink = "{base_url}/wiki/{slug}"\n'
    )


PLAIN = """\
# {title}

{slug} · governance · concept

Source: <{url}>

Generated 2026-05-30T22:07:29 UTC

## Summary

{summary}

## At a glance

Used by
: 0 instruments

Related concepts
: {related}

Primary source
: Doe, J. (2020), 'A Register of Things.'

Source URL
: <https://example.org/{slug}>

## Details

{body}

## How to cite this article

APA
: Register. (n.d.). *{title}* [Wiki article — Concept]. <{url}>

Chicago
: Register. n.d. “{title}.” Wiki article (Concept). <{url}>.

Harvard
: Register (n.d.) ‘{title}’, Wiki article — Concept, available at: <{url}>.

OSCOLA
: Register, ‘{title}’ (Wiki article — Concept, n.d.) <{url}> accessed [date].

BibTeX
: ```none
  @misc{{register-{slug},
    title = {{{{{title}}}}},
    author = {{{{Register}}}},
    howpublished = {{Wiki article --- Concept}},
    url = {{{url}}},
    note = {{n.d. Primary source: https://example.org/{slug}}}}}
  ```
"""


def write_plain(pages: list[Page], root: Path) -> None:
    back = {page.number: set(page.related) for page in pages}
    for page in pages:
        for number in page.related:
            back[number].add(page.number)
    for page in pages:
        form = "[{title}]({slug}.md)"
        related = ", ".join(
            form.format(slug=f"topic-{n}", title=TITLE.format(number=n))
            for n in sorted(back[page.number] - {page.number})
        )
        text = PLAIN.format(
            title=page.title,
            slug=page.slug,
            url=f"https://example.org/wiki/{page.slug}",
            summary=page.summary,
            related=related,
            body="\n\n".join(links(p, form) for p in page.paragraphs),
        )
        (root / f"{page.slug}.md").write_text(text)
    (root / "conf.py").write_text(
        'extensions = ["myst_parser"]\nproject = "Register"\n'
        'myst_enable_extensions = ["deflist"]\nsuppress_warnings = ["toc.not_included"]\n'
    )


FLAVOURS = {"plain": write_plain, "ours": write_ours}


def cpu_of_build(src: Path, out: Path, jobs: int, theme: str) -> float:
    """Return user and system seconds of one cold build, its children included."""
    shutil.rmtree(out, ignore_errors=True)
    command = [
        *(sys.executable, "-m", "sphinx", "-q", "-b", "html"),
        *("-j", str(jobs), "-D", f"html_theme={theme}", str(src), str(out)),
    ]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": "1780178849"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(root: Path, rounds: int, jobs: int, theme: str) -> Iterator[tuple[str, float]]:
    for _ in range(rounds):
        for flavour in FLAVOURS:
            yield flavour, cpu_of_build(root / flavour, root / f"{flavour}-out", jobs, theme)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--theme", default="alabaster")
    arguments = parser.parse_args()
    pages = make_pages(arguments.pages)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for flavour, write in FLAVOURS.items():
            (root / flavour).mkdir()
            (root / flavour / "index.md").write_text("# Register\n\nWelcome.\n")
            write(pages, root / flavour)
        found: dict[str, list[float]] = {}
        for flavour, seconds in measure(root, arguments.rounds, arguments.jobs, arguments.theme):
            found.setdefault(flavour, []).append(seconds)
    plain = min(found["plain"])
    print(f"{arguments.pages} pages, {arguments.theme}, -j {arguments.jobs}, CPU seconds")
    print(f"{'flavour':<10}{'least':>8}{'all rounds':>30}{'ratio':>8}")
    for flavour, seconds in found.items():
        listed = " ".join(f"{s:.2f}" for s in seconds)
        print(f"{flavour:<10}{min(seconds):>8.2f}{listed:>30}{min(seconds) / plain:>8.3f}")


if __name__ == "__main__":
    main()
