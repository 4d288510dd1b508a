"""Entries and articles become the dossier: every reference is followed and every quote found, or it is a problem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from types import MappingProxyType

from mkdocs_dossier import citations, dates, quantities
from mkdocs_dossier.entries import (
    SOURCE_VOICE,
    ChangeEntry,
    CitationEntry,
    DateEntry,
    DossierEntry,
    EventEntry,
    FactEntry,
    InferredEntry,
    NameEntry,
    RelationEntry,
    SourceEntry,
    SubjectEntry,
    Told,
    ValueEntry,
    Written,
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
    Subject,
    System,
    Tension,
    Topic,
    Value,
    Voice,
)
from mkdocs_dossier.problems import Code, Place, Problem
from mkdocs_dossier.yamlfile import Text


@dataclass(frozen=True)
class Resolved:
    """The dossier, with everything that could be resolved, the quotes that were not found, and all other problems."""

    dossier: Dossier
    unresolved: tuple[citations.Unresolved, ...]
    problems: tuple[Problem, ...]


def resolve(written: Written, articles: Mapping[str, Article]) -> Resolved:
    """The dossier of a fact sheet's entries and the articles that could be read.

    A citation of a source whose article could not be read is left out without a word, since that source's problem has
    been reported; so is a reference to an entry that could not be read.
    """
    resolver = _Resolver(written, articles)
    dossier = resolver.dossier()
    return Resolved(dossier, tuple(resolver.unresolved), tuple(resolver.problems))


@dataclass(frozen=True)
class _Context:
    """What a told entry inherits from where it stands."""

    subject: str
    event: str | None = None
    own_source: str | None = None


class _Resolver:
    def __init__(self, written: Written, articles: Mapping[str, Article]) -> None:
        self.written = written
        self.articles = articles
        self.problems: list[Problem] = []
        self.unresolved: list[citations.Unresolved] = []
        self.facts: list[Fact] = []
        self.keys: dict[str, int] = {}
        self.dates: dict[str, dates.Date | None] = {}
        self.kinds: dict[str, tuple[str, ...]] = {
            "source": tuple(written.sources),
            "actor": tuple(written.actors),
            "document": tuple(written.documents),
            "event": tuple(written.events),
            "system": tuple(written.systems),
            "topic": tuple(written.topics),
        }
        self.everyone = (*self.kinds["actor"], *self.kinds["document"], *self.kinds["system"])
        self.names = _Names(written)

    # The order is that of the pages: sources first, since every citation names one.
    def dossier(self) -> Dossier:
        sources = {str(id_): self.source(id_, entry) for id_, entry in self.written.sources.items()}
        sources = {id_: source for id_, source in sources.items() if source is not None}
        properties = {
            str(name): Property(str(name), str(entry.kind), entry.one, name.place, tuple(map(str, entry.words)))
            for name, entry in self.written.properties.items()
        }
        for name, entry in self.written.properties.items():
            self.property_kind(name, entry.kind)
        relations = {
            str(name): RelationKind(str(name), str(entry.inverse), tuple(map(str, entry.words)), name.place)
            for name, entry in self.written.relations.items()
        }
        subjects: dict[str, Subject] = {}
        for subject in self.subjects():
            subjects[subject.id] = subject
        for fact in self.written.facts:
            self.says(fact, None)
        tensions = tuple(
            Tension(
                str(id_),
                tuple(t for t in (self.anything(ref, f"the tension `{id_}`") for ref in entry.between) if t),
                str(entry.note),
                entry.open,
                id_.place,
            )
            for id_, entry in self.written.tensions.items()
        )
        return Dossier(
            imprint=self.imprint(self.written.dossier),
            sources={id_: source for id_, source in sources.items() if source},
            subjects=subjects,
            properties=properties,
            relations=relations,
            facts=tuple(self.facts),
            tensions=tensions,
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
        return Imprint(
            title=str(entry.title),
            asks=_str(entry.asks),
            by=tuple(map(str, entry.by)),
            contact=_str(entry.contact),
            licence=_str(entry.licence),
            as_of=self.date(entry.as_of),
            language=str(entry.language or "en"),
            edit=_str(entry.edit),
            coverage=self.share(entry.coverage),
        )

    def share(self, text: Text | None) -> float | None:
        if text is None:
            return None
        if re.fullmatch(r"100|\d{1,2}(\.\d+)?", text):
            return float(text)
        self.problems.append(
            Problem(
                Code.BAD_VALUE,
                text.place,
                f"`coverage` of the dossier is `{text}`, which is no share in per cent.",
                "Write a number from 0 to 100, without a sign: `coverage: 100`.",
            )
        )
        return None

    def source(self, id_: Text, entry: SourceEntry) -> Source | None:
        article = self.articles.get(id_)
        if article is None:
            return None
        inferred = self.inferred(entry.inferred, id_)
        publisher = None
        published = self.date(entry.published)
        if entry.publisher is not None and entry.publisher.is_:
            publisher = self.reference(entry.publisher.is_, ("actor",), f"the publisher of `{id_}`")
            cites = self.cited(entry.publisher.cite, id_, has_speaker=True)
            if not entry.publisher.cite and "publisher" not in entry.inferred and "cite" not in entry.publisher.flaws:
                self.no_citation(entry.publisher.is_.place, f"The publisher of `{id_}`", "cite", "publisher")
            if publisher and cites:
                self.add(
                    Fact(
                        key=f"{id_}/publisher",
                        aspect=Aspect.RECORD,
                        subject=str(id_),
                        property="publisher",
                        voice=Voice(),
                        citations=cites,
                        place=entry.publisher.is_.place,
                        object=publisher,
                    )
                )
        not_used = []
        for item in entry.not_used:
            citation = self.citation_of(id_, item.quote, item.place, has_speaker=True, guarded=False)
            if citation is not None:
                not_used.append(NotUsed(citation, str(item.because)))
        return Source(
            id=str(id_),
            file=article.file,
            place=id_.place,
            title=str(entry.title),
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
            accessed=self.date(entry.accessed),
            reposted=_str(entry.reposted),
            rights=_str(entry.rights),
            inferred=inferred,
            not_used=tuple(not_used),
        )

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
                formerly=tuple(map(str, entry.formerly)),
            )
            self.belongings(id_, entry, None)
        for id_, document in self.written.documents.items():
            where = f"the document `{id_}`"
            day = self.days(id_, document.date, document.cite, document.printed, None, document.inferred)
            if document.cite and len(document.date) != 1:
                self.occurrence(id_, document.cite, None)
            yield Document(
                id=str(id_),
                label=str(document.title),
                place=id_.place,
                kind=_str(document.kind),
                names=self.spellings(document.names),
                parties=tuple(p for p in (self.reference(r, ("actor",), where) for r in document.parties) if p),
                date=day,
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
                label=str(system.name),
                place=id_.place,
                kind=_str(system.kind),
                names=names,
                formerly=tuple(map(str, system.formerly)),
            )
            self.belongings(id_, system, None)
        for id_, topic in self.written.topics.items():
            yield Topic(
                id=str(id_),
                label=str(topic.asks),
                place=id_.place,
                stances=MappingProxyType({str(key): str(words) for key, words in topic.stances.items()}),
            )

    def event(self, id_: Text, entry: EventEntry) -> Event:
        where = f"the event `{id_}`"
        by = self.speaker(entry.by, where)
        day = self.days(id_, entry.date, entry.cite, entry.printed, id_, entry.inferred)
        self.dates[id_] = day
        if entry.cite and len(entry.date) != 1:
            self.occurrence(id_, entry.cite, id_)
        via = self.hands(entry.via, where)
        made = Event(
            id=str(id_),
            label=str(entry.title),
            place=id_.place,
            kind=_str(entry.kind),
            names=self.spellings(entry.names),
            status=entry.status,
            date=day,
            by=by,
            via=via,
            where=_str(entry.where),
            after=tuple(e for e in (self.reference(r, ("event",), where) for r in entry.after) if e),
            formerly=tuple(map(str, entry.formerly)),
        )
        for participant in entry.participants:
            who = self.reference(participant.who, ("actor", "document", "system"), where)
            cites = self.cited(participant.cite, None, has_speaker=True)
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
                        inferred=self.inferred(participant.inferred, None),
                    )
                )
        self.belongings(id_, entry, id_)
        return made

    def occurrence(self, id_: Text, cite: Sequence[CitationEntry], event: Text | None) -> None:
        cites = self.cited(cite, None, has_speaker=True)
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
                )
            )

    def days(
        self,
        id_: Text,
        written: Sequence[DateEntry],
        cite: Sequence[CitationEntry],
        printed: Text | None,
        event: Text | None,
        inferred: Mapping[Text, InferredEntry],
    ) -> dates.Date | None:
        """The facts that give a date of an event or a document, and the first of the dates."""
        why = tuple(i for i in self.inferred(inferred, None) if i.of in ("date", "printed"))
        first: dates.Date | None = None
        for number, entry in enumerate(written):
            date = self.date(entry.date)
            first = first or date
            own = entry.cite or (cite if len(written) == 1 else ())
            cites = self.cited(own, None, has_speaker=True)
            if not own and "cite" not in entry.flaws and not why:
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
                    printed=_str(entry.printed or printed),
                    inferred=why,
                )
            )
        return first

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
            self.unknown(entry.is_, tuple(self.written.relations), "relation", "Declare it under `relations:`.")
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
        declared = next((e for name, e in self.written.properties.items() if name == entry.property), None)
        if declared is None and entry.property and not self.silent(entry.property):
            self.unknown(entry.property, tuple(self.written.properties), "property", "Declare it under `properties:`.")
        at = self.date(entry.at)
        if entry.unknown:
            if entry.value:
                self.problems.append(
                    Problem(
                        Code.BAD_VALUE,
                        entry.value[0].place,
                        f"{_capital(what)} has a value and is said to be unknown.",
                        "Keep one of the two.",
                    )
                )
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
                    f"{_capital(what)} has no value.",
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
            close = get_close_matches(kind, known, 1)
            hint = f"Did you mean `{close[0]}`?" if close else f"Write one of: {', '.join(f'`{k}`' for k in known)}."
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
                    f"Add `id: {_proposed(entry.says)}`.",
                )
            )
        topics = tuple(t for t in (self.reference(r, ("topic",), what) for r in entry.topic) if t)
        if entry.stance:
            known = [str(key) for topic in topics for key in self.topic_stances(topic)]
            if entry.stance not in known and not (self.silent(entry.stance) or (entry.topic and not topics)):
                self.unknown(entry.stance, tuple(known), "stance of its topic", "Declare it under its `stances:`.")
        told = self.told(entry, here, what)
        date = self.date(entry.date)
        if told is None or not entry.id or not entry.says:
            return
        about = self.names.about([(str(entry.says),), *(c.words for c in told.citations)])
        subject = here.subject if here else (told.event or told.voice.by or next(iter(about), ""))
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

    def topic_stances(self, id_: str) -> tuple[str, ...]:
        return next((tuple(e.stances) for key, e in self.written.topics.items() if key == id_), ())

    def told(self, entry: Told, here: _Context | None, what: str) -> Fact | None:
        """A fact with what every fact has: voice, evidence, what became of it. None where no evidence is left.

        Its key, aspect, subject and property are for the caller to say.
        """
        event = here.event if here and here.event else None
        if entry.event:
            event = self.reference(entry.event, ("event",), what) or event
        at_event = next((e for key, e in self.written.events.items() if key == event), None)
        inherits = at_event is not None and entry.by is None and "by" not in entry.flaws
        by_text = at_event.by if inherits and at_event is not None else entry.by
        # The event's own `by` is reported once, at the event.
        by = self.speaker(by_text, what) if not inherits else self.known(by_text, ("actor", "document"))
        via = self.hands(entry.via, what)
        if inherits and not entry.via and at_event is not None:
            via = tuple(v for v in (self.known(r, ("actor", "document")) for r in at_event.via) if v)
        spoken = by_text is not None and by_text != SOURCE_VOICE
        cites = self.cited(entry.cite, here.own_source if here else None, has_speaker=spoken)
        inferred = self.inferred(entry.inferred, None)
        if not entry.cite and "cite" not in entry.flaws:
            place = entry.says.place if isinstance(entry, FactEntry) else entry.place
            self.no_citation(place, _capital(what), "cite")
        # A citation that failed is a problem of its own, and one that could not be judged is its source's.
        if not cites:
            return None
        reads = {str(word): str(self.read_as(meant, what)) for word, meant in entry.reads.items()}
        if at_event is not None:
            reads = {**{str(w): str(m) for w, m in at_event.reads.items()}, **reads}
        about = tuple(a for a in (self.reference(r, tuple(self.kinds), what) for r in entry.about) if a)
        withdrawn = self.change(entry.withdrawn) if entry.withdrawn else None
        corrected = tuple(c for c in (self.change(it) for it in entry.corrected) if c)
        known_ids = set(self.everyone) | set(self.kinds["event"])
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
            about=(*about, *(meant for meant in reads.values() if meant in known_ids)),
            confidence=_str(entry.confidence),
            because=_str(entry.because),
            withdrawn=withdrawn,
            corrected=corrected,
            accepted={str(code): str(reason) for code, reason in entry.accepted.items()},
        )

    def said(self, event: str | None) -> dates.Date | None:
        if event is None:
            return None
        if event not in self.dates:
            entry = next(e for key, e in self.written.events.items() if key == event)
            parsed = dates.parse(str(entry.date[0].date)) if entry.date else None
            self.dates[event] = parsed if isinstance(parsed, dates.Date) else None
        return self.dates[event]

    def read_as(self, meant: Text, what: str) -> Text:
        known = (*self.everyone, *self.kinds["event"], *self.kinds["topic"])
        if meant not in known and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", meant) and not self.silent(meant):
            # Words may stand here too, but nobody writes them with hyphens only.
            self.unknown(meant, known, "subject", f"Correct the id in {what}, or write words.")
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
                self.problems.append(
                    Problem(
                        Code.WRONG_TYPE,
                        entry.place,
                        "This quote does not name its source.",
                        "Write `source-id: the exact words`.",
                    )
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
                self.unknown(source, self.kinds["source"], "source", "Add it under `sources:`.")
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
            found = tuple(
                passage for article in self.articles.values() for passage in citations.occurrences(article, str(text))
            )
            if not found and not self.written.incomplete and len(self.articles) == len(self.written.sources):
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

    def known(self, text: Text | None, kinds: Sequence[str]) -> str | None:
        return str(text) if text is not None and any(text in self.kinds[kind] for kind in kinds) else None

    def anything(self, text: Text, what: str) -> str | None:
        facts = [str(f.id) for f in self.all_facts() if f.id]
        if text in facts:
            return str(text)
        return self.reference(text, tuple(self.kinds), what, facts)

    def all_facts(self) -> Iterator[FactEntry]:
        sections: tuple[Mapping[Text, SubjectEntry], ...] = (
            self.written.actors,
            self.written.documents,
            self.written.events,
            self.written.systems,
        )
        for section in sections:
            for entry in section.values():
                yield from entry.facts
        yield from self.written.facts

    def reference(self, text: Text, kinds: Sequence[str], what: str, more: Sequence[str] = ()) -> str | None:
        if self.known(text, kinds):
            return str(text)
        if not self.silent(text):
            candidates = (*(id_ for kind in kinds for id_ in self.kinds[kind]), *more)
            elsewhere = next((kind for kind in self.kinds if text in self.kinds[kind]), None)
            noun = " or ".join(kinds) if len(kinds) < len(self.kinds) else "entry"
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
                self.unknown(text, candidates, noun, f"Correct it in {what}, or add the {noun}.")
        return None

    def unknown(self, text: Text, candidates: Sequence[str], noun: str, otherwise: str) -> None:
        close = get_close_matches(text, candidates, 1, 0.6)
        code = Code.UNKNOWN_PROPERTY if noun == "property" else Code.UNKNOWN_REFERENCE
        self.problems.append(
            Problem(
                code,
                text.place,
                f"There is no {noun} `{text}`.",
                f"Did you mean `{close[0]}`? {otherwise}" if close else otherwise,
            )
        )

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


def _once(*ids: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


class _Names:
    """Which subjects a text names, by every recorded spelling, the longest first."""

    def __init__(self, written: Written) -> None:
        owner: dict[str, str] = {}
        for actor_id, actor in written.actors.items():
            for text in (actor.name, *(n.name for n in actor.names)):
                if text:
                    owner.setdefault(str(text), str(actor_id))
        for system_id, system in written.systems.items():
            for text in (system.name, *(n.name for n in system.names)):
                if text:
                    owner.setdefault(str(text), str(system_id))
        for document_id, document in written.documents.items():
            for text in (document.title, *(n.name for n in document.names)):
                if text:
                    owner.setdefault(str(text), str(document_id))
        for event_id, event in written.events.items():
            for name in event.names:
                owner.setdefault(str(name.name), str(event_id))
        self.owner = owner
        longest = sorted(owner, key=len, reverse=True)
        self.pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)") if longest else None

    def about(self, texts: Iterable[Sequence[str]]) -> tuple[str, ...]:
        if self.pattern is None:
            return ()
        words = " \n ".join(part for parts in texts for part in parts)
        return tuple(dict.fromkeys(self.owner[m.group()] for m in self.pattern.finditer(words)))


def _str(text: Text | None) -> str | None:
    return str(text) if text else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _article_of(noun: str) -> str:
    return "an" if noun[:1] in "aeiou" else "a"


def _proposed(says: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", says.lower().replace("’", "")).strip("-")
    return "-".join(plain.split("-")[:5]) or "an-id"


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
    return tuple(str(fact.id) for fact in _Resolver(written, {}).all_facts() if fact.id)


def with_prose(dossier: Dossier, pages: tuple[Prose, ...]) -> Dossier:
    """The same dossier with its hand-written pages."""
    return replace(dossier, prose=pages)
