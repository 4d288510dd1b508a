"""The evidence rule: where the words of a quote stand in a source, or why they do not.

A quote is found when its words stand once, whole and in order in one paragraph of the text, and leave no "not" and
no "denied that" behind. Nothing here is approximate except `nearest` and `difference`, which explain a failure.

The numbers in the comments are those of the evidence rule (section 4 of the design).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import Final, Literal

from rapidfuzz import fuzz

Span = tuple[int, int]
"""Where something stands: the offset of its first character, and the one after its last."""


class Verdict(StrEnum):
    """Why a quote is not evidence, in the order of precedence: where several apply, the first is given."""

    EMPTY = "empty"
    """No part, or a part without a letter or digit."""
    MISSING = "missing"
    """The words do not stand in any one paragraph."""
    CUT_WORD = "cut-word"
    """They stand only where they begin or end inside a word."""
    CUT_NUMBER = "cut-number"
    """They stand only where they begin or end inside a number."""
    FURNITURE = "furniture"
    """They stand only in the page's furniture."""
    PARTS_APART = "parts-apart"
    """The parts stand, but not all in one paragraph."""
    PARTS_ORDER = "parts-order"
    """They stand in one paragraph, but not one after the other as written."""
    AMBIGUOUS = "ambiguous"
    """They stand in more than one place."""
    GUARD = "guard"
    """They leave behind a word that turns their meaning."""


@dataclass(frozen=True, slots=True)
class Found:
    """The one passage at which a quote stands: a span of the original text for each part, in order."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a quote is not evidence, with what a helpful message needs. All spans are of the original text.

    `part` counts from 0 and tells which part the verdict is about.

    `places` holds the places that the verdict is about, a span for each part concerned: every place where an ambiguous
    quote stands, where the part stands cut, or in the furniture; for parts apart or out of order, one place of each
    part. At most `MANY` places are given.

    `mended` is a span that would not have failed for this reason: a cut quote with its whole words and numbers, a
    guarded one with what it left behind. It may fail for another.

    `whole` is the word or number that was cut, `guard` the word left behind: on the `side` of `part` that is named, or
    between it and the part before.
    `across` is where the words of a missing quote do stand, though not in one paragraph.
    """

    verdict: Verdict
    part: int = 0
    places: tuple[tuple[Span, ...], ...] = ()
    mended: Span | None = None
    whole: Span | None = None
    guard: Span | None = None
    side: Literal["left", "between", "right"] | None = None
    across: Span | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """The passage most like a part that does not stand in the text: a hint for a message, never evidence.

    `words` is the passage with white space folded, `score` its likeness from 0 to 100.
    """

    part: int
    span: Span
    words: str
    score: float


MANY: Final = 20
"""How many places a `Failed` lists at most."""


# Rule 1: of the format characters (Unicode Cf) these print nothing. The others are signs of their own: the Arabic,
# Syriac and Kaithi number marks, the end of an ayah, and what arranges Egyptian hieroglyphs.
_INVISIBLE: Final = frozenset(
    chr(code)
    for first, last in (
        (0xAD, 0xAD),
        (0x61C, 0x61C),
        (0x180E, 0x180E),
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x2064),
        (0x2066, 0x206F),
        (0xFEFF, 0xFEFF),
        (0xFFF9, 0xFFFB),
        (0x1BCA0, 0x1BCA3),
        (0x1D173, 0x1D17A),
        (0xE0001, 0xE0001),
        (0xE0020, 0xE007F),
    )
    for code in range(first, last + 1)
)
_WITHOUT_INVISIBLE: Final = dict.fromkeys(map(ord, _INVISIBLE))
# Stands between paragraphs in a normalised text. No normalised quote contains it, so none is found across it.
_BETWEEN: Final = "\n"
_LINE_END: Final = r"(?:\r\n|\n|\r(?!\n))"
_LETTER_OR_DIGIT: Final = re.compile(r"[^\W_]")


def normal(words: str) -> str:
    """The form in which two texts are compared (rule 1), without white space at its ends.

    White space of any kind and length is one space, characters that print nothing are gone, and canonically equivalent
    characters are the same (NFC). Nothing else is changed.
    """
    if not words.isascii():
        words = unicodedata.normalize("NFC", words.translate(_WITHOUT_INVISIBLE))
    return " ".join(words.split())


