"""The dossier as the build knows it: sources, subjects, and one flat list of facts, each with its resolved citations.

Everything is frozen. A citation exists only with the passages at which its words stand, so there is no flag that says
"verified". Field by field this follows Wikibase statements and FollowTheMoney statements: a value never travels
without its provenance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar

from mkdocs_dossier.dates import Date
from mkdocs_dossier.problems import Place
from mkdocs_dossier.quantities import Quantity
from mkdocs_dossier.quotes import Text


class Show(StrEnum):
    """What the website may print of a source: the whole text, sentences with a cited passage, or the quotes alone."""

    FULL = "full"
    EXCERPTS = "excerpts"
    RECORD = "record"


class Act(StrEnum):
    """What somebody does by saying something; only a statement can be a value."""

    STATEMENT = "statement"
    DEMAND = "demand"
    HOPE = "hope"
    PROMISE = "promise"
    QUESTION = "question"


class Confidence(StrEnum):
    """How sure the curator is of a fact, where that needs saying."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Status(StrEnum):
    """Whether an event is told as having happened."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    ANNOUNCED = "announced"
    FORECAST = "forecast"
    ALLEGED = "alleged"


class Kind(StrEnum):
    """What kind of subject an id names; a source has a page and an id of the same space too."""

    ACTOR = "actor"
    DOCUMENT = "document"
    EVENT = "event"
    SYSTEM = "system"
    TOPIC = "topic"
    SOURCE = "source"


class Aspect(StrEnum):
    """What a fact tells of its subject."""

    SAYS = "says"  # one sentence of our own
    VALUE = "value"  # a declared property
    RELATION = "relation"  # to another subject
    PARTICIPATION = "participation"  # of a subject in an event
    DATE = "date"  # of an event or a document
    OCCURRENCE = "occurrence"  # that an event or a document is told of at all
    RECORD = "record"  # a field of a source's own record


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Where words stand: offsets of the source's own characters, end exclusive, with sentence and paragraph from 0."""

    source: str
    start: int
    end: int
    sentence: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A source and a quote, resolved: one passage for each part of the quote, in order, within one paragraph.

    `words` are the source's own characters at each passage. `supports` says which part of the fact this citation
    carries, where it does not carry all of it. `translation` is the curator's, in the dossier's language.
    """

    source: str
    words: tuple[str, ...]
    passages: tuple[Passage, ...]
    place: Place
    supports: str | None = None
    translation: str | None = None

    @property
    def start(self) -> int:
        """Offset of the first character cited."""
        return self.passages[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character cited."""
        return self.passages[-1].end


