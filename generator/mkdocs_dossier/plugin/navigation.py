"""What stands in the navigation where the curator wrote none: the sections, and the hand-written pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import nest_paths

from mkdocs_dossier import routes
from mkdocs_dossier.model import Kind

ORDER = (
    routes.OVERVIEW,
    routes.index(Kind.EVENT),
    routes.index(Kind.ACTOR),
    routes.index(Kind.SYSTEM),
    routes.index(Kind.DOCUMENT),
    routes.index(Kind.TOPIC),
    routes.DISAGREEMENTS,
    routes.index(Kind.SOURCE),
    routes.FACTS,
    routes.CORRECTIONS,
    routes.METHOD,
)
"""The sections in their order, by path. Any other page of the form `<section>/index.html` comes behind them."""


def navigation(files: Sequence[File], labels: Mapping[str, str]) -> list[Any]:
    """The navigation as `nav:` in mkdocs.yml would say it, for these pages: sections, never single entities.

    `labels` are what hand-written pages are called by their paths, since their own titles are headlines. With 2,000
    pages in it, MkDocs would need 97 seconds.
    """
    pages = {file.dest_uri: file for file in files}
    sections = [file for file in files if file.generated_by and file.dest_uri.count("/") <= 1]
    first = list(dict.fromkeys([*(pages[path] for path in ORDER if path in pages), *sections]))
    rest = [
        file.src_uri
        for file in files
        if file not in first and not file.generated_by and file.inclusion is not InclusionLevel.NOT_IN_NAV
    ]
    entries: list[Any] = [
        {labels[file.dest_uri]: file.src_uri} if file.dest_uri in labels else file.src_uri for file in first
    ]
    nested: list[Any] = nest_paths(rest)  # type: ignore[no-untyped-call]
    return entries + nested


def titles(nav: Any) -> Iterator[tuple[str, str]]:
    """Every path in `nav:` to which the curator gave a title, and the title; MkDocs loses it for generated pages."""
    if isinstance(nav, dict):
        for title, below in nav.items():
            if isinstance(below, str):
                yield below, title
            else:
                yield from titles(below)
    elif isinstance(nav, list):
        for item in nav:
            yield from titles(item)


def set_below(page: Page, nav: Navigation, files: Mapping[str, File]) -> None:
    """Make a page that is not in the navigation a child of its section's index, if that is in it.

    So the section's tab is marked as the current one, and the path to the page can be shown. `files` are all by path.
    """
    section, _, own = page.file.dest_uri.partition("/")
    index = files.get(f"{section}/index.html")
    if "/" in own and index and index.page in nav.pages and page not in nav.pages:
        # Of a parent the templates need a title, an address, and whether it has children.
        page.parent = index.page  # type: ignore[assignment]
