"""American law after The Bluebook, 21st ed. (2020), R12 to R14.

APA (7th ed., 11.5 to 11.7) and Chicago (18th ed., 14.170 and following) have these forms.
"""

from __future__ import annotations

import re

from sphinx_policywiki.citation.dates import short_month_day_year
from sphinx_policywiki.citation.numbers import is_several, ordinal
from sphinx_policywiki.citation.sources.law.instrument import Instrument, thousands
from sphinx_policywiki.citation.sources.law.parts import brackets, title
from sphinx_policywiki.citation.text import RichText, italic, joined, rich


def statute(instrument: Instrument, part: str) -> RichText:
    """Name, public law, part, Statutes at Large or United States Code, year (R12.3, R12.4)."""
    if instrument.kind == "us-code" and instrument.section:
        sign = "§§" if is_several(instrument.section) else "§"
        where = joined(", ", f"{instrument.collection} {sign} {instrument.section}", part)
        part = ""
    else:
        where = rich(instrument.printed)
    number = (
        f"Pub. L. No. {instrument.public_law}"
        if instrument.public_law
        else instrument.number_unless_told
    )
    body = joined(", ", title(instrument, capitals=True), number, part, where)
    return joined(" ", body, _state_and_year(instrument))


def _state_and_year(instrument: Instrument) -> str:
    """Return "(2015)", "(Cal. 2025)", or nothing after "2025 Cal. Stat." (R12.3, R12.4)."""
    year = "" if instrument.is_printed_by_year else instrument.year
    return brackets(" ".join(filter(None, (instrument.state_unless_printed, year))))


def order(instrument: Instrument, part: str, *, commas: bool) -> RichText:
    """Return number, part, C.F.R. or Federal Register, year (R14.7(b); APA 11.7)."""
    if not instrument.order_number:
        return statute(instrument, part)
    number = f"Exec. Order No. {thousands(instrument.order_number)}"
    body = joined(", ", number, part, _register(instrument, commas=commas))
    return joined(" ", body, brackets(instrument.year))


def _register(instrument: Instrument, *, commas: bool) -> str:
    page = thousands(instrument.page) if commas else instrument.page
    return " ".join(filter(None, (instrument.collection, page)))


def regulation(instrument: Instrument, part: str, *, commas: bool) -> RichText:
    """Name, title of the C.F.R., section and year, or Federal Register and day (R14.2)."""
    name = title(instrument, capitals=True)
    if re.match(r"F|f", instrument.report):
        proposed = "proposed" if "proposed" in instrument.source.status.lower() else ""
        day = instrument.day(short_month_day_year)
        body = joined(", ", name, _register(instrument, commas=commas), part)
        return joined(" ", body, brackets(f"{proposed} {day}".strip()))
    section = f"§ {instrument.section}" if instrument.section else ""
    body = joined(", ", name, joined(" ", instrument.collection, section), part)
    return joined(" ", body, brackets(instrument.year))


def bill(instrument: Instrument, part: str) -> RichText:
    """Title, number, Congress or session, part and year (R13.2; APA 11.6)."""
    session = f"{instrument.session} Leg." if instrument.state and instrument.session else ""
    where = session if instrument.state else _congress(instrument)
    body = joined(", ", title(instrument, capitals=True), instrument.bill_number, where)
    return joined(" ", body, part, _state_and_year(instrument))


def hearing(instrument: Instrument, part: str) -> RichText:
    """Title in italics, Congress, part and year, and who testified (R13.3; APA 11.6)."""
    body = joined(", ", italic(title(instrument)), _congress(instrument))
    witnesses = ", ".join(person.in_order for person in instrument.source.authors)
    testimony = f"(testimony of {witnesses})" if witnesses else ""
    return joined(" ", body, part, brackets(instrument.year), testimony)


def _congress(instrument: Instrument) -> str:
    """Return "117th Cong.", or the body that is no Congress."""
    return f"{ordinal(instrument.congress)} Cong." if instrument.congress else instrument.court
