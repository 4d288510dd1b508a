"""Checks of the sources as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_dossier import quotes
from mkdocs_dossier.checks.material import Alarm, Material, alarm
from mkdocs_dossier.model import Show
from mkdocs_dossier.problems import Code, counted, likely


def changed(material: Material) -> Iterator[Alarm]:
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
        yield alarm(
            None,
            Code.SOURCE_CHANGED,
            place,
            f"The text of `{file}` has changed since this checksum was made, {hit}.",
            f"Bring the old text back; or, if the change is meant, {'mend these quotes and ' if failed else ''}"
            "run `dossier lock`.",
            tuple(detail),
        )


def open_sentences(material: Material) -> Iterator[Alarm]:
    """Of all sentences, at least the share that the dossier's setting `coverage` asks for is accounted for.

    A sentence is accounted for when something cites it, or when it is left out with a reason (evidence rule, 12).
    """
    wanted = material.dossier.imprint.coverage
    total = sum(len(source.sentences) for source in material.dossier.sources.values())
    missing = sum(len(material.open.get(id_, ())) for id_ in material.dossier.sources)
    if wanted is None or not total or 100 * (total - missing) >= wanted * total:
        return
    for source in material.dossier.sources.values():
        spans = material.open.get(source.id, ())
        if spans:
            verb = "is" if len(spans) == 1 else "are"
            yield alarm(
                None,
                Code.SENTENCES_OPEN,
                source.place,
                f"Of `{source.id}`, {counted(len(spans), 'sentence')} {verb} neither cited nor left out with a reason.",
                "Cite them, or list them under `not-used:` with `because:`.",
                tuple(f"open: {quotes.normal(source.text[a:b])}" for a, b in spans),
            )


def shown(material: Material) -> Iterator[Alarm]:
    """Of no source the website prints a larger share of the words than the dossier's setting `show-at-most` allows."""
    most = material.dossier.imprint.show_at_most
    for source in material.dossier.sources.values():
        printed, words = material.shown.get(source.id, (0, 0))
        if most is not None and 100 * printed > most * words:
            yield alarm(
                None,
                Code.SHOWN_TOO_MUCH,
                source.place,
                f"The website prints {printed:,} of the {words:,} words of `{source.id}`, above {most:g} %.",
                _LESS[source.show],
            )


_LESS = {
    Show.FULL: "Write `show: excerpts` for it, so that only sentences with cited words are printed.",
    Show.EXCERPTS: "Write `show: record` for it, so that only the cited words are printed; or cite less of it.",
    Show.RECORD: "Cite less of it, or take shorter quotes.",
}


def explained(material: Material) -> Iterator[Alarm]:
    """What the curator says of a disagreement is said of one: the sources differ on that property of the subject."""
    for tension in material.dossier.tensions:
        if tension.property is None:
            continue
        for subject in tension.between:
            if (subject, tension.property) not in material.disputed:
                known = [name for id_, name in material.disputed if id_ == subject]
                meant = likely(tension.property, known)
                yield alarm(
                    None,
                    Code.EXPLAINS_NOTHING,
                    tension.place,
                    f"The tension `{tension.id}` explains why sources differ on `{tension.property}` of `{subject}`, "
                    "and they do not.",
                    f"Write `property: {meant}`." if meant else "Take it out, or name a property on which they differ.",
                )
