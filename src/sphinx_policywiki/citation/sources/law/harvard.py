"""Law in Harvard style: Cite Them Right (Pears and Shields, 12th ed., 2022), "Legal material".

Law is named by its title, which holds the year; the neutral citation, report or journal
follows as lawyers print it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from sphinx_policywiki.citation.dates import day_month_year
from sphinx_policywiki.citation.sources.law import bluebook
from sphinx_policywiki.citation.sources.law.instrument import Instrument
from sphinx_policywiki.citation.sources.law.jurisdictions import country
from sphinx_policywiki.citation.sources.law.kinds import Kind
from sphinx_policywiki.citation.sources.law.parts import (
    brackets,
    law_report,
    name,
    order_title,
    title,
)
from sphinx_policywiki.citation.text import (
    RichText,
    ended,
    in_quotes,
    italic,
    joined,
    link,
    plain,
    rich,
)

_SERIES_NAMES: Final = {
    "UNTS": "United Nations Treaty Series",
    "LNTS": "League of Nations Treaty Series",
    "CETS": "Council of Europe Treaty Series",
    "ETS": "European Treaty Series",
    "ILM": "International Legal Materials",
}


def reference(instrument: Instrument) -> RichText:
    """Return the entry of *instrument* in a list of references."""
    return ended(joined(". ", _body(instrument), _address(instrument)), ".")


def short(instrument: Instrument) -> RichText:
    """Return the name of *instrument* in the text: titles of acts and cases are italic."""
    shown = name(instrument)
    european = instrument.kind in {"eu-act", "eu-document"}
    return in_quotes(shown, "single") if european else italic(shown)


def _address(instrument: Instrument) -> RichText:
    source = instrument.source
    if not source.url:
        return ()
    accessed = f" (Accessed: {day_month_year(source.accessed)})" if source.accessed else ""
    return rich("Available at: ", link(source.url), accessed)


def _body(instrument: Instrument) -> RichText:
    return _BODIES.get(instrument.kind, _american)(instrument)


def _act(instrument: Instrument) -> RichText:
    """Title with year and chapter in italics ("UK statutes (Acts of Parliament)")."""
    chapter = f"c. {instrument.chapter}" if instrument.chapter else ""
    return italic(joined(", ", _dated(instrument), chapter))


def _instrument(instrument: Instrument) -> RichText:
    """Title with year in italics, number in brackets ("Statutory Instruments")."""
    return joined(" ", italic(_dated(instrument)), brackets(instrument.instrument_number))


def _dated(instrument: Instrument) -> RichText:
    """Return the title of an act with the year in it."""
    year = "" if instrument.tells_year else instrument.year
    return joined(" ", title(instrument), year)


def _european(instrument: Instrument) -> RichText:
    """Title in quotation marks, year, Official Journal, issue and page ("EU legislation")."""
    head = joined(" ", in_quotes(title(instrument), "single"), brackets(instrument.year))
    if instrument.kind == "eu-document":
        return joined(" ", head, instrument.number)
    if not instrument.journal:
        return head
    separator = ", " if "/" in instrument.journal_issue else ""
    issue = f"{instrument.journal_series}{separator}{instrument.journal_issue}"
    page = f"p. {instrument.page}" if instrument.page else ""
    return joined(", ", joined(" ", head, italic("Official Journal"), issue), page)


def _bill(instrument: Instrument) -> RichText:
    house = {"HC": "House of Commons", "HL": "House of Lords"}.get(instrument.house, "")
    number = f"{instrument.house} Bill {instrument.bill_number}".strip()
    shown = ", ".join(filter(None, (house, number if instrument.bill_number else "")))
    head = joined(" ", italic(title(instrument)), brackets(instrument.session or instrument.year))
    return joined(". ", head, shown)


def _case(instrument: Instrument) -> RichText:
    """Name in italics, neutral citation or report, court ("Law reports", "Neutral citations")."""
    known = joined(", ", instrument.neutral, law_report(instrument))
    court = "" if instrument.neutral else instrument.court
    if not known:
        when = ", ".join(filter(None, (court, instrument.day(day_month_year))))
        return joined(" ", italic(title(instrument)), brackets(when))
    return joined(" ", italic(title(instrument)), known, brackets(court))


def _european_case(instrument: Instrument) -> RichText:
    """Name in italics, year, number, and identifier or report ("Judgments of the ECJ")."""
    head = joined(" ", italic(title(instrument)), brackets(instrument.year))
    number = instrument.numbered_case
    if instrument.kind == "echr-case" and number:
        word = "App. nos" if instrument.joined_cases else "App. no."
        number = f"{word} {instrument.case_number}"
    report = joined(", ", italic(instrument.report), instrument.volume, instrument.page)
    identifier = f"ECLI:{instrument.ecli}" if instrument.ecli else report
    return joined(". " if number else " ", joined(" ", head, number), identifier)


def _treaty(instrument: Instrument) -> RichText:
    """Title in italics, year, series, volume and page ("International treaties")."""
    head = joined(" ", italic(title(instrument)), brackets(instrument.year))
    series = instrument.treaty_series
    number = f"no. {instrument.series_and_number}" if instrument.series_and_number else ""
    page = f"p. {instrument.page}" if instrument.page else ""
    where = joined(
        ", ", italic(_SERIES_NAMES.get(series, series)), instrument.volume or number, page
    )
    return joined(". ", head, where if series else "")


def _foreign(instrument: Instrument) -> RichText:
    """Title with its year, number and report, and the country."""
    year = "" if instrument.tells_year else brackets(instrument.year)
    head = joined(" ", italic(title(instrument)), year)
    place = country(instrument.source.jurisdiction, "oscola")
    return joined(" ", joined(", ", head, instrument.number, instrument.printed), brackets(place))


def _american(instrument: Instrument) -> RichText:
    """Return the title in italics, and the numbers as the United States print them.

    An order has its own number first, by which the text names it. Page numbers have no
    commas, which are American.
    """
    citation = plain(bluebook.citation(instrument, bluebook.APA))
    printed = title(instrument, versus="v.", capitals=instrument.kind not in {"us-case", "hearing"})
    numbers = citation.removeprefix(plain(printed))
    if instrument.kind == "us-order":
        numbers = re.sub(r"^Exec\. Order No\. [\d,]+?(?:, |(?= \())", "", citation)
    shown = title(instrument, text=order_title(instrument))
    return joined(", ", italic(shown), numbers.lstrip(", "))


_BODIES: Final[dict[Kind, Callable[[Instrument], RichText]]] = {
    "eu-act": _european,
    "eu-document": _european,
    "eu-case": _european_case,
    "echr-case": _european_case,
    "uk-act": _act,
    "uk-instrument": _instrument,
    "uk-bill": _bill,
    "uk-case": _case,
    "case": _case,
    "treaty": _treaty,
    "act": _foreign,
    "bill": _foreign,
}
