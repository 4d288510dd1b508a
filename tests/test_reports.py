"""exports/reports: the same problems for people, editors and build services."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from mkdocs_dossier.exports import reports
from mkdocs_dossier.problems import Code, NotChecked, Place, Problem

ERROR = Problem(
    Code.QUOTE_MISSING,
    Place("sources/facts/a,b:c.yml", 7, 3),
    "The words “100% of it” do not stand in `a`.",
    "Write what the source says.",
    ("quote:  100% of it", "source: 99% of it"),
)
WARNING = Problem(Code.SOURCE_UNLOCKED, Place("a.yml", 2, 1), "The source `a` has no `sha256`.", "Run `dossier lock`.")
BLOCK = Problem(
    Code.YAML_CUT_BY_COMMA, Place("z.yml"), "A comma ends the text.", "Put it in a block:", ("x: >-", "  y")
)
HOSTILE = Problem(Code.BAD_ID, Place("z.yml", 9), "`a\n::error::b\x1b[2J` is not an id.", "Write `a`.")
ALL = (HOSTILE, BLOCK, ERROR, WARNING)
SUMMARY = "2 sources, 1 fact; 3 errors, 1 warning"

SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "$schema": {"type": "string", "pattern": "^https://.*sarif-schema-2.1.0.json$"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["unicodeCodePoints", "utf16CodeUnits"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {"type": "object", "required": ["id"]},
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message", "ruleId", "level", "locations"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {"type": "object", "required": ["text"]},
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["physicalLocation"],
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "required": ["artifactLocation", "region"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "required": ["uri"],
                                                        "properties": {
                                                            "uri": {"type": "string", "format": "uri-reference"}
                                                        },
                                                    },
                                                    "region": {
                                                        "required": ["startLine", "startColumn"],
                                                        "properties": {
                                                            "startLine": {"type": "integer", "minimum": 1},
                                                            "startColumn": {"type": "integer", "minimum": 1},
                                                        },
                                                    },
                                                },
                                            }
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}
"""What SARIF 2.1.0 (OASIS) requires of what we write."""


def test_text_is_in_order_and_ends_with_the_summary() -> None:
    assert reports.formatted("text", ALL, SUMMARY) == (
        "a.yml:2:1: warning: The source `a` has no `sha256`. [source-unlocked]\n"
        "  → Run `dossier lock`.\n\n"
        "sources/facts/a,b:c.yml:7:3: error: The words “100% of it” do not stand in `a`. [quote-missing]\n"
        "    quote:  100% of it\n"
        "    source: 99% of it\n"
        "  → Write what the source says.\n\n"
        "z.yml:1:1: error: A comma ends the text. [yaml-cut-by-comma]\n"
        "  → Put it in a block:\n"
        "    x: >-\n"
        "      y\n\n"
        "z.yml:9:1: error: `a⟨U+000A⟩::error::b⟨U+001B⟩[2J` is not an id. [bad-id]\n"
        "  → Write `a`.\n\n" + SUMMARY
    )


def test_json_holds_every_part() -> None:
    read = json.loads(reports.formatted("json", ALL, SUMMARY))
    assert read["summary"] == SUMMARY
    assert [problem["code"] for problem in read["problems"]] == [
        "source-unlocked",
        "quote-missing",
        "yaml-cut-by-comma",
        "bad-id",
    ]
    assert read["problems"][1] == {
        "code": "quote-missing",
        "severity": "error",
        "file": "sources/facts/a,b:c.yml",
        "line": 7,
        "column": 3,
        "message": "The words “100% of it” do not stand in `a`.",
        "remedy": "Write what the source says.",
        "detail": ["quote:  100% of it", "source: 99% of it"],
    }


def test_github_gets_one_command_a_problem_and_escapes() -> None:
    lines = reports.formatted("github", ALL, SUMMARY).split("\n")
    assert lines == [
        "::warning file=a.yml,line=2,col=1,title=source-unlocked::"
        "The source `a` has no `sha256`.%0ARun `dossier lock`.",
        "::error file=sources/facts/a%2Cb%3Ac.yml,line=7,col=3,title=quote-missing::"
        "The words “100%25 of it” do not stand in `a`.%0Aquote:  100%25 of it%0A"
        "source: 99%25 of it%0AWrite what the source says.",
        "::error file=z.yml,line=1,col=1,title=yaml-cut-by-comma::"
        "A comma ends the text.%0APut it in a block:%0Ax: >-%0A  y",
        "::error file=z.yml,line=9,col=1,title=bad-id::`a⟨U+000A⟩::error::b⟨U+001B⟩[2J` is not an id.%0AWrite `a`.",
        SUMMARY,
    ]


@pytest.mark.parametrize("problems", [(), ALL], ids=["none", "some"])
def test_sarif_has_what_the_standard_requires(problems: tuple[Problem, ...]) -> None:
    read: dict[str, Any] = json.loads(reports.formatted("sarif", problems, SUMMARY))
    jsonschema.validate(read, SARIF, cls=jsonschema.Draft202012Validator)
    (run,) = read["runs"]
    assert len(run["results"]) == len(problems)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert {result["ruleId"] for result in run["results"]} == set(rules)
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


def test_sarif_names_files_as_addresses() -> None:
    strange = Problem(Code.BAD_ID, Place("sources/facts/a b%ü#.yml"), "It is no id.", "Write `a`.")
    read = json.loads(reports.formatted("sarif", (strange,), SUMMARY))
    (result,) = read["runs"][0]["results"]
    address = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert address == "sources/facts/a%20b%25%C3%BC%23.yml"


def test_every_format_takes_no_problem() -> None:
    for form in reports.FORMATS:
        assert SUMMARY in reports.formatted(form, (), SUMMARY)


UNCHECKED = (
    NotChecked(Place("s.yml", 9, 15), "`b` is in `tr`,\na language without rules: 100%."),
    NotChecked(Place("s.yml", 2, 15), "`a` is in `tr`."),
)


def test_what_is_not_checked_stands_between_the_problems_and_the_summary() -> None:
    assert reports.formatted("text", (WARNING,), SUMMARY, UNCHECKED) == (
        "a.yml:2:1: warning: The source `a` has no `sha256`. [source-unlocked]\n"
        "  → Run `dossier lock`.\n\n"
        "s.yml:2:15: not-checked: `a` is in `tr`.\n\n"
        "s.yml:9:15: not-checked: `b` is in `tr`,⟨U+000A⟩a language without rules: 100%.\n\n" + SUMMARY
    )
    assert reports.formatted("github", (), SUMMARY, UNCHECKED).split("\n") == [
        "::notice file=s.yml,line=2,col=15,title=not-checked::`a` is in `tr`.",
        "::notice file=s.yml,line=9,col=15,title=not-checked::`b` is in `tr`,⟨U+000A⟩a language without rules: 100%25.",
        SUMMARY,
    ]
    read = json.loads(reports.formatted("json", (WARNING,), SUMMARY, UNCHECKED))
    assert read["not_checked"][0] == {"file": "s.yml", "line": 2, "column": 15, "message": "`a` is in `tr`."}
    assert len(read["problems"]) == 1


def test_to_sarif_it_is_open_and_no_failure() -> None:
    read = json.loads(reports.formatted("sarif", (WARNING,), SUMMARY, UNCHECKED))
    jsonschema.validate(read, SARIF, cls=jsonschema.Draft202012Validator)
    (run,) = read["runs"]
    assert [(it["ruleId"], it.get("kind"), it["level"]) for it in run["results"]] == [
        ("source-unlocked", None, "warning"),
        ("not-checked", "open", "none"),
        ("not-checked", "open", "none"),
    ]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
