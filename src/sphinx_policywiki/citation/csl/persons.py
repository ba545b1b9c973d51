"""Names as a CSL style prints them (1.0.2, "Names").

The engine knows no ``initialize="false"``, takes initials apart wrongly at hyphens, joins
the last names with a comma whatever the delimiter is, and hides what was substituted for
missing names only if it was a lone variable.
"""

from __future__ import annotations

import re
from typing import Any, Final

from citeproc import model
from citeproc.source import VariableError

from sphinx_policywiki.citation.csl.marks import own
from sphinx_policywiki.citation.csl.printing import Item, Printing, children, is_a
from sphinx_policywiki.citation.namelists import NameForm, Order, one_name
from sphinx_policywiki.citation.names import OTHERS, in_full, initials
from sphinx_policywiki.citation.names import Name as Person

_INITIALS: Final = re.compile(r"\b\w\.(?:[ -]?\w\.)*(?!\w)")
#: From how many names on a "contextual" delimiter stands before "and".
_SEVERAL: Final = 3


class Names(Printing, model.Names):
    """``cs:names``."""

    def render(self, item: Item, **kwargs: Any) -> str | None:
        """Return the names, or what is substituted for them.

        Of a narrative citation the first ones are kept apart.
        """
        item.depth += 1
        try:
            text: str | None = super().render(item, **kwargs)
        finally:
            item.depth -= 1
        if not (item.narrative and item.names is None and item.depth == 0 and text):
            return text
        item.names = text
        return None

    def process(self, item: Item, context: Any = None, **_: Any) -> str | None:
        """Return the names without what stands around them."""
        template = self._template()
        item.called += 1
        roles = [role for role in self.get("variable").split() if role not in item.hidden]
        roles = [role for role in roles if item.people(role)]
        if roles:
            item.note(*roles)
            texts = [template.role(item, *role, context) for role in self._merged(item, roles)]
            return str(self.get("delimiter", self._outer_delimiter(context))).join(texts)
        for substitute in children(self, "substitute"):
            return str(substitute.render(item, context=context))
        raise VariableError

    def _template(self) -> Any:
        """Return the element that says how names look: for a substitute the one around it."""
        if children(self, "name"):
            return self
        return next(around for around in self.iterancestors() if is_a(around, "names"))

    def _merged(self, item: Item, roles: list[str]) -> list[tuple[str, str]]:
        """Return each role with the term for it; the same people as both get one."""
        both = set(roles) == {"editor", "translator"} and self.get_single_term("editortranslator")
        if both and item.people("editor") == item.people("translator"):
            return [("editor", "editortranslator")]
        return [(role, role) for role in roles]

    def _outer_delimiter(self, context: Any) -> str:
        place = self if context is None else context
        return str(inherited(place, "names-delimiter", ""))

    def role(self, item: Item, role: str, called: str, context: Any) -> str:
        """Return the names of *role*, labelled as *called*."""
        name = children(self, "name")[0]
        text: str = name.render(item, role, context=context)
        several = len(item.people(role)) > 1
        for label in children(self, "label"):
            shown = label.render(item, called, several) or ""
            text = shown + text if _before(label) else text + shown
        return text


def _before(label: Any) -> bool:
    """Say whether *label* stands before the names."""
    return any(is_a(sibling, "name") for sibling in label.itersiblings())


class Substitute(Printing, model.Substitute):
    """``cs:substitute``."""

    def render(self, item: Item, context: Any = None, **_: Any) -> str:
        """Return the first thing in the place of the names that is there, once for all."""
        for child in self:
            before = len(item.printed)
            try:
                text = child.render(item, context=context)
            except VariableError:
                continue
            if text:
                item.hidden.update(item.printed[before:])
                return str(text)
        raise VariableError


def inherited(element: Any, name: str, default: str) -> str:
    """Return the attribute *name* that citations or entries, or the style, hand down."""
    for ancestor in element.iterancestors():
        if ancestor.get(name) is not None and (
            is_a(ancestor, "citation") or is_a(ancestor, "bibliography") or is_a(ancestor, "style")
        ):
            return str(ancestor.get(name))
    return default


#: The values of ``name-as-sort-order``.
_ORDERS: Final[dict[str, Order]] = {"all": "inverted", "first": "first-inverted"}


