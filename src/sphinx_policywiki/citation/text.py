"""Rich text of citations: runs of text that are plain, italic, a link or a date to fill in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

DateForm = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    *accessed* marks the placeholder for the reader's date and tells its form:
    ``dmy`` for "4 May 2026", ``mdy`` for "May 4, 2026".
    """

    text: str
    italic: bool = False
    url: str = ""
    accessed: DateForm | None = None


RichText = tuple[Run, ...]
DATE_PLACEHOLDER: Final = "[date]"


def rich(*parts: str | Run | Iterable[Run]) -> RichText:
    """Return the runs of *parts* in a row, empty ones left out, equal neighbours joined."""
    runs: list[Run] = []
    for part in parts:
        for run in (Run(part),) if isinstance(part, str) else _runs(part):
            if not run.text:
                continue
            if runs and replace(runs[-1], text="") == replace(run, text="") and not run.accessed:
                runs[-1] = replace(run, text=runs[-1].text + run.text)
            else:
                runs.append(run)
    return tuple(runs)


def _runs(part: Run | Iterable[Run]) -> Iterable[Run]:
    return (part,) if isinstance(part, Run) else part


def plain(text: RichText) -> str:
    """Return *text* without its styles."""
    return "".join(run.text for run in text)


def italic(text: str) -> Run:
    """Return *text* in italics."""
    return Run(text, italic=True)


def link(url: str) -> Run:
    """Return *url* as the text of a link to itself."""
    return Run(url, url=url)


def reader_date(form: DateForm) -> Run:
    """Return the place where the reader's date goes, in *form*."""
    return Run(DATE_PLACEHOLDER, accessed=form)


def ends_sentence(text: str) -> bool:
    """Say whether *text* ends in a full stop, ``?`` or ``!``, also before closing quotes."""
    return text.rstrip("’”'\"").endswith((".", "?", "!", "…"))


def stop(text: str) -> str:
    """Return *text* with a full stop unless it ends in a stop of its own."""
    return text if ends_sentence(text) else text + "."


_OPENING_BEFORE: Final = " ([{—–-/\u00a0"


def quoted(title: str, marks: Literal["double", "single"], inside: str = "") -> str:
    """Return *title* in quotation marks, with *inside* before the closing one.

    Quotes within the title take the other kind (Chicago 6.11; OSCOLA 1.5.1), whatever
    kind the author typed.
    """
    outer, inner = ("“”", "‘’") if marks == "double" else ("‘’", "“”")
    return outer[0] + _requote(title, inner) + inside + outer[1]


def _requote(title: str, inner: str) -> str:
    result: list[str] = []
    open_quotes = 0
    for position, char in enumerate(title):
        before = title[position - 1] if position else " "
        after = title[position + 1] if position + 1 < len(title) else " "
        if char not in "\"'“”‘’":
            result.append(char)
        elif char in "“‘" or (char in "\"'" and before in _OPENING_BEFORE and after != " "):
            open_quotes += 1
            result.append(inner[0])
        elif char in "'’" and after.isalnum():
            result.append("’")
        elif open_quotes:
            open_quotes -= 1
            result.append(inner[1])
        else:
            result.append("’" if char in "'’" else char)
    return "".join(result)
