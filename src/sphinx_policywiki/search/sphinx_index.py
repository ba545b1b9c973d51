"""The index of Sphinx's own search, which knows the names and summaries of articles.

Sphinx shows an exact entry of an index before all else, words of titles next, and other
words last. Titles, slugs and aliases are therefore entries; the words of aliases count as
words of titles; words of summaries are listed apart, for a script that raises them.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder
from sphinx.util.index_entries import split_index_msg

from sphinx_policywiki.builders import makes_one_document
from sphinx_policywiki.domain import WikiDomain
from sphinx_policywiki.model import Article
from sphinx_policywiki.search.searchable import searchable

_WEIGHTS: Final = Path(__file__).with_name("weights.js")
#: How many words are remembered with their stems: Sphinx's own memory ends with each page.
_WORDS: Final = 20_000
#: Numbers of documents, or the number of the only one: the form of Sphinx's index.
_Numbers = list[int] | int


def use_wiki_index(app: Sphinx) -> None:
    """Let the builder fill an index of ours.

    It makes its own when it begins to write, and then loads what was indexed before. There
    is no event in between; ``load_indexer`` is the first method of it that knows the index.
    """
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder) and not makes_one_document(builder):
        vars(builder)["load_indexer"] = partial(_load, builder)


def _load(builder: StandaloneHTMLBuilder, docnames: set[str]) -> None:
    config = builder.config
    builder.indexer = WikiIndex(
        builder.env,
        config.html_search_language or config.language,
        config.html_search_options,
        config.html_search_scorer,
    )
    vars(builder).pop("dump_search_index", None)
    if not docnames and WikiDomain.of(builder.env).unchanged and _index(builder).is_file():
        vars(builder)["dump_search_index"] = _leave
        return
    type(builder).load_indexer(builder, docnames)


def _index(builder: StandaloneHTMLBuilder) -> Path:
    return Path(builder.outdir, builder.searchindex_filename)


def _leave() -> None:
    """Leave the index as it is: no page is written, and none is gone."""


class WikiIndex(IndexBuilder):
    """Sphinx's index, fed with what is worth finding."""

    def __init__(
        self, env: BuildEnvironment, lang: str, options: dict[str, str], scoring: str
    ) -> None:
        super().__init__(env, lang, options, scoring)
        self.env = env
        vars(self.lang)["stem"] = lru_cache(_WORDS)(self.lang.stem)
        self.js_scorer_code += _WEIGHTS.read_text(encoding="utf-8")

    def feed(
        self, docname: str, filename: str | os.PathLike[str], title: str, doctree: nodes.document
    ) -> None:
        """Index the page without what every article has alike."""
        super().feed(docname, filename, title, searchable(doctree))

    def freeze(self) -> dict[str, Any]:
        """Return the index, with what the articles of the whole wiki add to it.

        Sphinx does not keep the entries of pages that are not written again, so those of
        authors are taken from the domain that does.
        """
        data = super().freeze()
        titles = dict(zip(data["docnames"], data["titles"], strict=True))
        numbers = {name: n for n, name in enumerate(data["docnames"]) if titles[name]}
        articles = [a for a in WikiDomain.of(self.env).graph.articles if a.docname in numbers]
        data["indexentries"] = self._entries(numbers)
        aliases = ((a, target.name) for a in articles for target in a.aliases)
        data["titleterms"] = _merged(data["titleterms"], self._terms(aliases, numbers))
        graph = WikiDomain.of(self.env).graph
        summaries = ((a, graph.summary(a)) for a in articles)
        data["summaryterms"] = _merged({}, self._terms(summaries, numbers))
        return data

    def _entries(self, numbers: dict[str, int]) -> dict[str, list[tuple[int, str, bool]]]:
        found: dict[str, list[tuple[int, str, bool]]] = {}
        for docname, number in numbers.items():
            names = [*_names(self.env, docname), *sorted(set(_own_entries(self.env, docname)))]
            for name, anchor, is_main in names:
                entry = (number, anchor, is_main)
                if entry not in (known := found.setdefault(name.lower(), [])):
                    known.append(entry)
        return found

    def _terms(
        self, texts: Iterable[tuple[Article, str]], numbers: dict[str, int]
    ) -> dict[str, set[int]]:
        """Return the words of *texts* as the search looks for them, and where they stand."""
        form_of = cache(self._form)
        found: dict[str, set[int]] = defaultdict(set)
        for article, text in texts:
            for word in set(self.lang.split(text)):
                if form := form_of(word):
                    found[form].add(numbers[article.docname])
        return found

    def _form(self, word: str) -> str:
        """Return the form of *word* that is looked for, nothing if none is."""
        forms = (self.lang.stem(word).lower(), word)
        return next(filter(self.lang.word_filter, forms), "")


def _names(env: BuildEnvironment, docname: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the names by which readers look for *docname*, with where they lead."""
    yield env.longtitles[docname].astext(), "", True
    page = WikiDomain.of(env).pages.get(docname)
    for article in page.articles if page is not None else ():
        aliases = (target.name for target in article.aliases)
        for name in (article.title, article.slug, article.slug.replace("-", " "), *aliases):
            yield name, article.anchor, True


def _own_entries(env: BuildEnvironment, docname: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the entries that the author of *docname* made for the general index."""
    for kind, value, target, main, _key in env.domains.index_domain.entries.get(docname, ()):
        try:
            words = split_index_msg(kind, value)
        except ValueError:  # Sphinx warns of it
            continue
        for word in words[:1] if kind in {"see", "seealso"} else words:
            yield word, target or "", main == "main"


def _merged(terms: dict[str, _Numbers], more: dict[str, set[int]]) -> dict[str, _Numbers]:
    result = dict(terms)
    for term, numbers in more.items():
        old = result.get(term, [])
        every = sorted(numbers.union([old] if isinstance(old, int) else old))
        result[term] = every[0] if len(every) == 1 else every
    return result
