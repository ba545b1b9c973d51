"""A wiki whose authors, sources and configuration want to run something, or to break the build."""

from __future__ import annotations

import json
from typing import Final

from conftest import Wiki

#: Ends what it stands in, and sets a mark or asks a foreign host.
MARKUP: Final = {
    "script": "<script>window.pwned='script'</script>",
    "ended-script": "</script><script>window.pwned='ended'</script>",
    "attribute": "\"><img src=x onerror=\"window.pwned='attribute'\">",
    "single": "'><svg/onload=window.pwned='single'>",
    "event": "\" onmouseover=\"window.pwned='event'\" onfocus=\"window.pwned='event'\" autofocus x=\"",
    "element": "</title></textarea></style></template></noscript><img src=x onerror=window.pwned=1>",
    "comment": "--><script>window.pwned='comment'</script><!--",
    "cdata": "]]><script>window.pwned='cdata'</script>",
    "frame": "<iframe srcdoc=\"<script>parent.pwned='frame'</script>\"></iframe>",
    "foreign": "<img src='https://evil.example/x.png'><link rel=stylesheet href=//evil.example/x>",
    "entity": "&lt;script&gt;window.pwned='entity'&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;",
    "template": "{{ 7*7 }} {% raw %} ${7*7} <%= 7 %> #{7*7} {base_url} {0} %s %(x)s",
    "string": "\\\"; window.pwned='string'; // \\u003cscript\\u003e `${window.pwned='tick'}`",
    "lines": "a\u2028window.pwned='line'\u2029b\u0085c",
    "markdown": "[x](javascript:window.pwned='md') ![x](//evil.example/x) {raw}`<b>` |x| `x <y>`_ *a_",
    "tex": r"\input{/etc/passwd}\write18{id}\immediate\openout5=pwned ^^5cinput $x$ \end{document} % ~ #1 {",
    "troff": "'\\\"\n.so /etc/passwd\n\\fB @include{x} @bye @macro{}",
    "records": 'x\nER  - \nTY  - BOOK\nTI  - Mallory}},\nauthor = {{Mallory}}, "a": "b"',
    "turtle": '" ; a <https://evil.example/> . # \\u0022 """ \\',
    "bidi": "\u202e\u2066abc\u2069\u200f def\u202c \u200b\u00ad\ufeff",
    "control": "a\x00b\x1b[31mc\x07d\ufffee",
    "sheet": '=HYPERLINK("https://evil.example") @SUM(1) +1 -1',
    "zalgo": "Z" + "\u0301\u0323" * 200 + " \U0001f468\u200d\U0001f469\u200d\U0001f467 \u0ddd\ufdfd",
    "long": "a" * 3000,
    "words": "and van der Jr., et al. others, {x} -- --- `` '' <i>x</i> <sup>2 <b>",
}  # fmt: skip
URLS: Final = {
    "javascript": "javascript:window.pwned='url'",
    "tabbed": "java\tscript:window.pwned='url'",
    "capital": " JaVaScRiPt:window.pwned='url'//https://x.example",
    "vbscript": "vbscript:window.pwned",
    "data": "data:text/html,<script>window.pwned='data'</script>",
    "quote": "https://x.example/\"onmouseover=\"window.pwned='url'",
    "entities": "&#106;avascript:window.pwned='url'",
    "control": "\x01javascript:window.pwned='url'",
    "null": "java\x00script:window.pwned='url'",
    "relative": "//evil.example/x",
    "doi": "10.1000/\"><script>window.pwned='doi'</script>",
    "mail": "mailto:a@x.example?subject=\"><script>window.pwned='mail'</script>",
}
#: Names of files that mean something to a shell, a URL, a template or another system.
FILES: Final = (
    "a b&c.md", "quo'te.md", "per%41cent.md", "%2e%2e.md", "{{ x }}.md", "dol$lar.md", "CON.md",
    "-dash.md", "\u00fcn\u00ef\u4e2d.md", "e\u0301.md", "dir;x/in dex.md", "x.print.md", "search.md",
    "genindex.md", "_citations/y.md", "sp  aces.md", "plus+.md", "at@x.md", "com,ma.md", "tilde~.md",
)  # fmt: skip
OPTIONS: Final = (
    "title", "topics", "aliases", "related", "uses", "broader", "primary-source", "source-url",
    "archive-url", "status", "status-note", "superseded-by", "authors", "published", "updated",
    "reviewed", "version", "former-slugs", "hatnote", "court", "unknown",
)  # fmt: skip


