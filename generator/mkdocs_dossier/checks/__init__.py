"""Checks of the whole dossier: each is a function whose docstring is its rule, and one tuple lists them.

A module of this package imports only those named before it in `ORDER`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mkdocs_dossier.checks import days, foreign, material, pages, positions, proof, readings, sources, terms, voices
from mkdocs_dossier.checks.material import Alarm, Material
from mkdocs_dossier.model import Aspect, Fact
from mkdocs_dossier.problems import Code, Problem, Severity

ORDER = (
    "terms",
    "calendar",
    "material",
    "foreign",
    "sources",
    "proof",
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
    proof.names_turned,
    readings.reads,
    positions.stance,
    positions.topic,
    proof.negations,
    proof.hedges,
    proof.verbs,
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
    """What every check finds, without the warnings that a fact accepts with a reason.

    A reason that accepts nothing is a problem of its own, and so is one for an error, which cannot be accepted. While
    some of the sheet could not be read, nobody is told what may only follow from that.
    """
    alarms = [alarm for check in OF_THE_DOSSIER for alarm in check(it)]
    alarms += [alarm for fact in it.dossier.facts for check in OF_A_FACT for alarm in check(it, fact)]
    accepted = {
        (_accepts(alarm.fact), alarm.problem.code.value)
        for alarm in alarms
        if alarm.fact is not None
        and alarm.problem.code.value in alarm.fact.accepted
        and alarm.problem.severity is Severity.WARNING
    }
    shown = [alarm.problem for alarm in alarms if not _is_accepted(alarm, accepted)]
    found = (*shown, *_accepting_nothing(it, accepted))
    return found if it.whole else tuple(problem for problem in found if problem.code not in FOLLOWING)


def _is_accepted(alarm: Alarm, accepted: set[tuple[str, str]]) -> bool:
    return alarm.fact is not None and (_accepts(alarm.fact), alarm.problem.code.value) in accepted


def _accepts(fact: Fact) -> str:
    """What a reason stands for: a fact; or an event or document, whose dates and occurrence share its reasons."""
    return fact.subject if fact.aspect in (Aspect.DATE, Aspect.OCCURRENCE) else fact.key


def _accepting_nothing(it: Material, accepted: set[tuple[str, str]]) -> Iterator[Problem]:
    told: set[tuple[str, str]] = set()
    for fact in it.dossier.facts:
        for code in fact.accepted:
            here = _accepts(fact), code
            if here not in accepted and here not in told:
                told.add(here)
                known = next((known for known in Code if known.value == code), None)
                error = known is not None and known.severity is Severity.ERROR
                yield Problem(
                    Code.ACCEPTED_NOTHING,
                    fact.place,
                    f"{material.spoken_of(fact)} accepts `{code}`, "
                    + ("which is an error and cannot be accepted." if error else "and there is no such warning."),
                    "Take the line out of `accepted:`.",
                )
