"""Sources in a language without rules: what of them can be compared all the same.

Figures are figures in every script, and the CLDR knows how a language writes numbers and names millions, months and
weekdays. What a source has otherwise, above all numbers in words, nobody here can read: `printed` shows it to readers.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import day_name, month_name
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache, partial

from mkdocs_dossier import languages, quotes
from mkdocs_dossier.checks import terms
from mkdocs_dossier.checks.material import Alarm, Material, alarm, claimed, evidence, field_evidence, quoted, spoken_of
from mkdocs_dossier.dates import cldr
from mkdocs_dossier.languages import Language
from mkdocs_dossier.model import Aspect, Fact
from mkdocs_dossier.problems import Code

_ENGLISH = "en"
_MONTHS = tuple(month_name)[1:]
_WEEKDAYS = tuple(day_name)
_SIGNS = str.maketrans({"٫": ".", "٬": ",", "．": ".", "％": "%", "٪": "%"})
_FIGURES = r"\d+(?:[.,]\d+)*"
_PERCENT = re.compile(rf"%\s?({_FIGURES})")
_LETTER = r"[^\W\da-zA-Z_]"
# 2024年6月17日, 6월 17일, 9月.
_DAY = re.compile(
    r"(?:(?P<year>\d{4})\s?[年년]\s?)?(?P<month>1[0-2]|0?[1-9])\s?[月월](?:\s?(?P<day>\d{1,2})\s?[日号號일])?"
)


def numbers(material: Material, fact: Fact) -> Iterator[Alarm]:
    """What a fact has in figures stands in its quotes, also where these are in a language without rules.

    "18.4 million" is "18,4 milyon" and "1840万"; units are not compared. What the quote has in words is given by them,
    as `printed`.
    """
    value, bundles = fact.value, list(material.foreign(fact))
    if not bundles:
        return
    if value is not None and value.quantity is not None:
        sought: Mapping[Decimal, str] = dict.fromkeys((value.quantity.low, value.quantity.high), value.text)
    else:
        sought = _figures(material, _ours(material)(claimed(fact))) if value is None or value.date is None else {}
    for citations, tag in bundles if sought else ():
        read = partial(rendered, tag=tag)
        there = _figures(material, read(field_evidence(fact, citations, "value")))
        if fact.printed and not _figures(material, read(fact.printed)):
            continue
        for text in dict.fromkeys(text for number, text in sought.items() if number not in there):
            yield alarm(
                fact,
                Code.NUMBER_NOT_QUOTED if value is None else Code.VALUE_NOT_QUOTED,
                citations[0].place,
                f"{spoken_of(fact)} has “{text}”, which this quote does not have.",
                "Write the number of the quote; where that has it in words, give these as `printed:`.",
                (f"fact:  {claimed(fact)}", f"quote: {quoted(citations)}"),
            )


def names(material: Material, fact: Fact) -> Iterator[Alarm]:
    """A recorded name in a fact stands in its quotes in one of its spellings, also where these are in such a language.

    `reads` and what is `inferred` count as they do elsewhere, and the speaker need not name himself.
    """
    for citations, _ in material.foreign(fact) if fact.aspect is Aspect.SAYS else ():
        quote = quoted(citations)
        needed = {it.subject: it.text for it in material.names.find(claimed(fact)) if it.subject}
        there = {fact.voice.by, *material.names.among(evidence(fact, citations)), *material.meant(fact, quote)}
        for text in (text for id_, text in needed.items() if id_ not in there):
            yield alarm(
                fact,
                Code.NAME_NOT_QUOTED,
                citations[0].place,
                f"{spoken_of(fact)} names “{text}”, and this quote does not.",
                "Add its spelling in the quote to its `names:`, or say with `reads:` which word of the quote means it.",
                (f"quote: {quote}",),
            )


def rules() -> Language:
    """The rules by which what is `rendered` can be read."""
    known = languages.language(_ENGLISH)
    assert known is not None  # noqa: S101 - English has rules
    return known


def _ours(material: Material) -> Callable[[str], str]:
    tag = material.dossier.imprint.language
    return str if languages.language(tag) is not None else partial(rendered, tag=tag)


def _figures(material: Material, text: str) -> dict[Decimal, str]:
    found = terms.numbers(material.names.without(text), rules())
    return {it.value: it.text for it in found if any(sign.isdigit() for sign in it.text)}


@lru_cache(maxsize=4096)
def rendered(text: str, tag: str) -> str:
    """A text in the language of a tag with its figures, months and weekdays as English writes them; all else stays.

    What the text has in a way that the CLDR does not know stays as well.
    """
    text = "".join(str(unicodedata.digit(it)) if it.isdecimal() else it for it in text.translate(_SIGNS))
    text = re.sub(rf"(?<![\d.,]){_FIGURES}(?![.,]?\d)", _separated(tag), text)
    text = _multiplied(_PERCENT.sub(r"\1%", _DAY.sub(_day, text)), tag)
    for pattern, english in _named(tag):
        text = pattern.sub(partial(_exchanged, english), text)
    # A figure ends where Chinese goes on.
    return quotes.normal(re.sub(rf"(?<=\d)(?={_LETTER})|(?<={_LETTER})(?=\d)", " ", text))


def _exchanged(english: Mapping[str, str], match: re.Match[str]) -> str:
    return f" {english[match[1].casefold()]} "


def _day(match: re.Match[str]) -> str:
    return " ".join(["", *filter(None, (match["day"], _MONTHS[int(match["month"]) - 1], match["year"])), ""])


def _separated(tag: str) -> Callable[[re.Match[str]], str]:
    if cldr(tag).number_symbols["latn"]["decimal"] != ",":
        return lambda match: match[0]

    def english(match: re.Match[str]) -> str:
        written = match[0]
        # A date in figures has full stops as well.
        if not re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+", written):
            return written
        return written.translate(str.maketrans(".,", ",."))

    return english


def _multiplied(text: str, tag: str) -> str:
    """A text with "12 milyon" and "40万" in figures."""
    known = _magnitudes(tag)
    either = "|".join(rf"{re.escape(it)}{_ending(it)}" for it in sorted(known, key=len, reverse=True)) or "(?!)"

    def product(match: re.Match[str]) -> str:
        word = next(it for it in sorted(known, key=len, reverse=True) if match[2].startswith(it))
        number = Decimal(match[1].replace(",", "")) * known[word]
        return f"{number.to_integral_value() if number == number.to_integral_value() else number:f} "

    return re.sub(rf"({_FIGURES})\s?({either})", product, text)


def _ending(word: str) -> str:
    """What may stand behind a word for it to be the same: nothing more beside Chinese, an ending behind a long word."""
    if not quotes.joined(word[-1], "a"):
        return ""
    return r"\w*" if len(word) > 4 else r"(?!\w)"


@lru_cache(maxsize=32)
def _magnitudes(tag: str) -> Mapping[str, Decimal]:
    """What multiplies a number in a language: "milyon" is 10⁶."""
    found = {}
    for length in ("long", "short"):
        for patterns in dict(cldr(tag).compact_decimal_formats.items()).get(length, {}).values():
            for power, pattern in patterns.items():
                zeros = pattern.pattern.count("0")
                word = re.sub(r"[0\s'.\u200f]", "", pattern.pattern)
                if word and zeros and word != "¤":
                    found[word] = Decimal(power).scaleb(1 - zeros)
    return found


@lru_cache(maxsize=32)
def _named(tag: str) -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    """How months and weekdays are found in a language, with the English of each name."""
    known = cldr(tag)
    months = {name.casefold(): _MONTHS[it - 1] for of in known.months.values() for it, name in of["wide"].items()}
    days = {name.casefold(): _WEEKDAYS[it] for of in known.days.values() for it, name in of["wide"].items()}
    if not quotes.joined(next(iter(days))[0], "a"):
        days |= {name: _WEEKDAYS[it] for it, name in known.days["format"]["abbreviated"].items()}
    # A month may have an ending: "haziranda".
    return (_pattern(months, r"[^\W\d]{0,4}"), months), (_pattern(days, ""), days)


def _pattern(names_: Iterable[str], ending: str) -> re.Pattern[str]:
    either = "|".join(sorted(map(re.escape, names_), key=len, reverse=True))
    if not quotes.joined(next(iter(names_))[0], "a"):
        return re.compile(f"({either})")
    # In Arabic a letter that means "in" or "and" may stand before a name.
    return re.compile(rf"(?<!\w)[بلوف]?({either}){ending}(?!\w)", re.IGNORECASE)
