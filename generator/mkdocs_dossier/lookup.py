"""What entries refer to and cite, looked up: every id followed, every quote found, every date read, or a problem."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from mkdocs_dossier import citations, dates, quotes
from mkdocs_dossier.entries import (
    SOURCE_VOICE,
    ChangeEntry,
    CitationEntry,
    Entry,
    InferredEntry,
    NameEntry,
    SubjectEntry,
    Written,
)
from mkdocs_dossier.model import Article, Change, Citation, Inference, Name, Subject
from mkdocs_dossier.problems import Code, Place, Problem, Severity, likely
from mkdocs_dossier.yamlfile import Text

E = TypeVar("E", bound=Entry)


class Lookup:
    """The entries of a fact sheet and the articles that could be read, to be asked for what an entry names.

    What cannot be found gathers in `unresolved` (quotes) and `problems` (all else), unless it only follows from what
    has been reported already.
    """

    def __init__(self, written: Written, articles: Mapping[str, Article], changed: Collection[str]) -> None:
        self.written = written
        self.articles = articles
        self.problems: list[Problem] = []
        self.unresolved: list[citations.Unresolved] = []
        # An id has one kind, and a lookup costs the same however many there are.
        self.kinds: Mapping[str, Mapping[str, Entry]] = {
            "source": by_id(written.sources),
            "actor": by_id(written.actors),
            "document": by_id(written.documents),
            "event": by_id(written.events),
            "system": by_id(written.systems),
            "topic": by_id(written.topics),
        }
        self._fact_ids = frozenset(written.fact_ids())
        self._every_source_read = not (
            changed or written.incomplete or written.lost_sources or len(articles) < len(written.sources)
        )
        self.names = Names(written)
        self.problems.extend(self.names.problems)

    def known(self, text: str | None, kinds: Sequence[str]) -> str | None:
        """The id, if one of these kinds has it."""
        return str(text) if text is not None and any(text in self.kinds[kind] for kind in kinds) else None

    def reference(self, text: Text, kinds: Sequence[str], what: str, more: Collection[str] = ()) -> str | None:
        """The id that is written, of one of these `kinds` or among `more`; None, and a problem, where there is none.

        `what` says in words where it is written.
        """
        if self.known(text, kinds):
            return str(text)
        if not self.silent(text):
            noun = _either(kinds) if len(kinds) < len(self.kinds) else "entry"
            elsewhere = next((kind for kind in self.kinds if text in self.kinds[kind]), None)
            elsewhere = elsewhere or ("fact" if text in self._fact_ids else None)
            if elsewhere is not None:
                self.problems.append(
                    Problem(
                        Code.UNKNOWN_REFERENCE,
                        text.place,
                        f"`{text}`, named in {what}, is {_article_of(elsewhere)} {elsewhere}, "
                        f"not {_article_of(noun)} {noun}.",
                        f"Name {_article_of(noun)} {noun} here.",
                    )
                )
            else:
                self.unknown(
                    Code.UNKNOWN_REFERENCE,
                    text,
                    f"There is no {noun} `{text}`, which is named in {what}.",
                    [*(id_ for kind in kinds for id_ in self.kinds[kind]), *more],
                    f"add the {noun}",
                    self.names.owner.get(quotes.normal(text)),
                )
        return None

    def anything(self, text: Text, what: str) -> str | None:
        """A reference to whatever has an id, facts among them."""
        if text in self._fact_ids:
            return str(text)
        if self.written.lost_facts and not self.known(text, tuple(self.kinds)):
            return None
        return self.reference(text, tuple(self.kinds), what, self._fact_ids)

    def unknown(
        self, code: Code, text: Text, message: str, known: Collection[str], otherwise: str, named: str | None = None
    ) -> None:
        """A problem: none of the known names is the one written.

        It proposes the id of what is so `named`, or the name most like it, and what to do where that is not meant.
        """
        meant = likely(text, map(str, known))
        remedy = f"Did you mean `{meant}`? If not, {otherwise}." if meant else f"Correct it, or {otherwise}."
        if named is not None and str(named) in known:
            remedy = f"That is a name; write the id, `{named}`."
        self.problems.append(Problem(code, text.place, message, remedy))

    def silent(self, text: str) -> bool:
        """Whether an unknown reference is only the consequence of what has been reported already."""
        return not text or self.written.incomplete or text in self.written.lost

    def speaker(self, text: Text | None, what: str) -> str | None:
        """Who speaks; None for a source's own voice."""
        if text is None or text == SOURCE_VOICE:
            return None
        return self.reference(text, ("actor", "document"), what)

    def hands(self, written: Sequence[Text], what: str) -> tuple[str, ...]:
        """Who passed it on, without those that there are not."""
        return tuple(hand for hand in (self.reference(text, ("actor", "document"), what) for text in written) if hand)

    def cited(
        self, entries: Sequence[CitationEntry], own: str | None, *, has_speaker: bool, guarded: bool = True
    ) -> tuple[Citation, ...]:
        """The citations that could be resolved; `own` is the source that a bare quote means, if it can mean one."""
        found = []
        for entry in entries:
            source = entry.source if entry.source is not None else own
            if source is None:
                glued, colon, _ = entry.quote[0].partition(":") if entry.quote else ("", "", "")
                remedy = "Below `cite:`, write on a line of its own: `source-id: the exact words`."
                if colon and glued in self.kinds["source"]:
                    remedy = f"Put a space after `{glued}:`."
                self.problems.append(
                    Problem(Code.WRONG_TYPE, entry.place, "This quote does not name its source.", remedy)
                )
                continue
            citation = self.citation_of(
                source,
                entry.quote,
                entry.place,
                has_speaker=has_speaker,
                guarded=guarded,
                supports=filled(entry.supports),
                translation=filled(entry.translation),
            )
            if citation is not None:
                found.append(citation)
        return tuple(found)

    def citation_of(
        self,
        source: str,
        quote: Sequence[Text],
        place: Place,
        *,
        has_speaker: bool,
        guarded: bool = True,
        supports: str | None = None,
        translation: str | None = None,
    ) -> Citation | None:
        """The citation of a quote; None where it is none, which has then been noted."""
        if source not in self.articles:
            if source not in self.kinds["source"] and isinstance(source, Text) and not self.silent(source):
                self.unknown(
                    Code.UNKNOWN_REFERENCE,
                    source,
                    f"There is no source `{source}`.",
                    self.kinds["source"],
                    "add it under `sources:`",
                )
            return None
        result = citations.resolve(
            self.articles[source],
            quote,
            place,
            has_speaker=has_speaker,
            guarded=guarded,
            supports=supports,
            translation=translation,
        )
        if isinstance(result, citations.Unresolved):
            self.unresolved.append(citations.elsewhere(result, self.articles, quote))
            return None
        return result

    def no_citation(self, place: Place, what: str, field: str | None = None) -> None:
        """A problem: `what` needs a citation, or, for a `field` that can be inferred, a reason."""
        remedy = "Add `cite:` with a line `source-id: the exact words` below it"
        if field is not None:
            remedy += f", or say under `inferred: {field}:` why it is believed"
        self.problems.append(Problem(Code.NO_CITATION, place, f"{what} has no citation.", remedy + "."))

    def inferred(self, entries: Mapping[Text, InferredEntry], own: Text | None) -> tuple[Inference, ...]:
        """What is inferred, with the words that it rests on."""
        return tuple(
            Inference(str(of), str(entry.because), self.cited(entry.from_, own, has_speaker=True, guarded=False))
            for of, entry in entries.items()
        )

    def date(self, text: Text | None) -> dates.Date | None:
        """The date that is written; None, and a problem, where it is none."""
        if not text:
            return None
        date = dates.parse(str(text))
        if isinstance(date, dates.BadDate):
            self.problems.append(Problem(Code.BAD_DATE, text.place, date.message, date.remedy))
            return None
        return date

    def reasons(self, accepted: Mapping[Text, Text], what: str) -> Mapping[str, str]:
        """The reasons for which `what` accepts warnings, by their codes, and a problem for each code that is none."""
        known = {code.value for code in Code}
        for code in accepted:
            if code not in known:
                warnings = [it.value for it in Code if it.severity is Severity.WARNING]
                message = f"There is no warning `{code}`, which {what} accepts."
                self.unknown(Code.UNKNOWN_CHOICE, code, message, warnings, "take the line out of `accepted:`")
        # The codes stay texts that know their place, for what turns out to be accepted for nothing.
        return {code: str(reason) for code, reason in accepted.items() if code in known}

    def change(self, entry: ChangeEntry) -> Change | None:
        """A correction or withdrawal; None where its date is none."""
        date = self.date(entry.date)
        return None if date is None else Change(date, str(entry.because), filled(entry.was))

    def spellings(self, entries: Iterable[NameEntry | Text]) -> tuple[Name, ...]:
        """Names with the places at which they stand, and a problem for each that stands nowhere."""
        names = []
        for entry in entries:
            text = entry if isinstance(entry, Text) else entry.name
            if not text:
                continue
            words = quotes.normal(text)
            # Most articles do not hold most names: the plain search spares them the exact one.
            holding = [article for article in self.articles.values() if words in article.text.normal]
            found = tuple(passage for article in holding for passage in citations.occurrences(article, words))
            if not found and self._every_source_read:
                self.problems.append(
                    Problem(
                        Code.NAME_NOT_FOUND,
                        text.place,
                        f"The name “{text}” stands in no source.",
                        "Write a spelling that a source uses; a name that no source prints is `inferred`.",
                    )
                )
            use = None if isinstance(entry, Text) else filled(entry.as_)
            names.append(Name(str(text), use, found, text.place))
        return tuple(names)


