"""Checks on the whole wiki that need more than one page, or a judgement: pure functions.

What a build warns of is checked there; what is here are hints on the upkeep of a wiki.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final
from urllib.parse import urlsplit

from sphinx_policywiki.graph import Graph
from sphinx_policywiki.messages import SUBTYPES
from sphinx_policywiki.model import Article, Target, lookup_key
from sphinx_policywiki.review import overdue

SEVERITIES: Final = ("note", "warning", "error")
#: Warnings of a build after which readers miss something.
_ERRORS: Final = frozenset({
    "bibliography", "duplicate_slug", "front_matter", "missing_article", "missing_source",
    "relation_cycle",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """What is checked: its name, how severe a finding is, and what it says."""

    id: str
    severity: str
    description: str


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A place at which *rule* is broken; *path* is relative to the source directory."""

    path: str
    line: int
    rule: str
    message: str
    suggestion: str = ""


@dataclass(frozen=True)
class Wiki:
    """What the rules look at.

    :param graph: all articles.
    :param linked: the ids of the articles to which a page other than their own links.
    :param today: the date of the check.
    :param review_months: after how many months a review is overdue; 0 is never.
    """

    graph: Graph
    linked: AbstractSet[str]
    today: date
    review_months: int = 0

    @cached_property
    def named(self) -> frozenset[str]:
        """The ids of the articles that another one names in a relation."""
        found = set()
        for article in self.graph.articles:
            targets = [t for named in article.relations.values() for t in named]
            targets += [article.superseded_by] if article.superseded_by else []
            others = (self.graph.resolve(target.name) for target in targets)
            found |= {o.id for o in others if o is not None and o.id != article.id}
        return frozenset(found)


Check = Callable[[Wiki, Article], Iterator[Finding]]
_RULES: Final[dict[str, tuple[Rule, Check]]] = {}


def _rule(severity: str, description: str) -> Callable[[Check], Check]:
    """Register a check under its own name."""

    def register(check: Check) -> Check:
        name = check.__name__
        _RULES[name] = Rule(name, severity, description), check
        return check

    return register


def all_rules() -> dict[str, Rule]:
    """Return every rule by name: the warnings of a build, then those of this module."""
    built = {
        name: Rule(name, "error" if name in _ERRORS else "warning", description)
        for name, description in sorted(SUBTYPES.items())
    }
    return built | {name: rule for name, (rule, _) in sorted(_RULES.items())}


def lint(wiki: Wiki) -> list[Finding]:
    """Return what the rules of this module find, in the order of files and lines."""
    checks = [check for _, check in _RULES.values()]
    articles = wiki.graph.articles
    return sorted(found for a in articles for check in checks for found in check(wiki, a))


def _find(article: Article, rule: str, message: str, suggestion: str, option: str = "") -> Finding:
    place = article.place_of(option)
    return Finding(place.path, place.line, rule, message, suggestion)


def _at(article: Article, target: Target, rule: str, message: str, suggestion: str) -> Finding:
    return Finding(article.place.path, target.line, rule, message, suggestion)


@_rule("warning", "No other page names the article: no relation, role, link or toctree.")
def orphan(wiki: Wiki, article: Article) -> Iterator[Finding]:
    """Find an article to which nothing leads but search, lists and indices."""
    if article.id in wiki.linked or article.id in wiki.named:
        return
    message = f"no other page links to {article.slug!r}"
    yield _find(article, "orphan", message, "link to it from an article that deals with the matter")


@_rule("note", "An article names another in a symmetric relation, which does not name it.")
def one_way_related(wiki: Wiki, article: Article) -> Iterator[Finding]:
    """Find relations that both pages show and only one declares."""
    graph = wiki.graph
    for name, targets in article.relations.items():
        if graph.relations[name].inverse != name:
            continue
        for target in targets:
            other = graph.resolve(target.name)
            if other is None or other.slug == article.slug:
                continue
            back = (graph.resolve(t.name) for t in other.relations.get(name, ()))
            if not any(a is not None and a.id == article.id for a in back):
                message = f"{article.slug!r} names {other.slug!r} as {name}, but not the reverse"
                advice = f"add it to {name} in {other.place}, or keep it so: both pages show it"
                yield _at(article, target, "one_way_related", message, advice)


