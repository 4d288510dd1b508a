"""The pictures: what they show of a date, that nothing in them collides at any width, and what is printed of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, cycle
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from browser import OpenPage, sideways
from mkdocs_dossier import dates
from mkdocs_dossier.pages import figures, rendering
from mkdocs_dossier.pages.figures import NARROW, Bond, Moment, Neighbourhood, Text, Timeline

WIDTHS = (NARROW, 358, 920)
HOSTILE = "<script>alert(1)</script> & \"x\" 'y' {{ 7 * 7 }} \u202e"
LONG = "A title that goes on and on until it is much too long for any picture, and after that goes on a little longer"


def moment(*edtf: str, title: str = "An event", status: str = "") -> Moment:
    """An event of some dates."""
    found = [dates.parse(it) for it in edtf]
    return Moment(title, "x/index.html", tuple(it for it in found if isinstance(it, dates.Date)), status)


def picture(*moments: Moment, named: bool = True) -> Timeline:
    """The picture of some events, which they have."""
    years = {year: f"#y{year}" for year in range(1, 10_000)}
    found = figures.timeline(moments, written, lambda n: f"{n} years without an event", years, named=named)
    assert found is not None
    return found


def written(date: dates.Date) -> str:
    return dates.display(date, form="short")


def shape(edtf: str) -> figures.Shape:
    """How a date is drawn between two that leave it all the room it needs."""
    return picture(moment("2000"), moment(edtf), moment("2030")).rows[1].shapes[0]


@pytest.mark.parametrize(
    ("edtf", "kind", "before", "after", "unsure"),
    [
        ("2017-02-20", "day", None, None, False),
        ("2017-02", "within", None, None, False),
        ("2017", "within", None, None, False),
        ("2017-21", "within", None, None, False),
        ("[2017-03,2017-05]", "within", None, None, False),
        ("2017-XX-22", "within", None, None, False),
        ("2017-02/2017-09", "during", None, None, False),
        ("[..2017-02-20]", None, "open", None, False),
        ("[2017-02-20..]", None, None, "open", False),
        ("2017-02/..", None, None, "open", False),
        ("../2017-02", None, "open", None, False),
        ("2017-02~", "within", "about", "about", False),
        ("2017-02-20~", "day", "about", "about", False),
        ("../2017-02~", None, "open", "about", False),
        ("2017-02?", "within", None, None, True),
        ("2017-02-20?", "day", None, None, True),
        ("2017%", "within", "about", "about", True),
    ],
)
def test_a_mark_is_as_exact_as_its_date(
    edtf: str, kind: str | None, before: str | None, after: str | None, unsure: bool
) -> None:
    found = shape(edtf)
    assert (found.kind, found.before, found.after, found.unsure) == (kind, before, after, unsure)
    assert bool(found.length) == (kind in ("within", "during"))


def test_lengths_and_places_are_those_of_the_calendar() -> None:
    it = picture(moment("2017"), moment("2018-07"), moment("2020-12-31"), moment("[2018..2019]"))
    year, month, day, two = (row.shapes[0] for row in it.rows)
    assert year.length == pytest.approx(24, abs=0.1)  # a fourth of what the margins leave
    assert month.length == pytest.approx(24 / 12, abs=0.1)
    assert two.length == pytest.approx(48, abs=0.1)
    assert it.rows[2].x == pytest.approx(98, abs=0.1)
    assert day.length == 0
    assert [tick.x for tick in it.ticks] == pytest.approx([2, 26, 50, 74, 98], abs=0.1)


def test_what_is_by_a_day_ends_there_and_what_is_after_begins_there() -> None:
    it = picture(moment("2017-01-01"), moment("[..2018-12-31]"), moment("[2019-01-01..]"), moment("2020-12-31"))
    assert it.rows[1].x == it.rows[2].x == next(tick.x for tick in it.ticks if tick.words == "2019")


def test_what_dissolves_has_room_at_the_edges() -> None:
    it = picture(moment("[..2017-01-02]"), moment("[2020-12-30..]"))
    reach = 100 * 40 / NARROW
    assert it.rows[0].x >= reach
    assert it.rows[1].x <= 100 - reach


def test_the_days_that_sources_give_stand_in_one_row() -> None:
    it = picture(moment("2020"), moment("2020-03-10", "2020-06-13"))
    first, second = it.rows[1].shapes
    assert first.at == 0 < second.at
    assert it.rows[1].when[0].words == "10 Mar 2020 / 13 Jun 2020"
    assert it.rows[1].when[0].at == second.at


@pytest.mark.parametrize("moments", [[], [moment()], [moment("2017")], [moment("2017"), moment()]])
def test_of_fewer_than_two_there_is_no_picture(moments: list[Moment]) -> None:
    assert figures.timeline(moments, written, str, {}) is None


def test_events_without_a_date_are_counted_beside_it() -> None:
    it = picture(moment("2017"), moment(), moment("2018"), moment())
    assert (it.shown, it.undated, len(it.rows)) == (2, 2, 2)


def test_a_long_gap_is_a_break_that_tells_its_length() -> None:
    it = picture(moment("1995-03-02"), moment("2019"), moment("2021-02-03"))
    (gap,) = it.breaks
    assert gap.words is not None
    assert gap.words.words == "23 years without an event"
    assert it.rows[0].y < gap.y < it.rows[1].y
    assert it.rows[0].x < gap.x < gap.x + gap.width <= it.rows[1].x
    assert [tick.words for tick in it.ticks] == ["1995", "2019", "2020", "2021", ""]


def test_a_gap_of_half_the_time_or_less_is_shown_as_long_as_it_was() -> None:
    assert not picture(moment("2010"), moment("2014"), moment("2018")).breaks
    assert not picture(moment("2017"), moment("2021")).breaks
    assert picture(moment("1900"), moment("1960"), moment("2000"), moment("2001")).breaks


def test_a_stretch_that_covers_the_years_leaves_no_gap() -> None:
    assert not picture(moment("1950/2019"), moment("1950"), moment("2019-05")).breaks


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2017", "2021", ["2017", "2018", "2019", "2020", "2021", ""]),
        ("2023-01", "2023-03", ["Jan 2023", "Feb 2023", "Mar 2023", ""]),
        ("2023-03-10", "2023-03-12", ["10 Mar 2023", "11 Mar 2023", "12 Mar 2023", ""]),
        ("2023-03-10", "2023-03-10", ["9 Mar 2023", "10 Mar 2023", "11 Mar 2023", ""]),
        ("0001", "9999-12-31", ["1", "9999", ""]),
    ],
)
def test_the_axis_is_divided_by_what_it_spans(first: str, last: str, words: list[str]) -> None:
    assert [tick.words for tick in picture(moment(first), moment(last)).ticks] == words


def test_each_year_leads_to_its_heading_once() -> None:
    it = picture(moment("2022-11-05"), moment("2023-02-03"))
    assert [(tick.words, tick.href) for tick in it.ticks if tick.href] == [
        ("Nov 2022", "#y2022"),
        ("Jan 2023", "#y2023"),
    ]
    none = figures.timeline([moment("2017"), moment("2019")], written, str, {2017: "#y2017"})
    assert none is not None
    assert [tick.href for tick in none.ticks] == ["#y2017", None, None, None]


# Boxes of the texts, as wide as they are estimated; what is estimated too wide, or not, a browser test sees.

Box = tuple[float, float, float, float]


def box(text: Text, x: float, y: float, width: int, size: int = 12) -> Box:
    """Left, top, right and bottom of a line in a picture `width` pixels wide, whose row is at `x` per cent and `y`."""
    long = figures._width(text.words, size)
    begin = (x + text.at) * width / 100 + text.x - (long if text.end else 0)
    return begin, y + text.y - 9, begin + long, y + text.y + 3


def boxes(it: Timeline, width: int) -> list[Box]:
    """The boxes of all the lines of a picture."""
    rows = [box(text, row.x, row.y, width) for row in it.rows for text in row.title]
    whens = [box(text, row.x, row.y + 4, width, 11) for row in it.rows for text in row.when]
    gaps = [box(gap.words, gap.middle, gap.y + 4, width, 11) for gap in it.breaks if gap.words]
    ticks = [box(Text(tick.words, 4, 14), tick.x, 0, width, 11) for tick in it.ticks if tick.words]
    return [*rows, *whens, *gaps, *ticks]


def collisions(found: Sequence[Box]) -> list[tuple[Box, Box]]:
    """Pairs of boxes that overlap."""
    return [
        (a, b)
        for a, b in combinations(found, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] - 0.5 and b[1] < a[3] - 0.5
    ]


TITLES = [
    "A",
    "An event",
    LONG,
    "وقّعت روسيا وتركيا عقد S-400",
    "俄罗斯与土耳其签署协议" * 9,
    HOSTILE,
    "W" * 80,
    "x " * 90,
]
EDTF = [
    *("2017", "2017-02", "2017-02-20", "[..2017-02-20]", "[2019..2021]", "2020-10~", "2021-12-10?", "[2021-07..]"),
    *("1995-03-02", "0001", "9999-12-31", "2020-12/2021-02", "2021-02-23", "2021-02-24", "201X", "2000/.."),
]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(TITLES), st.lists(st.sampled_from(EDTF), max_size=2), st.sampled_from(["", "alleged"])
        ),
        max_size=12,
    )
)
def test_no_label_covers_another_or_leaves_the_picture(events: list[tuple[str, list[str], str]]) -> None:
    moments = [moment(*edtf, title=title, status=status) for title, edtf, status in events]
    if sum(bool(it.dates) for it in moments) < 2:
        return
    it = picture(*moments)
    for width in WIDTHS:
        found = boxes(it, width)
        assert not collisions(found)
        assert all(
            left >= -1 and right <= width + 1 and top >= 0 and bottom <= it.height for left, top, right, bottom in found
        )
    for row in it.rows:
        assert all(row.x + one.at >= 0 and row.x + one.at + one.length <= 100.1 for one in row.shapes)


def test_a_title_that_is_too_long_is_cut_and_kept_whole_beside_it() -> None:
    row = picture(moment("2017", title=LONG), moment("2018")).rows[0]
    assert len(row.title) == 2
    assert row.title[1].words.endswith("…")
    assert row.whole == LONG
    assert picture(moment("2017"), moment("2018")).rows[0].whole is None


def test_a_title_of_two_lines_leaves_no_word_alone() -> None:
    row = picture(moment("2017", title="Washington on Turkey’s involvement with the fighter"), moment("2018")).rows[0]
    assert [it.words for it in row.title] == ["Washington on Turkey’s", "involvement with the fighter"]


def test_a_text_in_another_direction_stays_in_its_place() -> None:
    row = picture(moment("2017", title="وقّعت روسيا عقدا"), moment("2018")).rows[0]
    assert row.title[0].rtl
    assert not row.when[0].rtl


def test_of_very_many_the_marks_stand_alone() -> None:
    many = [moment(f"20{1 + n % 9:02}-{1 + n % 12:02}-{1 + n % 28:02}") for n in range(200)]
    it = picture(*many)
    assert (it.rows, len(it.shapes), it.shown) == ((), 200, 200)
    assert len(picture(*many[: figures.LABELLED]).rows) == figures.LABELLED
    assert it.height < 400
    assert all(one.y < it.height for one in it.shapes)


@pytest.mark.parametrize("width", WIDTHS)
def test_marks_that_stand_alone_keep_apart(width: int) -> None:
    it = picture(*(moment(edtf) for edtf in EDTF if edtf not in ("0001", "9999-12-31")), named=False)
    reach = {"open": 40, "about": 12, None: 0}
    found = [
        (
            one.at * width / 100 - reach[one.before] - 4,
            one.y - 4,
            (one.at + one.length) * width / 100 + reach[one.after] + 4,
            one.y + 4,
        )
        for one in it.shapes
    ]
    assert not collisions(found)


def test_a_pile_on_one_day_stays_low() -> None:
    assert picture(*[moment("2020-01-01")] * 200).height < 450


def test_the_key_names_the_marks_that_occur() -> None:
    it = picture(moment("2017"), moment("[..2018-01-03]"), moment("2017-03-04~"), moment("2018?"))
    assert it.kinds == ("day", "within", "open", "about", "unsure")
    assert picture(moment("2017-01-01"), moment("2017-02/2017-04")).kinds == ("day", "during")


# Neighbours


def around(*bonds: Bond, name: str = "Rostec") -> Neighbourhood:
    found = figures.neighbourhood(name, bonds)
    assert found is not None
    return found


def lines(it: Neighbourhood, width: int = NARROW) -> list[Box]:
    """The boxes of all the lines of a picture of neighbours."""
    near = (*it.inward, *it.outward)
    names = [box(text, 0, 0, width, 13) for one in near for text in one.name]
    words = [box(text, 0, 4, width, 11) for one in near for text in one.relation]
    return [*names, *words, *(box(text, 0, 0, width, 15) for text in it.name)]


@pytest.mark.parametrize("count", range(1, 13))
def test_neighbours_keep_apart(count: int) -> None:
    names = [
        "Russia",
        LONG,
        "俄罗斯国防出口公司" * 5,
        "رجب طيب أردوغان",
        HOSTILE,
        "Donaudampfschifffahrtsgesellschaftskapitän" * 2,
    ]
    words = ["head of", "main defence industry authority of", "x", "Mitgliedsorganisation von vielen anderen mehr"]
    bonds = [Bond(names[n % 6], "x", words[n % 4], inward=n % 3 == 0, mutual=n % 5 == 4) for n in range(count)]
    it = around(*bonds, name=LONG if count % 2 else "Rostec")
    assert len(it.inward) + len(it.outward) == count
    found = lines(it)
    assert not collisions(found)
    assert all(
        left >= 0 and right <= NARROW + 1 and top >= 0 and bottom <= it.height for left, top, right, bottom in found
    )


def test_of_many_neighbours_the_rest_is_counted() -> None:
    it = around(*[Bond(f"Number {n}", "x", "part of") for n in range(17)])
    assert (len(it.outward), it.more) == (12, 5)
    assert figures.neighbourhood("Alone", []) is None


def test_who_points_to_it_stands_above_and_to_whom_it_points_below() -> None:
    it = around(
        Bond("Russia", "r", "owned by"),
        Bond("Chemezov", "c", "head of", inward=True),
        Bond("Peer", "p", "ally of", mutual=True),
    )
    above, (below, peer) = it.inward[0].name[0].y, (one.name[0].y for one in it.outward)
    assert above < it.name[0].y < below < peer
    head = "m-6-4 6 4-6 4"
    assert [one.line.endswith(head) for one in (*it.inward, *it.outward)] == [False, True, False]
    assert "m-4-6 4 6 4-6" in it.spine
    assert "m-4-6" not in around(Bond("Russia", "r", "owned by")).spine


def test_the_same_events_give_the_same_picture() -> None:
    moments = [moment(edtf) for edtf in EDTF]
    assert picture(*moments) == picture(*moments)


# Printed

SVG = "{http://www.w3.org/2000/svg}"


def printed(it: Timeline | Neighbourhood, name: str = "Rostec", language: str = "en") -> str:
    """The HTML of a picture."""
    words = rendering.of(language)
    if isinstance(it, Timeline):
        return str(words.part("figure", "timeline", it))
    return str(words.part("figure", "neighbourhood", it, name))


def parsed(content: str) -> Any:
    """The tree of some HTML, by a parser that raises at the first fault; names of SVG's elements bear its address."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(f"<!DOCTYPE html><html><head><title>x</title></head><body>{content}</body></html>").find("body")


