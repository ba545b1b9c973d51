"""Sources in the text, in boxes and in lists: what the bibliography and the style print.

All of it in one walk through the document, since numbers, letters after years and links
back depend on what else the page cites.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_policywiki.builders import makes_one_document, makes_web_pages
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import Cite, SourceTarget, parse_targets
from sphinx_policywiki.citation.text import RichText, plain
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.locale import _
from sphinx_policywiki.locale.punctuation import colon, comma, last_comma
from sphinx_policywiki.messages import warn
from sphinx_policywiki.nodes import source_listing, source_row
from sphinx_policywiki.nodes.build import (
    definition,
    fill,
    in_language,
    paragraph,
    rich_nodes,
    separated,
    web_link,
)
from sphinx_policywiki.nodes.whereabouts import around, in_outline, is_left_out, take_from_caption
from sphinx_policywiki.notes import Notes, raise_mark, take_out_mark
from sphinx_policywiki.options import safe_url
from sphinx_policywiki.roles import SOURCE
from sphinx_policywiki.source_lists import cited_id, source_id


class CiteSources(SphinxPostTransform):
    """Replace citations, rows and lists of sources by what readers see."""

    default_priority = 4

    def run(self, **kwargs: object) -> None:
        """Fill the document, which may hold many pages: what cites first, then the lists."""
        domain = WikiDomain.of(self.env)
        pages: dict[str, _Page] = {}
        found = [
            (node, self._page(domain, pages, node))
            for node in list(self.document.findall(nodes.Element))
            if _is_of_sources(node) and not _is_dropped(node, domain)
        ]
        for node, page in found:
            if isinstance(node, source_listing):
                page.scopes.add(node["scope"])
        for node, page in found:
            if isinstance(node, source_row):
                fill(node, page.row(node))
            elif isinstance(node, addnodes.pending_xref):
                page.cite_in_text(node)
        for node, page in found:
            if isinstance(node, source_listing):
                fill(node, page.listing(node))
        for page in pages.values():
            page.notes.place()

    def _page(self, domain: WikiDomain, pages: dict[str, _Page], node: nodes.Element) -> _Page:
        docname = node.get("refdoc") or node.get("docname") or self.env.docname
        if docname not in pages:
            pages[docname] = _Page(domain, docname)
        return pages[docname]


def _is_of_sources(node: nodes.Element) -> bool:
    if isinstance(node, addnodes.pending_xref):
        return (node.get("refdomain"), node["reftype"]) == ("wiki", SOURCE)
    return isinstance(node, source_listing | source_row)


def _is_dropped(node: nodes.Element, domain: WikiDomain) -> bool:
    """Say whether *node* is now gone: nobody would see it, or in an outline it is not wanted."""
    if not in_outline(node) and not is_left_out(node, domain.builder.tags):
        return False
    fill(node, [])
    return True


class _Page:
    """What one page shows of sources; counts the places where it cites each."""

    def __init__(self, domain: WikiDomain, docname: str) -> None:
        self.domain = domain
        self.docname = docname
        self.style = domain.sources.style
        self.sources = domain.sources.of(docname)
        self.scopes: set[str] = set()
        self.places: defaultdict[str, list[str]] = defaultdict(list)
        self.taken = {cited_id(key) for key in self.sources.sources}
        self.listed: set[str] = set()
        alone = not makes_one_document(domain.builder)
        self.notes = Notes(docname, "" if alone else f"{nodes.make_id(docname)}-")

    # --- in boxes ------------------------------------------------------------------

    def row(self, node: nodes.Element) -> list[nodes.Node]:
        """Return the row of an At-a-glance box on the primary source or its address."""
        article = self.domain.graph.by_id[node["article"]]
        key = article.primary_source_key
        source = self.domain.sources.bibliography.get(key)
        if node["what"] == "source-url":
            if source is None or not source.address:
                return []
            return [definition(_("Source URL"), paragraph(web_link(source.address)))]
        if source is None:
            return [definition(_("Primary source"), paragraph(article.primary_source))]
        text = self._anchored([key], self._entry(source))
        return [definition(_("Primary source"), paragraph(*text))]

    def _entry(self, source: Source) -> list[nodes.Node]:
        """Return the entry of *source*, marked with the language of the work if it is known."""
        text = rich_nodes(self.domain.sources.entry(source))
        return in_language(source.language, self.domain.env.config.language, text)

    # --- in the text ---------------------------------------------------------------

    def cite_in_text(self, node: addnodes.pending_xref) -> None:
        """Replace *node*, which a role made, by the citation; the mark of a note after stops."""
        link = around(node, nodes.reference) or around(node, addnodes.pending_xref)
        shown = self.citation(node)
        if link is not None or "refid" in (around(node, nodes.title) or {}):
            shown = _without_links(shown)
        node.replace_self(shown)
        self._settle(shown[0], shown[-1], link, narrative=node["narrative"])

    def _settle(
        self, anchor: nodes.Node, mark: nodes.Node, link: nodes.Element | None, *, narrative: bool
    ) -> None:
        """Put the *mark* of a note and the *anchor* where readers and writers want them."""
        if isinstance(mark, nodes.footnote_reference):
            if link is not None:
                take_out_mark(mark, link)
            elif not narrative:
                raise_mark(mark, anchor)
        if isinstance(anchor, nodes.target) and self.domain.builder.format == "latex":
            take_from_caption(anchor)

    def citation(self, node: addnodes.pending_xref) -> list[nodes.Node]:
        """Return the citation that a role asks for; unknown keys stay as they were typed."""
        targets = parse_targets(node["reftarget"])
        if not self._are_known(targets, node):
            return [nodes.inline("", node.astext(), classes=["pw-unknown"])]
        keys = [target.key for target in targets]
        cites = [self._cite(target) for target in targets]
        if node.get("refexplicit"):
            return self._anchored(keys, [self._linked(keys[0], nodes.Text(node.astext()))])
        if self.style.kind == "note":
            if around(node, nodes.footnote) is not None:
                return self._anchored(keys, rich_nodes(self._within_note(node, cites)))
            return self._noted(keys, cites, narrative=node["narrative"])
        if not node["narrative"]:
            return self._anchored(keys, self._parenthetical(cites))
        parts = [self._link_text(c.source.key, self.style.narrative(c)) for c in cites]
        return self._anchored(keys, [n for part in _enumerated(parts) for n in part])

    def _are_known(self, targets: Sequence[SourceTarget], node: nodes.Element) -> bool:
        """Say whether the bibliography has all of *targets*; warn of those that it has not."""
        bibliography = self.domain.sources.bibliography
        missing = [target.key for target in targets if target.key not in bibliography]
        for key in missing:
            warn("missing_source", bibliography.missing(key), node)
        if not targets:
            warn("missing_source", f"{node.rawsource or node.astext()!r} names no source", node)
        return bool(targets) and not missing

    def _cite(self, target: SourceTarget) -> Cite:
        if target.key not in self.sources:  # in a text that was taken from another page
            source = self.domain.sources.bibliography.sources[target.key]
            self.sources = self.sources.with_source(source)
        cite = self.sources.cite(target.key)
        return Cite(cite.source, target.locator, cite.number)

    def _within_note(self, node: nodes.Node, cites: list[Cite]) -> RichText:
        """Return the citation in a note that the author wrote, less the stop before more text."""
        text = self.style.cite(cites)
        if node.parent[-1] is node or not plain(text).endswith("."):
            return text
        return _slice(text, 0, len(plain(text)) - 1)

    def _noted(self, keys: list[str], cites: list[Cite], *, narrative: bool) -> list[nodes.Node]:
        """Return the mark of a foot note, after the names of the authors if they are wanted."""
        note = self.notes.add(rich_nodes(self.style.cite(cites)))
        names = [rich_nodes(self.style.narrative(cite)) for cite in cites] if narrative else []
        text = [node for part in _enumerated(names) for node in part]
        return self._anchored(keys, [*text, note])

    def _parenthetical(self, cites: list[Cite]) -> list[nodes.Node]:
        """Return the citations in one pair of brackets, each a link where it can be told."""
        text = self.style.cite(cites)
        if not cites[1:]:
            return self._link_text(cites[0].source.key, text)
        result: list[nodes.Node] = []
        for piece, key in _pieces(text, [(c.source.key, self.style.cite([c])) for c in cites]):
            result += self._link_text(key, piece) if key else rich_nodes(piece)
        return result

    def _link_text(self, key: str, text: RichText) -> list[nodes.Node]:
        return [self._linked(key, nodes.inline("", "", *rich_nodes(text)))]

    def _linked(self, key: str, content: nodes.Node) -> nodes.Node:
        """Return *content* as a link to the entry of the source, else to the source itself."""
        inner = content if isinstance(content, nodes.Element) else nodes.inline("", "", content)
        if self.scopes:
            return nodes.reference("", "", inner, internal=True, refid=source_id(key))
        if page := self.domain.sources.list_page:
            link = self.domain.page_link(self.docname, page, source_id(key), inner)
            if isinstance(link, nodes.reference):
                return link
        if (url := safe_url(self.sources.sources[key].address)) is not None:
            return nodes.reference("", "", inner, refuri=url)
        return inner

    def _anchored(self, keys: list[str], content: list[nodes.Node]) -> list[nodes.Node]:
        """Return *content* behind the targets of links back from the list."""
        ids = [self._place(key) for key in dict.fromkeys(keys)]
        return [nodes.target("", "", ids=ids), *content]

    def _place(self, key: str) -> str:
        """Return the id of one more place where *key* is cited, which no other place has."""
        places = self.places[key]
        free = (id_ for n in count(len(places) + 1) if (id_ := cited_id(key, n)) not in self.taken)
        places.append(next(free) if places else cited_id(key))
        self.taken.add(places[-1])
        return places[-1]

    # --- in lists ------------------------------------------------------------------

    def listing(self, node: source_listing) -> list[nodes.Node]:
        """Return the list of the sources of the page or of the wiki."""
        whole = node["scope"] == "wiki"
        sources = self.domain.sources.all if whole else self.sources
        items = []
        for source in sources.sources.values():
            back = self._citing_pages(source.key) if whole else self._places(source.key)
            text = paragraph(*self._entry(source), *back)
            items.append(self._item(source.key, text))
        if not items:
            return []
        if sources.numbered and not whole:
            return [nodes.enumerated_list("", *items, enumtype="arabic", classes=["pw-sources"])]
        return [nodes.bullet_list("", *items, classes=["pw-sources"])]

    def _item(self, key: str, text: nodes.paragraph) -> nodes.list_item:
        """Return the item of a source; the first of it on a page has an id."""
        item = nodes.list_item("", text)
        if key in self.listed:
            return item
        self.listed.add(key)
        id_ = source_id(key)
        if self.domain.builder.format == "latex":
            # its writer makes no label of the ids of an item
            text.insert(0, nodes.target("", "", ids=[id_]))
        else:
            item["ids"].append(id_)
        return item

    def _places(self, key: str) -> list[nodes.Node]:
        """Return links back to the places of this page; paper needs none."""
        if not makes_web_pages(self.domain.builder):
            return []
        links = (
            nodes.reference("", str(n), internal=True, refid=id_)
            for n, id_ in enumerate(self.places[key], start=1)
        )
        return _back(_("Cited"), links)

    def _citing_pages(self, key: str) -> list[nodes.Node]:
        """Return links to the pages that cite the source."""
        pages = self.domain.sources.citing[key]
        links = (self.domain.page_link(self.docname, name, cited_id(key)) for name in pages)
        return _back(_("Cited in"), links)


def _without_links(shown: list[nodes.Node]) -> list[nodes.Node]:
    """Return *shown* without links: a link has none within (HTML Living Standard, 4.5.1)."""
    holder = nodes.inline("", "", *shown)
    for link in list(holder.findall(nodes.reference)):
        link.replace_self(link.children)
    return holder.children


def _back(label: str, links: Iterator[nodes.Node]) -> list[nodes.Node]:
    shown = separated(links)
    if not shown:
        return []
    inner = [nodes.Text(f"{label}{colon()}"), *shown]
    return [nodes.Text(" "), nodes.inline("", "", *inner, classes=["pw-cited"])]


def _enumerated(parts: list[list[nodes.Node]]) -> Iterator[list[nodes.Node]]:
    """Yield *parts* as a list in a sentence: "A, B and C"."""
    for number, part in enumerate(parts):
        if number:
            last = number == len(parts) - 1
            yield [nodes.Text(last_comma() if last else comma())]
        yield part


def _pieces(text: RichText, cites: list[tuple[str, RichText]]) -> Iterator[tuple[RichText, str]]:
    """Yield the stretches of *text*, each with the key of the source that it cites, or none."""
    shown = plain(text)
    position = 0
    for start, end, key in sorted(_found(shown, cites)):
        yield _slice(text, position, start), ""
        yield _slice(text, start, end), key
        position = end
    yield _slice(text, position, len(shown)), ""


def _found(shown: str, cites: list[tuple[str, RichText]]) -> list[tuple[int, int, str]]:
    """Return where in *shown* each source is cited: start, end and key.

    A source is found by its own citation without the brackets around it, if it has any;
    long citations first, since short ones may be part of them.
    """
    found: list[tuple[int, int, str]] = []
    for own, key in sorted(((_bare(own), key) for key, own in cites), key=lambda c: -len(c[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(own)}(?!\w)", shown) if own else ():
            if all(match.end() <= start or end <= match.start() for start, end, _ in found):
                found.append((*match.span(), key))
                break
    return found


def _bare(cite: RichText) -> str:
    text = plain(cite).removeprefix("(").removesuffix(")")
    return text.removeprefix("[").removesuffix("]")


def _slice(text: RichText, start: int, end: int) -> RichText:
    result = []
    position = 0
    for run in text:
        inside = run.text[max(start - position, 0) : max(end - position, 0)]
        position += len(run.text)
        if inside:
            result.append(replace(run, text=inside))
    return tuple(result)
