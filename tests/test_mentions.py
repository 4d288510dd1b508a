"""findings.mentions and findings.wordings: who is named where, and how reports of one fact differ."""

from __future__ import annotations

from types import MappingProxyType

from mkdocs_dossier.findings import mentions, wordings
from mkdocs_dossier.model import Actor, Aspect, Citation, Dossier, Fact, Imprint, Name, Passage, Source, Voice
from mkdocs_dossier.problems import Place

PLACE = Place("f.yml")
TEXT = "Menu of Ayla\nAyla sailed. She sank. Nobody knew.\nThen Ayla rose."
SENTENCES = ((13, 25), (26, 35), (36, 48), (49, 64))


def source(id_: str, text: str, sentences: tuple[tuple[int, int], ...], language: str = "en") -> Source:
    return Source(
        id=id_,
        file=f"{id_}.txt",
        place=PLACE,
        title=id_,
        text=text,
        sha256="",
        paragraphs=((0, len(text)),),
        sentences=sentences,
        furniture=(),
        language=language,
        checked=True,
    )


def cited(source: str, text: str, *words: str) -> Citation:
    passages = tuple(Passage(source, text.index(it), text.index(it) + len(it), 0, 0) for it in words)
    return Citation(source, words, passages, PLACE)


def fact(key: str, *citations: Citation, subject: str = "else", about: tuple[str, ...] = ()) -> Fact:
    return Fact(
        key=key,
        aspect=Aspect.SAYS,
        subject=subject,
        property="says",
        voice=Voice(),
        citations=citations,
        place=PLACE,
        says=key,
        about=about,
    )


def dossier(sources: list[Source], facts: list[Fact], *subjects: Actor) -> Dossier:
    return Dossier(
        Imprint("D"),
        MappingProxyType({it.id: it for it in sources}),
        MappingProxyType({it.id: it for it in subjects}),
        MappingProxyType({}),
        MappingProxyType({}),
        tuple(facts),
    )


def test_a_mention_is_a_sentence_that_names_or_carries_a_fact_about_the_subject() -> None:
    found = tuple(Passage("a", at, at + 4, 0, 0) for at in (8, 13, 54))
    ayla = Actor(id="ayla", label="Ayla", place=PLACE, names=(Name("Ayla", None, found, PLACE),))
    sank = fact("sank", cited("a", TEXT, "She sank"), about=("ayla",))
    nobody = fact("nobody", cited("a", TEXT, "Nobody knew"))
    it = dossier([source("a", TEXT, SENTENCES)], [sank, nobody], ayla)

    assert [(m.span, m.names, m.facts) for m in mentions.mentions(it)["ayla"]] == [
        ((13, 25), ((13, 17),), ()),
        ((26, 35), (), (sank,)),
        ((49, 64), ((54, 58),), ()),
    ]


def test_a_fact_over_two_sentences_is_mentioned_in_both_and_a_subject_without_mention_is_absent() -> None:
    ayla = Actor(id="ayla", label="Ayla", place=PLACE)
    other = Actor(id="other", label="Other", place=PLACE)
    both = fact("both", cited("a", TEXT, "sailed. She sank"), subject="ayla")
    found = mentions.mentions(dossier([source("a", TEXT, SENTENCES)], [both], ayla, other))

    assert [m.span for m in found["ayla"]] == [(13, 25), (26, 35)]
    assert "other" not in found


def marked(it: Dossier, key: str) -> list[list[str]]:
    reports = it.by_key[key].citations
    return [
        [part[a:b] for part, spans in zip(citation.words, own, strict=True) for a, b in spans]
        for citation, own in zip(reports, wordings.wordings(it)[key], strict=True)
    ]


def test_words_that_no_other_report_has_differ_and_neighbours_are_one() -> None:
    one, two = "Moscow signed a contract in 2017", "Moscow and Ankara inked a Deal in 2017"
    it = dossier(
        [source("a", one, ((0, 32),)), source("b", two, ((0, 38),))],
        [fact("deal", cited("a", one, "Moscow signed a contract", "2017"), cited("b", two, two))],
    )

    assert marked(it, "deal") == [["signed", "contract"], ["and Ankara inked", "Deal in"]]


def test_case_and_the_form_of_an_apostrophe_tell_no_words_apart() -> None:
    one, two = "Turkey’s deal", "TURKEY'S Deal"
    it = dossier(
        [source("a", one, ((0, 13),)), source("b", two, ((0, 13),))],
        [fact("deal", cited("a", one, one), cited("b", two, two))],
    )

    assert marked(it, "deal") == [[], []]


def test_one_source_and_other_languages_are_not_compared() -> None:
    one, two, three = "The deal", "Anlaşma", "A deal"
    sources = [
        source("a", one, ((0, 8),)),
        source("b", two, ((0, 7),), language="tr"),
        source("c", three, ((0, 6),)),
    ]
    alone = fact("alone", cited("a", one, one), cited("a", one, "deal"))
    foreign = fact("foreign", cited("a", one, one), cited("b", two, two))
    three_fold = fact("three", cited("a", one, one), cited("b", two, two), cited("c", three, three))
    it = dossier(sources, [alone, foreign, three_fold])

    assert set(wordings.wordings(it)) == {"three"}
    assert marked(it, "three") == [["The"], [], ["A"]]
