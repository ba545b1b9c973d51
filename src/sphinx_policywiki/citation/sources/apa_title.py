"""Titles in APA style: Publication Manual, 7th ed. (2020), 9.18 to 9.22.

A title is followed by what identifies the work, in parentheses, and by what the work
is where that is out of the ordinary, in brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.citation.numbers import (
    dashed,
    is_number,
    is_several,
    labelled,
    ordinal,
    paged,
)
from sphinx_policywiki.citation.source import SERIAL_TYPES, Source
from sphinx_policywiki.citation.sources.apa_elements import PAGES, lead
from sphinx_policywiki.citation.text import RichText, italic, joined, rich
from sphinx_policywiki.citation.titles import capitalized, headline, typeset

#: Editors and translators stand in the order of speech (9.28).
NAMES_IN_ORDER: Final = NameForm(
    order="spoken", stop=". ", conjunction="&", most=20, first=19, ellipsis=True
)
#: Works that have no edition, volume or pages of their own.
_UNNUMBERED: Final = frozenset(
    {"broadcast", "event", "patent", "performance", "post", "speech", "webpage"}
)
#: Works whose number follows their own title also where they are part of another.
PICTURES: Final = frozenset({"broadcast", "graphic", "map", "motion_picture"})
_DESCRIBED_WITH_THE_WHOLE: Final = frozenset({"document", "report", "software", "standard"})
_PRESENTED: Final = frozenset({"event", "performance", "speech"})
_IN_SERIES: Final = frozenset({"document", "report", "standard"})
#: What a work is where the record does not say (9.21 and 9.22).
_KINDS: Final = {
    "broadcast": "Broadcast",
    "collection": "Archival collection",
    "dataset": "Dataset",
    "figure": "Figure",
    "graphic": "Graphic",
    "interview": "Interview",
    "map": "Map",
    "motion_picture": "Video recording",
    "personal_communication": "Letter",
    "post": "Online post",
    "review": "Review",
    "review-book": "Book review",
    "software": "Computer software",
    "song": "Audio recording",
}
#: The same for what readers cannot find.
_UNPUBLISHED: Final = {
    "interview": "Personal communication",
    "manuscript": "Unpublished manuscript",
    "personal_communication": "Personal communication",
}


def stands_alone(source: Source) -> bool:
    """Say whether *source* is no part of another work; pages of sites count as whole (9.19)."""
    return not source.container_title or source.type in PAGES


def bare_title(source: Source) -> RichText:
    """Return the title, in italics if the work stands alone, in whatever script (9.19)."""
    title = typeset(source.title)
    if not stands_alone(source):
        return title
    whole = not source.is_serial and source.type not in PAGES
    return italic(joined(": ", title, named_volume(source) if whole else ""), any_script=True)


def named_volume(source: Source) -> RichText:
    """Return a volume that is not a number: it is part of the title (10.2, example 30)."""
    return () if is_number(source.volume) else typeset(capitalized(source.volume))


def identifier(source: Source) -> RichText:
    """Return what follows the title in parentheses (9.19)."""
    parts = [_contributors(source)]
    if stands_alone(source) or source.type in PICTURES:
        parts.append(number(source))
    if stands_alone(source):
        parts.append(numbers(source))
    return in_parentheses(*parts)


def in_parentheses(*parts: RichText) -> RichText:
    """Return the non-empty *parts* in parentheses, or nothing."""
    inner = joined("; ", *parts)
    return rich("(", inner, ")") if inner else ()


def number(source: Source) -> RichText:
    """Return the number with the kind of work before it: ``Working Paper No. 12``."""
    if not source.number:
        return ()
    is_thesis = source.type == "thesis" and source.genre
    kind = "Publication" if is_thesis else headline(source.genre, source.language)
    shown = dashed(capitalized(source.number))
    if source.type != "standard":
        shown = labelled(shown, "No.", "Nos.")
    return joined(" ", typeset(kind), typeset(shown))


def numbers(source: Source) -> RichText:
    """Return edition, series, volume and pages: ``2nd ed., Vol. 3, pp. 1–20``."""
    if source.is_serial or source.type in _UNNUMBERED:
        return ()
    return joined(", ", *map(typeset, _numbers(source)))


def _numbers(source: Source) -> Iterator[str]:
    yield f"Version {source.version}" if source.version else ""
    yield f"{ordinal(source.edition)} ed." if is_number(source.edition) else source.edition
    if source.type in _IN_SERIES:
        series = headline(source.collection_title, source.language)
        yield " ".join(filter(None, (series, source.collection_number)))
    yield _volume(source)
    issue = "Issues" if is_several(source.issue) else "Issue"
    yield f"{issue} {source.issue}" if source.issue else ""
    if source.pages:
        yield paged(source.pages)
    elif source.chapter_number:
        yield labelled(source.chapter_number, "Chapter", "Chapters")


def _volume(source: Source) -> str:
    if is_number(source.volume):
        return labelled(source.volume, "Vol.", "Vols.")
    if is_number(source.number_of_volumes):
        return f"Vols. 1–{source.number_of_volumes}"
    return source.number_of_volumes


def _contributors(source: Source) -> RichText:
    """Return editors and translators; of a part of a book the translators (9.10 and 9.28)."""
    others = source.is_serial or not stands_alone(source) or lead(source) == "editors"
    editors = () if others else source.editors
    if editors == source.translators:
        return _with_role(editors, "Ed. & Trans.", "Eds. & Trans.")
    translators = _with_role(source.translators, "Trans.", "Trans.")
    return joined("; ", _with_role(editors, "Ed.", "Eds."), translators)


def _with_role(names: Sequence[Name], one: str, many: str) -> RichText:
    return joined(
        ", ", listed(names, NAMES_IN_ORDER), (many if names[1:] else one) if names else ""
    )


def description(source: Source) -> RichText:
    """Return what the work is, in brackets (9.21 and 9.22)."""
    if source.type == "thesis":
        return in_brackets(_thesis(source))
    return () if described_with_the_whole(source) else in_brackets(kind(source))


def described_with_the_whole(source: Source) -> bool:
    """Say whether the brackets follow the title of the whole: reports and presentations."""
    if source.type in SERIAL_TYPES or not source.container_title:
        return False
    presented = source.type in _PRESENTED and not source.is_published
    return presented or source.type in _DESCRIBED_WITH_THE_WHOLE


def kind(source: Source) -> str:
    """Return the kind and medium of *source*; the kind may stand before its number already."""
    if not (source.genre or source.medium):
        return _usual_kind(source)
    genre = "" if source.number else source.genre
    return "; ".join(capitalized(part) for part in (genre, source.medium) if part)


def _usual_kind(source: Source) -> str:
    if source.type == "periodical":
        return "Special issue" if source.container_title else ""
    found = any((source.archive, source.container_title, source.number, source.publisher))
    kinds = _KINDS if found or source.address else _KINDS | _UNPUBLISHED
    return kinds.get(source.type, "")


def _thesis(source: Source) -> str:
    """Return kind and university; of an unpublished thesis the latter is the source (10.6)."""
    university = source.publisher if source.archive or source.address else ""
    degree = ", ".join(filter(None, (capitalized(source.genre), university)))
    return "; ".join(filter(None, (degree, capitalized(source.medium))))


def in_brackets(value: str) -> RichText:
    """Return *value* in brackets, or nothing."""
    return rich("[", typeset(value), "]") if value else ()
