"""yamlfile: values with places, traps and faults in plain words, and nothing that brings it down."""

from __future__ import annotations

import copy
import gc
import json
import pickle
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from mkdocs_dossier import entries, yamlfile
from mkdocs_dossier.problems import Code, Place, Problem
from mkdocs_dossier.yamlfile import Mapping, Sequence, Style, Text, Value

GOLDEN = sorted((Path(__file__).parent / "golden" / "yaml").glob("*.txt"))
RULE = "======\n"

JARGON = (
    "expected",
    "token",
    "scalar",
    "mapping",
    "sequence",
    "block end",
    "stream",
    "anchor",
    "flow",
    "scanning",
    "parsing",
    "node",
    "indicator",
)
"""Words of the parser's own messages, which no curator should meet."""

SHEET = """\
facts:
  - id: one
    says: Turkey’s purchase in no way undermines the security of other states.
    stance: "no"
    cite: {tass: 'at an altitude of up to 35 km'}
    via: [rt, tass]   # nearest first
  - id: two
    says: >-
      The text goes on
      in a second line.
    empty:
actors:
  chemezov: {kind: person, name: Sergey Chemezov}
"""


def shown(value: Value | None, problems: tuple[Problem, ...]) -> str:
    """Problems and value as they stand in the golden files, below the line of `=`."""
    lines = []
    for problem in problems:
        lines += [f"{problem.place.line}:{problem.place.column} {problem.code.value}"]
        lines += [f"  {problem.message}", f"  {problem.remedy}", *(f"    {line}" for line in problem.detail)]
    return "\n".join([*lines, json.dumps(value, ensure_ascii=False)]) + "\n"


def mapping(text: str) -> Mapping:
    """What `text` holds, which has to be a mapping without problems."""
    value, problems = yamlfile.read(text, "f.yml")
    assert problems == ()
    assert isinstance(value, Mapping)
    return value


def everything(value: Value | None) -> list[Value]:
    """The value and all it contains, keys too."""
    if value is None:
        return []
    inner: list[Value | None] = []
    if isinstance(value, Mapping):
        inner = [*value.keys(), *value.values()]
    elif isinstance(value, Sequence):
        inner = list(value)
    return [value, *(one for item in inner for one in everything(item))]


@pytest.mark.parametrize("case", GOLDEN, ids=lambda path: path.stem)
def test_golden(case: Path) -> None:
    given_text, _, wanted = case.read_text(encoding="utf-8").partition(RULE)
    assert shown(*yamlfile.read(given_text, "file.yml")) == wanted


def test_golden_cases_are_there_for_every_code_of_yaml() -> None:
    texts = "".join(case.read_text(encoding="utf-8") for case in GOLDEN)
    # Nesting that is too deep would make a golden file nobody reads: it has tests of its own.
    wanted = {code.value for code in Code if code.value.startswith("yaml-")} - {Code.YAML_TOO_DEEP.value}
    assert {code for code in wanted if f" {code}\n" not in texts} == set()


@pytest.mark.parametrize("case", GOLDEN, ids=lambda path: path.stem)
def test_messages_are_free_of_jargon(case: Path) -> None:
    given_text, _, _ = case.read_text(encoding="utf-8").partition(RULE)
    for problem in yamlfile.read(given_text, "file.yml")[1]:
        words = f"{problem.message} {problem.remedy}".lower()
        assert not [word for word in JARGON if word in words], words
        assert problem.message.endswith(".")
        assert problem.remedy.endswith(":" if problem.detail else ".")


PARSERS_DIFFER = {
    "begins-with-exclamation",  # the parser in Python allows a comma in a tag: a problem all the same, of another code
    "comments-that-are-none-of-that",  # it refuses tabs between the words of a line
    "tab-inside-a-line",
}


