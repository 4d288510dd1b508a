"""A real browser for the tests: Debian's Chromium, kept to this machine, and a witness of all that its pages ask for.

Where Chromium is missing the tests fail: a check that did not run has not passed.
"""

from __future__ import annotations

import gzip
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Literal
from urllib.parse import quote, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    WebSocket,
    sync_playwright,
)

Scheme = Literal["light", "dark", "no-preference"]
PHONE = (360, 740)
DESK = (1280, 900)

_SWITCHES = [
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing leaves the machine even where a page asks for it: no name resolves, and no proxy is asked instead.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-proxy-server",
]
_PATIENCE = 10_000  # milliseconds before a step that does not come about fails
_TEXTS = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"})  # pictures are compressed already
_OF_THE_PAGE = frozenset({"about", "blob", "data"})

# WCAG 2.2 AA, which contains the older ones, and axe's own rules of good practice.
_AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}


@contextmanager
def serve(folder: Path, under: str = "/", *, compress: bool = False) -> Iterator[str]:
    """Serve a folder as a static host does, on a free port of this machine; gives the address of its root.

    The root lies at the path `under`. What is not there is answered with status 404 and the folder's 404.html.
    With `compress`, texts go out in gzip's form to whoever takes it.
    """
    root = f"/{under.strip('/')}/".replace("//", "/")
    handler = partial(_Handler, directory=str(folder), root=root, compress=compress)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False  # a connection that the browser keeps open must not hold up the end
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{root}"
        finally:
            server.shutdown()


