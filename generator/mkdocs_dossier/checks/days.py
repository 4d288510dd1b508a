"""Checks of time: dates and their words, events before and after each other (evidence rule, points 7 and 11)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from mkdocs_dossier import languages
from mkdocs_dossier.checks import calendar, foreign, terms
from mkdocs_dossier.checks.material import Alarm, Material, alarm, field_evidence, quoted, reason, spoken_of
from mkdocs_dossier.dates import Date, Precision
from mkdocs_dossier.languages import Language
from mkdocs_dossier.model import Aspect, Citation, Event, Fact, Source, Status
from mkdocs_dossier.problems import Code

_HALF_A_YEAR = 183  # days
_NOT_DONE = frozenset(
    {"future", "plan", "hope", "wish", "expect", "attempt", "demand", "promise", "threat", "allege", "possible"}
)
_DATELINE = 3  # sentences


def dates(material: Material, fact: Fact) -> Iterator[Alarm]:
    """Every part of a date comes out of its quotes, its `printed` words, or what is inferred about it.

    A weekday in the printed words is the date's own, and alone within six days of the source's publication, either way
    (evidence rule, point 11); it then proves day, month and year. Those of a language without rules are known from the
    CLDR. So do "yesterday" and "last year". The day on which a
    fact, a value or a relation holds may also be that on which a source appeared that tells it, or that of an event of
    which the same paragraph tells.
    """
    date = _dated(fact)
    if date is None:
        return
    bundles: list[tuple[tuple[Citation, ...], Language, Callable[[str], str]]] = [
        *((citations, language, str) for citations, language in material.bundles(fact)),
        *(
            (citations, foreign.rules(), partial(foreign.rendered, tag=tag))
            for citations, tag in material.foreign(fact)
        ),
    ]
    for citations, language, read in bundles:
        source = material.dossier.sources[citations[0].source]
        if fact.aspect is not Aspect.DATE and _as_told(material, date, fact):
            continue
        yield from _date(material, fact, date, citations, source.published, language, read)


def _dated(fact: Fact) -> Date | None:
    if fact.aspect in (Aspect.DATE, Aspect.SAYS, Aspect.RELATION):
        return fact.date
    if fact.aspect is Aspect.VALUE and fact.value is not None:
        return fact.value.date or fact.date
    return None


def _as_told(material: Material, date: Date, fact: Fact) -> bool:
    """Whether a date is the day on which a source of the fact appeared, or of which it tells, or a less exact form."""
    if fact.value is not None and fact.value.date is date:
        return False
    for citation in fact.citations:
        published = material.dossier.sources[citation.source].published
        if published is not None and _covers(date, published):
            return True
        if date.edtf in material.event_days.get((citation.source, citation.passages[0].paragraph), ()):
            return True
    return False


def _covers(date: Date, other: Date) -> bool:
    """Whether a date holds every day that the other can mean, or begins with it."""
    if other.earliest is None or date.earliest is None:
        return date.earliest is other.earliest and date.latest is not None and date.latest == other.latest
    return date.latest is not None and date.earliest <= other.earliest <= date.latest


def _date(
    material: Material,
    fact: Fact,
    date: Date,
    citations: tuple[Citation, ...],
    published: Date | None,
    known: Language,
    read: Callable[[str], str],
) -> Iterator[Alarm]:
    quote = " … ".join(filter(None, [quoted(citations), fact.printed]))
    place = citations[0].place if not fact.inferred else fact.place
    told = read(fact.printed or quote)
    sought = terms.weekdays(told, known)
    if sought and date.precision is Precision.DAY and date.earliest is not None and not date.approximate:
        if date.earliest.isoweekday() not in sought:
            yield alarm(
                fact,
                Code.WEEKDAY_WRONG,
                place,
                f"{spoken_of(fact)} is {date.edtf}, which is a {date.earliest:%A}; the source says otherwise.",
                "Correct the date, or the `printed` words.",
                (f"source: {fact.printed or quote}",),
            )
        elif published is not None and not _near(date.earliest, published) and not _written_out(date, told, known):
            yield alarm(
                fact,
                Code.WEEKDAY_WRONG,
                place,
                f"{spoken_of(fact)} is {date.edtf}, more than six days from the day on which the source appeared.",
                "A weekday alone means one within six days; correct the date.",
                (f"source: {fact.printed or quote}",),
            )
        return
    parts = [calendar.When(int(y), int(m) if m else None, int(d) if d else None) for y, m, d in _written(date)]
    there = list(calendar.meant(read(quote), published, known))
    for citation in (it for inference in fact.inferred if inference.of == "date" for it in inference.citations):
        there += calendar.meant(read(quoted([citation])), material.dossier.sources[citation.source].published, known)
    if parts and all(any(it.tells(part) for it in there) for part in parts):
        return
    carried = field_evidence(fact, citations, "date", "value", "at", date.edtf)
    if fact.aspect in (Aspect.SAYS, Aspect.RELATION):
        carried += " … " + " … ".join(map(material.sentences, citations))
    missing = list(_parts_missing(date, read(carried), known, published))
    if missing:
        yield alarm(
            fact,
            Code.DATE_NOT_QUOTED,
            place,
            f"{spoken_of(fact)} is {date.edtf}, and nothing cited for it says {' or '.join(missing)}.",
            "Make the date no more exact than the words, or say under `inferred:` why it is believed.",
            (f"quote: {quote}",),
        )


def _written_out(date: Date, words: str, known: Language) -> bool:
    """Whether words have the day and the month of a date beside its weekday."""
    day = date.earliest
    return day is not None and any(it.month == day.month and it.day == day.day for it in calendar.written(words, known))


def _near(day: datetime.date, published: Date) -> bool:
    bounds = [it for it in (published.earliest, published.latest) if it is not None]
    return any(abs((day - it).days) <= 6 for it in bounds)


def _parts_missing(date: Date, carried: str, language: Language, published: Date | None = None) -> Iterator[str]:
    """What of a date stands nowhere; a day or month without a year is the one nearest to the source's own day."""
    years, months, days = terms.years(carried), terms.months(carried, language), terms.days(carried)
    weekdays = terms.weekdays(carried, language)
    for year, month, day in _written(date):
        exact = datetime.date(int(year), int(month), int(day)) if day else None
        if int(year) not in years and not (month and int(month) in months and _in_reach(date, published)):
            yield f"the year {int(year)}"
        if month and int(month) not in months:
            yield f"the month {int(month)}"
        if exact is not None and int(day) not in days and exact.isoweekday() not in weekdays:
            yield f"the day {int(day)}"


