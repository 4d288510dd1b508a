"""Actors: the list by kind, and a page each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_dossier import routes
from mkdocs_dossier.model import Actor, Aspect, Fact, Kind, Status
from mkdocs_dossier.pages import figures, mentions, subjects
from mkdocs_dossier.pages.context import Context, When
from mkdocs_dossier.pages.figures import Bond, Neighbourhood
from mkdocs_dossier.pages.folio import Folio, Link
from mkdocs_dossier.pages.page import Page, composed
from mkdocs_dossier.pages.subjects import Ground, Row, Spelling, Tie
from mkdocs_dossier.pages.telling import Told, told_all

_MOST = 20
"""How many statements an actor's page lists: a page of hundreds is a table, and there is one."""

_COMPANIONS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody was in an event, whose page has the words that carry it; who tells of it, where it is not sure."""

    event: Link
    role: str
    when: When | None
    status: str
    by: str | None


@dataclass(frozen=True, slots=True)
class OnTopic:
    """What somebody said on one topic; None for what belongs to no topic."""

    topic: Link | None
    said: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who took part in the same events, and in which."""

    actor: Link
    events: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor's page.

    `more` counts the statements that are left to the table of facts, at whose address they are found.
    """

    name: str
    unnamed: bool
    kind: str | None
    said: tuple[OnTopic, ...]
    statements: int
    more: int
    table: str
    around: Neighbourhood | None
    ties: tuple[Tie, ...]
    values: tuple[Row, ...]
    spellings: tuple[Spelling, ...]
    also: tuple[Spelling, ...]
    parts: tuple[Part, ...]
    companions: tuple[Companion, ...]
    published: tuple[Link, ...]
    facts: tuple[Told, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor in the list: the first relation tells who it is."""

    actor: Link
    role: str | None
    other: Link | None
    statements: int
    events: int


@dataclass(frozen=True, slots=True)
class Group:
    """The actors of one kind."""

    kind: str | None
    actors: tuple[Listed, ...]


def pages(context: Context) -> Iterator[Page]:
    """The list of actors, a page each, and a page for each former address; nothing where there are none."""
    actors = [it for it in context.dossier.subjects.values() if isinstance(it, Actor)]
    if actors:
        yield _index(context, actors)
    for actor in actors:
        yield _page(context, actor)
        yield from mentions.pages(context, actor)
        yield from subjects.moved(context, actor)


def _index(context: Context, actors: list[Actor]) -> Page:
    folio = Folio(context, routes.index(Kind.ACTOR))
    groups: dict[str | None, list[Actor]] = {}
    for actor in actors:
        groups.setdefault(actor.kind, []).append(actor)
    view = tuple(
        Group(kind, tuple(_listed(folio, it) for it in sorted(group, key=lambda it: it.label.casefold())))
        for kind, group in groups.items()
    )
    return composed(
        folio.path,
        "list",
        folio.rendering.plain("actor", "index_title"),
        folio.rendering.plain("actor", "index_description", len(actors)),
        folio.rendering.part("actor", "index", view),
    )


def _listed(folio: Folio, actor: Actor) -> Listed:
    dossier = folio.context.dossier
    relations = (it for it in dossier.by_subject.get(actor.id, ()) if it.aspect is Aspect.RELATION)
    relation = next((it for it in relations if not it.withdrawn), None)
    said = dossier.by_speaker.get(actor.id, ())
    return Listed(
        actor=folio.link(actor.id),
        role=relation.property if relation else None,
        other=folio.link(relation.object) if relation and relation.object else None,
        statements=sum(1 for it in said if it.aspect is Aspect.SAYS),
        events=len(_events(folio.context, actor)),
    )


def _events(context: Context, actor: Actor) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in context.dossier.by_object.get(actor.id, ()):
        if fact.aspect is Aspect.PARTICIPATION:
            found.setdefault(fact.subject, []).append(fact)
    return found


