"""What a check may look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_dossier import languages, quotes
from mkdocs_dossier.checks import terms
from mkdocs_dossier.checks.terms import Names
from mkdocs_dossier.citations import Unresolved
from mkdocs_dossier.languages import Language
from mkdocs_dossier.model import Aspect, Citation, Dossier, Event, Fact, Inference, Topic
from mkdocs_dossier.problems import Code, Place, Problem

FIELDS = frozenset({"date", "value", "published", "publisher", "name", "printed", "at", "cite"})
"""What `inferred` may name as a field; whatever else it names is a word of the fact."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """What a check found: a problem, and the fact that it is about, which may accept it; None where it is of none."""

    fact: Fact | None
    problem: Problem


def alarm(
    fact: Fact | None, code: Code, place: Place, message: str, remedy: str, detail: tuple[str, ...] = ()
) -> Alarm:
    """An alarm from the parts of its problem."""
    return Alarm(fact, Problem(code, place, message, remedy, detail))


@dataclass(frozen=True)
class Material:
    """The dossier, and what was found on the way to it.

    `unresolved` are the quotes that were not found, `changed` the sources whose checksum no longer fits, with its
    place, `open` the sentences of each source that nothing accounts for, and `shown` how many of its words the website
    prints, of how many. `disputed` are the subjects and properties on which sources differ. `whole` tells that all of
    the fact sheet could be read: otherwise what is missing here may only have been lost on the way.
    """

    dossier: Dossier
    unresolved: tuple[Unresolved, ...] = ()
    changed: Mapping[str, Place] = field(default_factory=dict)
    open: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    shown: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    disputed: frozenset[tuple[str, str]] = frozenset()
    whole: bool = True

    @cached_property
    def names(self) -> Names:
        """Every recorded name."""
        return terms.names(self.dossier)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """Every topic, in the order of the sheet."""
        return tuple(it for it in self.dossier.subjects.values() if isinstance(it, Topic))

    @cached_property
    def relation_kinds(self) -> Mapping[str, Counter[tuple[str, str]]]:
        """By the name of a relation, how often it joins a subject of one kind to one of another."""
        told: dict[str, Counter[tuple[str, str]]] = {}
        for fact in self.dossier.facts:
            if fact.aspect is Aspect.RELATION:
                told.setdefault(fact.property, Counter())[self.kinds(fact)] += 1
        return told

    def kinds(self, fact: Fact) -> tuple[str, str]:
        """The kinds of the two ends of a relation, or the sort of subject that they are."""
        ends = (self.dossier.subjects[it] for it in (fact.subject, fact.object or fact.subject))
        one, other = (it.kind or it.type.value for it in ends)
        return one, other

    @cached_property
    def event_days(self) -> Mapping[tuple[str, int], frozenset[str]]:
        """By source and paragraph, the days (EDTF) of the events of which it tells."""
        days: dict[tuple[str, int], set[str]] = {}
        for fact in self.dossier.facts:
            event = self.dossier.subjects.get(fact.event or "")
            if isinstance(event, Event) and event.date is not None:
                for citation in fact.citations:
                    days.setdefault((citation.source, citation.passages[0].paragraph), set()).add(event.date.edtf)
        return {where: frozenset(found) for where, found in days.items()}

    def language(self, citation: Citation) -> Language | None:
        """The rules for the language of a citation's source."""
        return languages.language(self.dossier.sources[citation.source].language)

    def bundles(self, fact: Fact) -> Iterator[tuple[tuple[Citation, ...], Language]]:
        """The citations that must carry a fact, with the rules for their language; none where there are no rules.

        Each carries it by itself; or those with `supports` do together, where there is no other. Withdrawn facts claim
        nothing any more.
        """
        for citations in self._bundles(fact):
            language = self.language(citations[0])
            if language is not None:
                yield citations, language

    def foreign(self, fact: Fact) -> Iterator[tuple[tuple[Citation, ...], str]]:
        """The same of those whose language has no rules, with its tag."""
        for citations in self._bundles(fact):
            if self.language(citations[0]) is None:
                yield citations, self.dossier.sources[citations[0].source].language

    def _bundles(self, fact: Fact) -> list[tuple[Citation, ...]]:
        if fact.withdrawn is not None:
            return []
        alone: list[tuple[Citation, ...]] = [(citation,) for citation in fact.citations if citation.supports is None]
        return alone or ([fact.citations] if fact.citations else [])

    def sentences(self, citation: Citation) -> str:
        """The whole sentences in which a citation's words stand."""
        start, end = self._sentences(citation)
        return quotes.normal(self.dossier.sources[citation.source].text[start:end])

    def around(self, citation: Citation) -> tuple[str, int, int]:
        """The whole sentences in which a citation's words stand, and from where to where in them the words do."""
        start, end = self._sentences(citation)
        text = self.dossier.sources[citation.source].text
        before = quotes.normal(f"{text[start : citation.start]}|")[:-1]
        words = quotes.normal(f"|{text[citation.start : citation.end]}|")[1:-1]
        return f"{before}{words}{quotes.normal(f'|{text[citation.end : end]}')[1:]}", len(before), len(before + words)

    def told(self, citation: Citation) -> str:
        """The same sentences with everything between quotation marks blanked out: what the source says itself."""
        source = self.dossier.sources[citation.source]
        start, end = self._sentences(citation)
        paragraph = next((a for a, b in source.paragraphs if a <= start < b), start)
        blanked = re.sub(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)", _blank, source.text[paragraph:end])
        return quotes.normal(blanked[start - paragraph :])

    def paragraph(self, citation: Citation) -> str:
        """The paragraph in which a citation's words stand."""
        source = self.dossier.sources[citation.source]
        return " ".join(source.text[a:b] for a, b in source.paragraphs if a < citation.end and citation.start < b)

    def meant(self, fact: Fact, quote: str) -> Iterator[str]:
        """Whom and what words of a quote of a fact are read as."""
        for word, meaning in fact.reads.items():
            if stands(word, quote):
                yield meaning
                yield from self.names.among(meaning)

    def read_out(self, fact: Fact, quote: str) -> str:
        """A quote of a fact with what its words are read as in their place, where that has a name."""
        for word, meant in fact.reads.items():
            subject = self.dossier.subjects.get(meant)
            if subject is not None and not subject.unnamed and stands(word, quote):
                quote = quotes.whole(word, case=False, within=quote).sub(subject.label.replace("\\", ""), quote)
        return quote

    def _sentences(self, citation: Citation) -> tuple[int, int]:
        source = self.dossier.sources[citation.source]
        spans = [(a, b) for a, b in source.sentences if a < citation.end and citation.start < b]
        return (spans[0][0], spans[-1][1]) if spans else (citation.start, citation.end)

    def _near(self, role: str, id_: str, words: str) -> bool:
        """Whether a role stands in some words with nobody else of the subject's kind between it and the subject."""
        kind = self.dossier.subjects[id_].kind
        named = self.names.find(words)
        spans = [match.span() for match in quotes.whole(role, case=False, within=words).finditer(words)]
        if spans and not any(it.subject == id_ for it in named):
            return True
        return any(
            not any(
                min(it.end, end) <= other.start < max(it.start, start)
                for other in named
                if other.subject not in (None, id_) and self.dossier.subjects[other.subject or ""].kind == kind
            )
            for it in named
            if it.subject == id_
            for start, end in spans
        )

    def _alone(self, relation: Fact) -> bool:
        """Whether nobody else has a relation of this name to the same one."""
        others = self.dossier.by_object.get(relation.object or "", ())
        return all(it.subject == relation.subject for it in others if it.property == relation.property)

    def before(self, citation: Citation) -> str:
        """The source's text from its beginning up to the sentence of a citation, furniture left out."""
        source = self.dossier.sources[citation.source]
        start, _ = self._sentences(citation)
        return quotes.normal(" ".join(source.text[a : min(b, start)] for a, b in source.paragraphs if a < start))

    def by_role(self, id_: str, words: str, besides: Fact | None = None) -> bool:
        """Whether words name somebody by a role that a relation gives: the "CEO" of a firm that they name too.

        A role that several have names none of them. The fact `besides` is left out: it cannot prove itself. Whoever has
        no name in any source is known by the words of his label.
        """
        there = self.names.among(words)
        for fact in self.dossier.by_subject.get(id_, ()):
            if fact.aspect is Aspect.RELATION and fact.object in there and fact != besides and self._alone(fact):
                kind = self.dossier.relations.get(fact.property)
                roles = [*(kind.words if kind else ()), *([fact.value.text] if fact.value else ())]
                if any(self._near(role, fact.object, words) for role in roles):
                    return True
        subject = self.dossier.subjects.get(id_)
        if subject is None or not subject.unnamed:
            return False
        label = re.findall(r"(?<!\w)[^\W\d_A-Z][\w]{3,}", subject.label)
        return bool(label) and all(stands(word, words) for word in label)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def stands(word: str, words: str) -> bool:
    """Whether a word stands whole among others, whatever its case."""
    return word.casefold() in words.casefold() and bool(quotes.whole(word, case=False, within=words).search(words))


