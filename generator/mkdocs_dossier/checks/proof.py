"""Checks that a fact says what its quotes say (evidence rule, point 7): numbers, dates, names, negations, hedges."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from mkdocs_dossier import quantities
from mkdocs_dossier.checks import terms
from mkdocs_dossier.checks.material import (
    Alarm,
    Material,
    alarm,
    at,
    bundles,
    claimed,
    inferred_words,
    quoted,
    spoken_of,
    stands,
)
from mkdocs_dossier.dates import Date, Precision
from mkdocs_dossier.languages import Language
from mkdocs_dossier.model import Aspect, Citation, Fact
from mkdocs_dossier.problems import Code
from mkdocs_dossier.quantities import Quantity


def numbers(material: Material) -> Iterator[Alarm]:
    """Every number, amount, percentage, year, month and weekday in a fact's words comes out of its quotes.

    In digits or in words, with its currency and its per cent sign; a number inside a name is none. `printed` words and
    what is `inferred` count as quoted.
    """
    for fact, claim in material.claims():
        if fact.value is not None and (fact.value.quantity or fact.value.date):
            continue
        for citations in bundles(fact):
            language = material.language(citations[0])
            if language is None:
                continue
            quote = _evidence(fact, citations)
            missing = [*_numbers_missing(material, claim, quote, language), *_days_missing(claim, quote, language)]
            for word in dict.fromkeys(missing):
                yield alarm(
                    fact,
                    Code.NUMBER_NOT_QUOTED,
                    at(fact, citations[0]),
                    f"{spoken_of(fact)} has “{word}”, which this quote does not have.",
                    "Write what the quote says, or cite words that say it; what no source prints is `inferred`.",
                    (f"fact:  {claim}", f"quote: {quoted(citations[0])}"),
                )


def _evidence(fact: Fact, citations: Iterable[Citation]) -> str:
    return " … ".join([*map(quoted, citations), fact.printed or "", inferred_words(fact)])


def _numbers_missing(material: Material, claim: str, quote: str, language: Language) -> Iterator[str]:
    there = {it.meaning for it in terms.numbers(material.names.without(quote), language)}
    for number in terms.numbers(material.names.without(claim), language):
        if number.meaning not in there:
            yield number.text


def _days_missing(claim: str, quote: str, language: Language) -> Iterator[str]:
    for read in (terms.months, terms.weekdays):
        there = read(quote, language)
        for word in re.findall(r"\w+", claim):
            if read(word, language) - there:
                yield word


def quantity(material: Material) -> Iterator[Alarm]:
    """A value's number stands in its quote with the value's own unit, and with every word that frames it there.

    The qualifier of the value stands just before the number in the quote, and what frames the number in the quote ("up
    to", "about", "more than") is the value's qualifier; a condition stands in the quote word for word.
    """
    for fact in material.dossier.facts:
        value = fact.value
        if fact.aspect is not Aspect.VALUE or value is None or fact.withdrawn or not fact.citations:
            continue
        for citations in bundles(fact):
            language = material.language(citations[0])
            if language is None:
                continue
            quote = " … ".join(map(quoted, citations))
            if value.quantity is not None and not _holds(_evidence(fact, citations), value.quantity):
                yield alarm(
                    fact,
                    Code.VALUE_NOT_QUOTED,
                    at(fact, citations[0]),
                    f"{spoken_of(fact)} is “{value.text}”, and this quote has no such value.",
                    "Write the number with the unit of the quote.",
                    (f"quote: {quote}",),
                )
            for what, words in (("qualifier", value.qualifier), ("condition", value.condition)):
                if words and words.casefold() not in quote.casefold():
                    yield alarm(
                        fact,
                        Code.VALUE_NOT_QUOTED,
                        at(fact, citations[0]),
                        f"{spoken_of(fact)} has the {what} “{words}”, which this quote does not have.",
                        f"Write the {what} in the words of the quote, or take it out.",
                        (f"quote: {quote}",),
                    )
            frame = _frame(quote, value.text, language)
            if frame and value.quantity is not None and (value.qualifier or "").casefold() != frame.casefold():
                yield alarm(
                    fact,
                    Code.QUALIFIER_LOST,
                    at(fact, citations[0]),
                    f"{spoken_of(fact)} leaves out “{frame}”, which stands before the number in the quote.",
                    f"Add `qualifier: {frame}`.",
                    (f"quote: {quote}",),
                )


def _holds(quote: str, sought: Quantity) -> bool:
    spelled = quantities.KINDS[sought.kind].units
    same = {spelling for spelling, unit in spelled.items() if unit == spelled.get(sought.unit)} | {sought.unit}
    for match in re.finditer(r"\S*\d\S*|\b[A-Za-z]+\b", quote):
        tail = quote[match.start() :]
        for words in range(1, 5):
            piece = " ".join(tail.split()[:words]).strip(" .,;:()”\"'")
            for candidate in (piece, *(piece.replace("-", " ", 1) + "s",) * ("-" in piece)):
                read = quantities.parse(candidate, sought.kind)
                if isinstance(read, Quantity) and quantities.same(read, sought):
                    return True
    number = re.sub(r"[^\d.,].*$", "", sought.text)
    return bool(number) and any(
        f"{number}-{unit}" in quote or f"{number}-{unit[:-1]}" in quote for unit in same if unit
    )


def _frame(quote: str, text: str, language: Language) -> str:
    """The words that frame the number in the quote, from the language's list of qualifiers; empty where none do."""
    first = re.search(r"\S*\d\S*", text) or re.search(r"\S+", text)
    if first is None or not language.qualifiers:
        return ""
    either = "|".join(sorted(map(re.escape, language.qualifiers), key=len, reverse=True))
    match = re.search(rf"(?<!\w)({either})\s+(?:\S\s?)?{re.escape(first.group())}(?!\w)", quote, re.IGNORECASE)
    return match.group(1) if match else ""


def words(material: Material) -> Iterator[Alarm]:
    """The words of a value in words come out of its quote, each at least by its stem."""
    for fact in material.dossier.facts:
        value = fact.value
        if fact.aspect is not Aspect.VALUE or value is None or fact.withdrawn or value.quantity or value.date:
            continue
        for citations in bundles(fact):
            quote = _evidence(fact, citations)
            there = {it.casefold() for it in re.findall(r"\w+", quote)}
            for word in re.findall(r"\w+", " ".join((value.text, *value.items))):
                if not any(_related(word.casefold(), other) for other in there):
                    yield alarm(
                        fact,
                        Code.VALUE_NOT_QUOTED,
                        at(fact, citations[0]),
                        f"{spoken_of(fact)} has the word “{word}”, which this quote does not have.",
                        "Write the value in the words of the quote.",
                        (f"quote: {quoted(citations[0])}",),
                    )


def _related(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long_ = sorted((one, other), key=len)
    shared = next((i for i, (a, b) in enumerate(zip(short, long_, strict=False)) if a != b), len(short))
    return shared >= 4 and shared >= len(long_) - 3


def property_words(material: Material) -> Iterator[Alarm]:
    """A number or date is quoted together with a word that tells which property it is of.

    That word is one of the property's declared `words`, or of its name.
    """
    for fact in material.dossier.facts:
        value = fact.value
        if fact.aspect is not Aspect.VALUE or value is None or not (value.quantity or value.date) or fact.withdrawn:
            continue
        declared = material.dossier.properties.get(fact.property)
        expected = declared.words if declared is not None and declared.words else tuple(fact.property.split())
        for citations in bundles(fact):
            quote = " … ".join(map(quoted, citations)).casefold()
            there = set(re.findall(r"\w+", quote))
            if not any(
                word.casefold() in quote or any(_related(word.casefold(), other) for other in there)
                for word in expected
            ):
                yield alarm(
                    fact,
                    Code.PROPERTY_NOT_QUOTED,
                    at(fact, citations[0]),
                    f"Nothing in this quote tells that it is about `{fact.property}`.",
                    f"Quote one of these words too: {', '.join(expected)}; or declare others as the property's `words`.",
                    (f"quote: {quoted(citations[0])}",),
                )


def names(material: Material) -> Iterator[Alarm]:
    """Every proper name in a fact's words stands in its quotes: in any recorded spelling, or through `reads`.

    A capitalised word that is no recorded name stands there as it is written. The two ends of a relation and whoever
    takes part in an event are named in the quote as well. What is `inferred` counts as quoted.
    """
    for fact in material.dossier.facts:
        if fact.withdrawn or not fact.citations:
            continue
        claim = claimed(fact)
        needed = {it.subject: it.text for it in material.names.find(claim) if it.subject}
        for id_ in _ends(fact):
            subject = material.dossier.subjects.get(id_)
            if subject is not None:
                needed.setdefault(id_, subject.label)
        strangers = [it.text for it in material.names.strangers(claim, _starts(claim))] if fact.says else []
        for citations in bundles(fact):
            if material.language(citations[0]) is None:
                continue
            quote = " … ".join(map(quoted, citations))
            evidence = _evidence(fact, citations)
            there = set(material.names.among(evidence))
            for word, meant in fact.reads.items():
                if stands(word, quote):
                    there |= {meant, *material.names.among(meant)}
            there |= {fact.voice.by or ""} if _first_person(quote, material.language(citations[0])) else set()
            missing = [text for id_, text in needed.items() if id_ not in there and not material.by_role(id_, quote)]
            missing += [word for word in strangers if word not in evidence]
            for text in dict.fromkeys(missing):
                yield alarm(
                    fact,
                    Code.NAME_NOT_QUOTED,
                    at(fact, citations[0]),
                    f"{spoken_of(fact)} names “{text}”, and this quote does not.",
                    "Quote words that name it, say with `reads:` which word of the quote means it, or infer it.",
                    (f"quote: {quoted(citations[0])}",),
                )


def _ends(fact: Fact) -> tuple[str, ...]:
    if fact.aspect is Aspect.RELATION:
        return tuple(filter(None, (fact.subject, fact.object)))
    if fact.aspect is Aspect.PARTICIPATION:
        return tuple(filter(None, (fact.object,)))
    return ()


def _starts(claim: str) -> frozenset[int]:
    return frozenset({0, *(m.end() for m in re.finditer(r"[.:;?!]\s+[“\"‘']?|^[“\"‘']", claim))})


def _first_person(quote: str, language: Language | None) -> bool:
    return language is not None and any(stands(word, quote) for word in language.first_person)


def negations(material: Material) -> Iterator[Alarm]:
    """A fact has as many negations as its quote."""
    for fact, claim in material.claims():
        for citations in bundles(fact):
            language = material.language(citations[0])
            if language is None:
                continue
            quote = " … ".join(map(quoted, citations))
            ours, theirs = terms.negations(claim, language), terms.negations(quote, language)
            if ours != theirs:
                yield alarm(
                    fact,
                    Code.NEGATION_DIFFERS,
                    at(fact, citations[0]),
                    f"{spoken_of(fact)} has {_times(ours)}, and this quote has {_times(theirs)}.",
                    "Say neither more nor less than the quote, or accept it with a reason: `accepted:`.",
                    (f"fact:  {claim}", f"quote: {quote}"),
                )


def _times(number: int) -> str:
    return {0: "no negation", 1: "one negation"}.get(number, f"{number} negations")


def hedges(material: Material) -> Iterator[Alarm]:
    """Each hedge of a quote is kept: what may, is planned, hoped, expected or demanded is not told as done.

    A hope, demand, promise or question may be told by the fact's `act` instead of by a word.
    """
    for fact, claim in material.claims():
        if fact.aspect is not Aspect.SAYS:
            continue
        for citations in bundles(fact):
            language = material.language(citations[0])
            if language is None:
                continue
            quote = " … ".join(map(quoted, citations))
            kept = terms.kept_senses(claim, language) | {fact.act.value}
            for sense in sorted(terms.senses(quote, language) - kept):
                yield alarm(
                    fact,
                    Code.HEDGE_LOST,
                    at(fact, citations[0]),
                    f"{spoken_of(fact)} does not keep the “{terms.sense_word(quote, sense, language)}” of this quote.",
                    "Keep it in the sentence, or accept it with a reason: `accepted:`.",
                    (f"fact:  {claim}", f"quote: {quote}"),
                )


def dates(material: Material) -> Iterator[Alarm]:
    """Every part of a date comes out of its quotes, its `printed` words, or what is inferred about it.

    A weekday in the printed words is the date's own, within six days of the source's publication, before or after
    (evidence rule, point 11); it then proves day, month and year.
    """
    for fact in material.dossier.facts:
        date = fact.date if fact.aspect in (Aspect.DATE, Aspect.SAYS) else fact.value.date if fact.value else None
        if date is None or fact.withdrawn or not fact.citations:
            continue
        for citations in bundles(fact):
            language = material.language(citations[0])
            if language is None:
                continue
            published = material.dossier.sources[citations[0].source].published
            if fact.aspect is Aspect.SAYS and published is not None and _as_of(date, published):
                continue
            yield from _date(fact, date, citations, published, language)


def _as_of(date: Date, published: Date) -> bool:
    """Whether a date is no more than the day on which the source appeared, or a less exact form of it."""
    if date.earliest is None or date.latest is None or published.earliest is None or published.latest is None:
        return False
    return date.earliest <= published.earliest and published.latest <= date.latest


def _date(
    fact: Fact, date: Date, citations: tuple[Citation, ...], published: Date | None, language: Language
) -> Iterator[Alarm]:
    quote = " … ".join([*map(quoted, citations), fact.printed or ""])
    evidence = _evidence(fact, citations)
    place = at(fact, citations[0]) if not fact.inferred else fact.place
    sought = terms.weekdays(fact.printed or quote, language)
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
            return
        if published is not None and not _near(date.earliest, published):
            yield alarm(
                fact,
                Code.WEEKDAY_WRONG,
                place,
                f"{spoken_of(fact)} is {date.edtf}, more than six days from the day on which the source appeared.",
                "A weekday alone means one within six days; correct the date.",
                (f"source: {fact.printed or quote}",),
            )
        return
    missing = list(_parts_missing(date, evidence, language))
    if missing:
        yield alarm(
            fact,
            Code.DATE_NOT_QUOTED,
            place,
            f"{spoken_of(fact)} is {date.edtf}, and nothing cited for it says {' or '.join(missing)}.",
            "Make the date no more exact than the words, or say under `inferred:` why it is believed.",
            (f"quote: {quote}",),
        )


def _near(day: datetime.date, published: Date) -> bool:
    bounds = [it for it in (published.earliest, published.latest) if it is not None]
    return any(abs((day - it).days) <= 6 for it in bounds)


def _parts_missing(date: Date, evidence: str, language: Language) -> Iterator[str]:
    years, months = terms.years(evidence), terms.months(evidence, language)
    digits = {int(it) for it in re.findall(r"\d+", evidence)}
    for year, month, day in _written(date.edtf):
        if year and int(year) not in years:
            yield f"the year {int(year)}"
        if month and int(month) <= 12 and int(month) not in months:
            yield f"the month {int(month)}"
        if day and int(day) not in digits:
            yield f"the day {int(day)}"


def _written(edtf: str) -> Iterator[tuple[str, str, str]]:
    for match in re.finditer(r"(?<!\d)(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?!\d)", edtf):
        yield match.group(1), match.group(2) or "", match.group(3) or ""


def tense(material: Material) -> Iterator[Alarm]:
    """An event told as past has a quote that tells of it as past, and one that is announced has one that looks ahead."""
    for fact in material.dossier.facts:
        event = material.dossier.subjects.get(fact.subject)
        status = getattr(event, "status", None)
        if fact.aspect not in (Aspect.DATE, Aspect.OCCURRENCE) or status is None:
            continue
        for citation in fact.citations:
            language = material.language(citation)
            if language is None:
                continue
            ahead = "future" in terms.senses(quoted(citation), language)
            if ahead and status.value == "happened":
                yield alarm(
                    fact,
                    Code.EVENT_NOT_PAST,
                    at(fact, citation),
                    f"The event `{fact.subject}` is told as having happened, and this quote looks ahead to it.",
                    "Write `status: announced` or `forecast`, or cite words that tell of it as past.",
                    (f"quote: {quoted(citation)}",),
                )
