"""edits: a value changes in its place, or nothing does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_dossier import edits, yamlfile
from mkdocs_dossier.edits import Edit
from mkdocs_dossier.yamlfile import Mapping, Text

SHEET = """\
# first
a:   plain words   # behind it
b: 'single ''quoted'' words'
c: {d: "double \\"quoted\\" words", e: in braces}
f: >-
  folded
  words
g:
    - h: x
      # between
    - 2019-05-03
"""


def scalar(text: str, *path: str | int) -> Text:
    at, problems = yamlfile.read(text, "f.yml")
    assert problems == ()
    for step in path:
        assert at is not None and not isinstance(at, Text)
        at = at[Text(step, at.place)] if isinstance(at, Mapping) and isinstance(step, str) else list(at)[int(step)]
    assert isinstance(at, Text)
    return at


def values(text: str) -> yamlfile.Value | None:
    return yamlfile.read(text, "f.yml")[0]


PLACES: list[tuple[str | int, ...]] = [("a",), ("b",), ("c", "d"), ("c", "e"), ("f",), ("g", 0, "h"), ("g", 1)]


@given(st.lists(st.tuples(st.sampled_from(PLACES), st.text(max_size=20)), max_size=4, unique_by=lambda it: it[0]))
def test_an_edit_gives_the_value_in_its_place_and_changes_nothing_else(
    wanted: list[tuple[tuple[str | int, ...], str]],
) -> None:
    given_edits = [Edit(scalar(SHEET, *path), new) for path, new in wanted]
    text, refused = edits.edited(SHEET, given_edits)
    assert set(refused) <= set(given_edits)
    for path in PLACES:
        new = dict(wanted).get(path)
        before = scalar(SHEET, *path)
        made = new is not None and Edit(before, new) not in refused
        assert scalar(text, *path) == (new if made else before)
    comments = [line.partition("#")[2] for line in SHEET.splitlines() if "#" in line]
    assert all(f"#{comment}" in text for comment in comments)
    assert len(text.splitlines()) == len(SHEET.splitlines())


def test_what_can_be_edited_is() -> None:
    new = "other words: “x”, #1 {y} 'z' \"w\""
    for path in PLACES:
        before = scalar(SHEET, *path)
        text, refused = edits.edited(SHEET, [Edit(before, new)])
        if path == ("f",):
            # It has more words than there are places for them.
            assert (text, refused) == (SHEET, (Edit(before, new),))
        else:
            assert refused == ()
            assert scalar(text, *path) == new


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (">-\n    the 'quoted'\n    words", ">-\n    the “quoted”\n    words"),
        ("|\n    the 'quoted'\n    words", "|\n    the “quoted”\n    words"),
        ("  >  \n    the   'quoted'  words", "  >  \n    the   “quoted”  words"),
        ("the 'quoted'\n    words", "the “quoted”\n    words"),
        ("\"the 'quoted'\n    words\"", '"the “quoted”\n    words"'),
        ("'the ''quoted''\n\n    words'", "'the “quoted”\n\n    words'"),
    ],
)
def test_a_text_of_several_lines_keeps_its_lines(old: str, new: str, ends: str) -> None:
    before, after = (f"a:\n  b: {it}  \n  c: x\n".replace("\n", ends) for it in (old, new))
    edit = Edit(scalar(before, "a", "b"), "the “quoted” words")
    assert edits.edited(before, [edit]) == (after, ())


def test_a_field_is_added_below_another_with_its_indentation() -> None:
    text, refused = edits.edited(SHEET, [Edit(scalar(SHEET, "a"), "v", "k")])
    assert refused == ()
    assert text == SHEET.replace("# behind it\n", "# behind it\nk: v\n")


def test_no_field_is_added_in_braces_or_to_an_item() -> None:
    for path in (("c", "e"), ("g", 0, "h")):
        assert edits.edited(SHEET, [Edit(scalar(SHEET, *path), "v", "k")])[0] == SHEET


def test_no_field_is_added_below_a_block_or_to_another_group() -> None:
    for sign in (">-", "|"):
        text = f"a:\n  file: {sign}\n    a.txt\nb:\n  file: b.txt\n"
        edit = Edit(scalar(text, "a", "file"), "v", "k")
        assert edits.edited(text, [edit]) == (text, (edit,))
    # A plain scalar of several lines is no block: the field follows its last line.
    text = "a:\n  file: a\n    .txt\nb:\n  file: b.txt\n"
    assert scalar(edits.edited(text, [Edit(scalar(text, "a", "file"), "v", "k")])[0], "a", "k") == "v"


def test_an_edit_must_land_where_it_was_meant() -> None:
    """The very same values, but the new one below another's key."""
    before = "a:\n  file: x\nb:\n  file: y\n"
    edit = Edit(scalar(before, "a", "file"), "v", "k")
    assert edits._harmless(before, "a:\n  file: x\n  k: v\nb:\n  file: y\n", edit)
    assert not edits._harmless(before, "a:\n  file: x\nb:\n  k: v\n  file: y\n", edit)


def test_an_added_field_keeps_the_line_ends() -> None:
    text = SHEET.replace("\n", "\r\n")
    added, refused = edits.edited(text, [Edit(scalar(text, "a"), "v", "k")])
    assert refused == ()
    assert added == text.replace("# behind it\r\n", "# behind it\r\nk: v\r\n")


def test_a_field_added_to_a_last_line_without_an_end_follows_the_line_before() -> None:
    for ends in ("\n", "\r\n"):
        text = f"a: x{ends}b: y"
        assert edits.edited(text, [Edit(scalar(text, "b"), "v", "k")]) == (f"{text}{ends}k: v", ())


def test_a_file_that_changed_meanwhile_is_left_alone() -> None:
    edit = Edit(scalar(SHEET, "a"), "new")
    other = SHEET.replace("# first", "# the very first")
    assert edits.edited(other, [edit]) == (other, (edit,))
    page = '[@a "old words"]'
    at = Text("old words", edit.at.place, start=4, end=15)
    assert edits.edited_page(page, [Edit(at, 'new "words"')]) == ('[@a "new \\"words\\""]', ())
    assert edits.edited_page(" " + page, [Edit(at, "new")]) == (" " + page, (Edit(at, "new"),))
