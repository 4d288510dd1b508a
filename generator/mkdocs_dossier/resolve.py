"""Entries and articles become the dossier: every reference is followed and every quote found, or it is a problem."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import TypeVar

from mkdocs_dossier import citations, dates, quantities, quotes
from mkdocs_dossier.entries import (
    SOURCE_VOICE,
    ChangeEntry,
    CitationEntry,
    DocumentEntry,
    DossierEntry,
    Entry,
    EventEntry,
    FactEntry,
    InferredEntry,
    NameEntry,
    RelationEntry,
    SourceEntry,
    SubjectEntry,
    TensionEntry,
    Told,
    ValueEntry,
    Written,
    proposed_id,
)
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
    Name,
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

E = TypeVar("E", bound=Entry)


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
    return Resolved(dossier, tuple(resolver.unresolved), tuple(resolver.problems))


@dataclass(frozen=True)
class _Context:
    """What a told entry inherits from where it stands."""

    subject: str
    event: str | None = None


class _Resolver:
    def __init__(self, written: Written, articles: Mapping[str, Article], changed: Collection[str]) -> None:
        self.written = written
        self.articles = articles
        self.problems: list[Problem] = []
        self.unresolved: list[citations.Unresolved] = []
        self.facts: list[Fact] = []
        self.keys: dict[str, int] = {}
        self.dates: dict[str, dates.Date | None] = {}
        # An id has one kind, and a lookup costs the same however many there are.
        self.kinds: dict[str, Mapping[str, Entry]] = {
            "source": _by_id(written.sources),
            "actor": _by_id(written.actors),
            "document": _by_id(written.documents),
            "event": _by_id(written.events),
            "system": _by_id(written.systems),
            "topic": _by_id(written.topics),
        }
        self.events = _by_id(written.events)
        self.topics = _by_id(written.topics)
        self.properties = _by_id(written.properties)
        self.fact_ids = frozenset(fact_ids(written))
        self.every_source_read = not (
            changed or written.incomplete or written.lost_sources or len(articles) < len(written.sources)
        )
        self.names = _Names(written)
        self.problems.extend(self.names.problems)

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
            subjects=_told_apart(subjects),
            properties=properties,
            relations=relations,
            facts=tuple(self.facts),
            tensions=tensions,
        )

    def tension(self, id_: Text, entry: TensionEntry) -> Tension:
        what = f"the tension `{id_}`"
        if len(set(entry.between)) < 2 and "between" not in entry.flaws:
            message = f"{capital(what)} is between fewer than two."
            remedy = "Name under `between` at least two facts or subjects that pull apart."
            self.problems.append(Problem(Code.MISSING_FIELD, id_.place, message, remedy))
        between = tuple(t for t in (self.anything(ref, what) for ref in entry.between) if t)
        return Tension(str(id_), between, str(entry.note), entry.open, id_.place)

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
        return Imprint(
            title=str(entry.title or "Dossier"),
            asks=_str(entry.asks),
            by=tuple(map(str, entry.by)),
            contact=_str(entry.contact),
            licence=_str(entry.licence),
            as_of=self.date(entry.as_of),
            language=str(entry.language or "en"),
            edit=_str(entry.edit),
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
        inferred = self.inferred(entry.inferred, id_)
        published, accessed = self.date(entry.published), self.date(entry.accessed)
        publisher = self.publisher(id_, entry)
        not_used = []
        for item in entry.not_used:
            citation = self.citation_of(id_, item.quote, item.place, has_speaker=True, guarded=False)
            if citation is not None:
                not_used.append(NotUsed(citation, str(item.because)))
        article = self.articles.get(id_)
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
            author=_str(entry.author),
            url=_str(entry.url),
            archived=_str(entry.archived),
            accessed=accessed,
            reposted=_str(entry.reposted),
            rights=_str(entry.rights),
            inferred=inferred,
            not_used=tuple(not_used),
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
        publisher = self.reference(written.is_, ("actor",), f"the publisher of `{id_}`")
        cites = self.cited(written.cite, id_, has_speaker=True)
        if not written.cite and "publisher" not in entry.inferred and "cite" not in written.flaws:
            self.no_citation(written.is_.place, f"The publisher of `{id_}`", "cite", "publisher")
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
            names = self.spellings(entry.names)
            if entry.name and "name" not in entry.inferred:
                names = (*self.spellings((entry.name,)), *names)
            yield Actor(
                id=str(id_),
                label=str(label or id_),
                place=id_.place,
                kind=_str(entry.kind),
                unnamed=entry.name is None,
                names=names,
                inferred=self.inferred(entry.inferred, None),
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
                kind=_str(document.kind),
                names=self.spellings(document.names),
                parties=tuple(p for p in (self.reference(r, ("actor",), where) for r in document.parties) if p),
                date=day,
                inferred=inferred,
                formerly=tuple(map(str, document.formerly)),
            )
            self.belongings(id_, document, None)
        for id_, event in self.written.events.items():
            yield self.event(id_, event)
        for id_, system in self.written.systems.items():
            names = self.spellings(system.names)
            if "name" not in system.inferred:
                names = (*self.spellings((system.name,)), *names)
            yield System(
                id=str(id_),
                label=str(system.name or id_),
                place=id_.place,
                kind=_str(system.kind),
                names=names,
                inferred=self.inferred(system.inferred, None),
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
        by = self.speaker(entry.by, where)
        if entry.status is Status.ALLEGED and entry.by is None and "by" not in entry.flaws:
            message = f"{capital(where)} is alleged, and nobody is said to allege it."
            remedy = "Add `by: …` with who alleges it, or `by: source` where the source itself does."
            self.problems.append(Problem(Code.MISSING_FIELD, id_.place, message, remedy))
        day, inferred = self.days(id_, entry, id_)
        self.dates[id_] = day
        self.occurrence(id_, entry, id_)
        via = self.hands(entry.via, where)
        made = Event(
            id=str(id_),
            label=str(entry.title or id_),
            place=id_.place,
            kind=_str(entry.kind),
            names=self.spellings(entry.names),
            status=entry.status,
            date=day,
            by=by,
            via=via,
            inferred=inferred,
            where=_str(entry.where),
            after=tuple(e for e in (self.reference(r, ("event",), where) for r in entry.after) if e),
            formerly=tuple(map(str, entry.formerly)),
        )
        for participant in entry.participants:
            who = self.reference(participant.who, ("actor", "document", "system"), where)
            cites = self.cited(participant.cite, None, has_speaker=True)
            inferred_part = self.inferred(participant.inferred, None)
            if not participant.cite and "cite" not in participant.flaws and not participant.inferred:
                self.no_citation(participant.who.place, f"The part of `{participant.who}` in {where}", "cite")
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
        cites = self.cited(of.cite, None, has_speaker=True)
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
                    event=_str(event),
                    about=self.names.about(c.words for c in cites),
                    accepted=_reasons(of.accepted),
                )
            )

    def days(
        self, id_: Text, of: EventEntry | DocumentEntry, event: Text | None
    ) -> tuple[dates.Date | None, tuple[Inference, ...]]:
        """The facts that give a date of an event or a document; the first of the dates, and what else is inferred."""
        inferred = self.inferred(of.inferred, None)
        why = tuple(i for i in inferred if of.date and i.of in ("date", "printed"))
        first: dates.Date | None = None
        for number, entry in enumerate(of.date):
            date = self.date(entry.date)
            first = first or date
            shared = len(of.date) == 1
            own = entry.cite or (of.cite if shared else ())
            cites = self.cited(own, None, has_speaker=True)
            if not own and "cite" not in entry.flaws and not (shared and "cite" in of.flaws) and not why:
                self.no_citation(entry.date.place, f"The date of `{id_}`", "cite", "date")
            if date is None or not (cites or why):
                continue
            self.add(
                Fact(
                    key=f"{id_}/date/{cites[0].source if cites else number}",
                    aspect=Aspect.DATE,
                    subject=str(id_),
                    property="date",
                    voice=Voice(),
                    citations=cites,
                    place=entry.date.place,
                    value=Value(text=str(entry.date), date=date),
                    date=date,
                    event=_str(event),
                    about=self.names.about(c.words for c in cites),
                    printed=_str(entry.printed or of.printed),
                    inferred=why,
                    accepted=_reasons(of.accepted),
                )
            )
        return first, tuple(i for i in inferred if i not in why)

    def belongings(self, id_: Text, entry: SubjectEntry, event: Text | None) -> None:
        here = _Context(str(id_), _str(event))
        for relation in entry.relations:
            self.relation(relation, here)
        for value in entry.values:
            self.value(value, here)
        for fact in entry.facts:
            self.says(fact, here)

    def relation(self, entry: RelationEntry, here: _Context) -> None:
        what = f"the relation `{entry.is_}` of `{here.subject}`"
        if entry.is_ and entry.is_ not in self.written.relations and not self.silent(entry.is_):
            self.unknown(
                Code.UNKNOWN_REFERENCE,
                entry.is_,
                f"There is no relation `{entry.is_}`.",
                self.written.relations,
                "Correct it, or declare it under `relations:`.",
            )
        to = self.reference(entry.of, ("actor", "document", "system", "event"), what) if entry.of else None
        told = self.told(entry, here, what)
        at = self.date(entry.at)
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
        if declared is None and entry.property and not self.silent(entry.property):
            self.unknown(
                Code.UNKNOWN_PROPERTY,
                entry.property,
                f"There is no property `{entry.property}`.",
                self.properties,
                "Correct it, or declare it under `properties:`.",
            )
        at = self.date(entry.at)
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
        qualifier, condition = _str(entry.qualifier), _str(entry.condition)
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
            date = self.date(first)
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
        topics = tuple(t for t in (self.reference(r, ("topic",), what) for r in entry.topic) if t)
        if entry.stance:
            self.stance(entry, entry.stance, topics, what)
        told = self.told(entry, here, what)
        date = self.date(entry.date)
        if told is None or not entry.id or not entry.says:
            return
        about = self.names.about([(str(entry.says),), *(c.words for c in told.citations)])
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
                stance=_str(entry.stance),
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
            self.unknown(
                Code.UNKNOWN_REFERENCE,
                stance,
                f"The topic {named} has no stance `{stance}`.",
                known,
                "Correct it, or declare it under the topic's `stances:`.",
            )

    def told(self, entry: Told, here: _Context | None, what: str) -> Fact | None:
        """A fact with what every fact has: voice, evidence, what became of it. None where no evidence is left.

        Its key, aspect, subject and property are for the caller to say.
        """
        event = here.event if here and here.event else None
        if entry.event:
            event = self.reference(entry.event, ("event",), what) or event
        at_event = self.events.get(event) if event else None
        inherits = at_event is not None and entry.by is None and "by" not in entry.flaws
        by_text = at_event.by if inherits and at_event is not None else entry.by
        # The event's own `by` is reported once, at the event.
        by = self.speaker(by_text, what) if not inherits else self.known(by_text, ("actor", "document"))
        via = self.hands(entry.via, what)
        if inherits and not entry.via and at_event is not None:
            via = tuple(v for v in (self.known(r, ("actor", "document")) for r in at_event.via) if v)
        spoken = by_text is not None and by_text != SOURCE_VOICE
        cites = self.cited(entry.cite, None, has_speaker=spoken)
        inferred = self.inferred(entry.inferred, None)
        if not entry.cite and "cite" not in entry.flaws:
            place = entry.says.place if isinstance(entry, FactEntry) else entry.place
            self.no_citation(place, capital(what), "cite")
        reads = {str(word): str(self.read_as(meant, what)) for word, meant in entry.reads.items()}
        if at_event is not None:
            # An event's words are read for all its facts: each has those that stand in its quotes.
            quoted = " … ".join(quotes.normal(part) for citation in cites for part in citation.words)
            reads = {**{str(w): str(m) for w, m in at_event.reads.items() if _stands(w, quoted)}, **reads}
        about = tuple(a for a in (self.reference(r, tuple(self.kinds), what) for r in entry.about) if a)
        withdrawn = self.change(entry.withdrawn) if entry.withdrawn else None
        corrected = tuple(c for c in (self.change(it) for it in entry.corrected) if c)
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
            printed=_str(entry.printed),
            reads=reads,
            inferred=inferred,
            about=(*about, *(meant for meant in reads.values() if self.known(meant, _READABLE))),
            confidence=_str(entry.confidence),
            because=_str(entry.because),
            withdrawn=withdrawn,
            corrected=corrected,
            accepted=_reasons(entry.accepted),
        )

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
        if not self.known(meant, kinds) and _SLUG_OF_WORDS.fullmatch(meant) and not self.silent(meant):
            # Words may stand here too, but nobody writes them with hyphens only.
            self.unknown(
                Code.UNKNOWN_REFERENCE,
                meant,
                f"`{meant}`, named under `reads` of {what}, is no id.",
                [id_ for kind in kinds for id_ in self.kinds[kind]],
                "Correct the id, or write words with spaces.",
            )
        return meant

    def change(self, entry: ChangeEntry) -> Change | None:
        date = self.date(entry.date)
        return None if date is None else Change(date, str(entry.because), _str(entry.was))

    def inferred(self, entries: Mapping[Text, InferredEntry], own: Text | None) -> tuple[Inference, ...]:
        return tuple(
            Inference(str(of), str(entry.because), self.cited(entry.from_, own, has_speaker=True, guarded=False))
            for of, entry in entries.items()
        )

    def cited(
        self, entries: Sequence[CitationEntry], own: str | None, *, has_speaker: bool, guarded: bool = True
    ) -> tuple[Citation, ...]:
        found = []
        for entry in entries:
            source = entry.source if entry.source is not None else own
            if source is None:
                glued, colon, _ = entry.quote[0].partition(":") if entry.quote else ("", "", "")
                remedy = "Below `cite:`, write on a line of its own: `source-id: the exact words`."
                if colon and glued in self.kinds["source"]:
                    remedy = f"Put a space after `{glued}:`."
                self.problems.append(
                    Problem(Code.WRONG_TYPE, entry.place, "This quote does not name its source.", remedy)
                )
                continue
            citation = self.citation_of(
                source,
                entry.quote,
                entry.place,
                has_speaker=has_speaker,
                guarded=guarded,
                supports=_str(entry.supports),
                translation=_str(entry.translation),
            )
            if citation is not None:
                found.append(citation)
        return tuple(found)

    def citation_of(
        self,
        source: str,
        quote: Sequence[Text],
        place: Place,
        *,
        has_speaker: bool,
        guarded: bool = True,
        supports: str | None = None,
        translation: str | None = None,
    ) -> Citation | None:
        if source not in self.articles:
            if source not in self.kinds["source"] and isinstance(source, Text) and not self.silent(source):
                self.unknown(
                    Code.UNKNOWN_REFERENCE,
                    source,
                    f"There is no source `{source}`.",
                    self.kinds["source"],
                    "Correct it, or add it under `sources:`.",
                )
            return None
        result = citations.resolve(
            self.articles[source],
            quote,
            place,
            has_speaker=has_speaker,
            guarded=guarded,
            supports=supports,
            translation=translation,
        )
        if isinstance(result, citations.Unresolved):
            self.unresolved.append(result)
            return None
        return result

    def spellings(self, entries: Iterable[NameEntry | Text]) -> tuple[Name, ...]:
        names = []
        for entry in entries:
            text = entry if isinstance(entry, Text) else entry.name
            if not text:
                continue
            words = quotes.normal(text)
            # Most articles do not hold most names: the plain search spares them the exact one.
            holding = [article for article in self.articles.values() if words in article.text.normal]
            found = tuple(passage for article in holding for passage in citations.occurrences(article, words))
            if not found and self.every_source_read:
                self.problems.append(
                    Problem(
                        Code.NAME_NOT_FOUND,
                        text.place,
                        f"The name “{text}” stands in no source.",
                        "Write a spelling that a source uses; a name that no source prints is `inferred`.",
                    )
                )
            use = None if isinstance(entry, Text) else _str(entry.as_)
            names.append(Name(str(text), use, found, text.place))
        return tuple(names)

    def date(self, text: Text | None) -> dates.Date | None:
        if not text:
            return None
        date = dates.parse(str(text))
        if isinstance(date, dates.BadDate):
            self.problems.append(Problem(Code.BAD_DATE, text.place, date.message, date.remedy))
            return None
        return date

    def speaker(self, text: Text | None, what: str) -> str | None:
        if text is None or text == SOURCE_VOICE:
            return None
        return self.reference(text, ("actor", "document"), what)

    def hands(self, written: Sequence[Text], what: str) -> tuple[str, ...]:
        return tuple(hand for hand in (self.reference(text, ("actor", "document"), what) for text in written) if hand)

    def known(self, text: str | None, kinds: Sequence[str]) -> str | None:
        return str(text) if text is not None and any(text in self.kinds[kind] for kind in kinds) else None

    def anything(self, text: Text, what: str) -> str | None:
        """A reference to whatever has an id, facts among them."""
        if text in self.fact_ids:
            return str(text)
        if self.written.lost_facts and not self.known(text, tuple(self.kinds)):
            return None
        return self.reference(text, tuple(self.kinds), what, self.fact_ids)

    def reference(self, text: Text, kinds: Sequence[str], what: str, more: Collection[str] = ()) -> str | None:
        if self.known(text, kinds):
            return str(text)
        if not self.silent(text):
            noun = _either(kinds) if len(kinds) < len(self.kinds) else "entry"
            elsewhere = next((kind for kind in self.kinds if text in self.kinds[kind]), None)
            elsewhere = elsewhere or ("fact" if text in self.fact_ids else None)
            if elsewhere is not None:
                self.problems.append(
                    Problem(
                        Code.UNKNOWN_REFERENCE,
                        text.place,
                        f"`{text}`, named in {what}, is {_article_of(elsewhere)} {elsewhere}, "
                        f"not {_article_of(noun)} {noun}.",
                        f"Name {_article_of(noun)} {noun} here.",
                    )
                )
            else:
                self.unknown(
                    Code.UNKNOWN_REFERENCE,
                    text,
                    f"There is no {noun} `{text}`, which is named in {what}.",
                    [*(id_ for kind in kinds for id_ in self.kinds[kind]), *more],
                    f"Correct it, or add the {noun}.",
                )
        return None

    def unknown(self, code: Code, text: Text, message: str, known: Collection[str], otherwise: str) -> None:
        meant = likely(text, map(str, known))
        remedy = f"Did you mean `{meant}`?" if meant else otherwise
        self.problems.append(Problem(code, text.place, message, remedy))

    def silent(self, text: str) -> bool:
        """Whether an unknown reference is only the consequence of what has been reported already."""
        return not text or self.written.incomplete or text in self.written.lost

    def no_citation(self, place: Place, what: str, *fields: str) -> None:
        remedy = "Add `cite:` with a line `source-id: the exact words` below it"
        if len(fields) > 1:
            remedy += f", or say under `inferred: {fields[1]}:` why it is believed"
        self.problems.append(Problem(Code.NO_CITATION, place, f"{what} has no citation.", remedy + "."))

    def add(self, fact: Fact) -> None:
        count = self.keys[fact.key] = self.keys.get(fact.key, 0) + 1
        if count > 1:
            if fact.aspect is Aspect.SAYS:
                # The second use of an id has been reported where ids are gathered.
                return
            fact = replace(fact, key=f"{fact.key}/{count}")
        self.facts.append(fact)


# What a value that is unknown is written with; that it has a value as well is a problem with words of its own.
_OF_UNKNOWN = ("place", "flaws", "property", "unknown", "value")

# What the words of a quote can refer to and a fact can then be about.
_READABLE = ("actor", "document", "event", "system")
_SLUG_OF_WORDS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


def _by_id(entries: Mapping[Text, E]) -> dict[str, E]:
    return {str(id_): entry for id_, entry in entries.items()}


def _either(nouns: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(nouns[:-1]), nouns[-1])))


def _once(*ids: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


class _Names:
    """Which subjects a text names, by every recorded spelling, the longest first."""

    def __init__(self, written: Written) -> None:
        owner: dict[str, Text] = {}
        self.problems: list[Problem] = []
        called: list[tuple[Text, Text | None, SubjectEntry]] = [
            *((id_, actor.name, actor) for id_, actor in written.actors.items()),
            *((id_, system.name, system) for id_, system in written.systems.items()),
            *((id_, document.title, document) for id_, document in written.documents.items()),
            *((id_, None, event) for id_, event in written.events.items()),
        ]
        for id_, main, entry in called:
            for text in (main, *(name.name for name in entry.names)):
                if text and owner.setdefault(quotes.normal(text), id_) != id_:
                    self.problems.append(
                        Problem(
                            Code.DUPLICATE_ID,
                            text.place,
                            f"The name “{text}” is that of `{owner[quotes.normal(text)]}` and of `{id_}`: "
                            "which of them a quote means, nobody can tell.",
                            "Give one of them a longer name, or take the name out of its `names`.",
                        )
                    )
        self.owner = owner
        # By their first word: one expression of all names would be tried name by name at every letter of every quote.
        self.beginning: dict[str, list[str]] = {}
        for name in sorted(owner, key=len, reverse=True):
            if found := quotes.TOKEN.match(name):
                self.beginning.setdefault(found[0], []).append(name)

    def about(self, texts: Iterable[Sequence[str]]) -> tuple[str, ...]:
        """The subjects named, in the order in which they are named, each once. A name inside a longer one is none."""
        found: dict[str, None] = {}
        for text in (quotes.normal(part) for parts in texts for part in parts):
            done = 0
            for first in quotes.TOKEN.finditer(text):
                if first.start() < done:
                    continue
                for name in self.beginning.get(first[0], ()):
                    end = first.start() + len(name)
                    if text.startswith(name, first.start()) and not quotes.joined(name[-1], text[end : end + 1]):
                        found[str(self.owner[name])] = None
                        done = end
                        break
        return tuple(found)


def _told_apart(subjects: Mapping[str, Subject]) -> dict[str, Subject]:
    """The same subjects, their names not found where they are only part of a longer name of somebody else.

    A name that stands nowhere else keeps its places: that it does stand in a source is true.
    """
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for subject in subjects.values():
        for it in (passage for name in subject.names for passage in name.found):
            spans.setdefault(it.source, []).append((it.start, -it.end, subject.id))
    inside: set[tuple[str, int, int, str]] = set()
    for source, found in spans.items():
        # What begins first and is longest comes first; what ends before is no longer around anything.
        around: list[tuple[int, int, str]] = []
        for start, end, owner in sorted(found):
            around = [it for it in around if -it[1] > start]
            if any(it[2] != owner and it[1] <= end and it[:2] != (start, end) for it in around):
                inside.add((source, start, -end, owner))
            around.append((start, end, owner))
    return {
        id_: replace(subject, names=tuple(_outside(name, id_, inside) for name in subject.names)) if inside else subject
        for id_, subject in subjects.items()
    }


def _outside(name: Name, owner: str, inside: Collection[tuple[str, int, int, str]]) -> Name:
    found = tuple(it for it in name.found if (it.source, it.start, it.end, owner) not in inside)
    return replace(name, found=found or name.found)


def _stands(word: str, words: str) -> bool:
    return bool(quotes.whole(quotes.normal(word), case=False).search(words))


def _reasons(accepted: Mapping[Text, Text]) -> Mapping[str, str]:
    return {str(code): str(reason) for code, reason in accepted.items()}


def _str(text: str | None) -> str | None:
    return str(text) if text else None


def _article_of(noun: str) -> str:
    return "an" if noun[:1] in "aeiou" else "a"


def _place_of(entry: Told) -> Place:
    if isinstance(entry, FactEntry):
        return entry.id.place if entry.id else entry.says.place
    if isinstance(entry, ValueEntry):
        return entry.property.place
    if isinstance(entry, RelationEntry):
        return entry.is_.place
    return entry.place


def fact_ids(written: Written) -> tuple[str, ...]:
    """The ids of all facts that say something, as written, whether or not their evidence was found."""
    return tuple(str(fact.id) for fact in written.told() if fact.id)


def with_prose(dossier: Dossier, pages: tuple[Prose, ...]) -> Dossier:
    """The same dossier with its hand-written pages."""
    return replace(dossier, prose=pages)
