"""The order of titles: by the rules of the language, the same on every machine."""

from __future__ import annotations

import random
import sys
from importlib import import_module
from itertools import pairwise

import pytest
from sphinx.errors import ConfigError

from conftest import Wiki, squeeze
from sphinx_policywiki import collation as module
from sphinx_policywiki.collation import PLAIN, Collation, IcuCollation, collation
from sphinx_policywiki.graph import Graph
from sphinx_policywiki.model import Article, Place

#: What a dictionary or phone book of the language has in this order.
SORTED = {
    "en": ["7 principles", "20 questions", "Aardvark", "éclair", "Eden", "the end", "Zebra"],
    "de": ["Apfel", "Äpfel", "Apfelsaft", "Masse", "Maße", "Öl", "Orden", "Übel", "Uhr"],
    "fr": ["cote", "coté", "côte", "côté", "coteau", "œuf", "offre", "zèle"],
    "es": ["llama", "luna", "nube", "nunca", "ñame", "ñoño", "oca"],
    "sv": ["Adam", "Zebra", "Åland", "Ädel", "Öland"],
    "el": ["άλφα", "αρχή", "Βήτα", "έψιλον", "Ζήτα", "ύψιλον", "Ωμέγα"],
    "ru": ["Акт", "Дело", "ёлка", "жизнь", "ил", "йод", "кот", "Яблоко"],
    "uk": ["галас", "ґанок", "дім", "єдність", "життя", "ирій", "інше", "їжак", "йод"],
    "zh_CN": ["安全", "北京", "对齐", "人工智能", "上海", "政策", "中国"],
    "ar": ["أمن", "باب", "ثقة", "حق", "قانون", "وزارة", "يوم"],
    "da": ["Aften", "Zebra", "Ægir", "Ørsted", "Aalborg", "Århus"],
    "cs": ["car", "čas", "hora", "chata", "zima", "žena"],
    "tr": ["can", "çam", "ılık", "iz", "şal", "tuz"],
}


@pytest.mark.parametrize("language", SORTED)
def test_every_language_sorts_by_its_own_rules(language: str) -> None:
    words = SORTED[language]
    shuffled = random.Random(5).sample(words, len(words))
    assert sorted(shuffled, key=collation(language).key) == words


def alphabet(language: str) -> list[str]:
    letters = import_module("icu").LocaleData(language).getExemplarSet(0, 0)
    return [letter for letter in letters if len(letter) == 1]


@pytest.mark.parametrize("language", sorted(PLAIN))
def test_what_needs_no_library_is_what_the_library_says(language: str) -> None:
    """ICU decides between accents in finer steps; letters are the same for every pair of words."""
    dice, letters = random.Random(1), alphabet(language)
    words = ["".join(dice.choices(letters, k=dice.randint(1, 5))) for _ in range(400)]
    words += [word.title() for word in words[:100]]
    words += [f"{word} {dice.choice(words)}" for word in words[:100]]
    words += [f"{word}-{dice.randint(0, 300)}" for word in words[:50]]
    ours, theirs = Collation(language), IcuCollation(language)
    theirs._collator.setStrength(import_module("icu").Collator.PRIMARY)
    by_letters = sorted(words, key=ours.key)
    keys = [theirs.key(word)[0] for word in by_letters]
    assert keys == sorted(keys)
    assert len(set(keys)) > 300
    labels = {ours.initial(word) for word in words} - {"Ъ", "Ь"}  # ICU has none for them
    assert labels <= {theirs.initial(word) for word in words}


def test_numbers_go_by_value_and_opening_signs_do_not_count() -> None:
    titles = ["Act 2", "Act 10", "“Act 11”", "Act of 1999", "§ 5 Duties", "§ 12 Duties", "Bill"]
    for order in (Collation("en"), IcuCollation("en")):
        shown = sorted(titles, key=order.key)
        assert shown.index("§ 5 Duties") + 1 == shown.index("§ 12 Duties") == 1
        assert shown[2:] == ["Act 2", "Act 10", "“Act 11”", "Act of 1999", "Bill"]


