"""Checks that a fact says what its quotes say (evidence rule, point 7): numbers, values, names, negations, hedges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from mkdocs_dossier import quantities, quotes
from mkdocs_dossier.checks import calendar, terms
from mkdocs_dossier.checks.material import (
    FIELDS,
    Alarm,
    Material,
    alarm,
    beside,
    claimed,
    evidence,
    field_evidence,
    quoted,
    spoken_of,
    stands,
)
from mkdocs_dossier.languages import Language
from mkdocs_dossier.model import Act, Aspect, Citation, Fact, Value
from mkdocs_dossier.problems import Code
from mkdocs_dossier.quantities import Frame, Quantity


def numbers(material: Material, fact: Fact) -> Iterator[Alarm]:
    """Every number, amount, percentage, year, month and weekday in a fact's words comes out of its quotes.

    In digits or in words, with its currency, its per cent sign and its unit; a number inside a name is none. A date may
    also be what the quote's words mean against the day on which the source appeared: a weekday is one within six days,
    a month the nearest. `printed` words and what is `inferred` count as quoted.
    """
    claim = claimed(fact)
    if not claim or (fact.value is not None and (fact.value.quantity or fact.value.date)):
        return
    for citations, language in material.bundles(fact):
        quote = evidence(fact, citations)
        published = material.dossier.sources[citations[0].source].published
        left = calendar.unproven(claim, quote, published, language)
        missing = list(_missing(material, left, quote, language))
        for word in dict.fromkeys(missing):
            yield alarm(
                fact,
                Code.NUMBER_NOT_QUOTED,
                citations[0].place,
                f"{spoken_of(fact)} has “{word}”, which this quote does not have.",
                "Write what the quote says, or cite words that say it; what no source prints is `inferred`.",
                beside(claim, citations),
            )


def _missing(material: Material, claim: str, quote: str, language: Language) -> Iterator[str]:
    """The numbers and days of a claim that a quote does not have; of a date, the whole of it."""
    there = material.names.without(quote)
    for date in reversed(calendar.written(claim, language)):
        words = claim[date.start : date.end]
        if list(missing_numbers(words, there, language)) or list(_days_missing(words, quote, language)):
            claim = claim[: date.start] + " " * len(words) + claim[date.end :]
            yield words
    yield from missing_numbers(material.names.without(claim), there, language)
    yield from _days_missing(claim, quote, language)
    ours, theirs = terms.rates(claim, language), terms.rates(quote, language)
    yield from (ours[name] for name in ours if theirs and name not in theirs)


def missing_numbers(claim: str, quote: str, language: Language) -> Iterator[str]:
    """The numbers of a claim that a quote does not have, or has with another unit; names are taken out of both."""
    there = terms.numbers(quote, language)
    bases = {base for it in there for base, _ in it.measures}
    for number in terms.numbers(claim, language):
        same = [it for it in there if it.meaning == number.meaning]
        if number.text in language.twos or any(it.measures & number.measures for it in there):
            continue
        if number.vague and any(number.value <= it.value < 1000 * number.value for it in there):
            continue
        if not same:
            yield number.text
        elif number.units and not any(not it.units and bases & {base for base, _ in number.measures} for it in same):
            # A unit may stand behind another number of the quote: "5 to 10 km".
            unit = re.match(r"[\s-]*\S+(?:\smiles?)?", claim[number.end :])
            yield f"{number.text}{unit.group() if unit else ''}".rstrip(".,;:")


def _days_missing(claim: str, quote: str, language: Language) -> Iterator[str]:
    for read in (terms.months, terms.weekdays):
        missing = read(claim, language) - read(quote, language)
        yield from (it for it in (re.findall(r"\w+", claim) if missing else ()) if read(it, language) & missing)


def quantity(material: Material, fact: Fact) -> Iterator[Alarm]:
    """A value's number stands in its quote with the value's own unit, and with every word that frames it there.

    What frames the number in its sentence ("up to", "about", "more than") is the value's qualifier, and a condition
    right behind it ("under fire") its condition; both stand in the quote word for word.
    """
    value = fact.value
    if fact.aspect is not Aspect.VALUE or value is None:
        return
    for citations, language in material.bundles(fact):
        quote = quoted(citations)
        if value.quantity is not None and not _holds(field_evidence(fact, citations, "value"), value.quantity):
            yield alarm(
                fact,
                Code.VALUE_NOT_QUOTED,
                citations[0].place,
                f"{spoken_of(fact)} is “{value.text}”, and this quote has no such value.",
                "Write the number with the unit of the quote.",
                (f"quote: {quote}",),
            )
        for what, words in (("qualifier", value.qualifier), ("condition", value.condition)):
            if words and words.casefold() not in quote.casefold():
                yield alarm(
                    fact,
                    Code.VALUE_NOT_QUOTED,
                    citations[0].place,
                    f"{spoken_of(fact)} has the {what} “{words}”, which this quote does not have.",
                    f"Write the {what} in the words of the quote, or take it out.",
                    (f"quote: {quote}",),
                )
        if value.quantity is None:
            continue
        for citation in citations:
            yield from _framing_of_value(material, fact, value, citation, language)


def _framing_of_value(
    material: Material, fact: Fact, value: Value, citation: Citation, language: Language
) -> Iterator[Alarm]:
    told, start, end = material.around(citation)
    frame = _frame(told, start, end, value.text, language)
    if frame and (value.qualifier or "").casefold() != frame.casefold():
        yield alarm(
            fact,
            Code.QUALIFIER_LOST,
            citation.place,
            f"{spoken_of(fact)} leaves out “{frame}”, which stands before the number in the source.",
            f"Add `qualifier: {frame}`"
            + ("." if frame.casefold() in quoted([citation]).casefold() else ", and quote it."),
            (f"source: {told}",),
        )
    condition = "" if value.condition else _condition(told, start, end, value.text, language)
    if condition:
        yield alarm(
            fact,
            Code.QUALIFIER_LOST,
            citation.place,
            f"{spoken_of(fact)} leaves out “{condition}”, which stands behind the number in the source.",
            f"Add `condition: {condition}`, and quote it; or accept it with a reason: `accepted:`.",
            (f"source: {told}",),
        )


def framing(material: Material, fact: Fact) -> Iterator[Alarm]:
    """A sentence keeps what frames a number in the source, "up to" or "more than", and frames none that is not framed.

    "About" may stand for what is nearly or a little more than so much. "Around" and "about" are the same.
    """
    if fact.aspect is not Aspect.SAYS:
        return
    claim = material.names.without(claimed(fact))
    for citations, language in material.bundles(fact):
        there = [it for citation in citations for it in _framed(material, citation, language)]
        for it in terms.framed(claim, language):
            same = [other for other in there if other.number.meaning == it.number.meaning]
            frames = {other.frame for other in same}
            vague = it.frame is Frame.ABOUT and frames & {Frame.MORE, Frame.LESS}
            # "Only 20" are "no more than 20".
            few = it.frame is Frame.LIMIT and any(other.words for other in same if other.frame is Frame.EXACT)
            if not same or it.frame in frames or vague or few:
                continue
            theirs = f"“{same[0].words} {same[0].number.text}”" if same[0].words else f"“{same[0].number.text}” alone"
            yield alarm(
                fact,
                Code.QUALIFIER_LOST,
                citations[0].place,
                f"{spoken_of(fact)} has “{f'{it.words} {it.number.text}'.strip()}”, and the source {theirs}.",
                "Keep what frames the number, or accept it with a reason: `accepted:`.",
                beside(claimed(fact), citations),
            )


def _holds(quote: str, sought: Quantity) -> bool:
    """Whether a quantity stands in a quote: the same number in the same unit, also as in "45-metre"."""
    for match in re.finditer(r"(?<!\w)(?=\S)", quote):
        tail = [*re.finditer(r"\S+", quote[match.start() : match.start() + 80])][:5]
        for last in tail:
            piece = quote[match.start() : match.start() + last.end()].strip(" .,;:()“”\"'")
            # "six-month" has its unit in the singular.
            apart = re.sub(r"(?<=\w)-(?=[^\W\d])", " ", piece)
            for candidate in {piece, *((apart, f"{apart}s") if apart != piece else ())}:
                read = quantities.parse(candidate, sought.kind)
                if isinstance(read, Quantity) and quantities.same(read, sought):
                    return True
    return False


def _framed(material: Material, citation: Citation, language: Language) -> Iterator[terms.Framed]:
    told, start, end = material.around(citation)
    for it in terms.framed(material.names.without(told), language):
        if start <= it.number.start < end:
            yield it


def _frame(told: str, start: int, end: int, text: str, language: Language) -> str:
    """The words that frame a value's number in a quote, or just before it; empty where none do."""
    first = re.search(r"\S*\d\S*", text) or re.search(r"\S+", text)
    if first is None or not language.qualifiers:
        return ""
    either = "|".join(sorted(map(re.escape, language.qualifiers), key=len, reverse=True))
    number = rf"(?<!\w)({either})\s+((?:\S\s?)?{re.escape(first.group())})(?!\w)"
    matches = re.finditer(number, told, re.IGNORECASE)
    return next((m[1] for m in matches if start <= m.start(2) < end), "")


