"""What a check may look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_dossier.citations import Unresolved
from mkdocs_dossier.model import Dossier
from mkdocs_dossier.problems import Place


@dataclass(frozen=True, slots=True)
class Material:
    """The dossier, the quotes that were not found, and the sources whose checksum no longer fits, with its place."""

    dossier: Dossier
    unresolved: tuple[Unresolved, ...]
    changed: Mapping[str, Place]