@pytest.mark.parametrize(
    "case", [case for case in GOLDEN if case.stem not in PARSERS_DIFFER], ids=lambda path: path.stem
)
def test_the_parser_in_python_finds_the_same(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given_text, _, wanted = case.read_text(encoding="utf-8").partition(RULE)
    monkeypatch.setattr(yamlfile, "_LOADER", yaml.SafeLoader)
    codes = [line for line in wanted.splitlines() if line[:1].isdigit()]
    found = shown(*yamlfile.read(given_text, "file.yml")).splitlines()
    assert [line for line in found if line[:1].isdigit()] == codes


def test_every_value_has_its_place() -> None:
    value = mapping("# c\nкл😀ч: 'é' \nb: {c: [d, é😀, x]}\ne:\n  - |\n    f\n")
    key = value.key("кл😀ч")
    assert key is not None
    assert key.place == Place("f.yml", 2, 1)
    assert [(str(one), one.place.line, one.place.column) for one in everything(value) if isinstance(one, Text)] == [
        ("кл😀ч", 2, 1),
        ("b", 3, 1),
        ("e", 4, 1),
        ("é", 2, 7),
        ("c", 3, 5),
        ("d", 3, 9),
        ("é😀", 3, 12),
        ("x", 3, 16),
        ("f\n", 5, 5),
    ]
    assert value.place == Place("f.yml", 2, 1)
    inner = value[key.__class__("b", key.place)]
    assert isinstance(inner, Mapping)
    assert inner.place == Place("f.yml", 3, 4)
    assert value.key("z") is None


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_line_ends_and_bom_move_nothing(ends: str, bom: str) -> None:
    text = "é: 😀\nb:\n  - d  # c\n".replace("\n", ends)
    value, problems = yamlfile.read(bom + text, "f.yml")
    assert problems == ()
    assert value == {"é": "😀", "b": ["d"]}
    for one in everything(value):
        if isinstance(one, Text):
            assert text[one.start : one.end] == one
    assert yamlfile.place_at(mapping(text), ["b", 0]) == Place("f.yml", 3, 5)


def test_offsets_take_in_the_quotation_marks() -> None:
    text = "ü: 'it''s'\nb: \"x\\u00e9\"\nc: a\n  b\nd: |\n  e\n"
    texts = [one for one in mapping(text).values() if isinstance(one, Text)]
    assert [text[one.start : one.end] for one in texts] == ["'it''s'", '"x\\u00e9"', "a\n  b", "|\n  e\n"]
    assert [one.style for one in texts] == [Style.SINGLE, Style.DOUBLE, Style.PLAIN, Style.LITERAL]
    assert texts == ["it's", "xé", "a b", "e\n"]


def test_scalars_are_text_whatever_they_look_like() -> None:
    words = ["no", "yes", "010", "12:30", "2021-02-24", "1e3", "~", "null", "0x1F", ".inf", "true"]
    value = mapping("\n".join(f"k{number}: {word}" for number, word in enumerate(words)))
    assert list(value.values()) == words
    assert all(type(one) is Text for one in value.values())


def test_absent_values_have_places() -> None:
    value = mapping("a:\nb: ''\nc:\n  - x\n  -\n  - {d: }\n")
    assert value == {"a": None, "b": "", "c": ["x", None, {"d": None}]}
    assert yamlfile.place_at(value, ["a"]) == Place("f.yml", 1, 1)
    assert yamlfile.place_at(value, ["c", 1]).line == 5
    assert yamlfile.place_at(value, ["c", 2, "d"]) == Place("f.yml", 6, 6)


def test_place_at_goes_as_far_as_it_can() -> None:
    value = mapping(SHEET)
    assert yamlfile.place_at(value, []) == Place("f.yml", 1, 1)
    assert yamlfile.place_at(value, ["facts", 0, "cite", "tass"]) == Place("f.yml", 5, 18)
    assert yamlfile.place_at(value, ["facts", 0, "function-plain[x()]", "id"]) == Place("f.yml", 2, 9)
    assert yamlfile.place_at(value, ["facts", 0, "missing"]) == Place("f.yml", 2, 5)
    assert yamlfile.place_at(value, ["facts", 9]) == Place("f.yml", 2, 3)
    assert yamlfile.place_at(value, ["facts", 1, "empty"]) == Place("f.yml", 11, 5)


def test_text_is_a_str_and_survives_copies() -> None:
    value = mapping(SHEET)
    text = next(one for one in everything(value) if isinstance(one, Text) and one == "one")
    assert (text, hash(text), f"{text}") == ("one", hash("one"), "one")
    for twin in (copy.copy(text), copy.deepcopy(text), pickle.loads(pickle.dumps(text))):  # noqa: S301
        assert (type(twin), twin, twin.place, twin.start, twin.end) == (Text, text, text.place, text.start, text.end)
    again = pickle.loads(pickle.dumps(value))  # noqa: S301
    assert (type(again), again, again.place) == (Mapping, value, value.place)


@dataclass(frozen=True)
class _Fact:
    id: Text
    cite: dict[Text, Text]
    via: tuple[Text, ...] = ()
    note: Text | None = None


def test_texts_pass_through_pydantic_as_they_are() -> None:
    value = mapping("id: one\ncite: {tass: so}\nvia: [rt]\nnote:\n")
    fact = TypeAdapter(_Fact).validate_python(value)
    assert fact.id is value[Text("id", value.place)]
    ((source, quote),) = fact.cite.items()
    assert (type(source), source.place) == (Text, Place("f.yml", 2, 8))
    assert (type(quote), quote.place) == (Text, Place("f.yml", 2, 14))
    assert fact.via[0].place == Place("f.yml", 3, 7)
    assert fact.note is None


def test_what_is_no_text_is_an_error_of_type_text() -> None:
    value = mapping("id: [one]\ncite: {tass: {a: b}}\n")
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(_Fact).validate_python(value)
    assert [(error["type"], error["loc"]) for error in caught.value.errors()] == [
        ("text", ("id",)),
        ("text", ("cite", "tass")),
    ]
    with pytest.raises(ValidationError):
        TypeAdapter(Text).validate_python("a plain str has no place")


def test_to_an_editor_a_text_is_a_string() -> None:
    schema = TypeAdapter(_Fact).json_schema()
    assert schema["properties"]["id"] == {"title": "Id", "type": ["string", "number", "boolean"]}
    assert schema["properties"]["cite"]["additionalProperties"] == {"type": ["string", "number", "boolean"]}


DEEP: dict[str, Any] = {
    "brackets": lambda depth: "[" * depth,
    "closed brackets": lambda depth: "[" * depth + "]" * depth,
    "braces": lambda depth: "{a: " * depth,
    "brackets in lines": lambda depth: "[\n" * depth,
    "dashes": lambda depth: "- " * depth + "x",
    "questions": lambda depth: "? " * depth + "x",
    "below a field": lambda depth: "a: b\nc: " + "[" * depth,
}


@pytest.mark.parametrize("depth", [10_000, 200_000])
@pytest.mark.parametrize("form", DEEP)
def test_nesting_cannot_bring_the_process_down(form: str, depth: int) -> None:
    value, problems = yamlfile.read(DEEP[form](depth), "f.yml")
    assert value is None
    assert [problem.code for problem in problems] == [Code.YAML_TOO_DEEP]


def test_nesting_by_indentation_cannot_either() -> None:
    text = "".join(f"{' ' * level}a:\n" for level in range(3_000))
    assert [problem.code for problem in yamlfile.read(text, "f.yml")[1]] == [Code.YAML_TOO_DEEP]


def test_the_depth_that_is_allowed() -> None:
    most = yamlfile.DEPTH
    assert yamlfile.read("[" * most + "]" * most, "f.yml")[1] == ()
    _, problems = yamlfile.read("[" * (most + 1) + "]" * (most + 1), "f.yml")
    assert [(problem.code, problem.place.column) for problem in problems] == [(Code.YAML_TOO_DEEP, most + 1)]


def test_laughs_are_not_multiplied() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]" for number in range(1, 12)]
    value, problems = yamlfile.read("\n".join(lines), "f.yml")
    assert value is None
    assert {problem.code for problem in problems} == {Code.YAML_ALIAS}


