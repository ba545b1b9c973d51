"""The report of a check: for a terminal, as JSON, and as SARIF 2.1.0."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sphinx_policywiki.lint import SEVERITIES, Finding, all_rules
from sphinx_policywiki.version import __version__

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_COLOURS: Final = {"error": 31, "warning": 33, "note": 34}


@dataclass(frozen=True)
class Report:
    """What was found in which folder, among how many articles."""

    folder: Path
    findings: list[Finding]
    articles: int

    @property
    def counts(self) -> Counter[str]:
        """How many findings there are of each severity."""
        rules = all_rules()
        return Counter(rules[found.rule].severity for found in self.findings)


def as_text(report: Report, colours: bool) -> str:
    """Return a line for each finding, with the suggestion below it, and the sum."""
    rules = all_rules()
    lines = []
    for found in report.findings:
        severity = rules[found.rule].severity
        shown = f"\x1b[{_COLOURS[severity]}m{severity}\x1b[0m" if colours else severity
        lines.append(f"{found.path}:{found.line}: {shown}: {found.message} [{found.rule}]")
        if found.suggestion:
            lines.append(f"    {found.suggestion}")
    counts = report.counts
    summed = ", ".join(_plural(counts[severity], severity) for severity in reversed(SEVERITIES))
    return "\n".join([*lines, f"{_plural(report.articles, 'article')}: {summed}", ""])


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def as_json(report: Report, colours: bool) -> str:
    """Return the findings as data."""
    rules = all_rules()
    data = {
        "tool": {"name": "policywiki", "version": __version__},
        "articles": report.articles,
        "counts": {severity: report.counts[severity] for severity in SEVERITIES},
        "findings": [
            {
                "rule": found.rule,
                "severity": rules[found.rule].severity,
                "file": found.path,
                "line": found.line,
                "message": found.message,
                "suggestion": found.suggestion,
            }
            for found in report.findings
        ],
    }
    return _dumped(data)


def as_sarif(report: Report, colours: bool) -> str:
    """Return the findings in the format that code hosts show beside the lines."""
    rules = all_rules()
    used = sorted({found.rule for found in report.findings})
    driver = {
        "name": "policywiki",
        "semanticVersion": __version__,
        "rules": [
            {
                "id": name,
                "shortDescription": {"text": rules[name].description},
                "defaultConfiguration": {"level": rules[name].severity},
            }
            for name in used
        ],
    }
    root = report.folder.as_uri().rstrip("/") + "/"
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"uri": root}},
        "results": [_result(found, used, rules[found.rule].severity) for found in report.findings],
    }
    return _dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(found: Finding, used: list[str], level: str) -> Mapping[str, Any]:
    text = f"{found.message}; {found.suggestion}" if found.suggestion else found.message
    place = {
        "artifactLocation": {"uri": quote(found.path), "uriBaseId": "SRCROOT"},
        "region": {"startLine": found.line},
    }
    return {
        "ruleId": found.rule,
        "ruleIndex": used.index(found.rule),
        "level": level,
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }


def _dumped(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


FORMATS: Final[dict[str, Callable[[Report, bool], str]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
}
