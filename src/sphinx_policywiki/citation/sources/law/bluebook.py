"""Law after The Bluebook, 21st ed. (2020): entries, notes and names in the text.

The Publication Manual of the APA (7th ed., chapter 11) and The Chicago Manual of Style
(18th ed., 14.170 and following) refer to it. They differ from one another little: APA ends
the citation before the address and prints page numbers as the source has them, Chicago
joins the address with a comma, as The Bluebook does (R18.2.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from sphinx_policywiki.citation.locators import ABBREVIATED, DOTTED, SIGNS, Locator, located
from sphinx_policywiki.citation.sources.law.bluebook_american import (
    bill,
    hearing,
    order,
    regulation,
    statute,
)
from sphinx_policywiki.citation.sources.law.bluebook_cases import judgment
from sphinx_policywiki.citation.sources.law.bluebook_foreign import (
    british,
    european_act,
    european_document,
    foreign,
    treaty,
)
from sphinx_policywiki.citation.sources.law.instrument import Instrument, thousands
from sphinx_policywiki.citation.sources.law.kinds import Kind
from sphinx_policywiki.citation.sources.law.parts import name
from sphinx_policywiki.citation.text import RichText, ended, italic, joined, link, rich


@dataclass(frozen=True, slots=True)
class Form:
    """How a style that follows The Bluebook differs from others.

    :ivar before_address: what stands between the citation and its address.
    :ivar after_address: what stands after the address.
    :ivar commas: whether numbers of pages in the Federal Register have them (R6.2(a)(vii)).
    :ivar full_months: whether months of treaties are written in full.
    :ivar drops_year: whether the name in the text leaves out the year, which follows it.
    """

    before_address: str = ", "
    after_address: str = "."
    commas: bool = True
    full_months: bool = False
    drops_year: bool = False


#: APA 7th ed., 11.3 to 11.9.
APA: Final = Form(". ", "", commas=False, full_months=True, drops_year=True)
#: Chicago 18th ed.: with author and date the year follows the name.
CHICAGO: Final = Form(drops_year=True)
CHICAGO_NOTES: Final = Form()


def reference(instrument: Instrument, form: Form) -> RichText:
    """Return the entry of *instrument* in a list, or its full note, with its stop."""
    body, url = citation(instrument, form), instrument.source.url
    if not url:
        return ended(body, ".")
    before = ", " if instrument.kind == "treaty" else form.before_address
    return rich(ended(body, before), link(url), form.after_address)


def note(instrument: Instrument, form: Form, locator: Locator | None) -> RichText:
    """Return the note of *instrument*, without its stop, with the part that is meant."""
    url = instrument.source.url
    body = citation(instrument, form, located(locator, _LABELS) if locator else "")
    return joined(form.before_address, body, link(url)) if url else body


def short(instrument: Instrument, form: Form) -> RichText:
    """Return the name of *instrument* in the text.

    Names of cases and hearings are italic there (APA 11.4; Chicago 14.177); an order is
    named by its number (APA 11.7).
    """
    if instrument.kind == "us-order" and instrument.order_number:
        return rich(f"Exec. Order No. {thousands(instrument.order_number)}")
    in_italics = instrument.source.type in {"legal_case", "hearing"}
    shown = name(instrument, versus="v.", capitals=not in_italics)
    if form.drops_year and instrument.tells_year:
        shown = _without_year(shown, instrument.year)
    return italic(shown) if in_italics else shown


def _without_year(shown: RichText, year: str) -> RichText:
    """Return "Civil Rights Act" for "Civil Rights Act of 1964": the year follows (APA 11.5)."""
    if not shown:
        return shown
    *before, last = shown
    return rich(before, replace(last, text=re.sub(rf",?(?: of)? {year}$", "", last.text)))


def citation(instrument: Instrument, form: Form = CHICAGO_NOTES, part: str = "") -> RichText:
    """Return the citation of *instrument* without address and stop.

    *part* is the subdivision that is meant; it stands where The Bluebook has it.
    """
    if instrument.source.type == "legal_case":
        return judgment(instrument, part)
    match instrument.kind:
        case "us-order":
            return order(instrument, part, commas=form.commas)
        case "us-regulation":
            return regulation(instrument, part, commas=form.commas)
        case "treaty":
            return treaty(instrument, part, full_months=form.full_months)
        case _:
            return _BY_KIND.get(instrument.kind, foreign)(instrument, part)


_BY_KIND: Final[dict[Kind, Callable[[Instrument, str], RichText]]] = {
    "us-statute": statute,
    "us-code": statute,
    "us-bill": bill,
    "hearing": hearing,
    "eu-act": european_act,
    "eu-document": european_document,
    "uk-act": british,
    "uk-instrument": british,
    "uk-bill": british,
}
#: Subdivisions after The Bluebook (R3.3, T16).
_LABELS: Final = (
    ABBREVIATED | SIGNS | {label: DOTTED[label] for label in ("figure", "table", "volume")}
)
