"""Problems: what is to be mended in the inputs, as values with a code, a place and a remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rapidfuzz import fuzz, process


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
    NO_VALUE = "no-value"
    WRONG_TYPE = "wrong-type"
    UNKNOWN_CHOICE = "unknown-choice"
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
    # a verified quote is not yet a verified fact
    NUMBER_NOT_QUOTED = "number-not-quoted"
    VALUE_NOT_QUOTED = "value-not-quoted"
    QUALIFIER_LOST = "qualifier-lost"
    PROPERTY_NOT_QUOTED = "property-not-quoted"
    NAME_NOT_QUOTED = "name-not-quoted"
    NEGATION_DIFFERS = "negation-differs"
    HEDGE_LOST = "hedge-lost"
    NAMES_TURNED = "names-turned"
    READ_OTHERWISE = "read-otherwise"
    VERB_EXCHANGED = "verb-exchanged"
    OPPOSITE_SAID = "opposite-said"
    NUMBERS_TURNED = "numbers-turned"
    POSITION_ELSEWHERE = "position-elsewhere"
    DATE_NOT_QUOTED = "date-not-quoted"
    PRINTED_NOT_QUOTED = "printed-not-quoted"
    WEEKDAY_WRONG = "weekday-wrong"
    EVENT_NOT_PAST = "event-not-past"
    EVENT_NOT_AHEAD = "event-not-ahead"
    EVENT_ORDER = "event-order"
    CHANGE_ORDER = "change-order"
    SPEAKER_NOT_NAMED = "speaker-not-named"
    SPEAKER_MISSING = "speaker-missing"
    HAND_NOT_NAMED = "hand-not-named"
    NOT_AT_EVENT = "not-at-event"
    RELATION_NOT_QUOTED = "relation-not-quoted"
    RELATION_TURNED = "relation-turned"
    INFERRED_UNUSED = "inferred-unused"
    SENTENCES_OPEN = "sentences-open"
    SHOWN_TOO_MUCH = "shown-too-much"
    ACCEPTED_NOTHING = "accepted-nothing"
    EXPLAINS_NOTHING = "explains-nothing"
    # hand-written pages
    PROSE_SYNTAX = "prose-syntax"
    PROSE_NOT_CITED = "prose-not-cited"
    PROSE_NOT_SWAPPED = "prose-not-swapped"
    PAGE_COLLISION = "page-collision"
    PAGE_NOT_READ = "page-not-read"
    PAGE_MISSING = "page-missing"

    @property
    def severity(self) -> Severity:
        """What a problem of this code weighs."""
        return Severity.WARNING if self in _WARNINGS else Severity.ERROR


_WARNINGS = frozenset(
    {
        Code.SOURCE_UNLOCKED,
        Code.QUALIFIER_LOST,
        Code.PROPERTY_NOT_QUOTED,
        Code.NEGATION_DIFFERS,
        Code.HEDGE_LOST,
        Code.NAMES_TURNED,
        Code.READ_OTHERWISE,
        Code.VERB_EXCHANGED,
        Code.OPPOSITE_SAID,
        Code.NUMBERS_TURNED,
        Code.POSITION_ELSEWHERE,
        Code.EVENT_NOT_PAST,
        Code.EVENT_NOT_AHEAD,
        Code.SPEAKER_NOT_NAMED,
        Code.SPEAKER_MISSING,
        Code.HAND_NOT_NAMED,
        Code.NOT_AT_EVENT,
        Code.RELATION_NOT_QUOTED,
        Code.RELATION_TURNED,
        Code.SENTENCES_OPEN,
        Code.SHOWN_TOO_MUCH,
        Code.PROSE_NOT_CITED,
    }
)


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


NOT_CHECKED = "not-checked"
"""The word for what no check had rules for, in the place of a severity."""


@dataclass(frozen=True, order=True, slots=True)
class NotChecked:
    """What no check had rules for, told where it was written: neither a problem nor silence."""

    place: Place
    message: str


def likely(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like one that is not known, if any is like enough to be what was meant."""
    found = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return None if found is None else str(found[0])


_LIKE = 65


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same problems, sorted by place, then code, then message, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.code.value, p.message)))


def tally(*, sources: int, facts: int, citations: int, found: int, not_checked: int) -> str:
    """What was checked, in numbers.

    `citations` were written and `found` of them resolved; `not_checked` sources are in a language without rules.
    """
    parts = [
        counted(sources, "source"),
        counted(facts, "fact"),
        counted(citations, "citation"),
        f"{found:,} of them found" if found != citations else "all of them found" if citations else "none to find",
    ]
    if not_checked:
        parts.append(f"{counted(not_checked, 'source')} not checked for guard words (no rules for the language)")
    return ", ".join(parts)


def summed_up(what: str, problems: Iterable[Problem]) -> str:
    """The last line of every run: what was checked, and how many errors and warnings there are."""
    severities = [problem.severity for problem in problems]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    return f"{what}; {counted(errors, 'error')}, {counted(warnings, 'warning')}"


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural where it must be."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def listed(names: Iterable[str]) -> str:
    """Names as they are written in the sheet, one after another."""
    return ", ".join(f"`{name}`" for name in names)


def capital(phrase: str) -> str:
    """A phrase as the beginning of a sentence."""
    return phrase[:1].upper() + phrase[1:]


def known_as(path: Path, root: Path) -> str:
    """A file or folder as the curator knows it: seen from `root`, if it is below that."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def report(problems: Iterable[Problem], summary: str, not_checked: Iterable[NotChecked] = ()) -> str:
    """The problems as a curator reads them, one after another in order, then what was not checked, then the summary."""
    told = [*(as_text(problem) for problem in in_order(problems)), *(_not_checked(it) for it in sorted(not_checked))]
    return "\n".join([*(f"{it}\n" for it in told), summary])


def _not_checked(it: NotChecked) -> str:
    return f"{it.place}: {NOT_CHECKED}: {printable(it.message)}"


def as_text(problem: Problem) -> str:
    """One problem: its place and message on the first line, then what helps to see it, then the remedy."""
    first, *rest = explained(problem)
    lines = [f"{problem.place}: {problem.severity.value}: {first} [{problem.code.value}]"]
    remedy = 0 if problem.remedy.endswith(":") else len(rest) - 1
    lines += [f"  → {line}" if number == remedy else f"    {line}" for number, line in enumerate(rest)]
    return "\n".join(lines)


def explained(problem: Problem) -> tuple[str, ...]:
    """The message, the details and the remedy, a line each; a remedy that ends with a colon announces the details.

    Characters that move the cursor or turn the line round are written as their codes: the words of a problem may come
    out of a hostile text.
    """
    order = (problem.remedy, *problem.detail) if problem.remedy.endswith(":") else (*problem.detail, problem.remedy)
    return tuple(map(printable, (problem.message, *order)))


def printable(line: str) -> str:
    """The line with codes for the characters that move the cursor or turn the line round."""
    return _UNSHOWN.sub(lambda sign: f"⟨U+{ord(sign[0]):04X}⟩", line)


# Control characters, line ends of every kind, marks of direction, and halves of characters.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
