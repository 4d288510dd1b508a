"""project: what `mkdocs.yml` says of the dossier, read as MkDocs reads it, and the files it would build."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import InclusionLevel, get_files

from mkdocs_dossier import project
from mkdocs_dossier.project import Docs

CONFIGS = {
    "nothing said": "site_name: x\nplugins: [dossier]\n",
    "an option": "site_name: x\nplugins:\n  - search\n  - dossier:\n      sheet: other/sheet.yml\n",
    "a group of plugins": "site_name: x\nplugins: {search: {}, dossier: {sheet: other}}\n",
    "other folder": "site_name: x\nplugins: [dossier]\ndocs_dir: pages\n",
    "a variable": "site_name: x\nplugins: [dossier]\ndocs_dir: !ENV PAGES\n",
    "a variable that is not set": "site_name: x\nplugins: [dossier]\ndocs_dir: !ENV [NOT_SET, PAGES, docs]\n",
    "nothing set": "site_name: x\nplugins:\n  - dossier: {sheet: !ENV [NOT_SET, sheets]}\n",
    "a name in Python": (
        "site_name: x\nplugins: [dossier]\ndocs_dir: pages\nmarkdown_extensions:\n"
        "  - toc: {slugify: !!python/name:markdown.extensions.toc.slugify_unicode }\n"
    ),
    "an alias": "site_name: &x x\nsite_author: *x\nplugins: [{dossier: {sheet: other}}]\ndocs_dir: pages\n",
    "inherited": "INHERIT: base.yml\nsite_name: x\n",
    "inherited, and a list": "INHERIT: base.yml\nsite_name: x\nplugins: [dossier]\n",
    "inherited by a group": "INHERIT: group.yml\nsite_name: x\nplugins: {dossier: {}}\n",
    "in Windows": "\ufeffsite_name: x\r\nplugins:\r\n  - dossier:\r\n      sheet: other\r\n",
    "left out": (
        "site_name: x\nplugins: [dossier]\ndraft_docs: late*\n"
        "exclude_docs: |\n  *.txt\n  !keep.txt\n  !.well-known\n  /sub/\n"
    ),
}

LEFT_OUT = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)

FILES = (
    "index.md",
    "a.txt",
    "keep.txt",
    "sub/a.md",
    "late.md",
    ".hidden/a.md",
    ".well-known/x",
    "templates/a.md",
    "b/c.md",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAGES", "pages")
    for docs in ("docs", "pages"):
        for path in FILES:
            (tmp_path / docs / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / docs / path).touch()
    (tmp_path / "base.yml").write_text("docs_dir: pages\nplugins: [{dossier: {sheet: base}}]\nexclude_docs: b/\n")
    (tmp_path / "group.yml").write_text("plugins: {dossier: {sheet: group}}\n")
    return tmp_path


@pytest.mark.parametrize("name", CONFIGS)
def test_the_command_reads_what_mkdocs_reads(folder: Path, name: str) -> None:
    (folder / "mkdocs.yml").write_bytes(CONFIGS[name].encode())
    config = load_config(str(folder / "mkdocs.yml"))
    found = project.read(folder)
    assert found.sheet == folder / config.plugins["dossier"].config["sheet"]
    assert str(found.docs.folder) == config.docs_dir
    built = [file.src_uri for file in get_files(config) if file.inclusion not in LEFT_OUT]
    assert sorted(project.files(Path(config.docs_dir), found.docs)) == sorted(built)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "just text",
        "[a",
        "plugins: dossier",
        "plugins: [dossier: sheet]",
        "docs_dir: [a",
        "\x00",
        "exclude_docs: [a]",
    ],
)
def test_what_cannot_be_read_is_as_by_default(folder: Path, text: str) -> None:
    (folder / "mkdocs.yml").write_text(text)
    found = project.read(folder)
    assert (found.sheet, found.docs.folder) == (folder / "sources/facts", folder / "docs")


def test_bytes_that_are_no_text_and_files_that_inherit_in_a_circle(folder: Path) -> None:
    (folder / "mkdocs.yml").write_bytes(b"\xff")
    assert project.read(folder).sheet == folder / project.SHEET
    (folder / "mkdocs.yml").write_text("INHERIT: mkdocs.yml\n")
    assert project.read(folder).sheet == folder / project.SHEET


def test_without_a_file_of_mkdocs_nothing_is_named(tmp_path: Path) -> None:
    assert project.read(tmp_path).docs == Docs()
    assert project.around(tmp_path / "a" / "b") is None
    (tmp_path / "mkdocs.yaml").touch()
    assert project.around(tmp_path / "a" / "b") == tmp_path


def test_links_that_lead_round_have_an_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.md").touch()
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    assert list(project.files(tmp_path, Docs())) == ["a/x.md"]
