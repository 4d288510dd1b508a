"""The words of the pages: one catalogue for each language, complete, and held to the templates."""

from __future__ import annotations

import words


def test_the_catalogue_lists_every_phrase_of_the_templates() -> None:
    assert words.TEMPLATE.read_bytes() == words.written(words.collected()), "run `make words`"
