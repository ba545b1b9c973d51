"""What ``article-graph`` shows: a picture of relations, and the same in words.

Which builders have pictures, and whether Graphviz is there, is decided here, in the main
process; the writers let the pictures be drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.graph import Link
from sphinx_policywiki.languages import direction
from sphinx_policywiki.locale import _, count, tr
from sphinx_policywiki.locale.punctuation import comma
from sphinx_policywiki.messages import warn
from sphinx_policywiki.nodes import graph_caption, graph_lists, relation_graph, relation_picture
from sphinx_policywiki.nodes.build import definition, paragraph, separated
from sphinx_policywiki.nodes.pictures import picture_files
from sphinx_policywiki.page import Around
from sphinx_policywiki.pictures.engine import FOLDER, DrawingError, Engine, find_engine
from sphinx_policywiki.pictures.neighbourhood import Neighbourhood, Relations, around, whole
from sphinx_policywiki.pictures.picture import SHAPES, Box, Line, Picture

_ENGINE: Final = "graphviz"


def has_pictures(builder: Builder) -> bool:
    """Say whether *builder* makes something that has pictures of ours."""
    return builder.format in {"html", "latex"}


def neighbourhood_of(domain: WikiDomain, shown: Around) -> Neighbourhood:
    """Return what the graph *shown* shows, found once a build."""
    key = "neighbourhood", shown.target.name, shown.reach
    if key not in domain.kept:
        graph = domain.graph
        article = graph.resolve(shown.target.name)
        if article is None:
            domain.kept[key] = whole(graph, shown.reach)
        else:
            domain.kept[key] = around(graph, article, shown.reach)
    found: Neighbourhood = domain.kept[key]
    return found


def engine_of(domain: WikiDomain) -> Engine | None:
    """Return what draws for the builder; if nothing does although it should, warn once."""
    if _ENGINE not in domain.kept:
        domain.kept[_ENGINE] = _find_engine(domain) if has_pictures(domain.builder) else None
    engine: Engine | None = domain.kept[_ENGINE]
    return engine


def has_graphs(domain: WikiDomain) -> bool:
    """Say whether there is any graph in the wiki."""
    return next(_graphs(domain), None) is not None


def engine_version(domain: WikiDomain) -> str:
    """Return which engine draws for the builder, nothing if none does."""
    engine = engine_of(domain)
    return engine.version if engine else ""


def _find_engine(domain: WikiDomain) -> Engine | None:
    config = domain.env.config
    program = domain.settings.graphviz_dot or str(getattr(config, "graphviz_dot", "dot"))
    try:
        return find_engine(program, Path(domain.env.doctreedir, FOLDER))
    except DrawingError as error:
        message = (
            f"article-graph shows lists without a picture: {error}; install Graphviz "
            "(https://graphviz.org/download/), or set policywiki_graphviz_dot to its program dot"
        )
        warn("graph", message, next(_places(domain), None))
        return None


def _graphs(domain: WikiDomain) -> Iterator[tuple[str, Around]]:
    """Yield all graphs of the wiki, each with its document."""
    for docname, page in sorted(domain.pages.items()):
        for shown in page.around:
            if shown.kind == "relations":
                yield docname, shown


def _places(domain: WikiDomain) -> Iterator[tuple[str, int]]:
    return ((docname, shown.target.line) for docname, shown in _graphs(domain))


def graph_nodes(domain: WikiDomain, node: nodes.Element) -> list[nodes.Node]:
    """Return what stands in the place of *node*, a placeholder that may have a caption."""
    docname, shown = node["docname"], node["around"]
    caption = list(node.children)
    name = shown.target.name
    if name and domain.graph.resolve(name) is None:
        return [*caption, paragraph(domain.missing(name))]
    found = neighbourhood_of(domain, shown)
    if not found.lists:
        return [*caption, paragraph(_("No relations."), classes=["pw-empty"])]
    lists = _lists(domain, docname, found)
    if (engine := engine_of(domain)) is None:
        return [*caption, lists]
    drawing = relation_picture("", engine=engine, label=_label(domain, shown))
    drawing["picture"] = picture_of(domain, shown)
    drawing.source, drawing.line = node.source, node.line
    for number, link in enumerate(found.links):
        shown_link = cast("nodes.Element", _link(domain, docname, link))
        shown_link["box"] = number
        drawing += shown_link
    if found.limited:
        caption.append(graph_caption("", _limited(len(found.links))))
    figure = relation_graph("", drawing, *caption, classes=["pw-graph"])
    return [figure, graph_lists("", lists, classes=["pw-graph-lists"])]


def _limited(number: int) -> str:
    return count(
        "The picture shows %d article; others are left out.",
        "The picture shows %d articles; others are left out.",
        number,
    )


def _label(domain: WikiDomain, shown: Around) -> str:
    article = domain.graph.resolve(shown.target.name)
    if article is None:
        return str(_("Relations of all articles"))
    return str(_("Relations of {title}")).format(title=article.title)


# --- in words ---------------------------------------------------------------------------


def _lists(domain: WikiDomain, docname: str, found: Neighbourhood) -> nodes.Node:
    items = (
        nodes.definition_list_item(
            "",
            nodes.term("", "", domain.link(docname, article)),
            nodes.definition("", _relations(domain, docname, relations)),
        )
        for article, relations in found.lists
    )
    return nodes.definition_list("", *items, classes=["pw-relations"])


def _relations(domain: WikiDomain, docname: str, relations: Relations) -> nodes.Node:
    known = domain.graph.relations
    items = (
        definition(
            tr(known[name].label),
            paragraph(*separated(_link(domain, docname, link) for link in links)),
        )
        for name, links in relations
    )
    return nodes.definition_list("", *items)


def _link(domain: WikiDomain, docname: str, link: Link) -> nodes.Node:
    return domain.link(docname, link.article) if link.article else domain.missing(link.name)


# --- as a picture -----------------------------------------------------------------------


def picture_of(domain: WikiDomain, shown: Around) -> Picture:
    """Return the picture of the graph *shown*."""
    found = neighbourhood_of(domain, shown)
    types = {link.article.type for link in found.links if link.article}
    centre = domain.graph.resolve(shown.target.name)
    boxes = (
        _box(domain, link, named=len(types) > 1, centre=link.article is centre is not None)
        for link in found.links
    )
    across = "RL" if direction(domain.env.config.language) == "rtl" else "LR"
    return Picture(tuple(boxes), tuple(_lines(domain, found)), shown.direction or across)


def _lines(domain: WikiDomain, found: Neighbourhood) -> Iterator[Line]:
    """Yield a line for all relations that go one way between the same two articles.

    Those that go both ways share a line with one that has a direction.
    """
    known = domain.graph.relations
    labels: dict[tuple[int, int], list[str]] = {}
    both_ways = []
    for edge in found.edges:
        if known[edge.relation].inverse == edge.relation:
            both_ways.append(edge)
        else:
            labels.setdefault((edge.tail, edge.head), []).append(tr(known[edge.relation].label))
    directed = set(labels)
    for edge in both_ways:
        way, back = (edge.tail, edge.head), (edge.head, edge.tail)
        ends = back if back in directed and way not in directed else way
        labels.setdefault(ends, []).append(tr(known[edge.relation].label))
    for (tail, head), names in labels.items():
        yield Line(tail, head, comma().join(names), mutual=(tail, head) not in directed)


def _box(domain: WikiDomain, link: Link, *, named: bool, centre: bool) -> Box:
    article = link.article
    if article is None:
        elsewhere = domain.external(link.name)
        return Box(elsewhere[1] if elsewhere else link.name, "", "box", missing=elsewhere is None)
    types = domain.settings.article_types
    shape = SHAPES[list(types).index(article.type) % len(SHAPES)]
    kind = tr(types[article.type].label) if named else ""
    return Box(article.title, kind, shape, centre=centre)


def remove_stale(app: Sphinx, builder: Builder) -> None:
    """Remove the files of pictures that *builder* made and that no page has any more."""
    old = set(picture_files(builder))
    if not old:
        return
    domain = WikiDomain.of(app.env)
    engine = engine_of(domain)
    graphs = _graphs(domain) if engine else ()
    wanted = {engine.name(picture_of(domain, shown)) for _name, shown in graphs if engine}
    for path in old:
        if path.stem.rpartition("-")[2] not in wanted:
            path.unlink()
