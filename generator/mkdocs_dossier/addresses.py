"""Whether each address of the site leads to one thing, and each page that is built was read with the dossier.

MkDocs writes one file over another in silence, and builds pages of which the dossier knows nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from mkdocs_dossier import routes
from mkdocs_dossier.model import Aspect, Dossier, Fact, Topic
from mkdocs_dossier.problems import Code, Place, Problem

FRONT_PAGE = "index.md"
"""The hand-written file of which the first page of the site is made."""


def of_files(dossier: Dossier, paths: Iterable[str], folder: str, told: Collection[str]) -> Iterator[Problem]:
    """Problems with the files at these `paths` below the `folder` of the hand-written pages.

    `told` are the files of which there has been a problem already that says why they were not read.
    """
    files = tuple(paths)
    made = frozenset(path.casefold() for path in routes.generated(dossier)) if dossier.sources else frozenset()
    # Not all file systems tell upper case from lower case.
    taken = set(made)
    read = {page.path for page in dossier.prose}
    for path in files:
        place = Place(f"{folder}/{path}")
        address = routes.written(path)
        if _gives_way(path, files):
            continue
        if address.casefold() in taken:
            yield collision(place, address, address.casefold() in made)
        taken.add(address.casefold())
        suffix = PurePosixPath(path).suffix
        if suffix in routes.MARKDOWN and path not in read and place.file not in told:
            yield not_read(place, remedy(path))
    if routes.OVERVIEW not in taken:
        yield Problem(
            Code.PAGE_MISSING,
            Place(f"{folder}/{FRONT_PAGE}"),
            f"The site has no first page: there is no `{folder}/{FRONT_PAGE}`.",
            "Write it; a heading and a line `::: timeline` are enough to begin with.",
        )


def collision(place: Place, address: str, generated: bool) -> Problem:
    """The problem that a file would be written where a page of the build, or another file, is."""
    other = "a page or file that the build makes" if generated else "another file"
    message = f"This file would be written to {address}, where {other} stands."
    return Problem(Code.PAGE_COLLISION, place, message, "Give it another name.")


def not_read(place: Place, remedy: str) -> Problem:
    """The problem that a page is built of which the dossier knows nothing."""
    message = "MkDocs builds this page, but it was not read with the dossier, so nothing that it cites is checked."
    return Problem(Code.PAGE_NOT_READ, place, message, remedy)


def remedy(path: str) -> str:
    """What makes a page in the docs folder one that is read."""
    name = PurePosixPath(path)
    if name.suffix != routes.MARKDOWN[0]:
        return f"Rename it to `{name.stem}{routes.MARKDOWN[0]}`."
    return "Put the page itself into the docs folder, not a link to its folder."


def _gives_way(path: str, files: Collection[str]) -> bool:
    """Whether MkDocs leaves out this file for the index beside it, and says so itself."""
    name = PurePosixPath(path)
    return name.stem == "README" and str(name.with_name(FRONT_PAGE)) in files


def of_anchors(dossier: Dossier) -> Iterator[Problem]:
    """Problems with what would be found at one anchor of one page, since the names of two differ in signs only."""
    yield from _of_facts(dossier)
    yield from _of_positions(dossier)


def _of_facts(dossier: Dossier) -> Iterator[Problem]:
    names: dict[tuple[str, str], Fact] = {}
    anchors: dict[str, Fact] = {}
    for fact in dossier.facts:
        if fact.aspect is Aspect.SAYS:
            continue
        named = names.setdefault((fact.subject, routes.slug(fact.property)), fact)
        first = anchors.setdefault(routes.fact_anchor(fact), fact)
        if named.property != fact.property:
            yield Problem(
                Code.DUPLICATE_ID,
                fact.place,
                f"`{fact.property}` of `{fact.subject}` would have the address of its `{named.property}`: "
                "neither capitals nor punctuation tell two apart there.",
                "Use one of the two names for both, or rename one of them.",
            )
        elif first is not fact:
            yield Problem(
                Code.DUPLICATE_ID,
                fact.place,
                f"`{fact.property}` of `{fact.subject}` would have one address here and at {first.place}.",
                "Word one of the two in another way.",
            )


def _of_positions(dossier: Dossier) -> Iterator[Problem]:
    for topic in (it for it in dossier.subjects.values() if isinstance(it, Topic)):
        names: dict[str, str] = {}
        for name in topic.stances:
            if (first := names.setdefault(routes.slug(name), name)) != name:
                yield Problem(
                    Code.DUPLICATE_ID,
                    topic.place,
                    f"The position `{name}` of `{topic.id}` would have the address of its `{first}`: "
                    "neither capitals nor punctuation tell two apart there.",
                    "Rename one of them.",
                )
