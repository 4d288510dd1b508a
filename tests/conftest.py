"""What tests share: the shipped dossier, built once, as a copy to break, and in a real browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser

import browser as harness

ROOT = Path(__file__).parent.parent
_MOMENT = "1764547200"  # 2025-12-01: some day that is not today, so that a date of the build is seen where it shows

# How fast a machine is says nothing about the code, and what passed must pass again: the examples stay the same.
hypothesis.settings.register_profile("project", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("project")

Build = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for the browser bears the mark `browser`, whether or not its writer thought of it."""
    for item in items:
        if {"browser", "visit", "open_page"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def mkdocs_build() -> Build:
    """`mkdocs_build(folder, target=None, *options)`: run `mkdocs build --strict` and give the finished process.

    It is the command that a publisher runs on the dossier in `folder`, at a fixed moment; without a `target` it writes
    where mkdocs.yml says. The caller looks at `returncode`, `stdout` and `stderr`.
    """

    def build(folder: Path, target: Path | None = None, *options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(folder / "mkdocs.yml")]
        into = ["-d", str(target)] if target else []
        return subprocess.run(
            [*command, *into, *options],
            cwd=folder,
            env={**os.environ, "SOURCE_DATE_EPOCH": _MOMENT, "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    return build


@pytest.fixture(scope="session")
def shipped_site(mkdocs_build: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the repository's own dossier was built, once for the whole run. Tests only read it."""
    target = tmp_path_factory.mktemp("shipped") / "site"
    done = mkdocs_build(ROOT, target)
    if done.returncode != 0:
        pytest.fail(f"The shipped dossier does not build.\n{done.stdout}{done.stderr}", pytrace=False)
    return target


@pytest.fixture(scope="session")
def other_site(mkdocs_build: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the invented dossier was built, without a warning. Tests only read it."""
    target = tmp_path_factory.mktemp("other") / "site"
    done = mkdocs_build(ROOT / "tests" / "other", target)
    if done.returncode != 0 or re.search("^WARNING", done.stderr, re.MULTILINE):
        pytest.fail(f"The other dossier does not build without a warning.\n{done.stdout}{done.stderr}", pytrace=False)
    return target


@pytest.fixture
def dossier_copy(tmp_path: Path) -> Path:
    """A folder with the shipped dossier's own files (mkdocs.yml, docs, sources), for a test to change or break."""
    folder = tmp_path / "dossier"
    folder.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("docs", "sources"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, started once for the whole run."""
    with harness.chromium() as running:
        yield running


@pytest.fixture
def visit(browser: Browser) -> Iterator[harness.Visit]:
    """What `open_page` opens through: its `requests` can be read, and its `faults` fail the test at the end."""
    begun = harness.Visit(browser)
    yield begun
    begun.end()


@pytest.fixture
def open_page(visit: harness.Visit) -> harness.OpenPage:
    """`open_page(site, path="", *, viewport, scheme, javascript, from_disk, …)`: see `browser.Visit.open`."""
    return visit.open
