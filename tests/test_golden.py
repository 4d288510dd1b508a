"""Golden cases: a small dossier, one change for each case, and exactly what `dossier check` then prints.

A case is a text file in `golden/problems`: YAML that says what is done to the folder `base`, a line of `=`, and the
report. `python tests/test_golden.py` writes the reports anew; the difference to the last ones is then read in git.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_dossier import load, project
from mkdocs_dossier.load import Loaded
from mkdocs_dossier.problems import Code, report

PROBLEMS = Path(__file__).parent / "golden" / "problems"
BASE = PROBLEMS / "base"
CASES = sorted(PROBLEMS.glob("*.txt"))
RULE = "======\n"

ELSEWHERE = {
    Code.PROSE_NOT_SWAPPED: ("test_narrative.py", "PROSE_NOT_SWAPPED"),
}
"""Codes that only a build gives, with the file that tests each and the word by which it does."""


def prepared(case: Path, folder: Path) -> Path:
    """A copy of the base in `folder`, with what the case does to it done.

    `change`: in a file, the words that stand there once and what takes their place. `write`: a file and its text.
    `repeat`: a file, and the words it consists of and how often. `encode`: a file, its encoding and its text. `remove`:
    files and folders. `link`: a link and what it leads to. `pipe`: files that are no files, but pipes.
    """
    shutil.copytree(BASE, folder)
    actions: dict[str, Any] = yaml.safe_load(case.read_text("utf-8").partition(RULE)[0]) or {}
    assert set(actions) <= {"about", "change", "write", "repeat", "encode", "remove", "link", "pipe"}, case.name
    for name, changes in actions.get("change", {}).items():
        text = (folder / name).read_text("utf-8")
        for this, by in changes.items():
            assert text.count(this) == 1, f"{case.name}: {this!r} stands {text.count(this)} times in {name}"
            text = text.replace(this, by)
        (folder / name).write_text(text, "utf-8")
    for name in actions.get("remove", ()):
        shutil.rmtree(folder / name) if (folder / name).is_dir() else (folder / name).unlink()
    texts = {name: text.encode() for name, text in actions.get("write", {}).items()}
    texts |= {name: (words * number).encode() for name, (words, number) in actions.get("repeat", {}).items()}
    texts |= {name: text.encode(encoding) for name, (encoding, text) in actions.get("encode", {}).items()}
    for name, data in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    for name, target in actions.get("link", {}).items():
        (folder / name).symlink_to(target)
    for name in actions.get("pipe", ()):
        os.mkfifo(folder / name)
    return folder


def loaded(folder: Path) -> Loaded:
    found = project.read(folder)
    return load.load(found.sheet, found.root, found.docs)


def printed(folder: Path) -> str:
    """What `dossier check` prints in this folder."""
    found = loaded(folder)
    return report(found.problems, found.summary, found.not_checked) + "\n"


def test_the_base_has_no_problem(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "base")
    assert printed(tmp_path / "base") == "2 sources, 11 facts, 17 citations, all of them found; 0 errors, 0 warnings\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_golden(case: Path, tmp_path: Path) -> None:
    assert printed(prepared(case, tmp_path / "dossier")) == case.read_text("utf-8").partition(RULE)[2]


def test_every_code_has_a_case() -> None:
    reports = "".join(case.read_text("utf-8").partition(RULE)[2] for case in CASES)
    without = {code for code in Code if f" [{code.value}]\n" not in reports}
    assert without == set(ELSEWHERE)
    for file, word in ELSEWHERE.values():
        assert word in (Path(__file__).parent / file).read_text("utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_places_exist(case: Path, tmp_path: Path) -> None:
    folder = prepared(case, tmp_path / "dossier")
    for problem in loaded(folder).problems:
        assert_place_exists(folder, problem.place.file, problem.place.line, problem.place.column)


def assert_place_exists(folder: Path, file: str, line: int, column: int) -> None:
    """The line is one of the file's, the column one of the line's or the one behind it."""
    path = folder / file
    if (line, column) == (1, 1):
        # A whole file, which may be missing.
        return
    lines = path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert 1 <= line <= len(lines), f"{file}:{line}:{column}"
    assert 1 <= column <= len(lines[line - 1]) + 1, f"{file}:{line}:{column}"


def _write() -> None:
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            actions = case.read_text("utf-8").partition(RULE)[0]
            case.write_text(f"{actions}{RULE}{printed(prepared(case, Path(folder) / 'dossier'))}", "utf-8")


if __name__ == "__main__":
    _write()
