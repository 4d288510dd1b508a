"""Small changes to the text of a YAML file that keep its comments and its layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_dossier import yamlfile
from mkdocs_dossier.yamlfile import Style, Text


@dataclass(frozen=True, slots=True)
class Edit:
    """A change: the scalar `at` gets the value `new`; or, with `key`, a field is added on a line after that of `at`."""

    at: Text
    new: str
    key: str | None = None


def edited(text: str, edits: Iterable[Edit]) -> tuple[str, tuple[Edit, ...]]:
    """The text of a file with the edits made that can be made safely, and those that were not.

    An edit is made only where reading the file again gives the new value in its place and every other value unchanged.
    Left alone are scalars in block style and fields to be added to a group in braces.
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
    start = text.rfind("\n", 0, edit.at.start) + 1
    end = text.find("\n", edit.at.end)
    end = len(text) if end < 0 else end
    line = text[start : edit.at.start]
    indent = line[: len(line) - len(line.lstrip())]
    if "{" in line or line.lstrip().startswith("-"):
        return None
    return f"{text[:end]}\n{indent}{edit.key}: {edit.new}{text[end:]}"


def _harmless(before: str, after: str, edit: Edit) -> bool:
    old, problems = yamlfile.read(before, edit.at.file)
    new, new_problems = yamlfile.read(after, edit.at.file)
    if old is None or new is None or len(new_problems) > len(problems):
        return False
    was, now = list(_scalars(old)), list(_scalars(new))
    if edit.key:
        rest = list(now)
        for added in (edit.key, edit.new):
            if added not in rest:
                return False
            rest.remove(added)
        return sorted(rest) == sorted(was)
    if len(was) != len(now):
        return False
    different = [(a, b) for a, b in zip(was, now, strict=True) if a != b]
    return different == [(str(edit.at), edit.new)]


def _scalars(value: yamlfile.Value | None) -> Iterable[str]:
    if isinstance(value, Text):
        yield str(value)
    elif isinstance(value, yamlfile.Mapping):
        for key, item in value.items():
            yield str(key)
            yield from _scalars(item)
    elif isinstance(value, yamlfile.Sequence):
        for item in value:
            yield from _scalars(item)
