"""Make the pictures of the README from the built site: `python tests/pictures.py SITE FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page

import browser as harness

SIZE = (1280, 860)


def main(site: Path, folder: Path) -> None:
    """Write `system.png`, specifications with the preview of a mark, and `source.png`, the words it leads to."""
    folder.mkdir(parents=True, exist_ok=True)
    with harness.chromium() as browser:
        visit = harness.Visit(browser)
        page = visit.open(site, "systems/s-400/index.html", viewport=SIZE, reduced_motion=True)
        value = page.locator("[id^='s-400--engagement-altitude']").filter(has_text="35 km").first
        value.locator("a.cite").first.hover()
        page.locator(".preview").wait_for()
        _shot(page, folder / "system.png")
        value.locator("a.cite").first.click()
        page.locator(":target").wait_for()
        _shot(page, folder / "source.png")
        visit.end()


def _shot(page: Page, target: Path) -> None:
    page.wait_for_timeout(500)  # the theme's own transitions
    page.screenshot(path=target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
