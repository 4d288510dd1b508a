"""Topics: the list of questions, and a page each with who took which position, when and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mkdocs_dossier import routes
from mkdocs_dossier.model import Fact, Kind, Topic
from mkdocs_dossier.pages import subjects
from mkdocs_dossier.pages.context import Context
from mkdocs_dossier.pages.folio import Folio, Link
from mkdocs_dossier.pages.page import Page, composed
from mkdocs_dossier.pages.telling import Told, told


@dataclass(frozen=True, slots=True)
class Stance:
    """A position and who takes it: speakers, then publishers that write it in their own voice (None: not known)."""

    words: str
    voices: tuple[Link | None, ...]


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic's page, or its entry in a list."""

    question: Link
    stances: tuple[Stance, ...]
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
            Stance(words, _voices(folio, [it for it in facts if it.stance == key]))
            for key, words in topic.stances.items()
        ),
        positions=tuple(_position(folio, it, topic) for it in (folio.context.in_time(facts) if with_positions else ())),
        tensions=tuple((it.note, folio.to(routes.tension(it.id))) for it in tensions),
        count=len(facts),
    )


def _position(folio: Folio, fact: Fact, topic: Topic) -> Told:
    position = told(folio, fact, with_words=True)
    # A fact may belong to several topics; its stance is one of this topic only where this topic has it.
    return replace(position, stance=topic.stances.get(fact.stance or ""))


def _voices(folio: Folio, facts: list[Fact]) -> tuple[Link | None, ...]:
    dossier = folio.context.dossier
    speakers = dict.fromkeys(it.voice.by for it in facts if it.voice.by)
    sources = [dossier.sources[c.source].publisher for it in facts if not it.voice.by for c in it.citations]
    return tuple(folio.link(id_) if id_ else None for id_ in dict.fromkeys((*speakers, *sources)))


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
            folio.rendering.section("topic", "positions", view, text=words) if view.positions else None,
            folio.rendering.section("topic", "tensions", view) if view.tensions else None,
            folio.notes_section(),
        ],
        text=topic.label,
    )
