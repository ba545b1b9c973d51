"""The example site: it builds with every builder and theme, and is what it claims to be."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from conftest import environment, rows_of, squeeze
from sphinx_policywiki.options import split_list

SITE = Path(__file__).parent.parent / "example-site"
PAGES = sorted(SITE.glob("*/*.md"))
THEMES = ["furo", "alabaster", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme"]
BUILDERS = [
    "text",
    "latex",
    "epub",
    "man",
    "texinfo",
    "xml",
    "singlehtml",
    "dirhtml",
    "gettext",
    "dummy",
]


def build(builder: str, out: Path, *options: str) -> Path:
    """Build the example site with warnings as errors, and return the output."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", builder]
    done = subprocess.run(
        [*command, *options, "-d", f"{out}-doctrees", str(SITE), str(out)],
        capture_output=True, text=True, check=False, env=environment(PYTHONWARNINGS="ignore"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return out


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("html", tmp_path_factory.mktemp("site") / "html")


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")


def prose_of(page: Path) -> str:
    text = page.read_text(encoding="utf-8")
    without_blocks = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"^#.*$", "", without_blocks, flags=re.MULTILINE)


def test_size() -> None:
    kinds = [page.parent.name for page in PAGES]
    assert kinds.count("concepts") >= 18
    assert kinds.count("instruments") >= 8
    assert kinds.count("actors") >= 4
    assert len(PAGES) >= 30


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_article_is_whole(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    options = dict(re.findall(r"^:([\w-]+): (.*)$", text, flags=re.MULTILINE))
    assert {"topics", "primary-source", "source-url", "reviewed"} <= options.keys()
    assert options["source-url"].startswith("https://")
    if options.get("status") in {"contested", "superseded"}:
        assert "status-note" in options
    words = len(prose_of(page).split())
    assert 200 <= words <= 400, words
    assert len(set(re.findall(r"\{(?:concept|instrument|actor)\}`", text))) >= 1
    assert len(re.findall(r"\{(?:concept|instrument|actor)\}`", text)) >= 3
    assert split_list(options.get("related", options.get("uses", "x")))


def test_mesa_optimization_in_html(html: Path) -> None:
    article = soup(html / "concepts" / "mesa-optimization.html").select_one(".pw-article")
    assert article is not None
    assert squeeze(article.select_one(".pw-tagline")) == "mesa-optimization · safety · concept"
    rows = rows_of(article)
    assert rows["Related concepts"].startswith(
        "AI Alignment, Deceptive Alignment, Scalable Oversight"
    )
    assert rows["Primary source"].startswith("Hubinger, E., van Merwijk, C.,")
    assert (
        "[Wiki article — Concept] [contested]. https://policywindow.org/wiki/mesa-optimization"
        in squeeze(article)
    )


def test_every_internal_link_leads_somewhere(html: Path) -> None:
    ids: dict[Path, set[str]] = {}
    for path in html.rglob("*.html"):
        page = soup(path)
        ids[path.resolve()] = {tag["id"] for tag in page.select("[id]")}
    for path in html.rglob("*.html"):
        for link in soup(path).select(".pw-article a[href], article a[href]"):
            target, _, anchor = link["href"].partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            found = (path.parent / target).resolve() if target else path.resolve()
            assert found.exists(), (path, link["href"])
            if anchor and found in ids:
                assert anchor in ids[found], (path, link["href"])


def test_used_by_is_computed(html: Path) -> None:
    article = soup(html / "concepts" / "compute-thresholds.html").select_one(".pw-article")
    used = rows_of(article)["Used by"]
    assert re.match(r"\d+ instruments: ", used)
    assert "EU AI Act" in used


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES[1:])
def test_themes(tmp_path: Path, theme: str) -> None:
    out = build("html", tmp_path / "out", "-D", f"html_theme={theme}")
    assert (
        soup(out / "concepts" / "mesa-optimization.html").select_one("aside.pw-glance") is not None
    )


@pytest.mark.slow
@pytest.mark.parametrize("builder", BUILDERS)
def test_builders(tmp_path: Path, builder: str) -> None:
    out = build(builder, tmp_path / "out")
    text = output_text(builder, out)
    if builder in {"gettext", "dummy"}:
        return
    flat = " ".join(text.replace(r"\sphinxhyphen{}", "-").replace("\\-", "-").split())
    assert "At a glance" in flat
    assert "Used by" in flat
    assert "OSCOLA" in flat
    for title in ("Mesa-Optimization", "EU AI Act", "European AI Office", "Open-Weight Models"):
        assert title in flat, title


def output_text(builder: str, out: Path) -> str:
    if builder == "epub":
        (book,) = out.glob("*.epub")
        with zipfile.ZipFile(book) as archive:
            names = [n for n in archive.namelist() if n.endswith((".xhtml", ".opf"))]
            return "\n".join(archive.read(name).decode() for name in names)
    suffixes = {".txt", ".tex", ".1", ".texi", ".xml", ".html", ".pot"}
    files = [
        p for p in sorted(out.rglob("*")) if p.suffix in suffixes and ".doctrees" not in p.parts
    ]
    return "\n".join(p.read_text(encoding="utf-8") for p in files)


@pytest.mark.slow
@pytest.mark.parametrize("builder", ["latex", "singlehtml", "texinfo", "man"])
def test_one_document_has_every_article_once(tmp_path: Path, builder: str) -> None:
    text = output_text(builder, build(builder, tmp_path / "out"))
    text = text.replace(r"\sphinxhyphen{}", "-").replace("\\-", "-")
    for page in PAGES:
        tag_line = rf"(?:^|>){re.escape(page.stem)} · .* · {page.parent.name[:-1]}\b"
        assert len(re.findall(tag_line, text, flags=re.MULTILINE)) == 1, page.stem


@pytest.mark.slow
def test_articles_are_chapters_of_the_epub(tmp_path: Path) -> None:
    out = build("epub", tmp_path / "out")
    toc = (out / "nav.xhtml").read_text(encoding="utf-8")
    index = (out / "index.xhtml").read_bytes()
    for page in PAGES:
        assert f'href="{page.parent.name}/{page.stem}.xhtml"' in toc
    build("epub", out)
    assert (out / "index.xhtml").read_bytes() == index


@pytest.mark.slow
def test_epubcheck_finds_no_error(tmp_path: Path) -> None:
    (book,) = build("epub", tmp_path / "out").glob("*.epub")
    jar = shutil.which("epubcheck")
    assert jar, "install epubcheck: tools/system-packages"
    command = ["java", "-jar", jar, str(book)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_makeinfo_reads_the_manual(tmp_path: Path) -> None:
    out = build("texinfo", tmp_path / "out")
    (manual,) = out.glob("*.texi")
    command = ["makeinfo", "--no-split", "-o", str(out / "wiki.info"), str(manual)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "At a glance" in (out / "wiki.info").read_text(encoding="utf-8")


@pytest.mark.slow
def test_linkcheck_sees_the_links_that_are_made(tmp_path: Path) -> None:
    out = build("linkcheck", tmp_path / "out", "-D", "linkcheck_ignore=https?://.*")
    checked = (out / "output.json").read_text(encoding="utf-8")
    assert "https://policywindow.org/wiki/mesa-optimization" in checked
    assert "https://arxiv.org/abs/1906.01820" in checked


@pytest.mark.slow
def test_lualatex_makes_the_book(tmp_path: Path) -> None:
    assert shutil.which("lualatex"), "install TeX: tools/system-packages"
    assert shutil.which("pdftotext"), "install poppler-utils: tools/system-packages"
    out = build("latex", tmp_path / "out")
    command = [
        "latexmk",
        "-lualatex",
        "-interaction=nonstopmode",
        "-halt-on-error",
        "policywindow.tex",
    ]
    done = subprocess.run(command, cwd=out, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    log = (out / "policywindow.log").read_text(encoding="utf-8", errors="replace")
    assert "Missing character" not in log
    subprocess.run(["pdftotext", "-layout", "policywindow.pdf"], cwd=out, check=True)
    text = " ".join((out / "policywindow.txt").read_text(encoding="utf-8").split())
    for part in ("At a glance", "How to cite this article", "Mesa-Optimization", "accessed [date]"):
        assert part in text
