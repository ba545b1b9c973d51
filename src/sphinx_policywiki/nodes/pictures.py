"""How pictures of relations look: SVG on pages, files in books, words elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxTranslator
from sphinx.writers.html5 import HTML5Translator
from sphinx.writers.latex import LaTeXTranslator

from sphinx_policywiki.builders import makes_epub
from sphinx_policywiki.locale import tr
from sphinx_policywiki.messages import warn
from sphinx_policywiki.nodes import graph_caption, graph_lists, relation_graph, relation_picture
from sphinx_policywiki.pictures.engine import DrawingError, Engine
from sphinx_policywiki.pictures.picture import Picture
from sphinx_policywiki.pictures.svg import standalone, svg

#: How the names of files with pictures begin, in the output of books.
_FILES: Final = "policywiki-graph-"


def setup_pictures(app: Sphinx) -> None:
    """Register the visitors; formats of text have the lists alone."""
    app.add_node(relation_graph, html=(visit_graph, depart_graph))
    app.add_node(
        relation_picture,
        html=(visit_picture, _depart),
        latex=(visit_picture_in_latex, _depart),
    )
    app.add_node(
        graph_caption,
        html=(visit_caption, depart_caption),
        latex=(visit_caption_in_latex, depart_caption_in_latex),
    )
    app.add_node(graph_lists, html=(visit_lists, depart_lists))


def picture_files(builder: Builder) -> Iterator[Path]:
    """Yield the files with pictures in the output of *builder*."""
    for folder in (builder.outdir, Path(builder.outdir, "_images")):
        yield from Path(folder).glob(f"{_FILES}*")


def _depart(self: SphinxTranslator, node: nodes.Element) -> None:
    """Do nothing: pictures are skipped when they are visited."""


def visit_graph(self: HTML5Translator, node: nodes.Element) -> None:
    """Open a figure."""
    self.body.append(self.starttag(node, "figure"))


def depart_graph(self: HTML5Translator, node: nodes.Element) -> None:
    """Close the figure."""
    self.body.append("</figure>\n")


def visit_caption(self: HTML5Translator, node: nodes.Element) -> None:
    """Open the caption; without a picture, it is a paragraph."""
    inside = isinstance(node.parent, relation_graph)
    first = inside and node.parent.index(node) == 1
    tag = "figcaption" if first else "p"
    self.body.append(self.starttag(node, tag, "", CLASS="pw-graph-caption"))
    self.context.append(f"</{tag}>\n")


def depart_caption(self: HTML5Translator, node: nodes.Element) -> None:
    """Close the caption."""
    self.body.append(self.context.pop())


def visit_lists(self: HTML5Translator, node: nodes.Element) -> None:
    """Open the lists, folded on pages: an EPUB has no links in the picture."""
    if makes_epub(self.builder):
        self.body.append(self.starttag(node, "div"))
        self.context.append("</div>\n")
        return
    unfolded: dict[str, Any] = {"open": "open"} if node.get("unfolded") else {}
    self.body.append(self.starttag(node, "details", "", **unfolded))
    title = self.encode(tr("Relations as a list"))
    self.body.append(f"<summary>{title}</summary>\n")
    self.context.append("</details>\n")


def depart_lists(self: HTML5Translator, node: nodes.Element) -> None:
    """Close the lists."""
    self.body.append(self.context.pop())


def visit_picture(self: HTML5Translator, node: nodes.Element) -> None:
    """Draw the picture: as a part of the page, or of an EPUB as a file of its own."""
    try:
        shown = _image(self, node) if makes_epub(self.builder) else _inline(self, node)
        self.body.append(shown)
    except DrawingError as error:
        _fail(node, error)
    raise nodes.SkipNode


def _fail(node: nodes.Element, error: DrawingError) -> None:
    """Warn that the picture is not there, and let its lists be open."""
    warn("graph", f"no picture of this graph: {error}; it is shown as lists", node)
    lists = cast("nodes.Element", node.parent).next_node(graph_lists, descend=False, siblings=True)
    if lists is not None:
        lists["unfolded"] = True


def _inline(self: HTML5Translator, node: nodes.Element) -> str:
    """Return the picture, which scrolls where it is wider than the page."""
    picture: Picture = node["picture"]
    engine: Engine = node["engine"]
    links: list[dict[str, str]] = [{} for _ in picture.boxes]
    for child in node.children:
        if isinstance(child, nodes.reference) and "box" in child:
            links[child["box"]] = _attributes(child)
    drawn = svg(picture, engine.layout(picture), links)
    label: dict[str, Any] = {"role": "group", "aria-label": node["label"], "tabindex": "0"}
    return f"{self.starttag(node, 'div', '', CLASS='pw-graph-scroll', **label)}{drawn}</div>\n"


def _attributes(link: nodes.reference) -> dict[str, str]:
    href = link["refuri"] if "refuri" in link else f"#{link['refid']}"
    kind = "internal" if link.get("internal") or "refuri" not in link else "external"
    return {"href": href, "class": f"reference {kind}"}


def _image(self: HTML5Translator, node: nodes.Element) -> str:
    """Write the picture beside the images of the EPUB, and return the element that shows it."""
    picture: Picture = node["picture"]
    engine: Engine = node["engine"]
    name = f"{_FILES}{engine.name(picture)}.svg"
    path = Path(self.builder.outdir, "_images", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(standalone(picture, engine.layout(picture)), encoding="utf-8")
    source = f"{self.builder.imgpath}/{name}"
    return self.emptytag(node, "img", "\n", CLASS="pw-graph-picture", src=source, alt=node["label"])


def visit_picture_in_latex(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Include the picture as a PDF, as wide as the text at most."""
    engine: Engine = node["engine"]
    try:
        path = engine.pdf(node["picture"])
    except DrawingError as error:
        _fail(node, error)
        raise nodes.SkipNode from error
    name = f"{_FILES}{path.stem}"
    self.builder.images[str(path)] = f"{name}.pdf"
    self.body.append(
        f"\n\\begin{{center}}\\sphinxincludegraphics{{{{{name}}}.pdf}}\\end{{center}}\n"
    )
    raise nodes.SkipNode


def visit_caption_in_latex(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Open the caption, below the middle of the picture."""
    self.body.append("\n\\begin{center}\\small ")


def depart_caption_in_latex(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Close the caption."""
    self.body.append("\\end{center}\n")
