"""A page of the site as a value, before any site generator sees it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under its own heading.

    `html` is what follows the heading, already escaped. `text` is the section's own words for the search, plain text;
    empty for lists that only repeat what other pages say, so that one quote is not found five times.
    """

    heading: str
    anchor: str
    html: Markup
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path below the site's root, its title and description as plain text, and its sections.

    `lead` is the HTML from the kicker and the one first-level heading to the first section; `text` its plain words for
    the search. `kind` names the sort of page ("actor", "source", …) for the stylesheet. `anchors` are all ids that the
    page's HTML offers as targets, headings included, and `links` all its internal links, as paths from the site's root
    with their anchors.
    """

    path: str
    title: str
    description: str
    kind: str
    lead: Markup
    sections: tuple[Section, ...] = ()
    text: str = ""
    anchors: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
