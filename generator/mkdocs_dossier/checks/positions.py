"""Checks of topics and stances: whether a fact's own words speak for another question, or another answer to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mkdocs_dossier import languages
from mkdocs_dossier.checks import terms
from mkdocs_dossier.checks.material import Alarm, Material, alarm, quoted, spoken_of
from mkdocs_dossier.languages import Language
from mkdocs_dossier.model import Fact, Topic
from mkdocs_dossier.problems import Code


def stance(material: Material, fact: Fact) -> Iterator[Alarm]:
    """A fact takes the position of which its words speak, where they speak of one of its topic's.

    They speak of a position where they have at least half of the words that its label has and neither the topic's
    question nor the claimed position's label has, with a negation where the label has one. Nothing is said of a fact
    that shares such a word with its own position.
    """
    language = languages.language(material.dossier.imprint.language)
    if not fact.says or fact.stance is None or fact.withdrawn is not None or language is None:
        return
    for topic in (material.dossier.subjects.get(it) for it in fact.topics):
        if not isinstance(topic, Topic) or fact.stance not in topic.stances:
            continue
        said = _words(fact.says, language)
        asked, own = _words(topic.label, language), _words(topic.stances[fact.stance], language)
        if _shared(_besides(own, asked, language), said, language):
            continue
        for other, label in topic.stances.items():
            distinct = _besides(_besides(_words(label, language), asked, language), own, language)
            shared = _shared(distinct, said, language)
            if (
                other != fact.stance
                and shared
                and 2 * len(shared) >= len(distinct)
                and _alike(label, fact.says, language)
            ):
                told = f"takes the position `{fact.stance}`, and tells of “{min(shared)}”"
                yield alarm(
                    fact,
                    Code.POSITION_ELSEWHERE,
                    fact.place,
                    f"{spoken_of(fact)} {told}, as `{other}` does.",
                    "Correct `stance:`, or accept it with a reason: `accepted:`.",
                    (f"fact:  {fact.says}", f"{fact.stance}: {topic.stances[fact.stance]}", f"{other}: {label}"),
                )
                return


def topic(material: Material, fact: Fact) -> Iterator[Alarm]:
    """A fact stands under a topic of which its words speak, where they speak of another topic's question.

    They speak of it where they share two words with it; and of their own topic where they share one with its question
    or with one of its positions.
    """
    language = languages.language(material.dossier.imprint.language)
    if not fact.says or not fact.topics or fact.withdrawn is not None or language is None:
        return
    about = (material.dossier.subjects[it].label for it in fact.about if it in material.dossier.subjects)
    said = _words(" ".join([fact.says, quoted(fact.citations), *about]), language)
    topics = material.topics
    for mine in topics:
        whole = " ".join((mine.label, *mine.stances.values()))
        if mine.id not in fact.topics or _shared(_words(whole, language), said, language):
            continue
        found = [(it, _shared(_words(it.label, language), said, language)) for it in topics if it is not mine]
        other, shared = max(found, key=lambda it: len(it[1]), default=(mine, frozenset[str]()))
        if len(shared) > 1:
            words = " and ".join(f"“{it}”" for it in sorted(shared)[:2])
            yield alarm(
                fact,
                Code.POSITION_ELSEWHERE,
                fact.place,
                f"{spoken_of(fact)} stands under `{mine.id}`, and tells of {words}, of which `{other.id}` asks.",
                "Correct `topic:`, or accept it with a reason: `accepted:`.",
                (f"fact: {fact.says}", f"{other.id}: {other.label}"),
            )


@lru_cache(maxsize=4096)
def _words(text: str, language: Language) -> frozenset[str]:
    """The words of a text that carry its sense, names and their numbers included, in lower case."""
    words = {it.lower() for it in re.findall(r"[^\W\d_]+-\d+|[^\W\d_]{3,}", text)}
    return frozenset(words - language.plain - {*language.dull, *language.articles})


def _shared(sought: frozenset[str], there: frozenset[str], language: Language) -> frozenset[str]:
    return frozenset(it for it in sought if any(terms.related(it, other, language) for other in there))


def _besides(words: frozenset[str], known: frozenset[str], language: Language) -> frozenset[str]:
    return words - _shared(words, known, language)


def _alike(label: str, says: str, language: Language) -> bool:
    return terms.negations(label, says, language)[0] % 2 == terms.negations(says, label, language)[0] % 2
