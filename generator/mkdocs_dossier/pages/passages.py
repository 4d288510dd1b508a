"""A source's text with the used words marked, as far as the source may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_dossier import routes
from mkdocs_dossier.findings.uses import Use, pieces
from mkdocs_dossier.model import Show, Source


@dataclass(frozen=True, slots=True)
class Anchor:
    """An anchor on the first piece of a passage; `parts` are the spans of a quote of several parts, else empty."""

    id: str
    parts: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between two edges of passages: marked if any passage covers it, `ground` if only inferences rest on it."""

    text: str
    span: str
    marked: bool
    ground: bool
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Text that is shown, in stretches that follow each other without a gap."""

    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Sentences that are not shown, counted."""

    sentences: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a source: what is shown of it, and the uses of its words in the order in which they begin."""

    shown: tuple[Run | Gap, ...]
    uses: tuple[Use, ...]


def run(source: Source, start: int, end: int, used: tuple[Use, ...], *, anchors: bool) -> Run:
    """The text from `start` to `end`, cut at every edge of a passage; with the passages' anchors, or without."""
    stretches = []
    for piece in pieces(start, end, used):
        # In the order of the text, so that the longer of two passages which begin together comes last.
        here = {routes.passage_anchor(it.citation): it for it in used if it.citation.start == piece.start}
        stretches.append(
            Stretch(
                text=source.text[piece.start : piece.end],
                span=f"{piece.start}-{piece.end}",
                marked=bool(piece.uses),
                ground=bool(piece.uses) and all(use.for_inference for use in piece.uses),
                anchors=tuple(Anchor(id_, _parts(use)) for id_, use in here.items()) if anchors else (),
            )
        )
    return Run(tuple(stretches))


def around(source: Source, use: Use) -> tuple[Run, ...]:
    """Cited words in what stands around them as far as it may be shown: their paragraph, their sentences or nothing."""
    paragraph = next((it for it in source.paragraphs if it[0] <= use.citation.start < it[1]), None)
    if paragraph is None or source.show is Show.RECORD:
        return ()
    shown = _shown(source, *paragraph, (use,), anchors=False)
    return tuple(it for it in shown if isinstance(it, Run))


def _parts(use: Use) -> str:
    passages = use.citation.passages
    return " ".join(f"{it.start}-{it.end}" for it in passages) if len(passages) > 1 else ""


def paragraphs(source: Source, used: tuple[Use, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs of a source as far as it may be shown; paragraphs of which nothing is, are one gap together."""
    found: list[Paragraph] = []
    for start, end in source.paragraphs:
        here = tuple(use for use in used if start <= use.citation.start < end)
        shown = tuple(_shown(source, start, end, here, anchors=True))
        first = shown[0] if shown else None
        last = found[-1].shown[-1] if found else None
        if len(shown) == 1 and isinstance(first, Gap) and isinstance(last, Gap) and len(found[-1].shown) == 1:
            found[-1] = Paragraph((Gap(last.sentences + first.sentences),), ())
        elif shown:
            found.append(Paragraph(shown, here))
    return tuple(found)


def _shown(source: Source, start: int, end: int, used: tuple[Use, ...], *, anchors: bool) -> Iterator[Run | Gap]:
    sentences = [span for span in source.sentences if start <= span[0] < end]
    if source.show is Show.FULL:
        for a, b in _without(source.furniture, start, end):
            yield run(source, a, b, used, anchors=anchors)
        return
    cited = sorted((it.start, it.end) for use in used for it in use.citation.passages)
    if source.show is Show.RECORD:
        for a, b in _joined(cited):
            yield run(source, a, b, used, anchors=anchors)
        return
    hidden = 0
    for span, group in _grouped(sentences, cited):
        if span is None:
            hidden = group
            yield Gap(hidden)
        else:
            for a, b in _without(source.furniture, *span):
                yield run(source, a, b, used, anchors=anchors)


def _grouped(
    sentences: Sequence[tuple[int, int]], cited: Sequence[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int] | None, int]]:
    """Neighbouring sentences that are cited, as one span; those that are not, counted."""
    span: tuple[int, int] | None = None
    hidden = 0
    for a, b in sentences:
        if any(a < end and start < b for start, end in cited):
            if hidden:
                yield None, hidden
                hidden = 0
            span = (span[0] if span else a, b)
        else:
            if span:
                yield span, 0
                span = None
            hidden += 1
    if span:
        yield span, 0
    if hidden:
        yield None, hidden


def _joined(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sorted spans, those that overlap as one."""
    current: tuple[int, int] | None = None
    for a, b in spans:
        if current and a < current[1]:
            current = (current[0], max(current[1], b))
        else:
            if current:
                yield current
            current = (a, b)
    if current:
        yield current


def _without(furniture: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """What remains of a span when furniture is taken out."""
    for a, b in furniture:
        if a < end and start < b:
            if start < a:
                yield start, a
            start = max(start, b)
    if start < end:
        yield start, end