def _condition(told: str, start: int, end: int, text: str, language: Language) -> str:
    """The condition behind a value's number in the source; empty where there is none behind each place of it."""
    places = [m for m in re.finditer(rf"(?<![\w.,]){re.escape(text)}(?!\w)", told) if start <= m.start() < end]
    found = [terms.condition(told, m.end(), language) for m in places]
    return found[0] if found and all(found) else ""


def words(material: Material, fact: Fact) -> Iterator[Alarm]:
    """The words of a value in words, and those of a role (`as`), come out of the quote, each at least by its stem."""
    value = fact.value
    if value is None or fact.aspect not in (Aspect.VALUE, Aspect.RELATION) or value.quantity or value.date:
        return
    for citations, language in material.bundles(fact):
        quote = field_evidence(fact, citations, "value")
        there = {it.casefold() for it in re.findall(r"\w+", quote)}
        for word in re.findall(r"\w+", " ".join((value.text, *value.items))):
            if not any(terms.related(word.casefold(), other, language) for other in there):
                yield alarm(
                    fact,
                    Code.VALUE_NOT_QUOTED,
                    citations[0].place,
                    f"{spoken_of(fact)} has the word “{word}”, which this quote does not have.",
                    "Write the value in the words of the quote.",
                    (f"quote: {quoted(citations)}",),
                )


