"""Relations that contradict each other: turned round, or two where there can be only one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, product

from mkdocs_dossier.findings.disagreements import of_one_time
from mkdocs_dossier.model import Aspect, Dossier, Fact


class Why(StrEnum):
    """Why two relations cannot hold together."""

    TURNED = "turned"  # one is of the other what the other is of it
    ONE = "one"  # two are of one thing what only one can be
    ONE_OF = "one-of"  # one is of two things what it can be of only one


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The facts that tell one relation in ways that cannot hold together: a group for each way, in the sheet's order.

    `relation` is the name under which it is declared. `subject` is whom the contradiction is about: what two are said
    to have, who is said to be of two, or the first of the two that are turned round.
    """

    relation: str
    subject: str
    why: Why
    groups: tuple[tuple[Fact, ...], ...]


def contradictions(dossier: Dossier) -> tuple[Contradiction, ...]:
    """Every contradiction between relations, in the order of the sheet.

    "A is owned by B" contradicts "B is owned by A"; a relation whose inverse has its own name can be told both ways.
    Where a relation is declared as of only one, two at one time contradict each other; as of two days that cannot be
    the same, one may have followed the other. A relation told under its inverse's name is the same relation, and a
    withdrawn one contradicts nothing.
    """
    told: dict[str, dict[tuple[str, str], list[Fact]]] = {}
    for fact in dossier.facts:
        if fact.aspect is Aspect.RELATION and fact.object is not None and fact.withdrawn is None:
            name, ends = _canonical(dossier, fact.property, fact.subject, fact.object)
            told.setdefault(name, {}).setdefault(ends, []).append(fact)
    found = [it for name, ends in told.items() for it in _of(dossier, name, ends)]
    places = {fact.key: number for number, fact in enumerate(dossier.facts)}
    return tuple(sorted(found, key=lambda it: min(places[fact.key] for group in it.groups for fact in group)))


def _canonical(dossier: Dossier, name: str, subject: str, object_: str) -> tuple[str, tuple[str, str]]:
    """The relation under the first of its two names that is declared, with its ends in that name's order."""
    kind = dossier.relations.get(name)
    names = list(dossier.relations)
    if kind is not None and kind.inverse != name and kind.inverse in names[: names.index(name)]:
        return kind.inverse, (object_, subject)
    return name, (subject, object_)


def _of(dossier: Dossier, name: str, told: Mapping[tuple[str, str], list[Fact]]) -> Iterator[Contradiction]:
    kind = dossier.relations.get(name)
    if kind is None:
        return
    for (subject, object_), facts in told.items():
        turned = told.get((object_, subject), [])
        if subject < object_ and turned and kind.inverse != name:
            yield from _contradiction(name, subject, Why.TURNED, [facts, turned])
    for why, shared, declared in ((Why.ONE, 1, kind.one), (Why.ONE_OF, 0, kind.one_of)):
        groups: dict[str, list[list[Fact]]] = {}
        for ends, facts in told.items() if declared else ():
            groups.setdefault(ends[shared], []).append(facts)
        for id_, ways in groups.items():
            yield from _contradiction(name, id_, why, ways)


def _contradiction(name: str, subject: str, why: Why, ways: list[list[Fact]]) -> Iterator[Contradiction]:
    """The contradiction of some ways of telling, if any two are of one time; without those that contradict none."""
    against = {
        fact.key
        for one, other in combinations(ways, 2)
        for pair in product(one, other)
        if of_one_time(*pair)
        for fact in pair
    }
    groups = tuple(group for way in ways if (group := tuple(fact for fact in way if fact.key in against)))
    if groups:
        yield Contradiction(name, subject, why, groups)
