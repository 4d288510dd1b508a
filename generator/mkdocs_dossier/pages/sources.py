"""Sources: the list, and a page each with the record and the text in which every used passage is marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_dossier import routes
from mkdocs_dossier.findings.coverage import Coverage
from mkdocs_dossier.findings.uses import Use
from mkdocs_dossier.model import Aspect, Kind, Show, Source
from mkdocs_dossier.pages import rendering, subjects
from mkdocs_dossier.pages.context import Context, When, web
from mkdocs_dossier.pages.folio import Folio, Link, Mark, Origin
from mkdocs_dossier.pages.page import Page, Section, composed
from mkdocs_dossier.pages.passages import Gap, Run, paragraphs
from mkdocs_dossier.pages.subjects import Ground


@dataclass(frozen=True, slots=True)
class Record:
    """A source's record; `inferred` names the fields that it does not print."""

    anchor: str | None
    title: str
    lang: str | None
    publisher: Link | None
    publisher_marks: tuple[Mark, ...]
    when: When | None
    inferred: tuple[str, ...]
    author: str | None
    url: str | None
    url_text: str | None
    archived: str | None
    accessed: When | None
    reposted: str | None
    rights: str | None
    language: str
    show: str
    file: str
    sha256: str
    checked: bool


@dataclass(frozen=True, slots=True)
class MarginNote:
    """What rests on words of a paragraph: a fact, or a hand-written page; `at` are the anchors of the words."""

    href: str
    at: str
    line: str
    speaker: str | None
    ground: bool
    prose: bool
    statement: bool
    disputed: bool


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph with what rests on it."""

    shown: tuple[Run | Gap, ...]
    notes: tuple[MarginNote, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """What is not used: the words where they may be shown, else how many there are, and why."""

    words: str | None
    count: int
    because: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source's page, or its entry in a list."""

    link: Link
    record: Record
    coverage: Coverage
    facts: int
    show: str
    paragraphs: tuple[Para, ...]
    grounds: tuple[Ground, ...]
    not_used: tuple[Left, ...]
    origin: Origin


def pages(context: Context) -> Iterator[Page]:
    """The list of sources and a page each; nothing where there are none."""
    if context.dossier.sources:
        folio = Folio(context, routes.index(Kind.SOURCE))
        yield composed(
            folio.path,
            "list",
            rendering.plain("source", "index_title"),
            rendering.plain("source", "index_description", context.findings.counts),
            rendering.part("source", "index", listed(folio), context.findings.counts),
        )
    for source in context.dossier.sources.values():
        yield _page(context, source)


def listed(folio: Folio) -> tuple[SourceView, ...]:
    """Every source, in order of time, with its record and coverage."""
    sources = sorted(
        folio.context.dossier.sources.values(),
        key=lambda it: (it.published is None, it.published.sort_key if it.published else ()),
    )
    return tuple(_view(folio, it, full=False) for it in sources)


def _view(folio: Folio, source: Source, *, full: bool) -> SourceView:
    context = folio.context
    used = context.findings.uses.get(source.id, ())
    return SourceView(
        link=folio.link(source.id),
        record=_record(folio, source, full=full),
        coverage=context.findings.coverage[source.id],
        facts=len(context.dossier.by_source.get(source.id, ())),
        show=source.show.value,
        paragraphs=tuple(Para(it.shown, _margin(folio, it.uses)) for it in (paragraphs(source, used) if full else ())),
        grounds=_grounds(folio, source) if full else (),
        not_used=tuple(
            Left(
                " … ".join(it.citation.words) if source.show is Show.FULL else None,
                sum(len(words.split()) for words in it.citation.words),
                it.because,
            )
            for it in source.not_used
        ),
        origin=folio.origin(source.id),
    )


def _record(folio: Folio, source: Source, *, full: bool) -> Record:
    context = folio.context
    facts = [it for it in context.dossier.by_subject.get(source.id, ()) if it.aspect is Aspect.RECORD]
    return Record(
        anchor=routes.fact_anchor(facts[0]) if facts else None,
        title=source.title,
        lang=context.foreign(source.id),
        publisher=folio.link(source.publisher) if source.publisher else None,
        publisher_marks=folio.cite_all(*facts) if full else (),
        when=context.when(source.published),
        inferred=tuple(it.of for it in source.inferred),
        author=source.author,
        url=web(source.url),
        url_text=source.url,
        archived=web(source.archived),
        accessed=context.when(source.accessed),
        reposted=source.reposted,
        rights=source.rights,
        language=source.language,
        show=source.show.value,
        file=source.file,
        sha256=source.sha256,
        checked=source.checked,
    )


def _grounds(folio: Folio, source: Source) -> tuple[Ground, ...]:
    return tuple(
        Ground(
            it.of,
            it.because,
            tuple((folio.quote(citation), folio.cite(citation)) for citation in it.citations),
        )
        for it in source.inferred
    )


def _margin(folio: Folio, used: tuple[Use, ...]) -> tuple[MarginNote, ...]:
    context = folio.context
    at: dict[tuple[str, bool], list[str]] = {}
    first: dict[tuple[str, bool], Use] = {}
    for use in used:
        if use.fact is not None:
            key = (folio.fact(use.fact), use.for_inference)
        elif use.prose is not None:
            key = (folio.to(f"{routes.written(use.prose.path)}#{routes.use_anchor(use.number)}"), False)
        else:
            continue
        first.setdefault(key, use)
        anchor = routes.passage_anchor(use.citation)
        if anchor not in at.setdefault(key, []):
            at[key].append(anchor)
    notes = [_note(context, use, href, " ".join(at[href, ground])) for (href, ground), use in first.items()]
    # What is said first; then values and the like; then what the words are the ground of; then where they are cited.
    return tuple(sorted(notes, key=lambda it: (it.prose, it.ground, not it.statement)))


def _note(context: Context, use: Use, href: str, at: str) -> MarginNote:
    fact = use.fact
    if fact is None:
        title = (use.prose.title or use.prose.path) if use.prose else ""
        return MarginNote(href, at, title, None, False, True, False, False)
    return MarginNote(
        href=href,
        at=at,
        line=context.line(fact),
        speaker=context.label(fact.voice.by) if fact.voice.by else None,
        ground=use.for_inference,
        prose=False,
        statement=fact.aspect is Aspect.SAYS,
        disputed=fact.key in context.disputed,
    )


def _page(context: Context, source: Source) -> Page:
    folio = Folio(context, routes.subject(Kind.SOURCE, source.id))
    view = _view(folio, source, full=True)
    sections: list[Section | None] = [
        rendering.section("source", "text", view),
        rendering.section("source", "inferred", view) if view.grounds else None,
        rendering.section("source", "unused", view) if view.not_used else None,
        rendering.section("source", "record", view),
        folio.notes_section(),
    ]
    return composed(
        folio.path,
        "source",
        source.title,
        rendering.plain("source", "description", view),
        rendering.part("source", "lead", view),
        sections,
        text=rendering.plain("source", "cited_as", view),
    )
