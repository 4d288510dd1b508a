"""Dates: what is read, its bounds, its order, its words, and what stands in the way."""

from __future__ import annotations

import datetime
from itertools import pairwise

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_dossier.dates import (
    WORDS,
    BadDate,
    Date,
    Precision,
    contradict,
    display,
    html_datetime,
    parse,
)


def good(text: str) -> Date:
    date = parse(text)
    assert isinstance(date, Date), date
    return date


def bad(text: str) -> BadDate:
    fault = parse(text)
    assert isinstance(fault, BadDate), fault
    return fault


READ = [
    # text, earliest, latest, precision, marks, words
    ("2017", "2017-01-01", "2017-12-31", "year", "", "2017"),
    ("2020-10", "2020-10-01", "2020-10-31", "month", "", "October 2020"),
    ("2020-02", "2020-02-01", "2020-02-29", "month", "", "February 2020"),
    ("2021-02-24", "2021-02-24", "2021-02-24", "day", "", "24 February 2021"),
    ("  2021-02-24 ", "2021-02-24", "2021-02-24", "day", "", "24 February 2021"),
    ("2021-02-24T10:00:00Z", "2021-02-24", "2021-02-24", "day", "", "24 February 2021"),
    ("2017-02~", "2017-02-01", "2017-02-28", "month", "~", "about February 2017"),
    ("2017?", "2017-01-01", "2017-12-31", "year", "?", "possibly 2017"),
    ("2017-02%", "2017-02-01", "2017-02-28", "month", "~?", "possibly about February 2017"),
    ("2017-?02-~03", "2017-02-03", "2017-02-03", "day", "~?", "possibly about 3 February 2017"),
    ("201X", "2010-01-01", "2019-12-31", "decade", "", "2010s"),
    ("20XX", "2000-01-01", "2099-12-31", "century", "", "between 2000 and 2099"),
    ("2XXX", "2000-01-01", "2999-12-31", "millennium", "", "between 2000 and 2999"),
    ("2017-XX", "2017-01-01", "2017-12-31", "year", "", "2017"),
    ("2017-02-XX", "2017-02-01", "2017-02-28", "month", "", "February 2017"),
    ("2017-XX-22", "2017-01-22", "2017-12-22", "partial", "", "day 22 of an unknown month of 2017"),
    ("2017-02-2X", "2017-02-20", "2017-02-28", "partial", "", "between 20 February 2017 and 28 February 2017"),
    ("156X-12", "1560-12-01", "1569-12-31", "partial", "", "between December 1560 and December 1569"),
    ("1950S2", "1900-01-01", "1999-12-31", "century", "~", "about 1950"),
    ("2021-21", "2021-03-01", "2021-05-31", "season", "", "spring 2021"),
    ("2021-24", "2021-12-01", "2022-02-28", "season", "", "winter 2021"),
    ("2021-34", "2021-04-01", "2021-06-30", "season", "", "second quarter of 2021"),
    ("2021-41", "2021-07-01", "2021-12-31", "season", "", "second half of 2021"),
    ("2020-12/2021-02", "2020-12-01", "2021-02-28", "interval", "", "December 2020 to February 2021"),
    ("2017~/2018?", "2017-01-01", "2018-12-31", "interval", "~?", "about 2017 to possibly 2018"),
    ("2021-21/2021-23", "2021-03-01", "2021-11-30", "interval", "", "spring 2021 to autumn 2021"),
    ("2017/..", "2017-01-01", None, "interval", "", "from 2017 on"),
    ("2017-02~/..", "2017-02-01", None, "interval", "~", "from about February 2017 on"),
    ("201X/..", "2010-01-01", None, "interval", "", "from 2010s on"),
    ("2020-12/", "2020-12-01", None, "interval", "", "from December 2020, end unknown"),
    ("../2017", None, "2017-12-31", "interval", "", "until 2017"),
    ("/2017", None, "2017-12-31", "interval", "", "until 2017, start unknown"),
    ("[..2021-12-08]", None, "2021-12-08", "set", "", "by 8 December 2021"),
    ("[2017..]", "2017-01-01", None, "set", "", "2017 or later"),
    ("[2017..2019]", "2017-01-01", "2019-12-31", "set", "", "between 2017 and 2019"),
    ("[2017,2018, 2020]", "2017-01-01", "2020-12-31", "set", "", "2017, 2018 or 2020"),
    ("{2017, 2018}", "2017-01-01", "2018-12-31", "set", "", "2017 and 2018"),
    ("{..2017}", None, "2017-12-31", "set", "", "until 2017"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision", "marks", "words"), READ)
def test_a_date_is_read_bounded_and_put_into_words(
    text: str, earliest: str | None, latest: str | None, precision: str, marks: str, words: str
) -> None:
    date = good(text)
    assert date == Date(
        edtf=date.edtf,
        earliest=datetime.date.fromisoformat(earliest) if earliest else None,
        latest=datetime.date.fromisoformat(latest) if latest else None,
        precision=Precision(precision),
        approximate="~" in marks,
        uncertain="?" in marks,
    )
    assert display(date) == words


def test_the_text_is_kept_without_its_spaces() -> None:
    assert good(" [2017, 2018] ").edtf == "[2017,2018]"
    assert good("2017-02~").edtf == "2017-02~"


REFUSED = [
    # text, a part of the message, a part of the remedy
    ("", "is empty", "Leave the field out"),
    ("2021-02-30", "not a day of the calendar; February 2021 has 28 days.", "`2021-02`"),
    ("2021-02-29", "February 2021 has 28 days", "`2021-02`"),
    ("2021-02-29/2021-03", "2021-02-29 is not a day", "`2021-02`"),
    ("2017-02-3X", "No day of the calendar fits", "Write EDTF"),
    ("2021-13", "has month 13; months run from 01 to 12", "`2021`"),
    ("2021-24-02", "has month 24", "`2021-02-24`"),
    ("2021-00-00", "has month 00", "`2021`"),
    ("2017-18", "has month 18", "`2017/2018`"),
    ("2021/2020", "ends before it starts", "earlier date first"),
    ("[2019..2017]", "ends before it starts", "earlier date first"),
    ("../..", "neither a start nor an end", "Leave the date out"),
    ("XXXX", "tells no year", "`printed:`"),
    ("XXXX-12-25", "tells no year", "`printed:`"),
    ("0000", "outside the years 0001 to 9999", ""),
    ("-0100", "outside the years 0001 to 9999", ""),
    ("Y17000", "outside the years 0001 to 9999", ""),
    ("Y-17E7", "outside the years 0001 to 9999", ""),
    ("2017-0X", "masks part of a month", "[2017-01..2017-09]"),
    ("1950S9", "9 significant digits", "1 to 4"),
    ("12/07/2020", "“12/07/2020” is not written as a date is here (EDTF).", "Write `2020-12-07` or `2020-07-12`."),
    ("24/02/2021", "(EDTF)", "Write `2021-02-24`."),
    ("05/05/2020", "(EDTF)", "Write `2020-05-05`."),
    ("7.12.2020", "(EDTF)", "Write `2020-12-07` or `2020-07-12`."),
    ("2020/12/07", "(EDTF)", "Write `2020-12-07`."),
    ("2021-2-4", "(EDTF)", "Write `2021-02-04`."),
    ("20201207", "(EDTF)", "Write `2020-12-07`."),
    ("2021-02-24 10:00", "(EDTF)", "Write `2021-02-24`."),
    ("7 December 2020", "(EDTF)", "Write `2020-12-07`."),
    ("December 7, 2020", "(EDTF)", "Write `2020-12-07`."),
    ("Dec. 2, 2019", "(EDTF)", "Write `2019-12-02`."),
    ("Wednesday, 24 February 2021", "(EDTF)", "Write `2021-02-24`."),
    ("October 2020", "(EDTF)", "Write `2020-10`."),
    ("spring 2021", "(EDTF)", "Write `2021-21`."),
    ("the 2010s", "(EDTF)", "Write `201X`."),
    ("201x", "(EDTF)", "Write `201X`."),
    ("about February 2017", "(EDTF)", "Write `2017-02~`."),
    ("c. 2017", "(EDTF)", "Write `2017~`."),
    ("by 8 December 2021", "(EDTF)", "Write `[..2021-12-08]`."),
    ("..2021-12-08", "(EDTF)", "Write `[..2021-12-08]`."),
    ("since 2017", "(EDTF)", "Write `2017/..`."),
    ("2017-2018", "(EDTF)", "Write `2017/2018`."),
    ("2017–18", "(EDTF)", "Write `2017/2018`."),
    ("December 2020 to February 2021", "(EDTF)", "Write `2020-12/2021-02`."),
    ("2017 or 2018", "(EDTF)", "Write `[2017,2018]`."),
    ("December 7", "(EDTF)", "Add the year"),
    ("Wednesday", "(EDTF)", "`printed:`"),
    ("٢٠١٧", "(EDTF)", "Write EDTF"),
    ("2" * 201, "201 characters", "Write EDTF"),
]


@pytest.mark.parametrize(("text", "message", "remedy"), REFUSED)
def test_what_is_no_date_says_why_and_what_to_write(text: str, message: str, remedy: str) -> None:
    fault = bad(text)
    assert message in fault.message
    assert remedy in fault.remedy
    assert fault.text == text
    assert "\n" not in fault.message + fault.remedy


@pytest.mark.parametrize("text", [row[0] for row in REFUSED])
def test_every_form_that_a_remedy_proposes_is_a_date(text: str) -> None:
    for proposed in bad(text).remedy.split("`")[1::2]:
        assert proposed in ("printed:", "inferred:") or good(proposed)


@pytest.mark.parametrize("text", ["0001", "2017", "2020-02", "2020-02-29", "9999-12-31"])
def test_the_plain_forms_mean_what_the_library_says(text: str) -> None:
    ours, theirs = good(text), edtf.parse_edtf(text)
    for day, theirs_day in ((ours.earliest, theirs.lower_strict()), (ours.latest, theirs.upper_strict())):
        assert day is not None
        assert (day.year, day.month, day.day) == tuple(theirs_day)[:3]


@pytest.mark.parametrize(
    ("text", "locale", "form", "words"),
    [
        ("2021-02-24", "en", "short", "24 Feb 2021"),
        ("2021-02-24", "en-US", "long", "February 24, 2021"),
        ("2021-02-24", "tr", "long", "24 Şubat 2021"),
        ("2021-02-24", "de", "long", "24. Februar 2021"),
        ("2020-10", "fr", "long", "octobre 2020"),
        ("2021-02-24", "xx-nowhere", "long", "24 February 2021"),
        ("2021-02-24", "", "long", "24 February 2021"),
    ],
)
def test_months_are_those_of_the_locale(text: str, locale: str, form: str, words: str) -> None:
    assert display(good(text), locale, "short" if form == "short" else "long") == words


def test_the_words_can_be_replaced() -> None:
    assert display(good("2017-02~"), "de", words={**WORDS, "about": "etwa {date}"}) == "etwa Februar 2017"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2017", "2017"),
        ("2020-10", "2020-10"),
        ("2021-02-24", "2021-02-24"),
        ("2021-02-24T10:00:00Z", "2021-02-24"),
        *((text, None) for text in ("2017~", "2017?", "201X", "2017-XX", "2021-21", "2017/2018", "[2017..]", "1950S2")),
    ],
)
def test_html_gets_only_what_it_can_say(text: str, value: str | None) -> None:
    assert html_datetime(good(text)) == value


