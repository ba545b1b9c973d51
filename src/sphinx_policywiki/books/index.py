"""The index of a book, and the numbers of pages behind links, which lead nowhere on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_policywiki.books.sources import articles_in, docname_of
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.model import Article
from sphinx_policywiki.nodes import glance_section
from sphinx_policywiki.nodes.paper import index_entry, page_number

#: Classes of what names articles without saying anything of them.
_LISTS: Final = {"pw-rows", "pw-articles", "pw-backlinks", "pw-relations", "pw-cited"}
#: Nobody reads more of an entry than a line or two, and makeindex reads no more than 1,024 bytes.
_LONGEST_NAME: Final = 120


class IndexArticles(SphinxPostTransform):
    """Put each article into the index, by its title and its aliases.

    A document of one page needs none.
    """

    default_priority = 20
    formats = ("latex", "texinfo")

    def run(self, **kwargs: object) -> None:
        """Add the entries below the titles."""
        domain = WikiDomain.of(self.env)
        if self.document.next_node(addnodes.start_of_file) is None:
            return
        for docname, section in list(articles_in(self.document)):
            articles = domain.pages[docname].articles
            sections = {id_: s for s in _sections(section) for id_ in s["ids"]}
            for article in articles:
                place = sections.get(article.anchor, section)
                made = _entries if domain.builder.format == "latex" else _sphinx_entries
                place[1:1] = made(article, place["ids"][0])


class NumberPages(SphinxPostTransform):
    """Print, behind links to articles, the number of the page, and note them for the index.

    The first link of an article to another says where that is, and so does the box At a
    glance; each further link in the text would only repeat it.
    """

    default_priority = 21
    formats = ("latex",)

    def run(self, **kwargs: object) -> None:
        """Add the numbers, unless Sphinx adds its own."""
        self.places = _places(WikiDomain.of(self.env))
        self.seen: set[tuple[str, str, bool]] = set()
        for link in list(self.document.findall(nodes.reference)):
            place = str(link.get("refuri", ""))
            around = list(_ancestors(link))
            if place.startswith("%") and not _in_title(around):
                self._number(link, place, around)

    def _number(self, link: nodes.reference, place: str, around: list[nodes.Element]) -> None:
        """Add to *link*, which leads to *place*, what it needs of number and entry."""
        classes: set[str] = set().union(*(node.get("classes", []) for node in around))
        article = self.places.get(place)
        cited = "pw-cited" in classes
        if not cited and (article is None or self._is_known(link, place, around)):
            return
        behind: list[nodes.Node] = [link]
        if article is not None and not classes & _LISTS:
            behind.insert(0, _entry(next(_names(article)), main=False))
        if not self.config.latex_show_pagerefs:
            behind.append(page_number("", label=_label(place)))
        link.replace_self(behind)

    def _is_known(self, link: nodes.reference, place: str, around: list[nodes.Element]) -> bool:
        """Say whether readers know where *place* is: they are there, or have been told."""
        docname = docname_of(link)
        in_box = any(isinstance(node, glance_section) for node in around)
        told = (docname, place, in_box) in self.seen
        self.seen.add((docname, place, in_box))
        return told or docname == place.removeprefix("%").partition("#")[0]


def _places(domain: WikiDomain) -> dict[str, Article]:
    """Return the articles by the addresses that links to them have in LaTeX."""
    places: dict[str, Article] = {}
    for article in domain.graph.articles:
        anchor = article.anchor or domain.pages[article.docname].anchor
        places[f"%{article.docname}#{anchor}"] = article
        if not article.anchor:
            places[f"%{article.docname}"] = article
    return places


def _label(place: str) -> str:
    """Return the label that Sphinx gives to *place*."""
    docname, _, anchor = place.removeprefix("%").partition("#")
    return f"{docname}:{anchor or ':doc'}"


def _names(article: Article) -> Iterator[str]:
    """Yield what readers may look for: title and aliases, on one line, no longer than that."""
    names = dict.fromkeys([article.title, *(alias.name for alias in article.aliases)])
    for name in names:
        line = " ".join(name.split())
        yield line if len(line) <= _LONGEST_NAME else f"{line[:_LONGEST_NAME]}…"


def _entries(article: Article, target: str) -> list[nodes.Node]:
    return [_entry(name, main=True) for name in _names(article)]


def _entry(name: str, *, main: bool) -> index_entry:
    return index_entry("", name, name=name, main=main)


def _sphinx_entries(article: Article, target: str) -> list[nodes.Node]:
    entries = [("single", name, target, "main", None) for name in _names(article)]
    return [addnodes.index("", entries=entries, inline=False)]


def _sections(section: nodes.section) -> Iterator[nodes.section]:
    yield from section.findall(nodes.section)


def _ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _in_title(around: list[nodes.Element]) -> bool:
    return any(isinstance(node, nodes.title | nodes.rubric | nodes.caption) for node in around)
