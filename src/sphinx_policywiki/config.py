"""The configuration: declared once, checked once, then read as frozen dataclasses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from string import Formatter
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from sphinx_policywiki.characters import complaint
from sphinx_policywiki.citation import STYLES
from sphinx_policywiki.citation.sources import SOURCE_STYLES
from sphinx_policywiki.model import ArticleType, Relation, Status
from sphinx_policywiki.vocabulary import article_types, check_fields, relations, statuses

PREFIX: Final = "policywiki_"
PAPERS: Final = ("a4", "letter")
PAGEFIND: Final = "pagefind"
SEARCHES: Final = ("sphinx", PAGEFIND)
_T = TypeVar("_T")


def _about(default: Any, types: tuple[type, ...], description: str) -> dict[str, Any]:
    return {"types": types, "description": description, "default": default}


@dataclass(frozen=True)
class Settings:
    """The checked configuration; each field is ``policywiki_NAME`` in ``conf.py``."""

    publisher: str = field(
        metadata=_about(
            None, (str, type(None)), "Corporate author in citations; by default the project's name."
        )
    )
    base_url: str = field(
        metadata=_about(
            None, (str, type(None)), "Start of every permalink; by default `html_baseurl`."
        )
    )
    permalink: str | None = field(
        metadata=_about(
            None,
            (str, type(None)),
            "Pattern of permalinks, with the fields `{base_url}`, `{slug}`, `{type}` and "
            "`{docname}`; without it, the page's address as the builder makes it.",
        )
    )
    citation_styles: tuple[str, ...] = field(
        metadata=_about(
            ["apa", "chicago", "harvard", "oscola", "bibtex"],
            (list, tuple),
            "The styles of the cite block, in order.",
        )
    )
    bibliography: tuple[str, ...] = field(
        metadata=_about(
            [],
            (list, tuple),
            "Files of sources (`.bib`, CSL-JSON, CSL-YAML), relative to the source directory.",
        )
    )
    source_style: str = field(
        metadata=_about("apa", (str,), "Style of sources in glance boxes and source lists.")
    )
    article_types: dict[str, ArticleType] = field(
        metadata=_about(
            {},
            (dict,),
            "Types of articles, `{name: {label, plural, fields: {option: label}, csl_type}}`, "
            "merged over concept, instrument and actor.",
        )
    )
    relations: dict[str, Relation] = field(
        metadata=_about(
            {},
            (dict,),
            "Relations, `{option: {label, inverse, symmetric, source_types, target_types, "
            "counted, by_type}}`, merged over uses, issued-by, broader and related.",
        )
    )
    statuses: dict[str, Status] = field(
        metadata=_about(
            {},
            (dict,),
            "Statuses, `{name: {label, notice, severity}}`, merged over settled, emerging, "
            "contested, superseded and draft. A status with a notice warns: above the "
            "summary and in citations.",
        )
    )
    auto_sections: bool = field(
        metadata=_about(True, (bool,), "Make the headings and boxes that the author left out.")
    )
    backlinks: bool = field(
        metadata=_about(
            False,
            (bool,),
            "End articles with the section What links here: the articles that link to them, each "
            "with the sentences in which it does.",
        )
    )
    generated: bool = field(
        metadata=_about(
            True,
            (bool,),
            "Show when the page was generated (UTC; `SOURCE_DATE_EPOCH` is honoured).",
        )
    )
    collation: str | None = field(
        metadata=_about(
            None,
            (str, type(None)),
            "The order of titles: a language tag such as `sv` or `zh-u-co-stroke`, which needs "
            "the extra `icu`; `simple`, which does not; by default that of `language`.",
        )
    )
    edition: str | None = field(
        metadata=_about(
            None, (str, type(None)), "Name of a dated edition of the wiki; citations name it."
        )
    )
    edition_permalink: str | None = field(
        metadata=_about(
            None,
            (str, type(None)),
            "Pattern of the edition's permanent URLs, with the fields of `policywiki_permalink` "
            "and `{edition}`; citations then point there.",
        )
    )

    review_months: int | None = field(
        metadata=_about(
            None,
            (int, type(None)),
            "After how many months an article says that it was not reviewed; by default never.",
        )
    )

    paper: str = field(
        metadata=_about(
            "a4", (str,), "Paper of print views and PDFs of articles: `a4` or `letter`."
        )
    )
    article_pdf: bool = field(
        metadata=_about(
            False,
            (bool,),
            "Write a PDF beside the page of each article; needs the extra `pdf` (WeasyPrint).",
        )
    )
    search: str = field(
        metadata=_about(
            "sphinx",
            (str,),
            "What searches the pages: `sphinx`, or `pagefind` with filters, for large wikis; needs "
            "the extra `search` (Pagefind).",
        )
    )
    previews: bool = field(
        metadata=_about(
            True,
            (bool,),
            "Show a preview of an article when readers point to a link to it, or reach it by "
            "keyboard.",
        )
    )
    graphviz_dot: str | None = field(
        metadata=_about(
            None,
            (str, type(None)),
            "The program `dot` of Graphviz, which draws the pictures of `article-graph`: a name "
            "or a path; by default that of `sphinx.ext.graphviz` if the project has it, else "
            "`dot`.",
        )
    )

    redirects: bool = field(
        metadata=_about(
            True,
            (bool,),
            "Write pages that redirect from aliases, former slugs and permalinks to the articles.",
        )
    )

    fold: int | None = field(
        metadata=_about(
            20,
            (int, type(None)),
            "How many links a row of the box At a glance shows, and how many articles of a type "
            "What links here does; the others stand on a page of their own. With `None` or 0 all "
            "are shown.",
        )
    )

    def warns(self, status: str) -> bool:
        """Say whether *status* is one that readers are warned of."""
        return status in self.statuses and bool(self.statuses[status].notice)


_settings: WeakKeyDictionary[Config, Settings] = WeakKeyDictionary()


def settings_of(config: Config) -> Settings:
    """Return the checked settings of *config*.

    :raises ConfigError: if a value is wrong; the message says which and what to write.
    """
    if config not in _settings:
        _settings[config] = _check(config)
    return _settings[config]


def is_csl(name: str) -> bool:
    """Say whether *name* means a style of the Citation Style Language: ``csl:NAME``, a path."""
    return name.startswith("csl:") or name.endswith(".csl")


def setup_config(app: Sphinx) -> None:
    """Declare every setting with Sphinx and have the values checked once they are read."""
    for setting in fields(Settings):
        metadata = setting.metadata
        app.add_config_value(
            PREFIX + setting.name,
            metadata["default"],
            "env",
            metadata["types"],
            metadata["description"],
        )


def _check(config: Config) -> Settings:
    raw = {setting.name: getattr(config, PREFIX + setting.name) for setting in fields(Settings)}
    for setting in fields(Settings):
        _check_type(setting.name, raw[setting.name], setting.metadata["types"])
        _check_characters(setting.name, raw[setting.name])
    types = _vocabulary("article_types", article_types, raw["article_types"])
    known = _vocabulary("relations", relations, raw["relations"], types)
    _vocabulary("article_types", check_fields, types, known)
    base_url = raw["base_url"] if raw["base_url"] is not None else config.html_baseurl
    fields_known = {"base_url", "slug", "type", "docname"}
    _check_base_url("base_url", base_url)
    publisher = config.project if raw["publisher"] is None else raw["publisher"]
    _check_publisher("publisher", publisher)
    _check_pattern("permalink", raw["permalink"], fields_known, base_url)
    editions = {*fields_known, "edition"}
    _check_pattern("edition_permalink", raw["edition_permalink"], editions, base_url)
    return Settings(
        publisher=publisher,
        base_url=base_url.rstrip("/"),
        permalink=raw["permalink"],
        citation_styles=_styles("citation_styles", raw["citation_styles"], STYLES),
        bibliography=_bibliography("bibliography", raw["bibliography"]),
        source_style=_styles("source_style", [raw["source_style"]], SOURCE_STYLES)[0],
        article_types=types,
        relations=known,
        statuses=_vocabulary("statuses", statuses, raw["statuses"]),
        auto_sections=raw["auto_sections"],
        backlinks=raw["backlinks"],
        generated=raw["generated"],
        collation=raw["collation"],
        edition=raw["edition"],
        edition_permalink=raw["edition_permalink"],
        review_months=_months("review_months", raw["review_months"]),
        paper=_one_of("paper", raw["paper"], PAPERS),
        article_pdf=raw["article_pdf"],
        graphviz_dot=raw["graphviz_dot"],
        search=_one_of("search", raw["search"], SEARCHES),
        previews=raw["previews"],
        redirects=raw["redirects"],
        fold=_fold("fold", raw["fold"]),
    )


def _vocabulary(name: str, read: Callable[..., _T], *values: Any) -> _T:
    try:
        return read(*values)
    except ValueError as error:
        raise _error(name, str(error)) from None


def _error(name: str, problem: str) -> ConfigError:
    return ConfigError(f"{PREFIX}{name}: {problem}")


def _check_type(name: str, value: Any, types: tuple[type, ...]) -> None:
    if not isinstance(value, types):
        wanted = " or ".join("None" if t is type(None) else t.__name__ for t in types)
        raise _error(name, f"{value!r} is a {type(value).__name__}; write a {wanted}")


def _check_characters(name: str, value: Any) -> None:
    """Refuse texts, also those within *value*, that no page can show."""
    if isinstance(value, str) and (problem := complaint(value)):
        raise _error(name, f"{value!r}: {problem}")
    inner = [*value, *value.values()] if isinstance(value, Mapping) else value
    if isinstance(inner, (list, tuple)):
        for each in inner:
            _check_characters(name, each)


def _check_publisher(name: str, publisher: str) -> None:
    if not publisher.strip():
        problem = "citations need an author; give the publisher, or the project, a name"
        raise _error(name, problem)


def _check_base_url(name: str, url: str) -> None:
    if url and not re.match(r"https?://[^/\s]", url):
        problem = f"{url!r} is no web address; write one that begins with https://"
        raise _error(name, problem)


def _check_pattern(name: str, pattern: str | None, known: set[str], base_url: str) -> None:
    if pattern is None:
        return
    try:
        parsed = [part for part in Formatter().parse(pattern) if part[1] is not None]
        used = {str(field_name) for _, field_name, _, _ in parsed}
        pattern.format_map(dict.fromkeys(known, ""))
    except (ValueError, KeyError, IndexError, AttributeError) as error:
        problem = f"{pattern!r} is no pattern ({error}); fields: {_names(known)}"
        raise _error(name, problem) from None
    scheme = re.match(r"\s*([A-Za-z][A-Za-z0-9+.\-]*):", pattern)
    if scheme and scheme[1].lower() not in {"http", "https"}:
        raise _error(name, f"{pattern!r} is no web address; begin with {{base_url}} or https://")
    if any(spec or conversion for _, _, spec, conversion in parsed):
        raise _error(name, f"{pattern!r} formats a field; write just {{slug}}")
    if unknown := used - known:
        raise _error(name, f"{_names(unknown)} is no field; fields: {_names(known)}")
    if not used & {"slug", "docname"}:
        raise _error(name, f"{pattern!r} gives every article the same address; use {{slug}}")
    if "base_url" in used and not base_url:
        problem = f"{pattern!r} needs a base URL; set policywiki_base_url or html_baseurl"
        raise _error(name, problem)


def _styles(name: str, values: Iterable[Any], known: Iterable[str]) -> tuple[str, ...]:
    for value in values:
        if not isinstance(value, str) or not (value in known or is_csl(value)):
            problem = f"{value!r} is not known; known are {', '.join(known)}"
            raise _error(name, f"{problem}, csl:NAME and the path of a .csl file")
    return tuple(dict.fromkeys(values))


def _months(name: str, value: int | None) -> int | None:
    if value is not None and (isinstance(value, bool) or value < 1):
        raise _error(name, f"{value!r} is no number of months; write 1 or more, or None")
    return value


def _fold(name: str, value: int | None) -> int | None:
    if value is not None and (isinstance(value, bool) or value < 0):
        raise _error(name, f"{value!r} is no number of links; write 1 or more, or None")
    return value or None


def _one_of(name: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise _error(name, f"{value!r} is not known; known are {', '.join(known)}")
    return value


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _bibliography(name: str, paths: Iterable[Any]) -> tuple[str, ...]:
    for path in paths:
        suffix = Path(path).suffix.lower() if isinstance(path, str) else ""
        if suffix not in {".bib", ".json", ".yaml", ".yml"}:
            problem = f"{path!r} is no .bib, .json, .yaml or .yml file"
            raise _error(name, problem)
    return tuple(paths)
