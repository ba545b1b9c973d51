"""The options of docutils, made once for each set of components and not once for each page.

Sphinx (from 9.0) asks docutils for the settings of every page, and MyST does for a document that
it then does not use. Each time docutils makes some seventy options, always the same: a twelfth of
a build.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from functools import wraps
from optparse import OptionGroup
from typing import Any, Final

from docutils import SettingsSpec
from docutils.frontend import OptionParser

_Populate = Callable[[OptionParser, Iterable[SettingsSpec]], None]
_Specification = list[tuple[Any, ...]]

#: For how many sets of components options are kept: a build has a handful.
_MOST: Final = 16
#: What components fill of a parser, beside its groups.
_FILLED: Final = (
    "option_list", "_short_opt", "_long_opt", "defaults", "lists", "relative_path_settings",
)  # fmt: skip


def make_options_once() -> None:
    """Let docutils fill a parser of options as it filled the last one of the same components.

    There is no way to hand it a parser or options that are made already: Sphinx and MyST make
    theirs within functions. What comes out is the same for everyone who asks docutils.
    """
    populate = OptionParser.populate_from_components
    if not hasattr(populate, "__wrapped__"):
        # To replace a method is what is meant here, and what type checkers forbid altogether.
        OptionParser.populate_from_components = _remembering(populate)  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class _Filled:
    """What components have filled a parser with."""

    specification: _Specification
    values: dict[str, Any]
    groups: list[OptionGroup]

    @classmethod
    def of(cls, specification: _Specification, parser: OptionParser) -> _Filled:
        values = {name: copy(getattr(parser, name)) for name in _FILLED}
        return cls(specification, values, _groups(parser, parser.option_groups))

    def fill(self, parser: OptionParser) -> None:
        for name, value in self.values.items():
            setattr(parser, name, copy(value))
        parser.option_groups = _groups(parser, self.groups)


def _remembering(populate: _Populate) -> _Populate:
    known: deque[_Filled] = deque(maxlen=_MOST)

    @wraps(populate)
    def populate_from_components(parser: OptionParser, components: Iterable[SettingsSpec]) -> None:
        components = tuple(components)
        wanted = [_specified(component) for component in filter(None, components)]
        for filled in known:
            if filled.specification == wanted:
                filled.fill(parser)
                return
        populate(parser, components)
        known.append(_Filled.of(wanted, parser))

    return populate_from_components


def _specified(component: SettingsSpec) -> tuple[Any, ...]:
    """Return what docutils takes from *component*, so that changes to it are noticed.

    The paths are a set, as some versions of docutils add them to the same list again and again.
    """
    return (
        type(component),
        component.settings_spec,
        copy(component.settings_defaults),
        copy(component.settings_default_overrides),
        set(component.relative_path_settings),
    )


def _groups(parser: OptionParser, groups: list[OptionGroup]) -> list[OptionGroup]:
    """Return *groups* as those of *parser*, to which options can be added."""
    own = [OptionGroup(parser, group.title, group.description) for group in groups]
    for copied, group in zip(own, groups, strict=True):
        copied.option_list = list(group.option_list)
    return own
