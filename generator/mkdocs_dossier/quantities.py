"""Quantities: what a value's text says in numbers, its unit or currency, and when two of them mean the same.

Numbers are read in English notation: a point before decimals; comma, space or apostrophe between groups of three.
Arithmetic is exact: factors are decimals by definition (SI Brochure, 9th edition; the international yard and pound of
1959), and comparisons use fractions. Currencies are never converted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

from babel.core import get_global


@dataclass(frozen=True)
class Unit:
    """A unit by its canonical symbol, and how it converts: `value * factor + offset` counts `base` units.

    Units convert into each other if their bases are equal. A month and a day have different bases, for no number of
    days is a month.
    """

    symbol: str
    base: str
    factor: Decimal = Decimal(1)
    offset: Decimal = Decimal(0)


@dataclass(frozen=True)
class Kind:
    """What the values of a property can hold, in a sentence's words, and the units in which a quantity is written.

    `units` maps every accepted spelling, symbols as they are and words in lower case, to its unit. `quantity` is false
    for kinds whose values are read elsewhere: texts, lists, dates.
    """

    holds: str
    units: Mapping[str, Unit]
    quantity: bool = True


@dataclass(frozen=True)
class Quantity:
    """One number, or a range of them, in a unit.

    `low` and `high` are equal for a single number and include magnitudes ("$2.5 billion" is 2500000000). `unit` is the
    canonical symbol: of the SI as usual ("km"), an ISO 4217 code for money ("USD"), the counted noun as written for a
    count ("men"), "" for a bare count. `kind` is a key of `KINDS`, and `text` what was written.
    """

    low: Decimal
    high: Decimal
    unit: str
    kind: str
    text: str


@dataclass(frozen=True)
class BadQuantity:
    """What was written in the place of a quantity, why it is none, and what to do, each in one sentence."""

    text: str
    message: str
    remedy: str


class Frame(StrEnum):
    """What the words before a number make of it."""

    EXACT = "exactly"
    LIMIT = "up to"  # the most there is, and there is as much
    LEAST = "at least"
    MORE = "more than"
    LESS = "less than"
    ABOUT = "about"


def _kind(holds: str, base: str, table: str) -> Kind:
    """A kind from lines of `symbol factor[+offset][@own-base] spelling, spelling, …`."""
    units: dict[str, Unit] = {}
    for line in table.strip().splitlines():
        symbol, number, *rest = line.strip().split(None, 2)
        number, _, own = number.partition("@")
        factor, _, offset = number.partition("+")
        unit = Unit(symbol, own or base, Decimal(factor), Decimal(offset or 0))
        for spelling in (symbol, *(rest[0].split(", ") if rest else ())):
            units[spelling] = unit
    return Kind(holds, MappingProxyType(units))


def _elsewhere(holds: str) -> Kind:
    return Kind(holds, MappingProxyType({}), quantity=False)


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "length": _kind(
            "a length, height, depth or distance",
            "m",
            """
            m 1 metre, metres, meter, meters
            km 1000 kms, kilometre, kilometres, kilometer, kilometers
            cm 0.01 centimetre, centimetres, centimeter, centimeters
            mm 0.001 millimetre, millimetres, millimeter, millimeters
            in 0.0254 inch, inches
            ft 0.3048 foot, feet
            yd 0.9144 yard, yards
            mi 1609.344 mile, miles
            nmi 1852 NM, nautical mile, nautical miles
            """,
        ),
        "area": _kind(
            "an area",
            "m²",
            """
            m² 1 m2, sq m, square metre, square metres, square meter, square meters
            km² 1000000 km2, sq km, square kilometre, square kilometres, square kilometer, square kilometers
            ha 10000 hectare, hectares
            acre 4046.8564224 ac, acres
            ft² 0.09290304 ft2, sq ft, square foot, square feet
            mi² 2589988.110336 mi2, sq mi, square mile, square miles
            """,
        ),
        "volume": _kind(
            "a volume",
            "L",
            """
            L 1 l, litre, litres, liter, liters
            m³ 1000 m3, cubic metre, cubic metres, cubic meter, cubic meters
            bbl 158.987294928 barrel, barrels
            """,
        ),
        "mass": _kind(
            "a mass or weight",
            "kg",
            """
            kg 1 kgs, kilogram, kilograms, kilogramme, kilogrammes, kilo, kilos
            g 0.001 gram, grams, gramme, grammes
            mg 0.000001 milligram, milligrams
            ton 1@ton tons
            t 1000 tonne, tonnes, metric ton, metric tons
            lb 0.45359237 lbs, pound, pounds
            oz 0.028349523125 ounce, ounces
            kt 1000000 kiloton, kilotons, kilotonne, kilotonnes
            """,
        ),
        "duration": _kind(
            "a length of time",
            "s",
            """
            s 1 sec, second, seconds
            ms 0.001 millisecond, milliseconds
            min 60 mins, minute, minutes
            h 3600 hr, hrs, hour, hours
            d 86400 day, days
            wk 604800 week, weeks
            month 1@month months
            quarter 3@month quarters
            year 12@month yr, yrs, years
            decade 120@month decades
            century 1200@month centuries
            """,
        ),
        # Of the three scales only Fahrenheit is reached from the others by decimals.
        "temperature": _kind(
            "a temperature",
            "°F",
            """
            °C 1.8+32 ℃, C, degrees celsius, degree celsius, celsius
            °F 1 ℉, F, degrees fahrenheit, degree fahrenheit, fahrenheit
            K 1.8+-459.67 kelvin, kelvins
            """,
        ),
        # Of the usual units only km/h is reached from all others by decimals.
        "speed": _kind(
            "a speed",
            "km/h",
            """
            km/h 1 kmh, kph, kilometres per hour, kilometers per hour, kilometres an hour, kilometers an hour
            m/s 3.6 metres per second, meters per second, metres a second, meters a second
            km/s 3600 kilometres per second, kilometers per second
            mph 1.609344 mi/h, miles per hour, miles an hour
            kn 1.852 kt, kts, knot, knots
            ft/s 1.09728 feet per second
            Mach 1@Mach mach
            """,
        ),
        "power": _kind(
            "a power",
            "W",
            """
            W 1 watt, watts
            kW 1000 kilowatt, kilowatts
            MW 1000000 megawatt, megawatts
            GW 1000000000 gigawatt, gigawatts
            """,
        ),
        "energy": _kind(
            "an energy",
            "J",
            """
            J 1 joule, joules
            kJ 1000 kilojoule, kilojoules
            MJ 1000000 megajoule, megajoules
            Wh 3600 watt-hour, watt-hours
            kWh 3600000 kilowatt-hour, kilowatt-hours
            MWh 3600000000 megawatt-hour, megawatt-hours
            GWh 3600000000000 gigawatt-hour, gigawatt-hours
            TWh 3600000000000000 terawatt-hour, terawatt-hours
            """,
        ),
        "frequency": _kind(
            "a frequency",
            "Hz",
            """
            Hz 1 hertz
            kHz 1000 kilohertz
            MHz 1000000 megahertz
            GHz 1000000000 gigahertz
            """,
        ),
        "angle": _kind(
            "an angle",
            "°",
            """
            ° 1 deg, degree, degrees
            """,
        ),
        "percentage": _kind(
            "a share in per cent",
            "%",
            """
            % 1 per cent, percent, pct
            """,
        ),
        "money": Kind("a sum of money in one currency", MappingProxyType({})),
        "count": Kind("a number, with or without what is counted", MappingProxyType({})),
        "text": _elsewhere("words"),
        "list": _elsewhere("several values, each in words"),
        "date": _elsewhere("a date in EDTF"),
        "year": _elsewhere("a year, a date in EDTF"),
    }
)
"""Every kind of value a property can have, by the name the fact sheet gives it."""

# "$" and "dollar" without a country are those of the United States, as news agencies write them. What several
# currencies share (¥, kr, Rs) is not read: the ISO code tells which is meant.
_CURRENCIES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("$", "us$", "u.s.$", "dollar", "dollars", "us dollar", "us dollars"), "USD"),
        **dict.fromkeys(("u.s. dollar", "u.s. dollars", "american dollars"), "USD"),
        **dict.fromkeys(("a$", "au$", "australian dollars"), "AUD"),
        **dict.fromkeys(("c$", "ca$", "canadian dollars"), "CAD"),
        **dict.fromkeys(("nz$", "new zealand dollars"), "NZD"),
        **dict.fromkeys(("hk$", "hong kong dollars"), "HKD"),
        **dict.fromkeys(("€", "euro", "euros"), "EUR"),
        **dict.fromkeys(("£", "pound", "pounds", "pound sterling", "pounds sterling"), "GBP"),
        **dict.fromkeys(("₺", "tl", "lira", "liras", "turkish lira", "turkish liras"), "TRY"),
        **dict.fromkeys(("₽", "rub.", "ruble", "rubles", "rouble", "roubles"), "RUB"),
        **dict.fromkeys(("russian rubles", "russian roubles"), "RUB"),
        **dict.fromkeys(("yen", "japanese yen"), "JPY"),
        **dict.fromkeys(("yuan", "renminbi", "rmb", "chinese yuan"), "CNY"),
        **dict.fromkeys(("₹", "indian rupee", "indian rupees"), "INR"),
        **dict.fromkeys(("₴", "hryvnia", "hryvnias"), "UAH"),
        **dict.fromkeys(("₪", "shekel", "shekels"), "ILS"),
        **dict.fromkeys(("₩", "won"), "KRW"),
        **dict.fromkeys(("zł", "zloty", "zlotys"), "PLN"),
        **dict.fromkeys(("swiss franc", "swiss francs"), "CHF"),
        **dict.fromkeys(("baht",), "THB"),
        **dict.fromkeys(("forint", "forints"), "HUF"),
        **dict.fromkeys(("kronor", "swedish kronor", "swedish crowns"), "SEK"),
        **dict.fromkeys(("norwegian kroner", "norwegian crowns"), "NOK"),
        **dict.fromkeys(("danish kroner", "danish crowns"), "DKK"),
        **dict.fromkeys(("czech crowns",), "CZK"),
        **dict.fromkeys(("r$", "reais"), "BRL"),
        # Of several countries: which one is for the context to tell, so they stay as they are written.
        **{
            form: name
            for name in ("crown", "dinar", "dirham", "franc", "krone", "peso", "rand", "riyal", "rupee", "rupiah")
            for form in (name, f"{name}s", "kroner" if name == "krone" else name)
        },
    }
)
_ISO_CURRENCIES = frozenset(str(code) for code in get_global("all_currencies"))

_SMALL: Mapping[str, int] = MappingProxyType(
    {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
    | {"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16}
    | {"seventeen": 17, "eighteen": 18, "nineteen": 19}
)
_TENS: Mapping[str, int] = MappingProxyType(
    {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
)
_SCALES: Mapping[str, int] = MappingProxyType(
    {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
)
_MAGNITUDES: Mapping[str, int] = MappingProxyType(
    {**_SCALES, "hundred": 100, "dozen": 12, "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12}
)
# Only beside a currency: "5 m" is a length.
_MONEY_MAGNITUDES: Mapping[str, int] = MappingProxyType(
    {"k": 10**3, "K": 10**3, "m": 10**6, "M": 10**6, "b": 10**9, "B": 10**9}
)

_LONGEST = 200  # characters
_EXACT = Context(prec=2 * _LONGEST)  # digits enough that no product of what fits in a text is rounded
_NBSP = "\u00a0"
_GROUPED = r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ ’']\d{3})+"
_NUMBER = re.compile(rf"(?:{_GROUPED}|\d+)(?:\.\d+)?|\.\d+", re.ASCII)
_PREFIX = re.compile(r"([^\d\s.,]+(?:\.[^\d\s.,]+)*\.?)\s*(?=[\d.])", re.ASCII)
_MINUS = "-−–"
_QUALIFIERS = (
    "up to|at least|at most|no more than|not more than|no less than|not less than|no fewer than|no later than|"
    "more than|less than|fewer than|as many as|as much as|close to|in excess of|"
    "about|around|approximately|approx\\.?|roughly|circa|ca\\.|c\\.|some|over|under|above|below|"
    "nearly|almost|exactly|only|just|maximum|minimum|max\\.?|min\\.?|estimated|an estimated|~|≈|<=|>=|<|>|≤|≥"
)
# A word ends at a space; a sign or a full stop needs none.
_QUALIFIED = re.compile(rf"(?P<qualifier>{_QUALIFIERS})(?:\s+|(?<=[~≈<>=≤≥.]))(?P<rest>.+)", re.IGNORECASE)
_QUALIFIED_AFTER = re.compile(
    r"(?P<rest>.+?)\s*(?P<qualifier>\+|\b(?:plus|or more|or less|or so|or fewer|at least|at most|maximum|minimum))",
    re.IGNORECASE,
)
_PLUS = re.compile(r"(?P<rest>.*\d)(?P<qualifier>\+)(?P<unit>\s?\D*)", re.ASCII)
_RANGE_SIGN = re.compile(r"\s+to\s+|\s*[–—‒]\s*|\s+[-−]\s+|(?<=[\d%])-(?=[\d$€£₺₽.])", re.IGNORECASE)
# In a YAML value some signs mean something else, and a reader hears words anyway.
_SIGN_WORDS: Mapping[str, str] = MappingProxyType(
    {"~": "about", "≈": "about", "<": "less than", ">": "more than", "<=": "up to", "≤": "up to"}
    | {">=": "at least", "≥": "at least", "+": "or more"}
)
# Signs of one letter are as often a word or a part of a name, and "in" is a preposition.
_UNIT_WORDS = {word for kind in KINDS.values() for word in kind.units if len(word) > 1 or word in "mtgh"} - {"in", "ms"}
_UNIT_BEHIND = re.compile(
    rf"[\s\u00a0-]?((?:{'|'.join(sorted(map(re.escape, _UNIT_WORDS), key=len, reverse=True))}))(?![\w/’'])",
    re.IGNORECASE,
)
_FRAMES: Mapping[str, Frame] = MappingProxyType(
    {
        words.strip(): frame
        for frame, listed in {
            Frame.EXACT: "exactly, only, just, precisely, a total of",
            Frame.LIMIT: "up to, at most, no more than, not more than, as many as, as much as, maximum, max, "
            "a maximum of",
            Frame.LEAST: "at least, no less than, not less than, no fewer than, or more, minimum, min, a minimum of",
            Frame.MORE: "more than, over, above, in excess of, plus, upwards of",
            Frame.LESS: "less than, fewer than, under, below, nearly, almost, just under",
            Frame.ABOUT: "about, around, approximately, approx, roughly, circa, ca, c, some, close to, estimated, "
            "an estimated, estimated at, or so",
        }.items()
        for words in listed.split(",")
    }
    | {"~": Frame.ABOUT, "≈": Frame.ABOUT, "<": Frame.LESS, ">": Frame.MORE, "+": Frame.LEAST}
    | {"<=": Frame.LIMIT, "≤": Frame.LIMIT, ">=": Frame.LEAST, "≥": Frame.LEAST}
)
_ROUGH = Fraction(5, 100)  # by how much of itself a number that is "about" so much may be off, at most
_NOT_A_NOUN = frozenset({"and", "or", "to", "but", "per", "a", "an", "at", "plus", "minus"})
_NUMBER_WORD_AND_SPACE = re.compile(rf"(?i)\b({'|'.join((*_SMALL, *_TENS, *_MAGNITUDES))}) (?!to\b|and\b)")
_NOUN = re.compile(r"[^\W\d_][\w’'.&/-]*(?: [^\W\d_][\w’'.&/-]*){0,5}")


class _NotAQuantityError(Exception):
    """Why a text is no quantity of its kind; it never leaves this module."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True)
