"""Any value of any setting is taken, or refused by a sentence that says what to write."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.config import Config
from sphinx.errors import ConfigError

from sphinx_policywiki.characters import legible
from sphinx_policywiki.config import PREFIX, Settings, settings_of

WORDS = st.sampled_from(
    [
        "label", "plural", "fields", "csl_type", "inverse", "symmetric", "source_types", "notice",
        "target_types", "counted", "by_type", "severity", "concept", "uses", "used-by", "related",
        "topics", "note", "danger", "*", "{slug}", "{base_url}", "{slug", "{0}", "{slug.x}", "{slug!r}",
        "{slug:>99999}", "https://", "javascript:{slug}", "https://x.example/{slug}", "csl:apa", "../x.csl",
        "x.bib", "\x00", "\ud800", "\n", "<script>", "a4", "apa", "de", "simple",
    ]
)  # fmt: skip
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | WORDS
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(WORDS | st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


def config_with(**values: Any) -> Config:
    config = Config({"project": "Wiki", "html_baseurl": "https://x.example", **values}, {})
    config.add("html_baseurl", "", "html", (str,))
    for setting in fields(Settings):
        config.add(PREFIX + setting.name, setting.metadata["default"], "env", ())
    return config


@pytest.mark.parametrize("name", [setting.name for setting in fields(Settings)])
def test_any_value_is_taken_or_refused_by_a_sentence(name: str) -> None:
    @settings(max_examples=150)
    @given(VALUES)
    def check(value: Any) -> None:
        try:
            found = settings_of(config_with(**{PREFIX + name: value}))
        except ConfigError as error:
            message = str(error)
            assert message.startswith(PREFIX)
            assert message == legible(message)
        else:
            assert isinstance(found, Settings)

    check()


@pytest.mark.parametrize(
    "pattern", ["javascript:alert('{slug}')", " data:text/html,{slug}", "x:{slug}"]
)
@pytest.mark.parametrize("name", ["permalink", "edition_permalink"])
def test_permalinks_are_web_addresses(name: str, pattern: str) -> None:
    with pytest.raises(ConfigError, match="is no web address"):
        settings_of(config_with(**{PREFIX + name: pattern}))


def test_texts_that_no_page_can_show_are_refused() -> None:
    statuses = {"new": {"label": "New", "notice": "A\x00B"}}
    with pytest.raises(ConfigError, match=r"policywiki_statuses: .*U\+0000"):
        settings_of(config_with(policywiki_statuses=statuses))
