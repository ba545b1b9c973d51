"""Large and odd wikis: long chains, circles, long articles, the scripts of fifty languages."""

from __future__ import annotations

import cProfile
import inspect
import io
import json
import pickle
import pstats
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx.util.inventory import InventoryFile

from conftest import Build, Wiki, squeeze
from sphinx_policywiki.graph import Graph
from sphinx_policywiki.metadata.hierarchy import Hierarchy
from sphinx_policywiki.model import Article, Place, Target, lookup_key, slugify
from sphinx_policywiki.vocabulary import article_types, relations

TYPES: Final = article_types({})
RELATIONS: Final = relations({}, TYPES)


def calls(work: Callable[[], object], part: str = "") -> int:
    """Return how many calls of functions *work* takes, of those in paths with *part*."""
    profile = cProfile.Profile()
    with profile:
        work()
    stats: Any = pstats.Stats(profile)
    return sum(found[0] for (path, _, _), found in stats.stats.items() if part in path)


# --- chains ----------------------------------------------------------------------


def article(number: int, next_: int | None, **values: Any) -> Article:
    """Return an article that reaches the next by its alias, in every relation that chains."""
    target = () if next_ is None else (Target(f"alias {next_}", 5),)
    return Article(
        slug=f"n{number}",
        type="concept",
        title=f"Title {number}",
        place=Place(f"n{number}", f"n{number}.md", 3),
        aliases=(Target(f"alias {number}", 4),),
        relations={"broader": target, "related": target},
        superseded_by=target[0] if target else None,
        **values,
    )


def chain(length: int, *, closed: bool = False) -> list[Article]:
    last = 0 if closed else None
    return [article(n, n + 1 if n + 1 < length else last) for n in range(length)]


def make_graph(articles: Iterable[Article]) -> Graph:
    return Graph(articles, RELATIONS, TYPES)


def look(articles: list[Article]) -> Graph:
    """Make the graph and ask it what pages ask, of each article."""
    graph = make_graph(articles)
    for one in graph.articles:
        graph.successor(one)
        graph.summary(one)
        for relation in RELATIONS:
            graph.links(one, relation)
    assert len(graph.by_slug) == len(articles)
    return graph


@pytest.mark.slow
def test_a_chain_of_ten_thousand_costs_ten_times_one_of_a_thousand() -> None:
    short, long = chain(1_000), chain(10_000)
    assert calls(lambda: look(long)) < 12 * calls(lambda: look(short))
    graph = look(long)
    assert graph.problems == []
    (link,) = graph.links(long[4_000], "broader")
    assert link.article is long[4_001]
    (back,) = graph.links(long[4_000], "narrower")
    assert back.article is long[3_999]


def test_a_chain_is_kept_flat() -> None:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 50)
    try:
        assert len(pickle.dumps(look(chain(10_000)).articles)) > 10_000
    finally:
        sys.setrecursionlimit(before)


def test_a_circle_of_ten_thousand_is_told_once_for_each_relation() -> None:
    problems = make_graph(chain(10_000, closed=True)).problems
    assert [problem.subtype for problem in problems] == ["relation_cycle"] * 2
    for problem in problems:
        assert "n0 → n1 → n2 → " in problem.message
        assert "… → n0; take one" in problem.message
        assert len(problem.message) < 200


def test_chains_that_lead_into_a_circle() -> None:
    circle = [article(n, (n + 1) % 10) for n in range(10)]
    ways = [article(n, n - 1 if n % 50 else n % 10) for n in range(10, 3_010)]
    found = [problem.subtype for problem in make_graph([*circle, *ways]).problems]
    assert found == ["relation_cycle"] * 2


