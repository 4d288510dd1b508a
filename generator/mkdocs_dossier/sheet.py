"""The fact sheet's files become entries: every file read, every section merged, every fault of form a problem."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from pathlib import Path
from typing import Any, cast

from mkdocs_dossier import entries, yamlfile
from mkdocs_dossier.entries import SECTIONS, DossierEntry, Entry, FactEntry, SubjectEntry, Written
from mkdocs_dossier.problems import Code, Place, Problem, capital, known_as, likely, listed
from mkdocs_dossier.yamlfile import Mapping, Sequence, Text, Value

SUFFIXES = (".yml", ".yaml")

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
    """The files of the fact sheet at `path`: itself, or every `.yml` and `.yaml` file below it, in order of name.

    Capitals are as good as small letters (`MORE.YML`).
    What begins with a dot is left out: editors keep copies and locks beside the files they edit. A link that leads
    nowhere and a pipe are there, so that they become problems and not silence.
    """
    if not path.is_dir():
        return (path,)
    found = (it for it in path.rglob("*") if it.suffix.lower() in SUFFIXES and not it.is_dir())
    return tuple(sorted(it for it in found if not any(part.startswith(".") for part in it.relative_to(path).parts)))


def read(path: Path, root: Path) -> tuple[Written, tuple[Problem, ...]]:
    """The entries of the fact sheet at `path`, a file or a folder, and every problem with their form.

    Files are named in problems as seen from `root`. Sections may stand in any file and are merged; an id that is used
    twice, in one file or in two, is a problem at its second place, and the first one stands.
    """
    shown = known_as(path, root)
    if not path.exists():
        problem = Problem(
            Code.FILE_MISSING,
            Place(shown),
            f"There is no fact sheet `{shown}`.",
            "Make the folder and put a `.yml` file into it, or name the right place in `mkdocs.yml` (option `sheet`).",
        )
        nothing = _Gathered()
        nothing.incomplete = True
        return nothing.written(), (problem,)
    found = files(path)
    gathered = _Gathered()
    for file in found:
        value, problems = yamlfile.load(file, known_as(file, root))
        gathered.problems.extend(problems)
        gathered.file(value, known_as(file, root), bool(problems))
    gathered.former_ids()
    if not gathered.anything and not gathered.problems:
        # What pages cite and name cannot be there: that is said here, once.
        gathered.incomplete = True
        gathered.problems.append(
            Problem(
                Code.SHEET_EMPTY,
                Place(shown),
                f"The fact sheet `{shown}` is empty.",
                "Begin with `dossier:` and a `title:` below it, then `sources:`.",
            )
        )
    return gathered.written(), tuple(gathered.problems)


class _Gathered:
    """The sections as they fill, file by file."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.sections: dict[str, dict[Text, Entry]] = {name: {} for name in SECTIONS}
        self.facts: list[FactEntry] = []
        self.dossier: DossierEntry | None = None
        self.dossier_place: Place | None = None
        self.ids: dict[str, Place] = {}
        self.former: list[Text] = []
        self.names: dict[tuple[str, str], Place] = {}
        self.lost: set[str] = set()
        self.lost_sources = False
        self.lost_facts = False
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
            self.incomplete = True
            self.problems.append(
                Problem(
                    Code.WRONG_TYPE,
                    value.place,
                    "This file does not consist of sections.",
                    f"Begin each section with its name and a colon on a line of its own: {listed(SECTIONS)}.",
                )
            )
            return
        for key, section in value.items():
            if key not in SECTIONS:
                meant = likely(key, SECTIONS)
                self.problems.append(
                    Problem(
                        Code.UNKNOWN_SECTION,
                        key.place,
                        f"There is no section `{key}`.",
                        f"Did you mean `{meant}`?" if meant else f"There are: {listed(SECTIONS)}.",
                    )
                )
                # The entries below a misspelled section are meant to be there.
                self.lost.update(section if isinstance(section, Mapping) else ())
                self.lost_sources = self.lost_sources or isinstance(section, Mapping)
                self.lost_facts = True
            elif section is not None:
                self.section(key, section)

    def section(self, name: Text, section: Value) -> None:
        if name == "dossier":
            self.own_record(name, section)
        elif name == "facts":
            if not isinstance(section, Sequence):
                self.wrong_section(name, section, "a list", "Begin each fact with `- id: …`.")
                return
            for number, node in enumerate(section):
                if node is None:
                    place = section.places.get(number, section.place)
                    message = "The section `facts` has an item with nothing in it."
                    self.problems.append(
                        Problem(Code.NO_VALUE, place, message, "Write the fact, or take the dash out.")
                    )
                    continue
                fact = self.entry(FactEntry, node, section.place, _spoken_of_fact(node))
                if fact is None:
                    self.lost_facts = True
                else:
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
        first = self.names.get((section, key))
        if first is None:
            self.names[section, key] = key.place
            if section not in _NAMED:
                self.new_id(key)
        else:
            self.twice(key, first)
        if node is None:
            self.lose(section, key)
            self.problems.append(
                Problem(Code.NO_VALUE, key.place, f"{capital(what)} has no fields.", "Write them indented below it.")
            )
            return
        entry = self.entry(SECTIONS[section], node, key.place, capital(what))
        if entry is None:
            self.lose(section, key)
            return
        if isinstance(entry, SubjectEntry):
            self.former.extend(entry.formerly)
            self.fact_ids(entry.facts)
            # Of a list of facts that is none, no id is known; nor do those below a second use of an id count.
            self.lost_facts = self.lost_facts or "facts" in entry.flaws
            if first is not None:
                self.lost.update(str(fact.id) for fact in entry.facts if fact.id)
        if first is None:
            self.sections[section][key] = entry

    def lose(self, section: Text, key: Text) -> None:
        self.lost.add(key)
        self.lost_sources = self.lost_sources or section == "sources"
        self.lost_facts = self.lost_facts or section not in ("sources", "topics", *_NAMED)

    def entry(self, kind: type[entries.E_], node: Value, place: Place, what: str) -> entries.E_ | None:
        entry, problems = entries.read(kind, node, place, what)
        self.problems.extend(problems)
        return entry

    def fact_ids(self, facts: tuple[FactEntry, ...]) -> None:
        for fact in facts:
            self.former.extend(fact.formerly)
            if fact.id:
                self.new_id(fact.id)
            else:
                self.lost_facts = True

    def former_ids(self) -> None:
        """Former ids are ids: a page stands at each. They come last, so that a living one is the first of two."""
        for id_ in self.former:
            self.new_id(id_, "Take it out of `formerly`: its address leads to one page only.")

    def new_id(self, id_: Text, if_taken: str | None = None) -> None:
        if not entries.SLUG.fullmatch(id_):
            self.problems.append(
                Problem(
                    Code.BAD_ID,
                    id_.place,
                    f"`{id_}` is not an id: an id has small letters a to z, digits and single hyphens.",
                    f"Write `{entries.proposed_id(id_)}`.",
                )
            )
        if id_ in self.ids:
            self.twice(id_, self.ids[id_], if_taken)
        else:
            self.ids[id_] = id_.place

    def twice(self, key: Text, first: Place, remedy: str | None = None) -> None:
        self.problems.append(
            Problem(
                Code.DUPLICATE_ID,
                key.place,
                f"`{key}` is used here and at {first}.",
                remedy or "Give one of the two another id, or put them together if they are the same.",
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
            lost_sources=self.lost_sources,
            lost_facts=self.lost_facts,
            incomplete=self.incomplete,
            files=tuple(self.files),
        )


def _spoken_of_fact(node: Value) -> str:
    id_ = node.get(Text("id", node.place)) if isinstance(node, Mapping) else None
    return f"The fact `{id_}`" if isinstance(id_, Text) else "This fact"
