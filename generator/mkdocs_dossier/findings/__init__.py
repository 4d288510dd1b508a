"""Findings: what is to be shown to readers, computed from the whole dossier as values. Nobody has to mend them.

A module of this package imports only those named before it here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_dossier.findings import uses, coverage, disagreements, echoes, repeats, mentions, wordings, review, counts  # isort: skip  # the order is the rule
from mkdocs_dossier.model import Dossier


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of one dossier.

    Uses, coverage and repeats by source, disagreements, mentions by subject, echoes and wordings by the fact's key, the
    list for review, and the counts.
    """

    uses: Mapping[str, tuple[uses.Use, ...]]
    coverage: Mapping[str, coverage.Coverage]
    disagreements: tuple[disagreements.Disagreement, ...]
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
        echoes=echoes.echoes(dossier),
        repeats=repeats.repeats(dossier),
        mentions=mentions.mentions(dossier),
        wordings=wordings.wordings(dossier),
        review=review.review(dossier),
        counts=counts.counts(dossier, used, covered, differing),
    )
