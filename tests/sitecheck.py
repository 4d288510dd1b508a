"""A judge of a written site: links, anchors, ids, headings, markup, and what any page asks of another host.

It reads the HTML with html5lib, a parser that is not ours and reads as browsers do, and knows nothing of what was meant
to be written. From the command line: `python tests/sitecheck.py site`, which exits 1 when there is something to say.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """Something wrong with one file of the site: its path in the site, the rule it breaks, and what was seen."""

    file: str
    rule: str
    seen: str

    def __str__(self) -> str:
        return f"{self.file}: {self.rule}: {self.seen}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a site's check found and what it went through.

    `foreign` are the links to other hosts that a reader may follow, as (page, address); nothing is loaded from them.
    `counts` says how many pages, links, anchors, loads and ids were looked at, so that nobody trusts an empty walk.
    """

    findings: tuple[Finding, ...]
    foreign: tuple[tuple[str, str], ...]
    counts: dict[str, int]

    def __str__(self) -> str:
        return ", ".join(f"{number} {what}" for what, number in self.counts.items())


@dataclass(slots=True)
class _Page:
    """What one page holds, before anything is looked up outside it."""

    path: str
    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)  # a reader follows these
    loads: list[str] = field(default_factory=list)  # the browser fetches these by itself
    findings: list[Finding] = field(default_factory=list)

    def find(self, rule: str, seen: str) -> None:
        self.findings.append(Finding(self.path, rule, seen))


_LOADING = {
    "audio": ("src",),
    "body": ("background",),
    "button": ("formaction",),
    "embed": ("src",),
    "feimage": ("href", "xlink:href"),
    "form": ("action",),
    "frame": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "longdesc"),
    "input": ("src", "formaction"),
    "object": ("data",),
    "script": ("src", "href", "xlink:href"),
    "source": ("src",),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
# Every other relation of a <link> is taken for one that the browser acts on.
_LINKS_ONLY = frozenset(
    {
        "alternate",
        "author",
        "bookmark",
        "canonical",
        "cite-as",
        "describedby",
        "first",
        "help",
        "item",
        "last",
        "license",
        "me",
        "next",
        "prev",
        "search",
        "self",
        "tag",
        "up",
    }
)
_REFERENCES = (
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-labelledby",
    "aria-owns",
    "for",
    "headers",
    "list",
)
_HEADING = re.compile(r"h[1-6]")
_CSS_ADDRESS = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.I
)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_REFRESH = re.compile(r"""^\s*[\d.]+\s*(?:[;,]\s*(?:url\s*=\s*)?["']?([^"']*?)["']?\s*)?$""", re.I)
# A script asks another host when a call that loads is given its address outright …
_SCRIPT_CALL = re.compile(
    r"""\b(?:fetch|import|importScripts|sendBeacon|open|(?:Shared)?Worker|EventSource|WebSocket|Request)\s*\("""
    r"""\s*(?:["'`][A-Z]+["'`]\s*,\s*)?["'`]((?:https?:|wss?:)?//[^"'`]+)""",
    re.I,
)
_SCRIPT_FROM = re.compile(r"""\b(?:import|from)\s*["']((?:https?:)?//[^"']+)""")
# … and in a script of ours no address of another host has any business, but for the names of namespaces.
_SCRIPT_ADDRESS = re.compile(r"""["'`]((?:https?:|wss?:)?//[\w.-]+\.[a-z]{2,}[^"'`\s]*)""", re.I)
_NAMESPACE = re.compile(r"https?://www\.w3\.org/")
_THEIR_SCRIPTS = "assets/javascripts/"  # Material's own: it holds addresses that it uses only where it is told to


