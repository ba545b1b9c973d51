"""Writing of terms in Turtle (W3C Recommendation, "RDF 1.1 Turtle", 2014, section 6.5)."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

_NOT_IN_STRING: Final = re.compile(r'["\\\x00-\x1f\x7f]')
#: What IRIREF excludes.
_NOT_IN_IRI: Final = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_TAG: Final = re.compile(r"[a-zA-Z]+(?:-[a-zA-Z0-9]+)*")


def iri(address: str) -> str:
    """Return *address* as an IRI; what cannot stand in one is percent-encoded."""
    return f"<{_NOT_IN_IRI.sub(lambda m: quote(m[0], safe=''), address)}>"


def literal(text: str, language: str = "") -> str:
    """Return *text* as a string, of *language* if that is a tag."""
    escaped = _NOT_IN_STRING.sub(lambda m: f"\\u{ord(m[0]):04X}", text)
    return f'"{escaped}"' + (f"@{language}" if _TAG.fullmatch(language) else "")


def statements(subject: str, facts: list[tuple[str, list[str]]]) -> str:
    """Return what is said of *subject*: each predicate with its objects, if it has any."""
    said = [f"{predicate} {', '.join(objects)}" for predicate, objects in facts if objects]
    return f"{subject} " + " ;\n    ".join(said) + " .\n"
