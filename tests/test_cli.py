"""cli: the command as a curator runs it, in a copy of the small dossier of the golden cases."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from mkdocs_dossier import cli
from test_golden import BASE

ROOT = Path(__file__).parent.parent
SUMMARY = "2 sources, 11 facts, 17 citations, all of them found; 0 errors, 0 warnings"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the base, in which the command runs."""
    copy = shutil.copytree(BASE, tmp_path / "dossier")
    monkeypatch.chdir(copy)
    return copy


def change(file: Path, this: str, by: str) -> None:
    text = file.read_bytes().decode("utf-8")
    assert text.count(this) == 1
    file.write_bytes(text.replace(this, by).encode("utf-8"))


def test_check_of_a_clean_dossier_exits_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == 0
    assert capsys.readouterr() == (SUMMARY + "\n", "")


def test_check_with_an_error_exits_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder / "sources/facts/ferry.yml", "carries up to 240 passengers", "carries up to 340 passengers")
    assert cli.main(["check"]) == 1
    printed = capsys.readouterr().out
    assert printed.startswith("sources/facts/ferry.yml:48:33: error: The words “carries up to 340 passengers” do not")
    assert "source: carries up to ⟦240⟧ passengers" in printed
    assert printed.endswith("; 1 error, 0 warnings\n")


