"""What the words for a day, a month or a year mean in a source, read against the day on which it appeared."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mkdocs_dossier.dates import Date, Precision
from mkdocs_dossier.languages import Language

_WEEK = 6  # days to either side within which a weekday alone is meant
_WINTER = 24  # as EDTF counts the seasons
_NEAREST = 183  # days to either side within which a day or a month without a year is meant


@dataclass(frozen=True, slots=True)
class When:
    """A year, a month or a day as far as words give it; `start` and `end` are where they stand."""

    year: int | None
    month: int | None = None
    day: int | None = None
    start: int = 0
    end: int = 0

    def tells(self, other: When) -> bool:
        """Whether this has every part that the other has, with the same value."""
        mine, theirs = (self.year, self.month, self.day), (other.year, other.month, other.day)
        return all(part in (None, own) for own, part in zip(mine, theirs, strict=True))

    @property
    def exact(self) -> datetime.date | None:
        """The day, where year, month and day are there and make one."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None


def unproven(claim: str, quote: str, published: Date | None, language: Language) -> str:
    """A claim without the dates that words of a quote mean; weekdays that are those of such dates are left out too."""
    there = meant(quote, published, language)
    for date in reversed(written(claim, language)):
        if any(it.tells(date) for it in there):
            claim = claim[: date.start] + " " * (date.end - date.start) + claim[date.end :]
    known = {day.isoweekday() for it in there if (day := it.exact) is not None}
    for match in _weekdays(language).finditer(claim):
        if language.weekdays[match.group().lower()] in known:
            claim = claim[: match.start()] + " " * len(match.group()) + claim[match.end() :]
    return claim


@lru_cache(maxsize=8192)
def written(text: str, language: Language) -> tuple[When, ...]:
    """The dates that a text writes out: "14 March 2022", "March 14", "March 2022", "2022"; a month has a capital."""
    found = []
    for match in _dates(language).finditer(text):
        month = match["month"] or match["month_first"]
        if month and month[0].islower():
            continue
        day, year = match["day"] or match["day_second"], match["year"] or match["year_second"] or match["alone"]
        found.append(
            When(
                int(year) if year else None,
                language.months[month.lower()] if month else None,
                int(day) if day else None,
                *match.span(),
            )
        )
    return tuple(found)


@lru_cache(maxsize=8)
def _dates(language: Language) -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, language.months), key=len, reverse=True))
    day = r"(?:0?[1-9]|[12]\d|3[01])"
    behind = r"(?:st|nd|rd|th)?(?![\w%]|[.,]\d)"
    year = r"(?:1[5-9]|20)\d\d"
    end = r"(?![\w%]|[.,]\d)"
    return re.compile(
        rf"(?<![\w.,$€£-])(?:(?P<day>{day}){behind}\s(?:of\s)?(?P<month>{months})(?!\w)\.?"
        rf"(?:,?\s(?P<year>{year}){end})?"
        rf"|(?P<month_first>{months})(?!\w)\.?(?:\s(?P<day_second>{day}){behind})?"
        rf"(?:,?\s(?:of\s)?(?P<year_second>{year}){end})?"
        rf"|(?P<alone>{year}){end})",
        re.IGNORECASE,
    )


@lru_cache(maxsize=8)
def _weekdays(language: Language) -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(it.capitalize()) for it in language.weekdays), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)")


@lru_cache(maxsize=8192)
def meant(text: str, published: Date | None, language: Language) -> tuple[When, ...]:
    """Every date that words of a source can mean: those written out, and those that are near to its own day.

    A weekday is one within six days, a week more after "last" or "next"; a day or a month without a year is the
    nearest; "last year" is the one before. Without a known day nothing but what is written out is meant.
    """
    found = list(written(text, language))
    if published is not None and published.earliest is not None and published.latest is not None:
        bounds = published.earliest, published.latest
        for date in written(text, language):
            if date.year is None:
                found.extend(_years(date, bounds))
        found.extend(_near(text, bounds, language, exact=published.precision is Precision.DAY))
    return tuple(dict.fromkeys(found))


def _years(date: When, bounds: tuple[datetime.date, datetime.date]) -> Iterator[When]:
    for year in range(bounds[0].year - 1, bounds[1].year + 2):
        month, day = date.month or 1, date.day
        try:
            first = datetime.date(year, month, day or 1)
        except ValueError:
            continue
        last = first if day else (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
        if any(-_NEAREST <= (end - it).days <= _NEAREST for it in bounds for end in (first, last)):
            yield When(year, date.month, day)


def _near(text: str, bounds: tuple[datetime.date, datetime.date], language: Language, *, exact: bool) -> Iterator[When]:
    first, last = bounds
    for match in _relative(language).finditer(text):
        word, shift = match["what"].lower(), language.shifts.get((match["shift"] or "").lower())
        if word in language.nearby and shift is None and exact:
            yield _on(first + datetime.timedelta(days=language.nearby[word]))
        elif word in language.weekdays and match["what"][0].isupper() and exact:
            # "Last Friday" may be that of the week before; it does not lie ahead.
            low, high = (-_WEEK, _WEEK) if not shift else (-_WEEK - 7, -1) if shift < 0 else (1, _WEEK + 7)
            days = (first + datetime.timedelta(days=n) for n in range(low, high + 1))
            yield from (_on(it) for it in days if it.isoweekday() == language.weekdays[word])
        elif shift is not None and language.stretches.get(word) == 1:
            yield from (When(it.year + shift) for it in bounds)
        elif (
            shift is not None
            and language.stretches.get(word) == 2
            and (first.year, first.month) == (last.year, last.month)
        ):
            month = first.year * 12 + first.month - 1 + shift
            yield When(month // 12, month % 12 + 1)
        elif shift is not None and word in language.seasons:
            # "Last autumn" may be this year's, and a winter has two years.
            winter = (-1, 1) if shift == 0 and language.seasons[word] == _WINTER else ()
            yield from (When(it.year + n) for it in bounds for n in sorted({0, shift, *winter}))


def _on(day: datetime.date) -> When:
    return When(day.year, day.month, day.day)


@lru_cache(maxsize=8)
def _relative(language: Language) -> re.Pattern[str]:
    words = (*language.nearby, *language.weekdays, *language.seasons, *language.stretches)
    what, shift = ("|".join(sorted(map(re.escape, it), key=len, reverse=True)) for it in (words, language.shifts))
    return re.compile(rf"(?<!\w)(?:(?P<shift>{shift})\s)?(?P<what>{what})(?!\w)", re.IGNORECASE)
