"""The accounts of the sources side by side, in their own words, with what differs in wording marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_dossier import routes
from mkdocs_dossier.model import Citation, Fact
from mkdocs_dossier.pages.folio import Folio, Origin


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quote, and whether no other source words the fact so."""

    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A quote in pieces, part by part, with the address of the words and the curator's translation."""

    parts: tuple[tuple[Piece, ...], ...]
    href: str
    lang: str | None
    translation: str | None


@dataclass(frozen=True, slots=True)
class Accounts:
    """What each source says of one thing: a column for each, in the order in which they first speak.

    A row of `shared` is a fact that several sources report, with the quotes of each, which may be none. `alone` holds
    what only one of them has, a tuple for each column.
    """

    origins: tuple[Origin, ...]
    shared: tuple[tuple[tuple[Report, ...], ...], ...]
    alone: tuple[tuple[Report, ...], ...]


_Span = tuple[str, int, int]


def accounts(folio: Folio, facts: Iterable[Fact]) -> Accounts | None:
    """The accounts that carry some facts; None where nothing does.

    Words that lie within longer ones of the same source are left out, and the same words stand once, in the row of the
    first fact that they carry.
    """
    told = [(fact, citation) for fact in facts for citation in fact.citations]
    spans = {_span(citation) for _, citation in told}
    whole = {span for span in spans if not any(_within(span, other) for other in spans)}
    sources = tuple(dict.fromkeys(citation.source for _, citation in told))
    if not sources:
        return None
    placed: set[_Span] = set()
    shared = []
    for fact in dict.fromkeys(fact.key for fact, _ in told):
        here = [
            (number, it)
            for number, it in enumerate(folio.context.dossier.by_key[fact].citations)
            if _span(it) in whole - placed
        ]
        if len({it.source for _, it in here}) > 1:
            own = folio.context.findings.wordings.get(fact, ())
            shared.append(
                tuple(
                    tuple(_report(folio, it, own[number] if own else ()) for number, it in here if it.source == source)
                    for source in sources
                )
            )
            placed |= {_span(it) for _, it in here}
    alone = {_span(it): it for _, it in told if _span(it) in whole - placed}
    return Accounts(
        origins=tuple(map(folio.origin, sources)),
        shared=tuple(shared),
        alone=tuple(
            tuple(
                _report(folio, it, ()) for span, it in sorted(alone.items(), key=lambda it: it[0]) if span[0] == source
            )
            for source in sources
        ),
    )


def _span(citation: Citation) -> _Span:
    return citation.source, citation.start, citation.end


def _within(span: _Span, other: _Span) -> bool:
    return span != other and span[0] == other[0] and other[1] <= span[1] and span[2] <= other[2]


def _report(folio: Folio, citation: Citation, own: tuple[tuple[tuple[int, int], ...], ...]) -> Report:
    marked = own or ((),) * len(citation.words)
    return Report(
        parts=tuple(_pieces(words, spans) for words, spans in zip(citation.words, marked, strict=True)),
        href=folio.to(routes.passage(citation)),
        lang=folio.context.foreign(citation.source),
        translation=citation.translation,
    )


def _pieces(words: str, spans: tuple[tuple[int, int], ...]) -> tuple[Piece, ...]:
    pieces = []
    at = 0
    for start, end in spans:
        pieces += [Piece(words[at:start], own=False), Piece(words[start:end], own=True)]
        at = end
    pieces.append(Piece(words[at:], own=False))
    return tuple(it for it in pieces if it.text)