def test_a_warning_counts_only_under_strict(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = folder / "sources/facts/sources.yml"
    sources.write_text("".join(line for line in sources.open(encoding="utf-8") if "sha256" not in line), "utf-8")
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out.endswith("; 0 errors, 2 warnings\n")
    assert cli.main(["check", "--strict"]) == 1


@pytest.mark.parametrize(
    "arguments", [[], ["chek"], ["check", "--fromat", "json"], ["check", "--format", "xml"], ["quote"]]
)
def test_misuse_exits_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: dossier")


def test_a_missing_sheet_is_a_problem_and_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--sheet", "elsewhere"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("elsewhere:1:1: error: There is no fact sheet `elsewhere`.")
    assert err == ""


def test_a_defect_of_ours_is_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr("mkdocs_dossier.load.load", broken)
    assert cli.main(["check"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "RuntimeError: no such luck" in err
    with pytest.raises(RuntimeError):
        cli.main(["check", "--verbose"])


def test_the_sheet_may_be_one_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [(folder / "sources/facts" / name).read_text("utf-8") for name in ("ferry.yml", "sources.yml")]
    shutil.rmtree(folder / "sources/facts")
    (folder / "sources/facts.yml").write_text("\n".join(texts), "utf-8")
    assert cli.main(["check", "--sheet", "sources/facts.yml"]) == 0
    assert capsys.readouterr().out == SUMMARY + "\n"


# --fix


TYPOGRAPHIC = """\
facts:   # what stands here stays
  - id: plain
    says: The treasurer told it.
    cite:
      - courier-2019-05-05: According to the town's treasurer   # this too
  - id: single
    says: The treasurer told it.
    cite: {courier-2019-05-05: 'According to the town''s treasurer'}

  - id: double
    says:   The treasurer told it.
    cite: {"courier-2019-05-05": "According to the town's treasurer"}
  - id: block
    says: The treasurer told it.
    cite:
      courier-2019-05-05: >-
        According to the
        town's treasurer
  - id: wrong
    says: The treasurer told it.
    cite: {courier-2019-05-05: According to the city's treasurer}
"""


ENDS = pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
BOM = pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["no bom", "bom"])


def fixed_for_good(*files: Path) -> None:
    """Run `--fix` twice; the second run changes nothing and says nothing."""
    cli.main(["check", "--fix"])
    before = [file.read_bytes() for file in files]
    cli.main(["check", "--fix"])
    assert [file.read_bytes() for file in files] == before


@ENDS
@BOM
def test_fix_writes_the_typography_of_the_source_and_nothing_else(
    folder: Path, capsys: pytest.CaptureFixture[str], ends: str, bom: str
) -> None:
    more = folder / "sources/facts/more.yml"
    more.write_bytes((bom + TYPOGRAPHIC.replace("\n", ends)).encode("utf-8"))
    assert cli.main(["check", "--fix"]) == 1
    wanted = (
        TYPOGRAPHIC.replace("According to the town's", "According to the town’s")
        .replace("'According to the town''s treasurer'", "'According to the town’s treasurer'")
        .replace("        town's treasurer\n", "        town’s treasurer\n")
        .replace("\n", ends)
    )
    assert more.read_bytes().decode("utf-8") == bom + wanted
    out, err = capsys.readouterr()
    assert err == "4 quotes now in the source's own typography.\n"
    assert out.endswith("; 1 error, 0 warnings\n")
    fixed_for_good(more)
    assert capsys.readouterr().err == ""


PAGE = """\
---
title: More
---

# More

| a [@courier-2019-05-05 "to the town's treasurer"] |

> It [@courier-2019-05-05 "According
> to the town's treasurer"] is, says [@courier-2019-05-05 "the town's" "treasurer"].
"""


@ENDS
@BOM
def test_fix_writes_into_pages_too(folder: Path, capsys: pytest.CaptureFixture[str], ends: str, bom: str) -> None:
    page = folder / "docs/more.md"
    page.write_bytes((bom + PAGE.replace("\n", ends)).encode("utf-8"))
    assert cli.main(["check", "--fix"]) == 0
    assert page.read_bytes().decode("utf-8") == bom + PAGE.replace("town's", "town’s").replace("\n", ends)
    assert capsys.readouterr().err == "3 quotes now in the source's own typography.\n"
    fixed_for_good(page)
    assert capsys.readouterr().err == ""


def test_fix_mends_each_part_of_a_quote(folder: Path) -> None:
    article = folder / "sources/articles/tide.txt"
    article.write_text("The town’s tide and the yard’s boat – both – are late.\n", "utf-8")
    more = folder / "sources/facts/more.yml"
    more.write_text(
        "sources:\n  tide: {file: tide.txt, title: x}\n"
        "facts:\n  - id: late\n    says: Both are late.\n    cite:\n      tide:\n"
        "        - The town's tide\n        - the yard's boat - both - are late\n",
        "utf-8",
    )
    assert cli.main(["check", "--fix"]) == 0
    assert "- The town’s tide\n        - the yard’s boat – both – are late\n" in more.read_text("utf-8")
    fixed_for_good(more)


def test_what_cannot_be_fixed_is_named_each_time_and_left_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = folder / "sources/facts/more.yml"
    # Two words in the block are one in the source.
    (folder / "sources/articles/tide.txt").write_text("The “high”-tide is late.\n", "utf-8")
    text = (
        "sources:\n  tide: {file: tide.txt, title: x}\n"
        "facts:\n  - id: late\n    says: It is late.\n    cite:\n"
        '      tide: "The \\"high\\"-tide\\\n        \\ is late"\n'
    )
    more.write_text(text, "utf-8")
    for _ in range(2):
        assert cli.main(["check", "--fix"]) == 1
        assert capsys.readouterr().err == (
            "sources/facts/more.yml:7:13: not changed; write it by hand: The “high”-tide is late\n"
        )
    assert more.read_text("utf-8") == text


def test_fix_leaves_a_clean_dossier_as_it_is(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert cli.main(["check", "--fix"]) == 0
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


# lock


def test_lock_adds_and_mends_checksums_and_keeps_all_else(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = folder / "sources/facts/sources.yml"
    text = sources.read_text("utf-8")
    lantern = hashlib.sha256((folder / "sources/articles/lantern-2019-05-03.txt").read_bytes()).hexdigest()
    sources.write_text(text.replace(f"    sha256: {lantern}\n", "    # no lock\n"), "utf-8")
    article = folder / "sources/articles/courier-2019-05-05.txt"
    old = hashlib.sha256(article.read_bytes()).hexdigest()
    article.write_text(article.read_text("utf-8") + "\nMore.\n", "utf-8")
    new = hashlib.sha256(article.read_bytes()).hexdigest()
    assert cli.main(["lock"]) == 0
    assert capsys.readouterr().out == "2 checksums written, 0 already right\n"
    added = f"file: lantern-2019-05-03.txt\n    sha256: {lantern}\n    # no lock\n"
    wanted = text.replace(f"file: lantern-2019-05-03.txt\n    sha256: {lantern}\n", added).replace(old, new)
    assert sources.read_text("utf-8") == wanted
    assert cli.main(["lock"]) == 0
    assert capsys.readouterr().out == "0 checksums written, 2 already right\n"
    assert cli.main(["check"]) == 0


def test_lock_leaves_an_entry_in_braces_alone_and_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = folder / "sources/facts/more.yml"
    written = "sources:\n  tide: {file: tide.txt, title: The tide}\n"
    more.write_text(written, "utf-8")
    (folder / "sources/articles/tide.txt").write_text("The tide is high.\n", "utf-8")
    assert cli.main(["lock"]) == 1
    checksum = hashlib.sha256(b"The tide is high.\n").hexdigest()
    assert f"sources/facts/more.yml:2:16: add `sha256: {checksum}` by hand" in capsys.readouterr().out
    assert more.read_text("utf-8") == written


def test_lock_says_what_keeps_an_article_from_being_locked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "sources/articles/courier-2019-05-05.txt").unlink()
    assert cli.main(["lock"]) == 1
    out = capsys.readouterr().out
    assert "There is no article `courier-2019-05-05.txt`" in out
    assert out.endswith("0 checksums written, 1 already right\n")


def test_a_sheet_that_is_a_link_stays_one(folder: Path) -> None:
    sources = folder / "sources/facts/sources.yml"
    kept = folder / "kept.yml"
    sources.rename(kept)
    sources.symlink_to("../../kept.yml")
    text = kept.read_text("utf-8")
    kept.write_text("\n".join(line for line in text.split("\n") if "sha256:" not in line), "utf-8")
    assert cli.main(["lock"]) == 0
    assert sources.is_symlink()
    assert kept.read_text("utf-8").count("sha256:") == 2


# quote


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["carries up to 240"], ["carries up to 240"]),
        (["240 passengers"], ["240 passengers"]),
        (["THE", "mayor"], ["The mayor"]),
        (["12.5"], ["€12.5 million"]),
        (["well"], ["well-lit"]),
        (["approve the second ferry"], ["not approve the second ferry"]),
        (["ferry", "carries"], ["ferry carries"]),
        (["the town's treasurer"], ["the town’s treasurer"]),
    ],
)
def test_quote_prints_yaml_that_resolves(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], wanted: list[str]
) -> None:
    source = "courier-2019-05-05" if "treasurer" in words[0] else "lantern-2019-05-03"
    assert cli.main(["quote", source, *words]) == 0
    printed = capsys.readouterr().out
    assert [cite[source] for cite in yaml.safe_load(printed)["cite"]] == wanted
    indented = "".join(f"    {line}\n" for line in printed.splitlines())
    more = f"facts:\n  - id: pasted\n    says: It is told.\n    by: holm\n{indented}"
    (folder / "sources/facts/more.yml").write_text(more, "utf-8")
    assert cli.main(["check"]) == 0


