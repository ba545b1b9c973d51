"""Whose law a source is, derived only where that is certain."""

from __future__ import annotations

import re
from typing import Final, Literal

from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources.law.states import state_of

Place = Literal["eu", "uk", "us", "coe", ""]

_CODES: Final[dict[str, Place]] = {
    "eu": "eu",
    "europe": "eu",
    "european union": "eu",
    "gb": "uk",
    "uk": "uk",
    "eng": "uk",
    "england": "uk",
    "england and wales": "uk",
    "scotland": "uk",
    "wales": "uk",
    "northern ireland": "uk",
    "great britain": "uk",
    "united kingdom": "uk",
    "us": "us",
    "u.s.": "us",
    "usa": "us",
    "united states": "us",
    "united states of america": "us",
    "coe": "coe",
    "council of europe": "coe",
}
#: What only one legal order has, by the field that shows it; without regard to case.
_NUMBERS: Final[dict[Place, tuple[str, ...]]] = {
    "us": (
        r"pub(?:lic|\.)? ?l(?:aw|\.)?\b",
        r"(?:\d+ )?(?:H\.? ?R\.|H\.? ?J\. ?Res|S\.) ?(?:Con\. ?|J\. ?)?(?:Res\. ?)?\d",
        r"exec(?:utive|\.) order|e\.?o\.? \d",
    ),
    "eu": (
        r"(?:COM|SWD|SEC|JOIN) ?\(?\d{4}",
        r"(?:joined )?(?:cases? )?[CTF][-–‑]\d+/\d\d\b",
        r"(?:ECLI:)?EU:[CTF]:",
    ),
    "coe": (r"app(?:lications?|l?\.)?(?: nos?\.?)? \d+/\d\d", r"(?:ECLI:)?CE:ECHR:"),
    "uk": (r"(?:SI|SSI|WSI|NISR) \d{4}/\d+", r"\[\d{4}\] (?:UK|EW|CS|NI)", r"H[CL] Bill"),
}
_EU_ACT: Final = r"(?:[\w ]+ )?(?:regulation|directive|decision|recommendation)"
_TITLES: Final[dict[Place, tuple[str, ...]]] = {
    "us": (r"executive order(?: no\.?)? \d",),
    "eu": (
        rf"{_EU_ACT} \((?:EU|EC|EEC|CFSP|Euratom|EU, Euratom)\)",
        rf"{_EU_ACT} \d+/\d+/(?:EU|EC|EEC|JHA|CFSP|Euratom)\b",
    ),
}
_AUTHORITIES: Final[dict[Place, tuple[str, ...]]] = {
    "coe": (r"ecthr\b", r".*\beuropean (?:court|commission) of human rights"),
    "eu": (
        r".*\beuropean (?:union|parliament|commission|court of justice)",
        r"(?:court of justice|general court) of the european",
        r"council of the european",
        r"(?:cjeu|ecj|cfi)\b",
    ),
    "us": (
        r"\d+(?:st|nd|rd|th) congress",
        r"u\.s\. |(?:.* )?united states",
        r"\d+(?:st|nd|rd|th|d) cir\b",
    ),
    "uk": (
        r"(?:UK(?:SC|HL|PC|UT|FTT|EAT)|EW(?:CA|HC|FC|COP))\b",
        r"(?:CSIH|CSOH|HCJAC|NICA|NIQB|NIKB|NICh)\b",
        r"uk parliament|house of (?:lords|commons)|(?:.* )?privy council",
        r"(?:HL|PC)$",
    ),
}
_CONTAINERS: Final[dict[Place, tuple[str, ...]]] = {
    "eu": (
        r"O\.?J\.?(?: |$)",
        r"official journal of the european",
        r"E\.?C\.?R\.?$|european court reports",
    ),
    "us": (
        r"U\. ?S\.$|US$|S\. ?Ct\.$|L\. ?Ed\.(?: ?2d)?$",
        r"F\.(?: ?Supp\.)?(?: ?(?:2d|3d|4th))?$",
        r"Stat\.$|U\. ?S\. ?C\.$|USC$|C\. ?F\. ?R\.$|CFR$|Fed\. ?Reg\.$|Cong\. Rec\.$",
        r"federal register|united states (?:code|reports|statutes)|code of federal",
    ),
    "coe": (r"E\.?H\.?R\.?R\.?$|ECHR\b|european human rights reports",),
    "uk": (
        r"(?:A\.?C|Q\.?B|K\.?B|W\.?L\.?R|All E\.?R|Ch|Fam|Cr App R)\.?$",
        r"(?:I\.?C\.?R|I\.?R\.?L\.?R|B\.?C\.?L\.?C|F\.?L\.?R)\.?$",
    ),
}
_URLS: Final[dict[Place, tuple[str, ...]]] = {
    "uk": (
        r"https?://(?:www\.)?(?:legislation\.gov|supremecourt)\.uk/",
        r"https?://(?:bills\.parliament|caselaw\.nationalarchives\.gov)\.uk/",
    ),
    "eu": (r"https?://(?:eur-lex\.europa\.eu|data\.europa\.eu/eli|curia\.europa\.eu)/",),
    "us": (r"https?://(?:www\.)?(?:congress|federalregister|govinfo|ecfr|supremecourt)\.gov/",),
    "coe": (r"https?://hudoc\.echr\.coe\.int/",),
}