def claimed(fact: Fact) -> str:
    """The words of our own in which a fact makes its claim."""
    if fact.says:
        return fact.says
    if fact.aspect is Aspect.VALUE and fact.value is not None and not fact.value.unknown:
        return " ".join(filter(None, (fact.value.qualifier, fact.value.text, *fact.value.items, fact.value.condition)))
    if fact.aspect is Aspect.RELATION and fact.value is not None:
        return fact.value.text
    return ""


def quoted(citations: Iterable[Citation]) -> str:
    """The words of citations as one text, their parts kept apart."""
    return " … ".join(quotes.normal(part) for citation in citations for part in citation.words)


def evidence(fact: Fact, citations: Iterable[Citation]) -> str:
    """What may carry a fact's words: its quotes and what they are read as, what is `printed`, what is inferred."""
    quote = quoted(citations)
    read = [meant for word, meant in fact.reads.items() if " " in meant and stands(word, quote)]
    inferred = [it.of for it in fact.inferred if it.of not in FIELDS]
    return " … ".join([quote, *read, *filter(None, [fact.printed]), *inferred])


def field_evidence(fact: Fact, citations: Iterable[Citation], *fields: str) -> str:
    """The same for a field, which may be inferred as a whole: then the reason and the words it rests on tell it."""
    return " … ".join([evidence(fact, citations), *(reason(it) for it in fact.inferred if it.of in fields)])


def reason(inference: Inference) -> str:
    """Why something is inferred, with the words it rests on."""
    return " … ".join(filter(None, (inference.because, quoted(inference.citations))))


def beside(claim: str, citations: Iterable[Citation]) -> tuple[str, ...]:
    """A claim and its quote, one under the other, as the details of a problem."""
    return f"fact:  {claim}", f"quote: {quoted(citations)}"


def spoken_of(fact: Fact) -> str:
    """How a problem speaks of a fact."""
    if fact.aspect is Aspect.SAYS:
        return f"The fact `{fact.key}`"
    if fact.aspect is Aspect.VALUE:
        return f"The value of `{fact.property}` of `{fact.subject}`"
    if fact.aspect is Aspect.RELATION:
        return f"The relation `{fact.property}` of `{fact.subject}`"
    if fact.aspect is Aspect.PARTICIPATION:
        return f"The part of `{fact.object}` in `{fact.subject}`"
    if fact.aspect is Aspect.DATE:
        return f"The date of `{fact.subject}`"
    return f"`{fact.subject}`"