class _Side:
    """One number with what stands beside it; what the other end of a range lends is still missing."""

    number: Decimal
    magnitude: int | None
    unit: str | None


def unit_behind(text: str, at: int) -> tuple[Unit, ...]:
    """The units that the words behind a number can mean, from an offset on: " km", "-metre"; none for other words."""
    match = _UNIT_BEHIND.match(text, at)
    if match is None:
        return ()
    word = match[1]
    found = [kind.units.get(word) or kind.units.get(word.lower()) for kind in KINDS.values()]
    return tuple(unit for unit in found if unit is not None)


@lru_cache(maxsize=65536)
def parse(text: str, kind: str) -> Quantity | BadQuantity:
    """The quantity of a kind that a value's text holds: number or range, magnitude, unit or currency, nothing else.

    Digits or English number words ("six months", "two to three million"). A count may name what is counted. Qualifiers
    ("up to"), conditions and second amounts are refused: they have fields of their own. A name with digits ("B-52") is
    not a number. Any string and kind give one of the two values; no exception.
    """
    try:
        return _read(text, kind)
    except _NotAQuantityError as fault:
        return BadQuantity(text, fault.message, fault.remedy)


def meaning(quantity: Quantity) -> tuple[str, str, Fraction, Fraction]:
    """What a quantity means: its kind, its base unit, and its ends in that unit, exactly.

    Two quantities are the same if and only if their meanings are equal; so a meaning can be the key of a group.
    """
    unit = _unit(quantity)
    return quantity.kind, unit.base, _in_base(quantity.low, unit), _in_base(quantity.high, unit)


