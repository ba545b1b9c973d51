"""A check sum of what the author of an article wrote, as far as readers see it.

It depends on the page alone, and not on where a wiki is built, so that two editions can be
compared. The slug is no part of it: an article that has only been renamed keeps its sum.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields, replace
from hashlib import blake2b
from typing import Any, Final

from docutils import nodes

from sphinx_policywiki.model import Article, PartialDate, Target
from sphinx_policywiki.nodes import article_marker

#: What of an article is its name or its place, or is in the sum by other means.
_NOT_WRITTEN: Final = frozenset(
    {"slug", "former_slugs", "place", "index", "anchor", "lines", "summary", "content", "prose"}
)
#: Attributes in which a node holds what its author wrote, beside its text.
_WRITTEN: Final = ("reftarget", "refuri", "uri", "alt")
_UNSEEN: Final = (nodes.Invisible, nodes.system_message, nodes.label, article_marker)


def with_sums(
    article: Article,
    summary: Iterable[nodes.Node],
    prose: Iterable[nodes.Node],
    others: Collection[nodes.Node],
) -> Article:
    """Return *article* with the check sums of its *prose*, and of all that was written.

    *others* are the sections of other articles, which are no part of it.
    """
    text = _written(prose, others)
    options = {
        field.name: value
        for field in fields(article)
        if field.name not in _NOT_WRITTEN and (value := _plain(getattr(article, field.name)))
    }
    whole = [options, _written(summary, others), text]
    return replace(article, content=_sum(whole), prose=_sum(text))


def _sum(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=True)
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _plain(value: Any) -> Any:
    """Return *value* as JSON has it; a name as it was typed, wherever it stood."""
    match value:
        case Target():
            return value.name
        case PartialDate():
            return str(value)
        case tuple():
            return [_plain(item) for item in value]
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case _:
            return value


def _written(nodes_: Iterable[nodes.Node], others: Collection[nodes.Node]) -> str:
    parts = (part for node in nodes_ for part in _parts(node, others))
    return " ".join("".join(parts).split())


def _parts(node: nodes.Node, others: Collection[nodes.Node]) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield node.astext()
        return
    if not isinstance(node, nodes.Element) or node in others or _is_unseen(node):
        return
    if not isinstance(node, nodes.Inline):
        yield " "
    yield from (f" {value} " for name in _WRITTEN if (value := str(node.get(name, ""))))
    if not isinstance(node, nodes.footnote_reference):  # its number
        for child in node.children:
            yield from _parts(child, others)


def _is_unseen(node: nodes.Element) -> bool:
    return isinstance(node, _UNSEEN) and not isinstance(node, nodes.target)
