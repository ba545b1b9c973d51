"""Options as texts with their lines: of ``:name: value`` lines, and of YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import yaml

from sphinx_policywiki.characters import complaint, legible
from sphinx_policywiki.options import join_list

_OPTION: Final = re.compile(r"\s*:(?!:)((?:[^:\\]|\\.)+):(?:\s+(.*)|\s*)$")
#: The loader of libyaml where PyYAML was built with it: ten times as fast.
_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Option:
    """The text of an option and the line where it stands."""

    text: str
    line: int


@dataclass
class Fields:
    """Options as they were found: how many lines they took, each text, what is wrong."""

    used: int
    found: dict[str, Option]
    problems: list[Option]


def is_field(line: str) -> bool:
    """Say whether *line* begins an option."""
    return _OPTION.match(line) is not None


def read_fields(lines: list[str]) -> Fields:
    """Read ``:name: value`` lines; indented lines continue the value before them.

    The lines of the options count from 0.
    """
    fields = Fields(len(lines), {}, [])
    name, indent = "", 0
    for number, line in enumerate(lines):
        if option := _OPTION.match(line):
            name, indent = option[1], _indent(line)
            if name in fields.found:
                fields.problems.append(Option(f"{name!r} stands twice; the first counts", number))
            else:
                fields.found[name] = Option((option[2] or "").strip(), number)
        elif name and line.strip() and _indent(line) > indent:
            first = fields.found[name]
            fields.found[name] = Option(f"{first.text}\n{line.strip()}".strip(), first.line)
        else:
            fields.used = number
            break
    return fields


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def is_yaml(lines: list[str]) -> bool:
    """Say whether *lines* begin with a block between lines of ``---``."""
    return bool(lines) and lines[0].rstrip() == "---" and "---" in (x.rstrip() for x in lines[1:])


def read_yaml(lines: list[str]) -> Fields:
    """Read a block between ``---`` lines as YAML: scalars, and lists of scalars."""
    end = next(n for n, line in enumerate(lines) if n and line.rstrip() == "---")
    fields = Fields(end + 1, {}, [])
    try:
        root = compose_yaml("\n".join(lines[1:end]))
    except NotYAMLError as error:
        problem = f"the options are not YAML ({error}); they are left out"
        fields.problems.append(Option(problem, error.line + 1))
        return fields
    if root is None:
        return fields
    if not isinstance(root, yaml.MappingNode):
        fields.problems.append(Option("the options are no mapping; write 'name: value'", 1))
        return fields
    read_mapping(root, fields, 1)
    return fields


class NotYAMLError(ValueError):
    """Text that is not YAML: what is wrong, and the line, from 0."""

    def __init__(self, error: Exception, text: str) -> None:
        deep = "it is nested too deeply" if isinstance(error, RecursionError) else error
        super().__init__(str(getattr(error, "problem", None) or deep))
        line = int(getattr(getattr(error, "problem_mark", None), "line", 0))
        self.line = min(line, text.count("\n"))  # libyaml sees the end behind the last line


def compose_yaml(text: str) -> yaml.Node | None:
    """Return the root of the YAML document *text*, whose nodes know their lines.

    :raises NotYAMLError: if the text is not YAML.
    """
    try:
        return yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise NotYAMLError(error, text) from None


def read_mapping(root: yaml.MappingNode, fields: Fields, first: int) -> None:
    """Add what *root* holds to *fields*; line 0 of the YAML is the line *first*."""
    for key, value in root.value:
        line = key.start_mark.line + first
        text = _text(value)
        if text is None or not isinstance(key, yaml.ScalarNode):
            name = key.value if isinstance(key, yaml.ScalarNode) else "a key"
            problem = f"{name!r} is neither a text nor a list of texts; it is left out"
            fields.problems.append(Option(problem, line))
        elif key.value in fields.found:
            fields.problems.append(Option(f"{key.value!r} stands twice; the first counts", line))
        else:
            if problem := complaint(text):
                fields.problems.append(Option(f"{key.value}: {problem}", line))
            fields.found[legible(key.value)] = Option(legible(text), line)


def _text(node: yaml.Node) -> str | None:
    """Return the text of a scalar, or of a sequence of scalars as a list; None for others."""
    if isinstance(node, yaml.ScalarNode):
        return "" if node.tag.endswith(":null") else str(node.value).strip()
    if isinstance(node, yaml.SequenceNode):
        items = [_text(item) if isinstance(item, yaml.ScalarNode) else None for item in node.value]
        known = [" ".join(text.split()) for text in items if text is not None]
        return join_list(known) if len(known) == len(items) else None
    return None