def _in_reach(date: Date, published: Date | None) -> bool:
    if published is None or published.earliest is None or published.latest is None or date.earliest is None:
        return False
    return max(abs((date.earliest - it).days) for it in (published.earliest, published.latest)) <= _HALF_A_YEAR


def _written(date: Date) -> Iterator[tuple[str, str, str]]:
    """Year, month and day of every date in a date; a season counts as its year, and so does what bounds a whole one.

    The first of a month at the head of an interval, or the last at its end, is that month, and so with a year.
    """
    bounds = ".." in date.edtf or "/" in date.edtf
    for match in re.finditer(r"(?<!\d)(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?!\d)", date.edtf):
        year, month, day = match.group(1), match.group(2) or "", match.group(3) or ""
        month = "" if month > "12" else month
        if bounds and day:
            exact = datetime.date(int(year), int(month), int(day))
            opens, closes = exact == date.earliest, exact == date.latest
            next_day = exact + datetime.timedelta(days=1)
            if (opens and exact.day == 1) or (closes and next_day.day == 1):
                day = ""
                if (opens and exact.month == 1) or (closes and next_day.month == 1):
                    month = ""
        yield year, month, day


def published(material: Material) -> Iterator[Alarm]:
    """The day on which a source appeared is the one in its dateline; or, where it is inferred, the reasons say it all.

    A dateline is a whole date in one of the first sentences. A day that neither is inferred nor stands there may come
    from where the source was found, which no text here can tell.
    """
    for source in material.dossier.sources.values():
        language = languages.language(source.language)
        if source.published is None or language is None:
            continue
        tellings = [reason(it) for it in source.inferred if it.of == "published"]
        if not tellings:
            first = [source.text[a:b] for a, b in source.sentences[:_DATELINE]]
            tellings = [it for it in first if terms.years(it) and terms.months(it, language) and terms.days(it)]
        missing = min((list(_parts_missing(source.published, it, language)) for it in tellings), key=len, default=[])
        if missing:
            yield alarm(
                None,
                Code.DATE_NOT_QUOTED,
                source.place,
                f"`{source.id}` appeared on {source.published.edtf}, and nothing says {' or '.join(missing)}.",
                "Make the date no more exact than the text, or say under `inferred: published:` why it is believed.",
            )