def check(site: Path, *, prefix: str = "/", from_disk: bool = False) -> Report:
    """Judge the site written to the folder `site`; no findings means that every rule of this module holds.

    - Links and loads inside the site lead to a file that exists, and fragments to an id in it, the search index's too.
    - Nothing is loaded from another host, by markup, style sheet or script.
    - Ids are unique, and what names an id (labels, ARIA) names one of the same page.
    - A page has one h1, and no heading skips a level on the way down.
    - The articles of a page (the whole of it, where there is none) have no error of HTML.
    - Only 404.html, which is served for every address, uses addresses from the root, which lies under `prefix`.
    - With `from_disk`, no link leads to a folder: without a server, that shows a listing.
    """
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    names = sorted(name for name in files if name.endswith((".html", ".htm")))
    pages = {page.path: page for page in _read_all(site, names)}
    place = _Place(files, {path: frozenset(page.ids) for path, page in pages.items()}, prefix, from_disk)

    findings: list[Finding] = []
    foreign: list[tuple[str, str]] = []
    counts = Counter({"pages": len(pages), "links": 0, "anchors": 0, "loads": 0, "ids": 0})
    if not pages:
        findings.append(Finding(".", "empty", "there is no page here"))
    for page in pages.values():
        findings += page.findings
        counts["ids"] += page.ids.total()
        counts["links"] += len(page.links)
        counts["loads"] += len(page.loads)
        for address in page.links:
            if _is_foreign(address):
                foreign.append((page.path, address))
            else:
                counts["anchors"] += "#" in address
                findings += (Finding(page.path, rule, seen) for rule, seen in place.faults(page.path, address))
        findings += (
            Finding(page.path, *fault) for address in page.loads for fault in place.load_faults(page.path, address)
        )
    for name in sorted(files):
        findings += (Finding(name, *fault) for fault in _other_file(site, name, place))
    return Report(tuple(sorted(set(findings))), tuple(dict.fromkeys(foreign)), dict(counts))


def _read_all(site: Path, names: list[str]) -> Iterable[_Page]:
    """Every page, read by as many processes as there are processors once there is enough to read."""
    if len(names) < 50:
        return [_read(site, name) for name in names]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(partial(_read, site), names, chunksize=8))


def _read(site: Path, name: str) -> _Page:
    page = _Page(name)
    try:
        text = (site / name).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        page.find("markup", f"is not UTF-8: {error}")
        return page
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    root: Element = parser.parse(text)
    for seen in _errors_in_regions(text, parser.errors):
        page.find("markup", seen)

    titles = [title for title in root.iterfind("head/title") if _text(title)]
    if len(titles) != 1:
        page.find("title", f"has {len(titles)} titles with words in them")
    if not (root.get("lang") or "").strip():
        page.find("language", "does not say its language")
    for element in root.iter():
        _read_element(page, element)
    _read_headings(page, [element for element in root.iter() if _HEADING.fullmatch(_tag(element))])
    _read_references(page, root)
    for written, times in page.ids.items():
        if times > 1:
            page.find("duplicate-id", f"{written!r} stands {times} times")
        if not written or re.search(r"\s", written):
            page.find("bad-id", repr(written))
    return page


def _tag(element: Element) -> str:
    """The element's name in lower case, without the namespace that html5lib gives to SVG and MathML."""
    # A comment's tag is a function.
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _errors_in_regions(text: str, errors: list[tuple[tuple[int, int], str, object]]) -> Iterator[str]:
    """The parser's errors that lie in an article, as `line 3: code`; in the whole text when it has no article."""
    starts = [match.start() for match in re.finditer("<article[ >]", text)]
    first, last = (starts[0], text.rfind("</article>")) if starts else (0, len(text))
    if last < first:
        last = len(text)
    lines = [0, *(match.end() for match in re.finditer("\r\n|\r|\n", text))]
    for (line, column), code, _ in errors:
        # An error at the very end has a line beyond the last.
        offset = lines[min(line, len(lines)) - 1] + column
        if first <= offset <= last:
            yield f"line {line}: {code}"