class Name(Printing, model.Name):
    """``cs:name``."""

    def process(self, item: Item, variable: str, context: Any = None, **_: Any) -> str:
        """Return the names in *variable*, joined."""
        place = self if context is None else context
        people = [person for person in item.people(variable) if person != OTHERS]
        cut = len(people) < len(item.people(variable))
        least = int(self._option(place, "et-al-min", "0"))
        first = int(self._option(place, "et-al-use-first", "1"))
        shown = [self._one(person, place, n) for n, person in enumerate(people)]
        if least and len(people) >= least and first < len(people):
            if self._option(place, "et-al-use-last", "false") == "true" and first <= least - 2:
                return self._with_last(shown[:first], shown[-1], place)
            return self._with_others(shown[:first], place)
        return self._with_others(shown, place) if cut else self._all(shown, place, item)

    def _option(self, place: Any, name: str, default: str) -> str:
        """Return the attribute *name*, which citations and entries may hand down."""
        own_value = self.get(name)
        handed = f"name-{name}" if name in {"form", "delimiter"} else name
        return inherited(place, handed, default) if own_value is None else str(own_value)

    def _one(self, person: Person, place: Any, n: int) -> str:
        inverts = self._option(place, "name-as-sort-order", "")
        separator = self._option(place, "sort-separator", ", ")
        demotes = self._option(place, "demote-non-dropping-particle", "display-and-sort")
        short = self._option(place, "form", "long") == "short"
        form = NameForm(
            order=_ORDERS.get(inverts, "spoken"),
            separator=separator,
            suffix_separator=separator,
            stops=False,
            demote=demotes == "display-and-sort" and not short,
        )
        return one_name(self._dressed(person, place, form, short=short), form, first=n == 0)

    def _dressed(self, person: Person, place: Any, form: NameForm, *, short: bool) -> Person:
        """Return *person* with each part as it is printed."""
        inverted = form.order != "spoken"
        if person.literal or short:
            return Person(literal=self._part("family", person.surname))
        given = self._part("given", self._given(person.given, place))
        rest = {
            "suffix": own(self._suffix(person, place)),
            "dropping_particle": own(person.dropping_particle),
        }
        if form.demote and inverted:
            family = self._part("family", person.family)
            return Person(family, given, particle=own(person.particle), **rest)
        return Person(self._part("family", person.surname), given, **rest)

    def _given(self, given: str, place: Any) -> str:
        stop = self._option(place, "initialize-with", "-")
        if stop == "-":
            return given
        if self._option(place, "initialize", "true") == "false":
            return _INITIALS.sub(lambda match: initials(match[0], stop), in_full(given))
        hyphens = self._option(place, "initialize-with-hyphen", "true") == "true"
        return initials(given if hyphens else given.replace("-", " "), stop, hyphens=hyphens)

    def _suffix(self, person: Person, place: Any) -> str:
        """Return "Jr", without its stop in a style that has none after initials."""
        stopped = "." in self._option(place, "initialize-with", ".")
        return person.suffix if stopped else person.suffix.replace(".", "")

    def _part(self, name: str, text: str) -> str:
        shown = own(text)
        for part in children(self, "name-part"):
            if part.get("name") == name and shown:
                shown = part.wrap(part.format(part.case(shown)))
        return shown

    # --- joining ---------------------------------------------------------------------

    def _all(self, shown: list[str], place: Any, item: Item) -> str:
        delimiter = self._option(place, "delimiter", ", ")
        conjunction = self._conjunction(place, item)
        if not conjunction or len(shown) == 1:
            return delimiter.join(shown)
        rule = self._option(place, "delimiter-precedes-last", "contextual")
        several = len(shown) >= _SEVERAL
        before = delimiter if self._precedes(rule, place, len(shown) - 1, several) else " "
        return f"{delimiter.join(shown[:-1])}{before}{conjunction} {shown[-1]}"

    def _conjunction(self, place: Any, item: Item) -> str:
        """Return the "and"; within a sentence no "&" stands for it (APA, 7th ed., 8.17)."""
        kind = self._option(place, "and", "")
        if kind == "symbol" and not item.narrative:
            return "&"
        return self.get_single_term("and") if kind else ""

    def _with_others(self, shown: list[str], place: Any) -> str:
        delimiter = self._option(place, "delimiter", ", ")
        rule = self._option(place, "delimiter-precedes-et-al", "contextual")
        before = delimiter if self._precedes(rule, place, len(shown), len(shown) > 1) else " "
        return f"{delimiter.join(shown)}{before}{self._et_al()}"

    def _with_last(self, shown: list[str], last: str, place: Any) -> str:
        delimiter = self._option(place, "delimiter", ", ")
        return f"{delimiter.join(shown)}{delimiter}… {last}"

    def _precedes(self, rule: str, place: Any, number: int, contextual: bool) -> bool:
        """Say whether a delimiter follows *number* names by *rule*."""
        match rule:
            case "always" | "never":
                return rule == "always"
            case "after-inverted-name":
                inverts = self._option(place, "name-as-sort-order", "")
                return inverts == "all" or (inverts == "first" and number == 1)
            case _:
                return contextual

    def _et_al(self) -> str:
        for element in children(self.getparent(), "et-al"):
            return str(element.render())
        return self.get_single_term("et-al")


class EtAl(Printing, model.Et_Al):
    """``cs:et-al``."""


class NamePart(Printing, model.Name_Part):
    """``cs:name-part``."""
