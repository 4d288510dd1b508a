"""Findings: what is to be shown to readers, computed from the whole dossier as values. Nobody has to mend them.

A module of this package imports only those that `ORDER` names before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_dossier.findings import (
    contradictions,
    counts,
    coverage,
    disagreements,
    echoes,
    mentions,
    repeats,
    review,
    uses,
    wordings,
)
from mkdocs_dossier.model import Dossier

ORDER = (
    "uses",
    "coverage",
    "disagreements",
    "contradictions",
    "echoes",
    "repeats",
    "mentions",
    "wordings",
    "review",
    "counts",
)


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of one dossier.

    Uses, coverage and repeats by source, values and dates that disagree, relations that contradict each other, mentions
    by subject, echoes and wordings by the fact's key, the list for review, and the counts.
    """

    uses: Mapping[str, tuple[uses.Use, ...]]
    coverage: Mapping[str, coverage.Coverage]
    disagreements: tuple[disagreements.Disagreement, ...]
    contradictions: tuple[contradictions.Contradiction, ...]
    echoes: Mapping[str, echoes.Echo]
    repeats: Mapping[str, tuple[repeats.Repeat, ...]]
    mentions: Mapping[str, tuple[mentions.Mention, ...]]
    wordings: Mapping[str, tuple[tuple[wordings.Spans, ...], ...]]
    review: tuple[review.Unquoted, ...]
    counts: counts.Counts


def find(dossier: Dossier) -> Findings:
    """All findings of a dossier."""
    used = uses.uses(dossier)
    covered = {id_: coverage.coverage(source, used.get(id_, ())) for id_, source in dossier.sources.items()}
    differing = disagreements.disagreements(dossier)
    return Findings(
        uses=used,
        coverage=covered,
        disagreements=differing,
        contradictions=contradictions.contradictions(dossier),
        echoes=echoes.echoes(dossier),
        repeats=repeats.repeats(dossier),
        mentions=mentions.mentions(dossier),
        wordings=wordings.wordings(dossier),
        review=review.review(dossier),
        counts=counts.counts(dossier, used, covered, differing),
    )
