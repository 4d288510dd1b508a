"""YAML files as values with places: every scalar is text, and what YAML would do in silence is a problem.

This is the only module that imports yaml. It reads events and builds its own values from them: yaml's own objects
would lose the places and let the last of two equal keys win, and its composer brings the process down on deep nesting.

What is read is a plain subset of YAML. Aliases, anchors, tags, merge keys, several documents, keys that are not text
and nesting beyond `DEPTH` are refused, because a fact sheet needs none of them and each can hide what the reader
of the file sees. Two traps that YAML springs without a word are problems of their own:

- A ` #` ends a plain text, and the shorter quote would still stand in the source. A `#` after exactly one space is
  taken for a part of the text when the text has several words, or when the `#` is not followed by a space (`the #1
  buyer`, `Resolution #5`). Two spaces before the `#`, or a tab, make it a comment beyond doubt; after a single word,
  `one # comment` is a comment too.
- A comma ends a plain text between braces, and the rest becomes a key without a value: `{source: a, b}`.
"""

from __future__ import annotations

import gc
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml
from pydantic_core import core_schema

from mkdocs_dossier.problems import Code, Place, Problem, in_order

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

SIZE = 5 * 1024 * 1024
"""The largest file that is read, in bytes."""

DEPTH = 100
"""How deep lists and mappings may be nested."""

_REPAIRS = 20
"""How many faults of syntax are looked for in one file: after each, the file is parsed once more without it."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser: libyaml's, or the same in Python where PyYAML was built without it."""


class Style(StrEnum):
    """How a text is written."""

    PLAIN = "plain"
    SINGLE = "single"
    DOUBLE = "double"
    LITERAL = "literal"
    FOLDED = "folded"


_STYLES = {"'": Style.SINGLE, '"': Style.DOUBLE, "|": Style.LITERAL, ">": Style.FOLDED}


