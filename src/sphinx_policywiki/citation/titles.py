"""Titles: the markup that they may contain, and headline-style capitals.

Sentence case is never made: which words are names cannot be known. Headline case only
raises letters, so that it needs no such guess (Chicago Manual of Style, 17th ed., 8.159).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sphinx_policywiki.citation.text import Marks, RichText, Run, rich, with_quotes

#: The markup of titles in CSL-JSON (citeproc-js manual, "HTML-like formatting").
_TAG: Final = re.compile(
    r"<(?P<name>i|b|sc|sup|sub)>(?P<text>.*?)</(?P=name)>"
    r"|<span (?P<what>class=\"nocase\"|style=\"font-variant: ?small-caps;?\")>(?P<span>.*?)</span>",
    re.DOTALL,
)
_ANY_TAG: Final = re.compile(r"</?(?:i|b|sc|sup|sub)>|<span [^>]*>|</span>")
_SEPARATORS: Final = re.compile(r"""([\s\u00a0]+|[-–—/.,;?!:()\[\]"“”‘]|['’](?!\w)|(?<!\w)['’])""")
#: Words that stay lower-case within a headline.
_SMALL_WORDS: Final = frozenset(
    [
        "a", "about", "above", "across", "afore", "after", "against", "al", "along", "alongside",
        "amid", "amidst", "among", "amongst", "an", "and", "anenst", "apropos", "apud", "around",
        "as", "aside", "astride", "at", "athwart", "atop", "barring", "before", "behind", "below",
        "beneath", "beside", "besides", "between", "beyond", "but", "by", "c", "ca", "circa",
        "d'", "de", "despite", "down", "during", "et", "except", "for", "forenenst", "from",
        "given", "in", "inside", "into", "lest", "like", "modulo", "near", "next", "nor",
        "notwithstanding", "of", "off", "on", "onto", "or", "out", "over", "per", "plus", "pro",
        "qua", "sans", "since", "so", "than", "the", "through", "throughout", "thruout", "till",
        "to", "toward", "towards", "under", "underneath", "until", "unto", "up", "upon", "v",
        "v.", "van", "versus", "via", "vis-à-vis", "von", "vs", "vs.", "with", "within",
        "without", "yet",
    ]
)  # fmt: skip


def marked(title: str) -> RichText:
    """Return *title* as runs: ``<i>``, ``<sc>``, ``<sup>`` and ``<sub>`` take effect.

    ``<b>`` and ``nocase`` are dropped, since no style prints them; a tag that is not
    closed is text.
    """
    runs: list[Run] = []
    end = 0
    for match in _TAG.finditer(title):
        runs.append(Run(title[end : match.start()]))
        inner = marked(match["text"] if match["span"] is None else match["span"])
        runs += (_styled(run, match["name"] or match["what"]) for run in inner)
        end = match.end()
    return rich(*runs, title[end:])


def typeset(text: str, marks: Marks = "double") -> RichText:
    """Return *text* (with its markup) as runs, and quotes within it as the kind *marks*."""
    return with_quotes(marked(text), marks)


def _styled(run: Run, name: str) -> Run:
    match name:
        case "i":
            return replace(run, italic=not run.italic)
        case "sup" | "sub":
            return replace(run, shift="sup" if name == "sup" else "sub")
        case "b" | 'class="nocase"':
            return run
        case _:
            return replace(run, small_caps=True)


def unmarked(title: str) -> str:
    """Return *title* as text alone."""
    return "".join(run.text for run in marked(title))


def headline(title: str, language: str = "") -> str:
    """Return *title* (with its markup) with the first letters of its words as capitals.

    Words with a capital in them stay, short words (articles, prepositions, conjunctions)
    only rise at the start, at the end, after ``:``, ``?`` and ``!`` and as the first part
    of a compound: "Off-the-Shelf" (Chicago 8.161; MLA 2.90). A title whose
    *language* is known not to be English stays as it is (CSL 1.0.2, "Title case").
    """
    if language and not language.lower().startswith("en"):
        return title
    pieces = _pieces(title)
    words = [n for n, (text, fixed) in enumerate(pieces) if not fixed]
    for n in words:
        word = pieces[n][0]
        first = n == words[0] or _follows_stop(pieces, n) or _begins_compound(pieces, n)
        rises = first or (len(word) > 1 and (n == words[-1] or word not in _SMALL_WORDS))
        if rises and word == word.lower() and not _is_lone_greek(word):
            pieces[n] = (word[:1].upper() + word[1:], False)
    return "".join(text for text, _fixed in pieces)


def capitalized(text: str) -> str:
    """Return *text* (with its markup) with a capital at the start, as a sentence has it.

    A first word with a capital in it stays: "arXiv:1906.01820".
    """
    pieces = _pieces(text)
    first = next((n for n, (_text, fixed) in enumerate(pieces) if not fixed), None)
    if first is None or pieces[first][0] != pieces[first][0].lower():
        return text
    word = pieces[first][0]
    pieces[first] = (word[:1].upper() + word[1:], False)
    return "".join(piece for piece, _fixed in pieces)


def _pieces(title: str) -> list[tuple[str, bool]]:
    """Return words and what stands between them; True marks what never changes."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in re.finditer(
        r"<(sc|sup|sub)>.*?</\1>|<span [^>]*>.*?</span>|" + _ANY_TAG.pattern, title, re.DOTALL
    ):
        pieces += _words(title[end : match.start()])
        pieces.append((match[0], True))
        end = match.end()
    return [*pieces, *_words(title[end:])]


def _words(text: str) -> list[tuple[str, bool]]:
    parts = _SEPARATORS.split(text)
    return [(part, bool(n % 2)) for n, part in enumerate(parts) if part]


def _follows_stop(pieces: list[tuple[str, bool]], at: int) -> bool:
    """Say whether the last thing before the word but space and quotes is ``:``, ``?``, ``!``."""
    for text, fixed in reversed(pieces[:at]):
        if not fixed:
            return False
        if text in {":", "?", "!"}:
            return True
    return False


def _begins_compound(pieces: list[tuple[str, bool]], at: int) -> bool:
    """Say whether the word is the first of words with hyphens between them."""
    before = pieces[at - 1][0] if at else ""
    after = pieces[at + 1][0] if pieces[at + 1 :] else ""
    return after == "-" and before != "-"


def _is_lone_greek(word: str) -> bool:
    return len(word) == 1 and "\u0370" <= word <= "\u03ff"
