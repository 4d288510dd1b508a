"""Problems in the forms that people, editors and build services read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from mkdocs_dossier.problems import (
    NOT_CHECKED,
    Code,
    NotChecked,
    Place,
    Problem,
    Severity,
    explained,
    in_order,
    printable,
    report,
)

FORMATS = ("text", "json", "github", "sarif")
"""The names of the forms."""

_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def formatted(form: str, problems: Iterable[Problem], summary: str, not_checked: Iterable[NotChecked] = ()) -> str:
    """The problems in one of the `FORMATS`, in order, and what was not checked; no line end behind the last line."""
    return _FORMS[form](in_order(problems), summary, tuple(sorted(not_checked)))


def _json(problems: tuple[Problem, ...], summary: str, not_checked: tuple[NotChecked, ...]) -> str:
    found = {
        "problems": [_as_dict(it) for it in problems],
        "not_checked": [{**_place(it.place), "message": it.message} for it in not_checked],
        "summary": summary,
    }
    return json.dumps(found, indent=2, ensure_ascii=False)


def _as_dict(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code.value,
        "severity": problem.severity.value,
        **_place(problem.place),
        "message": problem.message,
        "remedy": problem.remedy,
        "detail": list(problem.detail),
    }


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}


def _github(problems: tuple[Problem, ...], summary: str, not_checked: tuple[NotChecked, ...]) -> str:
    """Workflow commands of GitHub Actions, which show each problem at its line of the change."""
    lines = []
    for it in problems:
        text = "\n".join(explained(it))
        lines.append(_command(it.severity.value, it.place, it.code.value, text))
    lines += [_command("notice", it.place, NOT_CHECKED, printable(it.message)) for it in not_checked]
    return "\n".join([*lines, summary])


def _command(name: str, place: Place, title: str, text: str) -> str:
    at = f"file={_property(place.file)},line={place.line},col={place.column}"
    return f"::{name} {at},title={_property(title)}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif(problems: tuple[Problem, ...], summary: str, not_checked: tuple[NotChecked, ...]) -> str:
    """SARIF 2.1.0 (OASIS), one run; columns count Unicode code points, as the places do."""
    codes = sorted({it.code for it in problems}, key=lambda code: code.value)
    rules = [{"id": code.value, "defaultConfiguration": {"level": _level(code)}} for code in codes]
    results = [
        {
            "ruleId": it.code.value,
            "ruleIndex": codes.index(it.code),
            "level": it.severity.value,
            "message": {"text": "\n".join(explained(it))},
            "locations": [_location(it.place)],
        }
        for it in problems
    ]
    if not_checked:
        rules.append({"id": NOT_CHECKED, "defaultConfiguration": {"level": "none"}})
    # "Open": there was too little to decide by.
    results += [
        {
            "ruleId": NOT_CHECKED,
            "ruleIndex": len(codes),
            "kind": "open",
            "level": "none",
            "message": {"text": printable(it.message)},
            "locations": [_location(it.place)],
        }
        for it in not_checked
    ]
    run = {
        "tool": {"driver": {"name": "mkdocs-dossier", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"summary": summary},
    }
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _location(place: Place) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.file)},
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    }


def _level(code: Code) -> str:
    return "error" if code.severity is Severity.ERROR else "warning"


_FORMS: Mapping[str, Callable[[tuple[Problem, ...], str, tuple[NotChecked, ...]], str]] = {
    "text": report,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}