def same(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities are equal as what they mean: 35 km is 35,000 m, and no sum in dollars is one in euros."""
    return meaning(a) == meaning(b)


def frame(qualifier: str | None) -> Frame | None:
    """What a qualifier makes of its number: "around" is "about"; without one it is exact; None for unknown words."""
    return _FRAMES.get(" ".join(qualifier.split()).casefold().rstrip(".")) if qualifier else Frame.EXACT


def contradict(a: Quantity, b: Quantity, frames: tuple[Frame, Frame] = (Frame.EXACT, Frame.EXACT)) -> bool:
    """Whether two quantities of the same thing cannot both be right, each as framed by what stands before it.

    Numbers are held against each other as what they mean. Within "about" 15 nautical miles are 28 km; within "more
    than" 20 are 21; within a range is each of its numbers and each shorter range. What is said to be a limit is equal
    to a number, a range or another limit only where its end is the same. A count without a noun counts anything. No
    quantity contradicts itself, and the order does not matter.
    """
    if not (comparable(a, b) or (a.kind == b.kind == "count" and (not a.unit or not b.unit or _one_noun(a, b)))):
        return True
    one, other = (_allowed(it, frame, ends=Frame.LIMIT in frames) for it, frame in zip((a, b), frames, strict=True))
    if frames == (Frame.EXACT, Frame.EXACT):
        return not (_within(one, other) or _within(other, one))
    return max(one[0], other[0]) > min(one[1], other[1])


_End: TypeAlias = tuple[Fraction | float, int]


def _allowed(quantity: Quantity, frame: Frame, *, ends: bool) -> tuple[_End, _End]:
    """From where to where the number can be; where only `ends` count, a range is its end. 1 and -1 leave an end out."""
    low, high = meaning(quantity)[2:]
    if frame in (Frame.LEAST, Frame.MORE):
        return (low, int(frame is Frame.MORE)), (math.inf, 0)
    if frame is Frame.LESS:
        return (-math.inf, 0), (high, -1)
    if frame is Frame.ABOUT:
        unit = Fraction(_unit(quantity).factor)
        return (low - _rough(quantity.low) * unit, 0), (high + _rough(quantity.high) * unit, 0)
    return (high if ends else low, 0), (high, 0)


def _rough(number: Decimal) -> Fraction:
    """By how much a number may be off that was rounded as it is written: half of its last digit that is not zero."""
    exponent = number.normalize(_EXACT).as_tuple().exponent
    half = Fraction(10) ** int(exponent) / 2
    return min(half, abs(Fraction(number)) * _ROUGH)


def _within(inner: tuple[_End, _End], outer: tuple[_End, _End]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _one_noun(a: Quantity, b: Quantity) -> bool:
    one, other = sorted((a.unit.casefold(), b.unit.casefold()), key=len)
    return other in (one, f"{one}s", f"{one}es")


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether one of the two could be written in the other's unit without a guess: equal kinds and equal base units."""
    return meaning(a)[:2] == meaning(b)[:2]


def convert(quantity: Quantity, unit: str, digits: int = 4) -> Quantity | None:
    """The quantity in another unit of its kind, by canonical symbol, rounded to `digits` significant digits.

    None if the unit is not of the kind or has another base. For showing side by side only; compare with `same`, which
    does not round.
    """
    target = {known.symbol: known for known in KINDS[quantity.kind].units.values()}.get(unit)
    source = _unit(quantity)
    if target is None or target.base != source.base:
        return None
    low, high = (
        _rounded((_in_base(end, source) - Fraction(target.offset)) / Fraction(target.factor), digits)
        for end in (quantity.low, quantity.high)
    )
    shown = f"{low:,f}" if low == high else f"{low:,f}–{high:,f}"
    space = "" if unit in ("%", "°") else " "
    return Quantity(low, high, unit, quantity.kind, f"{shown}{space}{unit}")


def display(quantity: Quantity) -> str:
    """The text as written, with no-break spaces where a line's end would part a number from what belongs to it.

    What belongs to it are the groups of its digits, its magnitude, its unit's or noun's first word, and a currency
    before it. The text is plain: whoever prints it escapes it.
    """
    text = " ".join(quantity.text.split())
    text = re.sub(r"(?i)(?<=\d) (?!to\b|and\b)", _NBSP, text)
    text = _NUMBER_WORD_AND_SPACE.sub(rf"\1{_NBSP}", text)
    text = re.sub(r"(?i)\b(mach|minus) (?=\d)", rf"\1{_NBSP}", text)
    return re.sub(r"(?<![^\W\d_]{4})(?<=[^\s\d]) (?=\d)", _NBSP, text) if quantity.kind == "money" else text


def _in_base(number: Decimal, unit: Unit) -> Fraction:
    return Fraction(number) * Fraction(unit.factor) + Fraction(unit.offset)


def _rounded(number: Fraction, digits: int) -> Decimal:
    return _plain(Context(prec=max(1, digits)).divide(Decimal(number.numerator), Decimal(number.denominator)))


def _plain(number: Decimal) -> Decimal:
    """The same number without an exponent, and without a fraction of zeros."""
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1), context=_EXACT) if whole == number else number.normalize(_EXACT)


