"""Extract, update and compile the message catalogs: ``python tools/catalogs.py``.

The template and the catalogs carry no dates, so that they change only with their texts.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE: Final = Path(__file__).parent.parent / "src" / "sphinx_policywiki"
LOCALE: Final = PACKAGE / "locale"
NAME: Final = "sphinx_policywiki"
KEYWORDS: Final = {
    "_": None,
    "tr": None,
    "_mark": None,
    "count": (1, 2),
    "_mark_plural": (1, 2),
}
LANGUAGES: Final = ("de", "es", "fr", "zh_CN")


def template() -> Catalog:
    """Return the catalog of all texts in the package, without translations."""
    catalog = Catalog(project=NAME, header_comment="# Texts of sphinx-policywiki.", charset="utf-8")
    found = extract_from_dir(str(PACKAGE), [("**.py", "python")], keywords=KEYWORDS)
    for filename, _line, message, comments, context in sorted(found, key=lambda f: (f[0], f[1])):
        catalog.add(message, None, [(filename, None)], auto_comments=comments, context=context)
    return catalog


def po_bytes(catalog: Catalog) -> bytes:
    """Return *catalog* as the text of a .po file without its dates."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=88, include_lineno=False)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    dated = ("POT-Creation-Date", "PO-Revision-Date", "Generated-By", "Last-Translator")
    return "".join(x for x in lines if not x.startswith(tuple(f'"{d}' for d in dated))).encode()


def mo_bytes(catalog: Catalog) -> bytes:
    """Return *catalog* compiled."""
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def load(language: str) -> Catalog:
    """Return the catalog of *language* as it is kept, empty if there is none."""
    path = LOCALE / language / "LC_MESSAGES" / f"{NAME}.po"
    if not path.exists():
        return Catalog(locale=language, project=NAME, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(language: str) -> bytes:
    """Return the compiled form of the catalog of *language*, from its .po file."""
    with (LOCALE / language / "LC_MESSAGES" / f"{NAME}.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    return mo_bytes(catalog)


def main() -> None:
    """Bring template, catalogs and compiled catalogs up to date."""
    new = template()
    (LOCALE / f"{NAME}.pot").write_bytes(po_bytes(new))
    for language in LANGUAGES:
        folder = LOCALE / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        catalog = load(language)
        catalog.update(new, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        (folder / f"{NAME}.po").write_bytes(po_bytes(catalog))
        (folder / f"{NAME}.mo").write_bytes(compiled(language))
        missing = [m.id for m in catalog if m.id and not m.string]
        print(f"{language}: {len(catalog)} texts, {len(missing)} not translated")


if __name__ == "__main__":
    main()
