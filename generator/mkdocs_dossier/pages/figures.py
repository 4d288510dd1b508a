"""Pictures as values: a picture of time, and one of an actor's neighbours, laid out here and printed by a template.

Nothing is measured, since no font is at hand: widths of text are estimated, rather too wide than too narrow. Across, a
place is a share of the picture's width, in per cent, and the rest are pixels, so that a picture fills whatever width
there is while its text keeps its size; the layout holds from `NARROW` pixels on.
"""

from __future__ import annotations

import datetime
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mkdocs_dossier import dates
from mkdocs_dossier.dates import Date, Precision

NARROW = 300
"""The width in pixels for which pictures are laid out; in more they spread, and their labels still keep apart."""

LABELLED = 60
"""The most events that a picture of time names; of more it shows the marks alone, in as little height as they need."""

NEIGHBOURS = 12
"""The most neighbours in one picture."""

_TITLE, _SMALL, _NAME, _OWN = 12, 11, 13, 15  # sizes of type in pixels
_LONG = 5  # years without an event that are worth leaving out
_REACH = {"open": 40, "about": 12, None: 0}  # how far a mark dissolves beyond an end, in pixels


@dataclass(frozen=True, slots=True)
class Moment:
    """An event as the picture of time needs it: every date that a source gives it, and a word on its status, if any."""

    title: str
    href: str
    dates: tuple[Date, ...]
    status: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text: it begins, or ends where `end` is set, `at` per cent and `x` pixels right of its row's place.

    `rtl` tells that it is written from right to left; where it begins is on its left all the same.
    """

    words: str
    x: int
    y: int
    at: float = 0
    end: bool = False
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """One date as a mark, `at` per cent right of its row's place, `length` per cent long.

    `kind` is "day" for a day that is known, "within" for a stretch of which one day is meant, "during" for one that is
    meant whole, and None for what has one end only. `before` and `after` tell how the mark dissolves beyond either end:
    "open" where no end is known, "about" where the date is approximate. `unsure` is a date that is only possible.
    """

    kind: str | None
    at: float
    length: float
    y: int
    before: str | None
    after: str | None
    unsure: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An event in the picture: its place across, its line, and what stands there. `whole` is a title that was cut."""

    href: str
    x: float
    y: int
    title: tuple[Text, ...]
    when: tuple[Text, ...]
    shapes: tuple[Shape, ...]
    whole: str | None


@dataclass(frozen=True, slots=True)
class Tick:
    """Where a year, a month or a day begins on the axis; `href` leads to the year's heading in the list."""

    words: str
    x: float
    href: str | None


@dataclass(frozen=True, slots=True)
class Break:
    """Years that the axis leaves out: from where to where across, and their number in words on a line of its own.

    `words` is None where the marks stand alone.
    """

    words: Text | None
    x: float
    width: float
    middle: float
    y: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """A picture of time. `rows` are the events by name, or `shapes` the marks alone where the names would be too many.

    `shown` counts the events that have a mark, `undated` those without a date. `kinds` are the sorts of marks that
    occur, for the key.
    """

    height: int
    ticks: tuple[Tick, ...]
    breaks: tuple[Break, ...]
    rows: tuple[Row, ...]
    shapes: tuple[Shape, ...]
    kinds: tuple[str, ...]
    shown: int
    undated: int


def timeline(
    moments: Sequence[Moment],
    written: Callable[[Date], str],
    left_out: Callable[[int], str],
    years: Mapping[int, str],
    *,
    named: bool = True,
) -> Timeline | None:
    """The picture of some events in the order given; None where fewer than two have a date.

    `written` gives the short words of a date, `left_out` those for a number of years without an event, `years` the
    address of the heading of a year. Not `named`, or with more than `LABELLED` events, it shows marks without names.
    """
    dated = [it for it in moments if it.dates]
    if len(dated) < 2:
        return None
    scale = _scale([date for it in dated for date in it.dates])
    ticks = tuple(_ticks(scale, written, years))
    undated = len(moments) - len(dated)
    if not named or len(dated) > LABELLED:
        shapes, height = _stacked(dated, scale)
        breaks = tuple(Break(None, round(it.x, 1), it.width, round(it.x + it.width / 2, 1), 0) for it in scale.gaps)
        return Timeline(height, ticks, breaks, (), shapes, _kinds(shapes), len(dated), undated)
    rows: list[Row] = []
    found: list[Break] = []
    waiting = list(scale.gaps)
    y = 20
    for moment in dated:
        while waiting and _known(moment.dates[0]) >= waiting[0].day:
            gap = waiting.pop(0)
            middle = gap.x + gap.width / 2
            y += 25
            (words,) = _block([left_out(gap.years)], _SMALL, middle, 0)
            found.append(Break(words, round(gap.x, 1), gap.width, round(middle, 1), y))
        rows.append(_row(moment, scale, written, y))
        y = rows[-1].y
    kinds = _kinds(shape for row in rows for shape in row.shapes)
    return Timeline(y + 12, ticks, tuple(found), tuple(rows), (), kinds, len(rows), undated)


