"""The browser harness sees what it promises to see: foreign requests, errors, and pages that did not come."""

from __future__ import annotations

import socket
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error

from browser import PHONE, OpenPage, Visit, axe, file_address, screenshot, serve, sideways

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="s.css"><script src="f.js" defer></script></head>
<body><main><h1 id="şırnak">Şırnak</h1><p id="said">not yet</p><a href="a/">on</a>{more}</main></body></html>"""


def made(folder: Path, more: str = "", script: str = "") -> Path:
    """A small site, with `more` in its first page and `script` run there."""
    site = folder / "site"
    files = {
        "index.html": PAGE.format(more=more),
        "a/index.html": PAGE.format(more="").replace('"s.css"', '"../s.css"').replace('"f.js"', '"../f.js"'),
        "404.html": PAGE.format(more="lost").replace('"s.css"', '"/s.css"').replace('"f.js"', '"/f.js"'),
        "s.css": "@media (prefers-color-scheme: dark) { body, a { background: #000; color: #fff } }",
        "f.js": f"document.getElementById('said').textContent = 'done'; {script}",
        "data.csv": "a,b\n",
    }
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    return site


def test_a_sound_page_opens_and_can_be_used(tmp_path: Path, open_page: OpenPage, visit: Visit) -> None:
    page = open_page(made(tmp_path), "#şırnak")
    assert page.locator("#said").inner_text() == "done"
    page.get_by_role("link", name="on").click()
    assert page.url.endswith("/a/")
    assert [request.rpartition("/")[2] for request in visit.requests].count("f.js") >= 1
    assert axe(page) == []
    assert page.viewport_size == {"width": 1280, "height": 900}


def test_without_scripts_nothing_runs(tmp_path: Path, open_page: OpenPage) -> None:
    page = open_page(made(tmp_path), javascript=False)
    assert page.locator("#said").inner_text() == "not yet"
    with pytest.raises(ValueError, match="axe is a script"):
        axe(page)


def test_from_disk_no_server_is_asked(tmp_path: Path, open_page: OpenPage, visit: Visit) -> None:
    page = open_page(made(tmp_path), "index.html#şırnak", from_disk=True)
    assert page.locator("#said").inner_text() == "done"
    assert all(request.startswith("file:///") for request in visit.requests)


def test_the_colour_scheme_and_the_window_are_the_test_s(tmp_path: Path, open_page: OpenPage) -> None:
    site = made(tmp_path, "<div style='width: 400px'>wide</div>")
    dark = open_page(site, scheme="dark", viewport=PHONE)
    assert dark.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    assert dark.evaluate("innerWidth") == 360
    assert sideways(dark) > 0
    assert sideways(open_page(site)) == 0


def test_a_picture_is_written(tmp_path: Path, open_page: OpenPage) -> None:
    target = screenshot(open_page(made(tmp_path)), tmp_path / "pictures" / "home.png")
    assert target.read_bytes().startswith(b"\x89PNG")


def test_axe_finds_what_is_there(tmp_path: Path, open_page: OpenPage) -> None:
    page = open_page(made(tmp_path, "<img src='data:,'><p style='color: #ddd'>pale</p>"), expect=("ERR_",))
    assert sorted(line.partition(" ")[0] for line in axe(page)) == ["color-contrast", "image-alt"]
    assert [line.partition(" ")[0] for line in axe(page, within="p[style]")] == ["color-contrast"]


def test_the_page_for_lost_readers_comes_with_its_status(tmp_path: Path, open_page: OpenPage) -> None:
    assert "lost" in open_page(made(tmp_path), "no/such/page", status=404).locator("main").inner_text()


@pytest.mark.parametrize(
    ("more", "script", "line"),
    [
        ("<img src='http://example.org/i.png' alt=''>", "", "asked another host: http://example.org/i.png"),
        ("<img src='//127.0.0.1:9/i.png' alt=''>", "", "asked another host: http://127.0.0.1:9/i.png"),
        ("<iframe src='http://example.org/' title='x'></iframe>", "", "asked another host: http://example.org/"),
        ("", "fetch('https://example.org/x').catch(() => 0)", "asked another host: https://example.org/x"),
        ("", "navigator.sendBeacon('https://example.org/x')", "asked another host: https://example.org/x"),
        ("", "new WebSocket('ws://example.org/')", "opened a socket: ws://example.org/"),
        ("", "console.error('ours')", "console: ours"),
        ("", "throw new Error('ours')", "exception: "),
        ("", "Promise.reject(new Error('late'))", "exception: "),
        (
            "<img src='gone.png' alt=''>",
            "",
            "console: Failed to load resource: the server",
        ),
        ("<img src='a/' alt=''><img src='data/' alt=''>", "", "console: Failed to load resource"),
    ],
)
def test_each_fault_fails_the_test(tmp_path: Path, browser: Browser, more: str, script: str, line: str) -> None:
    visit = Visit(browser)
    page = visit.open(made(tmp_path, more, script))
    for _ in range(50):
        if not visit.faults:
            page.wait_for_timeout(100)
    with pytest.raises(AssertionError, match="The pages were not sound"):
        visit.end()
    assert any(fault.startswith(line) for fault in visit.faults), visit.faults


def test_a_page_that_does_not_come_fails_the_test(tmp_path: Path, browser: Browser) -> None:
    visit = Visit(browser)
    visit.open(made(tmp_path), "no-such-page", expect=("console",))
    with pytest.raises(AssertionError, match="was answered with 404, not 200"):
        visit.end()


def test_what_is_expected_is_no_fault(tmp_path: Path, browser: Browser) -> None:
    visit = Visit(browser)
    visit.open(made(tmp_path, script="console.error('ours')"), expect=("console: ours",))
    visit.end()
    assert visit.faults == []


def test_no_name_resolves_even_for_a_page_that_is_opened(browser: Browser) -> None:
    page = browser.new_page()
    try:
        with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
            page.goto("http://example.org/")
    finally:
        page.close()


def test_the_server_serves_below_a_path_and_ends(tmp_path: Path) -> None:
    before = threading.active_count()
    with serve(made(tmp_path), "dossier") as root:
        assert root.endswith("/dossier/")
        with urllib.request.urlopen(f"{root}data.csv", timeout=5) as answer:  # noqa: S310 - our own server
            assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        above = root.removesuffix("dossier/")
        for address in (f"{above}index.html", f"{root}gone.html", f"{root}..%2f..%2f..%2fetc%2fpasswd"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(address, timeout=5)  # noqa: S310
        port = int(root.split(":")[2].partition("/")[0])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)
    assert threading.active_count() <= before + 1


def test_the_address_of_a_file_keeps_its_fragment(tmp_path: Path) -> None:
    assert file_address(tmp_path, "a b.html#at-1-2") == tmp_path.resolve().as_uri() + "/a%20b.html#at-1-2"
    assert file_address(tmp_path, "").endswith("/index.html")


def test_where_there_is_no_chromium_the_tests_fail(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are not skipped: a check that did not run has not passed."""
    monkeypatch.setenv("PATH", str(pytester.path))
    here = Path(__file__).parent
    pytester.makeini(f"[pytest]\npythonpath = {here}\nmarkers = browser: x")
    pytester.makeconftest((here / "conftest.py").read_text("utf-8"))
    pytester.makepyfile("def test_it(open_page): pass")
    result = pytester.runpytest_subprocess("-m", "browser")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*RuntimeError: There is no `chromium` here*"])
