"""Checks of who says so (evidence rule, point 8): speakers, hands, events and relations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_dossier.checks import terms
from mkdocs_dossier.checks.material import Alarm, Material, alarm, at, bundles, quoted, spoken_of
from mkdocs_dossier.languages import Language
from mkdocs_dossier.model import Actor, Aspect, Citation, Document, Fact
from mkdocs_dossier.problems import Code


def speaker(material: Material) -> Iterator[Alarm]:
    """The speaker of a fact is named in the cited sentence, by name or by role, or is the last person named before it.

    A state or an organisation is named in the sentence or not far before it; a document is, by its kind.
    """
    for fact in material.dossier.facts:
        by = fact.voice.by
        if by is None or fact.withdrawn or fact.aspect not in (Aspect.SAYS, Aspect.VALUE):
            continue
        for citation in fact.citations:
            if material.language(citation) is not None and not _speaks(material, by, citation):
                label = material.dossier.subjects[by].label
                yield alarm(
                    fact,
                    Code.SPEAKER_NOT_NAMED,
                    at(fact, citation),
                    f"{spoken_of(fact)} is said by {label}, whom the source does not name there.",
                    "Correct `by:`, or cite words of a sentence that names the speaker.",
                    (f"sentence: {material.sentences(citation)}",),
                )


def _speaks(material: Material, by: str, citation: Citation) -> bool:
    sentence = material.sentences(citation)
    if by in material.names.among(sentence) or material.by_role(by, sentence):
        return True
    subject = material.dossier.subjects[by]
    if isinstance(subject, Document) and subject.kind and subject.kind.casefold() in sentence.casefold():
        return True
    before = material.before(citation)
    persons = [
        it.subject
        for it in material.names.find(before)
        if it.subject and material.dossier.subjects[it.subject].kind == "person"
    ]
    if isinstance(subject, Actor) and subject.kind == "person":
        return bool(persons) and persons[-1] == by
    last = before[-240:]
    return by in material.names.among(last) or (isinstance(subject, Document) and (subject.kind or "?") in last)


def nobody(material: Material) -> Iterator[Alarm]:
    """Words inside quotation marks, or beside a verb of saying, have a speaker."""
    for fact in material.dossier.facts:
        if fact.voice.by is not None or fact.withdrawn or fact.aspect not in (Aspect.SAYS, Aspect.VALUE):
            continue
        for citation in fact.citations:
            language = material.language(citation)
            if language is None or terms.says_verb(fact.says or "", language):
                continue
            reason = _spoken(material, citation, language)
            if reason:
                yield alarm(
                    fact,
                    Code.SPEAKER_MISSING,
                    at(fact, citation),
                    f"{spoken_of(fact)} has no speaker, and its quote stands {reason}.",
                    "Add `by:` with whoever says it; or, if the source vouches for it, tell it in the sentence.",
                    (f"sentence: {material.sentences(citation)}",),
                )


def _spoken(material: Material, citation: Citation, language: Language) -> str:
    source = material.dossier.sources[citation.source]
    start, end = next(((a, b) for a, b in source.paragraphs if a <= citation.start < b), (citation.start, citation.end))
    before, behind = source.text[start : citation.start], source.text[citation.end : end]
    if before.count('"') % 2 or before.count("“") > before.count("”") or before.count("«") > before.count("»"):
        return "inside quotation marks"
    tail = re.split(r"[.;]\s", behind, maxsplit=1)[0][:80]
    if re.match(r"[\"”’]?,\s", tail) and terms.says_verb(tail, language) and material.names.find(tail):
        return f"beside “{tail.strip(' ,”’').split(',')[0].strip()}”"
    return ""


def hands(material: Material) -> Iterator[Alarm]:
    """Every hand in `via` is named in the article that is cited, or published it."""
    for fact in material.dossier.facts:
        for citation in fact.citations:
            source = material.dossier.sources[citation.source]
            if material.language(citation) is None or not fact.voice.via or fact.withdrawn:
                continue
            there = material.names.among(" ".join(source.text[a:b] for a, b in source.paragraphs))
            for hand in fact.voice.via:
                if hand not in there and hand != source.publisher:
                    yield alarm(
                        fact,
                        Code.HAND_NOT_NAMED,
                        at(fact, citation),
                        f"{spoken_of(fact)} comes via {material.dossier.subjects[hand].label}, "
                        f"whom `{source.id}` does not name.",
                        "Correct `via:`, or cite the source that names the hand.",
                    )


def occasion(material: Material) -> Iterator[Alarm]:
    """What is said at an event is said by one of those who took part in it, through hands that did, in its sources."""
    for fact in material.dossier.facts:
        if fact.event is None or fact.withdrawn or fact.aspect not in (Aspect.SAYS, Aspect.VALUE):
            continue
        here = material.dossier.by_subject.get(fact.event, ())
        there = {it.object for it in here if it.aspect is Aspect.PARTICIPATION}
        if not there:
            continue
        for who in sorted({it for it in (fact.voice.by, *fact.voice.via) if it is not None and it not in there}):
            if not isinstance(material.dossier.subjects.get(who), Document):
                yield alarm(
                    fact,
                    Code.NOT_AT_EVENT,
                    at(fact),
                    f"{spoken_of(fact)} is told by {material.dossier.subjects[who].label} at `{fact.event}`, "
                    "of whose participants that is none.",
                    "Correct `by:` or `via:`, or add the participant to the event with a citation.",
                )
        sources = {
            citation.source
            for it in here
            if it.aspect in (Aspect.DATE, Aspect.OCCURRENCE, Aspect.PARTICIPATION)
            for citation in it.citations
        }
        for citation in fact.citations:
            if fact.voice.by and citation.source not in sources:
                yield alarm(
                    fact,
                    Code.NOT_AT_EVENT,
                    at(fact, citation),
                    f"{spoken_of(fact)} is cited from `{citation.source}`, in which nothing tells of `{fact.event}`.",
                    "Correct the event, or cite words of that source for the event itself.",
                )


def relations(material: Material) -> Iterator[Alarm]:
    """A relation's quote holds one of the words declared for it, and in "owned by" the owned one stands first."""
    for fact in material.dossier.facts:
        declared = material.dossier.relations.get(fact.property)
        if fact.aspect is not Aspect.RELATION or declared is None or not declared.words or fact.withdrawn:
            continue
        for citations in bundles(fact):
            quote = " … ".join(map(quoted, citations))
            folded = quote.casefold()
            if not any(word.casefold() in folded for word in declared.words):
                yield alarm(
                    fact,
                    Code.RELATION_NOT_QUOTED,
                    at(fact, citations[0]),
                    f"Nothing in this quote tells that somebody is `{fact.property}` somebody.",
                    f"Quote one of these words too: {', '.join(declared.words)}; or declare others for the relation.",
                    (f"quote: {quote}",),
                )
            elif _turned(material, fact, quote):
                yield alarm(
                    fact,
                    Code.RELATION_TURNED,
                    at(fact, citations[0]),
                    f"{spoken_of(fact)} stands the other way round in this quote.",
                    f"Write it under the other subject, or as `{declared.inverse}` read from there.",
                    (f"quote: {quote}",),
                )


def _turned(material: Material, fact: Fact, quote: str) -> bool:
    """Whether the relation's own words stand in the quote with its two ends on the wrong sides of them."""
    match = re.search(rf"(?<!\w){re.escape(fact.property)}(?!\w)", quote, re.IGNORECASE)
    if match is None:
        return False
    before = [it.subject for it in material.names.find(quote[: match.start()])]
    behind = [it.subject for it in material.names.find(quote[match.end() :])]
    return fact.subject in behind and fact.subject not in before and fact.object not in behind
