"""Chicago, notes and bibliography: The Chicago Manual of Style, 18th ed. (2024).

Sections: 13.18-65 (notes and bibliographies), and chapter 14 for kinds of works, as the
CSL style ``chicago-notes-bibliography`` of that edition has them. Every citation is the
full note. Where the CSL processor prints the number of a volume without a page behind
the facts of publication, it stands before them: "vol. 3 (Oxford, 2020)" (14.18).
Entries that the Manual would cite in notes alone (14.115, 14.130) are listed too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sphinx_policywiki.citation.locators import Locator
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import law
from sphinx_policywiki.citation.sources.chicago_parts import (
    IN_PROSE,
    descriptions,
    headed,
    note_head,
    short_head,
    title,
)
from sphinx_policywiki.citation.sources.chicago_places import (
    access,
    archive,
    identifiers,
    is_bracketed,
    page_in_note,
    publication,
    titled_and_placed,
)
from sphinx_policywiki.citation.sources.chicago_work import ENTRIES, Work, work_of
from sphinx_policywiki.citation.sources.style import Cite
from sphinx_policywiki.citation.text import (
    Part,
    RichText,
    ended_within,
    joined,
    joined_within,
    rich,
)

_STYLE: Final = "chicago-notes"


def reference(source: Source) -> RichText:
    """Return the entry of *source* in a bibliography."""
    if source.is_law:
        return law.reference(source, _STYLE)
    who, work = headed(work_of(source, "bibliography"))
    parts = [*titled_and_placed(work, _titled(work)), publication(work), *_end(work)]
    return ended_within(joined_within(". ", who, *parts), ".")


def cite(cites: Sequence[Cite]) -> RichText:
    """Return the text of a note on *cites*, in full: "Evan Hubinger et al., “Risks …,” 12."."""
    return ended_within(
        joined_within("; ", *(_note(cite.source, cite.locator) for cite in cites)), "."
    )


def narrative(cite: Cite) -> RichText:
    """Return the names alone, for a sentence that the note is attached to."""
    if cite.source.is_law:
        return law.short(cite.source, _STYLE)
    return short_head(cite.source, IN_PROSE)


def _titled(work: Work) -> list[RichText]:
    return [title(work), *descriptions(work), *identifiers(work)]


def _end(work: Work) -> list[RichText]:
    return [rich(work.begun(work.source.medium)), archive(work), *access(work)]


def _note(source: Source, locator: Locator | None) -> RichText:
    if source.is_law:
        return law.note(source, _STYLE, locator)
    work = work_of(source, "note", locator)
    if _is_unsigned_entry(source):
        return _note_on_entry(work)
    who, work = note_head(work)
    return joined_within(
        ", ", who, _published(work, _titled(work)), page_in_note(work), *_end(work)
    )


def _published(work: Work, titled: list[RichText]) -> RichText:
    """Return title and place with the facts of publication, where need be in parentheses."""
    facts = publication(work)
    named: list[Part] = [*titled_and_placed(work, titled)]
    if not is_bracketed(work):
        return joined_within(", ", *named, facts)
    return joined(" ", joined_within(", ", *named), rich("(", facts, ")") if facts else "")


def _is_unsigned_entry(source: Source) -> bool:
    """Say whether it is an entry of a printed reference work, which leads the note (14.130)."""
    printed = source.type in ENTRIES and not source.address
    return printed and bool(source.container_title and not source.authors)


def _note_on_entry(work: Work) -> RichText:
    """Return "*Encyclopaedia Britannica*, 15th ed. (1980), under “salvation”"."""
    named = rich("under ", title(work))
    return joined_within(", ", _published(work, []), named, page_in_note(work), *_end(work))
