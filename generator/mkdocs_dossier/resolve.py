"""Entries become the dossier: each is made a source, a subject or a fact, of what `lookup` finds for it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from types import MappingProxyType

from mkdocs_dossier import citations, dates, quantities, quotes
from mkdocs_dossier.entries import (
    SOURCE_VOICE,
    ChangeEntry,
    DocumentEntry,
    DossierEntry,
    Entry,
    EventEntry,
    FactEntry,
    RelationEntry,
    SourceEntry,
    SubjectEntry,
    TensionEntry,
    Told,
    ValueEntry,
    Written,
    not_a_language,
    proposed_id,
)
from mkdocs_dossier.lookup import Lookup, by_id, filled, told_apart
from mkdocs_dossier.model import (
    Actor,
    Article,
    Aspect,
    Change,
    Citation,
    Document,
    Dossier,
    Event,
    Fact,
    Imprint,
    Inference,
    NotUsed,
    Property,
    Prose,
    RelationKind,
    Source,
    Status,
    Subject,
    System,
    Tension,
    Topic,
    Value,
    Voice,
)
from mkdocs_dossier.problems import Code, Place, Problem, capital, likely, listed
from mkdocs_dossier.yamlfile import Text


@dataclass(frozen=True)
class Resolved:
    """The dossier, with everything that could be resolved, the quotes that were not found, and all other problems."""

    dossier: Dossier
    unresolved: tuple[citations.Unresolved, ...]
    problems: tuple[Problem, ...]


def resolve(written: Written, articles: Mapping[str, Article], changed: Collection[str] = ()) -> Resolved:
    """The dossier of a fact sheet's entries and the articles that could be read.

    A citation of a source whose article could not be read is left out without a word, since that source's problem has
    been reported; so is a reference to an entry that could not be read, and a name that may stand in a source that
    could not be read or was `changed`.
    """
    resolver = _Resolver(written, articles, changed)
    dossier = resolver.dossier()
    return Resolved(dossier, tuple(resolver.lookup.unresolved), tuple(resolver.problems))


@dataclass(frozen=True)
class _Context:
    """What a told entry inherits from where it stands."""

    subject: str
    event: str | None = None


class _Resolver:
    def __init__(self, written: Written, articles: Mapping[str, Article], changed: Collection[str]) -> None:
        self.written = written
        self.lookup = Lookup(written, articles, changed)
        self.problems = self.lookup.problems
        self.facts: list[Fact] = []
        self.ids: set[str] = set()
        self.dates: dict[str, dates.Date | None] = {}
        self.published: dict[str, dates.Date | None] = {}
        self.as_of = self.lookup.date(written.dossier.as_of) if written.dossier else None
        self.events = by_id(written.events)
        self.topics = by_id(written.topics)
        self.properties = by_id(written.properties)

    # The order is that of the pages: sources first, since every citation names one.
    def dossier(self) -> Dossier:
        sources = {str(id_): self.source(id_, entry) for id_, entry in self.written.sources.items()}
        properties = {
            str(name): Property(str(name), str(entry.kind), entry.one, name.place, tuple(map(str, entry.words)))
            for name, entry in self.written.properties.items()
        }
        for name, entry in self.written.properties.items():
            self.property_kind(name, entry.kind)
        relations = {
            str(name): RelationKind(
                str(name), str(entry.inverse), tuple(map(str, entry.words)), name.place, entry.one, entry.one_of
            )
            for name, entry in self.written.relations.items()
        }
        subjects: dict[str, Subject] = {}
        for subject in self.subjects():
            subjects.setdefault(subject.id, subject)
        for fact in self.written.facts:
            self.says(fact, None)
        tensions = tuple(self.tension(id_, entry) for id_, entry in self.written.tensions.items())
        return Dossier(
            imprint=self.imprint(self.written.dossier),
            sources={id_: source for id_, source in sources.items() if source},
            subjects=told_apart(subjects),
            properties=properties,
            relations=relations,
            facts=self.addressed(),
            tensions=tensions,
        )

    def tension(self, id_: Text, entry: TensionEntry) -> Tension:
        what = f"the tension `{id_}`"
        named = len(set(entry.between))
        if entry.property is not None and named != 1 and "between" not in entry.flaws:
            message = (
                f"{capital(what)} explains `{entry.property}` of {'no' if not named else 'more than one'} subject."
            )
            remedy = "Name under `between` the one subject on whose property the sources differ."
            self.problems.append(Problem(Code.MISSING_FIELD, id_.place, message, remedy))
        elif entry.property is None and named < 2 and "between" not in entry.flaws:
            message = f"{capital(what)} is between fewer than two."
            remedy = (
                "Name under `between` at least two facts or subjects that pull apart; or a subject, and under "
                "`property` on what of it the sources differ."
            )
            self.problems.append(Problem(Code.MISSING_FIELD, id_.place, message, remedy))
        between = tuple(t for t in (self.lookup.anything(ref, what) for ref in entry.between) if t)
        return Tension(
            str(id_), between, str(entry.note), entry.open, id_.place, str(entry.property) if entry.property else None
        )

    def imprint(self, entry: DossierEntry | None) -> Imprint:
        if entry is None:
            if not self.written.incomplete and self.written.files:
                self.problems.append(
                    Problem(
                        Code.MISSING_FIELD,
                        Place(self.written.files[0]),
                        "The fact sheet has no section `dossier`.",
                        "Add `dossier:` with at least `title: …` below it.",
                    )
                )
            return Imprint(title="Dossier")
        if entry.language and (problem := not_a_language(entry.language, "the dossier")):
            self.problems.append(problem)
        return Imprint(
            title=str(entry.title or "Dossier"),
            asks=filled(entry.asks),
            by=tuple(map(str, entry.by)),
            contact=filled(entry.contact),
            licence=filled(entry.licence),
            as_of=self.as_of,
            language=str(entry.language or "en"),
            edit=filled(entry.edit),
            coverage=self.share("coverage", entry.coverage),
            show_at_most=self.share("show-at-most", entry.show_at_most),
        )

    def share(self, field: str, text: Text | None) -> float | None:
        if text is None:
            return None
        if re.fullmatch(r"100|\d{1,2}(\.\d+)?", text):
            return float(text)
        self.problems.append(
            Problem(
                Code.BAD_VALUE,
                text.place,
                f"`{field}` of the dossier is `{text}`, which is no share in per cent.",
                f"Write a number from 0 to 100, without a sign: `{field}: 100`.",
            )
        )
        return None

    def source(self, id_: Text, entry: SourceEntry) -> Source | None:
        """The record, every field of which is read even where there is no article to show it with."""
        inferred = self.lookup.inferred(entry.inferred, id_)
        published, accessed = self.lookup.date(entry.published), self.lookup.date(entry.accessed)
        self.published[str(id_)] = published
        publisher = self.publisher(id_, entry)
        not_used = []
        for item in entry.not_used:
            citation = self.lookup.citation_of(id_, item.quote, item.place, has_speaker=True, guarded=False)
            if citation is not None:
                not_used.append(NotUsed(citation, str(item.because)))
        article = self.lookup.articles.get(id_)
        if article is None:
            return None
        return Source(
            id=str(id_),
            file=article.file,
            place=id_.place,
            title=str(entry.title or id_),
            text=article.text.original,
            sha256=article.sha256,
            paragraphs=article.paragraphs,
            sentences=article.sentences,
            furniture=article.furniture,
            language=article.language,
            checked=article.checked,
            show=entry.show,
            publisher=publisher,
            published=published,
            author=filled(entry.author),
            url=filled(entry.url),
            archived=filled(entry.archived),
            accessed=accessed,
            reposted=filled(entry.reposted),
            rights=filled(entry.rights),
            inferred=inferred,
            not_used=tuple(not_used),
            accepted=self.lookup.reasons(entry.accepted, f"the source `{id_}`"),
        )

    def publisher(self, id_: Text, entry: SourceEntry) -> str | None:
        written = entry.publisher
        if written is None:
            return None
        if written.unknown:
            self.no_effect(written, f"the publisher of `{id_}`", ("is_", "cite"))
            return None
        if not written.is_:
            if "is" not in written.flaws and "unknown" not in written.flaws:
                message = f"The publisher of `{id_}` is not named."
                remedy = "Add `is: …` with an actor's id, or `unknown: true` where the source does not tell."
                self.problems.append(Problem(Code.MISSING_FIELD, written.place, message, remedy))
            return None
        publisher = self.lookup.reference(written.is_, ("actor",), f"the publisher of `{id_}`")
        cites = self.lookup.cited(written.cite, id_, has_speaker=True)
        if not written.cite and "publisher" not in entry.inferred and "cite" not in written.flaws:
            self.lookup.no_citation(written.is_.place, f"The publisher of `{id_}`", "publisher")
        if publisher and cites:
            self.add(
                Fact(
                    key=f"{id_}/publisher",
                    aspect=Aspect.RECORD,
                    subject=str(id_),
                    property="publisher",
                    voice=Voice(),
                    citations=cites,
                    place=written.is_.place,
                    object=publisher,
                )
            )
        return publisher

    def subjects(self) -> Iterator[Subject]:
        for id_, entry in self.written.actors.items():
            label = entry.name or entry.unnamed
            if label is None and not entry.flaws & {"name", "unnamed"}:
                self.problems.append(
                    Problem(
                        Code.MISSING_FIELD,
                        id_.place,
                        f"The actor `{id_}` has no name.",
                        "Add `name: …`, or `unnamed: …` with what to call somebody whom no source names.",
                    )
                )
            names = self.lookup.spellings(entry.names)
            if entry.name and "name" not in entry.inferred:
                names = (*self.lookup.spellings((entry.name,)), *names)
            yield Actor(
                id=str(id_),
                label=str(label or id_),
                place=id_.place,
                kind=filled(entry.kind),
                unnamed=entry.name is None,
                names=names,
                inferred=self.lookup.inferred(entry.inferred, None),
                formerly=tuple(map(str, entry.formerly)),
            )
            self.belongings(id_, entry, None)
        for id_, document in self.written.documents.items():
            where = f"the document `{id_}`"
            day, inferred = self.days(id_, document, None)
            self.occurrence(id_, document, None)
            yield Document(
                id=str(id_),
                label=str(document.title or id_),
                place=id_.place,
                kind=filled(document.kind),
                names=self.lookup.spellings(document.names),
                parties=tuple(p for p in (self.lookup.reference(r, ("actor",), where) for r in document.parties) if p),
                date=day,
                inferred=inferred,
                formerly=tuple(map(str, document.formerly)),
            )
            self.belongings(id_, document, None)
        for id_, event in self.written.events.items():
            yield self.event(id_, event)
        for id_, system in self.written.systems.items():
            names = self.lookup.spellings(system.names)
            if "name" not in system.inferred:
                names = (*self.lookup.spellings((system.name,)), *names)
            yield System(
                id=str(id_),
                label=str(system.name or id_),
                place=id_.place,
                kind=filled(system.kind),
                names=names,
                inferred=self.lookup.inferred(system.inferred, None),
                formerly=tuple(map(str, system.formerly)),
            )
            self.belongings(id_, system, None)
        for id_, topic in self.written.topics.items():
            yield Topic(
                id=str(id_),
                label=str(topic.asks or id_),
                place=id_.place,
                stances=MappingProxyType({str(key): str(words) for key, words in topic.stances.items()}),
            )

    def event(self, id_: Text, entry: EventEntry) -> Event:
        where = f"the event `{id_}`"
        by = self.lookup.speaker(entry.by, where)
        if entry.status is Status.ALLEGED and entry.by is None and "by" not in entry.flaws:
            message = f"{capital(where)} is alleged, and nobody is said to allege it."
            remedy = "Add `by: …` with who alleges it, or `by: source` where the source itself does."
            self.problems.append(Problem(Code.MISSING_FIELD, id_.place, message, remedy))
        day, inferred = self.days(id_, entry, id_)
        self.dates[id_] = day
        self.occurrence(id_, entry, id_)
        via = self.lookup.hands(entry.via, where)
        made = Event(
            id=str(id_),
            label=str(entry.title or id_),
            place=id_.place,
            kind=filled(entry.kind),
            names=self.lookup.spellings(entry.names),
            status=entry.status,
            date=day,
            by=by,
            via=via,
            inferred=inferred,
            where=filled(entry.where),
            after=tuple(e for e in (self.lookup.reference(r, ("event",), where) for r in entry.after) if e),
            formerly=tuple(map(str, entry.formerly)),
        )
        for participant in entry.participants:
            who = self.lookup.reference(participant.who, ("actor", "document", "system"), where)
            cites = self.lookup.cited(participant.cite, None, has_speaker=True)
            inferred_part = self.lookup.inferred(participant.inferred, None)
            if not (participant.cite or participant.inferred or participant.flaws & {"cite", "inferred"}):
                self.lookup.no_citation(participant.who.place, f"The part of `{participant.who}` in {where}")
            if who and (cites or participant.inferred):
                self.add(
                    Fact(
                        key=f"{id_}/{participant.role}/{who}",
                        aspect=Aspect.PARTICIPATION,
                        subject=str(id_),
                        property=str(participant.role),
                        voice=Voice(),
                        citations=cites,
                        place=participant.who.place,
                        object=who,
                        event=str(id_),
                        about=(who,),
                        inferred=inferred_part,
                    )
                )
        self.belongings(id_, entry, id_)
        return made

    def occurrence(self, id_: Text, of: EventEntry | DocumentEntry, event: Text | None) -> None:
        """The fact that carries an entry's own citations, unless they are those of its one date."""
        if len(of.date) == 1 and not of.date[0].cite:
            return
        cites = self.lookup.cited(of.cite, None, has_speaker=True)
        if cites:
            self.add(
                Fact(
                    key=f"{id_}/occurrence",
                    aspect=Aspect.OCCURRENCE,
                    subject=str(id_),
                    property="occurrence",
                    voice=Voice(),
                    citations=cites,
                    place=id_.place,
                    event=filled(event),
                    about=self.lookup.names.about(c.words for c in cites),
                    accepted=self.lookup.reasons(of.accepted, f"`{id_}`"),
                )
            )

    def days(
        self, id_: Text, of: EventEntry | DocumentEntry, event: Text | None
    ) -> tuple[dates.Date | None, tuple[Inference, ...]]:
        """The facts that give a date of an event or a document; the first of the dates, and what else is inferred."""
        inferred = self.lookup.inferred(of.inferred, None)
        why = tuple(i for i in inferred if of.date and i.of in ("date", "printed"))
        first: dates.Date | None = None
        for entry in of.date:
            date = self.lookup.date(entry.date)
            first = first or date
            shared = len(of.date) == 1
            own = entry.cite or (of.cite if shared else ())
            cites = self.lookup.cited(own, None, has_speaker=True)
            if not own and "cite" not in entry.flaws and not (shared and "cite" in of.flaws) and not why:
                self.lookup.no_citation(entry.date.place, f"The date of `{id_}`", "date")
            if date is None or not (cites or why):
                continue
            self.add(
                Fact(
                    key=f"{id_}/date/{cites[0].source if cites else 0}",
                    aspect=Aspect.DATE,
                    subject=str(id_),
                    property="date",
                    voice=Voice(),
                    citations=cites,
                    place=entry.date.place,
                    value=Value(text=str(entry.date), date=date),
                    date=date,
                    event=filled(event),
                    about=self.lookup.names.about(c.words for c in cites),
                    printed=filled(entry.printed or of.printed),
                    inferred=why,
                    accepted=self.lookup.reasons(of.accepted, f"`{id_}`"),
                )
            )
        return first, tuple(i for i in inferred if i not in why)

    def belongings(self, id_: Text, entry: SubjectEntry, event: Text | None) -> None:
        here = _Context(str(id_), filled(event))
        for relation in entry.relations:
            self.relation(relation, here)
        for value in entry.values:
            self.value(value, here)
        for fact in entry.facts:
            self.says(fact, here)

    def relation(self, entry: RelationEntry, here: _Context) -> None:
        what = f"the relation `{entry.is_}` of `{here.subject}`"
        if entry.is_ and entry.is_ not in self.written.relations and not self.lookup.silent(entry.is_):
            self.lookup.unknown(
                Code.UNKNOWN_REFERENCE,
                entry.is_,
                f"There is no relation `{entry.is_}`.",
                self.written.relations,
                "declare it under `relations:`",
            )
        to = self.lookup.reference(entry.of, ("actor", "document", "system", "event"), what) if entry.of else None
        told = self.told(entry, here, what)
        at = self.lookup.date(entry.at)
        if to is None or told is None:
            return
        self.add(
            replace(
                told,
                key=f"{here.subject}/{entry.is_}/{to}/{told.citations[0].source}",
                aspect=Aspect.RELATION,
                property=str(entry.is_),
                object=to,
                value=Value(text=str(entry.as_)) if entry.as_ else None,
                date=at,
                about=_once(here.subject, to, *told.about),
            )
        )

    def value(self, entry: ValueEntry, here: _Context) -> None:
        what = f"`{entry.property}` of `{here.subject}`"
        declared = self.properties.get(entry.property)
        if declared is None and entry.property and not self.lookup.silent(entry.property):
            self.lookup.unknown(
                Code.UNKNOWN_PROPERTY,
                entry.property,
                f"There is no property `{entry.property}`.",
                self.properties,
                "declare it under `properties:`",
            )
        at = self.lookup.date(entry.at)
        if entry.unknown:
            if entry.value:
                self.problems.append(
                    Problem(
                        Code.BAD_VALUE,
                        entry.value[0].place,
                        f"{capital(what)} has a value and is said to be unknown.",
                        "Keep one of the two.",
                    )
                )
            self.no_effect(entry, what, [it.name for it in fields(entry) if it.name not in _OF_UNKNOWN])
            self.add(
                Fact(
                    key=f"{here.subject}/{entry.property}",
                    aspect=Aspect.VALUE,
                    subject=here.subject,
                    property=str(entry.property),
                    voice=Voice(),
                    citations=(),
                    place=entry.property.place,
                    value=Value(text="", unknown=True),
                    about=(here.subject,),
                )
            )
            return
        if not entry.value and "value" not in entry.flaws:
            self.problems.append(
                Problem(
                    Code.MISSING_FIELD,
                    entry.property.place,
                    f"{capital(what)} has no value.",
                    "Add `value: …`, or `unknown: true` where no source tells it.",
                )
            )
        told = self.told(entry, here, what)
        value = self.meant(entry, str(declared.kind)) if declared is not None and entry.value else None
        if told is None or value is None:
            return
        self.add(
            replace(
                told,
                key=f"{here.subject}/{entry.property}/{told.citations[0].source}",
                aspect=Aspect.VALUE,
                property=str(entry.property),
                value=value,
                date=at,
                about=_once(here.subject, *told.about),
            )
        )

    def no_effect(self, entry: Entry, what: str, names: Iterable[str]) -> None:
        """A problem for each of these fields that is written beside `unknown: true`, which leaves nothing to prove."""
        for name in names:
            written = getattr(entry, name)
            if not written:
                continue
            first = next(iter(written)) if isinstance(written, (tuple, Mapping)) else written
            place = first.place if isinstance(first, (Text, Entry)) else entry.place
            self.problems.append(
                Problem(
                    Code.BAD_VALUE,
                    place,
                    f"{capital(what)} is said to be unknown, so that `{name.strip('_')}` has no effect.",
                    "Take it out, or take out `unknown: true`.",
                )
            )

    def meant(self, entry: ValueEntry, kind: str) -> Value | None:
        qualifier, condition = filled(entry.qualifier), filled(entry.condition)
        first = entry.value[0]
        if kind == "list":
            return Value("", items=tuple(map(str, entry.value)), qualifier=qualifier, condition=condition)
        if len(entry.value) > 1:
            self.problems.append(
                Problem(
                    Code.BAD_VALUE,
                    first.place,
                    f"`{entry.property}` is one value, and here are {len(entry.value)}.",
                    "Write one value; for several, write several entries, or declare the property as `kind: list`.",
                )
            )
            return None
        if kind == "date":
            date = self.lookup.date(first)
            return None if date is None else Value(str(first), qualifier=qualifier, condition=condition, date=date)
        if kind in quantities.KINDS and quantities.KINDS[kind].quantity:
            quantity = quantities.parse(str(first), kind)
            if isinstance(quantity, quantities.BadQuantity):
                self.problems.append(Problem(Code.BAD_VALUE, first.place, quantity.message, quantity.remedy))
                return None
            return Value(str(first), qualifier=qualifier, condition=condition, quantity=quantity)
        return Value(str(first), qualifier=qualifier, condition=condition)

    def property_kind(self, name: Text, kind: Text) -> None:
        known = tuple(quantities.KINDS)
        if kind and kind not in known:
            meant = likely(kind, known)
            hint = f"Did you mean `{meant}`?" if meant else f"Write one of: {listed(known)}."
            self.problems.append(
                Problem(Code.UNKNOWN_CHOICE, kind.place, f"The property `{name}` has an unknown kind `{kind}`.", hint)
            )

    def says(self, entry: FactEntry, here: _Context | None) -> None:
        what = f"the fact `{entry.id}`" if entry.id else "this fact"
        if entry.id is None and "id" not in entry.flaws:
            self.problems.append(
                Problem(
                    Code.MISSING_FIELD,
                    entry.says.place,
                    "A fact that says something needs an id, which is its permanent address.",
                    f"Add `id: {proposed_id(entry.says)}`.",
                )
            )
        topics = tuple(t for t in (self.lookup.reference(r, ("topic",), what) for r in entry.topic) if t)
        if entry.stance:
            self.stance(entry, entry.stance, topics, what)
        told = self.told(entry, here, what)
        date = self.lookup.date(entry.date)
        if told is None or not entry.id or not entry.says:
            return
        about = self.lookup.names.about([(str(entry.says),), *(c.words for c in told.citations)])
        subject = here.subject if here else (told.event or told.voice.by or next(iter(about), told.citations[0].source))
        self.add(
            replace(
                told,
                key=str(entry.id),
                subject=subject,
                property="says",
                says=str(entry.says),
                date=date,
                act=entry.act,
                topics=topics,
                stance=filled(entry.stance),
                formerly=tuple(map(str, entry.formerly)),
                about=_once(*about, *told.about),
            )
        )

    def stance(self, entry: FactEntry, stance: Text, topics: Sequence[str], what: str) -> None:
        if not entry.topic:
            if "topic" not in entry.flaws:
                message = f"{capital(what)} has a stance, but no topic on which to take it."
                remedy = "Add `topic: …`, or take `stance` out."
                self.problems.append(Problem(Code.MISSING_FIELD, stance.place, message, remedy))
            return
        known = [str(name) for topic in topics for name in self.topics[topic].stances]
        read = len(topics) == len(entry.topic) and not any("stances" in self.topics[topic].flaws for topic in topics)
        if stance not in known and read:
            named = " and ".join(f"`{topic}`" for topic in topics)
            self.lookup.unknown(
                Code.UNKNOWN_REFERENCE,
                stance,
                f"The topic {named} has no stance `{stance}`.",
                known,
                "declare it under the topic's `stances:`",
            )

    def told(self, entry: Told, here: _Context | None, what: str) -> Fact | None:
        """A fact with what every fact has: voice, evidence, what became of it. None where no evidence is left.

        Its key, aspect, subject and property are for the caller to say.
        """
        event = here.event if here and here.event else None
        if entry.event:
            event = self.lookup.reference(entry.event, ("event",), what) or event
        at_event = self.events.get(event) if event else None
        inherits = at_event is not None and entry.by is None and "by" not in entry.flaws
        by_text = at_event.by if inherits and at_event is not None else entry.by
        # The event's own `by` is reported once, at the event.
        by = self.lookup.speaker(by_text, what) if not inherits else self.lookup.known(by_text, ("actor", "document"))
        via = self.lookup.hands(entry.via, what)
        if inherits and not entry.via and at_event is not None:
            via = tuple(v for v in (self.lookup.known(r, ("actor", "document")) for r in at_event.via) if v)
        spoken = by_text is not None and by_text != SOURCE_VOICE
        cites = self.lookup.cited(entry.cite, None, has_speaker=spoken)
        inferred = self.lookup.inferred(entry.inferred, None)
        if not entry.cite and "cite" not in entry.flaws:
            place = entry.says.place if isinstance(entry, FactEntry) else entry.place
            self.lookup.no_citation(place, capital(what))
        reads = {str(word): str(self.read_as(meant, what)) for word, meant in entry.reads.items()}
        if at_event is not None:
            # An event's words are read for all its facts: each has those that stand in its quotes.
            quoted = " … ".join(quotes.normal(part) for citation in cites for part in citation.words)
            reads = {**{str(w): str(m) for w, m in at_event.reads.items() if _stands(w, quoted)}, **reads}
        about = tuple(a for a in (self.lookup.reference(r, tuple(self.lookup.kinds), what) for r in entry.about) if a)
        withdrawn = self.change(entry.withdrawn, cites, what) if entry.withdrawn else None
        corrected = tuple(c for c in (self.change(it, cites, what) for it in entry.corrected) if c)
        accepted = self.lookup.reasons(entry.accepted, what)
        # A citation that failed is a problem of its own, and one that could not be judged is its source's. All else has
        # been looked at before, so that one run finds everything.
        if not cites:
            return None
        return Fact(
            key="",
            aspect=Aspect.SAYS,
            subject=here.subject if here else "",
            property="",
            voice=Voice(by, via, self.said(event) if spoken else None),
            citations=cites,
            place=_place_of(entry),
            event=event,
            printed=filled(entry.printed),
            reads=reads,
            inferred=inferred,
            about=(*about, *(meant for meant in reads.values() if self.lookup.known(meant, _READABLE))),
            confidence=filled(entry.confidence),
            because=filled(entry.because),
            withdrawn=withdrawn,
            corrected=corrected,
            accepted=accepted,
        )

    def change(self, entry: ChangeEntry, cites: Sequence[Citation], what: str) -> Change | None:
        """A correction or withdrawal, which is made after a source has told of it, and not after the dossier's end."""
        change = self.lookup.change(entry)
        if change is None:
            return None
        published = [self.published[it.source] for it in cites]
        first = min((it.earliest for it in published if it and it.earliest), default=None)
        message = remedy = ""
        if first and None not in published and change.date.latest and change.date.latest < first:
            message = f"{capital(what)} is changed on {entry.date}, before any source of it appeared."
            remedy = "Correct the date: it is the day on which this sheet was changed."
        elif self.as_of and self.as_of.latest and change.date.earliest and change.date.earliest > self.as_of.latest:
            message = f"{capital(what)} is changed on {entry.date}, and the dossier is as of {self.as_of.edtf}."
            remedy = "Correct the date, or write a later one as `as-of` of the dossier."
        if message:
            self.problems.append(Problem(Code.CHANGE_ORDER, entry.date.place, message, remedy))
        return change

    def said(self, event: str | None) -> dates.Date | None:
        """The day on which something was said at an event; none for what is itself only alleged or still ahead."""
        if event is None or self.events[event].status in (Status.ALLEGED, Status.ANNOUNCED, Status.FORECAST):
            return None
        if event not in self.dates:
            # Facts may stand before their event. A date that is none is a problem where it stands.
            entry = self.events[event]
            parsed = dates.parse(str(entry.date[0].date)) if entry.date else None
            self.dates[event] = parsed if isinstance(parsed, dates.Date) else None
        return self.dates[event]

    def read_as(self, meant: Text, what: str) -> Text:
        kinds = (*_READABLE, "topic")
        if not self.lookup.known(meant, kinds) and _SLUG_OF_WORDS.fullmatch(meant) and not self.lookup.silent(meant):
            # Words may stand here too, but nobody writes them with hyphens only.
            self.lookup.unknown(
                Code.UNKNOWN_REFERENCE,
                meant,
                f"`{meant}`, named under `reads` of {what}, is no id.",
                [id_ for kind in kinds for id_ in self.lookup.kinds[kind]],
                "write words with spaces",
            )
        return meant

    def add(self, fact: Fact) -> None:
        if fact.aspect is Aspect.SAYS:
            if fact.key in self.ids:
                # The second use of an id has been reported where ids are gathered.
                return
            self.ids.add(fact.key)
        self.facts.append(fact)

    def addressed(self) -> tuple[Fact, ...]:
        """All facts, each with a key of its own.

        Of several that one source tells of one property, each key goes on with what it tells: so it does not depend on
        their order, and one more renames none of them. The key that one of them had alone leads to the first.
        """
        alike: dict[str, list[Fact]] = {}
        for fact in self.facts:
            alike.setdefault(fact.key, []).append(fact)
        taken: dict[str, Place] = {}
        found = []
        for fact in self.facts:
            here = alike[fact.key]
            key = fact.key if len(here) == 1 else f"{fact.key}/{_distinct(fact)}"
            if key in taken:
                self.told_twice(fact, taken[key])
                continue
            taken[key] = fact.place
            formerly = (fact.key,) if len(here) > 1 and fact is here[0] else fact.formerly
            found.append(replace(fact, key=key, formerly=formerly))
        return tuple(found)

    def told_twice(self, fact: Fact, first: Place) -> None:
        what = f"`{fact.property}` of `{fact.subject}`"
        if fact.aspect is Aspect.PARTICIPATION:
            what = f"The part of `{fact.object}` as `{fact.property}` in `{fact.subject}`"
        source = f", from `{fact.citations[0].source}`" if fact.citations else ""
        self.problems.append(
            Problem(
                Code.DUPLICATE_ID,
                fact.place,
                f"{what} is told here and at {first} in the same words{source}.",
                "Put both together, with all their citations, or take one of them out.",
            )
        )


