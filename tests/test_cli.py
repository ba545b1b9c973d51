"""The command ``policywiki``, as it is called: in a process of its own, on real projects."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Wiki, environment, squeeze
from sphinx_policywiki.characters import legible
from sphinx_policywiki.cli import main
from sphinx_policywiki.cli.new import page
from sphinx_policywiki.cli.project import project_settings
from sphinx_policywiki.lint import all_rules

TYPES = {"court-case": {"label": "Court case", "fields": {"court": "Court"}}}


def run(*arguments: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sphinx_policywiki", *arguments],
        capture_output=True, text=True, check=False, cwd=cwd,
        env=environment(COVERAGE_PROCESS_START="", **env),  # its warnings would be in the output
    )  # fmt: skip


def write_conf(wiki: Wiki) -> None:
    conf = "".join(f"{name} = {value!r}\n" for name, value in wiki.conf.items())
    (wiki.src / "conf.py").write_text(conf, encoding="utf-8")


def sound(wiki: Wiki, slug: str, *options: str, **given: Any) -> Path:
    return wiki.article(slug, "primary-source: A source.", *options, **given)


def tree(root: Path) -> dict[str, tuple[int, bytes]]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def check(wiki: Wiki, *arguments: str, **env: str) -> tuple[int, dict[str, Any]]:
    write_conf(wiki)
    found = run("check", str(wiki.src), "--format", "json", *arguments, **env)
    assert not found.stderr
    return found.returncode, json.loads(found.stdout)


def rules_of(data: dict[str, Any]) -> list[tuple[str, str, int]]:
    return [(f["rule"], f["file"], f["line"]) for f in data["findings"]]


# --- new ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["directive", "front-matter"])
def test_new_page_builds(wiki: Wiki, form: str) -> None:
    write_conf(wiki)
    (wiki.src / "concepts").mkdir()
    title = "Notice *and* [comment]: `a` {b} <c> #"
    arguments = ("new", "concept", title, "--format", form, "--topics", 'law, "a, b"')
    found = run(*arguments, cwd=wiki.src)
    path = wiki.src / "concepts" / "notice-and-comment-a-b-c.md"
    assert (found.returncode, found.stdout, found.stderr) == (0, f"{path}\n", "")
    assert path.read_text(encoding="utf-8").startswith("---" if form == "front-matter" else "# ")
    build = wiki.build()
    assert not build.warnings
    article = build.article("concepts/notice-and-comment-a-b-c.html")
    assert squeeze(article.select_one("h1")).rstrip("¶") == title
    assert "law · a, b · concept" in squeeze(article.select_one(".pw-tagline"))
    assert article.select_one(".pw-status-draft")


def test_new_overwrites_nothing(wiki: Wiki) -> None:
    write_conf(wiki)
    path = wiki.write("notice.md", "mine")
    found = run("new", "concept", "Notice", "--source-dir", str(wiki.src))
    assert (found.returncode, found.stdout) == (1, "")
    assert str(path) in found.stderr
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("conzept", "A"), "'conzept' is not known; did you mean 'concept'?"),
        (("x", "A"), "known are concept, instrument, actor, court-case"),
        (("concept", "!?"), "give it by --slug"),
        (("concept", "A", "--dir", "../out"), "is not below the source directory"),
        (("concept", "A", "--source-dir", "/nowhere"), "there is no conf.py in /nowhere"),
    ],
)
def test_new_says_what_is_wrong(
    wiki: Wiki, arguments: tuple[str, ...], message: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    wiki.conf["policywiki_article_types"] = TYPES
    write_conf(wiki)
    monkeypatch.chdir(wiki.src)
    before = tree(wiki.root)
    assert main(["new", *arguments]) == 2
    assert message in capsys.readouterr().err
    assert tree(wiki.root) == before


def test_new_knows_the_types_of_the_project(wiki: Wiki) -> None:
    wiki.conf["policywiki_article_types"] = TYPES
    wiki.conf["policywiki_statuses"] = {"settled": {"notice": "Settled."}}
    write_conf(wiki)
    arguments = ("--dir", "cases/2025", "--source-dir", str(wiki.src), "--slug", "doe")
    assert main(["new", "court-case", "Doe v Roe", *arguments]) == 0
    assert "```{court-case} doe" in (wiki.src / "cases/2025/doe.md").read_text()


@pytest.mark.parametrize("sign", ["\ufdd0", "\udc80", "\x1b"])
def test_new_refuses_a_title_that_no_page_can_show(
    wiki: Wiki, sign: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_conf(wiki)
    before = sorted(wiki.src.iterdir())
    assert main(["new", "concept", f"Doe {sign} Roe", "--source-dir", str(wiki.src)]) == 2
    said = f"the title cannot be written: it has the character U+{ord(sign):04X}"
    assert said in capsys.readouterr().err
    assert sorted(wiki.src.iterdir()) == before


@settings(max_examples=5)
@given(titles=st.lists(st.text(min_size=1, max_size=30), min_size=15, max_size=15))
def test_any_title_is_the_title_of_the_page(
    titles: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    wiki = Wiki(tmp_path_factory.mktemp("titles"))
    wiki.conf["smartquotes"] = False
    write_conf(wiki)
    known = project_settings(wiki.src)
    shown = [
        " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd]", "", legible(t)).split())
        for t in titles
    ]
    for number, title in enumerate(shown):
        text = page(
            known, known.article_types["concept"], f"n{number}", title or "x", [], "directive"
        )
        wiki.write(f"n{number}.md", text)
    build = wiki.build("pseudoxml")
    assert not build.warnings
    for number, title in enumerate(shown):
        assert f"<title>\n            {title or 'x'}\n" in build.text(f"n{number}.pseudoxml")


# --- check ----------------------------------------------------------------------------


def test_check_of_a_sound_wiki(wiki: Wiki) -> None:
    sound(wiki, "notice", "related: decision")
    sound(wiki, "decision", "related: notice")
    write_conf(wiki)
    before = tree(wiki.root)
    found = run("check", str(wiki.src))
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == "2 articles: 0 errors, 0 warnings, 0 notes\n"
    assert tree(wiki.root) == before


def test_check_writes_nothing_beside_the_sources(wiki: Wiki) -> None:
    sound(wiki, "notice")
    wiki.write("_ext/mine.py", "def setup(app):\n    return {'parallel_read_safe': True}\n")
    write_conf(wiki)
    conf = wiki.src / "conf.py"
    conf.write_text(
        "import sys, pathlib\nsys.path.insert(0, str(pathlib.Path(__file__).parent / '_ext'))\n"
        + conf.read_text() + "extensions.append('mine')\n"
    )  # fmt: skip
    before = tree(wiki.root)
    temporary = wiki.root.with_name("temporary")
    temporary.mkdir()
    found = run("check", "-j", "2", str(wiki.src), TMPDIR=str(temporary))
    assert "notice.md:3: warning: no other page links to 'notice' [orphan]" in found.stdout
    assert found.returncode == 1
    assert tree(wiki.root) == before
    assert not list(temporary.iterdir())


def test_check_finds_what_a_build_warns_of(wiki: Wiki) -> None:
    """Also what only resolving the links of a page tells, with the lines."""
    wiki.conf["policywiki_bibliography"] = ["sources.json"]
    wiki.write("sources.json", "[]")
    sound(wiki, "notice", "status: odd", "related: nix", "broader: decision", body=(
        "{instrument}`decision`\n\n{concept}`decison`\n\n{source}`doe2020`"
    ))  # fmt: skip
    sound(wiki, "decision", "broader: notice", "coulour: red", type_="concept")
    wiki.article("notice", "primary-source: doe2020", name="other.md", body="{concept}`x`")
    for number in range(5):
        sound(wiki, f"fill-{number}", "related: decision")
    built = wiki.build().warnings
    code, data = check(wiki, "--select", ",".join(n for n in all_rules() if n in built))
    warned = re.findall(r"(\w[\w./-]*):(\d+): WARNING: .* \[policywiki\.(\w+)\]", built)
    expected = {(rule, Path(path).name, int(line)) for path, line, rule in warned}
    assert len(expected) > 8
    assert set(rules_of(data)) == expected
    assert code == 1
    parallel = check(wiki, "-j", "2", "--select", ",".join(n for n in all_rules() if n in built))
    assert parallel == (code, data)


def test_check_finds_weak_places(wiki: Wiki) -> None:
    sound(wiki, "one", "related: two", "aliases: One", "reviewed: 2020-01", summary="")
    wiki.article("two", "source-url: https://example")
    wiki.article("three", name="deep/three.md")
    wiki.write("index.md", "# Wiki\n\n```{toctree}\none\n```\n")
    code, data = check(wiki, "--review-months", "12")
    assert code == 1
    assert rules_of(data) == [
        ("missing_primary_source", "deep/three.md", 3),
        ("missing_review", "deep/three.md", 3),
        ("orphan", "deep/three.md", 3),
        ("missing_summary", "one.md", 3),
        ("one_way_related", "one.md", 5),
        ("dead_alias", "one.md", 6),
        ("overdue_review", "one.md", 7),
        ("missing_review", "two.md", 3),
        ("bad_address", "two.md", 4),
    ]
    assert data["counts"] == {"note": 3, "warning": 6, "error": 0}
    assert all(f["message"] and f["suggestion"] for f in data["findings"])
    later = rules_of(check(wiki, "--review-months", "1000")[1])
    assert not [rule for rule, *_ in later if rule == "overdue_review"]


def test_links_in_text_save_from_being_an_orphan(wiki: Wiki) -> None:
    for slug in ("by-role", "by-myst", "by-any", "by-toctree", "by-itself"):
        sound(wiki, slug, body="{concept}`by-itself`")
    links = "{concept}`by-role` [](#by-myst) {any}`by-any`"
    wiki.write("index.md", f"# Wiki\n\n{links}\n\n```{{toctree}}\nby-toctree\n```\n")
    wiki.write("list.md", "# All\n\n```{article-list}\n```\n")
    _, data = check(wiki, "--select", "orphan")
    assert [name for _, name, _ in rules_of(data)] == []
    wiki.write(
        "by-role.md",
        wiki.src.joinpath("by-role.md").read_text().replace("`by-itself`", "`by-role`"),
    )
    for slug in ("by-myst", "by-any", "by-toctree"):
        wiki.article(slug)
    _, data = check(wiki, "--select", "orphan")
    assert [name for _, name, _ in rules_of(data)] == ["by-itself.md"]


def test_exit_codes(wiki: Wiki) -> None:
    wiki.write("index.md", "# Wiki\n\n{concept}`notice` {concept}`decision`\n")
    sound(wiki, "notice", "related: decision")
    sound(wiki, "decision")
    assert check(wiki)[0] == 0
    assert check(wiki, "--fail-on", "note")[0] == 1
    assert check(wiki, "--fail-on", "note", "--ignore", "one-way-related")[0] == 0
    assert check(wiki, "--fail-on", "note", "--select", "orphan")[0] == 0
    sound(wiki, "third", "related: nix, notice")
    assert check(wiki, "--fail-on", "error")[0] == 1
    assert check(wiki, "--fail-on", "never")[0] == 0


def test_suppressed_warnings_stay_so(wiki: Wiki) -> None:
    sound(wiki, "notice", "related: nix", body="{concept}`nix` {concept}`notice`")
    wiki.conf["suppress_warnings"] = ["policywiki.missing_article"]
    assert rules_of(check(wiki, "--ignore", "orphan")[1]) == []


@pytest.mark.parametrize(
    ("conf", "arguments", "message"),
    [
        ("policywiki_citation_styles = ['oskola']", (), "policywiki_citation_styles: 'oskola'"),
        ("extensions = ['myst_parser']", (), "does not have 'sphinx_policywiki' in its extensions"),
        ("extensions = [", (), "syntax error"),
        ("", ("--select", "orfan"), "rule 'orfan' is not known; did you mean 'orphan'?"),
        ("", ("-j", "0"), "'0' is no number above 0"),
        ("", ("--output", "/nowhere/a"), "/nowhere/a cannot be written"),
    ],
)
def test_misuse(wiki: Wiki, conf: str, arguments: tuple[str, ...], message: str) -> None:
    write_conf(wiki)
    with (wiki.src / "conf.py").open("a") as file:
        file.write(conf)
    found = run("check", str(wiki.src), *arguments)
    assert (found.returncode, found.stdout) == (2, "")
    assert message in found.stderr
    assert "Traceback" not in found.stderr


#: What SARIF 2.1.0 (sections 3.13 to 3.30) asks of what we write.
SARIF = {
    "type": "object",
    "required": ["version", "runs", "$schema"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/run"}},
    },
    "$defs": {
        "text": {
            "type": "object",
            "required": ["text"],
            "properties": {"text": {"type": "string", "minLength": 1}},
        },
        "level": {"enum": ["none", "note", "warning", "error"]},
        "rule": {
            "type": "object",
            "required": ["id", "shortDescription"],
            "properties": {
                "shortDescription": {"$ref": "#/$defs/text"},
                "defaultConfiguration": {"properties": {"level": {"$ref": "#/$defs/level"}}},
            },
        },
        "run": {
            "type": "object",
            "required": ["tool", "results"],
            "properties": {
                "tool": {
                    "required": ["driver"],
                    "properties": {
                        "driver": {
                            "required": ["name", "rules"],
                            "properties": {
                                "rules": {"uniqueItems": True, "items": {"$ref": "#/$defs/rule"}}
                            },
                        }
                    },
                },
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            },
        },
        "result": {
            "type": "object",
            "required": ["ruleId", "message", "level", "locations"],
            "properties": {
                "ruleIndex": {"type": "integer", "minimum": 0},
                "message": {"$ref": "#/$defs/text"},
                "level": {"$ref": "#/$defs/level"},
                "locations": {
                    "minItems": 1,
                    "items": {
                        "required": ["physicalLocation"],
                        "properties": {
                            "physicalLocation": {
                                "required": ["artifactLocation", "region"],
                                "properties": {
                                    "artifactLocation": {
                                        "properties": {
                                            "uri": {"pattern": r"^(?!/)[^\s\\:]+$"},
                                            "uriBaseId": {"const": "SRCROOT"},
                                        }
                                    },
                                    "region": {
                                        "required": ["startLine"],
                                        "properties": {"startLine": {"minimum": 1}},
                                    },
                                },
                            }
                        },
                    },
                },
            },
        },
    },
}


def test_sarif(wiki: Wiki) -> None:
    sound(wiki, "notice", "related: nix")
    wiki.article("a-b", name="a folder/ä b.md")
    write_conf(wiki)
    output = wiki.root / "found.sarif"
    found = run("check", str(wiki.src), "--format", "sarif", "--output", str(output))
    assert (found.returncode, found.stdout, found.stderr) == (1, "", "")
    data = json.loads(output.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(SARIF).validate(data)
    (only,) = data["runs"]
    rules = [rule["id"] for rule in only["tool"]["driver"]["rules"]]
    assert {rules[r["ruleIndex"]] == r["ruleId"] for r in only["results"]} == {True}
    places = {
        (r["ruleId"], r["level"], *_place(r["locations"][0]["physicalLocation"]))
        for r in only["results"]
    }
    assert ("missing_article", "error", "notice.md", 5) in places
    assert ("orphan", "warning", "a%20folder/%C3%A4%20b.md", 3) in places
    assert only["originalUriBaseIds"]["SRCROOT"]["uri"] == wiki.src.resolve().as_uri() + "/"


def _place(location: dict[str, Any]) -> tuple[str, int]:
    return location["artifactLocation"]["uri"], location["region"]["startLine"]


def test_sarif_of_nothing(wiki: Wiki) -> None:
    write_conf(wiki)
    data = json.loads(run("check", str(wiki.src), "--format", "sarif").stdout)
    jsonschema.Draft202012Validator(SARIF).validate(data)
    assert data["runs"][0]["results"] == []


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_colours_are_for_terminals_only(wiki: Wiki) -> None:
    sound(wiki, "notice")
    write_conf(wiki)
    assert "\x1b" not in run("check", str(wiki.src)).stdout
    main_, other = os.openpty()
    command = [sys.executable, "-m", "sphinx_policywiki", "check", str(wiki.src)]
    subprocess.run(command, stdout=other, check=False, env=environment())
    os.close(other)
    shown = os.read(main_, 10_000).decode()
    os.close(main_)
    assert "\x1b[33mwarning\x1b[0m" in shown


# --- schema and the command itself ----------------------------------------------------


def test_schema_has_the_words_of_the_project(wiki: Wiki) -> None:
    wiki.conf["policywiki_article_types"] = TYPES
    write_conf(wiki)
    own = json.loads(run("schema", str(wiki.src)).stdout)
    builtin = json.loads(run("schema", "--builtin").stdout)
    case = {"wiki": {"type": "court-case", "court": "High Court"}}
    assert jsonschema.Draft202012Validator(own).is_valid(case)
    assert not jsonschema.Draft202012Validator(builtin).is_valid(case)


def test_help_names_every_command() -> None:
    shown = run("--help").stdout
    assert all(name in shown for name in ("new", "check", "schema"))
    assert run().returncode == 2
