"""The words of the pages, collected from the templates into the catalogues by `make words`, as a test demands.

The words stand in English in the templates, and for dates in `dates.WORDS`. `mkdocs_dossier.pot` lists them all; each
`<language>/LC_MESSAGES/mkdocs_dossier.po` has them in another language. What a translator reads of a phrase is its
context, the place of its first use, and its plural.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from mkdocs_dossier import dates
from mkdocs_dossier.pages import catalogue

PACKAGE = Path(dates.__file__).parent
LOCALE = PACKAGE / "locale"
TEMPLATE = LOCALE / f"{catalogue.DOMAIN}.pot"
HEADER = "# The words that mkdocs-dossier prints on pages, collected by `make words`."


def path(language: str) -> Path:
    """The file of a language's catalogue."""
    return LOCALE / language / "LC_MESSAGES" / f"{catalogue.DOMAIN}.po"


def collected() -> Catalog:
    """Every phrase of the templates and of dates, in English."""
    found = Catalog(domain=catalogue.DOMAIN, header_comment=HEADER, fuzzy=False)
    templates = PACKAGE / "pages" / "templates"
    for file, _, message, _, context in extract_from_dir(
        templates,
        method_map=[("**.html", "jinja2.ext:babel_extract")],
        options_map={"**.html": {"trimmed": "true", "silent": "false"}},
    ):
        found.add(message, locations=[(f"pages/templates/{file}", 0)], context=context)
    for phrase in dates.WORDS.values():
        found.add(phrase, locations=[("dates.py", 0)], context="date")
    return found


def written(catalog: Catalog) -> bytes:
    """A catalogue as its file holds it."""
    made = io.BytesIO()
    write_po(made, catalog, width=120, include_lineno=False, ignore_obsolete=True)
    lines = (line for line in made.getvalue().decode("utf-8").splitlines() if not line.startswith(_UNKEPT))
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


# Babel fills these in where nobody has: with the day, its own version, and addresses that nobody reads.
_UNKEPT = tuple(
    f'"{field}:'
    for field in (
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)


def merged(language: str) -> Catalog:
    """A language's catalogue with the phrases of today: new ones empty, those that are gone left out."""
    with path(language).open("rb") as file:
        found = read_po(file, locale=language, domain=catalogue.DOMAIN)
    found.update(collected(), no_fuzzy_matching=True)
    return found


if __name__ == "__main__":
    for language in sys.argv[1:]:  # to begin a catalogue
        path(language).parent.mkdir(parents=True, exist_ok=True)
        if not path(language).exists():
            begun = Catalog(language, domain=catalogue.DOMAIN, header_comment=HEADER, fuzzy=False)
            path(language).write_bytes(written(begun))
    TEMPLATE.write_bytes(written(collected()))
    for language in catalogue.languages():
        path(language).write_bytes(written(merged(language)))