def test_quote_of_words_that_stand_in_several_places_gives_one_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["quote", "lantern-2019-05-03", "council"]) == 0
    printed = capsys.readouterr().out
    cites = yaml.safe_load(printed)["cite"]
    assert [cite["lantern-2019-05-03"] for cite in cites] == ["town council", "the council"]
    assert "2 places" in printed


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (
            ["lantern", "the ferry"],
            2,
            "There is no source `lantern`. There are: lantern-2019-05-03, courier-2019-05-05.",
        ),
        (["lantern-2019-05-03", "—"], 1, "holds no letter and no digit"),
        (["lantern-2019-05-03", "Photo: Norrvik"], 1, "only in the furniture"),
        (["courier-2019-05-05", "zeppelins", "overtook", "Copenhagen"], 1, "do not stand in"),
    ],
)
def test_quote_of_what_is_not_there(
    capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, said: str
) -> None:
    assert cli.main(["quote", *arguments]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


# schema


def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ROOT / "sources/schema.json").read_text("utf-8"))
    return loaded


def test_the_shipped_schema_is_the_one_that_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema"]) == 0
    printed = capsys.readouterr().out
    assert (ROOT / "sources/schema.json").read_text("utf-8") == printed
    jsonschema.Draft202012Validator.check_schema(json.loads(printed))


def test_schema_writes_a_file(folder: Path) -> None:
    assert cli.main(["schema", "--output", "schema.json"]) == 0
    assert json.loads((folder / "schema.json").read_text("utf-8")) == schema()


class AsEditors(yaml.CSafeLoader):
    """Reads YAML as editors do, by YAML 1.2: a date is a text, and so are `yes` and `no`."""


AsEditors.yaml_implicit_resolvers = {
    sign: [(tag, form) for tag, form in resolvers if not tag.endswith(("timestamp", "bool"))]
    for sign, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
AsEditors.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))

