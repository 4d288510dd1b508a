"""What every page needs of the dossier: names, dates and lines in plain words, and what is disputed.

Only data and punctuation are joined here; words of our own stand in the templates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import heappop, heappush
from typing import Any

from mkdocs_dossier import dates, quantities, routes
from mkdocs_dossier.dates import Date
from mkdocs_dossier.findings import Findings
from mkdocs_dossier.findings.disagreements import Disagreement
from mkdocs_dossier.model import Aspect, Citation, Dossier, Event, Fact, Source, Subject, Tension, Value
from mkdocs_dossier.pages import rendering
from mkdocs_dossier.pages.rendering import Rendering


@dataclass(frozen=True, slots=True)
class When:
    """A date in words, and for machines where HTML can say it. `vague` tells that it is no single day."""

    text: str
    machine: str | None
    vague: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A value in words: qualifier, text or items, condition; or that no source tells it."""

    text: str
    items: tuple[str, ...]
    qualifier: str | None
    condition: str | None
    unknown: bool


@dataclass(frozen=True)
class Context:
    """A dossier and its findings, with the lookups that several kinds of pages share, each made once."""

    dossier: Dossier
    findings: Findings

    @cached_property
    def disputed(self) -> Mapping[str, Disagreement]:
        """The disagreement in which a fact stands, by the fact's key."""
        return {fact.key: it for it in self.findings.disagreements for group in it.groups for fact in group}

    @cached_property
    def tensions(self) -> Mapping[str, tuple[Tension, ...]]:
        """The curator's tensions by the id of every fact or subject between which they are.

        What is said of a disagreement stands with it, and is none of these.
        """
        found: dict[str, list[Tension]] = {}
        for tension in (it for it in self.dossier.tensions if it.property is None):
            for id_ in tension.between:
                found.setdefault(id_, []).append(tension)
        return {id_: tuple(it) for id_, it in found.items()}

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """All events in order of time, those without a date last; none before what the curator says it came after.

        A date that is not exact cannot say which of two events was first: the contract of 2017 came after talks "by
        20 February 2017".
        """
        events = (it for it in self.dossier.subjects.values() if isinstance(it, Event))
        return tuple(_one_after_another(sorted(events, key=lambda it: _key(it.date))))

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The number of each event in `events`, by its id."""
        return {event.id: number for number, event in enumerate(self.events)}

    def in_order(self, ids: Iterable[str]) -> tuple[Event, ...]:
        """The events among some ids, in order of time."""
        return tuple(self.events[it] for it in sorted({self.order[id_] for id_ in ids if id_ in self.order}))

    @cached_property
    def _moments(self) -> Mapping[str, tuple[bool, tuple[Any, ...]]]:
        """By what an event's facts are sorted: its date, or that of what the curator says came before it, if later."""
        keys: dict[str, tuple[bool, tuple[Any, ...]]] = {}
        for event in self.events:
            keys[event.id] = max([_key(event.date), *(keys[it] for it in event.after if it in keys)])
        return keys

    @cached_property
    def later(self) -> Mapping[str, tuple[Event, ...]]:
        """The events that came after an event, as the curator says, by its id."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            for before in event.after:
                found.setdefault(before, []).append(event)
        return {id_: tuple(it) for id_, it in found.items()}

    def vouching(self, citation: Citation) -> Fact | None:
        """A fact that says whose words a hand-written page cites: the first within them, if all have one speaker."""
        start, end = citation.start, citation.end
        within = [
            use.fact
            for use in self.findings.uses.get(citation.source, ())
            if use.fact and not use.for_inference and start <= use.citation.start and use.citation.end <= end
        ]
        said = [it for it in within if it.aspect is Aspect.SAYS]
        return said[0] if said and len({(it.voice.by, it.voice.via) for it in said}) == 1 else None

    @cached_property
    def rendering(self) -> Rendering:
        """What writes pages in the dossier's language."""
        return rendering.of(self.language)

    @property
    def language(self) -> str:
        """The language of the dossier's own words."""
        return self.dossier.imprint.language

    def when(self, date: Date | None) -> When | None:
        """A date in the dossier's language."""
        return _when(date, self.rendering) if date else None

    def foreign(self, source: str) -> str | None:
        """The language of a source's words, where it is not the dossier's own."""
        language = self.dossier.sources[source].language
        return language if language != self.language else None

    def label(self, id_: str) -> str:
        """What pages call a subject, a source or a fact; a fact with a speaker never without."""
        if id_ in self.dossier.sources:
            return self.dossier.sources[id_].title
        if id_ in self.dossier.subjects:
            return self.dossier.subjects[id_].label
        return self.voiced(self.dossier.by_key[id_])

    def voiced(self, fact: Fact) -> str:
        """What a fact tells as one line, with its voice: the speaker, or for a sentence the known publishers."""
        line = self.line(fact)
        if fact.voice.by:
            return f"{self.label(fact.voice.by)}: {line}"
        sources = (self.dossier.sources[it.source] for it in fact.citations)
        known = dict.fromkeys(name for it in sources if (name := self.publisher(it)))
        return f"{', '.join(known)}: {line}" if known and fact.aspect is Aspect.SAYS else line

    def publisher(self, source: Source) -> str | None:
        """What a source's publisher is called; None where it is not known."""
        return self.dossier.subjects[source.publisher].label if source.publisher else None

    def shown(self, value: Value) -> Shown:
        """A value in words."""
        text = value.text
        if value.quantity is not None:
            text = quantities.display(value.quantity)
        elif value.date is not None:
            text = self.rendering.date(value.date)
        return Shown(text, value.items, value.qualifier, value.condition, value.unknown)

    def line(self, fact: Fact) -> str:
        """What a fact tells, without its voice: our sentence, or subject, property and value as one line."""
        subject = self.label(fact.subject)
        match fact.aspect:
            case Aspect.SAYS:
                return fact.says or ""
            case Aspect.PARTICIPATION:
                return f"{self.label(fact.object or fact.subject)}, {fact.property}: {subject}"
            case Aspect.RELATION:
                return f"{subject}, {fact.property} {self.label(fact.object or fact.subject)}"
            case Aspect.OCCURRENCE:
                return subject
            case Aspect.RECORD:
                return f"{self.property(fact)}: {self.label(fact.object) if fact.object else ''}"
            case _:
                return f"{subject}, {self.property(fact)}: {self.told_value(fact.value)}"

    def property(self, fact: Fact) -> str:
        """What a fact's property or relation is called: in the curator's words, or in ours for those of the build."""
        if fact.aspect in (Aspect.DATE, Aspect.OCCURRENCE, Aspect.RECORD):
            return self.rendering.plain("marks", "field", fact.property)
        return fact.property

    def told_value(self, value: Value | None) -> str:
        """A value as one text: `up to 30 km under intensive enemy fire and jamming`."""
        if value is None:
            return ""
        it = self.shown(value)
        return " ".join(part for part in (it.qualifier, it.text or "; ".join(it.items), it.condition) if part)

    def moment(self, fact: Fact) -> Date | None:
        """When a fact was told: the day of saying, else its event's date, else the publication of its first source."""
        if fact.voice.said:
            return fact.voice.said
        event = self.dossier.subjects.get(fact.event) if fact.event else None
        if isinstance(event, Event) and event.date:
            return event.date
        return self.dossier.sources[fact.citations[0].source].published if fact.citations else None

    @cached_property
    def said(self) -> Mapping[str, tuple[Fact, ...]]:
        """What is said at each event, and on each topic, by its id, in the order in which it was told."""
        groups = (*self.dossier.by_event.items(), *self.dossier.by_topic.items())
        return {id_: self.in_time(it for it in facts if it.aspect is Aspect.SAYS) for id_, facts in groups}

    def in_time(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """Facts in the order in which they were told; what has no date last, equals as in the fact sheet.

        None of an event stands before those of what the curator says came before it.
        """
        return tuple(sorted(facts, key=self._told_at))

    def _told_at(self, fact: Fact) -> tuple[bool, tuple[Any, ...]]:
        moment = self.moment(fact)
        event = self.dossier.subjects.get(fact.event) if fact.event else None
        same = isinstance(event, Event) and event.date == moment
        return self._moments[event.id] if same and event else _key(moment)

    def subject(self, id_: str) -> Subject | None:
        """The subject of an id; None for a source or a fact."""
        return self.dossier.subjects.get(id_)

    def disagreement(self, fact: Fact) -> str | None:
        """The address of the disagreement in which a fact stands."""
        found = self.disputed.get(fact.key)
        return routes.disagreement(found.subject, found.property) if found else None


@lru_cache(maxsize=4096)
def _when(date: Date, rendering: Rendering) -> When:
    vague = date.precision is not dates.Precision.DAY or date.approximate or date.uncertain
    return When(rendering.date(date), dates.html_datetime(date), vague)


def _one_after_another(events: Sequence[Event]) -> Iterator[Event]:
    """Events in their own order, but none before those after which it came."""
    numbers = {event.id: number for number, event in enumerate(events)}
    awaited = [{numbers[it] for it in event.after if it in numbers} for event in events]
    awaiting: dict[int, list[int]] = {}
    for number, befores in enumerate(awaited):
        for before in befores:
            awaiting.setdefault(before, []).append(number)
    ready = [number for number, befores in enumerate(awaited) if not befores]
    # Of events that came after each other in a circle, the first.
    circles = iter(range(len(events)))
    done: set[int] = set()
    while len(done) < len(events):
        number = heappop(ready) if ready else next(it for it in circles if it not in done)
        done.add(number)
        yield events[number]
        for later in awaiting.get(number, ()):
            awaited[later].discard(number)
            if not awaited[later] and later not in done:
                heappush(ready, later)


def _key(date: Date | None) -> tuple[bool, tuple[Any, ...]]:
    return date is None, date.sort_key if date else ()


def web(url: str | None) -> str | None:
    """An address that a page may link to: of the web, and nothing that runs."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
