"""Systems: the list, and a page each with its specifications."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_dossier import routes
from mkdocs_dossier.model import Aspect, Kind, System
from mkdocs_dossier.pages import mentions, subjects
from mkdocs_dossier.pages.context import Context
from mkdocs_dossier.pages.folio import Folio, Link
from mkdocs_dossier.pages.page import Page, composed
from mkdocs_dossier.pages.subjects import Ground, Row, Spelling, Tie
from mkdocs_dossier.pages.telling import Told, told_all


@dataclass(frozen=True, slots=True)
class SystemView:
    """A system's page."""

    name: str
    kind: str | None
    values: tuple[Row, ...]
    ties: tuple[Tie, ...]
    said: tuple[Told, ...]
    grounds: tuple[Ground, ...]
    spellings: tuple[Spelling, ...]
    also: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A system in the list."""

    system: Link
    kind: str | None
    values: int
    disputed: int
    mentions: int


def pages(context: Context) -> Iterator[Page]:
    """The list of systems, a page each, and a page for each former address; nothing where there are none."""
    systems = [it for it in context.dossier.subjects.values() if isinstance(it, System)]
    if systems:
        yield _index(context, systems)
    for system in systems:
        yield _page(context, system)
        yield from mentions.pages(context, system)
        yield from subjects.moved(context, system)


def _index(context: Context, systems: list[System]) -> Page:
    folio = Folio(context, routes.index(Kind.SYSTEM))
    listed = tuple(
        Listed(
            system=folio.link(it.id),
            kind=it.kind,
            values=sum(
                1
                for fact in context.dossier.by_subject.get(it.id, ())
                if fact.aspect is Aspect.VALUE and fact.citations
            ),
            disputed=sum(1 for found in context.findings.disagreements if found.subject == it.id),
            mentions=sum(1 for fact in context.dossier.by_mention.get(it.id, ()) if fact.aspect is Aspect.SAYS),
        )
        for it in systems
    )
    return composed(
        folio.path,
        "list",
        folio.rendering.plain("system", "index_title"),
        folio.rendering.plain("system", "index_description", len(systems)),
        folio.rendering.part("system", "index", listed),
    )


def _page(context: Context, system: System) -> Page:
    folio = Folio(context, routes.subject(Kind.SYSTEM, system.id))
    own = context.dossier.by_subject.get(system.id, ())
    said = [it for it in own if it.aspect is Aspect.SAYS]
    view = SystemView(
        name=system.label,
        kind=system.kind,
        # In the order of the page, since the marks are numbered in it.
        values=subjects.rows(folio, own),
        ties=subjects.ties(folio, system),
        said=told_all(folio, said),
        grounds=subjects.of_entry(folio, system),
        spellings=subjects.spellings(folio, system),
        also=subjects.also(folio, system),
    )
    words = " ".join(f"{it.property}: {context.told_value(it.value)}." for it in own if it.aspect is Aspect.VALUE)
    sections = [
        folio.rendering.section("system", "specifications", view, text=words) if view.values else None,
        folio.rendering.section("system", "said", view) if view.said else None,
        mentions.section(folio, system),
        folio.rendering.section("system", "spellings", view) if view.spellings else None,
        folio.notes_section(),
    ]
    return composed(
        folio.path,
        "system",
        system.label,
        folio.rendering.plain("system", "description", view),
        folio.rendering.part("system", "lead", view),
        sections,
        text=subjects.plain_names(system),
    )
