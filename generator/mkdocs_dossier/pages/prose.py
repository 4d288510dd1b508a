"""Hand-written pages: what stands for each citation, reference and block, and the notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_dossier import routes
from mkdocs_dossier.findings import Findings
from mkdocs_dossier.model import Citation, Dossier, Inference, Kind, Prose, Reference
from mkdocs_dossier.pages import corrections, disagreements, events, sources, subjects, topics
from mkdocs_dossier.pages.context import Context, When
from mkdocs_dossier.pages.folio import Folio, Link, Mark, Quote


@dataclass(frozen=True, slots=True)
class ImprintView:
    """The dossier's own record."""

    title: str
    asks: str | None
    by: tuple[str, ...]
    contact: str | None
    licence: str | None
    as_of: When | None


@dataclass(frozen=True, slots=True)
class Inferred:
    """Something inferred, and where it stands."""

    where: Link
    of: str
    because: str
    words: tuple[tuple[Quote, Mark], ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """What no source tells of a subject."""

    subject: Link
    properties: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A topic, how many of its positions somebody takes or tells of, and how many voices do."""

    question: Link
    positions: int
    voices: int


_CONTESTED = 4
"""How many disagreements, and how many questions, a front page names before it sends on to all of them."""


def narrate(dossier: Dossier, prose: Prose, findings: Findings) -> tuple[tuple[Markup, ...], Markup]:
    """The HTML for each item of a hand-written page, in order, and that of its notes, empty where it cites nothing.

    Links are relative to where the page will stand. What a citation stands for has the anchor `routes.use_anchor` of
    the item's number.
    """
    context = Context(dossier, findings)
    folio = Folio(context, routes.written(prose.path))
    html = []
    for number, (_, item) in enumerate(prose.items):
        if isinstance(item, Citation):
            html.append(
                folio.rendering.part(
                    "prose", "citation", folio.cite(item, context.vouching(item)), routes.use_anchor(number)
                )
            )
        elif isinstance(item, Reference):
            words = folio.link(item.target, item.words)
            html.append(folio.rendering.part("prose", "reference", words))
        else:
            html.append(_BLOCKS[item.name](folio))
    notes = folio.notes()
    return tuple(html), folio.rendering.part("marks", "notes", notes, folio.cited()) if notes else Markup()


def _timeline(folio: Folio) -> Markup:
    return folio.rendering.part("prose", "timeline", events.picture(folio, named=False), events.years(folio))


def _disagreements(folio: Folio) -> Markup:
    context = folio.context
    found = disagreements.all_of_them(folio)
    pulls = tuple(
        (it.note, folio.to(routes.tension(it.id))) for it in context.dossier.tensions if it.open and not it.property
    )
    return folio.rendering.part("prose", "disagreements", found, pulls, folio.to(routes.DISAGREEMENTS))


def _counts(folio: Folio) -> Markup:
    publishers = {it.publisher for it in folio.context.dossier.sources.values() if it.publisher}
    return folio.rendering.part("prose", "counts", folio.context.findings.counts, len(publishers))


def _sources(folio: Folio) -> Markup:
    return folio.rendering.part("source", "table", sources.listed(folio))


def _topics(folio: Folio) -> Markup:
    return folio.rendering.part("topic", "listed", topics.listed(folio))


def _corrections(folio: Folio) -> Markup:
    return folio.rendering.part("correction", "listed", corrections.listed(folio))


def _inferred(folio: Folio) -> Markup:
    dossier = folio.context.dossier
    found = [
        *(
            _inference(folio, folio.link(source.id), it)
            for source in dossier.sources.values()
            for it in source.inferred
        ),
        *(
            _inference(folio, folio.link(subject.id), it)
            for subject in dossier.subjects.values()
            for it in subject.inferred
        ),
        *(
            _inference(folio, Link(folio.context.voiced(fact), folio.fact(fact)), it)
            for fact in dossier.facts
            for it in fact.inferred
        ),
    ]
    return folio.rendering.part("prose", "inferred", tuple(found))


def _inference(folio: Folio, where: Link, it: Inference) -> Inferred:
    return Inferred(where, folio.meaning(it.of), it.because, subjects.rested(folio, it))


def _unknown(folio: Folio) -> Markup:
    found: dict[str, list[Link]] = {}
    for fact in folio.context.dossier.facts:
        if fact.value is not None and fact.value.unknown:
            found.setdefault(fact.subject, []).append(Link(fact.property, folio.fact(fact)))
    return folio.rendering.part(
        "prose", "unknown", tuple(Unknown(folio.link(id_), tuple(it)) for id_, it in found.items())
    )


def _imprint(folio: Folio) -> Markup:
    it = folio.context.dossier.imprint
    as_of = folio.context.when(it.as_of)
    return folio.rendering.part(
        "prose", "imprint", ImprintView(it.title, it.asks, it.by, it.contact, it.licence, as_of)
    )


def _question(topic: topics.TopicView) -> Question | None:
    """A topic to which several voices give several answers."""
    answers = [{it.text for it in (*stance.voices, *stance.tellers) if it} for stance in topic.stances]
    taken = [it for it in answers if it]
    voices = set[str]().union(*taken)
    several = len(taken) > 1 and len(voices) > 1
    return Question(topic.question, len(taken), len(voices)) if several else None


def _contested(folio: Folio) -> Markup:
    found = disagreements.all_of_them(folio, marked=False)
    questions = sorted((it for topic in topics.listed(folio) if (it := _question(topic))), key=lambda it: -it.voices)
    return folio.rendering.part(
        "prose",
        "contested",
        found[:_CONTESTED],
        tuple(questions[:_CONTESTED]),
        folio.to(routes.DISAGREEMENTS),
        folio.to(routes.index(Kind.TOPIC)),
    )


_BLOCKS: dict[str, Callable[[Folio], Markup]] = {
    "contested": _contested,
    "timeline": _timeline,
    "disagreements": _disagreements,
    "counts": _counts,
    "sources": _sources,
    "topics": _topics,
    "corrections": _corrections,
    "inferred": _inferred,
    "unknown": _unknown,
    "imprint": _imprint,
}
"""How each block of `prose.BLOCKS` is made; a test holds the two together."""
