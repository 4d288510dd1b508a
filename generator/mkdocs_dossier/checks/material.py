"""What a check may look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from mkdocs_dossier import languages, quotes
from mkdocs_dossier.checks.terms import Names
from mkdocs_dossier.citations import Unresolved
from mkdocs_dossier.languages import Language
from mkdocs_dossier.model import Aspect, Citation, Dossier, Fact
from mkdocs_dossier.problems import Code, Place, Problem


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
    """The dossier, the quotes that were not found, and the sources whose checksum no longer fits, with its place."""

    dossier: Dossier
    unresolved: tuple[Unresolved, ...]
    changed: Mapping[str, Place]

    @cached_property
    def names(self) -> Names:
        """Every recorded name."""
        return Names(self.dossier)

    @cached_property
    def failed(self) -> frozenset[Place]:
        """Where the quotes stand that were not found: what they would have carried is not asked of the others."""
        return frozenset(it.place for it in self.unresolved)

    def language(self, citation: Citation) -> Language | None:
        """The rules for the language of a citation's source."""
        return languages.language(self.dossier.sources[citation.source].language)

    def claims(self) -> Iterator[tuple[Fact, str]]:
        """Every fact that claims something in words of our own, with those words; withdrawn ones claim nothing."""
        for fact in self.dossier.facts:
            if fact.withdrawn is None and fact.citations:
                claim = claimed(fact)
                if claim:
                    yield fact, claim

    def sentences(self, citation: Citation) -> str:
        """The whole sentences in which a citation's words stand."""
        source = self.dossier.sources[citation.source]
        spans = [(a, b) for a, b in source.sentences if a < citation.end and citation.start < b]
        if not spans:
            return quoted(citation)
        return quotes.normal(source.text[spans[0][0] : spans[-1][1]])

    def by_role(self, id_: str, words: str) -> bool:
        """Whether words name somebody by a role that a relation gives: the "CEO" of "Rostec"; or by what it is called.

        Whoever has no name in any source is known by the words of his label.
        """
        there = self.names.among(words)
        for fact in self.dossier.by_subject.get(id_, ()):
            if fact.aspect is Aspect.RELATION and fact.object in there:
                kind = self.dossier.relations.get(fact.property)
                roles = [*(kind.words if kind else ()), *([fact.value.text] if fact.value else ())]
                if any(stands(role, words) for role in roles):
                    return True
        subject = self.dossier.subjects.get(id_)
        return (
            subject is not None
            and subject.unnamed
            and any(stands(word, words) for word in re.findall(r"\w{4,}", subject.label))
        )

    def before(self, citation: Citation) -> str:
        """The source's text from its beginning up to a citation's words, furniture left out."""
        source = self.dossier.sources[citation.source]
        parts = [source.text[a : min(b, citation.start)] for a, b in source.paragraphs if a < citation.start]
        return quotes.normal(" ".join(parts))


def stands(word: str, words: str) -> bool:
    """Whether a word stands whole among others, whatever its case."""
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", words, re.IGNORECASE))


def claimed(fact: Fact) -> str:
    """The words of our own in which a fact makes its claim."""
    if fact.says:
        return fact.says
    if fact.aspect is Aspect.VALUE and fact.value is not None and not fact.value.unknown:
        return " ".join(filter(None, (fact.value.qualifier, fact.value.text, *fact.value.items, fact.value.condition)))
    return ""


def quoted(citation: Citation) -> str:
    """A citation's words as one text, its parts kept apart."""
    return " … ".join(quotes.normal(part) for part in citation.words)


def bundles(fact: Fact) -> tuple[tuple[Citation, ...], ...]:
    """The citations that must carry a fact: each by itself, or those with `supports` together."""
    alone = tuple((citation,) for citation in fact.citations if citation.supports is None)
    together = tuple(citation for citation in fact.citations if citation.supports is not None)
    return (*alone, together) if together else alone


def inferred_words(fact: Fact) -> str:
    """All words of a fact's inferences: what is inferred, why, and from which words."""
    return " ".join(
        " ".join((it.of, it.because, *(quoted(citation) for citation in it.citations))) for it in fact.inferred
    )


def at(fact: Fact, citation: Citation | None = None) -> Place:
    """Where a problem with a fact is shown: at the citation that does not carry it, or at the fact."""
    return citation.place if citation is not None else fact.place


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
