"""The elements that Chicago entries and notes share: heads, titles, contributors, dates.

Source of the rules: The Chicago Manual of Style, 18th ed. (2024), 13.74-86 (authors),
13.87-101 (titles), 13.102 (author-date), and chapter 14, as the CSL styles of that
edition have them. Sections are named where a rule is their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.citation.numbers import labelled
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources.chicago_work import ENTRIES, Work
from sphinx_policywiki.citation.text import RichText, in_quotes, italic, joined, rich, with_quotes
from sphinx_policywiki.citation.titles import headline, marked, typeset

#: Of more than six authors an entry names three, of more than two a note and a citation in
#: the text one (13.74-86, 13.102).
_HEAD: Final = NameForm(
    order="first-inverted", demote=True, comma="always", most=6, first=3, et_al_comma="always"
)
_IN_ENTRY: Final = NameForm(order="spoken", most=6, first=3)
_IN_NOTE: Final = NameForm(order="spoken", most=2)
SURNAMES: Final = NameForm(order="surname", most=2)
IN_PROSE: Final = replace(SURNAMES, et_al="and others", et_al_comma="never")

_ITALIC: Final = frozenset({"book", "classic", "graphic", "hearing", "map"})
_QUOTED: Final = frozenset(
    {
        "article",
        "dataset",
        "document",
        "interview",
        "manuscript",
        "paper-conference",
        "personal_communication",
        "speech",
        "thesis",
        "webpage",
    }
)
#: Works whose genre describes the place where they stand, if they stand in another work.
_DESCRIBED_IN_PLACE: Final = frozenset({"document", "report", "software", "standard"})
_OCCASIONS: Final = frozenset({"event", "performance", "speech"})


def headed(work: Work) -> tuple[RichText, Work]:
    """Return the head of an entry, and the work without what the head has printed.

    Without authors, editors and translators the entry stands under the publication, the
    owner of the site, or the title (13.81, 14.87, 14.104, 14.130).
    """
    source = work.source
    if source.authors:
        return listed(source.authors, _HEAD), work
    if source.type == "entry-encyclopedia" and source.container_title:
        return _container_head(work)
    if source.editors or source.translators:
        return _named(work, _HEAD)
    if source.type == "webpage" and source.publisher:
        return rich(source.publisher), replace(work, rest=replace(work.rest, publisher=""))
    if source.container_title and (work.is_press or source.type in ENTRIES | {"webpage"}):
        return _container_head(work)
    return title(work), replace(work, rest=replace(work.rest, title=""))


def note_head(work: Work) -> tuple[RichText, Work]:
    """Return the names that a note begins with, and the work without them."""
    if work.source.authors:
        return listed(work.source.authors, _IN_NOTE), work
    return _named(work, _IN_NOTE)


def short_head(source: Source, form: NameForm) -> RichText:
    """Return what a work is called in the text: names in *form*, or what stands for them."""
    if names := source.authors:
        return listed(names, form)
    encyclopedia = source.type == "entry-encyclopedia" and source.container_title
    if not encyclopedia and (names := source.editors or source.translators):
        return listed(names, form)
    if source.type == "webpage" and source.publisher:
        return rich(source.publisher)
    container = rich(headline(source.container_title, source.language))
    if source.type in ENTRIES | {"article-magazine", "article-newspaper"} and container:
        return italic(container)
    if source.type == "webpage" and container:
        return container
    return _styled_title(source, source.title_short or source.title)


def _named(work: Work, form: NameForm) -> tuple[RichText, Work]:
    """Return "Smith, John, ed.", and the work without these names."""
    source = work.source
    if source.editors:
        label = "eds." if source.editors[1:] else "ed."
        rest = replace(work.rest, editors=())
        return joined(", ", listed(source.editors, form), label), replace(work, rest=rest)
    if source.translators:
        rest = replace(work.rest, translators=())
        return joined(", ", listed(source.translators, form), "trans."), replace(work, rest=rest)
    return (), work


def _container_head(work: Work) -> tuple[RichText, Work]:
    if work.is_press:
        return periodical(work), replace(
            work, rest=replace(work.rest, container_title="", publisher_place="")
        )
    shown = container(work)
    name = shown if work.source.type == "webpage" else italic(shown)
    return name, replace(work, rest=replace(work.rest, container_title=""))


def periodical(work: Work) -> RichText:
    """Return the name of a periodical, with its place."""
    place = "" if work.source.event_title else work.rest.publisher_place
    return joined(" ", italic(container(work)), f"({place})" if place else "")


def container(work: Work) -> RichText:
    """Return the title of what the work stands in, in headline style."""
    return typeset(headline(work.rest.container_title, work.source.language))


def title(work: Work) -> RichText:
    """Return the title in italics or quotation marks, unless the head has printed it."""
    return _styled_title(work.source, work.rest.title) if work.rest.title else ()


def _styled_title(source: Source, text: str) -> RichText:
    """Return *text*, a title of *source*, in headline style, in italics or quotation marks.

    Unsigned entries of reference works (14.130) and posts keep their small letters.
    """
    in_other = bool(source.container_title)
    kept = source.type == "post" or (source.type in ENTRIES and in_other and not source.authors)
    shown = marked(text if kept else headline(text, source.language))
    if source.type not in _ITALIC and (in_other or source.type in _QUOTED or kept):
        return in_quotes(shown, "double")
    return italic(with_quotes(shown, "double"))


def descriptions(work: Work) -> list[RichText]:
    """Return the genre and what else describes a work, after its title."""
    source = work.source
    if source.type == "thesis":
        return []
    if work.source.is_serial:
        section = work.begun(labelled(headline(source.section, source.language), "sec.", "secs."))
        presented = event(work) if source.type == "paper-conference" else ()
        return [rich(work.begun(_lone_genre(source))), rich(section), presented]
    in_place = source.container_title and _is_described_in_place(source)
    return [] if in_place else [rich(work.begun(_lone_genre(source)))]


def description_in_place(source: Source) -> str:
    """Return the genre where it describes the place of a work in another."""
    return _lone_genre(source) if _is_described_in_place(source) else ""


def _is_described_in_place(source: Source) -> bool:
    presented = source.type in _OCCASIONS and not source.is_published
    return source.type in _DESCRIBED_IN_PLACE or presented


def _lone_genre(source: Source) -> str:
    """Return the genre unless it belongs to a number: "Working Paper No. 12"."""
    return "" if source.number else source.genre


def event(work: Work) -> RichText:
    """Return the event at which a work was presented, with its place (14.115)."""
    source = work.source
    if not source.event_title:
        return ()
    place = source.event_place
    if source.type != "paper-conference":
        status = "" if source.issued else source.status
        named = " ".join(filter(None, (status, source.event_title)))
        return joined(", ", work.begun(named), place)
    if source.is_published:
        return ()
    verb = work.begun("presented at" if source.genre else "paper presented at")
    return joined(", ", f"{verb} {source.event_title}", place)


_VERBS: Final = {
    "editor": ("edited by", "ed."),
    "translator": ("translated by", "trans."),
    "both": ("edited and translated by", "ed. and trans."),
}


def contributors(work: Work) -> list[RichText]:
    """Return "edited by A", "translated by B", of those whom the head has not named."""
    editors = () if work.source.is_serial else work.rest.editors
    translators = work.rest.translators
    if editors and editors == translators:
        return [_contributed(work, "both", editors)]
    roles = (("editor", editors), ("translator", translators))
    return [_contributed(work, role, names) for role, names in roles if names]


def _contributed(work: Work, role: str, names: Sequence[Name]) -> RichText:
    verb, short = _VERBS[role]
    if work.is_note:
        return rich(f"{short} ", listed(names, _IN_NOTE))
    return rich(f"{verb} ", listed(names, _IN_ENTRY))
