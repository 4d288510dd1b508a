"""Small changes to the text of a YAML file that keep its comments and its layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
    Left alone are scalars in block style, fields to be added below one, and fields to be added to a group in braces.
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

    An edit is made only where the old words still stand at their place in one line; a file with other line ends than
    line feeds is left alone, since places were counted without them.
    """
    refused: list[Edit] = []
    for edit in sorted(edits, key=lambda it: it.at.start, reverse=True):
        old, new = (f'"{_in_page(words)}"' for words in (edit.at, edit.new))
        if edit.key or "\r" in text or text[edit.at.start : edit.at.end] != old:
            refused.append(edit)
        else:
            text = text[: edit.at.start] + new + text[edit.at.end :]
    return text, tuple(refused)


def _in_page(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"')


def _replaced(text: str, edit: Edit) -> str | None:
    at = edit.at
    if at.style is Style.SINGLE:
        written = "'" + edit.new.replace("'", "''") + "'"
    elif at.style is Style.DOUBLE or at.style is Style.PLAIN:
        written = '"' + edit.new.replace("\\", "\\\\").replace('"', '\\"') + '"'
        if at.style is Style.PLAIN and _stays_plain(edit.new):
            written = edit.new
    else:
        return None
    return text[: at.start] + written + text[at.end :]


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
