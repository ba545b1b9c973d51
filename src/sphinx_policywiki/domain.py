"""The ``wiki`` domain: what all pages declare, and links to it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any, ClassVar, Final
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment

from sphinx_policywiki.builders import makes_web_pages
from sphinx_policywiki.collation import Collation
from sphinx_policywiki.config import Settings, settings_of
from sphinx_policywiki.external import external_article, own_name
from sphinx_policywiki.graph import Graph
from sphinx_policywiki.locale import tr
from sphinx_policywiki.memory import environment_loaded
from sphinx_policywiki.messages import warn
from sphinx_policywiki.model import Article, Target
from sphinx_policywiki.name_pages import name_pages
from sphinx_policywiki.names import SharedName
from sphinx_policywiki.nodes import missing_link
from sphinx_policywiki.nodes.links import reference, with_text
from sphinx_policywiki.ordering import collation_of
from sphinx_policywiki.packed import Packed
from sphinx_policywiki.page import Mention, Page
from sphinx_policywiki.roles import ANY, SOURCE
from sphinx_policywiki.sources import Sources

Data = dict[str, Any]
_NOTHING: Final = Page()
#: Keys of the data: mappings by document, and sets of documents.
_BY_DOCUMENT: Final = ("pages", "stamps", "dependencies", "numbered")
_OF_DOCUMENTS: Final = ("reports", "inventory_links")


class WikiDomain(Domain):
    """Articles, their names and their relations.

    All in ``data`` is plain and kept by document, so that a document is cleared and merged
    without a look at the others. The graph and the sources are made from it when first asked
    for, and dropped whenever it changes.

    By document:

    - ``pages``: its :class:`~.page.Page`, but for plain ones
    - ``stamps``: the file that was read, with what tells it from itself changed
    - ``dependencies``: likewise, of the files on which it depends
    - ``numbered``: what its labels name of what may have a number

    Sets of documents:

    - ``reports``: those with lists of changes, which show the texts of others
    - ``inventory_links``: those with links to inventories, which MyST resolves as it reads

    What was so when documents were last read:

    - ``addresses``: how permalinks begin and end
    - ``inventories``: what stands for those of intersphinx
    - ``git_head``: the commit of the source directory
    - ``world``: the stamp of all that pages may show of others, with what it was made of
    """

    name = "wiki"
    label = "Wiki"
    data_version = 10
    initial_data: ClassVar[Data] = {
        "pages": Packed[Page](), "stamps": {}, "dependencies": {}, "numbered": {},
        "reports": set(), "inventory_links": set(),
        "addresses": "", "inventories": 0, "git_head": "",
        "world": {
            "stamp": "", "rest": 0, "faces": {},
            "index_titles": ("", {}), "outlines": "", "has_graphs": False,
        },
    }  # fmt: skip

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        environment_loaded()
        self._graph: Graph | None = None
        self._sources: Sources | None = None
        #: What others make of all articles once a build; dropped whenever those change.
        self.kept: dict[Hashable, Any] = {}
        self._builder: Builder | None = None
        #: The titles of the index pages by name, once all is read.
        self.index_titles: dict[str, str] = {}
        #: Whether all is, for this builder, as it was at the end of its last build.
        self.unchanged = False

    @staticmethod
    def of(env: BuildEnvironment) -> WikiDomain:
        """Return the domain of *env*."""
        domain = env.get_domain("wiki")
        assert isinstance(domain, WikiDomain)
        return domain

    @property
    def pages(self) -> Packed[Page]:
        """What every document declares and shows."""
        pages: Packed[Page] = self.data["pages"]
        return pages

    def shown(self, docname: str) -> Page:
        """Return what of *docname* the builder at work shows: not all that is in ``only``."""
        return self.pages.get(docname, _NOTHING).shown(self.builder.tags)

    @property
    def shown_pages(self) -> dict[str, Page]:
        """What the builder at work shows of all documents."""
        return {docname: self.shown(docname) for docname in self.pages}

    @property
    def settings(self) -> Settings:
        """The checked configuration."""
        return settings_of(self.env.config)

    @property
    def collation(self) -> Collation:
        """The order of titles."""
        return collation_of(self.env.config)

    @property
    def graph(self) -> Graph:
        """The graph of all articles, made once a build."""
        if self._graph is None:
            articles = (a for page in self.pages.values() for a in page.articles)
            settings = self.settings
            types, order = settings.article_types, self.collation
            self._graph = Graph(articles, settings.relations, types, order)
        return self._graph

    def mentioned(self, mention: Mention) -> Article | None:
        """Return the article that *mention* links to."""
        if mention.role == SOURCE:
            return None
        role = "" if mention.role == ANY else mention.role
        found = self.graph.resolve(mention.target, role)
        return found or self.graph.resolve(own_name(self.env, mention.target), role)

    def title(self, docname: str) -> str:
        """Return the title of the first article of *docname*, else of the document."""
        if (page := self.pages.get(docname)) and page.articles:
            return page.articles[0].title
        return self.env.titles[docname].astext() if docname in self.env.titles else docname

    @property
    def name_pages(self) -> dict[str, str]:
        """The pages on names that articles share, by the names' keys; found once a build."""
        if name_pages not in self.kept:
            self.kept[name_pages] = name_pages(self.graph.names, self.builder)
        found: dict[str, str] = self.kept[name_pages]
        return found

    def choice(self, name: str, type_name: str = "") -> tuple[SharedName, str] | None:
        """Return the shared name that *name* is, and its page if there is one.

        None if it is clear which article is meant.
        """
        shared = self.graph.names.ambiguous(name, type_name)
        return (shared, self.name_pages.get(shared.key, "")) if shared else None

    @property
    def sources(self) -> Sources:
        """The sources that the pages cite or name."""
        if self._sources is None:
            self._sources = Sources(self.env, self.shown_pages, self.title, self.collation)
        return self._sources

    @property
    def builder(self) -> Builder:
        """The builder that is at work."""
        assert self._builder is not None
        return self._builder

    def use_builder(self, builder: Builder) -> None:
        """Make links and permalinks for *builder*."""
        self._builder = builder

    def page_uri(self, docname: str) -> str:
        """Return the path of *docname* below the base URL of the website.

        A builder of web pages knows it; for others it is that of the builder ``html``. A
        site made by ``dirhtml`` that also makes PDFs needs ``policywiki_permalink``.
        """
        builder = self._builder
        if builder is not None and makes_web_pages(builder):
            return builder.get_target_uri(docname)
        config = self.env.config
        suffix = config.html_link_suffix
        return quote(docname) + (config.html_file_suffix or ".html" if suffix is None else suffix)

    # --- reading -------------------------------------------------------------

    def _forget(self) -> None:
        self._graph = self._sources = None
        self.kept.clear()

    def forget_all(self) -> None:
        """Forget all documents, in a process that has others to read."""
        for key in (*_BY_DOCUMENT, *_OF_DOCUMENTS):
            self.data[key].clear()
        self.data["world"]["faces"].clear()
        self._forget()

    def clear_doc(self, docname: str) -> None:
        """Forget *docname*."""
        for key in _BY_DOCUMENT:
            self.data[key].pop(docname, None)
        for key in _OF_DOCUMENTS:
            self.data[key].discard(docname)
        self._forget()

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: Data) -> None:
        """Take over what another process has read of *docnames*."""
        for key in _BY_DOCUMENT:
            for docname in docnames & otherdata[key].keys():
                self.data[key][docname] = otherdata[key][docname]
        for key in _OF_DOCUMENTS:
            self.data[key] |= otherdata[key] & docnames
        self._forget()

    def note_page(self, docname: str, page: Page) -> None:
        """Keep what *docname*, just read and composed, declares and shows."""
        if not page.is_plain:
            self.pages[docname] = page
            self._forget()
        if page.changes:
            self.data["reports"].add(docname)

    # --- links ---------------------------------------------------------------

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return the link that a role asks for; None if nothing has that name."""
        wanted = "" if typ == ANY else typ
        article = self.graph.resolve(target, wanted)
        if article is None:
            return None
        if choice := self.choice(target, wanted):
            warn("ambiguous_name", choice[0].question(target), node)
            if choice[1]:
                return reference(builder, fromdocname, choice[1], "", contnode)
        elif wanted and article.type != wanted:
            message = (
                f"{article.slug!r} is of type {article.type!r} ({article.place}), not {typ!r}; "
                f"use the role {article.type!r}"
            )
            warn("role_type", message, node)
        if not node.get("refexplicit") and article.has_slug(target):
            contnode = with_text(contnode, article.title)
        return self._refnode(builder, fromdocname, article, contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return the article that *target* names, for the role ``any`` and for MyST."""
        article = self.graph.resolve(target)
        if article is None or self.is_label(target):
            return []
        shared, page = self.choice(target) or (None, "")
        if shared:
            warn("ambiguous_name", shared.question(target), node)
        if not node.get("refexplicit"):
            contnode = with_text(contnode, shared.text if shared and page else article.title)
        if page:
            link = reference(builder, fromdocname, page, "", contnode)
        else:
            link = self._refnode(builder, fromdocname, article, contnode)
        return [(f"wiki:{article.type}", link)]

    def _refnode(
        self, builder: Builder, fromdocname: str, article: Article, content: nodes.Element
    ) -> nodes.reference:
        anchor = article.anchor
        if not anchor and fromdocname == article.docname:
            anchor = self.pages[fromdocname].anchor
        return reference(builder, fromdocname, article.docname, anchor, content)

    def link(self, fromdocname: str, article: Article, text: str = "") -> nodes.Node:
        """Return a link to *article*, or its text where the builder has no page of it."""
        shown = nodes.inline("", text or article.title)
        return self._refnode(self.builder, fromdocname, article, shown)

    def page_link(
        self, fromdocname: str, docname: str, anchor: str = "", shown: nodes.Element | None = None
    ) -> nodes.Node:
        """Return a link to the document *docname*, or what is *shown* if the builder has none.

        By default that is its title.
        """
        shown = nodes.inline("", self.title(docname)) if shown is None else shown
        return reference(self.builder, fromdocname, docname, anchor, shown)

    def missing(self, name: str) -> nodes.Node:
        """Return what stands for an article that is not here: a link elsewhere or a red one."""
        if (item := self.external(name)) is not None:
            return nodes.reference("", item[1], refuri=item[0], internal=False)
        return missing_link("", name)

    def external(self, name: str) -> tuple[str, str] | None:
        """Return address and title of the article *name* of another project."""
        return external_article(self.env, self.object_types, name)

    def is_label(self, name: str) -> bool:
        """Say whether *name* is a label that an author set and not the slug of an article."""
        std = self.env.domaindata["std"]
        article = self.graph.resolve(name)
        labelled = name in std["labels"] or name in std["anonlabels"]
        return labelled and (article is None or article.slug != name)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every article by its slug, its aliases and its former slugs.

        None is for the search, which finds articles themselves by these names.
        """
        graph = self.graph
        for article in graph.articles:
            if graph.resolve(article.slug) is not article:
                continue
            yield (article.slug, article.title, article.type, article.docname, article.anchor, -1)
            names = (*article.aliases, *article.former_slugs)
            for name in dict.fromkeys(name.name for name in names):
                if graph.resolve(name) is article and name != article.slug:
                    yield (
                        name, article.title, article.type,
                        article.docname, article.anchor, -1,
                    )  # fmt: skip

    # --- consistency ---------------------------------------------------------

    def check_consistency(self) -> None:
        """Warn of all that is wrong between articles."""
        graph = self.graph
        for problem in graph.problems:
            warn(problem.subtype, problem.message, problem.place)
        for article, target in graph.unresolved():
            if self.external(target.name) is None:
                message = f"{article.slug!r}: {graph.missing(target.name)}"
                warn("missing_article", message, replace(article.place, line=target.line))
        for docname, page in self.pages.items():
            for around in page.around:
                self._check_name(docname, around.target)
        self.sources.bibliography.report()
        for page in self.pages.values():
            for article in page.articles:
                key = article.primary_source_key
                if key and key not in self.sources.bibliography:
                    where = article.place_of("primary-source")
                    warn("missing_source", self.sources.bibliography.missing(key), where)

    def _check_name(self, docname: str, target: Target) -> None:
        known = not target.name or self.graph.resolve(target.name) or self.external(target.name)
        if not known:
            warn("missing_article", self.graph.missing(target.name), (docname, target.line))


def domain_of_types(settings: Settings, directives: dict[str, Any], roles: dict[str, Any]) -> Any:
    """Return the domain class with the configured types of articles as its objects."""
    types = {
        type_.name: ObjType(tr(type_.label), type_.name, ANY)
        for type_ in settings.article_types.values()
    }
    members = {"object_types": types, "directives": directives, "roles": roles}
    return type("WikiDomain", (WikiDomain,), members)
