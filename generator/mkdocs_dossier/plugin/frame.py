"""What is mended in Material's own frame around the pages. Knows nothing of MkDocs.

Found with axe and an HTML checker in Material 9.8.1. Each mend does nothing where its string is gone; a test notices.
"""

from __future__ import annotations

import re

from markupsafe import escape

from mkdocs_dossier.pages.frame import Frame

_BLANKS = re.compile(r"\s*\n\s*")

MENDS = (
    # Material knows fewer languages than there are, and has one for all regions of most.
    (r'<html lang="[^"]*"', '<html lang="{language}"'),
    # A dialog needs a name.
    (
        r'<div class="md-search" data-md-component="search" role="dialog">',
        '<div class="md-search" data-md-component="search" role="dialog" aria-label="{search}">',
    ),
    # A checkbox has no `autocomplete` in HTML.
    (
        r'<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">',
        '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer">',
    ),
    (
        r'<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">',
        '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search">',
    ),
    # Two landmarks of one kind need two names, and the other is the navigation.
    (r'<nav class="md-path" aria-label="[^"]*"', '<nav class="md-path" aria-label="{path}"'),
    # The head of the contents at the side is a label of no control, where the page is not in the navigation.
    (r'(?s)<label class="md-nav__title" for="__toc">(?!.*md-sidebar--secondary)', '<label class="md-nav__title">'),
)
"""What is found, as a pattern, and what takes its place, with words of the pages' frame."""


def mended(html: str, words: Frame) -> str:
    """The page with every mend applied, once each, before its article, since a source's text may hold the same string.

    Blank lines and indents of the frame, a third of its weight, are taken out; the article between is left as it is.
    """
    escaped = {name: str(escape(getattr(words, name))) for name in ("language", "search", "path")}
    head, article, rest = html.partition("<article")
    for found, better in MENDS:
        head = re.sub(found, better.format(**escaped).replace("\\", r"\\"), head, count=1)
    content, end, foot = rest.rpartition("</article>")
    if not (article and end):
        return head + article + rest
    return f"{_tight(head)}{article}{content}{end}{_tight(foot)}"


def _tight(html: str) -> str:
    # One line end stays, since it is a space between words; nothing here keeps its white space as it is written.
    return html if "<pre" in html or "<textarea" in html else _BLANKS.sub("\n", html)