@dataclass(frozen=True, slots=True)
class _Gap:
    """Whole years left out of the axis, where they lie across, and the first day after them."""

    years: int
    x: float
    width: float
    day: int


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a day lies across: stretches of days, each with its place, in order, and the gaps between them."""

    unit: Precision
    stretches: tuple[tuple[int, int, float, float], ...]
    gaps: tuple[_Gap, ...]

    def at(self, day: float) -> float:
        """The place of a moment, counted in days as `date.toordinal` does, in per cent."""
        index = bisect_right([first for first, *_ in self.stretches], day) - 1
        first, last, left, right = self.stretches[max(0, index)]
        return left + (right - left) * (min(max(day, first), last) - first) / (last - first)


def _known(date: Date) -> int:
    """The day at which a date is held: the earliest, or where there is none the latest."""
    day = date.earliest or date.latest
    assert day  # noqa: S101 - a date without either is refused
    return day.toordinal()


def _bounds(date: Date) -> tuple[int, int]:
    """From when to when a date reaches as far as it is known, the end not included."""
    first = _known(date)
    return first, (date.latest.toordinal() if date.latest else first) + 1


def _scale(shown: Sequence[Date]) -> _Scale:
    bounds = sorted(map(_bounds, shown))
    first, last = bounds[0][0], max(last for _, last in bounds)
    unit, pieces = _pieces(first, last, bounds)
    # Room for what dissolves beyond the first and the last.
    left, right, whole = 2.0, 98.0, sum(b - a for a, b in pieces)
    fade = 100 * _REACH["open"] / NARROW
    if any(not it.earliest and (_bounds(it)[1] - pieces[0][0]) / whole < fade / 100 for it in shown):
        left = fade + 1
    if any(not it.latest and (pieces[-1][1] - _bounds(it)[0]) / whole < fade / 100 for it in shown):
        right = 99 - fade
    cut = 8.0
    per_day = (right - left - cut * (len(pieces) - 1)) / whole
    stretches: list[tuple[int, int, float, float]] = []
    for a, b in pieces:
        stretches.append((a, b, left, left + (b - a) * per_day))
        left = stretches[-1][3] + cut
    gaps = tuple(_Gap(_year(c) - _year(b), right, cut, c) for (_, b, _, right), (c, *_) in pairwise(stretches))
    return _Scale(unit, tuple(stretches), gaps)


def _pieces(first: int, last: int, bounds: Sequence[tuple[int, int]]) -> tuple[Precision, list[tuple[int, int]]]:
    """The unit of the axis, and its pieces in whole units: one, or more where it leaves years out."""
    if last - first <= 60:
        room = 1 if last - first < 3 else 0
        return Precision.DAY, [(max(1, first - room), min(_new_year(datetime.MAXYEAR + 1), last + room))]
    a, b = datetime.date.fromordinal(first), datetime.date.fromordinal(last - 1)
    if last - first <= 730:
        return Precision.MONTH, [(a.replace(day=1).toordinal(), _next(b, Precision.MONTH))]
    gaps: list[tuple[int, int]] = []
    reached = first
    for start, end in bounds:
        if (free := _year(start) - _year(max(1, reached - 1)) - 1) > 1:
            gaps.append((free, _year(start)))
        reached = max(reached, end)
    left = b.year - a.year + 1
    cuts: list[tuple[int, int]] = []
    for free, year in sorted(gaps, reverse=True):
        # Years without an event that would take more than half of the axis crush all that there is to see.
        if free < _LONG or 2 * free <= left:
            break
        cuts.append((year, free))
        left -= free
    edges = [a.year]
    for year, free in sorted(cuts):
        edges += [year - free, year]
    edges.append(b.year + 1)
    return Precision.YEAR, [(_new_year(edges[n]), _new_year(edges[n + 1])) for n in range(0, len(edges), 2)]


def _year(day: int) -> int:
    """The year of a day, also of the one after the last that there is."""
    last = datetime.date.max
    return last.year + 1 if day > last.toordinal() else datetime.date.fromordinal(day).year


def _new_year(year: int) -> int:
    return datetime.date.max.toordinal() + 1 if year > datetime.MAXYEAR else datetime.date(year, 1, 1).toordinal()


def _next(day: datetime.date, unit: Precision) -> int:
    """The first day of the next year or month."""
    if unit is Precision.YEAR or day.month == 12:
        return _new_year(day.year + 1)
    return day.replace(month=day.month + 1, day=1).toordinal()


_STEPS: Mapping[Precision, tuple[int, ...]] = {
    Precision.YEAR: (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000),
    Precision.MONTH: (1, 2, 3, 6, 12),
    Precision.DAY: (1, 2, 5, 10, 20, 30),
}


def _ticks(scale: _Scale, written: Callable[[Date], str], years: Mapping[int, str]) -> Iterator[Tick]:
    """The divisions of the axis, as many as have room for their words; the first of each year leads to its heading."""
    for step in _STEPS[scale.unit]:
        found = [it for first, last, *_ in scale.stretches for it in _divisions(first, last, scale.unit, step)]
        words = [written(_date(day, scale.unit)) for day in found]
        places = [scale.at(day.toordinal()) for day in found]
        needs = [_width(it, _SMALL) + 12 for it in words]
        gaps = [(b - a) * NARROW / 100 for a, b in pairwise([*places, 100])]
        if all(gap >= need for gap, need in zip(gaps[:-1], needs, strict=False)):
            break
    told: set[int] = set()
    for day, text, x, gap, need in zip(found, words, places, gaps, needs, strict=True):
        if gap >= need:
            yield Tick(text, round(x, 1), None if day.year in told else years.get(day.year))
            told.add(day.year)
    yield Tick("", round(scale.stretches[-1][3], 1), None)


def _divisions(first: int, last: int, unit: Precision, step: int) -> Iterator[datetime.date]:
    """The beginnings of years, months or days within a stretch, its own first, then those that the step divides."""
    start, end = datetime.date.fromordinal(first), datetime.date.fromordinal(last - 1)
    if unit is Precision.DAY:
        yield from (datetime.date.fromordinal(day) for day in range(first, last, step))
    elif unit is Precision.MONTH:
        for month in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
            if (month - start.month + 1) % step == 0:
                yield datetime.date(month // 12, month % 12 + 1, 1)
    else:
        for year in range(start.year, end.year + 1):
            if year % step == 0 or (year == start.year and step == 1):
                yield datetime.date(year, 1, 1)


def _date(day: datetime.date, unit: Precision) -> Date:
    length = {Precision.YEAR: 4, Precision.MONTH: 7}.get(unit, 10)
    found = dates.parse(day.isoformat()[:length])
    assert isinstance(found, Date)  # noqa: S101 - a day of the calendar is one
    return found


def _shape(date: Date, scale: _Scale, origin: float = 0, y: int = 0) -> Shape:
    first, last = _bounds(date)
    a, b = scale.at(first), scale.at(last)
    if date.precision is Precision.DAY:
        kind, a = "day", (a + b) / 2
    elif not (date.earliest and date.latest):
        kind, a = None, a if date.earliest else b
    else:
        kind = "during" if date.precision is Precision.INTERVAL else "within"
    known = "about" if date.approximate else None
    return Shape(
        kind,
        round(a - origin, 1),
        round(b - a, 1) if kind in ("within", "during") else 0,
        y,
        known if date.earliest else "open",
        known if date.latest else "open",
        date.uncertain,
    )


def _row(moment: Moment, scale: _Scale, written: Callable[[Date], str], y: int) -> Row:
    """The row of an event below the line `y`: its title in one line or two, and under it the marks and the date."""
    shapes = [_shape(it, scale) for it in moment.dates]
    origin = shapes[0].at
    left = min(shapes, key=lambda it: it.at - 100 * _REACH[it.before] / NARROW)
    right = max(shapes, key=lambda it: it.at + it.length + 100 * _REACH[it.after] / NARROW)
    lines, cut = _lines(moment.title, _TITLE, NARROW, 2)
    said = " · ".join(filter(None, [" / ".join(dict.fromkeys(map(written, moment.dates))), moment.status]))
    need = _width(said, _SMALL) + 9
    before, after = _REACH[left.before], _REACH[right.after]
    end = right.at + right.length
    below = 0
    if (100 - end) / 100 * NARROW - after >= need:
        when: tuple[Text, ...] = (Text(said, after + 9, 0, round(end - origin, 1), rtl=_rtl(said)),)
    elif left.at / 100 * NARROW - before >= need:
        when = (Text(said, -before - 9, 0, round(left.at - origin, 1), end=True, rtl=_rtl(said)),)
    else:
        parts, _ = _lines(said, _SMALL, NARROW, 2)
        below = 14 * len(parts)
        when = _block(parts, _SMALL, origin, -14)
    return Row(
        moment.href,
        round(origin, 1),
        y + 32 + 14 * (len(lines) - 1) + below,
        _block(lines, _TITLE, origin, -10 - below),
        when,
        tuple(_shape(it, scale, origin) for it in moment.dates),
        moment.title if cut else None,
    )


def _block(lines: Sequence[str], size: int, x: float, y: int) -> tuple[Text, ...]:
    """Lines one below the other, the last at `y`, moved from a place `x` per cent across as far as keeps them within.

    However wide the picture is: of the text lies as much before the place, in proportion, as of the picture does.
    """
    share, widest = x / 100, max(_width(it, size) for it in lines)
    end = share >= 0.5
    move = round((1 - share) * widest) if end else -round(share * widest)
    return tuple(
        Text(line, move, y - 14 * (len(lines) - 1 - n), end=end, rtl=_rtl(line)) for n, line in enumerate(lines)
    )


def _kinds(shapes: Iterable[Shape]) -> tuple[str, ...]:
    """The sorts of marks among some shapes, in the order of a key."""
    found: set[str] = set()
    for it in shapes:
        found.update(name for name in (it.kind, it.before, it.after, "unsure" if it.unsure else None) if name)
    return tuple(it for it in ("day", "within", "during", "open", "about", "unsure") if it in found)


def _stacked(dated: Sequence[Moment], scale: _Scale) -> tuple[tuple[Shape, ...], int]:
    """The marks alone below the axis, in as few lanes as keep them apart, the longest first; and the height of all."""
    shapes = sorted(
        (_shape(date, scale) for it in dated for date in it.dates),
        key=lambda it: (it.kind == "day", -it.length, it.at),
    )
    lanes: list[list[tuple[float, float]]] = []
    found: list[tuple[Shape, int]] = []
    for it in shapes:
        a = it.at * NARROW / 100 - _REACH[it.before] - 5
        b = (it.at + it.length) * NARROW / 100 + _REACH[it.after] + 5
        lane = next((n for n, taken in enumerate(lanes) if all(b <= c or d <= a for c, d in taken)), len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((a, b))
        found.append((it, lane))
    # Many on one day become a pile, whose marks cover each other in part.
    apart = max(2, min(10, 240 // len(lanes)))
    return tuple(replace(it, y=30 + apart * lane) for it, lane in found), 30 + apart * len(lanes)


@dataclass(frozen=True, slots=True)
class Bond:
    """A relation between an actor and another subject, in the words of whichever side states it.

    `inward` is one that the other has to the actor; `mutual` one that reads the same from both sides; `claimed` one
    that no source tells in its own voice.
    """

    name: str
    href: str
    relation: str
    inward: bool = False
    mutual: bool = False
    claimed: bool = False


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A neighbour in the picture: its name and the words on the line to it, and the line. `whole` is a name cut."""

    href: str
    name: tuple[Text, ...]
    relation: tuple[Text, ...]
    line: str
    claimed: bool
    whole: str | None


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """An actor, above it who points to it and below it to whom it points; `more` counts those for whom is no room."""

    height: int
    name: tuple[Text, ...]
    spine: str
    inward: tuple[Neighbour, ...]
    outward: tuple[Neighbour, ...]
    more: int

    @property
    def claimed(self) -> bool:
        """Whether some line is one that no source tells in its own voice."""
        return any(it.claimed for it in (*self.inward, *self.outward))


