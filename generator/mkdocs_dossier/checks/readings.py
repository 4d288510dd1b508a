"""Checks of what words are read as (evidence rule, point 7): whom "we" and "it" can mean where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_dossier.checks.material import Alarm, Material, alarm, quoted, spoken_of, stands
from mkdocs_dossier.languages import Language
from mkdocs_dossier.model import Aspect, Citation, Fact, Kind, Subject
from mkdocs_dossier.problems import Code
from mkdocs_dossier.quotes import whole


def reads(material: Material, fact: Fact) -> Iterator[Alarm]:
    """A word is read as what it can mean: a recorded name as its owner, "I" as the speaker, "he" as a person.

    "We" is not another of the same kind than those to whom the speaker belongs. What stands for something named
    elsewhere, "it" or "the yard", is named in its source before, or in the same paragraph; and a pronoun not farther
    away than another of the same kind.
    """
    for citations, language in material.bundles(fact):
        for word, meant in fact.reads.items():
            subject = material.dossier.subjects.get(meant)
            if subject is None or not stands(word, quoted(citations)):
                continue
            why = (
                _owned(material, fact, word, subject, language)
                or _of_a_kind(word, subject, language)
                or _ours(material, fact, word, subject, language)
                or _named(material, citations, word, subject, language)
            )
            if why:
                yield alarm(
                    fact,
                    Code.READ_OTHERWISE,
                    citations[0].place,
                    f"{spoken_of(fact)} reads “{word}” as {subject.label}, {why}.",
                    "Correct `reads:`, or accept it with a reason: `accepted:`.",
                )


def _owned(material: Material, fact: Fact, word: str, subject: Subject, language: Language) -> str:
    owner = material.names.owners.get(word)
    if owner is not None and owner != subject.id:
        return f"and it is {material.dossier.subjects[owner].label}"
    by = fact.voice.by
    if by is not None and word.casefold() in map(str.casefold, language.speaker) and by != subject.id:
        return f"and it is {material.dossier.subjects[by].label}"
    return ""


def _of_a_kind(word: str, subject: Subject, language: Language) -> str:
    person = subject.kind == "person"
    if person and word.casefold() in language.things:
        return "who is a person"
    if subject.type is Kind.ACTOR and not person and word.casefold() in language.persons:
        return "which is no person"
    return ""


def _ours(material: Material, fact: Fact, word: str, subject: Subject, language: Language) -> str:
    """Why "we" cannot be a subject: the speaker belongs to another of its kind, and not to it."""
    if fact.voice.by is None or word.casefold() not in language.group:
        return ""
    circle, left = {fact.voice.by}, [fact.voice.by]
    while left:
        id_ = left.pop()
        related = [it.object for it in material.dossier.by_subject.get(id_, ()) if it.aspect is Aspect.RELATION]
        # "The board of Saint Brice Hospital" belongs to what its label names.
        for other in (*related, *material.names.among(material.dossier.subjects[id_].label)):
            if other is not None and other not in circle:
                circle.add(other)
                left.append(other)
    if subject.id in circle:
        return ""
    rival = next((it for it in sorted(circle) if material.dossier.subjects[it].kind == subject.kind), None)
    return f"and the speaker belongs to {material.dossier.subjects[rival].label}" if rival and subject.kind else ""


def _named(material: Material, citations: tuple[Citation, ...], word: str, subject: Subject, language: Language) -> str:
    """Why a word cannot stand for a subject: nothing names it before, or only another one is named near."""
    head = word.casefold().split()[0] if word.split() else ""
    pronoun = word.casefold() in language.pronouns
    if subject.unnamed or not (pronoun or head in language.definite):
        return ""
    for citation in citations:
        if not stands(word, quoted([citation])):
            continue
        before, near = _before(material, citation, word, pronoun=pronoun)
        if subject.id not in material.names.among(f"{before} {near}"):
            return f"which `{citation.source}` does not name before"
        alike = {
            it.subject
            for it in material.names.find(near)
            if it.subject and material.dossier.subjects[it.subject].kind == subject.kind
        }
        rivals = {it for it in alike if material.dossier.subjects[it].type is subject.type}
        if pronoun and rivals and subject.id not in material.names.among(near):
            return f"and only {material.dossier.subjects[min(rivals)].label} is named near it"
    return ""


def _before(material: Material, citation: Citation, word: str, *, pronoun: bool) -> tuple[str, str]:
    """The source's text up to a word of a quote: what is far, and the word's own paragraph with the one before.

    What has a noun, "the yard", may be named later in its paragraph.
    """
    source = material.dossier.sources[citation.source]
    here = next((n for n, (a, b) in enumerate(source.paragraphs) if a <= citation.start < b), 0)
    if not source.paragraphs:
        return "", source.text[: citation.end]
    first, last = source.paragraphs[here]
    match = whole(word).search(source.text, citation.start, citation.end)
    stop = (match.start() if match else citation.end) if pronoun else last
    far = " ".join(source.text[a:b] for a, b in source.paragraphs[: max(0, here - 1)])
    near = " ".join(
        [*(source.text[a:b] for a, b in source.paragraphs[max(0, here - 1) : here]), source.text[first:stop]]
    )
    return far, near
