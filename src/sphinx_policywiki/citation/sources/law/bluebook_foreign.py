"""Law of the European Union, the United Kingdom and others, and treaties.

The Bluebook, 21st ed. (2020), R20 and R21 with tables T2 to T4.
"""

from __future__ import annotations

import re

from sphinx_policywiki.citation.dates import month_day_year, short_month_day_year
from sphinx_policywiki.citation.sources.law.instrument import Instrument
from sphinx_policywiki.citation.sources.law.jurisdictions import country
from sphinx_policywiki.citation.sources.law.parts import brackets, title
from sphinx_policywiki.citation.text import RichText, italic, joined


def european_act(instrument: Instrument, part: str) -> RichText:
    """Title and Official Journal: "2016 O.J. (L 119) 1" (R21.9.1, T3.3).

    Since October 2023 the number of the act is that of the journal, which has no page:
    "2024 O.J. (L 2024/1689)".
    """
    name = title(instrument, capitals=True)
    if not instrument.journal:
        year = "" if instrument.tells_year else brackets(instrument.year)
        return joined(" ", joined(", ", name, part), year)
    issue = f"({instrument.journal_series} {instrument.journal_issue})"
    journal = " ".join(filter(None, (instrument.year, "O.J.", issue, instrument.page)))
    return joined(", ", name, part, journal)


def european_document(instrument: Instrument, part: str) -> RichText:
    """Title, number and day: "COM (2013) 59 final (Feb. 7, 2013)" (R21.9.3)."""
    day = brackets(instrument.day(short_month_day_year))
    body = joined(", ", italic(title(instrument, capitals=True)), instrument.document_number, part)
    return joined(" ", body, day)


def treaty(instrument: Instrument, part: str, *, full_months: bool) -> RichText:
    """Title, day of signature, and series (R21.4; APA 11.9)."""
    write = month_day_year if full_months else short_month_day_year
    series = treaty_series(instrument)
    day = instrument.day(write)
    return joined(", ", title(instrument, capitals=True), part, day, series)


def treaty_series(instrument: Instrument) -> str:
    """Return "189 U.N.T.S. 137", "C.E.T.S. No. 225" (T4)."""
    name = instrument.treaty_series
    if re.fullmatch(r"[A-Z]{3,5}", name):
        name = f"{'.'.join(name)}."
    if instrument.volume:
        return " ".join(filter(None, (instrument.volume, name, instrument.page)))
    number = instrument.series_and_number
    return f"{name} No. {number}" if name and number else name


def british(instrument: Instrument, part: str) -> RichText:
    """Short title and year, chapter or number, and country (T2.43)."""
    name = title(instrument, capitals=True)
    match instrument.kind:
        case "uk-act":
            number = f"c. {instrument.chapter}" if instrument.chapter else ""
        case "uk-instrument":
            number = instrument.instrument_number
        case _:
            house = f"{instrument.house} Bill".strip()
            number = f"{house} [{instrument.bill_number}]" if instrument.bill_number else ""
    year = "" if instrument.tells_year else instrument.year
    session = instrument.session if instrument.kind == "uk-bill" else ""
    dated = joined(", ", joined(" ", name, "" if session else year), session)
    return joined(" ", joined(", ", dated, number, part), "(UK)")


def foreign(instrument: Instrument, part: str) -> RichText:
    """Title, number, where it is printed, year and country (R20.5)."""
    body = joined(
        ", ", title(instrument, capitals=True), instrument.number, instrument.printed, part
    )
    year = "" if instrument.shows_year else instrument.year
    place = country(instrument.source.jurisdiction, "bluebook")
    return joined(" ", body, brackets(year), brackets(place))
