"""Findings: what is to be shown to readers, computed from the whole dossier as values. Nobody has to mend them.

A module of this package imports only those named before it here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_dossier.findings import uses, coverage, disagreements, counts  # isort: skip  # the order is the rule
from mkdocs_dossier.model import Dossier


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of one dossier: uses and coverage by source, disagreements, and the counts."""

    uses: Mapping[str, tuple[uses.Use, ...]]
    coverage: Mapping[str, coverage.Coverage]
    disagreements: tuple[disagreements.Disagreement, ...]
    counts: counts.Counts


def find(dossier: Dossier) -> Findings:
    """All findings of a dossier."""
    used = uses.uses(dossier)
    covered = {id_: coverage.coverage(source, used.get(id_, ())) for id_, source in dossier.sources.items()}
    differing = disagreements.disagreements(dossier)
    return Findings(used, covered, differing, counts.counts(dossier, used, covered, differing))
