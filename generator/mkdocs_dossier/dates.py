"""Uncertain dates: EDTF as the fact sheet writes it, its bounds, its order, and words for people.

EDTF is the Extended Date/Time Format of the Library of Congress (ISO 8601-2:2019, levels 0 to 2,
<https://www.loc.gov/standards/datetime/>). The `edtf` library decides what is EDTF and takes it apart. Bounds, order
and display are made here: the library takes 2021-02-29 for a day, an unknown end for ten years, and has no words.
"""

from __future__ import annotations

import datetime
import re
from calendar import month_name, monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product
from types import MappingProxyType
from typing import Any, Literal

import edtf
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list


class Precision(StrEnum):
    """The unit in which a date is known. PARTIAL is a mask that no unit describes, as `2017-XX-22`."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"
    PARTIAL = "partial"
    INTERVAL = "interval"
    SET = "set"


@dataclass(frozen=True)
class Date:
    """A date as precise as its evidence, made by `parse` only.

    `edtf` is what was written, without spaces. `earliest` and `latest` are the first and last day it can mean, both
    included, in the Gregorian calendar; None is an open or unknown end. `approximate` and `uncertain` tell that some
    part carries `~` or `?` (`%` is both); they do not move the bounds. A time of day stays in `edtf` and counts for
    nothing else.
    """

    edtf: str
    earliest: datetime.date | None
    latest: datetime.date | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False

    @property
    def sort_key(self) -> tuple[datetime.date, datetime.date, bool, str]:
        """A key that puts all dates in one order: by earliest day, then latest day, then text.

        What has no earliest day (`[..2021-12-08]`) stands at its latest, just before that day itself: that is all that
        is known of it, and at the head of a timeline it would claim to be the oldest. No latest day counts as the last.
        """
        anchor = self.earliest or self.latest or datetime.date.min
        return anchor, self.latest or datetime.date.max, self.earliest is not None, self.edtf


@dataclass(frozen=True)
class BadDate:
    """What was written in the place of a date, why it is none, and what to do, each in one sentence for a curator."""

    text: str
    message: str
    remedy: str


WORDS: Mapping[str, str] = MappingProxyType(
    {
        "about": "about {date}",
        "possibly": "possibly {date}",
        "possibly about": "possibly about {date}",
        "interval": "{start} to {end}",
        "between": "between {start} and {end}",
        "from": "from {date} on",
        "until": "until {date}",
        "from, end unknown": "from {date}, end unknown",
        "until, start unknown": "until {date}, start unknown",
        "by": "by {date}",
        "or later": "{date} or later",
        "decade": "{year}s",
        "day of unknown month": "day {day} of an unknown month of {year}",
        "spring": "spring {year}",
        "summer": "summer {year}",
        "autumn": "autumn {year}",
        "winter": "winter {year}",
        "southern spring": "southern spring {year}",
        "southern summer": "southern summer {year}",
        "southern autumn": "southern autumn {year}",
        "southern winter": "southern winter {year}",
        "quarter 1": "first quarter of {year}",
        "quarter 2": "second quarter of {year}",
        "quarter 3": "third quarter of {year}",
        "quarter 4": "fourth quarter of {year}",
        "third 1": "first four months of {year}",
        "third 2": "middle four months of {year}",
        "third 3": "last four months of {year}",
        "half 1": "first half of {year}",
        "half 2": "second half of {year}",
    }
)
"""Every word `display` adds to what the Unicode CLDR knows, in English; the keys are stable, for a translation."""

# EDTF's numbers for parts of a year: our word, first month, number of months. 21 to 24 name no hemisphere and are read
# as northern. Winter (and the southern summer) is the one that begins in December of the year named.
_SEASONS: Mapping[int, tuple[str, int, int]] = MappingProxyType(
    {
        **{21 + i: (word, 3 + 3 * i, 3) for i, word in enumerate(("spring", "summer", "autumn", "winter"))},
        **{25 + i: (word, 3 + 3 * i, 3) for i, word in enumerate(("spring", "summer", "autumn", "winter"))},
        29: ("southern spring", 9, 3),
        30: ("southern summer", 12, 3),
        31: ("southern autumn", 3, 3),
        32: ("southern winter", 6, 3),
        **{33 + i: (f"quarter {i + 1}", 1 + 3 * i, 3) for i in range(4)},
        **{37 + i: (f"third {i + 1}", 1 + 4 * i, 4) for i in range(3)},
        **{40 + i: (f"half {i + 1}", 1 + 6 * i, 6) for i in range(2)},
    }
)

_Span = tuple[datetime.date | None, datetime.date | None]


@dataclass(frozen=True)
class _Point:
    """One date of digits and Xs; `significant` counts the digits of the year that are meant."""

    year: str
    month: str | None = None
    day: str | None = None
    season: int | None = None
    significant: int | None = None
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True)
class _Interval:
    """`a/b`, or `a..b` within a set. An end that is None is open, or not known where `unknown` says so."""

    start: _Point | None
    end: _Point | None
    unknown: bool = False


@dataclass(frozen=True)
class _Group:
    """`[…]`, one of the members, or `{…}`, all of them."""

    members: tuple[_Point | _Interval, ...]
    one_of: bool


_Node = _Point | _Interval | _Group


class _NotEdtfError(Exception):
    """The text is not EDTF at all; `parse` then looks for what was meant."""


class _NotADateError(Exception):
    """Why EDTF is no date here; neither of the two leaves this module."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


