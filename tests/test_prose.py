"""prose: what hand-written pages cite, refer to and ask the build to set in, each in its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mkdocs_dossier import load, prose
from mkdocs_dossier.load import Loaded
from mkdocs_dossier.model import Block, Citation, Prose, Reference
from mkdocs_dossier.problems import Code
from test_golden import BASE

CITED = '[@courier-2019-05-05 "The Aurelia sails in June"]'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "dossier")


def loaded(folder: Path, page: bytes) -> tuple[Prose, Loaded]:
    (folder / "docs/more.md").write_bytes(page)
    found = load.load(folder / "sources/facts", folder)
    assert found.dossier is not None
    return next(it for it in found.dossier.prose if it.path == "more.md"), found


def written(page: Prose) -> list[str]:
    return [page.markdown[start:end] for (start, end), _ in page.items]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_spans_are_those_of_the_text_without_front_matter_and_places_those_of_the_file(
    folder: Path, ends: str, start: str
) -> None:
    text = (
        f"{start}---\ntitle: More\n---\n\n# More *or* less #\n\n[[holm]] and [[aurelia|it]]\n{CITED}\n\n::: timeline\n"
    )
    page, found = loaded(folder, text.replace("\n", ends).encode())
    assert found.problems == ()
    assert page.markdown.startswith("# More")
    assert page.title == "More *or* less"
    assert written(page) == ["[[holm]]", "[[aurelia|it]]", CITED, "::: timeline"]
    assert [(it.place.line, it.place.column) for _, it in page.items] == [(7, 1), (7, 14), (8, 1), (10, 5)]


def test_items_are_what_was_written(folder: Path) -> None:
    page, _ = loaded(folder, f"[[ holm | the *head* ]] {CITED}\n\n::: disagreements\n".encode())
    reference, citation, block = (item for _, item in page.items)
    assert isinstance(reference, Reference)
    assert (reference.target, reference.words) == ("holm", "the *head*")
    assert isinstance(citation, Citation)
    assert citation.words == ("The Aurelia sails in June",)
    assert isinstance(block, Block)
    assert block.name == "disagreements"


@pytest.mark.parametrize(
    "page",
    [
        "`[[x]]` and ``[[x]] ` [@x]``",
        "```\n[[x]]\n::: x\n```",
        "~~~~ md\n[[x]]\n```\n[@x]\n~~~~",
        "```\n```",
        "```\n\n[[x]]\n\n```",
        "`[[x]]\n[@x]`",
        "<!-- [[x]]\n[@x] -->",
    ],
)
def test_code_and_comments_are_left_alone(folder: Path, page: str) -> None:
    made, found = loaded(folder, f"# More\n\n{page}\n".encode())
    assert (made.items, found.problems) == ((), ())


@pytest.mark.parametrize("gap", ["\n\n", "\n \t\n", "\n>\n> "])
def test_two_lone_backticks_hide_nothing_between_them(folder: Path, gap: str) -> None:
    _, found = loaded(folder, f"# More\n\n> A ` sign.{gap}[[bogus]] {gap}A ` sign.\n".encode())
    assert [it.message for it in found.problems] == ["There is no entry `bogus`."]


def test_escaped_backticks_hide_nothing(folder: Path) -> None:
    _, found = loaded(folder, rb"A \` sign [[bogus]] and \` another.")
    assert [it.message for it in found.problems] == ["There is no entry `bogus`."]


@pytest.mark.parametrize("fence", ["```", "~~~~ md", "```\n``` md", "````\n```"])
def test_a_fence_without_an_end_is_a_problem_and_hides_nothing(folder: Path, fence: str) -> None:
    page, found = loaded(folder, f"# More\n\n{fence}\n[[bogus]] {CITED}\n".encode())
    first, *_, last = found.problems
    assert (first.code, str(first.place)) == (Code.PROSE_SYNTAX, "docs/more.md:3:1")
    assert f"`{fence.split()[0]}`" in first.remedy
    assert last.message == "There is no entry `bogus`."
    assert written(page) == [CITED]


@pytest.mark.parametrize(
    "page",
    [
        f"| a | {CITED} |\n| --- | --- |\n| {CITED} | b |",
        f"<td title='[x]'>{CITED}</td> {CITED}",
        f'> - {CITED}\n>   [@courier-2019-05-05\n>   "The Aurelia\n>   sails in June"]',
        f'{CITED}[@courier-2019-05-05 "The Aurelia" "sails\n  in June"]',
    ],
)
def test_citations_are_found_in_tables_html_and_block_quotes(folder: Path, page: str) -> None:
    made, found = loaded(folder, page.encode())
    assert found.problems == ()
    assert [type(item) for _, item in made.items] == [Citation, Citation]


def test_a_quotation_mark_inside_the_words_is_escaped(folder: Path) -> None:
    article = folder / "sources/articles/courier-2019-05-05.txt"
    article.write_text(article.read_text("utf-8") + '\nIts name is "Aurelia" now.\n', "utf-8")
    page, _ = loaded(folder, rb'[@courier-2019-05-05 "name is \"Aurelia\" now"]')
    ((_, citation),) = page.items
    assert isinstance(citation, Citation)
    assert citation.words == ('name is "Aurelia" now',)


def test_hidden_files_and_folders_are_no_pages(folder: Path) -> None:
    (folder / "docs/.hidden").mkdir()
    (folder / "docs/.hidden/a.md").write_text("[[x]]", "utf-8")
    (folder / "docs/.b.md").write_text("[[x]]", "utf-8")
    found = load.load(folder / "sources/facts", folder)
    assert found.problems == ()
    assert found.dossier is not None
    assert [page.path for page in found.dossier.prose] == ["index.md"]


def test_every_block_is_known(folder: Path) -> None:
    page, found = loaded(folder, "\n\n".join(f"::: {name}" for name in prose.BLOCKS).encode())
    assert found.problems == ()
    assert [item.name for _, item in page.items if isinstance(item, Block)] == list(prose.BLOCKS)
