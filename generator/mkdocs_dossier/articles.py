"""The source articles: bytes become texts with their furniture, paragraphs and sentences known."""

from __future__ import annotations

import contextlib
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_dossier import citations, languages, quotes
from mkdocs_dossier.entries import LANGUAGE, FurnitureEntry, SourceEntry, not_a_language
from mkdocs_dossier.model import Article
from mkdocs_dossier.problems import Code, NotChecked, Place, Problem, known_as, likely

_SHA256 = re.compile("[0-9a-fA-F]{64}")

SIZE = 2 * 1024 * 1024
"""How many bytes an article may have; a longer text is no article, and would make every check slow."""


@dataclass(frozen=True)
class Read:
    """The articles that could be read, by source, the problems with the others, and whose checksum no longer fits.

    `not_checked` tells of each article for whose language there are no rules.
    """

    articles: Mapping[str, Article]
    problems: tuple[Problem, ...]
    changed: frozenset[str]
    not_checked: tuple[NotChecked, ...] = ()


def read(sources: Mapping[str, SourceEntry], folder: Path, root: Path, language: str) -> Read:
    """Every source's article, from `folder`, which no file may leave by `..` or by a link.

    `language` is the dossier's, for sources that name none. A file that cannot be read, is not UTF-8, is empty or has
    more than `SIZE` bytes is a problem and has no article; furniture that stands nowhere, a missing checksum and one
    that no longer fits are problems of an article that is read all the same, so that its quotes are still judged.
    """
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    changed: set[str] = set()
    not_checked: list[NotChecked] = []
    for id_, entry in sources.items():
        if not entry.file:
            continue
        path = _beneath(folder, str(entry.file))
        place = entry.file.place
        found = _bytes(path, folder, root, str(entry.file), place)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        article, its = _article(id_, entry, found, known_as(path, root), str(entry.language or language))
        problems.extend(its)
        if article is not None:
            articles[id_] = article
            if not article.checked and LANGUAGE.fullmatch(article.language):
                not_checked.append(_not_checked(id_, entry, article.language))
            if entry.sha256 and _SHA256.fullmatch(entry.sha256) and entry.sha256.lower() != article.sha256:
                changed.add(id_)
    return Read(articles, tuple(problems), frozenset(changed), tuple(not_checked))


def _not_checked(id_: str, entry: SourceEntry, language: str) -> NotChecked:
    of = (
        f"`{id_}` is in `{language}`"
        if entry.language
        else f"`{id_}` names no language, and the dossier's is `{language}`"
    )
    return NotChecked(
        entry.language.place if entry.language else entry.place,
        f"{of}, for which there are no rules: the words cited from it do stand there, and of what they say only "
        "figures, dates and recorded names were compared.",
    )


def _beneath(folder: Path, name: str) -> Path:
    """The file of this name in the folder, by canonical equivalence (NFC) where none has exactly the signs given.

    A name typed on one system and unpacked on another may look the same and consist of other characters.
    """
    path = folder / name
    with contextlib.suppress(OSError, ValueError):
        if path.exists() or Path(name).is_absolute():
            return path
        for part in Path(name).parts:
            meant = unicodedata.normalize("NFC", part)
            near = folder.iterdir() if folder.is_dir() and part != ".." else ()
            same = sorted(it.name for it in near if unicodedata.normalize("NFC", it.name) == meant)
            folder = folder / (part if part in same or not same else same[0])
        return folder
    return path


def _bytes(path: Path, folder: Path, root: Path, name: str, place: Place) -> bytes | Problem:
    shown = known_as(folder, root)
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return Problem(
                Code.SOURCE_OUTSIDE,
                place,
                f"`{name}` lies outside {shown}/.",
                f"Copy the article into {shown}/ and name it here without `..` and without a link.",
            )
        if not path.is_file():
            return Problem(
                Code.SOURCE_MISSING,
                place,
                f"There is no article `{name}` in {shown}/.",
                _nearest_file(folder, name, shown),
            )
        size = path.stat().st_size
        if size > SIZE:
            return Problem(
                Code.SOURCE_TOO_LARGE,
                place,
                f"`{name}` has {size:,} bytes; an article may have {SIZE:,}.",
                "Keep the article alone in the file, as plain text.",
            )
        return path.read_bytes()
    except (OSError, ValueError, RuntimeError) as error:
        # ValueError: a NUL in the name. RuntimeError: a link that leads to itself.
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "its name leads to no file"
        return Problem(
            Code.SOURCE_MISSING, place, f"`{name}` cannot be read: {reason}.", "Check the file's name and permissions."
        )


def _nearest_file(folder: Path, name: str, shown: str) -> str:
    names = sorted(it.name for it in folder.iterdir() if it.is_file()) if folder.is_dir() else []
    meant = likely(name, names)
    return f"Did you mean `{meant}`?" if meant else f"Put the article's text into {shown}/, or correct the name."


