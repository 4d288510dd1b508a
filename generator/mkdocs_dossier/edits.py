"""Small changes to the text of a YAML file that keep its comments and its layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeAlias

from mkdocs_dossier import yamlfile
from mkdocs_dossier.yamlfile import Style, Text

_Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change: the scalar `at` gets the value `new`; or, with `key`, a field is added on a line after that of `at`."""

    at: Text
    new: str
    key: str | None = None


def edited(text: str, edits: Iterable[Edit]) -> tuple[str, tuple[Edit, ...]]:
    """The text of a file with the edits made that can be made safely, and those that were not.

    An edit is made only where reading the file again gives the new value in its place and every other value unchanged.
    A text of several lines keeps its lines, and is left alone where the new one has more or fewer words. So are fields
    to be added below a block, and fields to be added to a group in braces.
    """
    refused: list[Edit] = []
    for edit in sorted(edits, key=lambda it: it.at.start, reverse=True):
        changed = _added(text, edit) if edit.key else _replaced(text, edit)
        if changed is None or not _harmless(text, changed, edit):
            refused.append(edit)
        else:
            text = changed
    return text, tuple(refused)


def edited_page(text: str, edits: Iterable[Edit]) -> tuple[str, tuple[Edit, ...]]:
    """As `edited`, for the text of a hand-written page, whose quotes stand between quotation marks.

    Line ends stay as they are, though places were counted as if each were a line feed. An edit is made only where the
    old words still stand at their place; words that run over several lines keep their lines.
    """
    refused: list[Edit] = []
    offsets = _offsets(text)
    for edit in sorted(edits, key=lambda it: it.at.start, reverse=True):
        changed = None if edit.key else _replaced_in_page(text, edit, offsets)
        if changed is None:
            refused.append(edit)
        else:
            text = changed
    return text, tuple(refused)


def _offsets(text: str) -> list[int]:
    """Where each character of the text stands in which every line end is a line feed, and its end."""
    return [at for at in range(len(text) + 1) if text[at - 1 : at + 1] != "\r\n"]


def _replaced_in_page(text: str, edit: Edit, offsets: Sequence[int]) -> str | None:
    if edit.at.end >= len(offsets):
        return None
    start, end = offsets[edit.at.start], offsets[edit.at.end]
    opening, inside, closing = text[start : start + 1], text[start + 1 : end - 1], text[end - 1 : end]
    here = [_ESCAPE.sub(r"\1", word) for word in _IN_PAGE.split(inside)]
    if (opening, closing) != ('"', '"') or here != _GAP.split(edit.at):
        return None
    written = _with_words(inside, edit.at, [_in_page(word) for word in _GAP.split(edit.new)], _IN_PAGE)
    if written is None and not _LINE_END.search(inside):
        written = _in_page(edit.new)
    return None if written is None else text[: start + 1] + written + text[end - 1 :]


def _in_page(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"')


def _with_words(written: str, old: str, new: Sequence[str], gap: re.Pattern[str]) -> str | None:
    """What is written with these words in the place of the old ones, and the gaps between them as they were."""
    if len(new) != len(_GAP.split(old)) or len(new) != len(gap.split(written)):
        return None
    gaps = [found[0] for found in gap.finditer(written)]
    return "".join(part for pair in zip_longest(new, gaps, fillvalue="") for part in pair)


def _replaced(text: str, edit: Edit) -> str | None:
    at = edit.at
    if _LINE_END.search(text, at.start, at.end):
        return _replaced_in_lines(text, edit)
    if at.style is Style.SINGLE:
        written = "'" + edit.new.replace("'", "''") + "'"
    elif at.style is Style.DOUBLE or at.style is Style.PLAIN:
        written = '"' + edit.new.replace("\\", "\\\\").replace('"', '\\"') + '"'
        if at.style is Style.PLAIN and _stays_plain(edit.new):
            written = edit.new
    else:
        return None
    return text[: at.start] + written + text[at.end :]


def _replaced_in_lines(text: str, edit: Edit) -> str | None:
    at = edit.at
    start, end = at.start, at.end
    if at.style in (Style.LITERAL, Style.FOLDED):
        start = text.index("\n" if "\n" in text[start:end] else "\r", start)
    elif at.style is not Style.PLAIN:
        start, end = start + 1, end - 1
    written = text[start:end].strip(_WHITE)
    start = text.index(written, start)
    words = [_escaped(word, at.style) for word in _GAP.split(edit.new)]
    changed = _with_words(written, at.strip(_WHITE), words, _GAP)
    return None if changed is None else text[:start] + changed + text[start + len(written) :]


def _escaped(word: str, style: Style) -> str:
    if style is Style.SINGLE:
        return word.replace("'", "''")
    return _in_page(word) if style is Style.DOUBLE else word


_WHITE = " \t\r\n"
_GAP = re.compile(r"[ \t\r\n]+")
# In a page a line may begin with the sign of a block quote, which is none of the words.
_IN_PAGE = re.compile(r"(?:[ \t]|(?:\r\n|\r|\n)(?:[ ]{0,3}>[ ]?)?)+")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_LINE_END = re.compile(r"[\r\n]")


def _stays_plain(words: str) -> bool:
    return words[:1].isalnum() and not set(words) & set(":#,[]{}\n\t") and words == words.strip()


def _added(text: str, edit: Edit) -> str | None:
    if edit.at.style in (Style.LITERAL, Style.FOLDED):
        return None
    start = text.rfind("\n", 0, edit.at.start) + 1
    end = text.find("\n", edit.at.end)
    # The last line may have no end; then that of the line before tells how lines end here.
    ends = "\r\n" if text[: max(0, text.rfind("\n") if end < 0 else end)].endswith("\r") else "\n"
    end = len(text) if end < 0 else end - len(ends) + 1
    line = text[start : edit.at.start]
    indent = line[: len(line) - len(line.lstrip())]
    if "{" in line or line.lstrip().startswith("-"):
        return None
    return f"{text[:end]}{ends}{indent}{edit.key}: {edit.new}{text[end:]}"


def _harmless(before: str, after: str, edit: Edit) -> bool:
    old, problems = yamlfile.read(before, edit.at.file)
    new, new_problems = yamlfile.read(after, edit.at.file)
    if old is None or new is None or len(new_problems) > len(problems):
        return False
    was, now = dict(_values(old)), dict(_values(new))
    same = (path for path, it in was.items() if it is not None and it == edit.at and it.start == edit.at.start)
    if (path := next(same, None)) is None:
        return False
    wanted: dict[_Path, str | None] = dict(was)
    if edit.key is None:
        wanted[path] = edit.new
        if _LINE_END.search(before, edit.at.start, edit.at.end) and " ".join((now.get(path) or "").split()) == edit.new:
            # Its lines may be part of the value, and are no matter to a quote.
            wanted[path] = now[path]
    elif (*path[:-1], edit.key) in was:
        return False
    else:
        wanted[*path[:-1], edit.key] = edit.new
    return wanted == now


def _values(value: yamlfile.Value | None, path: _Path = ()) -> Iterator[tuple[_Path, Text | None]]:
    """The scalars, and None for what is empty, each with the keys and numbers that lead to it."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, yamlfile.Mapping) and value:
        for key, item in value.items():
            yield from _values(item, (*path, str(key)))
    elif isinstance(value, yamlfile.Sequence) and value:
        for number, item in enumerate(value):
            yield from _values(item, (*path, number))
    else:
        yield path, None
