"""Which words of each source are used, and by what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from mkdocs_dossier.model import Citation, Dossier, Fact, Prose, Source, Subject


@dataclass(frozen=True, slots=True)
class Use:
    """One citation and what it carries: a fact, a field of a source or subject, or an item of a hand-written page.

    `for_inference` tells that the words are not a fact's own evidence but the ground of something inferred, either
    about the `fact` or about the source or subject `record`. `number` counts the page's items from 0.
    """

    citation: Citation
    fact: Fact | None = None
    record: str | None = None
    prose: Prose | None = None
    number: int = 0
    for_inference: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a source's text between two edges of passages, with every use that covers it, in order."""

    start: int
    end: int
    uses: tuple[Use, ...]


def uses(dossier: Dossier) -> Mapping[str, tuple[Use, ...]]:
    """Every use of every source's words, by source, sorted by where the words begin; sources without use are absent."""
    found: dict[str, list[Use]] = {}
    for use in _all(dossier):
        found.setdefault(use.citation.source, []).append(use)
    return {source: tuple(sorted(it, key=lambda u: (u.citation.start, u.citation.end))) for source, it in found.items()}


def _all(dossier: Dossier) -> Iterator[Use]:
    for fact in dossier.facts:
        for citation in fact.citations:
            yield Use(citation, fact=fact)
        for inference in fact.inferred:
            for citation in inference.citations:
                yield Use(citation, fact=fact, for_inference=True)
    records: tuple[Source | Subject, ...] = (*dossier.sources.values(), *dossier.subjects.values())
    for record in records:
        for inference in record.inferred:
            for citation in inference.citations:
                yield Use(citation, record=record.id, for_inference=True)
    for prose in dossier.prose:
        for number, (_, item) in enumerate(prose.items):
            if isinstance(item, Citation):
                yield Use(item, prose=prose, number=number)


def pieces(start: int, end: int, used: tuple[Use, ...]) -> tuple[Piece, ...]:
    """The stretch from `start` to `end` cut at every edge of a passage, each piece with the uses that cover it.

    The pieces follow each other without a gap and cover the stretch; a piece may have no use. Passages may overlap and
    nest in any way.
    """
    here = [
        (passage.start, passage.end, use)
        for use in used
        for passage in use.citation.passages
        if passage.start < end and passage.end > start
    ]
    edges = sorted({start, end, *(e for a, b, _ in here for e in (a, b) if start < e < end)})
    return tuple(
        Piece(a, b, tuple(use for first, last, use in here if first <= a and b <= last)) for a, b in pairwise(edges)
    )
