"""What Sphinx and sphinx-design do for every page, and we let them do once or where it is needed."""

from __future__ import annotations

from typing import Any, Final

import pytest
from sphinx.builders import html
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx_design.dropdown import DropdownHtmlTransform
from sphinx_design.tabs import TabSetHtmlTransform

from conftest import Wiki
from sphinx_policywiki import asset_tags, design

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