@given(
    st.dictionaries(
        st.integers(0, 9), st.lists(st.integers(0, 9), max_size=3, unique=True), max_size=10
    )
)
def test_a_hierarchy_knows_what_is_above(wider: dict[int, list[int]]) -> None:
    names = {str(n): [str(other) for other in wider.get(n, ())] for n in range(10)}
    hierarchy = Hierarchy(names)
    for low, above in names.items():
        found: set[str] = set()
        ahead = list(above)
        while ahead:
            name = ahead.pop()
            if name not in found:
                found.add(name)
                ahead += names[name]
        assert {high for high in names if hierarchy.is_above(high, low)} == found


@pytest.mark.parametrize("part", [1_000, 2])
def test_a_hierarchy_asks_no_chain_from_end_to_end(part: int) -> None:
    def ask(length: int) -> None:
        step = length // part
        wider = {str(n): [str(n + 1)] if n + 1 < length else [] for n in range(length)}
        hierarchy = Hierarchy(wider)
        for n in range(length - step):
            assert hierarchy.in_line(str(n), str(n + step))
        assert not hierarchy.is_above("0", str(length - 1))

    assert calls(lambda: ask(10_000)) < 12 * calls(lambda: ask(1_000))


@pytest.fixture
def shallow() -> Iterator[None]:
    """Allow fewer calls within calls than the chain of the test has members."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(450)
    yield
    sys.setrecursionlimit(limit)


def write_chain(wiki: Wiki, length: int) -> None:
    for n in range(length):
        next_ = f"alias {n + 1}" if n + 1 < length else ""
        options = [f"{name}: {next_}" for name in ("broader", "related", "superseded-by") if next_]
        text = f"{{concept}}`{next_}`" if next_ else "The end."
        wiki.article(f"n{n}", f"aliases: alias {n}", *options, body=text)


@pytest.mark.slow
@pytest.mark.usefixtures("shallow")
def test_nothing_goes_down_a_chain_by_calls_within_calls(wiki: Wiki) -> None:
    wiki.conf["html_theme"] = "basic"
    write_chain(wiki, 400)
    build = wiki.build()
    assert (build.statuscode, build.warnings) == (0, "")
    assert len(json.loads(build.text("articles.json"))["articles"]) == 400
    assert build.text("wiki.ttl").count("a skos:Concept ;") == 400


@pytest.mark.slow
def test_a_build_of_a_chain_costs_in_proportion(make_wiki: Callable[[], Wiki]) -> None:
    counted = []
    for length in (60, 120):
        wiki = make_wiki()
        wiki.conf["html_theme"] = "basic"
        write_chain(wiki, length)
        counted.append(calls(wiki.build, "sphinx_policywiki"))
    assert counted[1] < 2.3 * counted[0]


# --- long articles -------------------------------------------------------------------

LONG: Final[dict[str, Callable[[int], str]]] = {
    "paragraph": lambda n: "Words and words. " * n * 20,
    "word": lambda n: "x" * n * 400,
    "roles": lambda n: "See {concept}`other`. " * n * 2,
    "paragraphs": lambda n: "See {concept}`other` there.\n\n" * n,
    "headings": lambda n: "".join(f"## Heading {i}\n\nText.\n\n" for i in range(n)),
    "sources": lambda n: "It is so {source}`doe`. " * n,
    "brackets": lambda n: "[" * n * 4 + "`" * n + "<a " * n,
}


@pytest.mark.parametrize("kind", LONG)
def test_a_long_article_costs_in_proportion(make_wiki: Callable[[], Wiki], kind: str) -> None:
    counted = []
    for size in (100, 200):
        wiki = make_wiki()
        wiki.conf |= {"html_theme": "basic", "policywiki_bibliography": ["s.bib"]}
        wiki.write("s.bib", "@book{doe, title={Things}, author={Doe, J}, year={2020}}\n")
        wiki.article("other")
        wiki.article("long", body=LONG[kind](size))
        counted.append(calls(lambda wiki=wiki: wiki.build(suppress_warnings=["myst", "toc"])))
    assert counted[1] < 2.2 * counted[0]


@pytest.mark.slow
@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_an_article_of_a_hundred_thousand_signs(wiki: Wiki, builder: str) -> None:
    wiki.article("other")
    summary = "Words and words. " * 6_000
    word = "y" * (5_000 if builder == "text" else 100_000)  # Sphinx breaks it in quadratic time
    wiki.article("long", summary=summary, body=f"{word}\n\n{summary}")
    build = wiki.build(builder)
    assert (build.statuscode, build.warnings) == (0, "")
    if builder == "html":
        assert len(squeeze(build.soup("long.html").select_one(".pw-summary"))) > 100_000
        assert max(p.stat().st_size for p in (build.outdir / "_previews").iterdir()) < 5_000


# --- scripts -------------------------------------------------------------------------

#: A title in each of fifty and more ways to write; what is not seen is spelled out.
TITLES: Final = {
    "arabic": "الذكاء الاصطناعي",
    "hebrew": "בינה מלאכותית",
    "devanagari": "कृत्रिम बुद्धिमत्ता",
    "bengali": "কৃত্রিম বুদ্ধিমত্তা",
    "gurmukhi": "ਮਸਨੂਈ ਬੁੱਧੀ",
    "gujarati": "કૃત્રિમ બુદ્ધિમત્તા",
    "oriya": "କୃତ୍ରିମ ବୁଦ୍ଧିମତ୍ତା",
    "tamil": "செயற்கை நுண்ணறிவு",
    "telugu": "కృత్రిమ మేధస్సు",
    "kannada": "ಕೃತಕ ಬುದ್ಧಿಮತ್ತೆ",
    "malayalam": "കൃത്രിമബുദ്ധി",
    "sinhala": "කෘතිම බුද්ධිය",
    "thai": "ปัญญาประดิษฐ์",
    "lao": "ປັນຍາປະດິດ",
    "khmer": "បញ្ញាសិប្បនិម្មិត",
    "burmese": "ဉာဏ်ရည်တု",
    "tibetan": "མིས་བཟོས་རིག་ནུས།",
    "georgian": "ხელოვნური ინტელექტი",
    "armenian": "Արհեստական բանականություն",
    "amharic": "ሰው ሰራሽ አስተውሎት",
    "greek": "Τεχνητή νοημοσύνη",
    "cyrillic": "Искусственный интеллект",
    "ukrainian": "Штучний інтелект",
    "chinese": "人工智能",
    "traditional": "人工智慧",
    "japanese": "人工知能の規制",
    "hangul": "인공지능",
    "mongolian": "ᠬᠢᠶᠮᠡᠯ ᠣᠶᠤᠨ",
    "cherokee": "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ",
    "inuktitut": "ᐃᓄᒃᑎᑐᑦ",
    "thaana": "އިންޓެލިޖެންސް",
    "syriac": "ܠܫܢܐ ܣܘܪܝܝܐ",
    "nko": "ߒߞߏ",
    "tifinagh": "ⵜⴰⵎⴰⵣⵉⵖⵜ",
    "vietnamese": "Trí tuệ nhân tạo",
    "turkish": "İSTANBUL ıI",
    "german": "Straße der GRÖSSE",
    "icelandic": "Þróun Ðæ",
    "yoruba": "Ọgbọ\u0301n àtọwọ\u0301dá",
    "decomposed": "Cafe\u0301 re\u0301sume\u0301",
    "zalgo": "Z\u0335\u0301\u0302a\u0323\u0324lgo",
    "emoji": "Risk 🧑\u200d⚖️ 🇪🇺 rule",
    "flags": "👩🏽\u200d🚀 mission",
    "gothic": "𐌲𐌿𐍄𐌹𐍃𐌺",
    "deseret": "𐐔𐐯𐑅𐐨𐑉𐐯𐐻",
    "cuneiform": "𒀭𒂗𒆤",
    "han-b": "𠮷野家",
    "adlam": "𞤆𞤵𞤤𞤢𞤪",
    "math": "𝔐𝔞𝔱𝔥 𝟙𝟚",
    "fullwidth": "ＡＩ\u3000ａｃｔ",
    "ligature": "ﬁnance oﬃce",
    "rtlmarks": "\u200fשלום\u200e world",
    "bidi": "a\u202eb\u202cc",
    "zwj": "क्\u200dष zwnj\u200cfa",
    "javanese": "ꦧꦱꦗꦮ",
    "yi": "ꆈꌠꁱꂷ",
    "softhyphen": "co\u00adopera\u00adtion",
    "digits": "٣ قوانين",
}


def write_scripts(wiki: Wiki) -> None:
    wiki.conf["html_theme"] = "basic"
    for name, title in TITLES.items():
        wiki.write(
            f"{name}.md",
            f"# {title}\n\n```{{concept}} {slugify(title)}\n:aliases: the {title}, {name} name\n"
            f":topics: {title}\n\nSummary of {title}.\n```\n\n"
            f"{{concept}}`the {title}`, [](#{slugify(title)}).\n",
        )


def seen(text: str) -> str:
    """Return *text* as it is compared: in one form, with one space, without quotation marks."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Wiki, Build]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1780178849")
        wiki = Wiki(tmp_path_factory.mktemp("scripts"))
        write_scripts(wiki)
        yield wiki, wiki.build()


