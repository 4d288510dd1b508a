"""Checks of the whole dossier: each is a function whose docstring is its rule, and one tuple lists them.

A module of this package imports only those named before it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mkdocs_dossier.checks import material, sources
from mkdocs_dossier.checks.material import Material
from mkdocs_dossier.problems import Problem

CHECKS: tuple[Callable[[Material], Iterable[Problem]], ...] = (sources.changed,)
"""Every check, in the order in which a newcomer would ask."""

__all__ = ["CHECKS", "Material", "material", "run", "sources"]


def run(it: Material) -> tuple[Problem, ...]:
    """What every check finds."""
    return tuple(problem for check in CHECKS for problem in check(it))
