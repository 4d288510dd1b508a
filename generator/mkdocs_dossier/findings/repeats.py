"""Which sentences repeat a sentence of another source nearly word for word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from mkdocs_dossier import quotes
from mkdocs_dossier.model import Dossier, Source

ALIKE = 80.0
"""From which likeness on (0 to 100) a sentence repeats another."""

SHORTEST = 40
"""A sentence of fewer characters is like many others by chance."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A sentence of one source and the one it is like in another; `same` tells that they are equal to the letter."""

    span: tuple[int, int]
    other: str
    other_span: tuple[int, int]
    same: bool


def repeats(dossier: Dossier) -> Mapping[str, tuple[Repeat, ...]]:
    """For each source with any, its sentences that repeat one of another source, in order; of each other the likest.

    A repeat is found from both sides; which of the two had it first is not told.
    """
    sentences = {id_: _sentences(source) for id_, source in dossier.sources.items()}
    found: dict[str, list[Repeat]] = {}
    for one, ours in sentences.items():
        for other, theirs in sentences.items():
            if one == other or not ours or not theirs:
                continue
            for span, words in ours.items():
                best = process.extractOne(words, theirs, scorer=fuzz.ratio, score_cutoff=ALIKE)
                if best is not None:
                    match, score, other_span = best
                    found.setdefault(one, []).append(Repeat(span, other, other_span, score == 100.0 and match == words))
    return {id_: tuple(sorted(it, key=lambda r: (r.span, r.other))) for id_, it in found.items()}


def _sentences(source: Source) -> dict[tuple[int, int], str]:
    spans = {span: quotes.normal(source.text[slice(*span)]) for span in source.sentences}
    return {span: words for span, words in spans.items() if len(words) >= SHORTEST}