def test_fifty_scripts_are_told_apart() -> None:
    assert len(TITLES) >= 50
    slugs = [slugify(title) for title in TITLES.values()]
    assert len({lookup_key(slug) for slug in slugs}) == len(TITLES)
    assert all(slug and slugify(slug) == slug for slug in slugs)


def test_pages_in_fifty_scripts(site: tuple[Wiki, Build]) -> None:
    _, build = site
    assert (build.statuscode, build.warnings) == (0, "")
    for name, title in TITLES.items():
        page = build.article(f"{name}.html")
        assert seen(title) in seen(page.select_one("h1").get_text())
        assert seen(f"Summary of {title}.") in seen(page.select_one(".pw-summary").get_text())
        links = page.select(".pw-details p a")
        assert [seen(link.get_text()) for link in links] == [seen(f"the {title}"), seen(title)]
        slug = slugify(title)
        bib = next(str(a["href"]) for a in page.select(".pw-downloads a"))
        assert unquote(bib) == f"_citations/{slug}.bib"
        assert (build.outdir / unquote(bib)).is_file()
        address = page.select_one(".pw-permalink a")["href"]
        assert unquote(address) == f"https://policywindow.org/wiki/{slug}"
        assert address.isascii()


def test_data_in_fifty_scripts(site: tuple[Wiki, Build]) -> None:
    _, build = site
    entries = json.loads(build.text("articles.json"))["articles"]
    assert {entry["slug"]: seen(entry["title"]) for entry in entries} == {
        slugify(title): seen(title) for title in TITLES.values()
    }
    previews = "".join(p.read_text(encoding="utf-8") for p in build.outdir.glob("_previews/*.js"))
    turtle = build.text("wiki.ttl")
    for title in TITLES.values():
        assert f'skos:notation "{slugify(title)}"' in turtle
        assert seen(title) in seen(previews)
    assert json.loads(build.text("searchindex.js")[16:-1])["docnames"]