@dataclass(frozen=True)
class Text:
    """A source's text, ready to be quoted from. Made by `Text.of`; the same arguments make an equal text.

    `furniture` and `sentences` are spans of `original`, sorted; a sentence ends with its paragraph and at furniture.
    `paragraphs` are the spans of what stands between blank lines; a furniture line is a paragraph of its own.
    `normal` is the whole text as `resolve` compares it, a line feed between paragraphs. `numerals` is how its language
    writes numbers; `None` where it has no rules, and then only what is written in digits is a number.
    """

    original: str = field(repr=False)
    furniture: tuple[Span, ...]
    sentences: tuple[Span, ...] = field(repr=False)
    paragraphs: tuple[Span, ...] = field(repr=False, compare=False)
    normal: str = field(repr=False, compare=False)
    numerals: Numerals | None = field(repr=False)
    _pieces: _Pieces = field(repr=False, compare=False)
    _is_furniture: tuple[bool, ...] = field(repr=False, compare=False)
    _known: dict[Guards, _Alarms] = field(repr=False, compare=False, default_factory=dict)

    @classmethod
    def of(
        cls,
        original: str,
        *,
        furniture: Sequence[Span] = (),
        sentences: Sequence[Span] = (),
        numerals: Numerals | None = None,
    ) -> Text:
        """A text with its furniture and its sentences, both given as spans of `original` in any order.

        Spans are cut to the text; empty ones are dropped, furniture that overlaps is one. Without sentences, the guard
        (rule 5) takes each paragraph for one.
        """
        signs = _Signs.of(original)
        merged = _merged(furniture, len(original))
        blocks = tuple(_blocks(original, merged, signs))
        words, pieces = _normalised(original, [span for span, _ in blocks], signs)
        return cls(
            original=original,
            furniture=merged,
            sentences=tuple(_within(sorted(sentences), [span for span, _ in blocks], original, signs)),
            paragraphs=tuple(span for span, _ in blocks),
            normal=words,
            numerals=numerals,
            _pieces=pieces,
            _is_furniture=tuple(is_furniture for _, is_furniture in blocks),
        )

    def line_column(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset of the original, both counted from 1, columns in characters."""
        line = bisect_right(self._line_starts, max(0, offset))
        return line, max(0, offset) - self._line_starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """Where a span of `normal` stands in the original: whole characters with all their combining marks."""
        return self._pieces.back(start), self._pieces.back_end(end)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in re.finditer(_LINE_END, self.original))]

    @cached_property
    def _block_starts(self) -> list[int]:
        """Where in `normal` each paragraph begins."""
        return [0, *(i + 1 for i, sign in enumerate(self.normal) if sign == _BETWEEN)]

    @cached_property
    def _in_one_line(self) -> str:
        return self.normal.replace(_BETWEEN, " ")

    @cached_property
    def _edges(self) -> tuple[bytes, bytes]:
        return _edges(self.normal, self.numerals)

    @cached_property
    def _folded(self) -> str:
        return _folded(self.normal)

    def _block_of(self, position: int) -> int:
        return bisect_right(self._block_starts, position) - 1

    def _alarms(self, guards: Guards) -> _Alarms:
        if (known := self._known.get(guards)) is None:
            starts = [self._pieces.forth(start) for start, _ in self.sentences]
            known = self._known[guards] = _Alarms.of(self.normal, guards, [*self._block_starts, *starts])
        return known


@dataclass(frozen=True, slots=True)
class _Signs:
    """The characters of one text that need care. Of a text's million characters only some hundred are different."""

    spaces: frozenset[str]
    invisible: frozenset[str]
    joining: frozenset[str]
    """What NFC may join to the character before it."""
    changing: frozenset[str]
    """What NFC changes even where it stands alone."""

    @classmethod
    def of(cls, text: str) -> _Signs:
        signs = set(text)
        foreign = {sign for sign in signs if not sign.isascii()}
        joining = {sign for sign in foreign if _joins(sign)}
        return cls(
            spaces=frozenset(sign for sign in signs if sign.isspace()),
            invisible=frozenset(foreign & _INVISIBLE),
            joining=frozenset(joining),
            changing=frozenset(s for s in foreign - joining if unicodedata.normalize("NFC", s) != s),
        )

    @property
    def blank(self) -> str:
        return "".join(self.spaces | self.invisible)


def _joins(sign: str) -> bool:
    # Marks, the second and third letters of a Hangul syllable, and the vowels of Kirat Rai, the only other letters.
    return unicodedata.category(sign)[0] == "M" or "\u1160" <= sign <= "\u11ff" or "\U00016d63" <= sign <= "\U00016d6a"


def _any_of(signs: Iterable[str]) -> str:
    """A regular expression for one of these characters, or for none at all."""
    inside = re.escape("".join(sorted(signs)))
    return f"[{inside}]" if inside else r"(?!)"


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Which piece of the original each piece of the normalised text came from.

    A piece is either copied as it is, character by character, or changed, and then it is only known as a whole.
    """

    at: list[int]
    start: list[int]
    changed_end: list[int]
    """Where a changed piece ends in the original; -1 for a copied one."""

    def back(self, position: int) -> int:
        """Where the character at this position of the normalised text begins in the original."""
        i = bisect_right(self.at, position) - 1
        return self.start[i] if self.changed_end[i] >= 0 else self.start[i] + position - self.at[i]

    def back_end(self, position: int) -> int:
        """Where the character before this position of the normalised text ends in the original."""
        i = bisect_right(self.at, position - 1) - 1
        end = self.changed_end[i]
        return end if end >= 0 else self.start[i] + position - self.at[i]

    def forth(self, offset: int) -> int:
        """The position in the normalised text of an offset of the original."""
        i = max(0, bisect_right(self.start, offset) - 1)
        return self.at[i] if self.changed_end[i] >= 0 else self.at[i] + max(0, offset - self.start[i])


def _normalised(original: str, blocks: Sequence[Span], signs: _Signs) -> tuple[str, _Pieces]:
    blank, hidden, joining = (_any_of(s) for s in (signs.blank, signs.invisible, signs.joining))
    neither = f"[^{re.escape(signs.blank + ''.join(sorted(signs.joining)))}]" if signs.blank or signs.joining else "."
    irregular = re.compile(
        "|".join(
            [
                *([rf"(?:{neither})?(?:{hidden}*{joining})+"] if signs.joining else []),
                rf"{blank}{{2,}}",
                _any_of((signs.spaces | signs.invisible | signs.changing) - {" "}),
            ]
        ),
        re.DOTALL,
    )
    at, start, changed_end, words = [0], [0], [-1], [""]
    length = 0

    def add(piece: str, begins: int, end: int) -> None:
        nonlocal length
        at.append(length)
        start.append(begins)
        changed_end.append(end)
        words.append(piece)
        length += len(piece)

    done = 0
    for number, (first, last) in enumerate(blocks):
        if number:
            add(_BETWEEN, done, first)
        done = first
        for match in irregular.finditer(original, first, last):
            piece = match.group()
            visible = piece.translate(_WITHOUT_INVISIBLE)
            new = unicodedata.normalize("NFC", visible) if visible.strip() else " " * bool(visible)
            if new != piece:
                if match.start() > done:
                    add(original[done : match.start()], done, -1)
                add(new, match.start(), match.end())
                done = match.end()
        if last > done:
            add(original[done:last], done, -1)
        done = last
    return "".join(words), _Pieces(at, start, changed_end)


def _merged(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted((max(0, start), min(length, end)) for start, end in spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        elif start < end:
            merged.append((start, end))
    return tuple(merged)


def _blocks(original: str, furniture: Sequence[Span], signs: _Signs) -> Iterator[tuple[Span, bool]]:
    """The paragraphs, and whether each is furniture."""
    gap = rf"(?:[^\S\r\n]|{_any_of(signs.invisible)})*"
    blank_line = re.compile(rf"{_LINE_END}{gap}{_LINE_END}(?:{_any_of(signs.blank)})*|\u2029")
    cuts = {0, len(original)}
    for blank in blank_line.finditer(original):
        cuts |= {blank.start(), blank.end()}
    for span in furniture:
        cuts |= set(span)
    edges = sorted(cuts)
    starts = [start for start, _ in furniture]
    for start, end in pairwise(edges):
        if (block := _stripped(original, start, end, signs)) is not None:
            i = bisect_right(starts, start) - 1
            yield block, i >= 0 and start < furniture[i][1]


def _stripped(original: str, start: int, end: int, signs: _Signs) -> Span | None:
    words = original[start:end]
    start += len(words) - len(words.lstrip(signs.blank))
    end -= len(words) - len(words.rstrip(signs.blank))
    return (start, end) if start < end else None


def _within(spans: Sequence[Span], blocks: Sequence[Span], original: str, signs: _Signs) -> Iterator[Span]:
    """The spans, cut where a block ends."""
    ends = [end for _, end in blocks]
    for start, end in spans:
        i = bisect_right(ends, start)
        while i < len(blocks) and blocks[i][0] < end:
            cut = _stripped(original, max(start, blocks[i][0]), min(end, blocks[i][1]), signs)
            if cut is not None:
                yield cut
            i += 1


# Rule 2, numbers. The words for magnitudes are of many languages at once: an article in English has "5 milyar TL".
# "2020 millions of people" is no number, and "$5 millions" is one.
_MAGNITUDE: Final = r"""(?:
    hundred|thousand|lakh|crore|dozen|bn|mn|mln|bln|mrd|mio|tn|trn|trln
    |[mbt]r?illion(?:en)?|(?:thousand|[mb]illion|trillion)s(?!\ of\b)
    |tausend|milliarden?|mille|milliards?|mil|mill[oó]n(?:es)?|mila|milion[ei]|miliard[oi]|(?:m|b|tr)ilh(?:ão|ões)
    |miljoen|miljard|miljon(?:er)?|miljarder|tys|milion(?:y|ów)?|miliard(?:y|ów)?|bin|milyon|milyar|trilyon
    |тысяч[аи]?|тыс|миллион(?:а|ов)?|млн|миллиард(?:а|ов)?|млрд|триллион(?:а|ов)?|трлн|мільйон(?:и|ів)?
    |ألف|مليون|مليار
)"""
_CURRENCY_CODE: Final = r"""(?:
    AED|AFN|AMD|ARS|AUD|AZN|BAM|BDT|BGN|BHD|BRL|BYN|CAD|CHF|CLP|CNY|COP|CZK|DKK|DZD|EGP|EUR|GBP|GEL|HKD|HRK|HUF|IDR
    |ILS|INR|IQD|IRR|ISK|JOD|JPY|KES|KGS|KRW|KWD|KZT|LBP|LYD|MAD|MDL|MKD|MXN|MYR|NGN|NOK|NZD|OMR|PEN|PHP|PKR|PLN|QAR
    |RMB|RON|RSD|RUB|RUR|SAR|SEK|SGD|SYP|THB|TND|TRL|TRY|TWD|UAH|USD|UZS|VND|YTL|ZAR|TL|Rs\.?|kr\.?|zł|Kč|лв|руб\.?
)"""
_CURRENCY_SIGN: Final = "[$¢-¥֏؋߾߿৲৳৻૱௹฿៛₠-⃀꠸﷼﹩＄￠￡￥￦]"
_SIGN: Final = r"""(?:
    (?<![\w.])[-+~<>]
    |(?<![^\s(\[“"«])–          # an en dash is a minus after a space, and a range or a break in the sentence elsewhere
    |[−±≈≤≥∼]\ ?
)"""
_BEFORE: Final = rf"""(?:
    (?:(?<![^\W\d_])[A-Z]{{1,3}})?{_CURRENCY_SIGN}\ ?
    |(?<!\w){_CURRENCY_CODE}\ ?
    |(?<![\w%])%
    |(?<!\w)[Yy]üzde\           # per cent, in Turkish
)"""
_DIGITS: Final = r"""
    (?:(?<![\w.])[.·])?
    (?:(?<!\w)(?<!\w-)\d{1,3}(?:\ \d{3})+(?!\d)      # 3 000
      |\d+)
    (?:[.,:/’'·٫٬×．：／]\d+)*                           # decimals, thousands, times, dates, fractions
    (?:\ ?[¼-¾⅐-⅞])?[⁰¹²³⁴-⁹]*
"""
_AFTER: Final = rf"""
    (?:[kKmMbB](?!\w)|(?:[\ -]?(?i:{_MAGNITUDE})(?!\w))*)
    (?:\ ?[万亿億萬兆千百만억조])*
    (?:\ ?[%‰٪％](?!\d)
      |[\ -]?(?i:per\ ?cent|percentage\ points?|pct|prozent|pour\ cent|por\ cien(?:to)?|процент(?:а|ов)?)(?!\w))?
    (?:\ ?(?:{_CURRENCY_SIGN}|{_CURRENCY_CODE}(?!\w))(?!\ ?\d))?
    (?:\ ?(?i:[ap]\.?m)(?!\w))?
"""
_AMOUNT: Final = f"{_SIGN}?{_BEFORE}?{_SIGN}?{_DIGITS}{_AFTER}"
_LONGEST_BEFORE: Final = 12
_NUMBER: Final = re.compile(rf"{_AMOUNT}(?:(?:[-–—‒−‑‐]|\ [-–]\ |\ ?±\ ?){_AMOUNT})*", re.VERBOSE)

# A word of a row of words, with the degree sign that may stand before it and what joins its parts.
_TOKEN: Final = re.compile(r"°?[^\W\d_]+(?:[-‐‑’'./·][^\W\d_]+)*|[\w°]+")
_HYPHEN: Final = re.compile("[-‐‑]")
# Signs for what stands in one place of a row: a number in digits, of no kind, of money, in per cent, or that of a year;
# a word that no form knows; the end of a clause.
_PLAIN_NUMBER, _MONEY, _PERCENT, _YEAR, _OTHER, _STOP = "#", "$", "%", "y", "x", "."
_DIGITAL: Final = _PLAIN_NUMBER + _MONEY + _PERCENT
_LIKE_A_YEAR: Final = re.compile(r"1[5-9]\d\d|20\d\d")
_IN_MONEY: Final = re.compile(rf"{_CURRENCY_SIGN}|{_CURRENCY_CODE}", re.VERBOSE)
_IN_PERCENT: Final = re.compile("[%‰٪％]|üzde|p(?:er|our|or)[ -]?c|pro[zц]|pct|points?", re.IGNORECASE)
_FIRST_WORD: Final = 0xE000


@dataclass(frozen=True, eq=False, slots=True)
class Numerals:
    """How a language writes numbers and ranges in words (rule 2), made by `Numerals.of`. Equal words, equal value."""

    _signs: Mapping[str, str]
    """One sign for each word that a form knows. Any other word is `_OTHER`."""
    _forms: Mapping[str, tuple[_Form, ...]]
    """The forms by each sign with which they can begin."""

    @staticmethod
    def of(*, kinds: Mapping[str, Iterable[str]], forms: Iterable[str]) -> Numerals:
        """Numerals made from kinds of words, and from the forms in which words make one number.

        A form is a row of words. One in capitals is any word of that kind. Always known are `NUMBER`, a number in
        digits or words of the kinds `WORD` and `MAGNITUDE`, and of these `MONEY`, `PERCENT`, and `PLAIN`, which is
        neither; in its second place each may have a word of the kind `ABOUT` before it. What can be the number of a
        year is a `YEAR` alone. `DATE` is a word of the kind `DAY` with or without digits beside it or one of the kind
        `EARLY` before it; `UNIT` any word, the same at both its places; `ANY` any word, of which only the beginning is
        cut off. What stands in brackets, at the form's beginning or end, must stand there and is no part of the number,
        with `!` it must not; `(.)` is the end of the clause.

        Forms that overlap are one number: "two hundred" and "hundred and fifty" make "two hundred and fifty". Case does
        not matter, except in the kind `DAY`. A number word with hyphens is of the kind of its last part.
        """
        return _numerals(tuple((kind, tuple(words)) for kind, words in kinds.items()), tuple(forms))

    def spans(self, words: str, digital: Iterable[Span]) -> Iterator[Span]:
        """The numbers in words and the ranges of a normalised text in which `digital` are the numbers in digits."""
        tokens, signs = self._tokens(words, digital)
        found: list[Span] = []
        for first, sign in enumerate(signs):
            for form in self._forms.get(sign, ()):
                if (match := form.pattern.match(signs, first)) and _same_unit(match, words, tokens):
                    start, end = tokens[match.end() - 1]
                    found.append((tokens[first][0], start + 1 if form.to_any else end))
        begun = done = 0
        for start, end in sorted(found):
            if start >= done:
                if done:
                    yield begun, done
                begun = start
            done = max(done, end)
        if done:
            yield begun, done

    def _tokens(self, words: str, digital: Iterable[Span]) -> tuple[list[Span], str]:
        tokens: list[Span] = []
        signs: list[str] = []

        def add(start: int, end: int, sign: str) -> None:
            if tokens and not _side_by_side(words, *tokens[-1], start):
                tokens.append((start, start))
                signs.append(_STOP)
            tokens.append((start, end))
            signs.append(sign)

        done = 0
        for number in (*digital, (len(words), len(words))):
            for match in _TOKEN.finditer(words, done, number[0]):
                add(*match.span(), self._sign(match.group()))
            if number[0] < number[1]:
                named = len(tokens) > 1 and signs[-2:] == [_OTHER] * 2 and words[tokens[-1][0]].isupper()
                add(*number, _OTHER if named or _in_word(words, *number) else _digital(words[slice(*number)]))
            done = number[1]
        return tokens, "".join((*signs, _STOP))

    def _sign(self, word: str) -> str:
        known = self._signs.get(word) or self._signs.get(word.lower())
        if known is None and len(parts := _HYPHEN.split(word.lower())) > 1 and all(it in self._signs for it in parts):
            known = self._signs[parts[-1]]
        return known or _OTHER


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    to_any: bool


@cache
def _numerals(kinds: tuple[tuple[str, tuple[str, ...]], ...], forms: tuple[str, ...]) -> Numerals:
    listed = dict(kinds)
    literal = {word for form in forms for word in re.findall(r"\w+", form) if not word.isupper()}
    every = sorted(literal.union(*listed.values()))
    signs = {word: chr(_FIRST_WORD + number) for number, word in enumerate(every)}
    of_kind = {kind: "".join(signs[word] for word in words) for kind, words in kinds}
    plain = {_PLAIN_NUMBER, *of_kind.get("WORD", ""), *of_kind.get("MAGNITUDE", "")}
    about, early, day = (_any_of(of_kind.get(kind, "")) for kind in ("ABOUT", "EARLY", "DAY"))
    patterns = {kind: _any_of(of) for kind, of in of_kind.items()} | {
        "NUMBER": f"{_any_of({*plain, *_DIGITAL})}+",
        "PLAIN": f"{_any_of(plain)}+",
        "MONEY": re.escape(_MONEY),
        "PERCENT": re.escape(_PERCENT),
        "YEAR": _YEAR,
        "DATE": f"(?:{_PLAIN_NUMBER}|{early})?{day}[{_PLAIN_NUMBER}{_YEAR}]?",
        "UNIT": f"[^{_STOP}{_DIGITAL}{_YEAR}]",
        "ANY": f"[^{_STOP}]",
        ".": re.escape(_STOP),
    }
    by_sign: dict[str, list[_Form]] = {}
    for form in forms:
        each = form.split()
        made: list[str] = []
        inside = 0
        for word in each:
            bare = word.strip("(!)")
            pattern = patterns.get(bare) or signs[bare]
            if bare == "UNIT":
                pattern = f"(?P<unit{len(made)}>{pattern})"
            elif inside and bare in ("NUMBER", "PLAIN", "MONEY", "PERCENT"):
                pattern = f"{about}?{pattern}"
            if not word.startswith("("):
                inside += 1
            elif made:
                pattern = f"(?={pattern})"
            else:
                pattern = f"(?<!{pattern})" if word.startswith("(!") else f"(?<={pattern})"
            made.append(pattern)
        shape = _Form(re.compile("".join(made)), each[-1] == "ANY")
        first = re.compile(made[each[0].startswith("(")].replace(")?", ")|", 1))
        for sign in (*_DIGITAL, _YEAR, *signs.values()):
            if first.match(sign):
                by_sign.setdefault(sign, []).append(shape)
    return Numerals(signs, {sign: tuple(shapes) for sign, shapes in by_sign.items()})


def _digital(number: str) -> str:
    if _IN_PERCENT.search(number):
        return _PERCENT
    if _LIKE_A_YEAR.fullmatch(number):
        return _YEAR
    return _MONEY if _IN_MONEY.search(number) else _PLAIN_NUMBER


def _in_word(words: str, start: int, end: int) -> bool:
    """Whether this number is a part of a word, as in "A-10" and "10A"."""
    before, after = words[start - 1 : start], words[end : end + 1]
    return before.isalnum() or after.isalnum() or (before != "" and before in _WITHIN_WORDS)


def _side_by_side(words: str, begun: int, end: int, start: int) -> bool:
    between = words[end:start]
    # The full stop of "9 a.m." ends no clause before a word that goes on.
    return between == " " or (between == ". " and words[begun:end].endswith(("a.m", "p.m")))


def _same_unit(match: re.Match[str], words: str, tokens: Sequence[Span]) -> bool:
    units = [words[slice(*tokens[match.start(name)])].casefold() for name in match.groupdict()]
    return len({unit.removesuffix("s") for unit in units}) < 2


# Rule 2, words. The sign ʼ counts as a letter in Unicode and is an apostrophe here.
_APOSTROPHES: Final = "'’‘ʼʻ＇`´"
_WITHIN_WORDS: Final = "-‐‑﹣－֊־_·" + _APOSTROPHES
_NOT_TO_LEAVE_OFF: Final = re.compile(rf"(?<=n)[{_APOSTROPHES}]t(?![^\W\d_])", re.IGNORECASE)
# What is left of "can’t" and "it’s" without their beginning is no word.
_NO_WORD: Final = re.compile(rf"[{_APOSTROPHES}](?:s|t|d|m|ll|re|ve)$", re.IGNORECASE)
# "U.S." is a word, and "left.Then" is two that lack a space.
_INITIALS: Final = re.compile(r"(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)")
# "60 km/h" has a unit of its own, and no "km".
_UNIT_PER_UNIT: Final = re.compile(r"(?<=\d) ?([^\W\d_]{1,3}/[^\W\d_]{1,4})(?!\w)")
_FITS: Final = 0
_CUTS_WORD: Final = 1
_CUTS_NUMBER: Final = 2
# Scripts that put no space between words.
_UNSPACED_SIGNS: Final = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u3005-\u3007\u3021-\u3029\u3031-\u3035"
    "\u303b\u3040-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\ua4cf\ua9e0-\ua9ff\uaa60-\uaadf\uf900-\ufaff"
    "\uff66-\uff9f\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
_UNSPACED: Final = re.compile(f"[{_UNSPACED_SIGNS}]")
_SPACED: Final = rf"[^\W{_UNSPACED_SIGNS}]"

TOKEN: Final = re.compile(rf"[{_UNSPACED_SIGNS}]|{_SPACED}+|[^\w\s]")
"""A word, or a sign that belongs to none; in a script that puts no space between words, each letter."""


def whole(*words: str, case: bool = True, hyphen: bool = False, within: str | None = None) -> re.Pattern[str]:
    """An expression for words where they stand whole, the first of them that does: not inside a longer word.

    A script that puts no space between words has no such edges (rule 2). `case` tells whether capitals matter, and
    `hyphen` whether one joins words to a longer one. One that is for a single text, `within`, is made sooner.
    """
    # The edges of such scripts take a hundred times as long to compile as those of a text without them.
    spaced = within is not None and not _UNSPACED.search(within)
    return _whole(words, case, hyphen, r"\w" if spaced else _SPACED)


@lru_cache(maxsize=8192)
def _whole(words: tuple[str, ...], case: bool, hyphen: bool, letter: str) -> re.Pattern[str]:
    either = "|".join(map(re.escape, words)) or "(?!)"
    begin, end = (rf"(?<!{letter})(?<!-)", rf"(?!-?{letter})") if hyphen else (rf"(?<!{letter})", rf"(?!{letter})")
    if letter is _SPACED and any(map(_UNSPACED.search, words)):
        begin, end = rf"(?:{begin}|(?={_UNSPACED.pattern}))", rf"(?:{end}|(?<={_UNSPACED.pattern}))"
    return re.compile(f"{begin}(?:{either}){end}", re.NOFLAG if case else re.IGNORECASE)


def joined(last: str, sign: str) -> bool:
    """Whether a sign goes on with the word beside it, whose nearest letter is `last`: so that this does not end there.

    Nothing goes on with a word of a script that puts no space between words (rule 2); no sign at all is "".
    """
    return sign.isalnum() and not (_UNSPACED.match(sign) or _UNSPACED.match(last))


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Where the words between two offsets of a text stand: to be counted.

    A word may have hyphens and apostrophes in it. In a script that puts no space between words, each letter counts.
    """
    end = len(text) if end is None else end
    signs = set(text[start:end])
    held = "".join(sorted({sign for sign in signs if unicodedata.category(sign)[0] == "M"} | signs & _INVISIBLE))
    inner = rf"(?:[’'\-]|[{re.escape(held)}]+)" if held else r"[’'\-]"
    word = re.compile(rf"[{_UNSPACED_SIGNS}]|{_SPACED}+(?:{inner}{_SPACED}+)*")
    for match in word.finditer(text, start, end):
        yield match.span()


def _edges(words: str, numerals: Numerals | None) -> tuple[bytes, bytes]:
    """For each position in a normalised text, whether a quote may begin there, and whether it may end there."""
    begin, end = bytearray(len(words) + 1), bytearray(len(words) + 1)
    signs = set(words)
    marks = {sign for sign in signs if unicodedata.category(sign)[0] == "M"}
    solid = {s for s in signs if (s.isalnum() or s in marks) and not _UNSPACED.match(s)} - set(_APOSTROPHES)
    letters, inner = _any_of(solid), _any_of(_WITHIN_WORDS)
    has_apostrophe = not signs.isdisjoint(_APOSTROPHES)

    def close(first: int, last: int, verdict: int) -> None:
        if last - first > 1:
            begin[first + 1 : last] = end[first + 1 : last] = bytes([verdict]) * (last - first - 1)

    for match in re.finditer(rf"{letters}+(?:{inner}{letters}+)*", words):
        close(*match.span(), _CUTS_WORD)
        if has_apostrophe:
            _open_at_apostrophes(match.group(), match.start(), begin, end)
    for match in _UNIT_PER_UNIT.finditer(words):
        close(match.start(1), match.end(1), _CUTS_WORD)
    for match in _INITIALS.finditer(words):
        close(*match.span(), _CUTS_WORD)
    numbers = list(_numbers(words))
    if numerals is not None:
        numbers.extend(numerals.spans(words, tuple(numbers)))
    for span in numbers:
        close(*span, _CUTS_NUMBER)
    # A combining mark belongs to the sign before it, whatever that is.
    for match in re.finditer(rf"(?<=[^ {_BETWEEN}]){_any_of(marks)}", words):
        begin[match.start()] = end[match.start()] = _CUTS_WORD
    return bytes(begin), bytes(end)


def _numbers(words: str) -> Iterator[Span]:
    """Every number with all that belongs to it. Looked for only around digits, as the expression is slow."""
    done = 0
    for digit in re.finditer(r"\d+", words):
        if digit.start() >= done:
            for first in range(max(done, digit.start() - _LONGEST_BEFORE), digit.start() + 1):
                if match := _NUMBER.match(words, first):
                    done = match.end()
                    yield match.span()
                    break


def _open_at_apostrophes(word: str, offset: int, begin: bytearray, end: bytearray) -> None:
    """Let a quote leave off what follows an apostrophe, or up to four letters before one (rule 2)."""
    apostrophes = [i for i, sign in enumerate(word) if sign in _APOSTROPHES]
    # A suffix ends the word: no digit, hyphen or n’t comes after it.
    last_other = max(
        (i for i, s in enumerate(word) if not (s.isalpha() or unicodedata.category(s)[0] == "M" or s in _APOSTROPHES)),
        default=-1,
    )
    last_negation = max((match.start() for match in _NOT_TO_LEAVE_OFF.finditer(word)), default=-1)
    for i in apostrophes:
        if i > max(last_other, last_negation):
            end[offset + i] = _FITS
    if apostrophes:
        first = apostrophes[0]
        before = unicodedata.normalize("NFC", word[:first])
        if before.isalpha() and len(before) <= 4 and not _NO_WORD.match(word, first):
            begin[offset + first + 1] = _FITS


def resolve(text: Text, parts: Sequence[str], *, guards: Guards | None, has_speaker: bool = False) -> Found | Failed:
    """Where a quote stands in a text, by the evidence rule, or the first verdict against it.

    `parts` are the quote's parts in order, mostly one. `guards` are the guard words of the text's language; `None`
    where it has no rules, and then the guard is not checked. `has_speaker` says that the fact names who said it, so
    that attribution may be left behind.
    """
    if isinstance(parts, str):
        parts = (parts,)
    quotes = [_as_compared(text, part) for part in parts]
    if not quotes:
        return Failed(Verdict.EMPTY)
    for number, quote in enumerate(quotes):
        if not _LETTER_OR_DIGIT.search(quote):
            return Failed(Verdict.EMPTY, number)
    if len(quotes) == 1:
        hits = _hits(text, quotes[0], MANY)
        if len(hits.standing) != 1:
            return _unfit(text, quotes, [hits]) or Failed(
                Verdict.AMBIGUOUS, 0, tuple((text.span(*place),) for place in hits.standing)
            )
        placed: Sequence[Span] = hits.standing
    else:
        all_hits = [_hits(text, quote) for quote in quotes]
        if (failed := _unfit(text, quotes, all_hits)) is not None:
            return failed
        found = _placed(text, [hits.standing for hits in all_hits])
        if isinstance(found, Failed):
            return found
        placed = found
    if guards is not None and (guarded := _guarded(text, placed, guards, has_speaker)) is not None:
        return guarded
    return Found(tuple(text.span(*place) for place in placed))


def _as_compared(text: Text, part: str) -> str:
    # What stands in a normalised text as it is need not be normalised; that is four quotes of five.
    as_is = part in text.normal and _BETWEEN not in part and part == part.strip()
    return part if as_is else normal(part)


def places(text: Text, words: str) -> tuple[Span, ...]:
    """Every place outside the furniture where words stand whole, as spans of the original: for names and spellings."""
    quote = normal(words)
    if not _LETTER_OR_DIGIT.search(quote):
        return ()
    return tuple(text.span(*place) for place in _hits(text, quote).standing)


@dataclass(frozen=True, slots=True)
class _Hits:
    """Where the words of a part stand in a normalised text: fit to be cited, in furniture, or cut at an edge."""

    standing: list[Span]
    furniture: list[Span]
    cut: list[Span]


def _hits(text: Text, quote: str, limit: int | None = None) -> _Hits:
    words, size = text.normal, len(quote)
    hits = _Hits([], [], [])
    start = words.find(quote)
    if start < 0:
        return hits
    begin, end = text._edges
    while start >= 0:
        place = start, start + size
        if begin[start]:
            hits.cut.append(place)
            # No place before the next position that fits can be better.
            start = begin.find(_FITS, start)
        else:
            if end[place[1]]:
                hits.cut.append(place)
            elif text.furniture and text._is_furniture[text._block_of(start)]:
                hits.furniture.append(place)
            else:
                hits.standing.append(place)
                if len(hits.standing) == limit:
                    break
            start = begin.find(_FITS, start + 1)
        start = words.find(quote, start)
    return hits


def _unfit(text: Text, quotes: Sequence[str], all_hits: Sequence[_Hits]) -> Failed | None:
    """The verdict against the words of one part: missing, cut or furniture, in this order for all parts together."""
    for number, hits in enumerate(all_hits):
        if not (hits.standing or hits.furniture or hits.cut):
            at = text._in_one_line.find(quotes[number])
            across = None if at < 0 else text.span(at, at + len(quotes[number]))
            return Failed(Verdict.MISSING, number, across=across)
    for number, hits in enumerate(all_hits):
        if not (hits.standing or hits.furniture):
            return _cut(text, number, hits.cut)
    for number, hits in enumerate(all_hits):
        if not hits.standing:
            return Failed(Verdict.FURNITURE, number, _single(text, hits.furniture))
    return None


def _single(text: Text, hits: Sequence[Span]) -> tuple[tuple[Span, ...], ...]:
    return tuple((text.span(*place),) for place in hits[:MANY])


def _cut(text: Text, number: int, hits: Sequence[Span]) -> Failed:
    begin, end = text._edges
    first, last = hits[0]
    verdict = begin[first] or end[last]
    # The first verdict is about the edge that is named; both edges are mended.
    edge = first if begin[first] else last
    whole = begin.rfind(_FITS, 0, edge), end.find(_FITS, edge + 1)
    mended = (begin.rfind(_FITS, 0, first) if begin[first] else first), end.find(_FITS, last)
    return Failed(
        Verdict.CUT_NUMBER if verdict == _CUTS_NUMBER else Verdict.CUT_WORD,
        number,
        _single(text, hits),
        mended=text.span(*mended),
        whole=text.span(*whole),
    )


def _placed(text: Text, standing: Sequence[Sequence[Span]]) -> Sequence[Span] | Failed:
    """The one placement of all parts together (rules 3 and 5)."""
    by_block: list[dict[int, list[Span]]] = []
    for hits in standing:
        blocks: dict[int, list[Span]] = {}
        for place in hits:
            blocks.setdefault(text._block_of(place[0]), []).append(place)
        by_block.append(blocks)
    shared = sorted(set(by_block[0]).intersection(*by_block[1:]))
    if not shared:
        return Failed(Verdict.PARTS_APART, 0, (tuple(text.span(*hits[0]) for hits in standing),))
    placements: list[list[Span]] = []
    for block in shared:
        rows = [blocks[block] for blocks in by_block]
        # The earliest and the latest placement are the same exactly where there is only one.
        if earliest := _earliest(rows):
            latest = [place for row in _mirrored([[p] for p in _earliest(_mirrored(rows))]) for place in row]
            placements += [earliest] if earliest == latest else [earliest, latest]
    if not placements:
        first = shared[0]
        return Failed(Verdict.PARTS_ORDER, 0, (tuple(text.span(*blocks[first][0]) for blocks in by_block),))
    if len(placements) > 1:
        return Failed(Verdict.AMBIGUOUS, 0, tuple(tuple(text.span(*p) for p in placed) for placed in placements[:MANY]))
    return placements[0]


def _earliest(rows: Sequence[Sequence[Span]]) -> list[Span]:
    """The first place of each row that begins where the one before has ended, or nothing. Rows are sorted."""
    placed: list[Span] = []
    for row in rows:
        i = bisect_left(row, (placed[-1][1], placed[-1][1])) if placed else 0
        if i == len(row):
            return []
        placed.append(row[i])
    return placed


def _mirrored(rows: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """The same rows as read from the end of the text."""
    return [[(-end, -start) for start, end in reversed(row)] for row in reversed(rows)]


@dataclass(frozen=True, eq=False, slots=True)
class Guards:
    """The guard words of a language (rule 5), made by `Guards.of`. The same words make the same value."""

    _left: re.Pattern[str]
    _attribution: re.Pattern[str]
    _harmless: re.Pattern[str]
    _right: re.Pattern[str]
    _breaks: re.Pattern[str]
    _turned: tuple[_Sought, ...]
    _close: tuple[_Sought, ...]
    _behind: tuple[_Sought, ...]
    _conditions: re.Pattern[str]
    _that: re.Pattern[str]
    _told: re.Pattern[str]
    _introductions: re.Pattern[str]

    @staticmethod
    def of(
        *,
        left: Iterable[str],
        right: Iterable[str] = (),
        attribution: Iterable[str] = (),
        breaks: Iterable[str] = (),
        harmless: Iterable[str] = (),
        turned: Iterable[Sought] = (),
        close: Iterable[Sought] = (),
        behind: Iterable[Sought] = (),
        conditions: Iterable[str] = (),
        told: Iterable[str] = (),
        that: Iterable[str] = (),
        introductions: Iterable[str] = (),
    ) -> Guards:
        """Guards made from lists of words and phrases, and from regular expressions where words are not enough.

        `left` is what a quote must not leave behind to its left or between its parts, `attribution` the same where the
        fact names no speaker, `right` what must not follow it directly: after a comma only what is listed with one
        (", if"). `breaks` are the signs and words at which a clause begins. `harmless` are phrases in which no word is
        an alarm ("not only"). Case and the form of an apostrophe do not matter, except in `harmless`, where a capital
        stands for itself only. `*` at the beginning of a word stands for any letters ("*n't").

        The rest are regular expressions. `turned` adds to `left`. `close` must not stand directly before a quote,
        neither the whole nor one of its groups. `behind` must not follow a quote in its clause; with a group `said` it
        concerns what ends within that stretch alone. `conditions` are the same, and concern nothing that ends before a
        verb of `attribution`, with its `that` if there is one; they are none behind `told` ("asked him "), which ends
        at them. `introductions` end at the opening quotation mark of words that they take back, and hold a word of
        `left`.
        """
        words = (left, right, attribution, breaks, harmless, that, conditions, told, introductions)
        return _guards(*map(tuple, words), tuple(turned), tuple(close), tuple(behind))


Sought = tuple[str, str]
"""A regular expression behind pieces of words, of which one stands in whatever it finds; none where none is sure."""


@dataclass(frozen=True, slots=True)
class _Sought:
    """A regular expression that is looked for only in paragraphs that have one of its pieces, which is soon seen."""

    pieces: tuple[str, ...]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, listed: Iterable[Sought]) -> tuple[_Sought, ...]:
        return tuple(cls(tuple(pieces.split()), re.compile(pattern)) for pieces, pattern in listed)


@cache
def _guards(
    left: tuple[str, ...],
    right: tuple[str, ...],
    attribution: tuple[str, ...],
    breaks: tuple[str, ...],
    harmless: tuple[str, ...],
    that: tuple[str, ...],
    conditions: tuple[str, ...],
    told: tuple[str, ...],
    introductions: tuple[str, ...],
    turned: tuple[Sought, ...],
    close: tuple[Sought, ...],
    behind: tuple[Sought, ...],
) -> Guards:
    after_comma = [word[1:].strip() for word in right if word.startswith(",")]
    at_once = [word for word in right if not word.startswith(",")]
    closing = r"[”\"’'»)\]]*"
    signs = [sign for sign in breaks if not _LETTER_OR_DIGIT.search(sign)]
    capitals = [form for phrase in harmless for form in {phrase, phrase[:1].upper() + phrase[1:]}]
    return Guards(
        _left=re.compile(_whole_words(left), re.IGNORECASE),
        _attribution=re.compile(_whole_words(attribution), re.IGNORECASE),
        _harmless=re.compile(_whole_words(capitals)),
        _right=re.compile(
            rf"({closing})(?: {closing}{_whole_words(at_once)}|,{closing} {closing}{_whole_words(after_comma)})",
            re.IGNORECASE,
        ),
        _breaks=re.compile(
            rf"{_any_of(''.join(signs))}|{_whole_words([word for word in breaks if word not in signs])}", re.IGNORECASE
        ),
        _turned=_Sought.of(turned),
        _close=_Sought.of(close),
        _behind=_Sought.of(behind),
        _conditions=_either(conditions),
        _that=re.compile(_whole_words(that)),
        _told=_either(rf"(?:{pattern})\Z" for pattern in told),
        _introductions=_either(rf"(?:{pattern})\Z" for pattern in introductions),
    )


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")


def _whole_words(words: Iterable[str]) -> str:
    """A regular expression for any of these words where it is not a part of a longer one."""
    listed = {normal(word) for word in words}
    endings = [r"\w*" + "".join(map(_in_any_form, word[1:])) for word in sorted(listed) if word.startswith("*")]
    tree = _tree(word for word in listed if not word.startswith("*"))
    either = "|".join([*endings, tree] if tree else endings) or "(?!)"
    return rf"(?<!\w)(?<!\w[-‐‑])(?:{either})(?!\w|[-‐‑]\w)"


def _tree(words: Iterable[str]) -> str:
    """A regular expression for any of these words, each common beginning tried once: ten times as fast as a list."""
    tails: dict[str, list[str]] = {}
    whole = False
    for word in words:
        if word:
            tails.setdefault(word[0], []).append(word[1:])
        else:
            whole = True
    if not tails:
        return ""
    either = "|".join(_in_any_form(sign) + _tree(rest) for sign, rest in sorted(tails.items()))
    return f"(?:{either}){'?' if whole else ''}"


def _in_any_form(sign: str) -> str:
    if sign in _APOSTROPHES:
        return _any_of(_APOSTROPHES)
    return "[-‐‑]" if sign == "-" else re.escape(sign)


@dataclass(frozen=True, slots=True)
class _Alarms:
    """Where the guard words and the beginnings of clauses stand in one normalised text."""

    words: str
    attribution: re.Pattern[str]
    sentence_starts: list[int]
    break_starts: list[int]
    break_ends: list[int]
    always: list[Span]
    unattributed: list[Span]
    """All of `always`, and attribution."""
    before: list[_Reach]
    """What stands directly before a quote that begins in its reach, or takes back all words in quotation marks."""
    behind: list[_Reach]
    """What denies a quote that ends in its reach."""
    begins: bytearray
    """For each position, whether it is in the reach of one of `before`: hardly any is, and every quote asks."""
    ends: bytearray
    """For each position, whether it is in the reach of one of `behind`."""

    @classmethod
    def of(cls, words: str, guards: Guards, sentence_starts: Iterable[int]) -> _Alarms:
        harmless = [match.span() for match in guards._harmless.finditer(words)]

        def alarms(pattern: re.Pattern[str]) -> list[Span]:
            return [match.span() for match in pattern.finditer(words) if not _covered(harmless, match.start())]

        breaks = [match.span() for match in guards._breaks.finditer(words)]
        turned = [match.span() for match in _sought(guards._turned, words)]
        always = sorted([*alarms(guards._left), *turned])
        attribution = alarms(guards._attribution)
        made = cls(
            words=words,
            attribution=guards._attribution,
            sentence_starts=sorted(set(sentence_starts)),
            break_starts=[start for start, _ in breaks],
            break_ends=[end for _, end in breaks],
            always=always,
            unattributed=sorted([*always, *attribution]),
            before=[],
            behind=[],
            begins=bytearray(len(words) + 1),
            ends=bytearray(len(words) + 1),
        )
        made.before.extend([*made._directly_before(guards), *made._taken_back(guards)])
        made.behind.extend([*made._directly_behind(guards), *made._denials(guards)])
        made.behind.extend([*made._conditions(guards, [end for _, end in attribution]), *made._questions()])
        for marks, reaches in ((made.begins, made.before), (made.ends, made.behind)):
            done = 0
            for first, last in sorted((reach.first, reach.last + 1) for reach in reaches):
                if (first := max(first, done)) < last:
                    marks[first:last] = b"\1" * (last - first)
                    done = last
        return made

    def _directly_before(self, guards: Guards) -> Iterator[_Reach]:
        for match in _sought(guards._close, self.words):
            for end in {match.end(group) for group in range(match.re.groups + 1)} - {-1}:
                yield _Reach(end + 1, end + 1, (match.start(), end))

    def _taken_back(self, guards: Guards) -> Iterator[_Reach]:
        for start, end in _quotations(self.words):
            # The comma or colon before the quotation mark begins no clause of its own.
            before = self.words[max(0, start - _LONGEST_INTRODUCTION) : start]
            told = start - len(before) + len(before.rstrip(" ,:"))
            first = max(start - len(before), self.clause_start(told - 1))
            if self.between(first, start, True) and (
                match := guards._introductions.search(before, first - start + len(before))
            ):
                shift = start - len(before)
                yield _Reach(start, end - 1, (shift + match.start(), shift + match.end()))

    def _directly_behind(self, guards: Guards) -> Iterator[_Reach]:
        for match in guards._right.finditer(self.words):
            first, said = match.start(), match.end(1)
            same_sentence = self._sentence(first - 1) == self._sentence(said)
            if same_sentence and not _ENDS_SENTENCE.search(self.words[max(0, said - 8) : said]):
                yield self._from(first, said, match.end())

    def _denials(self, guards: Guards) -> Iterator[_Reach]:
        for match in _sought(guards._behind, self.words):
            if "said" in match.re.groupindex:
                yield self._from(*match.span("said"), match.end())
            else:
                yield self._from(self.clause_start(max(0, match.start() - 1)) + 1, match.start(), match.end())

    def _conditions(self, guards: Guards, told: Sequence[int]) -> Iterator[_Reach]:
        for match in guards._conditions.finditer(self.words):
            clause = self.clause_start(match.start())
            before = self.words[max(clause, match.start() - _LONGEST_INTRODUCTION) : match.start()]
            if not guards._told.search(before):
                verb = bisect_right(told, match.start()) - 1
                first = max(clause, told[verb]) if verb >= 0 else clause
                that = guards._that.search(self.words, first, match.start())
                pause = _PAUSE.search(self.words, match.end())
                reach = self._from((that.end() if that else first) + 1, match.start(), match.end())
                yield replace(reach, stop=pause.start() if pause else len(self.words))

    def _from(self, first: int, start: int, end: int) -> _Reach:
        # Signs before the first word may belong to the quote: the comma and the mark of “…,” he falsely claimed.
        letter = _LETTER_OR_DIGIT.search(self.words, start, end)
        start = letter.start() if letter else start
        return _Reach(first, start, (start, end))

    def _questions(self) -> Iterator[_Reach]:
        begun = 0
        for sign in _SIGN_OF_CLAUSE.finditer(self.words):
            if sign.group() in _QUESTION_MARKS:
                sentence = self.sentence_starts[self._sentence(sign.start())]
                yield _Reach(max(sentence, begun) + 1, sign.start(), sign.span())
            begun = sign.end()

    def _sentence(self, position: int) -> int:
        return bisect_right(self.sentence_starts, position) - 1

    def clause_start(self, position: int) -> int:
        """Where the clause begins that holds this position; a break at the position itself begins one."""
        sentence = self.sentence_starts[bisect_right(self.sentence_starts, position) - 1]
        i = bisect_right(self.break_starts, position) - 1
        return max(sentence, self.break_ends[i]) if i >= 0 else sentence

    def between(self, start: int, end: int, has_speaker: bool) -> list[Span]:
        """The guard words that begin within this stretch."""
        alarms = self.always if has_speaker else self.unattributed
        return alarms[bisect_left(alarms, (start, 0)) : bisect_left(alarms, (end, 0))]

    def left_of(self, start: int, end: int, has_speaker: bool) -> list[Span]:
        """The guard words to the left of what stands here, in its own clause.

        Commas do not end a clause, but for one: "poses no threat, Ann Example, the director, stated Wednesday" does not
        deny who the director is, nor the day. Only names and roles are let through, before a verb of saying that has no
        other subject, and such a verb directly behind them: "not buy, announced or sell" and "not buy X, Y, said Ann"
        are lists.

        Quotation marks end a clause, too, and the words between them are still taken back by "he never said".
        """
        found = self.between(self.clause_start(start), start, has_speaker)
        if found and self._names_who_says_it(start, end):
            return []
        return found or self.before_it(start)

    def before_it(self, start: int) -> list[Span]:
        """What stands directly before a quote that begins here, or takes back the words in quotation marks around."""
        return [it.alarm for it in self.before if it.first <= start <= it.last] if self.begins[start] else []

    def behind_it(self, end: int) -> tuple[Span, int] | None:
        """What denies a quote that ends here, directly behind it or further on in its clause, and where that ends."""
        if not self.ends[end]:
            return None
        nearest = min((it for it in self.behind if it.first <= end <= it.last), key=lambda it: it.alarm)
        return nearest.alarm, nearest.stop or nearest.alarm[1]

    def _names_who_says_it(self, start: int, end: int) -> bool:
        if not self.words.endswith(", ", 0, start):
            return False
        if (verb := self.attribution.match(self.words, start, end)) is None:
            if not _is_name(self.words[start:end]):
                return False
            after = next((end + len(gap) for gap in (", ", " ") if self.words.startswith(gap, end)), end)
            verb = self.attribution.match(self.words, after) if after > end else None
            return verb is not None and _NO_SUBJECT.match(self.words, verb.end()) is not None
        before = self.words[self.clause_start(start) : start - 2].split(", ")
        # The role may stand between commas of its own: "Ann Example, the director,".
        subject = before[-2:] if len(before) > 2 and not _is_name(before[-1]) else before[-1:]
        if len(before) < 2 or not _is_name(", ".join(subject)) or "," in self.words[start:end]:
            return False
        return verb.end() == end or _is_name(self.words[verb.end() : end])


@dataclass(frozen=True, slots=True)
class _Reach:
    """Something left behind, and the first and last position at which it is an alarm that a quote begins or ends."""

    first: int
    last: int
    alarm: Span
    stop: int = 0
    """Where that ends of which the alarm is the first word; 0 where it is the whole."""


def _sought(each: Sequence[_Sought], words: str) -> Iterator[re.Match[str]]:
    start = 0
    for paragraph in words.split(_BETWEEN):
        end = start + len(paragraph)
        for it in each:
            if not it.pieces or any(piece in paragraph for piece in it.pieces):
                yield from it.pattern.finditer(words, start, end)
        start = end + 1


# Longer words before a quotation mark or an "if" do not lead to it.
_LONGEST_INTRODUCTION: Final = 200
# A question is not said, whatever it asks.
_QUESTION_MARKS: Final = "?？؟"
_PAUSE: Final = re.compile(rf"[.,;:!?)\]”\"“(](?!\w)|{_BETWEEN}| [–—-] |—")
_SIGN_OF_CLAUSE: Final = re.compile('[;:()“”"!?？؟]')
_OPENING_MARK: Final = re.compile(r"“|„|«|(?<![^\s(\[—–-])\"(?=\S)")
_CLOSING_MARKS: Final = {"“": "”", "„": "“”", "«": "»", '"': '"'}


def _quotations(words: str) -> Iterator[Span]:
    """The words in quotation marks, from the opening mark up to the closing one, or to the paragraph's end."""
    done = 0
    while mark := _OPENING_MARK.search(words, done):
        closing = re.compile(f"[{_CLOSING_MARKS[mark.group()]}{_BETWEEN}]").search(words, mark.end())
        yield mark.start(), closing.start() if closing else len(words)
        done = closing.end() if closing else len(words)


# Words without a capital that may stand in a name with its role. What is not among them is an alarm all the same.
_IN_NAMES: Final = frozenset(
    re.findall(
        r"\w+",
        """
        a agency ambassador analyst at chair chairman chairwoman chief commander company corporation correspondent
        defence defense deputy director editor executive expert for foreign former general head in leader minister
        ministry of officer official president prime reporter representative secretary spokesman spokesperson
        spokeswoman the vice
        """,
    )
)
_NO_SUBJECT: Final = re.compile(
    r"[.,:;!?]|\Z| (?:that|in|at|during|after)\b"
    r"| (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?=[.,:;!?]|\Z| that\b)"
)


def _is_name(words: str) -> bool:
    """Whether words are the name of somebody, with or without the role, and surely nothing else."""
    each = re.findall(r"[^\s,]+", words)
    return any(word[0].isupper() for word in each) and all(word[0].isupper() or word in _IN_NAMES for word in each)


# A full stop ends the sentence also where nobody has told where the sentences are.
_ENDS_SENTENCE: Final = re.compile(r"[.!?…][”\"’')\]»]*\Z")


def _covered(spans: Sequence[Span], position: int) -> bool:
    i = bisect_right(spans, (position, 1 << 62)) - 1
    return i >= 0 and position < spans[i][1]


def _guarded(text: Text, placed: Sequence[Span], guards: Guards, has_speaker: bool) -> Failed | None:
    alarms = text._alarms(guards)
    behind = 0
    for number, (start, end) in enumerate(placed):
        if number:
            found = alarms.between(behind, start, has_speaker) or alarms.before_it(start)
        else:
            found = alarms.left_of(start, end, has_speaker)
        if found:
            return Failed(
                Verdict.GUARD,
                number,
                (tuple(text.span(*place) for place in placed),),
                mended=text.span(found[0][0], end),
                guard=text.span(*found[-1]),
                side="between" if number else "left",
            )
        behind = end
    start, end = placed[-1]
    if found_behind := alarms.behind_it(end):
        after, stop = found_behind
        return Failed(
            Verdict.GUARD,
            len(placed) - 1,
            (tuple(text.span(*place) for place in placed),),
            mended=text.span(start, stop),
            guard=text.span(*after),
            side="right",
        )
    return None


# Rule 6: signs that differ in form only, so that a quote with one for the other is a slip of typing.
_PLAIN_SIGNS: Final = str.maketrans(dict.fromkeys('“”„‟«»″‘’‚‛‹›ʼʻ′`´＇＂"', "'") | dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_PLAIN: Final = _PLAIN_SIGNS | str.maketrans(
    {"…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_SPACE_AT_SIGN: Final = re.compile(r" (?=[^\w ])|(?<=[^\w ]) ")


def typographic(quote: str, passage: str) -> bool:
    """Whether two texts differ at most in the form of quotation marks, apostrophes, dashes, ellipses and ligatures.

    White space beside a sign counts as form, between two letters or digits it does not. Case is never form.
    """
    return _plain(quote) == _plain(passage)


def _plain(words: str) -> str:
    return _SPACE_AT_SIGN.sub("", normal(words).translate(_PLAIN)).replace("''", "'")


def _folded(words: str) -> str:
    """Without regard to case and form, every character in its place."""
    plain = words.translate(_PLAIN_SIGNS)
    lower = plain.lower()
    if len(lower) != len(plain):
        lower = "".join(low if len(low := sign.lower()) == 1 else sign for sign in plain)
    return lower


# Below this likeness a passage has nothing to do with the quote; longer quotes would make fuzzy search slow.
_LEAST_SCORE: Final = 60.0
_LONGEST_HINTED: Final = 5_000


def nearest(text: Text, parts: Sequence[str]) -> Near | None:
    """The passage most like the first part that does not stand in the text, cut at whole words.

    `None` where all parts stand, where nothing outside the furniture is like it, or where it is longer than any quote.
    """
    for number, part in enumerate((parts,) if isinstance(parts, str) else parts):
        quote = normal(part)
        if _LETTER_OR_DIGIT.search(quote) and quote not in text.normal:
            if (best := _nearest(text, quote)) is None:
                return None
            (start, end), score = best
            return Near(number, text.span(start, end), text.normal[start:end], score)
    return None


def _nearest(text: Text, quote: str) -> tuple[Span, float] | None:
    if len(quote) > _LONGEST_HINTED:
        return None
    needle = _folded(quote)
    best: tuple[float, int, int, int] | None = None
    for block, is_furniture in enumerate(text._is_furniture):
        if is_furniture:
            continue
        first, last = _block_span(text, block)
        passage = text._folded[first:last]
        least = best[0] + 1e-9 if best else _LEAST_SCORE
        if len(passage) < len(needle):
            # partial_ratio would look for the paragraph in the quote.
            if score := fuzz.ratio(needle, passage, score_cutoff=least):
                best = score, block, first, last
        elif found := fuzz.partial_ratio_alignment(needle, passage, score_cutoff=least):
            best = found.score, block, first + found.dest_start, first + found.dest_end
    if best is None:
        return None
    _, block, start, end = best
    first, last = _block_span(text, block)
    slack = min(40, max(12, len(needle) // 3))

    # The alignment is as long as the quote; the passage may be longer or shorter, and it has whole words. Signs at its
    # ends are wanted only where the quote has some, too.
    from_sign, to_sign = not needle[0].isalnum(), not needle[-1].isalnum()
    starts = list(_starts(text, max(first, start - slack), min(end, start + slack), signs=from_sign)) or [first]
    ends = list(_ends(text, max(start, end - slack), min(last, end + slack), signs=to_sign)) or [last]
    score, _, span = max((fuzz.ratio(needle, text._folded[a:b]), a - b, (a, b)) for a in starts for b in ends if a < b)
    return span, score


def _block_span(text: Text, block: int) -> Span:
    starts = text._block_starts
    return starts[block], starts[block + 1] - 1 if block + 1 < len(starts) else len(text.normal)


def _starts(text: Text, first: int, last: int, *, signs: bool = False) -> Iterator[int]:
    """Where a word or a number, or where wanted any sign, begins from `first` on and before `last`."""
    begin, _ = text._edges
    for i in range(first, min(last, len(text.normal))):
        if begin[i] == _FITS and (text.normal[i].isalnum() or begin[i + 1] or (signs and text.normal[i] != " ")):
            yield i


def _ends(text: Text, first: int, last: int, *, signs: bool = False) -> Iterator[int]:
    """Where a word or a number, or where wanted any sign, ends after `first` and up to `last`."""
    _, end = text._edges
    for i in range(first + 1, last + 1):
        before = text.normal[i - 1]
        if end[i] == _FITS and (before.isalnum() or end[i - 1] or (signs and before != " ")):
            yield i


def difference(quote: str, passage: str) -> tuple[str, ...]:
    """Lines that show what differs between a quote and a passage, each differing stretch in ⟦ ⟧.

    The first line is the quote, the second the passage. A third names differing characters that look alike.
    """
    ours, theirs = _tokens(normal(quote)), _tokens(normal(passage))
    lines = ["", ""]
    alike: dict[str, None] = {}
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, a, b, c, d in _joined(matcher.get_opcodes(), ours):
        one, other = "".join(ours[a:b]), "".join(theirs[c:d])
        if kind == "equal":
            lines = [lines[0] + one, lines[1] + other]
        else:
            lines = [line + (f"⟦{part}⟧" if part else "") for line, part in zip(lines, (one, other), strict=True)]
            alike |= dict.fromkeys(_look_alikes(one, other))
    return (f"quote:  {lines[0]}", f"source: {lines[1]}", *([f"where {'; '.join(alike)}"] if alike else []))


def _tokens(words: str) -> list[str]:
    tokens: list[str] = []
    for sign in words:
        is_mark = unicodedata.category(sign)[0] == "M"
        if tokens and (is_mark or (sign.isalnum() and tokens[-1][-1].isalnum() and not _UNSPACED.match(sign))):
            tokens[-1] += sign
        else:
            tokens.append(sign)
    return tokens


def _joined(
    codes: Iterable[tuple[str, int, int, int, int]], ours: Sequence[str]
) -> list[tuple[str, int, int, int, int]]:
    """The same stretches, those joined that differ with only a space between."""
    joined: list[tuple[str, int, int, int, int]] = []
    for code in codes:
        if (
            code[0] != "equal"
            and len(joined) > 1
            and joined[-1][0] == "equal"
            and ours[joined[-1][1] : joined[-1][2]] == [" "]
        ):
            joined.pop()
            _, a, _, c, _ = joined.pop()
            joined.append(("replace", a, code[2], c, code[4]))
        else:
            joined.append(code)
    return joined


def _look_alikes(one: str, other: str) -> Iterator[str]:
    if len(one) != len(other):
        return
    for mine, theirs in zip(one, other, strict=True):
        if mine == theirs:
            continue
        names = [unicodedata.name(sign, f"U+{ord(sign):04X}") for sign in (mine, theirs)]
        other_script = mine.isalpha() and theirs.isalpha() and names[0].split()[0] != names[1].split()[0]
        if other_script or _plain(mine) == _plain(theirs):
            yield f"the source has {theirs} ({names[1]}), the quote has {mine} ({names[0]})"


# Beyond this many words the whole paragraph is shorter to read than the quote.
_MOST_WORDS_ADDED: Final = 60


def shortest(text: Text, words: str, *, guards: Guards | None, has_speaker: bool = False) -> tuple[str, ...] | Failed:
    """Quotes that `resolve` finds, made from roughly remembered words: as few of the source's words around them as do.

    One quote for each place where the words stand, in the order of the text, at most `MANY`: exactly; else without
    regard to case and form; else the nearest passage. Each is the source's own characters with white space folded. A
    failure says why there is none.
    """
    quote = normal(words)
    if not _LETTER_OR_DIGIT.search(quote):
        return Failed(Verdict.EMPTY)
    spots = _spots(text, quote)
    if isinstance(spots, Failed):
        return spots
    grown = [_grown(text, spot, guards, has_speaker) for spot in spots[:MANY]]
    quotes = tuple(dict.fromkeys(text.normal[slice(*span)] for span in grown if not isinstance(span, Failed)))
    return quotes or next(failed for failed in grown if isinstance(failed, Failed))


def _spots(text: Text, quote: str) -> Sequence[Span] | Failed:
    hits = _hits(text, quote)
    if hits.standing:
        return hits.standing
    if hits.furniture:
        return Failed(Verdict.FURNITURE, 0, _single(text, hits.furniture))
    if not (near := hits.cut):
        needle = re.escape(_folded(quote))
        near = [match.span() for match in re.finditer(needle, text._folded)]
    if near := [spot for spot in near if not text._is_furniture[text._block_of(spot[0])]]:
        return near
    best = _nearest(text, quote)
    # The nearest passage can be a sign alone, which is no quote.
    return [best[0]] if best and _LETTER_OR_DIGIT.search(text.normal, *best[0]) else Failed(Verdict.MISSING)


def _grown(text: Text, spot: Span, guards: Guards | None, has_speaker: bool) -> Span | Failed:
    """The spot with as few words added to its left and right as make it a quote."""
    begin, end = text._edges
    first, last = _block_span(text, text._block_of(spot[0]))
    start = begin.rfind(_FITS, first, spot[0] + 1)
    stop = end.find(_FITS, spot[1])
    while guards is not None and (guarded := _left_behind(text, (start, stop), guards, has_speaker)) is not None:
        start, stop = guarded
    starts = [start, *reversed(list(_starts(text, first, start)))][: _MOST_WORDS_ADDED + 1]
    ends = [stop, *_ends(text, stop, last)][: _MOST_WORDS_ADDED + 1]
    for added in range(min(_MOST_WORDS_ADDED, len(starts) + len(ends) - 2) + 1):
        fitting = [
            (starts[left], ends[added - left])
            for left in range(max(0, added - len(ends) + 1), min(added, len(starts) - 1) + 1)
            if len(_hits(text, text.normal[starts[left] : ends[added - left]], 2).standing) == 1
            and (guards is None or _left_behind(text, (starts[left], ends[added - left]), guards, has_speaker) is None)
        ]
        if fitting:
            return min(fitting, key=lambda span: span[1] - span[0])
    same = _hits(text, text.normal[start:stop], MANY).standing
    return Failed(Verdict.AMBIGUOUS, 0, tuple((text.span(*place),) for place in same))


def _left_behind(text: Text, spot: Span, guards: Guards, has_speaker: bool) -> Span | None:
    """The spot with the guard words it leaves behind, or nothing where it leaves none."""
    alarms = text._alarms(guards)
    start, end = spot
    if found := alarms.left_of(start, end, has_speaker):
        return found[0][0], end
    after = alarms.behind_it(end)
    return (start, after[1]) if after else None
