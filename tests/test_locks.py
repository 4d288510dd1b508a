"""The locks: they hold hashes and no address, agree with each other, and cover what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-test.lock")

Pins = dict[tuple[str, str], tuple[Version, frozenset[str]]]


def pins(lock: str) -> Pins:
    """Name and marker of each requirement, with its one version and its hashes."""
    found: Pins = {}
    for entry in (ROOT / lock).read_text("utf-8").replace("\\\n", " ").splitlines():
        asked, *hashes = re.split(r"\s+--hash=", entry.strip())
        requirement = Requirement(asked)
        (version,) = requirement.specifier
        assert version.operator == "=="
        key = (canonicalize_name(requirement.name), str(requirement.marker or ""))
        found[key] = (Version(version.version), frozenset(hashes))
    return found


def asked(*, test: bool) -> list[Requirement]:
    """What pyproject.toml asks for: to run, to build, and to test where that is wanted."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lines = [*data["project"]["dependencies"], *data["build-system"]["requires"], *data["dependency-groups"]["build"]]
    return [Requirement(line) for line in lines + (data["project"]["optional-dependencies"]["test"] if test else [])]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_hashes(lock: str) -> None:
    assert len(pins(lock)) > 20
    for name, (_, hashes) in pins(lock).items():
        assert hashes, name
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", digest) for digest in hashes), name


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_is_written_down(lock: str) -> None:
    assert not re.search(r"://|^\s*+-(?!-hash=)", (ROOT / lock).read_text("utf-8"), re.MULTILINE)


def test_the_test_lock_holds_all_of_the_other_in_the_same_versions() -> None:
    whole = pins(LOCKS[1])
    assert {key: whole.get(key) for key in pins(LOCKS[0])} == pins(LOCKS[0])


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_covers_what_the_metadata_asks_for(lock: str) -> None:
    held = pins(lock)
    for requirement in asked(test=lock == LOCKS[1]):
        name = canonicalize_name(requirement.name)
        versions = [version for (held_name, _), (version, _) in held.items() if held_name == name]
        assert versions, f"{name} is not in {lock}: make lock"
        assert all(version in requirement.specifier for version in versions), f"{requirement} in {lock}: make lock"
