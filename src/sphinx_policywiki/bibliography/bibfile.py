"""The entries of a BibTeX or BibLaTeX file as they stand there, with their lines.

pybtex reads the entries; this module leads it through the file. After a syntax error it
would go on where the entry ended for it, which for a brace that is not closed is the end of
the file. So from the first broken entry on the file is cut where a line begins an entry, and
each piece is read by itself: that costs no more than reading it once again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from pybtex.database.input.bibtex import DuplicateField, LowLevelParser, UndefinedMacro
from pybtex.exceptions import PybtexError
from pybtex.scanner import PrematureEOF
from pybtex.utils import CaseInsensitiveDict

from sphinx_policywiki.bibliography.lines import Lines
from sphinx_policywiki.bibliography.problems import Found
from sphinx_policywiki.citation.dates import BIBTEX_MONTHS, MONTHS

#: What may stand between entries: comments to the end of the line (biber), and anything else.
_NEXT: Final = re.compile(r"%[^\n]*|(?<!\w)@(?=\s*\w+\s*[{(])|^[ \t]*@(?=[ \t]*\w)", re.MULTILINE)
_BEGINS: Final = re.compile(r"^[ \t]*@\s*\w+\s*[{(]", re.MULTILINE)
_COMMENT: Final = re.compile(r"@\s*comment\s*(\{)?", re.IGNORECASE)
_BRACE: Final = re.compile(r"[{}]")
#: Errors after which the rest of the entry is read.
_MILD: Final = (DuplicateField, UndefinedMacro)
#: Older names of fields (biblatex manual, 2.2.5).
_ALIASES: Final = {
    "address": "location",
    "archiveprefix": "eprinttype",
    "journal": "journaltitle",
    "primaryclass": "eprintclass",
    "school": "institution",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a file: its type and the names of its fields in lower case.

    *line* is where it begins; *whole* says that nothing of it had to be left out.
    """

    type: str
    key: str
    fields: dict[str, str]
    line: int = 0
    whole: bool = True


def entries(text: str, found: Found) -> list[Entry]:
    """Return the entries in *text*; what is broken is reported to *found*."""
    reader = _Reader(text, found)
    start = reader.read(0, len(text), stop=True)
    if start < len(text):
        later = (m.start() for m in _BEGINS.finditer(text, start) if m.start() > start)
        for begin, end in pairwise([start, *later, len(text)]):
            reader.read(begin, end, stop=False)
    return reader.entries


class _Reader:
    def __init__(self, text: str, found: Found) -> None:
        self.text = text
        self.found = found
        self.lines = Lines(text)
        self.entries: list[Entry] = []
        self.macros = CaseInsensitiveDict(zip(BIBTEX_MONTHS, MONTHS, strict=True))
        self.errors: list[PybtexError] = []

    def read(self, begin: int, end: int, *, stop: bool) -> int:
        """Read the entries from *begin* to *end*; with *stop* up to the first broken one.

        Return where that one begins, else *end*.
        """
        parser = LowLevelParser(
            self.text[begin:end], macros=self.macros, handle_error=self.errors.append
        )
        while match := _NEXT.search(parser.text, parser.pos):
            parser.pos = match.end()
            if match[0].startswith("%"):
                continue
            start = match.end() - 1
            if comment := _COMMENT.match(parser.text, start):
                parser.pos = _after_comment(parser.text, comment)
                continue
            parser.command_start = start
            self.errors.clear()
            entry = self._command(parser)
            if stop and not all(isinstance(error, _MILD) for error in self.errors):
                return begin + start
            self._keep(entry, self.lines.at(begin + start), begin)
        return end

    def _command(self, parser: LowLevelParser) -> Entry | None:
        """Return what pybtex reads as an entry, None if it is none or its start is broken."""
        try:
            name, body = parser.parse_command()
        except PybtexError as error:
            self.errors.append(error)
            return None
        if name.lower() in {"string", "preamble"}:
            return None
        key, fields = body
        return Entry(name.lower(), key or "", self._fields(key, fields))

    def _keep(self, entry: Entry | None, line: int, begin: int) -> None:
        if entry and re.search(r"^$|[={}\"]", entry.key):
            self.found.report(line, f"@{entry.type} has no key; write @{entry.type}{{KEY, …")
            return
        name = f"entry {entry.key}" if entry and entry.key else "what begins here"
        for error in self.errors:
            self.found.report(line, f"{name}: {self._message(error, line, begin)}")
        if entry and (entry.fields or not self.errors):
            whole = all(isinstance(error, _MILD) for error in self.errors)
            self.entries.append(replace(entry, line=line, whole=whole))

    def _message(self, error: PybtexError, line: int, begin: int) -> str:
        text = str(error.args[0]) if error.args else str(error)
        if isinstance(error, DuplicateField):
            return f"{text}; the first one counts"
        if isinstance(error, UndefinedMacro):
            return f"the string {text!r} is not defined; write it in braces or define it by @string"
        if isinstance(error, PrematureEOF):
            return "it does not end; a brace or a quotation mark is not closed"
        at = self.lines.at(begin + error.error_context_info[2])
        where = f" in line {at}" if at != line else ""
        return f"{text}{where}; what follows there of this entry is not read"

    def _fields(self, key: str, pairs: list[tuple[str, list[str]]]) -> dict[str, str]:
        fields: dict[str, str] = {}
        for name, parts in pairs:
            low = name.lower()
            if low in fields:
                self.errors.append(DuplicateField(key, low))
            fields.setdefault(low, " ".join("".join(parts).split()))
        return {_ALIASES.get(name, name): fields[name] for name in reversed(fields)}


def _after_comment(text: str, comment: re.Match[str]) -> int:
    """Return where the comment ends: at its closing brace, if it has one, as for biber."""
    depth = 1
    if comment[1]:
        for brace in _BRACE.finditer(text, comment.end()):
            depth += 1 if brace[0] == "{" else -1
            if not depth:
                return brace.end()
    return comment.end()