def test_fault_after_fault_has_an_end() -> None:
    text = "".join(f"a{number}: b: c\n" for number in range(1_000))
    _, problems = yamlfile.read(text, "f.yml")
    assert [problem.place.line for problem in problems] == list(range(1, len(problems) + 1))
    assert 10 <= len(problems) <= 100


SHEETS = sorted((Path(__file__).parent / "golden/problems/base/sources/facts").glob("*.yml"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
@pytest.mark.parametrize("tabs", ["one", "one for two spaces", "one for four spaces", "behind the spaces"])
def test_one_tab_is_one_problem(sheet: Path, tabs: str) -> None:
    lines = sheet.read_text("utf-8").split("\n")
    tried = 0
    for number, line in enumerate(lines):
        depth, words = len(line) - len(line.lstrip(" ")), line.lstrip(" ")
        if not depth or not words:
            continue
        indent = {"one": "\t", "one for two spaces": "\t" * (depth // 2), "behind the spaces": " " * (depth - 2) + "\t"}
        changed = f"{indent.get(tabs, chr(9) * max(1, depth // 4))}{words}"
        _, problems = yamlfile.read("\n".join([*lines[:number], changed, *lines[number + 1 :]]), "f.yml")
        assert [(it.code, it.place.line) for it in problems] == [(Code.YAML_TAB, number + 1)], line
        tried += 1
    assert tried > 10


def test_tabs_hide_no_other_fault() -> None:
    text = "a:\n  b: x: y\n  b: x\n\tc:\n  d: x: y\n  d: z\n  d: {x: y, z}\n"
    _, problems = yamlfile.read(text, "f.yml")
    assert [(it.place.line, it.code.value) for it in problems] == [
        (2, "yaml-syntax"),
        (3, "yaml-duplicate-key"),
        (4, "yaml-tab"),
        (5, "yaml-syntax"),
        (7, "yaml-cut-by-comma"),
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("cite: a-b: the words", {"cite": {"a-b": "the words"}}),
        ("- cite: a-b: the words", {"cite": {"a-b": "the words"}}),
        ("x:\n  - id: y\n    cite: a-b: the words, all", {"cite": {"a-b": "the words, all"}}),
        ('cite: "a-b": the words', {"cite": {"a-b": "the words"}}),
        ('cite: a-b: "the words"', {"cite": {"a-b": "the words"}}),
        ("cite: a-b: 'it’s: the words'", {"cite": {"a-b": "it’s: the words"}}),
        ("cite: a-b: the words: all of them", {"cite": {"a-b": "the words: all of them"}}),
        ("cite: a-b: [the] words #1", {"cite": {"a-b": "[the] words #1"}}),
        ("cite: - a-b: the words", {"cite": [{"a-b": "the words"}]}),
        ("x: {cite: a-b: the words}", {"cite": {"a-b": "the words"}}),
        ("publisher: is: a-b", {"publisher": {"is": "a-b"}}),
        ("inferred: date: because: it says so: here", {"inferred": {"date": {"because": "it says so: here"}}}),
        ("corrected: date: 2021", {"corrected": {"date": "2021"}}),
    ],
)
def test_what_is_proposed_for_two_fields_in_one_line_can_be_read(text: str, meant: dict[str, object]) -> None:
    _, (problem, *_) = yamlfile.read(text, "f.yml")
    assert problem.remedy.startswith("Give each field a line of its own")
    assert yamlfile.read("\n".join(problem.detail), "f.yml") == (meant, ())


def test_fields_that_hold_fields_are_the_form_s_own() -> None:
    written = json.dumps(entries.schema())
    assert [name for name in yamlfile._HOLD_FIELDS if f'"{name}": {{' not in written] == []


def test_the_collector_works_again_afterwards() -> None:
    assert gc.isenabled()
    yamlfile.read("a: b: c", "f.yml")
    assert gc.isenabled()


def test_load_reads_what_read_reads(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"\xef\xbb\xbf" + SHEET.replace("\n", "\r\n").encode())
    value, problems = yamlfile.load(path, "facts/a.yml")
    assert problems == ()
    assert value == mapping(SHEET)
    assert value is not None
    assert value.place == Place("facts/a.yml")


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"a: b\nc: \xe9d\n", Place("a.yml", 2, 4), "byte 8 (in line 2) is 0xe9"),
        ("é😀: ".encode() + b"\xff", Place("a.yml", 1, 5), "byte 8 (in line 1) is 0xff"),
        (b"\xef\xbb\xbfa\xc3", Place("a.yml", 1, 2), "byte 4 (in line 1) is 0xc3"),
        ("a: b".encode("utf-16"), Place("a.yml"), "byte 0 (in line 1) is 0xff"),
        (b"a: b\r\nc\r\x80", Place("a.yml", 3, 1), "byte 8 (in line 3) is 0x80"),
    ],
)
def test_load_names_the_byte_that_is_not_utf8(tmp_path: Path, data: bytes, place: Place, words: str) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(data)
    value, (problem,) = yamlfile.load(path, "a.yml")
    assert value is None
    assert (problem.code, problem.place) == (Code.FILE_NOT_UTF8, place)
    assert words in problem.message


