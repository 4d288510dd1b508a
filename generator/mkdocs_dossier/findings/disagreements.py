"""Where sources disagree: one subject, one property of which there is one, and values that differ."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeAlias

from mkdocs_dossier import dates, quantities
from mkdocs_dossier.model import Aspect, Dossier, Fact, Value

_Meaning: TypeAlias = tuple[Hashable, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The facts that differ about one property of one subject: a group for each distinct value, in the sheet's order.

    `in_` says what differs: the "value" itself, or only its "qualifier" or its "condition", the weightiest first.
    """

    subject: str
    property: str
    groups: tuple[tuple[Fact, ...], ...]
    in_: tuple[str, ...]


def disagreements(dossier: Dossier) -> tuple[Disagreement, ...]:
    """Every disagreement of the dossier, in the order of the sheet.

    Values are compared as what they mean: 35 km and 35,000 m are the same, so are 2017 and a day in 2017, and so are
    two lists of the same items. A value that no source tells and a withdrawn fact disagree with nothing, nor do two
    values with dates of their own that cannot be the same: what was so in 2017 may be otherwise in 2020.
    """
    candidates: dict[tuple[str, str], list[Fact]] = {}
    for fact in dossier.facts:
        if _is_single(dossier, fact) and fact.value and not fact.value.unknown and not fact.withdrawn:
            candidates.setdefault((fact.subject, fact.property), []).append(fact)
    found = []
    for (subject, name), facts in candidates.items():
        groups = _groups(facts)
        pairs = [pair for one, other in combinations(groups, 2) for pair in product(one, other) if _of_one_time(*pair)]
        if differing := _differences(pairs):
            differ = {fact.key for pair in pairs for fact in pair}
            kept = (tuple(fact for fact in group if fact.key in differ) for group in groups)
            found.append(Disagreement(subject, name, tuple(group for group in kept if group), differing))
    return tuple(found)


def _of_one_time(a: Fact, b: Fact) -> bool:
    # Of a date, the date is the value: when it is said to have been is the very question.
    return Aspect.DATE in (a.aspect, b.aspect) or not (a.date and b.date and dates.contradict(a.date, b.date))


def _is_single(dossier: Dossier, fact: Fact) -> bool:
    if fact.aspect is Aspect.DATE:
        return True
    declared = dossier.properties.get(fact.property)
    return fact.aspect is Aspect.VALUE and declared is not None and declared.one


def _groups(facts: list[Fact]) -> tuple[tuple[Fact, ...], ...]:
    groups: list[list[Fact]] = []
    known: dict[_Meaning, list[Fact]] = {}
    for fact in facts:
        value = _value(fact)
        if value.date is not None:
            # Dates are not equal or different: a year agrees with each of its days.
            group = next((group for group in groups if all(_agree(value, _value(other)) for other in group)), None)
        else:
            group = known.get(_meaning(value))
        if group is None:
            group = known[_meaning(value)] = []
            groups.append(group)
        group.append(fact)
    return tuple(map(tuple, groups))


def _agree(a: Value, b: Value) -> bool:
    if a.date is None or b.date is None:
        return _meaning(a) == _meaning(b)
    return _meaning(a)[1:] == _meaning(b)[1:] and not dates.contradict(a.date, b.date)


def _differences(pairs: Sequence[tuple[Fact, Fact]]) -> tuple[str, ...]:
    values = [(_value(a), _value(b)) for a, b in pairs]
    meanings = [(_meaning(a), _meaning(b)) for a, b in values]
    kinds = {
        "value": any(_values_differ(a, b) for a, b in values),
        "qualifier": any(a[1] != b[1] for a, b in meanings),
        "condition": any(a[2] != b[2] for a, b in meanings),
    }
    return tuple(kind for kind, differs in kinds.items() if differs)


def _values_differ(a: Value, b: Value) -> bool:
    # Groups can hold dates that only do not contradict (2017 and a day in it), so each is held against each.
    if a.date is not None and b.date is not None:
        return dates.contradict(a.date, b.date)
    return a.date is not b.date or _meaning(a)[0] != _meaning(b)[0]


def _meaning(value: Value) -> _Meaning:
    """What a value says and what frames it, equal where two values say the same; of dates only as they are written."""
    means: Hashable
    if value.quantity is not None:
        means = quantities.meaning(value.quantity)
    else:
        # The order in which a list names its items tells nothing.
        means = value.text.casefold(), frozenset(item.casefold() for item in value.items)
    qualifier, condition = (it and it.casefold() for it in (value.qualifier, value.condition))
    return means, qualifier, condition


def _value(fact: Fact) -> Value:
    assert fact.value is not None  # noqa: S101 - only facts with a value are candidates
    return fact.value
