"""The states of the United States: their names, and what The Bluebook calls them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class State:
    """A state: its *name*, and its *abbreviation* (Bluebook, 21st ed., T10.1)."""

    name: str
    abbreviation: str


#: By their codes in ISO 3166-2:US, which Juris-M writes "us:ca".
_STATES: Final = {
    "al": State("Alabama", "Ala."),
    "ak": State("Alaska", "Alaska"),
    "az": State("Arizona", "Ariz."),
    "ar": State("Arkansas", "Ark."),
    "ca": State("California", "Cal."),
    "co": State("Colorado", "Colo."),
    "ct": State("Connecticut", "Conn."),
    "de": State("Delaware", "Del."),
    "dc": State("District of Columbia", "D.C."),
    "fl": State("Florida", "Fla."),
    "ga": State("Georgia", "Ga."),
    "hi": State("Hawaii", "Haw."),
    "id": State("Idaho", "Idaho"),
    "il": State("Illinois", "Ill."),
    "in": State("Indiana", "Ind."),
    "ia": State("Iowa", "Iowa"),
    "ks": State("Kansas", "Kan."),
    "ky": State("Kentucky", "Ky."),
    "la": State("Louisiana", "La."),
    "me": State("Maine", "Me."),
    "md": State("Maryland", "Md."),
    "ma": State("Massachusetts", "Mass."),
    "mi": State("Michigan", "Mich."),
    "mn": State("Minnesota", "Minn."),
    "ms": State("Mississippi", "Miss."),
    "mo": State("Missouri", "Mo."),
    "mt": State("Montana", "Mont."),
    "ne": State("Nebraska", "Neb."),
    "nv": State("Nevada", "Nev."),
    "nh": State("New Hampshire", "N.H."),
    "nj": State("New Jersey", "N.J."),
    "nm": State("New Mexico", "N.M."),
    "ny": State("New York", "N.Y."),
    "nc": State("North Carolina", "N.C."),
    "nd": State("North Dakota", "N.D."),
    "oh": State("Ohio", "Ohio"),
    "ok": State("Oklahoma", "Okla."),
    "or": State("Oregon", "Or."),
    "pa": State("Pennsylvania", "Pa."),
    "pr": State("Puerto Rico", "P.R."),
    "ri": State("Rhode Island", "R.I."),
    "sc": State("South Carolina", "S.C."),
    "sd": State("South Dakota", "S.D."),
    "tn": State("Tennessee", "Tenn."),
    "tx": State("Texas", "Tex."),
    "ut": State("Utah", "Utah"),
    "vt": State("Vermont", "Vt."),
    "va": State("Virginia", "Va."),
    "wa": State("Washington", "Wash."),
    "wv": State("West Virginia", "W. Va."),
    "wi": State("Wisconsin", "Wis."),
    "wy": State("Wyoming", "Wyo."),
}
_BY_NAME: Final = {
    text.casefold(): state
    for state in _STATES.values()
    for text in (state.name, state.abbreviation)
}
_UNION: Final = frozenset({"us", "u.s.", "usa", "united states", "united states of america"})


def state_of(jurisdiction: str) -> State | None:
    """Return the state in "us:ca", "US-CA", "California", "Cal." or "California, US".

    A bare code is that of a country ("ca" is Canada), and so is "Georgia".
    """
    parts = [part.strip() for part in re.split(r"[:;,/-]", jurisdiction.casefold())]
    american = not _UNION.isdisjoint(parts)
    for part in parts:
        state = _BY_NAME.get(part.removeprefix("state of "))
        if american:
            state = state or _STATES.get(part)
        if state and (american or part != "georgia"):
            return state
    return None


def abbreviated(abbreviation: str) -> State | None:
    """Return the state that The Bluebook abbreviates so: "Cal.", "N.Y."."""
    state = _BY_NAME.get(abbreviation.casefold())
    return state if state and state.abbreviation == abbreviation else None
