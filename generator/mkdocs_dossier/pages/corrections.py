"""Corrections: what was corrected or withdrawn, when and why, the latest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_dossier import routes
from mkdocs_dossier.model import Change, Fact
from mkdocs_dossier.pages import subjects
from mkdocs_dossier.pages.context import Context
from mkdocs_dossier.pages.facts import Changed, changed
from mkdocs_dossier.pages.folio import Folio
from mkdocs_dossier.pages.page import Page, composed
from mkdocs_dossier.pages.subjects import Mention


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of one fact."""

    fact: Mention
    change: Changed
    withdrawn: bool


def pages(context: Context) -> Iterator[Page]:
    """The one page, which says so where nothing was changed."""
    folio = Folio(context, routes.CORRECTIONS)
    found = listed(folio)
    yield composed(
        folio.path,
        "corrections",
        folio.rendering.plain("correction", "title"),
        folio.rendering.plain("correction", "description", len(found)),
        folio.rendering.part("correction", "lead", found),
    )


def listed(folio: Folio) -> tuple[Correction, ...]:
    """Every change, the latest first."""
    facts = folio.context.dossier.facts
    changes = [(it, fact, False) for fact in facts for it in fact.corrected]
    changes += [(fact.withdrawn, fact, True) for fact in facts if fact.withdrawn]
    changes.sort(key=lambda it: it[0].date.sort_key, reverse=True)
    return tuple(_correction(folio, *it) for it in changes)


def _correction(folio: Folio, change: Change, fact: Fact, withdrawn: bool) -> Correction:
    return Correction(subjects.mention(folio, fact), changed(folio.context, change), withdrawn)