def _unit(quantity: Quantity) -> Unit:
    known = KINDS[quantity.kind].units.get(quantity.unit)
    # A currency or a counted noun converts into nothing but itself.
    return known or Unit(quantity.unit, quantity.unit.casefold())


def _read(text: str, kind: str) -> Quantity:
    tidy = " ".join(text.split())
    if kind not in KINDS or not KINDS[kind].quantity:
        quantities = ", ".join(name for name, known in KINDS.items() if known.quantity)
        raise _NotAQuantityError(f"{kind} is not a kind of quantity.", f"The kinds of quantity are {quantities}.")
    if not tidy:
        raise _NotAQuantityError("The value is empty.", "Write `unknown: true` where no source tells it.")
    if len(tidy) > _LONGEST:
        raise _NotAQuantityError(
            f"A value of {len(tidy)} characters is not one quantity.", "Write the number and its unit alone."
        )
    _refuse_frame(tidy)
    if (run := _range(tidy, kind)) is None:
        side = _side(tidy, kind)
        if side is None:
            raise _no_quantity(tidy, kind)
        run = (side, side)
    low, high = (_plain(_EXACT.multiply(side.number, Decimal(side.magnitude or 1))) for side in run)
    unit = run[1].unit or ""
    if low > high:
        raise _NotAQuantityError(f"{tidy} runs backwards.", "Write the lower number first, and both in full.")
    if not unit and kind != "count":
        example = f"EUR {tidy}" if kind == "money" else f"{tidy} {next(iter(KINDS[kind].units))}"
        named = "currency" if kind == "money" else "unit"
        raise _NotAQuantityError(f"{tidy} names no {named}.", f"Write it as the source does, such as `{example}`.")
    return Quantity(low, high, unit, kind, text)


