"""Whether anything that pages may show of others has changed since a builder last looked.

Most builds follow an edit to the text of a page, or none at all. What other pages show of
that page is then as it was, and their digests need not be made again. So the face of each
document is kept: all that others may show of it. While all faces stay the same, and all that
is no document, such as the configuration, the stamp of the world does, and one comparison
stands for all digests.
"""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.hashes import hash_of, plain
from sphinx_policywiki.last_changed import all_known_to_git
from sphinx_policywiki.page import Page
from sphinx_policywiki.references import known_objects
from sphinx_policywiki.relation_graphs import engine_version, has_graphs
from sphinx_policywiki.resolve import build_time
from sphinx_policywiki.styles import Styles
from sphinx_policywiki.version import __version__


def all_known(env: BuildEnvironment) -> bool:
    """Say whether no document has been read or has gone since the stamp was made."""
    return _news(env) == ([], [])


def _news(env: BuildEnvironment) -> tuple[list[str], list[str]]:
    """Return the documents that have been read, and those that have gone."""
    faces: dict[str, tuple[int, int]] = WikiDomain.of(env).data["world"]["faces"]
    read = [name for name, time in env.all_docs.items() if faces.get(name, (0,))[0] != time]
    return read, sorted(faces.keys() - env.all_docs.keys())


def documents_stamp(env: BuildEnvironment) -> str:
    """Return what stands for the faces of all documents, kept in *env* from build to build."""
    data = WikiDomain.of(env).data["world"]
    faces: dict[str, tuple[int, int]] = data["faces"]
    read, gone = _news(env)
    if not read and not gone:
        return str(data["stamp"])
    new = {name: (env.all_docs[name], _face(env, name)) for name in sorted(read)}
    numbers = plain([env.toc_secnumbers, env.toc_fignumbers])
    rest = hash_of([sorted(map(repr, known_objects(env))), numbers])
    news = [(name, face) for name, (_, face) in new.items() if faces.get(name, (0, 0))[1] != face]
    if news or gone or rest != data["rest"]:
        data["stamp"] = f"{hash_of([data['stamp'], news, gone, rest]):016x}"
    for name in gone:
        del faces[name]
    faces |= new
    data["rest"] = rest
    return str(data["stamp"])


def texts_stamp(env: BuildEnvironment) -> str:
    """Return what stands for the texts of all documents, as far as they have been read."""
    return f"{hash_of(sorted(env.all_docs.items())):016x}"


def settings_stamp(app: Sphinx, files: int) -> str:
    """Return what stands for all that pages show and that is in no document.

    *files* stands for those of which every page has something.

    The configuration counts with everything in it: which values a theme looks at, nobody
    knows. A value that cannot be told from build to build, such as a function, costs the
    comparison of all pages and nothing else.
    """
    env, settings = app.env, WikiDomain.of(app.env).settings
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    found: list[object] = [
        __version__,
        files,
        epoch if settings.generated else "",
        sorted(app.tags),
    ]
    found.append(build_time().date() if settings.review_months else "")
    found.append([(value.name, plain(value.value)) for value in app.config])
    found.append([_content(Path(app.srcdir, name)) for name in settings.bibliography])
    found.append(Styles.of(env).content(settings.source_style))
    inventories: dict[str, Any] = getattr(env, "intersphinx_cache", {})
    found.append(sorted((key, hash_of(entry)) for key, entry in inventories.items()))
    found.append(all_known_to_git(env))
    found.append(engine_version(WikiDomain.of(env)) if _has_graphs(env) else "")
    return f"{hash_of(found):016x}"


def _has_graphs(env: BuildEnvironment) -> bool:
    """Say whether there is any graph in the wiki, as far as known without a look at all pages."""
    domain = WikiDomain.of(env)
    if not all_known(env):
        domain.data["world"]["has_graphs"] = has_graphs(domain)
    return bool(domain.data["world"]["has_graphs"])


def _face(env: BuildEnvironment, docname: str) -> int:
    """Return what stands for all that other pages, and the sidebar, may show of *docname*."""
    page = WikiDomain.of(env).pages.get(docname, Page())
    articles = tuple(replace(article, content="", prose="") for article in page.articles)
    titles = (str(titles.get(docname)) for titles in (env.titles, env.longtitles, env.tocs))
    metadata = [env.metadata.get(docname, {}).get(key) for key in ("myst_slugs", "tocdepth")]
    below = env.toctree_includes.get(docname)
    numbered = WikiDomain.of(env).data["numbered"].get(docname)
    return hash_of([replace(page, articles=articles), *titles, below, metadata, numbered])


def _content(path: Path) -> str:
    try:
        return blake2b(path.read_bytes()).hexdigest()
    except OSError:
        return ""
