"""Marks: how styles, and what must stay untouched, travel through the CSL engine as text.

The engine joins strings and escapes none. To it each change of style is one private-use
character; an author's text never holds one of those unescaped, so that nothing of it can
be taken for markup. What the engine returns is read back into glyphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal, cast, get_args

from sphinx_policywiki.citation.text import DATE_PLACEHOLDER, DateForm, Run, requoted
from sphinx_policywiki.citation.titles import marked

Kind = Literal[
    "italic",
    "flip",  # italics within a title, which stand upright in an italic one
    "upright",
    "caps",
    "no-caps",
    "sup",
    "sub",
    "baseline",
    "own",  # an author's text
    "nocase",
    "url",
    "doi",
    "quote",  # quotation marks of the style
    "accessed",  # the form of the reader's date
]
_KINDS: Final = get_args(Kind)
_BASE: Final = 0x10F000
_ESCAPE: Final = chr(_BASE)
_OPENING: Final = {kind: chr(_BASE + 2 * n) for n, kind in enumerate(_KINDS, start=1)}
_CLOSING: Final = {kind: chr(_BASE + 2 * n + 1) for n, kind in enumerate(_KINDS, start=1)}
_OPENED: Final = {char: kind for kind, char in _OPENING.items()}
_CLOSED: Final = {char: kind for kind, char in _CLOSING.items()}
#: An author's quotation marks, which are told from the style's: what was typed, its mark.
_QUOTES: Final = {char: chr(_BASE + 64 + n) for n, char in enumerate("\"'“‘")}
_QUOTE_END: Final = chr(_BASE + 68)
_TYPED: Final = {mark: char for char, mark in _QUOTES.items()}
_RESERVED: Final = re.compile(f"[{_ESCAPE}-{chr(_BASE + 0xFF)}]")
_TOKEN: Final = re.compile(
    f"{_OPENING['accessed']}(?P<form>[a-z-]+){_CLOSING['accessed']}"
    f"|{_ESCAPE}(?P<escaped>.)|(?P<mark>{_RESERVED.pattern})|(?P<char>.)",
    re.DOTALL,
)
_NOCASE: Final = re.compile(r'<span class="nocase">(.*?)</span>', re.DOTALL)
#: As what :func:`sphinx_policywiki.citation.titles.headline` shall read the marks.
_TAGS: Final = {
    _OPENING["nocase"]: '<span class="nocase">',
    _CLOSING["nocase"]: "</span>",
    _OPENING["sup"]: "<sup>",
    _CLOSING["sup"]: "</sup>",
    _OPENING["sub"]: "<sub>",
    _CLOSING["sub"]: "</sub>",
}
_OTHER_TAG: Final = "</sc>"
#: What stands for a mark in a text whose case changes; an author's own is hidden meanwhile.
TAGS: Final = (*_TAGS.values(), _OTHER_TAG)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with its style; *own* if an author wrote it.

    For *quote* marks *char* is what the author typed, and empty for those of the style. The
    style's ``url`` is no address yet, but the kind of it: ``url`` or ``doi``.
    """

    char: str
    style: Run
    own: bool = False
    quote: Literal["", "open", "close"] = ""


def wrapped(kind: Kind, text: str) -> str:
    """Return *text* between the marks of *kind*; nothing stays nothing."""
    return f"{_OPENING[kind]}{text}{_CLOSING[kind]}" if text else ""


def own(text: str) -> str:
    """Return an author's *text* for the engine: data, whatever it looks like."""
    return wrapped("own", _escaped(text))


def own_title(title: str) -> str:
    """Return a *title* of CSL-JSON for the engine: its markup and its quotes become marks."""
    text = _NOCASE.sub(lambda match: wrapped("nocase", match[1]), _escaped(title))
    pairs = {char: mark + _QUOTE_END for char, mark in _QUOTES.items()}
    return wrapped("own", "".join(map(_marked, requoted(marked(text), pairs))))


def _marked(run: Run) -> str:
    text = wrapped("flip", run.text) if run.italic else run.text
    text = wrapped("caps", text) if run.small_caps else text
    return wrapped(run.shift, text) if run.shift else text


def _escaped(text: str) -> str:
    return _RESERVED.sub(lambda match: _ESCAPE + match[0], text)


def reader_date(form: DateForm) -> str:
    """Return the place for the reader's date, in *form*."""
    return wrapped("accessed", form)


def with_case(text: str, change: Callable[[str], str]) -> str:
    """Return *text* with *change* made to its letters.

    To *change* the marks look like markup of titles (``TAGS``), which it leaves alone.
    """
    marks: list[str] = []

    def hide(match: re.Match[str]) -> str:
        if match["char"] and not match.string.startswith(TAGS, match.start()):
            return match[0]
        if match[0] in _TAGS:
            return _TAGS[match[0]]
        marks.append(match[0])
        return _OTHER_TAG

    hidden = change(_TOKEN.sub(hide, text))
    for mark, tag in _TAGS.items():
        hidden = hidden.replace(tag, mark)
    shown = iter(marks)
    return re.sub(_OTHER_TAG, lambda _match: next(shown), hidden)


def glyphs(text: str) -> list[Glyph]:
    """Return what the engine made of *text*."""
    found: list[Glyph] = []
    opened: list[Kind] = []
    for match in _TOKEN.finditer(text):
        style, is_own = _style(opened), "own" in opened
        if match["form"]:
            form = cast(DateForm, match["form"])
            found.append(Glyph(DATE_PLACEHOLDER, replace(style, accessed=form)))
        elif mark := match["mark"]:
            found += _quotes(mark, style)
            _turn(opened, mark)
        else:
            found.append(Glyph(match["char"] or match["escaped"], style, is_own))
    return found


def _turn(opened: list[Kind], mark: str) -> None:
    """Note which kinds are open after *mark*; marks that pair with none do nothing."""
    if kind := _OPENED.get(mark):
        opened.append(kind)
    elif (kind := _CLOSED.get(mark)) in opened:
        del opened[len(opened) - 1 - opened[::-1].index(kind)]


def _quotes(mark: str, style: Run) -> list[Glyph]:
    if mark in _TYPED:
        return [Glyph(_TYPED[mark], style, own=True, quote="open")]
    if mark == _QUOTE_END:
        return [Glyph("”", style, own=True, quote="close")]
    if mark == _OPENING["quote"]:
        return [Glyph("", style, quote="open")]
    return [Glyph("", style, quote="close")] if mark == _CLOSING["quote"] else []


def _style(opened: list[Kind]) -> Run:
    style = Run("")
    for kind in opened:
        match kind:
            case "italic" | "upright":
                style = replace(style, italic=kind == "italic")
            case "flip":
                style = replace(style, italic=not style.italic)
            case "caps" | "no-caps":
                style = replace(style, small_caps=kind == "caps")
            case "sup" | "sub":
                style = replace(style, shift=kind)
            case "baseline":
                style = replace(style, shift="")
            case "url" | "doi":
                style = replace(style, url=kind)
    return style
