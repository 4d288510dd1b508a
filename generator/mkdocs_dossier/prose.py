"""The hand-written pages: what they cite, refer to and ask the build to set in, found in the raw file.

Three things are written in Markdown that Markdown does not know:

- `[@source-id "the exact words"]`, a citation; several quoted texts are one quote in several parts, and a quotation
  mark inside the words is written `\\"`;
- `[[id]]` or `[[id|words]]`, a reference to a subject, a source or a fact;
- `::: name` on a line of its own, a block made by the build.

The raw file is scanned, rather than Markdown's own output, since only here is every place known, in a table and in raw
HTML too. Code between backticks or in a fence, and HTML comments, are left alone where they end; indented code is not,
since a list's text may be indented as far.
"""

from __future__ import annotations

import re
import stat
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_dossier import citations
from mkdocs_dossier.model import Article, Block, Citation, Prose, Reference
from mkdocs_dossier.problems import Code, Place, Problem, known_as, likely
from mkdocs_dossier.yamlfile import Style, Text

BLOCKS = (
    "contested",
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

SIZE = 2 * 1024 * 1024
"""How many bytes a hand-written page may have; nobody writes a longer one by hand."""

_FRONT_MATTER = re.compile(r"\A-{3}[ \t]*\n(.*?\n)(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_WORDS = r'"(?:[^"\\]|\\.)*"'
# Between the parts of a citation a line may end, and within a block quote begin with its sign.
_GAP = r"(?:\s|(?<=\n)[ ]{0,3}>)"
# No code between backticks goes on beyond a blank line: backticks in two paragraphs are two lone ones.
_BLANK = r"\n[ \t>]*\n"
_SCAN = re.compile(
    rf"""
    (?P<fence>^(?P<bars>`{{3,}}+|~{{3,}}+)[^`\n]*\n(?:.*?\n)??(?P=bars)[ \t]*$)
  | (?P<unclosed>^(?P<opening>`{{3,}}+|~{{3,}}+)[^`\n]*$)
  | (?P<code>(?<![\\`])(?P<ticks>`+)(?!`)(?:(?!{_BLANK}).)+?(?<!`)(?P=ticks)(?!`))
  | (?P<comment><!--.*?-->)
  | (?P<citation>\[@(?P<source>[^\s"\]]+){_GAP}+(?P<words>{_WORDS}(?:{_GAP}+{_WORDS})*){_GAP}*\])
  | (?P<reference>\[\[(?P<target>[^\[\]|\n]+)(?:\|(?P<label>[^\[\]\n]+))?\]\])
  | (?P<block>^[ \t]*:::[ \t]*(?P<name>[^\n]*?)[ \t]*$)
  | (?P<broken>\[@|\[\[)
  | \[(?P<bare>[^\s"\[\]@]+){_GAP}+(?={_WORDS}{_GAP}*\])
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_QUOTE_SIGN = re.compile(r"(?<=\n)[ ]{0,3}>[ ]?")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ONE_PART = re.compile(_WORDS, re.DOTALL)


@dataclass(frozen=True)
class Known:
    """What may be cited (`sources`) and referred to (`ids`), and whether that is all of it.

    Where it is not, since something of the fact sheet could not be read, an unknown one is no problem of its own.
    """

    sources: Collection[str]
    ids: Collection[str]
    all_sources: bool = True
    all_ids: bool = True


@dataclass(frozen=True)
class ReadProse:
    """The hand-written pages, in order of path, the quotes in them that were not found, and all other problems."""

    pages: tuple[Prose, ...]
    unresolved: tuple[citations.Unresolved, ...]
    problems: tuple[Problem, ...]


def read(docs: Path, root: Path, articles: Mapping[str, Article], known: Known) -> ReadProse:
    """Every Markdown file below `docs`, with its citations resolved by the evidence rule.

    What is a problem is left out of the page's items.
    """
    pages: list[Prose] = []
    unresolved: list[citations.Unresolved] = []
    problems: list[Problem] = []
    files = sorted(docs.rglob("*.md")) if docs.is_dir() else []
    for file in files:
        path = file.relative_to(docs)
        # A folder named like a page is none, and MkDocs leaves out what begins with a dot.
        if file.is_dir() or any(part.startswith(".") for part in path.parts):
            continue
        shown = known_as(file, root)
        raw = _text(file, shown)
        if isinstance(raw, Problem):
            problems.append(raw)
            continue
        page = _Page(raw.replace("\r\n", "\n").replace("\r", "\n"), shown, articles, known)
        items = tuple(page.items())
        title, unproven = _title(page.markdown), page.unproven()
        pages.append(Prose(path.as_posix(), title, page.markdown, items, page.place(0), unproven))
        problems.extend(page.problems)
        unresolved.extend(page.unresolved)
    return ReadProse(tuple(pages), tuple(unresolved), tuple(problems))


def _text(file: Path, shown: str) -> str | Problem:
    place = Place(shown)
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            # A pipe would be waited for without an end.
            return Problem(Code.FILE_UNREADABLE, place, f"`{shown}` is not a file.", "Put a page there, or remove it.")
        if status.st_size > SIZE:
            message = f"`{shown}` has {status.st_size:,} bytes; a page may have {SIZE:,}."
            return Problem(Code.FILE_TOO_LARGE, place, message, "Make several pages of it.")
        data = file.read_bytes()
    except OSError as error:
        message = f"`{shown}` cannot be read: {error.strerror}."
        return Problem(Code.FILE_UNREADABLE, place, message, "Check that it is there and may be read, or remove it.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The error counts from behind a byte order mark.
        start = error.start + len(data) - len(error.object)
        line = data.count(b"\n", 0, start) + 1
        return Problem(
            Code.FILE_NOT_UTF8,
            Place(shown, line),
            f"`{shown}` is not UTF-8: byte {start + 1:,} (in line {line}) is 0x{data[start]:02X}.",
            "Save the page again as UTF-8.",
        )


def _title(markdown: str) -> str | None:
    heading = re.search(r"^# +(.+?) *#* *$", markdown, re.MULTILINE)
    return heading.group(1) if heading else None


class _Page:
    def __init__(self, raw: str, file: str, articles: Mapping[str, Article], known: Known) -> None:
        front = _FRONT_MATTER.match(raw)
        # As MkDocs takes it off, so that the offsets are those of the text it renders.
        start = front.end() if front else 0
        start += len(raw[start:]) - len(raw[start:].lstrip("\n")) if front else 0
        self.start = start
        self.front = front[1] if front else ""
        self.line_starts = [0, *(end.end() for end in re.finditer("\n", raw))]
        self.markdown = raw[start:]
        self.file = file
        self.articles = articles
        self.known = known
        self.problems: list[Problem] = []
        self.unresolved: list[citations.Unresolved] = []

    def place(self, offset: int) -> Place:
        at = self.start + offset
        line = bisect_right(self.line_starts, at)
        return Place(self.file, line, at - self.line_starts[line - 1] + 1)

    def unproven(self) -> str | None:
        """Why the page needs no evidence, where its front matter says `evidence: none` and `because: …`."""
        found = re.search(r"^evidence:[ \t]*none[ \t]*$", self.front, re.MULTILINE)
        if found is None:
            return None
        because = re.search(r"^because:[ \t]*(\S.*?)[ \t]*$", self.front, re.MULTILINE)
        if because is None:
            self.problems.append(
                Problem(
                    Code.PROSE_SYNTAX,
                    Place(self.file),
                    "This page is to need no evidence, and does not say why.",
                    "Add a line `because: …` to its front matter, or take `evidence: none` out.",
                )
            )
        return because[1] if because else ""

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
            elif found["unclosed"]:
                self.unclosed(found)
            elif found["bare"] in self.known.sources:
                self.without_sign(found)
            if item is not None:
                yield found.span(), item

    def citation(self, found: re.Match[str]) -> Citation | None:
        source = found["source"]
        place = self.place(found.start())
        if source not in self.known.sources:
            if self.known.all_sources:
                self.unknown(source, self.known.sources, "source", self.place(found.start("source")))
            return None
        if source not in self.articles:
            return None
        parts = [self.part(found.start("words"), part) for part in _ONE_PART.finditer(found["words"])]
        # The sentence in which the mark stands names the speaker; whether it does is another check's matter.
        result = citations.resolve(self.articles[source], parts, parts[0].place, has_speaker=True)
        if isinstance(result, citations.Unresolved):
            self.unresolved.append(citations.elsewhere(result, self.articles, parts))
            return None
        return Citation(result.source, result.words, result.passages, place)

    def part(self, offset: int, found: re.Match[str]) -> Text:
        start, end = offset + found.start(), offset + found.end()
        words = _ESCAPED.sub(r"\1", _QUOTE_SIGN.sub("", found[0][1:-1]))
        return Text(words, self.place(start), Style.DOUBLE, self.start + start, self.start + end)

    def reference(self, found: re.Match[str]) -> Reference | None:
        target = found["target"].strip()
        if not target:
            self.broken(found)
            return None
        if target not in self.known.ids:
            if self.known.all_ids:
                self.unknown(target, self.known.ids, "entry", self.place(found.start("target")))
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
        meant = likely(name, known)
        code = Code.PROSE_SYNTAX if noun == "block" else Code.UNKNOWN_REFERENCE
        otherwise = f"There are: {', '.join(BLOCKS)}." if noun == "block" else f"Correct it, or add the {noun}."
        self.problems.append(
            Problem(code, place, f"There is no {noun} `{name}`.", f"Did you mean `{meant}`?" if meant else otherwise)
        )

    def unclosed(self, found: re.Match[str]) -> None:
        message = "This fence begins code that nothing ends."
        remedy = f"End the code with a line that holds nothing but `{found['opening']}`, or remove the fence."
        self.problems.append(
            Problem(Code.PROSE_SYNTAX, self.place(found.start()), message, remedy, (found["unclosed"][:100],))
        )

    def without_sign(self, found: re.Match[str]) -> None:
        message = f"This citation of `{found['bare']}` has no @ before the source."
        remedy = f"Write `[@{found['bare']} …`."
        self.problems.append(Problem(Code.PROSE_SYNTAX, self.place(found.start()), message, remedy))

    def broken(self, found: re.Match[str]) -> None:
        written = self.markdown[found.start() : found.start() + 100].split("\n", 1)[0]
        if found["broken"] == "[@":
            message = "This citation is not written as one."
            remedy = 'Write `[@source-id "the exact words"]`, the quotation marks straight.'
            end = written.find("]") + 1
        else:
            message, remedy = "This reference is not written as one.", "Write `[[id]]` or `[[id|words to print]]`."
            end = written.find("]]") + 2 if "]]" in written else 0
        shown = (written[:end] if end else written,)
        self.problems.append(Problem(Code.PROSE_SYNTAX, self.place(found.start()), message, remedy, shown))
