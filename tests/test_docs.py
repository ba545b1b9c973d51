"""The documentation: it builds, its snippets are what it says, its reference is complete.

A block of a page that is a whole file of a project has a MyST comment on the line before:

- ``% snippet: PROJECT FILE``: the block is that file of the project;
- ``% conf: PROJECT``: it is the ``conf.py``, added to a minimal one unless it sets
  ``extensions`` itself.

Either may end in ``base=OTHER`` (begin with the files of that project of the page),
``needs=OTHER`` (build that one first, in the folder beside), ``builder=NAME`` or
``warns=NAME,NAME`` (the warnings that the project has to give, by subtype). A comment
``% shows: PROJECT FILE TEXT`` says what stands on a page of the project.
"""

from __future__ import annotations

import ast
import io
import re
from dataclasses import dataclass, field, fields
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

import sphinx_policywiki
from sphinx_policywiki.citation import STYLES
from sphinx_policywiki.config import PREFIX, Settings
from sphinx_policywiki.lint import all_rules
from sphinx_policywiki.messages import SUBTYPES
from sphinx_policywiki.vocabulary import ARTICLE_TYPES, FIXED_OPTIONS, RELATIONS, STATUSES

DOCS = Path(__file__).parents[1] / "docs"
PACKAGE = Path(sphinx_policywiki.__file__).parent
PAGES = sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts)

CONF = 'project = "Policy Window"\nextensions = ["sphinx_policywiki"]\n'
INDEX = "# Home\n\n```{toctree}\n:glob:\n\n**\n```\n"

MARK = re.compile(r"^% *(?:snippet|conf):.*$", re.MULTILINE)
SNIPPET = re.compile(
    r"^% (?P<kind>snippet|conf): (?P<project>[\w-]+)(?P<file> [\w./-]+\.\w+)?"
    r"(?P<options>(?: \w+=[\w.,-]+)*)\n"
    r"(?P<fence>`{3,})(?P<language>\w+)\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
SHOWS = re.compile(r"^% shows: ([\w-]+) (\S+) (.+)$", re.MULTILINE)
FENCE = re.compile(
    r"^(`{3,})(markdown|rst|python|bibtex|yaml|json)\n(.*?)^\1$", re.MULTILINE | re.DOTALL
)
ARTICLE = re.compile(r"^```\{(?:wiki:)?(?:concept|instrument|actor|court-case)\}", re.MULTILINE)
WARNING = re.compile(r"\[policywiki\.(\w+)\]")
QUOTES = str.maketrans("‘’“”", "''\"\"")
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def build(srcdir: Path, outdir: Path, builder: str = "html") -> str:
    """Build a project as ``sphinx-build`` does and return its warnings."""
    warnings = io.StringIO()
    translators.clear()  # Sphinx keeps those of the project built before in this process
    with patch_docutils(srcdir), docutils_namespace():
        app = Sphinx(
            srcdir, srcdir, outdir, outdir.with_name(f"{outdir.name}-doctrees"), builder,
            status=io.StringIO(), warning=warnings, freshenv=True,
        )  # fmt: skip
        app.build()
    assert app.statuscode == 0
    return ANSI.sub("", warnings.getvalue())


# --- the snippets ---------------------------------------------------------------------


@dataclass
class Project:
    """The files of a project, and what a build of it needs and gives."""

    name: str
    files: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)

    @property
    def warns(self) -> list[str]:
        return sorted(filter(None, self.options.get("warns", "").split(",")))


def projects_in(text: str) -> dict[str, Project]:
    """Return the projects of a page of the documentation, in its order."""
    found: dict[str, Project] = {}
    for match in SNIPPET.finditer(text):
        project = found.setdefault(match["project"], Project(match["project"]))
        options = dict(option.split("=") for option in match["options"].split())
        if base := options.pop("base", ""):
            project.files = {**found[base].files, **project.files}
        project.options |= options
        content = match["text"]
        if match["kind"] == "snippet":
            project.files[match["file"].strip()] = content
        elif re.search(r"^extensions = ", content, re.MULTILINE):
            project.files["conf.py"] = content
        else:
            project.files["conf.py"] = project.files.get("conf.py", CONF) + content
    return found


def make(projects: dict[str, Project], name: str, folder: Path) -> tuple[Path, str]:
    """Write and build the project *name*; return its output and its warnings."""
    project = projects[name]
    for needed in filter(None, [project.options.get("needs")]):
        make(projects, needed, folder)
    for file, text in ({"conf.py": CONF, "index.md": INDEX} | project.files).items():
        path = folder / name / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    builder = project.options.get("builder", "html")
    outdir = folder / name / "_build" / builder
    return outdir, build(folder / name, outdir, builder)


