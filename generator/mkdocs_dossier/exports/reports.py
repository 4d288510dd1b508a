"""Problems in the forms that people, editors and build services read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from mkdocs_dossier.problems import Code, Problem, Severity, explained, in_order, report

FORMATS = ("text", "json", "github", "sarif")
"""The names of the forms."""

_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def formatted(form: str, problems: Iterable[Problem], summary: str) -> str:
    """The problems in one of the `FORMATS`, in order, without a line end behind the last line."""
    return _FORMS[form](in_order(problems), summary)


def _text(problems: tuple[Problem, ...], summary: str) -> str:
    return report(problems, summary)


def _json(problems: tuple[Problem, ...], summary: str) -> str:
    return json.dumps({"problems": [_as_dict(it) for it in problems], "summary": summary}, indent=2, ensure_ascii=False)


def _as_dict(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code.value,
        "severity": problem.severity.value,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.message,
        "remedy": problem.remedy,
        "detail": list(problem.detail),
    }


def _github(problems: tuple[Problem, ...], summary: str) -> str:
    """Workflow commands of GitHub Actions, which show each problem at its line of the change."""
    lines = []
    for it in problems:
        place = f"file={_property(it.place.file)},line={it.place.line},col={it.place.column}"
        text = "\n".join(explained(it))
        lines.append(f"::{it.severity.value} {place},title={_property(it.code.value)}::{_data(text)}")
    return "\n".join([*lines, summary])


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif(problems: tuple[Problem, ...], summary: str) -> str:
    """SARIF 2.1.0 (OASIS), one run; columns count Unicode code points, as the places do."""
    codes = sorted({it.code for it in problems}, key=lambda code: code.value)
    rules = [{"id": code.value, "defaultConfiguration": {"level": _level(code)}} for code in codes]
    results = [
        {
            "ruleId": it.code.value,
            "ruleIndex": codes.index(it.code),
            "level": it.severity.value,
            "message": {"text": "\n".join(explained(it))},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(it.place.file)},
                        "region": {"startLine": it.place.line, "startColumn": it.place.column},
                    }
                }
            ],
        }
        for it in problems
    ]
    run = {
        "tool": {"driver": {"name": "mkdocs-dossier", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"summary": summary},
    }
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _level(code: Code) -> str:
    return "error" if code.severity is Severity.ERROR else "warning"


_FORMS: Mapping[str, Callable[[tuple[Problem, ...], str], str]] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}
