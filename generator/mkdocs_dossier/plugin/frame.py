"""What is mended in Material's own frame around the pages. Knows nothing of MkDocs.

Found with axe and an HTML checker in Material 9.8.1. Each mend does nothing where its string is gone; a test notices.
"""

from __future__ import annotations

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
    """The page with every mend applied, once each, since a source's text may hold the same string further down."""
    for found, better in MENDS:
        html = html.replace(found, better, 1)
    return html