def test_the_order_of_a_timeline() -> None:
    texts = ["2017", "2017-02~", "2017-02-20", "2017-02-22", "2017/2019", "2017-01-01", "[..2017-02-22]", "2017/.."]
    assert sorted(texts, key=lambda text: good(text).sort_key) == [
        "2017-01-01",
        "2017",
        "2017/2019",
        "2017/..",
        "2017-02~",
        "2017-02-20",
        "[..2017-02-22]",
        "2017-02-22",
    ]


COMPARED = [
    # a, b, contradict
    ("2017", "2017-02-22", False),
    ("2017", "2018", True),
    ("2017-02-20", "2017-02-22", True),
    ("2017-02~", "2017-03", False),
    ("2017-02~", "2017-05", True),
    ("2017?", "2018", True),
    ("[..2021-12-08]", "2017", False),
    ("[..2021-12-08]", "2021-12-09", True),
    ("[2017,2019]", "2018", True),
    ("2017-XX-22", "2017-02-22", False),
    ("2017-XX-22", "2017-02-23", True),
    ("2020-12/2021-02", "2021-01-15", False),
    ("2020-12/2021-02", "2020-12/2021-03", True),
    ("2020-12/..", "2020-12-05/2021-03", False),
    ("2020/..", "2019", True),
    ("2020/..", "../2019", True),
    ("2020/..", "../2021", False),
]