# What a value that is unknown is written with; that it has a value as well is a problem with words of its own.
_OF_UNKNOWN = ("place", "flaws", "property", "unknown", "value")

# What the words of a quote can refer to and a fact can then be about.
_READABLE = ("actor", "document", "event", "system")
_SLUG_OF_WORDS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


def _distinct(fact: Fact) -> str:
    """What a fact tells besides its subject, property and source, as a part of its key."""
    parts: list[str | None] = []
    if fact.value is not None:
        parts += [fact.value.qualifier, fact.value.text, *fact.value.items, fact.value.condition]
    parts += [fact.date.edtf if fact.date and fact.aspect is not Aspect.DATE else None, fact.voice.by, fact.event]
    return " ".join(filter(None, parts)).replace("/", " ")


def _once(*ids: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _stands(word: str, words: str) -> bool:
    return bool(quotes.whole(quotes.normal(word), case=False, within=words).search(words))


def _place_of(entry: Told) -> Place:
    if isinstance(entry, FactEntry):
        return entry.id.place if entry.id else entry.says.place
    if isinstance(entry, ValueEntry):
        return entry.property.place
    if isinstance(entry, RelationEntry):
        return entry.is_.place
    return entry.place


def with_prose(dossier: Dossier, pages: tuple[Prose, ...]) -> Dossier:
    """The same dossier with its hand-written pages."""
    return replace(dossier, prose=pages)