def property_words(material: Material, fact: Fact) -> Iterator[Alarm]:
    """A value is quoted together with a word that tells which property it is of, and no other property's is nearer.

    That word is one of the property's declared `words`; a number or a date whose property declares none needs one of
    the property's name. Another property is one of the same kind; where a subject has only one of a property without
    such words, no word of another one stands in the quote.
    """
    value = fact.value
    declared = material.dossier.properties.get(fact.property)
    if fact.aspect is not Aspect.VALUE or value is None or declared is None or value.unknown:
        return
    measured = bool(value.quantity or value.date)
    expected = declared.words or (tuple(fact.property.split()) if measured else ())
    if not expected and not declared.one:
        return
    others = {
        name: other.words
        for name, other in material.dossier.properties.items()
        if name != fact.property and other.kind == declared.kind and other.one and not set(other.words) & set(expected)
    }
    for citations, language in material.bundles(fact):
        quote = quoted(citations)
        mine = _distance(quote, value.text, expected, language)
        found = {name: _distance(quote, value.text, theirs, language) for name, theirs in others.items()}
        nearer = [
            name
            for name, distance in found.items()
            if distance is not None and (not expected or (measured and mine is not None and distance < mine))
        ]
        if (expected and mine is None) or nearer:
            tells = f"this quote is rather about `{nearer[0]}` than" if nearer else "nothing in this quote tells of"
            yield alarm(
                fact,
                Code.PROPERTY_NOT_QUOTED,
                citations[0].place,
                f"{spoken_of(fact)}: {tells} `{fact.property}`.",
                f"Quote one of these words too: {', '.join(expected)}; or declare others as the property's `words`.",
                (f"quote: {quote}",),
            )