def _range(tidy: str, kind: str) -> tuple[_Side, _Side] | None:
    """Both ends, each with what the other lends it: "$2–3 billion", "5 to 10 km"."""
    framed = re.fullmatch(r"(?i)between (.+?) and (.+)|from (.+?) to (.+)", tidy)
    if framed:
        pairs: Iterator[tuple[str, str]] = iter([(framed[1] or framed[3], framed[2] or framed[4])])
    else:
        pairs = ((tidy[: m.start()], tidy[m.end() :]) for m in _RANGE_SIGN.finditer(tidy))
    for left, right in pairs:
        start, end = _side(left, kind), _side(right, kind)
        if start is None or end is None:
            continue
        if start.unit and end.unit and start.unit != end.unit:
            raise _NotAQuantityError(f"{tidy} has two units.", "Write both ends in one unit.")
        unit = start.unit or end.unit
        # "2 million to 3" stays what it says: only the end lends its magnitude.
        return _Side(start.number, start.magnitude or end.magnitude, unit), _Side(end.number, end.magnitude, unit)
    return None


def _side(text: str, kind: str) -> _Side | None:
    """One number with its magnitude and unit, or None if the text is anything else."""
    rest = text.strip()
    negative, rest = _sign(rest)
    before = None
    if kind == "money" and (m := _PREFIX.match(rest)):
        before = _currency(m[1])
        if before is None:
            return None
        rest = rest[m.end() :]
    if kind == "speed" and (m := re.match(r"(?i)(mach)\s+(?=[\d.])", rest)):
        before, rest = "Mach", rest[m.end() :]
    counted = _digits(rest) or _words(rest)
    if counted is None:
        return None
    number, magnitude, rest = counted
    rest = re.sub(r"^-(?=[^\W\d_])", "", rest.strip()).strip()
    if magnitude is None and (m := re.match(r"[^\W\d_]+(?![\w-])", rest)):
        magnitude = _MAGNITUDES.get(m[0].lower())
        if magnitude is None and kind == "money":
            magnitude = _MONEY_MAGNITUDES.get(m[0])
        if magnitude is not None:
            rest = re.sub(r"^-(?=[^\W\d_])", "", rest[m.end() :].strip()).strip()
    signed = number.copy_negate() if negative else number
    if not rest:
        return _Side(signed, magnitude, before)
    after = _unit_symbol(rest, kind)
    if after is None or (before is not None and before != after):
        return None
    return _Side(signed, magnitude, after)


