"""What stands around the pages, in their language: the words for a theme, and the line that says what was checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_dossier import routes
from mkdocs_dossier.findings.counts import Counts
from mkdocs_dossier.pages.rendering import Rendering

# What browsers take for the tag of a language; others make their scripts fail.
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Frame:
    """The words around the pages.

    `titles` are what the navigation calls the hand-written pages at some paths, whose own titles are headlines, and
    `notes` is the heading of their notes. `lost` is what is shown at an address at which there is no page, `ways` where
    one can go on from there. `checked` is the last line of every run.
    """

    language: str
    direction: str
    search: str
    path: str
    notes: str
    titles: Mapping[str, str]
    ways: Mapping[str, str]
    lost: Markup
    made_with: Markup
    checked: str


def frame(rendering: Rendering, checked: str) -> Frame:
    """The frame in a language, with the line that says what was checked."""
    tag = rendering.language.replace("_", "-")
    return Frame(
        language=tag if _TAG.fullmatch(tag) else rendering.spoken,
        direction=rendering.direction(),
        search=rendering.plain("frame", "search"),
        path=rendering.plain("frame", "path"),
        notes=rendering.heading("marks", "notes"),
        titles={
            routes.OVERVIEW: rendering.plain("frame", "overview"),
            routes.METHOD: rendering.plain("frame", "method"),
        },
        ways={
            routes.OVERVIEW: rendering.plain("frame", "overview"),
            routes.NAMES: rendering.plain("frame", "names"),
        },
        lost=rendering.part("frame", "lost"),
        made_with=rendering.part("frame", "made_with"),
        checked=checked,
    )


def checked(rendering: Rendering, counts: Counts, warnings: int) -> str:
    """What was checked, of a dossier that has no errors."""
    return rendering.plain("frame", "summary", counts, 0, warnings)