def _distance(quote: str, text: str, expected: Sequence[str], language: Language) -> int | None:
    """How far the nearest of the words stands from the value in the quote; None where none of them stands there."""
    number = re.search(r"\d[\d.,]*", text)
    at = quote.find(number.group()) if number else -1
    spans = [
        match.span() for word in expected for match in re.finditer(re.escape(word.casefold()), quote.casefold())
    ] or [
        match.span()
        for match in re.finditer(r"\w+", quote)
        if any(terms.related(word.casefold(), match.group().casefold(), language) for word in expected)
    ]
    return min((max(at - b, a - at) for a, b in spans), default=None) if at >= 0 else (0 if spans else None)


def names(material: Material, fact: Fact) -> Iterator[Alarm]:
    """Every proper name in a fact's words stands in its quotes: in any recorded spelling, or through `reads`.

    A capitalised word that is no recorded name stands there as it is written; at the head of a sentence it may be any
    word, but not nearly a recorded name. The two ends of a relation and whoever takes part in an event are named in
    the quote as well. What is `inferred` counts as quoted, and the speaker need not name himself.
    """
    claim = claimed(fact)
    needed = {it.subject: it.text for it in material.names.find(claim) if it.subject}
    for id_ in _ends(fact):
        subject = material.dossier.subjects.get(id_)
        if subject is not None:
            needed.setdefault(id_, subject.label)
    if not fact.citations and fact.inferred:
        # Nothing is cited, so what is inferred must be just this.
        named = material.names.among(" … ".join(it.of for it in fact.inferred))
        for id_ in (it for it in _ends(fact) if fact.aspect is Aspect.PARTICIPATION and it not in named):
            yield alarm(
                fact,
                Code.NAME_NOT_QUOTED,
                fact.place,
                f"{spoken_of(fact)} names “{needed[id_]}”, and what is inferred for it does not.",
                "Cite words that name it, or infer it by this name.",
            )
    for citations, language in material.bundles(fact):
        quote, carried = quoted(citations), evidence(fact, citations)
        there = {*material.names.among(carried), *material.meant(fact, quote)}
        if fact.voice.by and fact.aspect is Aspect.SAYS:
            there.add(fact.voice.by)
        missing = [text for id_, text in needed.items() if id_ not in there and not material.by_role(id_, quote, fact)]
        missing += _strange(material, claim, carried, language)
        missing += _slips(material, claim, carried, language)
        for text in dict.fromkeys(missing):
            yield alarm(
                fact,
                Code.NAME_NOT_QUOTED,
                citations[0].place,
                f"{spoken_of(fact)} names “{text}”, and this quote does not.",
                "Quote words that name it, say with `reads:` which word of the quote means it, or infer it.",
                (f"quote: {quote}",),
            )


def _ends(fact: Fact) -> tuple[str, ...]:
    if fact.aspect is Aspect.RELATION:
        return tuple(filter(None, (fact.subject, fact.object)))
    if fact.aspect is Aspect.PARTICIPATION:
        return tuple(filter(None, (fact.object,)))
    return ()


def _strange(material: Material, claim: str, carried: str, language: Language) -> Iterator[str]:
    starts = {m.end() for m in re.finditer(r"(?:^|[.:;?!]\s+)[“\"‘']?", claim)}
    for it in material.names.strangers(claim, ()):
        if stands_as_written(it.text, carried) or it.text.casefold() in {**language.months, **language.weekdays}:
            continue
        heads = (
            it.start in starts
            and not (it.text.isupper() and len(it.text) > 1)
            and not any(sign.isdigit() for sign in it.text)
        )
        if not heads or (not stands(it.text, carried) and _nearly(it.text, material.names.capitalised)):
            yield it.text


def _nearly(word: str, names: Iterable[str]) -> bool:
    """Whether a word is nearly one of some names: a slip of the pen away."""
    return len(word) > 3 and any(
        OSA.distance(name, word, score_cutoff=2) <= (1 if len(name) < 6 else 2) for name in names if name != word
    )


def _slips(material: Material, claim: str, carried: str, language: Language) -> Iterator[str]:
    """Small words that no source has, and that are one letter away from a word of a recorded name."""
    for word in re.findall(r"(?<!\w)[a-z]{4,}(?!\w)", claim):
        near = [name for name in material.names.small if OSA.distance(name, word, score_cutoff=1) == 1]
        slip = any(not terms.related(name, word, language) for name in near)
        if slip and word not in carried and not any(stands(word, it.text) for it in material.dossier.sources.values()):
            yield word


