"""What the directive ``article-changes`` shows: the articles that are not as they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes

from sphinx_policywiki.changes import CHANGED, GONE, NEW, RENAMED, Change, Difference, changes
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.earlier import Earlier, read_earlier
from sphinx_policywiki.graph import face
from sphinx_policywiki.locale import _, tr
from sphinx_policywiki.locale.punctuation import colon, dash, semicolon, split
from sphinx_policywiki.metadata.articles import wiki_data
from sphinx_policywiki.model import Article
from sphinx_policywiki.nodes.build import paragraph
from sphinx_policywiki.page import Since


@dataclass(frozen=True, slots=True)
class Item:
    """An article in the list: the title, what the line says besides, what has its place."""

    title: str
    article: Article | None
    details: str
    successor: Article | None


@dataclass(frozen=True, slots=True)
class Report:
    """The list: the name of the earlier edition, and by heading the articles."""

    edition: str
    groups: tuple[tuple[str, tuple[Item, ...]], ...]

    @property
    def shown(self) -> object:
        """All that the list shows, for digests."""
        return self.edition, [
            (heading, [(i.title, _face(i.article), i.details, _face(i.successor)) for i in items])
            for heading, items in self.groups
        ]


def report(domain: WikiDomain, since: Since) -> Report:
    """Return what has changed *since* an edition, found once a build."""
    if since not in domain.kept:
        domain.kept[since] = _report(domain, since)
    found: Report = domain.kept[since]
    return found


def change_nodes(domain: WikiDomain, docname: str, since: Since) -> list[nodes.Node]:
    """Return the list of what has changed *since* an edition, as *docname* shows it."""
    found = report(domain, since)
    result: list[nodes.Node] = []
    if found.edition:
        text = _("Since edition {edition}").format(edition=found.edition)
        result.append(paragraph(text, classes=["pw-since"]))
    for heading, items in found.groups:
        result.append(nodes.rubric("", heading, classes=["pw-group"]))
        lines = (nodes.list_item("", _line(domain, docname, item)) for item in items)
        result.append(nodes.bullet_list("", *lines, classes=["pw-changes"]))
    if not found.groups:
        result.append(paragraph(_("No article has changed."), classes=["pw-empty"]))
    return result


def _line(domain: WikiDomain, docname: str, item: Item) -> nodes.paragraph:
    text: list[nodes.Node | str] = [item.title]
    if item.article is not None:
        text = [domain.link(docname, item.article)]
    if item.details:
        text += [dash(), item.details]
    if item.successor is not None:
        before, after = split(_("see {article}"))
        text += [dash(), before, domain.link(docname, item.successor), after]
    return paragraph(*text)


def _report(domain: WikiDomain, since: Since) -> Report:
    try:
        earlier = read_earlier(Path(domain.env.srcdir, since.path))
    except ValueError:  # it was there when the page was read
        earlier = Earlier("", ())
    now = wiki_data(domain)["articles"]
    entries = {GONE: {e["slug"]: e for e in earlier.articles}}
    current = {e["slug"]: e for e in now}
    found = [
        change
        for change in changes(earlier.articles, now)
        if since.admits(entries.get(change.kind, current)[change.slug])
    ]
    groups = (
        (heading, tuple(_items(domain, (c for c in found if c.kind == kind))))
        for kind, heading in _headings()
    )
    return Report(earlier.edition, tuple(group for group in groups if group[1]))


def _headings() -> tuple[tuple[str, str], ...]:
    return (
        (NEW, _("New articles")),
        (CHANGED, _("Changed articles")),
        (RENAMED, _("Renamed articles")),
        (GONE, _("Removed articles")),
    )


def _items(domain: WikiDomain, found: Iterable[Change]) -> Iterator[Item]:
    resolve = domain.graph.resolve
    for change in sorted(found, key=lambda c: (domain.collation.key(c.title), c.slug)):
        article = None if change.kind == GONE else resolve(change.slug)
        details = semicolon().join(_details(domain, change))
        successor = resolve(change.successor) if change.successor else None
        yield Item(change.title, article, details, successor)


def _details(domain: WikiDomain, change: Change) -> Iterator[str]:
    if change.kind == RENAMED:
        yield _("formerly {slug}").format(slug=change.old_slug)
    for difference in change.differences:
        label = _label(difference.key)
        if not difference.old and not difference.new:
            yield label
            continue
        old, new = (_value(domain, difference, v) for v in (difference.old, difference.new))
        yield label + colon() + _("{old} → {new}").format(old=old, new=new)


def _value(domain: WikiDomain, difference: Difference, value: str) -> str:
    """Return *value* as readers know it: of a name its label; a dash for nothing."""
    settings = domain.settings
    match difference.key:
        case "status" if value in settings.statuses:
            return tr(settings.statuses[value].label)
        case "type" if value in settings.article_types:
            return tr(settings.article_types[value].label)
        case _:
            return value or "–"


def _label(key: str) -> str:
    return {
        "title": _("Title"),
        "type": _("Type"),
        "status": _("Status"),
        "status_note": _("Status note"),
        "superseded_by": _("Superseded by"),
        "summary": _("Summary"),
        "prose": _("Text"),
        "relations": _("Relations"),
        "topics": _("Topics"),
        "aliases": _("Also known as"),
        "sources": _("Sources"),
        "fields": _("Other facts"),
        "authors": _("Authors"),
        "published": _("Published"),
        "updated": _("Updated"),
        "reviewed": _("Reviewed"),
        "version": _("Version"),
    }[key]


def _face(article: Article | None) -> object:
    return face(article) if article is not None else None
