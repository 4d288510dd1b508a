"""load: whatever is done to a fact sheet, its articles or its pages, it ends with problems in places that exist."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_dossier import load
from mkdocs_dossier.load import Loaded
from mkdocs_dossier.problems import Severity
from test_golden import BASE, assert_place_exists

ROOT = Path(__file__).parent.parent
SIGNS = "\t #:-'\"[]{}|>&*!%@`,?~\\\n0a’“€\u0130\u202e\x07\ufeff"
TYPES = ("x", "[x, y]", "{x: y}", "~", "''", "|", "- x", "2017", "[[x]]", "{x: {y: z}}")
PROSE = ("[[", "]]", "[@", "]", '"', "`", "```\n", "<!--", "-->", "|", "\\", "::: ", ":::", "\n> ", "[[holm]]", "~~~\n")


def mutated(text: str, random_: random.Random) -> str:
    """The text with one to four accidents: lines lost, doubled or exchanged, signs changed, values of another form."""
    for _ in range(random_.randint(1, 4)):
        lines = text.split("\n")
        at, other = random_.randrange(len(lines)), random_.randrange(len(lines))
        match random_.randrange(7):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                line = lines[at]
                sign = random_.randrange(len(line) + 1)
                lines[at] = line[:sign] + random_.choice(SIGNS) + line[sign + random_.randint(0, 1) :]
            case 4 if ":" in lines[at]:
                lines[at] = f"{lines[at].split(':', 1)[0]}: {random_.choice(TYPES)}"
            case 5:
                lines[at] = " " * random_.randint(0, 8) + lines[at].lstrip()
            case _:
                lines[at] = lines[at].split(":", 1)[0] + ":"
        text = "\n".join(lines)
    return text


def sound(folder: Path) -> Loaded:
    """The dossier in this folder, loaded twice with the same result, every problem in a place that exists."""
    sheet = folder / "sources" / "facts"
    loaded = load.load(sheet, folder)
    again = load.load(sheet, folder)
    assert (loaded.problems, loaded.summary) == (again.problems, again.summary)
    assert loaded.dossier == again.dossier
    errors = sum(1 for problem in loaded.problems if problem.severity is Severity.ERROR)
    assert f"; {errors:,} error" in loaded.summary
    for problem in loaded.problems:
        assert_place_exists(folder, problem.place.file, problem.place.line, problem.place.column)
        assert problem.message.endswith("."), problem
        assert problem.message[:1] in "“`" or problem.message[:1].isupper() or problem.message[:1].isdigit(), problem
        assert problem.remedy.strip(), problem
    if loaded.dossier is not None:
        keys = [fact.key for fact in loaded.dossier.facts]
        assert len(keys) == len(set(keys))
    return loaded


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(BASE, tmp_path_factory.mktemp("load") / "base")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("load") / "shipped"
    for name in ("docs", "sources"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@settings(max_examples=150)
@given(random_=st.randoms(use_true_random=False))
def test_any_change_to_the_sheet_ends_with_problems(base: Path, random_: random.Random) -> None:
    file = random_.choice(sorted((base / "sources" / "facts").iterdir()))
    text = file.read_text("utf-8")
    try:
        file.write_text(mutated(text, random_), "utf-8")
        sound(base)
    finally:
        file.write_text(text, "utf-8")


@settings(max_examples=25)
@given(random_=st.randoms(use_true_random=False))
def test_any_change_to_the_shipped_sheet_ends_with_problems(shipped: Path, random_: random.Random) -> None:
    file = random_.choice(sorted((shipped / "sources" / "facts").iterdir()))
    text = file.read_text("utf-8")
    try:
        file.write_text(mutated(text, random_), "utf-8")
        sound(shipped)
    finally:
        file.write_text(text, "utf-8")


@settings(max_examples=150)
@given(random_=st.randoms(use_true_random=False))
def test_any_change_to_a_page_ends_with_problems(base: Path, random_: random.Random) -> None:
    page = base / "docs" / "index.md"
    text = page.read_text("utf-8")
    changed = text
    for _ in range(random_.randint(1, 6)):
        at = random_.randrange(len(changed) + 1)
        changed = changed[:at] + random_.choice((*PROSE, *SIGNS)) + changed[at + random_.randint(0, 3) :]
    try:
        page.write_text(changed, "utf-8")
        sound(base)
    finally:
        page.write_text(text, "utf-8")


@settings(max_examples=100)
@given(random_=st.randoms(use_true_random=False))
def test_any_change_to_an_article_ends_with_problems(base: Path, random_: random.Random) -> None:
    file = random_.choice(sorted((base / "sources" / "articles").iterdir()))
    text = file.read_text("utf-8")
    try:
        file.write_text(mutated(text, random_), "utf-8")
        loaded = sound(base)
    finally:
        file.write_text(text, "utf-8")
    assert [problem.code.value for problem in loaded.problems if problem.code.value.startswith("quote-")] == []


@settings(max_examples=60)
@given(data=st.binary(max_size=400))
def test_any_bytes_in_any_place_end_with_problems(base: Path, data: bytes) -> None:
    for place in ("sources/facts/more.yml", "docs/more.md", "sources/articles/courier-2019-05-05.txt"):
        file = base / place
        before = file.read_bytes() if file.exists() else None
        try:
            file.write_bytes(data)
            loaded = load.load(base / "sources" / "facts", base)
            assert loaded.summary
        finally:
            if before is None:
                file.unlink()
            else:
                file.write_bytes(before)


@pytest.mark.parametrize("name", ["MORE.YML", "More.Yaml", "more.yaml"])
def test_a_file_of_the_sheet_may_be_written_in_capitals(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(BASE, tmp_path / "dossier")
    (folder / "sources/facts" / name).write_text("actors:\n  nobody: {nmae: Nobody}\n", "utf-8")
    found = load.load(folder / "sources/facts", folder)
    assert {it.place.file for it in found.problems} == {f"sources/facts/{name}"}