def stands_as_written(word: str, words: str) -> bool:
    """Whether a word stands whole among others with the same capitals."""
    return word in words and bool(quotes.whole(word, within=words).search(words))


def negations(material: Material, fact: Fact) -> Iterator[Alarm]:
    """A fact has as many negations as its quote; questions that the quote only tells of are left out of it.

    A word that says no and something more, such as "declined" or "failed", can stand for one.
    """
    claim = claimed(fact)
    if not claim or fact.aspect is Aspect.RELATION:
        return
    for citations, language in material.bundles(fact):
        quote = quoted(citations) if fact.act is Act.QUESTION else terms.answered(quoted(citations), language)
        ours, theirs = terms.negations(claim, quote, language), terms.negations(quote, claim, language)
        if ours[1] < theirs[0] or theirs[1] < ours[0]:
            yield alarm(
                fact,
                Code.NEGATION_DIFFERS,
                citations[0].place,
                f"{spoken_of(fact)} has {_times(ours[0])}, and this quote has {_times(theirs[0])}.",
                "Say neither more nor less than the quote, or accept it with a reason: `accepted:`.",
                beside(claim, citations),
            )


def _times(number: int) -> str:
    return {0: "no negation", 1: "one negation"}.get(number, f"{number} negations")


def hedges(material: Material, fact: Fact) -> Iterator[Alarm]:
    """Each hedge of a quote is kept: what may, is planned, hoped, expected or demanded is not told as done.

    What the quote only tells that somebody was asked is left out, and so is the verb with which a speaker announces his
    words ("vowed that"), and a clause of which the fact has no word.
    """
    claim = claimed(fact)
    if fact.aspect is not Aspect.SAYS:
        return
    for citations, language in material.bundles(fact):
        quote = quoted(citations) if fact.act is Act.QUESTION else terms.answered(quoted(citations), language)
        quote = quote if fact.voice.by is None else terms.unannounced(quote, language)
        # A question keeps that somebody "asked" by being one.
        kept = terms.kept_senses(claim, language) | ({"demand"} if fact.act is Act.QUESTION else set())
        lost = (it for it in sorted(terms.senses(quote, language) - kept) if _told(claim, quote, it, language))
        for sense in lost:
            yield alarm(
                fact,
                Code.HEDGE_LOST,
                citations[0].place,
                f"{spoken_of(fact)} does not keep the “{terms.sense_word(quote, sense, language)}” of this quote.",
                "Keep it in the sentence, or accept it with a reason: `accepted:`.",
                beside(claim, citations),
            )


def _told(claim: str, quote: str, sense: str, language: Language) -> bool:
    """Whether a fact has a word of a clause that a quote hedges, or the clause has none."""
    said = {it.casefold() for it in re.findall(r"\w{3,}", claim)}
    for clause in terms.hedged(quote, sense, language):
        words = {it.casefold() for it in re.findall(r"\w{3,}", clause)} - language.plain
        if not words or any(terms.related(it, other, language) for it in words for other in said):
            return True
    return False


def verbs(material: Material, fact: Fact) -> Iterator[Alarm]:
    """A fact does not exchange one declared verb for another: what is "part of" a group is not "owned by" it.

    Declared are the words of relations and of properties; those of one may stand for each other. Of a property only a
    word beside the same name is exchanged: the others may be told of as well.
    """
    if fact.aspect is not Aspect.SAYS:
        return
    claim = claimed(fact)
    for citations, language in material.bundles(fact):
        quote = material.read_out(fact, quoted(citations))
        mine, theirs = _declared(material, claim), _declared(material, quote)
        for one, word in mine.items():
            others = [it for it in theirs if it not in mine] if one not in theirs else []
            other = next((it for it in others if _exchanged(material, claim, quote, one, it, mine, theirs)), None)
            if other and not _there(word, quote, language) and not _there(theirs[other], claim, language):
                yield alarm(
                    fact,
                    Code.VERB_EXCHANGED,
                    citations[0].place,
                    f"{spoken_of(fact)} has “{word}”, and this quote “{theirs[other]}”.",
                    "Use the verb of the quote, or accept it with a reason: `accepted:`.",
                    beside(claim, citations),
                )


