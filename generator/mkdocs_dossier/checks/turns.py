"""Checks that nothing is told the other way round: names, numbers and words (evidence rule, point 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, permutations

from mkdocs_dossier.checks import terms
from mkdocs_dossier.checks.material import Alarm, Material, alarm, beside, claimed, quoted, spoken_of
from mkdocs_dossier.languages import Language
from mkdocs_dossier.model import Aspect, Fact
from mkdocs_dossier.problems import Code


def names_turned(material: Material, fact: Fact) -> Iterator[Alarm]:
    """Two names stand in the same order about the same words in a fact as in its quote, and beside the same words.

    "A paid B" and "B paid A" hold the same names, and so do "the treasurer of A" and "the treasurer of B" where both
    are named. A passive, "was paid by", turns the two round.
    """
    if fact.aspect is not Aspect.SAYS:
        return
    claim = claimed(fact)
    for citations, language in material.bundles(fact):
        quote = material.read_out(fact, quoted(citations))
        found = _turned(material, claim, quote, language) or _moved(material, claim, quote, language)
        if found:
            yield alarm(
                fact,
                Code.NAMES_TURNED,
                citations[0].place,
                f"{spoken_of(fact)} has {found}; this quote has it otherwise.",
                "Check who does it to whom; if both say the same, accept it with a reason: `accepted:`.",
                beside(claim, citations),
            )


def _turned(material: Material, claim: str, quote: str, language: Language) -> str:
    """Two names that stand the other way round about a word, as a problem tells it; empty where there are none."""
    mine, theirs = _pairs(material, claim, language), _pairs(material, quote, language)
    for (one, other), between in mine.items():
        straight, turned = theirs.get((one, other), []), theirs.get((other, one), [])
        shared = "" if _shared(between, straight, language) else _shared(between, turned, language)
        if shared:
            labels = [material.dossier.subjects[it].label for it in (one, other)]
            return f"{labels[0]} before “{shared}” and {labels[1]} behind it"
    return ""


def _pairs(material: Material, text: str, language: Language) -> dict[tuple[str, str], list[str]]:
    """For every two subjects in a text, who acts first, what stands between them; "paid by" turns the two round."""
    found: dict[tuple[str, str], list[str]] = {}
    for a, b in combinations(material.names.find(text), 2):
        between = text[a.end : b.start]
        if not a.subject or not b.subject or a.subject == b.subject or re.search(r"[;.…]\s", between):
            continue
        passive = terms.any_of(language.passive, between)
        if passive and _turning(language).search(between):
            found.setdefault((b.subject, a.subject), []).append(between)
        elif not passive:
            found.setdefault((a.subject, b.subject), []).append(between)
    return found


@lru_cache(maxsize=8)
def _turning(language: Language) -> re.Pattern[str]:
    """What stands between the two names of a passive: a participle, "by", and at most an article."""
    either, articles = ("|".join(map(re.escape, it)) for it in (language.passive, language.articles))
    return re.compile(rf"(?i)\w(?:{'|'.join(language.participles) or '(?!)'})\s+(?:{either})\s+(?:(?:{articles})\s+)?$")


def _shared(mine: Sequence[str], theirs: Sequence[str], language: Language) -> str:
    """A word that carries sense and stands in both; empty where there is none."""
    there = {word for between in theirs for word in terms.content(between, language)}
    for word in sorted(word for between in mine for word in terms.content(between, language)):
        if any(terms.related(word, other, language) for other in there):
            return word
    return ""


def _moved(material: Material, claim: str, quote: str, language: Language) -> str:
    """A name beside a word beside which the quote has another one; empty where there is none."""
    mine, theirs = _neighbours(material, claim, language), _neighbours(material, quote, language)
    named = {it.subject for it in material.names.find(claim) if it.subject}
    for (word, *joint), side, subject in mine:
        if word in language.sayings:
            continue
        there = {
            other
            for (near, *other_joint), at, other in theirs
            if (at, other_joint) == (side, joint) and terms.related(word, near, language)
        }
        also = {other for (near, *_), at, other in mine if at == side and near == word}
        moved = there & named - also
        if subject not in there and moved:
            label, other = (material.dossier.subjects[it].label for it in (subject, min(moved)))
            return f"{label} beside “{word}”, not {other}"
    return ""


def _neighbours(material: Material, text: str, language: Language) -> list[tuple[tuple[str, ...], str, str]]:
    """For each name the nearest word that carries sense on each side, with the words that join them.

    Only where it is near and nothing stands between, and not for a name behind a passive's "by".
    """
    found = []
    named = material.names.find(text)
    for number, it in enumerate(named):
        before = re.findall(r"[\w’'-]+|[^\w\s]", text[named[number - 1].end if number else 0 : it.start])[::-1]
        last = named[number + 1].start if number + 1 < len(named) else len(text)
        behind = re.findall(r"[\w’'-]+|[^\w\s]", re.sub(r"^[’']s?\b", "", text[it.end : last]))
        if before and before[0].casefold() in language.passive:
            continue
        for side, words in (("left", before), ("right", behind)):
            joint: list[str] = []
            for near in (word.casefold() for word in words[:3]):
                if not near[0].isalnum():
                    break
                if terms.content(near, language) and it.subject:
                    found.append(((near, *joint), side, it.subject))
                    break
                joint += [near] if near not in language.articles else []
    return found


def opposites(material: Material, fact: Fact) -> Iterator[Alarm]:
    """A fact does not say the contrary of its quote: what "fell" did not "rise".

    Contraries are pairs of words that a language lists. Nothing is said where one of the two texts negates its word.
    """
    if fact.aspect is not Aspect.SAYS:
        return
    claim = claimed(fact)
    for citations, language in material.bundles(fact):
        quote = quoted(citations)
        pair = terms.turned(material.names.without(claim), material.names.without(quote), language)
        if pair and terms.negations(claim, quote, language)[0] == terms.negations(quote, claim, language)[0]:
            yield alarm(
                fact,
                Code.OPPOSITE_SAID,
                citations[0].place,
                f"{spoken_of(fact)} has “{pair[0]}”, and this quote “{pair[1]}”.",
                "Say what the quote says; if both say the same, accept it with a reason: `accepted:`.",
                beside(claim, citations),
            )


def numbers_turned(material: Material, fact: Fact) -> Iterator[Alarm]:
    """A number stands beside the same words as in the quote: "from 655 in 2015" is not "from 412 in 2015".

    Asked of a number that the quote has as well, and of the nearest word that carries sense behind it, or else before
    it: it is not one that stands so beside another number of the quote, and not beside this one. Nor is the whole in
    "900 of the 1,400" the part.
    """
    if fact.aspect is not Aspect.SAYS:
        return
    claim = claimed(fact)
    for citations, language in material.bundles(fact):
        quote = quoted(citations)
        bare, there = material.names.without(claim), material.names.without(quote)
        if found := _number_moved(bare, there, language):
            yield alarm(
                fact,
                Code.NUMBERS_TURNED,
                citations[0].place,
                f"{spoken_of(fact)} has {found}; this quote has it otherwise.",
                "Check which number is whose; if both say the same, accept it with a reason: `accepted:`.",
                beside(claim, citations),
            )


def _number_moved(claim: str, quote: str, language: Language) -> str:
    """A number of a claim that stands where its quote has another one, as a problem tells it; empty without one."""
    turned = set(_parts(claim, language)) & {(b, a) for a, b in _parts(quote, language)}
    if turned:
        return f"“{min(turned)[0]:,f}” as a part of “{min(turned)[1]:,f}”"
    mine, theirs = _near_numbers(claim, language), _near_numbers(quote, language)
    there = {it.meaning for it in terms.numbers(quote, language)}
    for it in mine:
        if it.number.meaning in there and _elsewhere(it, mine, theirs, language):
            return f"“{it.number.text}” beside “{it.word}”"
    return ""


def _parts(text: str, language: Language) -> Iterator[tuple[Decimal, Decimal]]:
    """The numbers of which one is told as a part of the other: "900 of the 1,400"."""
    counted = [it for it in terms.numbers(text, language) if not it.ordinal]
    for number, whole in permutations(counted, 2):
        if number.end < whole.start and _part(language).fullmatch(text, number.end, whole.start):
            yield number.value, whole.value


@lru_cache(maxsize=8)
def _part(language: Language) -> re.Pattern[str]:
    either = "|".join(map(re.escape, language.parts))
    return re.compile(rf"\s(?:{either or '(?!)'})\s(?:\S+\s){{0,2}}")


@dataclass(frozen=True, slots=True)
class _Near:
    """A word that carries sense on one side of a number, with how many words lie between, and where it stands."""

    number: terms.Number
    side: str
    word: str
    far: int
    at: int


def _near_numbers(text: str, language: Language) -> tuple[_Near, ...]:
    """Each number of a text with the nearest word that carries sense before and behind it, if that is near.

    A word between two numbers is the nearer one's. In "900 of the 1,400 jobs" both numbers are of jobs.
    """
    found: list[_Near] = []
    counted = [it for it in terms.numbers(text, language) if not it.ordinal]
    for number in (it for it in counted if not terms.years(it.text)):
        text = text[: number.start] + "•" * (number.end - number.start) + text[number.end :]
    for number in counted:
        found.extend(filter(None, (_nearest(text, number, side, language) for side in ("left", "right"))))
    # As near to both, it is of the one before it: "655 in 2015 and 412".
    nearest = {at: min((it.far, it.side == "left") for it in found if it.at == at) for at in {it.at for it in found}}
    kept = [it for it in found if (it.far, it.side == "left") == nearest[it.at]]
    for number, it in [(number, it) for number in counted for it in kept if number.end < it.number.start]:
        if it.side == "right" and _part(language).fullmatch(text, number.end, it.number.start):
            kept.append(replace(it, number=number))
    return tuple(kept)


def _nearest(text: str, number: terms.Number, side: str, language: Language) -> _Near | None:
    words = re.finditer(r"\S+", text[: number.start] if side == "left" else text[number.end :])
    ordered = list(words)[::-1] if side == "left" else list(words)
    for far, match in enumerate(ordered[:4]):
        word = match.group().strip(".,;:()“”\"'’").casefold()
        if side == "left" and re.search(r"[.;:,]$", match.group()):
            return None
        if terms.content(word, language) or (word.isdigit() and terms.years(word)):
            return _Near(number, side, word, far, match.start() + (0 if side == "left" else number.end))
        if re.search(r"[\d•]", word) or re.search(r"[.;:,]$", match.group()):
            return None
    return None


def _elsewhere(it: _Near, mine: Sequence[_Near], theirs: Sequence[_Near], language: Language) -> bool:
    """Whether a number's neighbour is that of another number in the quote, and not its own there."""
    own = [other for other in theirs if other.number.meaning == it.number.meaning]
    if any(terms.related(it.word, other.word, language) for other in own):
        return False
    # In "carries 36 cars and 240 people" the verb belongs to both.
    if it.side == "left" and any(other.number == it.number and other.side == "right" for other in mine):
        return False
    # What is counted may be left out of the quote where it was told of another number before: "431 million".
    if it.side == "right" and not it.word.isdigit() and not any(other.side == "right" for other in own):
        return False

    def beside_it(near: Sequence[_Near]) -> set[object]:
        return {o.number.meaning for o in near if o.side == it.side and terms.related(it.word, o.word, language)}

    # The other number may stand beside the same word in the sentence too.
    return bool(beside_it(theirs) - beside_it(mine))
