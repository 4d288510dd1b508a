"""The index from A to Z: every name of every subject, in every spelling, without a search and without a script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_dossier import routes
from mkdocs_dossier.model import Subject
from mkdocs_dossier.pages.context import Context
from mkdocs_dossier.pages.folio import Folio, Link
from mkdocs_dossier.pages.page import Page, Section, composed


@dataclass(frozen=True, slots=True)
class Entry:
    """A name, and the subject that it is of; `of` is the subject's label where the name is another one."""

    name: Link
    of: str | None
    use: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The names that begin with one letter; an empty letter holds what begins with none."""

    letter: str
    anchor: str
    entries: tuple[Entry, ...]


def pages(context: Context) -> Iterator[Page]:
    """The one page; none where there are no subjects."""
    if not context.dossier.subjects:
        return
    folio = Folio(context, routes.NAMES)
    letters = _letters(folio)
    rendering = folio.rendering
    count = sum(len(it.entries) for it in letters)
    yield composed(
        folio.path,
        "names",
        rendering.plain("names", "title"),
        rendering.plain("names", "description", count),
        rendering.part("names", "lead", letters),
        [
            Section(it.letter or rendering.plain("names", "others"), it.anchor, rendering.part("names", "letter", it))
            for it in letters
        ],
    )


def _letters(folio: Folio) -> tuple[Letter, ...]:
    found: dict[str, list[tuple[tuple[str, str], Entry]]] = {}
    for subject in folio.context.dossier.subjects.values():
        for entry in _entries(folio, subject):
            key = _key(entry.name.text)
            letter = key[:1] if key[:1].isalpha() else ""
            found.setdefault(letter, []).append(((key, subject.id), entry))
    return tuple(
        Letter(
            letter=letter.upper(),
            anchor=f"letter-{routes.slug(letter)}" if letter else "letter-0",
            entries=tuple(entry for _, entry in sorted(entries, key=lambda it: it[0])),
        )
        for letter, entries in sorted(found.items(), key=lambda it: (not it[0], it[0]))
    )


def _entries(folio: Folio, subject: Subject) -> Iterator[Entry]:
    spellings = {subject.label: None, **{name.text: name.use for name in subject.names}}
    for text, use in spellings.items():
        yield Entry(
            name=folio.link(subject.id, text),
            of=subject.label if text != subject.label else None,
            use=use,
            kind=subject.type.value,
        )


def _key(name: str) -> str:
    """A name as it is sorted: without case, and without the marks on its letters, so that É stands with E."""
    parts = unicodedata.normalize("NFD", name.casefold())
    return "".join(it for it in parts if not unicodedata.combining(it)).lstrip("“”\"'‘’«»([ ")