def _page(context: Context, actor: Actor) -> Page:
    folio = Folio(context, routes.subject(Kind.ACTOR, actor.id))
    dossier = context.dossier
    own = dossier.by_subject.get(actor.id, ())
    said = [it for it in dossier.by_speaker.get(actor.id, ()) if it.aspect in (Aspect.SAYS, Aspect.VALUE)]
    others = [it for it in own if it.aspect is Aspect.SAYS and it.voice.by != actor.id]
    view = ActorView(
        name=actor.label,
        unnamed=actor.unnamed,
        kind=actor.kind,
        around=_around(folio, actor),
        # In the order of the page, since the marks are numbered in it.
        ties=subjects.ties(folio, actor),
        values=subjects.rows(folio, own),
        grounds=subjects.of_entry(folio, actor),
        said=_by_topic(folio, context.in_time(said)[:_MOST]),
        statements=sum(1 for it in said if it.aspect is Aspect.SAYS),
        more=max(0, len(said) - _MOST),
        table=folio.to(routes.facts_of("by", actor.id)),
        facts=told_all(folio, others),
        parts=_parts(folio, actor),
        companions=_companions(folio, actor),
        published=tuple(folio.link(it.id) for it in dossier.sources.values() if it.publisher == actor.id),
        spellings=subjects.spellings(folio, actor),
        also=subjects.also(folio, actor),
    )
    words = " ".join(it.says for it in said if it.says)
    sections = [
        folio.rendering.section("actor", "said", view, text=words) if view.said else None,
        folio.rendering.section("actor", "told", view) if view.facts else None,
        folio.rendering.section("actor", "relations", view) if view.around else None,
        folio.rendering.section("actor", "events", view) if view.parts else None,
        folio.rendering.section("actor", "companions", view) if view.companions else None,
        mentions.section(folio, actor),
        folio.rendering.section("actor", "published", view) if view.published else None,
        folio.rendering.section("actor", "spellings", view) if view.spellings else None,
        folio.notes_section(),
    ]
    return composed(
        folio.path,
        "actor",
        actor.label,
        folio.rendering.plain("actor", "description", view),
        folio.rendering.part("actor", "lead", view),
        sections,
        text=subjects.plain_names(actor),
    )


def _around(folio: Folio, actor: Actor) -> Neighbourhood | None:
    """The picture of an actor's relations; None for one alone, which a line of the table tells as well."""
    dossier = folio.context.dossier
    bonds: dict[tuple[str, str, bool], list[Fact]] = {}
    for inward, facts in enumerate((dossier.by_subject, dossier.by_object)):
        for fact in facts.get(actor.id, ()):
            if fact.aspect is Aspect.RELATION and fact.object and not fact.withdrawn:
                other = fact.subject if inward else fact.object
                if other != actor.id:
                    bonds.setdefault((fact.property, other, bool(inward)), []).append(fact)
    if len(bonds) < 2:
        return None
    return figures.neighbourhood(
        actor.label,
        [
            Bond(
                folio.context.label(other),
                folio.to(routes.home(dossier, other)),
                relation,
                inward=inward,
                mutual=relation in dossier.relations and dossier.relations[relation].inverse == relation,
                claimed=all(fact.voice.by for fact in facts),
            )
            for (relation, other, inward), facts in bonds.items()
        ],
    )


def _by_topic(folio: Folio, said: Iterable[Fact]) -> tuple[OnTopic, ...]:
    """Statements by the first topic of each, topics in the order in which they were first spoken to; the rest last."""
    groups: dict[str | None, list[Fact]] = {}
    for fact in said:
        groups.setdefault(fact.topics[0] if fact.topics else None, []).append(fact)
    return tuple(
        OnTopic(folio.link(topic) if topic else None, told_all(folio, facts))
        for topic, facts in sorted(groups.items(), key=lambda it: it[0] is None)
    )


def _companions(folio: Folio, actor: Actor) -> tuple[Companion, ...]:
    """Who took part in the same events, of those that are told as having happened or going on."""
    context = folio.context
    found: dict[str, list[Link]] = {}
    for event in context.in_order(_events(context, actor)):
        if event.status not in (Status.HAPPENED, Status.ONGOING):
            continue
        parts = (it for it in context.dossier.by_subject.get(event.id, ()) if it.aspect is Aspect.PARTICIPATION)
        for other in dict.fromkeys(it.object for it in parts if it.object and it.object != actor.id):
            found.setdefault(other, []).append(folio.link(event.id))
    nearest = sorted(found.items(), key=lambda it: -len(it[1]))[:_COMPANIONS]
    return tuple(Companion(folio.link(id_), tuple(events)) for id_, events in nearest)


def _parts(folio: Folio, actor: Actor) -> tuple[Part, ...]:
    found = _events(folio.context, actor)
    return tuple(
        Part(
            folio.link(event.id),
            ", ".join(dict.fromkeys(it.property for it in found[event.id])),
            folio.context.when(event.date),
            event.status.value,
            folio.context.label(event.by) if event.by and event.status is not Status.HAPPENED else None,
        )
        for event in folio.context.in_order(found)
    )
