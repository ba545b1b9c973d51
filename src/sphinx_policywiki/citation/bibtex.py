"""BibTeX: an ``@misc`` entry (Patashnik, BibTeXing, 1988, section 3).

Values are written so that BibTeX, biber and LaTeX read them back as the text that
was meant: special characters are commands, braces are always balanced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sphinx_policywiki.citation.dates import BIBTEX_MONTHS
from sphinx_policywiki.citation.item import CitationItem
from sphinx_policywiki.citation.langid import langid
from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.citation.text import RichText, quoted, rich, stop

_LATEX: Final = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "`": r"{\textasciigrave}",  # by itself it opens a quotation
        "\n": " ",
        "\r": " ",
    }
)
_DASHES: Final = str.maketrans({"—": "---", "–": "--"})
#: Between characters that LaTeX would print as one (fontenc T1: dashes, quotes, guillemets).
_LIGATURE: Final = re.compile(r"-(?=-)|'(?=')|,(?=,)|<(?=<)|>(?=>)")
#: The field ``url`` is verbatim (biblatex manual, 2.2.1), so a URL only loses its braces.
_URL: Final = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})


def cite(item: CitationItem) -> RichText:
    """Return the entry of *item*, a field a line."""
    fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(item))
    return rich(f"@misc{{{item.id},\n{fields}}}")


def escape(text: str) -> str:
    """Return *text* so that LaTeX prints it as it is."""
    return _LIGATURE.sub(r"\g<0>{}", text.translate(_LATEX)).translate(_DASHES)


def address(url: str) -> str:
    """Return *url* for a verbatim field."""
    return url.translate(_URL)


def authors(item: CitationItem) -> str:
    """Return the value of the field ``author``, in braces."""
    return f"{{{' and '.join(map(_name, item.creators))}}}"


def section_note(section: str) -> str:
    """Return what a note says of the section that is cited: no entry type has a field for it."""
    return f"Section ``{escape(quoted(section, 'double')[1:-1])}''."


def capitalized(qualifiers: Sequence[str]) -> str:
    """Return *qualifiers* as a sentence of a note."""
    text = "; ".join(qualifiers)
    return stop(escape(text[:1].upper() + text[1:]))


def _fields(item: CitationItem) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{{{escape(item.title)}}}}}"
    yield "author", authors(item)
    if item.website:
        yield "organization", f"{{{escape(item.website)}}}"
    yield "howpublished", f"{{{escape(item.genre)}}}"
    if item.issued:
        yield "year", f"{{{item.issued.year}}}"
        if item.issued.month:
            yield "month", BIBTEX_MONTHS[item.issued.month - 1]
    if item.url:
        yield "url", f"{{{address(item.url)}}}"
    if language := langid(item.language):
        yield "language", f"{{{language}}}"
    if note := " ".join(_notes(item)):
        yield "note", f"{{{note}}}"


def _notes(item: CitationItem) -> Iterator[str]:
    if item.section:
        yield section_note(item.section)
    if item.issued is None:
        yield "n.d."
    if item.qualifiers:
        yield capitalized(item.qualifiers)
    if item.source_url:
        yield f"Primary source: {escape(item.source_url)}"


def _name(name: Name) -> str:
    if name.literal:
        return f"{{{escape(name.literal)}}}"
    given = " ".join(filter(None, (name.given, name.dropping_particle)))
    if not given:
        return f"{{{escape(' '.join(filter(None, (name.surname, name.suffix))))}}}"
    filed = filter(None, (name.surname, name.suffix, given))
    return ", ".join(_protected(escape(part)) for part in filed)


def _protected(text: str) -> str:
    """Return *text* in braces if BibTeX would take a word or a comma of it for its own."""
    words = text.lower().split()
    return f"{{{text}}}" if "and" in words or "," in text else text
