"""What was checked, in numbers: the last line of every run and the counts on the Method page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_dossier.findings.coverage import Coverage
from mkdocs_dossier.findings.disagreements import Disagreement
from mkdocs_dossier.findings.uses import Use
from mkdocs_dossier.model import Actor, Aspect, Dossier, Event, Fact, Source, Subject


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of each.

    `facts` are those that a source tells, and `unknown` the values of which none does. `statements` are the facts that
    say something. `citations` counts those of facts, of what is inferred, of words not
    used and of hand-written pages; each was found, so it is also the number of quotes in their place, and `passages`
    counts their parts. `not_checked` are sources in a language without rules.
    """

    sources: int
    facts: int
    statements: int
    speakers: int
    events: int
    actors: int
    citations: int
    passages: int
    names: int
    sentences: int
    sentences_accounted: int
    words: int
    words_cited: int
    disagreements: int
    inferred: int
    unknown: int
    not_checked: int
    accepted: int


def counts(
    dossier: Dossier,
    used: Mapping[str, tuple[Use, ...]],
    covered: Mapping[str, Coverage],
    disagreements: tuple[Disagreement, ...],
) -> Counts:
    """The counts of one dossier, from what the other findings found in it."""
    cited = [use.citation for uses in used.values() for use in uses]
    cited += [it.citation for source in dossier.sources.values() for it in source.not_used]
    unknown = sum(1 for fact in dossier.facts if fact.value is not None and fact.value.unknown)
    entries: tuple[Source | Subject | Fact, ...] = (
        *dossier.sources.values(),
        *dossier.subjects.values(),
        *dossier.facts,
    )
    return Counts(
        sources=len(dossier.sources),
        facts=len(dossier.facts) - unknown,
        statements=sum(1 for fact in dossier.facts if fact.aspect is Aspect.SAYS),
        speakers=len(dossier.by_speaker),
        events=len(dossier.of_kind(Event)),
        actors=len(dossier.of_kind(Actor)),
        citations=len(cited),
        passages=sum(len(citation.passages) for citation in cited),
        names=sum(len(subject.names) for subject in dossier.subjects.values()),
        sentences=sum(it.sentences for it in covered.values()),
        sentences_accounted=sum(it.cited + it.not_used for it in covered.values()),
        words=sum(it.words for it in covered.values()),
        words_cited=sum(it.words_cited for it in covered.values()),
        disagreements=len(disagreements),
        inferred=sum(len(entry.inferred) for entry in entries),
        unknown=unknown,
        not_checked=sum(1 for source in dossier.sources.values() if not source.checked),
        accepted=sum(len(fact.accepted) for fact in dossier.facts)
        + sum(len(source.accepted) for source in dossier.sources.values()),
    )
