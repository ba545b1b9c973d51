"""What a page says of its own age: a review that is overdue, the last change of its file."""

from __future__ import annotations

from datetime import date

from docutils import nodes

from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.last_changed import last_changed
from sphinx_policywiki.locale import _, count
from sphinx_policywiki.model import Article
from sphinx_policywiki.nodes.build import definition, paragraph
from sphinx_policywiki.review import Overdue, overdue


def review_nodes(domain: WikiDomain, article: Article, today: date) -> list[nodes.Node]:
    """Return the line on the review of *article* if that is overdue *today*, else nothing."""
    late = overdue(article, domain.settings.review_months, today)
    return [paragraph(_sentence(late), classes=["pw-overdue"])] if late else []


def _sentence(late: Overdue) -> str:
    if late.reviewed:
        text = count(
            "Last reviewed {date}, %d month ago.",
            "Last reviewed {date}, %d months ago.",
            late.months,
        )
    else:
        text = count(
            "Last changed {date}, %d month ago, and not reviewed since.",
            "Last changed {date}, %d months ago, and not reviewed since.",
            late.months,
        )
    return text.format(date=late.date)


def changed_nodes(domain: WikiDomain, docname: str) -> list[nodes.Node]:
    """Return the row on when the file of *docname* was last changed, if that is known."""
    day = last_changed(domain.env, docname)
    return [definition(_("Last changed"), paragraph(day))] if day else []
