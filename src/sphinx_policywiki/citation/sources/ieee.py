"""IEEE: IEEE Reference Guide (version of 29 November 2023) and IEEE Editorial Style Manual.

Parts of the Reference Guide: "References in text", and the kinds of sources, which are named
below by their headings. What they leave open follows the CSL style of that name. The list
does without dates of web pages, but names the day on which they were read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from sphinx_policywiki.citation.locators import DOTTED, located
from sphinx_policywiki.citation.namelists import NameForm, listed
from sphinx_policywiki.citation.numbers import dashed
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import law
from sphinx_policywiki.citation.sources.ieee_elements import (
    WEB,
    access,
    creators,
    editors,
    full,
    in_container,
    in_italics,
    institution,
    labelled,
    locators,
    month_year,
    page_range,
    publisher,
    quoted,
    series,
    status_of,
    title_of,
)
from sphinx_policywiki.citation.sources.style import Cite
from sphinx_policywiki.citation.text import (
    Part,
    RichText,
    in_quotes,
    italic,
    joined,
    rich,
    sentences,
)
from sphinx_policywiki.citation.titles import marked

_STYLE: Final = "ieee"
#: Within a sentence three names are too many (Editorial Style Manual, "References in text").
_SURNAMES: Final = NameForm(order="surname", most=2, et_al_italic=True)
#: Every label but that of pages is capitalised: "[3, Ch. 2]", "[3, Fig. 1]" ("References in text").
_LABELS: Final = DOTTED | {
    "section": ("Sec.", "Secs."),
    "chapter": ("Ch.", "Chs."),
    "paragraph": ("Para.", "Paras."),
    "part": ("Pt.", "Pts."),
    "note": ("N.", "Nn."),
    "figure": ("Fig.", "Figs."),
    "clause": ("Cl.", "Cls."),
    "column": ("Col.", "Cols."),
    "line": ("Line", "Lines"),
}


def reference(source: Source) -> RichText:
    """Return the entry of *source* in a list of references, without its number."""
    if source.is_law:
        return law.reference(source, _STYLE)
    body = _BODIES.get(source.type, _general)(source)
    return joined(" ", joined(", ", creators(source), body), access(source))


def cite(cites: Sequence[Cite]) -> RichText:
    """Return "[1], [3, p. 5]" for *cites*: in order, each in its own brackets.

    Ranges are written out, "[1], [2], [3]" (Reference Guide of 2023, "References in text").
    """
    return rich(", ".join(map(_number, sorted(cites, key=lambda cite: cite.number))))


def narrative(cite: Cite) -> RichText:
    """Return "Hubinger *et al.* [1]" for *cite*."""
    return joined(" ", _spoken_of(cite.source), _number(cite))


def _number(cite: Cite) -> str:
    if not cite.locator:
        return f"[{cite.number}]"
    return f"[{cite.number}, {located(cite.locator, _LABELS, 'typed')}]"


def _spoken_of(source: Source) -> RichText:
    """Return who wrote the work, or else what it is called, as law always is."""
    if source.is_law:
        return law.short(source, _STYLE)
    if source.creators:
        return listed(source.creators, _SURNAMES)
    short = replace(source, title=source.title_short or source.title)
    if _stands_alone(short):
        return italic(title_of(short))
    return in_quotes(marked(short.title), "double")


# The kinds of sources: what stands between the authors and the place of access.


def _journal_article(source: Source) -> RichText:
    place = f"Art. no. {source.number}" if source.number else page_range(source)
    return quoted(
        source,
        italic(marked(source.container_title)),
        locators(source),
        place,
        month_year(source),
        status_of(source),
        end="," if source.address else ".",
    )


def _conference_paper(source: Source) -> RichText:
    speech = source.type == "speech"
    published = joined(
        ", ",
        institution(source) if speech else publisher(source),
        full(source.issued) if speech else month_year(source),
        page_range(source),
        status_of(source),
    )
    event = (_event(source), editors(source))
    if source.collection_title:
        return sentences(quoted(source, *event, series(source)), published)
    return quoted(source, *event, published)


def _event(source: Source) -> RichText:
    """Return the proceedings, or else the conference ("Conferences", "presented at").

    The CSL style loses the name of the conference.
    """
    if source.container_title:
        return in_container(source)
    if source.event_title:
        return joined(", ", f"presented at the {source.event_title}", source.event_place)
    return ()


def _chapter(source: Source) -> RichText:
    """Return title, book and publisher; a series is set off by commas on both sides.

    The CSL style prints a stop and a comma after the series, which no guide has.
    """
    return quoted(
        source,
        in_container(source),
        locators(source),
        editors(source),
        series(source),
        publisher(source),
        source.year,
        labelled("ch.", source.chapter_number),
        page_range(source),
    )


def _report(source: Source) -> RichText:
    number = joined(" ", source.genre, dashed(source.number))
    return quoted(source, institution(source), number, month_year(source))


def _thesis(source: Source) -> RichText:
    return quoted(source, source.genre, institution(source), source.year)


def _preprint(source: Source) -> RichText:
    archive = joined(": ", italic(institution(source)), dashed(source.number))
    return quoted(source, full(source.issued), archive)


def _web_page(source: Source) -> RichText:
    return quoted(source, marked(source.container_title))


def _book(source: Source) -> RichText:
    return sentences(
        in_italics(source, locators(source)),
        series(source),
        joined(", ", publisher(source), source.year, page_range(source)),
    )


def _software(source: Source) -> RichText:
    """Return title, version and date, publisher ("Software")."""
    issue = joined(", ", source.version, full(source.issued))
    dated = rich("(", issue, ")") if issue else ()
    return sentences(in_italics(source), dated, source.genre, institution(source))


def _standard(source: Source) -> RichText:
    number = joined(" ", source.genre, dashed(source.number))
    place = source.publisher_place or source.event_place
    return in_italics(source, number, place, full(source.issued))


def _video(source: Source) -> RichText:
    """Return place, title and date of release in parentheses ("Online Video")."""
    date = f"({full(source.issued)})" if source.issued else ""
    return sentences(source.publisher_place, in_italics(source), date)


def _patent(source: Source) -> RichText:
    return quoted(source, dashed(source.number), full(source.issued))


def _periodical(source: Source) -> RichText:
    return quoted(source, italic(marked(source.container_title)), locators(source), *_out(source))


def _general(source: Source) -> RichText:
    container = italic(marked(source.container_title))
    work = quoted(source, container, locators(source))
    return sentences(work, series(source), joined(", ", *_out(source)))


def _out(source: Source) -> tuple[Part, ...]:
    return institution(source), page_range(source), full(source.issued)


_BODIES: Final[dict[str, Callable[[Source], RichText]]] = {
    "article-journal": _journal_article,
    "paper-conference": _conference_paper,
    "speech": _conference_paper,
    "chapter": _chapter,
    "report": _report,
    "thesis": _thesis,
    "article": _preprint,
    "book": _book,
    "graphic": _book,
    "song": _book,
    "software": _software,
    "standard": _standard,
    "motion_picture": _video,
    "patent": _patent,
    **dict.fromkeys(WEB, _web_page),
    **dict.fromkeys(
        (
            "article-magazine",
            "article-newspaper",
            "broadcast",
            "interview",
            "manuscript",
            "map",
            "personal_communication",
        ),
        _periodical,
    ),
}
_OWN_WORKS: Final = frozenset({_book, _software, _standard, _video})


def _stands_alone(source: Source) -> bool:
    """Say whether the title is that of a work of its own, which is in italics."""
    return _BODIES.get(source.type, _general) in _OWN_WORKS
