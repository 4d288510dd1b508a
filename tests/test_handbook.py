"""The handbook and the README held against the code: what they list is all there is, what they show is what is done.

Its pages carry marks in HTML comments, which no reader sees: `fields: Class` before the table of an entry's fields,
`file: path` and `example: …` before a block that is a file. `python tests/test_handbook.py` writes the examples of
problems.md anew from the golden reports.
"""

from __future__ import annotations

import argparse
import dataclasses
import re
import tomllib
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import click
import pytest
from mkdocs.__main__ import cli as mkdocs_cli

from conftest import Build
from mkdocs_dossier import cli, dates, entries, load, prose, quantities
from mkdocs_dossier.entries import Entry
from mkdocs_dossier.exports import reports
from mkdocs_dossier.model import Act, Show, Status
from mkdocs_dossier.problems import Code

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
HANDBOOK = ROOT / "generator" / "handbook"
GOLDEN = Path(__file__).parent / "golden" / "problems"
INDEX, FORMAT, COMMANDS, PROBLEMS = (
    (HANDBOOK / name).read_text(encoding="utf-8") for name in ("index.md", "format.md", "commands.md", "problems.md")
)

NO_GOLDEN_REPORT = {Code.PROSE_NOT_SWAPPED}
"""Codes that only a build of the site gives; `dossier check` prints none of them."""


def marked(page: str, mark: str) -> list[str]:
    """What stands in the blocks of code behind a mark, in order; the mark is a regular expression."""
    return re.findall(rf"<!-- {mark} -->\n\n```\w+\n(.*?)```\n", page, re.DOTALL)


def files(page: str) -> dict[str, str]:
    """The files that a page gives in full, by path."""
    found = re.findall(r"<!-- file: (\S+) -->\n\n```\w+\n(.*?)```\n", page, re.DOTALL)
    return dict(found)


def first_cells(table: str) -> list[str]:
    """What stands in the first cell of each line of a table, without its head."""
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    return [re.split(r"(?<!\\)\|", line)[1].strip() for line in lines[2:]]


def table_after(page: str, mark: str) -> str:
    """The table behind a mark, which stands once."""
    assert page.count(f"<!-- {mark} -->") == 1, f"`{mark}` must mark one table"
    return page.split(f"<!-- {mark} -->\n\n", 1)[1].split("\n\n", 1)[0]


def sections(page: str, level: int) -> dict[str, str]:
    """The text below each heading of one level, by heading; a heading that stands twice is refused."""
    parts = re.split(rf"^{'#' * level} (.+)$", page, flags=re.MULTILINE)[1:]
    titles = parts[::2]
    assert len(titles) == len(set(titles))
    bodies = [re.split(rf"^#{{1,{level}}} ", body, maxsplit=1, flags=re.MULTILINE)[0] for body in parts[1::2]]
    return dict(zip(titles, bodies, strict=True))


def test_every_code_is_explained_and_no_other() -> None:
    assert list(sections(PROBLEMS, 3)) == sorted(sections(PROBLEMS, 3), key=[code.value for code in Code].index)
    assert set(sections(PROBLEMS, 3)) == {code.value for code in Code}


@pytest.mark.parametrize("code", Code)
def test_a_code_has_its_severity_an_example_and_a_remedy(code: Code) -> None:
    text = sections(PROBLEMS, 3)[code.value]
    assert text.startswith(f"\n\n*{code.severity.value.capitalize()}.* ")
    assert len(text.split("```text")[0]) > 40
    assert len(text.split("**To mend it:** ")[1]) > 15
    first, *rest = example(text).splitlines()
    assert re.fullmatch(rf"\S+:\d+:\d+: {code.severity.value}: .+ \[{code.value}\]", first)
    assert sum(line.startswith("  → ") for line in rest) == 1


@pytest.mark.parametrize("code", [code for code in Code if code not in NO_GOLDEN_REPORT])
def test_an_example_is_what_the_tool_prints(code: Code) -> None:
    assert example(sections(PROBLEMS, 3)[code.value]) in printed(code), "python tests/test_handbook.py writes it anew"