def place_of(source: Source) -> Place:
    """Return whose law *source* is; empty if that is another country's, or not certain."""
    if source.jurisdiction:
        return _named(source.jurisdiction)
    evidence = (
        (_NUMBERS, source.number),
        (_TITLES, source.title),
        (_AUTHORITIES, court_or_body(source)),
        (_CONTAINERS, source.container_title),
        (_URLS, source.url),
    )
    for patterns, text in evidence:
        for place, alternatives in patterns.items():
            if re.match("|".join(alternatives), text, re.IGNORECASE):
                return place
    return ""


def _named(jurisdiction: str) -> Place:
    """Return the place in "gb", "us:c9" (Juris-M), "GB;SCT", "United Kingdom" or "Texas"."""
    if state_of(jurisdiction):
        return "us"
    known = _CODES.get(jurisdiction.casefold())
    return known or _CODES.get(re.split(r"[:;,\-]", jurisdiction.casefold())[0].strip(), "")


def court_or_body(source: Source) -> str:
    """Return the court or the body: BibLaTeX has it among the publishers."""
    return source.authority or source.publisher


NameStyle = Literal["full", "oscola", "bluebook"]
_NAME_STYLES: Final = ("full", "oscola", "bluebook")
#: Countries: in full, in OSCOLA (4th ed., 2.8), in The Bluebook (21st ed., T10.3).
_COUNTRIES: Final = {
    "au": ("Australia", "Cth", "Austl."),
    "br": ("Brazil", "Brazil", "Braz."),
    "ca": ("Canada", "Can", "Can."),
    "cn": ("China", "China", "China"),
    "de": ("Germany", "Ger", "Ger."),
    "es": ("Spain", "Spain", "Spain"),
    "fr": ("France", "Fr", "Fr."),
    "gb": ("United Kingdom", "UK", "U.K."),
    "ie": ("Ireland", "Ir", "Ir."),
    "in": ("India", "India", "India"),
    "it": ("Italy", "It", "It."),
    "jp": ("Japan", "Japan", "Japan"),
    "kr": ("South Korea", "South Korea", "S. Kor."),
    "nz": ("New Zealand", "NZ", "N.Z."),
    "sg": ("Singapore", "Sing", "Sing."),
    "us": ("United States", "US", "U.S."),
    "za": ("South Africa", "SA", "S. Afr."),
}


def country(jurisdiction: str, style: NameStyle) -> str:
    """Return the name of a country in *style*; what is no code stays as it is."""
    code = re.split(r"[:;]", jurisdiction.lower())[0].strip()
    if names := _COUNTRIES.get(code):
        return names[_NAME_STYLES.index(style)]
    return jurisdiction.upper() if re.fullmatch(r"[A-Za-z]{2}", jurisdiction) else jurisdiction
