"""The names of articles: which article each means, and which are shared by several.

A name is, in the order in which it counts, a slug, an alias, a title or a former slug.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from sphinx_policywiki.model import Article, Place, Target, lookup_key

_SLUG, _ALIAS, _TITLE, _FORMER = range(4)
_KINDS: Final = ("the slug", "an alias", "the title", "a former slug")
_FEW: Final = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong between articles: warning subtype, place and message."""

    subtype: str
    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class SharedName:
    """A name that several *articles* have, in the order of documents.

    One of them *leads* if the name is its slug: links go there. *known* tells that each
    article that has it as an alias says so.
    """

    key: str
    text: str
    articles: tuple[Article, ...]
    leads: bool
    known: bool

    @property
    def needs_choice(self) -> bool:
        """Whether only the reader can say which article the name means."""
        return self.known and not self.leads

    def question(self, written: str) -> str:
        """Return the sentence that says which articles *written* may mean."""
        few = ", ".join(f"{article.slug!r} ({article.place})" for article in self.articles[:_FEW])
        more = f" and {len(self.articles) - _FEW} more" if len(self.articles) > _FEW else ""
        return f"{written!r} may mean {few}{more}; name one of them by its slug"

    def others(self, article: Article, most: int) -> list[Article]:
        """Return the first articles that have the name beside *article*, *most* at most."""
        others = (other for other in self.articles if other is not article)
        return list(islice(others, most))


@dataclass(frozen=True, slots=True)
class _Claim:
    """A name as *article* has it, and where that is written."""

    kind: int
    article: Article
    name: Target

    @property
    def known(self) -> bool:
        """Whether the article says that others have the name too."""
        shared = {lookup_key(name.name) for name in self.article.shared_aliases}
        return bool(shared) and lookup_key(self.name.name) in shared

    @property
    def place(self) -> Place:
        return replace(self.article.place, line=self.name.line)


class Names:
    """All names of *articles*, which come in the order of documents."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.problems: list[Problem] = []
        #: The articles that links reach by their slug: of two with one slug, the first.
        self.living: list[Article] = []
        self.shared: dict[str, SharedName] = {}
        self._shared_by: dict[str, list[SharedName]] = defaultdict(list)
        self._found: dict[str, list[_Claim]] = {}
        for key, claims in self._claims(list(articles)).items():
            self._found[key] = claims if len(claims) == 1 else self._settled(key, claims)

    def resolve(self, name: str, type_name: str = "") -> Article | None:
        """Return the article that *name* means; one of type *type_name* comes before others."""
        found = self._found.get(lookup_key(name))
        if not found:
            return None
        return min(found, key=lambda c: (c.article.type != type_name, c.kind)).article

    def ambiguous(self, name: str, type_name: str = "") -> SharedName | None:
        """Return the shared name that *name* is, if it may mean several articles of the type."""
        shared = self.shared.get(lookup_key(name))
        if shared is None or not shared.needs_choice:
            return None
        fitting = (article for article in shared.articles if article.type == type_name)
        only = type_name and len(list(islice(fitting, 2))) == 1
        return None if only else shared

    def shared_by(self, article: Article) -> list[SharedName]:
        """Return the names that *article* shares with others."""
        return self._shared_by.get(article.id, [])

    def __iter__(self) -> Iterator[str]:
        """Iterate over all names, in the form in which they are compared."""
        return iter(self._found)

    def first(self, key: str) -> Article:
        """Return the first article that has the name *key*."""
        return self._found[key][0].article

    def _claims(self, articles: Sequence[Article]) -> Mapping[str, list[_Claim]]:
        claims: dict[str, list[_Claim]] = defaultdict(list)
        for article in articles:
            self._claim_slug(article, claims[lookup_key(article.slug)])
        for article in articles:
            for kind, names in (
                (_ALIAS, article.aliases),
                (_TITLE, (Target(article.title, article.place.line),)),
                (_FORMER, article.former_slugs),
            ):
                for name in names:
                    claims[lookup_key(name.name)].append(_Claim(kind, article, name))
        for of_name in claims.values():
            of_name.sort(key=lambda claim: claim.kind)
        return claims

    def _claim_slug(self, article: Article, taken: list[_Claim]) -> None:
        if not taken:
            self.living.append(article)
            taken.append(_Claim(_SLUG, article, Target(article.slug, article.place.line)))
            return
        first = taken[0].article
        message = (
            f"slug {article.slug!r} is taken by {first.place}; links go there, "
            "give one of the two another slug"
        )
        self.problems.append(Problem("duplicate_slug", article.place, message))

    def _settled(self, key: str, claims: list[_Claim]) -> list[_Claim]:
        """Return those of several *claims* to one name that count."""
        if key:
            self._share(key, [claim for claim in claims if claim.kind != _FORMER])
        return list(self._counting(key, claims))

    def _share(self, key: str, claims: list[_Claim]) -> None:
        """Note the name *key* as shared if several articles have it."""
        found = {claim.article.slug: claim.article for claim in reversed(claims)}
        if len(found) <= 1:
            return
        articles = sorted(found.values(), key=lambda a: (a.docname, a.index))
        named = [claim for claim in claims if claim.kind != _SLUG]
        shared = SharedName(
            key=key,
            text=named[0].name.name,
            articles=tuple(articles),
            leads=claims[0].kind == _SLUG,
            known=all(claim.known for claim in claims if claim.kind == _ALIAS),
        )
        self.shared[key] = shared
        for article in articles:
            self._shared_by[article.id].append(shared)

    def _counting(self, key: str, claims: Sequence[_Claim]) -> Iterator[_Claim]:
        """Yield those of *claims* to one name that links know of, and note what collides."""
        first, shared = claims[0], self.shared.get(key)
        for claim in claims:
            if not _differ(claim, first) or claim.kind == _TITLE:
                yield claim
            elif claim.kind == _FORMER:
                self._collision("former_slug", claim, first)
            elif claim.known if first.kind == _SLUG else shared is None or shared.known:
                yield claim
            else:
                self._collision("alias_collision", claim, first)
        others = [claim for claim in claims if _differ(claim, first)]
        if shared and not shared.known and first.kind == _ALIAS and others[0].kind == _TITLE:
            self._collision("alias_collision", first, others[0])

    def _collision(self, subtype: str, claim: _Claim, other: _Claim) -> None:
        what = "former slug" if claim.kind == _FORMER else "alias"
        way = "go there" if claim.kind >= other.kind else "come here"
        remedy = "choose another alias, or name it in shared-aliases of all that have it"
        if claim.kind == _FORMER:
            remedy = "take it out"
        message = (
            f"{what} {claim.name.name!r} of {claim.article.slug!r} is {_KINDS[other.kind]} of "
            f"{other.article.slug!r} ({other.article.place}); links {way}, {remedy}"
        )
        self.problems.append(Problem(subtype, claim.place, message))


def _differ(claim: _Claim, other: _Claim) -> bool:
    return claim.article.slug != other.article.slug