def configure(wiki: Wiki) -> None:
    """Write hostile texts wherever conf.py takes a text."""
    script, attribute = MARKUP["script"], MARKUP["attribute"]
    wiki.conf |= {
        "project": "P 'x' & y",  # which themes do not escape
        "html_theme": "alabaster",
        "exclude_patterns": [],
        "suppress_warnings": [],
        "epub_show_urls": "no",
        "latex_engine": "lualatex",
        "policywiki_publisher": f"{script} {attribute} \\input{{x}}",
        "policywiki_base_url": "https://x.example/\"><img/src=x/onerror=window.pwned='base'>",
        "policywiki_permalink": "{base_url}/'\"><img/src=x/onerror=window.pwned='link'>/{slug}",
        "policywiki_edition": f"2026 {script}",
        "policywiki_edition_permalink": "{base_url}/{edition}/{slug}",
        "policywiki_review_months": 1,
        "policywiki_bibliography": ["refs.bib", "refs.json", "refs.yaml", "none.bib"],
        "policywiki_citation_styles": [
            "apa", "chicago", "chicago-notes", "harvard", "harvard-cite-them-right", "oscola",
            "bluebook", "mla", "ieee", "vancouver", "bibtex", "biblatex", "ris", "csl-json",
        ],
        "policywiki_article_types": {
            "case": {
                "label": f"Case {script}", "plural": f"Cases {attribute}",
                "fields": {"court": f"Court {script}"},
            },
        },
        "policywiki_relations": {"related": {"label": f"Related {attribute}"}},
        "policywiki_statuses": {
            "doubtful": {"label": f"Doubtful {script}", "notice": f"N {attribute}", "severity": "danger"},
        },
    }  # fmt: skip


def write(wiki: Wiki) -> None:
    """Write the pages and the sources of the site."""
    configure(wiki)
    _write_sources(wiki)
    for name, value in MARKUP.items():
        _write_article(wiki, name, value)
    for name, value in URLS.items():
        page = f"# U {name}\n\n```{{concept}} u-{name}\n:source-url: {value}\n:archive-url: {value}\n\nS.\n```\n"
        wiki.write(f"url-{name}.md", page)
    for number, name in enumerate(FILES):
        page = f"# F {number}\n\n```{{concept}} f{number}\n:related: script, f{number + 1}\n\nS.\n```\n"
        wiki.write(name, page)
    _write_circles(wiki)
    _write_lists(wiki)


def _write_article(wiki: Wiki, name: str, value: str) -> None:
    """Write three pages that have *value* in each option: MyST, RST and front matter."""
    flat = " ".join(value.split(" "))
    indented = flat.replace("\n", "\n     ")
    kept = {"status": "doubtful", "published": "2020", "updated": "2021", "reviewed": "2020"}
    options = {option: kept.get(option, indented) for option in OPTIONS}
    options["aliases"] = f'"{indented.replace(chr(34), chr(34) * 2)}", {name}-alias'
    options["superseded-by"] = f"{name}-rst"
    options["related"] = f"{name}-rst, {name}-front, script"
    given = "\n".join(f":{option}: {text}" for option, text in options.items())
    literal = value.replace("`", "").replace("\n", " ")
    body = f"## Heading ``{literal}``\n\n{{concept}}`script` and {{source}}`s-{name}`, {{concept}}`{name}-rst`."
    heading = f"# T {name} ``{literal}``\n\n"
    wiki.write(
        f"{name}.md",
        f"{heading}````{{case}} {name}\n{given}\n\n{value}\n````\n\n{body}\n\n"
        f"```{{glance-box}}\n:x {literal[:60]}: {literal}\n```\n\n```{{source-list}}\n```\n",
    )
    fields = "".join(f"   :{option}: {text}\n" for option, text in options.items())
    wiki.write(
        f"{name}-rst.rst",
        f"R {name}\n{'=' * (len(name) + 2)}\n\n.. case:: {name}-rst\n{fields}\n"
        f"   Summary.\n\n:concept:`{name}` :source:`s-{name}`\n",
    )
    data = {"type": "case", "summary": value, **options}
    front = json.dumps({"wiki": data}, ensure_ascii=False)
    wiki.write(f"{name}-front.md", f"---\n{front}\n---\n\n# Y {name}\n\nProse.\n")


