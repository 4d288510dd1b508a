"""Sources: the list, and a page each with the record and the text in which every used passage is marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_dossier import quotes, routes
from mkdocs_dossier.findings.coverage import Coverage
from mkdocs_dossier.findings.uses import Use
from mkdocs_dossier.model import Aspect, Fact, Kind, Show, Source
from mkdocs_dossier.pages.context import Context, When, web
from mkdocs_dossier.pages.folio import Folio, Link, Mark, Origin
from mkdocs_dossier.pages.page import Page, Section, composed
from mkdocs_dossier.pages.passages import Gap, Run, paragraphs
from mkdocs_dossier.pages.subjects import Ground, of_entry


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
    """A fact that rests on words of a paragraph; `at` are the anchors of the words."""

    href: str
    at: str
    line: str
    speaker: str | None
    disputed: bool


@dataclass(frozen=True, slots=True)
class CitedOn:
    """A hand-written page that cites words of a paragraph: its title, and each place with the anchor of the words."""

    title: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Margin:
    """What rests on words of a paragraph: statements, values and the like, inferences, hand-written pages.

    `folded` tells that values and inferences stand behind a click, so that statements stay beside their words.
    """

    statements: tuple[MarginNote, ...]
    values: tuple[MarginNote, ...]
    grounds: tuple[MarginNote, ...]
    prose: tuple[CitedOn, ...]
    count: int
    folded: bool


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph with what rests on it."""

    shown: tuple[Run | Gap, ...]
    margin: Margin


@dataclass(frozen=True, slots=True)
class Left:
    """What is not used: the words where they may be shown, else how many there are, and why."""

    words: str | None
    count: int
    because: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """A sentence that another source has too; words are None where a source may not print them."""

    words: str | None
    same: bool
    other: Link
    other_words: str | None
    other_lang: str | None


@dataclass(frozen=True, slots=True)
class Knows:
    """Of how many facts a source knows by one way: itself (None), or from a speaker, through the hands `via`."""

    speaker: Link | None
    via: tuple[Link, ...]
    facts: int


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source's page, or its entry in a list."""

    link: Link
    record: Record
    coverage: Coverage
    knows: tuple[Knows, ...]
    facts: int
    show: str
    paragraphs: tuple[Para, ...]
    grounds: tuple[Ground, ...]
    not_used: tuple[Left, ...]
    repeats: tuple[Repeated, ...]
    origin: Origin


def pages(context: Context) -> Iterator[Page]:
    """The list of sources and a page each; nothing where there are none."""
    if context.dossier.sources:
        folio = Folio(context, routes.index(Kind.SOURCE))
        yield composed(
            folio.path,
            "list",
            folio.rendering.plain("source", "index_title"),
            folio.rendering.plain("source", "index_description", context.findings.counts),
            folio.rendering.part("source", "index", listed(folio), context.findings.counts),
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
        # In the order of the page, since the marks are numbered in it.
        grounds=of_entry(folio, source) if full else (),
        record=_record(folio, source, full=full),
        coverage=context.findings.coverage[source.id],
        knows=_knows(folio, source) if full else (),
        facts=len(context.dossier.by_source.get(source.id, ())),
        show=source.show.value,
        paragraphs=tuple(Para(it.shown, _margin(folio, it.uses)) for it in (paragraphs(source, used) if full else ())),
        not_used=tuple(
            Left(
                " … ".join(it.citation.words) if source.show is Show.FULL else None,
                sum(1 for words in it.citation.words for _ in quotes.words(words)),
                it.because,
            )
            for it in source.not_used
        ),
        repeats=_repeats(folio, source) if full else (),
        origin=folio.origin(source.id),
    )


def _knows(folio: Folio, source: Source) -> tuple[Knows, ...]:
    """How the source knows: the ways by which its facts came to it, those of most facts first after its own words."""
    facts = [it for it in folio.context.dossier.by_source.get(source.id, ()) if it.aspect is not Aspect.RECORD]
    ways = Counter((it.voice.by, it.voice.via) for it in facts)
    return tuple(
        Knows(folio.link(by) if by else None, folio.links(via), count)
        for (by, via), count in sorted(ways.items(), key=lambda it: (it[0][0] is not None, -it[1]))
    )