@pytest.mark.parametrize(
    ("language", "title", "letter"),
    [
        ("de", "Äpfel", "A"), ("sv", "Äpfel", "Ä"), ("sv", "Ærø", "Ä"), ("sv", "Zon", "Z"),
        ("es", "Ñame", "Ñ"), ("de", "ñame", "N"), ("en", "“Privacy”", "P"), ("en", "7 rules", "0–9"),
        ("en", "…", "#"), ("en", "", "#"), ("en", "Łódź", "L"), ("en", "Ωμέγα", "Ω"),
        ("ru", "Йод", "Й"), ("ru", "ёлка", "Е"),
    ],
)  # fmt: skip
def test_the_letter_of_an_index(language: str, title: str, letter: str) -> None:
    assert collation(language).initial(title) == letter


@pytest.mark.parametrize(
    ("language", "title", "letter"),
    [
        ("zh_CN", "人工智能", "R"), ("zh_CN", "Act", "A"), ("zh_CN", "7", "0–9"),
        ("zh_TW", "一", "1劃"), ("ja", "すし", "さ"), ("ko", "가나", "ㄱ"), ("cs", "Chata", "CH"),
        ("ar", "أمن", "ا"), ("tr", "ılık", "I"),
    ],
)  # fmt: skip
def test_the_letter_of_an_index_by_the_library(language: str, title: str, letter: str) -> None:
    assert collation(language).initial(title) == letter


def test_ranks_of_articles_are_made_once() -> None:
    class Counting(Collation):
        calls = 0

        def key(self, text: str) -> object:
            self.calls += 1
            return super().key(text)

    order = Counting("sv")
    titles = ["Zon", "Öl", "Ål", "ål", "Al"]
    articles = [
        Article(f"s{n}", "concept", title, Place(f"d{n}", f"d{n}.md", 1))
        for n, title in enumerate(titles)
    ]
    graph = Graph(articles, {}, {}, order)
    assert [a.title for a in graph.by_title] == ["Al", "Zon", "ål", "Ål", "Öl"]
    assert all(graph.rank(a) < graph.rank(b) for a, b in pairwise(graph.by_title))
    assert order.calls == len(titles)


LISTS = """# Wiki

```{article-list}
:group-by: letter
```

```{article-list}
:group-by: topic
```
"""


@pytest.mark.parametrize(
    ("language", "letters", "topics"),
    [
        ("de", ["A Abgabe Äquivalenz Auflage", "Z Zoll"], ["Abgabe", "Öl", "Zoll"]),
        ("sv", ["A Abgabe Auflage", "Z Zoll", "Ä Äquivalenz"], ["Abgabe", "Zoll", "Öl"]),
    ],
)
def test_lists_follow_the_language(
    wiki: Wiki, language: str, letters: list[str], topics: list[str]
) -> None:
    wiki.conf["language"] = language
    wiki.write("index.md", LISTS)
    for title, topic in {
        "Zoll": "Zoll",
        "Äquivalenz": "Öl",
        "Abgabe": "Abgabe",
        "Auflage": "",
    }.items():
        wiki.article(title.lower(), *([f"topics: {topic}"] if topic else []), title=title)
    build = wiki.build()
    assert "policywiki" not in build.warnings
    groups = [squeeze(p) for p in build.soup("index.html").select(".pw-group")]
    first = build.soup("index.html").select("ul.pw-articles")
    shown = [
        " ".join([group, *(squeeze(a) for a in ul.select("a"))])
        for group, ul in zip(groups, first, strict=True)
    ]
    assert shown[: len(letters)] == letters
    assert groups[len(letters) : -1] == topics


