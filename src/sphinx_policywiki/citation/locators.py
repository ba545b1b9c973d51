"""Locators: the place in a source that a citation points at, such as ``art 51(2)``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sphinx_policywiki.citation.numbers import RangeForm, is_several, pages

#: What authors may write for each label; the labels are CSL's (1.0.2, "Locators"), and
#: ``recital`` and ``annex``, which European law needs.
_WRITTEN: Final = {
    "page": "p pp page pages",
    "article": "art arts article articles",
    "section": "s ss sec secs sect section sections § §§",
    "chapter": "ch chs chap chaps chapter chapters",
    "paragraph": "para paras paragraph paragraphs ¶ ¶¶",
    "part": "pt pts part parts",
    "recital": "rec recs recital recitals",
    "annex": "annex annexes",
    "appendix": "app apps appendix appendices",
    "schedule": "sch schs sched schedule schedules",
    "rule": "r rr rule rules",
    "clause": "cl cls clause clauses",
    "note": "n nn fn note notes footnote footnotes",
    "figure": "fig figs figure figures",
    "table": "tbl table tables",
    "volume": "vol vols volume volumes",
    "column": "col cols column columns",
    "line": "l ll line lines",
    "title": "tit title titles",
}
_LABELS: Final = {word: label for label, words in _WRITTEN.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a source: *label* is a key of the labels, or empty for text of its own."""

    label: str
    value: str

    @property
    def several(self) -> bool:
        """Whether it names more than one."""
        return is_several(self.value)


def parse_locator(text: str) -> Locator | None:
    """Return the locator in *text*: ``p 12``, ``pp. 3-5``, ``art 51(2)``, ``§ 230``, ``12``.

    A bare number is a page; anything else is kept as it was written. None if there is
    nothing.
    """
    text = " ".join(text.split())
    if not text:
        return None
    match = re.fullmatch(r"([^\W\d_]+|§§?|¶¶?)\.?\s*([^\s.].*)", text)
    if match and (label := _LABELS.get(match[1].lower())):
        return Locator(label, match[2])
    if re.fullmatch(r"\d+(?:\s*(?:--?|–|,)\s*\d+)*", text):
        return Locator("page", text)
    return Locator("", text)


#: Label, one, several: with stops, as APA, Chicago, Harvard and IEEE print them.
DOTTED: Final = {
    "page": ("p.", "pp."),
    "article": ("Art.", "Arts."),
    "section": ("§", "§§"),
    "chapter": ("Chapter", "Chapters"),
    "paragraph": ("para.", "paras."),
    "part": ("Part", "Parts"),
    "recital": ("Recital", "Recitals"),
    "annex": ("Annex", "Annexes"),
    "appendix": ("Appendix", "Appendices"),
    "schedule": ("Schedule", "Schedules"),
    "rule": ("Rule", "Rules"),
    "clause": ("cl.", "cls."),
    "note": ("n.", "nn."),
    "figure": ("Figure", "Figures"),
    "table": ("Table", "Tables"),
    "volume": ("Vol.", "Vols."),
    "column": ("col.", "cols."),
    "line": ("line", "lines"),
    "title": ("Title", "Titles"),
}
#: Abbreviated in small letters, as American styles print them (Chicago 18th ed., chapter 10;
#: Bluebook, table T16); a page needs no label there.
ABBREVIATED: Final = {
    "article": ("art.", "arts."),
    "section": ("sec.", "secs."),
    "chapter": ("ch.", "chs."),
    "paragraph": ("para.", "paras."),
    "part": ("pt.", "pts."),
    "recital": ("recital", "recitals"),
    "annex": ("annex", "annexes"),
    "appendix": ("app.", "apps."),
    "schedule": ("sched.", "scheds."),
    "rule": ("r.", "rr."),
    "clause": ("cl.", "cls."),
    "note": ("n.", "nn."),
    "figure": ("fig.", "figs."),
    "table": ("table", "tables"),
    "volume": ("vol.", "vols."),
    "column": ("col.", "cols."),
    "line": ("line", "lines"),
    "title": ("tit.", "tits."),
}
#: Law has signs for sections and paragraphs (Bluebook R3.3; Chicago 18th ed., 14.174).
SIGNS: Final = {"section": ("§", "§§"), "paragraph": ("¶", "¶¶")}
#: Without stops, as OSCOLA has them (4th ed., appendix 4.2.4 and section 2.4.2).
PLAIN: Final = DOTTED | {
    "page": ("", ""),
    "article": ("art", "arts"),
    "section": ("s", "ss"),
    "chapter": ("ch", "chs"),
    "paragraph": ("para", "paras"),
    "part": ("pt", "pts"),
    "recital": ("recital", "recitals"),
    "annex": ("annex", "annexes"),
    "appendix": ("appendix", "appendices"),
    "schedule": ("sch", "schs"),
    "rule": ("r", "rr"),
    "clause": ("cl", "cls"),
    "note": ("fn", "fns"),
    "figure": ("fig", "figs"),
    "table": ("table", "tables"),
    "volume": ("vol", "vols"),
    "column": ("col", "cols"),
    "title": ("title", "titles"),
}


def located(
    locator: Locator,
    labels: dict[str, tuple[str, str]] = DOTTED,
    form: RangeForm = "expanded",
) -> str:
    """Return *locator* with its label from *labels*: ``pp. 12–14``, ``art 51(2)``.

    *form* is that of :func:`.numbers.pages`.
    """
    one, many = labels.get(locator.label, ("", ""))
    return " ".join(filter(None, (many if locator.several else one, pages(locator.value, form))))
