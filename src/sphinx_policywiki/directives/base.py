"""What all directives share: reading options line by line, in MyST and in RST alike.

Neither parser can do this for us: docutils drops the whole directive for one unknown
option, and MyST takes options for YAML, where a list that begins with a quoted item
is an error. So the directives declare no ``option_spec``, get the options as part of
their argument (RST) or content (MyST), and read them here, each with its own line.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from sphinx_policywiki.config import Settings, settings_of
from sphinx_policywiki.directives.fields import (
    Option,
    is_field,
    is_yaml,
    read_fields,
    read_yaml,
)
from sphinx_policywiki.messages import warn
from sphinx_policywiki.model import Place
from sphinx_policywiki.options import split_list
from sphinx_policywiki.suggest import Suggester, did_you_mean


class WikiDirective(SphinxDirective):
    """A directive whose options are read by :meth:`read`; subclasses name them."""

    has_content = True
    final_argument_whitespace = True
    option_spec = None
    known_options: ClassVar[tuple[str, ...]] = ()

    argument: str
    values: dict[str, Option]

    @property
    def settings(self) -> Settings:
        """The checked configuration."""
        return settings_of(self.config)

    def place(self, line: int | None = None) -> Place:
        """Return where the directive, or *line* of it, stands."""
        path, own_line = self.get_source_info()
        relative = Path(os.path.relpath(path, self.env.srcdir)).as_posix()
        return Place(self.env.docname, relative, own_line if line is None else line)

    def read(self, known: Iterable[str]) -> None:
        """Set :attr:`argument` and :attr:`values`, and leave the rest as the content.

        Options other than *known* get a warning that suggests the nearest.
        """
        for name, option in self.read_any().items():
            if name in known:
                self.values[name] = option
            else:
                message = f"{self.name}: unknown option {name!r}{nearest(name, known)}"
                warn("unknown_option", message, self.place(option.line))

    def read_any(self) -> dict[str, Option]:
        """Set :attr:`argument`, leave the rest as the content, and return all options."""
        lines = self.arguments[0].splitlines() if self.arguments else []
        self.argument = lines.pop(0).strip() if lines and not is_field(lines[0]) else ""
        in_argument = bool(lines)
        if not in_argument:
            lines = list(self.content)
        fields = read_yaml(lines) if is_yaml(lines) else read_fields(lines)
        self._keep_content(lines, fields.used, in_argument=in_argument)
        first = self._line_of_options(lines)
        self.values = {}
        for problem in fields.problems:
            place = self.place(first + problem.line)
            warn("invalid_value", f"{self.name}: {problem.text}", place)
        return {name: Option(o.text, first + o.line) for name, o in fields.found.items()}

    def text(self, name: str) -> str:
        """Return the text of option *name*, empty if it is not given."""
        return self.values[name].text if name in self.values else ""

    def line(self, name: str) -> int:
        """Return the line of option *name*, that of the directive if it is not given."""
        return self.values[name].line if name in self.values else self.place().line

    def items(self, name: str) -> list[str]:
        """Return the items of the list in option *name*; warn of a quote left open."""
        text = self.text(name)
        if any(line.count('"') % 2 for line in text.splitlines()):
            self.warn_value(name, f"a quotation mark is not closed in {text!r}")
            text = text.replace('"', "")
        return split_list(text)

    def flag(self, name: str) -> bool:
        """Say whether the flag *name* is set; it takes no value, or a plain yes or no."""
        text = self.text(name).lower()
        if text in {"", "true", "yes"}:
            return name in self.values
        if text not in {"false", "no"}:
            self.warn_value(name, f"{text!r} is no value of a flag; write it without one")
        return False

    def refuse_content(self) -> None:
        """Warn if the directive has content, which it does not use."""
        if text := " ".join(self.content).strip():
            self.warn_value("content", f"{text[:40]!r} is left out; the directive takes none")

    def choices(self, name: str, known: Iterable[str]) -> list[str]:
        """Return the items of option *name* that are *known*; warn of the others."""
        known = list(known)
        chosen = []
        for item in self.items(name):
            if item in known:
                chosen.append(item)
            else:
                self.warn_value(name, f"{item!r} is not known{nearest(item, known)}")
        return chosen

    def one_of(self, name: str, known: tuple[str, ...]) -> str:
        """Return the value of option *name* if it is one of *known*, else nothing; warn of it."""
        text = self.text(name)
        if text and text not in known:
            self.warn_value(name, f"{text!r} is not known{nearest(text, known)}")
            return ""
        return text

    def warn_value(self, name: str, problem: str) -> None:
        """Warn that the value of option *name* has *problem*."""
        warn("invalid_value", f"{self.name}: {name}: {problem}", self.place(self.line(name)))

    def mark(self, node: nodes.Element) -> nodes.Element:
        """Return *node* with the place of the directive set on it."""
        self.set_source_info(node)
        return node

    def _keep_content(self, lines: list[str], used: int, *, in_argument: bool) -> None:
        if in_argument:
            rest = lines[used:]
            self.content = StringList(rest, self.state.document["source"]) + self.content
            self.content_offset -= len(rest)
        else:
            self.content = self.content[used:]
            self.content_offset += used
        while self.content and not self.content[0].strip():
            self.content = self.content[1:]
            self.content_offset += 1

    def _line_of_options(self, lines: list[str]) -> int:
        """Return the line in the file of the first of *lines*.

        The text of the directive begins at its opening line, except in older
        releases of MyST, which leave that line out.
        """
        start = self.place().line
        block = [line.strip() for line in self.block_text.splitlines()]
        if not lines or lines[0].strip() not in block:
            return start
        opening = 0 if self.name.partition(":")[2] in block[0] and "{" in block[0] else 1
        if block[0].startswith(".."):
            opening = 0
        return start + block.index(lines[0].strip()) + opening


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a clause that suggests which of *known* was meant by *name*, or lists them."""
    known = sorted(known)
    if close := did_you_mean(Suggester(known).nearest(name)):
        return close
    return f"; known are {', '.join(known)}" if known else ""