def tense(material: Material, fact: Fact) -> Iterator[Alarm]:
    """An event told as past has a quote that tells of it as past, and happened before the source appeared.

    It looks ahead where it says what will be, or that somebody plans, hopes or is said to do what the event's title
    says was done. What somebody says at an event may look ahead, though the event itself is past.
    """
    event = material.dossier.subjects.get(fact.subject)
    if fact.aspect not in (Aspect.DATE, Aspect.OCCURRENCE) or not isinstance(event, Event):
        return
    if event.status not in (Status.HAPPENED, Status.ONGOING):
        return
    bundles: list[tuple[tuple[Citation, ...], Language | None]] = [
        *material.bundles(fact),
        *((citations, None) for citations, _ in material.foreign(fact)),
    ]
    for citations, language in bundles:
        source = material.dossier.sources[citations[0].source]
        quote = quoted(citations)
        judged = language if event.status is Status.HAPPENED else None
        ahead = "" if judged is None else _ahead(material, event, quote, judged)
        if ahead or _later(fact.date, source):
            why = f"this quote has “{ahead}”" if ahead else f"`{source.id}` appeared before it"
            told = "having happened" if event.status is Status.HAPPENED else "under way"
            yield alarm(
                fact,
                Code.EVENT_NOT_PAST,
                citations[0].place,
                f"The event `{fact.subject}` is told as {told}, and {why}.",
                "Write `status: announced`, `forecast` or `alleged`, cite words of it as past, or correct the date.",
                (f"quote: {quote}",),
            )


def _ahead(material: Material, event: Event, quote: str, language: Language) -> str:
    """The word by which a quote has an event still to come, or only alleged; empty where none has."""
    if "future" in terms.senses(quote, language) and not next(terms.sayings(quote, language), None):
        return terms.sense_word(quote, "future", language)
    if _tells_of_words(event.label, language):
        return ""
    own = terms.senses(event.label, language)
    title = terms.content(material.names.without(event.label), language)
    for sense in sorted((terms.senses(quote, language) & _NOT_DONE) - own):
        word = terms.sense_word(quote, sense, language)
        # What is only planned stands right behind its hedge: "plans to sell", "will be delivered".
        behind = re.findall(r"[\w’-]+", re.split(r"[.;:,“”\"]", quote[quote.find(word) + len(word) :])[0])[:4]
        if any(terms.related(it.lower(), mine, language) for it in behind for mine in title):
            return word
    return ""


def _tells_of_words(title: str, language: Language) -> bool:
    """Whether an event is that something is said: what is said of may then still be to come."""
    said = (*language.sayings, *language.announcing)
    return terms.any_of(said, title) or any(
        terms.related(it, verb, language) for it in terms.content(title, language) for verb in said
    )


