"""What index pages show: all articles from A to Z, those of a type, those of a topic, all topics.

Which pages there are, and what they are called, is known from the articles alone. What a page
lists is made when somebody asks for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sphinx.domains import IndexEntry

from sphinx_policywiki import index_names
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.list_order import listed
from sphinx_policywiki.locale import _, count, tr
from sphinx_policywiki.model import Article
from sphinx_policywiki.page import Query

Groups = list[tuple[str, list[IndexEntry]]]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """An index page: its name, which is that of a document, its title, and what it lists."""

    name: str
    title: str
    groups: Callable[[], Groups]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as it was first written, and its articles by title."""

    label: str
    articles: list[Article]


def index_pages(domain: WikiDomain) -> list[IndexPage]:
    """Return all index pages; none if the wiki has no article."""
    articles = listed(domain, Query())
    if not articles:
        return []
    topics = topics_of(domain, articles)
    return [
        IndexPage(index_names.ALL, _("Articles from A to Z"), partial(_a_to_z, domain, articles)),
        *_overview(domain, topics),
        *_types(domain, articles),
        *(_topic(domain, name, topic) for name, topic in topics.items()),
    ]


def topics_of(domain: WikiDomain, articles: Iterable[Article]) -> dict[str, Topic]:
    """Return the topics of *articles* by the name of their page, in their order.

    Topics that differ in case or signs alone are one.
    """
    found: dict[str, Topic] = {}
    for article in articles:
        names = {index_names.of_topic(topic): topic for topic in reversed(article.topics)}
        for name, topic in names.items():
            if name:
                found.setdefault(name, Topic(topic, [])).articles.append(article)
    key = domain.collation.key
    return dict(sorted(found.items(), key=lambda item: (key(item[1].label), item[0])))


def _a_to_z(domain: WikiDomain, articles: Iterable[Article]) -> Groups:
    entries = [entry for article in articles for entry in _names(domain, article)]
    key = domain.collation.key
    return _by_letter(domain, sorted(entries, key=lambda entry: (key(entry.name), *entry)))


def _names(domain: WikiDomain, article: Article) -> Iterator[IndexEntry]:
    """Yield the entries of title and aliases; an alias that is another's leads there."""
    label = tr(domain.settings.article_types[article.type].label)
    yield _entry(article, extra=label)
    for alias in article.aliases:
        if domain.graph.resolve(alias.name) is article and alias.name != article.title:
            yield IndexEntry(
                alias.name, 0, article.docname, article.anchor, "", _("see"), article.title
            )


def _entry(article: Article, *, extra: str = "", summary: str = "") -> IndexEntry:
    return IndexEntry(article.title, 0, article.docname, article.anchor, extra, "", summary)


def _by_letter(domain: WikiDomain, entries: Iterable[IndexEntry]) -> Groups:
    """Return *entries* by letter; those of one letter need not follow each other (pinyin)."""
    groups: dict[str, list[IndexEntry]] = {}
    order = domain.collation
    for entry in entries:
        groups.setdefault(order.initial(entry.name), []).append(entry)
    return sorted(groups.items(), key=lambda group: order.key(group[0]))


def _overview(domain: WikiDomain, topics: dict[str, Topic]) -> Iterator[IndexPage]:
    if topics:
        yield IndexPage(index_names.TOPICS, _("Topics"), partial(_all_topics, domain, topics))


def _all_topics(domain: WikiDomain, topics: dict[str, Topic]) -> Groups:
    entries = (
        IndexEntry(topic.label, 0, name, "", _articles(topic.articles), "", "")
        for name, topic in topics.items()
    )
    return _by_letter(domain, entries)


def _articles(articles: Sequence[Article]) -> str:
    return count("%d article", "%d articles", len(articles))


def _types(domain: WikiDomain, articles: Iterable[Article]) -> Iterator[IndexPage]:
    found: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        found[article.type].append(article)
    for type_ in domain.settings.article_types.values():
        if type_.name in found:
            name = index_names.of_type(type_.name)
            yield IndexPage(name, tr(type_.plural), partial(_of_type, domain, found[type_.name]))


def _of_type(domain: WikiDomain, articles: Iterable[Article]) -> Groups:
    return _by_letter(domain, (_summarised(domain, article) for article in articles))


def _topic(domain: WikiDomain, name: str, topic: Topic) -> IndexPage:
    title = _("Topic: {topic}").format(topic=topic.label)
    return IndexPage(name, title, partial(_of_topic, domain, topic))


def _of_topic(domain: WikiDomain, topic: Topic) -> Groups:
    types = domain.settings.article_types
    groups: dict[str, list[IndexEntry]] = {type_: [] for type_ in types}
    for article in topic.articles:
        groups[article.type].append(_summarised(domain, article))
    return [(tr(types[type_].plural), entries) for type_, entries in groups.items() if entries]


def _summarised(domain: WikiDomain, article: Article) -> IndexEntry:
    return _entry(article, summary=domain.graph.summary(article))
