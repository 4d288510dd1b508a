"""The fact sheet's files become entries: every file read, every section merged, every fault of form a problem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from mkdocs_dossier import entries, yamlfile
from mkdocs_dossier.entries import SECTIONS, DossierEntry, Entry, FactEntry, SubjectEntry, Written
from mkdocs_dossier.problems import Code, Place, Problem
from mkdocs_dossier.yamlfile import Mapping, Sequence, Text, Value

SUFFIXES = (".yml", ".yaml")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

# Sections whose keys are names in the curator's words; all others share one space of ids.
_NAMED = ("properties", "relations")

_SPOKEN_OF = {
    "sources": "the source",
    "properties": "the property",
    "relations": "the relation",
    "actors": "the actor",
    "documents": "the document",
    "events": "the event",
    "systems": "the system",
    "topics": "the topic",
    "tensions": "the tension",
}


def files(path: Path) -> tuple[Path, ...]:
    """The files of the fact sheet at `path`: itself, or every `.yml` and `.yaml` file below it, in order of name."""
    if path.is_dir():
        return tuple(sorted(it for it in path.rglob("*") if it.suffix in SUFFIXES and it.is_file()))
    return (path,)


def read(path: Path, root: Path) -> tuple[Written, tuple[Problem, ...]]:
    """The entries of the fact sheet at `path`, a file or a folder, and every problem with their form.

    Files are named in problems as seen from `root`. Sections may stand in any file and are merged; an id that is used
    twice, in one file or in two, is a problem at its second place, and the first one stands.
    """
    shown = _shown(path, root)
    if not path.exists():
        problem = Problem(
            Code.FILE_MISSING,
            Place(shown),
            f"There is no fact sheet `{shown}`.",
            "Make the folder and put a `.yml` file into it, or name the right place in `mkdocs.yml` (option `sheet`).",
        )
        return _Gathered().written(), (problem,)
    found = files(path)
    gathered = _Gathered()
    for file in found:
        value, problems = yamlfile.load(file, _shown(file, root))
        gathered.problems.extend(problems)
        gathered.file(value, _shown(file, root), bool(problems))
    if not gathered.anything and not gathered.problems:
        gathered.problems.append(
            Problem(
                Code.SHEET_EMPTY,
                Place(shown),
                f"The fact sheet `{shown}` is empty.",
                "Begin with `dossier:` and a `title:` below it, then `sources:`.",
            )
        )
    return gathered.written(), tuple(gathered.problems)


def _shown(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


class _Gathered:
    """The sections as they fill, file by file."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.sections: dict[str, dict[Text, Entry]] = {name: {} for name in SECTIONS}
        self.facts: list[FactEntry] = []
        self.dossier: DossierEntry | None = None
        self.dossier_place: Place | None = None
        self.ids: dict[str, Place] = {}
        self.lost: set[str] = set()
        self.incomplete = False
        self.files: list[str] = []
        self.anything = False

    def file(self, value: Value | None, file: str, faulty: bool) -> None:
        self.files.append(file)
        if value is None:
            self.incomplete = self.incomplete or faulty
            return
        self.anything = True
        if not isinstance(value, Mapping):
            self.problems.append(
                Problem(
                    Code.WRONG_TYPE,
                    value.place,
                    "The file does not consist of sections.",
                    f"Write each section as a line of its own, one of: {_listed(SECTIONS)}.",
                )
            )
            return
        for key, section in value.items():
            if key not in SECTIONS:
                close = get_close_matches(key, SECTIONS, 1)
                self.problems.append(
                    Problem(
                        Code.UNKNOWN_SECTION,
                        key.place,
                        f"There is no section `{key}`.",
                        f"Did you mean `{close[0]}`?" if close else f"There are: {_listed(SECTIONS)}.",
                    )
                )
                # The entries below a misspelled section are meant to be there.
                self.lost.update(section if isinstance(section, Mapping) else ())
            elif section is not None:
                self.section(key, section)

    def section(self, name: Text, section: Value) -> None:
        if name == "dossier":
            self.own_record(name, section)
        elif name == "facts":
            if not isinstance(section, Sequence):
                self.wrong_section(name, section, "a list", "Begin each fact with `- id: …`.")
                return
            for node in section:
                if node is None:
                    continue
                fact = self.entry(FactEntry, node, section.place, _spoken_of_fact(node))
                if fact is not None:
                    self.facts.append(fact)
                    self.fact_ids((fact,))
        elif not isinstance(section, Mapping):
            self.wrong_section(
                name, section, "a group of entries, each with its id", "Write `an-id:` with its fields indented below."
            )
        else:
            for key, node in section.items():
                self.named(name, key, node)

    def wrong_section(self, name: Text, section: Value, form: str, remedy: str) -> None:
        self.incomplete = True
        self.problems.append(Problem(Code.WRONG_TYPE, section.place, f"The section `{name}` is not {form}.", remedy))

    def own_record(self, key: Text, node: Value) -> None:
        if self.dossier_place is not None:
            self.problems.append(
                Problem(
                    Code.DUPLICATE_ID,
                    key.place,
                    f"The section `dossier` stands here and at {self.dossier_place}.",
                    "Keep one of the two.",
                )
            )
            return
        self.dossier_place = key.place
        self.dossier = self.entry(DossierEntry, node, key.place, "The section `dossier`")

    def named(self, section: Text, key: Text, node: Value | None) -> None:
        what = f"{_SPOKEN_OF[section]} `{key}`"
        if section in _NAMED:
            first = next((k for k in self.sections[section] if k == key), None)
            if first is not None:
                self.twice(key, first.place)
                return
        elif not self.new_id(key, key):
            return
        if node is None:
            self.lost.add(key)
            self.problems.append(
                Problem(Code.NO_VALUE, key.place, f"{_capital(what)} has no fields.", "Write them indented below it.")
            )
            return
        entry = self.entry(SECTIONS[section], node, key.place, _capital(what))
        if entry is None:
            self.lost.add(key)
            return
        self.sections[section][key] = entry
        if isinstance(entry, SubjectEntry):
            self.fact_ids(entry.facts)

    def entry(self, kind: type[entries.E_], node: Value, place: Place, what: str) -> entries.E_ | None:
        entry, problems = entries.read(kind, node, place, what)
        self.problems.extend(problems)
        return entry

    def fact_ids(self, facts: tuple[FactEntry, ...]) -> None:
        for fact in facts:
            if fact.id:
                self.new_id(fact.id, fact.id)

    def new_id(self, id_: str, at: Text) -> bool:
        if not _SLUG.fullmatch(id_):
            self.problems.append(
                Problem(
                    Code.BAD_ID,
                    at.place,
                    f"`{id_}` is not an id: an id has small letters a to z, digits and single hyphens.",
                    f"Write `{proposed_id(id_)}`.",
                )
            )
        if id_ in self.ids:
            self.twice(at, self.ids[id_])
            return False
        self.ids[id_] = at.place
        return True

    def twice(self, key: Text, first: Place) -> None:
        self.problems.append(
            Problem(
                Code.DUPLICATE_ID,
                key.place,
                f"`{key}` is used here and at {first}.",
                "Give one of the two another id, or put them together if they are the same.",
            )
        )

    def written(self) -> Written:
        sections = cast("dict[str, AnyMapping[Text, Any]]", self.sections)
        return Written(
            dossier=self.dossier,
            sources=sections["sources"],
            properties=sections["properties"],
            relations=sections["relations"],
            actors=sections["actors"],
            documents=sections["documents"],
            events=sections["events"],
            systems=sections["systems"],
            topics=sections["topics"],
            facts=tuple(self.facts),
            tensions=sections["tensions"],
            lost=frozenset(self.lost),
            incomplete=self.incomplete,
            files=tuple(self.files),
        )


def _spoken_of_fact(node: Value) -> str:
    id_ = node.get(Text("id", node.place)) if isinstance(node, Mapping) else None
    return f"The fact `{id_}`" if isinstance(id_, Text) else "The fact"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def proposed_id(text: str) -> str:
    """An id made of a text: its letters a to z and digits, marks taken off, in at most eight words."""
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i")).encode("ascii", "ignore").decode()
    words = [word for word in re.split(r"[^a-z0-9]+", plain.lower()) if word]
    return "-".join(words[:8]) or "an-id"
