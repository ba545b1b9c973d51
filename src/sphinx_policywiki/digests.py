"""The digest of a page: of all that it shows that other pages decide, in one short string."""

from __future__ import annotations

import os
from collections.abc import Iterable

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_policywiki.appearance import settings_look
from sphinx_policywiki.backlink_groups import (
    BacklinkGroup,
    backlink_groups,
    backlink_page,
    centre_of,
)
from sphinx_policywiki.books import Plan, toctree_of
from sphinx_policywiki.builders import has_links, makes_books, makes_lines_of_text, writes_data
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.edition_changes import report
from sphinx_policywiki.external import own_name
from sphinx_policywiki.graph import Destination, Link, as_printed, destination, face
from sphinx_policywiki.hashes import hash_of, plain
from sphinx_policywiki.hatnotes import facts
from sphinx_policywiki.last_changed import known_to_git, last_changed
from sphinx_policywiki.list_order import date_of, listed
from sphinx_policywiki.list_styles import note
from sphinx_policywiki.list_tables import date_shown
from sphinx_policywiki.long_lists import is_free, page_of
from sphinx_policywiki.model import Article
from sphinx_policywiki.page import Around, Mention, Page, Query, Reference
from sphinx_policywiki.references import References
from sphinx_policywiki.relation_graphs import engine_of, neighbourhood_of
from sphinx_policywiki.resolve import build_time
from sphinx_policywiki.review import overdue
from sphinx_policywiki.roles import ANY
from sphinx_policywiki.rows import Group, relation_row
from sphinx_policywiki.shown_sources import ShownSources
from sphinx_policywiki.sidebars import Sidebars
from sphinx_policywiki.version import __version__


