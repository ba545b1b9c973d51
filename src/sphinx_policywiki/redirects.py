"""Pages that redirect to articles: from aliases, from former slugs and from permalinks.

They need no server and no script. Each leads straight to a page of the theme, so that no
two of them make a chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Final
from urllib.parse import quote

from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from sphinx_policywiki.builders import makes_site
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.locale import tr
from sphinx_policywiki.messages import warn
from sphinx_policywiki.model import Article, Place, Target, lookup_key, slugify
from sphinx_policywiki.permalink import permalink, permalink_file
from sphinx_policywiki.publishing import MARK
from sphinx_policywiki.site_paths import beside, document_files, fits, fold, is_reserved, page_file

_PAGE: Final = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{mark}
<meta http-equiv="refresh" content="0; url={url}">
{links}<title>{title}</title>
</head>
<body dir="auto">
<main><p>{text}</p></main>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a page leads: a page of the website, or a place on it."""

    page: str
    anchor: str
    title: str
    canonical: str


@dataclass(frozen=True, slots=True)
class Redirect:
    """A page at *path* that leads to *goal*; *what* it is for stands at *place*.

    That of a permalink is *cited*: search engines may know it.
    """

    path: str
    goal: Goal
    what: str
    place: Place
    cited: bool = False


def redirect_files(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Yield the files of all redirects."""
    if not makes_site(app.builder):
        return
    domain = WikiDomain.of(app.env)
    if domain.settings.redirects:
        redirects = Redirects(domain)
        for redirect in redirects.all():
            if redirects.is_free(redirect):
                yield redirect.path, redirects.html(redirect)


class Redirects:
    """Makes the redirects of a website, the most important first."""

    def __init__(self, domain: WikiDomain) -> None:
        self.domain = domain
        self.names = domain.graph.names
        #: What is at each path: the path as written, the page it leads to, what it is.
        self.taken = {
            path: (written, name, f"the document {name!r}")
            for path, (written, name) in document_files(domain.builder).items()
        }
        for page in domain.name_pages.values():
            path = page_file(domain.builder, page)
            self.taken[fold(path)] = (path, page, "a page on a name that articles share")

    def all(self) -> Iterator[Redirect]:
        """Yield what is wanted: slugs come before shared names, aliases and former slugs."""
        goals = [(article, self._goal(article)) for article in self.names.living]
        for article, goal in goals:
            if path := self._permalink(article, article.slug):
                what = f"slug {article.slug!r}"
                yield Redirect(path, goal, what, article.place, cited=True)
        yield from self._shared()
        for kind in ("alias", "former slug"):
            for article, goal in goals:
                names = article.aliases if kind == "alias" else article.former_slugs
                for name in names:
                    if self._leads_to(name, article):
                        yield from self._of_name(article, name, goal, f"{kind} {name.name!r}")

    def is_free(self, redirect: Redirect) -> bool:
        """Say whether *redirect* may have its path, and take it; warn if it should but cannot."""
        page = redirect.goal.page
        if not fits(redirect.path):
            self._warn(redirect, "it is longer than names of files may be")
            return False
        claim = (redirect.path, page, redirect.what)
        written, other, what = self.taken.setdefault(fold(redirect.path), claim)
        if (written, other, what) == claim:
            return True
        if other != page and written != redirect.path:
            self._warn(redirect, f"{written!r} is {what}, and not all file systems tell the two")
        elif other != page and (redirect.cited or not what.startswith("the document")):
            self._warn(redirect, f"that is the address of {what}")
        return False

    def html(self, redirect: Redirect) -> str:
        """Return the text of the page: complete without the theme, without a script."""
        goal = redirect.goal
        uri = self.domain.builder.get_target_uri(goal.page)
        url = relative_uri(quote(redirect.path), uri) or "./"
        url = escape(f"{url}#{goal.anchor}" if goal.anchor else url)
        title = escape(goal.title)
        links = "" if redirect.cited else '<meta name="robots" content="noindex">\n'
        if goal.canonical:
            links += f'<link rel="canonical" href="{escape(goal.canonical)}">\n'
        before, _, after = tr("Continue to {article}").partition("{article}")
        return _PAGE.format(
            language=escape(self.domain.env.config.language.replace("_", "-")),
            mark=MARK,
            url=url,
            links=links,
            title=title,
            text=f'{escape(before)}<a href="{url}">{title}</a>{escape(after)}',
        )

    def _leads_to(self, name: Target, article: Article) -> bool:
        shared = lookup_key(name.name) in self.domain.name_pages
        return not shared and self.names.resolve(name.name) is article

    def _shared(self) -> Iterator[Redirect]:
        base = self.domain.settings.base_url
        for key, page in self.domain.name_pages.items():
            name = self.names.shared[key]
            address = f"{base}/{self.domain.page_uri(page)}" if base else ""
            goal = Goal(page, "", name.text, address)
            for article in name.articles:
                target = Target(name.text, article.place.line)
                yield from self._of_name(article, target, goal, f"name {name.text!r}")

    def _of_name(self, article: Article, name: Target, goal: Goal, what: str) -> Iterator[Redirect]:
        slug = slugify(name.name)
        if slug in {"", article.slug}:
            return
        place = replace(article.place, line=name.line)
        what = f"{what} of {article.slug!r}"
        builder, page = self.domain.builder, beside(article.docname, slug)
        if not is_reserved(builder, page):
            yield Redirect(page_file(builder, page), goal, what, place)
        if path := self._permalink(article, slug):
            yield Redirect(path, goal, what, place)

    def _permalink(self, article: Article, slug: str) -> str:
        settings = self.domain.settings
        pattern = settings.permalink or ""
        if not pattern or (slug != article.slug and "{slug}" not in pattern):
            return ""
        root = self.domain.env.config.html_baseurl or settings.base_url
        return permalink_file(replace(article, slug=slug), settings, root)

    def _goal(self, article: Article) -> Goal:
        url = permalink(article, self.domain.settings, self.domain.page_uri(article.docname))
        canonical = url if "://" in url else ""
        title = " ".join(article.title.split())
        return Goal(article.docname, article.anchor, title, canonical)

    def _warn(self, redirect: Redirect, problem: str) -> None:
        message = (
            f"no page at {redirect.path!r} leads from the {redirect.what} to "
            f"{redirect.goal.page!r}: {problem}; choose another name"
        )
        warn("redirect", message, redirect.place)
