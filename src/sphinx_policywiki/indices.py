"""Index pages as Sphinx makes them: a class for each, a label, and a look of our own.

Topics are known only when all is read, so the domain gets its indices when Sphinx begins to
write. Sphinx writes their pages with each build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.domains import Index
from sphinx.environment import BuildEnvironment
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.index_names import PREFIX, has_page, is_topic
from sphinx_policywiki.index_pages import Groups, IndexPage, index_pages
from sphinx_policywiki.locale import _
from sphinx_policywiki.locale.punctuation import dash
from sphinx_policywiki.model import slugify
from sphinx_policywiki.publishing import MARK

TEMPLATE: Final = "policywiki-index.html"
_OF_SPHINX: Final = "domainindex.html"


class WikiIndex(Index):
    """An index page; each is a subclass of its own, since Sphinx takes classes."""

    page: ClassVar[IndexPage]

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[Groups, bool]:
        """Return the groups of entries, and that none is to be folded."""
        return self.page.groups, False


def _index(page: IndexPage) -> type[WikiIndex]:
    members = {"name": page.name.removeprefix(PREFIX), "localname": page.title, "page": page}
    return type("WikiIndex", (WikiIndex,), members)


def name_index_pages(env: BuildEnvironment) -> None:
    """Let ``ref`` know the index pages that the builder makes, and forget those of before."""
    domain = WikiDomain.of(env)
    domain.index_titles = {page.name: page.title for page in index_pages(domain)}
    std = env.domains.standard_domain
    for name in [name for name, place in std.anonlabels.items() if place == (name, "")]:
        if name.startswith(PREFIX):
            del std.anonlabels[name]
            std.labels.pop(name, None)
    for name, title in domain.index_titles.items():
        if name not in std.anonlabels and has_page(domain.builder, name):
            std.note_hyperlink_target(name, name, "", title)


def add_indices(app: Sphinx, builder: Builder) -> None:
    """Give the domain its indices; a document of the name of one stands in its place."""
    domain = WikiDomain.of(app.env)
    others = [index for index in domain.indices if not issubclass(index, WikiIndex)]
    ours = [
        _index(page)
        for page in index_pages(domain)
        if has_page(builder, page.name) and page.name not in app.env.found_docs
    ]
    domain.indices[:] = [*others, *ours]


def index_files(app: Sphinx) -> set[str]:
    """Return the paths, below the output directory, of index pages or what stands in their place.

    Documents of such names count, so that nobody takes their pages for those of topics gone.
    """
    builder, env = app.builder, app.env
    if not isinstance(builder, StandaloneHTMLBuilder):
        return set()
    made = {name for name in WikiDomain.of(env).index_titles if has_page(builder, name)}
    documents = {name for name in env.found_docs if name.startswith(PREFIX)}
    paths = (builder.get_output_path(name) for name in made | documents)
    return {Path(path).relative_to(builder.outdir).as_posix() for path in paths}


def show_index(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> str | None:
    """Make an index page look like a page of the theme; without templates it stays data."""
    templates = getattr(app.builder, "templates", None)
    if templatename != _OF_SPHINX or not isinstance(templates, BuiltinTemplateLoader):
        return None
    domain = WikiDomain.of(app.env)
    page = next((page for page in _pages(domain) if page.name == pagename), None)
    if page is None:
        return None
    own = {
        "title": page.title,
        "groups": [
            (_anchor(number, label), label, entries)
            for number, (label, entries) in enumerate(page.groups, 1)
        ],
        "jumps": len(page.groups) > 1 and not is_topic(page.name),
        "ways": [(other.name, other.title) for other in _pages(domain) if not is_topic(other.name)],
        "dash": dash(),
        "ways_label": _("Ways into the wiki"),
        "letters_label": _("Sections of this page"),
    }
    context["title"] = page.title
    context["metatags"] = context.get("metatags", "") + MARK
    context["body"] = templates.render(TEMPLATE, context | {"pw": own})
    return "page.html"


def _pages(domain: WikiDomain) -> Iterator[IndexPage]:
    for index in domain.indices:
        if issubclass(index, WikiIndex):
            yield index.page


def _anchor(number: int, label: str) -> str:
    return f"cap-{slugify(label).upper() or number}"


class NameIndices(SphinxPostTransform):
    """Name index pages where a text refers to them and the builder has none."""

    default_priority = 8

    def run(self, **kwargs: object) -> None:
        """Replace the references by the titles of the pages or by what the author wrote."""
        domain = WikiDomain.of(self.env)
        for node in list(self.document.findall(addnodes.pending_xref)):
            name = str(node["reftarget"]).removeprefix("#")
            if name not in domain.index_titles or has_page(domain.builder, name):
                continue
            if node.get("reftype") in {"ref", "myst", "any"} and not domain.is_label(name):
                text = node.astext() if node.get("refexplicit") else domain.index_titles[name]
                node.replace_self(nodes.inline("", text))