def check(projects: dict[str, Project], name: str, folder: Path) -> Path:
    """Build the project *name*, and compare its warnings with those that it announces."""
    project = projects[name]
    outdir, warnings = make(projects, name, folder)
    assert sorted(WARNING.findall(warnings)) == project.warns, warnings
    others = [line for line in warnings.splitlines() if line and not WARNING.search(line)]
    assert not others, warnings
    return outdir


def text_of(outdir: Path, file: str) -> str:
    """Return the text of a page in HTML, or what is in a file of another builder."""
    if outdir.name != "html":
        return (outdir / file).read_text(encoding="utf-8")
    page = (outdir / file).with_suffix(".html").read_text(encoding="utf-8")
    body = BeautifulSoup(page, "html5lib").select_one("[role=main]")
    assert body is not None
    for link in body.select(".headerlink"):
        link.replace_with(" ")
    for term in body.select("dt, li, p, td, th"):
        term.insert_after(" ")
    return _text(body)


CASES = {
    f"{path.relative_to(DOCS).with_suffix('').as_posix()}:{name}": (path, name)
    for path in PAGES
    for name in projects_in(path.read_text(encoding="utf-8"))
}


@pytest.mark.parametrize("case", CASES)
def test_snippets_build(case: str, tmp_path: Path) -> None:
    path, name = CASES[case]
    projects = projects_in(path.read_text(encoding="utf-8"))
    outdir = check(projects, name, tmp_path)
    for of, file, shown in SHOWS.findall(path.read_text(encoding="utf-8")):
        assert of in projects
        if of == name:
            assert shown in text_of(outdir, file)
    if outdir.name != "html":
        return
    for file, text in projects[name].files.items():
        if file.endswith((".md", ".rst")):
            page = outdir / Path(file).with_suffix(".html")
            soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html5lib")
            assert bool(ARTICLE.search(text)) <= bool(soup.select(".pw-article")), file
            assert not soup.select(".problematic, .system-message"), file


