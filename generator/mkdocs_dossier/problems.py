"""Problems: what is to be mended in the inputs, as values with a code, a place and a remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where something was written: a file as the curator knows it, and a line and column counted from 1.

    A column counts characters (Unicode code points), not bytes. A place that is a whole file has line 1, column 1.
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Severity(StrEnum):
    """How much a problem weighs: an error stops the build, a warning stops it only under `--strict`."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """Every kind of problem, by the stable name under which the handbook documents it."""

    # files
    FILE_MISSING = "file-missing"
    FILE_NOT_UTF8 = "file-not-utf8"
    FILE_TOO_LARGE = "file-too-large"
    FILE_UNREADABLE = "file-unreadable"
    SHEET_EMPTY = "sheet-empty"
    # YAML
    YAML_SYNTAX = "yaml-syntax"
    YAML_TAB = "yaml-tab"
    YAML_DUPLICATE_KEY = "yaml-duplicate-key"
    YAML_SEVERAL_DOCUMENTS = "yaml-several-documents"
    YAML_ALIAS = "yaml-alias"
    YAML_TAG = "yaml-tag"
    YAML_TOO_DEEP = "yaml-too-deep"
    YAML_KEY = "yaml-key"
    YAML_CUT_BY_COMMENT = "yaml-cut-by-comment"
    YAML_CUT_BY_COMMA = "yaml-cut-by-comma"
    # the form of the fact sheet
    UNKNOWN_SECTION = "unknown-section"
    UNKNOWN_FIELD = "unknown-field"
    MISSING_FIELD = "missing-field"
    WRONG_TYPE = "wrong-type"
    BAD_ID = "bad-id"
    DUPLICATE_ID = "duplicate-id"
    UNKNOWN_REFERENCE = "unknown-reference"
    UNKNOWN_PROPERTY = "unknown-property"
    BAD_DATE = "bad-date"
    BAD_VALUE = "bad-value"
    NO_CITATION = "no-citation"
    NAME_NOT_FOUND = "name-not-found"
    # sources
    SOURCE_MISSING = "source-missing"
    SOURCE_OUTSIDE = "source-outside"
    SOURCE_NOT_UTF8 = "source-not-utf8"
    SOURCE_EMPTY = "source-empty"
    SOURCE_TOO_LARGE = "source-too-large"
    SOURCE_CHANGED = "source-changed"
    SOURCE_UNLOCKED = "source-unlocked"
    FURNITURE_MISSING = "furniture-missing"
    # quotes: the verdicts of the evidence rule
    QUOTE_EMPTY = "quote-empty"
    QUOTE_MISSING = "quote-missing"
    QUOTE_CUT_WORD = "quote-cut-word"
    QUOTE_CUT_NUMBER = "quote-cut-number"
    QUOTE_FURNITURE = "quote-furniture"
    QUOTE_APART = "quote-apart"
    QUOTE_ORDER = "quote-order"
    QUOTE_AMBIGUOUS = "quote-ambiguous"
    QUOTE_GUARD = "quote-guard"
    # hand-written pages
    PROSE_SYNTAX = "prose-syntax"
    PROSE_NOT_SWAPPED = "prose-not-swapped"
    PAGE_COLLISION = "page-collision"

    @property
    def severity(self) -> Severity:
        """What a problem of this code weighs."""
        return Severity.WARNING if self in _WARNINGS else Severity.ERROR


_WARNINGS = frozenset({Code.SOURCE_UNLOCKED})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to be mended.

    `message` is one plain sentence in the curator's words, `remedy` one that says what to do, and `detail` the lines
    that help to see it (the nearest passage with the difference marked, the facts that are hit), without indentation.
    """

    code: Code
    place: Place
    message: str
    remedy: str
    detail: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """What the problem's code weighs."""
        return self.code.severity


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same problems, sorted by place, then code, then message, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.code.value, p.message)))