def test_the_inventory_comes_back_in_fifty_scripts(site: tuple[Wiki, Build]) -> None:
    _, build = site
    with (build.outdir / "objects.inv").open("rb") as file:
        found = InventoryFile.load(file, "https://x.org", lambda base, path: f"{base}/{path}")
    concepts = found["wiki:concept"]
    for name, title in TITLES.items():
        for key in (slugify(title), f"{name} name"):
            item = concepts[key]
            shown = key if item.display_name == "-" else item.display_name
            assert item.uri.split("#")[0] == f"https://x.org/{name}.html"
            assert seen(shown) == seen(title)


@pytest.mark.slow
@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "text", "latex", "epub"])
def test_other_formats_in_fifty_scripts(site: tuple[Wiki, Build], builder: str) -> None:
    wiki, _ = site
    build = wiki.build(builder, version="1", copyright="2026")
    assert (build.statuscode, build.warnings) == (0, "")
    if builder == "epub":
        (book,) = build.outdir.glob("*.epub")
        with zipfile.ZipFile(io.BytesIO(book.read_bytes())) as archive:
            assert {f"{name}.xhtml" for name in TITLES} <= {
                Path(n).name for n in archive.namelist()
            }


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_links_find_names_in_either_form(wiki: Wiki, form: str) -> None:
    for name in ("decomposed", "vietnamese", "hangul", "devanagari"):
        title = TITLES[name]
        wiki.write(f"{name}.md", f"# {title}\n\n```{{concept}}\n:aliases: x {title}\nS.\n```\n")
    others = (unicodedata.normalize(form, TITLES[n]) for n in ("vietnamese", "hangul"))
    roles = "\n\n".join(f"{{concept}}`{other}` {{article}}`x {other}`" for other in others)
    wiki.article("a", body=roles)
    build = wiki.build()
    assert build.warnings == ""
    links = build.article("a.html").select(".pw-details p a")
    assert [a["href"] for a in links] == ["vietnamese.html"] * 2 + ["hangul.html"] * 2


