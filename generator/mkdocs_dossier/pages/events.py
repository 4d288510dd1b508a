"""Events: the timeline as a list, and a page each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from mkdocs_dossier import routes
from mkdocs_dossier.model import Aspect, Event, Fact, Kind, Status
from mkdocs_dossier.pages import figures, subjects
from mkdocs_dossier.pages.accounts import Accounts, accounts
from mkdocs_dossier.pages.context import Context, When
from mkdocs_dossier.pages.figures import Moment, Timeline
from mkdocs_dossier.pages.folio import Folio, Link, Mark, Worded
from mkdocs_dossier.pages.page import Page, Section, composed
from mkdocs_dossier.pages.subjects import Ground, Row
from mkdocs_dossier.pages.telling import Told, told_all


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of an event as sources give it, with their own words for it."""

    anchor: str
    when: When | None
    printed: Worded | None
    marks: tuple[Mark, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part, and as what."""

    anchor: str
    who: Link
    role: str
    marks: tuple[Mark, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """An event's page."""

    title: str
    kind: str | None
    status: str
    by: Link | None
    where: str | None
    when: When | None
    dates: tuple[Dated, ...]
    told_of: tuple[tuple[str, tuple[Mark, ...]], ...]
    disputed: str | None
    participants: tuple[tuple[str, tuple[Participant, ...]], ...]
    values: tuple[Row, ...]
    said: tuple[Told, ...]
    accounts: Accounts | None
    before: tuple[Entry, ...]
    after: tuple[Entry, ...]
    mentions: tuple[Told, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An event in a list: date, title, and how it is told where it did not simply happen."""

    event: Link
    when: When | None
    status: str
    by: str | None
    printed: Worded | None
    participants: tuple[Link, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The events that begin, as far as is known, in one year; None for those without a date."""

    year: int | None
    anchor: str
    entries: tuple[Entry, ...]


def pages(context: Context) -> Iterator[Page]:
    """The timeline, a page for each event, and a page for each former address; nothing where there are none."""
    if context.events:
        yield _index(context)
    for event in context.events:
        yield _page(context, event)
        yield from subjects.moved(context, event)


def years(folio: Folio) -> tuple[Year, ...]:
    """All events in order of time, by the year in which they stand."""
    found: dict[int | None, list[Entry]] = {}
    for event in folio.context.events:
        found.setdefault(_year(event), []).append(entry(folio, event))
    return tuple(Year(year, routes.year_anchor(year), tuple(entries)) for year, entries in found.items())


def _year(event: Event) -> int | None:
    return event.date.sort_key[0].year if event.date else None


def picture(folio: Folio, *, named: bool = True) -> Timeline | None:
    """All events as a picture, whose years lead to the list of events; None where there is nothing to see."""
    events = folio.context.events
    listed = (year for event in events if (year := _year(event)))
    return figures.timeline(
        [_moment(folio, event) for event in events],
        partial(folio.rendering.date, short=True),
        partial(folio.rendering.plain, "figure", "left_out"),
        {year: folio.to(f"{routes.index(Kind.EVENT)}#{routes.year_anchor(year)}") for year in listed},
        named=named,
    )


def _moment(folio: Folio, event: Event) -> Moment:
    facts = folio.context.dossier.by_subject.get(event.id, ())
    told = [it.date for it in facts if it.aspect is Aspect.DATE and it.date and not it.withdrawn]
    return Moment(
        event.label,
        folio.to(routes.home(folio.context.dossier, event.id)),
        tuple(dict.fromkeys(told)) or ((event.date,) if event.date else ()),
        folio.rendering.plain("event", "status_word", event.status.value),
    )


def entry(folio: Folio, event: Event, *, marked: bool = True) -> Entry:
    """An event in a list, with the marks of its date, or without."""
    facts = folio.context.dossier.by_subject.get(event.id, ())
    dated = [it for it in facts if it.aspect in (Aspect.DATE, Aspect.OCCURRENCE)]
    parts = (it.object for it in facts if it.aspect is Aspect.PARTICIPATION and it.object)
    return Entry(
        event=folio.link(event.id),
        when=folio.context.when(event.date),
        status=event.status.value,
        by=folio.context.label(event.by) if event.by and event.status is not Status.HAPPENED else None,
        printed=next((it for it in map(folio.printed, dated) if it), None),
        participants=folio.links(tuple(dict.fromkeys(parts))),
        marks=folio.cite_all(*dated) if marked else (),
    )


def _index(context: Context) -> Page:
    folio = Folio(context, routes.index(Kind.EVENT))
    lead = folio.rendering.part("event", "index", picture(folio), years(folio), len(context.events))
    return composed(
        folio.path,
        "list",
        folio.rendering.plain("event", "index_title"),
        folio.rendering.plain("event", "index_description", len(context.events)),
        lead,
        [folio.notes_section()],
    )


def _page(context: Context, event: Event) -> Page:
    folio = Folio(context, routes.subject(Kind.EVENT, event.id))
    dossier = context.dossier
    own = dossier.by_subject.get(event.id, ())
    dated = [it for it in own if it.aspect is Aspect.DATE]
    said = [it for it in own if it.aspect is Aspect.SAYS]
    elsewhere = [it for it in dossier.by_event.get(event.id, ()) if it.aspect is Aspect.SAYS and it.subject != event.id]
    disputed = next((it for it in map(context.disagreement, dated) if it), None)
    before, after = _around(folio, event)
    view = EventView(
        title=event.label,
        kind=event.kind,
        status=event.status.value,
        by=folio.link(event.by) if event.by else None,
        where=event.where,
        when=context.when(event.date),
        # In the order of the page, since the marks are numbered in it.
        dates=tuple(_dated(folio, it) for it in dated),
        told_of=tuple((routes.fact_anchor(it), folio.cite_all(it)) for it in own if it.aspect is Aspect.OCCURRENCE),
        disputed=folio.to(disputed) if disputed else None,
        participants=_participants(folio, own),
        values=subjects.rows(folio, own),
        said=told_all(folio, [*said, *elsewhere], here=event.id),
        accounts=accounts(folio, dossier.by_event.get(event.id, ())),
        before=before,
        after=after,
        mentions=told_all(folio, [it for it in dossier.by_mention.get(event.id, ()) if _is_elsewhere(it, event)]),
        grounds=subjects.of_entry(folio, event),
    )
    words = " ".join(it.says for it in said if it.says)
    sections: list[Section | None] = [
        folio.rendering.section("event", "said", view, text=words) if view.said else None,
        folio.rendering.section("event", "values", view) if view.values else None,
        folio.rendering.section("event", "accounts" if len(view.accounts.origins) > 1 else "account", view)
        if view.accounts
        else None,
        folio.rendering.section("event", "around", view) if view.before or view.after else None,
        folio.rendering.section("event", "mentioned", view) if view.mentions else None,
        folio.notes_section(),
    ]
    return composed(
        folio.path,
        "event",
        event.label,
        folio.rendering.plain("event", "description", view),
        folio.rendering.part("event", "lead", view),
        sections,
        text=subjects.plain_names(event),
    )


def _around(folio: Folio, event: Event) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """What came before an event and after it: as the curator says, and the nearest of which the dates tell it.

    A date that is not exact cannot: what happened by 7 December may be older than what happened in October, though it
    stands below it in the list.
    """
    context = folio.context
    events, here = context.events, context.order[event.id]
    before, after = {*event.after}, {it.id for it in context.later.get(event.id, ())}
    before |= {next((it.id for it in reversed(events[:here]) if it.id in before or _over(it, event)), "")}
    after |= {next((it.id for it in events[here + 1 :] if it.id in after or _over(event, it)), "")}
    return (
        tuple(entry(folio, it, marked=False) for it in context.in_order(before)),
        tuple(entry(folio, it, marked=False) for it in context.in_order(after)),
    )


def _over(first: Event, then: Event) -> bool:
    """Whether the dates of two events alone tell that the one was over before the other began."""
    if not (first.date and then.date and first.date.latest and then.date.earliest):
        return False
    return first.date.latest < then.date.earliest


def _is_elsewhere(fact: Fact, event: Event) -> bool:
    return fact.aspect is Aspect.SAYS and event.id not in (fact.subject, fact.event)


def _dated(folio: Folio, fact: Fact) -> Dated:
    return Dated(
        routes.fact_anchor(fact),
        folio.context.when(fact.date),
        folio.printed(fact),
        folio.cite_all(fact),
        subjects.grounds(folio, fact),
    )


def _participants(folio: Folio, facts: Iterable[Fact]) -> tuple[tuple[str, tuple[Participant, ...]], ...]:
    """Who took part, by role."""
    roles: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.aspect is Aspect.PARTICIPATION:
            roles.setdefault(fact.property, []).append(fact)
    return tuple((role, tuple(_participant(folio, it) for it in group)) for role, group in roles.items())


def _participant(folio: Folio, fact: Fact) -> Participant:
    return Participant(
        routes.fact_anchor(fact),
        folio.link(fact.object or fact.subject),
        fact.property,
        folio.cite_all(fact),
        subjects.grounds(folio, fact),
    )
