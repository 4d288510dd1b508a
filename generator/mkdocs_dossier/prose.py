"""The hand-written pages: what they cite, refer to and ask the build to set in, found in the raw file.

Three things are written in Markdown that Markdown does not know:

- `[@source-id "the exact words"]`, a citation; several quoted texts are one quote in several parts, and a quotation
  mark inside the words is written `\\"`;
- `[[id]]` or `[[id|words]]`, a reference to a subject, a source or a fact;
- `::: name` on a line of its own, a block made by the build.

The raw file is scanned, rather than Markdown's own output, since only here is every place known, in a table and in raw
HTML too. Code and HTML comments are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from mkdocs_dossier import citations
from mkdocs_dossier.model import Article, Block, Citation, Prose, Reference
from mkdocs_dossier.problems import Code, Place, Problem
from mkdocs_dossier.yamlfile import Text

BLOCKS = (
    "timeline",
    "disagreements",
    "counts",
    "sources",
    "topics",
    "corrections",
    "inferred",
    "unknown",
    "imprint",
)
"""The names of the blocks that the build can set into a hand-written page."""

_FRONT_MATTER = re.compile(r"\A-{3}[ \t]*\n(.*?\n)(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_WORDS = r'"(?:[^"\\]|\\.)*"'
_SCAN = re.compile(
    rf"""
    (?P<fence>^(?P<bars>`{{3,}}|~{{3,}})[^\n]*\n(?:.*?^(?P=bars)[^\n]*$|.*\Z))
  | (?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))
  | (?P<comment><!--.*?-->)
  | (?P<citation>\[@(?P<source>[^\s"\]]+)\s+(?P<words>{_WORDS}(?:\s+{_WORDS})*)\s*\])
  | (?P<reference>\[\[(?P<target>[^\[\]|\n]+)(?:\|(?P<label>[^\[\]\n]+))?\]\])
  | (?P<block>^[ \t]*:::[ \t]*(?P<name>[^\n]*?)[ \t]*$)
  | (?P<broken>\[@|\[\[)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ONE_PART = re.compile(_WORDS, re.DOTALL)


@dataclass(frozen=True)
class ReadProse:
    """The hand-written pages, in order of path, the quotes in them that were not found, and all other problems."""

    pages: tuple[Prose, ...]
    unresolved: tuple[citations.Unresolved, ...]
    problems: tuple[Problem, ...]


def read(
    docs: Path, root: Path, articles: Mapping[str, Article], sources: Collection[str], ids: Collection[str], quiet: bool
) -> ReadProse:
    """Every Markdown file below `docs`, with its citations resolved by the evidence rule.

    `sources` and `ids` are what may be cited and referred to; with `quiet`, an unknown one is no problem, since a file
    of the fact sheet could not be read. What is a problem is left out of the page's items.
    """
    pages: list[Prose] = []
    unresolved: list[citations.Unresolved] = []
    problems: list[Problem] = []
    files = sorted(docs.rglob("*.md")) if docs.is_dir() else []
    for file in files:
        path = file.relative_to(docs)
        if any(part.startswith(".") for part in path.parts):
            continue
        shown = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
        try:
            raw = file.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            problems.append(
                Problem(
                    Code.FILE_NOT_UTF8,
                    Place(shown),
                    f"`{shown}` is not UTF-8: byte {error.start + 1:,} is 0x{error.object[error.start]:02X}.",
                    "Save the page again as UTF-8.",
                )
            )
            continue
        except OSError as error:
            problems.append(
                Problem(
                    Code.FILE_UNREADABLE,
                    Place(shown),
                    f"`{shown}` cannot be read: {error.strerror}.",
                    "Check its permissions.",
                )
            )
            continue
        page = _Page(raw.replace("\r\n", "\n").replace("\r", "\n"), shown, articles, sources, ids, quiet)
        items = tuple(page.items())
        pages.append(Prose(path.as_posix(), _title(page.markdown), page.markdown, items))
        problems.extend(page.problems)
        unresolved.extend(page.unresolved)
    return ReadProse(tuple(pages), tuple(unresolved), tuple(problems))


def _title(markdown: str) -> str | None:
    heading = re.search(r"^# +(.+?) *#* *$", markdown, re.MULTILINE)
    return heading.group(1) if heading else None


class _Page:
    def __init__(
        self,
        raw: str,
        file: str,
        articles: Mapping[str, Article],
        sources: Collection[str],
        ids: Collection[str],
        quiet: bool,
    ) -> None:
        front = _FRONT_MATTER.match(raw)
        # As MkDocs takes it off, so that the offsets are those of the text it renders.
        start = front.end() if front else 0
        start += len(raw[start:]) - len(raw[start:].lstrip("\n")) if front else 0
        self.raw = raw
        self.start = start
        self.markdown = raw[start:]
        self.file = file
        self.articles = articles
        self.sources = sources
        self.ids = ids
        self.quiet = quiet
        self.problems: list[Problem] = []
        self.unresolved: list[citations.Unresolved] = []

    def place(self, offset: int) -> Place:
        before = self.raw[: self.start + offset]
        return Place(self.file, before.count("\n") + 1, len(before) - before.rfind("\n"))

    def items(self) -> Iterator[tuple[tuple[int, int], Citation | Reference | Block]]:
        for found in _SCAN.finditer(self.markdown):
            item: Citation | Reference | Block | None = None
            if found["citation"]:
                item = self.citation(found)
            elif found["reference"]:
                item = self.reference(found)
            elif found["block"] is not None:
                item = self.block(found)
            elif found["broken"]:
                self.broken(found)
            if item is not None:
                yield found.span(), item

    def citation(self, found: re.Match[str]) -> Citation | None:
        source = found["source"]
        place = self.place(found.start())
        if source not in self.sources:
            if not self.quiet:
                self.unknown(source, self.sources, "source", self.place(found.start("source")))
            return None
        if source not in self.articles:
            return None
        parts = [
            Text(_ESCAPED.sub(r"\1", part.group()[1:-1]), self.place(found.start("words") + part.start()))
            for part in _ONE_PART.finditer(found["words"])
        ]
        # The sentence in which the mark stands names the speaker; whether it does is another check's matter.
        result = citations.resolve(self.articles[source], parts, parts[0].place, has_speaker=True)
        if isinstance(result, citations.Unresolved):
            self.unresolved.append(result)
            return None
        return Citation(result.source, result.words, result.passages, place)

    def reference(self, found: re.Match[str]) -> Reference | None:
        target = found["target"].strip()
        if target not in self.ids:
            if not self.quiet:
                self.unknown(target, self.ids, "entry", self.place(found.start("target")))
            return None
        label = found["label"]
        return Reference(target, label.strip() if label else None, self.place(found.start()))

    def block(self, found: re.Match[str]) -> Block | None:
        name = found["name"]
        place = self.place(found.start("name"))
        if name not in BLOCKS:
            self.unknown(name, BLOCKS, "block", place)
            return None
        return Block(name, place)

    def unknown(self, name: str, known: Collection[str], noun: str, place: Place) -> None:
        close = get_close_matches(name, known, 1)
        code = Code.PROSE_SYNTAX if noun == "block" else Code.UNKNOWN_REFERENCE
        otherwise = f"There are: {', '.join(BLOCKS)}." if noun == "block" else f"Correct it, or add the {noun}."
        self.problems.append(
            Problem(code, place, f"There is no {noun} `{name}`.", f"Did you mean `{close[0]}`?" if close else otherwise)
        )

    def broken(self, found: re.Match[str]) -> None:
        line = self.markdown[found.start() :].split("\n", 1)[0]
        if found["broken"] == "[@":
            message, remedy = "This citation is not complete.", 'Write `[@source-id "the exact words"]`.'
        else:
            message, remedy = "This reference is not complete.", "Write `[[id]]` or `[[id|words to print]]`."
        self.problems.append(Problem(Code.PROSE_SYNTAX, self.place(found.start()), message, remedy, (line[:100],)))