def test_names_of_files_stay_within_255_bytes(wiki: Wiki) -> None:
    wiki.conf |= {"policywiki_fold": 1, "policywiki_redirects": False}
    slug = "ක" * 200
    wiki.article(
        slug, "broader: a, b", f"aliases: {'ය' * 200}", f"topics: {'ර' * 200}", name="x.md"
    )
    for name in "ab":
        wiki.article(name)
    build = wiki.build()
    assert (build.statuscode, build.warnings) == (0, "")
    names = [path.name for path in build.outdir.rglob("*")]
    assert max(len(name.encode()) for name in names) <= 255
    (rest,) = build.article("x.html").select("a.pw-rest")
    assert (build.outdir / unquote(str(rest["href"]))).is_file()


# --- much that one article is linked from ----------------------------------------------


def write_hub(wiki: Wiki, pages: int, on_each: int) -> None:
    """Write a concept that *on_each* instruments on each of so many *pages* use and link to."""
    wiki.conf |= {"html_theme": "basic", "policywiki_auto_sections": False}
    wiki.conf["suppress_warnings"] = ["toc.not_included", "policywiki.multiple_articles"]
    wiki.article("hub", body="```{glance-box}\n```\n\n```{backlinks}\n```")
    for n in range(pages):
        acts = (
            f"## Act {n}x{m}\n\n```{{instrument}} act-{n}x{m}\n:uses: hub\n```\n\n"
            f"Act {n}x{m} rests on {{concept}}`hub`.\n"
            for m in range(on_each)
        )
        wiki.write(f"p{n}.md", f"# Page {n}\n\n{''.join(acts)}")


@pytest.mark.slow
def test_a_concept_that_five_thousand_instruments_use_and_link_to(wiki: Wiki) -> None:
    write_hub(wiki, 50, 100)
    build = wiki.build()
    assert (build.statuscode, build.warnings) == (0, "")
    hub = build.article("hub.html")
    assert len(str(hub)) < 30_000
    assert [squeeze(a) for a in hub.select("a.pw-rest")] == ["and 4,980 more"] * 2
    for page, entries in (("used-by", "li"), ("backlinks", "ul.pw-contexts strong")):
        soup = build.soup(f"wiki-{page}/hub.html")
        assert len(soup.select(f".pw-long-list .pw-index-group {entries}")) == 5_000
    path = wiki.src / "p7.md"
    path.write_text(path.read_text("utf-8").replace("Act 7x7 rests on", "Act 7x7 builds on"))
    build = wiki.build()
    assert build.written == {"p7"}
    assert "Act 7x7 builds on" in build.text("wiki-backlinks/hub.html")
