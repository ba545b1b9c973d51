"""Rich text of citations: runs of text that are plain, italic, a link or a date to fill in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal
from unicodedata import east_asian_width

DateForm = Literal["dmy", "mdy", "dmy-short", "mdy-short", "mdy-law", "ymd-short"]
Marks = Literal["double", "single"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    *shift* raises or lowers it. *accessed* marks the placeholder for the reader's date
    and tells its form: ``dmy`` for "4 May 2026", ``mdy`` for "May 4, 2026", ``dmy-short``
    for "4 Sept. 2026" (MLA), ``mdy-short`` for "Sep. 04, 2026" (IEEE), ``mdy-law``
    for "Sept. 4, 2026" (Bluebook), ``ymd-short`` for "2026 Sep 4" (Vancouver).
    """

    text: str
    italic: bool = False
    url: str = ""
    accessed: DateForm | None = None
    small_caps: bool = False
    shift: Literal["", "sup", "sub"] = ""


RichText = tuple[Run, ...]
Part = str | Run | Iterable[Run]
DATE_PLACEHOLDER: Final = "[date]"


def rich(*parts: Part) -> RichText:
    """Return the runs of *parts* in a row, empty ones left out, equal neighbours joined."""
    rows: list[list[Run]] = []
    for run in _runs(parts):
        if rows and _alike(rows[-1][0], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    return tuple(_merged(row) if row[1:] else row[0] for row in rows)


def _runs(parts: Iterable[Part]) -> Iterator[Run]:
    for part in parts:
        if isinstance(part, str):
            if part:
                yield Run(part)
        elif isinstance(part, Run):
            if part.text:
                yield part
        else:
            for run in part:
                if run.text:
                    yield run


def _alike(one: Run, other: Run) -> bool:
    """Say whether the texts of two runs can stand in one; dates to fill in stay apart."""
    return (
        one.italic == other.italic
        and one.url == other.url
        and one.small_caps == other.small_caps
        and one.shift == other.shift
        and not (one.accessed or other.accessed)
    )


def _merged(row: Sequence[Run]) -> Run:
    text, style = "".join([run.text for run in row]), row[0]
    return Run(text, style.italic, style.url, None, style.small_caps, style.shift)


def plain(text: Part) -> str:
    """Return *text* without its styles."""
    return text if isinstance(text, str) else "".join([run.text for run in _runs([text])])


def italic(text: Part, *, any_script: bool = False) -> RichText:
    """Return *text* in italics; what is in italics already stands upright within it.

    Chinese, Japanese and Korean text stays as it is, since those scripts have no italics,
    unless italics are wanted for *any_script*.
    """
    runs = rich(text)
    if not any_script and not can_slant(plain(runs)):
        return runs
    return tuple(replace(run, italic=not run.italic) for run in runs)


def can_slant(text: str) -> bool:
    """Say whether there is a letter or digit in *text* that has italics: no Chinese one."""
    return any(char.isalnum() and east_asian_width(char) not in "WF" for char in text)


def small_caps(text: Part) -> RichText:
    """Return *text* in capitals and small capitals."""
    return tuple(replace(run, small_caps=True) for run in _runs([text]))


def link(url: str, text: str = "") -> Run:
    """Return *text*, or else *url* itself, as a link to *url*."""
    return Run(text or url, url=url)


def reader_date(form: DateForm) -> Run:
    """Return the place where the reader's date goes, in *form*."""
    return Run(DATE_PLACEHOLDER, accessed=form)


def ends_sentence(text: Part) -> bool:
    """Say whether *text* ends in a full stop, ``?`` or ``!``, also before closing quotes."""
    return plain(text).rstrip("’”'\"").endswith((".", "?", "!", "…"))


def stop(text: str) -> str:
    """Return *text* with a full stop unless it ends in a stop of its own."""
    return text if ends_sentence(text) else text + "."


def joined(separator: str, *parts: Part) -> RichText:
    """Return the non-empty *parts* with *separator* between them.

    Where a part ends in punctuation the separator yields to it as :func:`ended` says,
    so that "Why?" and ". " make "Why? ".
    """
    return _joined(separator, parts, ended)


def joined_within(separator: str, *parts: Part) -> RichText:
    """Return the non-empty *parts* joined as :func:`ended_within` says: “Why,” *Nature*."""
    return _joined(separator, parts, ended_within)


def _joined(
    separator: str, parts: Iterable[Part], end: Callable[[Part, str], RichText]
) -> RichText:
    result: RichText = ()
    for part in parts:
        if runs := rich(part):
            result = rich(end(result, separator), runs) if result else runs
    return result


#: What a mark of punctuation swallows of the mark after it (as CSL processors do).
SWALLOWED: Final = {"!": ".:", "?": ".:", ".": ".", ":": ".:", ",": ",", ";": ".:;"}


def ended(text: Part, ending: str) -> RichText:
    """Return *text* with *ending* after it, less the mark that would stand twice.

    "Why?" and "." make "Why?", also in quotation marks and italics; "Inc." and ","
    make "Inc.,".
    """
    runs = rich(text)
    return rich(runs, _yielding(runs, ending))


def ended_within(text: Part, ending: str) -> RichText:
    """Return *text* with *ending* as :func:`ended` does, its mark before closing quotes.

    That is American use of commas and full stops (Chicago 6.9): “He said ‘no.’”
    """
    runs = rich(text)
    body, closing = _split(runs, len(plain(runs)) - len(_closing_quotes(plain(runs))))
    if not closing or ending[:1] not in {",", "."}:
        return ended(runs, ending)
    mark = replace(closing[0], text=_yielding(body, ending[0]))
    return rich(body, mark, closing, ending[1:])


def _split(runs: RichText, at: int) -> tuple[RichText, RichText]:
    """Return *runs* up to the character *at*, and those from it on."""
    before: list[Run] = []
    after: list[Run] = []
    for run in runs:
        before.append(replace(run, text=run.text[: max(at, 0)]))
        after.append(replace(run, text=run.text[max(at, 0) :]))
        at -= len(run.text)
    return rich(before), rich(after)


def _closing_quotes(text: str) -> str:
    """Return the marks at the end of *text* that close a quote; an apostrophe does not."""
    end = len(text)
    while end and (mark := text[end - 1]) in "’”":
        closed = re.findall(rf"{mark}(?!\w)", text[:end])
        if len(closed) > text.count("‘" if mark == "’" else "“"):
            break
        end -= 1
    return text[end:]


def _yielding(runs: Part, ending: str) -> str:
    """Return *ending* less the mark that would stand twice after *runs*."""
    last = plain(runs).rstrip("’”")[-1:]
    return ending[1:] if ending[:1] and ending[0] in SWALLOWED.get(last, "") else ending


def sentences(*parts: Part) -> RichText:
    """Return the non-empty *parts*, each ended by a full stop, with spaces between them."""
    return joined(" ", *(ended(part, ".") for part in parts if plain(part)))


def sentences_within(*parts: Part) -> RichText:
    """Return *parts* as :func:`sentences` does, with full stops before closing quotes."""
    return joined(" ", *(ended_within(part, ".") for part in parts if plain(part)))


_OPENING_BEFORE: Final = " ([{—–-/\u00a0"


def quoted(title: str, marks: Marks, inside: str = "") -> str:
    """Return *title* in quotation marks, with *inside* before the closing one.

    Quotes within the title take the other kind (Chicago 6.11; OSCOLA 1.5.1), whatever
    kind the author typed.
    """
    if _QUOTES.isdisjoint(title):
        outer, _inner = _pairs(marks)
        return f"{outer[0]}{title}{_yielding(title, inside)}{outer[1]}"
    return plain(in_quotes(title, marks, inside))


def in_quotes(title: Part, marks: Marks, inside: str = "") -> RichText:
    """Return rich *title* in quotation marks, as :func:`quoted` does.

    A stop *inside* is left out after one of the title's own.
    """
    outer, inner = _pairs(marks)
    kinds = (inner, outer)
    shown = _requote(rich(title), lambda _char, depth: kinds[depth % 2])
    if plain(shown)[-1:] in _QUOTES:
        return ended_within(rich(outer[0], shown, outer[1]), inside)
    return rich(outer[0], shown, _yielding(shown, inside) + outer[1])


def with_quotes(title: Part, marks: Marks) -> RichText:
    """Return *title*, which gets no quotation marks, with quotes of its own.

    Straight double ones become the kind *marks*, straight single ones the other kind;
    typographic ones stay as they are.
    """
    outer, inner = _pairs(marks)
    kinds = {'"': outer, "'": inner, "“": "“”", "‘": "‘’"}
    return _requote(rich(title), lambda char, _depth: kinds[char])


def requoted(title: Part, pairs: Mapping[str, str]) -> RichText:
    """Return *title* with the pair of quotation marks that *pairs* has for each opening one.

    The opening ones are ``"``, ``'``, ``“`` and ``‘``; apostrophes stay.
    """
    return _requote(rich(title), lambda char, _depth: pairs[char])


_APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])|(?<=s)'(?= \w)")


