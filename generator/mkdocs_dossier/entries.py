"""The fact sheet as it is written: one frozen dataclass for each kind of entry, read through pydantic.

Every scalar is a `Text`, which knows its place; every entry knows its own. A field that may be written in a short form
(one citation in place of a list, a bare date in place of dated accounts) is brought into its long form on the way in,
so that nothing behind this module meets the short ones. The JSON Schema for editors is made from the same classes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, TypeVar, cast

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import ErrorDetails, PydanticCustomError, core_schema

from mkdocs_dossier.model import Act, Confidence, Show, Status
from mkdocs_dossier.problems import Code, Place, Problem, capital, likely, listed
from mkdocs_dossier.yamlfile import Mapping, Sequence, Style, Text, Value

# Keys under which a reader hands an entry what is not written in it; no YAML key of the form begins so.
_PLACE, _FLAWS = "@place", "@flaws"

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
"""What a language is written as: a code of two or three letters (BCP 47), and what may follow it."""

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What an id consists of."""

# Where a source's own voice must be said, inside an event that has a speaker.
SOURCE_VOICE = "source"


class _Blank(Text):
    """Stands for a required text whose absence has been reported, so that the rest of the entry is still read."""


def _filled(value: Any) -> Any:
    if isinstance(value, Text) and not isinstance(value, _Blank) and not value.strip():
        raise PydanticCustomError("blank", "is empty")
    return value


Line = Annotated[Text, BeforeValidator(_filled)]


def _flag(value: Any) -> Any:
    if isinstance(value, Text) and value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError("flag", "takes true or false")


Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]


def _many(value: Any) -> Any:
    return list(value) if isinstance(value, Sequence) else [value]


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Text) else value


def _one_or_list(item: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [item, {"type": "array", "items": item}]}


class _Short:
    """Says in the schema which short forms may stand in place of what the model holds."""

    def __init__(self, *forms: dict[str, Any], one: bool = False) -> None:
        self.forms = forms
        self.one = one

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        made = handler(schema)
        own = [made["items"], made] if self.one else [made]
        return {"anyOf": [*own, *self.forms]}


_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_QUOTE: dict[str, Any] = {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]}
_CITATION: dict[str, Any] = {
    "description": "A source and its exact words, `source-id: quote`; a list of words is one quote in several parts.",
    "anyOf": [
        _SCALAR,
        {
            "type": "object",
            "properties": {"supports": _SCALAR, "translation": _SCALAR},
            "additionalProperties": _QUOTE,
            "minProperties": 1,
        },
    ],
}


def _edtf(value: Any) -> Any:
    # YAML reads EDTF's `[..2021-12-08]` as a list; written back it is the same text.
    if isinstance(value, Sequence) and value and all(isinstance(item, Text) for item in value):
        return Text(f"[{', '.join(cast('list[Text]', value))}]", value.place)
    return value


Day = Annotated[
    Text,
    BeforeValidator(_filled),
    BeforeValidator(_edtf),
    WithJsonSchema({"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]}),
]

Lines = Annotated[tuple[Line, ...], BeforeValidator(_many), WithJsonSchema(_one_or_list(_SCALAR))]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Anything the curator writes as a mapping: where it stands, and which of its fields have been reported already."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", populate_by_name=False)

    place: SkipJsonSchema[Annotated[Place, Field(alias=_PLACE)]]
    flaws: SkipJsonSchema[Annotated[frozenset[str], Field(alias=_FLAWS)]] = frozenset()

    @model_validator(mode="before")
    @classmethod
    def _located(cls, data: Any, info: ValidationInfo) -> Any:
        if isinstance(data, Mapping):
            flaws = (info.context or {}).get(id(data), frozenset())
            return {_PLACE: data.place, _FLAWS: flaws, **cls._long_form(data)}
        return data

    @classmethod
    def _long_form(cls, data: Mapping) -> dict[Any, Any]:
        """The same entry with its short forms written out; overridden where an entry has one for itself."""
        return dict(data)


_RESERVED = ("supports", "translation")


@dataclass(frozen=True, kw_only=True)
class CitationEntry(Entry):
    """A source's id and the parts of a quote; in a source's own record a bare quote has no id and means itself."""

    source: Text | None = None
    quote: tuple[Text, ...] = ()
    supports: Line | None = None
    translation: Line | None = None

    @classmethod
    def _long_form(cls, data: Mapping) -> dict[Any, Any]:
        named = [key for key in data if key not in _RESERVED]
        if len(named) != 1:
            raise PydanticCustomError(
                "citation",
                "names no source" if not named else "names {count} sources",
                {"count": len(named)},
            )
        rest: dict[Any, Any] = {key: data[key] for key in data if key in _RESERVED}
        quote = data[named[0]]
        place = _place_of(quote) or named[0].place
        return {"source": named[0], "quote": _parts(quote), _PLACE: place, **rest}

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, data: Any) -> Any:
        return {"quote": [data], _PLACE: data.place} if isinstance(data, Text) else data