_FORMS = (
    "Write EDTF: `2017`, `2020-10`, `2021-02-24`, `2017-02~` (about), `2017?` (possibly), `2020-12/2021-02` (from, to) "
    "or `[..2021-12-08]` (by)."
)
_LONGEST = 200  # characters; the library's grammar backtracks, and no honest date is longer
_PLAIN = re.compile(r"(\d{4})(?:-(0\d|1[0-2])(?:-(\d\d))?)?", re.ASCII)
_DIGITS = re.compile(r"(?<![\dX])(\d{4})-(\d\d)(?:-(\d\d))?(?![\dX])", re.ASCII)
# edtf 5.0 raises and prints on some fragments of what is not EDTF, and on a masked month without a day. These shapes
# let everything through that is EDTF, and none of those; whether it is EDTF the library says.
_ELEMENT = r"(?:-?\d{4}S\d{1,3}|[?~%]?-?[\dX]{4}[?~%]?(?:-[?~%]?[\dX]{2}[?~%]?){0,2})"
_MEMBER = rf"(?:{_ELEMENT}(?:\.\.(?:{_ELEMENT})?)?|\.\.{_ELEMENT})"
_SHAPE = re.compile(
    rf"{_ELEMENT}|\d{{4}}-\d\d-\d\dT[\d:+Z-]+|{_ELEMENT}/{_ELEMENT}"
    rf"|\[{_MEMBER}(?:,{_MEMBER})*\]|\{{{_MEMBER}(?:,{_MEMBER})*\}}",
    re.ASCII,
)
_MASKED_MONTH = re.compile(
    r"[\dX]{4}[?~%]?-[?~%]?(?:\dX|X\d)(?!-(?:0[1-9]|[12]\d|3[01]|[\dX]X|X\d)(?:[/,.\]}]|\Z))", re.ASCII
)
_OPEN = re.compile(rf"(?P<start>{_ELEMENT})?(?P<left>\.\.)?/(?P<end>{_ELEMENT})?(?P<right>\.\.)?", re.ASCII)
_LONG_YEAR = re.compile(r"Y-?\d+(?:E\d+)?(?:S\d+)?", re.ASCII)
_NO_ENDS = re.compile(r"(?:\.\.)?/(?:\.\.)?")
_MOST_SPANS = 400  # beyond that many separate days, a date is compared by its bounds


