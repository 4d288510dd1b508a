"""Where sources disagree: one subject, one property of which there is one, and values that differ."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_dossier import dates, quantities
from mkdocs_dossier.model import Aspect, Dossier, Fact, Value


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
    for fact in facts:
        for group in groups:
            if all(_agree(fact, other) for other in group):
                group.append(fact)
                break
        else:
            groups.append([fact])
    return tuple(tuple(group) for group in groups)


def _agree(a: Fact, b: Fact) -> bool:
    return not _differences(((a,), (b,)))


def _differences(groups: tuple[tuple[Fact, ...], ...]) -> tuple[str, ...]:
    # A group can hold values that only do not contradict (2017 and a day in it), so each is held against each.
    values = [[fact.value for fact in group if fact.value is not None] for group in groups]
    pairs = [(a, b) for i, one in enumerate(values) for other in values[i + 1 :] for a in one for b in other]
    kinds = {
        "value": any(_values_differ(a, b) for a, b in pairs),
        "qualifier": any(a.qualifier != b.qualifier for a, b in pairs),
        "condition": any(a.condition != b.condition for a, b in pairs),
    }
    return tuple(kind for kind, differs in kinds.items() if differs)


def _values_differ(a: Value, b: Value) -> bool:
    if a.date is not None and b.date is not None:
        return dates.contradict(a.date, b.date)
    if a.quantity is not None and b.quantity is not None:
        return not quantities.same(a.quantity, b.quantity)
    return _plain(a) != _plain(b)


def _plain(value: Value) -> tuple[str, frozenset[str]]:
    # The order in which a list names its items tells nothing.
    return value.text.casefold(), frozenset(item.casefold() for item in value.items)
