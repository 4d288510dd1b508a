"""A page of the site as a value, before any site generator sees it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

# Our templates put quotation marks around every attribute and escape them everywhere else, so neither of the two can
# be found in a text.
_ID = re.compile(r'\sid="([^"]+)"')
_HREF = re.compile(r'\shref="([^"]+)"')


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


def composed(
    path: str,
    kind: str,
    title: str,
    description: str,
    lead: Markup,
    sections: Sequence[Section | None] = (),
    text: str = "",
) -> Page:
    """The page of these parts, with the anchors and links that stand in their HTML; a section that is None is none."""
    kept = tuple(it for it in sections if it is not None)
    html = [str(lead), *(str(it.html) for it in kept)]
    found = (Markup(href).unescape() for part in html for href in _HREF.findall(part))  # noqa: S704 - unescaped at once
    links = (_from_root(href, path) for href in found if not href.startswith(("http://", "https://", "mailto:")))
    anchors = [*(it.anchor for it in kept), *(anchor for part in html for anchor in _ID.findall(part))]
    return Page(
        path=path,
        title=title,
        description=description,
        kind=kind,
        lead=lead,
        sections=kept,
        text=text,
        anchors=tuple(dict.fromkeys(anchors)),
        links=tuple(dict.fromkeys(links)),
    )


def _from_root(href: str, page: str) -> str:
    target, hash_, anchor = href.partition("#")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), target)) if target else page
    return f"{path}{hash_}{anchor}"
