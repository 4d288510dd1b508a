"""What is mended in Material's own frame around the pages. Knows nothing of MkDocs.

Found with axe and an HTML checker in Material 9.8.1. Each mend does nothing where its string is gone; a test notices.
"""

from __future__ import annotations

import re

_BLANKS = re.compile(r"\s*\n\s*")

MENDS = (
    # A dialog needs a name.
    (
        '<div class="md-search" data-md-component="search" role="dialog">',
        '<div class="md-search" data-md-component="search" role="dialog" aria-label="Search">',
    ),
    # A checkbox has no `autocomplete` in HTML.
    (
        '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">',
        '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer">',
    ),
    (
        '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">',
        '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search">',
    ),
    # Two landmarks of one kind need two names, and the other is the navigation.
    ('<nav class="md-path" aria-label="Navigation"', '<nav class="md-path" aria-label="Path"'),
)


def mended(html: str) -> str:
    """The page with every mend applied, once each, since a source's text may hold the same string further down.

    Blank lines and indents of the frame, a third of its weight, are taken out; the article between is left as it is.
    """
    for found, better in MENDS:
        html = html.replace(found, better, 1)
    head, article, rest = html.partition("<article")
    content, end, foot = rest.rpartition("</article>")
    if not (article and end):
        return html
    return f"{_tight(head)}{article}{content}{end}{_tight(foot)}"


def _tight(html: str) -> str:
    # One line end stays, since it is a space between words; nothing here keeps its white space as it is written.
    return html if "<pre" in html or "<textarea" in html else _BLANKS.sub("\n", html)