class Digests:
    """Makes the digests of all pages.

    In front of each is when the page was read: another builder that shares the environment may
    have done so, by another configuration.
    """

    def __init__(self, app: Sphinx, env: BuildEnvironment, files: int) -> None:
        """Make them for the builder of *app*; *files* stands for those of which all have some."""
        self.env = env
        self.domain = WikiDomain.of(env)
        self.builder = app.builder
        self.sidebars = Sidebars(env, app.builder)
        self.references = References(env, app.builder)
        self.plan = Plan(self.domain) if makes_books(app.builder) else None
        self.queries: dict[Query, int] = {}
        self.today = build_time().date()
        self.sources = ShownSources(self.domain)
        told = self.domain.settings.generated and os.environ.get("SOURCE_DATE_EPOCH")
        self.generated = str(build_time()) if told else ""
        look = settings_look(app) if writes_data(app.builder) else files
        self.look = f"{hash_of((look, sorted(app.tags))):x}-"

    def of(self, names: Iterable[str]) -> dict[str, str]:
        """Return the digests of the documents *names*, each behind the time when it was read.

        Of pages written as data Sphinx does not see that the theme or its settings change, of
        others that files do which all of them load, of text that tags do, and that a page has
        other numbers only in the build that gives them.
        """
        return {
            name: f"{time_of(self.env, name)}{self.look}{self._numbers(name)}{self._hash(name)}"
            for name in sorted(names)
        }

    def _numbers(self, name: str) -> str:
        """Return what stands for the numbers of the sections and figures of *name*, if any."""
        found = self.env.toc_secnumbers.get(name), self.env.toc_fignumbers.get(name)
        return f"{hash_of(plain(found)):x}-" if any(found) else ""

    def _hash(self, name: str) -> str:
        return f"{self._hash_of((__version__, self._own(name))):016x}"

    def _hash_of(self, shown: object) -> int:
        """Return what stands for *shown*: where links lead cannot be seen in plain text."""
        return hash_of(shown if has_links(self.builder) else as_printed(shown))

    def _own(self, docname: str) -> object:
        page, graph = self.domain.shown(docname), self.domain.graph
        return (
            [self._rows(article, relation) for article, relation in page.rows],
            [self._successor(article) for article in page.successors],
            [list(facts(self.domain, graph.by_id[id_])) for id_ in page.namesakes],
            [self._mention(mention) for mention in page.mentions],
            [self._reference(docname, reference) for reference in page.references],
            [self._query(query) for query in page.queries],
            [self._around(around) for around in page.around],
            [graph.summary(article) for article in page.articles],
            [overdue(a, self.domain.settings.review_months, self.today) for a in page.articles],
            [report(self.domain, since).shown for since in page.changes],
            self.generated if page.articles else "",
            self._changed(docname, page),
            self.sources.of(page),
            self.sidebars.of(docname),
            self._chapters(docname, page),
        )

    def _changed(self, docname: str, page: Page) -> object:
        """Return what is shown of when *docname* changed: on pages of HTML more than the day."""
        if self.builder.format == "html":
            return known_to_git(self.env, docname)
        dated = all(article.updated for article in page.articles)
        return "" if dated else last_changed(self.env, docname)

    def _chapters(self, docname: str, page: Page) -> object:
        """Return what the toctrees show that a book gets instead of its lists."""
        if self.plan is None:
            return ()
        lists = [self.plan.parts[query] for query in page.queries if query.book]
        lists += [self.plan.rest_parts] if docname == self.env.config.root_doc else []
        return [
            self.sidebars.toctrees.shown(docname, [toctree_of(docname, part.documents, part.title)])
            for parts in lists
            for part in parts
        ]

    def _rows(self, article_id: str, relation: str) -> object:
        graph, settings = self.domain.graph, self.domain.settings
        article = graph.by_id[article_id]
        rows = relation_row(article, settings.relations[relation], graph, settings.fold)
        page = page_of(graph, article, relation)
        return [
            (
                row.label,
                group.number,
                [self._link(link) for link in group.links],
                self._rest(page, group),
            )
            for row in rows
            for group in row.groups
        ]

    def _successor(self, article_id: str) -> object:
        graph = self.domain.graph
        article = graph.by_id[article_id]
        latest = graph.latest(article)
        links = [self._link(link) for link in graph.successor(article)]
        return links, face(latest) if latest else None

    def _link(self, link: Link) -> object:
        return face(link.article) if link.article else (link.name, self.domain.external(link.name))

    def _mention(self, mention: Mention) -> object:
        article = self.domain.mentioned(mention)
        if article is None:
            reference = Reference("wiki", mention.role, mention.target, mention.explicit)
            return self.references.elsewhere(reference) or mention.target
        role = "" if mention.role == ANY else mention.role
        name = own_name(self.env, mention.target)
        if (choice := self.domain.choice(name, role)) and choice[1]:
            return Destination(choice[1], "")
        if mention.explicit or not article.has_slug(name):
            return destination(article)
        return face(article)

    def _reference(self, docname: str, reference: Reference) -> object:
        """Return what *reference* on *docname* shows: of an article, or of what Sphinx knows."""
        any_kind = not reference.domain and not self.domain.is_label(reference.target)
        article = self.domain.graph.resolve(reference.target) if any_kind else None
        if article is None:
            known = self.references.of(docname, reference)
            return known, self.domain.index_titles.get(reference.target)
        if (choice := self.domain.choice(reference.target)) and choice[1]:
            return Destination(choice[1], ""), reference.explicit or choice[0].text
        return (destination(article) if reference.explicit else face(article)), None

    def _query(self, query: Query) -> int:
        if query not in self.queries:
            shown = [(face(a), *self._listed(query, a)) for a in listed(self.domain, query)]
            grouping = self.domain.collation.name if query.group_by in {"letter", "topic"} else ""
            self.queries[query] = self._hash_of((grouping, shown))
        return self.queries[query]

    def _listed(self, query: Query, article: Article) -> tuple[object, ...]:
        """Return what a list shows of *article* beside its title."""
        grouped = {
            "topic": article.topics,
            "status": article.status,
            "type": article.type,
        }.get(query.group_by, "")
        placed = note(self.domain, query, article)
        if query.style == "table":
            date = date_of(article, date_shown(query))
            return grouped, placed, article.type, article.topics, article.status, date
        is_card = query.style == "cards" and not makes_lines_of_text(self.builder)
        shown = (article.type, article.status) if is_card else ()
        return grouped, placed, shown, self.domain.graph.summary(article)

    def _around(self, around: Around) -> object:
        article = self.domain.graph.resolve(around.target.name)
        if around.target.name and article is None:
            return self.domain.external(around.target.name)
        if around.kind == "backlinks":
            return self._backlinks(centre_of(self.domain, around))
        return self._graph(around)

    def _backlinks(self, article: Article | None) -> object:
        """Return what a list shows of what links to *article*: of what is folded, the number."""
        if article is None:
            return ()
        page = backlink_page(self.domain, article)
        groups = backlink_groups(self.domain, article, self.domain.settings.fold)
        return [
            ([entry.facts() for entry in group.entries], *self._rest(page, group))
            for group in groups
        ]

    def _rest(self, page: str, group: Group | BacklinkGroup) -> tuple[object, ...]:
        """Return what *group* shows of its links that stand on *page* alone."""
        if not group.folded:
            return ()
        there = is_free(self.domain, page)
        return group.folded, Destination(page if there else "", group.section)

    def _graph(self, around: Around) -> object:
        shown = neighbourhood_of(self.domain, around)
        if not shown.lists:
            return ()
        lists = [
            (face(article), [(name, [self._link(link) for link in links]) for name, links in found])
            for article, found in shown.lists
        ]
        if (engine := engine_of(self.domain)) is None:
            return lists
        types = [link.article.type if link.article else "" for link in shown.links]
        links = [self._link(link) for link in shown.links]
        return engine.version, links, types, shown.edges, lists, shown.limited


def time_of(env: BuildEnvironment, docname: str) -> str:
    """Return the beginning of the digest of *docname*: when it was read."""
    return f"{env.all_docs.get(docname, 0):x}-"