def _write_sources(wiki: Wiki) -> None:
    def escaped(value: str) -> str:
        return value.replace("{", "").replace("}", "")

    entries = [
        f"@online{{s-{name}, title = {{{escaped(value)}}}, author = {{{{{escaped(value)}}} and {escaped(value)}}},"
        f" date = {{2020}}, url = {{{escaped(value)}}}, note = {{{escaped(value)}}}}}"
        for name, value in MARKUP.items()
    ]
    wiki.write("refs.bib", "\n".join(["@misc{broken, title = {", *entries, "@x{}}}"]))
    items = [
        {
            "id": f"j-{name}", "type": value, "title": value, "author": [{"literal": value}], "URL": url,
            "DOI": value, "container-title": value, "issued": {"raw": value}, "publisher": value,
        }
        for (name, value), url in zip(MARKUP.items(), [*URLS.values()] * 9, strict=False)
    ]  # fmt: skip
    wiki.write(
        "refs.json", json.dumps([*items, {"id": "\ud800", "title": "\udfff"}, 3, [[]], None])
    )
    wiki.write("refs.yaml", json.dumps({"references": items[:5]}))


def _write_circles(wiki: Wiki) -> None:
    """Write articles that are each other's successors, broader concepts and aliases."""
    for n in range(4):
        after = f"loop{(n + 1) % 4}"
        wiki.article(
            f"loop{n}", f"superseded-by: {after}", f"broader: {after}, loop{n}", f"aliases: {after}, same",
            f"former-slugs: {after}, loop{n}, old", "title: Same", summary=f"{{concept}}`{after}`",
        )  # fmt: skip
    wiki.write("twice.md", "# T\n\n```{concept} loop0\nS.\n```\n\n```{concept} twice\nS.\n```\n")
    many, topics = (
        ", ".join(f"{letter}{n}" for n in range(count))
        for letter, count in (("n", 1000), ("t", 40))
    )
    wiki.article("many", f"topics: {topics}", f"aliases: {many}", f"uses: {many.replace(chr(110), chr(109))}", f"authors: {many}",
                 summary="word " * 20_000)  # fmt: skip
    wiki.write(
        "slug.md", f"# S\n\n```{{concept}} ../../{'x' * 5000}/../<b>\n:title: x\n\nS.\n```\n"
    )
    wiki.write("nothing.md", "```{concept}\n```\n")
    raw = "<script>window.pwned='raw'</script> <img src=x onerror=window.pwned='raw'>"
    wiki.write("raw.md", f"# R\n\n```{{concept}} raw\n{raw} {{concept}}`many`\n\n{raw}\n```\n")
    wiki.write("bad.md", "---\nwiki: [\n---\n\n# B\n")
    wiki.write("scalar.md", "---\nwiki: &a\n  *a : 1\n---\n\n# B\n")


def _write_lists(wiki: Wiki) -> None:
    links = "\n".join(f"- {{article}}`{name}` {{article}}`<{name}-alias>`" for name in MARKUP)
    lists = "".join(
        f"```{{article-list}}\n:style: {style}\n:group-by: {by}\n```\n\n"
        for style, by in (("list", "type"), ("table", "status"), ("cards", "topics"))
    )
    odd = "".join(
        f"```{{article-list}}\n:topics: {value.splitlines()[0]}\n```\n\n"
        for value in MARKUP.values()
    )
    write_earlier(wiki)
    wiki.write("lists.md", f"# Lists\n\n{lists}{odd}")
    wiki.write("changes.md", "# Changes\n\n```{article-changes}\n:since: earlier.json\n```\n")
    wiki.write("graph.md", "# Graph\n\n```{article-graph}\n```\n\n```{article-graph} script\n```\n")
    wiki.write("index.md", f"# Start\n\n{links}\n\n```{{backlinks}} script\n```\n")


def write_earlier(wiki: Wiki) -> None:
    """Write the data of an edition of which each article is gone or changed."""
    articles = [
        dict.fromkeys(("slug", "title", "content", "status", "type", "superseded_by"), value)
        for value in MARKUP.values()
    ]
    data = {"format": 1, "edition": MARKUP["script"], "articles": articles}
    wiki.write("earlier.json", json.dumps(data))