def test_every_event_and_every_year_of_the_list_is_a_link() -> None:
    it = picture(moment("2017", title="One"), moment("2019-02-03", title="Two", status="alleged"), moment())
    tree = parsed(printed(it))
    links = {"".join(a.itertext()): a.get("href") for a in tree.iter(f"{SVG}a")}
    assert links == {
        "2017": "#y2017",
        "2018": "#y2018",
        "2019": "#y2019",
        "One2017": "x/index.html",
        "Two3 Feb 2019 · alleged": "x/index.html",
    }
    (drawing,) = (svg for svg in tree.iter(f"{SVG}svg") if svg.get("role"))
    # As an image it would be one thing, in which nobody finds a link.
    assert drawing.get("role") == "group"
    assert drawing.get("aria-label") == "A picture of 2 events in time; the same stands below as a list"
    assert "1 event without a date is in the list alone." in "".join(tree.itertext())


def test_what_is_hostile_stays_text() -> None:
    it = picture(moment("2017", title=HOSTILE, status=HOSTILE), moment("2018", title=LONG + HOSTILE))
    near = around(Bond(HOSTILE, "x", HOSTILE), Bond(LONG + HOSTILE, "x", HOSTILE, inward=True), name=HOSTILE)
    for html in (printed(it), printed(near, HOSTILE)):
        tree = parsed(html)
        assert not any("script" in str(one.tag) for one in tree.iter())
        assert "alert(1)" in "".join(tree.itertext())
        assert "{{ 7 * 7 }}" in html


