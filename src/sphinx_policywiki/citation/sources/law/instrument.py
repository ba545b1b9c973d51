"""A legal source as a plain record, read from the variables of CSL as people fill them.

Zotero, JabRef and BibLaTeX put a public law's number, a neutral citation or the issue of
the Official Journal into different variables, with or without the words around them;
here they are brought into one form.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources.law.jurisdictions import court_or_body
from sphinx_policywiki.citation.sources.law.kinds import Kind, kind_of
from sphinx_policywiki.citation.sources.law.states import State, state_of
from sphinx_policywiki.citation.titles import unmarked
from sphinx_policywiki.model import PartialDate

#: A page, with the Roman part of European Court Reports: "I-7879".
_FIRST_PAGE: Final = re.compile(r"(?:[IVX]+ ?(?:[-–/]|, ?) ?)?[\w./]+")
_NEUTRAL: Final = re.compile(
    r"(?:\[(?P<year>\d{4})\] ?)?(?P<court>[A-Z]{4,7}|EAT)(?: (?P<side>Civ|Crim|Fam))?"
    r"(?: \((?P<division>[\w ]+)\))?(?: (?P<number>\d+))?(?: \((?P<after>[\w ]+)\))?"
)
#: The courts that number their judgments (Practice Direction [2001] 1 WLR 194 and later).
_NEUTRAL_COURTS: Final = frozenset(
    [
        "UKSC",
        "UKHL",
        "UKPC",
        "EWCA",
        "EWHC",
        "EWFC",
        "EWCOP",
        "EWCC",
        "UKUT",
        "UKFTT",
        "UKEAT",
        "UKAIT",
        "UKSIAC",
        "UKIPTRIB",
        "CSIH",
        "CSOH",
        "HCJAC",
        "SAC",
        "NICA",
        "NIQB",
        "NIKB",
        "NICH",
        "NIFAM",
        "NICC",
        "EAT",
        "CAT",
    ]
)
_ECLI: Final = re.compile(r"(?:ECLI:)?(EU:[CTF]:\d{4}:\d+)")
_EU_NUMBER: Final = re.compile(r"\b(\d{4}/\d+)\b")
_EU_TITLE_NUMBER: Final = re.compile(r"\((?:EU|CFSP|Euratom|EU, Euratom)\) (\d{4}/\d+)")
_SESSION: Final = re.compile(r"\b(\d{4})[-–/](\d{2,4})\b")
_CONGRESS: Final = re.compile(r"\b(\d{1,3})(?:st|nd|rd|d|th)?\b")
#: The day from which every act is an Official Journal of its own, with the number of the
#: act instead of issue and page ("New Publication Mode for the EU Official Journal", eucrim,
#: 29 December 2023).
_ACT_BY_ACT: Final = 2023, 10


@dataclass(frozen=True)
class Instrument:
    """A legal source: *kind* says what it is; texts that are missing are empty."""

    source: Source
    kind: Kind

    @property
    def year(self) -> str:
        """The year of the date."""
        return self.source.year

    def day(self, write: Callable[[PartialDate], str]) -> str:
        """Return the date as *write* has it; empty if it is not known."""
        return write(self.source.issued) if self.source.issued else ""

    @cached_property
    def tells_year(self) -> bool:
        """Whether the title ends in the year: "Online Safety Act 2023"."""
        return bool(self.year) and bool(
            re.search(rf"\b{self.year}(?: \([\w. ]+\))?$", unmarked(self.source.title))
        )

    @property
    def shows_year(self) -> bool:
        """Whether the title or the number of the volume tells the year already."""
        return self.tells_year or self.is_printed_by_year

    @property
    def is_printed_by_year(self) -> bool:
        """Whether the year is that of the volume: "2025 Cal. Stat."."""
        return bool(self.year) and bool(re.match(rf"{self.year}\b", self.collection))

    @cached_property
    def state(self) -> State | None:
        """The American state whose law it is."""
        return state_of(self.source.jurisdiction)

    @property
    def state_unless_printed(self) -> str:
        """The state as The Bluebook has it, unless the name of the collection tells it."""
        if not self.state or re.match(
            rf"(?:\d+ )?(?:{re.escape(self.state.abbreviation)}|{self.state.name}\b)",
            self.collection,
        ):
            return ""
        return self.state.abbreviation

    @cached_property
    def number(self) -> str:
        """The number as it is given, on one line."""
        return " ".join(self.source.number.split())

    @property
    def number_unless_told(self) -> str:
        """The number of a state's law, unless it is in the title: "Executive Order N-12-23"."""
        return "" if self.state and self.number in self.source.title else self.number

    @cached_property
    def court(self) -> str:
        """The court or the body."""
        return court_or_body(self.source)

    @cached_property
    def volume(self) -> str:
        """The volume of the report, collection or code."""
        return self.source.volume

    @cached_property
    def page(self) -> str:
        """The first page; all others are left out in law (OSCOLA 2.1.4, Bluebook R3.2)."""
        match = _FIRST_PAGE.match(self.source.pages)
        return match[0] if match else self.source.pages

    @cached_property
    def section(self) -> str:
        """The section of a code, without its sign."""
        text = self.source.section or self.source.chapter_number or self.source.pages
        return re.sub(r"^(?:§§?|[Ss]ec(?:tion|\.)?|s\.) ?", "", text)

    @cached_property
    def report(self) -> str:
        """The report, collection or code in which it is printed."""
        return self.source.container_title

    @property
    def collection(self) -> str:
        """Volume and report: "88 Fed. Reg."."""
        return " ".join(filter(None, (self.volume, self.report)))

    @property
    def printed(self) -> str:
        """Volume, report and page: "88 Fed. Reg. 75191"."""
        return " ".join(filter(None, (self.collection, self.page)))

    @cached_property
    def neutral(self) -> str:
        """The neutral citation of a British judgment: "[2001] EWCA Civ 1117"."""
        for text in (self.number, f"{self.court} {self.number}", self.report):
            match = _NEUTRAL.fullmatch(text)
            if not match or match["court"].upper() not in _NEUTRAL_COURTS:
                continue
            year = match["year"] or self.year
            number = match["number"] or (self.source.volume if text == self.report else "")
            if year and (number := number or (self.page if text == self.report else "")):
                return _neutral(match, year, number)
        return ""

    @cached_property
    def ecli(self) -> str:
        """The European Case Law Identifier, without its first part: "EU:C:2017:936"."""
        places = (self.number, self.source.note, self.source.archive_location, self.source.url)
        return next((match[1] for text in places if (match := _ECLI.search(text))), "")

    @cached_property
    def case_number(self) -> str:
        """The number of a case before a European court, without words: "C-176/03"."""
        text = _ECLI.sub("", self.number).strip(" ,;")
        words = r"^(?:joined )?(?:cases?|app(?:lications?|l?\.)?)?(?: ?nos?\.?)? ?"
        return re.sub(words, "", text, flags=re.IGNORECASE)

    @property
    def numbered_case(self) -> str:
        """The number of a case with its word: "Case C-176/03", "Joined Cases …"."""
        word = "Joined Cases" if self.joined_cases else "Case"
        return f"{word} {self.case_number}" if self.case_number else ""

    @cached_property
    def document_number(self) -> str:
        """The number of a document of a European body: "COM (2013) 59 final"."""
        return re.sub(r"^(\w+) ?\(?(\d{4})\)?[ /]*", r"\1 (\2) ", self.number)

    @cached_property
    def joined_cases(self) -> bool:
        """Whether the number is that of several cases."""
        return len(re.findall(r"\d+/\d+", self.case_number)) > 1

    @cached_property
    def journal_series(self) -> str:
        """The series of the Official Journal: "L"; that of acts, if none is named."""
        text = f"{self.report} {self.source.collection_title} {self.source.volume}"
        match = re.search(r"\b([LCS])(?: ?I)?(?:\b|(?=\d))", re.sub(r"\bO\.?J\.?", "", text))
        return match[1] if match else "L" if self._act_by_act_number else ""

    @cached_property
    def journal_issue(self) -> str:
        """The issue of the Official Journal: "119", or since October 2023 "2024/1689"."""
        for text in (self.source.issue, self.source.volume, self.report):
            match = re.search(r"(?:^|[LCS] ?)(\d+(?:/\d+)?)\b", text)
            if match and match[1] != self.year:
                return match[1]
        return "" if self.source.pages else self._act_by_act_number

    @cached_property
    def journal(self) -> str:
        """Where in the Official Journal it is: "L119/1", "L2024/1689"; empty if not known."""
        if not self.journal_issue or not self.journal_series:
            return ""
        return "/".join(filter(None, (f"{self.journal_series}{self.journal_issue}", self.page)))

    @cached_property
    def _act_by_act_number(self) -> str:
        issued = self.source.issued
        if not issued or (issued.year, issued.month or 12) < _ACT_BY_ACT:
            return ""
        match = _EU_NUMBER.search(self.number) or _EU_TITLE_NUMBER.search(self.source.title)
        return match[1] if match else ""

    @cached_property
    def instrument_number(self) -> str:
        """The number of a British statutory instrument: "SI 2004/3166"."""
        series = re.match(r"(SI|SSI|WSI|NISR)\b", self.number)
        in_url = re.search(r"legislation\.gov\.uk/uk(si)/|/(ssi|wsi|nisr)/", self.source.url)
        name = series[1] if series else (in_url[1] or in_url[2]).upper() if in_url else "SI"
        digits = re.findall(r"\d+", self.number)
        match digits:
            case [year, number, *_]:
                return f"{name} {year}/{number}"
            case [number]:
                year = self.year or "".join(re.findall(r"\d{4}$", self.source.title))
                return f"{name} {year}/{number}" if year else f"{name} {number}"
            case _:
                return ""

    @cached_property
    def chapter(self) -> str:
        """The chapter number of a British act: "50"."""
        match = re.search(r"\d+", self.number)
        return match[0] if match and re.fullmatch(r"(?:c\.?|ch\.?)? ?\d+", self.number) else ""

    @cached_property
    def is_chapter(self) -> bool:
        """Whether the number is that of a chapter in a collection: "ch. 138"."""
        return bool(re.match(r"(?i:c|ch|chap|chapter)\.? ?\d", self.number))

    @cached_property
    def session(self) -> str:
        """The session of a parliament that counts by years: "2008–09"."""
        for text in (self.source.chapter_number, self.number, self.court, self.source.note):
            if match := _SESSION.search(text):
                return f"{match[1]}–{match[2]}"
        return ""

    @cached_property
    def house(self) -> str:
        """The house of the British parliament that has a bill: "HC" or "HL"."""
        text = f"{self.number} {self.court} {self.source.title}"
        lords = re.search(r"\bHL\b|\bLords\b", text)
        return "HL" if lords else "HC" if re.search(r"\bHC\b|\bCommons\b", text) else ""

    @cached_property
    def bill_number(self) -> str:
        """The number of a bill: "H.R. 6580", or what it is elsewhere."""
        if self.kind == "uk-bill":
            match = re.search(r"(\d+)\]?$", _SESSION.sub("", self.number).rstrip("() "))
            return match[1] if match else ""
        match = re.fullmatch(
            r"(?:\d+ )?(H|S)\.? ?(R\.? ?)?(J\.? ?|Con\.? ?)?(Res(?:\.|olution)? ?)?"
            r"(?:No\.? ?)?(\d+)",
            self.number,
        )
        if not match:
            return self.number
        house = f"{match[1]}.R." if match[2] and not match[4] else f"{match[1]}."
        joint = {"J": "J.", "C": "Con."}.get((match[3] or "")[:1], "")
        return " ".join(filter(None, (house, joint, match[4] and "Res.", match[5])))

    @cached_property
    def congress(self) -> str:
        """The number of the American Congress: "117"."""
        if self.state:
            return ""
        if "cong" in self.court.lower() and (match := _CONGRESS.search(self.court)):
            return match[1]
        american = self.kind in {"us-bill", "hearing"}
        if american and (match := _CONGRESS.search(self.source.chapter_number)):
            return match[1]
        match = re.match(r"(\d+) [HS]\.", self.number)
        return match[1] if match else ""

    @cached_property
    def public_law(self) -> str:
        """The number of an act of Congress: "116-283"."""
        if self.state:
            return ""
        match = re.search(r"\b(\d+)[-–](\d+)\b", self.number)
        return f"{match[1]}-{match[2]}" if match else ""

    @cached_property
    def order_number(self) -> str:
        """The number of an American executive order: "14110"."""
        pattern = r"(?i:(?:exec(?:utive|\.) order|e\.?o\.?)(?: no\.?)? )?([\d,]+)\b"
        match = re.match(pattern, self.number) or re.match(pattern, self.source.title)
        return match[1].replace(",", "") if match else ""

    @cached_property
    def treaty_series(self) -> str:
        """The series of treaties, abbreviated without stops: "UNTS", "CETS"."""
        plain = self.report.replace(".", "")
        return _TREATY_SERIES.get(plain.lower(), plain)

    @cached_property
    def entry_into_force(self) -> str:
        """The date on which a treaty entered into force, as it is written in the note."""
        for text in (self.source.note, self.source.status):
            if match := re.search(r"(?i:entered into force)[: ]*(?:on )?([\w, ]+\d{4})", text):
                return match[1]
        return ""

    @cached_property
    def series_and_number(self) -> str:
        """The number of a treaty in its series: "225"."""
        match = re.search(r"\d+", self.number)
        return match[0] if match else ""


_TREATY_SERIES: Final = {
    "united nations treaty series": "UNTS",
    "league of nations treaty series": "LNTS",
    "council of europe treaty series": "CETS",
    "european treaty series": "ETS",
    "international legal materials": "ILM",
}


def read(source: Source) -> Instrument:
    """Return the record of *source*."""
    return Instrument(source, kind_of(source))


def _neutral(match: re.Match[str], year: str, number: str) -> str:
    division = match["division"] or match["after"]
    court = " ".join(filter(None, (match["court"], match["side"])))
    return f"[{year}] {court} {number}" + (f" ({division})" if division else "")


def thousands(number: str) -> str:
    """Return a number of five figures or more with commas (Bluebook R6.2(a)(vii))."""
    return f"{int(number):,}" if re.fullmatch(r"[0-9]{5,12}", number) else number
