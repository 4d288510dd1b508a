"""Audits by other people's tools, too slow for every run: `python tests/audit.py TOOLS [PAGE …]`, as `make audit` does.

The Nu HTML checker reads every page of the shipped dossier and of the one under tests/other, Lighthouse looks at a
shipped page of each kind, or at each PAGE that is named. Exits 1 where something falls short, after a table of all.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import browser as harness

ROOT = Path(__file__).parent.parent
DOSSIERS = {"shipped": ROOT, "other": ROOT / "tests" / "other"}

KINDS = {
    "overview": "index.html",
    "list": "actors/index.html",
    "actor": "actors/chemezov/index.html",
    "mentions": "actors/turkey/mentions/index.html",
    "timeline": "events/index.html",
    "event": "events/rt-interview/index.html",
    "systems": "systems/index.html",
    "system": "systems/s-400/index.html",
    "documents": "documents/index.html",
    "document": "documents/lobbying-contract/index.html",
    "topics": "topics/index.html",
    "topic": "topics/threat-to-nato/index.html",
    "facts table": "facts/index.html",
    "fact": "facts/no-threat/index.html",
    "sources": "sources/index.html",
    "source": "sources/tass-2021-12-09/index.html",
    "disagreements": "disagreements/index.html",
    "corrections": "corrections/index.html",
    "names": "names/index.html",
    "method": "method/index.html",
}
"""A page of each kind of the shipped dossier, by its path."""

FLOORS = {"accessibility": 100, "best-practices": 100, "performance": 95}
"""Lighthouse's categories, and the points that are the least."""

_ROUNDS = 3  # for speed alone: what else the machine does makes a page slower, and never faster than it is
_LIGHTHOUSE = (
    "--quiet",
    "--output=json",
    "--no-enable-error-reporting",
    "--hostname=127.0.0.1",
    f"--only-categories={','.join(FLOORS)}",
)


@dataclass(frozen=True, slots=True)
class Look:
    """What Lighthouse found on one page: its points in each category, and each audit that took some of them."""

    points: Mapping[str, int]
    lost: tuple[str, ...]

    @property
    def short(self) -> tuple[str, ...]:
        """The categories with fewer points than they must have."""
        return tuple(name for name, least in FLOORS.items() if self.points.get(name, 0) < least)


def look(report: Mapping[str, Any]) -> Look:
    """One report of Lighthouse's. ValueError where it could not look at the page."""
    if report.get("runtimeError"):
        raise ValueError(report["runtimeError"].get("message", "Lighthouse could not look at the page"))
    audits = report["audits"]
    lost = [
        f"{name}: {audits[ref['id']]['title']}{': ' * bool(shown)}{shown}"
        for name, category in report["categories"].items()
        for ref in category["auditRefs"]
        if ref["weight"] and audits[ref["id"]]["score"] not in (None, 1)
        for shown in [audits[ref["id"]].get("displayValue", "")]
    ]
    points = {name: round(100 * (it["score"] or 0)) for name, it in report["categories"].items()}
    return Look(points, tuple(lost))


def better(one: Look, other: Look) -> Look:
    """The faster of two looks at one page; a barrier that either of them saw is seen."""
    slow, fast = sorted((one, other), key=lambda it: it.points.get("performance", 0))
    least = {name: min(points, fast.points.get(name, 0)) for name, points in slow.points.items() if name in fast.points}
    barriers = [line for line in slow.lost if not line.startswith("performance")]
    points = {**least, "performance": fast.points.get("performance", 0)}
    return Look(points, tuple(dict.fromkeys((*fast.lost, *barriers))))


def told(report: Mapping[str, Any], folder: Path) -> list[str]:
    """Each message of the Nu HTML checker, an error or a warning, with its file below `folder` and its line."""
    lines = []
    for message in report["messages"]:
        if message["type"] == "info" and message.get("subType") != "warning":
            continue
        file = Path(unquote(urlsplit(message.get("url", "")).path))
        where = file.relative_to(folder) if file.is_relative_to(folder) else file
        lines.append(f"{where}:{message.get('lastLine', '')}: {message['message']}")
    return sorted(lines)