@pytest.mark.parametrize("named", [True, False])
def test_a_picture_needs_no_ids_so_that_a_page_can_hold_two(named: bool) -> None:
    it = picture(*(moment(edtf) for edtf in EDTF), named=named)
    tree = parsed(
        printed(it) * 2 + printed(around(Bond("Russia", "r", "owned by"), Bond("Peer", "p", "x", claimed=True)))
    )
    assert not any(one.get("id") for one in tree.iter())


def test_what_only_a_speaker_says_is_drawn_apart_and_told() -> None:
    html = printed(around(Bond("Russia", "r", "owned by"), Bond("Peer", "p", "led by", claimed=True)))
    assert html.count("stroke-dasharray") == 1
    assert "A dashed line is what somebody says" in html
    assert "A dashed line" not in printed(around(Bond("Russia", "r", "owned by")))


def test_the_words_around_a_picture_are_those_of_the_language() -> None:
    it = picture(*(moment(edtf) for edtf in EDTF), moment())
    assert printed(it, language="ar").count('direction="ltr"') == 1  # time runs from left to right everywhere


def test_a_picture_is_light() -> None:
    forty = [
        moment(f"20{5 + n // 3:02}-{1 + n % 12:02}-{1 + n % 28:02}", title=f"Event {n}, as usual") for n in range(40)
    ]
    assert len(printed(picture(*forty)).encode()) <= 8000
    assert len(printed(picture(*forty, named=False)).encode()) <= 4000
    twelve = around(*[Bond(f"A neighbour, number {n}", "x/index.html", "part of") for n in range(12)])
    assert len(printed(twelve).encode()) <= 3000


