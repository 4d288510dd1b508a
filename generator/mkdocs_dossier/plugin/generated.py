"""Pages that are values become MkDocs pages and search entries, without being parsed as Markdown or HTML again."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from mkdocs_dossier import routes
from mkdocs_dossier.pages.page import Page

_TOP = "__top"
"""The anchor of a page's content, to which Material's “skip to content” leads. No curator's id begins so."""


class GeneratedPage(MkDocsPage):
    """A page of the dossier as MkDocs wants it: finished HTML, contents, anchors.

    Material's templates do not escape titles, descriptions and contents, so all of these are escaped here. They are
    Markup, so that the templates which do escape leave them as they are.
    """

    def __init__(self, page: Page, file: File, config: MkDocsConfig, title: str | None) -> None:
        super().__init__(escape(title or page.title), file, config)
        self.value = page
        self.present_anchor_ids = {_TOP, *page.anchors, *(section.anchor for section in page.sections)}

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs' signature
        """Set what MkDocs would find in front matter. There is no Markdown."""
        self.markdown = ""
        self.meta = {
            "title": escape(self.value.title),
            "description": escape(self.value.description),
            "search": {"exclude": True},
            # The left column would be empty: the sections are tabs, and what they hold is not in the navigation.
            "hide": ["navigation"] if self.value.sections else ["navigation", "toc"],
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs' signature
        """Set content and contents."""
        page = self.value
        parts = [Markup('<div class="dossier dossier-{}" id="{}">\n{}\n').format(page.kind, _TOP, page.lead)]
        parts += [
            Markup('<h2 id="{}">{}</h2>\n{}\n').format(section.anchor, section.heading, section.html)
            for section in page.sections
        ]
        self.content = str(Markup().join([*parts, Markup("</div>")]))
        top = AnchorLink(escape(page.title), _TOP, 1)
        top.children = [AnchorLink(escape(section.heading), section.anchor, 2) for section in page.sections]
        self.toc = TableOfContents([top])

    def search_entries(self) -> Iterator[dict[str, str]]:
        """What the search shows of the page: itself, then each section that has words of its own.

        The first address must be the page's without `#`: Material's search finds nothing at all otherwise. It sets
        titles and texts into its list as HTML.
        """
        yield {"location": self.url, "title": escape(self.value.title), "text": escape(self.value.text)}
        for section in self.value.sections:
            if section.text:
                yield {
                    "location": f"{self.url}#{section.anchor}",
                    "title": escape(section.heading),
                    "text": escape(section.text),
                }


def page_file(page: Page, config: MkDocsConfig, title: str | None = None) -> File:
    """A file for MkDocs that is the page, under `title` in the navigation where the curator gave it one.

    It is in the navigation only where that names it, and MkDocs never complains that it is not.
    """
    file = File.generated(config, routes.markdown_source(page.path), content="", inclusion=InclusionLevel.NOT_IN_NAV)
    GeneratedPage(page, file, config, title)
    return file


def asset_file(path: str, content: bytes, config: MkDocsConfig) -> File:
    """A file for MkDocs that is written as it is."""
    return File.generated(config, path, content=content, inclusion=InclusionLevel.INCLUDED)


def at_index(file: File) -> None:
    """Give a hand-written page an address of the form `…/index.html`, as generated pages have.

    So links between both hold whatever `use_directory_urls` is, and whichever plugin changes it.
    """
    stem = posixpath.splitext(file.src_uri)[0]
    if file.dest_uri == f"{stem}.html" and file.name != "index":
        file.dest_uri = f"{stem}/index.html"
        for derived in ("url", "abs_dest_path"):
            file.__dict__.pop(derived, None)


def link_up(page: GeneratedPage, files: Mapping[str, File]) -> tuple[str, ...]:
    """Tell MkDocs to which anchors the page links, for it to judge, and give back the links to pages that are not."""
    anchors: dict[File, dict[str, str]] = {}
    dead = []
    for link in page.value.links:
        address, _, anchor = link.partition("#")
        path = address.partition("?")[0]
        if path not in files:
            dead.append(link)
        elif anchor:
            anchors.setdefault(files[path], {})[anchor] = link
    page.links_to_anchors = anchors
    return tuple(dead)
