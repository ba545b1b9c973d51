"""``policywiki new``: a page for a new article."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any, Final

import yaml

from sphinx_policywiki.characters import complaint
from sphinx_policywiki.cli.project import UsageError, add_source_dir, project_settings, source_dir
from sphinx_policywiki.config import Settings
from sphinx_policywiki.model import ArticleType, slugify
from sphinx_policywiki.options import join_list, split_list
from sphinx_policywiki.suggest import Suggester, did_you_mean

EXISTS: Final = 1
SUMMARY: Final = "Say here, in one paragraph, what the subject of this article is."
BODY: Final = "Write the article here."
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#$&~|^%:!]")


def add_to(commands: Any) -> None:
    """Add the command to *commands*."""
    about = "write a page for a new article"
    parser = commands.add_parser("new", help=about, description=about.capitalize() + ".")
    parser.add_argument("type", metavar="TYPE", help="the type of the article, such as concept")
    parser.add_argument("title", metavar="TITLE", help="its title")
    parser.add_argument("--slug", default="", help="its slug (default: made of the title)")
    parser.add_argument("--topics", default="", help="its topics, separated by commas")
    parser.add_argument(
        "--dir",
        type=Path,
        help="the folder below the source directory (default: that of the type's plural, if "
        "there is one)",
    )
    parser.add_argument(
        "--format",
        choices=("directive", "front-matter"),
        default="directive",
        help="where the metadata stand (default: directive)",
    )
    add_source_dir(parser)
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the page, unless there is one."""
    root = source_dir(given.source_dir)
    settings = project_settings(root)
    type_ = _type(settings, given.type)
    title = " ".join(given.title.split())
    if said := complaint(title):
        msg = f"the title cannot be written: {said}"
        raise UsageError(msg)
    slug = slugify(given.slug or title)
    if not title or not slug:
        msg = f"{given.title!r} has no letter or digit to make a slug of; give it by --slug"
        raise UsageError(msg)
    path = _folder(root, given.dir, type_) / f"{slug}.md"
    text = page(settings, type_, slug, title, split_list(given.topics), given.format)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        sys.stderr.write(f"policywiki: {path} exists already; it is left as it is\n")
        return EXISTS
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror}"
        raise UsageError(msg) from None
    sys.stdout.write(f"{path}\n")
    return 0


def _type(settings: Settings, name: str) -> ArticleType:
    known = settings.article_types
    if name not in known:
        close = did_you_mean(Suggester(known).nearest(name)) or f"; known are {', '.join(known)}"
        msg = f"type {name!r} is not known{close}"
        raise UsageError(msg)
    return known[name]


def _folder(root: Path, given: Path | None, type_: ArticleType) -> Path:
    """Return the folder for the page: the one *given*, which has to be in the wiki."""
    usual = root / slugify(type_.plural)
    folder = (usual if usual.is_dir() else root) if given is None else (root / given).resolve()
    if not folder.is_relative_to(root):
        msg = f"{folder} is not below the source directory {root}"
        raise UsageError(msg)
    return folder


def page(
    settings: Settings, type_: ArticleType, slug: str, title: str, topics: list[str], form: str
) -> str:
    """Return the text of a page that builds without a warning."""
    heading = f"# {_MARKUP.sub(lambda found: chr(92) + found[0], title)}"
    options: dict[str, str | list[str]] = {"topics": topics} if topics else {}
    if "draft" in settings.statuses:
        options["status"] = "draft"
    if form == "directive":
        texts = {k: join_list(v) if isinstance(v, list) else v for k, v in options.items()}
        lines = [f":{name}: {text}" for name, text in texts.items()]
        head = [f"```{{{type_.name}}} {slug}", *lines, "", SUMMARY, "```"]
        return "\n".join([heading, "", *head, "", BODY, ""])
    mapping = {"type": type_.name, "slug": slug, **options, "summary": SUMMARY}
    front = yaml.safe_dump(
        {"wiki": mapping}, allow_unicode=True, sort_keys=False, width=float("inf")
    )
    return "\n".join(["---", front + "---", "", heading, "", BODY, ""])