_LINE_AT, _NAME_AT = 8, 144  # the line down the picture, and where names begin


def neighbourhood(name: str, bonds: Sequence[Bond]) -> Neighbourhood | None:
    """The picture of an actor's relations; None where there is none.

    The words on a line read in the direction of its arrow.
    """
    shown = bonds[:NEIGHBOURS]
    if not shown:
        return None
    y, spine = 0, ""
    inward: list[Neighbour] = []
    outward: list[Neighbour] = []
    for bond in (it for it in shown if it.inward and not it.mutual):
        it, line, y = _neighbour(bond, y)
        spine = spine or f"M{_LINE_AT} {line + 6}"
        inward.append(it)
    if inward:
        y += 16
        spine += f"V{y}m-4-6 4 6 4-6"
    lines, _ = _lines(name, _OWN, 0.9 * NARROW, 3)
    own = tuple(Text(text, 0, y + 18 + 18 * n, rtl=_rtl(text)) for n, text in enumerate(lines))
    y += 4 + 18 * len(lines)
    below = y + 4
    line = 0
    for bond in (it for it in shown if it.mutual or not it.inward):
        it, line, y = _neighbour(bond, y)
        outward.append(it)
    if outward:
        spine += f"M{_LINE_AT} {below}V{line - 6}"
    return Neighbourhood(y + 4, own, spine, tuple(inward), tuple(outward), len(bonds) - len(shown))


