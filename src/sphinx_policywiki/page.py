"""What one document declares and shows: its articles, and the names that it mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util import docname_join

from sphinx_policywiki.backlink_outline import BacklinkSection, section_of
from sphinx_policywiki.citation.sources.targets import parse_targets
from sphinx_policywiki.contexts import Passage, passages_of
from sphinx_policywiki.index_names import PREFIX
from sphinx_policywiki.model import Article, Record, Target
from sphinx_policywiki.nodes import (
    article_listing,
    backlink_listing,
    change_listing,
    placeholder,
    relation_listing,
    relation_rows,
    source_listing,
    successor,
)
from sphinx_policywiki.pictures.neighbourhood import Reach
from sphinx_policywiki.plaintext import plain_text
from sphinx_policywiki.roles import SOURCE

_ARTICLES = "policywiki_articles"
_T = TypeVar("_T")


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
    """A role of ours in a page's text; with *explicit* text it shows nothing of its target."""

    role: str
    target: str
    explicit: bool


@dataclass(frozen=True, slots=True)
class Reference(Record):
    """A link in a page's text to something of Sphinx's, likewise."""

    domain: str
    type: str
    target: str
    explicit: bool


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
class Page(Record):
    """All of a document that concerns the wiki; plain data, kept by document.

    *anchor* is the id of its first section; *documents* are those that its links to files
    or documents name, whether they exist or not; *headings* are those
    with a role of ours, each with its anchor in the outline; *rows* are the relations
    that its boxes show, each with the id of the article; *successors* are the articles of
    which it says what supersedes them; *around* are its lists of backlinks and relations;
    *changes* are its lists of changes;
    *source_lists* are the scopes of its lists of sources, ``page`` or ``wiki``; *passages*
    are the sentences in which links to articles may stand, *backlink_sections* the sections
    that are there only if something links to their articles.
    """

    articles: tuple[Article, ...] = ()
    anchor: str = ""
    mentions: tuple[Mention, ...] = ()
    references: tuple[Reference, ...] = ()
    documents: frozenset[str] = frozenset()
    headings: tuple[tuple[str, tuple[str | Target, ...]], ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    successors: tuple[str, ...] = ()
    queries: tuple[Query, ...] = ()
    around: tuple[Around, ...] = ()
    changes: tuple[Since, ...] = ()
    source_lists: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    backlink_sections: tuple[BacklinkSection, ...] = ()

    @property
    def concerned(self) -> bool:
        """Whether anything of ours stands on the page, or a link that may lead to it."""
        ours = self.articles or self.mentions or self.queries or self.around or self.source_lists
        links = (not r.domain or r.target.startswith(PREFIX) for r in self.references)
        return bool(ours or self.changes) or any(links)

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


def collect(env: BuildEnvironment, docname: str, document: nodes.document) -> Page:
    """Return what *document*, read and composed, declares and shows."""
    found = list(document.findall(placeholder))
    xrefs = list(document.findall(addnodes.pending_xref))
    ours = [node for node in xrefs if node.get("refdomain") == "wiki"]
    others = [node for node in xrefs if node.get("refdomain") != "wiki"]
    section = document.next_node(nodes.section)
    return Page(
        articles=tuple(articles_of_page(env)),
        anchor=section["ids"][0] if section is not None else "",
        mentions=_unique(
            Mention(n["reftype"], n["reftarget"], bool(n.get("refexplicit"))) for n in ours
        ),
        references=_unique(
            Reference(
                n.get("refdomain") or "", n["reftype"], _target(n), bool(n.get("refexplicit"))
            )
            for n in others
        ),
        documents=frozenset(name for n in others for name in _documents(env, docname, n)),
        headings=tuple(_headings(document)) if any(map(_in_heading, ours)) else (),
        rows=_unique(
            (n["article"], relation)
            for n in found
            if isinstance(n, relation_rows)
            for relation in n["relations"]
        ),
        successors=_unique(n["article"] for n in found if isinstance(n, successor)),
        queries=_unique(n["query"] for n in found if isinstance(n, article_listing)),
        around=_unique(
            n["around"] for n in found if isinstance(n, backlink_listing | relation_listing)
        ),
        changes=_unique(n["since"] for n in found if isinstance(n, change_listing)),
        source_lists=_unique(n["scope"] for n in found if isinstance(n, source_listing)),
        passages=tuple(passages_of(xrefs, articles_of_page(env), env.config.language)),
        backlink_sections=tuple(
            section_of(n, document)
            for n in found
            if isinstance(n, backlink_listing) and n["around"].automatic
        ),
    )


def _target(node: addnodes.pending_xref) -> str:
    """Return the target of *node*, with the fragment that MyST keeps beside it."""
    fragment = node.get("reftargetid")
    return f"{node['reftarget']}#{fragment}" if fragment else str(node["reftarget"])


def _in_heading(node: nodes.Node) -> bool:
    while not isinstance(node, nodes.title) and isinstance(node.parent, nodes.TextElement):
        node = node.parent
    return isinstance(node, nodes.title)


def _headings(document: nodes.document) -> Iterator[tuple[str, tuple[str | Target, ...]]]:
    for number, section in enumerate(document.findall(nodes.section)):
        title = section.next_node(nodes.title)
        if title is not None and any(title.findall(addnodes.pending_xref)):
            anchor = f"#{section['ids'][0]}" if number else ""
            yield anchor, tuple(plain_text(title.children))


def _unique(items: Iterator[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(items))


def _documents(env: BuildEnvironment, docname: str, node: addnodes.pending_xref) -> Iterator[str]:
    """Yield the document that a link by file or document name means, if it is one."""
    domain, target = node.get("refdomain") or "", node["reftarget"].partition("#")[0]
    if domain == "doc":
        yield target
    elif (domain, node["reftype"]) == ("std", "doc"):
        yield docname_join(docname, target)
    elif node["reftype"] == "myst" and target:
        name = env.path2doc(env.relfn2path(target, docname)[0])
        yield from [name] if name else []
