"""Law in MLA style: MLA Handbook, 9th ed. (2021), with "Documenting Legal Works in MLA Style".

An entry begins with what the text names, since a citation must lead to the first element
of its entry (6.1; so the MLA Style Center has laws begin with their titles). Number, the
government as publisher and the day of the law follow, and then the collection as container
(5.31). Titles of laws are in roman type and those of cases in italics (2.109).
"""

from __future__ import annotations

import re
from typing import Final

from sphinx_policywiki.citation.dates import day_short_month_year
from sphinx_policywiki.citation.numbers import ordinal
from sphinx_policywiki.citation.sources.law.instrument import Instrument
from sphinx_policywiki.citation.sources.law.jurisdictions import country
from sphinx_policywiki.citation.sources.law.mla_names import (
    american_court,
    british_court,
    collection,
)
from sphinx_policywiki.citation.sources.law.parts import name, order_title, title
from sphinx_policywiki.citation.text import (
    RichText,
    italic,
    joined,
    link,
    plain,
    rich,
    sentences,
)
from sphinx_policywiki.citation.titles import capitalized

#: Who makes law, named as publishers are: the government first is for authors (5.20).
_MAKERS: Final = {
    "eu-act": "European Union",
    "eu-case": "Court of Justice of the European Union",
    "echr-case": "European Court of Human Rights",
    "uk-act": "Parliament of the United Kingdom",
    "uk-instrument": "United Kingdom",
    "uk-bill": "Parliament of the United Kingdom",
    "us-statute": "United States Congress",
    "us-code": "United States Congress",
    "us-bill": "United States Congress",
    "us-order": "Executive Office of the President of the United States",
    "us-regulation": "United States",
}


def reference(instrument: Instrument) -> RichText:
    """Return the entry of *instrument* in the list of works cited."""
    url = instrument.source.url
    facts, place = _facts(instrument), _place(instrument)
    address = rich(link(url)) if url else ()
    if place:
        return sentences(_titles(instrument), facts, joined(", ", *place, address))
    return sentences(_titles(instrument), joined(", ", facts, address))


def short(instrument: Instrument) -> RichText:
    """Return the name of *instrument* in the text."""
    return _shown(instrument, name(instrument, versus="v.", capitals=True))


def _shown(instrument: Instrument, text: RichText) -> RichText:
    return italic(text) if instrument.source.type == "legal_case" else text


def _titles(instrument: Instrument) -> RichText:
    """Return the name in the text, and the title unless it begins with that name."""
    full = order_title(instrument)
    printed = title(instrument, text=full, versus="v.", capitals=True)
    named = name(instrument, versus="v.", capitals=True)
    known = re.escape(plain(named))
    if re.match(rf"{known}(?!\w)", plain(printed), re.IGNORECASE):
        return _shown(instrument, printed)
    bare = re.sub(rf" \({re.escape(instrument.source.title_short)}\)$", "", full)
    rest = title(instrument, text=bare, versus="v.", capitals=True)
    return joined(". ", _shown(instrument, named), _shown(instrument, rest))


def _facts(instrument: Instrument) -> RichText:
    """Return number, maker and date: "Public Law 116-283, United States Congress, 2021"."""
    issued = instrument.source.issued
    told = instrument.tells_year and issued and not issued.month
    date = "" if told else instrument.day(day_short_month_year)
    number = "" if _is_numbered_within(instrument) else _number(instrument)
    return rich(capitalized(", ".join(filter(None, (number, _maker(instrument), date)))))


def _maker(instrument: Instrument) -> str:
    body = instrument.court
    if instrument.state:
        return body or _of_state(instrument, instrument.state.name)
    match instrument.kind:
        case "us-case":
            return american_court(body)
        case "uk-case":
            return british_court(instrument)
        case "eu-document":
            return body or "European Union"
        case _ if instrument.congress:
            return f"{ordinal(instrument.congress)} United States Congress"
        case kind:
            return _MAKERS.get(kind, body or country(instrument.source.jurisdiction, "full"))


def _of_state(instrument: Instrument, state: str) -> str:
    by_legislature = instrument.source.type in {"legislation", "bill"}
    return f"{state} Legislature" if by_legislature else state


def _place(instrument: Instrument) -> tuple[RichText, ...]:
    """Return the collection, and where in it the law stands (5.31); nothing without one."""
    page = f"p. {instrument.page}" if instrument.page else ""
    if instrument.kind == "eu-act":
        return _journal(instrument, page)
    if not instrument.report:
        return ()
    within = _number(instrument) if _is_numbered_within(instrument) else ""
    known = italic(collection(instrument.report, instrument.state))
    page = "" if within and instrument.page in within else page
    return known, rich(_volume(instrument)), rich(within), rich(page)


def _volume(instrument: Instrument) -> str:
    """Return "vol. 88"; a code has titles, and a year is no number of a volume."""
    if instrument.is_printed_by_year or not instrument.volume:
        return instrument.volume
    regulations = instrument.kind in {"us-regulation", "us-order"} and instrument.report[:1] == "C"
    code = instrument.kind == "us-code" or regulations
    return f"{'title' if code else 'vol.'} {instrument.volume}"


def _journal(instrument: Instrument, page: str) -> tuple[RichText, ...]:
    if not instrument.journal:
        return ()
    series = rich(f"{instrument.journal_series} series")
    issue = rich(f"no. {instrument.journal_issue}")
    return italic("Official Journal of the European Union"), series, issue, rich(page)


def _is_numbered_within(instrument: Instrument) -> bool:
    """Say whether the number is that of a place in the collection."""
    within = instrument.kind in {"us-code", "us-regulation", "treaty"}
    return within and bool(instrument.report)


def _number(instrument: Instrument) -> str:
    """Return the number of the law, with its words in full."""
    if instrument.kind == "us-bill":
        return instrument.bill_number.replace("H.R.", "House Bill", 1)
    word, number = {
        "us-statute": ("Public Law", instrument.public_law),
        "us-order": ("", ""),
        "us-code": ("sec.", instrument.section),
        "us-regulation": ("sec.", instrument.source.section and instrument.section),
        "uk-act": ("Chapter", instrument.chapter),
        "uk-bill": (f"{instrument.house} Bill".strip(), instrument.bill_number),
        "uk-instrument": ("", instrument.instrument_number),
        "uk-case": ("", instrument.neutral),
        "eu-act": ("", ""),
        "eu-case": ("Joined Cases" if instrument.joined_cases else "Case", instrument.case_number),
        "treaty": ("no.", instrument.series_and_number),
    }.get(instrument.kind, ("", _spelt(instrument.number)))
    if instrument.kind == "us-statute" and not number:
        return _spelt(instrument.number_unless_told)
    return f"{word} {number}".strip() if number else ""


def _spelt(number: str) -> str:
    """Return "Chapter 138" for "ch. 138"."""
    return re.sub(r"^(?i:c|ch|chap)\.? ?(?=\d)", "Chapter ", number)