def _parts(value: Value | None) -> Any:
    if isinstance(value, Text):
        return [value]
    if isinstance(value, Sequence):
        return list(value)
    raise PydanticCustomError("quote", "is no quote")


def _place_of(value: Value | None) -> Place | None:
    return None if value is None else value.place


Cites = Annotated[
    tuple[CitationEntry, ...],
    BeforeValidator(_many),
    WithJsonSchema(_one_or_list(_CITATION)),
]


@dataclass(frozen=True, kw_only=True)
class InferredEntry(Entry):
    """Why something is believed that no quote says, and the words that this rests on."""

    because: Line
    from_: Annotated[Cites, Field(alias="from")] = ()


Inferred = dict[Text, InferredEntry]


@dataclass(frozen=True, kw_only=True)
class ChangeEntry(Entry):
    """A correction or a withdrawal."""

    date: Day
    because: Line
    was: Line | None = None


Changes = Annotated[tuple[ChangeEntry, ...], BeforeValidator(_many), _Short(one=True)]


@dataclass(frozen=True, kw_only=True)
class DossierEntry(Entry):
    """The dossier's own record and settings."""

    title: Line
    asks: Line | None = None
    by: Lines = ()
    contact: Line | None = None
    licence: Line | None = None
    as_of: Annotated[Day | None, Field(alias="as-of")] = None
    language: Line | None = None
    edit: Line | None = None
    docs: Line | None = None
    coverage: Line | None = None
    show_at_most: Annotated[Line | None, Field(alias="show-at-most")] = None


@dataclass(frozen=True, kw_only=True)
class PublisherEntry(Entry):
    """Who published a source: an actor with the words that tell it, or unknown where the source does not tell."""

    is_: Annotated[Line | None, Field(alias="is")] = None
    cite: Cites = ()
    unknown: Flag = False

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, data: Any) -> Any:
        return {"is": data, _PLACE: data.place} if isinstance(data, Text) else data


@dataclass(frozen=True, kw_only=True)
class FurnitureEntry(Entry):
    """Lines of a source that are not the article.

    `line`: every line that reads exactly so. `first`: the first such line only. `from` and `to`: from the first such
    line to the next line that reads as `to` says, or to the text's `end`.
    """

    line: Line | None = None
    first: Line | None = None
    from_: Annotated[Line | None, Field(alias="from")] = None
    to: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, data: Any) -> Any:
        return {"line": data, _PLACE: data.place} if isinstance(data, Text) else data


@dataclass(frozen=True, kw_only=True)
class NotUsedEntry(Entry):
    """Words of a source left out on purpose."""

    quote: Annotated[tuple[Text, ...], BeforeValidator(_many), WithJsonSchema(_QUOTE)]
    because: Line


@dataclass(frozen=True, kw_only=True)
class SourceEntry(Entry):
    """One article's bibliographic record."""

    file: Line
    sha256: Line | None = None
    title: Line
    publisher: Annotated[PublisherEntry, _Short(_SCALAR)] | None = None
    published: Day | None = None
    author: Line | None = None
    url: Line | None = None
    archived: Line | None = None
    accessed: Day | None = None
    reposted: Line | None = None
    inferred: Inferred = field(default_factory=dict)
    language: Line | None = None
    rights: Line | None = None
    show: Annotated[Show, BeforeValidator(_plain)] = Show.EXCERPTS
    furniture: tuple[Annotated[FurnitureEntry, _Short(_SCALAR)], ...] = ()
    not_used: Annotated[tuple[NotUsedEntry, ...], Field(alias="not-used")] = ()
    accepted: dict[Text, Line] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PropertyEntry(Entry):
    """What a value can be. `one`: a subject has only one, so two that differ disagree.

    `words` are those that tell in a quote which property a number is of, where the property's name does not.
    """

    kind: Line
    one: Flag = False
    words: Lines = ()


