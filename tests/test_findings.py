"""findings: what differs, what is used, and how much of each source is accounted for."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_dossier import dates, quantities
from mkdocs_dossier.findings import contradictions, coverage, disagreements, echoes, find, repeats, review, uses
from mkdocs_dossier.model import (
    Aspect,
    Change,
    Citation,
    Dossier,
    Fact,
    Imprint,
    NotUsed,
    Passage,
    Property,
    RelationKind,
    Source,
    Value,
    Voice,
)
from mkdocs_dossier.problems import Place

PLACE = Place("f.yml")
TEXT = "One two three. Four five six. Seven eight nine. Ten."
SENTENCES = ((0, 14), (15, 29), (30, 47), (48, 52))
SOURCE = Source(
    id="a",
    file="a.txt",
    place=PLACE,
    title="A",
    text=TEXT,
    sha256="",
    paragraphs=((0, 52),),
    sentences=SENTENCES,
    furniture=(),
    language="en",
    checked=True,
)


def cited(*spans: tuple[int, int]) -> Citation:
    passages = tuple(Passage("a", start, end, 0, 0) for start, end in spans)
    return Citation("a", tuple(TEXT[a:b] for a, b in spans), passages, PLACE)


def fact(key: str, value: Value | None = None, aspect: Aspect = Aspect.VALUE, *citations: Citation) -> Fact:
    return Fact(
        key=key,
        aspect=aspect,
        subject="it",
        property="date" if aspect is Aspect.DATE else "height",
        voice=Voice(),
        citations=citations or (cited((0, 3)),),
        place=PLACE,
        value=value,
    )


def dossier(*facts: Fact, one: bool = True, source: Source = SOURCE) -> Dossier:
    height = Property("height", "length", one, PLACE)
    return Dossier(Imprint("T"), {"a": source}, {}, {"height": height}, {}, facts)


def length(text: str, qualifier: str | None = None, condition: str | None = None) -> Value:
    quantity = quantities.parse(text, "length")
    assert isinstance(quantity, quantities.Quantity)
    return Value(text, qualifier=qualifier, condition=condition, quantity=quantity)


def day(text: str) -> Value:
    date = dates.parse(text)
    assert isinstance(date, dates.Date)
    return Value(text, date=date)


@pytest.mark.parametrize(
    ("values", "groups", "differing"),
    [
        ((length("35 km"), length("35,000 m")), None, None),
        ((length("35 km"), length("30 km")), [["0"], ["1"]], ("value",)),
        ((length("35 km"), length("30 km"), length("35000 m")), [["0", "2"], ["1"]], ("value",)),
        ((length("35 km"), length("35 km", "up to")), [["0"], ["1"]], ("qualifier",)),
        ((length("35 km"), length("35 km", None, "at night")), [["0"], ["1"]], ("condition",)),
        (
            (length("35 km", "up to"), length("30 km", "up to", "at night")),
            [["0"], ["1"]],
            ("value", "condition"),
        ),
        ((length("35 km", "About", "At night"), length("35 km", "about", "at night")), None, None),
        ((length("35 km", "around"), length("35,000 m", "approximately")), None, None),
        ((length("35 km", "no more than"), length("35 km", "up to")), None, None),
        ((length("35 km", "at the outside"), length("35 km", "up to")), [["0"], ["1"]], ("qualifier",)),
        ((length("35 km", "exactly"), length("35 km")), None, None),
        ((length("15 nautical miles", "about"), length("28 km", "about")), None, None),
        ((length("15 nautical miles", "about"), length("28 km")), [["0"], ["1"]], ("qualifier",)),
        ((length("15 nautical miles", "about"), length("30 km")), [["0"], ["1"]], ("value", "qualifier")),
        ((length("30 km", "more than"), length("35 km")), [["0"], ["1"]], ("qualifier",)),
        ((length("40 km", "more than"), length("35 km")), [["0"], ["1"]], ("value", "qualifier")),
        ((length("30 to 40 km"), length("35 km")), None, None),
        ((length("30 to 40 km"), length("40 to 50 km")), [["0"], ["1"]], ("value",)),
        ((length("30 to 40 km"), length("40 km", "up to")), [["0"], ["1"]], ("qualifier",)),
        ((length("35 km", "up to"), length("30 km", "up to")), [["0"], ["1"]], ("value",)),
        ((Value("Blue"), Value("blue")), None, None),
        ((Value("blue"), Value("red")), [["0"], ["1"]], ("value",)),
        ((Value("", items=("a", "B")), Value("", items=("b", "a"))), None, None),
        ((Value("", items=("a", "b")), Value("", items=("a",))), [["0"], ["1"]], ("value",)),
        ((length("35 km"), Value("", unknown=True)), None, None),
    ],
)
def test_values_of_one_property_disagree(
    values: tuple[Value, ...], groups: list[list[str]] | None, differing: tuple[str, ...] | None
) -> None:
    found = disagreements.disagreements(dossier(*(fact(str(n), value) for n, value in enumerate(values))))
    assert [[[it.key for it in group] for group in one.groups] for one in found] == ([] if groups is None else [groups])
    assert [one.in_ for one in found] == ([] if differing is None else [differing])


@pytest.mark.parametrize(
    ("written", "groups"),
    [
        (("2017", "2017-02-22"), None),
        (("2017", "2018"), [["0"], ["1"]]),
        (("2017", "2017-02-22", "2017-05-01"), [["0", "1"], ["2"]]),
        (("[..2017-02-20]", "2017"), None),
        (("[..2017-02-20]", "2018"), [["0"], ["1"]]),
    ],
)
def test_dates_disagree_where_they_share_no_day(written: tuple[str, ...], groups: list[list[str]] | None) -> None:
    facts = [fact(str(n), day(text), Aspect.DATE) for n, text in enumerate(written)]
    found = disagreements.disagreements(dossier(*facts))
    assert [[[it.key for it in group] for group in one.groups] for one in found] == ([] if groups is None else [groups])
    # A disagreement always says in what.
    assert [one.in_ for one in found] == ([] if groups is None else [("value",)])


def test_a_property_of_which_there_may_be_many_does_not_disagree() -> None:
    pair = (fact("0", length("35 km")), fact("1", length("30 km")))
    assert disagreements.disagreements(dossier(*pair, one=False)) == ()
    assert len(disagreements.disagreements(dossier(*pair))) == 1


def test_a_withdrawn_fact_disagrees_with_nothing() -> None:
    date = dates.parse("2019")
    assert isinstance(date, dates.Date)
    withdrawn = replace(fact("1", length("30 km")), withdrawn=Change(date, "It was a slip."))
    assert disagreements.disagreements(dossier(fact("0", length("35 km")), withdrawn)) == ()


@pytest.mark.parametrize(
    ("written", "groups"),
    [
        ((("35 km", "2017"), ("30 km", "2020")), []),
        ((("35 km", "2017"), ("30 km", "2017-02")), [["0"], ["1"]]),
        ((("35 km", "2017"), ("30 km", None)), [["0"], ["1"]]),
        ((("35 km", "2017"), ("30 km", "2020"), ("25 km", "2017")), [["0"], ["2"]]),
        ((("35 km", "2017"), ("30 km", "2020"), ("30 km", None)), [["0"], ["2"]]),
    ],
)
def test_values_of_different_times_do_not_disagree(
    written: tuple[tuple[str, str | None], ...], groups: list[list[str]]
) -> None:
    facts = [
        replace(fact(str(n), length(words)), date=day(at).date if at else None) for n, (words, at) in enumerate(written)
    ]
    found = disagreements.disagreements(dossier(*facts))
    assert [[it.key for it in group] for one in found for group in one.groups] == groups
    assert [one.in_ for one in found] == ([("value",)] if groups else [])


OWNED = RelationKind("owned by", "owner of", (), PLACE, one_of=True)
HEAD = RelationKind("head of", "headed by", (), PLACE, one=True)
OWNER = RelationKind("owner of", "owned by", (), PLACE)
ALLY = RelationKind("ally of", "ally of", (), PLACE)


@pytest.mark.parametrize(
    ("told", "kinds", "found"),
    [
        ("a owned by b|b owned by a", (OWNED,), [("owned by", "a", "turned", [["0"], ["1"]])]),
        ("a owned by b|b owned by a|a owned by b", (OWNED,), [("owned by", "a", "turned", [["0", "2"], ["1"]])]),
        ("b owned by a|a owner of b", (OWNED, OWNER), []),
        ("a owned by b|a owner of b", (OWNED, OWNER), [("owned by", "a", "turned", [["0"], ["1"]])]),
        ("a ally of b|b ally of a", (ALLY,), []),
        ("p head of a|q head of a", (HEAD,), [("head of", "a", "one", [["0"], ["1"]])]),
        ("p head of a|q head of b", (HEAD,), []),
        ("p head of a|p head of b", (HEAD,), []),
        ("p head of a|p head of a", (HEAD,), []),
        ("p head of a 2017|q head of a 2021", (HEAD,), []),
        ("p head of a 2021|q head of a 2021-02", (HEAD,), [("head of", "a", "one", [["0"], ["1"]])]),
        ("p head of a 2017|q head of a 2021|r head of a 2017", (HEAD,), [("head of", "a", "one", [["0"], ["2"]])]),
        ("p head of a 2017|q head of a", (HEAD,), [("head of", "a", "one", [["0"], ["1"]])]),
        ("a owned by b|a owned by c", (OWNED,), [("owned by", "a", "one-of", [["0"], ["1"]])]),
        ("b owned by a|c owned by a", (OWNED,), []),
        ("p member of a|q member of a|p member of b", (RelationKind("member of", "m", (), PLACE),), []),
        ("p head of a|q head of a", (), []),
    ],
)
def test_relations_contradict_where_both_cannot_hold(
    told: str, kinds: tuple[RelationKind, ...], found: list[tuple[str, str, str, list[list[str]]]]
) -> None:
    facts = []
    for n, words in enumerate(told.split("|")):
        subject, *name, object_, at = [*words.split(), ""] if not words[-1].isdigit() else words.split()
        date = day(at).date if at else None
        facts.append(
            replace(
                fact(str(n), None, Aspect.RELATION), subject=subject, property=" ".join(name), object=object_, date=date
            )
        )
    made = Dossier(Imprint("T"), {"a": SOURCE}, {}, {}, {kind.name: kind for kind in kinds}, tuple(facts))
    assert [
        (it.relation, it.subject, it.why.value, [[fact.key for fact in group] for group in it.groups])
        for it in contradictions.contradictions(made)
    ] == found
    assert find(made).contradictions == contradictions.contradictions(made)


def test_a_withdrawn_relation_contradicts_nothing() -> None:
    date = day("2019").date
    assert date is not None
    one, other = (
        replace(fact(key, None, Aspect.RELATION), subject=key, property="head of", object="firm") for key in "pq"
    )
    made = Dossier(Imprint("T"), {"a": SOURCE}, {}, {}, {"head of": HEAD}, (one, other))
    assert len(contradictions.contradictions(made)) == 1
    left = replace(made, facts=(one, replace(other, withdrawn=Change(date, "It was a slip."))))
    assert contradictions.contradictions(left) == ()


spans = st.tuples(st.integers(0, 51), st.integers(1, 20)).map(lambda it: (it[0], min(52, sum(it))))


@given(st.lists(spans, min_size=1, max_size=8))
def test_pieces_cover_the_stretch_and_know_who_covers_them(written: list[tuple[int, int]]) -> None:
    facts = [fact(str(n), None, Aspect.SAYS, cited(span)) for n, span in enumerate(written)]
    used = uses.uses(dossier(*facts))["a"]
    cut = uses.pieces(0, 52, used)
    assert cut[0].start == 0
    assert cut[-1].end == 52
    assert all(a.end == b.start for a, b in pairwise(cut))
    for piece in cut:
        covering = {str(n) for n, (a, b) in enumerate(written) if a <= piece.start and piece.end <= b}
        assert {use.fact.key for use in piece.uses if use.fact} == covering


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=3))
def test_coverage_counts_what_a_plain_count_counts(
    written: list[tuple[int, int]], left_out: list[tuple[int, int]]
) -> None:
    def meets(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
        return any(span[0] < b and a < span[1] for a, b in others)

    source = replace(SOURCE, not_used=tuple(NotUsed(cited(span), "why") for span in left_out))
    facts = [fact(str(n), None, Aspect.SAYS, cited(span)) for n, span in enumerate(written)]
    made = dossier(*facts, source=source)
    counted = coverage.coverage(source, uses.uses(made).get("a", ()))
    is_cited = [span for span in SENTENCES if meets(span, written)]
    skipped = [span for span in SENTENCES if span not in is_cited and meets(span, left_out)]
    assert (counted.sentences, counted.cited, counted.not_used) == (4, len(is_cited), len(skipped))
    assert counted.open == tuple(span for span in SENTENCES if span not in is_cited and span not in skipped)
    assert counted.words == 10
    words = [(0, 3), (4, 7), (8, 13), (15, 19), (20, 24), (25, 28), (30, 35), (36, 41), (42, 46), (48, 51)]
    assert counted.words_cited == sum(1 for word in words if meets(word, written))


def test_a_source_without_use_is_open_and_counted() -> None:
    found = find(Dossier(Imprint("T"), MappingProxyType({"a": SOURCE}), {}, {}, {}, ()))
    assert found.coverage["a"].open == SENTENCES
    assert (found.counts.sources, found.counts.sentences, found.counts.citations) == (1, 4, 0)


def source(id_: str, text: str, publisher: str | None = None) -> Source:
    return replace(
        SOURCE, id=id_, text=text, sentences=((0, len(text)),), paragraphs=((0, len(text)),), publisher=publisher
    )


def whole(it: Source) -> Citation:
    return Citation(it.id, (it.text,), (Passage(it.id, 0, len(it.text), 0, 0),), PLACE)


LONG = "The town bought the ferry from the yard at the river’s mouth in the year of the flood."


@pytest.mark.parametrize(
    ("texts", "publishers", "voice", "origins"),
    [
        ("Bought it.|Sold to it.", "p|q", Voice(), (("a",), ("b",))),
        ("Bought it.|Sold to it.", "p|p", Voice(), (("a", "b"),)),
        ("Bought it.|Sold to it.", "|", Voice(), (("a",), ("b",))),
        ("Bought it.|Sold to it.", "p|q", Voice(by="s"), (("a", "b"),)),
        (f"{LONG}|{LONG.replace('bought', 'got')}", "p|q", Voice(), (("a", "b"),)),
        # By way of b, which shares a text with a and a publisher with c.
        (f"{LONG}|{LONG}|Bought it.", "p|q|q", Voice(), (("a", "b", "c"),)),
    ],
)
def test_reports_of_one_origin_are_told_from_confirmations(
    texts: str, publishers: str, voice: Voice, origins: tuple[tuple[str, ...], ...]
) -> None:
    made = [
        source(id_, text, publisher or None)
        for id_, text, publisher in zip("abc", texts.split("|"), publishers.split("|"), strict=False)
    ]
    it = replace(
        fact("f", None, Aspect.SAYS, *map(whole, made)), voice=voice, event="e" if voice.by else None, says="S."
    )
    found = echoes.echoes(Dossier(Imprint("T"), {s.id: s for s in made}, {}, {}, {}, (it,)))
    assert found["f"].origins == origins
    assert found["f"].reports == len(made)


def test_a_fact_of_one_source_has_no_echo() -> None:
    one = source("a", LONG)
    it = fact("f", None, Aspect.SAYS, whole(one), whole(one))
    assert echoes.echoes(Dossier(Imprint("T"), {"a": one}, {}, {}, {}, (it,))) == {}


def test_a_sentence_is_found_again_in_another_source() -> None:
    other = LONG.replace("bought", "purchased")
    made = {it.id: it for it in (source("a", LONG), source("b", other), source("c", "Short."), source("d", LONG))}
    found = repeats.repeats(Dossier(Imprint("T"), made, {}, {}, {}, ()))
    assert set(found) == {"a", "b", "d"}
    assert [(it.other, it.same) for it in found["a"]] == [("b", False), ("d", True)]
    assert all(made[it.other].text[slice(*it.other_span)] == made[it.other].text for it in found["b"])


def test_words_of_our_own_are_listed_for_review() -> None:
    it = source("a", "The council has been negotiating with the yard.")
    says = replace(fact("f", None, Aspect.SAYS, whole(it)), says="The council negotiated with the reluctant yard.")
    dossier = Dossier(Imprint("T"), {"a": it}, {}, {}, {}, (says,))
    assert [(found.fact.key, found.words) for found in review.review(dossier)] == [("f", ("reluctant",))]
    assert review.review(replace(dossier, imprint=Imprint("T", language="xx"))) == ()
    foreign = replace(
        whole(source("a", "Kurul tersaneyle görüştü.")), translation="The council negotiated with the yard"
    )
    translated = replace(dossier, facts=(replace(says, citations=(foreign,)),))
    assert [found.words for found in review.review(translated)] == [("reluctant",)]