def _read_element(page: _Page, element: Element) -> None:
    tag = _tag(element)
    given = {_attribute(name): value for name, value in element.attrib.items()}
    if "id" in given:
        page.ids[given["id"]] += 1
    if tag in {"a", "area"}:
        page.links += [given[name] for name in ("href", "xlink:href") if name in given]
        page.loads += given.get("ping", "").split()
    elif tag == "link" and "href" in given:
        relations = set(given.get("rel", "").lower().split())
        if not relations or not relations <= _LINKS_ONLY:
            page.loads.append(given["href"])
        elif not _is_foreign(given["href"]):
            page.links.append(given["href"])
        page.loads += _candidates(given.get("imagesrcset", ""))
    elif tag == "base":
        page.find("base", "a <base> element moves every link of the page")
    elif tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
        match = _REFRESH.match(given.get("content", ""))
        if match is None:
            page.find("refresh", f"cannot be read: {given.get('content', '')!r}")
        elif match[1]:
            # The reader is carried there without asking, so it counts as a load: it must be here.
            page.loads.append(match[1])
    elif tag == "style":
        page.loads += _style_addresses(element.text or "")
    elif tag == "script" and "src" not in given and given.get("type", "") in {"", "module", "text/javascript"}:
        page.loads += _script_addresses(element.text or "", ours=False)
    page.loads += [given[name] for name in _LOADING.get(tag, ()) if name in given]
    page.loads += _candidates(given.get("srcset", ""))
    page.loads += _style_addresses(given.get("style", ""))


def _attribute(name: str) -> str:
    """html5lib writes `xlink:href` as `{http://www.w3.org/1999/xlink}href`."""
    space, _, local = name.rpartition("}")
    return f"xlink:{local}" if space.endswith("xlink") else local.lower()


def _candidates(srcset: str) -> list[str]:
    return [part.split()[0].rstrip(",") for part in re.split(r",\s+|\s,", srcset) if part.strip()]


def _style_addresses(css: str) -> list[str]:
    return ["".join(match) for match in _CSS_ADDRESS.findall(_CSS_COMMENT.sub("", css))]


def _script_addresses(script: str, *, ours: bool) -> list[str]:
    found = [
        *_SCRIPT_CALL.findall(script),
        *_SCRIPT_FROM.findall(script),
        *(_SCRIPT_ADDRESS.findall(script) if ours else ()),
    ]
    return [address for address in dict.fromkeys(found) if not _NAMESPACE.match(address)]


def _read_headings(page: _Page, headings: list[Element]) -> None:
    levels = [int(_tag(heading)[1]) for heading in headings]
    if levels.count(1) != 1:
        page.find("headings", f"has {levels.count(1)} headings of level 1")
    before = 0
    for heading, level in zip(headings, levels, strict=True):
        if level > before + 1:
            page.find("headings", f"{_text(heading)!r} of level {level} follows on level {before}")
        if not _text(heading):
            page.find("headings", f"a heading of level {level} is empty")
        before = level


def _read_references(page: _Page, root: Element) -> None:
    """What names ids of the same page, in the articles; the theme fills some of its own in by script."""
    for region in list(root.iter("article")) or [root]:
        for element in region.iter():
            for name in _REFERENCES:
                for wanted in element.attrib.get(name, "").split():
                    if wanted not in page.ids:
                        page.find("reference", f"{name}={wanted!r} names no id of the page")


