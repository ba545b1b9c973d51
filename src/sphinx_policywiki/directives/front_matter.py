"""The mapping ``wiki`` in the front matter of a MyST page, in place of a directive."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import yaml
from docutils import nodes
from docutils.statemachine import StringList

from sphinx_policywiki.characters import legible
from sphinx_policywiki.config import Settings
from sphinx_policywiki.directives.article import FRONT_MATTER, ArticleDirective
from sphinx_policywiki.directives.base import nearest
from sphinx_policywiki.directives.fields import (
    Fields,
    NotYAMLError,
    Option,
    compose_yaml,
    read_mapping,
)
from sphinx_policywiki.messages import warn

KEY: Final = "wiki"
#: What a directive has in its name, its argument and its content.
OWN_KEYS: Final = ("type", "slug", "summary")
#: The line of the file on which the YAML begins.
_FIRST: Final = 2


class FrontMatterDirective(ArticleDirective):
    """Declares an article by options that were read before."""

    fields: Fields

    def run(self) -> list[nodes.Node]:
        """Note the article, and that a directive on the page may still overrule it."""
        found = super().run()
        self.env.temp_data[FRONT_MATTER] = found[0]
        return found

    def read(self, known: Iterable[str]) -> None:
        """Take the options of the front matter; those of directives have no other names."""
        super().read([*known, *OWN_KEYS])

    def read_any(self) -> dict[str, Option]:
        """Return the options of the front matter, and take slug and summary from it."""
        self.values = {}
        for problem in self.fields.problems:
            warn("invalid_value", f"{self.name}: {problem.text}", self.place(problem.line))
        found = dict(self.fields.found)
        self.argument = found.pop("slug", Option("", 0)).text
        found.pop("type", None)
        found.pop("summary", None)
        return found


class FrontMatter:
    """The article that the YAML *text* at the beginning of a page declares, if it does."""

    def __init__(self, text: str, docname: str, settings: Settings) -> None:
        self.docname = docname
        self.type_name = ""
        self.line = 1
        self.summary = Option("", 0)
        self.fields = Fields(0, {}, [])
        mapping = self._mapping(text)
        if mapping is not None:
            read_mapping(mapping, self.fields, _FIRST)
            self.type_name = self._type(settings)

    def _mapping(self, text: str) -> yaml.MappingNode | None:
        try:
            root = compose_yaml(text)
        except NotYAMLError as problem:
            self._warn(f"is not YAML ({problem}); it is left out", problem.line + _FIRST)
            return None
        pairs = root.value if isinstance(root, yaml.MappingNode) else []
        for key, value in pairs:
            if key.value == KEY:
                self.line = key.start_mark.line + _FIRST
                if isinstance(value, yaml.MappingNode):
                    self.summary = _summary(value)
                    return value
                self._warn(f"{KEY!r} is no mapping; write 'type: concept' and more below it")
        return None

    def _type(self, settings: Settings) -> str:
        known = settings.article_types
        given = self.fields.found.get("type")
        if given is None or not given.text:
            self._warn(f"{KEY!r} needs a type{nearest('', known)}; the article is left out")
            return ""
        if given.text not in known:
            close = nearest(given.text, known)
            problem = f"type {given.text!r} is not known{close}; the article is left out"
            self._warn(problem, given.line)
            return ""
        return given.text

    def _warn(self, problem: str, line: int = 0) -> None:
        warn("front_matter", f"front matter: {problem}", (self.docname, line or self.line))

    def directive(self, state: object, state_machine: object) -> FrontMatterDirective:
        """Return the directive that declares the article, to be run in *state*.

        That is in the state of a parser at the line of the mapping.
        """
        kind = type(
            "FrontMatterDirective",
            (FrontMatterDirective,),
            {"type_name": self.type_name, "fields": self.fields},
        )
        lines = self.summary.text.splitlines()
        directive: FrontMatterDirective = kind(
            name=KEY,
            arguments=[],
            options={},
            content=StringList(lines, "front matter"),
            lineno=self.line,
            content_offset=self.summary.line - 1 - self.line,
            block_text="",
            state=state,
            state_machine=state_machine,
        )
        return directive


def _summary(mapping: yaml.MappingNode) -> Option:
    """Return the summary as it is written, which no list of texts is, and its first line."""
    for key, value in mapping.value:
        if key.value == "summary" and isinstance(value, yaml.ScalarNode):
            below = value.style in {"|", ">"}
            null = value.tag.endswith(":null")
            line = value.start_mark.line + _FIRST + below
            return Option("" if null else legible(value.value).strip("\n"), line)
    return Option("", 0)