def _sign(text: str) -> tuple[bool, str]:
    """Whether a minus stands at the head of a text, and the text without its sign."""
    if text.startswith(tuple(_MINUS)):
        return True, text[1:].lstrip()
    if re.match(r"minus \S", text, re.IGNORECASE):
        return True, text[6:]
    return False, text[1:] if re.match(r"\+[\d.]", text) else text


def _digits(text: str) -> tuple[Decimal, int | None, str] | None:
    found = _NUMBER.match(text)
    # What is left must not go on with the number: "1,23", "1.2.3", "12:30", "35km2" is for the unit to judge.
    if found is None or re.match(r"[.,:’']?\d| \d|/", text[found.end() :], re.ASCII):
        return None
    return Decimal(re.sub(r"[, ’']", "", found[0])), None, text[found.end() :]


def _words(text: str) -> tuple[Decimal, int | None, str] | None:
    """A number in English words at the text's head; its last scale ("two million") apart, for a range may share it."""
    total = group = 0
    scale: int | None = None
    seen, end, previous = False, 0, 0
    for m in re.finditer(r"(?:^|[ -])(?:and )?([A-Za-z]+)(?![\w’'])", text):
        word = m[1].lower()
        joined = m.start() == end
        if not joined:
            break
        if not seen and word in ("a", "an"):
            if not re.match(r"(?i)an? (?:hundred|thousand|million|billion|trillion|dozen)\b", text):
                break
            group = 1
        elif word in _SMALL and (group % 100 == 0 or (group % 10 == 0 and group % 100 >= 20 and _SMALL[word] < 10)):
            if _SMALL[word] == 0:
                return None if seen else (Decimal(0), None, text[m.end() :])
            group += _SMALL[word]
        elif word in _TENS and group % 100 == 0:
            group += _TENS[word]
        elif word in ("hundred", "dozen") and 0 < group < 100:
            group *= _MAGNITUDES[word]
        elif word in _SCALES and group and (not previous or _SCALES[word] < previous):
            previous = scale = _SCALES[word]
            total, group = total + group * previous, 0
            seen, end = True, m.end()
            continue
        else:
            break
        scale = None
        seen, end = True, m.end()
    if not seen:
        return None
    if scale:
        return _EXACT.divide(Decimal(total), Decimal(scale)), scale, text[end:]
    return Decimal(total + group), None, text[end:]