def test_there_are_snippets() -> None:
    assert len(CASES) > 15


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_every_whole_file_is_a_snippet(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    snippets = list(SNIPPET.finditer(text))
    assert len(snippets) == len(MARK.findall(text)), "a mark without a block below it"
    tested = {match["text"] for match in snippets}
    for _, language, content in FENCE.findall(text):
        whole = language != "markdown" or content.startswith("# ")
        assert not whole or content in tested, f"not tested: {content[:60]!r}"


BROKEN = """\
% snippet: broken notice.md
````markdown
# Notice

```{concept} notice
:related: nothing-of-the-kind
:coulour: red

A summary.
```
````
"""


def test_snippets_can_fail(tmp_path: Path) -> None:
    projects = projects_in(BROKEN)
    with pytest.raises(AssertionError, match="nothing-of-the-kind"):
        check(projects, "broken", tmp_path)
    expected = BROKEN.replace("notice.md", "notice.md warns=missing_article,unknown_option")
    check(projects_in(expected), "broken", tmp_path)


def test_announced_warnings_have_to_come(tmp_path: Path) -> None:
    calm = "\n".join(line for line in BROKEN.splitlines() if not line.startswith(":"))
    projects = projects_in(calm.replace("notice.md", "notice.md warns=missing_article"))
    with pytest.raises(AssertionError):
        check(projects, "broken", tmp_path)


# --- the site -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the documentation as HTML, with its warnings."""
    outdir = tmp_path_factory.mktemp("docs") / "html"
    return outdir, build(DOCS, outdir)


def page(site: tuple[Path, str], name: str) -> BeautifulSoup:
    text = (site[0] / f"{name}.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html5lib")


def table(site: tuple[Path, str], name: str, kind: str) -> dict[str, list[str]]:
    """Return a generated table: the name in the first cell to the text of the others."""
    found = page(site, name).select(f"table.reference-{kind} tbody tr")
    cells = [[_text(cell) for cell in row.select("td")] for row in found]
    return {name: rest for name, *rest in cells}


def _text(tag: Tag) -> str:
    """Return the text of *tag*, with the quotes of its source instead of typographic ones."""
    return " ".join(tag.get_text().translate(QUOTES).split())


def _shown(markdown: str) -> str:
    return markdown.replace("`", "")


def test_site_builds_without_warnings(site: tuple[Path, str]) -> None:
    outdir, warnings = site
    assert not warnings
    for path in PAGES:
        assert (outdir / path.relative_to(DOCS).with_suffix(".html")).is_file()


def test_site_shows_no_markup_of_its_source(site: tuple[Path, str]) -> None:
    for path in PAGES:
        soup = page(site, path.relative_to(DOCS).with_suffix("").as_posix())
        for code in soup.select("pre, code"):
            code.decompose()
        article = soup.select_one("article")
        assert article is not None
        assert not re.search(r"`|\]\(|\{[a-z-]+\}", article.get_text()), path


def test_reference_has_every_setting(site: tuple[Path, str]) -> None:
    shown = table(site, "reference/configuration", "setting")
    assert list(shown) == [PREFIX + setting.name for setting in fields(Settings)]
    for setting in fields(Settings):
        types, default, meaning = shown[PREFIX + setting.name]
        assert len(types.split(" or ")) == len(setting.metadata["types"])
        assert default.strip("'") == str(setting.metadata["default"])
        assert meaning == _shown(setting.metadata["description"])


def test_settings_can_be_referred_to(site: tuple[Path, str]) -> None:
    targets = {tag["id"] for tag in page(site, "reference/configuration").select("[id]")}
    links = page(site, "reference/directives").select("a[href*='#setting-']")
    assert links
    assert {link["href"].partition("#")[2] for link in links} <= targets


def test_reference_has_every_warning(site: tuple[Path, str]) -> None:
    shown = table(site, "reference/warnings", "warning")
    expected = {f"policywiki.{name}": [_shown(text)] for name, text in SUBTYPES.items()}
    assert shown == expected


def test_reference_has_every_rule(site: tuple[Path, str]) -> None:
    shown = table(site, "reference/commands", "rule")
    rules = all_rules().values()
    assert shown == {rule.id: [rule.severity, _shown(rule.description)] for rule in rules}


def test_reference_has_every_option(site: tuple[Path, str]) -> None:
    shown = table(site, "reference/directives", "article")
    assert tuple(shown) == FIXED_OPTIONS
    assert all(text for (text,) in shown.values())


@pytest.mark.parametrize(
    ("kind", "names"),
    [("type", ARTICLE_TYPES), ("relation", RELATIONS), ("status", STATUSES)],
)
def test_reference_has_the_vocabulary(
    site: tuple[Path, str], kind: str, names: dict[str, dict[str, object]]
) -> None:
    shown = table(site, "reference/configuration", kind)
    assert names.keys() <= shown.keys()
    for name, entry in names.items():
        assert shown[name][0] == entry["label"]


def test_reference_has_both_directions_of_relations(site: tuple[Path, str]) -> None:
    shown = table(site, "reference/configuration", "relation")
    for name, (_, inverse, *_) in shown.items():
        assert shown[inverse][1] == name


def test_reference_has_every_style(site: tuple[Path, str]) -> None:
    assert list(table(site, "reference/citations", "style")) == list(STYLES)
    shown = page(site, "reference/citations").select(".pw-citation")
    for name in STYLES:
        assert any(f"pw-citation-{name}" in tag["class"] for tag in shown), name
    assert "https://policywindow.org/wiki/mesa-optimization" in _text(shown[0])


def test_reference_has_every_variable(site: tuple[Path, str]) -> None:
    css = (PACKAGE / "static" / "web" / "policywiki.css").read_text(encoding="utf-8")
    declared = set(re.findall(r"^  (--pw-[\w-]+):", css.partition("\n}")[0], re.MULTILINE))
    assert declared
    assert table(site, "reference/html", "variable").keys() == declared


def test_classes_of_the_reference_exist() -> None:
    text = (DOCS / "reference" / "html.md").read_text(encoding="utf-8")
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*")
        if path.suffix in {".py", ".css", ".js"}
    )
    written = set(re.findall(r"`(pw-[a-z-]+[a-z])`", text))
    made = {"pw-summary", "pw-at-a-glance", "pw-details", "pw-how-to-cite"}  # f"pw-{section}"
    assert written
    assert {name for name in written - made if name not in source} == set()


def test_imports_point_the_way_that_the_architecture_says() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    block = re.search(r"^```text\n(__init__\n.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert block is not None
    level = {
        name: number
        for number, line in enumerate(block[1].splitlines())
        for name in line.split(", ")
    }
    assert len(level) > 15
    for path in PACKAGE.rglob("*.py"):
        own = path.relative_to(PACKAGE).with_suffix("").parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "sphinx_policywiki."
            ):
                other = (node.module or "").split(".")[1]
                if own != other and own in level and other in level:
                    assert level[own] < level[other], f"{path.name} imports {other}"
