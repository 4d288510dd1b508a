"""How the sources word the same fact: the words of each report that no other report of it has."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_dossier import quotes
from mkdocs_dossier.model import Citation, Dossier

Spans = tuple[tuple[int, int], ...]


def wordings(dossier: Dossier) -> Mapping[str, tuple[tuple[Spans, ...], ...]]:
    """What differs in wording between the reports of a fact, by the fact's key.

    For each of its citations, for each part of its quote, the spans of the words, as offsets in the part, that stand in
    no quote of the fact from another source in the same language; neighbours are one span. Case does not tell words
    apart. A fact is absent that one source alone reports, and so is one whose reports are in languages of which no two
    are the same.
    """
    found = {}
    for fact in dossier.facts:
        sources = {citation.source for citation in fact.citations}
        languages = [dossier.sources[it].language for it in sources]
        if len(languages) > len(set(languages)):
            found[fact.key] = tuple(_own(dossier, citation, fact.citations) for citation in fact.citations)
    return found


def _own(dossier: Dossier, citation: Citation, reports: tuple[Citation, ...]) -> tuple[Spans, ...]:
    language = dossier.sources[citation.source].language
    others = [it for it in reports if it.source != citation.source and dossier.sources[it.source].language == language]
    if not others:
        return tuple(() for _ in citation.words)
    known = {word for it in others for part in it.words for _, word in _words(part)}
    return tuple(_runs(part, known) for part in citation.words)


def _runs(text: str, known: set[str]) -> Spans:
    runs: list[tuple[int, int]] = []
    before_is_own = False
    for (start, end), word in _words(text):
        own = word not in known
        if own and before_is_own:
            runs[-1] = runs[-1][0], end
        elif own:
            runs.append((start, end))
        before_is_own = own
    return tuple(runs)


def _words(text: str) -> list[tuple[tuple[int, int], str]]:
    return [(span, text[slice(*span)].casefold().replace("’", "'")) for span in quotes.words(text)]