def test_load_needs_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("a: b", encoding="utf-8")
    loop = tmp_path / "loop.yml"
    loop.symlink_to(loop)
    cases = {
        tmp_path / "b.yml": Code.FILE_MISSING,
        path / "b.yml": Code.FILE_MISSING,
        tmp_path: Code.FILE_UNREADABLE,
        loop: Code.FILE_UNREADABLE,
        Path("a\0b"): Code.FILE_UNREADABLE,
        Path("/dev/zero"): Code.FILE_UNREADABLE,
    }
    for case, code in cases.items():
        value, (problem,) = yamlfile.load(case, "a.yml")
        assert (value, problem.code, problem.place) == (None, code, Place("a.yml"))


def test_load_has_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("a: b", encoding="utf-8")
    assert yamlfile.load(path, "a.yml", limit=4)[0] == {"a": "b"}
    _, (problem,) = yamlfile.load(path, "a.yml", limit=3)
    assert problem.code is Code.FILE_TOO_LARGE
    with path.open("wb") as file:
        file.truncate(yamlfile.SIZE + 1)
    _, (problem,) = yamlfile.load(path, "a.yml")
    assert (problem.code, problem.place) == (Code.FILE_TOO_LARGE, Place("a.yml"))
    assert "5,242,881" in problem.message