def _neighbour(bond: Bond, y: int) -> tuple[Neighbour, int, int]:
    """A neighbour below the line `y`, the line on which it hangs, and the one that it reaches down to."""
    names, cut = _lines(bond.name, _NAME, NARROW - _NAME_AT, 3)
    words, _ = _lines(bond.relation, _SMALL, _NAME_AT - _LINE_AT - 20, 2)
    half = 8 * (len(names) - 1)
    line = y + max(22, 14 + half)
    edge = _NAME_AT - 6
    if bond.inward and not bond.mutual:
        path = f"M{edge} {line}H{_LINE_AT + 6}q-6 0-6 6"
    else:
        path = f"M{_LINE_AT} {line - 6}q0 6 6 6H{edge}" + ("" if bond.mutual else "m-6-4 6 4-6 4")
    neighbour = Neighbour(
        bond.href,
        tuple(Text(text, _NAME_AT, line + 4 - half + 16 * n, rtl=_rtl(text)) for n, text in enumerate(names)),
        tuple(Text(text, _LINE_AT + 12, line - 7 + 16 * n, rtl=_rtl(text)) for n, text in enumerate(words)),
        path,
        bond.claimed,
        bond.name if cut else None,
    )
    return neighbour, line, line + max(8, half + 8, 18 if len(words) > 1 else 0)