def test_the_example_at_the_head_is_what_the_tool_prints() -> None:
    assert example(PROBLEMS) in printed(Code.QUOTE_MISSING)


def example(text: str) -> str:
    """The first block of plain text."""
    return text.split("```text\n")[1].split("\n```")[0]


def printed(code: Code) -> list[str]:
    """Every problem of this code in the golden reports, as printed."""
    texts = [case.read_text(encoding="utf-8").partition("======\n")[2] for case in sorted(GOLDEN.glob("*.txt"))]
    each = [problem for text in texts for problem in text.split("\n\n")]
    return [problem for problem in each if problem.split("\n")[0].endswith(f" [{code.value}]")]


def parsers() -> dict[str, argparse.ArgumentParser]:
    """Each command of `dossier` with its parser."""
    actions = cli._parser()._actions
    commands = next(it for it in actions if isinstance(it, argparse._SubParsersAction))
    return dict(commands.choices)


def test_every_command_is_explained_and_no_other() -> None:
    explained = [title for title in sections(COMMANDS, 2) if title != "Exit statuses"]
    assert explained == ["mkdocs build", "mkdocs serve", *(f"dossier {name}" for name in parsers())]


@pytest.mark.parametrize("name", parsers())
def test_every_option_is_explained_and_no_other(name: str) -> None:
    text = sections(COMMANDS, 2)[f"dossier {name}"]
    options: set[str] = set()
    for action in parsers()[name]._actions:
        options.update([it for it in action.option_strings if it.startswith("--")] or [str(action.metavar)])
    assert set(explained_options(text)) == options


@pytest.mark.parametrize("name", ["build", "serve"])
def test_every_option_of_mkdocs_is_explained_and_no_other(name: str) -> None:
    options = {"--help"}
    for option in mkdocs_cli.commands[name].params:
        assert isinstance(option, click.Option)
        if not option.hidden:
            options.update(it for it in (*option.opts, *option.secondary_opts) if it.startswith("--"))
    assert set(explained_options(sections(COMMANDS, 2)[f"mkdocs {name}"])) == options


def explained_options(text: str) -> Iterator[str]:
    for cell in first_cells(text):
        for code in re.findall(r"`([^`]+)`", cell):
            yield code.split()[0]


def test_every_form_of_the_report_is_named() -> None:
    text = sections(COMMANDS, 2)["dossier check"]
    assert {form for form in reports.FORMATS if f"`{form}`" not in text} == set()


def test_what_is_not_checked_is_told_as_the_handbook_says() -> None:
    shown = next(it for it in COMMANDS.split("```text\n") if ": not-checked: " in it).split("\n```")[0]
    assert f"{shown}\n" in (GOLDEN / "not-checked.txt").read_text(encoding="utf-8")


def test_exit_statuses() -> None:
    stated = first_cells(sections(COMMANDS, 2)["Exit statuses"])
    assert stated == [f"`{status}`" for status in (cli.CLEAN, cli.PROBLEMS, cli.MISUSE)]


def entry_classes(of: type[Entry] = Entry) -> list[type[Entry]]:
    return [it for kind in of.__subclasses__() for it in (kind, *entry_classes(kind))]


def written(kind: type[Entry]) -> dict[str, bool]:
    """The fields that a class of entries declares itself, as a curator writes them, and whether each is needed."""
    if kind is entries.CitationEntry:
        return dict.fromkeys(("supports", "translation"), False)  # the others are `source-id: quote`
    hints = get_type_hints(kind, include_extras=True)
    own = [field for field in dataclasses.fields(kind) if field.name in vars(kind).get("__annotations__", ())]
    return {
        alias(hints[field.name]) or field.name.replace("_", "-"): (
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        )
        for field in own
    }


def alias(hint: Any) -> str | None:
    """The name that pydantic's `Field` gives a field, if it gives one."""
    if get_origin(hint) is Annotated:
        found = next((it.alias for it in get_args(hint)[1:] if getattr(it, "alias", None)), None)
        return found or alias(get_args(hint)[0])
    return None


