"""Law in OSCOLA, 4th ed. (2012), part 2: primary sources.

Later editions are not followed. The 4th forbids full stops in abbreviations, also in
those of other countries (1.3.1, 2.8). Where its tables of cases have names in roman type
(1.6.2), a list that mixes cases with books keeps them in italics.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sphinx_policywiki.citation.dates import day_month_year
from sphinx_policywiki.citation.locators import PLAIN, SIGNS, Locator, located
from sphinx_policywiki.citation.numbers import ordinal, pages
from sphinx_policywiki.citation.sources.law.instrument import Instrument, thousands
from sphinx_policywiki.citation.sources.law.jurisdictions import country
from sphinx_policywiki.citation.sources.law.kinds import Kind
from sphinx_policywiki.citation.sources.law.parts import (
    brackets,
    court,
    law_report,
    name,
    place_if_foreign,
    title,
    unstopped,
)
from sphinx_policywiki.citation.text import RichText, in_quotes, italic, joined, link, plain, rich

#: The stop of "Ltd." and "No.", but not that of an initial.
_STOP: Final = re.compile(r"(?<=[a-z])\.(?=[\s,)]|$)")
#: Volumes of "ECHR" carry the year and a Roman number: "1998–VIII" (2.7.1).
_ECHR_VOLUME: Final = re.compile(r"(\d{4})[-–]([IVX]+)")


def reference(instrument: Instrument) -> RichText:
    """Return the entry of *instrument* in a list, without a full stop at its end (1.7)."""
    return joined(" ", _body(instrument), _address(instrument))


def note(instrument: Instrument, locator: Locator | None) -> RichText:
    """Return the foot note of *instrument*, without its full stop: notes may follow in it."""
    if not locator:
        return reference(instrument)
    return rich(_body(instrument), _pinpoint(instrument, locator))


def short(instrument: Instrument) -> RichText:
    """Return the name of *instrument* within a sentence (2.1.2, 2.4.1)."""
    shown = name(instrument, versus="v")
    return italic(shown) if instrument.source.type == "legal_case" else shown


def _body(instrument: Instrument) -> RichText:
    return _BODIES.get(instrument.kind, _foreign)(instrument)


def _case_name(instrument: Instrument) -> RichText:
    """Return the name in italics, with "v" between the parties, without stops (2.1.2)."""
    runs = title(instrument, versus="v")
    return italic(replace(run, text=_STOP.sub("", run.text)) for run in runs)


def _case(instrument: Instrument) -> RichText:
    """Name, neutral citation, report and court (2.1.1)."""
    report = unstopped(law_report(instrument))
    if not report and not instrument.neutral:
        return _unreported(instrument)
    deciding = "" if instrument.neutral else brackets(unstopped(court(instrument)))
    foreign = place_if_foreign(instrument, "oscola")
    printed = joined(" ", joined(", ", instrument.neutral, report), deciding, brackets(foreign))
    return joined(" ", _case_name(instrument), printed)


def _unreported(instrument: Instrument) -> RichText:
    """Court and date stand in brackets after a case that is in no report (2.1.4)."""
    day = instrument.day(day_month_year)
    where = ", ".join(filter(None, (unstopped(court(instrument)), day)))
    return joined(" ", _case_name(instrument), brackets(where))


def _european_case(instrument: Instrument) -> RichText:
    """Return number, name and report (2.6.2); since 2012 the ECLI (OSCOLA FAQs, "ECLI")."""
    report = instrument.ecli or _with_dashes(unstopped(law_report(instrument)))
    if instrument.journal_issue and not instrument.ecli and instrument.report.startswith("O"):
        report = f"[{instrument.year}] OJ {instrument.journal}"
    day = instrument.day(day_month_year)
    unreported = f"({unstopped(court(instrument)) or 'ECJ'}, {day})" if day else ""
    number = _with_dashes(instrument.numbered_case)
    return joined(" ", number, _case_name(instrument), report or unreported)


def _with_dashes(text: str) -> str:
    """Return *text* with en dashes in numbers such as "C–176/03" (2.6.2)."""
    return re.sub(r"(?<=\w)[-‑](?=\d)", "–", text)


def _strasbourg_case(instrument: Instrument) -> RichText:
    """Name and report, or application number (2.7.1)."""
    if match := _ECHR_VOLUME.fullmatch(instrument.volume):
        volume = f"{unstopped(instrument.report)} {match[1]}–{match[2]} {instrument.page}"
        return joined(" ", _case_name(instrument), volume.strip())
    if report := unstopped(law_report(instrument)):
        return joined(" ", _case_name(instrument), report)
    word = "nos" if instrument.joined_cases else "no"
    number = f"App {word} {instrument.case_number}" if instrument.case_number else ""
    decided = ", ".join(filter(None, ("ECtHR", instrument.day(day_month_year))))
    return joined(" ", _case_name(instrument), number, brackets(decided))


def _american_case(instrument: Instrument) -> RichText:
    """Cite as the country does, but without stops (2.8.1): "410 US 113 (1973)"."""
    report = unstopped(instrument.report)
    if not report:
        return _unreported(instrument)
    where = " ".join(filter(None, (instrument.volume, report, instrument.page or "___")))
    supreme = re.fullmatch(r"US|S ?Ct|L ?Ed ?(?:2d)?", report)
    deciding = "" if supreme else unstopped(court(instrument))
    decided = " ".join(filter(None, (deciding, instrument.year)))
    return joined(" ", _case_name(instrument), where, brackets(decided))


def _european_act(instrument: Instrument) -> RichText:
    """Type, number and title, then the Official Journal: "[2004] OJ L24/1" (2.6.1).

    OSCOLA is older than the acts without issue and page, since October 2023. Their number
    stands in that place, as in the Official Journal's own references ("OJ L, 2023/2131,
    11.10.2023", eucrim, 29 December 2023), without a space as in all its examples of 2.6.1.
    """
    if not instrument.journal:
        return title(instrument)
    year = f"[{instrument.year}]" if instrument.year else ""
    return joined(" ", title(instrument), year, f"OJ {instrument.journal}")


def _european_document(instrument: Instrument) -> RichText:
    """Body, title in quotation marks and number: "COM (2013) 59 final" (3.4.3).

    A title that begins with the body ("Commission Opinion on …") names it already.
    """
    number = instrument.document_number
    body = re.sub(r"^European (?=Commission)", "", instrument.court)
    if re.match(rf"(?:European )?{re.escape(body)}\b", plain(title(instrument)), re.IGNORECASE):
        body = ""
    return joined(", ", body, joined(" ", in_quotes(title(instrument), "single"), number))


def _with_year(instrument: Instrument) -> RichText:
    """Return short title and year, once, without a comma (2.4.1)."""
    named = re.search(r"\b\d{4}(?: \([\w ]+\))?$", plain(title(instrument)))
    return joined(" ", title(instrument), "" if named else instrument.year)


def _british_instrument(instrument: Instrument) -> RichText:
    """Return title with its year, and the number: "SI 2004/3166" (2.5.1)."""
    return joined(", ", _with_year(instrument), instrument.instrument_number)


def _british_bill(instrument: Instrument) -> RichText:
    """Title, house, session and number, in brackets for the Commons (2.4.5)."""
    subject = re.sub(r"(?: (?:H[CL] )?Bill)?(?: \d{4})?(?: \[HL\])?$", "", plain(title(instrument)))
    number = instrument.bill_number
    shown = f"[{number}]" if number and instrument.house != "HL" else number
    session = brackets(instrument.session or instrument.year)
    return joined(" ", subject, instrument.house, "Bill", session, shown)


def _treaty(instrument: Instrument) -> RichText:
    """Title, dates, series and short title: "(adopted …) 189 UNTS 137 (…)" (OSCOLA 2006, IV A)."""
    adopted = instrument.day(day_month_year)
    dates = (
        f"adopted {adopted}" if adopted else "",
        f"entered into force {force}" if (force := instrument.entry_into_force) else "",
    )
    short_title = instrument.source.title_short
    known = "" if short_title in instrument.source.title else brackets(short_title)
    when = brackets(", ".join(filter(None, dates)))
    return joined(" ", title(instrument), when, _treaty_series(instrument), known)


def _treaty_series(instrument: Instrument) -> str:
    series = instrument.treaty_series
    numbered = instrument.series_and_number if not instrument.volume else instrument.page
    return " ".join(filter(None, (instrument.volume, series, numbered))) if series else ""


def _american_law(instrument: Instrument) -> RichText:
    """Cite as the country does, but without stops (2.8.2)."""
    year = "" if instrument.shows_year else instrument.year
    where = unstopped(instrument.collection)
    match instrument.kind:
        case "us-order":
            number = f"Exec Order No {thousands(instrument.order_number)}"
            parts = (number, f"{where} {instrument.page}".strip())
        case "us-bill":
            congress = f"{ordinal(instrument.congress)} Cong" if instrument.congress else ""
            year = instrument.year
            parts = (unstopped(instrument.bill_number), congress)
        case "us-statute":
            law = f"Pub L No {instrument.public_law}" if instrument.public_law else ""
            parts = (
                law or unstopped(instrument.number_unless_told),
                f"{where} {instrument.page}".strip(),
            )
        case _:
            sign = "§ " if instrument.source.section or instrument.kind == "us-code" else ""
            parts = ("", f"{where} {sign}{instrument.section}".strip())
    name_of_law = () if instrument.kind == "us-order" else title(instrument)
    when = " ".join(filter(None, (unstopped(instrument.state_unless_printed), year)))
    return joined(" ", joined(", ", name_of_law, *parts), brackets(when))


def _foreign(instrument: Instrument) -> RichText:
    """Title, year, where it is printed, and the country in brackets (2.8.2)."""
    source = instrument.source
    year = "" if instrument.shows_year else brackets(instrument.year)
    printed = (instrument.volume, unstopped(instrument.report), source.issue, instrument.page)
    head = joined(" ", title(instrument), year)
    body = joined(", ", head, unstopped(instrument.number), " ".join(filter(None, printed)))
    return joined(" ", body, brackets(country(source.jurisdiction, "oscola")))


def _pinpoint(instrument: Instrument, locator: Locator) -> str:
    """Return the part of the source that is meant (2.1.6, 2.4.2, 2.6.1).

    Numbers of paragraphs stand in square brackets after a neutral citation; a page follows
    the court's closing bracket, and a part that of a treaty, without a comma.
    """
    value = pages(locator.value, "minimal-two")
    body = plain(_body(instrument))
    if instrument.kind in {"uk-case", "case"} and locator.label == "paragraph":
        return f" {re.sub(r'[^,–]+', _in_square_brackets, value)}"
    american = instrument.kind.startswith("us-") and locator.label == "section"
    labels = PLAIN | SIGNS if american else PLAIN
    part = value if locator.label == "page" else located(locator, labels)
    after_bracket = instrument.source.type == "legal_case" or instrument.kind == "treaty"
    return f" {part}" if after_bracket and body.endswith(")") else f", {part}"


def _in_square_brackets(match: re.Match[str]) -> str:
    text = match[0].strip()
    return f"{' ' if match[0][:1] == ' ' else ''}[{text}]"


def _address(instrument: Instrument) -> RichText:
    """Return where a source that is in no series of law is found (3.1.4)."""
    official = instrument.report or instrument.kind not in {"act", "bill", "hearing", "treaty"}
    if official or not instrument.source.url:
        return ()
    accessed = instrument.source.accessed
    date = f" accessed {day_month_year(accessed)}" if accessed else ""
    return rich("<", link(instrument.source.url), ">", date)


_BODIES: Final[dict[Kind, Callable[[Instrument], RichText]]] = {
    "uk-case": _case,
    "case": _case,
    "eu-case": _european_case,
    "echr-case": _strasbourg_case,
    "us-case": _american_case,
    "eu-act": _european_act,
    "eu-document": _european_document,
    "uk-act": _with_year,
    "uk-instrument": _british_instrument,
    "uk-bill": _british_bill,
    "treaty": _treaty,
    "us-order": _american_law,
    "us-bill": _american_law,
    "us-statute": _american_law,
    "us-code": _american_law,
    "us-regulation": _american_law,
}