@pytest.mark.parametrize(("a", "b", "contradiction"), COMPARED)
def test_imprecise_dates_are_compared_as_what_they_mean(a: str, b: str, contradiction: bool) -> None:
    for left, right in ((a, b), (b, a)):
        assert contradict(good(left), good(right)) is contradiction


def _day(day: datetime.date) -> str:
    return day.isoformat()


DAYS = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31)).map(_day)
SIMPLE = st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]))
TEXTS = st.one_of(
    SIMPLE,
    st.tuples(SIMPLE, st.sampled_from("~?%")).map("".join),
    SIMPLE.map(lambda text: text + "/.."),
    SIMPLE.map(lambda text: f"[..{text}]"),
    st.tuples(DAYS, DAYS).map(lambda pair: "/".join(sorted(pair))),
    st.sampled_from([row[0] for row in READ]),
)


DATES = TEXTS.map(good)


@given(st.lists(DATES, max_size=6))
@settings(deadline=None)
def test_the_order_is_total_and_follows_the_earliest_day(found: list[Date]) -> None:
    dates = sorted(found, key=lambda date: date.sort_key)
    assert all(first.sort_key < second.sort_key or first == second for first, second in pairwise(dates))
    earliest = [date.earliest for date in dates if date.earliest]
    assert earliest == sorted(earliest)


@given(DATES, DATES)
@settings(deadline=None)
def test_comparison_is_symmetric_and_agrees_with_itself(a: Date, b: Date) -> None:
    assert not contradict(a, a)
    assert contradict(a, b) == contradict(b, a)


PIECES = """
2017 2021-02 2021-02-24 20XX 2017-1X XX X 21 33 -0 S2 E3 Y T10:00:00 Z - ~ ? % / .. . , [ ] { } about by to –
"""
FRAGMENTS = st.lists(st.sampled_from(PIECES.split()), max_size=7).map("".join)


@given(st.one_of(st.text(), FRAGMENTS, st.text(alphabet="0123456789X-/.~?%[]{},YSETZ: ")))
@settings(deadline=None, max_examples=500)
def test_any_text_is_a_date_or_says_why_not(text: str) -> None:
    date = parse(text)
    if isinstance(date, BadDate):
        assert date.message
        assert date.remedy
        return
    assert display(date)
    assert display(date, "tr", "short")
    assert good(date.edtf) == date
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest


def test_reading_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("2017-0X", "?2017S2", "../201X", "../", "2017-1X-33", "~/..~"):
        parse(text)
    assert capsys.readouterr().out == ""
