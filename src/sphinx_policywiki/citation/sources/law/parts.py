"""Parts of citations of law that several styles share."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, Literal

from sphinx_policywiki.citation.sources.law.instrument import Instrument
from sphinx_policywiki.citation.sources.law.jurisdictions import NameStyle, country, place_of
from sphinx_policywiki.citation.text import RichText, rich
from sphinx_policywiki.citation.titles import headline, marked

_ORDER: Final = re.compile(r"(?i:(?:exec(?:utive|\.) order|e\.?o\.?)(?: no\.?)?) \d(?:[\d,]*\d)?")
Versus = Literal["v", "v.", ""]
#: Reports whose volumes are found by the year alone, so that it stands in square brackets
#: (OSCOLA 2.1.4); all others, with volumes of their own, have round ones.
_BY_YEAR: Final = frozenset(
    [
        "AC",
        "AllER",
        "AllERComm",
        "AllEREC",
        "BCC",
        "BCLC",
        "BusLR",
        "Ch",
        "CMLR",
        "CrAppRS",
        "CrimLR",
        "ECC",
        "ECR",
        "EGLR",
        "EMLR",
        "Env",
        "FamLaw",
        "Fam",
        "FCR",
        "FLR",
        "FSR",
        "HLR",
        "ICR",
        "IRLR",
        "JPL",
        "KB",
        "LlRep",
        "LloydsRep",
        "NI",
        "OJ",
        "P",
        "PLR",
        "PTSR",
        "QB",
        "RPC",
        "RTR",
        "SC",
        "SCCR",
        "SLT",
        "STC",
        "UKHRR",
        "WLR",
        "WeeklyLawReports",
    ]
)

#: What lawyers call the courts (OSCOLA 4th ed., 2.1.5; Bluebook T2.43).
_COURTS: Final = {
    "house of lords": "HL",
    "privy council": "PC",
    "judicial committee of the privy council": "PC",
    "supreme court": "SC",
    "supreme court of the united kingdom": "SC",
    "court of appeal": "CA",
    "court of appeal of england and wales": "CA",
    "queen's bench division": "QB",
    "king's bench division": "KB",
    "chancery division": "Ch",
    "family division": "Fam",
    "european court of justice": "ECJ",
    "court of justice of the european union": "CJEU",
    "european court of human rights": "ECtHR",
}


def court(instrument: Instrument) -> str:
    """Return the court, abbreviated if it is one of the well-known ones."""
    return _COURTS.get(instrument.court.replace("’", "'").casefold(), instrument.court)


def name(instrument: Instrument, *, versus: Versus = "", capitals: bool = False) -> RichText:
    """Return the name in the text: the short title; of an order its number."""
    short = instrument.source.title_short
    if instrument.kind == "us-order" and instrument.order_number and not short:
        return rich(f"Executive Order {instrument.order_number}")
    return title(instrument, text=short, versus=versus, capitals=capitals)


def order_title(instrument: Instrument) -> str:
    """Return "Executive Order 14110: Safe, Secure, …", as the text names it: number first.

    "Executive Order No. 14,110" at the start of a title is brought into that form.
    """
    number, text = instrument.order_number, instrument.source.title
    if instrument.kind != "us-order" or not number:
        return text
    known = f"Executive Order {number}"
    if match := _ORDER.match(text):
        return known + text[match.end() :]
    return f"{known}: {text}" if text else known


def title(
    instrument: Instrument, *, text: str = "", versus: Versus = "", capitals: bool = False
) -> RichText:
    """Return the title, or else *text*, with what the style has between parties."""
    source = instrument.source
    text = text or source.title
    if capitals:
        text = headline(text, source.language)
    runs = marked(text)
    if not versus or source.type != "legal_case":
        return runs
    return tuple(
        replace(run, text=re.sub(r"(?<=\s)(?:v|vs|versus)\.?(?=\s)", versus, run.text))
        for run in runs
    )


def brackets(text: str) -> str:
    """Return *text* in round brackets; nothing for nothing."""
    return f"({text})" if text else ""


def unstopped(text: str) -> str:
    """Return abbreviations without stops, initials closed up: "F. Supp." is "F Supp"."""
    closed = re.sub(r"(?<=\b[A-Z])\. ?(?=[A-Z]\.)", "", text)
    return " ".join(re.sub(r"(?<=[^\W\d_])\.", " ", closed).replace("’ ", "’").split())


def place_if_foreign(instrument: Instrument, style: NameStyle) -> str:
    """Return the country of a source whose law is no one's that the style knows."""
    source = instrument.source
    if not source.jurisdiction or place_of(source):
        return ""
    return country(source.jurisdiction, style)


def law_report(instrument: Instrument) -> str:
    """Return "[2008] 1 AC 884" or "(2010) 51 EHRR 10"; nothing without report or page."""
    if not instrument.report or not instrument.page:
        return ""
    by_year = re.sub(r"[ .’']", "", instrument.report) in _BY_YEAR or not instrument.volume
    year = f"[{instrument.year}]" if by_year else f"({instrument.year})"
    known = year if instrument.year else ""
    return " ".join(filter(None, (known, instrument.volume, instrument.report, instrument.page)))
