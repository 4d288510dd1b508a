"""Checks of the whole dossier: each is a function whose docstring is its rule, and one tuple lists them.

A module of this package imports only those named before it in `ORDER`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mkdocs_dossier.checks import (
    calendar,
    days,
    foreign,
    material,
    pages,
    positions,
    proof,
    readings,
    sources,
    terms,
    turns,
    voices,
)
from mkdocs_dossier.checks.material import Alarm, Material
from mkdocs_dossier.model import Aspect, Fact, Source
from mkdocs_dossier.problems import Code, Problem, Severity
from mkdocs_dossier.yamlfile import Text

ORDER = (
    "terms",
    "calendar",
    "material",
    "foreign",
    "sources",
    "proof",
    "turns",
    "readings",
    "positions",
    "days",
    "voices",
    "pages",
)

OF_A_FACT: tuple[Callable[[Material, Fact], Iterable[Alarm]], ...] = (
    proof.numbers,
    proof.quantity,
    proof.framing,
    proof.words,
    proof.property_words,
    proof.names,
    turns.names_turned,
    readings.reads,
    positions.stance,
    positions.topic,
    proof.negations,
    proof.hedges,
    proof.verbs,
    turns.opposites,
    turns.numbers_turned,
    proof.printed,
    proof.unused,
    foreign.numbers,
    foreign.names,
    days.dates,
    days.tense,
    days.upcoming,
    voices.speaker,
    voices.nobody,
    voices.hands,
    voices.occasion,
    voices.relations,
    voices.roles,
)
"""The checks that are made of every fact."""

OF_THE_DOSSIER: tuple[Callable[[Material], Iterable[Alarm]], ...] = (
    sources.changed,
    sources.open_sentences,
    sources.shown,
    sources.explained,
    days.published,
    days.order,
    pages.sentences,
    pages.paragraphs,
)
"""The checks that are made once."""

CHECKS: tuple[Callable[..., Iterable[Alarm]], ...] = (*OF_THE_DOSSIER, *OF_A_FACT)
"""Every check."""

FOLLOWING = frozenset(
    {
        Code.NAME_NOT_QUOTED,
        Code.DATE_NOT_QUOTED,
        Code.EVENT_ORDER,
        Code.SPEAKER_NOT_NAMED,
        Code.SPEAKER_MISSING,
        Code.HAND_NOT_NAMED,
        Code.NOT_AT_EVENT,
        Code.RELATION_NOT_QUOTED,
        Code.INFERRED_UNUSED,
        Code.SENTENCES_OPEN,
        Code.ACCEPTED_NOTHING,
        Code.EXPLAINS_NOTHING,
        Code.PROSE_NOT_CITED,
    }
)
"""What may only follow from a fault of form: something is missed that stands where nothing could be read."""

__all__ = [
    "CHECKS",
    "Material",
    "calendar",
    "days",
    "material",
    "pages",
    "proof",
    "readings",
    "run",
    "sources",
    "terms",
    "voices",
]


def run(it: Material) -> tuple[Problem, ...]:
    """What every check finds, without the warnings that a fact or a source accepts with a reason.

    A reason that accepts nothing is a problem of its own, and so is one for an error, which cannot be accepted. While
    some of the sheet could not be read, nobody is told what may only follow from that.
    """
    alarms = [alarm for check in OF_THE_DOSSIER for alarm in check(it)]
    alarms += [alarm for fact in it.dossier.facts for check in OF_A_FACT for alarm in check(it, fact)]
    of_places = {source.place: source for source in it.dossier.sources.values()}
    owned = [(alarm.fact or of_places.get(alarm.problem.place), alarm.problem) for alarm in alarms]
    accepted = {
        (_accepts(owner), problem.code.value)
        for owner, problem in owned
        if owner is not None and problem.code.value in owner.accepted and problem.severity is Severity.WARNING
    }
    shown = [
        problem for owner, problem in owned if owner is None or (_accepts(owner), problem.code.value) not in accepted
    ]
    found = (*shown, *_accepting_nothing(it, accepted))
    return found if it.whole else tuple(problem for problem in found if problem.code not in FOLLOWING)


def _accepts(owner: Fact | Source) -> str:
    """What a reason stands for: a fact or source; or an event or document, whose dates and occurrence share it."""
    if isinstance(owner, Source):
        return owner.id
    return owner.subject if owner.aspect in (Aspect.DATE, Aspect.OCCURRENCE) else owner.key


def _accepting_nothing(it: Material, accepted: set[tuple[str, str]]) -> Iterator[Problem]:
    told: set[tuple[str, str]] = set()
    owners: tuple[Fact | Source, ...] = (*it.dossier.facts, *it.dossier.sources.values())
    for owner in owners:
        for code in owner.accepted:
            here = _accepts(owner), code
            if here not in accepted and here not in told:
                told.add(here)
                known = next((known for known in Code if known.value == code), None)
                error = known is not None and known.severity is Severity.ERROR
                what = f"The source `{owner.id}`" if isinstance(owner, Source) else material.spoken_of(owner)
                yield Problem(
                    Code.ACCEPTED_NOTHING,
                    code.place if isinstance(code, Text) else owner.place,
                    f"{what} accepts `{code}`, "
                    + ("which is an error and cannot be accepted." if error else "and there is no such warning."),
                    "Take the line out of `accepted:`.",
                )
