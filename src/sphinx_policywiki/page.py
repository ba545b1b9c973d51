"""What one document declares and shows: its articles, and the names that it mentions."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from sphinx.environment import BuildEnvironment
from sphinx.util.tags import Tags

from sphinx_policywiki.backlink_outline import BacklinkSection
from sphinx_policywiki.citation.sources.targets import parse_targets
from sphinx_policywiki.contexts import Passage
from sphinx_policywiki.model import Article, Record, Target
from sphinx_policywiki.nodes.whereabouts import all_hold
from sphinx_policywiki.pictures.neighbourhood import Reach
from sphinx_policywiki.roles import SOURCE

_ARTICLES = "policywiki_articles"


@dataclass(frozen=True, slots=True)
class Query(Record):
    """Which articles a list shows, and how; empty filters let every article through.

    A *limit* of 0 is none.
    """

    types: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    group_by: str = ""
    style: str = "list"
    book: bool = False
    sort: str = "title"
    reverse: bool = False
    limit: int = 0

    def select(self, articles: Iterable[Article]) -> list[Article]:
        """Return those of *articles* that pass every filter, in their order."""
        topics = {topic.casefold() for topic in self.topics}
        return [
            article
            for article in articles
            if (not self.types or article.type in self.types)
            and (not self.statuses or article.status in self.statuses)
            and (not topics or topics & {topic.casefold() for topic in article.topics})
        ]


@dataclass(frozen=True, slots=True)
class Since(Record):
    """A list of changes since the ``articles.json`` at *path*, below the source directory.

    Empty filters let every article through.
    """

    path: str
    types: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    def admits(self, entry: Mapping[str, Any]) -> bool:
        """Say whether *entry*, of such a file, passes every filter."""
        topics = {topic.casefold() for topic in self.topics}
        return (not self.types or entry["type"] in self.types) and (
            not topics or bool(topics & {topic.casefold() for topic in entry["topics"]})
        )


@dataclass(frozen=True, slots=True)
class Mention(Record):
    """A role of ours in a page's text; with *explicit* text it shows nothing of its target.

    *narrative* is a citation of sources within a sentence.
    """

    role: str
    target: str
    explicit: bool
    narrative: bool = False


@dataclass(frozen=True, slots=True)
class Reference(Record):
    """A link in a page's text to something of Sphinx's, likewise.

    *text* is the explicit text of a link by number, which may have number and title in it.
    A *relative* name may leave out its first parts, which it has from where it stands.
    *context* are more attributes of the link, by which inventories are looked through.
    """

    domain: str
    type: str
    target: str
    explicit: bool
    text: str = ""
    relative: bool = False
    context: tuple[tuple[str, str | bool], ...] = ()

    @property
    def is_external(self) -> bool:
        """Whether it is a link by intersphinx's role ``external``, to other projects alone."""
        return ("intersphinx", True) in self.context


@dataclass(frozen=True, slots=True)
class Around(Record):
    """A list around an article: ``backlinks`` or ``relations``; without a name, around all.

    An automatic list has the id of its *article*, and a section for itself.
    A graph of relations has a *reach*, and a *direction* if it is not that of the language.
    """

    kind: str
    target: Target
    article: str = ""
    automatic: bool = False
    reach: Reach = field(default_factory=Reach)
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Conditional(Record):
    """What stands below ``only`` and nowhere else.

    *kind* is the field of a page that has *item*; each of *ways* are the conditions under
    which one of its places is shown.
    """

    kind: str
    item: Hashable
    ways: tuple[tuple[str, ...], ...]

    def is_shown(self, tags: Tags) -> bool:
        """Say whether a builder with *tags* shows it anywhere."""
        return any(all_hold(way, tags) for way in self.ways)


@dataclass(frozen=True, slots=True)
class Page(Record):
    """All of a document that concerns the wiki; plain data, kept by document.

    *anchor* is the id of its first section; *documents* are those that its links to files
    or documents name, whether they exist or not; *headings* are those with a role of ours,
    each with its anchor in the outline; *rows* are the relations that its boxes show, each
    with the id of the article; *namesakes* are the articles with notes on their names,
    *successors* those of which it says what supersedes them; *source_rows* are its rows on
    primary sources, each an article and what of its source; *around* are its lists of
    backlinks and relations; *changes* are its lists of changes; *source_lists* are the scopes
    of its lists of sources, ``page`` or ``wiki``; *passages* are the sentences in which links
    to articles may stand, *backlink_sections* the sections that are there only if something
    links to their articles; *conditional* is what some builders leave out.
    """

    articles: tuple[Article, ...] = ()
    anchor: str = ""
    mentions: tuple[Mention, ...] = ()
    references: tuple[Reference, ...] = ()
    documents: frozenset[str] = frozenset()
    headings: tuple[tuple[str, tuple[str | Target, ...]], ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    namesakes: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    source_rows: tuple[tuple[str, str], ...] = ()
    queries: tuple[Query, ...] = ()
    around: tuple[Around, ...] = ()
    changes: tuple[Since, ...] = ()
    source_lists: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    backlink_sections: tuple[BacklinkSection, ...] = ()
    conditional: tuple[Conditional, ...] = ()

    def shown(self, tags: Tags) -> Page:
        """Return the page as a builder with *tags* shows it."""
        hidden = {(c.kind, c.item) for c in self.conditional if not c.is_shown(tags)}
        if not hidden:
            return self
        kept: dict[str, Any] = {
            kind: tuple(item for item in getattr(self, kind) if (kind, item) not in hidden)
            for kind, _ in hidden
        }
        return replace(self, **kept)

    @property
    def is_plain(self) -> bool:
        """Whether nothing of ours stands on the page, and no link."""
        return replace(self, anchor="") == Page()

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of the sources that the page cites or names as primary."""
        named = [article.primary_source_key for article in self.articles]
        return tuple(dict.fromkeys(key for key in (*named, *self.cited) if key))

    @property
    def cited(self) -> tuple[str, ...]:
        """The keys of the sources that the text cites."""
        texts = (mention.target for mention in self.mentions if mention.role == SOURCE)
        return tuple(target.key for text in texts for target in parse_targets(text))


def articles_of_page(env: BuildEnvironment) -> list[Article]:
    """Return the list of articles of the document being read, to be added to."""
    return cast("list[Article]", env.temp_data.setdefault(_ARTICLES, []))