def upcoming(material: Material, fact: Fact) -> Iterator[Alarm]:
    """An event told as announced or forecast is still to come: a word of its quote looks ahead, or its date does."""
    event = material.dossier.subjects.get(fact.subject)
    if fact.aspect not in (Aspect.DATE, Aspect.OCCURRENCE) or not isinstance(event, Event):
        return
    if event.status not in (Status.ANNOUNCED, Status.FORECAST):
        return
    for citations, language in material.bundles(fact):
        quote = quoted(citations)
        source = material.dossier.sources[citations[0].source]
        past = _before(fact.date, source.published)
        if not past and (_follows(fact.date, source.published) or _hinted(material, event, quote, language)):
            continue
        yield alarm(
            fact,
            Code.EVENT_NOT_AHEAD,
            citations[0].place,
            f"The event `{fact.subject}` is told as {event.status.value}, and "
            + (f"its date lies before `{source.id}`." if past else "nothing in this quote looks ahead to it."),
            "Write `status: happened` or `ongoing`, or cite words that tell of it as still to come.",
            (f"quote: {quote}",),
        )


def _follows(date: Date | None, published: Date | None) -> bool:
    """Whether a date lies behind the day of a source, or ends behind it where nobody knows when it began."""
    if date is None or published is None or published.latest is None:
        return False
    if date.earliest is None:
        return date.latest is None or date.latest > published.latest
    return date.earliest > published.latest


def _hinted(material: Material, event: Event, quote: str, language: Language) -> bool:
    """Whether a word of a quote looks ahead: in what the source tells itself, or right before the event's own words."""
    hints = (*language.ahead, *language.hedges, *language.verbs)
    saying = next(terms.sayings(quote, language), None)
    if terms.any_of(hints, quote[: saying.start()] if saying else quote):
        return True
    title = terms.content(material.names.without(event.label), language)
    behind = (quote[m.end() :] for m in terms.every(hints, quote))
    return any(
        terms.related(it.lower(), mine, language)
        for rest in behind
        for it in re.findall(r"[\w’-]+", rest)[:4]
        for mine in title
    )


def _later(date: Date | None, source: Source) -> bool:
    if date is None or date.earliest is None or source.published is None or source.published.latest is None:
        return False
    return date.earliest > source.published.latest


def order(material: Material) -> Iterator[Alarm]:
    """What the curator says came after another event is not dated before it, nor said to come before it as well.

    What came after an event came after all that this one came after.
    """
    events = {it.id: it for it in material.dossier.subjects.values() if isinstance(it, Event)}
    last: dict[str, Event | None] = {}
    for event in events.values():
        for ring in _settle(event, events, last):
            yield alarm(
                None,
                Code.EVENT_ORDER,
                ring.place,
                f"The event `{ring.id}` is said to come after itself, by way of what it comes after.",
                "Correct `after:`.",
            )
        before = last[event.id]
        if before is not None and _before(event.date, before.date):
            yield alarm(
                None,
                Code.EVENT_ORDER,
                event.place,
                f"The event `{event.id}` is said to come after `{before.id}`, and its date lies before.",
                "Correct one of the two dates, or `after:`.",
            )


def _settle(event: Event, events: Mapping[str, Event], last: dict[str, Event | None]) -> Iterator[Event]:
    """Find of an event, and of all before it, the latest that came before; yields what comes after itself."""
    path: dict[str, Iterator[str]] = {}
    here: str | None = event.id if event.id not in last else None
    while here is not None:
        before = path.setdefault(here, iter(events[here].after))
        id_ = next((it for it in before if it in events and it not in last), None)
        if id_ is None:
            mine = [it for id_ in events[here].after if id_ in events for it in (events[id_], last.get(id_)) if it]
            dated = [it for it in mine if it.date is not None and it.date.earliest is not None]
            last[here] = max(dated, key=_earliest, default=None)
            del path[here]
            here = next(reversed(path), None)
        elif id_ in path:
            yield events[id_]
        else:
            here = id_


def _earliest(event: Event) -> datetime.date:
    return event.date.earliest if event.date is not None and event.date.earliest is not None else datetime.date.min


def _before(one: Date | None, other: Date | None) -> bool:
    if one is None or other is None or one.latest is None or other.earliest is None:
        return False
    return one.latest < other.earliest
