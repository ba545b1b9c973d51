"""The package as it is shipped: the wheel, its files, its catalogs, its imports."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
import venv
import zipfile
from gettext import GNUTranslations
from pathlib import Path

import pytest

from conftest import environment
from sphinx_policywiki.locale.terms import PLURALS, TERMS
from sphinx_policywiki.vocabulary import ARTICLE_TYPES, RELATIONS, STATUSES

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "sphinx_policywiki"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(out), str(ROOT)],
        check=True, capture_output=True,
    )  # fmt: skip
    (found,) = out.glob("*.whl")
    return found


@pytest.mark.slow
def test_wheel_is_whole(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for name in (
        "py.typed", "static/web/policywiki.css", "static/web/policywiki.js",
        "static/web/policywiki-previews.css", "static/web/policywiki-previews.js",
        "static/epub/policywiki-epub.css", "static/web/policywiki-print.css",
        "static/web/policywiki-print-article.css", "static/web/policywiki-paper.css",
        "static/web/policywiki-citations.css", "static/web/policywiki-lists.css",
        "templates/policywiki-print.html", "static/latex/policywiki.sty",
        *(f"locale/{x}/LC_MESSAGES/sphinx_policywiki.mo" for x in ("de", "es", "fr", "zh_CN")),
    ):  # fmt: skip
        assert f"sphinx_policywiki/{name}" in names


@pytest.mark.slow
def test_wheel_installed_elsewhere_builds_a_page(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "venv"
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = place / "lib" / version / "site-packages"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*install, "--target", str(packages), str(wheel)], check=True)
    others = [p for p in sys.path if p.endswith("site-packages")]
    (packages / "others.pth").write_text("\n".join(others))
    src = tmp_path / "src"
    src.mkdir()
    (src / "conf.py").write_text('extensions = ["sphinx_policywiki"]\nlanguage = "de"\n')
    (src / "index.md").write_text("# Start\n\n```{concept} start\nAlles.\n```\n\nText.\n")
    done = subprocess.run(
        [str(python), "-m", "sphinx", "-W", "-b", "html", str(src), str(tmp_path / "out")],
        capture_output=True, text=True, check=False, env=environment(PYTHONPATH=""),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    where = subprocess.run(
        [str(python), "-c", "import sphinx_policywiki as p; print(p.__file__)"],
        capture_output=True, text=True, check=True, env=environment(PYTHONPATH=""),
    )  # fmt: skip
    assert where.stdout.startswith(str(packages))
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "Auf einen Blick" in page
    assert (tmp_path / "out" / "_static" / "policywiki.css").exists()


def load_tool(name: str) -> object:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_catalogs_are_complete_and_up_to_date() -> None:
    tool = load_tool("catalogs")
    wanted = {message.id for message in tool.template() if message.id}
    for language in tool.LANGUAGES:
        catalog = tool.load(language)
        found = {m.id: m for m in catalog if m.id}
        assert found.keys() == wanted
        assert [
            m.id for m in found.values() if not m.string or (m.pluralizable and not all(m.string))
        ] == []
        kept = PACKAGE / "locale" / language / "LC_MESSAGES" / "sphinx_policywiki.mo"
        with kept.open("rb") as file:
            translations = GNUTranslations(file)
        for message in found.values():
            if message.pluralizable:
                assert translations.ngettext(*message.id, 1) == message.string[0]
            else:
                assert translations.gettext(message.id) == message.string


def test_terms_cover_the_vocabulary() -> None:
    for entries in (ARTICLE_TYPES, RELATIONS, STATUSES):
        for entry in entries.values():
            for key in ("label", "plural", "inverse", "notice"):
                assert entry.get(key, TERMS[0]) in TERMS
    for entry in ARTICLE_TYPES.values():
        label, plural = entry["label"].lower(), entry["plural"].lower()
        assert (f"%d {label}", f"%d {plural}") in PLURALS
        assert f"Related {plural}" in TERMS


#: Each package may import those before it in the list, and what stands beside it.
def test_imports_point_one_way_as_the_documentation_draws_it() -> None:
    layers = load_tool("layers")
    assert layers.levels()[0] == ["__init__"]  # an import in a circle raises an error
    assert layers.drawn() == layers.drawing(), "run tools/layers.py"


@pytest.mark.parametrize("name", ["model", "graph", "citation", "options"])
def test_pure_parts_import_neither_sphinx_nor_docutils(name: str) -> None:
    for path in [PACKAGE / f"{name}.py", *(PACKAGE / name).glob("*.py")]:
        if path.exists():
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = (
                    [a.name for a in getattr(node, "names", [])]
                    if isinstance(node, ast.Import)
                    else []
                )
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                assert not [n for n in names if n.split(".")[0] in {"sphinx", "docutils"}], path
