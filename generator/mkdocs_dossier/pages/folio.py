"""One page in the making: links from where it stands, citation marks numbered in order of first use, its notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from mkdocs_dossier import quotes, routes
from mkdocs_dossier.model import Citation, Fact
from mkdocs_dossier.pages.context import Context, When, web
from mkdocs_dossier.pages.page import Section
from mkdocs_dossier.pages.rendering import Rendering


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead, relative to the page; `lang` where they are in another language than the page.

    `href` is None where they would lead to the page itself.
    """

    text: str
    href: str | None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Worded:
    """Single words of a source; `lang` where they are in another language than the page."""

    text: str
    lang: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """The source of some words, as a reader needs it: publisher (None: not known), title, date, address."""

    publisher: str | None
    title: str
    when: When | None
    inferred: bool
    href: str
    lang: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a source, in pieces: each with what it refers to, as the curator reads it, or None."""

    pieces: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote as a reader sees it: its parts, in the order of the source, and the language if not the page's."""

    parts: tuple[Words, ...]
    lang: str | None
    translation: str | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation mark: its number on the page, its own anchor, and the address of the words."""

    number: int
    id: str
    href: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Note:
    """What a mark stands for: the words, who said them and through whom, the source, and the way back to each mark."""

    number: int
    id: str
    quote: Quote
    origin: Origin
    href: str
    speaker: str | None
    via: tuple[str, ...]
    supports: str | None
    marks: tuple[str, ...]


_Spans = tuple[tuple[int, int], ...]
_Key = tuple[str, _Spans, str | None, tuple[str, ...], str | None, Quote]


class Folio:
    """A page while it is set. What is cited and linked has to be asked for in the order in which it will stand."""

    def __init__(self, context: Context, path: str) -> None:
        self.context = context
        self.path = path
        self._numbers: dict[_Key, int] = {}
        self._cited: list[tuple[Citation, Fact | None]] = []
        self._marks: list[list[str]] = []
        self._origins: dict[str, Origin] = {}

    @property
    def rendering(self) -> Rendering:
        """What writes the page, in the dossier's language."""
        return self.context.rendering

    def to(self, target: str) -> str:
        """The address of a path of the site, with or without an anchor, from here."""
        return routes.relative(target, self.path)

    def link(self, id_: str, text: str | None = None) -> Link:
        """A link to the page of a subject, a source or a fact, under its label unless other words are given.

        What this very page is about has no address here: a page does not link to itself.
        """
        lang = self.context.foreign(id_) if text is None and id_ in self.context.dossier.sources else None
        home = routes.home(self.context.dossier, id_)
        return Link(text or self.context.label(id_), self.to(home) if home != self.path else None, lang)

    def links(self, ids: tuple[str, ...]) -> tuple[Link, ...]:
        """A link to each."""
        return tuple(self.link(id_) for id_ in ids)

    def fact(self, fact: Fact) -> str:
        """The address of a fact's home."""
        return self.to(routes.fact(self.context.dossier, fact))

    def origin(self, source: str) -> Origin:
        """A source as the origin of words."""
        if source not in self._origins:
            self._origins[source] = self._origin(source)
        return self._origins[source]

    def _origin(self, source: str) -> Origin:
        it = self.context.dossier.sources[source]
        return Origin(
            publisher=self.context.publisher(it),
            title=it.title,
            when=self.context.when(it.published),
            inferred=any(inference.of == "published" for inference in it.inferred),
            href=self.to(routes.home(self.context.dossier, source)),
            lang=self.context.foreign(source),
            url=web(it.url),
        )

    def cite(self, citation: Citation, fact: Fact | None = None) -> Mark:
        """The mark of a citation, for the fact that it carries or for words of a hand-written page."""
        key = (
            citation.source,
            _spans(citation),
            fact.voice.by if fact else None,
            fact.voice.via if fact else (),
            citation.supports,
            # What the note will show of the words: with another translation or meaning it is another note.
            self.quote(citation, fact.reads if fact else None),
        )
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        if number > len(self._cited):
            self._cited.append((citation, fact))
            self._marks.append([])
        marks = self._marks[number - 1]
        id_ = routes.mark_anchor(number, len(marks) + 1)
        marks.append(id_)
        return Mark(number, id_, self.to(routes.passage(citation)), self.origin(citation.source))

    def cite_all(self, *facts: Fact) -> tuple[Mark, ...]:
        """The marks of everything that carries some facts, each passage once."""
        return tuple(self.cite(citation, fact) for citation, fact in apart(*facts))

    def quote(self, citation: Citation, reads: Mapping[str, str] | None = None) -> Quote:
        """The words of a citation, with what they refer to."""
        meant = {word: self.meaning(id_) for word, id_ in (reads or {}).items()}
        return Quote(
            tuple(Words(read(words, meant)) for words in citation.words),
            self.context.foreign(citation.source),
            citation.translation,
        )

    def meaning(self, id_: str) -> str:
        """What a word refers to: the label of a subject, or words of the curator's."""
        subject = self.context.subject(id_)
        return subject.label if subject else id_

    def worded(self, words: str, fact: Fact) -> Worded:
        """Words that a fact has from its sources, in the language of the first that has them."""
        sources = self.context.dossier.sources
        cited = [*fact.citations, *(citation for it in fact.inferred for citation in it.citations)]
        holding = (it.source for it in cited if words in sources[it.source].text)
        return Worded(words, next(map(self.context.foreign, holding), None))

    def printed(self, fact: Fact) -> Worded | None:
        """The source's own words for a date or a number of a fact."""
        return self.worded(fact.printed, fact) if fact.printed else None

    def notes(self) -> tuple[Note, ...]:
        """The note of every number, when all marks are made."""
        return tuple(
            Note(
                number=number,
                id=routes.note_anchor(number),
                quote=self.quote(citation, fact.reads if fact else None),
                origin=self.origin(citation.source),
                href=self.to(routes.passage(citation)),
                speaker=self.context.label(fact.voice.by) if fact and fact.voice.by else None,
                via=tuple(map(self.context.label, fact.voice.via)) if fact else (),
                supports=citation.supports,
                marks=tuple(f"#{id_}" for id_ in marks),
            )
            for number, ((citation, fact), marks) in enumerate(zip(self._cited, self._marks, strict=True), 1)
        )

    def cited(self) -> tuple[Origin, ...]:
        """The sources that the notes name, each once, in the order in which they are cited."""
        return tuple(self.origin(id_) for id_ in dict.fromkeys(citation.source for citation, _ in self._cited))

    def notes_section(self) -> Section | None:
        """The notes as the last section of a page; None where nothing is cited. To be asked for last."""
        notes = self.notes()
        return self.rendering.section("marks", "notes", notes, self.cited()) if notes else None


def apart(*facts: Fact) -> tuple[tuple[Citation, Fact], ...]:
    """The citations of some facts, each with the first fact that it carries, those of the same words once."""
    seen: dict[tuple[str, _Spans, str | None, str | None], tuple[Citation, Fact]] = {}
    for fact in facts:
        for it in fact.citations:
            seen.setdefault((it.source, _spans(it), it.supports, it.translation), (it, fact))
    return tuple(seen.values())


def _spans(citation: Citation) -> _Spans:
    return tuple((it.start, it.end) for it in citation.passages)


def read(words: str, meant: Mapping[str, str]) -> tuple[tuple[str, str | None], ...]:
    """Words in pieces, cut behind the first place of each word that has a meaning. Nothing of the words changes."""
    cuts: dict[int, str] = {}
    for word, meaning in meant.items():
        if found := quotes.whole(word, within=words).search(words):
            cuts.setdefault(found.end(), meaning)
    edges = [0, *sorted(cuts)]
    pieces: list[tuple[str, str | None]] = [(words[a:b], cuts[b]) for a, b in pairwise(edges)]
    return (*pieces, (words[edges[-1] :], None))
