"""Facts: the table of all, and for each that says something the page which is its permanent address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_dossier import routes
from mkdocs_dossier.findings.uses import Use
from mkdocs_dossier.model import Aspect, Change, Citation, Fact, Topic
from mkdocs_dossier.pages import subjects
from mkdocs_dossier.pages.context import Context, When, web
from mkdocs_dossier.pages.folio import Folio, Link, Mark, Origin, Quote, Worded, apart
from mkdocs_dossier.pages.page import Page, Section, composed
from mkdocs_dossier.pages.passages import Run, around
from mkdocs_dossier.pages.subjects import Ground, Mention
from mkdocs_dossier.pages.telling import Matter, Told, matter, told

_NEAREST = 8
"""How many facts of the same event or topic a fact's page lists: it is no second page of the event."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value by which the table can be filtered."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table: the fact, and the keys by which it can be found."""

    href: str
    sentence: str | None
    matter: Matter | None
    speaker: Link | None
    act: str
    publishers: tuple[str | None, ...]
    when: When | None
    topics: tuple[Link, ...]
    sources: tuple[Origin, ...]
    actor_keys: str
    source_keys: str
    topic_keys: str
    voice_key: str
    year: str
    withdrawn: bool
    disputed: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """All facts, and what they can be filtered by."""

    statements: tuple[Entry, ...]
    values: tuple[Entry, ...]
    relations: tuple[Entry, ...]
    dates: tuple[Entry, ...]
    actors: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    topics: tuple[Choice, ...]
    voices: tuple[Choice, ...]
    years: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that carry a fact: as a quote, and in what stands around them as far as it may be shown."""

    origin: Origin
    href: str
    note: str
    number: int
    back: str
    quote: Quote
    context: tuple[Run, ...]
    supports: str | None
    rights: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A correction or withdrawal."""

    when: When | None
    was: str | None
    because: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said on the same occasion or question: those told nearest in time, and how many more there are."""

    group: Link
    nearest: tuple[Mention, ...]
    more: int


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact's page."""

    id: str
    told: Told
    subject: Link
    event: Link | None
    topics: tuple[tuple[Link, str | None], ...]
    about: tuple[Link, ...]
    date: When | None
    printed: Worded | None
    reads: tuple[tuple[Worded, str], ...]
    evidence: tuple[Evidence, ...]
    grounds: tuple[Ground, ...]
    because: str | None
    accepted: tuple[tuple[str, str], ...]
    withdrawn: Changed | None
    corrected: tuple[Changed, ...]
    tensions: tuple[tuple[str, str], ...]
    same_event: Beside | None
    same_topic: tuple[Beside, ...]
    title: str
    as_of: When | None
    path: str
    here: str
    place: str
    edit: str | None


def pages(context: Context) -> Iterator[Page]:
    """The table, a page for each fact that says something, and a page for each former address."""
    yield _index(context)
    for fact in context.dossier.facts:
        if fact.aspect is Aspect.SAYS:
            yield _page(context, fact)
            for id_ in fact.formerly:
                folio = Folio(context, routes.fact_page(id_))
                yield subjects.stub(folio, folio.link(fact.key))


def _index(context: Context) -> Page:
    folio = Folio(context, routes.FACTS)
    dossier = context.dossier
    groups: dict[str, list[Entry]] = {"statements": [], "values": [], "relations": [], "dates": []}
    kinds = {
        Aspect.SAYS: "statements",
        Aspect.VALUE: "values",
        Aspect.RELATION: "relations",
        Aspect.PARTICIPATION: "relations",
    }
    facts = context.in_time(dossier.facts)
    for fact in facts:
        groups[kinds.get(fact.aspect, "dates")].append(_entry(folio, fact))
    spoken = dict.fromkeys(fact.voice.by for fact in facts if fact.voice.by)
    named = {it: None for fact in facts for it in (*fact.about, fact.voice.by) if it and _is_actor(context, it)}
    view = Table(
        statements=tuple(groups["statements"]),
        values=tuple(groups["values"]),
        relations=tuple(groups["relations"]),
        dates=tuple(groups["dates"]),
        actors=_choices(context, named),
        sources=tuple(
            Choice(it.id, folio.rendering.plain("marks", "origin_line", folio.origin(it.id)))
            for it in dossier.sources.values()
        ),
        topics=_choices(context, {topic: None for fact in facts for topic in fact.topics}),
        voices=_choices(context, spoken),
        years=tuple(Choice(it, it) for it in sorted({_year(context, fact) for fact in facts} - {""})),
    )
    names = ("statements", "values", "relations", "dates")
    sections = [folio.rendering.section("fact", name, entries) for name in names if (entries := getattr(view, name))]
    return composed(
        folio.path,
        "facts",
        folio.rendering.plain("fact", "index_title"),
        folio.rendering.plain("fact", "index_description", len(facts)),
        folio.rendering.part("fact", "index", view, len(facts)),
        sections,
    )


def _is_actor(context: Context, id_: str) -> bool:
    subject = context.subject(id_)
    return subject is not None and subject.type.value in ("actor", "document")


def _choices(context: Context, ids: dict[str, None]) -> tuple[Choice, ...]:
    return tuple(sorted((Choice(it, context.label(it)) for it in ids), key=lambda it: it.label.casefold()))