def _exchanged(
    material: Material, claim: str, quote: str, one: str, other: str, mine: dict[str, str], theirs: dict[str, str]
) -> bool:
    """Whether a declared word of a sentence can stand in the place of one of the quote."""
    if one in material.dossier.relations and other in material.dossier.relations:
        return True
    ours, near = _beside_names(material, claim, mine[one]), _beside_names(material, quote, theirs[other])
    return any(a is not None and a == b for a, b in zip(ours, near, strict=True))


def _beside_names(material: Material, text: str, word: str) -> tuple[str | None, str | None]:
    """The subjects that are named nearest to a word in a text, before and behind it."""
    match = quotes.whole(word, within=text).search(text)
    named = [it for it in material.names.find(text) if it.subject] if match else []
    before = [it.subject for it in named if match and it.end <= match.start()]
    behind = [it.subject for it in named if match and it.start >= match.end()]
    return (before[-1] if before else None), (behind[0] if behind else None)


def _declared(material: Material, text: str) -> dict[str, str]:
    """The relations and properties of which a text has a declared word, each with the first such word."""
    found: dict[str, str] = {}
    relations = [(name, kind.words) for name, kind in material.dossier.relations.items()]
    properties = [(name, kind.words) for name, kind in material.dossier.properties.items()]
    for name, words in relations + properties:
        word = next((it for it in words if it.islower() and stands(it, text)), None)
        if word is not None and not any(word in other for other in found.values()):
            found.setdefault(name, word)
    return found


def _there(word: str, quote: str, language: Language) -> bool:
    return any(terms.related(word, it.casefold(), language) for it in re.findall(r"\w+", quote))


def printed(material: Material, fact: Fact) -> Iterator[Alarm]:
    """The words given as `printed` stand in the sentence of one of the fact's citations."""
    if not fact.printed or fact.withdrawn:
        return
    cited = [*fact.citations, *(citation for it in fact.inferred for citation in it.citations)]
    sought = quotes.normal(fact.printed)
    if cited and not any(stands_as_written(sought, material.sentences(citation)) for citation in cited):
        yield alarm(
            fact,
            Code.PRINTED_NOT_QUOTED,
            fact.place,
            f"{spoken_of(fact)} has “{fact.printed}” as printed, and no sentence cited for it has these words.",
            "Write the source's own words, or cite the sentence in which they stand.",
        )


def unused(material: Material, fact: Fact) -> Iterator[Alarm]:
    """What is `inferred` is something that the quotes do not say: a word of the fact, or its date or value."""
    for inference in fact.inferred if fact.citations and fact.withdrawn is None else ():
        if not _needed(material, fact, inference.of):
            said = inference.of in FIELDS or inference.of in _whole(material, fact)
            yield alarm(
                fact,
                Code.INFERRED_UNUSED,
                fact.place,
                f"{spoken_of(fact)} infers “{inference.of}”, which {'its quotes' if said else 'it does not'} say"
                + (" anyway." if said else "."),
                "Take the inference out, or name the word or field that no quote says.",
            )


def _whole(material: Material, fact: Fact) -> str:
    labels = [material.dossier.subjects[it].label for it in _ends(fact) if it in material.dossier.subjects]
    date = [fact.date.edtf] if fact.date else []
    return " … ".join([claimed(fact), *labels, *date])


def _needed(material: Material, fact: Fact, of: str) -> bool:
    bundles = [quoted(citations) for citations, _ in material.bundles(fact)]
    if of in FIELDS:
        text = fact.value.text if fact.value is not None else fact.date.edtf if fact.date is not None else ""
        parts = re.findall(r"\w+", text)
        return any(not stands(part, quote) for quote in bundles for part in parts) or not bundles
    owners = material.names.among(of)
    mine = {*_ends(fact), *material.names.among(claimed(fact)), fact.subject}
    inside = of in _whole(material, fact) or bool(owners & mine) or bool(terms.years(of) & terms.years(claimed(fact)))
    carried = [stands(of, quote) or (bool(owners) and owners <= material.names.among(quote)) for quote in bundles]
    return inside and not (carried and all(carried))