class _Handler(SimpleHTTPRequestHandler):
    """Quiet; types do not depend on the machine; no listings of folders."""

    protocol_version = "HTTP/1.1"
    timeout = 30
    extensions_map = {  # noqa: RUF012 - the base class declares it so
        "": "application/octet-stream",
        ".bib": "text/plain; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".jsonld": "application/ld+json",
        ".png": "image/png",
        ".ris": "text/plain; charset=utf-8",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
        ".woff2": "font/woff2",
        ".xml": "application/xml",
    }

    def __init__(self, *given: Any, root: str, compress: bool, **named: Any) -> None:
        self._root = root
        self._compress = compress
        super().__init__(*given, **named)

    def send_head(self) -> IO[bytes] | None:  # type: ignore[override]
        path = Path(self.translate_path(urlsplit(self.path).path))
        path = path / "index.html" if path.is_dir() else path
        if not (self._compress and path.suffix in _TEXTS and path.is_file() and self._takes_gzip()):
            return super().send_head()
        body = gzip.compress(path.read_bytes())
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        return BytesIO(body)

    def _takes_gzip(self) -> bool:
        return "gzip" in self.headers.get("Accept-Encoding", "")

    def translate_path(self, path: str) -> str:
        if not path.startswith(self._root):
            return str(Path(self.directory) / "\N{NO-BREAK SPACE}not below the root")
        return super().translate_path("/" + path.removeprefix(self._root))

    def list_directory(self, _: Any) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        lost = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not lost.is_file():
            super().send_error(code, message, explain)
            return
        body = lost.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def chromium(*switches: str) -> Iterator[Browser]:
    """Debian's Chromium, with `switches` of its command line, which ends with the block. RuntimeError where none is."""
    program = shutil.which("chromium")
    if program is None:
        raise RuntimeError("There is no `chromium` here, which the browser tests drive: apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=[*_SWITCHES, *switches], timeout=60_000)
        try:
            yield running
        finally:
            running.close()


@dataclass
class Visit:
    """Pages opened by one test, and all that they asked for.

    `requests` are the addresses that were asked for, in order; `faults` what was wrong, as plain lines: a request to
    another host, an error on the console, an exception in a script, a page that did not come.
    """

    browser: Browser
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _roots: dict[Path, str] = field(default_factory=dict)
    _ends: list[Callable[[], object]] = field(default_factory=list)

    def open(
        self,
        site: Path,
        path: str = "",
        *,
        viewport: tuple[int, int] = DESK,
        scheme: Scheme = "light",
        javascript: bool = True,
        from_disk: bool = False,
        reduced_motion: bool = True,
        status: int = 200,
        expect: tuple[str, ...] = (),
    ) -> Page:
        """A page of the written `site`, loaded, in a browser context of its own; `path` may have a fragment.

        `from_disk` opens the file itself, and `path` names a file then. `status` is the one expected of the answer;
        `expect` are parts of lines that would otherwise be faults.
        """
        context = self.browser.new_context(
            viewport={"width": viewport[0], "height": viewport[1]},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce" if reduced_motion else "no-preference",
            locale="en-GB",
            timezone_id="UTC",
            service_workers="block",
        )
        self._ends.append(context.close)
        context.set_default_timeout(_PATIENCE)
        self._watch(context, expect if status == 200 else (*expect, f"status of {status}"))
        page = context.new_page()
        answer = page.goto(file_address(site, path) if from_disk else self.root(site) + path, wait_until="load")
        if not from_disk and answer is not None and answer.status != status:
            self.faults.append(f"{answer.url} was answered with {answer.status}, not {status}")
        return page

    def root(self, site: Path) -> str:
        """The address of a site's root on this machine; it is served until the visit ends."""
        if site not in self._roots:
            server = serve(site)
            self._roots[site] = server.__enter__()
            self._ends.append(lambda: server.__exit__(None, None, None))
        return self._roots[site]

    def end(self) -> None:
        """Close the pages and stop the servers, and fail when there were faults."""
        while self._ends:
            self._ends.pop()()
        assert not self.faults, "\n".join(["The pages were not sound:", *self.faults])

    def _watch(self, context: BrowserContext, expect: tuple[str, ...]) -> None:
        def fault(line: str) -> None:
            if not any(part in line for part in expect):
                self.faults.append(line)

        def request(asked: Request) -> None:
            self.requests.append(asked.url)
            if not self._is_here(asked.url):
                fault(f"asked another host: {asked.url}")

        def console(message: ConsoleMessage) -> None:
            if message.type in {"error", "assert"}:
                fault(f"console: {message.text} ({message.location.get('url', '')})")

        def exception(error: WebError) -> None:
            fault(f"exception: {error.error}")

        def socket(opened: WebSocket) -> None:
            self.requests.append(opened.url)
            fault(f"opened a socket: {opened.url}")

        context.on("request", request)
        context.on("console", console)
        context.on("weberror", exception)
        context.on("page", lambda page: page.on("websocket", socket))

    def _is_here(self, address: str) -> bool:
        parts = urlsplit(address)
        if parts.scheme in _OF_THE_PAGE or (parts.scheme == "file" and not parts.netloc):
            return True
        return any(parts.netloc == urlsplit(root).netloc for root in self._roots.values())


OpenPage = Callable[..., Page]  # what the fixture `open_page` gives: `Visit.open` of the test's own visit


def file_address(site: Path, path: str) -> str:
    """The `file://` address of a page; a fragment stays one."""
    name, mark, fragment = path.partition("#")
    return (site / (name or "index.html")).resolve().as_uri() + (mark + quote(fragment, safe="%") if mark else "")


def screenshot(page: Page, target: Path, *, whole: bool = True) -> Path:
    """A picture of the page, `whole` or only what the window shows, written to the PNG file `target`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target, full_page=whole, animations="disabled")
    return target


def axe(page: Page, *, within: str | None = None) -> list[str]:
    """What axe finds against WCAG 2.2 AA and good practice, one line a place, in the page or `within` a selector."""
    if not page.evaluate("matchMedia('(scripting: enabled)').matches"):
        raise ValueError("axe is a script, and would wait for ever in a page without scripts")
    found = Axe().run(page, context=within, options=_AXE_OPTIONS).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {' '.join(map(str, node['target']))}: {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"]
    ]


def sideways(page: Page) -> int:
    """How many pixels of the page stick out at the side, which a reader on a phone would have to scroll for."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width