class Text(str):
    """A scalar: a str that knows where and how it was written.

    `start` and `end` are offsets into the text of the file, decoded, with its line ends and without its BOM: what
    stands between them is the scalar as it was written, quotation marks included. Whatever a method of str returns is
    a plain str again. A text passes through pydantic as the very same object, as a value and as a key of a dict.
    """

    __slots__ = ("column", "end", "file", "line", "start", "style")

    file: str
    line: int
    column: int
    style: Style
    start: int
    end: int

    def __new__(cls, value: str, place: Place, style: Style = Style.PLAIN, start: int = 0, end: int = 0) -> Text:
        """The text `value`, written at `place`."""
        self = str.__new__(cls, value)
        self.file = place.file
        self.line = place.line
        self.column = place.column
        self.style = style
        self.start = start
        self.end = end
        return self

    def __getnewargs__(self) -> tuple[Any, ...]:
        """What `copy` and `pickle` need to make the same text again."""
        return str(self), self.place, self.style, self.start, self.end

    @property
    def place(self) -> Place:
        """Where the text begins: its first character, its opening quotation mark, or the sign of its block."""
        return Place(self.file, self.line, self.column)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """A check that lets a Text through untouched; anything else is an error of type "text"."""
        return core_schema.custom_error_schema(
            core_schema.is_instance_schema(cls),
            custom_error_type="text",
            custom_error_message="Input should be a text",
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """To an editor, which reads `2017` as a number, any scalar is a text."""
        return {"type": ["string", "number", "boolean"]}


class Mapping(dict[Text, "Value | None"]):
    """Keys and values in the order of the file; a key with nothing after it has the value None."""

    __slots__ = ("place",)

    place: Place

    def __init__(self, place: Place, items: Iterable[tuple[Text, Value | None]] = ()) -> None:
        super().__init__(items)
        self.place = place

    def key(self, name: str) -> Text | None:
        """The key equal to `name` as it was written, with its place; None where there is none."""
        return next((key for key in self if key == name), None)


class Sequence(list["Value | None"]):
    """A list in the order of the file; an item with nothing in it is None, and `places` still knows where it is."""

    __slots__ = ("place", "places")

    place: Place
    places: dict[int, Place]

    def __init__(self, place: Place, items: Iterable[Value | None] = ()) -> None:
        super().__init__(items)
        self.place = place
        self.places = {}


Value: TypeAlias = Text | Mapping | Sequence
"""What a file consists of; None stands for a value that is absent."""


def place_at(root: Value, path: Iterable[str | int]) -> Place:
    """Where the value stands to which `path` leads, a pydantic `loc` for instance.

    Steps that lead nowhere (the names pydantic adds for the members of a union, fields that are missing) are passed
    over, so the answer is the place of the innermost value that the path reaches. An absent value has the place of
    its key, or of its item in a list.
    """
    here: Value | None = root
    place = root.place
    for step in path:
        if isinstance(here, Mapping) and isinstance(step, str) and (key := here.key(step)) is not None:
            here = here[key]
            place = key.place if here is None else here.place
        elif isinstance(here, Sequence) and isinstance(step, int) and 0 <= step < len(here):
            outer = here
            here = outer[step]
            place = outer.places.get(step, outer.place) if here is None else here.place
    return place


def load(path: Path, file: str, *, limit: int = SIZE) -> tuple[Value | None, tuple[Problem, ...]]:
    """Read the file at `path`, which the curator knows as `file`; what is returned is as for `read`.

    A file larger than `limit` bytes is not opened. Never raises because of what is, or is not, at `path`.
    """
    place = Place(file)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return None, (
                Problem(
                    Code.FILE_UNREADABLE,
                    place,
                    f"“{file}” is not a file.",
                    "Put a YAML file in its place, or take the name out.",
                ),
            )
        if status.st_size > limit:
            return None, (
                Problem(
                    Code.FILE_TOO_LARGE,
                    place,
                    f"“{file}” has {status.st_size:,} bytes; a YAML file may have {limit:,}.",
                    "Split it into several files in the same folder: all of them are read as one fact sheet.",
                ),
            )
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None, (
            Problem(
                Code.FILE_MISSING,
                place,
                f"There is no file “{file}”.",
                "Check the spelling of its name and the folder it is in.",
            ),
        )
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return None, (
            Problem(
                Code.FILE_UNREADABLE,
                place,
                f"“{file}” cannot be read: {reason}.",
                "Check that the file may be read and that its disk is there.",
            ),
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _line_and_column(data[: error.start].decode("utf-8").removeprefix("\ufeff"))
        return None, (
            Problem(
                Code.FILE_NOT_UTF8,
                Place(file, line, column),
                f"“{file}” is not UTF-8: byte {error.start} (in line {line}) is 0x{data[error.start]:02x}.",
                "Save the file as UTF-8 in your editor.",
            ),
        )
    return read(text, file)


def read(text: str, file: str) -> tuple[Value | None, tuple[Problem, ...]]:
    """Read `text`, the content of the file that the curator knows as `file`.

    Returns the value and the problems, sorted by place. The value is None when the text is empty (then there are no
    problems), and when it could not be read whole: faults of syntax, tabs, characters YAML does not allow, nesting
    that is too deep, several documents, aliases. With any other problem the value holds all that was written, as far
    as it has a place in it: of two equal keys the first counts, but what only the second has is added to it. After
    a fault of syntax the rest of the text is read as if the fault were not there, so that its problems show as well.

    Never raises because of what `text` contains.
    """
    text, problems = _without_unprintables(text.removeprefix("\ufeff"), file)
    whole = not problems
    spoilt = {problem.place.line for problem in problems}
    told, emptied = 0, set[int]()
    tab: int | None = None
    for _ in range(_REPAIRS):
        reader = _Reader(text, file)
        try:
            with _collector_at_rest():
                value = reader.value()
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            # The Python parser lets a ValueError of chr() through for an escape beyond Unicode.
            whole = False
            fault = _fault(_Scene(text, file, error, reader.last))
            line = fault.problem.place.line
            if line > told:
                # How deep a tab was meant to be is a guess, and what a wrong one gives is no fault of the curator's.
                if line not in spoilt and (tab is None or not fault.of_indentation):
                    problems.append(fault.problem)
                told = line
                text = _without_tabs(text, file) if fault.all_tabs else fault.mend(text)
                tab = line if fault.all_tabs and tab is None else tab
            elif line not in emptied:
                # This may be a consequence of the repair before: nothing is said, and only this line is left out.
                emptied.add(line)
                text = "".join(
                    "\n" if number == line else one for number, one in enumerate(text.splitlines(keepends=True), 1)
                )
            else:
                return None, in_order([*problems, *reader.problems])
            continue
        problems += (
            it for it in reader.problems if tab is None or it.place.line < tab or it.code is not Code.YAML_DUPLICATE_KEY
        )
        return (value if whole and reader.whole else None), in_order(problems)
    return None, in_order(problems)


def foreign(text: str) -> Value | None:
    """What a YAML file that is no fact sheet holds, as far as it can be told; None where it cannot be read.

    Nothing in it is a problem: a value keeps its text, whatever type a tag gives it, and one that repeats another is
    absent. Never raises because of what `text` contains.
    """
    try:
        return _Reader(text.removeprefix("\ufeff"), "").value()
    except (yaml.YAMLError, ValueError, OverflowError):
        return None


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No garbage collection meanwhile: many small values are made and none is garbage (a fifth of the time)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read, and, in a mapping, what of its next entry is known."""

    container: Mapping | Sequence
    flow: bool
    key: Text | None = None
    keyed: bool = False
    """A key has been read, though it may be one that is refused, and then `key` is None."""
    before: Text | None = None
    """The key of the entry before, where its value is a plain text: what follows a comma may belong to it."""
    cut: int | None = None
    """Which problem says that the entry before was cut at a comma."""


@dataclass(slots=True)
class _Reader:
    """One reading of one text."""

    text: str
    file: str
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True
    last: Any = None
    """The last event before a fault of syntax."""

    def value(self) -> Value | None:
        """The value of the whole text. Raises what the parser raises at a fault of syntax."""
        stack: list[_Open] = []
        root: Value | None = None
        documents = 0
        event: Any
        for event in yaml.parse(self.text, Loader=_LOADER):
            self.last = event
            kind = type(event)
            node: Value | None
            if kind is yaml.ScalarEvent:
                node = self.scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if len(stack) == DEPTH:
                    self.too_deep(event)
                    return None
                if event.anchor is not None or event.tag is not None:
                    self.refuse_properties(event)
                place = self.place(event.start_mark)
                container = Mapping(place) if kind is yaml.MappingStartEvent else Sequence(place)
                stack.append(_Open(container, event.flow_style))
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                node = stack.pop().container
            elif kind is yaml.AliasEvent:
                self.alias(event)
                node = None
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.several_documents(event)
                    return None
                continue
            else:
                continue
            if not stack:
                root = node
                continue
            top = stack[-1]
            if isinstance(top.container, Sequence):
                if node is None:
                    top.container.places[len(top.container)] = self.place(event.start_mark)
                top.container.append(node)
            elif not top.keyed:
                top.keyed = True
                top.key = self.as_key(node, event)
            else:
                top.keyed = False
                self.enter(top, top.container, top.key, node, event)
        return root

    def place(self, mark: Any) -> Place:
        """The place of one of the parser's marks."""
        return Place(self.file, mark.line + 1, mark.column + 1)

    def scalar(self, event: Any) -> Text | None:
        """The text of a scalar, or None where nothing was written."""
        value: str = event.value
        start = event.start_mark
        if event.anchor is not None or event.tag is not None:
            self.refuse_properties(event)
        style = _STYLES.get(event.style, Style.PLAIN)
        if style is Style.PLAIN and not value:
            return None
        text = str.__new__(Text, value)
        text.file = self.file
        text.line = start.line + 1
        text.column = start.column + 1
        text.style = style
        text.start = start.index
        text.end = event.end_mark.index
        if style is Style.PLAIN:
            if self.text.startswith(" #", text.end):
                self.look_for_cut_by_comment(text)
        elif style is Style.DOUBLE and (found := _UNPRINTABLE.search(value)):
            self.problems.append(
                Problem(
                    Code.YAML_SYNTAX,
                    text.place,
                    f"This text has an escape (a backslash and a code) that stands for {_named(found[0])}.",
                    _TWO_BACKSLASHES,
                    _example(self.text, text.start, _rest_of_value(self.text, text.start).strip('"')),
                )
            )
            self.whole = False
        return text

    def look_for_cut_by_comment(self, text: Text) -> None:
        """A text that a ` #` may have cut short. The rule is in the module's docstring."""
        sign = text.end + 1
        after = self.text[sign + 1 : sign + 2]
        if len(text.split(None, 1)) > 1 or after not in ("", " ", "\t", "\r", "\n"):
            rest = _rest_of_line(self.text, sign)
            self.problems.append(_cut_by_comment(self.file, self.text, text.start, sign, f"{text} {rest}"))

    def as_key(self, node: Value | None, event: Any) -> Text | None:
        """The key that `node` is; None, and a problem, where it cannot be one."""
        if isinstance(node, Text) and node and not (node == "<<" and node.style is Style.PLAIN):
            return node
        place = node.place if node is not None else self.place(event.start_mark)
        if node is None and type(event) is yaml.AliasEvent:
            return None
        if not node and (node is None or isinstance(node, Text)):
            message = "Nothing stands before the colon."
            remedy = "Write the name of the field there, or quote the text if the colon belongs to it."
        elif isinstance(node, Text):
            message = "“<<” merges another part of the file into this one, which a fact sheet does not do."
            remedy = "Write the fields out here."
        else:
            what = "list" if isinstance(node, Sequence) else "group of fields"
            message = f"A {what} stands where the name of a field belongs."
            remedy = "Begin the line with the name and a colon; a text that begins with “[”, “{” or “?” needs quotes."
        self.problems.append(Problem(Code.YAML_KEY, place, message, remedy))
        return None

    def enter(self, top: _Open, mapping: Mapping, key: Text | None, value: Value | None, event: Any) -> None:
        """Put an entry into its mapping, unless its key was refused, stood there before, or is what a comma cut off."""
        if key is None:
            top.before = None
            return
        if value is None and top.flow and self.stands_alone(key, event):
            self.cut_by_comma(top, mapping, key)
            return
        first = mapping.key(key) if key in mapping else None
        if first is None:
            mapping[key] = value
        else:
            self.problems.append(
                Problem(
                    Code.YAML_DUPLICATE_KEY,
                    key.place,
                    f"“{key}” stands here a second time; the first is in line {first.line}.",
                    "Put both together, or take one of them out.",
                )
            )
            here = mapping[first]
            if isinstance(here, Mapping) and isinstance(value, Mapping):
                for inner, inner_value in value.items():
                    here.setdefault(inner, inner_value)
            elif isinstance(here, Sequence) and isinstance(value, Sequence):
                here.places.update({len(here) + index: place for index, place in value.places.items()})
                here.extend(value)
        plain = isinstance(value, Text) and value.style is Style.PLAIN
        top.before = key if plain and first is None else None
        top.cut = None

    def stands_alone(self, key: Text, event: Any) -> bool:
        """Whether the key between braces has no colon either, so that nothing was meant to be its value."""
        if type(event) is not yaml.ScalarEvent or event.tag is not None or event.anchor is not None:
            return False
        return _COLON_NEXT.match(self.text, key.end) is None

    def cut_by_comma(self, top: _Open, mapping: Mapping, rest: Text) -> None:
        """An entry between braces that is only a key: the rest of the text before it, or a text in a wrong place."""
        if top.before is None:
            self.problems.append(
                Problem(
                    Code.YAML_CUT_BY_COMMA,
                    rest.place,
                    f"“{_short(rest)}” stands between braces without a name or without a value.",
                    "Between braces every entry is “name: value”, with a space after the colon;"
                    " a text with commas is safe on lines of its own:",
                    ("name: >-", "  the text, with its commas"),
                )
            )
            return
        cut = mapping[top.before]
        if not isinstance(cut, Text):  # what `before` promises, for the type checker
            return
        # The words are put together again, so that nobody is told that the shorter quote does not carry the fact.
        meant = " ".join(self.text[cut.start : rest.end].split())
        problem = Problem(
            Code.YAML_CUT_BY_COMMA,
            _place_of(self.file, self.text, self.text.rindex(",", cut.start, rest.start)),
            f"Between braces a comma ends the text, and “{_short(rest)}” is cut off.",
            "Put the text on lines of its own:",
            _block(top.before, meant),
        )
        if top.cut is None:
            top.cut = len(self.problems)
            self.problems.append(problem)
        else:
            self.problems[top.cut] = Problem(
                Code.YAML_CUT_BY_COMMA, self.problems[top.cut].place, problem.message, problem.remedy, problem.detail
            )
        mapping[top.before] = Text(meant, cut.place, Style.PLAIN, cut.start, rest.end)

    def refuse_properties(self, event: Any) -> None:
        """Problems for an anchor and for a tag on a value."""
        start = event.start_mark.index
        example: tuple[str, ...] = ()
        kind = type(event)
        if kind is yaml.ScalarEvent:
            example = _example(self.text, start, " ".join(self.text[start : event.end_mark.index].split()))
        if event.anchor is not None:
            self.problems.append(
                Problem(
                    Code.YAML_ALIAS,
                    self.place(event.start_mark),
                    f"“&{_short(event.anchor)}” names this value so that it can be repeated elsewhere,"
                    " which a fact sheet does not do.",
                    _unless_text("Take the name out", "&", bool(example)),
                    example,
                )
            )
        if event.tag is not None:
            self.problems.append(
                Problem(
                    Code.YAML_TAG,
                    self.place(event.start_mark),
                    "“!” gives this value a type of its own, and a fact sheet knows only texts, lists and fields.",
                    _unless_text("Take out what begins with “!”", "!", bool(example)),
                    example,
                )
            )

    def alias(self, event: Any) -> None:
        """The problem for an alias."""
        self.whole = False
        start = event.start_mark.index
        example = _example(self.text, start, _rest_of_value(self.text, start))
        self.problems.append(
            Problem(
                Code.YAML_ALIAS,
                self.place(event.start_mark),
                f"“*{_short(event.anchor)}” repeats a value that stands elsewhere, which a fact sheet does not do.",
                _unless_text("Write the value out here", "*", True),
                example,
            )
        )

    def too_deep(self, event: Any) -> None:
        """The problem for a list or mapping inside too many others."""
        self.whole = False
        self.problems.append(
            Problem(
                Code.YAML_TOO_DEEP,
                self.place(event.start_mark),
                f"Lists and fields are nested more than {DEPTH} deep here.",
                "Check the brackets, dashes and indentation: a fact sheet needs fewer than ten levels.",
            )
        )

    def several_documents(self, event: Any) -> None:
        """The problem for a second document in one file."""
        self.whole = False
        self.problems.append(
            Problem(
                Code.YAML_SEVERAL_DOCUMENTS,
                self.place(event.start_mark),
                "A second document begins here, at “---”; the rest of the file was not read.",
                "Take the “---” out, or put what follows it into a file of its own in the same folder.",
            )
        )


@dataclass(frozen=True, slots=True)
class _Fault:
    """A fault of syntax: the problem, and what to leave out so that the rest can be read."""

    problem: Problem
    keep_name: bool = True
    """Whether the name of the field, and the dashes before it, stay."""
    all_tabs: bool = False
    """Whether it is tabs that are to be mended, wherever they indent."""
    of_indentation: bool = False
    """Whether it may come of how deep lines are taken to be indented."""

    def mend(self, text: str) -> str:
        """The text without the fault, every line in its place."""
        lines = text.splitlines(keepends=True)
        index = self.problem.place.line - 1
        if index >= len(lines):
            return text
        head = _HEAD.match(lines[index])
        kept = head[0] if head else ""
        base = len(_DASHES.match(kept)[0])  # type: ignore[index]  # it matches the empty string too
        lines[index] = (kept if self.keep_name else "") + "\n"
        for after in range(index + 1, len(lines)):
            line = lines[after].rstrip()
            # Where the depth is at fault, it is that of all that stands beside the line as well.
            if line and len(line) - len(line.lstrip(" ")) < base + (not self.of_indentation):
                break
            lines[after] = "\n"
        return "".join(lines)


def _without_tabs(text: str, file: str) -> str:
    """The text with spaces for the tabs that indent, as many as make the best sense, every line in its place."""
    most: tuple[bool, int, int] = (False, -1, 0)
    best = text
    for width, at in _DEPTHS:
        tried = _indented(text, width, at)
        reader = _Reader(tried, file)
        try:
            with _collector_at_rest():
                reader.value()
            sense = (True, 0, -len(reader.problems))
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            sense = (False, getattr(getattr(error, "problem_mark", None), "line", 0), 0)
        if sense > most:
            most, best = sense, tried
        if most == (True, 0, 0):
            break
    return best


def _indented(text: str, width: int, at: Callable[[int, int], int] | None) -> str:
    """The text with `width` spaces for each tab that indents.

    `at` says how deep the first of several such lines stands, by the indentation of the lines before and after them.
    """
    lines = text.splitlines(keepends=True)
    tabbed = [bool(_INDENTED_BY_TAB.match(line)) and not line.isspace() for line in lines]
    depths = [
        None if tab or line.isspace() else len(line) - len(line.lstrip(" "))
        for tab, line in zip(tabbed, lines, strict=True)
    ]
    before = _last(depths)
    after = _last(depths[::-1])[::-1]
    move = 0
    for number, line in enumerate(lines):
        if not tabbed[number]:
            continue
        bare = line.lstrip(" \t")
        depth = len(line[: len(line) - len(bare)].replace("\t", " " * width))
        if at is not None and not (number and tabbed[number - 1]):
            move = at(before[number], after[number]) - depth
        lines[number] = " " * max(0, depth + move) + bare
    return "".join(lines)


def _last(depths: Iterable[int | None]) -> list[int]:
    """For each line the depth of the last one that has any, 0 where there is none."""
    last, found = 0, []
    for depth in depths:
        last = last if depth is None else depth
        found.append(last)
    return found


# So many spaces for a tab; or the lines as deep as the one before, one step deeper, or as deep as the one after.
_DEPTHS: tuple[tuple[int, Callable[[int, int], int] | None], ...] = (
    (2, None),
    (4, None),
    (8, None),
    (2, lambda before, _: before),
    (2, lambda before, _: before + 2),
    (2, lambda _, after: after),
)


class _Scene:
    """What is known where the parser gave up.

    The parser says where it stood and, in its own jargon, what it wanted; C and Python differ in the wording. So only
    a few words of its message are looked at, and the rest is judged by what stands in the text.
    """

    def __init__(self, text: str, file: str, error: Exception, last: Any) -> None:
        self.text = text
        self.file = file
        mark = getattr(error, "problem_mark", None)
        context_mark = getattr(error, "context_mark", None)
        self.said = str(getattr(error, "problem", None) or "")
        self.doing = str(getattr(error, "context", None) or "")
        # Marks may lie behind the last line, where nothing can be shown.
        end = len(text.rstrip())
        self.at_end = mark is None or mark.index >= end
        self.index = min(mark.index if mark is not None else end, max(end - 1, 0))
        self.outer = min(context_mark.index, max(end - 1, 0)) if context_mark is not None else self.index
        self.line_start = _line_start(text, self.index)
        self.line = _rest_of_line(text, self.line_start)
        self.sign = text[self.index : self.index + 1]
        # The last that the parser understood, from where to where.
        kind = type(last)
        self.after_scalar = kind is yaml.ScalarEvent and bool(last.value or last.style)
        self.after_collection = kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        self.after_alias = kind is yaml.AliasEvent
        self.style = _STYLES.get(last.style, Style.PLAIN) if self.after_scalar else None
        self.words: str = last.value if self.after_scalar else ""
        self.start: int = last.start_mark.index if last is not None else 0
        self.end: int = last.end_mark.index if last is not None else 0

    def problem(self, index: int, message: str, remedy: str, detail: tuple[str, ...] = ()) -> Problem:
        """A fault of syntax at the offset `index`."""
        return Problem(Code.YAML_SYNTAX, _place_of(self.file, self.text, index), message, remedy, detail)

    def same_line(self, index: int) -> bool:
        """Whether the offset is in the line where the parser gave up."""
        return _line_start(self.text, index) == self.line_start

    def nothing_before(self, index: int) -> bool:
        """Whether only spaces and dashes stand before `index` in its line."""
        return not self.text[_line_start(self.text, index) : index].strip(" -")

    def example(self, index: int) -> tuple[str, ...]:
        """The value that begins at `index` as a block."""
        return _example(self.text, index, self.rest(index))

    def rest(self, index: int) -> str:
        """The value that begins at `index`."""
        return _rest_of_value(self.text, index)


def _fault(scene: _Scene) -> _Fault:
    """The fault in plain words: the first explanation that fits."""
    for explain in _EXPLANATIONS:
        fault = explain(scene)
        if fault is not None:
            return fault
    return _Fault(
        scene.problem(
            scene.index,
            "This line cannot be understood as YAML.",
            "Compare its indentation with the lines around it, and put a text with unusual signs in a block:",
            ("name: >-", "  the text"),
        ),
        keep_name=False,
    )


def _tab(scene: _Scene) -> _Fault | None:
    """Tabs as indentation, or where the parser in Python, unlike libyaml, refuses them."""
    found = _INDENTED_BY_TAB.match(scene.text, scene.line_start)
    if not found:
        if scene.sign != "\t":
            return None
        place = _place_of(scene.file, scene.text, scene.index)
        return _Fault(Problem(Code.YAML_TAB, place, "Here stands a tab.", "Put spaces in its place."))
    place = _place_of(scene.file, scene.text, scene.text.index("\t", found.start()))
    others = sum(1 for _ in _INDENTED_BY_TAB.finditer(scene.text, found.end()))
    more = f", and so {'is' if others == 1 else 'are'} {others} more below it" if others else ""
    return _Fault(
        Problem(
            Code.YAML_TAB,
            place,
            f"This line is indented with a tab{more}.",
            "Indent with spaces; most editors can be told to do so for YAML.",
        ),
        all_tabs=True,
    )


def _directive(scene: _Scene) -> _Fault | None:
    """A line that begins with a per cent sign, which is an order to the parser."""
    if not (scene.line.startswith("%") or "directive" in scene.doing or "incompatible" in scene.said):
        return None
    return _Fault(
        scene.problem(
            scene.line_start,
            "A line that begins with “%” is an order to the YAML reader.",
            "Take the line out; a text that begins with “%” needs quotes.",
        ),
        keep_name=False,
    )


def _open_quote(scene: _Scene) -> _Fault | None:
    """A quotation mark without its second, or an escape that is none."""
    if "quoted scalar" not in scene.doing and "double-quoted" not in scene.doing:
        return None
    if "escape" in scene.said or "hexa" in scene.said or "hexdec" in scene.said:
        return _Fault(
            scene.problem(
                scene.index,
                "Between double quotation marks a backslash begins a code, and this is none.",
                _TWO_BACKSLASHES,
                _example(scene.text, scene.outer, _rest_of_value(scene.text, scene.outer).strip('"')),
            )
        )
    mark = scene.text[scene.outer : scene.outer + 1]
    return _Fault(
        scene.problem(
            scene.outer,
            f"The quotation mark {mark} that opens this text is never closed.",
            f"Close it at the end of the text; if {mark} belongs to the text itself, put it in a block:",
            scene.example(scene.outer),
        )
    )


def _unusual_start(scene: _Scene) -> _Fault | None:
    """A text that begins with a sign that means something to YAML."""
    index = None
    if "cannot start any token" in scene.said:
        index = scene.index
    elif any(what in scene.doing for what in ("block scalar", "an alias", "an anchor", "a tag")):
        index = scene.outer
    elif "sequence entries are not allowed" in scene.said:
        return _Fault(
            scene.problem(
                scene.index,
                "A dash stands on the line of its field.",
                _OWN_LINES
                if _holds_fields(scene.text, scene.index, scene.rest(scene.index))
                else "A list begins on the line below; a text that begins with “- ” goes in a block:",
                scene.example(scene.index),
            )
        )
    elif "keys are not allowed" in scene.said or ("node content" in scene.said and scene.sign and scene.sign in "]},"):
        index = scene.index
        if "flow" in scene.doing:
            return None
    if index is None or index >= len(scene.text):
        return None
    sign = scene.text[index]
    return _Fault(
        scene.problem(
            index,
            f"A text cannot begin with “{sign}” unless it is quoted.",
            _IN_A_BLOCK,
            scene.example(index),
        )
    )


def _goes_on(scene: _Scene) -> _Fault | None:
    """Text behind a closing quotation mark or bracket."""
    if scene.at_end or not scene.same_line(scene.end) or scene.end > scene.index:
        return None
    start = scene.start
    if scene.style in (Style.SINGLE, Style.DOUBLE) and scene.sign != ":":
        mark = scene.text[start : start + 1]
        where = "" if scene.same_line(start) else f" in line {_line_number(scene.text, scene.end)}"
        message = f"The text that begins with {mark} ends at the next {mark}{where}, and more follows it."
        remedy = f"Close it with {mark} where it ends, or put the whole text in a block:" if where else _IN_A_BLOCK
        return _Fault(scene.problem(start, message, remedy, scene.example(start)))
    if scene.after_alias:
        message = "A text cannot begin with “*” unless it is quoted."
        return _Fault(scene.problem(start, message, _IN_A_BLOCK, scene.example(start)))
    if scene.after_collection and scene.end > start:
        if scene.sign in "]}":
            message = f"There is a “{scene.sign}” too many."
            remedy = "Take it out; a text that contains brackets is quoted or in a block."
            return _Fault(scene.problem(scene.index, message, remedy))
        opening = _opening(scene.text, start)
        if scene.sign != ",":
            message = f"A value that begins with “{scene.text[opening]}” ends at its closing bracket, and more follows."
            remedy = "If it is a text, put it in a block:"
            return _Fault(scene.problem(opening, message, remedy, scene.example(opening)))
    return None


def _comment_inside(scene: _Scene) -> _Fault | None:
    """A text that goes on after a comment, or a comment that swallowed a closing bracket."""
    if scene.style is not Style.PLAIN or scene.index < scene.end:
        return None
    found = _COMMENT_NEXT.match(scene.text, scene.end)
    if not found:
        return None
    sign = found.end() - 1
    comment = _rest_of_line(scene.text, sign)
    flow = "flow" in scene.doing
    if flow and not any(bracket in comment for bracket in "]}"):
        return None
    if not flow and (_NAME.match(scene.line) or scene.line.lstrip().startswith("- ")):
        return None
    rest = comment.rstrip(" ]}") if flow else f"{comment} {scene.line.strip()}"
    problem = _cut_by_comment(scene.file, scene.text, scene.start, sign, f"{scene.words} {rest}")
    if flow:
        message = f"A comment begins at this “#”, and the closing bracket is part of it: “{_short(comment)}”."
        remedy = "Close the bracket before the comment; if the “#” belongs to the text, put the text in a block:"
        return _Fault(Problem(problem.code, problem.place, message, remedy, problem.detail))
    return _Fault(
        Problem(
            problem.code,
            problem.place,
            f"A comment begins at this “#”, and the text goes on in line {_line_number(scene.text, scene.index)}.",
            "Move the comment to a line before the text; if the “#” belongs to the text, put it all in a block:",
            problem.detail,
        ),
    )


def _colon(scene: _Scene) -> _Fault | None:
    """A colon where none can be: in a text, after a missing space, or in a line that is indented too far."""
    if "values are not allowed" not in scene.said:
        return None
    if scene.after_scalar and not scene.same_line(scene.start):
        glued = _GLUED.match(scene.text, scene.start)
        if glued:
            return _Fault(_no_space(scene, glued.end() - 1, ":"))
        beside = scene.start - _line_start(scene.text, scene.start)
        if scene.nothing_before(scene.start) and len(scene.line) - len(scene.line.lstrip()) == beside:
            return _Fault(_colon_missing(scene, scene.start), keep_name=False)
        return _Fault(
            scene.problem(
                scene.line_start + len(scene.line) - len(scene.line.lstrip()),
                "This line is indented as if it went on with the text of the line above.",
                "If both are fields, give both the same indentation; or close the text above first.",
            ),
            keep_name=False,
            of_indentation=True,
        )
    start = _value_start(scene.text, scene.line_start)
    fields = _holds_fields(scene.text, start, scene.rest(start))
    return _Fault(
        scene.problem(
            scene.index,
            "A second field begins in the same line."
            if fields
            else "A second “: ” in the same line would make the text a field of its own.",
            _OWN_LINES if fields else "Put a text that contains “: ” in a block:",
            scene.example(start),
        )
    )


def _no_colon(scene: _Scene) -> _Fault | None:
    """A line in which the colon, or the space after it, is missing."""
    if "could not find expected ':'" not in scene.said:
        return None
    start = _line_start(scene.text, scene.outer)
    line = _rest_of_line(scene.text, start)
    glued = _GLUED.match(scene.text, scene.outer)
    if glued:
        return _Fault(_no_space(scene, glued.end() - 1, ":"), keep_name=False)
    if line.lstrip().startswith("-"):
        return _Fault(_no_space(scene, start + line.index("-"), "-"), keep_name=False)
    return _Fault(_colon_missing(scene, scene.outer), keep_name=False)


def _colon_missing(scene: _Scene, index: int) -> Problem:
    """The problem that the line which begins at `index` has no colon."""
    line = _rest_of_line(scene.text, _line_start(scene.text, index)).strip()
    return scene.problem(
        index,
        f"“{_short(_without_dashes(line))}” has no colon, so it is neither a field nor part of the text above it.",
        "Write “name: value”; if it goes on with the text above, indent it deeper than that text’s name.",
    )


def _brackets(scene: _Scene) -> _Fault | None:
    """A bracket that is not closed, and texts between brackets that contain signs with a meaning."""
    if "flow" not in scene.doing:
        return None
    opening = scene.text[scene.outer : scene.outer + 1]
    if "node content" in scene.said:
        detail: tuple[str, ...] = ()
        if scene.at_end:
            message = "A bracket is opened here or before, and the file ends before it is closed."
            remedy = "Close it; a text that begins with a bracket needs quotes."
        elif scene.sign == ",":
            message, remedy = "There is a comma too many between the brackets.", "Take it out, or quote the text."
        elif scene.sign == "-":
            message = "A list with dashes cannot stand between brackets."
            remedy = "Leave the brackets out and begin each item on a line of its own."
        else:
            message = f"Between brackets a text cannot begin with “{scene.sign}”."
            remedy, detail = "Put the text on lines of its own:", scene.example(scene.index)
        return _Fault(scene.problem(scene.index, message, remedy, detail))
    if opening not in ("[", "{"):
        return None
    if scene.at_end or not scene.same_line(scene.outer):
        closing = "]" if opening == "[" else "}"
        before = "the end of the file" if scene.at_end else f"line {_line_number(scene.text, scene.index)}"
        return _Fault(
            scene.problem(
                scene.outer,
                f"The “{opening}” opened here is not closed before {before}.",
                f"Put the “{closing}” at its end; if “{opening}” begins a text, put the text in a block:",
                scene.example(scene.outer),
            )
        )
    start = scene.start if scene.after_scalar else scene.index
    sign = ": " if scene.sign == ":" else scene.sign
    return _Fault(
        scene.problem(
            scene.index,
            f"Between brackets a text cannot go on with “{sign}”.",
            _OWN_LINES if _holds_fields(scene.text, start, scene.rest(start)) else "Put the text on lines of its own:",
            scene.example(start),
        )
    )


def _indentation(scene: _Scene) -> _Fault | None:
    """A line that stands under no line above it."""
    if "block" not in scene.doing and "document start" not in scene.said:
        return None
    content = scene.line.lstrip(" ")
    end = _DOCUMENT_END.search(scene.text, 0, scene.line_start + len(scene.line))
    if end:
        return _Fault(
            Problem(
                Code.YAML_SEVERAL_DOCUMENTS,
                _place_of(scene.file, scene.text, end.start()),
                "A line of three dots ends the file for YAML, and more follows it.",
                "Take the dots out, or put what follows them into a file of its own in the same folder.",
            ),
            keep_name=False,
        )
    index = scene.line_start + len(scene.line) - len(content)
    if content.startswith((": ", ":")) and not content.strip(":").startswith(":") and scene.sign == ":":
        return _Fault(
            Problem(
                Code.YAML_KEY,
                _place_of(scene.file, scene.text, scene.index),
                "Nothing stands before the colon.",
                "Write the name of the field there, or quote the text if the colon belongs to it.",
            ),
            keep_name=False,
        )
    if "'-' indicator" in scene.said or ("collection" in scene.doing and not content.startswith("-")):
        message = "This line stands in a list but does not begin with a dash."
        remedy = (
            "Begin an item with “- ”, and indent what belongs to it two spaces deeper than its dash; "
            "if the line stands beside the list, give it the indentation of the list’s name."
        )
    elif content.startswith("- ") or content == "-":
        message = "This item of a list stands where a field belongs."
        remedy = "Give the dash the indentation of the other dashes of its list, below the name of the list."
    else:
        message = "The indentation of this line fits none of the lines above it."
        remedy = "Give it the indentation of the fields it stands beside; a text that goes on is quoted or in a block."
    return _Fault(scene.problem(index, message, remedy), keep_name=False, of_indentation=True)


_EXPLANATIONS = (
    _tab,
    _directive,
    _open_quote,
    _unusual_start,
    _comment_inside,
    _goes_on,
    _colon,
    _no_colon,
    _brackets,
    _indentation,
)


def _no_space(scene: _Scene, index: int, sign: str) -> Problem:
    """The problem that no space follows the colon or dash at `index`."""
    what = "colon" if sign == ":" else "dash"
    return scene.problem(index, f"There is no space after this {what}.", f"Put a space after the “{sign}”.")


_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not allow; line ends that editors do not count, which YAML does; and the BOM anywhere but in front."""

_HOLD_FIELDS = frozenset(
    {"accepted", "cite", "corrected", "from", "inferred", "publisher", "reads", "stances", "withdrawn"}
)
"""Fields of a fact sheet that hold fields and are never one text with a colon in it."""

_INNER = re.compile(r"""(?P<dash>- +)?(?P<quote>["']?)(?P<name>[\w.-]+)(?P=quote):\s+(?P<words>\S.*)""")
_PLAIN = re.compile(r"""[^\W_](?:(?!: | #)[^{}\[\]])*(?<!:)|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
_OWN_LINES = "Give each field a line of its own, indented below the one that holds it:"
_IN_A_BLOCK = "Put the whole text in a block:"
_TWO_BACKSLASHES = "Write the backslash twice, or put the text in a block, where it is only a backslash:"
_UNPRINTABLE_NAMES = {"\x85": "next line", "\u2028": "line separator", "\u2029": "paragraph separator", "\ufeff": "BOM"}
_INDENTED_BY_TAB = re.compile(r"^ *\t[ \t]*", re.MULTILINE)
_COLON_NEXT = re.compile(r"\s*:")
_COMMENT_NEXT = re.compile(r"\s+#")
_DOCUMENT_END = re.compile(r"^\.\.\.(?=\s|\Z)", re.MULTILINE)
_NAME = re.compile(r"[ ]*(?:- +)*[\w.-]+:(?:\s|$)")
_DASHES = re.compile(r" *(?:- +)*")
_HEAD = re.compile(r" *(?:- +)*(?:[^\s#'\"\[\]{},&*!|>%@`-][^:#\r\n]*:(?=\s|$))?")
_FIELD = re.compile(r"(?:^|[\s{\[,])([^\s{}\[\],:\"'][^{}\[\],:\"']*):\s*$")
_GLUED = re.compile(r"[^\W\d_][\w-]*:(?=\S)")
_LINE_END = re.compile(r"[\r\n]|\Z")


def _without_unprintables(text: str, file: str) -> tuple[str, list[Problem]]:
    """The text with a space for each character that YAML refuses, and a problem for each kind of them."""
    seen: dict[str, list[int]] = {}
    for found in _UNPRINTABLE.finditer(text):
        seen.setdefault(found[0], []).append(found.start())
    if not seen:
        return text, []
    problems = []
    for character, offsets in seen.items():
        more = len(offsets) - 1
        also = f", and {more} more like it {'is' if more == 1 else 'are'} below" if more else ""
        problems.append(
            Problem(
                Code.YAML_SYNTAX,
                _place_of(file, text, offsets[0]),
                f"Here stands {_named(character)}, which prints nothing and is not allowed{also}.",
                "Delete it, or put a space in its place; in a quote, white space need not be the source’s own.",
            )
        )
    return _UNPRINTABLE.sub(" ", text), problems


def _named(character: str) -> str:
    """A character that cannot be shown, in words."""
    other = "half of a character" if "\ud800" <= character <= "\udfff" else "no character"
    name = _UNPRINTABLE_NAMES.get(character, "control character" if character < "\xa0" else other)
    return f"the character U+{ord(character):04X} ({name})"


def _cut_by_comment(file: str, text: str, start: int, sign: int, meant: str) -> Problem:
    """The problem that the “#” at the offset `sign` may have cut short the text that begins at `start`."""
    return Problem(
        Code.YAML_CUT_BY_COMMENT,
        _place_of(file, text, sign),
        f"The text ends before this “#”: the rest of the line, “{_short(_rest_of_line(text, sign))}”, is a comment.",
        "If it is one, put two spaces before the “#”; if it belongs to the text, put the text in a block:",
        _example(text, start, " ".join(meant.split())),
    )


def _unless_text(remedy: str, sign: str, example: bool) -> str:
    """The remedy, and what to do if the sign belongs to a text."""
    return f"{remedy}; a text that begins with “{sign}” goes in a block:" if example else f"{remedy}."


def _example(text: str, start: int, meant: str) -> tuple[str, ...]:
    """The text `meant`, which begins at `start`, as a block under the name that stands before it.

    Below a name that holds fields it is written as fields, since a block would be one text.
    """
    name = _name_before(text, start)
    return (name and _as_fields(name, meant)) or _block(name, meant)


def _name_before(text: str, start: int) -> str | None:
    """The name of the field whose value begins at `start`."""
    found = _FIELD.search(text[_line_start(text, start) : start])
    return _without_dashes(found[1]) if found else None


def _holds_fields(text: str, start: int, meant: str) -> bool:
    """Whether the text `meant`, which begins at `start`, is meant as fields below the name that stands before it."""
    name = _name_before(text, start)
    return name is not None and _as_fields(name, meant) is not None


def _as_fields(name: str, meant: str) -> tuple[str, ...] | None:
    """The text as a field below a name that holds fields: `cite: some-source: words`."""
    return _below(name, meant, 2 if name == "inferred" else 1) if name in _HOLD_FIELDS else None


def _below(name: str, meant: str, levels: int) -> tuple[str, ...] | None:
    """The text as a field below a name, and that as one below its own, as deep as this."""
    found = _INNER.fullmatch(meant) if levels else None
    if not found:
        return None
    dash, inner, words = found["dash"] or "", found["name"], found["words"]
    indent = "  " + " " * len(dash)
    if deeper := _below(inner, words, levels - 1):
        return (f"{name}:", *(f"  {line}" for line in deeper))
    if _PLAIN.fullmatch(words):
        return (f"{name}:", f"  {dash}{inner}: {_short(words, _SHOWN)}")
    return (f"{name}:", f"  {dash}{inner}: >-", f"{indent}  {_short(words, _SHOWN)}")


def _without_dashes(name: str) -> str:
    """The name without the dashes of the list it stands in."""
    return re.sub(r"^(?:- +)+", "", name).strip()


def _block(name: str | None, meant: str) -> tuple[str, ...]:
    """A text in block style, which takes every sign as it is."""
    return (f"{_short(name)}: >-" if name else "- >-", f"  {_short(meant, _SHOWN)}")


_SHOWN = 240
"""How much of a text an example shows, which the curator is to write."""


def _short(text: str, most: int = 60) -> str:
    """The text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _line_start(text: str, index: int) -> int:
    """Where the line begins that holds the offset `index`."""
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def _rest_of_line(text: str, index: int) -> str:
    """What stands from `index` to the end of its line."""
    found = _LINE_END.search(text, index)
    return text[index : found.start()] if found else text[index:]


def _rest_of_value(text: str, index: int) -> str:
    """The value that begins at `index`, guessed for an example: the rest of its line, without the brackets around."""
    rest = _rest_of_line(text, index).strip()
    for opening, closing in ("{}", "[]"):
        while len(rest) > 1 and rest.endswith(closing) and rest.count(closing) > rest.count(opening):
            rest = rest[:-1].rstrip()
    return rest


def _value_start(text: str, line_start: int) -> int:
    """Where the value of the line's field begins; the line's first character where it has no field."""
    line = _rest_of_line(text, line_start)
    head = _HEAD.match(line)
    end = head.end() if head else 0
    return line_start + end + len(line[end:]) - len(line[end:].lstrip())


def _opening(text: str, closing: int) -> int:
    """The bracket that the one at `closing` closes, guessed within the line; `closing` where there is none."""
    depth = 0
    for index in range(closing, _line_start(text, closing) - 1, -1):
        if text[index] in "]}":
            depth += 1
        elif text[index] in "[{":
            depth -= 1
            if depth == 0:
                return index
    return closing


def _line_and_column(before: str) -> tuple[int, int]:
    """The line and column that follow the text `before`, counted from 1."""
    line = before.count("\n") + before.count("\r") - before.count("\r\n") + 1
    return line, len(before) - _line_start(before, len(before)) + 1


def _line_number(text: str, index: int) -> int:
    """The number of the line that holds the offset `index`."""
    return _line_and_column(text[:index])[0]


def _place_of(file: str, text: str, index: int) -> Place:
    """The place of the offset `index`."""
    return Place(file, *_line_and_column(text[:index]))
