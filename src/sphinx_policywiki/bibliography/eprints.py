"""Works in archives: preprints and other electronic copies (biblatex manual, 3.14.7)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

#: How the archives that take preprints are called.
_PREPRINTS: Final = {
    "arxiv": "arXiv",
    "biorxiv": "bioRxiv",
    "chemrxiv": "ChemRxiv",
    "eartharxiv": "EarthArXiv",
    "hal": "HAL",
    "medrxiv": "medRxiv",
    "osf": "OSF",
    "preprints": "Preprints.org",
    "psyarxiv": "PsyArXiv",
    "socarxiv": "SocArXiv",
    "ssrn": "SSRN",
    "techrxiv": "TechRxiv",
}
_ADDRESSES: Final = {
    "arxiv": "https://arxiv.org/abs/{}",
    "hal": "https://hal.science/{}",
    "hdl": "https://hdl.handle.net/{}",
    "jstor": "https://www.jstor.org/stable/{}",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "ssrn": "https://ssrn.com/abstract={}",
}
_ARXIV: Final = re.compile(r"\barxiv(?:\s+preprint)?\s*:?\s*(?:arxiv:)?\s*(\S*)", re.IGNORECASE)


def _archive(fields: Mapping[str, str]) -> str:
    """Return the archive that holds the work, in lower case; arXiv may be named as a journal."""
    given = fields.get("eprinttype", "").lower()
    return given or ("arxiv" if _ARXIV.match(fields.get("journaltitle", "")) else "")


def _number(fields: Mapping[str, str]) -> str:
    """Return the identifier of the work in its archive, without the archive's name."""
    given = fields.get("eprint", "")
    if not given and (match := _ARXIV.match(fields.get("journaltitle", ""))):
        given = match[1]
    return re.sub(r"^arxiv:\s*", "", given, flags=re.IGNORECASE)


def preprint(fields: Mapping[str, str]) -> tuple[str, str]:
    """Return the archive's name and the number of a work that has appeared nowhere else."""
    journal = fields.get("journaltitle", "")
    name = _PREPRINTS.get(_archive(fields), "")
    found = _number(fields)
    if not (name and found) or (journal and not _ARXIV.match(journal)):
        return "", ""
    return name, f"arXiv:{found}" if name == "arXiv" else found


def address(fields: Mapping[str, str]) -> str:
    """Return where the work stands in its archive, if that can be told."""
    pattern, found = _ADDRESSES.get(_archive(fields), ""), _number(fields)
    return pattern.format(found) if pattern and found else ""