class Names:
    """Which subjects a text names, by every recorded spelling, the longest first."""

    def __init__(self, written: Written) -> None:
        owner: dict[str, Text] = {}
        self.problems: list[Problem] = []
        called: list[tuple[Text, Text | None, SubjectEntry]] = [
            *((id_, actor.name, actor) for id_, actor in written.actors.items()),
            *((id_, system.name, system) for id_, system in written.systems.items()),
            *((id_, document.title, document) for id_, document in written.documents.items()),
            *((id_, None, event) for id_, event in written.events.items()),
        ]
        for id_, main, entry in called:
            for text in (main, *(name.name for name in entry.names)):
                if text and owner.setdefault(quotes.normal(text), id_) != id_:
                    self.problems.append(
                        Problem(
                            Code.DUPLICATE_ID,
                            text.place,
                            f"The name “{text}” is that of `{owner[quotes.normal(text)]}` and of `{id_}`: "
                            "which of them a quote means, nobody can tell.",
                            "Give one of them a longer name, or take the name out of its `names`.",
                        )
                    )
        self.owner = owner
        # By their first word: one expression of all names would be tried name by name at every letter of every quote.
        self.beginning: dict[str, list[str]] = {}
        for name in sorted(owner, key=len, reverse=True):
            if found := quotes.TOKEN.match(name):
                self.beginning.setdefault(found[0], []).append(name)

    def about(self, texts: Iterable[Sequence[str]]) -> tuple[str, ...]:
        """The subjects named, in the order in which they are named, each once. A name inside a longer one is none."""
        found: dict[str, None] = {}
        for text in (quotes.normal(part) for parts in texts for part in parts):
            done = 0
            for first in quotes.TOKEN.finditer(text):
                if first.start() < done:
                    continue
                for name in self.beginning.get(first[0], ()):
                    end = first.start() + len(name)
                    if text.startswith(name, first.start()) and not quotes.joined(name[-1], text[end : end + 1]):
                        found[str(self.owner[name])] = None
                        done = end
                        break
        return tuple(found)