@lru_cache(maxsize=65536)
def parse(text: str) -> Date | BadDate:
    """The date that a text writes in EDTF, levels 0 to 2, years 0001 to 9999; or what is wrong with it.

    Spaces around the text and after the commas of a set are left out. Refused though EDTF: intervals that run
    backwards, dates that tell nothing (`XXXX`, `../..`), longer years, and masks in the month alone (`2017-1X`), which
    the library cannot read. Any string gives one of the two values; no exception.
    """
    try:
        return _read(text)
    except _NotEdtfError:
        return _not_edtf(text)
    except _NotADateError as fault:
        return BadDate(text, fault.message, fault.remedy)


def display(
    date: Date,
    locale: str = "en",
    form: Literal["long", "short"] = "long",
    words: Mapping[str, str] = WORDS,
) -> str:
    """The date as a person writes it: `24 February 2021`, `about February 2017`, `by 8 December 2021`.

    `locale` is a BCP 47 or CLDR name and decides month names and their order; plain `en` puts the day first, and a
    locale that the CLDR does not know is read as `en`. `short` abbreviates month names. `words` holds the rest, by the
    keys of `WORDS`. The text is plain: whoever prints it escapes it.
    """
    return _Writer(cldr(locale), form, words).node(_structure(date.edtf))


