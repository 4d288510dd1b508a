"""Disagreements: values that differ, side by side and of equal weight; then the curator's tensions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mkdocs_dossier import quantities, routes
from mkdocs_dossier.findings.contradictions import Contradiction
from mkdocs_dossier.findings.disagreements import Disagreement
from mkdocs_dossier.model import Fact, Tension, Value
from mkdocs_dossier.pages.context import Context, Shown
from mkdocs_dossier.pages.folio import Folio, Link, Mark, Origin, Quote
from mkdocs_dossier.pages.page import Page, Section, composed
from mkdocs_dossier.pages.telling import Told, Voice, told, voice


@dataclass(frozen=True, slots=True)
class Witness:
    """One source of a value: its words, the mark, where it is from, and who vouches."""

    quote: Quote
    mark: Mark
    origin: Origin
    voice: Voice


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values, with all that carries it.

    `converted` is the value in the unit of the first one, where they have two; `exactly` tells that nothing is rounded.
    `speakers` are those who say so, where no source says it itself.
    """

    value: Shown
    witnesses: tuple[Witness, ...]
    converted: str | None = None
    exactly: bool = True
    speakers: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Versus:
    """A disagreement: the subject, the property, what differs, and the sides in the order of the sheet.

    `notes` are the curator's words on why both may be said. Of relations that contradict each other `clash` says how,
    as `contradictions.Why` has it, and nothing differs.
    """

    subject: Link
    property: str
    href: str
    differs: tuple[str, ...]
    sides: tuple[Side, ...]
    notes: tuple[str, ...] = ()
    clash: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One end of a tension: a fact as it is told, or a subject."""

    told: Told | None
    subject: Link | None


@dataclass(frozen=True, slots=True)
class Pull:
    """A tension: the curator's note, between what, and whether it is open."""

    anchor: str
    note: str
    open: bool
    members: tuple[Member, ...]


def page(context: Context) -> Page:
    """The page of disagreements, which says so where there are none."""
    folio = Folio(context, routes.DISAGREEMENTS)
    found = context.findings.disagreements
    sections: list[Section | None] = []
    for it in found:
        view = versus(folio, it)
        words = f"{context.label(it.subject)}: {view.property}"
        sections.append(
            Section(
                folio.rendering.plain("disagreement", "heading", view),
                routes.disagreement_anchor(it.subject, it.property),
                folio.rendering.part("disagreement", "versus", view),
                words,
            )
        )
    clashes = [(it, clash(folio, it)) for it in context.findings.contradictions]
    sections += [
        Section(
            folio.rendering.plain("disagreement", "heading", view),
            routes.contradiction_anchor(*_known_by(it)),
            folio.rendering.part("disagreement", "versus", view),
            f"{context.label(it.subject)}: {it.relation}",
        )
        for it, view in clashes
    ]
    pulls = tuple(pull(folio, it) for it in context.dossier.tensions if it.property is None)
    if pulls:
        notes = " ".join(it.note for it in pulls)
        sections.append(folio.rendering.section("disagreement", "tensions", pulls, text=notes))
    return composed(
        folio.path,
        "disagreements",
        folio.rendering.plain("disagreement", "title"),
        folio.rendering.plain("disagreement", "description", len(found), len(pulls)),
        folio.rendering.part("disagreement", "lead", len(found), len(clashes)),
        [*sections, folio.notes_section()],
    )


def versus(folio: Folio, it: Disagreement, *, marked: bool = True) -> Versus:
    """A disagreement ready to be shown, with what carries each side, or without."""
    return Versus(
        subject=folio.link(it.subject),
        property=folio.context.property(it.groups[0][0]),
        href=folio.to(routes.disagreement(it.subject, it.property)),
        differs=it.in_,
        sides=tuple(_side(folio, group, it.groups[0][0].value, marked=marked) for group in it.groups),
        notes=tuple(
            tension.note
            for tension in folio.context.dossier.tensions
            if tension.property == it.property and it.subject in tension.between
        ),
    )


def clash(folio: Folio, it: Contradiction, *, marked: bool = True) -> Versus:
    """Relations that contradict each other, ready to be shown, with what carries each, or without."""
    return Versus(
        subject=folio.link(it.subject),
        property=it.relation,
        href=folio.to(routes.contradiction(*_known_by(it))),
        differs=(),
        sides=tuple(
            Side(
                Shown(folio.context.line(group[0]), (), None, None, unknown=False),
                _witnesses(folio, group) if marked else (),
            )
            for group in it.groups
        ),
        clash=it.why.value,
    )


def all_of_them(folio: Folio, *, marked: bool = True) -> tuple[Versus, ...]:
    """Every disagreement, then the relations that contradict each other, with what carries each side, or without."""
    found = folio.context.findings
    return (
        *(versus(folio, it, marked=marked) for it in found.disagreements),
        *(clash(folio, it, marked=marked) for it in found.contradictions),
    )


def _known_by(it: Contradiction) -> tuple[str, str, str, str]:
    """What tells a contradiction from all others: one subject may be in several of the same relation."""
    first = it.groups[0][0]
    other = first.object if first.subject == it.subject else first.subject
    return it.subject, it.relation, it.why.value, other or it.subject


def _side(folio: Folio, facts: tuple[Fact, ...], first: Value | None, *, marked: bool) -> Side:
    value = facts[0].value
    assert value is not None  # noqa: S101 - only values disagree
    said = [it.voice.by for it in facts if it.voice.by]
    converted = None
    if value.quantity and first and first.quantity and value.quantity.unit != first.quantity.unit:
        converted = quantities.convert(value.quantity, first.quantity.unit)
    return Side(
        folio.context.shown(value),
        _witnesses(folio, facts) if marked else (),
        quantities.display(converted) if converted else None,
        exactly=converted is None or (value.quantity is not None and quantities.same(converted, value.quantity)),
        speakers=folio.links(tuple(dict.fromkeys(said))) if len(said) == len(facts) else (),
    )


def _witnesses(folio: Folio, facts: tuple[Fact, ...]) -> tuple[Witness, ...]:
    return tuple(
        Witness(
            folio.quote(citation, fact.reads),
            folio.cite(citation, fact),
            folio.origin(citation.source),
            voice(folio, fact),
        )
        for fact in facts
        for citation in fact.citations
    )


def pull(folio: Folio, tension: Tension) -> Pull:
    """A tension ready to be shown."""
    return Pull(
        routes.tension_anchor(tension.id),
        tension.note,
        tension.open,
        tuple(_member(folio, id_) for id_ in tension.between),
    )


def _member(folio: Folio, id_: str) -> Member:
    fact = folio.context.dossier.by_key.get(id_)
    if fact is None:
        return Member(None, folio.link(id_))
    # The same fact may stand in several tensions, and an anchor only once.
    return Member(replace(told(folio, fact), anchor=None), None)


def pages(context: Context) -> Iterator[Page]:
    """The one page."""
    yield page(context)
