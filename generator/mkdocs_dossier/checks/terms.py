"""What a sentence says that can be compared: its numbers, dates, names, negations and hedges.

Everything here is read off words alone, by the lists of a language. Names are taken out before numbers are sought, so
that the name of a ship, a law or an engine holds no number (evidence rule, point 7).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache

from mkdocs_dossier import quotes
from mkdocs_dossier.languages import Language
from mkdocs_dossier.model import Dossier
from mkdocs_dossier.quantities import Frame, Unit, frame, unit_behind


@dataclass(frozen=True, slots=True)
class Number:
    """A number with what belongs to it: currency and per cent; `ordinal` for "second"; `text` as it stands.

    `units` are those that the word behind it can mean, and `start` and `end` tell where it stands without them. It is
    `vague` in "thousands of people".
    """

    value: Decimal
    currency: str
    percent: bool
    ordinal: bool
    text: str
    units: tuple[Unit, ...] = ()
    start: int = 0
    end: int = 0
    vague: bool = False

    @property
    def meaning(self) -> tuple[Decimal, str, bool, bool]:
        """What two numbers must share to be the same, units aside."""
        return self.value, self.currency, self.percent, self.ordinal

    @property
    def measures(self) -> frozenset[tuple[str, Fraction]]:
        """What it measures in each of its units: the base unit, and how many of them."""
        return frozenset(
            (it.base, Fraction(self.value) * Fraction(it.factor) + Fraction(it.offset)) for it in self.units
        )


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text: the subject that it names, or None for a capitalised word that names no recorded subject."""

    subject: str | None
    text: str
    start: int
    end: int


