r"""LaTeX text as Unicode: plain, or with the markup that titles have in CSL-JSON.

Accents and symbols are pybtex's (latexcodec's) to know. Commands that style text are read
here: ``\emph`` becomes ``<i>``, ``\textsc`` ``<sc>``, ``\textsuperscript`` ``<sup>``. Braces
that protect capitals leave nothing behind, since no style here takes capitals away.

Publishers and databases write ``<i>`` itself into BibTeX files, so a tag that stands there
is markup as in CSL-JSON. Who means the characters writes ``\textless i\textgreater``: an
invisible word joiner (U+2060) then keeps them from being read as a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from pybtex.exceptions import PybtexError
from pybtex.richtext import BaseText, Protected, Text

from sphinx_policywiki.citation.titles import unmarked

#: Characters that LaTeX would take for its own stand as noncharacters while it is read.
_LITERALS: Final = dict(
    zip("\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7\ufdd9", "{}\\$%~<^`", strict=True)
)
_HIDDEN: Final = {char: mark for mark, char in _LITERALS.items()}
_APART: Final = "\ufdd8"
_STYLES: Final = {"\ufde0": "i", "\ufde1": "sc", "\ufde2": "sup", "\ufde3": "sub"}
_TO_END: Final = {"\ufde4": "i", "\ufde5": "sc"}
_QUOTED: Final = "\ufde6"
_DROPPED: Final = "\ufde7"
_MARKS: Final = re.compile("([\ufde0-\ufdef])")
_NONCHARACTERS: Final = re.compile("[\ufdd0-\ufdef]")

_COMMANDS: Final = {
    **dict.fromkeys(["emph", "textit", "textsl", "mkbibemph", "mkbibitalic"], "\ufde0"),
    "textsc": "\ufde1",
    **dict.fromkeys(["textsuperscript", "mkbibsuperscript"], "\ufde2"),
    **dict.fromkeys(["textsubscript", "mkbibsubscript"], "\ufde3"),
    **dict.fromkeys(["em", "it", "sl", "itshape", "slshape"], "\ufde4"),
    **dict.fromkeys(["sc", "scshape"], "\ufde5"),
    **dict.fromkeys(["enquote", "mkbibquote"], _QUOTED),
    "noopsort": _DROPPED,
    **dict.fromkeys(
        [
        "bf", "bfseries", "ensuremath", "mathbf", "mathcal", "mathit", "mathrm", "mathsf",
        "mbox", "mkbibbold", "nolinkurl", "normalfont", "protect", "relax", "rm", "rmfamily",
        "sf", "sffamily", "text", "textbf", "textmd", "textnormal", "textrm", "textsf",
        "texttt", "textup", "tt", "ttfamily", "underline", "upshape", "uppercase", "url",
    ],
        "",
    ),
    "textbackslash": _HIDDEN["\\"],
    "textbraceleft": _HIDDEN["{"],
    "textbraceright": _HIDDEN["}"],
    "textdollar": _HIDDEN["$"],
    "textasciitilde": _HIDDEN["~"],
    "textasciicircum": _HIDDEN["^"],
    "textasciigrave": _HIDDEN["`"],
    "textless": _HIDDEN["<"],
    "textgreater": ">",
    "textbar": "|",
    "textunderscore": "_",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textsection": "§",
    "texteuro": "€",
    "euro": "€",
    "dots": "…",
    "texttimes": "×",
    "newline": " ",
    "quad": " ",
    "space": " ",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
}  # fmt: skip
_SIGNS: Final = {
    **{char: _HIDDEN[char] for char in "{}$%"},
    **dict.fromkeys(",;: \\", " "),
    **dict.fromkeys("!/-@", ""),
    "&": "&",
    "#": "#",
    "_": "_",
}
_COMMAND: Final = re.compile(r"\\(?:([A-Za-z]+)(\s*\{\s*\}|\s*)|(.))", re.DOTALL)
#: Accents on the i and j without dots, which latexcodec knows without braces only.
_DOTLESS: Final = re.compile(r"""\\(["'`^~=.uvH])\s*\{?\\([ij])(?![A-Za-z])\s*\}?""")
_MATH: Final = re.compile(r"(?<!\\)\$([^$]+)(?<!\\)\$")
_SCRIPT: Final = re.compile(r"([\^_])\s*(?:\{([^{}]*)\}|(\\[A-Za-z]+|[^\s{}\\]))")
_LINKED: Final = re.compile(r"\\href\s*\{[^{}]*\}\s*")
#: What keeps characters apart that LaTeX would print as one: "-{}-".
_EMPTY: Final = re.compile(r"(?<=(?<!\\)[-`'?!<>,])\{\}")
_NO_TAG: Final = re.compile(r"<\u2060(?!/?(?:i|b|sc|sup|sub)>|/?span\b)")
_QUOTE: Final = re.compile(r"`([^`']*)'(?!\w)")


def plain_text(value: str) -> str:
    """Return LaTeX text as Unicode, without styles.

    What is no LaTeX is taken as it is, so that nothing of the entry is lost.
    """
    return _read(value, styled=False)


def marked_text(value: str) -> str:
    """Return LaTeX text as Unicode with the markup of CSL-JSON, as titles have it."""
    return _read(value, styled=True)


@lru_cache(maxsize=4096)
def _read(value: str, *, styled: bool) -> str:
    value = _NONCHARACTERS.sub("", value)
    if not re.search(r"[\\{}$~`%]|''|--", value):
        return " ".join(value.split())
    try:
        text = _walk(Text.from_latex(_prepared(value)).parts, styled)
    except (PybtexError, ValueError, RecursionError):
        text = value.replace("{", "").replace("}", "")
    text = text.replace("``", "“").replace("''", "”")
    text = _QUOTE.sub(r"‘\1’", text).replace("---", "—").replace("--", "–")
    text = re.sub(f"[{''.join(_LITERALS)}]", lambda match: _LITERALS[match[0]], text)
    text = _bare(text) if styled else text.replace("<\u2060", "<")
    return " ".join(_NONCHARACTERS.sub("", text).split())


def _bare(text: str) -> str:
    """Return *text* without word joiners after ``<``, unless they keep apart what is no tag."""
    text = _NO_TAG.sub("<", text)
    bare = text.replace("<\u2060", "<")
    return bare if unmarked(bare) == unmarked(text).replace("<\u2060", "<") else text


def _prepared(value: str) -> str:
    """Return *value* with marks for what latexcodec does not know."""
    value = _EMPTY.sub(_APART, _LINKED.sub("", value))
    value = _MATH.sub(_math, _DOTLESS.sub(r"\\\1{\2}", value))
    value = _COMMAND.sub(_command, value).replace("%", _HIDDEN["%"])
    return re.sub(r"\}(?=\s*\{)", "}" + _APART, value)


def _math(match: re.Match[str]) -> str:
    r"""Return a formula as text: each command alone in ``$``, ``^`` and ``_`` as styles."""
    text = _SCRIPT.sub(_script, match[1])
    return re.sub(r"\\[A-Za-z]+", _symbol, text)


def _script(match: re.Match[str]) -> str:
    name = "textsuperscript" if match[1] == "^" else "textsubscript"
    return rf"\{name}{{{match[2] or match[3] or ''}}}"


def _symbol(match: re.Match[str]) -> str:
    return match[0] if match[0][1:] in _COMMANDS else f"${match[0]}$"


def _command(match: re.Match[str]) -> str:
    name, _space, sign = match.groups()
    if sign is not None:
        return _SIGNS.get(sign, match[0])
    found = _COMMANDS.get(name)
    if found is None:
        return match[0]
    return found + "\u2060" if found == _HIDDEN["<"] else found


def _walk(parts: Iterable[BaseText], styled: bool) -> str:
    """Return the text of *parts*; a mark styles the group after it, or the rest."""
    text, opened, mark = "", [], ""
    for part in parts:
        if isinstance(part, Protected):
            text += _group(mark, _walk(part.parts, styled), styled)
            mark = ""
            continue
        for piece in _MARKS.split(str(part)):
            if piece in _TO_END:
                opened.append(_TO_END[piece])
                text += f"<{_TO_END[piece]}>" if styled else ""
            elif _MARKS.fullmatch(piece):
                mark = piece
            elif piece.strip():
                text += piece
                mark = ""
            elif not mark:
                text += piece
    return text + "".join(f"</{name}>" for name in reversed(opened) if styled)


def _group(mark: str, text: str, styled: bool) -> str:
    if mark == _DROPPED:
        return ""
    if mark == _QUOTED:
        return f"“{text}”"
    name = _STYLES.get(mark)
    return _styled(name, text) if name and styled and text else text


def _styled(name: str, text: str) -> str:
    r"""Return *text* in a style; within itself ``\\emph`` is upright (LaTeX, "Emphasis")."""
    start, end = f"<{name}>", f"</{name}>"
    swapped = re.sub(f"{start}|{end}", lambda tag: end if tag[0] == start else start, text)
    return f"{start}{swapped}{end}".replace(start + end, "")
