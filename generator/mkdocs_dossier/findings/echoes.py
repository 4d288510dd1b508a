"""How many origins the reports of a fact have: what one source has of another confirms nothing (evidence rule, 13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from mkdocs_dossier import quotes
from mkdocs_dossier.model import Citation, Dossier, Fact

ALIKE = 90.0
"""From which likeness of their quotes on (0 to 100) two reports are taken for one text."""


@dataclass(frozen=True, slots=True)
class Echo:
    """The reports of one fact, by source, in the groups that have one origin each."""

    fact: str
    origins: tuple[tuple[str, ...], ...]

    @property
    def reports(self) -> int:
        """In how many sources the fact is reported."""
        return sum(map(len, self.origins))


def echoes(dossier: Dossier) -> Mapping[str, Echo]:
    """The echoes among the facts that two or more sources report, by the fact's key.

    Two reports have one origin where the fact was said by one speaker at one event, where the same publisher brings
    both, or where their quotes are nearly word for word the same. Origin is handed on: if a has b's and b has c's, all
    three have one. Sources of unknown publisher are not taken for one.
    """
    found = {}
    for fact in dossier.facts:
        sources = tuple(dict.fromkeys(citation.source for citation in fact.citations))
        if len(sources) > 1:
            found[fact.key] = Echo(fact.key, _grouped(sources, _judge(dossier, fact)))
    return found


def _judge(dossier: Dossier, fact: Fact) -> Callable[[str, str], bool]:
    told = {citation.source: citation for citation in fact.citations}

    def same(one: str, other: str) -> bool:
        if fact.voice.by and fact.event:
            return True
        publisher = dossier.sources[one].publisher
        if publisher is not None and publisher == dossier.sources[other].publisher:
            return True
        return _alike(told[one], told[other])

    return same


def _alike(one: Citation, other: Citation) -> bool:
    a, b = (quotes.normal(" ".join(it.words)).casefold() for it in (one, other))
    # Of three words two reports may have the same without having them of each other.
    return min(sum(1 for _ in quotes.words(it)) for it in (a, b)) >= 8 and fuzz.ratio(a, b) >= ALIKE


def _grouped(sources: tuple[str, ...], same: Callable[[str, str], bool]) -> tuple[tuple[str, ...], ...]:
    group = {source: {source} for source in sources}
    for one, other in combinations(sources, 2):
        if group[one] is not group[other] and same(one, other):
            joined = group[one] | group[other]
            group.update(dict.fromkeys(joined, joined))
    return tuple(dict.fromkeys(tuple(it for it in sources if it in group[source]) for source in sources))
