"""Cases after The Bluebook, 21st ed. (2020), R10, R20.3 and R21.5.

The name stands in roman type in full citations (APA 11.4; Chicago 18th ed., 14.177), and a
comma follows it before the report of any country, as in APA's own pattern.
"""

from __future__ import annotations

import re
from typing import Final

from sphinx_policywiki.citation.dates import short_month_day_year
from sphinx_policywiki.citation.sources.law.instrument import Instrument
from sphinx_policywiki.citation.sources.law.parts import (
    brackets,
    court,
    law_report,
    place_if_foreign,
    title,
)
from sphinx_policywiki.citation.text import RichText, joined

#: Reports of the Supreme Court of the United States, which need not be named (R10.4(a)).
_SUPREME: Final = re.compile(r"U\.? ?S\.?|S\. ?Ct\.|L\. ?Ed\.(?: ?2d)?|United States Reports")


def judgment(instrument: Instrument, part: str) -> RichText:
    """Return the citation of the case *instrument* and of *part*, without address and stop."""
    name = title(instrument, versus="v.")
    match instrument.kind:
        case "us-case":
            report = joined(", ", name, _american_report(instrument), part)
            return joined(" ", report, _decided(instrument))
        case "eu-case":
            return _european(instrument, name, part)
        case "echr-case":
            return joined(", ", name, _strasbourg(instrument), part)
        case _:
            return _commonwealth(instrument, name, part)


def _american_report(instrument: Instrument) -> str:
    """Return "347 U.S. 483", "576 U.S. ___" where there is no page yet (R10.8.1; APA 11.4)."""
    if not instrument.report:
        number = re.sub(r"^(?i:no\.?|docket(?: no\.?)?) ?", "", instrument.number)
        return f"No. {number}" if number else ""
    return f"{instrument.collection} {instrument.page or '___'}"


def _decided(instrument: Instrument) -> str:
    """Return court and year; of a case in no report the day (R10.5)."""
    deciding = "" if _SUPREME.fullmatch(instrument.report) else instrument.court
    when = instrument.year if instrument.report else instrument.day(short_month_day_year)
    return brackets(" ".join(filter(None, (deciding, when))))


def _european(instrument: Instrument, name: RichText, part: str) -> RichText:
    """Return number, name, ECLI and day, or the year of the European Court Reports (R21.5.2)."""
    number = instrument.numbered_case
    if instrument.ecli or not instrument.report:
        ecli = f"ECLI:{instrument.ecli}" if instrument.ecli else ""
        day = brackets(instrument.day(short_month_day_year))
        return joined(" ", joined(", ", number, name, ecli, part), day)
    report = f"O.J. ({instrument.journal_series} {instrument.journal_issue})"
    if not instrument.report.startswith("O"):
        report = "E.C.R."
    where = " ".join(filter(None, (instrument.year, report, instrument.page)))
    return joined(", ", number, name, where, part)


def _strasbourg(instrument: Instrument) -> str:
    """Application number and report, or court and year (R21.5.3)."""
    report = re.sub(r"\.", "", instrument.report)
    if report == "EHRR" or report.lower() == "european human rights reports":
        where = f"{instrument.volume} Eur. H.R. Rep. {instrument.page}".strip()
        return f"{where} {brackets(instrument.year)}".strip()
    if report.startswith("ECHR") and instrument.volume:
        return f"{instrument.volume} Eur. Ct. H.R. {instrument.page}".strip()
    number = f"App. No. {instrument.case_number}, " if instrument.case_number else ""
    return f"{number}Eur. Ct. H.R. {brackets(instrument.year)}".strip()


def _commonwealth(instrument: Instrument, name: RichText, part: str) -> RichText:
    """Neutral citation and report: "[2004] UKHL 22, [2004] 2 AC 457" (R20.3, T2.43)."""
    where = joined(", ", instrument.neutral, law_report(instrument))
    country = place_if_foreign(instrument, "bluebook")
    if where:
        deciding = "" if instrument.neutral else court(instrument)
        return joined(" ", joined(", ", name, where, part), brackets(deciding), brackets(country))
    decided = f"{court(instrument)} {instrument.day(short_month_day_year)}".strip()
    body = joined(", ", name, instrument.number, part)
    return joined(" ", body, brackets(decided), brackets(country))
