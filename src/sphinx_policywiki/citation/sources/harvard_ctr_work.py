"""The work in Harvard style (Cite Them Right, 12th ed.): who made it, title, what it is part of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sphinx_policywiki.citation.harvard_cite_them_right import AUTHORS
from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.citation.numbers import is_number, ordinal
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.text import RichText, in_quotes, italic, joined
from sphinx_policywiki.citation.titles import headline, marked, typeset

#: Works in periodicals.
PRESS: Final = frozenset({"article-journal", "article-magazine", "article-newspaper"})
#: Parts of books and proceedings.
PARTS: Final = frozenset({"chapter", "paper-conference"})
#: Works that stand alone have their titles in italics, all others in quotation marks.
_STAND_ALONE: Final = frozenset(
    {"book", "motion_picture", "report", "song", "standard", "thesis", "webpage", "graphic"}
)
_OTHER_NAMES: Final = NameForm(order="spoken", stop=".", most=3)
_VERBS: Final = {
    "editor": "Edited by",
    "translator": "Translated by",
    "editor-translator": "Edited and translated by",
}


def lead(source: Source) -> RichText:
    """Return who answers for the work, with the role if they are not its authors.

    Without names it is the title, or that of the periodical.
    """
    names = listed(source.creators, AUTHORS)
    if source.authors or not names:
        return names or name_of_work(source)
    role = _label("editor" if source.editors else "translator", source.creators)
    return joined(" ", names, f"({role})")


def name_of_work(source: Source) -> RichText:
    """Return what stands for the names: the title of the work, or of its periodical.

    The CSL style leaves the place empty if the periodical has no title; here the title of
    the work leads, as Cite Them Right has it for works without an author.
    """
    if source.type in PRESS and source.container_title:
        return italic(marked(headline(source.container_title, source.language)))
    return _title(source)


def _title(source: Source) -> RichText:
    if source.type not in _STAND_ALONE:
        return in_quotes(marked(source.title), "single")
    medium = f"[{source.medium}]" if source.medium else ""
    title = _italic_title(_numbered_title(source))
    titled = joined(" ", title, medium, _number_of_volumes(source))
    return joined(". ", titled, _edition(source))


def _numbered_title(source: Source) -> str:
    """Return the title; of a standard after its number, unless it tells it ("Standards")."""
    number = "" if source.type != "standard" or source.number in source.title else source.number
    return f"{number}: {source.title}" if number else source.title


def _italic_title(title: str) -> RichText:
    return italic(typeset(title, "single"))


def _number_of_volumes(source: Source) -> str:
    if source.volume or not source.number_of_volumes:
        return ""
    return f"({source.number_of_volumes} vols)"


def _edition(source: Source) -> str:
    if is_number(source.edition):
        return f"{ordinal(source.edition)} edn"
    return source.edition


def title_and_place(source: Source) -> RichText:
    """Return the title, unless it leads, and the book or periodical where it stands."""
    if source.creators:
        return joined(", ", _title(source), joined(" ", _in_book_of(source), _container(source)))
    if source.type in PRESS and source.container_title:
        return joined(", ", _title(source), _edition(source))
    return _container(source)


def _in_book_of(source: Source) -> RichText:
    """Return "in N. Bostrom and M.M. Ćirković (eds)" for a part of a book."""
    if source.type not in PARTS:
        return ()
    people = [
        joined(" ", listed(names, _OTHER_NAMES), f"({_label(role, names)})")
        for role, names in _helpers(source)
    ]
    return joined(" ", "in", joined(", ", *people)) if people else ()


def _container(source: Source) -> RichText:
    if not source.container_title:
        return ()
    unplaced = source.type in {"article", "article-journal"} and not source.pages + source.volume
    title = joined(" ", _italic_title(source.container_title), "[Preprint]" if unplaced else "")
    return joined(". ", title, _edition(source))


def secondary_contributors(source: Source) -> list[RichText]:
    """Return "Edited by N. Bostrom" and the like, for a work that is no part of a book."""
    if source.type in PARTS:
        return []
    return [
        joined(" ", _VERBS[role], listed(names, _OTHER_NAMES)) for role, names in _helpers(source)
    ]


def _helpers(source: Source) -> list[tuple[str, tuple[Name, ...]]]:
    """Return the roles and names of editors and translators that do not lead the entry."""
    if not source.authors:
        rest = source.translators if source.editors else ()
        return [("translator", rest)] if rest else []
    if source.editors and source.editors == source.translators:
        return [("editor-translator", source.editors)]
    roles = [("editor", source.editors), ("translator", source.translators)]
    return [(role, names) for role, names in roles if names]


def _label(role: str, names: Sequence[Name]) -> str:
    editors = "eds" if names[1:] else "ed."
    return {"editor": editors, "editor-translator": f"{editors} & trans."}.get(role, "trans.")