def _year(context: Context, fact: Fact) -> str:
    moment = context.moment(fact)
    return str(moment.sort_key[0].year) if moment else ""


def _entry(folio: Folio, fact: Fact) -> Entry:
    context = folio.context
    sources = tuple(dict.fromkeys(it.source for it in fact.citations))
    disagreement = context.disagreement(fact)
    actors = dict.fromkeys((*fact.about, *((fact.voice.by,) if fact.voice.by else ())))
    return Entry(
        href=folio.fact(fact),
        sentence=fact.says,
        matter=matter(folio, fact),
        speaker=folio.link(fact.voice.by) if fact.voice.by else None,
        act=fact.act.value,
        publishers=tuple(dict.fromkeys(context.publisher(context.dossier.sources[it]) for it in sources)),
        when=context.when(context.moment(fact)),
        topics=folio.links(fact.topics),
        sources=tuple(folio.origin(it) for it in sources),
        actor_keys=" ".join(actors),
        source_keys=" ".join(sources),
        topic_keys=" ".join(fact.topics),
        voice_key=fact.voice.by or "-",
        year=_year(context, fact),
        withdrawn=fact.withdrawn is not None,
        disputed=folio.to(disagreement) if disagreement else None,
    )


def _page(context: Context, fact: Fact) -> Page:
    folio = Folio(context, routes.fact_page(fact.key))
    imprint = context.dossier.imprint
    tensions = context.tensions.get(fact.key, ())
    it_told = told(folio, fact, marked=True)
    view = FactView(
        id=fact.key,
        told=it_told,
        subject=folio.link(fact.subject),
        event=folio.link(fact.event) if fact.event else None,
        topics=tuple((folio.link(it), _stance(context, it, fact)) for it in fact.topics),
        about=folio.links(tuple(it for it in fact.about if it in context.dossier.subjects)),
        date=context.when(fact.date),
        printed=folio.printed(fact),
        reads=tuple((folio.worded(word, fact), folio.meaning(id_)) for word, id_ in fact.reads.items()),
        evidence=tuple(
            _evidence(folio, fact, citation, mark)
            for (citation, _), mark in zip(apart(fact), it_told.marks, strict=True)
        ),
        grounds=subjects.grounds(folio, fact),
        because=fact.because,
        accepted=tuple(fact.accepted.items()),
        withdrawn=changed(context, fact.withdrawn) if fact.withdrawn else None,
        corrected=tuple(changed(context, it) for it in fact.corrected),
        tensions=tuple((it.note, folio.to(routes.tension(it.id))) for it in tensions),
        same_event=_beside(folio, fact, fact.event) if fact.event else None,
        same_topic=tuple(it for topic in fact.topics if (it := _beside(folio, fact, topic)) is not None),
        title=imprint.title,
        as_of=context.when(imprint.as_of),
        path=folio.path.removesuffix("index.html"),
        here=folio.to(folio.path),
        place=str(fact.place),
        edit=edit(imprint.edit, fact),
    )
    related = view.same_event or view.same_topic or view.tensions
    sections: list[Section | None] = [
        folio.rendering.section("fact", "evidence", view),
        folio.rendering.section("fact", "inferred", view) if view.grounds else None,
        folio.rendering.section("fact", "changes", view) if view.corrected or view.withdrawn else None,
        folio.rendering.section("fact", "related", view) if related else None,
        folio.rendering.section("fact", "citing", view),
    ]
    return composed(
        folio.path,
        "fact",
        folio.rendering.plain("fact", "title", view),
        folio.rendering.plain("fact", "description", view),
        folio.rendering.part("fact", "lead", view),
        sections,
        text=fact.says or "",
    )


def _stance(context: Context, topic: str, fact: Fact) -> str | None:
    subject = context.subject(topic)
    return subject.stances.get(fact.stance or "") if isinstance(subject, Topic) else None


def edit(address: str | None, fact: Fact) -> str | None:
    """The address at which the YAML of a fact can be edited, at its line; None where the dossier does not say."""
    base = web(address)
    return f"{base.rstrip('/')}/{fact.place.file}#L{fact.place.line}" if base else None


def changed(context: Context, change: Change) -> Changed:
    """A correction or withdrawal ready to be shown."""
    return Changed(context.when(change.date), change.was, change.because)


def _beside(folio: Folio, fact: Fact, group: str) -> Beside | None:
    others = folio.context.said[group]
    here = next(number for number, it in enumerate(others) if it is fact)
    start = max(0, min(here - _NEAREST // 2, len(others) - 1 - _NEAREST))
    nearest = tuple(it for it in others[start : start + 1 + _NEAREST] if it is not fact)
    more = len(others) - 1 - len(nearest)
    return Beside(folio.link(group), tuple(subjects.mention(folio, it) for it in nearest), more) if nearest else None


def _evidence(folio: Folio, fact: Fact, citation: Citation, mark: Mark) -> Evidence:
    source = folio.context.dossier.sources[citation.source]
    number = mark.number
    return Evidence(
        origin=folio.origin(citation.source),
        href=folio.to(routes.passage(citation)),
        # The evidence is printed here in full, so it is the page's notes as well.
        note=routes.note_anchor(number),
        number=number,
        back=f"#{mark.id}",
        quote=folio.quote(citation, fact.reads),
        context=around(source, Use(citation, fact=fact)),
        supports=citation.supports,
        rights=source.rights,
    )
