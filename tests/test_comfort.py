"""What the script adds to the shipped dossier's pages, in a real browser: from a server and a disk, wide and narrow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import browser as harness
from browser import DESK, OpenPage

NARROW = (390, 844)

both = pytest.mark.parametrize("from_disk", [False, True], ids=["server", "disk"])
wide_and_narrow = pytest.mark.parametrize("viewport", [DESK, NARROW], ids=["1280", "390"])


@both
@wide_and_narrow
def test_a_source_leads_back_to_the_mark_that_led_there(
    open_page: OpenPage, shipped_site: Path, from_disk: bool, viewport: tuple[int, int]
) -> None:
    page = open_page(shipped_site, "systems/s-400/index.html", viewport=viewport, from_disk=from_disk)
    mark = page.locator("a.cite").nth(6)
    name = mark.get_attribute("id")
    mark.click()
    page.wait_for_url("**/sources/**")
    assert page.locator(":target").count() == 1
    back = page.get_by_role("link", name="← Back to S-400 Triumf")
    expect(back).to_be_visible()
    assert harness.sideways(page) == 0
    back.click()
    page.wait_for_url(f"**/systems/s-400/index.html#{name}")
    expect(page.locator(":target")).to_be_in_viewport()


def test_who_comes_from_elsewhere_is_not_led_back(open_page: OpenPage, shipped_site: Path) -> None:
    page = open_page(shipped_site, "sources/tass-2021-02-25/index.html#at-1538-1569")
    expect(page.locator(".reading")).to_be_visible()
    assert page.locator(".wayback").count() == 0
    # What another page of the same host has stored may be anything.
    page.evaluate("sessionStorage.setItem('dossier-from', JSON.stringify([location.href, 'javascript:alert(1)', '']))")
    page.reload()
    expect(page.locator(".reading")).to_be_visible()
    assert page.locator(".wayback").count() == 0


def test_words_under_a_statement_lead_to_their_place_and_back(open_page: OpenPage, shipped_site: Path) -> None:
    page = open_page(shipped_site, "actors/chemezov/index.html", from_disk=True)
    said = page.locator(".say").first
    said.locator("a.context").click()
    page.wait_for_url("**/sources/**")
    page.locator(".wayback").click()
    page.wait_for_url(f"**/actors/chemezov/index.html#{said.get_attribute('id')}")


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_citation_can_be_copied_with_its_address(open_page: OpenPage, shipped_site: Path) -> None:
    page = open_page(shipped_site, "facts/no-threat/index.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Copy this citation")
    button.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    text = copied(page)
    assert text.startswith("Sergei Chemezov said, through RT: Turkey’s purchase of the S-400 posed no threat to NATO.")
    assert re.search(r"fact no-threat, http://\S+/facts/no-threat/", text)


def test_the_preview_has_quote_speaker_source_and_date_and_can_be_copied(
    open_page: OpenPage, shipped_site: Path
) -> None:
    page = open_page(shipped_site, "disagreements/index.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    mark = page.locator("a.cite").nth(5)
    mark.focus()
    preview = page.locator("#preview")
    expect(preview).to_be_visible()
    assert mark.get_attribute("aria-describedby") == "preview"
    assert preview.inner_text().startswith("Turkey has made progress in talks with Russia")
    for part in ("Fikri Isik", "Jane’s, by 2017", "Turkey turns to Russia for S-400 purchase"):
        assert part in preview.inner_text()
    preview.get_by_role("button").click()
    expect(preview.get_by_role("button", name="Copied")).to_be_visible()
    assert re.search(r"Fikri Isik; reported by Jane’s, by 2017 http://\S+#at-\d+-\d+$", copied(page))
    page.keyboard.press("Escape")
    expect(preview).to_have_count(0)


def test_notes_stand_beside_the_text_where_there_is_room(open_page: OpenPage, shipped_site: Path) -> None:
    page = open_page(shipped_site, "index.html", from_disk=True)
    boxes = page.evaluate(
        """() => [...document.querySelectorAll(".side")].map(side => {
            const box = side.getBoundingClientRect(), text = side.closest("p").getBoundingClientRect()
            return [box.left - text.right, innerWidth - box.right, box.top]
        })"""
    )
    assert len(boxes) > 20
    assert all(gap > 0 and room >= 0 for gap, room, _ in boxes)
    tops = [top for _, _, top in boxes]
    assert tops == sorted(tops)
    numbers = page.locator(".side").evaluate_all("them => them.map(it => Number(it.dataset.n))")
    assert len(set(numbers)) == len(numbers)
    assert page.locator("ol.notes li").count() > len(numbers)
    phone = open_page(shipped_site, "index.html", viewport=NARROW)
    assert phone.locator(".side").count() == 0
    assert harness.sideways(phone) == 0


def shown(page: Page) -> list[str]:
    rows = page.locator(".facts-table tbody tr:visible")
    return list(map(str, rows.evaluate_all("them => them.map(it => it.dataset.by)")))


@both
def test_an_actor_s_page_leads_to_the_rest_of_what_was_said(
    open_page: OpenPage, shipped_site: Path, from_disk: bool
) -> None:
    page = open_page(shipped_site, "actors/chemezov/index.html", from_disk=from_disk)
    link = page.get_by_role("link", name="more statements")
    more = int(link.inner_text().split()[0])
    link.click()
    page.wait_for_url("**/facts/index.html?by=chemezov")
    assert set(shown(page)) == {"chemezov"}
    assert len(shown(page)) >= 20 + more
    page.get_by_role("button", name="Show all").click()
    assert len(set(shown(page))) > 5
    page.reload()
    assert len(set(shown(page))) > 5


def test_the_way_to_a_part_of_the_table_leaves_the_filter_as_it_is(open_page: OpenPage, shipped_site: Path) -> None:
    page = open_page(shipped_site, "facts/index.html#by=chemezov")
    assert set(shown(page)) == {"chemezov"}
    page.evaluate("location.hash = 'values'")
    page.wait_for_timeout(100)
    assert set(shown(page)) == {"chemezov"}


def test_print_tells_the_addresses_of_sources_and_the_foot_of_a_page_can_be_read(
    open_page: OpenPage, shipped_site: Path
) -> None:
    page = open_page(shipped_site, "systems/s-400/index.html")
    colours = page.evaluate(
        "['.md-footer-meta', '.dossier-summary'].map(it => getComputedStyle(document.querySelector(it)).color)"
    )
    assert len(set(colours)) == 1
    page.evaluate(
        "document.querySelector('.sources-cited li').append(Object.assign(document.createElement('span'),"
        " { className: 'address', textContent: 'https://example.org/' }))"
    )
    assert not page.locator(".address").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".address").is_visible()


@wide_and_narrow
def test_what_is_chosen_stands_in_the_address(
    open_page: OpenPage, shipped_site: Path, viewport: tuple[int, int]
) -> None:
    page = open_page(shipped_site, "facts/index.html", viewport=viewport, from_disk=True)
    page.get_by_label("Topic").select_option("threat-to-nato")
    page.get_by_label("Words").fill("nato turkey")
    found = shown(page)
    assert 0 < len(found) < 20
    address = page.url
    assert "#words=nato+turkey&topic=threat-to-nato" in address
    page.goto("about:blank")
    page.goto(address)
    assert shown(page) == found
    assert page.get_by_label("Words").input_value() == "nato turkey"


def test_without_a_script_the_table_is_whole_and_no_form_promises_anything(
    open_page: OpenPage, shipped_site: Path
) -> None:
    page = open_page(shipped_site, "facts/index.html", javascript=False)
    expect(page.locator("form.filter")).to_be_hidden()
    assert page.locator(".facts-table tbody tr:visible").count() > 200


@wide_and_narrow
def test_the_picture_of_time_leads_to_an_event(
    open_page: OpenPage, shipped_site: Path, viewport: tuple[int, int]
) -> None:
    page = open_page(shipped_site, "events/index.html", viewport=viewport, from_disk=True, javascript=False)
    page.locator("svg").get_by_role("link", name="Chemezov’s interview with RT").first.click()
    page.wait_for_url("**/events/rt-interview/index.html")


@both
def test_the_search_finds_a_name_in_another_spelling(open_page: OpenPage, shipped_site: Path, from_disk: bool) -> None:
    page = open_page(shipped_site, "index.html", from_disk=from_disk)
    page.locator(".md-search__input").press_sequentially("Sergey")  # the search listens to keys
    first = page.locator(".md-search-result__link").first
    expect(first).to_be_visible()
    results = page.locator(".md-search-result__link h1").all_inner_texts()
    assert "Sergei Chemezov" in results
