"""What links to an article: from where, and in which sentences as readers see them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, KeysView
from dataclasses import dataclass
from typing import Final, cast

from sphinx_policywiki.contexts import Linked, Part, Passage
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.graph import Destination, face
from sphinx_policywiki.model import Article
from sphinx_policywiki.nodes.whereabouts import all_hold
from sphinx_policywiki.page import Mention
from sphinx_policywiki.sentences import Runs, excerpt, squeeze

#: So many sentences of a page are shown, each of about so many characters.
MOST: Final = 3
LONGEST: Final = 240

#: A document, and which of its articles; less than 0 means the rest of the document.
_Source = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as readers see it, with the words of the link marked.

    *anchor* and *heading* are those of its section, if it stands below another than the title.
    """

    runs: Runs
    anchor: str
    heading: str


@dataclass(frozen=True, slots=True)
class Origin:
    """An article that links to another, or a page that does so outside of any article.

    *index* is that of the article on its page, less than 0 outside of any.
    """

    docname: str
    index: int
    title: str
    article: Article | None


@dataclass(frozen=True, slots=True)
class Backlink:
    """A link to an article: its *origin*, and the sentences in which it stands.

    Of these, *more* are left out.
    """

    origin: Origin
    sentences: tuple[Sentence, ...]
    more: int

    def facts(self) -> object:
        """Return all that a list shows of the link."""
        origin, article = self.origin, self.origin.article
        place = (face(article), article.type) if article else Destination(origin.docname, "")
        sentences = [
            (s.runs, s.heading, Destination(origin.docname, s.anchor)) for s in self.sentences
        ]
        return place, origin.title, sentences, self.more


def type_of(article: Article | None) -> str:
    """Return the type of *article*, nothing if there is none."""
    return article.type if article else ""


