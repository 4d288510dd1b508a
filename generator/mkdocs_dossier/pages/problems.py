"""Problems on a page: what `serve` shows in the place of a dossier that cannot be read, or above one that could."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from mkdocs_dossier import routes
from mkdocs_dossier.pages import rendering
from mkdocs_dossier.pages.page import Page, composed
from mkdocs_dossier.problems import Problem, Severity

# Problems are told in English, on pages too.
_ENGLISH = rendering.of("en")


def problem_page(problems: Sequence[Problem], summary: str) -> Page:
    """The problems alone, at the place of the overview, readable without a stylesheet."""
    return composed(
        routes.OVERVIEW,
        "problems",
        _ENGLISH.plain("problem", "title"),
        summary,
        _ENGLISH.part("problem", "lead", tuple(problems), summary),
    )


def banner(problems: Sequence[Problem]) -> Markup:
    """The problems for the head of a page, folded together under their number."""
    errors = sum(1 for it in problems if it.severity is Severity.ERROR)
    return _ENGLISH.part("problem", "banner", tuple(problems), errors, len(problems) - errors)