def _unit_symbol(text: str, kind: str) -> str | None:
    if kind == "money":
        return _currency(text)
    if kind == "count":
        known = any(text in other.units or text.lower() in other.units for other in KINDS.values())
        words = text.lower().split()
        numeric = any(word in _SMALL or word in _TENS or word in _MAGNITUDES for word in words)
        if known or numeric or words[0] in _NOT_A_NOUN or _currency(text):
            return None
        return text if _NOUN.fullmatch(text) else None
    units = KINDS[kind].units
    # A symbol means what its case says (mm, MW); a word may stand in capitals.
    unit = units.get(text) or (units.get(text.lower()) if len(text) > 3 else None)
    return unit.symbol if unit else None


def _currency(text: str) -> str | None:
    return _CURRENCIES.get(text.lower()) or (text if text in _ISO_CURRENCIES else None)


def _refuse_frame(tidy: str) -> None:
    """Refuse a qualifier before or after the number: it has a field of its own."""
    for pattern in (_QUALIFIED, _QUALIFIED_AFTER, _PLUS):
        if (m := pattern.fullmatch(tidy)) and _counts(m["rest"]):
            written = m["qualifier"]
            value = m["rest"] + (m["unit"] if pattern is _PLUS else "")
            raise _NotAQuantityError(
                f"{tidy} holds the qualifier “{written}”.",
                f"Write `value: {value}` and `qualifier: {_SIGN_WORDS.get(written, written)}`.",
            )