def test_relations_backlinks_and_sources_follow_the_language(wiki: Wiki) -> None:
    wiki.conf |= {"language": "sv", "policywiki_bibliography": ["refs.bib"]}
    entries = (
        f"@book{{k{n}, author = {{{name}, A.}}, title = {{T}}, year = {{2020}}}}\n"
        for n, name in enumerate(["Öberg", "Zander", "Åkesson"])
    )
    wiki.write("refs.bib", "".join(entries))
    wiki.article(
        "mål", body="```{backlinks} mål\n```\n\n{source}`k0;k1;k2`\n\n```{source-list}\n```"
    )
    for title in ["Öppen", "Zon", "Ånga"]:
        wiki.article(title.lower(), "related: mål", title=title, body="{concept}`mål`")
    page = wiki.build().article("mål.html")
    links = [squeeze(term) for term in page.select(".pw-backlinks > li > p:first-child")]
    assert links == ["Zon", "Ånga", "Öppen"]
    assert "Zon, Ånga, Öppen" in squeeze(page.select_one("aside"))
    assert [squeeze(li)[:2] for li in page.select(".pw-sources > li")] == ["Za", "Åk", "Öb"]


def test_an_index_has_each_letter_once_and_in_order(wiki: Wiki) -> None:
    wiki.conf["language"] = "zh_CN"
    for number, title in enumerate(["AI Act", "安全", "北京", "Zoning", "中国", "Chips"]):
        wiki.article(f"s{number}", title=title)
    page = wiki.build().soup("wiki-articles.html")
    assert [squeeze(heading)[:1] for heading in page.select("h2")][:4] == ["A", "B", "C", "Z"]


def test_the_setting_decides(wiki: Wiki) -> None:
    wiki.write("index.md", "# Wiki\n\n```{article-list}\n```\n")
    for title in ["Göbel", "Goethe", "Goldmann", "Göthe", "Götz"]:
        wiki.article(title.lower(), title=title)

    def shown(setting: str | None) -> list[str]:
        wiki.conf |= {"language": "de", "policywiki_collation": setting}
        build = wiki.build(clean=True)
        return [squeeze(a) for a in build.soup("index.html").select(".pw-articles a")]

    assert shown(None) == shown("simple") == ["Göbel", "Goethe", "Goldmann", "Göthe", "Götz"]
    assert shown("de-u-co-phonebk") == ["Göbel", "Goethe", "Göthe", "Götz", "Goldmann"]
    with pytest.raises(ConfigError, match="'xx garbage' cannot be had: 'xx garbage' is no locale"):
        shown("xx garbage")


@pytest.fixture
def without_icu(monkeypatch: pytest.MonkeyPatch):
    module.collation.cache_clear()
    monkeypatch.setitem(sys.modules, "icu", None)
    yield
    module.collation.cache_clear()


def test_a_language_that_needs_the_library_says_so(wiki: Wiki, without_icu: None) -> None:
    wiki.article("a")
    wiki.conf["language"] = "zh_CN"
    (warning,) = wiki.build(clean=True).warnings.splitlines()
    assert "cannot be sorted by the rules of the language 'zh_CN': it needs PyICU" in warning
    assert "pip install 'sphinx-policywiki[icu]', or set policywiki_collation = 'simple'" in warning
    assert warning.endswith("[policywiki.collation]")
    wiki.conf["policywiki_collation"] = "simple"
    assert wiki.build(clean=True).warnings == ""
    wiki.conf["policywiki_collation"] = "zh-u-co-stroke"
    with pytest.raises(ConfigError, match="policywiki_collation: 'zh-u-co-stroke' cannot be had"):
        wiki.build(clean=True)


def test_what_is_installed_does_not_decide_for_the_others(wiki: Wiki, without_icu: None) -> None:
    wiki.write("index.md", "# Wiki\n\n```{article-list}\n:group-by: letter\n```\n")
    for title in ["Ärende", "Zon", "Ånga"]:
        wiki.article(title.lower(), title=title)
    wiki.conf["language"] = "sv"
    build = wiki.build(clean=True)
    assert build.warnings == ""
    titles = [squeeze(a) for a in build.soup("index.html").select(".pw-articles a")]
    assert titles == ["Zon", "Ånga", "Ärende"]
