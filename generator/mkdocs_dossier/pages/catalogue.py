"""The catalogues: what the package itself says on pages, in other languages than the English of its templates."""

from __future__ import annotations

import io
import re
from importlib import resources

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

DOMAIN = "mkdocs_dossier"
"""What the files of the catalogues are called."""

FOLDER = resources.files("mkdocs_dossier") / "locale"
"""Where they lie, each at `<language>/LC_MESSAGES/`."""


def languages() -> tuple[str, ...]:
    """The languages that have a catalogue, as the folders are named: `de`, `pt_BR`. English needs none."""
    return tuple(sorted(it.name for it in FOLDER.iterdir() if it.is_dir()))


def nearest(tag: str) -> str | None:
    """The language with a catalogue that serves a language tag: for `de-CH` that is `de`. None where there is none."""
    known = {name.lower(): name for name in languages()}
    parts = re.split(r"[-_]", tag.lower())
    wider = ("_".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((known[name] for name in wider if name in known), None)


def catalogue(language: str | None) -> NullTranslations:
    """The catalogue of one of `languages`; without one every phrase is its own translation, in English."""
    if language is None:
        return NullTranslations()
    with (FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        read = read_po(file, locale=language, domain=DOMAIN)
    compiled = io.BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return Translations(compiled, DOMAIN)
