"""Quantities: what is read, what is refused and why, and when two mean the same."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_dossier.quantities import (
    KINDS,
    BadQuantity,
    Frame,
    Quantity,
    comparable,
    contradict,
    convert,
    display,
    frame,
    meaning,
    parse,
    same,
)


def good(text: str, kind: str) -> Quantity:
    quantity = parse(text, kind)
    assert isinstance(quantity, Quantity), quantity
    return quantity


def bad(text: str, kind: str) -> BadQuantity:
    fault = parse(text, kind)
    assert isinstance(fault, BadQuantity), fault
    return fault


READ = [
    # text, kind, low, high, unit
    ("35 km", "length", "35", "35", "km"),
    ("35km", "length", "35", "35", "km"),
    ("35 kilometres", "length", "35", "35", "km"),
    (".5 km", "length", "0.5", "0.5", "km"),
    ("5 to 10 km", "length", "5", "10", "km"),
    ("5-10 km", "length", "5", "10", "km"),
    ("between 5 and 10 km", "length", "5", "10", "km"),
    ("3 nautical miles", "length", "3", "3", "nmi"),
    ("5 m", "length", "5", "5", "m"),
    ("$5m", "money", "5000000", "5000000", "USD"),
    ("$750,000", "money", "750000", "750000", "USD"),
    ("$2.5 billion", "money", "2500000000", "2500000000", "USD"),
    ("US$2.5bn", "money", "2500000000", "2500000000", "USD"),
    ("2.5 billion dollars", "money", "2500000000", "2500000000", "USD"),
    ("TL 5.2 million", "money", "5200000", "5200000", "TRY"),
    ("5.2 million TRY", "money", "5200000", "5200000", "TRY"),
    ("€1,000–€2,000", "money", "1000", "2000", "EUR"),
    ("$2–3 billion", "money", "2000000000", "3000000000", "USD"),
    ("-$5", "money", "-5", "-5", "USD"),
    ("-40 °C", "temperature", "-40", "-40", "°C"),
    ("−40°C", "temperature", "-40", "-40", "°C"),
    ("minus 40 degrees Celsius", "temperature", "-40", "-40", "°C"),
    ("-40 to -20 °C", "temperature", "-40", "-20", "°C"),
    ("100%", "percentage", "100", "100", "%"),
    ("100 per cent", "percentage", "100", "100", "%"),
    ("5-10%", "percentage", "5", "10", "%"),
    ("Mach 4.8", "speed", "4.8", "4.8", "Mach"),
    ("4.8 km/s", "speed", "4.8", "4.8", "km/s"),
    ("six months", "duration", "6", "6", "month"),
    ("six-month", "duration", "6", "6", "month"),
    ("twenty-five years", "duration", "25", "25", "year"),
    ("one hundred and five days", "duration", "105", "105", "d"),
    ("5.2 million", "count", "5200000", "5200000", ""),
    ("two to three million", "count", "2000000", "3000000", ""),
    ("one million two hundred thousand", "count", "1200000", "1200000", ""),
    ("two dozen", "count", "24", "24", ""),
    ("a hundred", "count", "100", "100", ""),
    ("zero", "count", "0", "0", ""),
    ("2017–2021", "count", "2017", "2021", ""),
    ("3,000 men", "count", "3000", "3000", "men"),
    ("four S-400 systems", "count", "4", "4", "S-400 systems"),
    ("1 000 000", "count", "1000000", "1000000", ""),
    ("1\u00a0000\u202f000", "count", "1000000", "1000000", ""),
    ("1,000.50", "count", "1000.5", "1000.5", ""),
    ("1" * 190, "count", "1" * 190, "1" * 190, ""),
]


@pytest.mark.parametrize(("text", "kind", "low", "high", "unit"), READ)
def test_a_quantity_is_read(text: str, kind: str, low: str, high: str, unit: str) -> None:
    assert good(text, kind) == Quantity(Decimal(low), Decimal(high), unit, kind, text)


REFUSED = [
    # text, kind, a part of the message, a part of the remedy
    ("up to 35 km", "length", "the qualifier “up to”", "Write `value: 35 km` and `qualifier: up to`."),
    ("more than $5", "money", "“more than”", "`value: $5`"),
    ("~35 km", "length", "“~”", "`qualifier: about`"),
    ("100+ km", "length", "“+”", "Write `value: 100 km` and `qualifier: or more`."),
    ("35 km or more", "length", "“or more”", "`value: 35 km`"),
    ("about five", "count", "“about”", "`value: five`"),
    ("", "length", "is empty", "`unknown: true`"),
    ("far", "length", "holds no number", "kind is length"),
    ("S-400", "length", "does not begin with a number", "another kind"),
    ("S-400", "count", "does not begin with a number", "another kind"),
    ("S- 400", "count", "does not begin with a number", "another kind"),
    ("F-35", "count", "does not begin with a number", "another kind"),
    ("35", "length", "names no unit", "`35 m`"),
    ("5.2 million", "money", "names no currency", "`EUR 5.2 million`"),
    ("35 kg", "length", "is a mass", "kind mass"),
    ("35 km", "count", "is a length", "kind length"),
    ("5 TL", "count", "is a sum of money", "kind money"),
    ("35 KM", "length", "“KM” is not a unit of length", "Did you mean `km`?"),
    ("35 kilometrs", "length", "not a unit", "`kilometres`"),
    ("35 parsecs", "length", "not a unit", "The units of length are m, km"),
    ("35 km (22 mi)", "length", "more than one quantity", "a value of its own"),
    ("$750,000 (TL 5.2 million)", "money", "more than one quantity", "a value of its own"),
    ("£5 euros", "money", "names two currencies", ""),
    ("¥500", "money", "“¥” is not a currency", "ISO 4217"),
    ("800 m to 1 km", "length", "two units", "one unit"),
    ("2017–21", "count", "runs backwards", "in full"),
    ("1,23", "count", "a comma", "`1.23`"),
    ("$5,2 million", "money", "a comma", "`$5.2 million`"),
    ("1.000.000", "count", "more than one decimal point", "`1,000,000`"),
    ("12:30", "count", "more than one quantity", ""),
    ("five six", "count", "", ""),
    ("100 men at 5 places", "count", "more than one quantity", ""),
    ("35 km", "text", "text is not a kind of quantity", "length, area"),
    ("35 km", "unheard-of", "not a kind of quantity", "length, area"),
    ("1" * 201, "count", "201 characters", ""),
]


@pytest.mark.parametrize(("text", "kind", "message", "remedy"), REFUSED)
def test_what_is_no_quantity_says_why_and_what_to_write(text: str, kind: str, message: str, remedy: str) -> None:
    fault = bad(text, kind)
    assert message in fault.message
    assert remedy in fault.remedy
    assert fault.text == text


@pytest.mark.parametrize(
    ("a", "b", "kind", "equal"),
    [
        ("35 km", "35,000 m", "length", True),
        ("35 km", "30 km", "length", False),
        ("1 mi", "1.609344 km", "length", True),
        ("1 mi", "1.6 km", "length", False),
        ("-40 °C", "-40 °F", "temperature", True),
        ("0 K", "-273.15 °C", "temperature", True),
        ("0 K", "-459.67 °F", "temperature", True),
        ("36 km/h", "10 m/s", "speed", True),
        ("24 months", "two years", "duration", True),
        ("1 day", "24 hours", "duration", True),
        ("one month", "30 days", "duration", False),
        ("$1 million", "USD 1,000,000", "money", True),
        ("$1 million", "€1 million", "money", False),
        ("3,000 men", "3 000 Men", "count", True),
        ("3,000 men", "3,000", "count", False),
        ("5 to 10 km", "5,000–10,000 m", "length", True),
        ("5 to 10 km", "10 km", "length", False),
    ],
)
def test_quantities_are_the_same_when_they_mean_the_same(a: str, b: str, kind: str, equal: bool) -> None:
    left, right = good(a, kind), good(b, kind)
    assert same(left, right) is equal
    assert same(right, left) is equal


def test_what_compares_and_what_does_not() -> None:
    assert comparable(good("250 mi", "length"), good("400 km", "length"))
    assert not comparable(good("$5", "money"), good("€5", "money"))
    assert not comparable(good("6 months", "duration"), good("180 days", "duration"))
    assert not comparable(good("Mach 5", "speed"), good("5 km/s", "speed"))
    assert not comparable(good("5%", "percentage"), good("5", "count"))


def test_conversion_rounds_for_show_only() -> None:
    shown = convert(good("250 mi", "length"), "km")
    assert shown is not None
    assert (shown.low, shown.unit, shown.text) == (Decimal("402.3"), "km", "402.3 km")
    span = convert(good("5,000–12,500 km", "length"), "m")
    assert span is not None
    assert span.text == "5,000,000–12,500,000 m"
    assert convert(good("$5", "money"), "EUR") is None
    assert convert(good("6 months", "duration"), "d") is None
    assert convert(good("5 km", "length"), "kg") is None


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("35 km", "length", "35_km"),
        ("$2.5 billion", "money", "$2.5_billion"),
        ("TL 5.2 million", "money", "TL_5.2_million"),
        ("1 000 000", "count", "1_000_000"),
        ("5 to 10 km", "length", "5 to 10_km"),
        ("six months", "duration", "six_months"),
        ("Mach 5", "speed", "Mach_5"),
        ("$750,000", "money", "$750,000"),
    ],
)
def test_a_number_is_not_parted_from_its_unit(text: str, kind: str, shown: str) -> None:
    assert display(good(text, kind)) == shown.replace("_", "\u00a0")


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.quantity])
def test_every_unit_is_read_by_every_spelling_and_by_its_symbol(kind: str) -> None:
    for spelling, unit in KINDS[kind].units.items():
        assert good(f"3 {spelling}", kind).unit == unit.symbol
        assert KINDS[kind].units[unit.symbol] == unit


QUANTITY_KINDS = st.sampled_from([name for name, kind in KINDS.items() if kind.quantity])
LENGTHS = st.builds(
    lambda number, unit: good(f"{number} {unit}", "length"),
    st.integers(0, 3).map(lambda power: 10**power),
    st.sampled_from(["m", "km", "cm", "mm", "mi"]),
)


@given(LENGTHS, LENGTHS, LENGTHS)
def test_same_is_an_equivalence(a: Quantity, b: Quantity, c: Quantity) -> None:
    assert same(a, a)
    assert same(a, b) == same(b, a) == (meaning(a) == meaning(b))
    assert same(a, c) or not (same(a, b) and same(b, c))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**20, places=4))
def test_no_digit_is_lost(number: Decimal) -> None:
    assert good(f"{number:,f} km", "length").low == number


PIECES = """
35 5.2 1,000 km $ € TL million six twenty hundred and a - – to % °C up about + ( ) S-400 men or
"""
FRAGMENTS = st.lists(st.sampled_from(PIECES.split()), max_size=7)


@given(st.one_of(st.text(), FRAGMENTS.map(" ".join), FRAGMENTS.map("".join)), QUANTITY_KINDS)
def test_any_text_is_a_quantity_or_says_why_not(text: str, kind: str) -> None:
    quantity = parse(text, kind)
    if isinstance(quantity, BadQuantity):
        assert quantity.message
        assert quantity.remedy
        return
    assert quantity.low <= quantity.high
    assert display(quantity).split() == quantity.text.split()
    assert same(quantity, quantity)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("35 km", "35,000 m", False),
        ("35 km", "36 km", True),
        ("30 to 40 km", "35 km", False),
        ("30 to 40 km", "32 to 38 km", False),
        ("30 to 40 km", "38 to 42 km", True),
        ("up to 35 km", "35 km", False),
        ("up to 35 km", "30 km", True),
        ("up to 35 km", "30 to 35 km", False),
        ("up to 35 km", "35 to 40 km", True),
        ("up to 35 km", "at least 30 km", False),
        ("more than 35 km", "35 km", True),
        ("at least 35 km", "35 km", False),
        ("less than 35 km", "more than 35 km", True),
        ("less than 35 km", "34.9 km", False),
        ("about 35 km", "34.6 km", False),
        ("about 35 km", "34.4 km", True),
        ("around 300 km", "310 km", False),
        ("around 300 km", "320 km", True),
        ("almost 300 km", "300 km", True),
    ],
)
def test_quantities_contradict_where_both_cannot_be_right(one: str, other: str, differ: bool) -> None:
    (a, first), (b, second) = map(framed, (one, other))
    assert contradict(a, b, (first, second)) is contradict(b, a, (second, first)) is differ
    assert not contradict(a, a, (first, first))
    assert not contradict(b, b, (second, second))


def framed(text: str) -> tuple[Quantity, Frame]:
    words, number = re.fullmatch(r"(.*?)\s*(\d.*)", text).groups()  # type: ignore[union-attr]
    known = frame(words)
    assert known is not None
    return good(number, "length"), known


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("199 passengers", "199", False),
        ("199 passengers", "199 Passenger", False),
        ("199 passengers", "199 cars", True),
        ("199 passengers", "180 passengers", True),
    ],
)
def test_counts_contradict_by_number_and_noun(one: str, other: str, differ: bool) -> None:
    assert contradict(good(one, "count"), good(other, "count")) is differ


def test_sums_in_two_currencies_are_two_values() -> None:
    assert contradict(good("€20", "money"), good("$20", "money"))


@pytest.mark.parametrize("words", ["", None, "About", "approx.", "≤", "no  more than", "in all likelihood"])
def test_what_frames_a_number_is_known_or_not(words: str | None) -> None:
    known = {"About": Frame.ABOUT, "approx.": Frame.ABOUT, "≤": Frame.LIMIT, "no  more than": Frame.LIMIT}
    assert frame(words) is (known.get(words) if words and words != "" else Frame.EXACT)
