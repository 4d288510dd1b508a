"""A fact as it is told on a page: who says it, through whom, in our words, and the marks of what carries it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mkdocs_dossier import routes
from mkdocs_dossier.model import Aspect, Document, Fact
from mkdocs_dossier.pages.context import Shown, When
from mkdocs_dossier.pages.folio import Folio, Link, Mark, Origin, Quote, apart


@dataclass(frozen=True, slots=True)
class Matter:
    """What a fact tells that is no sentence: subject, property, and a value or another subject."""

    subject: Link
    property: str
    value: Shown | None
    object: Link | None


@dataclass(frozen=True, slots=True)
class Voice:
    """Who vouches: a speaker, and the hands that pass it on; or the sources themselves, by publisher."""

    speaker: Link | None
    document: bool
    act: str
    via: tuple[Link, ...]
    writers: tuple[Link | None, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that carry a fact, set below it: where they stand, in which source, and for which part of the fact."""

    quote: Quote
    href: str
    origin: Origin
    supports: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A fact ready to be told in one sentence with its voice, and the small print below it.

    What carries it stands below it as `words`, or is led to by `marks`. `echo` are its reports and the origins that
    these have, where there are fewer origins than reports. `again` tells that the fact before it in the list was told
    at the same event and time, so that neither need be said twice.
    """

    href: str
    anchor: str | None
    voice: Voice
    sentence: str | None
    matter: Matter | None
    words: tuple[Quoted, ...]
    marks: tuple[Mark, ...]
    when: When | None
    spoken: bool
    event: Link | None
    origins: tuple[Origin, ...]
    echo: tuple[int, int] | None
    disputed: str | None
    withdrawn: bool
    corrected: bool
    inferred: bool
    confidence: str | None
    here: bool = False
    again: bool = False
    stance: str | None = None


def voice(folio: Folio, fact: Fact) -> Voice:
    """The voice of a fact."""
    dossier = folio.context.dossier
    sources = [dossier.sources[id_] for id_ in dict.fromkeys(it.source for it in fact.citations)]
    # An unknown publisher may be anybody, so two of them are not taken for one.
    known = {it.publisher: it for it in sources if it.publisher}
    writers: list[Link | None] = [folio.link(id_) for id_ in known]
    writers += [None for it in sources if not it.publisher][:1]
    speaker = fact.voice.by
    return Voice(
        speaker=folio.link(speaker) if speaker else None,
        document=isinstance(dossier.subjects.get(speaker or ""), Document),
        act=fact.act.value,
        via=folio.links(fact.voice.via),
        writers=tuple(writers),
    )


def matter(folio: Folio, fact: Fact) -> Matter | None:
    """What a fact tells that is no sentence; None where it says one."""
    if fact.aspect is Aspect.SAYS:
        return None
    value = folio.context.shown(fact.value) if fact.value and fact.aspect is not Aspect.RELATION else None
    return Matter(
        subject=folio.link(fact.subject),
        property=folio.context.property(fact),
        value=value,
        object=folio.link(fact.object) if fact.object else None,
    )


def told(folio: Folio, fact: Fact, *, marked: bool = False, here: str | None = None) -> Told:
    """A fact as a page tells it, with the words that carry it below it or, where it is `marked`, in the page's notes.

    `here` is the event whose page it is, so that neither it nor its day is named again.
    """
    context = folio.context
    sources = tuple(dict.fromkeys(it.source for it in fact.citations))
    event = context.subject(fact.event) if fact.event and fact.event != here else None
    disagreement = context.disagreement(fact)
    return Told(
        href=folio.fact(fact),
        anchor=routes.told_anchor(fact),
        voice=voice(folio, fact),
        sentence=fact.says,
        matter=matter(folio, fact),
        words=() if marked else _words(folio, fact),
        marks=folio.cite_all(fact) if marked else (),
        when=context.when(context.moment(fact)),
        spoken=fact.voice.said is not None,
        event=folio.link(event.id) if event else None,
        origins=tuple(folio.origin(it) for it in sources),
        echo=_echo(folio, fact),
        disputed=folio.to(disagreement) if disagreement else None,
        withdrawn=fact.withdrawn is not None,
        corrected=bool(fact.corrected),
        inferred=bool(fact.inferred),
        confidence=fact.confidence,
        here=here is not None,
    )


def _words(folio: Folio, fact: Fact) -> tuple[Quoted, ...]:
    return tuple(
        Quoted(
            folio.quote(citation, fact.reads),
            folio.to(routes.passage(citation)),
            folio.origin(citation.source),
            citation.supports,
        )
        for citation, _ in apart(fact)
    )


def _echo(folio: Folio, fact: Fact) -> tuple[int, int] | None:
    """The reports of a fact and their origins, in numbers, where there are fewer of these."""
    echo = folio.context.findings.echoes.get(fact.key)
    return (echo.reports, len(echo.origins)) if echo and len(echo.origins) < echo.reports else None


def told_all(folio: Folio, facts: Iterable[Fact], *, here: str | None = None) -> tuple[Told, ...]:
    """Facts in the order in which they were told."""
    return in_list(told(folio, fact, here=here) for fact in folio.context.in_time(facts))


def in_list(items: Iterable[Told]) -> tuple[Told, ...]:
    """The same one after another, each marked that was told at the same event and time as the one before it."""
    found: list[Told] = []
    for it in items:
        last = found[-1] if found else None
        same = last is not None and it.event is not None and (last.event, last.when) == (it.event, it.when)
        found.append(replace(it, again=same))
    return tuple(found)
