"""Law in the numeric styles IEEE and Vancouver.

IEEE: IEEE Reference Guide (2023), II "Government documents", "Legal citations": the
legislative body, the date in brackets, the number and the title. Vancouver: the National
Library of Medicine sends legal documents to The Bluebook (Citing Medicine, 2nd ed.,
"Legal documents"), and adds where they were found.
"""

from __future__ import annotations

from typing import Final

from sphinx_policywiki.citation.dates import short_month_day_year
from sphinx_policywiki.citation.numbers import ordinal
from sphinx_policywiki.citation.sources.ieee_elements import full, month
from sphinx_policywiki.citation.sources.law import bluebook
from sphinx_policywiki.citation.sources.law.bluebook_foreign import treaty_series
from sphinx_policywiki.citation.sources.law.instrument import Instrument, thousands
from sphinx_policywiki.citation.sources.law.jurisdictions import country
from sphinx_policywiki.citation.sources.law.parts import brackets, name, title
from sphinx_policywiki.citation.text import RichText, ended, italic, joined, link, plain, rich
from sphinx_policywiki.model import PartialDate

_BODIES: Final = {
    "eu-act": "European Union",
    "eu-document": "European Commission",
    "uk-act": "U.K. Parliament",
    "uk-bill": "U.K. Parliament",
    "uk-instrument": "U.K. Government",
    "us-statute": "U.S. Congress",
    "us-code": "U.S. Congress",
    "us-bill": "U.S. Congress",
    "us-order": "Executive Office of the President of the U.S.",
    "us-regulation": "U.S. Government",
}


def vancouver(instrument: Instrument) -> RichText:
    """Return the entry of *instrument* in Vancouver style."""
    body, url = ended(plain(bluebook.citation(instrument)), "."), instrument.source.url
    return joined(" ", body, rich("Available from: ", link(url)) if url else "")


def ieee(instrument: Instrument) -> RichText:
    """Return the entry of *instrument* in IEEE style."""
    body = ended(_case(instrument) if _is_case(instrument) else _document(instrument), ".")
    url = instrument.source.url
    return joined(" ", body, rich("[Online]. Available: ", link(url)) if url else "")


def short(instrument: Instrument) -> RichText:
    """Return the name of *instrument* in the text."""
    shown = name(instrument, versus="v.")
    return italic(shown) if _is_case(instrument) else shown


def _is_case(instrument: Instrument) -> bool:
    return instrument.source.type == "legal_case"


def _case(instrument: Instrument) -> RichText:
    """Name in italics, then report and court as The Bluebook has them."""
    citation = bluebook.citation(instrument)
    parties = title(instrument, versus="v.")
    text, shown = plain(citation), plain(parties)
    if not shown or shown not in text:
        return citation
    before, _parties, after = text.partition(shown)
    bluebook_day, day = instrument.day(short_month_day_year), instrument.day(full)
    return rich(before, italic(parties), after.replace(bluebook_day, day) if day else after)


def _document(instrument: Instrument) -> RichText:
    """Body, Congress, date in brackets; number, title, and where it is printed."""
    what = joined(", ", _number(instrument), italic(title(instrument)), _printed(instrument))
    congress = f"{ordinal(instrument.congress)} Congress" if instrument.congress else ""
    body = joined(". ", _body(instrument), congress)
    if not body:
        day = "" if instrument.tells_year else instrument.day(full)
        return joined(", ", what, day)
    return joined(". ", joined(" ", ended(body, "."), brackets(instrument.day(_date))), what)


def _body(instrument: Instrument) -> str:
    """Return who made the law: of a state's or another country's the body, or else these."""
    if instrument.state:
        regulation = instrument.source.type == "regulation"
        default = "" if regulation else "Legislature"
        return instrument.court or f"{instrument.state.name} {default}".strip()
    if known := _BODIES.get(instrument.kind):
        return known
    if instrument.congress:
        return "U.S. Congress"
    return instrument.court or country(instrument.source.jurisdiction, "full")


def _number(instrument: Instrument) -> str:
    law, order = instrument.public_law, instrument.order_number
    other = "" if instrument.is_chapter else instrument.number_unless_told
    told = not order or order in instrument.source.title
    return {
        "us-bill": instrument.bill_number,
        "us-statute": f"Pub. L. No. {law}" if law else other,
        "us-order": "" if told else f"Exec. Order No. {thousands(order)}",
        "uk-act": "",
        "uk-bill": f"{instrument.house} Bill {instrument.bill_number}".strip(),
        "uk-instrument": instrument.instrument_number,
        "eu-act": "",
        "treaty": "",
    }.get(instrument.kind, other)


def _printed(instrument: Instrument) -> str:
    if instrument.kind == "eu-act":
        issue = f"{instrument.journal_series} {instrument.journal_issue}"
        page = f"p. {instrument.page}" if instrument.page else ""
        parts = ("Off. J. Eur. Union", issue, page) if instrument.journal else ()
        return ", ".join(filter(None, parts))
    if instrument.kind == "treaty":
        return treaty_series(instrument)
    if instrument.kind == "uk-act":
        return f"c. {instrument.chapter}" if instrument.chapter else ""
    code = instrument.kind in {"us-code", "us-regulation"} and instrument.source.section
    last = f"§ {instrument.section}" if code else instrument.page
    where = " ".join(filter(None, (instrument.collection, last)))
    return ", ".join(filter(None, (instrument.number if instrument.is_chapter else "", where)))


def _date(date: PartialDate) -> str:
    """Return "2022, Feb. 03": the months and days of all sources, after the year."""
    day = f"{date.day:02}" if date.day else ""
    return ", ".join(filter(None, (str(date.year), f"{month(date)} {day}".strip())))
