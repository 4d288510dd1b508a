"""Publishing: a dossier and its findings in, one list of pages and files out, for both doors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from markupsafe import Markup

from mkdocs_dossier import routes
from mkdocs_dossier.load import Loaded
from mkdocs_dossier.pages import (
    actors,
    corrections,
    disagreements,
    documents,
    events,
    facts,
    problems,
    sources,
    systems,
    topics,
)
from mkdocs_dossier.pages.context import Context
from mkdocs_dossier.pages.page import Page
from mkdocs_dossier.problems import Problem

_KINDS = (events, actors, systems, documents, topics, disagreements, facts, sources, corrections)
"""The modules that make pages, in the order of the site."""


@dataclass(frozen=True, slots=True)
class Publication:
    """All pages of a site but the hand-written ones, and all files beside them, each at its path from the root."""

    pages: tuple[Page, ...]
    files: tuple[tuple[str, bytes], ...]


def publish(loaded: Loaded) -> Publication:
    """The publication of what was loaded; without pages where there is no source to show."""
    files = ((routes.STYLESHEET, asset("dossier.css")), (routes.SCRIPT, asset("dossier.js")))
    if loaded.dossier is None or loaded.findings is None:
        return Publication((), files)
    context = Context(loaded.dossier, loaded.findings)
    return Publication(tuple(page for kind in _KINDS for page in kind.pages(context)), files)


def asset(name: str) -> bytes:
    """A file that is published as it is."""
    return resources.files("mkdocs_dossier.pages").joinpath("assets", name).read_bytes()


def problem_page(found: Sequence[Problem], summary: str) -> Page:
    """The page that tells the problems where nothing else can be shown."""
    return problems.problem_page(found, summary)


def banner(found: Sequence[Problem]) -> Markup:
    """The problems for the head of every page of an earlier, good dossier."""
    return problems.banner(found)
