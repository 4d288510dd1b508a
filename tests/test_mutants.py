"""The mutation benchmark itself: what it makes is wrong or harmless as it says, and is the same each time."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import mutants
from mkdocs_dossier import dates
from test_golden import BASE

ROOT = Path(__file__).parent.parent
OTHER = Path(__file__).parent / "other"


@pytest.fixture(scope="module")
def written() -> mutants.Written:
    return mutants.Written(OTHER / "sources/facts", OTHER)


def test_the_same_seed_makes_the_same_mutants(written: mutants.Written) -> None:
    once, again, other = (mutants.chosen(written, 20, seed, "") for seed in (1, 1, 2))
    assert list(map(str, once)) == list(map(str, again)) != list(map(str, other))


def test_every_kind_has_places_in_an_invented_dossier(written: mutants.Written) -> None:
    made = mutants.chosen(written, 3, 1, "")
    kinds = {mutant.kind for mutant in made}
    assert {*mutants.PROVABLE, *mutants.HARDLY, *mutants.HARMLESS} - kinds == set()
    assert max(sum(mutant.kind == kind for mutant in made) for kind in (*mutants.PROVABLE, *mutants.HARDLY)) == 3


def test_a_mutant_is_one_change_of_one_scalar(written: mutants.Written) -> None:
    for mutant in mutants.chosen(written, 6, 1, ""):
        text = written.texts[mutant.at.file]
        if mutant.text is None:
            changed = mutants._written(text, mutant)
            assert changed is None or (changed != text and changed.count("\n") == text.count("\n"))
        assert mutant.new != mutant.at


def test_open_ends_only_move_so_that_a_date_claims_more(written: mutants.Written) -> None:
    moved = [m for m in mutants.chosen(written, 200, 1, "") if m.kind in ("a year", "a month", "a day")]
    open_ended = [m for m in moved if ".." in m.at]
    assert len(open_ended) > 5
    for mutant in open_ended:
        was, now = dates.parse(mutant.at), dates.parse(mutant.new)
        assert isinstance(was, dates.Date)
        assert isinstance(now, dates.Date)
        assert now.latest is None or was.latest is None or now.latest <= was.latest
        assert now.earliest is None or was.earliest is None or now.earliest >= was.earliest


def test_no_reason_is_made_wrong(written: mutants.Written) -> None:
    for mutant in mutants.chosen(written, 200, 1, ""):
        line = written.texts[mutant.at.file].splitlines()[mutant.at.line - 1]
        reason = re.match(r"\s*(?:-\s+)?(?:because|note|was|asks|title):", line)
        # Where a line is written anew, the place is the entry's title.
        assert mutant.text is not None or not reason, str(mutant)


def test_what_is_caught_and_missed_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shutil.copytree(BASE, tmp_path / "ferry")
    arguments = ["--sheet", str(folder / "sources/facts"), "--each", "3", "--jobs", "1", "--missed"]
    assert mutants.main(arguments) == 0
    printed = capsys.readouterr().out
    rows = {
        match[1].strip(): match.groups()[1:] for match in re.finditer(r"^(.+?) +(\d+) +(\d+) +(\d+) ", printed, re.M)
    }
    assert set(rows) <= {*mutants.PROVABLE, *mutants.HARDLY, *mutants.HARMLESS, "all"}
    assert all(int(made) == int(caught) + int(missed) for made, caught, missed in rows.values())
    assert printed.count("\nmissed  ") + printed.startswith("missed  ") == sum(
        int(missed) for kind, (_, _, missed) in rows.items() if kind in {**mutants.PROVABLE, **mutants.HARDLY}
    )
    assert re.fullmatch(r"mean over the kinds that can be proven: \d+\.\d % caught", printed.splitlines()[-1])
    assert (folder / "sources/facts/ferry.yml").read_bytes() == (BASE / "sources/facts/ferry.yml").read_bytes()


def test_the_handbook_has_a_figure_for_every_kind() -> None:
    page = (ROOT / "generator/handbook/benchmark.md").read_text(encoding="utf-8")
    for kind in (*mutants.PROVABLE, *mutants.HARDLY, *mutants.HARMLESS):
        assert re.search(rf"^\| {re.escape(kind)} \|", page, re.M), kind
