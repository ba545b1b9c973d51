"""The order in which a project lists titles: of its language, or of ``policywiki_collation``."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from sphinx_policywiki.collation import SIMPLE, Collation, collation
from sphinx_policywiki.config import settings_of
from sphinx_policywiki.messages import warn


def collation_of(config: Config) -> Collation:
    """Return the order of the project; that of letters alone where its own cannot be had."""
    language = config.language or "en"
    try:
        return collation(language, settings_of(config).collation)
    except LookupError:
        return collation(language, SIMPLE)


def check_collation(app: Sphinx) -> None:
    """Warn of a language whose rules need a library that is missing.

    :raises ConfigError: if ``conf.py`` asks for an order that cannot be had.
    """
    setting = settings_of(app.config).collation
    try:
        collation(app.config.language, setting)
    except LookupError as error:
        if setting is not None:
            msg = f"policywiki_collation: {setting!r} cannot be had: {error}"
            raise ConfigError(msg) from error
        message = (
            f"titles cannot be sorted by the rules of the language {app.config.language!r}: "
            f"{error}, or set policywiki_collation = {SIMPLE!r} to sort them by their letters alone"
        )
        warn("collation", message, None)