def _counts(text: str) -> bool:
    """Whether a number stands at the head of a text, perhaps after a sign or currency."""
    _, rest = _sign(text)
    if (m := _PREFIX.match(rest)) and _currency(m[1]):
        rest = rest[m.end() :]
    return bool(re.match(r"\.?\d", rest, re.ASCII)) or _words(rest) is not None


def _no_quantity(tidy: str, kind: str) -> _NotAQuantityError:
    """Why a text is no quantity of its kind, as far as can be told."""
    holds = KINDS[kind].holds
    alone = f"Write nothing but {holds}; a condition belongs under `condition:`, a second amount is a value of its own."
    _, body = _sign(tidy)
    prefix = _PREFIX.match(body)
    if kind == "money" and prefix and not _currency(prefix[1]):
        return _unknown_currency(prefix[1])
    if not _counts(tidy):
        remedy = f"The property’s kind is {kind}: write {holds}, or declare another kind for it."
        if not re.search(r"\d", tidy) and not any(_words(word) for word in tidy.split()):
            return _NotAQuantityError(f"“{tidy}” holds no number.", remedy)
        return _NotAQuantityError(f"{tidy} does not begin with a number.", remedy)
    if prefix and _currency(prefix[1]):
        body = body[prefix.end() :]
    head = tidy[: len(tidy) - len(body)]
    if m := re.match(r"\d+,\d{1,2}(?![\d,])", body, re.ASCII):
        return _NotAQuantityError(
            f"{tidy} has a comma that parts no group of three digits.",
            f"If it is a decimal comma, write `{head}{m[0].replace(',', '.')}{body[m.end() :]}`.",
        )
    if m := re.match(r"\d{1,3}(?:\.\d{3}){2,}", body, re.ASCII):
        return _NotAQuantityError(
            f"{tidy} has more than one decimal point.", f"Write `{head}{m[0].replace('.', ',')}{body[m.end() :]}`."
        )
    counted = _digits(body) or _words(body)
    rest = (counted[2] if counted else "").strip().lstrip("-")
    if not rest or re.search(r"\d|[()/;]", rest):
        return _NotAQuantityError(f"{tidy} is more than one quantity.", alone)
    for name, other in KINDS.items():
        if name != kind and (rest in other.units or (len(rest) > 3 and rest.lower() in other.units)):
            return _NotAQuantityError(
                f"{tidy} is {other.holds}, not {holds}.", f"Correct the value, or declare the property as kind {name}."
            )
    if kind == "money":
        return _NotAQuantityError(f"{tidy} names two currencies.", alone) if prefix else _unknown_currency(rest)
    if _currency(rest):
        return _NotAQuantityError(
            f"{tidy} is {KINDS['money'].holds}, not {holds}.",
            "Correct the value, or declare the property as kind money.",
        )
    symbols = tuple(dict.fromkeys(unit.symbol for unit in KINDS[kind].units.values()))
    folded = {spelling.casefold(): spelling for spelling in KINDS[kind].units}
    if near := get_close_matches(rest.casefold(), folded, n=1):
        return _NotAQuantityError(f"“{rest}” is not a unit of {kind}.", f"Did you mean `{folded[near[0]]}`?")
    listed = f" The units of {kind} are {', '.join(symbols)}." if symbols else ""
    return _NotAQuantityError(f"“{rest}” is not a unit of {kind}.", alone + listed)


def _unknown_currency(name: str) -> _NotAQuantityError:
    return _NotAQuantityError(
        f"“{name}” is not a currency known here.", "Write its ISO 4217 code, such as `TRY 5.2 million`."
    )
