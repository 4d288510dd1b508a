"""The words of our own that no quote has: a list for a reader's eyes, since a paraphrase is no fault."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mkdocs_dossier import languages, quotes
from mkdocs_dossier.model import Dossier, Fact

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Unquoted:
    """A fact whose sentence has words without a stem in its quotes, with those words in order."""

    fact: Fact
    words: tuple[str, ...]


def review(dossier: Dossier) -> tuple[Unquoted, ...]:
    """Every fact that says something with words that neither its quotes nor the names they read as have, by stem.

    What a quote in another language says stands in the curator's translation. Two words share a stem where they begin
    alike for at least four letters and differ in at most three at the end.
    Words that only carry the grammar are left out; where the dossier's language has no list of them, nothing is listed.
    """
    language = languages.language(dossier.imprint.language)
    if language is None:
        return ()
    found = []
    for fact in dossier.facts:
        if fact.says and fact.withdrawn is None:
            there = set(_words(" ".join(_known(dossier, fact))))
            words = [
                it
                for it in _words(fact.says)
                if it not in language.plain and not any(_akin(it, other) for other in there)
            ]
            if words:
                found.append(Unquoted(fact, tuple(dict.fromkeys(words))))
    return tuple(found)


def _known(dossier: Dossier, fact: Fact) -> list[str]:
    spoken = [quotes.normal(" ".join(citation.words)) for citation in fact.citations]
    translated = [it.translation for it in fact.citations if it.translation]
    named = [subject for id_ in fact.about if (subject := dossier.subjects.get(id_)) is not None]
    spellings = [text for subject in named for text in (subject.label, *(name.text for name in subject.names))]
    return [*spoken, *translated, *spellings, *fact.reads.values(), *(it.because for it in fact.inferred)]


def _words(text: str) -> list[str]:
    return [re.sub(r"[’']s?$", "", it).casefold() for it in _WORD.findall(text)]


def _akin(one: str, other: str) -> bool:
    if one == other:
        return True
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 4 and max(len(one), len(other)) - shared <= 3
