"""``policywiki check``: what is wrong or weak in the whole wiki, without rendering it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, Final

from sphinx_policywiki.cli.output import FORMATS, Report
from sphinx_policywiki.cli.project import UsageError, add_source_dir, source_dir
from sphinx_policywiki.cli.reading import read_wiki
from sphinx_policywiki.lint import SEVERITIES, all_rules, chosen, lint, worst
from sphinx_policywiki.resolve import build_time
from sphinx_policywiki.suggest import Suggester, did_you_mean

FOUND: Final = 1


def add_to(commands: Any) -> None:
    """Add the command to *commands*."""
    about = "check the whole wiki without rendering it"
    parser = commands.add_parser("check", help=about, description=about.capitalize() + ".")
    add_source_dir(parser, "source_dir")
    parser.add_argument("-j", "--jobs", type=_jobs, default=1, help="processes that read")
    parser.add_argument("--format", choices=tuple(FORMATS), default="text")
    parser.add_argument("--output", type=Path, help="write to this file instead")
    parser.add_argument("--select", type=_rules, default=frozenset(), metavar="RULE,…",
                        help="only these rules")  # fmt: skip
    parser.add_argument("--ignore", type=_rules, default=frozenset(), metavar="RULE,…",
                        help="all but these rules")  # fmt: skip
    parser.add_argument(
        "--fail-on", choices=(*SEVERITIES, "never"), default="warning",
        help="the least severe finding that makes the exit code 1 (default: warning)",
    )  # fmt: skip
    parser.add_argument(
        "--review-months", type=_months, metavar="N",
        help="a review older than this is overdue (default: policywiki_review_months)",
    )  # fmt: skip
    parser.set_defaults(run=run)


def _jobs(text: str) -> int:
    if text == "auto":
        return 0
    return _months(text)


def _months(text: str) -> int:
    if not text.isdecimal() or not int(text):
        msg = f"{text!r} is no number above 0"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _rules(text: str) -> frozenset[str]:
    names = frozenset(name.strip().replace("-", "_") for name in text.split(",") if name.strip())
    known = all_rules()
    for name in names - known.keys():
        msg = f"rule {name!r} is not known{did_you_mean(Suggester(known).nearest(name))}"
        raise argparse.ArgumentTypeError(msg)
    return names


def run(given: argparse.Namespace) -> int:
    """Check the wiki and report."""
    folder = source_dir(given.source_dir)
    now = build_time()
    found = read_wiki(folder, given.jobs, now.date(), given.review_months)
    findings = chosen(sorted({*found.warnings, *lint(found.wiki)}), given.select, given.ignore)
    _report(given, Report(folder, findings, len(found.wiki.graph.articles)))
    if given.fail_on == "never":
        return 0
    return FOUND if worst(findings, all_rules()) >= SEVERITIES.index(given.fail_on) else 0


def _report(given: argparse.Namespace, report: Report) -> None:
    write = FORMATS[given.format]
    if given.output is None:
        sys.stdout.write(write(report, sys.stdout.isatty()))
        return
    try:
        given.output.write_text(write(report, False), encoding="utf-8")
    except OSError as error:
        msg = f"{given.output} cannot be written: {error.strerror}"
        raise UsageError(msg) from None
