"""Checks of the sources as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_dossier.checks.material import Material
from mkdocs_dossier.problems import Code, Problem, counted


def changed(material: Material) -> Iterator[Problem]:
    """A source's text is the one whose `sha256` the fact sheet records (evidence rule, point 10).

    Where it is not, the problem lists what the source carries: quotes still found, those that moved to where they may
    not be cited (twice in the text, in furniture, apart, behind a guard word), and those that are lost.
    """
    for id_, place in material.changed.items():
        here = [it for it in material.unresolved if it.source == id_]
        lost = [it for it in here if it.lost]
        moved = [it for it in here if not it.lost]
        facts = material.dossier.by_source.get(id_, ())
        failed = {it.place for it in here}
        detail = [f"still found: {counted(len(facts), 'fact')}"]
        detail += [f"moved: {it.place} “{it.quote}”" for it in sorted(moved, key=lambda it: it.place)]
        detail += [f"lost: {it.place} “{it.quote}”" for it in sorted(lost, key=lambda it: it.place)]
        file = material.dossier.sources[id_].file if id_ in material.dossier.sources else id_
        hit = f"and {counted(len(failed), 'quote')} can no longer be cited" if failed else "but every quote is found"
        yield Problem(
            Code.SOURCE_CHANGED,
            place,
            f"The text of `{file}` has changed since this checksum was made, {hit}.",
            f"Bring the old text back; or, if the change is meant, {'mend these quotes and ' if failed else ''}"
            "run `dossier lock`.",
            tuple(detail),
        )
