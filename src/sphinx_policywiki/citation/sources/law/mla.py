"""Law in MLA style: MLA Handbook, 9th ed. (2021), 5.17 to 5.22 (governments) and 2.109.

The government and its organ stand in the author's place; titles of laws are in roman type
and those of cases in italics; the collection is the container.
"""

from __future__ import annotations

from typing import Final

from sphinx_policywiki.citation.dates import day_short_month_year
from sphinx_policywiki.citation.numbers import ordinal
from sphinx_policywiki.citation.sources.law.instrument import Instrument
from sphinx_policywiki.citation.sources.law.jurisdictions import country
from sphinx_policywiki.citation.sources.law.parts import court, name, title
from sphinx_policywiki.citation.text import RichText, ended, italic, joined, link, rich

#: Who makes law: the government first, then its organ (5.20).
_MAKERS: Final = {
    "eu-act": "European Union",
    "eu-document": "European Union",
    "eu-case": "European Union, Court of Justice",
    "echr-case": "Council of Europe, European Court of Human Rights",
    "uk-act": "United Kingdom, Parliament",
    "uk-instrument": "United Kingdom",
    "uk-bill": "United Kingdom, Parliament",
    "us-statute": "United States, Congress",
    "us-code": "United States, Congress",
    "us-bill": "United States, Congress",
    "us-order": "United States, Executive Office of the President",
    "us-regulation": "United States",
}
_COURTS: Final = {
    "UKSC": "Supreme Court",
    "SC": "Supreme Court",
    "HL": "House of Lords",
    "UKHL": "House of Lords",
    "PC": "Privy Council",
    "UKPC": "Privy Council",
    "CA": "Court of Appeal",
    "EWCA": "Court of Appeal",
    "EWHC": "High Court",
}
#: Containers are named in full, and so are the organs of state (5.35).
_COLLECTIONS: Final = {
    "fed reg": "Federal Register",
    "stat": "United States Statutes at Large",
    "usc": "United States Code",
    "us": "United States Reports",
    "cfr": "Code of Federal Regulations",
    "ac": "Appeal Cases",
    "unts": "United Nations Treaty Series",
    "cets": "Council of Europe Treaty Series",
    "ecr": "European Court Reports",
    "ehrr": "European Human Rights Reports",
}


def reference(instrument: Instrument) -> RichText:
    """Return the entry of *instrument* in the list of works cited."""
    case = instrument.source.type == "legal_case"
    work = title(instrument, versus="v.", capitals=True)
    head = joined(". ", _maker(instrument), italic(work) if case else work)
    url = instrument.source.url
    container = joined(", ", *_container(instrument), link(url) if url else "")
    return ended(joined(". ", head, container), ".")


def short(instrument: Instrument) -> RichText:
    """Return the name of *instrument* in the text."""
    shown = name(instrument, versus="v.", capitals=True)
    return italic(shown) if instrument.source.type == "legal_case" else shown


def _maker(instrument: Instrument) -> str:
    body = instrument.court
    match instrument.kind:
        case "us-case" if not body or "supreme court" in body.lower():
            return "United States, Supreme Court"
        case "us-case":
            return body
        case "uk-case":
            return _british_court(instrument)
        case kind if instrument.congress:
            return _MAKERS.get(kind, "United States, Congress")
        case kind:
            return _MAKERS.get(kind, body or country(instrument.source.jurisdiction, "full"))


def _british_court(instrument: Instrument) -> str:
    neutral = instrument.neutral.split(" ")[1:2] or [court(instrument)]
    known = _COURTS.get(neutral[0])
    return f"United Kingdom, {known}" if known else instrument.court


def _container(instrument: Instrument) -> tuple[RichText, ...]:
    """Return collection, volume, number, date and page, in the order of the template (5.31)."""
    if instrument.kind == "eu-act":
        series = f"{instrument.journal_series} series" if instrument.journal_series else ""
        journal = italic("Official Journal of the European Union") if instrument.journal else ""
        issue = f"no. {instrument.journal_issue}" if instrument.journal_issue else ""
        parts = (rich(journal), rich(series if journal else ""), rich(issue))
    else:
        key = instrument.report.replace(".", "").casefold()
        volume = f"vol. {instrument.volume}" if instrument.volume and instrument.report else ""
        collection = italic(_COLLECTIONS.get(key, instrument.report))
        number = rich(_number(instrument))
        code = instrument.kind in {"us-code", "us-regulation", "treaty"}
        parts = (collection, rich(volume), number) if code else (number, collection, rich(volume))
    issued = instrument.source.issued
    told = instrument.tells_year and issued and not issued.month
    date = "" if told else instrument.day(day_short_month_year)
    page = f"p. {instrument.page}" if instrument.page and instrument.report else ""
    return (*parts, rich(date), rich(page))


def _number(instrument: Instrument) -> str:
    """Return the number of the law, with its words in full."""
    if instrument.kind == "us-bill":
        congress = f"{ordinal(instrument.congress)} Congress" if instrument.congress else ""
        number = instrument.bill_number.replace("H.R.", "House Bill", 1)
        return ", ".join(filter(None, (congress, number)))
    if instrument.kind == "us-order":
        known = instrument.order_number in instrument.source.title
        return "" if known else f"Executive Order {instrument.order_number}"
    word, number = {
        "us-statute": ("Public Law", instrument.public_law),
        "us-code": ("sec.", instrument.section),
        "us-regulation": ("sec.", instrument.source.section and instrument.section),
        "uk-act": ("Chapter", instrument.chapter),
        "uk-bill": (f"{instrument.house} Bill".strip(), instrument.bill_number),
        "uk-instrument": ("", instrument.instrument_number),
        "uk-case": ("", instrument.neutral),
        "eu-case": ("Joined Cases" if instrument.joined_cases else "Case", instrument.case_number),
        "treaty": ("no.", instrument.series_and_number),
    }.get(instrument.kind, ("", instrument.number))
    return f"{word} {number}".strip() if number else ""