_NARROW_LETTERS = frozenset("iíìîïıjltfrI.,:;'’‘|!()[]·-– ")
_WIDE_LETTERS = frozenset("mwMWÆŒæœ@%—…")


def _width(text: str, size: int) -> float:
    """About how wide a text is, in the widest of the common faces."""
    return size * sum(map(_advance, text))


def _advance(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1
    if unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    if letter in _NARROW_LETTERS:
        return 0.39
    if letter in _WIDE_LETTERS:
        return 0.98
    return 0.72 if letter.isupper() else 0.6


def _rtl(text: str) -> bool:
    """Whether a text is written from right to left, by its first letter."""
    return next((it in ("R", "AL") for it in map(unicodedata.bidirectional, text) if it in ("L", "R", "AL")), False)


def _lines(text: str, size: int, limit: float, most: int) -> tuple[tuple[str, ...], bool]:
    """A text in lines no wider than a limit, and whether it had to be cut, which an ellipsis shows.

    Words stay whole, except for one that is longer than a line and scripts that are written without spaces. Of two
    lines neither is left with a single word where the words can be shared out.
    """
    rest = " ".join(text.split())
    lines: list[str] = []
    while _width(rest, size) > limit and len(lines) < most - 1:
        end = _fitting(rest, size, limit)
        spaces = [n for n, letter in enumerate(rest[: end + 1]) if letter == " "]
        if (remains := _width(rest, size)) <= 2 * limit:
            spaces = [n for n in spaces if _width(rest[n + 1 :], size) <= limit] or spaces
            end = min(spaces, key=lambda n: abs(2 * _width(rest[:n], size) - remains), default=end)
        else:
            end = spaces[-1] if spaces else end
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if _width(rest, size) <= limit:
        return (*lines, rest), False
    return (*lines, rest[: _fitting(rest, size, limit - size)].rstrip() + "…"), True


def _fitting(text: str, size: int, limit: float) -> int:
    """How many letters of a text fit into a width, at least one, no mark parted from its letter."""
    total, count = 0.0, 0
    for letter in text:
        total += size * _advance(letter)
        if total > limit and count:
            break
        count += 1
    return count
