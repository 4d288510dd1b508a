"""Pages on paper: what leads elsewhere is gone, what proves is there, and nothing is cut or falls apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from audit import KINDS
from browser import OpenPage, Scheme

# In CSS pixels: what a style sheet is told of the width of A4, and what is left of it between margins of 25 mm.
SHEET, BETWEEN = 794, 605

# Words that stand on two lines without a hyphen or another place to part them. Code and addresses have no words.
BROKEN = r"""() => {
    const words = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT)
    const broken = []
    for (let node; (node = words.nextNode()); ) {
        if (!node.parentElement.checkVisibility() || node.parentElement.closest("code, .address, [hidden]")) continue
        for (const word of node.data.matchAll(/[\p{Script=Latin}\d]{2,}/gu)) {
            const range = document.createRange()
            range.setStart(node, word.index)
            range.setEnd(node, word.index + word[0].length)
            const lines = new Set([...range.getClientRects()].filter(it => it.width).map(it => Math.round(it.top)))
            if (lines.size > 1) broken.push(word[0])
        }
    }
    return broken
}"""
CUT = """() => [...document.querySelectorAll("article *")].filter(it => it.checkVisibility() && it.clientWidth
    && getComputedStyle(it).overflow !== "visible" && !it.closest("svg")
    && (it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1)).map(it => it.outerHTML)"""
GONE = (
    ".md-header, .md-tabs, .md-path, .md-sidebar, .md-footer, .headerlink, .filter, .letters, .copy, .side, .preview,"
    " .notes .back"
)


def printed(open_page: OpenPage, site: Path, path: str, scheme: Scheme = "light") -> Page:
    """The page as it goes to paper, from a window that is wide enough for notes at the side."""
    page = open_page(site, path, scheme=scheme)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET, "height": 900})
    page.evaluate(f"document.documentElement.style.width = '{BETWEEN}px'; dispatchEvent(new Event('beforeprint'))")
    return page


@pytest.mark.parametrize("path", KINDS.values())
def test_nothing_is_cut_and_no_word_falls_apart(open_page: OpenPage, shipped_site: Path, path: str) -> None:
    page = printed(open_page, shipped_site, path)
    assert page.evaluate("document.body.scrollWidth") == BETWEEN
    assert page.evaluate(BROKEN) == []
    assert page.locator(GONE).locator("visible=true").count() == 0
    assert page.locator("article details:not([open])").count() == 0
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("path", ["index.html", "systems/s-400/index.html"])
def test_each_mark_has_its_note_with_the_words_and_the_source(
    open_page: OpenPage, shipped_site: Path, path: str
) -> None:
    page = printed(open_page, shipped_site, path)
    numbers = set(page.locator("article a.cite").all_inner_texts())
    notes = page.locator("ol.notes > li")
    assert numbers == {str(n) for n in range(1, notes.count() + 1)}
    told = notes.evaluate_all("""them => them.map(it => it.checkVisibility() &&
        [it.querySelector("q").innerText.length, it.querySelector("small").innerText.length])""")
    assert all(it and it[0] > 2 and it[1] > 5 for it in told)
    assert page.locator("ol.notes").evaluate("it => getComputedStyle(it).listStyleType") == "decimal"
    assert page.locator(".sources-cited li cite").first.is_visible()


def test_the_quotes_of_a_facts_page_keep_their_numbers(open_page: OpenPage, shipped_site: Path) -> None:
    page = printed(open_page, shipped_site, "facts/no-threat/index.html")
    marks = page.locator(".fact-marks a.cite").all_inner_texts()
    assert marks
    assert [it.inner_text() for it in page.locator(".evidence .back").all() if it.is_visible()] == marks


def test_the_addresses_of_sources_are_printed(open_page: OpenPage, other_site: Path) -> None:
    page = printed(open_page, other_site, "systems/merrow-45/index.html")
    addresses = page.locator(".sources-cited .address")
    assert addresses.count()
    for address in addresses.all():
        assert address.is_visible()
        assert address.inner_text().strip().startswith("https://")


def test_in_the_dark_scheme_it_is_ink_on_paper_too(open_page: OpenPage, shipped_site: Path) -> None:
    page = printed(open_page, shipped_site, "systems/s-400/index.html", scheme="dark")
    pale = page.evaluate(
        """() => [...document.querySelectorAll("article *")].filter(it => it.checkVisibility() && it.innerText)
            .map(it => [getComputedStyle(it).color, it.outerHTML.slice(0, 100)])
            .filter(([colour]) => Math.max(...colour.match(/\\d+/g).slice(0, 3).map(Number)) > 0x66)"""
    )
    assert pale == []
