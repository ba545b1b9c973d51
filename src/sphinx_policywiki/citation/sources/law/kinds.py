"""What a legal source is: an EU act, a UK case, an American bill, and so on."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal

from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources.law.jurisdictions import Place, place_of
from sphinx_policywiki.citation.sources.law.states import state_of

Kind = Literal[
    "eu-act",
    "eu-document",
    "eu-case",
    "echr-case",
    "uk-act",
    "uk-instrument",
    "uk-bill",
    "uk-case",
    "us-statute",
    "us-code",
    "us-order",
    "us-regulation",
    "us-bill",
    "us-case",
    "treaty",
    "hearing",
    "case",
    "bill",
    "act",
]
_CASES: Final[dict[Place, Kind]] = {
    "eu": "eu-case",
    "coe": "echr-case",
    "uk": "uk-case",
    "us": "us-case",
}
_BILLS: Final[dict[Place, Kind]] = {"uk": "uk-bill", "us": "us-bill"}
_DOCUMENT: Final = re.compile(r"(?:COM|SWD|SEC|JOIN|C) ?[(/]? ?\d{4}\b")
_TREATY: Final = re.compile(
    r"(?:U\.?N|E|C\.?E|L\.?N)\.?T\.?S\.?$|(?i:(?:united nations|council of europe|european) treaty"
    r" series|international legal materials)|I\.?L\.?M\.?$|UKTS$"
)
_EXECUTIVE: Final = re.compile(r"(?i:exec(?:utive|\.) order|e\.?o\.? \d)")
_BILL_NUMBER: Final = re.compile(r"H\.? ?R\b|H\.? ?J\b|S\.")
#: What collections of the law in force in a state are called (Bluebook T1.3).
_STATE_CODE: Final = re.compile(r"\bCode\b|\b(?:Rev|Comp|Consol|Gen)\.|\bAnn\.|Regs?\.")
_INSTRUMENT_NUMBER: Final = re.compile(r"(?:SI|SSI|WSI|NISR)\b|\d{4}/\d+$|\d{4} No\.? \d+")
_INSTRUMENT_ADDRESS: Final = re.compile(r"legislation\.gov\.uk/(?:uksi|ssi|wsi|nisr)/")
_INSTRUMENT_TITLE: Final = re.compile(r"(?:Regulations|Rules|Order)(?: \([\w ]+\))? \d{4}$")


def kind_of(source: Source) -> Kind:
    """Return what *source* is, in the legal order that is known for certain."""
    place = place_of(source)
    match source.type:
        case "legal_case":
            return _CASES.get(place, "case")
        case "treaty":
            return "eu-act" if place == "eu" else "treaty"
        case "hearing":
            return "hearing"
        case "bill":
            return _european(source) if place == "eu" else _BILLS.get(place, "bill")
        case _:
            return _WRITTEN_LAW.get(place, _other)(source)


def _american(source: Source) -> Kind:
    if state_of(source.jurisdiction):
        return _of_state(source)
    code = re.sub(r"[. ]", "", source.container_title).lower()
    if _EXECUTIVE.match(source.title) or _EXECUTIVE.match(source.number):
        return "us-order"
    if _BILL_NUMBER.match(source.number):
        return "us-bill"
    if code in {"usc", "unitedstatescode", "usca", "uscs"}:
        return "us-code"
    if code in {"cfr", "codeoffederalregulations", "fedreg", "federalregister", "fr"}:
        return "us-regulation"
    return "us-statute"


def _of_state(source: Source) -> Kind:
    if source.section or _STATE_CODE.search(source.container_title):
        return "us-code"
    return "us-bill" if _BILL_NUMBER.match(source.number) else "us-statute"


def _british(source: Source) -> Kind:
    secondary = (
        _INSTRUMENT_NUMBER.match(source.number)
        or _INSTRUMENT_ADDRESS.search(source.url)
        or _INSTRUMENT_TITLE.search(source.title)
    )
    return "uk-instrument" if secondary else "uk-act"


def _other(source: Source) -> Kind:
    return "treaty" if _TREATY.match(source.container_title) else "act"


def _european(source: Source) -> Kind:
    return "eu-document" if _DOCUMENT.match(source.number) else "eu-act"


_WRITTEN_LAW: Final[dict[Place, Callable[[Source], Kind]]] = {
    "eu": _european,
    "us": _american,
    "uk": _british,
}