@dataclass(frozen=True, kw_only=True)
class RelationKindEntry(Entry):
    """A relation that subjects may have, its name from the other side, and the words that may express it.

    `one`: of one thing only one can be this at a time. `one-of`: and it only of one thing.
    """

    inverse: Line
    words: Lines = ()
    one: Flag = False
    one_of: Annotated[Flag, Field(alias="one-of")] = False


@dataclass(frozen=True, kw_only=True)
class NameEntry(Entry):
    """Another spelling of a name, or another word used for the subject (`as: capital`)."""

    name: Line
    as_: Annotated[Line | None, Field(alias="as")] = None

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, data: Any) -> Any:
        return {"name": data, _PLACE: data.place} if isinstance(data, Text) else data


Reads = dict[Text, Line]


@dataclass(frozen=True, kw_only=True)
class Told(Entry):
    """What every entry has that becomes a fact: its voice, its evidence, and what became of it."""

    cite: Cites = ()
    by: Line | None = None
    via: Lines = ()
    event: Line | None = None
    printed: Line | None = None
    reads: Reads = field(default_factory=dict)
    inferred: Inferred = field(default_factory=dict)
    about: Lines = ()
    confidence: Annotated[Confidence | None, BeforeValidator(_plain)] = None
    because: Line | None = None
    withdrawn: ChangeEntry | None = None
    corrected: Changes = ()
    accepted: dict[Text, Line] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class RelationEntry(Told):
    """A relation of the subject under which it stands to another."""

    is_: Annotated[Line, Field(alias="is")]
    of: Line
    as_: Annotated[Line | None, Field(alias="as")] = None
    at: Day | None = None


@dataclass(frozen=True, kw_only=True)
class ValueEntry(Told):
    """A value of a declared property of the subject under which it stands."""

    property: Line
    value: Annotated[tuple[Line, ...], BeforeValidator(_many), WithJsonSchema(_one_or_list(_SCALAR))] = ()
    qualifier: Line | None = None
    condition: Line | None = None
    unknown: Flag = False
    at: Day | None = None


@dataclass(frozen=True, kw_only=True)
class FactEntry(Told):
    """One sentence of our own."""

    id: Line | None = None
    says: Line
    act: Annotated[Act, BeforeValidator(_plain)] = Act.STATEMENT
    date: Day | None = None
    topic: Lines = ()
    stance: Line | None = None
    formerly: Lines = ()


@dataclass(frozen=True, kw_only=True)
class SubjectEntry(Entry):
    """What every subject can have."""

    kind: Line | None = None
    names: tuple[Annotated[NameEntry, _Short(_SCALAR)], ...] = ()
    relations: tuple[RelationEntry, ...] = ()
    values: tuple[ValueEntry, ...] = ()
    facts: tuple[FactEntry, ...] = ()
    inferred: Inferred = field(default_factory=dict)
    formerly: Lines = ()


@dataclass(frozen=True, kw_only=True)
class ActorEntry(SubjectEntry):
    """A person, organisation, state, alliance, outlet or programme; `unnamed` says what to call one without a name."""

    name: Line | None = None
    unnamed: Line | None = None


@dataclass(frozen=True, kw_only=True)
class DateEntry(Entry):
    """A date with the source's own words for it and the citation that carries it."""

    date: Day
    printed: Line | None = None
    cite: Cites = ()


def _dates(value: Any) -> Any:
    value = _edtf(value)
    if isinstance(value, Text):
        return [{"date": value, _PLACE: value.place}]
    return value


Dates = Annotated[
    tuple[DateEntry, ...],
    BeforeValidator(_dates),
    _Short(_SCALAR, {"type": "array", "items": _SCALAR}),
]


