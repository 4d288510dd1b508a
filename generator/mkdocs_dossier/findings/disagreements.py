"""Where sources disagree: one subject, one property of which there is one, and values that differ."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import combinations
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
    two lists of the same items. A value that no source tells and a withdrawn fact disagree with nothing.
    """
    candidates: dict[tuple[str, str], list[Fact]] = {}
    for fact in dossier.facts:
        if _is_single(dossier, fact) and fact.value and not fact.value.unknown and not fact.withdrawn:
            candidates.setdefault((fact.subject, fact.property), []).append(fact)
    found = []
    for (subject, name), facts in candidates.items():
        groups = _groups(facts)
        if len(groups) > 1:
            found.append(Disagreement(subject, name, groups, _differences(groups)))
    return tuple(found)


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
    return (a.qualifier, a.condition) == (b.qualifier, b.condition) and not dates.contradict(a.date, b.date)


def _differences(groups: tuple[tuple[Fact, ...], ...]) -> tuple[str, ...]:
    values = [[_value(fact) for fact in group] for group in groups]
    kinds = {
        "value": _values_differ(values),
        "qualifier": len({value.qualifier for group in values for value in group}) > 1,
        "condition": len({value.condition for group in values for value in group}) > 1,
    }
    return tuple(kind for kind, differs in kinds.items() if differs)


def _values_differ(groups: list[list[Value]]) -> bool:
    # A group can hold dates that only do not contradict (2017 and a day in it), so each is held against each.
    flat = [value for group in groups for value in group]
    days = [value.date for value in flat if value.date is not None]
    others = {_meaning(value)[0] for value in flat if value.date is None}
    return len(others) + bool(days) > 1 or any(dates.contradict(a, b) for a, b in combinations(days, 2))


def _meaning(value: Value) -> _Meaning:
    """What a value says and what frames it, equal where two values say the same; of dates only as they are written."""
    means: Hashable
    if value.quantity is not None:
        means = quantities.meaning(value.quantity)
    else:
        # The order in which a list names its items tells nothing.
        means = value.text.casefold(), frozenset(item.casefold() for item in value.items)
    return means, value.qualifier, value.condition


def _value(fact: Fact) -> Value:
    assert fact.value is not None  # noqa: S101 - only facts with a value are candidates
    return fact.value