# In a browser, where the widths of texts are true

STYLES = Path(figures.__file__).parent / "assets" / "dossier.css"
TEXTS = """() => [...document.querySelectorAll('.figure > svg')].map(svg => {
    const edge = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('text')].map(text => {
        const box = text.getBoundingClientRect();
        // Without the outline in the colour of the paper, which may well touch its neighbour.
        const half = text.getBBox(), size = parseFloat(getComputedStyle(text).fontSize);
        const left = box.left + (box.width - half.width) / 2 - edge.left;
        const top = box.top + (box.height - half.height) / 2 - edge.top;
        return [left, top + 2, left + half.width, top + half.height - 2, edge.width, size];
    });
})"""


def judged(page: Page) -> int:
    """How many texts there are in the pictures of a page, none of which may cover another, be small or stick out."""
    seen = 0
    for found in page.evaluate(TEXTS):
        lines: list[Box] = [(a, b, c, d) for a, b, c, d, _, _ in found]
        assert not collisions(lines)
        assert all(a >= -1 and c <= width + 1 and size >= 11 for a, _, c, _, width, size in found)
        seen += len(found)
    return seen


@pytest.mark.parametrize("width", [1280, 390, 360])
def test_on_the_pages_no_text_covers_another(width: int, shipped_site: Path, open_page: OpenPage) -> None:
    for path, least in (("events/index.html", 50), ("index.html", 4), ("actors/turkey/index.html", 10)):
        page = open_page(shipped_site, path, viewport=(width, 800))
        assert judged(page) >= least, path
        assert sideways(page) == 0