@dataclass(frozen=True, kw_only=True)
class DocumentEntry(SubjectEntry):
    """A text that is itself quoted."""

    title: Line
    parties: Lines = ()
    date: Dates = ()
    printed: Line | None = None
    cite: Cites = ()
    accepted: dict[Text, Line] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ParticipantEntry(Entry):
    """Who took part in an event, in which role, and the words that tell it."""

    who: Line
    role: Line
    cite: Cites = ()
    inferred: Inferred = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class EventEntry(SubjectEntry):
    """Something that happened, goes on, is announced, forecast or alleged."""

    title: Line
    date: Dates = ()
    printed: Line | None = None
    status: Annotated[Status, BeforeValidator(_plain)] = Status.HAPPENED
    by: Line | None = None
    via: Lines = ()
    where: Annotated[Line | None, Field(alias="place")] = None
    participants: tuple[ParticipantEntry, ...] = ()
    cite: Cites = ()
    after: Lines = ()
    reads: Reads = field(default_factory=dict)
    accepted: dict[Text, Line] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SystemEntry(SubjectEntry):
    """A thing with specifications."""

    name: Line


@dataclass(frozen=True, kw_only=True)
class TopicEntry(Entry):
    """A question, and the positions one can take on it."""

    asks: Line
    stances: dict[Text, Line] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class TensionEntry(Entry):
    """What pulls apart without being one property; or, with a property, why sources may differ on that of a subject."""

    between: Lines = ()
    property: Line | None = None
    note: Line
    open: Flag = True


@dataclass(frozen=True, kw_only=True)
class Sheet(Entry):
    """The whole fact sheet, for its JSON Schema; it is read entry by entry, so that one fault hides no other."""

    dossier: DossierEntry | None = None
    sources: dict[Text, SourceEntry] = field(default_factory=dict)
    properties: dict[Text, PropertyEntry] = field(default_factory=dict)
    relations: dict[Text, RelationKindEntry] = field(default_factory=dict)
    actors: dict[Text, ActorEntry] = field(default_factory=dict)
    documents: dict[Text, DocumentEntry] = field(default_factory=dict)
    events: dict[Text, EventEntry] = field(default_factory=dict)
    systems: dict[Text, SystemEntry] = field(default_factory=dict)
    topics: dict[Text, TopicEntry] = field(default_factory=dict)
    facts: tuple[FactEntry, ...] = ()
    tensions: dict[Text, TensionEntry] = field(default_factory=dict)


