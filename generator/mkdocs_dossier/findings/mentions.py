"""Where each subject is mentioned: the sentences of every source that name it, also where no fact cites them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_dossier.model import Aspect, Dossier, Fact


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence of a source that names a subject, or carries a fact about it under another word.

    `names` are the spans of its recorded spellings; `facts` those about it that rest on words of the sentence, in the
    order of the text.
    """

    source: str
    span: tuple[int, int]
    names: tuple[tuple[int, int], ...]
    facts: tuple[Fact, ...]


def mentions(dossier: Dossier) -> Mapping[str, tuple[Mention, ...]]:
    """The mentions of every subject that has any, by its id: source by source as in the sheet, each from its beginning.

    Names in the furniture (menus, captions, credits) are no mentions. A fact is about a subject that it belongs to,
    that says it, or that its words name.
    """
    starts = {id_: [start for start, _ in source.sentences] for id_, source in dossier.sources.items()}
    found: dict[str, tuple[Mention, ...]] = {}
    for id_ in dossier.subjects:
        names: dict[tuple[str, int], set[tuple[int, int]]] = {}
        for name in dossier.subjects[id_].names:
            for passage in name.found:
                for number in _at(dossier, starts, passage.source, passage.start, passage.end):
                    names.setdefault((passage.source, number), set()).add((passage.start, passage.end))
        facts: dict[tuple[str, int], dict[str, tuple[int, Fact]]] = {}
        for fact in _about(dossier, id_):
            for passage in (it for citation in fact.citations for it in citation.passages):
                for number in _at(dossier, starts, passage.source, passage.start, passage.end):
                    facts.setdefault((passage.source, number), {}).setdefault(fact.key, (passage.start, fact))
        order = {source: position for position, source in enumerate(dossier.sources)}
        found[id_] = tuple(
            Mention(
                source=source,
                span=dossier.sources[source].sentences[number],
                names=tuple(sorted(names.get((source, number), ()))),
                facts=tuple(fact for _, fact in sorted(facts.get((source, number), {}).values(), key=lambda it: it[0])),
            )
            for source, number in sorted({*names, *facts}, key=lambda it: (order[it[0]], it[1]))
        )
    return {id_: it for id_, it in found.items() if it}


def _about(dossier: Dossier, id_: str) -> Iterator[Fact]:
    seen: set[str] = set()
    for facts in (dossier.by_subject, dossier.by_object, dossier.by_speaker, dossier.by_mention):
        for fact in facts.get(id_, ()):
            if fact.key not in seen and fact.aspect is not Aspect.RECORD:
                seen.add(fact.key)
                yield fact


def _at(dossier: Dossier, starts: Mapping[str, list[int]], source: str, start: int, end: int) -> Iterator[int]:
    """The numbers of the sentences in which a stretch of a source's text lies."""
    sentences = dossier.sources[source].sentences
    number = max(bisect_right(starts[source], start) - 1, 0)
    while number < len(sentences) and sentences[number][0] < end:
        if start < sentences[number][1]:
            yield number
        number += 1
