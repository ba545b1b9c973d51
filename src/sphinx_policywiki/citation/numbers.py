"""Numbers in citations: ranges of pages, ordinals, labels in the singular and plural."""

from __future__ import annotations

import re
from typing import Final, Literal

RangeForm = Literal["expanded", "minimal", "minimal-two", "chicago", "typed"]
_HUNDRED: Final = 100
_RANGE: Final = re.compile(
    r"(?<![\w.])(?P<letters>[^\W\d_]*)(?P<first>\d+)\s*(?:-{1,2}|–)\s*"
    r"(?P=letters)(?P<last>\d+)(?![\w.])"
)


def pages(text: str, form: RangeForm = "expanded") -> str:
    """Return *text* with every range of pages in *form* and with an en dash.

    ``expanded`` leaves "436–444" and completes "436–44"; ``minimal-two`` keeps two digits,
    "436–37" (MLA Handbook, 9th ed., 2.139), and ``minimal`` one, "436–7"; ``chicago`` keeps
    two too, but leaves "100–104" whole and prints "101–8" (Chicago Manual of Style, 17th
    ed., 9.61); ``typed`` leaves the last page as it was written. The forms that shorten
    print "A101–A108" as "A101–08".
    """
    text = " ".join(text.split())
    shown = _RANGE.sub(lambda match: _range(match, form), text)
    return re.sub(r"(?<=\w)\s*(?:--|-)\s*(?=\w)", "–", shown) if "–" not in shown else shown


def _range(match: re.Match[str], form: RangeForm) -> str:
    letters, first, last = match["letters"], match["first"], match["last"]
    kept = letters if form in {"expanded", "typed"} else ""
    return f"{letters}{first}–{kept}{_end(first, last, form)}"


def _end(first: str, last: str, form: RangeForm) -> str:
    if form == "typed":
        return last
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    if form == "expanded" or len(first) != len(last):
        return last
    if form == "chicago" and (int(first) < _HUNDRED or int(first) % _HUNDRED == 0):
        return last
    same = next((n for n, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(last))
    kept = 1 if form == "minimal" else 2
    shortened = last[min(same, max(len(last) - kept, 0)) :]
    return str(int(shortened)) if form == "chicago" else shortened


def dashed(text: str) -> str:
    """Return *text* with en dashes in its ranges if it is a number: "1–2", but "AI 100-1"."""
    return pages(text, "typed") if is_number(text) else text


def labelled(number: str, one: str, many: str) -> str:
    """Return *number* after its label if it is a number: "no. 3", "nos. 1–2", but "Spring"."""
    if not is_number(number):
        return number
    return f"{many if is_several(number) else one} {dashed(number)}"


def issue_number(issue: str) -> str:
    """Return "no. 3", "nos. 1–2"; what is no number has the label too: "no. Spring"."""
    if not issue:
        return ""
    return labelled(issue, "no.", "nos.") if is_number(issue) else f"no. {issue}"


def paged(text: str, form: RangeForm = "expanded") -> str:
    """Return the pages *text* in *form* after their label, "p. 12" or "pp. 12–14"."""
    if not text:
        return ""
    return f"{'pp.' if is_several(text) else 'p.'} {pages(text, form)}"


def is_several(text: str) -> bool:
    """Say whether *text* names more than one page, section or article."""
    return bool(re.search(r"\w\s*(?:--|[-–,;&])\s*\w|\band\b", text))


def is_number(text: str) -> bool:
    """Say whether *text* is a number, or some, as CSL has it: "12", "A12", "1–2", "ii", "3rd".

    Stops, spaces and brackets make it a text (CSL 1.0.2, "is-numeric").
    """
    return bool(re.fullmatch(rf"{_NUMBER}(?:\s*[-–,&]\s*{_NUMBER})*", text))


#: Digits with letters around them, or a small Roman numeral.
_NUMBER: Final = r"(?:[^\W\d_]*\d+[^\W\d_]*(?:/\d+)?|[ivxlcdm]+)"


_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}


def ordinal(text: str) -> str:
    """Return "2nd" for "2"; what is not a number is returned as it is."""
    if not text.isdecimal():
        return text
    number = int(text)
    ending = "th" if number // 10 % 10 == 1 else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"
