"""How the nodes of our own look in HTML and EPUB."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from sphinx_policywiki.locale import count, tr
from sphinx_policywiki.locale.punctuation import colon
from sphinx_policywiki.nodes import (
    accessed_date,
    article_header,
    article_table,
    citation_list,
    foreign_text,
    generated_time,
    glance_section,
    hatnote,
    missing_link,
)


def setup_html(app: Sphinx) -> None:
    """Register the visitors; other writers treat our nodes as what they derive from."""
    for node, visit, depart in (
        (glance_section, visit_glance_section, depart_glance_section),
        (article_header, visit_article_header, depart_article_header),
        (generated_time, visit_generated_time, depart_generated_time),
        (foreign_text, visit_foreign_text, depart_foreign_text),
        (missing_link, visit_missing_link, depart_missing_link),
        (article_table, visit_article_table, depart_article_table),
        (citation_list, visit_citation_list, depart_citation_list),
        (hatnote, visit_hatnote, depart_hatnote),
        (accessed_date, visit_accessed_date, depart_accessed_date),
    ):
        app.add_node(node, html=(visit, depart))


def visit_glance_section(self: HTML5Translator, node: nodes.Element) -> None:
    """Open an aside that its heading names."""
    self.section_level += 1
    self.body.append(self.starttag(node, "aside", CLASS="pw-glance"))


def depart_glance_section(self: HTML5Translator, node: nodes.Element) -> None:
    """Close the aside."""
    self.section_level -= 1
    self.body.append("</aside>\n")


def visit_article_header(self: HTML5Translator, node: nodes.Element) -> None:
    """Open the block of lines below the title."""
    self.body.append(self.starttag(node, "div", CLASS="pw-header"))


def depart_article_header(self: HTML5Translator, node: nodes.Element) -> None:
    """Close the block."""
    self.body.append("</div>\n")


def visit_generated_time(self: HTML5Translator, node: nodes.Element) -> None:
    """Open a time element (HTML Living Standard, 4.5.14)."""
    self.body.append(self.starttag(node, "time", "", datetime=node["datetime"]))


def depart_generated_time(self: HTML5Translator, node: nodes.Element) -> None:
    """Close the time element."""
    self.body.append("</time>")


def visit_foreign_text(self: HTML5Translator, node: nodes.Element) -> None:
    """Open a text with its language and direction (WCAG 2.2, 3.1.2)."""
    attributes = {name: node[name] for name in ("lang", "dir") if name in node}
    self.body.append(self.starttag(node, "span", "", **attributes))


def depart_foreign_text(self: HTML5Translator, node: nodes.Element) -> None:
    """Close the text."""
    self.body.append("</span>")


def visit_missing_link(self: HTML5Translator, node: nodes.Element) -> None:
    """Open a link without a target: a disabled link to screen readers (WAI-ARIA 1.2)."""
    attributes: dict[str, Any] = {
        "role": "link",
        "aria-disabled": "true",
        "title": tr("No such article yet"),
    }
    self.body.append(self.starttag(node, "span", "", CLASS="pw-missing", **attributes))


def depart_missing_link(self: HTML5Translator, node: nodes.Element) -> None:
    """Close the link."""
    self.body.append("</span>")


def visit_citation_list(self: HTML5Translator, node: nodes.Element) -> None:
    """Open the list, with the texts of what the script adds."""
    texts: dict[str, Any] = {
        "data-copy": tr("Copy"),
        "data-plain": tr("Copy plain text"),
        "data-copied": tr("Copied"),
        "data-failed": tr("Not copied"),
        "data-style": tr("Citation style"),
        "data-all": tr("All styles"),
        "data-cite": tr("Cite"),
        "data-section": tr("Cite this section"),
        "data-close": tr("Close"),
        "data-colon": colon(),
    }
    self.body.append(self.starttag(node, "dl", CLASS="pw-citations", **texts))


def depart_citation_list(self: HTML5Translator, node: nodes.Element) -> None:
    """Close the list."""
    self.body.append("</dl>\n")


def visit_article_table(self: HTML5Translator, node: nodes.Element) -> None:
    """Open the frame, with the texts of what the script adds."""
    shown = count("{shown} of %d article", "{shown} of %d articles", node["total"])
    texts: dict[str, Any] = {"data-filter": tr("Filter") + colon(), "data-count": shown}
    self.body.append(self.starttag(node, "div", CLASS="pw-table", **texts))


def depart_article_table(self: HTML5Translator, node: nodes.Element) -> None:
    """Close the frame."""
    self.body.append("</div>\n")


def visit_hatnote(self: HTML5Translator, node: nodes.Element) -> None:
    """Open a note (WAI-ARIA 1.2): no part of the article's text."""
    self.body.append(self.starttag(node, "p", "", role="note"))


def depart_hatnote(self: HTML5Translator, node: nodes.Element) -> None:
    """Close the note."""
    self.body.append("</p>\n")


def visit_accessed_date(self: HTML5Translator, node: nodes.Element) -> None:
    """Open the place of the reader's date, with its form for the script."""
    self.body.append(
        self.starttag(node, "span", "", CLASS="pw-accessed", **{"data-form": node["form"]})
    )


def depart_accessed_date(self: HTML5Translator, node: nodes.Element) -> None:
    """Close the place of the date."""
    self.body.append("</span>")