@_rule("warning", "An article has no summary, so lists, previews and search show nothing of it.")
def missing_summary(wiki: Wiki, article: Article) -> Iterator[Finding]:
    """Find articles without a summary."""
    if not wiki.graph.summary(article):
        message = f"{article.slug!r} has no summary"
        yield _find(article, "missing_summary", message, "say in a paragraph what the matter is")


@_rule("warning", "An article names no primary source.")
def missing_primary_source(wiki: Wiki, article: Article) -> Iterator[Finding]:
    """Find articles that do not say on what they rest."""
    if not article.primary_source and not article.source_url:
        message = f"{article.slug!r} has neither a primary source nor the address of one"
        yield _find(article, "missing_primary_source", message, "give it the option primary-source")


@_rule("warning", "An article was last reviewed, or changed, longer ago than the wiki allows.")
def overdue_review(wiki: Wiki, article: Article) -> Iterator[Finding]:
    """Find the articles that tell their readers that nobody has reviewed them for so long."""
    late = overdue(article, wiki.review_months or None, wiki.today)
    if late is not None:
        what, option = ("reviewed", "reviewed") if late.reviewed else ("changed", "")
        message = f"{article.slug!r} was last {what} {late.date}, {late.months} months ago"
        advice = "check the article and renew the date of review"
        yield _find(article, "overdue_review", message, advice, option)


@_rule("note", "An article has no date of review, although the wiki sets how long one lasts.")
def missing_review(wiki: Wiki, article: Article) -> Iterator[Finding]:
    """Find articles of which nobody can say whether a review is due."""
    if wiki.review_months and not (article.reviewed or article.issued):
        message = f"{article.slug!r} has no date of review"
        yield _find(article, "missing_review", message, "check the article and set reviewed")


@_rule("warning", "An alias does nothing: it is the slug or the title, or stands twice.")
def dead_alias(wiki: Wiki, article: Article) -> Iterator[Finding]:
    """Find aliases without which the same links work, and readers know the same names.

    One that only spells the slug as readers know it, as ``EO 14110``, tells them a name.
    """
    seen = {lookup_key(article.title): "the title"}
    for alias in article.aliases:
        key = lookup_key(alias.name)
        what = "the slug" if alias.name == article.slug else seen.get(key)
        if what:
            message = f"alias {alias.name!r} of {article.slug!r} is {what} already"
            advice = "take it out; case, spaces and hyphens do not count in names"
            yield _at(article, alias, "dead_alias", message, advice)
        seen.setdefault(key, "an alias")


@_rule("warning", "An address on the web names no host, or one that no server has.")
def bad_address(wiki: Wiki, article: Article) -> Iterator[Finding]:
    """Find addresses that lead nowhere, whatever is there; nothing is fetched."""
    addresses = {"source-url": article.source_url, "archive-url": article.archive_url}
    for option, address in addresses.items():
        if problem := _problem_of(address):
            message = f"{option} {address!r} of {article.slug!r} {problem}"
            yield _find(article, "bad_address", message, "write the whole address", option)


def _problem_of(address: str) -> str:
    if not re.match(r"https?:", address, re.IGNORECASE):
        return ""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        return f"is no address ({error})"
    if not host:
        return "names no host"
    labels = host.rstrip(".").split(".")
    if labels == [host.rstrip(".")] and host != "localhost" and ":" not in host:
        return f"names the host {host!r}, which has no domain"
    return "names a host with an empty part" if not all(labels) and ":" not in host else ""


def chosen(
    findings: Iterable[Finding], select: AbstractSet[str], ignore: AbstractSet[str]
) -> list[Finding]:
    """Return those of *findings* whose rule is in *select*, if not empty, and not in *ignore*."""
    return [f for f in findings if (not select or f.rule in select) and f.rule not in ignore]


def worst(findings: Iterable[Finding], rules: Mapping[str, Rule]) -> int:
    """Return the severity of the worst of *findings* as a place in the list, -1 for none."""
    return max((SEVERITIES.index(rules[f.rule].severity) for f in findings), default=-1)