class Backlinks:
    """The links of a wiki from their ends, found by one walk through all pages."""

    def __init__(self, domain: WikiDomain) -> None:
        self._domain = domain
        self._sorted: dict[str, tuple[Origin, ...]] = {}
        self._entries: dict[tuple[str, str, int], Backlink] = {}
        self._links: dict[Linked, Article | None] = {}
        self._found: dict[str, dict[_Source, list[Passage]]] = defaultdict(dict)
        for docname, page in domain.pages.items():
            for passage in page.passages:
                self._note(docname, page.articles, passage)

    @classmethod
    def of(cls, domain: WikiDomain) -> Backlinks:
        """Return the backlinks of *domain*, made anew when its pages have changed."""
        if "backlinks" not in domain.kept:
            domain.kept["backlinks"] = cls(domain)
        return cast("Backlinks", domain.kept["backlinks"])

    @property
    def targets(self) -> KeysView[str]:
        """The ids of the articles to which anything links."""
        return self._found.keys()

    def exist(self, article: str) -> bool:
        """Say whether anything links to the *article* of this id."""
        return article in self._found

    def exceed(self, article: str, number: int) -> bool:
        """Say whether more than *number* articles of one type link to the *article* of this id.

        Pages that are no articles are one type more.
        """
        found = self._found.get(article, {})
        if len(found) <= number:
            return False
        return max(Counter(type_of(self._linking(*source)) for source in found).values()) > number

    def origins(self, article: Article) -> tuple[Origin, ...]:
        """Return what links to *article*: by type and title, pages that are no articles last."""
        if article.id not in self._sorted:
            found = (self._origin(*source) for source in self._found.get(article.id, ()))
            self._sorted[article.id] = tuple(sorted(found, key=self._order))
        return self._sorted[article.id]

    def entry(self, target: Article, origin: Origin) -> Backlink:
        """Return the link from *origin* to *target* with its sentences."""
        key = target.id, origin.docname, origin.index
        if key not in self._entries:
            self._entries[key] = self._entry(target, origin)
        return self._entries[key]

    def _note(self, docname: str, articles: tuple[Article, ...], passage: Passage) -> None:
        """Note *passage* for each article that it links to, but those on its own page."""
        if not all_hold(passage.conditions, self._domain.builder.tags):
            return
        own = articles[passage.index : passage.index + 1] if passage.index >= 0 else articles
        links = (part for part in passage.parts if isinstance(part, Linked))
        targets = dict.fromkeys(a.id for a in map(self._article, links) if a and a not in own)
        for id_ in targets:
            self._found[id_].setdefault((docname, passage.index), []).append(passage)

    # --- where a link leads ------------------------------------------------------

    def _article(self, link: Linked) -> Article | None:
        key = Linked(link.domain, link.type, link.target)
        if key not in self._links:
            self._links[key] = self._find(key)
        return self._links[key]

    def _find(self, link: Linked) -> Article | None:
        domain = self._domain
        match link.domain:
            case "wiki":
                return domain.mentioned(Mention(link.type, link.target, explicit=True))
            case "" if not domain.is_label(link.target):
                found = domain.graph.resolve(link.target)
                return found if found is not None else self._on_page(*self._place(link))
            case _:
                return self._on_page(*self._place(link))

    def _place(self, link: Linked) -> tuple[str, str]:
        """Return the document and the anchor to which an ordinary *link* leads."""
        docname, _, anchor = link.target.partition("#")
        if link.domain == "doc" or (not link.domain and not self._domain.is_label(link.target)):
            return docname, anchor
        std = self._domain.env.domaindata["std"]
        name = link.target.lower() if link.domain == "ref" else link.target
        place = std["labels"].get(name) or std["anonlabels"].get(name) or ("", "")
        return place[0], place[1]

    def _on_page(self, docname: str, anchor: str) -> Article | None:
        """Return the article whose heading is *anchor*, else the first of *docname*."""
        page = self._domain.pages.get(docname)
        articles = page.articles if page else ()
        named = [article for article in articles if anchor and article.anchor == anchor]
        return next(iter([*named, *articles]), None)

    # --- what readers see --------------------------------------------------------

    def _linking(self, docname: str, index: int) -> Article | None:
        return self._domain.pages[docname].articles[index] if index >= 0 else None

    def _origin(self, docname: str, index: int) -> Origin:
        article = self._linking(docname, index)
        title = article.title if article else self._page_title(docname)
        return Origin(docname, index, title, article)

    def _entry(self, target: Article, origin: Origin) -> Backlink:
        sentences: dict[Runs, Sentence] = {}
        for passage in self._found[target.id][origin.docname, origin.index]:
            if runs := self._runs(passage, target):
                heading = self._domain.graph.plain(passage.heading)
                sentences.setdefault(runs, Sentence(runs, passage.anchor, heading))
        shown = tuple(sentences.values())
        return Backlink(origin, shown[:MOST], len(shown[MOST:]))

    def _order(self, origin: Origin) -> tuple[object, ...]:
        domain = self._domain
        if origin.article is None:
            return (True, 0, domain.collation.key(origin.title), origin.docname)
        types = list(domain.settings.article_types)
        return (False, types.index(origin.article.type), domain.graph.rank(origin.article))

    def _runs(self, passage: Passage, target: Article) -> Runs:
        runs = squeeze(self._shown_parts(passage.parts, target))
        return excerpt(runs, LONGEST)

    def _shown_parts(self, parts: Iterable[Part], target: Article) -> Iterator[tuple[str, bool]]:
        for part in parts:
            if isinstance(part, Linked):
                yield self._words(part), self._article(part) == target
            else:
                yield part if isinstance(part, str) else self._domain.graph.shown(part.name), False

    def _words(self, link: Linked) -> str:
        """Return the words of *link*: what was typed, else the title of what it leads to."""
        if link.text:
            shown = self._domain.graph.shown
            return "".join(p if isinstance(p, str) else shown(p.name) for p in link.text)
        article = self._article(link)
        if link.domain == "wiki":
            elsewhere = None if article else self._domain.external(link.target)
            return elsewhere[1] if elsewhere else self._domain.graph.shown(link.target)
        if not link.domain and article and not self._domain.is_label(link.target):
            return article.title
        return self._title(link) or link.target

    def _title(self, link: Linked) -> str:
        """Return the title that an ordinary *link* shows."""
        docname, anchor = self._place(link)
        std = self._domain.env.domaindata["std"]
        if link.target.lower() in std["labels"] and link.domain != "doc":
            return str(std["labels"][link.target.lower()][2])
        slugs = self._domain.env.metadata[docname].get("myst_slugs", {}) if anchor else {}
        headings = (text for slug, (_, id_, text) in slugs.items() if anchor in {slug, id_})
        return next(headings, "") or self._page_title(docname)

    def _page_title(self, docname: str) -> str:
        title = self._domain.env.titles.get(docname)
        return title.astext() if title is not None else ""