def _repeats(folio: Folio, source: Source) -> tuple[Repeated, ...]:
    context = folio.context
    return tuple(
        Repeated(
            words=_printable(context, source, it.span),
            same=it.same,
            other=folio.link(it.other),
            other_words=_printable(context, context.dossier.sources[it.other], it.other_span),
            other_lang=context.foreign(it.other),
        )
        for it in context.findings.repeats.get(source.id, ())
    )


def _printable(context: Context, source: Source, span: tuple[int, int]) -> str | None:
    """A whole sentence, where `show` lets the website print it."""
    used = context.findings.uses.get(source.id, ())
    cited = any(it.start < span[1] and span[0] < it.end for use in used for it in use.citation.passages)
    if source.show is Show.FULL or (source.show is Show.EXCERPTS and cited):
        return quotes.normal(source.text[slice(*span)])
    return None


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


def _margin(folio: Folio, used: tuple[Use, ...]) -> Margin:
    at: dict[tuple[str, bool], list[str]] = {}
    facts: dict[tuple[str, bool], Fact] = {}
    prose: dict[str, CitedOn] = {}
    for use in used:
        anchor = routes.passage_anchor(use.citation)
        if use.fact is not None:
            key = (use.fact.key, use.for_inference)
            facts.setdefault(key, use.fact)
            at.setdefault(key, []).append(anchor)
        elif use.prose is not None:
            path = routes.written(use.prose.path)
            before = prose.get(path, CitedOn(use.prose.title or use.prose.path, ()))
            place = (folio.to(f"{path}#{routes.use_anchor(use.number)}"), anchor)
            prose[path] = CitedOn(before.title, (*before.places, place))
    notes = {key: _note(folio, fact, at[key]) for key, fact in facts.items()}
    grounds = tuple(it for key, it in notes.items() if key[1])
    statements = tuple(it for key, it in notes.items() if not key[1] and facts[key].aspect is Aspect.SAYS)
    values = tuple(it for key, it in notes.items() if not key[1] and facts[key].aspect is not Aspect.SAYS)
    return Margin(
        statements=statements,
        values=values,
        grounds=grounds,
        prose=tuple(prose.values()),
        count=len(notes) + sum(len(it.places) for it in prose.values()),
        folded=bool(statements) and len(values) + len(grounds) > 1,
    )


def _note(folio: Folio, fact: Fact, at: list[str]) -> MarginNote:
    return MarginNote(
        href=folio.fact(fact),
        at=" ".join(dict.fromkeys(at)),
        line=folio.context.line(fact),
        speaker=folio.context.label(fact.voice.by) if fact.voice.by else None,
        disputed=fact.key in folio.context.disputed,
    )


def _printed(view: SourceView) -> str:
    """The words of a source as far as the page prints them, for the search."""
    runs = (run for para in view.paragraphs for run in para.shown if isinstance(run, Run))
    return quotes.normal(" ".join("".join(stretch.text for stretch in run.stretches) for run in runs))


def _page(context: Context, source: Source) -> Page:
    folio = Folio(context, routes.subject(Kind.SOURCE, source.id))
    view = _view(folio, source, full=True)
    sections: list[Section | None] = [
        folio.rendering.section("source", "text", view, text=_printed(view)),
        folio.rendering.section("source", "inferred", view) if view.grounds else None,
        folio.rendering.section("source", "unused", view) if view.not_used else None,
        folio.rendering.section("source", "repeats", view) if view.repeats else None,
        folio.rendering.section("source", "record", view),
        folio.notes_section(),
    ]
    return composed(
        folio.path,
        "source",
        source.title,
        folio.rendering.plain("source", "description", view),
        folio.rendering.part("source", "lead", view),
        sections,
        text=folio.rendering.plain("source", "cited_as", view),
    )
