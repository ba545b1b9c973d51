"""What collections, reports and courts are called in full in MLA style (MLA Handbook, 5.35)."""

from __future__ import annotations

import re
from typing import Final

from sphinx_policywiki.citation.sources.law.instrument import Instrument
from sphinx_policywiki.citation.sources.law.parts import court
from sphinx_policywiki.citation.sources.law.states import State, abbreviated

_COLLECTIONS: Final = {
    "fedreg": "Federal Register",
    "stat": "United States Statutes at Large",
    "usc": "United States Code",
    "us": "United States Reports",
    "sct": "Supreme Court Reporter",
    "f": "Federal Reporter",
    "fsupp": "Federal Supplement",
    "cfr": "Code of Federal Regulations",
    "ac": "Appeal Cases",
    "unts": "United Nations Treaty Series",
    "lnts": "League of Nations Treaty Series",
    "cets": "Council of Europe Treaty Series",
    "ets": "European Treaty Series",
    "ilm": "International Legal Materials",
    "ecr": "European Court Reports",
    "ehrr": "European Human Rights Reports",
}
#: Words in the names of the collections of states (Bluebook, 21st ed., T1.3).
_WORDS: Final = {
    "Admin.": "Administrative",
    "Ann.": "Annotated",
    "Bus.": "Business",
    "Civ.": "Civil",
    "Com.": "Commercial",
    "Comp.": "Compiled",
    "Consol.": "Consolidated",
    "Crim.": "Criminal",
    "Gen.": "General",
    "Gov't": "Government",
    "Gov’t": "Government",
    "Proc.": "Procedure",
    "Prof.": "Professions",
    "Pub.": "Public",
    "Regs.": "Regulations",
    "Rev.": "Revised",
    "Sess.": "Session",
    "Stat.": "Statutes",
}
_COURTS: Final = {
    "UKSC": "Supreme Court of the United Kingdom",
    "SC": "Supreme Court of the United Kingdom",
    "HL": "House of Lords",
    "UKHL": "House of Lords",
    "PC": "Judicial Committee of the Privy Council",
    "UKPC": "Judicial Committee of the Privy Council",
    "CA": "Court of Appeal",
    "EWCA": "Court of Appeal of England and Wales",
    "EWHC": "High Court of England and Wales",
}
_SERIES: Final = re.compile(r"(.+?)([2-9](?:d|nd|rd|th))")
_DISTRICT: Final = re.compile(r"(?:(?P<part>[NSEWCM])\. ?)?D\. ?(?P<state>.+)")
_PARTS: Final = {
    "N": "Northern ",
    "S": "Southern ",
    "E": "Eastern ",
    "W": "Western ",
    "C": "Central ",
    "M": "Middle ",
}
_CIRCUIT: Final = re.compile(r"(1st|2d|3d|\d{1,2}th|D\.C\.|Fed\.) Cir\.")
_CIRCUITS: Final = {
    "1st": "First",
    "2d": "Second",
    "3d": "Third",
    "4th": "Fourth",
    "5th": "Fifth",
    "6th": "Sixth",
    "7th": "Seventh",
    "8th": "Eighth",
    "9th": "Ninth",
    "10th": "Tenth",
    "11th": "Eleventh",
    "D.C.": "District of Columbia",
    "Fed.": "Federal",
}


def collection(report: str, state: State | None) -> str:
    """Return "Federal Supplement, 3d series" for "F. Supp. 3d"; what is not known stays."""
    if state:
        return _of_state(report, state)
    key = re.sub(r"[. ]", "", report).casefold()
    if known := _COLLECTIONS.get(key):
        return known
    match = _SERIES.fullmatch(key)
    known = _COLLECTIONS.get(match[1]) if match else None
    return f"{known}, {match[2]} series" if match and known else report


def _of_state(report: str, state: State) -> str:
    """Return "California Statutes" for "Cal. Stat."; a name with an unknown word stays."""
    if not report.startswith(f"{state.abbreviation} "):
        return report
    words = report.removeprefix(f"{state.abbreviation} ").replace("&", "and").split()
    spelt = " ".join([state.name, *(_WORDS.get(word, word) for word in words)])
    return report if "." in spelt else spelt


def british_court(instrument: Instrument) -> str:
    """Return "Supreme Court of the United Kingdom", or the court as it is given."""
    neutral = instrument.neutral.split(" ")[1:2] or [court(instrument)]
    return _COURTS.get(neutral[0], instrument.court)


def american_court(name: str) -> str:
    """Return "United States District Court for the Northern District of California"."""
    if not name or re.fullmatch(r"(?i:(?:u\.?s\.?|united states) )?(?i:supreme court).*", name):
        return "Supreme Court of the United States"
    if match := _CIRCUIT.fullmatch(name):
        circuit = _CIRCUITS.get(match[1])
        return f"United States Court of Appeals for the {circuit} Circuit" if circuit else name
    match = _DISTRICT.fullmatch(name)
    state = abbreviated(match["state"]) if match else None
    if not match or not state:
        return name
    part = _PARTS.get(match["part"], "")
    return f"United States District Court for the {part}District of {state.name}"
