"""What others do for every page, and we let them do once, or where it is needed."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any, ClassVar, Final

import pytest
from docutils import frontend
from docutils.parsers.rst import Parser as RSTParser
from docutils.readers.standalone import Reader as StandaloneReader
from docutils.writers.latex2e import Writer as LaTeXWriter
from sphinx.builders import html
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx_design.dropdown import DropdownHtmlTransform
from sphinx_design.tabs import TabSetHtmlTransform

from conftest import Wiki
from sphinx_policywiki import asset_tags, design
from sphinx_policywiki.front_matter import ArticleParser

COMPONENTS: Final = """\
```{dropdown} More
Hidden.
```

````{tab-set}
```{tab-item} One
First.
```
````
"""


def _fill(wiki: Wiki) -> None:
    wiki.article("alpha", "related: beta")
    wiki.article("beta", name="d/beta.md")
    wiki.article("gamma", name="d/index.md")
    wiki.article("delta", name="d/e/delta.md")


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub", "json", "singlehtml"])
def test_remembered_elements_are_those_that_sphinx_makes(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch, builder: str
) -> None:
    _fill(wiki)
    files = wiki.build(builder).files()
    monkeypatch.setattr(asset_tags, "_MAKERS", set())
    plain = wiki.clean_build(builder).files()
    assert [name for name in plain if files[name] != plain[name] and name[-5:] != ".epub"] == []


def test_elements_are_made_once_for_a_folder(wiki: Wiki, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(wiki)
    looked_up: list[str] = []
    original = vars(html)["_file_checksum"]

    def look_up(outdir: Any, name: Any) -> str:
        looked_up.append(str(name))
        return str(original(outdir, name))

    monkeypatch.setattr(html, "_file_checksum", look_up)
    wiki.build()
    assert looked_up.count("_static/policywiki.css") == len({"", "d", "d/e"})


def test_files_of_other_extensions_need_no_hash(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unhashable(dict[str, str]):
        filename, priority = "_static/own.css", 1

        @property
        def attributes(self) -> dict[str, str]:
            return {"rel": "stylesheet"}

    original = StandaloneHTMLBuilder.update_page_context

    def update(builder: StandaloneHTMLBuilder, name: str, _t: str, ctx: Any, _e: Any) -> None:
        original(builder, name, _t, ctx, _e)
        ctx["css_files"].append(Unhashable())

    monkeypatch.setattr(StandaloneHTMLBuilder, "update_page_context", update)
    _fill(wiki)
    sheets = wiki.build().soup("d/beta.html").select('link[href="../_static/own.css"]')
    assert len(sheets) == 1


def test_pages_with_components_look_as_sphinx_design_makes_them(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(wiki)
    wiki.article("epsilon", body=COMPONENTS)
    wiki.write("plain.md", f"# Plain\n\n{COMPONENTS}")
    wiki.write("other.md", "# Other\n\n```{article-list}\n:style: cards\n```\n")
    built = wiki.build()
    for name in ("plain.html", "epsilon.html"):
        page = built.soup(name)
        assert page.select_one("details.sd-dropdown")
        assert page.select_one(".sd-tab-set input")
    monkeypatch.setattr(design, "_SEEKERS", set())
    assert built.files() == wiki.clean_build().files()


def test_pages_without_components_are_not_looked_through(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(wiki)
    wiki.write("plain.md", f"# Plain\n\n{COMPONENTS}")
    seen: list[tuple[str, str]] = []

    def note(transform: Any) -> None:
        seen.append((type(transform).__name__, transform.env.docname))

    for kind in (DropdownHtmlTransform, TabSetHtmlTransform):
        monkeypatch.setattr(kind, "run", lambda transform, **_options: note(transform))
    wiki.build()
    assert {name for _kind, name in seen} == {"plain"}
    assert {kind for kind, _name in seen} == {"DropdownHtmlTransform", "TabSetHtmlTransform"}


def _options(*components: Any, defaults: dict[str, Any] | None = None) -> frontend.OptionParser:
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        return frontend.OptionParser(components, defaults, read_config_files=True)


def _described(parser: frontend.OptionParser) -> tuple[Any, ...]:
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        values = vars(parser.get_default_values())
    values.pop("record_dependencies")
    return (
        *(values, parser.lists, set(parser.relative_path_settings), parser.format_help()),
        *(sorted(parser._long_opt), sorted(parser._short_opt), parser.get_option("--report").dest),
    )


@pytest.mark.parametrize(
    "components",
    [
        (),
        (RSTParser,),
        (StandaloneReader, ArticleParser()),
        (StandaloneReader, RSTParser(), LaTeXWriter),
    ],
)
def test_options_made_before_are_those_that_docutils_makes(
    monkeypatch: pytest.MonkeyPatch, components: tuple[Any, ...]
) -> None:
    with monkeypatch.context() as patched:
        original = vars(frontend.OptionParser)["populate_from_components"].__wrapped__
        patched.setattr(frontend.OptionParser, "populate_from_components", original)
        plain = _described(_options(*components))
    assert _described(_options(*components)) == plain
    assert _described(_options(*components)) == plain


def test_settings_are_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "docutils.conf"
    monkeypatch.setenv("DOCUTILSCONFIG", str(config))
    for width in ("3", "5"):
        config.write_text(f"[restructuredtext parser]\ntab_width: {width}\n", encoding="utf-8")
        assert _options(RSTParser).defaults["tab_width"] == int(width)
    config.unlink()
    assert _options(RSTParser, defaults={"tab_width": 2}).defaults["tab_width"] == 2
    assert _options(RSTParser).defaults["tab_width"] == 8


def test_what_is_done_to_options_of_one_page_is_not_seen_on_others() -> None:
    class Parser(RSTParser):
        settings_defaults: ClassVar[dict[str, Any]] = {"own": 1}

    first = _options(Parser)
    before = _described(_options(Parser))
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        first.option_groups[0].add_option("--more", default=1)
    first.lists["more"] = True
    first.defaults["tab_width"] = 1
    assert _described(_options(Parser)) == before
    assert _options(Parser).option_groups[0].parser is not first
    Parser.settings_defaults["own"] = 2
    assert _options(Parser).defaults["own"] == 2


def test_options_are_not_made_for_every_page(wiki: Wiki, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    original = frontend.Option.__init__

    def init(option: frontend.Option, *args: Any, **kwargs: Any) -> None:
        made.append(str(args))
        original(option, *args, **kwargs)

    monkeypatch.setattr(frontend.Option, "__init__", init)
    _fill(wiki)
    wiki.build()
    few = len(made)
    for number in range(20):
        wiki.article(f"more-{number}")
    wiki.build()
    assert len(made) <= few + 200
