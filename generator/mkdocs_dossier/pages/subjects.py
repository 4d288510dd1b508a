"""What the pages of several kinds of subjects share: spellings, values, relations, mentions, moved pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_dossier import routes
from mkdocs_dossier.model import Aspect, Fact, Inference, Source, Subject
from mkdocs_dossier.pages.context import Context, Shown, When
from mkdocs_dossier.pages.folio import Folio, Link, Mark, Quote, Worded
from mkdocs_dossier.pages.page import Page, composed


@dataclass(frozen=True, slots=True)
class Ground:
    """Something inferred: of what, why, and the words that it rests on, each with its mark."""

    of: str
    because: str
    words: tuple[tuple[Quote, Mark], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """How often a spelling stands in a source."""

    source: Link
    times: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling of a name, what else it means, and where it stands."""

    text: str
    use: str | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One value, as one or more sources give it, with the anchors of its facts."""

    anchors: tuple[str, ...]
    value: Shown
    speaker: Link | None
    when: When | None
    printed: Worded | None
    marks: tuple[Mark, ...]
    grounds: tuple[Ground, ...]
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A property with all its values; `disputed` is the address of their disagreement."""

    property: str
    cells: tuple[Cell, ...]
    disputed: str | None


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation to one other subject, read from this page's side, with each account of it."""

    property: str
    other: Link
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One account of a relation: the title held, as of when, and what carries it; or that it was withdrawn."""

    anchor: str | None
    title: str | None
    when: When | None
    speaker: Link | None
    marks: tuple[Mark, ...]
    grounds: tuple[Ground, ...]
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A fact as one line with its voice, which leads to it."""

    href: str
    line: str
    speaker: str | None
    publishers: tuple[str | None, ...]
    act: str


def grounds(folio: Folio, fact: Fact) -> tuple[Ground, ...]:
    """What is inferred for a fact."""
    return tuple(Ground(folio.meaning(it.of), it.because, rested(folio, it)) for it in fact.inferred)


def rested(folio: Folio, inference: Inference) -> tuple[tuple[Quote, Mark], ...]:
    """The words on which an inference rests: whoever vouches for the fact need not have said them."""
    return tuple((folio.quote(it), folio.cite(it, folio.context.vouching(it))) for it in inference.citations)


def of_entry(folio: Folio, entry: Source | Subject) -> tuple[Ground, ...]:
    """What is inferred for a source's record, or for a subject itself."""
    return tuple(Ground(it.of, it.because, rested(folio, it)) for it in entry.inferred)


def spellings(folio: Folio, subject: Subject) -> tuple[Spelling, ...]:
    """Every recorded spelling of a subject's name, with the sources in which it stands."""
    found = []
    for name in subject.names:
        times: dict[str, int] = {}
        for passage in name.found:
            times[passage.source] = times.get(passage.source, 0) + 1
        found.append(Spelling(name.text, name.use, tuple(Place(folio.link(id_), n) for id_, n in times.items())))
    return tuple(found)


def also(folio: Folio, subject: Subject) -> tuple[Spelling, ...]:
    """The spellings of a subject's name other than its label, which stands above them."""
    found = spellings(folio, subject)
    return tuple(it for it in found if it.text != subject.label) if len(found) > 1 else ()


def rows(folio: Folio, facts: Iterable[Fact]) -> tuple[Row, ...]:
    """The values among some facts, by property; equal values of one voice stand together with all their marks."""
    by_property: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.aspect is Aspect.VALUE and fact.value is not None:
            by_property.setdefault(fact.property, []).append(fact)
    return tuple(_row(folio, name, group) for name, group in by_property.items())


def _row(folio: Folio, name: str, facts: list[Fact]) -> Row:
    equal: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        key = (folio.context.told_value(fact.value), fact.voice.by, fact.date, fact.inferred, fact.withdrawn)
        equal.setdefault(key, []).append(fact)
    disputed = next((it for fact in facts if (it := folio.context.disputed.get(fact.key))), None)
    return Row(
        name,
        tuple(_cell(folio, group) for group in equal.values()),
        folio.to(routes.disagreement(disputed.subject, disputed.property)) if disputed else None,
    )


def _cell(folio: Folio, facts: list[Fact]) -> Cell:
    first = facts[0]
    assert first.value is not None  # noqa: S101 - rows() takes facts with a value only
    return Cell(
        anchors=tuple(dict.fromkeys(it for fact in facts for it in routes.fact_anchors(fact))),
        value=folio.context.shown(first.value),
        speaker=folio.link(first.voice.by) if first.voice.by else None,
        when=folio.context.when(first.date),
        printed=folio.printed(first),
        marks=folio.cite_all(*facts),
        grounds=grounds(folio, first),
        withdrawn=first.withdrawn is not None,
    )


def ties(folio: Folio, subject: Subject) -> tuple[Tie, ...]:
    """The relations of a subject: its own, then those that others have to it, read from its side."""
    dossier = folio.context.dossier
    own = [it for it in dossier.by_subject.get(subject.id, ()) if it.aspect is Aspect.RELATION]
    others = [it for it in dossier.by_object.get(subject.id, ()) if it.aspect is Aspect.RELATION]
    groups: dict[tuple[str, str, bool], list[Fact]] = {}
    for fact in own:
        groups.setdefault((fact.property, fact.object or "", True), []).append(fact)
    for fact in others:
        declared = dossier.relations.get(fact.property)
        groups.setdefault((declared.inverse if declared else fact.property, fact.subject, False), []).append(fact)
    return tuple(
        Tie(name, folio.link(other), tuple(_account(folio, fact, is_home) for fact in facts))
        for (name, other, is_home), facts in groups.items()
    )


def _account(folio: Folio, fact: Fact, is_home: bool) -> Account:
    return Account(
        anchor=routes.fact_anchor(fact) if is_home else None,
        title=fact.value.text if fact.value else None,
        when=folio.context.when(fact.date),
        speaker=folio.link(fact.voice.by) if fact.voice.by else None,
        marks=folio.cite_all(fact),
        grounds=grounds(folio, fact),
        withdrawn=fact.withdrawn is not None,
    )


def mention(folio: Folio, fact: Fact) -> Mention:
    """A fact as one line with its voice."""
    context = folio.context
    sources = (context.dossier.sources[id_] for id_ in dict.fromkeys(it.source for it in fact.citations))
    return Mention(
        href=folio.fact(fact),
        line=context.line(fact),
        speaker=context.label(fact.voice.by) if fact.voice.by else None,
        publishers=tuple(dict.fromkeys(context.publisher(it) for it in sources)),
        act=fact.act.value,
    )


def moved(context: Context, subject: Subject) -> Iterator[Page]:
    """A page for each address at which a subject was found formerly."""
    for id_ in subject.formerly:
        path = routes.subject(subject.type, id_)
        folio = Folio(context, path)
        yield stub(folio, folio.link(subject.id))


def stub(folio: Folio, now: Link) -> Page:
    """A page that leads on to what it was moved to."""
    return composed(
        folio.path,
        "moved",
        now.text,
        folio.rendering.plain("moved", "description", now),
        folio.rendering.part("moved", "lead", now),
    )


def plain_names(subject: Subject) -> str:
    """A subject's label and every spelling, for the search."""
    return " · ".join(dict.fromkeys((subject.label, *(name.text for name in subject.names))))
