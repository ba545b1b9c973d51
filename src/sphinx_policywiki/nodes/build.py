"""Building standard nodes: rich text, links, rows and sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain, count

from docutils import nodes

from sphinx_policywiki.citation.text import RichText, Run
from sphinx_policywiki.languages import markup
from sphinx_policywiki.locale import _
from sphinx_policywiki.locale.punctuation import colon, comma
from sphinx_policywiki.nodes import (
    accessed_date,
    foreign_text,
    italic_text,
    own_paragraph,
    small_caps,
    web_address,
)
from sphinx_policywiki.options import safe_url


def paragraph(*children: nodes.Node | str, classes: Sequence[str] = ()) -> nodes.paragraph:
    """Return a paragraph of *children*; it has no source, so gettext leaves it out."""
    shown = (child for child in children if child != "")
    return own_paragraph("", "", *map(_node, shown), classes=list(classes))


def _node(child: nodes.Node | str) -> nodes.Node:
    return nodes.Text(child) if isinstance(child, str) else child


def web_link(written: str, text: str = "") -> nodes.Node:
    """Return a link to the address *written* if it may be one, else its text (``safe_url``)."""
    url = safe_url(written)
    shown = text or written
    return nodes.Text(shown) if url is None else web_address("", shown, refuri=url)


def definition(term: str, *body: nodes.Node, classes: Sequence[str] = ()) -> nodes.Element:
    """Return an item of a definition list."""
    return nodes.definition_list_item(
        "",
        nodes.term("", term),
        nodes.definition("", *body, classes=list(classes)),
    )


def rich_nodes(text: RichText) -> list[nodes.Node]:
    """Return the inline nodes of *text*: emphasis, links and the reader's date are nodes."""
    return [_run_node(run) for run in text]


def in_language(language: str, page: str, content: list[nodes.Node]) -> list[nodes.Node]:
    """Return *content*, marked as of another *language* than that of the *page* if it is."""
    attributes = markup(language, page)
    return [foreign_text("", "", *content, **attributes)] if attributes else content


def _run_node(run: Run) -> nodes.Node:
    if run.accessed:
        return accessed_date("", run.text, form=run.accessed)
    inner: nodes.Node = nodes.Text(run.text)
    if run.shift:
        shifted = nodes.superscript if run.shift == "sup" else nodes.subscript
        inner = shifted("", "", inner)
    if run.small_caps:
        inner = small_caps("", "", inner, classes=["pw-smallcaps"])
    if run.italic:
        inner = italic_text("", "", inner)
    if run.url and (url := safe_url(run.url)):
        return web_address("", "", inner, refuri=url)
    return inner


def labelled(label: str, *content: nodes.Node, classes: Sequence[str] = ()) -> nodes.paragraph:
    """Return a paragraph of *content* behind its *label* and a colon."""
    return paragraph(label, colon(), *content, classes=classes)


def separated(items: Iterable[nodes.Node], separator: str = "") -> list[nodes.Node]:
    """Return *items* with *separator* between each two, by default the comma of the language."""
    separator = separator or comma()
    result: list[nodes.Node] = []
    for item in items:
        if result:
            result.append(nodes.Text(separator))
        result.append(item)
    return result


def phrase(text: str, **parts: nodes.Node | Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return the nodes of *text* with *parts* in the place of their names in braces."""
    found: list[nodes.Node] = []
    for number, piece in enumerate(re.split(r"\{(\w+)\}", text)):
        if not number % 2:
            found += [nodes.Text(piece)] if piece else []
        elif isinstance(part := parts[piece], nodes.Node):
            found.append(part)
        else:
            found += part
    return found


def make_section(
    document: nodes.document,
    section: nodes.section,
    title: str,
    ids: Sequence[str],
    children: Iterable[nodes.Node] = (),
) -> nodes.section:
    """Return *section* with *title* and *children*, known to *document* by the first free id."""
    section += nodes.title("", title)
    section.extend(children)
    candidates = chain(ids, (f"{ids[-1]}-{n}" for n in count(2)))
    section["ids"] = [next(id_ for id_ in candidates if id_ not in document.ids)]
    document.ids[section["ids"][0]] = section
    return section


def fill(node: nodes.Element, filled: list[nodes.Node]) -> None:
    """Put *filled* in the place of *node*; where there is nothing, labels on it stay."""
    if not filled and node["ids"]:
        filled = [nodes.target("", "", ids=node["ids"])]
    parent = node.parent
    if filled:
        node.replace_self(filled)
    else:
        parent.remove(node)
    if isinstance(parent, nodes.definition_list) and not parent.children:
        parent.replace_self(paragraph(_("Nothing is recorded yet."), classes=["pw-empty"]))
