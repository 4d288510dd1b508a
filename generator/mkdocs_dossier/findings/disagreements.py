"""Where sources disagree: one subject, one property of which there is one, and values that differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

from mkdocs_dossier import dates, quantities
from mkdocs_dossier.model import Aspect, Dossier, Fact, Value
from mkdocs_dossier.quantities import Frame

_KINDS = ("value", "qualifier", "condition")


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

    Values are compared as what they mean: 35 km and 35,000 m are the same, so are 2017 and a day in 2017, 2 to 3 and
    2.5, "more than 20" and 21, and two lists of the same items; "around" is "about". A value that no source tells and a
    withdrawn fact disagree with nothing, nor do two values with dates of their own that cannot be the same: what was so
    in 2017 may be otherwise in 2020.
    """
    candidates: dict[tuple[str, str], list[Fact]] = {}
    for fact in dossier.facts:
        if _is_single(dossier, fact) and fact.value and not fact.value.unknown and not fact.withdrawn:
            candidates.setdefault((fact.subject, fact.property), []).append(fact)
    found = []
    for (subject, name), facts in candidates.items():
        groups = _groups(facts)
        pairs = [pair for one, other in combinations(groups, 2) for pair in product(one, other) if of_one_time(*pair)]
        if differing := _differences(pairs):
            differ = {fact.key for pair in pairs for fact in pair}
            kept = (tuple(fact for fact in group if fact.key in differ) for group in groups)
            found.append(Disagreement(subject, name, tuple(group for group in kept if group), differing))
    return tuple(found)


def of_one_time(a: Fact, b: Fact) -> bool:
    """Whether two facts can be of one time: not where each is as of a day of its own that cannot be the other's."""
    # Of a date, the date is the value: when it is said to have been is the very question.
    return Aspect.DATE in (a.aspect, b.aspect) or not (a.date and b.date and dates.contradict(a.date, b.date))


def _is_single(dossier: Dossier, fact: Fact) -> bool:
    if fact.aspect is Aspect.DATE:
        return True
    declared = dossier.properties.get(fact.property)
    return fact.aspect is Aspect.VALUE and declared is not None and declared.one


def _groups(facts: list[Fact]) -> tuple[tuple[Fact, ...], ...]:
    """The facts by what they say. None is equal to or different from another: a year agrees with each of its days."""
    groups: list[list[Fact]] = []
    for fact in facts:
        group = next((it for it in groups if all(not _differ(_value(fact), _value(other)) for other in it)), None)
        if group is None:
            groups.append(group := [])
        group.append(fact)
    return tuple(map(tuple, groups))


def _differences(pairs: Sequence[tuple[Fact, Fact]]) -> tuple[str, ...]:
    found = {kind for a, b in pairs for kind in _differ(_value(a), _value(b))}
    return tuple(kind for kind in _KINDS if kind in found)


def _differ(a: Value, b: Value) -> tuple[str, ...]:
    """In what two values differ."""
    differing = (
        _values_differ(a, b),
        _qualifier(a) != _qualifier(b),
        _words(a.condition) != _words(b.condition),
    )
    return tuple(kind for kind, differs in zip(_KINDS, differing, strict=True) if differs)


def _values_differ(a: Value, b: Value) -> bool:
    if a.date is not None and b.date is not None:
        return dates.contradict(a.date, b.date)
    if a.quantity is not None and b.quantity is not None:
        one, other = quantities.frame(a.qualifier), quantities.frame(b.qualifier)
        if one is None or other is None:
            # What frames them is not known here, so only the same is the same.
            one = other = Frame.EXACT
        return quantities.contradict(a.quantity, b.quantity, (one, other))
    # The order in which a list names its items tells nothing.
    return (_words(a.text), {*map(_words, a.items)}) != (_words(b.text), {*map(_words, b.items)})


def _qualifier(value: Value) -> str:
    frame = quantities.frame(value.qualifier)
    return frame.value if frame is not None and value.quantity is not None else _words(value.qualifier)


def _words(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()


def _value(fact: Fact) -> Value:
    assert fact.value is not None  # noqa: S101 - only facts with a value are candidates
    return fact.value
