"""Warnings: every one has the type ``policywiki``, a subtype from the list here, and a place."""

from __future__ import annotations

from typing import Any, Final

from docutils import nodes
from sphinx.util import logging

from sphinx_policywiki.characters import legible
from sphinx_policywiki.model import Place

_logger = logging.getLogger(__name__)

#: Every subtype with what it says; the reference page of the documentation prints it.
SUBTYPES: Final[dict[str, str]] = {
    "alias_collision": "An alias is a slug, an alias or the title of another article, "
    "which the two do not name in `shared-aliases`.",
    "ambiguous_name": "A role, link or relation has a name that several articles share.",
    "article_pdf": "The PDF of an article cannot be made, or lacks an image or stylesheet.",
    "bibliography": "A file of sources is missing, or an entry in it cannot be read.",
    "changes": "An earlier `articles.json` is missing, or cannot be read.",
    "citation_style": "A CSL style cannot print an entry, which is then printed without it.",
    "collation": "Titles cannot be sorted by the rules of the language.",
    "duplicate_slug": "Two articles have the same slug.",
    "front_matter": "The mapping `wiki` in the front matter of a page cannot be used.",
    "illegible_character": "A page has a character that no text can have, such as NUL.",
    "former_slug": "A former slug is a name of another article now.",
    "graph": "The picture of `article-graph` cannot be drawn; its lists are there.",
    "invalid_slug": "A slug is not lower-case letters and digits joined by hyphens.",
    "invalid_value": "The value of an option cannot be read: a date, a status, a style.",
    "missing_article": "A role, link or relation names an article that does not exist.",
    "missing_source": "A role or `primary-source` names an unknown key of the bibliography.",
    "multiple_articles": "A page has a second article.",
    "page_name": "An article has the name of a page that Sphinx makes, such as `search`.",
    "path_clash": "Two pages differ by case or Unicode form alone, which file systems may not see.",
    "print_view": "An article has no print view, since a page has the name of it.",
    "raw_html": "A summary or a row of a box has raw HTML, which is left out.",
    "redirect": "An address that should lead to an article leads elsewhere or is not possible.",
    "relation_cycle": "`broader` or `superseded-by` goes in a circle.",
    "relation_type": "A relation connects types that it is not declared for.",
    "role_type": "A role of one type links to an article of another.",
    "search_index": "Pagefind could not make its index; the output has the last one.",
    "self_relation": "An article is related to itself.",
    "title_role": "A role in the title of an article shows another title, citations cannot.",
    "unknown_option": "A directive has an option that it does not know.",
    "unsafe_url": "An address has a scheme other than http, https, mailto or doi.",
    "misplaced": "A box stands on a page that has no article.",
}

Location = Place | nodes.Node | tuple[str, int] | str | None


def warn(subtype: str, message: str, location: Location) -> None:
    """Log *message* as a warning of *subtype* at *location*."""
    where: Any = location
    if isinstance(location, Place):
        where = str(location) if location.included else (location.docname, location.line)
    if subtype not in SUBTYPES:
        msg = f"undocumented subtype {subtype!r}"
        raise ValueError(msg)
    _logger.warning("%s", legible(message), location=where, type="policywiki", subtype=subtype)
