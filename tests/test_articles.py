"""articles: a file and a line are found by how they read, not by which characters make them up."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest

from mkdocs_dossier import load
from mkdocs_dossier.load import Loaded
from mkdocs_dossier.problems import Code
from test_golden import BASE

COMPOSED = unicodedata.normalize("NFC", "Göteborg-é.txt")
APART = unicodedata.normalize("NFD", COMPOSED)
ARTICLE = "The harbour of Göteborg is open.\n\nPhoto:  Gösta\u00ad\u00a0Lind\n"


def loaded(tmp_path: Path, named: str, stored: str, *others: str, furniture: str = "[]") -> Loaded:
    """The base with an article that is `named` in the sheet and stored as that file, and with others of other words."""
    folder = shutil.copytree(BASE, tmp_path / "dossier")
    for name, text in {**dict.fromkeys(others, "Other words."), stored: ARTICLE}.items():
        (folder / "sources/articles" / name).parent.mkdir(exist_ok=True)
        (folder / "sources/articles" / name).write_text(text, "utf-8")
    (folder / "sources/facts/more.yml").write_text(
        f"sources:\n  harbour:\n    file: {named}\n    title: x\n    furniture: {furniture}\n", "utf-8"
    )
    return load.load(folder / "sources/facts", folder)


@pytest.mark.parametrize(("named", "stored"), [(COMPOSED, APART), (APART, COMPOSED), (f"öl/{APART}", f"öl/{COMPOSED}")])
def test_a_file_is_found_whichever_characters_its_name_is_made_of(tmp_path: Path, named: str, stored: str) -> None:
    found = loaded(tmp_path, named, stored)
    assert [it.code for it in found.problems] == [Code.SOURCE_UNLOCKED]
    assert found.dossier is not None
    assert found.dossier.sources["harbour"].file == f"sources/articles/{stored}"


def test_the_very_name_comes_first(tmp_path: Path) -> None:
    found = loaded(tmp_path, APART, APART, COMPOSED)
    assert found.dossier is not None
    assert found.dossier.sources["harbour"].text == ARTICLE


@pytest.mark.parametrize("name", [f"../{COMPOSED}", f"x/../{COMPOSED}", "x" * 300, "/" + COMPOSED])
def test_a_name_that_leads_nowhere_is_a_problem(tmp_path: Path, name: str) -> None:
    codes = {it.code for it in loaded(tmp_path, name, APART).problems}
    assert codes <= {Code.SOURCE_MISSING, Code.SOURCE_OUTSIDE, Code.SOURCE_UNLOCKED}
    assert codes


@pytest.mark.parametrize(
    "line",
    [
        unicodedata.normalize("NFD", "Photo: Gösta Lind"),
        "Photo: Gösta Lind",
        {"first": "Photo: Gösta Lind"},
        {"from": "Photo: Gösta Lind", "to": "end"},
        {"from": "The harbour of Göteborg is open.", "to": "Photo: Gösta Lind"},
    ],
)
def test_a_line_is_furniture_whatever_does_not_print_in_it(tmp_path: Path, line: str | dict[str, str]) -> None:
    fields = {"line": line} if isinstance(line, str) else line
    furniture = "[{" + ", ".join(f'{key}: "{words}"' for key, words in fields.items()) + "}]"
    found = loaded(tmp_path, "x.txt", "x.txt", furniture=furniture)
    assert [it.code for it in found.problems if it.code is not Code.SOURCE_EMPTY] == [Code.SOURCE_UNLOCKED]