@pytest.mark.parametrize("kind", entry_classes(), ids=lambda kind: kind.__name__)
def test_every_field_is_explained_and_no_other(kind: type[Entry]) -> None:
    cells = first_cells(table_after(FORMAT, f"fields: {kind.__name__}"))
    explained = {cell.split("`")[1]: cell.endswith("(needed)") for cell in cells}
    assert explained == written(kind)
    assert len(explained) == len(cells)


def test_no_table_of_fields_is_of_another_kind() -> None:
    assert set(re.findall(r"<!-- fields: (\w+) -->", FORMAT)) == {kind.__name__ for kind in entry_classes()}


def test_every_section_is_listed() -> None:
    assert [cell.strip("`") for cell in first_cells(table_after(FORMAT, "fields: Sheet"))] == list(entries.SECTIONS)


def test_every_kind_of_value_is_listed_with_examples_of_it() -> None:
    table = table_after(FORMAT, "kinds")
    assert [cell.strip("`") for cell in first_cells(table)] == list(quantities.KINDS)
    for line in table.splitlines()[2:]:
        kind = line.split("`")[1]
        for text in re.findall(r"`([^`]+)`", line.split("|")[2]):
            assert isinstance(quantities.parse(text, kind), quantities.Quantity), (kind, text)


@pytest.mark.parametrize(("vocabulary", "field"), [(Show, "show"), (Act, "act"), (Status, "status")])
def test_every_word_that_a_field_takes_is_named(vocabulary: type[Show | Act | Status], field: str) -> None:
    (line,) = [line for line in FORMAT.splitlines() if line.startswith(f"| `{field}` ")]
    assert {word.value for word in vocabulary if f"`{word.value}`" not in line} == set()


def test_every_block_is_listed() -> None:
    assert [cell.strip("`") for cell in first_cells(table_after(FORMAT, "blocks"))] == list(prose.BLOCKS)


def test_dates_are_shown_as_the_handbook_says() -> None:
    table = sections(FORMAT, 2)["Dates"]
    rows = [line.split("|")[1:3] for line in table.splitlines() if line.startswith("| `")]
    assert len(rows) == 8
    for edtf, words in rows:
        date = dates.parse(edtf.strip(" `"))
        assert isinstance(date, dates.Date)
        assert dates.display(date) == words.split(";")[0].strip()


@pytest.fixture
def example_dossier(tmp_path: Path) -> Path:
    """The folder of the dossier that the marked examples of format.md make together, one file for each."""
    for number, text in enumerate(marked(FORMAT, "example: sheet"), 1):
        put(tmp_path / f"sources/facts/{number:02}.yml", text)
    for number, text in enumerate(marked(FORMAT, "example: page")):
        put(tmp_path / f"docs/{number or 'index'}.md", text)
    for path, text in files(FORMAT).items():
        put(tmp_path / path, text)
    return tmp_path


@pytest.fixture
def first_dossier(tmp_path: Path) -> Path:
    """The folder of the dossier that index.md makes."""
    for path, text in files(INDEX).items():
        put(tmp_path / path, text)
    put(tmp_path / "sources/articles/lamp.txt", files(FORMAT)["sources/articles/lamp.txt"])
    return tmp_path


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_examples_make_a_dossier_without_problems(example_dossier: Path) -> None:
    loaded = load.load(example_dossier / "sources/facts", example_dossier)
    assert [str(problem.place) + " " + problem.message for problem in loaded.problems] == []
    assert loaded.dossier and loaded.findings
    assert {it.property for it in loaded.findings.disagreements} == {"reach"}
    used = {name for name in entries.SECTIONS if f"\n{name}:\n" in "\n".join(("", *marked(FORMAT, "example: sheet")))}
    assert set(entries.SECTIONS) - used == {"documents"}


