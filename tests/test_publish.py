"""publish: whatever an id holds, no page and no file is published at a path that leads out of the site."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from markupsafe import Markup

from mkdocs_dossier import load, publish, routes
from mkdocs_dossier.pages.page import Page
from mkdocs_dossier.problems import Code
from mkdocs_dossier.publish import Publication
from test_golden import BASE

ROOT = Path(__file__).parent.parent

HOSTILE = (
    "../../outside",
    "/etc/outside",
    "a/../../../outside",
    "..",
    ".hidden",
    "a\\\\..\\\\outside",
    "C:outside",
    "a\\0b",
    "a//b",
)


@pytest.mark.parametrize("id_", HOSTILE)
@pytest.mark.parametrize("place", ["actor", "fact", "formerly"])
def test_an_id_that_leads_out_of_the_site_is_a_problem_and_is_never_published(
    tmp_path: Path, id_: str, place: str
) -> None:
    folder = shutil.copytree(BASE, tmp_path / "dossier")
    cite = '{lantern-2019-05-03: "carries up to 240 passengers"}'
    more = {
        "actor": f'actors:\n  "{id_}": {{name: Norrvik shipyard}}\n',
        "fact": f'facts:\n  - {{id: "{id_}", says: It carries up to 240 passengers., cite: {cite}}}\n',
        "formerly": f'facts:\n  - {{id: x, formerly: "{id_}", says: It carries up to 240 passengers., cite: {cite}}}\n',
    }
    (folder / "sources/facts/more.yml").write_text(more[place], "utf-8")
    loaded = load.load(folder / "sources/facts", folder)
    # A NUL is refused where YAML is read, and the whole file with it.
    refused = Code.YAML_SYNTAX if "\\0" in id_ else Code.BAD_ID
    assert refused in {problem.code for problem in loaded.problems}
    if refused is Code.BAD_ID:
        with pytest.raises(ValueError, match="is no path below the site's root"):
            publish.publish(loaded)


@pytest.mark.parametrize("path", ["", "/", "/x", "x/", "./x", "../x", "x/..", "x/./y", "x//y", "c:/x", "x\\y", "x\n"])
def test_a_path_is_below_the_root_or_there_is_no_publication(path: str) -> None:
    with pytest.raises(ValueError, match="no path below"):
        Publication((), ((path, b""),))
    with pytest.raises(ValueError, match="no path below"):
        Publication((Page(path, "x", "x", "x", Markup()),), ())


@pytest.mark.parametrize("folder", [BASE, ROOT, ROOT / "tests/other"], ids=["base", "shipped", "other"])
def test_routes_know_what_is_published(folder: Path) -> None:
    loaded = load.load(folder / "sources/facts", folder)
    assert loaded.dossier is not None
    made = publish.publish(loaded)
    paths = {*(page.path for page in made.pages), *(path for path, _ in made.files)}
    known = routes.generated(loaded.dossier)
    # A page of mentions has its address even where they are too few for a page of their own.
    assert paths == {path for path in known if path in paths or not path.endswith("/mentions/index.html")}


def test_what_is_published_lies_below_the_root(tmp_path: Path) -> None:
    folder = shutil.copytree(BASE, tmp_path / "dossier")
    made = publish.publish(load.load(folder / "sources/facts", folder))
    paths = [*(page.path for page in made.pages), *(path for path, _ in made.files)]
    assert len(paths) > 10
    for path in paths:
        assert not PurePosixPath(path).is_absolute() and ".." not in PurePosixPath(path).parts
        assert not PureWindowsPath(path).drive and not PureWindowsPath(path).root
