"""What a sentence says that can be compared: its numbers, dates, names, negations and hedges.

Everything here is read off words alone, by the lists of a language. Names are taken out before numbers are sought, so
that S-400 holds no number (evidence rule, point 7).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from mkdocs_dossier.languages import Language
from mkdocs_dossier.model import Dossier


@dataclass(frozen=True, slots=True)
class Number:
    """A number with what belongs to it: currency and per cent; `ordinal` for "second"; `text` as it stands."""

    value: Decimal
    currency: str
    percent: bool
    ordinal: bool
    text: str

    @property
    def meaning(self) -> tuple[Decimal, str, bool, bool]:
        """What two numbers must share to be the same."""
        return self.value, self.currency, self.percent, self.ordinal


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
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")


class Names:
    """Every recorded name of a dossier, ready to be found in a text, the longest first."""

    def __init__(self, dossier: Dossier) -> None:
        self.owners: dict[str, str] = {}
        for id_, subject in dossier.subjects.items():
            spellings = [name.text for name in subject.names]
            if not subject.unnamed and subject.type.value in ("actor", "system", "document"):
                spellings.append(subject.label)
            for text in spellings:
                self.owners.setdefault(text, id_)
        longest = sorted(self.owners, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?!\w|-\w)") if longest else None

    def find(self, text: str) -> tuple[Named, ...]:
        """The recorded names in a text, in order, none inside another."""
        if self._pattern is None:
            return ()
        return tuple(Named(self.owners[m.group()], m.group(), *m.span()) for m in self._pattern.finditer(text))

    def among(self, text: str) -> frozenset[str]:
        """The subjects that a text names, also by a name inside a longer one, or as in "Ankara-based"."""
        found = set()
        for name, owner in self.owners.items():
            at = text.find(name)
            while at >= 0:
                before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
                if not (before.isalnum() or before == "-" or after.isalnum()):
                    found.add(owner)
                    break
                at = text.find(name, at + 1)
        return frozenset(found)

    def without(self, text: str) -> str:
        """The text with every recorded name, and every word of letters and digits, blanked out."""
        for named in self.find(text):
            text = text[: named.start] + "\u2022" * (named.end - named.start) + text[named.end :]
        return re.sub(r"[^\W\d_][\w.]*-?\d[\w-]*|\d+-?[^\W\d_]{4,}-\d+", lambda m: "\u2022" * len(m.group()), text)

    def strangers(self, text: str, starts: Iterable[int] = (0,)) -> tuple[Named, ...]:
        """The capitalised words, with runs of them as one, that belong to no recorded name, except at the `starts`."""
        known = self.find(text)
        found = []
        for match in re.finditer(r"(?<![\w’'-])[A-ZÀ-ÞİŞĞ][\w’'.-]*\w|(?<![\w’'-])[A-Z](?!\w)", text):
            inside = any(it.start <= match.start() < it.end for it in known)
            if not inside and match.start() not in starts:
                word = _POSSESSIVE.sub("", match.group())
                found.append(Named(None, word, match.start(), match.start() + len(word)))
        return tuple(found)


@lru_cache(maxsize=4096)
def numbers(text: str, language: Language) -> tuple[Number, ...]:
    """The numbers of a text from which names were taken out: in digits, in words, and ordinals."""
    return tuple(_numbers(text, language))


def _numbers(text: str, language: Language) -> Iterator[Number]:
    magnitudes = "|".join(sorted(map(re.escape, language.magnitudes), key=len, reverse=True))
    pattern = re.compile(
        rf"(?:(?P<before>{_BEFORE})\s?)?(?P<sign>(?<![\w])[-−])?(?P<digits>{_DIGITS})(?P<ordinal>st|nd|rd|th)?\b"
        rf"(?:[\s\u00a0-]?(?P<magnitude>{magnitudes})\b)?(?P<percent>\s?%|\s?per\s?cent\b)?"
        rf"(?:\s?(?P<behind>{_BEHIND})(?!\w))?",
        re.IGNORECASE,
    )
    for m in pattern.finditer(text):
        value = Decimal(re.sub(r"[,\s\u00a0\u202f]", "", m["digits"]))
        if m["magnitude"]:
            value *= language.magnitudes[m["magnitude"].lower()]
        sign = m["before"] or m["behind"] or ""
        currency = _CURRENCIES.get(sign.upper() if len(sign) < 4 else sign.lower(), _CURRENCIES.get(sign, ""))
        yield Number(
            -value if m["sign"] else value, currency, bool(m["percent"]), bool(m["ordinal"]), m.group().strip()
        )
    for m in _WORD.finditer(text):
        for word in m.group().lower().split("-"):
            if word in language.ordinals:
                yield Number(Decimal(language.ordinals[word]), "", False, True, word)
            elif word in language.numbers and word != "one":
                # "one" is more often a pronoun than a number.
                yield Number(Decimal(language.numbers[word]), "", False, False, word)


def months(text: str, language: Language) -> frozenset[int]:
    """The months that a text names; a month's name is capitalised, so that "may" and "march" are verbs."""
    return frozenset(
        language.months[word.lower()] for word in _words(text) if word.lower() in language.months and word[0].isupper()
    )


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


def _words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        yield _POSSESSIVE.sub("", match.group())


def senses(text: str, language: Language) -> frozenset[str]:
    """The kinds of hedge in a text: what a sentence must keep of its quote, by the name of the kind."""
    return frozenset(name for name, pattern in _senses(language).items() if pattern.search(text))


def kept_senses(text: str, language: Language) -> frozenset[str]:
    """The kinds of hedge that a sentence of our own keeps, by the same words or by others that do."""
    more = {name for name, listed in language.kept_by.items() if _any_cached(listed).search(text)}
    return senses(text, language) | more


def sense_word(text: str, sense: str, language: Language) -> str:
    """The word of a text that gives it this kind of hedge; empty where none does."""
    match = _senses(language)[sense].search(text)
    return match.group() if match else ""


@lru_cache(maxsize=16)
def _senses(language: Language) -> Mapping[str, re.Pattern[str]]:
    return {name: _any(words) for name, words in language.senses.items()}


def negations(text: str, language: Language) -> int:
    """How many negations a text has."""
    return len(_negations(language).findall(_harmless(language).sub(" ", text)))


@lru_cache(maxsize=16)
def _negations(language: Language) -> re.Pattern[str]:
    return _any(language.negations)


@lru_cache(maxsize=16)
def _harmless(language: Language) -> re.Pattern[str]:
    return _any(language.harmless)


def _any(words: Iterable[str]) -> re.Pattern[str]:
    either = "|".join(
        sorted((re.escape(it).replace(r"\*", r"\w*").replace("'", "['’]") for it in words), key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])" if either else r"(?!)", re.IGNORECASE)


def says_verb(text: str, language: Language) -> bool:
    """Whether a text holds a verb of saying."""
    return bool(_any_cached(language.sayings).search(text))


@lru_cache(maxsize=64)
def _any_cached(words: tuple[str, ...]) -> re.Pattern[str]:
    return _any(words)
