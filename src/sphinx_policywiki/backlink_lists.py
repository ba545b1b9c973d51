"""Lists of what links to an article, and the section that has one by itself."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_policywiki.backlink_groups import (
    BacklinkGroup,
    backlink_groups,
    backlink_page,
    centre_of,
)
from sphinx_policywiki.backlink_outline import outline
from sphinx_policywiki.backlinks import Backlink, Backlinks, Sentence
from sphinx_policywiki.builders import makes_lines_of_text
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.locale import _, count, tr
from sphinx_policywiki.long_lists import rest_node
from sphinx_policywiki.model import Article
from sphinx_policywiki.nodes.build import paragraph
from sphinx_policywiki.page import Around


def backlink_nodes(domain: WikiDomain, docname: str, around: Around) -> list[nodes.Node]:
    """Return the list of what links to the article that *around* names, in groups by type."""
    if around.target.name and domain.graph.resolve(around.target.name) is None:
        return [paragraph(domain.missing(around.target.name))]
    article = centre_of(domain, around)
    if article is None or not Backlinks.of(domain).exist(article.id):
        return [paragraph(_("No article links here."), classes=["pw-empty"])]
    return list(_groups(domain, docname, article))


def _groups(domain: WikiDomain, docname: str, article: Article) -> Iterator[nodes.Node]:
    page = backlink_page(domain, article)
    for group in backlink_groups(domain, article, domain.settings.fold):
        yield nodes.rubric("", label_of(domain, group), classes=["pw-group"])
        items = [_item(domain, docname, entry) for entry in group.entries]
        if group.folded:
            rest = rest_node(domain, docname, page, group.folded, group.section)
            items.append(nodes.list_item("", paragraph(rest)))
        yield nodes.bullet_list("", *items, classes=["pw-backlinks", "no-search"])


def label_of(domain: WikiDomain, group: BacklinkGroup) -> str:
    """Return the heading of *group*."""
    return tr(domain.settings.article_types[group.type].plural) if group.type else _("Pages")


def more_sentences(entry: Backlink) -> str:
    """Return how many sentences of *entry* are left out, in words; nothing if none is."""
    return count("%d more sentence", "%d more sentences", entry.more) if entry.more else ""


def _item(domain: WikiDomain, docname: str, entry: Backlink) -> nodes.Node:
    origin = entry.origin
    link = (
        domain.link(docname, origin.article)
        if origin.article
        else domain.page_link(docname, origin.docname, shown=nodes.inline("", origin.title))
    )
    item = nodes.list_item("", paragraph(link))
    sentences = [_sentence(domain, docname, entry, s) for s in entry.sentences]
    if more := more_sentences(entry):
        sentences.append(paragraph(more, classes=["pw-more"]))
    if sentences:
        contexts = (nodes.list_item("", sentence) for sentence in sentences)
        item += nodes.bullet_list("", *contexts, classes=["pw-contexts"])
    return item


def _sentence(
    domain: WikiDomain, docname: str, entry: Backlink, sentence: Sentence
) -> nodes.paragraph:
    """Return *sentence*, and behind it the section in which it stands."""
    text = [
        nodes.strong("", shown, classes=["pw-context-link"]) if marked else nodes.Text(shown)
        for shown, marked in sentence.runs
    ]
    if not sentence.heading:
        return paragraph(*text)
    if makes_lines_of_text(domain.builder):
        return paragraph(*text, f" ({sentence.heading})")
    shown = nodes.inline("", sentence.heading)
    section = domain.page_link(docname, entry.origin.docname, sentence.anchor, shown)
    return paragraph(*text, " (", section, ")")


def fill_backlinks(domain: WikiDomain, node: nodes.Element) -> list[nodes.Node]:
    """Return the list for the placeholder *node*, or remove the section made for it alone."""
    around: Around = node["around"]
    if around.automatic and not Backlinks.of(domain).exist(around.article):
        section = node.parent
        section.parent.remove(section)
        return []
    return backlink_nodes(domain, node["docname"], around)


def outline_backlinks(env: BuildEnvironment) -> None:
    """Let outlines have the sections that have a list, and no others that are made for one."""
    domain = WikiDomain.of(env)
    for docname, page in domain.pages.items():
        for section in page.backlink_sections:
            shown = Backlinks.of(domain).exist(section.article)
            outline(env.tocs[docname], docname, section, shown=shown)
