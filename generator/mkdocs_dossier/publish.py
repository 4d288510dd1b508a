"""Publishing: a dossier and its findings in, one list of pages and files out, for both doors."""

from __future__ import annotations

import re
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
    names,
    problems,
    rendering,
    sources,
    systems,
    topics,
)
from mkdocs_dossier.pages import frame as pages_frame
from mkdocs_dossier.pages.context import Context
from mkdocs_dossier.pages.frame import Frame
from mkdocs_dossier.pages.page import Page
from mkdocs_dossier.problems import Problem, Severity

_KINDS = (events, actors, systems, documents, topics, disagreements, facts, sources, names, corrections)
"""The modules that make pages, in the order of the site."""


@dataclass(frozen=True, slots=True)
class Publication:
    """All pages of a site but the hand-written ones, and all files beside them, each at its path from the root.

    Every path leads below the root and nowhere else, whatever an id holds: ValueError where one would not. Whoever
    writes pages and files to a disk takes them from here.
    """

    pages: tuple[Page, ...]
    files: tuple[tuple[str, bytes], ...]

    def __post_init__(self) -> None:
        for path in (*(page.path for page in self.pages), *(path for path, _ in self.files)):
            if not _BELOW.fullmatch(path):
                raise ValueError(f"{path!r} is no path below the site's root")


# Names between slashes, none of which is empty or begins with a dot, as `.` and `..` do; nor is there what Windows
# takes for a slash or a drive, nor a sign that prints nothing.
_BELOW = re.compile(r"(?!\.)[^\x00-\x1f\x7f/\\:]+(?:/(?!\.)[^\x00-\x1f\x7f/\\:]+)*")


def publish(loaded: Loaded) -> Publication:
    """The publication of what was loaded; without pages where there is no source to show."""
    files = ((routes.STYLESHEET, asset("dossier.css")), (routes.SCRIPT, asset("dossier.js")))
    if loaded.dossier is None or loaded.findings is None:
        return Publication((), files)
    context = Context(loaded.dossier, loaded.findings)
    return Publication(tuple(page for kind in _KINDS for page in kind.pages(context)), files)


def frame(loaded: Loaded) -> Frame:
    """The words around the pages of what was loaded; English where there is no dossier to tell the language."""
    if loaded.dossier is None or loaded.findings is None:
        return pages_frame.frame(rendering.of("en"), loaded.summary)
    words = rendering.of(loaded.dossier.imprint.language)
    warnings = sum(1 for it in loaded.problems if it.severity is Severity.WARNING)
    return pages_frame.frame(words, pages_frame.checked(words, loaded.findings.counts, warnings))


def asset(name: str) -> bytes:
    """A file that is published as it is."""
    return resources.files("mkdocs_dossier.pages").joinpath("assets", name).read_bytes()


def problem_page(found: Sequence[Problem], summary: str) -> Page:
    """The page that tells the problems where nothing else can be shown."""
    return problems.problem_page(found, summary)


def banner(found: Sequence[Problem]) -> Markup:
    """The problems for the head of every page of an earlier, good dossier."""
    return problems.banner(found)
