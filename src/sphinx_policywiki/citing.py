"""Sources in the text, in boxes and in lists: what the bibliography and the style print.

All of it in one walk through the document, since numbers, letters after years and links
back depend on what else the page cites.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_policywiki.builders import makes_one_document, makes_web_pages
from sphinx_policywiki.citation.sources import Cite, SourceTarget, parse_targets
from sphinx_policywiki.citation.text import RichText, plain
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.locale import _
from sphinx_policywiki.messages import warn
from sphinx_policywiki.nodes import source_listing, source_row
from sphinx_policywiki.nodes.build import (
    definition,
    fill,
    paragraph,
    rich_nodes,
    separated,
    web_link,
)
from sphinx_policywiki.notes import Notes, raise_mark
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
        lists: list[source_listing] = []
        for node in [n for n in self.document.findall(nodes.Element) if _is_of_sources(n)]:
            docname = node.get("refdoc") or node.get("docname") or self.env.docname
            if docname not in pages:
                pages[docname] = _Page(domain, docname)
            if isinstance(node, source_listing):
                lists.append(node)
            elif isinstance(node, source_row):
                fill(node, pages[docname].row(node))
            elif isinstance(node, addnodes.pending_xref):
                pages[docname].cite_in_text(node)
        for listing in lists:
            fill(listing, pages[listing["docname"]].listing(listing))
        for page in pages.values():
            page.notes.place()


def _is_of_sources(node: nodes.Element) -> bool:
    if isinstance(node, addnodes.pending_xref):
        return (node.get("refdomain"), node["reftype"]) == ("wiki", SOURCE)
    return isinstance(node, source_listing | source_row)


class _Page:
    """What one page shows of sources; counts the places where it cites each."""

    def __init__(self, domain: WikiDomain, docname: str) -> None:
        self.domain = domain
        self.docname = docname
        self.style = domain.source_style
        self.sources = domain.sources_of(docname)
        self.places: Counter[str] = Counter()
        alone = not makes_one_document(domain.builder)
        self.notes = Notes(docname, "" if alone else f"{nodes.make_id(docname)}-")

    # --- in boxes ------------------------------------------------------------------

    def row(self, node: nodes.Element) -> list[nodes.Node]:
        """Return the row of an At-a-glance box on the primary source or its address."""
        article = self.domain.graph.by_id[node["article"]]
        key = article.primary_source_key
        source = self.domain.bibliography.get(key)
        if node["what"] == "source-url":
            if source is None or not source.address:
                return []
            return [definition(_("Source URL"), paragraph(web_link(source.address)))]
        if source is None:
            return [definition(_("Primary source"), paragraph(article.primary_source))]
        text = self._anchored([key], rich_nodes(self.domain.entry(source)))
        return [definition(_("Primary source"), paragraph(*text))]

    # --- in the text ---------------------------------------------------------------

    def cite_in_text(self, node: addnodes.pending_xref) -> None:
        """Replace *node*, which a role made, by the citation; the mark of a note after stops."""
        shown = self.citation(node)
        node.replace_self(shown)
        if isinstance(shown[-1], nodes.footnote_reference) and not node["narrative"]:
            raise_mark(shown[-1], shown[0])

    def citation(self, node: addnodes.pending_xref) -> list[nodes.Node]:
        """Return the citation that a role asks for; unknown keys stay as they were typed."""
        targets = parse_targets(node["reftarget"])
        for target in targets:
            if target.key not in self.sources:
                warn("missing_source", self.domain.bibliography.missing(target.key), node)
        known = [target for target in targets if target.key in self.sources]
        if not known or len(known) < len(targets):
            return [nodes.inline("", node.astext(), classes=["pw-unknown"])]
        keys = [target.key for target in known]
        if node.get("refexplicit"):
            return self._anchored(keys, [self._linked(keys[0], nodes.Text(node.astext()))])
        cites = [self._cite(target) for target in known]
        if self.style.kind == "note":
            return self._noted(keys, cites, narrative=node["narrative"])
        if not node["narrative"]:
            return self._anchored(keys, self._parenthetical(cites))
        parts = [self._link_text(c.source.key, self.style.narrative(c)) for c in cites]
        return self._anchored(keys, [n for part in _enumerated(parts) for n in part])

    def _cite(self, target: SourceTarget) -> Cite:
        cite = self.sources.cite(target.key)
        return Cite(cite.source, target.locator, cite.number)

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
        if "page" in self.domain.pages[self.docname].source_lists:
            return nodes.reference("", "", inner, internal=True, refid=source_id(key))
        if self.domain.source_page:
            link = self.domain.page_link(
                self.docname, self.domain.source_page, source_id(key), inner
            )
            if isinstance(link, nodes.reference):
                return link
        if (url := safe_url(self.sources.sources[key].address)) is not None:
            return nodes.reference("", "", inner, refuri=url)
        return inner

    def _anchored(self, keys: list[str], content: list[nodes.Node]) -> list[nodes.Node]:
        """Return *content* behind the targets of links back from the list."""
        ids = []
        for key in dict.fromkeys(keys):
            self.places[key] += 1
            ids.append(cited_id(key, self.places[key]))
        return [nodes.target("", "", ids=ids), *content]

    # --- in lists ------------------------------------------------------------------

    def listing(self, node: source_listing) -> list[nodes.Node]:
        """Return the list of the sources of the page or of the wiki."""
        whole = node["scope"] == "wiki"
        sources = self.domain.all_sources if whole else self.sources
        items = []
        for source in sources.sources.values():
            back = self._citing_pages(source.key) if whole else self._places(source.key)
            text = paragraph(*rich_nodes(self.domain.entry(source)), *back)
            items.append(self._item(node, source.key, text))
        if not items:
            return []
        if sources.numbered and not whole:
            return [nodes.enumerated_list("", *items, enumtype="arabic", classes=["pw-sources"])]
        return [nodes.bullet_list("", *items, classes=["pw-sources"])]

    def _item(self, listing: nodes.Element, key: str, text: nodes.paragraph) -> nodes.list_item:
        """Return the item of a source; in the first list of a page it has an id."""
        item = nodes.list_item("", text)
        if listing["first"] and self.domain.builder.format == "latex":
            # its writer makes no label of the ids of an item
            text.insert(0, nodes.target("", "", ids=[source_id(key)]))
        elif listing["first"]:
            item["ids"].append(source_id(key))
        return item

    def _places(self, key: str) -> list[nodes.Node]:
        """Return links back to the places of this page; paper needs none."""
        if not makes_web_pages(self.domain.builder):
            return []
        links = (
            nodes.reference("", str(n), internal=True, refid=cited_id(key, n))
            for n in range(1, self.places[key] + 1)
        )
        return _back(_("Cited:"), links)

    def _citing_pages(self, key: str) -> list[nodes.Node]:
        """Return links to the pages that cite the source."""
        pages = self.domain.citing[key]
        links = (self.domain.page_link(self.docname, name, cited_id(key)) for name in pages)
        return _back(_("Cited in:"), links)


def _back(label: str, links: Iterator[nodes.Node]) -> list[nodes.Node]:
    shown = separated(links)
    if not shown:
        return []
    inner = [nodes.Text(f"{label} "), *shown]
    return [nodes.Text(" "), nodes.inline("", "", *inner, classes=["pw-cited"])]


def _enumerated(parts: list[list[nodes.Node]]) -> Iterator[list[nodes.Node]]:
    """Yield *parts* as a list in a sentence: "A, B and C"."""
    for number, part in enumerate(parts):
        if number:
            last = number == len(parts) - 1
            yield [nodes.Text(f" {_('and')} " if last else ", ")]
        yield part


def _pieces(text: RichText, cites: list[tuple[str, RichText]]) -> Iterator[tuple[RichText, str]]:
    """Yield the stretches of *text*, each with the key of the source that it cites, or none.

    A source is found by its own citation without the brackets around it, if it has any.
    """
    shown = plain(text)
    found = []
    for key, own in cites:
        inner = plain(own).removeprefix("(").removesuffix(")")
        inner = inner.removeprefix("[").removesuffix("]")
        start = shown.find(inner)
        if inner and start >= 0:
            found.append((start, start + len(inner), key))
    position = 0
    for start, end, key in sorted(found):
        if start >= position:
            yield _slice(text, position, start), ""
            yield _slice(text, start, end), key
            position = end
    yield _slice(text, position, len(shown)), ""


def _slice(text: RichText, start: int, end: int) -> RichText:
    result = []
    position = 0
    for run in text:
        inside = run.text[max(start - position, 0) : max(end - position, 0)]
        position += len(run.text)
        if inside:
            result.append(replace(run, text=inside))
    return tuple(result)