def with_apostrophes(text: Part) -> RichText:
    """Return *text* with its straight apostrophes as typographic ones; addresses stay.

    They stand within words ("Harper's") and after plurals ("Publishers' Weekly").
    """
    return tuple(
        run if run.url else replace(run, text=_APOSTROPHE.sub("’", run.text))
        for run in _runs([text])
    )


def _pairs(marks: Marks) -> tuple[str, str]:
    """Return the quotation marks of a style, and those of a quote within a quote."""
    return ("“”", "‘’") if marks == "double" else ("‘’", "“”")


_QUOTES: Final = frozenset("\"'“”‘’")
#: Tells the pair of marks for an opening mark, given how many quotes stand open.
_Opened = Callable[[str, int], str]


def _requote(title: RichText, opened: _Opened) -> RichText:
    """Return *title* with the pairs of quotation marks that *opened* tells."""
    text = plain(title)
    if _QUOTES.isdisjoint(text):
        return title
    characters = iter(_requoted(text, opened))
    return tuple(
        replace(run, text="".join(next(characters) for _char in run.text)) for run in title
    )


def _requoted(title: str, opened: _Opened) -> str:
    result: list[str] = []
    closing: list[str] = []
    for position, char in enumerate(title):
        before = title[position - 1] if position else " "
        after = title[position + 1] if position + 1 < len(title) else " "
        if char not in _QUOTES:
            result.append(char)
        elif char in "“‘" or (char in "\"'" and before in _OPENING_BEFORE and after != " "):
            pair = opened(char, len(closing))
            result.append(pair[0])
            closing.append(pair[1])
        elif char in "'’" and after.isalnum():
            result.append("’")
        elif closing:
            result.append(closing.pop())
        else:
            result.append("’" if char in "'’" else char)
    return "".join(result)
