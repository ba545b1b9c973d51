"""The same wiki in several flavours: plain MyST written out by hand, and what extensions make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from content import TITLE, Page

Writer = Callable[[Sequence[Page], Path], None]

HEAD = """\
# {title}

{slug} · governance · concept

Source: <{url}>

Generated 2026-05-30T22:07:29 UTC

## Summary

{summary}
"""

ROWS = """\
Used by
: 0 instruments

Related concepts
: {related}

Primary source
: Doe, J. (2020), 'A Register of Things.'

Source URL
: <https://example.org/{slug}>
"""

REST = """\
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

#: The box as a section, and as authors with sphinx-design would make it.
SECTION = f"## At a glance\n\n{ROWS}"
CARD = f"```{{{{card}}}} At a glance\n{ROWS}```\n"

NEED = """\
# {title}

```{{concept}} {title}
:id: C_{number}
:links: {links}

{summary}
```

{body}
"""

OURS = """\
# {title}

```{{concept}} {slug}
:topics: governance
:related: {related}
:primary-source: Doe, J. (2020), 'A Register of Things.'
:source-url: https://example.org/{slug}

{summary}
```

{body}
"""


def title_of(number: int) -> str:
    """Return the title of the page *number*."""
    return TITLE.format(number=number)


def links(text: str, form: str) -> str:
    """Return *text* with its links in *form*, which has the fields number, slug and title."""
    words = []
    for word in text.split(" "):
        if word.startswith("LINK:"):
            number = int(word[5:])
            words.append(form.format(number=number, slug=f"topic-{number}", title=title_of(number)))
        else:
            words.append(word)
    return " ".join(words)


def body(page: Page, form: str) -> str:
    """Return the prose of *page* with its links in *form*."""
    return "\n\n".join(links(text, form) for text in page.paragraphs)


def write_ours(pages: Sequence[Page], root: Path, *conf: str) -> None:
    """Write articles."""
    for page in pages:
        related = ", ".join(f"topic-{n}" for n in page.related)
        text = OURS.format(
            title=page.title, slug=page.slug, related=related, summary=page.summary,
            body=body(page, "{{concept}}`{slug}`"),
        )  # fmt: skip
        _write(root, page, text)
    _configure(
        root, 'extensions = ["sphinx_policywiki"]', 'policywiki_base_url = "https://example.org"',
        'policywiki_permalink = "{base_url}/wiki/{slug}"', *conf,
    )  # fmt: skip


def write_search(pages: Sequence[Page], root: Path) -> None:
    """Write articles, searched by Pagefind."""
    write_ours(pages, root, 'policywiki_search = "pagefind"')


def write_plain(pages: Sequence[Page], root: Path) -> None:
    """Write what readers see of the articles by hand."""
    _write_by_hand(pages, root, SECTION)
    _configure(root, *_PLAIN)


def write_flat(pages: Sequence[Page], root: Path) -> None:
    """Write it by hand, with all pages in one toctree, as most wikis in Sphinx have them."""
    write_plain(pages, root)
    tree = "\n```{toctree}\n:hidden:\n:glob:\n\ntopic-*\n```\n"
    with (root / "index.md").open("a", encoding="utf-8") as index:
        index.write(tree)


def write_design(pages: Sequence[Page], root: Path) -> None:
    """Write it by hand, with a card of sphinx-design as the box."""
    _write_by_hand(pages, root, CARD)
    _configure(root, *_PLAIN, 'extensions.append("sphinx_design")')


def write_needs(pages: Sequence[Page], root: Path) -> None:
    """Write each article as a need of sphinx-needs, without citations, which it has not."""
    for page in pages:
        text = NEED.format(
            title=page.title, number=page.number, summary=page.summary,
            links=", ".join(f"C_{n}" for n in page.related),
            body=body(page, "{{need}}`C_{number}`"),
        )  # fmt: skip
        _write(root, page, text)
    kind = '{"directive": "concept", "title": "Concept", "prefix": "C_", "color": "", "style": ""}'
    _configure(
        root, *_PLAIN, 'extensions.append("sphinx_needs")', f"needs_types = [{kind}]",
        'needs_id_regex = "C_[0-9]+"',
    )  # fmt: skip


def _write_by_hand(pages: Sequence[Page], root: Path, box: str) -> None:
    template = f"{HEAD}\n{box}\n{REST}"
    form = "[{title}]({slug}.md)"
    back = {page.number: set(page.related) for page in pages}
    for page in pages:
        for number in page.related:
            back[number].add(page.number)
    for page in pages:
        related = sorted(back[page.number] - {page.number})
        named = (form.format(slug=f"topic-{n}", title=title_of(n)) for n in related)
        text = template.format(
            title=page.title, slug=page.slug, url=f"https://example.org/wiki/{page.slug}",
            summary=page.summary, related=", ".join(named), body=body(page, form),
        )  # fmt: skip
        _write(root, page, text)


def _write(root: Path, page: Page, text: str) -> None:
    (root / f"{page.slug}.md").write_text(text, encoding="utf-8")


def _configure(root: Path, *lines: str) -> None:
    text = "\n".join(['project = "Register"', *lines])
    (root / "conf.py").write_text(f"{text}\n", encoding="utf-8")
    (root / "index.md").write_text("# Register\n\nWelcome.\n", encoding="utf-8")


_PLAIN: Final = (
    'extensions = ["myst_parser"]',
    'myst_enable_extensions = ["deflist"]',
    'suppress_warnings = ["toc.not_included"]',
)

FLAVOURS: Final[dict[str, Writer]] = {
    "plain": write_plain,
    "flat": write_flat,
    "design": write_design,
    "needs": write_needs,
    "ours": write_ours,
    "ours-search": write_search,
}