def told_apart(subjects: Mapping[str, Subject]) -> dict[str, Subject]:
    """The same subjects, their names not found where they are only part of a longer name of somebody else.

    A name that stands nowhere else keeps its places: that it does stand in a source is true.
    """
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for subject in subjects.values():
        for it in (passage for name in subject.names for passage in name.found):
            spans.setdefault(it.source, []).append((it.start, -it.end, subject.id))
    inside: set[tuple[str, int, int, str]] = set()
    for source, found in spans.items():
        # What begins first and is longest comes first; what ends before is no longer around anything.
        around: list[tuple[int, int, str]] = []
        for start, end, owner in sorted(found):
            around = [it for it in around if -it[1] > start]
            if any(it[2] != owner and it[1] <= end and it[:2] != (start, end) for it in around):
                inside.add((source, start, -end, owner))
            around.append((start, end, owner))
    return {
        id_: replace(subject, names=tuple(_outside(name, id_, inside) for name in subject.names)) if inside else subject
        for id_, subject in subjects.items()
    }


def _outside(name: Name, owner: str, inside: Collection[tuple[str, int, int, str]]) -> Name:
    found = tuple(it for it in name.found if (it.source, it.start, it.end, owner) not in inside)
    return replace(name, found=found or name.found)


def by_id(entries: Mapping[Text, E]) -> dict[str, E]:
    """Entries by their ids as plain texts."""
    return {str(id_): entry for id_, entry in entries.items()}


def filled(text: str | None) -> str | None:
    """The text as a plain one; None where it is empty or was left out."""
    return str(text) if text else None


def _either(nouns: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(nouns[:-1]), nouns[-1])))


def _article_of(noun: str) -> str:
    return "an" if noun[:1] in "aeiou" else "a"
