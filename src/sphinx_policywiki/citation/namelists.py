"""Lists of names as styles print them, driven by a description of the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sphinx_policywiki.citation.names import OTHERS, Name, in_full, initials, is_romanesque, spoken
from sphinx_policywiki.citation.text import RichText, Run, rich

Order = Literal["inverted", "first-inverted", "spoken", "surname"]
Comma = Literal["always", "contextual", "never"]


@dataclass(frozen=True, slots=True)
class NameForm:
    """How a style prints a list of names; the terms are those of CSL 1.0.2, "Name".

    :ivar order: which names begin with the family name; ``surname`` prints that alone.
    :ivar stop: what follows an initial (". ", "." or ""); None prints given names in full,
        with the initials among them as "J. R.".
    :ivar stops: whether initials among names in full get the stops that they lack; if not,
        "Jr." loses its own.
    :ivar hyphens: whether hyphens stay between initials that have no stops ("J-P").
    :ivar separator: what stands after the family name of an inverted name.
    :ivar suffix_separator: what stands before "Jr." in an inverted name.
    :ivar demote: whether an inverted name has its particle behind ("Walt, Stéfan van der").
    :ivar conjunction: the word before the last name; empty for none.
    :ivar comma: whether a comma stands before it; ``contextual`` from three names on.
    :ivar most: how many names are printed at most; of more the first *first*.
    :ivar ellipsis: whether the last name then follows after an ellipsis, and no "et al.".
    :ivar et_al: what stands for the names left out, and whether it is italic; a comma
        precedes it after two names or more, or as *et_al_comma* says.
    """

    order: Order = "inverted"
    stop: str | None = None
    stops: bool = True
    hyphens: bool = False
    separator: str = ", "
    suffix_separator: str = ", "
    demote: bool = False
    conjunction: str = "and"
    comma: Comma = "contextual"
    most: int = 1000
    first: int = 1
    ellipsis: bool = False
    et_al: str = "et al."
    et_al_italic: bool = False
    et_al_comma: Comma = "contextual"


def listed(names: Sequence[Name], form: NameForm) -> RichText:
    """Return *names* as *form* has them; empty for no names.

    A list that its record cuts short counts as one name longer than what it names.
    """
    cut = list(names[-1:]) == [OTHERS]
    known = [name for name in names if name != OTHERS]
    shown = [one_name(name, form, first=n == 0).replace("'", "’") for n, name in enumerate(known)]
    if len(shown) > form.most and form.ellipsis:
        return rich(", ".join(shown[: form.first]), ", … ", shown[-1])
    if len(shown) + cut > form.most:
        return _and_others(shown[: form.first], form)
    if cut:
        return _and_others(shown, form)
    return rich(_conjoined(shown, form))


def one_name(name: Name, form: NameForm, *, first: bool = True) -> str:
    """Return *name* as *form* has it, as the *first* of a list or a later one."""
    if form.order == "surname":
        return name.surname
    if not form.stops:
        name = replace(name, suffix=name.suffix.rstrip("."))
    if form.stop is None:
        given = in_full(name.given) if form.stops else name.given
    else:
        given = initials(name.given, form.stop, hyphens=form.hyphens)
    if name.literal or form.order == "spoken" or (form.order == "first-inverted" and not first):
        return spoken(name, given)
    if not is_romanesque(name.family):
        return f"{name.particle}{name.family}{given}"
    particles = [name.dropping_particle, *([name.particle] if form.demote else [])]
    behind = " ".join(filter(None, (given, *particles)))
    surname = name.family if form.demote else name.surname
    filed = form.separator.join(filter(None, (surname, behind)))
    return form.suffix_separator.join(filter(None, (filed, name.suffix)))


def _conjoined(shown: Sequence[str], form: NameForm) -> str:
    if not shown[1:]:
        return "".join(shown)
    comma = form.comma == "always" or (form.comma == "contextual" and shown[2:])
    last = f"{form.conjunction} {shown[-1]}" if form.conjunction else shown[-1]
    before = ", " if comma or not form.conjunction else " "
    return f"{', '.join(shown[:-1])}{before}{last}"


def _and_others(shown: Sequence[str], form: NameForm) -> RichText:
    comma = form.et_al_comma == "always" or (form.et_al_comma == "contextual" and len(shown) > 1)
    others = Run(form.et_al, italic=form.et_al_italic)
    return rich(", ".join(shown), ", " if comma else " ", others)