def _article(
    id_: str, entry: SourceEntry, data: bytes, shown: str, language: str
) -> tuple[Article | None, list[Problem]]:
    place = entry.file.place
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [
            Problem(
                Code.SOURCE_NOT_UTF8,
                place,
                f"`{entry.file}` is not UTF-8: byte {error.start + 1:,} (in line {line}) is 0x{data[error.start]:02X}.",
                "Save the article again as UTF-8, without changing its words.",
            )
        ]
    if not quotes.normal(text):
        return None, [
            Problem(Code.SOURCE_EMPTY, place, f"`{entry.file}` holds no text.", "Put the article's text into the file.")
        ]
    problems: list[Problem] = []
    furniture: list[tuple[int, int]] = []
    lines = tuple(_lines(text)) if entry.furniture else ()
    words = [quotes.normal(text[slice(*span)]) for span in lines]
    for item in entry.furniture:
        spans = list(_furniture(text, lines, words, item))
        if not spans:
            problems.append(_no_furniture(words, item, str(entry.file)))
        furniture.extend(spans)
    if entry.language and (problem := not_a_language(entry.language, f"the source `{id_}`")):
        problems.append(problem)
    sha256 = hashlib.sha256(data).hexdigest()
    if entry.sha256 and not _SHA256.fullmatch(entry.sha256):
        problems.append(
            Problem(
                Code.BAD_VALUE,
                entry.sha256.place,
                f"The `sha256` of the source `{id_}` is no checksum, which has 64 of the signs 0 to 9 and a to f.",
                "Run `dossier lock`, which writes the right one.",
            )
        )
    if not entry.sha256 and "sha256" not in entry.flaws:
        problems.append(
            Problem(
                Code.SOURCE_UNLOCKED,
                entry.place,
                f"The source `{id_}` has no `sha256`, so nobody would notice a change of its text.",
                "Run `dossier lock`, which writes it.",
            )
        )
    spans_ = tuple(sorted(set(furniture)))
    made = quotes.Text.of(
        text,
        furniture=spans_,
        sentences=languages.sentences(text, language),
        numerals=citations.numerals(language),
    )
    return Article(
        source=id_,
        file=shown,
        sha256=sha256,
        language=language,
        text=made,
        furniture=spans_,
        paragraphs=_outside(made.paragraphs, made.furniture),
        sentences=_outside(made.sentences, made.furniture),
        checked=languages.language(language) is not None,
    ), problems


def _outside(spans: Iterable[tuple[int, int]], furniture: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    return tuple(span for span in spans if not any(a < span[1] and span[0] < b for a, b in furniture))


def _furniture(
    text: str, lines: Sequence[tuple[int, int]], words: Sequence[str], item: FurnitureEntry
) -> Iterator[tuple[int, int]]:
    def reading(line: str, after: int = 0) -> Iterator[int]:
        wanted = quotes.normal(line)
        return (number for number in range(after, len(lines)) if words[number] == wanted)

    if item.line:
        yield from (lines[number] for number in reading(item.line))
    elif item.first:
        yield from [lines[number] for number in reading(item.first)][:1]
    elif item.from_ and item.to:
        start = next(reading(item.from_), None)
        if start is None:
            return
        if item.to == "end":
            yield lines[start][0], len(text)
            return
        end = next((lines[number] for number in reading(item.to, start + 1)), None)
        if end is not None:
            yield lines[start][0], end[1]


def _no_furniture(lines: Sequence[str], item: FurnitureEntry, name: str) -> Problem:
    first = item.line or item.first or item.from_
    if first is None:
        message, remedy = "This furniture names no line.", "Write the line as it stands in the source."
        return Problem(Code.FURNITURE_MISSING, item.place, message, remedy)
    if item.from_ is not None and item.to is None:
        message = "This furniture does not say to which line it runs."
        return Problem(Code.FURNITURE_MISSING, first.place, message, "Add `to:` with its last line, or `to: end`.")
    if item.to is not None and quotes.normal(first) in lines:
        message = f"No line of `{name}` below “{first}” reads “{item.to}”."
        remedy = "Write a whole line that stands below it, exactly as in the source, or `to: end`."
        return Problem(Code.FURNITURE_MISSING, item.to.place, message, remedy)
    meant = likely(first, lines)
    remedy = f"Did you mean “{meant}”?" if meant else "Write a whole line exactly as it stands in the source."
    return Problem(Code.FURNITURE_MISSING, first.place, f"No line of `{name}` reads “{first}”.", remedy)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The span of each line's words, without the white space around them."""
    start = 0
    for line in text.splitlines(keepends=True):
        words = line.strip(" \t\r\n\f\v\ufeff\u00a0\u2028\u2029\x85\x1c\x1d\x1e")
        if words:
            at = start + line.index(words)
            yield at, at + len(words)
        start += len(line)