@dataclass(frozen=True, slots=True)
class Inference:
    """Why something is believed that the quotes do not say: a word or field, the reason, and the words it rests on."""

    of: str
    because: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who vouches for a fact: the source itself (`by` is None) or a speaker, through the hands `via`, nearest first.

    `said` is the day of saying, from the fact's event where it has one.
    """

    by: str | None = None
    via: tuple[str, ...] = ()
    said: Date | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A value as the curator wrote it, with what frames it in the source, and what it means where that is computed.

    `text` is empty only for a list (`items`) or for a value of which no source tells (`unknown`).
    """

    text: str
    items: tuple[str, ...] = ()
    qualifier: str | None = None
    condition: str | None = None
    unknown: bool = False
    quantity: Quantity | None = None
    date: Date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A correction or a withdrawal: when, what stood there before (corrections only), and why."""

    date: Date
    because: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence of our own or one value about a subject, with at least one citation unless it is unknown.

    `key` is the permanent address: the curator's id for what `says` something; subject, property and source for the
    rest, and what it tells where one source tells several of one property. `formerly` are keys that it had before, or
    that it would have alone. `object` is the other subject of a relation or participation. `date` is when what is told
    happened.
    """

    key: str
    aspect: Aspect
    subject: str
    property: str
    voice: Voice
    citations: tuple[Citation, ...]
    place: Place
    says: str | None = None
    value: Value | None = None
    object: str | None = None
    date: Date | None = None
    event: str | None = None
    act: Act = Act.STATEMENT
    topics: tuple[str, ...] = ()
    stance: str | None = None
    about: tuple[str, ...] = ()
    reads: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    printed: str | None = None
    inferred: tuple[Inference, ...] = ()
    confidence: str | None = None
    because: str | None = None
    withdrawn: Change | None = None
    corrected: tuple[Change, ...] = ()
    formerly: tuple[str, ...] = ()
    accepted: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Name:
    """A spelling of a subject's name. `use` says what else it means ("capital"); `found` is where it stands."""

    text: str
    use: str | None
    found: tuple[Passage, ...]
    place: Place


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What facts are about. `label` is what pages call it; `unnamed` tells that no source gives it a name.

    `inferred` is what no source says of the entry itself; what is inferred of a date is with the fact that gives it.
    """

    type: ClassVar[Kind]

    id: str
    label: str
    place: Place
    kind: str | None = None
    unnamed: bool = False
    names: tuple[Name, ...] = ()
    inferred: tuple[Inference, ...] = ()
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Actor(Subject):
    """A person, organisation, state, alliance, outlet, programme: whoever can act or speak."""

    type = Kind.ACTOR


@dataclass(frozen=True, kw_only=True)
class Document(Subject):
    """A text that is itself quoted."""

    type = Kind.DOCUMENT
    parties: tuple[str, ...] = ()
    date: Date | None = None


@dataclass(frozen=True, kw_only=True)
class Event(Subject):
    """Something that happened, goes on, is announced, forecast or alleged.

    `date` is the first date given; where sources give different days, each is a fact of the aspect DATE.
    `after` are events that came before it, as the curator says.
    """

    type = Kind.EVENT
    status: Status = Status.HAPPENED
    date: Date | None = None
    by: str | None = None
    via: tuple[str, ...] = ()
    where: str | None = None
    after: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class System(Subject):
    """A thing with specifications."""

    type = Kind.SYSTEM


@dataclass(frozen=True, kw_only=True)
class Topic(Subject):
    """A question (`label`) and the positions one can take on it."""

    type = Kind.TOPIC
    stances: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Property:
    """What a value can be: its kind, and whether a subject has only one, so that two that differ disagree.

    `words` are those that tell in a quote which property a number is of, where its name does not.
    """

    name: str
    kind: str
    one: bool
    place: Place
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationKind:
    """A relation as declared: its name, the name read from the other side, and the words that may express it.

    `one` tells that only one can be this of one thing at a time ("head of"), `one_of` that one can be it of only one
    thing ("owned by"); otherwise two relations contradict each other.
    """

    name: str
    inverse: str
    words: tuple[str, ...]
    place: Place
    one: bool = False
    one_of: bool = False


@dataclass(frozen=True, slots=True)
class NotUsed:
    """Words left out on purpose, with the reason."""

    citation: Citation
    because: str


@dataclass(frozen=True)
class Article:
    """A source's text as it stands in its file, ready for quotes to be sought in it.

    `file` is the path as the curator knows it. `furniture` are the spans of whole lines that are not the article;
    `paragraphs` and `sentences` are those of the article alone.
    `checked` is False where no rules for the language exist, so that guard words cannot be sought.
    """

    source: str
    file: str
    sha256: str
    language: str
    text: Text
    furniture: tuple[tuple[int, int], ...]
    paragraphs: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    checked: bool


@dataclass(frozen=True)
class Source:
    """One article: its text as it stands in the file, and its bibliographic record.

    `paragraphs`, `sentences` and `furniture` are spans of the text; a sentence never crosses a paragraph, and
    furniture (menus, captions, credits) belongs to neither. `checked` is False where no rules for its language exist,
    so that guard words were not sought.
    """

    id: str
    file: str
    place: Place
    title: str
    text: str
    sha256: str
    paragraphs: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    furniture: tuple[tuple[int, int], ...]
    language: str
    checked: bool
    show: Show = Show.EXCERPTS
    publisher: str | None = None
    published: Date | None = None
    author: str | None = None
    url: str | None = None
    archived: str | None = None
    accessed: Date | None = None
    reposted: str | None = None
    rights: str | None = None
    inferred: tuple[Inference, ...] = ()
    not_used: tuple[NotUsed, ...] = ()
    accepted: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Tension:
    """What pulls apart without being one property: the curator's note on facts or subjects.

    With a `property` it is the curator's word on the disagreement that the build finds there: `between` is then the one
    subject.
    """

    id: str
    between: tuple[str, ...]
    note: str
    open: bool
    place: Place
    property: str | None = None


@dataclass(frozen=True, slots=True)
class Imprint:
    """The dossier's own record: title, question, makers, contact, licence, as-of date, language, where it is edited.

    `coverage` is the share of all sentences, in per cent, that is to be accounted for; `show_at_most` the share of the
    words of a source that the website should print at most.
    """

    title: str
    asks: str | None = None
    by: tuple[str, ...] = ()
    contact: str | None = None
    licence: str | None = None
    as_of: Date | None = None
    language: str = "en"
    edit: str | None = None
    coverage: float | None = None
    show_at_most: float | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of a subject, source or fact in a hand-written page, with the words to print, or None for its label."""

    target: str
    words: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Block:
    """A place in a hand-written page at which the build sets a block of its own, by name."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Prose:
    """A hand-written page: its path below the docs folder, its Markdown, and what stands in it, each with its span.

    `items` are in order; spans are offsets of `markdown`, which is the file's text without its front matter and begins
    at `place`. `unproven` is the reason why the page needs no evidence, where its front matter says so.
    """

    path: str
    title: str | None
    markdown: str
    items: tuple[tuple[tuple[int, int], Citation | Reference | Block], ...]
    place: Place | None = None
    unproven: str | None = None


@dataclass(frozen=True)
class Dossier:
    """A whole dossier. Every index is built once, when first asked for."""

    imprint: Imprint
    sources: Mapping[str, Source]
    subjects: Mapping[str, Subject]
    properties: Mapping[str, Property]
    relations: Mapping[str, RelationKind]
    facts: tuple[Fact, ...]
    tensions: tuple[Tension, ...] = ()
    prose: tuple[Prose, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, Fact]:
        """Facts by their permanent address."""
        return {fact.key: fact for fact in self.facts}

    @cached_property
    def by_subject(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts by the subject they belong to, in the order of the sheet."""
        return _grouped((fact.subject, fact) for fact in self.facts)

    @cached_property
    def by_object(self) -> Mapping[str, tuple[Fact, ...]]:
        """Relations and participations by the other subject they name."""
        return _grouped((fact.object, fact) for fact in self.facts)

    @cached_property
    def by_speaker(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts by the speaker who vouches for them."""
        return _grouped((fact.voice.by, fact) for fact in self.facts)

    @cached_property
    def by_event(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts by the event at which they were said or of which they tell."""
        return _grouped((fact.event, fact) for fact in self.facts)

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts by topic."""
        return _grouped((topic, fact) for fact in self.facts for topic in fact.topics)

    @cached_property
    def by_mention(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts by every subject that they are about."""
        return _grouped((subject, fact) for fact in self.facts for subject in fact.about)

    @cached_property
    def by_source(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts by every source that carries them, each once for a source."""
        return _grouped(
            (source, fact) for fact in self.facts for source in dict.fromkeys(c.source for c in fact.citations)
        )

    def of_kind(self, kind: type[Subject]) -> tuple[Subject, ...]:
        """The subjects of one class, in the order of the sheet."""
        return tuple(subject for subject in self.subjects.values() if isinstance(subject, kind))


def _grouped(pairs: Iterable[tuple[str | None, Fact]]) -> Mapping[str, tuple[Fact, ...]]:
    groups: dict[str, list[Fact]] = {}
    for key, fact in pairs:
        if key is not None:
            groups.setdefault(key, []).append(fact)
    return {key: tuple(facts) for key, facts in groups.items()}
