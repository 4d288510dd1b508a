"""Topics: the list of questions, and a page each with who took which position, when and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mkdocs_dossier import routes
from mkdocs_dossier.model import Fact, Kind, Topic
from mkdocs_dossier.pages import subjects
from mkdocs_dossier.pages.context import Context, When
from mkdocs_dossier.pages.folio import Folio, Link
from mkdocs_dossier.pages.page import Page, composed
from mkdocs_dossier.pages.telling import Told, in_list, told


@dataclass(frozen=True, slots=True)
class Stance:
    """A position, who takes it, and the publishers that tell of it without a speaker (None: not known)."""

    words: str
    voices: tuple[Link, ...]
    tellers: tuple[Link | None, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """When somebody took a position, and where the statement stands on the page."""

    when: When | None
    href: str
    line: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How often a voice took one position, under an address of its own; empty where it did not."""

    anchor: str
    words: str
    taken: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One voice in the matrix and its cells: a speaker; or a publisher (None: not known) that tells of a position.

    Who tells of a position need not take it. `moved` are the positions of a speaker in the order in which they were
    taken, each with the date, where there are several.
    """

    voice: Link | None
    teller: bool
    cells: tuple[Cell, ...]
    moved: tuple[tuple[str, When | None], ...]


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic's page, or its entry in a list."""

    question: Link
    stances: tuple[Stance, ...]
    lines: tuple[Line, ...]
    positions: tuple[Told, ...]
    tensions: tuple[tuple[str, str], ...]
    count: int


def pages(context: Context) -> Iterator[Page]:
    """The list of topics, a page each, and a page for each former address; nothing where there are none."""
    topics = [it for it in context.dossier.subjects.values() if isinstance(it, Topic)]
    if topics:
        folio = Folio(context, routes.index(Kind.TOPIC))
        yield composed(
            folio.path,
            "list",
            folio.rendering.plain("topic", "index_title"),
            folio.rendering.plain("topic", "index_description", len(topics)),
            folio.rendering.part("topic", "index", listed(folio)),
        )
    for topic in topics:
        yield _page(context, topic)
        yield from subjects.moved(context, topic)


def listed(folio: Folio) -> tuple[TopicView, ...]:
    """Every topic with its stances, without the positions themselves."""
    topics = (it for it in folio.context.dossier.subjects.values() if isinstance(it, Topic))
    return tuple(_view(folio, it, with_positions=False) for it in topics)


def _view(folio: Folio, topic: Topic, *, with_positions: bool) -> TopicView:
    facts = folio.context.dossier.by_topic.get(topic.id, ())
    ids = {topic.id, *(it.key for it in facts)}
    tensions = [it for it in folio.context.dossier.tensions if ids & set(it.between)]
    return TopicView(
        question=folio.link(topic.id),
        stances=tuple(
            _stance(folio, words, [it for it in facts if it.stance == key and not it.withdrawn])
            for key, words in topic.stances.items()
        ),
        lines=_lines(folio, topic, facts) if with_positions else (),
        positions=in_list(_position(folio, it, topic) for it in folio.context.in_time(facts) if with_positions),
        tensions=tuple((it.note, folio.to(routes.tension(it.id))) for it in tensions),
        count=len(facts),
    )


def _lines(folio: Folio, topic: Topic, facts: tuple[Fact, ...]) -> tuple[Line, ...]:
    """The matrix of voices against positions: speakers in the order in which they first took one, then who tells."""
    context = folio.context
    by_voice: dict[tuple[bool, str | None], list[Fact]] = {}
    for fact in context.in_time(facts):
        if fact.stance in topic.stances and not fact.withdrawn:
            for voice in _voices_of(context, fact):
                by_voice.setdefault((fact.voice.by is None, voice), []).append(fact)
    return tuple(
        Line(
            voice=folio.link(voice) if voice else None,
            teller=teller,
            cells=tuple(
                Cell(
                    routes.position_anchor(voice, stance, teller=teller),
                    words,
                    tuple(
                        Taken(context.when(context.moment(it)), f"#{routes.told_anchor(it)}", context.line(it))
                        for it in told
                        if it.stance == stance
                    ),
                )
                for stance, words in topic.stances.items()
            ),
            moved=() if teller else _moved(context, topic, told),
        )
        for (teller, voice), told in sorted(by_voice.items(), key=lambda it: it[0][0])
    )


def _voices_of(context: Context, fact: Fact) -> tuple[str | None, ...]:
    if fact.voice.by:
        return (fact.voice.by,)
    return tuple(dict.fromkeys(context.dossier.sources[it.source].publisher for it in fact.citations))


def _moved(context: Context, topic: Topic, told: list[Fact]) -> tuple[tuple[str, When | None], ...]:
    steps: list[tuple[str, When | None]] = []
    for fact in told:
        words = topic.stances[fact.stance or ""]
        if not steps or steps[-1][0] != words:
            steps.append((words, context.when(context.moment(fact))))
    return tuple(steps) if len(steps) > 1 else ()


def _position(folio: Folio, fact: Fact, topic: Topic) -> Told:
    position = told(folio, fact)
    # A fact may belong to several topics; its stance is one of this topic only where this topic has it.
    return replace(position, stance=topic.stances.get(fact.stance or ""))


def _stance(folio: Folio, words: str, facts: list[Fact]) -> Stance:
    speakers = dict.fromkeys(it.voice.by for it in facts if it.voice.by)
    sources = folio.context.dossier.sources
    tellers = dict.fromkeys(sources[c.source].publisher for it in facts if not it.voice.by for c in it.citations)
    return Stance(words, tuple(map(folio.link, speakers)), tuple(folio.link(id_) if id_ else None for id_ in tellers))


def _page(context: Context, topic: Topic) -> Page:
    folio = Folio(context, routes.subject(Kind.TOPIC, topic.id))
    view = _view(folio, topic, with_positions=True)
    words = " ".join(it.says for it in context.dossier.by_topic.get(topic.id, ()) if it.says)
    return composed(
        folio.path,
        "topic",
        topic.label,
        folio.rendering.plain("topic", "description", view),
        folio.rendering.part("topic", "lead", view),
        [
            folio.rendering.section("topic", "matrix", view) if view.lines else None,
            folio.rendering.section("topic", "positions", view, text=words) if view.positions else None,
            folio.rendering.section("topic", "tensions", view) if view.tensions else None,
        ],
        text=topic.label,
    )
