"""The directives that make a page an article: ``concept`` and those of the other types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from docutils import nodes

from sphinx_policywiki.directives.base import WikiDirective, nearest
from sphinx_policywiki.messages import warn
from sphinx_policywiki.model import Article, PartialDate, Place, Target, lookup_key, slugify
from sphinx_policywiki.nodes import article_marker, hatnote
from sphinx_policywiki.options import safe_url
from sphinx_policywiki.page import articles_of_page
from sphinx_policywiki.vocabulary import FIXED_OPTIONS

#: Where the marker of an article is noted that the front matter of the page declares.
FRONT_MATTER: Final = "policywiki_front_matter"


def warn_of_two(directive: Place, front_matter: Place) -> None:
    """Warn of an article in the front matter beside that of a directive."""
    message = (
        f"front matter: a directive declares the article too ({directive}), and counts; "
        "take one of the two out"
    )
    warn("front_matter", message, front_matter)


class ArticleDirective(WikiDirective):
    """Declare the article of a page; the argument is its slug, the content its summary."""

    optional_arguments = 1
    type_name: ClassVar[str]

    def run(self) -> list[nodes.Node]:
        """Note the article and leave a marker, with the summary in it, for composition."""
        type_ = self.settings.article_types[self.type_name]
        self.read([*FIXED_OPTIONS, *self.settings.relations, *type_.fields])
        self._overrule_front_matter()
        noted = articles_of_page(self.env)
        place = self.place()
        if noted:
            message = f"a second article on this page (the first: {noted[0].place}); "
            warn("multiple_articles", message + "give it a page of its own", place)
        article = self._article(len(noted))
        noted.append(article)
        summary = self.parse_content_to_nodes()
        marker = article_marker("", *self._hatnote(), *summary, index=article.index)
        return [self.mark(marker)]

    def _overrule_front_matter(self) -> None:
        """Take the article out that the front matter declares, if it does."""
        marker = self.env.temp_data.pop(FRONT_MATTER, None)
        if not isinstance(marker, article_marker):
            return
        noted = articles_of_page(self.env)
        warn_of_two(self.place(), noted[0].place)
        noted.clear()
        marker.parent.remove(marker)

    def _article(self, index: int) -> Article:
        settings = self.settings
        successor = self.text("superseded-by")
        status = self._status()
        if successor and not status and "superseded" in settings.statuses:
            status = "superseded"
        return Article(
            slug=self._slug(),
            type=self.type_name,
            title=self.text("title"),
            place=self.place(),
            index=index,
            topics=tuple(self.items("topics")),
            aliases=self._aliases(),
            shared_aliases=self._targets("shared-aliases"),
            former_slugs=tuple(self._former_slugs()),
            hatnote=" ".join(self.text("hatnote").split()),
            relations={name: self._targets(name) for name in settings.relations if self.text(name)},
            fields={
                name: self.text(name)
                for name in settings.article_types[self.type_name].fields
                if self.text(name)
            },
            primary_source=" ".join(self.text("primary-source").split()),
            source_url=self._url("source-url"),
            archive_url=self._url("archive-url"),
            status=status,
            status_note=" ".join(self.text("status-note").split()),
            superseded_by=Target(successor, self.line("superseded-by")) if successor else None,
            authors=tuple(self.items("authors")),
            published=self._date("published"),
            updated=self._date("updated"),
            reviewed=self._date("reviewed"),
            version=self.text("version"),
            lines={name: option.line for name, option in self.values.items()},
        )

    def _slug(self) -> str:
        *folders, last = self.env.docname.split("/")
        default = folders[-1] if last == "index" and folders else last
        if not self.argument:
            return slugify(default) or "article"
        slug = slugify(self.argument) or slugify(default) or "article"
        if slug != self.argument:
            message = (
                f"slug {self.argument!r} has more than lower-case letters, digits and single "
                f"hyphens; {slug!r} is used, write that"
            )
            warn("invalid_slug", message, self.place())
        return slug

    def _status(self) -> str:
        status = self.text("status")
        known = self.settings.statuses
        if status and status not in known:
            self.warn_value("status", f"{status!r} is not known{nearest(status, known)}")
            return ""
        return status

    def _aliases(self) -> tuple[Target, ...]:
        """Return all aliases, each once; what an article shares is an alias as well."""
        found: dict[str, Target] = {}
        for alias in (*self._targets("aliases"), *self._targets("shared-aliases")):
            found.setdefault(lookup_key(alias.name), alias)
        return tuple(found.values())

    def _former_slugs(self) -> Iterator[Target]:
        for written in self._targets("former-slugs"):
            slug = slugify(written.name)
            if slug != written.name:
                message = f"former slug {written.name!r} never was a slug"
                message += f"; {slug!r} is used, write that" if slug else "; it is left out"
                warn("invalid_slug", message, self.place(written.line))
            if slug:
                yield Target(slug, written.line)

    def _hatnote(self) -> list[nodes.Node]:
        """Return the note for readers who look for another article, as authors write it."""
        text = " ".join(self.text("hatnote").split())
        if not text:
            return []
        line = self.line("hatnote")
        inline, messages = self.parse_inline(text, lineno=line)
        note = hatnote(text, "", *inline, classes=["pw-hatnote"])
        note.source, note.line = self.get_source_info()[0], line
        for node in note.findall(nodes.Element):
            node.line = line  # MyST counts inline text from another line than docutils
        return [note, *messages]

    def _targets(self, name: str) -> tuple[Target, ...]:
        return tuple(Target(item, self.line(name)) for item in self.items(name))

    def _date(self, name: str) -> PartialDate | None:
        if not (text := self.text(name)):
            return None
        try:
            return PartialDate.parse(text)
        except ValueError as error:
            self.warn_value(name, str(error))
            return None

    def _url(self, name: str) -> str:
        text = "".join(self.text(name).split())
        if text and safe_url(text) is None:
            message = (
                f"{self.name}: {name}: {text!r} is shown as text; "
                "only http, https, mailto and doi addresses become links"
            )
            warn("unsafe_url", message, self.place(self.line(name)))
        return text


def article_directive(type_name: str) -> type[ArticleDirective]:
    """Return the directive of the articles of type *type_name*."""
    return type(f"{type_name.title()}Directive", (ArticleDirective,), {"type_name": type_name})