def _scheme_and_host(address: str) -> tuple[str, str]:
    """Both empty for an address inside the site, and for one that cannot be read, which `_Place.faults` names."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc


def _is_foreign(address: str) -> bool:
    """Whether an address leaves the site for the web or for a mail or telephone program."""
    scheme, host = _scheme_and_host(address)
    return bool(host) or scheme in {"http", "https", "mailto", "tel"}


@dataclass(frozen=True, slots=True)
class _Place:
    """The site as addresses see it: its files, the ids of its pages, where its root lies, whether a server is there."""

    files: set[str]
    ids: dict[str, frozenset[str]]
    prefix: str
    from_disk: bool

    def load_faults(self, page: str, address: str) -> Iterator[tuple[str, str]]:
        """What is wrong with something that the browser fetches by itself."""
        if _scheme_and_host(address)[0] == "data":
            return
        if _is_foreign(address):
            yield "foreign-load", address
        else:
            yield from self.faults(page, address)

    def faults(self, page: str, address: str) -> Iterator[tuple[str, str]]:
        """What is wrong with a link inside the site, as rule and words."""
        try:
            parts = urlsplit(address.strip())
        except ValueError as error:
            yield "bad-address", f"{address!r}: {error}"
            return
        if parts.scheme:
            yield "bad-address", f"{address!r} is neither of this site nor of the web"
            return
        if re.search(r"\s", address):
            yield "bad-address", f"{address!r} has white space in it"
        path = unquote(parts.path)
        if not path:
            target: str | None = page
        elif path.startswith("/"):
            if page != "404.html":
                yield "from-root", f"{address} breaks where the site does not lie at the root"
            root = f"/{self.prefix.strip('/')}/".replace("//", "/")
            target = self._file(path.removeprefix(root).split("/")) if f"{path}/".startswith(root) else None
        else:
            target = self._file([*page.split("/")[:-1], *path.split("/")])
            if self.from_disk and target is not None and not path.endswith(target.rpartition("/")[2]):
                yield "folder-link", f"{address} shows a listing where no server is"
        if target is None:
            yield "broken-link", address
        elif parts.fragment:
            yield from self._fragment_faults(target, address, parts.fragment)

    def _fragment_faults(self, target: str, address: str, fragment: str) -> Iterator[tuple[str, str]]:
        name = fragment.partition(":~:")[0]  # what follows are words to mark, no id
        if name and target in self.ids and not {name, unquote(name)} & self.ids[target] and name.lower() != "top":
            yield "broken-anchor", f"{address} (no such id in {target})"

    def _file(self, parts: list[str]) -> str | None:
        """The file at a path in the site, index.html where it is a folder; None where there is none inside the site."""
        walked: list[str] = []
        for part in parts:
            if part == ".." and not walked:
                return None
            if part == "..":
                walked.pop()
            elif part not in {"", "."}:
                walked.append(part)
        path = "/".join(walked)
        if path in self.files and parts[-1] not in {"", ".", ".."}:
            return path
        # A server sends "folder" on to "folder/", and relative links of that page would then be right.
        index = f"{path}/index.html".lstrip("/")
        return index if index in self.files else None


def _other_file(site: Path, name: str, place: _Place) -> Iterator[tuple[str, str]]:
    """What is wrong with a style sheet, a script, or the search index."""
    file = site / name
    if name.endswith(".css"):
        for address in _style_addresses(file.read_text(encoding="utf-8")):
            yield from place.load_faults(name, address)
    elif name.endswith((".js", ".mjs")):
        ours = not name.startswith(_THEIR_SCRIPTS)
        for address in _script_addresses(file.read_text(encoding="utf-8"), ours=ours):
            yield "foreign-load", address
    elif name == "search/search_index.json":
        for entry in json.loads(file.read_text(encoding="utf-8"))["docs"]:
            # Locations are relative to the site's root, and an empty one is the root itself.
            yield from place.faults("index.html", entry["location"] or "./")


def main(arguments: list[str] | None = None) -> int:
    """The command line: prints the findings, the links to other hosts and the counts; 1 when there are findings."""
    parser = argparse.ArgumentParser(description="Judge a written site.")
    parser.add_argument("site", type=Path, help="the folder that was written")
    parser.add_argument("--prefix", default="/", help="where the site lies on its host, as 404.html has it")
    parser.add_argument("--from-disk", action="store_true", help="the site is to be read without a server")
    given = parser.parse_args(arguments)
    report = check(given.site, prefix=given.prefix, from_disk=given.from_disk)
    out = sys.stdout
    for finding in report.findings:
        out.write(f"{finding}\n")
    hosts = Counter(_scheme_and_host(address)[1] or address for _, address in report.foreign)
    for host, times in sorted(hosts.items()):
        out.write(f"links to {host}: {times}\n")
    out.write(f"{report}; {len(report.findings)} findings\n")
    return 1 if report.findings else 0


if __name__ == "__main__":
    sys.exit(main())