def nu_html_checker(jar: Path, folder: Path) -> list[str]:
    """What the checker has to say of every page below `folder`. RuntimeError where it did not get that far."""
    java = ["java", "-Xss2m", "-jar", str(jar)]  # its parser nests deeply
    options = ["--skip-non-html", "--format", "json", "--exit-zero-always", str(folder)]
    done = subprocess.run([*java, *options], capture_output=True, text=True, timeout=600, check=False)
    if done.returncode or not any(folder.rglob("*.html")):
        raise RuntimeError(f"The Nu HTML checker did not run: {done.stderr or 'there is no page'}")
    return told(json.loads(done.stderr), folder)


def lighthouse(program: Path, address: str, port: int) -> Look:
    """The best of a few looks at a page, in the Chromium that listens at `port`. RuntimeError where there was none."""
    found: Look | None = None
    for _ in range(_ROUNDS):
        command = ["node", str(program), address, f"--port={port}", *_LIGHTHOUSE]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
        try:
            seen = look(json.loads(done.stdout))
        except ValueError as error:
            raise RuntimeError(f"Lighthouse did not run: {done.stderr or error}") from error
        found = better(found, seen) if found else seen
        if found.short != ("performance",):
            break
    assert found
    return found


def _built(folder: Path) -> dict[str, Path]:
    """Both dossiers' sites, built into `folder`."""
    sites = {name: folder / name for name in DOSSIERS}
    for name, site in sites.items():
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(site)]
        done = subprocess.run(command, cwd=DOSSIERS[name], stdin=subprocess.DEVNULL, timeout=300, check=False)
        if done.returncode:
            raise RuntimeError(f"The {name} dossier does not build.")
    return sites


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def _marked(sites: Mapping[str, Path], jar: Path) -> Iterator[str]:
    """Prints what the checker says of each site; gives what is to be mended."""
    for name, site in sites.items():
        lines = nu_html_checker(jar, site)
        print(f"{name}: {len(list(site.rglob('*.html')))} pages, {len(lines)} messages of the Nu HTML checker")
        yield from (f"{name}/{line}" for line in lines)


def _watched(site: Path, program: Path, pages: Mapping[str, str]) -> Iterator[str]:
    """Prints the points of each page; gives what is to be mended."""
    port = _free_port()
    print(f"\n{'':42} {' '.join(f'{name:>14}' for name in FLOORS)}")
    with harness.serve(site, compress=True) as root, harness.chromium(f"--remote-debugging-port={port}"):
        for kind, path in pages.items():
            found = lighthouse(program, root + path, port)
            points = " ".join(f"{found.points.get(name, 0):>14}" for name in FLOORS)
            print(f"{f'{kind} ({path})' if kind != path else path:42} {points}", flush=True)
            for name in found.short:
                yield f"{path}: {found.points.get(name, 0)} of {FLOORS[name]} points for {name}"
                yield from (f"  {line}" for line in found.lost if line.startswith(name))


def main(given: Sequence[str]) -> int:
    """Run the audits; 1 where something is to be mended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tools", type=Path, help="the folder node_modules with lighthouse and vnu-jar")
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="look at these pages of the shipped dossier alone")
    asked = parser.parse_args(given)
    with tempfile.TemporaryDirectory(prefix="audit-") as kept:
        os.environ["TMPDIR"] = kept  # what the tools write goes with it
        sites = _built(Path(kept))
        lines = list(_marked(sites, asked.tools / "vnu-jar/build/dist/vnu.jar"))
        pages = {path: path for path in asked.pages} or KINDS
        lines += _watched(sites["shipped"], asked.tools / "lighthouse/cli/index.js", pages)
    print("", *lines or ["Nothing is to be mended."], sep="\n")
    return bool(lines)


if __name__ == "__main__":
    for needed in ("java", "node"):
        if shutil.which(needed) is None:
            sys.exit(f"There is no `{needed}` here: make audit installs it.")
    sys.exit(main(sys.argv[1:]))