SECTIONS: AnyMapping[str, type[Entry]] = {
    "dossier": DossierEntry,
    "sources": SourceEntry,
    "properties": PropertyEntry,
    "relations": RelationKindEntry,
    "actors": ActorEntry,
    "documents": DocumentEntry,
    "events": EventEntry,
    "systems": SystemEntry,
    "topics": TopicEntry,
    "facts": FactEntry,
    "tensions": TensionEntry,
}


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one file of the fact sheet, for completion and checking in editors."""
    made = TypeAdapter(Sheet).json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A fact sheet of mkdocs-dossier",
        **{key: value for key, value in made.items() if key != "title"},
    }


E_ = TypeVar("E_", bound=Entry)


# Made once for each kind of entry: making one takes longer than reading a thousand entries with it.
_ADAPTERS: dict[type[Entry], TypeAdapter[Any]] = {}
_SCHEMAS: dict[type[Entry], dict[str, Any]] = {}


def _adapter(kind: type[Entry]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _schema_of(kind: type[Entry]) -> dict[str, Any]:
    if kind not in _SCHEMAS:
        _SCHEMAS[kind] = _adapter(kind).json_schema(by_alias=True)
    return _SCHEMAS[kind]


def read(kind: type[E_], node: Value, place: Place, what: str) -> tuple[E_ | None, tuple[Problem, ...]]:
    """One entry, with every fault in its form as a problem.

    `what` is how a problem speaks of the entry ("the actor `ann-example`"). A faulty field is left out and named in the
    `flaws` of its entry, and the rest is still read, so that every fault is found in one run and none is reported
    twice. None is returned only where nothing of the entry can be read.
    """
    adapter = _adapter(kind)
    problems: list[Problem] = []
    flaws: dict[int, frozenset[str]] = {}
    _take_nothing_out(node, what, flaws, problems)
    while True:
        try:
            return cast("E_", adapter.validate_python(node, context=flaws)), tuple(problems)
        except ValidationError as error:
            items: dict[int, tuple[Sequence, set[int]]] = {}
            progress = False
            # Unknown fields first: one that is a misspelled required field explains why that one is missing.
            for detail in sorted(error.errors(include_url=False), key=lambda it: it["type"] not in _UNEXPECTED):
                fault = _Fault.of(detail, node, place, what)
                if fault.owner is None:
                    problems.append(_problem(fault, detail, kind))
                    return None, tuple(problems)
                known = flaws.get(id(fault.owner), frozenset())
                # A required field that was taken out for a fault, or is misspelled, is not missing as well.
                if detail["type"] != "missing" or fault.name not in known:
                    problems.append(_problem(fault, detail, kind))
                also = _meant(fault.name, kind, detail) if detail["type"] in _UNEXPECTED else ()
                flaws[id(fault.owner)] = known.union((fault.name,), also)
                if fault.outer is not None:
                    mapping, name = fault.outer
                    flaws[id(mapping)] = flaws.get(id(mapping), frozenset()) | {name}
                if isinstance(fault.container, Sequence) and isinstance(fault.step, int):
                    # Not yet: the places of the other items' faults are counted with this one.
                    items.setdefault(id(fault.container), (fault.container, set()))[1].add(fault.step)
                elif fault.mend(detail["type"] == "missing"):
                    progress = True
            for container, steps in items.values():
                for step in sorted(steps, reverse=True):
                    del container[step]
            if not progress and not items:
                return None, tuple(problems)


def _take_nothing_out(node: Value, what: str, flaws: dict[int, frozenset[str]], problems: list[Problem]) -> None:
    """Fields and items with nothing in them go, each with a problem, so that the form meets only what is there."""
    if isinstance(node, Mapping):
        for key, value in list(node.items()):
            if value is None or _is_nothing(value):
                message = f"`{key}` in {_small(what)} has no value"
                message += f": “{value}” stands for nothing in YAML." if value else "."
                problems.append(Problem(Code.NO_VALUE, key.place, message, _GIVE_OR_TAKE))
                flaws[id(node)] = flaws.get(id(node), frozenset()) | {str(key)}
                del node[key]
            else:
                _take_nothing_out(value, what, flaws, problems)
    elif isinstance(node, Sequence):
        for number, item in reversed(list(enumerate(node))):
            if item is None or _is_nothing(item):
                place = item.place if item is not None else node.places.get(number, node.place)
                message = f"A list in {_small(what)} has an item with nothing in it"
                message += f": “{item}” stands for nothing in YAML." if item else "."
                problems.append(Problem(Code.NO_VALUE, place, message, _GIVE_OR_TAKE))
                del node[number]
            else:
                _take_nothing_out(item, what, flaws, problems)


def _is_nothing(value: Value) -> bool:
    # A quote that is one of these words needs quotation marks, as YAML itself would have it.
    return isinstance(value, Text) and value.style is Style.PLAIN and value in _NOTHING


_NOTHING = ("~", "null", "Null", "NULL")

_GIVE_OR_TAKE = "Write the value; or take the line out, where it is not needed."


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


@dataclass(frozen=True)
class _Fault:
    """Where pydantic's location leads in the nodes: the mapping or list that owns the faulty thing, and its step.

    `within` says in words what that mapping is. `outer` is the mapping of which it is itself a field, and that field.
    """

    owner: Mapping | None
    outer: tuple[Mapping, str] | None
    name: str
    container: Mapping | Sequence | None
    step: str | int
    place: Place
    within: str

    @staticmethod
    def of(detail: ErrorDetails, node: Value, place: Place, what: str) -> _Fault:
        owner: Mapping | None = None
        outer: tuple[Mapping, str] | None = None
        name = ""
        container: Mapping | Sequence | None = None
        step: str | int = ""
        at: Value | None = node
        where = _place_of(node) or place
        within = _small(what)
        trail: list[str] = []
        for number, part in enumerate(detail["loc"]):
            last = number == len(detail["loc"]) - 1
            if isinstance(at, Mapping) and isinstance(part, str):
                id_ = at.get(Text("id", at.place))
                if trail and isinstance(id_, Text):
                    within, trail = f"the fact `{id_}`", []
                elif trail:
                    within = f"`{': '.join(trail)}` of {_small(what)}"
                trail.append(part)
                if part in at:
                    key = next(k for k in at if k == part)
                    # What stands in a list is no field of what the list is a field of.
                    outer = (owner, name) if owner is not None and owner is container else None
                    owner, name, container, step = at, part, at, part
                    at = at[key]
                    where = key.place if detail["type"] in _UNEXPECTED and last else _place_of(at) or key.place
                elif detail["type"] == "missing" and last:
                    return _Fault(at, None, part, at, part, place if at is node else at.place, within)
                else:
                    break
            elif isinstance(at, Sequence) and isinstance(part, int) and part < len(at):
                container, step = at, part
                at = at[part]
                where = _place_of(at) or where
            elif not isinstance(part, int):
                break
        return _Fault(owner, outer, name, container, step, where, within)

    def mend(self, fill: bool) -> bool:
        """Put a blank where a required field is missing, or take the field out; tells whether that changed anything."""
        if not isinstance(self.container, Mapping):
            return False
        step = Text(str(self.step), self.place)
        if fill:
            self.container[step] = _Blank("", self.place)
            return True
        return self.container.pop(step, None) is not None


def _problem(fault: _Fault, detail: ErrorDetails, kind: type[Entry]) -> Problem:
    type_ = detail["type"]
    name = str(detail["loc"][-1]) if detail["loc"] else ""
    within = fault.within
    if type_ in _UNEXPECTED:
        fields = _fields_at(kind, detail["loc"][:-1])
        close = _meant(name, kind, detail)
        known = f"It may have: {listed(fields)}."
        remedy = f"Did you mean `{close[0]}`? {known}" if close else known
        return Problem(Code.UNKNOWN_FIELD, fault.place, f"{capital(within)} has an unknown field `{name}`.", remedy)
    if type_ == "missing":
        message = f"{capital(within)} lacks the field `{name}`."
        return Problem(Code.MISSING_FIELD, fault.place, message, f"Add `{name}: …` to it.")
    joint = "in" if within.startswith("`") else "of"
    subject = f"`{fault.name}` {joint} {within}" if fault.name else capital(within)
    if isinstance(fault.container, Sequence):
        subject = f"An item of {subject}"
    if type_ == "enum":
        expected = str(detail.get("ctx", {}).get("expected", "")).replace(" or ", ",")
        allowed = [word.strip(" '") for word in expected.split(",")]
        meant = likely(str(detail["input"]), allowed)
        hint = f"Did you mean `{meant}`? " if meant else ""
        return Problem(
            Code.UNKNOWN_CHOICE,
            fault.place,
            f"{subject} cannot be `{detail['input']}`.",
            f"{hint}It is one of: {listed(allowed)}.",
        )
    message, remedy = _TYPE_WORDS.get(type_, ("is not of the form it must have", "See the handbook for its form."))
    example: tuple[str, ...] = ()
    if type_ == "citation":
        message = str(detail["msg"])
    elif type_ in ("dict_type", "dataclass_type"):
        above = fault.outer[1] if fault.outer is not None else ""
        if above == "inferred" and fault.name in ("because", "from"):
            subject = capital(within)
            message, remedy, *example_ = _GROUPS["inferred"]
        elif fault.name == "facts" or (kind is FactEntry and not fault.name):
            message, remedy, *example_ = message, "Begin it so:", "- id: an-id", "  says: …"
        elif above == "inferred":
            message, remedy, *example_ = "has no reason", "Write it below:", f"{fault.name}:", "  because: …"
        else:
            message, remedy, *example_ = _GROUPS.get(fault.name, (message, remedy))
        example = tuple(example_)
    return Problem(Code.WRONG_TYPE, fault.place, f"{subject} {message}.", remedy, example)


# pydantic's words for a field that a dataclass does not know.
_UNEXPECTED = ("extra_forbidden", "unexpected_keyword_argument")

_TYPE_WORDS: AnyMapping[str, tuple[str, str]] = {
    "text": (
        "is a list or a group of fields where one text is expected",
        "Write it as one text; one that begins with `[` or `{` goes between quotation marks.",
    ),
    "blank": ("is empty", "Write its text, or take the field out."),
    "flag": ("is neither true nor false", "Write `true` or `false`."),
    "quote": ("is no quote", "Write the source's exact words as one text, or as a list of texts for several parts."),
    "citation": (
        "",
        "Below `cite:`, write on a line of its own: `source-id: the exact words`; several are a list of such lines.",
    ),
    "dataclass_type": ("must be a group of `field: value` lines", "Indent its fields under it, one on each line."),
    "dict_type": ("must be a group of `name: …` lines", "Indent its entries under it, each with a name of its own."),
    "list_type": ("must be a list", "Begin each of its entries with `- `."),
    "tuple_type": ("must be a list", "Begin each of its entries with `- `."),
}


# What is to stand in a field that holds fields: message, remedy, and how it is written.
_GROUPS: AnyMapping[str, tuple[str, ...]] = {
    "inferred": (
        "does not say what is inferred",
        "Write below it the word or field that no quote says, and below that the reason:",
        "inferred:",
        "  the word or field:",
        "    because: …",
    ),
    "reads": ("does not say which word refers to what", "Write below it:", "reads:", "  the word: …"),
    "accepted": ("does not say which warning is accepted", "Write below it:", "accepted:", "  the-code: the reason"),
    "stances": ("names no position", "Write below it:", "stances:", "  a-word: how the site puts it"),
    "corrected": (
        "does not say when and why",
        "Write below it:",
        "corrected:",
        "  date: …",
        "  was: …",
        "  because: …",
    ),
    "withdrawn": ("does not say when and why", "Write below it:", "withdrawn:", "  date: …", "  because: …"),
}


def _meant(name: str, kind: type[Entry], detail: ErrorDetails) -> tuple[str, ...]:
    meant = likely(name, _fields_at(kind, detail["loc"][:-1]))
    return () if meant is None else (meant,)


def _fields_at(kind: type[Entry], loc: tuple[int | str, ...]) -> list[str]:
    """The names that may be written where pydantic met an unknown one, read off the JSON Schema."""
    made = _schema_of(kind)
    at: dict[str, Any] = made
    for part in loc:
        at = _followed(at, made)
        if isinstance(part, int):
            at = at.get("items", at)
        else:
            at = at.get("properties", {}).get(part) or at.get("additionalProperties") or {}
    return list(_followed(at, made).get("properties", {}))


def _followed(at: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in at:
        options = [_followed(option, root) for option in at["anyOf"] if option.get("type") != "null"]
        return next((option for option in options if "properties" in option), options[0] if options else {})
    if "$ref" in at:
        return _followed(root["$defs"][at["$ref"].rsplit("/", 1)[-1]], root)
    return at


def not_a_language(text: Text, what: str) -> Problem | None:
    """The problem that the `language` of something is written as no code, if it is so."""
    if LANGUAGE.fullmatch(text):
        return None
    message = f"`language` of {what} is `{text}`, which is no code of a language."
    return Problem(Code.BAD_VALUE, text.place, message, "Write its code of two or three letters: `en`, `de`, `tr`.")


def proposed_id(text: str) -> str:
    """An id made of a text: its letters a to z and digits, marks taken off, in at most eight words."""
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i")).encode("ascii", "ignore").decode()
    words = [word for word in re.split(r"[^a-z0-9]+", plain.lower()) if word]
    return "-".join(words[:8]) or "an-id"


@dataclass(frozen=True)
class Written:
    """All entries of a fact sheet, each section merged from its files; keys are texts that know their place.

    What could not be read makes no second problem of a reference to it: `lost` are the names of entries of which
    nothing could be read, `lost_sources` tells that sources may be among them, `lost_facts` that there are facts whose
    ids are not known, and `incomplete` that a whole file or section could not be read. `files` are the files that were
    read.
    """

    dossier: DossierEntry | None
    sources: AnyMapping[Text, SourceEntry]
    properties: AnyMapping[Text, PropertyEntry]
    relations: AnyMapping[Text, RelationKindEntry]
    actors: AnyMapping[Text, ActorEntry]
    documents: AnyMapping[Text, DocumentEntry]
    events: AnyMapping[Text, EventEntry]
    systems: AnyMapping[Text, SystemEntry]
    topics: AnyMapping[Text, TopicEntry]
    facts: tuple[FactEntry, ...]
    tensions: AnyMapping[Text, TensionEntry]
    lost: frozenset[str]
    lost_sources: bool
    lost_facts: bool
    incomplete: bool
    files: tuple[str, ...]

    def told(self) -> Iterator[FactEntry]:
        """Every fact that says something, wherever it stands, in the order of the sections."""
        for section in (self.actors, self.documents, self.events, self.systems):
            for entry in section.values():
                yield from entry.facts
        yield from self.facts

    def fact_ids(self) -> tuple[str, ...]:
        """The ids of all facts that say something, whether or not their evidence stands anywhere."""
        return tuple(str(fact.id) for fact in self.told() if fact.id)