@pytest.mark.parametrize("width", [NARROW, 358, 920])
def test_nothing_that_a_curator_writes_makes_texts_collide(width: int, browser: Browser) -> None:
    events = [
        moment(*edtf, title=title, status=status)
        for edtf, title, status in zip(
            combinations(EDTF, 2), cycle(TITLES), cycle(("", "going on when told")), strict=False
        )
    ]
    near = [Bond(title, "x", title, inward=n % 2 == 0) for n, title in enumerate(TITLES)]
    pictures = [picture(*events[n : n + 40]) for n in range(0, len(events), 40)]
    html = "".join(map(printed, pictures)) + printed(around(*near, name=LONG), LONG)
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(
        f"<!DOCTYPE html><style>body {{ margin: 0 }} {STYLES.read_text('utf-8')}</style>"
        f'<body data-md-color-scheme="default"><div class="md-typeset">{html}</div>'
    )
    assert judged(page) > 250
    page.close()


def test_the_keyboard_reaches_every_event_and_a_year_leads_to_its_heading(
    shipped_site: Path, open_page: OpenPage
) -> None:
    page = open_page(shipped_site, "events/index.html", from_disk=True, javascript=False)
    links = page.locator(".figure a")
    hrefs = [links.nth(n).get_attribute("href") for n in range(links.count())]
    assert len(hrefs) > 20
    links.first.focus()
    reached = []
    for _ in hrefs:
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
        page.keyboard.press("Tab")
    assert reached == hrefs
    page.locator('.figure a[href="#year-2021"]').focus()
    page.keyboard.press("Enter")
    assert page.locator(":target").inner_text() == "2021"


def test_a_stretch_too_short_for_a_pixel_is_seen(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": NARROW, "height": 400})
    html = printed(picture(moment("[2020-05-17,2020-05-18]"), moment("1980")))
    page.set_content(
        f"<!DOCTYPE html><style>{STYLES.read_text('utf-8')}</style><body><div class='md-typeset'>{html}</div>"
    )
    mark = page.locator(".figure > svg rect").first
    # Without a palette the site has no scheme, and is light.
    assert mark.evaluate("it => getComputedStyle(it).stroke") == "rgb(138, 43, 29)"
    assert mark.evaluate("it => getComputedStyle(it).strokeWidth") == "2px"
    page.close()


def test_the_years_of_the_overview_lead_to_the_list(shipped_site: Path, open_page: OpenPage) -> None:
    page = open_page(shipped_site, "index.html")
    page.locator(".figure a").first.click()
    page.wait_for_url("**/events/index.html#year-2017")
    assert page.locator(":target").inner_text() == "2017"