SHEETS = sorted(path for place in (ROOT / "sources", ROOT / "tests/other", BASE) for path in place.rglob("facts/*.yml"))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_schema_takes_every_sheet_as_an_editor_reads_it(path: Path) -> None:
    read = yaml.load(path.read_text("utf-8"), Loader=AsEditors)  # noqa: S506 - it is a safe loader
    jsonschema.validate(read, schema(), cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "sheet",
    [
        {"sistems": {}},
        {"actors": {"holm": {"nane": "Ada Holm"}}},
        {"actors": {"holm": {"name": ["Ada Holm"]}}},
        {"sources": {"a": {"file": "a.txt"}}},
        {"facts": {"a": {"says": "x"}}},
        {"facts": [{"id": "a", "says": "x", "act": "refusal"}]},
        {"facts": [{"id": "a", "says": "x", "cite": [{"a": {"words": "x"}}]}]},
        {"events": {"a": {"title": "x", "date": {"day": "2019"}}}},
        {"properties": {"a": {"kind": "text", "one": "perhaps"}}},
    ],
)
def test_the_schema_refuses_what_the_command_refuses(sheet: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(sheet, schema(), cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "sheet",
    [
        {
            "sources": {
                "a": {"file": "a.txt", "title": "x", "publisher": "b", "furniture": ["x", {"from": "x", "to": "end"}]}
            }
        },
        {"sources": {"a": {"file": "a.txt", "title": "x", "published": ["..2017"], "furniture": ["x"]}}},
        {"facts": [{"id": "a", "says": "x", "cite": {"a": "x"}, "topic": "t", "via": ["u", "v"]}]},
        {"facts": [{"id": "a", "says": "x", "cite": [{"a": ["x", "y"], "supports": "x", "translation": "y"}, "bare"]}]},
        {
            "events": {
                "a": {"title": "x", "date": 2019},
                "b": {"title": "x", "date": [{"date": "2019", "cite": {"a": "x"}}]},
            }
        },
        {"events": {"a": {"title": "x", "date": ["..2019-05"]}}},
        {
            "systems": {
                "a": {
                    "name": "x",
                    "names": ["y", {"name": "z", "as": "short"}],
                    "values": [{"property": "p", "value": 3}],
                }
            }
        },
        {"systems": {"a": {"name": "x", "values": [{"property": "p", "unknown": True}]}}},
        {"facts": [{"id": "a", "says": "x", "corrected": {"date": "2019", "because": "y"}}]},
    ],
)
def test_the_schema_takes_every_short_form(sheet: dict[str, Any]) -> None:
    jsonschema.validate(sheet, schema(), cls=jsonschema.Draft202012Validator)


def test_a_sheet_elsewhere_is_checked_with_its_own_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Path(__file__).parent / "other"
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check", "--strict", "--sheet", str(other / "sources/facts")]) == 0
    out, err = capsys.readouterr()
    assert err == f"Files are named as seen from {other}.\n"
    monkeypatch.chdir(other)
    assert cli.main(["check", "--strict"]) == 0
    assert capsys.readouterr() == (out, "")


def test_the_command_finds_its_project_from_any_folder_in_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "mkdocs.yml").write_text("site_name: x\nplugins:\n  - dossier:\n      sheet: facts\n")
    (folder / "sources/facts").rename(folder / "facts")
    (folder / "sources/articles").rename(folder / "articles")
    assert cli.main(["check"]) == 0
    assert capsys.readouterr() == (SUMMARY + "\n", "")
    monkeypatch.chdir(folder / "docs")
    assert cli.main(["check"]) == 0
    assert capsys.readouterr() == (SUMMARY + "\n", f"Files are named as seen from {folder.resolve()}.\n")
    assert cli.main(["lock"]) == 0
    assert capsys.readouterr().out == "0 checksums written, 2 already right\n"
    assert cli.main(["check", "--sheet", "../elsewhere"]) == 1
    assert capsys.readouterr().out.startswith("elsewhere:1:1: error: There is no fact sheet `elsewhere`.")


def test_a_dossier_inside_another_project_is_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "mkdocs.yml").write_text("site_name: x\nplugins: [dossier]\n")
    inner = folder / "trial"
    (inner / "sources/facts").mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert cli.main(["check"]) == 1
    out, err = capsys.readouterr()
    assert "sources/facts:1:1: error: The fact sheet `sources/facts` is empty." in out
    assert err == ""


def test_what_was_not_checked_is_told_and_is_no_problem(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder / "sources/facts/sources.yml", "2019-05-05\n    language: en", "2019-05-05\n    language: tr")
    assert cli.main(["check", "--strict"]) == 0
    first, _, last = capsys.readouterr().out.rstrip().split("\n")
    assert first.startswith("sources/facts/sources.yml:26:15: not-checked: `courier-2019-05-05` is in `tr`")
    assert "1 source not checked" in last
    assert last.endswith("0 errors, 0 warnings")