@lru_cache(maxsize=64)
def cldr(language: str) -> Locale:
    """The locale that writes dates, numbers and lists for a language; one that the CLDR does not know is read as `en`.

    The CLDR's plain "en" is American; the dossier's English puts the day first.
    """
    try:
        return Locale.parse("en_GB" if language == "en" else language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale.parse("en_GB")


def html_datetime(date: Date) -> str | None:
    """The value of `<time datetime>`: a valid year, month or date string of the HTML standard, or None.

    None for whatever HTML cannot say: approximate or uncertain dates, masks, seasons, intervals and sets. A time of day
    is left out.
    """
    node = _structure(date.edtf)
    if not isinstance(node, _Point) or node.approximate or node.uncertain or node.season:
        return None
    parts = [part for part in (node.year, node.month, node.day) if part is not None]
    return "-".join(parts) if all(part.isdigit() for part in parts) else None


def contradict(a: Date, b: Date) -> bool:
    """Whether two dates of the same thing cannot both be right.

    2017 and 2017-02-22 can, 2017 and 2018 cannot. An approximate date is widened by one of its own units on either side
    (about February 2017: January to March). A doubt widens nothing: that one account is unsure does not make two
    accounts agree. Two intervals have to share a day, and both their starts and their ends have to be compatible; an
    open or unknown end is compatible with every other. The relation is symmetric, and no date contradicts itself.
    """
    left, right = _structure(a.edtf), _structure(b.edtf)
    if isinstance(left, _Interval) and isinstance(right, _Interval):
        ends = ((left.start, right.start), (left.end, right.end))
        if any(p and q and not _meet(_spans(p, widen=True), _spans(q, widen=True)) for p, q in ends):
            return True
    return not _meet(_spans(left, widen=True), _spans(right, widen=True))


def _read(text: str) -> Date:
    canonical = re.sub(r",\s+", ",", text.strip()) if text.strip()[:1] in ("[", "{") else text.strip()
    node = _structure(canonical)
    spans = _spans(node)
    points = tuple(_points(node))
    return Date(
        edtf=canonical,
        earliest=_first(spans),
        latest=_last(spans),
        precision=_precision(node),
        approximate=any(point.approximate for point in points),
        uncertain=any(point.uncertain for point in points),
    )


@lru_cache(maxsize=65536)
def _structure(text: str) -> _Node:
    """The parts of a canonical text, checked against the calendar."""
    if not text:
        raise _NotADateError("The date is empty.", "Leave the field out where no source tells the date.")
    if len(text) > _LONGEST:
        raise _NotADateError(f"A date of {len(text)} characters is not EDTF.", _FORMS)
    for year, month, day in _DIGITS.findall(text):
        _check_calendar(text, year, month, day)
    if plain := _PLAIN.fullmatch(text):
        # The commonest forms by far need no grammar, which takes 6 ms; a test holds this against the library.
        node: _Node = _Point(year=plain[1], month=plain[2], day=plain[3])
    else:
        node = _from_library(text)
    for point in _points(node):
        if not _spans(point):
            raise _outside(text, point)
    _check_ends(text, node)
    return node


def _from_library(text: str) -> _Node:
    if _LONG_YEAR.fullmatch(text):
        raise _out_of_years(text)
    if _NO_ENDS.fullmatch(text):
        raise _NotADateError(f"{text} tells neither a start nor an end.", "Leave the date out.")
    if (m := _OPEN.fullmatch(text)) and bool(m["start"]) != bool(m["end"]) and bool(m["left"]) + bool(m["right"]) < 2:
        # The library reads an open interval only if the other end has no mask; so it is shown that end alone.
        end = _structure(m["start"] or m["end"])
        if isinstance(end, _Point) and not (m["left"] if m["start"] else m["right"]):
            unknown = not (m["left"] or m["right"])
            return _Interval(end, None, unknown) if m["start"] else _Interval(None, end, unknown)
    if not _SHAPE.fullmatch(text):
        raise _NotEdtfError
    if _MASKED_MONTH.search(text):
        raise _NotADateError(
            f"{text} masks part of a month, which is not read here.",
            "Write the months it can be, such as `[2017-01..2017-09]`.",
        )
    try:
        parsed = edtf.parse_edtf(text)
    except edtf.EDTFParseException:
        raise _NotEdtfError from None
    return _node(text, parsed)


def _node(text: str, parsed: Any) -> _Node:
    """What the library read, in our few shapes."""
    if isinstance(parsed, edtf.OneOfASet | edtf.MultipleDates):
        members = tuple(_member(text, member) for member in parsed.objects)
        return _Group(members, one_of=isinstance(parsed, edtf.OneOfASet))
    return _member(text, parsed)


def _member(text: str, parsed: Any) -> _Point | _Interval:
    if isinstance(parsed, edtf.Interval):
        ends = (parsed.lower, parsed.upper)
        unknown = any(isinstance(end, edtf.UnspecifiedIntervalSection) and end.is_unknown for end in ends)
        start, end = (None if isinstance(e, edtf.UnspecifiedIntervalSection) else _point(text, e) for e in ends)
        return _Interval(start, end, unknown)
    return _point(text, parsed)


def _point(text: str, parsed: Any) -> _Point:
    both = bool(parsed.is_uncertain_and_approximate)
    approximate, uncertain = both or bool(parsed.is_approximate), both or bool(parsed.is_uncertain)
    inner = parsed.date if isinstance(parsed, edtf.UncertainOrApproximate | edtf.DateAndTime) else parsed
    significant = getattr(inner, "significant_digits", None)
    if significant is not None and not 1 <= significant <= len(str(inner.year)):
        raise _NotADateError(
            f"{text} counts {significant} significant digits in a year of four.", "Write 1 to 4 after the S."
        )
    if significant is not None and getattr(inner, "month", None):
        raise _NotADateError(
            f"{text} counts significant digits of a year and names a month.",
            "Write the year alone, or the month alone.",
        )
    season = getattr(inner, "season", None)
    return _Point(
        year=str(inner.year),
        month=None if season else getattr(inner, "month", None),
        day=None if season else getattr(inner, "day", None),
        season=int(season) if season else None,
        significant=significant,
        # "1950S2" is estimated to be 1950.
        approximate=approximate or significant is not None,
        uncertain=uncertain,
    )


def _check_calendar(text: str, year: str, month: str, day: str) -> None:
    number = int(month)
    if 1 <= number <= 12:
        if not day or int(year) == 0:
            return
        days = monthrange(int(year), number)[1]
        if not 1 <= int(day) <= days:
            raise _NotADateError(
                f"{year}-{month}-{day} is not a day of the calendar; {month_name[number]} {year} has {days} days.",
                f"Correct the day, or write `{year}-{month}` if the source gives only the month.",
            )
    elif day or number not in _SEASONS:
        swapped = f"{year}-{day}-{month}"
        remedy = f"Correct the month, or write `{year}` if the source gives only the year."
        if day and 1 <= int(day) <= 12 and _is_date(swapped):
            remedy = f"If {month} is the day, write `{swapped}`."
        elif not day and (later := _same_century(year, month)):
            remedy = f"If it runs from one year to another, write `{year}/{later}`."
        raise _NotADateError(f"{text} has month {month}; months run from 01 to 12.", remedy)


def _same_century(year: str, ending: str) -> str | None:
    """2017 and 18 are 2017 to 2018, if that runs forwards."""
    later = year[:2] + ending
    return later if later > year else None


def _check_ends(text: str, node: _Node) -> None:
    for part in node.members if isinstance(node, _Group) else (node,):
        if not isinstance(part, _Interval):
            continue
        if part.start and part.end:
            first, last = _first(_spans(part.start)), _last(_spans(part.end))
            if first and last and last < first:
                raise _NotADateError(f"{text} ends before it starts.", "Write the earlier date first.")


def _outside(text: str, point: _Point) -> _NotADateError:
    if point.year == "XXXX":
        return _NotADateError(
            f"{text} tells no year.", "Leave the date out; the source’s own words for it belong under `printed:`."
        )
    if point.year.startswith("-") or not any(_years(point.year)):
        return _out_of_years(text)
    return _NotADateError(f"No day of the calendar fits {text}.", _FORMS)


def _out_of_years(text: str) -> _NotADateError:
    return _NotADateError(
        f"{text} lies outside the years 0001 to 9999.", "Leave the date out, or tell it in the sentence."
    )


def _points(node: _Node) -> Iterator[_Point]:
    if isinstance(node, _Point):
        yield node
    elif isinstance(node, _Interval):
        yield from (point for point in (node.start, node.end) if point)
    else:
        for member in node.members:
            yield from _points(member)


def _precision(node: _Node) -> Precision:
    if isinstance(node, _Group):
        return Precision.SET
    if isinstance(node, _Interval):
        return Precision.INTERVAL
    if node.season:
        return Precision.SEASON
    known = node.year[: node.significant] if node.significant else node.year.rstrip("X")
    month, day = _unless_unspecified(node.month), _unless_unspecified(node.day)
    if "X" in known + (month or "") + (day or "") or (day and not month) or (month and len(known) < 4):
        return Precision.PARTIAL
    if day:
        return Precision.DAY
    if month:
        return Precision.MONTH
    return (Precision.MILLENNIUM, Precision.CENTURY, Precision.DECADE, Precision.YEAR)[len(known) - 1]


def _unless_unspecified(part: str | None) -> str | None:
    return None if part == "XX" else part


@lru_cache(maxsize=65536)
def _spans(node: _Node, *, widen: bool = False) -> tuple[_Span, ...]:
    """The stretches of days that a date can mean, both ends included; empty if no day fits."""
    if isinstance(node, _Group):
        return tuple(span for member in node.members for span in _spans(member, widen=widen))
    if isinstance(node, _Interval):
        first = _first(_spans(node.start, widen=widen)) if node.start else None
        last = _last(_spans(node.end, widen=widen)) if node.end else None
        return ((first, last),)
    spans = tuple(_point_spans(node))
    if len(spans) > _MOST_SPANS:
        spans = ((spans[0][0], spans[-1][1]),)
    if widen and node.approximate:
        return tuple(_widened(span, _precision(node)) for span in spans)
    return spans


def _point_spans(point: _Point) -> Iterator[tuple[datetime.date, datetime.date]]:
    if point.year == "XXXX":
        return
    if point.significant:
        masked = point.year[: point.significant].ljust(4, "X")
        yield from _point_spans(_Point(masked))
        return
    years = _years(point.year)
    month, day = _unless_unspecified(point.month), _unless_unspecified(point.day)
    if not month and not day and not point.season and "X" not in point.year.rstrip("X"):
        if years:
            yield datetime.date(years[0], 1, 1), datetime.date(years[-1], 12, 31)
        return
    for year in years:
        if point.season:
            _, first, count = _SEASONS[point.season]
            yield datetime.date(year, first, 1), _month_end(year, first + count - 1)
        elif not month and not day:
            yield datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        else:
            for number in _matching(month or "XX", 12):
                if not day:
                    yield datetime.date(year, number, 1), _month_end(year, number)
                    continue
                for of_month in _matching(day, monthrange(year, number)[1]):
                    yield (it := datetime.date(year, number, of_month)), it


@lru_cache(maxsize=4096)
def _years(mask: str) -> tuple[int, ...]:
    if mask.startswith("-"):
        return ()
    if "X" not in mask:
        return (int(mask),) if 1 <= int(mask) <= 9999 else ()
    digits = ("0123456789" if character == "X" else character for character in mask)
    return tuple(year for year in (int("".join(choice)) for choice in product(*digits)) if year)


def _matching(mask: str, highest: int) -> Iterator[int]:
    for number in range(1, highest + 1):
        if all(m in ("X", d) for m, d in zip(mask, f"{number:02}", strict=True)):
            yield number


def _month_end(year: int, month: int) -> datetime.date:
    """The last day of a month counted on beyond December, within what a date can hold."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return datetime.date(year, month, monthrange(year, month)[1]) if year <= 9999 else datetime.date.max


_UNIT_DAYS: Mapping[Precision, int] = MappingProxyType(
    {
        Precision.MONTH: 31,
        Precision.SEASON: 92,
        Precision.YEAR: 366,
        Precision.DECADE: 3653,
        Precision.CENTURY: 36525,
        Precision.MILLENNIUM: 365250,
    }
)


def _widened(span: _Span, precision: Precision) -> _Span:
    days = _UNIT_DAYS.get(precision, 1)
    first, last = span
    if first:
        first = datetime.date.fromordinal(max(1, first.toordinal() - days))
    if last:
        last = datetime.date.fromordinal(min(datetime.date.max.toordinal(), last.toordinal() + days))
    return first, last


def _first(spans: tuple[_Span, ...]) -> datetime.date | None:
    firsts = [first for first, _ in spans if first is not None]
    return min(firsts) if firsts and len(firsts) == len(spans) else None


def _last(spans: tuple[_Span, ...]) -> datetime.date | None:
    lasts = [last for _, last in spans if last is not None]
    return max(lasts) if lasts and len(lasts) == len(spans) else None


def _meet(left: tuple[_Span, ...], right: tuple[_Span, ...]) -> bool:
    low, high = datetime.date.min, datetime.date.max
    return any((a or low) <= (d or high) and (c or low) <= (b or high) for a, b in left for c, d in right)


@dataclass(frozen=True)
class _Writer:
    """Words for one locale and form."""

    locale: Locale
    form: Literal["long", "short"]
    words: Mapping[str, str]

    def node(self, node: _Node) -> str:
        if isinstance(node, _Point):
            return self.point(node)
        if isinstance(node, _Interval):
            return self.interval(node)
        members = [self.point(m) if isinstance(m, _Point) else self.run(m, one_of=node.one_of) for m in node.members]
        return format_list(members, style="or" if node.one_of else "standard", locale=self.locale)

    def interval(self, node: _Interval) -> str:
        if node.start and node.end:
            return self.words["interval"].format(start=self.point(node.start), end=self.point(node.end))
        if node.start:
            key = "from, end unknown" if node.unknown else "from"
            return self.words[key].format(date=self.point(node.start))
        assert node.end is not None  # noqa: S101 - an interval without ends is not EDTF, or refused
        key = "until, start unknown" if node.unknown else "until"
        return self.words[key].format(date=self.point(node.end))

    def run(self, node: _Interval, *, one_of: bool) -> str:
        """A stretch within a set: `[..a]` is one day of it, `{..a}` all of it."""
        if not one_of:
            return self.interval(node)
        if node.start and node.end:
            return self.words["between"].format(start=self.point(node.start), end=self.point(node.end))
        key, point = ("or later", node.start) if node.start else ("by", node.end)
        assert point is not None  # noqa: S101 - as above
        return self.words[key].format(date=self.point(point))

    def point(self, point: _Point) -> str:
        words = (("possibly", point.uncertain), ("about", point.approximate))
        key = " ".join(word for word, applies in words if applies)
        plain = self.plain(point)
        return self.words[key].format(date=plain) if key else plain

    def plain(self, point: _Point) -> str:
        spans = _spans(point)
        first, last = spans[0][0], spans[-1][1]
        assert first and last  # noqa: S101 - a point has both ends
        if point.significant:
            return self.year(datetime.date(int(point.year), 1, 1))
        if point.season and point.year.isdigit():
            return self.words[_SEASONS[point.season][0]].format(year=self.year(first))
        match _precision(point):
            case Precision.DAY:
                return self.day(first)
            case Precision.MONTH:
                return self.month(first)
            case Precision.YEAR:
                return self.year(first)
            case Precision.DECADE:
                return self.words["decade"].format(year=self.year(first))
        if point.year.isdigit() and point.month == "XX" and point.day and point.day.isdigit():
            return self.words["day of unknown month"].format(day=int(point.day), year=self.year(first))
        return self.between(first, last)

    def between(self, first: datetime.date, last: datetime.date) -> str:
        write = self.day
        if first.day == 1 and last == _month_end(last.year, last.month):
            write = self.year if (first.month, last.month) == (1, 12) else self.month
        return self.words["between"].format(start=write(first), end=write(last))

    def day(self, day: datetime.date) -> str:
        return format_date(day, "long" if self.form == "long" else "medium", locale=self.locale)

    def month(self, day: datetime.date) -> str:
        return format_skeleton("yMMMM" if self.form == "long" else "yMMM", day, locale=self.locale)

    def year(self, day: datetime.date) -> str:
        return format_skeleton("y", day, locale=self.locale)


def _not_edtf(text: str) -> BadDate:
    tidy = " ".join(text.split())
    if found := _meant(text):
        remedy = f"Write {' or '.join(f'`{meant}`' for meant in found)}."
    elif not re.search(r"\d", tidy):
        remedy = "Leave the date out if no source tells it; the source’s own words for it belong under `printed:`."
    elif re.fullmatch(r"\d\d?-\d\d?", tidy) or (len(re.findall(r"\w+", tidy)) == 2 and _month_in(tidy)):
        remedy = "Add the year, such as `2021-02-24`; where the source does not print it, say so under `inferred:`."
    else:
        remedy = _FORMS
    return BadDate(text, f"“{tidy}” is not written as a date is here (EDTF).", remedy)


_MONTH_NUMBERS: Mapping[str, int] = MappingProxyType(
    {name: number for number in range(1, 13) for name in (month_name[number].lower(), month_name[number][:3].lower())}
    | {"sept": 9}
)
_SEASON_NUMBERS: Mapping[str, int] = MappingProxyType(
    {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24, "q1": 33, "q2": 34, "q3": 35, "q4": 36}
)
_WEEKDAY = re.compile(r"(?i)^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? ")


def _month_in(text: str) -> int | None:
    return next((n for word in re.findall(r"[a-z]+", text.lower()) if (n := _MONTH_NUMBERS.get(word))), None)


def _meant(text: str) -> tuple[str, ...]:
    """EDTF that the writer may have meant, the likeliest first; each is a date that `parse` accepts."""
    tidy = _WEEKDAY.sub("", re.sub(r"\s+", " ", text.strip()).translate({0x2010: "-", 0x2011: "-", 0x2212: "-"}))
    candidates = _candidates(tidy)
    return tuple(dict.fromkeys(candidate for candidate in candidates if _is_date(candidate)))


def _is_date(text: str) -> bool:
    try:
        _read(text)
    except (_NotEdtfError, _NotADateError):
        return False
    return True


def _candidates(tidy: str) -> Iterator[str]:
    lower = tidy.lower()
    if tidy != (upper := re.sub(r"(?<=[\dxX-])x", "X", tidy)):
        yield upper
    if m := re.fullmatch(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:[ T]\d.*)?", tidy, re.ASCII):
        yield f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}"
    if m := re.fullmatch(r"(\d{4})[-/.](\d)", tidy, re.ASCII):
        yield f"{m[1]}-{int(m[2]):02}"
    if m := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", tidy, re.ASCII):
        yield f"{m[1]}-{m[2]}-{m[3]}"
    if m := re.fullmatch(r"(\d\d?)([-/.])(\d\d?)\2(\d{4})", tidy, re.ASCII):
        month_first = f"{m[4]}-{int(m[1]):02}-{int(m[3]):02}"
        day_first = f"{m[4]}-{int(m[3]):02}-{int(m[1]):02}"
        yield from (month_first, day_first) if m[2] == "/" else (day_first, month_first)
    if m := re.fullmatch(r"(\d\d?)[-/.](\d{4})", tidy, re.ASCII):
        yield f"{m[2]}-{int(m[1]):02}"
    if m := re.fullmatch(r"(\d\d?)(?:st|nd|rd|th)?(?: of)?[ -]([a-z]+)\.?,?[ -](\d{4})", lower, re.ASCII):
        yield _dated(m[3], m[2], m[1])
    if m := re.fullmatch(r"([a-z]+)\.? (\d\d?)(?:st|nd|rd|th)?,? (\d{4})", lower, re.ASCII):
        yield _dated(m[3], m[1], m[2])
    if m := re.fullmatch(r"([a-z]+\d?)\.?,?(?: of)? (\d{4})", lower, re.ASCII):
        yield _dated(m[2], m[1]) if m[1] in _MONTH_NUMBERS else f"{m[2]}-{_SEASON_NUMBERS.get(m[1], '')}"
    if m := re.fullmatch(r"(?:the )?(\d{3})0['’]?s", lower, re.ASCII):
        yield m[1] + "X"
    framed = (
        (r"(?:about|around|circa|ca\.?|c\.?|approximately|approx\.?|roughly|~) ?(.+)", "{}~"),
        (r"(?:possibly|perhaps|probably|maybe) (.+)", "{}?"),
        (r"(.+) \(?\?\)?", "{}?"),
        (r"(?:by|before|not later than|no later than|until|till|up to|\.\.) ?(.+)", "[..{}]"),
        (r"(?:since|from|after|as of) (.+?)(?: on| onwards?)?", "{}/.."),
        (r"(.+?)(?: on| onwards?| or later|\.\.)", "[{}..]"),
    )
    for pattern, form in framed:
        if (m := re.fullmatch(pattern, lower)) and (inner := _single(m[1])):
            yield form.format(inner)
    pairs = (
        (r"(?:from |between )?(.+?) ?(?:–|—|/| - | to | until | and |(?<=\d{4})-(?=\d{4})) ?(.+)", "{}/{}"),
        (r"(.+) or (.+)", "[{},{}]"),
    )
    for pattern, form in pairs:
        if m := re.fullmatch(pattern, lower):
            start, end = _single(m[1]), _single(m[2])
            if not end and start and re.fullmatch(r"\d{4}", start) and re.fullmatch(r"\d\d", m[2], re.ASCII):
                end = _same_century(start, m[2])
            if start and end:
                yield form.format(start, end)


def _single(text: str) -> str | None:
    """One plain date within a larger text, if it is clear which."""
    text = text.strip()
    if _is_date(text.upper()):
        return text.upper()
    if len(text) >= _LONGEST:
        return None
    found = [meant for meant in _meant(text) if not set(meant) & set("[]{}/")]
    return found[0] if len(found) == 1 else None


def _dated(year: str, month: str, day: str | None = None) -> str:
    number = _MONTH_NUMBERS.get(month, 0)
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