def test_the_example_of_a_quote_is_what_the_command_prints(
    example_dossier: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(example_dossier)
    line, expected = example(sections(COMMANDS, 2)["dossier quote"]).split("\n", 1)
    assert cli.main(line.removeprefix("$ dossier ").split()) == cli.CLEAN
    assert capsys.readouterr().out == expected + "\n"


def test_the_first_dossier_is_ten_lines_and_without_problems(
    first_dossier: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(first_dossier)
    assert len((first_dossier / "sources/facts/sheet.yml").read_text(encoding="utf-8").splitlines()) == 10
    assert cli.main(["lock"]) == cli.CLEAN
    assert cli.main(["check", "--strict"]) == cli.CLEAN
    assert "1 source, 1 fact, 2 citations, all of them found; 0 errors, 0 warnings" in capsys.readouterr().out


def test_the_first_dossier_becomes_a_site(
    first_dossier: Path, mkdocs_build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(first_dossier)
    assert cli.main(["lock"]) == cli.CLEAN
    done = mkdocs_build(first_dossier)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The lamp of Skarn" in (first_dossier / "site/index.html").read_text(encoding="utf-8")


def test_links_between_the_pages_lead_somewhere() -> None:
    pages = {path.name: path.read_text(encoding="utf-8") for path in HANDBOOK.glob("*.md")}
    links = [
        (name, *link) for name, text in pages.items() for link in re.findall(r"\]\(([\w./-]*)(?:#([\w-]*))?\)", text)
    ]
    assert len(links) > 20
    for name, path, anchor in links:
        assert not path or path in pages, f"{name} links to {path}"
        if anchor:
            assert anchor in anchors(pages[path or name]), f"{name} links to {path}#{anchor}"


def anchors(page: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_readme_names_every_package_at_run_time_and_no_other() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [cell.strip("`") for cell in first_cells(sections(README, 2)["What it stands on"])]
    assert named == [re.split(r"[<>=]", it)[0] for it in project["dependencies"]]


def test_the_folders_of_the_readme_are_there() -> None:
    folders = [cell.strip("`") for cell in first_cells(sections(README, 2)["How it is built"])]
    assert len(folders) == 8
    assert [it for it in folders if not (ROOT / it).exists()] == []


def test_the_modules_of_the_readme_are_there() -> None:
    steps = re.findall(r"^\d+\. (.+)", sections(README, 2)["How it is built"], re.MULTILINE)
    named = [name for step in steps for name in re.findall(r"`(\w+)`", step)]
    package = ROOT / "generator" / "mkdocs_dossier"
    assert len(steps) == 10
    assert [it for it in named if not (package / it).is_dir() and not (package / f"{it}.py").is_file()] == []


def test_the_corrected_fact_of_the_readme_is_one_of_the_shipped_sheet() -> None:
    before, after = re.findall(r"```yaml\n(.*?)```", sections(README, 2)["How a fact is corrected"], re.DOTALL)
    sheet = (ROOT / "sources/facts/systems.yml").read_text(encoding="utf-8")
    assert after in sheet
    assert before not in sheet
    assert len(before.splitlines()) == 5


def test_the_commands_of_the_readme_are_those_of_the_makefile() -> None:
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(r"(?m)(?:^|`)make ([a-z]+)", README)
    assert {"site", "test"} <= set(named) <= set(targets)


def test_the_links_of_the_readme_lead_somewhere() -> None:
    links = re.findall(r"(?<!!)\[[^\[\]]*\]\(([^)#]+)(?:#([^)]+))?\)", README)
    assert len(links) >= 3
    for path, anchor in links:
        assert (ROOT / path).exists(), path
        assert not anchor or anchor in anchors((ROOT / path).read_text(encoding="utf-8"))


def _write() -> None:
    page = PROBLEMS
    for code in Code:
        found = printed(code)
        if code.value in sections(page, 3) and found:
            old = example(sections(page, 3)[code.value])
            page = page.replace(old, max(found, key=lambda new: SequenceMatcher(None, old, new).ratio()))
    (HANDBOOK / "problems.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    _write()
