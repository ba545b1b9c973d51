"""What scripts add is in the language of the page, dates in the language of the citation."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.dates import get_month_names
from playwright.sync_api import Browser, Page

from conftest import Wiki

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def cited(wiki: Wiki) -> Wiki:
    wiki.conf["policywiki_citation_styles"] = ["oscola", "csl:apa", "csl:din-1505-2"]
    block = "```{cite-block}\n:accessed: reader\n```\n"
    wiki.article("a", body=f"Text.\n\n## Abschnitt\n\nMehr.\n\n{block}")
    return wiki


def opened(browser: Browser, wiki: Wiki, language: str) -> Page:
    out = wiki.build(language=language, out=language, policywiki_collation="simple").outdir
    page = browser.new_page(timezone_id="UTC")
    page.goto(Path(out, "a.html").as_uri())
    page.locator(".pw-cite-section").first.click()
    page.wait_for_selector("dialog .pw-copy")
    return page


ADDED = """() => [...document.querySelectorAll(
    "button.pw-copy, fieldset.pw-styles legend, fieldset.pw-styles label, dialog h2"
)].flatMap((element) => [element.textContent, element.getAttribute("aria-label") || ""])"""


def added_by_scripts(page: Page) -> set[str]:
    """Return the texts and names of all that scripts made, but for the names of the styles."""
    styles = set(
        page.evaluate("[...document.querySelectorAll('[data-style]')].map(e => e.dataset.style)")
    )
    return {" ".join(text.split()) for text in page.evaluate(ADDED)} - styles - {""}


@pytest.mark.parametrize("language", ["de", "es", "fr", "zh_CN"])
def test_nothing_that_scripts_add_is_in_english(
    browser: Browser, cited: Wiki, language: str
) -> None:
    english = added_by_scripts(opened(browser, cited, "en"))
    translated = added_by_scripts(opened(browser, cited, language))
    assert len(english) == len(translated) > 8
    assert english & translated == set()


def test_the_readers_date_is_in_the_language_of_the_citation(browser: Browser, cited: Wiki) -> None:
    for language in ("de", "en"):
        page = opened(browser, cited, language)
        today = datetime.now(UTC)
        shown = [place.text_content() for place in page.locator("#how-to-cite .pw-accessed").all()]
        assert (
            shown[0]
            == f"{today.day} {get_month_names('wide', locale='en')[today.month]} {today.year}"
        )
        german = {
            get_month_names(width, locale="de")[today.month] for width in ("wide", "abbreviated")
        }
        months = "|".join(map(re.escape, german))
        assert re.fullmatch(rf"{today.day}\. ({months}) {today.year}", shown[-1])
        within = [place.text_content() for place in page.locator("dialog .pw-accessed").all()]
        assert within == shown
        assert page.locator("dialog [lang=en]").count() == (language == "de")
        assert page.locator("dialog [lang=de-DE]").count() == (language == "en")