def _holds(text: str) -> None:
    """What is true of the reading of any text."""
    value, problems = yamlfile.read(text, "f.yml")
    lines = text.count("\n") + text.count("\r") + 1
    for problem in problems:
        assert 1 <= problem.place.line <= lines
        assert problem.place.column >= 1
        words = f"{problem.message} {problem.remedy}"
        assert problem.message
        assert "\n" not in words
        assert "\r" not in words
        assert "<block end>" not in words
    assert gc.isenabled()
    for one in everything(value):
        assert one.place.line <= lines
        if isinstance(one, Text):
            one.encode()


@given(st.text(alphabet=st.characters(), max_size=200))
@example("\ud800")
@example('"\\ud800"')
@example("a: \x00\n...")
@example("? ")
@settings(deadline=None)
def test_any_text(text: str) -> None:
    _holds(text)


@given(st.lists(st.sampled_from([*"\n\n  \t:-?[]{},#&*!|>'\"%@`aé\\", ": ", "- ", "\n  ", "...", "---", "<<"])))
@settings(max_examples=500, deadline=None)
def test_any_signs_of_yaml(signs: list[str]) -> None:
    _holds("".join(signs))


@given(st.text(alphabet="\n \t:-?[]{},#&*!|>'\"%@`aé\\Uu0", max_size=40))
@settings(deadline=None)
def test_any_signs_in_the_parser_in_python(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yamlfile, "_LOADER", yaml.SafeLoader)
        _holds(text)


@given(st.integers(0, 2**32))
@settings(max_examples=500, deadline=None)
def test_any_slip_in_a_sheet(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    text = SHEET
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text))
        slip = chance.choice(["", *"\n \t:-?[]{},#&*!|>'\"%@`x", " #", ": "])
        text = text[:at] + slip + text[at + chance.randint(0, 2) :]
    _holds(text)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yml"
    path.write_bytes(data)
    value, problems = yamlfile.load(path, "any.yml")
    assert value is None or not any(problem.code is Code.YAML_SYNTAX for problem in problems)


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\u2028\u2029\ufeff"),
        min_size=1,
    )
)
@settings(deadline=None)
def test_quoted_and_block_texts_come_back_whole(text: str) -> None:
    single = "'" + text.replace("'", "''") + "'"
    assert mapping(f"a: {single}\nb: |2-\n  {text}\n") == {"a": text, "b": text}


def test_ten_thousand_facts_are_read_in_no_time() -> None:
    text = "facts:\n" + "".join(
        f"  - id: fact-{number}\n    says: The purchase in no way undermines the security of {number} states.\n"
        f'    topic: threat-to-nato\n    stance: "no"\n    cite:\n      - tass: the purchase in no way undermines\n'
        for number in range(10_000)
    )
    begin = time.process_time()
    value, problems = yamlfile.read(text, "f.yml")
    spent = time.process_time() - begin
    assert problems == ()
    assert isinstance(value, Mapping)
    # 0.4 s where this was written; the limit only catches what has become slow by kind, not by a busy machine.
    assert spent < 3