_CURRENCIES: Mapping[str, str] = {
    "$": "USD", "US$": "USD", "USD": "USD", "dollar": "USD", "dollars": "USD",
    "€": "EUR", "EUR": "EUR", "euro": "EUR", "euros": "EUR",
    "£": "GBP", "GBP": "GBP", "pound": "GBP", "pounds": "GBP",
    "₺": "TRY", "TL": "TRY", "TRY": "TRY", "lira": "TRY", "liras": "TRY",
    "₽": "RUB", "RUB": "RUB", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB",
    "¥": "JPY", "JPY": "JPY", "CHF": "CHF", "₴": "UAH",
}  # fmt: skip
_BEFORE = "|".join(sorted((re.escape(it) for it in _CURRENCIES if not it.islower()), key=len, reverse=True))
_BEHIND = "|".join(sorted((re.escape(it) for it in _CURRENCIES), key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_LASTING = frozenset({"s", "month"})  # the bases of lengths of time
_LONG_ENOUGH = 3  # letters behind a prefix
_LETTERS = re.compile(r"[^\W\d_]")
_DECADE = re.compile(r"(?:1[5-9]|20)\d0")  # "the 1990s"
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")


class Names:
    """Every recorded name of a dossier, ready to be found in a text, the longest first."""

    def __init__(self, owners: Mapping[str, str]) -> None:
        """From every spelling and the subject whose it is."""
        self.owners = owners
        self._among: dict[str, frozenset[str]] = {}
        # By their first word: one expression of all names would be tried name by name at every letter of every text.
        self._beginning: dict[str, list[str]] = {}
        for name in sorted(self.owners, key=len, reverse=True):
            for first in _tokens(name)[:1]:
                self._beginning.setdefault(first[0], []).append(name)

    def find(self, text: str) -> tuple[Named, ...]:
        """The recorded names in a text, in order, none inside another."""
        found: list[Named] = []
        for first in _tokens(text):
            names = self._beginning.get(first[0])
            if names and not (found and first.start() < found[-1].end):
                here = quotes.whole(*names, hyphen=True, within=text).match(text, first.start())
                found += [Named(self.owners[here[0]], here[0], *here.span())] if here else []
        return tuple(found)

    def among(self, text: str) -> frozenset[str]:
        """The subjects that a text names, also by a name inside a longer one, or as in "London-based"."""
        known = self._among.get(text)
        if known is not None:
            return known
        found = set()
        firsts = {it[0] for it in _tokens(text)}
        for name in (name for first in firsts for name in self._beginning.get(first, ())):
            at = text.find(name)
            while at >= 0:
                before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
                if before != "-" and not quotes.joined(name[0], before) and not quotes.joined(name[-1], after):
                    found.add(self.owners[name])
                    break
                at = text.find(name, at + 1)
        self._among[text] = frozenset(found)
        return self._among[text]

    @cached_property
    def capitalised(self) -> frozenset[str]:
        """The names, and their words, of more than three letters that begin with a capital."""
        parts = {part for name in self.owners for part in (name, *name.split())}
        return frozenset(part for part in parts if len(part) > 3 and part[0].isupper())

    @cached_property
    def small(self) -> frozenset[str]:
        """The words of names that are written in small letters, of four letters or more."""
        return frozenset(word for name in self.owners for word in re.findall(r"(?<!\w)[a-z]{4,}(?!\w)", name))

    def without(self, text: str) -> str:
        """The text with every recorded name, and every word of letters and digits, blanked out."""
        for named in self.find(text):
            text = text[: named.start] + "\u2022" * (named.end - named.start) + text[named.end :]
        return re.sub(r"[^\W\d_][\w.]*-?\d[\w-]*|\d+-?[^\W\d_]{4,}-\d+", lambda m: "\u2022" * len(m.group()), text)

    def strangers(self, text: str, starts: Iterable[int] = (0,)) -> tuple[Named, ...]:
        """The capitalised words, with runs of them as one, that belong to no recorded name, except at the `starts`."""
        known = self.find(text)
        found = []
        # A capital inside a word makes a name of it, if it does not make a slip of one.
        for match in re.finditer(
            r"(?<![\w’'-])[A-ZÀ-ÞİŞĞ][\w’'.-]*\w|(?<![\w’'-])[A-Z](?!\w)|(?<![\w’'-])[a-z]+[A-Z][\w’'-]*\w", text
        ):
            inside = any(it.start <= match.start() < it.end for it in known)
            if not inside and match.start() not in starts:
                word = _POSSESSIVE.sub("", match.group())
                found.append(Named(None, word, match.start(), match.start() + len(word)))
        return tuple(found)


def _tokens(text: str) -> list[re.Match[str]]:
    # In Markdown a name may stand between underscores, which are no letters of it.
    return list(quotes.TOKEN.finditer(text.replace("_", " ")))


def names(dossier: Dossier) -> Names:
    """Every recorded name of a dossier."""
    owners: dict[str, str] = {}
    for id_, subject in dossier.subjects.items():
        spellings = [name.text for name in subject.names]
        if not subject.unnamed and subject.type.value in ("actor", "system", "document"):
            spellings.append(subject.label)
        for text in spellings:
            owners.setdefault(text, id_)
    return _names(tuple(owners.items()))


# A dossier that is read again, under `serve`, mostly has the names it had.
@lru_cache(maxsize=4)
def _names(owners: tuple[tuple[str, str], ...]) -> Names:
    return Names(dict(owners))


@lru_cache(maxsize=4096)
def numbers(text: str, language: Language) -> tuple[Number, ...]:
    """The numbers of a text from which names were taken out: in digits, in words, and ordinals."""
    return tuple(_numbers(text, language))


def _numbers(text: str, language: Language) -> Iterator[Number]:
    for m in _in_figures(language).finditer(text):
        sign = m["before"] or m["behind"] or ""
        value = Decimal(re.sub(r"[,\s\u00a0\u202f]", "", m["digits"]))
        end = m.end("percent") if m["percent"] else m.end("magnitude") if m["magnitude"] else m.end("digits")
        # A single letter multiplies only sums of money: "45 m" is a length.
        if m["magnitude"] and (sign or len(m["magnitude"]) > 1):
            value *= language.magnitudes[m["magnitude"].lower()]
        elif m["magnitude"]:
            end = m.end("digits")
        units = () if sign or m["percent"] or m["ordinal"] else unit_behind(text, end)
        if _LETTERS.match(text, end) and not (m["ordinal"] or m["behind"] or units or _DECADE.fullmatch(m["digits"])):
            continue
        currency = _CURRENCIES.get(sign.upper() if len(sign) < 4 else sign.lower(), _CURRENCIES.get(sign, ""))
        yield Number(
            -value if m["sign"] else value,
            currency,
            bool(m["percent"]),
            bool(m["ordinal"]),
            m.group().strip(),
            units,
            m.start(),
            max(end, m.end("behind")),
        )
    yield from _in_words(text, language)


@lru_cache(maxsize=8)
def _in_figures(language: Language) -> re.Pattern[str]:
    magnitudes = "|".join(sorted(map(re.escape, language.magnitudes), key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<before>{_BEFORE})\s?)?(?P<sign>(?<![\w])[-−])?(?P<digits>{_DIGITS})(?P<ordinal>(?:st|nd|rd|th)\b)?"
        rf"(?:[\s\u00a0-]?(?P<magnitude>{magnitudes})\b)?(?P<percent>\s?%|\s?per\s?cent\b)?"
        rf"(?:\s?(?P<behind>{_BEHIND})(?!\w))?",
        re.IGNORECASE,
    )


def _in_words(text: str, language: Language) -> Iterator[Number]:
    """The numbers in words, those of several words as one: "twenty-four", "two hundred and six", "three million"."""
    run: list[re.Match[str]] = []
    # "And" inside a number is passed over, and leaves the gap for `_goes_on` to judge.
    for m in re.finditer(r"[^\W\d_]+", text):
        word = m.group().lower()
        if run and word in language.inside:
            continue
        if run and not _goes_on(run[-1], m, text, language):
            yield from _composed(run, text, language)
            run = []
        if word in language.ordinals:
            ordinal = language.ordinals[word]
            if run and 20 <= language.numbers.get(run[-1].group().lower(), 0) < 100 and ordinal < 10:
                ordinal += language.numbers[run.pop().group().lower()]
            yield from _composed(run, text, language)
            run = []
            yield Number(Decimal(ordinal), "", False, True, word, (), *m.span())
        elif word in language.numbers or (run and word in language.magnitudes) or _begins(m, text, language):
            run.append(m)
        elif word in language.fractions:
            yield Number(Decimal(language.fractions[word]), "", True, False, word, (), *m.span())
        elif word in language.twos:
            yield Number(Decimal(2), "", False, False, word, (), *m.span())
    yield from _composed(run, text, language)


def _begins(word: re.Match[str], text: str, language: Language) -> bool:
    """Whether a word such as "hundred" begins a number: as in "a hundred" and "hundreds", not in "5 hundred"."""
    known = len(word.group()) > 3 and word.group().lower() in language.magnitudes
    return known and not re.search(r"\d[\s-]?$", text[: word.start()])


def _goes_on(one: re.Match[str], other: re.Match[str], text: str, language: Language) -> bool:
    """Whether two number words make one number: "twenty-four", "three hundred", "hundred and six", not "two, three"."""
    if not re.fullmatch(r"[-\s]|\s+and\s+", text[one.end() : other.start()]):
        return False
    left, right = one.group().lower(), other.group().lower()
    if right in language.magnitudes:
        return True
    if right not in language.numbers and right not in language.ordinals:
        return False
    unit = language.numbers.get(right, language.ordinals.get(right, 0))
    return left in language.magnitudes or (20 <= language.numbers.get(left, 0) < 100 and unit < 10)


def _composed(run: Sequence[re.Match[str]], text: str, language: Language) -> Iterator[Number]:
    if not run:
        return
    total = group = 0
    for word in (m.group().lower() for m in run):
        if word in language.numbers:
            group += language.numbers[word]
        elif language.magnitudes[word] < 1000:
            group = (group or 1) * language.magnitudes[word]
        else:
            total, group = total + (group or 1) * language.magnitudes[word], 0
    words = text[run[0].start() : run[-1].end()]
    # "one" is more often a pronoun than a number.
    if len(run) > 1 or language.numbers.get(words.lower()) != 1:
        behind = re.compile(rf"\s?({_BEHIND})(?!\w)", re.IGNORECASE).match(text, run[-1].end())
        currency = _CURRENCIES.get(behind[1].lower(), "") if behind else ""
        percent = re.compile(r"\s?%|\s?per\s?cent\b", re.IGNORECASE).match(text, run[-1].end()) is not None
        units = () if currency or percent else unit_behind(text, run[-1].end())
        vague = len(run) == 1 and words.lower() in language.magnitudes and words.lower()[:-1] in language.magnitudes
        yield Number(
            Decimal(total + group), currency, percent, False, words, units, run[0].start(), run[-1].end(), vague
        )


@lru_cache(maxsize=16384)
def months(text: str, language: Language) -> frozenset[int]:
    """The months that a text names; a month's name is capitalised, so that "may" and "march" are verbs."""
    return frozenset(
        language.months[word.lower()] for word in _words(text) if word.lower() in language.months and word[0].isupper()
    )


@lru_cache(maxsize=16384)
def weekdays(text: str, language: Language) -> frozenset[int]:
    """The weekdays that a text names, Monday as 1."""
    return frozenset(
        language.weekdays[word.lower()]
        for word in _words(text)
        if word.lower() in language.weekdays and word[0].isupper()
    )


def years(text: str) -> frozenset[int]:
    """The numbers of four digits in a text that can be years."""
    return frozenset(int(m) for m in re.findall(r"(?<![\d.,$€£])(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)", text))


def days(text: str) -> frozenset[int]:
    """The numbers in a text that can be days of a month."""
    return frozenset(map(int, re.findall(r"(?<![\w.,-])(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w%-])", text)))


def _words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        yield _POSSESSIVE.sub("", match.group())


@lru_cache(maxsize=16384)
def senses(text: str, language: Language) -> frozenset[str]:
    """The kinds of hedge in a text: what a sentence must keep of its quote, by the name of the kind."""
    text = _asking(language).sub(" ", _any(language.harmless).sub(" ", text))
    return frozenset(name for name, pattern in _senses(language).items() if pattern.search(text))


@lru_cache(maxsize=16384)
def kept_senses(text: str, language: Language) -> frozenset[str]:
    """The kinds of hedge that a sentence of our own keeps, by the same words or by others that do."""
    more = {name for name, listed in language.kept_by.items() if _any(listed).search(text)}
    return frozenset(name for name, pattern in _senses(language).items() if pattern.search(text)) | more


def sense_word(text: str, sense: str, language: Language) -> str:
    """The word of a text that gives it this kind of hedge; empty where none does."""
    match = _senses(language)[sense].search(_asking(language).sub(" ", text))
    return match.group() if match else ""


def hedged(text: str, sense: str, language: Language) -> Iterator[str]:
    """What stands behind each word that gives a text this kind of hedge, up to the end of its clause."""
    text = _asking(language).sub(" ", text)
    for match in _senses(language)[sense].finditer(text):
        yield re.split(r"[.;:,]\s|[()“”\"]", text[match.end() :])[0]


@lru_cache(maxsize=16)
def _senses(language: Language) -> Mapping[str, re.Pattern[str]]:
    return {name: _any(words) for name, words in language.senses.items()}


@lru_cache(maxsize=16384)
def answered(text: str, language: Language) -> str:
    """The text without the questions that it only tells of: "When asked whether it would, he said …" is the answer."""
    return _asked(language).sub(" ", text)


@lru_cache(maxsize=16)
def _asked(language: Language) -> re.Pattern[str]:
    # Up to the comma behind which the answer begins: without one, the question is all there is.
    return re.compile(rf"(?<!\w)(?:when\s+)?(?:{_asked_phrases(language)})(?!\w)[^,“”\".;]*,", re.IGNORECASE)


@lru_cache(maxsize=16)
def _asking(language: Language) -> re.Pattern[str]:
    """The verb of a question: "asked him what" asks for an answer, and demands nothing else."""
    return re.compile(rf"(?<!\w)(?:{_asked_phrases(language)})(?!\w)", re.IGNORECASE)


def _asked_phrases(language: Language) -> str:
    # Whoever was asked may stand between: "asked the minister what".
    return "|".join(r"\s+(?:[^\s,]+\s+){0,3}?".join(map(re.escape, it.split())) for it in language.asked) or "(?!)"


def unannounced(text: str, language: Language) -> str:
    """The text of a speaker without the verb that announces his words: "vowed in spring that", "warned that"."""
    return _announced(language).sub(" ", text)


@lru_cache(maxsize=16)
def _announced(language: Language) -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, language.announcing))
    that = "|".join(map(re.escape, language.that)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{verbs or '(?!)'})(?!\w)[^,;:“”\"]*?\b(?:{that})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Framed:
    """A number with the words before or behind it that frame it, such as "up to"; none where nothing does."""

    number: Number
    frame: Frame
    words: str


@lru_cache(maxsize=4096)
def framed(text: str, language: Language) -> tuple[Framed, ...]:
    """The numbers of a text, names taken out, as they are framed; ordinals and years have no frame."""
    found = []
    for it in numbers(text, language):
        before = _framing(language).search(text[: it.start])
        behind = _framing_behind(language).match(text, it.end)
        words = (before or behind or [""])[1 if before or behind else 0]
        known = frame(words)
        # "Over five years" is as often during them.
        lasts = any(unit.base in _LASTING for unit in it.units) and words.lower() in language.during
        year = not (it.currency or it.percent or it.units) and years(it.text)
        if known is None or it.ordinal or lasts or year:
            known, words = Frame.EXACT, ""
        found.append(Framed(it, known, words))
    return tuple(found)


@lru_cache(maxsize=8)
def _framing(language: Language) -> re.Pattern[str]:
    either = "|".join(sorted(map(re.escape, language.qualifiers), key=len, reverse=True))
    articles = "|".join(map(re.escape, language.articles))
    return re.compile(rf"(?<![\w-])({either or '(?!)'})\s+(?:(?:{articles})\s+)?$", re.IGNORECASE)


@lru_cache(maxsize=8)
def _framing_behind(language: Language) -> re.Pattern[str]:
    either = "|".join(sorted(map(re.escape, language.behind), key=len, reverse=True))
    return re.compile(rf"(?:[\s-][^\W\d_]+){{0,2}}?\s({either or '(?!)'})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def condition(text: str, at: int, language: Language) -> str:
    """The condition that begins behind a number or a word or two later, up to the clause's end; empty without one."""
    either = "|".join(sorted(map(re.escape, language.conditions), key=len, reverse=True))
    match = re.compile(
        rf"(?:[\s-][^\W\d_]+){{0,3}}?,?\s((?:{either or '(?!)'})(?!\w)(?:\s[^\s.,;:()“”\"]+)+)", re.IGNORECASE
    ).match(text, at)
    return match[1] if match else ""


@lru_cache(maxsize=16384)
def negations(text: str, other: str, language: Language) -> tuple[int, int]:
    """How many negations a text has at least and at most, set beside another text.

    "In" in "incompatible" is one where the other text has "compatible". A word that says no and something more, such
    as "without", "denied" or "failed", may count or not where another negation stands beside it, and a verb such as
    "declined" anywhere; but not one that the other text has as well.
    """
    plain, beside = (_counting(language).sub(" ", _any(language.harmless).sub(" ", it)) for it in (text, other))
    sharp = [it for it in _any(language.negations).findall(plain) if _any(language.sharp).fullmatch(it)]
    firm = len(sharp) + _opposites(text, other, language)
    soft = _not_shared(_softly(plain, language), _softly(beside, language), other, language)
    refused = _not_shared(
        _any(language.refusals).findall(plain), _any(language.refusals).findall(beside), other, language
    )
    return firm + (0 if firm else soft), firm + soft + refused


def _softly(text: str, language: Language) -> list[str]:
    found = _any(language.negations).findall(text) + _any(language.denials).findall(text)
    return [it for it in found if not _any(language.sharp).fullmatch(it)]


def _not_shared(words: Sequence[str], theirs: Sequence[str], other: str, language: Language) -> int:
    """How many of some words have no form of their own among others, nor as in "avoided" and "unavoidable"."""
    left = list(theirs)
    bases = [it for word in re.findall(r"\w+", other.casefold()) for it in _bases(word, language)]
    count = 0
    for word in words:
        match = next((it for it in left if _alike(word.lower(), it.lower(), language)), None)
        if match is not None:
            left.remove(match)
        elif not any(related(word.lower(), it, language) for it in bases):
            count += 1
    return count


def _alike(one: str, other: str, language: Language) -> bool:
    """Whether two words, or phrases such as "rule out", are forms of one."""
    (first, *rest), (second, *others) = one.split(), other.split()
    return rest == others and related(first, second, language)


def _bases(word: str, language: Language) -> Iterator[str]:
    """What a word is the contrary of, if it begins as one: "avoidable" of "unavoidable"."""
    yield from (
        word[len(it) :] for it in language.negating if word.startswith(it) and len(word) - len(it) > _LONG_ENOUGH
    )


@lru_cache(maxsize=16)
def _counting(language: Language) -> re.Pattern[str]:
    """What frames a number and has a negation in it: "no more than"."""
    negating = tuple(it for it in language.qualifiers if _any(language.negations).search(it))
    return _any(negating)


@lru_cache(maxsize=4096)
def turned(claim: str, quote: str, language: Language) -> tuple[str, str] | None:
    """A word of a claim and the word of a quote to which it is the contrary, where neither text has both."""
    for pair in language.opposites:
        for one, other in (pair, pair[::-1]):
            mine, theirs = _any(one).search(claim), _any(other).search(quote)
            if mine and theirs and not _any(one).search(quote) and not _any(other).search(claim):
                return mine.group(), theirs.group()
    return None


@lru_cache(maxsize=4096)
def rates(text: str, language: Language) -> Mapping[str, str]:
    """Every so-much-a-time of a text by the name of the time: "a month" and "monthly" are a month."""
    either = "|".join(map(re.escape, language.each))
    found: dict[str, str] = {}
    for match in re.finditer(rf"(?<![\w-])(?:(?:{either})\s)?([^\W\d_]+)(?![\w-])", text, re.IGNORECASE):
        name = language.rates.get(match[1].lower())
        if name is not None and (" " in match.group() or match[1].lower() not in (name, f"{name}s")):
            found.setdefault(name, match.group())
    return found


def _opposites(text: str, other: str, language: Language) -> int:
    """How many words of a text are a word of the other with a negating prefix, and are not in the other themselves."""
    mine, theirs = (set(re.findall(r"\w+(?:-\w+)*", it.casefold())) for it in (text, other))
    return sum(
        1
        for word in mine - theirs
        if any(base in theirs or any(related(base, it, language) for it in theirs) for base in _bases(word, language))
    )


def content(text: str, language: Language) -> frozenset[str]:
    """The words of a text that carry its sense, in lower case: those of four letters and more that are no names."""
    dull = {*language.joining, *language.passive, *language.qualifiers, *language.dull}
    words = (it.group() for it in re.finditer(r"[^\W\d_]{4,}", text))
    return frozenset(it for it in words if it.islower() and it not in dull)


@lru_cache(maxsize=65536)
def related(one: str, other: str, language: Language) -> bool:
    """Whether two words in lower case are forms of one: by their endings, or by two spellings of the same."""
    if one == other:
        return True
    for british, american in language.variants:
        one, other = one.replace(british, american), other.replace(british, american)
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    # A letter may be doubled or dropped before the ending: "planned", "purchasing".
    return any(
        cut >= 3 and one[cut:] in language.endings and other[cut:] in language.endings for cut in (shared, shared - 1)
    ) or (shared >= 3 and _doubled(one[shared:], other[shared:], one[shared - 1], language))


def _doubled(one: str, other: str, last: str, language: Language) -> bool:
    return any(
        a[:1] == last and a[1:] in language.endings and b in language.endings and a[1:] != b
        for a, b in ((one, other), (other, one))
    )


def sayings(text: str, language: Language, *, announcing: bool = False) -> Iterator[re.Match[str]]:
    """Every verb of saying in a text; with those that also tell what the words do, such as "warned", on demand."""
    return _any(language.sayings + (language.announcing if announcing else ())).finditer(text)


def any_of(words: tuple[str, ...], text: str) -> bool:
    """Whether a text holds one of the words or phrases of a language's list."""
    return bool(_any(words).search(text))


def every(words: tuple[str, ...], text: str) -> Iterator[re.Match[str]]:
    """Every place in a text of one of the words or phrases of a language's list."""
    return _any(words).finditer(text)


@lru_cache(maxsize=256)
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(
        sorted((re.escape(it).replace(r"\*", r"\w*").replace("'", "['’]") for it in words), key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])" if either else r"(?!)", re.IGNORECASE)
